// Numbers and months as people say them: `three months`, `1.5 million`, `1 March 2027`. The language writes figures;
// these words are known for the repair.

package enum NumberWords {
  private static let figures: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  private static let zeros: [String: Int] = [
    "hundred": 2, "thousand": 3, "thousands": 3, "million": 6, "millions": 6, "mio": 6, "mn": 6, "billion": 9,
    "billions": 9, "bn": 9,
  ]

  /// Letters that stand for zeros when they touch the number: `50k`.
  private static let letters: [String: Int] = ["k": 3, "K": 3, "m": 6, "M": 6]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  /// `three`: 3.
  package static func figure(_ word: String) -> Int? { figures[word.lowercased()] }

  /// `1.5` and `million`: 1_500_000. Nil when the word adds no zeros, or the number has more places than it.
  package static func writtenOut(_ number: String, _ word: String, isTouching: Bool = false) -> String? {
    let count = (isTouching ? letters[word] : nil) ?? zeros[word.lowercased()]
    let parts = number.filter { $0 != "_" }.split(separator: ".", omittingEmptySubsequences: false)
    guard let count, parts.count <= 2, let whole = parts.first else { return nil }
    let rest = parts.count == 2 ? String(parts[1]) : ""
    guard rest.count <= count, (String(whole) + rest).allSatisfy(\.isASCII) else { return nil }
    let digits = String(whole) + rest + String(repeating: "0", count: count - rest.count)
    let all = Array(digits.drop { $0 == "0" })
    guard !all.isEmpty else { return nil }
    var plain = ""
    for (place, digit) in all.enumerated() {
      if place > 0, (all.count - place) % 3 == 0, all.count > 4 { plain += "_" }
      plain.append(digit)
    }
    return plain
  }

  /// `March` and `Mar`: 3.
  package static func month(_ word: String) -> Int? {
    let word = word.lowercased()
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0 == word || ($0.prefix(3) == word || word == "sept" && $0 == "september") }
      .map { $0 + 1 }
  }

  /// `2027-03-01`, or without a day `2027-03`; nil when the figures are none of a date.
  package static func date(year: String, month: Int, day: String?) -> String? {
    guard year.count == 4, let number = Int(year), (1900...2200).contains(number) else { return nil }
    let text = year + (month < 10 ? "-0" : "-") + String(month)
    guard let day else { return text }
    guard let number = Int(day), (1...31).contains(number) else { return nil }
    return text + (number < 10 ? "-0" : "-") + String(number)
  }
}
