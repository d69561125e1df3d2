// Recovery where money, numbers and dates are written as in a letter: `KES 1500`, `1.5 million KES`, `three months`,
// `1 March 2027`.

import RungText

extension Parser {
  /// Says how the figure is written that the next token stumbles over. False when it is none of these.
  mutating func reportFigureInWords() -> Bool {
    guard at > 0, !isFirst(at), kinds[at - 1] == .name else { return false }
    let word = problems.text(range(at - 1))
    let hasNumber = at > 1 && kinds[at - 2] == .number && !isFirst(at - 1)
    switch kind {
    case .number: return hasNumber ? dateInWords(word, day: at - 2) : afterWord(word)
    case .name:
      if hasNumber { return zerosInWords(word) || ordinalDate(word) }
      guard let figure = NumberWords.figure(word) else { return false }
      problems.figureInWords(range(at - 1), String(figure))
      return true
    default: return false
    }
  }

  /// `1 March 2027`, at the year.
  private func dateInWords(_ word: String, day: Int) -> Bool {
    guard let month = NumberWords.month(word),
      let date = NumberWords.date(
        year: problems.text(range(at)), month: month, day: problems.text(range(day)))
    else { return false }
    problems.dateInWords(range(day).union(range(at)), [date])
    return true
  }

  /// `March 2027`, `March 1, 2027` and `KES 1500`, at the first number.
  private func afterWord(_ word: String) -> Bool {
    let number = problems.text(range(at))
    if let month = NumberWords.month(word) {
      if let whole = NumberWords.date(year: number, month: month, day: nil) {
        problems.dateInWords(range(at - 1).union(range(at)), [whole + "-01", whole])
        return true
      }
      let year = next == .comma ? at + 2 : at + 1
      guard year < last, kinds[year] == .number, !isFirst(year),
        let date = NumberWords.date(year: problems.text(range(year)), month: month, day: number)
      else { return false }
      problems.dateInWords(range(at - 1).union(range(year)), [date])
      return true
    }
    guard word.utf8.count == 3, word.utf8.allSatisfy({ (65...90).contains($0) }) else { return false }
    var amount = number
    var end = at
    if next == .name, !isFirst(at + 1),
      let written = NumberWords.writtenOut(
        number, problems.text(range(at + 1)), isTouching: ends[at] == starts[at + 1])
    {
      amount = written
      end = at + 1
    }
    problems.currencyFirst(range(at - 1).union(range(end)), amount, code: word)
    return true
  }

  /// `1.5 million KES`, at the unit.
  private func zerosInWords(_ word: String) -> Bool {
    let isTouching = ends[at - 2] == starts[at - 1]
    guard
      let written = NumberWords.writtenOut(problems.text(range(at - 2)), word, isTouching: isTouching)
    else { return false }
    problems.figureInWords(range(at - 2).union(range(at - 1)), written)
    return true
  }

  /// `1st March 2027`, at the month.
  private func ordinalDate(_ word: String) -> Bool {
    guard ["st", "nd", "rd", "th"].contains(word), let month = NumberWords.month(problems.text(range(at))),
      next == .number, !isFirst(at + 1),
      let date = NumberWords.date(
        year: problems.text(range(at + 1)), month: month, day: problems.text(range(at - 2)))
    else { return false }
    problems.dateInWords(range(at - 2).union(range(at + 1)), [date])
    return true
  }
}
