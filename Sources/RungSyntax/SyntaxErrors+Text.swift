// Messages about the characters of a text: what the lexer finds.

import RungText

extension SyntaxProblems {
  // MARK: Numbers and dates

  func shortDate(_ range: ByteRange) {
    let parts = text(range).split(separator: "-").map { $0.count < 2 ? "0" + $0 : String($0) }
    let date = parts.joined(separator: "-")
    add(
      .shortDate, "a date has two digits for the month and the day", range,
      fixes: [fix("write \(date)", range, date, isSafe: true)])
  }

  /// `1.3.2027`: day, month, year, as in most countries that write points.
  func dottedDate(_ range: ByteRange) {
    let parts = text(range).split(separator: ".").map { $0.count < 2 ? "0" + $0 : String($0) }
    let date = parts.reversed().joined(separator: "-")
    add(
      .shortDate, "a date is written year, month, day", range,
      fixes: [fix("write \(date)", range, date, isSafe: false)])
  }

  /// `20.000`: a person who groups digits with points means twenty thousand.
  func ambiguousPoint(_ range: ByteRange) {
    let thousands = text(range).replacing(".", with: "_")
    let plain = String(text(range).reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    add(
      .ambiguousComma, "\"\(text(range))\" is \(plain); it can be meant as \(thousands)", range,
      severity: .warning,
      fixes: [
        fix("write \(thousands)", range, thousands, isSafe: false),
        fix("write \(plain)", range, plain, isSafe: false),
      ])
  }

  /// `50k EUR`, `1.5 million KES`, `three months`.
  func figureInWords(_ range: ByteRange, _ plain: String) {
    add(
      .unexpected, "\"\(text(range))\" is not a number: every digit is written out", range,
      fixes: [fix("write \(plain)", range, plain, isSafe: false)])
  }

  /// `1 March 2027`; the first of the dates is meant most likely.
  func dateInWords(_ range: ByteRange, _ dates: [String]) {
    let fixes = dates.map { date in
      fix(
        date.utf8.count == 7 ? "write \(date) for the whole month" : "write \(date)", range, date,
        isSafe: false)
    }
    add(.shortDate, "a date is written year, month, day", range, fixes: fixes)
  }

  /// `KES 1500`
  func currencyFirst(_ range: ByteRange, _ amount: String, code: String) {
    add(
      .currencySign, "the currency stands behind the amount", range,
      fixes: [fix("write \(amount) \(code)", range, "\(amount) \(code)", isSafe: false)])
  }

  func groupedDigits(_ range: ByteRange) {
    let plain = grouped(range)
    add(
      .groupedDigits, "digits are grouped with \"_\", not with spaces or commas", range,
      fixes: [fix("write \(plain)", range, plain, isSafe: true)])
  }

  func decimalComma(_ range: ByteRange, hasGroups: Bool) {
    let plain = hasGroups ? grouped(range) : figures(range)
    add(
      .decimalComma, "a decimal number has a point", range,
      fixes: [fix("write \(plain)", range, plain, isSafe: true)])
  }

  func ambiguousComma(_ range: ByteRange) {
    let thousands = grouped(range)
    let decimal = text(range).replacing(",", with: ".")
    add(
      .ambiguousComma, "\"\(text(range))\" can be \(thousands) or \(decimal)", range,
      fixes: [
        fix("write \(thousands)", range, thousands, isSafe: false),
        fix("write \(decimal)", range, decimal, isSafe: false),
      ])
  }

  func foreignDigits(_ range: ByteRange) {
    let plain = figures(range)
    add(
      .otherSign, "numbers are written with the digits 0 to 9", range,
      fixes: [fix("write \(plain)", range, plain, isSafe: true)])
  }

  private func figures(_ range: ByteRange) -> String {
    isFull ? "" : String(decoding: NumberText.plain(source.bytes[range.bounds]), as: UTF8.self)
  }

  /// The figures with `_` between groups of three digits.
  private func grouped(_ range: ByteRange) -> String {
    let figures = figures(range)
    let whole = figures.prefix { $0 != "." }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append("_") }
      result.append(digit)
    }
    return result + figures.dropFirst(whole.count)
  }

  func currencySign(_ sign: ByteRange, number: ByteRange, _ currency: CurrencySign) {
    let before = sign.start < number.start
    let whole = sign.union(number)
    // A plain space between sign and number goes with the sign; another blank is mended on its own.
    let gap =
      before ? ByteRange(start: sign.end, end: number.start) : ByteRange(start: number.end, end: sign.start)
    let isPlain = source.bytes[gap.bounds].allSatisfy { $0 == 0x20 }
    let edits =
      before
      ? [
        replace(isPlain ? sign.union(gap) : sign, ""),
        replace(ByteRange(start: number.end, end: number.end), " " + currency.code),
      ] : [replace(isPlain ? sign.union(gap) : sign, (isPlain ? " " : "") + currency.code)]
    add(
      .currencySign, "money is written with the code of its currency", whole,
      fixes: [Fix("write \(text(number)) \(currency.code)", edits: edits, isSafe: currency.isCertain)])
  }

  // MARK: Signs

  func otherSign(_ range: ByteRange, means plain: String, isSafe: Bool) {
    let shown = plain.trimmingSpaces
    add(
      .otherSign, "\"\(text(range))\" is written \(shown)", range,
      fixes: [fix("write \(shown)", range, plain, isSafe: isSafe)])
  }

  func foreignOperator(_ range: ByteRange, means plain: String, isSafe: Bool) {
    let word = plain.trimmingSpaces
    add(
      .foreignOperator, "\"\(text(range))\" is written \(word)", range,
      fixes: [fix("write \(word)", range, plain, isSafe: isSafe)])
  }

  /// `where places = 40`
  func equalsForIs(_ range: ByteRange) {
    let isApart =
      range.start > 0 && source.bytes[Int(range.start) - 1] == 0x20 && source.bytes[Int(range.end)] == 0x20
    add(
      .foreignOperator, "= only defines; equality is written is", range,
      fixes: [fix("write is", range, isApart ? "is" : " is ", isSafe: true)])
  }

  func dashAsSpan(_ range: ByteRange, isCertain: Bool) {
    add(
      .dashAsSpan, "from one end to the other is written with two points", range,
      fixes: (isCertain ? [] : [fix(SyntaxProblems.estimate, range, spaced(range, "to"), isSafe: false)]) + [
        fix("write ..", range, spaced(range, ".."), isSafe: isCertain),
        fix("write - for minus", range, spaced(range, "-"), isSafe: false),
      ])
  }

  /// What `70%–85%` mostly is.
  static let estimate = "write to for an estimate between two figures, as in 70% to 85%"

  func dashInName(_ range: ByteRange) {
    add(
      .otherSign, "a name has a plain hyphen, minus a space on both sides", range,
      fixes: [
        fix("write - without spaces, as part of the name", range, "-", isSafe: false),
        fix("write - with spaces, for minus", range, " - ", isSafe: false),
      ])
  }

  /// The sign with the spaces around it that are not there yet.
  private func spaced(_ range: ByteRange, _ sign: String) -> String {
    let bounds = range.bounds
    let hasBefore = bounds.lowerBound > 0 && source.bytes[bounds.lowerBound - 1] == 0x20
    let hasAfter = bounds.upperBound < source.bytes.count && source.bytes[bounds.upperBound] == 0x20
    return (hasBefore ? "" : " ") + sign + (hasAfter ? "" : " ")
  }

  func bareAddress(_ range: ByteRange) {
    let ends = [ByteRange(start: range.start, end: range.start), ByteRange(start: range.end, end: range.end)]
    add(
      .unexpected, "an address such as https://example.org stands in quotes", range,
      fixes: [Fix("put it in quotes", edits: ends.map { replace($0, "\"") }, isSafe: false)])
  }

  // MARK: Comments and texts

  func foreignComment(_ range: ByteRange, edits: [(ByteRange, String)]) {
    add(
      .foreignComment, "a comment begins with #", range,
      fixes: edits.isEmpty ? [] : [Fix("write #", edits: edits.map { replace($0.0, $0.1) }, isSafe: true)])
  }

  func curlyQuotes(open: ByteRange, close: ByteRange) {
    let edits = [open, close].filter { text($0) != "\"" }.map { replace($0, "\"") }
    // A straight quote inside would end the text once the outer ones are straight too.
    let inner = source.bytes[Int(open.end)..<Int(close.start)]
    let isSafe = !inner.contains(UInt8(ascii: "\""))
    add(
      .otherQuotes, "quotes are straight: \"", text(open) == "\"" ? close : open,
      fixes: [Fix("write \" at both ends", edits: edits, isSafe: isSafe)])
  }

  func unclosedString(_ range: ByteRange) {
    let end = ByteRange(start: range.end, end: range.end)
    add(
      .unclosedString, "a text in quotes is not closed on its line", range,
      fixes: [fix("put \" where the text ends", end, "\"", isSafe: false)])
  }

  func badEscape(_ range: ByteRange) {
    let start = ByteRange(start: range.start, end: range.start)
    add(
      .badEscape, "\"\(text(range))\" has no meaning in a text", range,
      fixes: [fix("write \\\\ for a backslash", start, "\\", isSafe: false)])
  }

  func openInsert(_ range: ByteRange) {
    let start = ByteRange(start: range.start, end: range.start)
    add(
      .openInsert, "{ in a text is not closed by }", range,
      fixes: [fix("write {{ for a brace", start, "{", isSafe: false)])
  }

  // MARK: Characters

  func foreignBlanks() {
    guard let first = blanks.first else { return }
    let edits = blanks.map { replace($0.0, $0.1) }
    let others = blanks.count > 1 ? " (\(blanks.count) places)" : ""
    let isVisible = blanks.contains { !$0.1.isEmpty }
    add(
      .foreignBlank,
      (isVisible ? "a space is not the space bar's" : "an invisible character stands here") + others, first.0,
      severity: .warning,
      fixes: [Fix(isVisible ? "write plain spaces" : "remove it", edits: edits, isSafe: true)])
  }

  func foreignLineEnds() {
    guard let first = lineEnds.first else { return }
    let others = lineEnds.count > 1 ? " (\(lineEnds.count) places)" : ""
    add(
      .foreignLineEnd, "a line ends without a line feed" + others, first, severity: .warning,
      fixes: [Fix("write line feeds", edits: lineEnds.map { replace($0, "\n") }, isSafe: true)])
  }

  func controlCharacter(_ range: ByteRange, byte: UInt8) {
    let code = String(byte, radix: 16, uppercase: true)
    add(
      .controlCharacter, "a control character (\(code.count < 2 ? "0" : "")\(code)) stands in the text",
      range,
      fixes: [fix("remove it", range, "", isSafe: false)])
  }

  func invalidUTF8(_ range: ByteRange) {
    add(.invalidUTF8, "\(range.count == 1 ? "a byte is" : "\(range.count) bytes are") not UTF-8 text", range)
  }

  func bidiControl(_ range: ByteRange) {
    add(
      .bidiControl, "an invisible character here changes the direction of the text", range,
      fixes: [fix("remove it", range, "", isSafe: false)])
  }

  func unknownCharacter(_ range: ByteRange) {
    add(.unknownCharacter, "\"\(short(range))\" has no meaning here", range)
  }

  func conflict(_ range: ByteRange, lastLine: ByteRange, _ parts: ConflictParts?) {
    guard lastLine.start > range.end else {
      add(.conflict, "a mark of a merge is left", range)
      return
    }
    guard let parts else {
      add(
        .conflict, "a merge was not finished: both versions are left out", range,
        related: [RelatedPlace(place(lastLine), "it ends here")])
      return
    }
    let whole = ByteRange(start: range.start, end: lineEnd(after: lastLine))
    var message = "a merge was not finished: one side says \(said(parts.ours, unlike: parts.theirs))"
    message += ", the other \(said(parts.theirs, unlike: parts.ours))"
    if let base = parts.base { message += ", and it was \(said(base, unlike: parts.ours))" }
    add(
      .conflict, message, range, related: [RelatedPlace(place(lastLine), "it ends here")],
      fixes: [
        fix(
          "keep \(name(after: range) ?? "the first side"): \(line(parts.ours, unlike: parts.theirs))", whole,
          text(parts.ours), isSafe: false),
        fix(
          "keep \(name(after: lastLine) ?? "the second side"): \(line(parts.theirs, unlike: parts.ours))",
          whole,
          text(parts.theirs), isSafe: false),
      ])
  }

  /// What a mark calls its side: a branch, a commit and its message.
  private func name(after mark: ByteRange) -> String? {
    let line = text(mark).split(whereSeparator: \.isNewline).first ?? ""
    let name = String(line.drop { $0 == "<" || $0 == ">" }).trimmingSpaces
    guard !name.isEmpty else { return nil }
    return name.count > 40 ? name.prefix(39) + "\u{2026}" : name
  }

  /// The first line of a version that another does not have; of a long line what is about the difference.
  private func said(_ range: ByteRange, unlike other: ByteRange) -> String {
    let line = line(range, unlike: other)
    return line == Self.nothing ? line : "\"\(line)\""
  }

  private static let nothing = "nothing"

  private func line(_ range: ByteRange, unlike other: ByteRange) -> String {
    func lines(_ range: ByteRange) -> [String] {
      text(range).split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
        .map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    }
    let known = Set(lines(other))
    let own = lines(range)
    guard let line = own.first(where: { !known.contains($0) }) ?? own.first else { return Self.nothing }
    guard line.count > 60 else { return line }
    let counterpart = lines(other).first { !own.contains($0) } ?? ""
    let same = zip(line, counterpart).prefix { $0 == $1 }.count
    let common = line.prefix(same)
    let start = common.lastIndex { ";{[(".contains($0) }.map { line.index(after: $0) } ?? line.startIndex
    let rest = line[start...].drop { $0 == " " }
    let opening = start == line.startIndex ? "" : "\u{2026} "
    let shown = rest.count > 60 ? rest.prefix(59) + "\u{2026}" : rest
    return "\(opening)\(shown)"
  }

  private func lineEnd(after range: ByteRange) -> UInt32 {
    let bytes = source.bytes
    return Int(range.end) < bytes.count ? range.end + 1 : range.end
  }

  /// The first characters of a range.
  func short(_ range: ByteRange) -> String {
    let whole = text(range)
    return whole.count > 30 ? whole.prefix(29) + "\u{2026}" : whole
  }
}

extension String {
  var trimmingSpaces: String {
    var result = Substring(self)
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
