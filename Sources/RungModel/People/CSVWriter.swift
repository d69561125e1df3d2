// Writes CSV by RFC 4180, on request so that no spreadsheet takes a text for a formula.

package struct CSVWriter: Sendable {
  package enum LineEnd: Sendable {
    case lf, crlf
  }

  /// What becomes of a text that a spreadsheet would run as a formula.
  package enum Formulas: Sendable {
    case asWritten
    /// An apostrophe goes before `=` `+` `-` `@`, tab and line end, as OWASP advises ("CSV injection"); a
    /// plain negative number stays a number.
    case defused
  }

  package enum Quoting: Sendable {
    case whereNeeded, everywhere
  }

  package private(set) var bytes: [UInt8] = []
  private let separator: UInt8
  private let lineEnd: [UInt8]
  private let formulas: Formulas
  private let quoting: Quoting

  /// `separator`: `,` `;` or tab. A byte order mark tells old Excel that the file is UTF-8.
  package init(
    separator: UInt8 = UInt8(ascii: ","), lineEnd: LineEnd = .lf, formulas: Formulas = .asWritten,
    quoting: Quoting = .whereNeeded, byteOrderMark: Bool = false
  ) {
    self.separator = separator
    self.formulas = formulas
    self.quoting = quoting
    switch lineEnd {
    case .lf: self.lineEnd = [Byte.lineFeed]
    case .crlf: self.lineEnd = [Byte.carriageReturn, Byte.lineFeed]
    }
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  package mutating func append(_ record: [String]) {
    for (index, field) in record.enumerated() {
      if index > 0 { bytes.append(separator) }
      // An empty field alone on its line would be no record at all.
      append(field, isQuoted: quoting == .everywhere || (record.count == 1 && field.isEmpty))
    }
    bytes.append(contentsOf: lineEnd)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func append(_ field: String, isQuoted: Bool) {
    var field = field
    field.withUTF8 { text in
      let isFormula = formulas == .defused && CSVWriter.isFormula(text)
      let isQuoted = isQuoted || isFormula || needsQuotes(text)
      if isQuoted { bytes.append(Byte.quote) }
      if isFormula { bytes.append(UInt8(ascii: "'")) }
      for byte in text {
        if byte == Byte.quote { bytes.append(Byte.quote) }
        bytes.append(byte)
      }
      if isQuoted { bytes.append(Byte.quote) }
    }
  }

  /// Every separator that a reader might guess is quoted, whichever is in use; so are blanks at the ends,
  /// which some readers drop, and a byte order mark.
  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    if first == Byte.space || last == Byte.space || first == 0xEF { return true }
    return text.contains { byte in
      switch byte {
      case separator, Byte.quote, Byte.lineFeed, Byte.carriageReturn, Byte.comma, Byte.semicolon, Byte.tab:
        true
      default: false
      }
    }
  }

  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), Byte.tab, Byte.carriageReturn,
      Byte.lineFeed:
      return true
    case UInt8(ascii: "-"):
      let number = text.dropFirst()
      let parts = number.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
      return !parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    default:
      return false
    }
  }
}
