// The text of JSON values.

package enum JSONWriter {
  package enum Layout: Sendable {
    case compact
    /// Two spaces a level, one member or item a line.
    case indented
    /// An array with one compact item a line.
    case itemsOnLines
  }

  /// `value` as RFC 8259 text, without a line feed at the end.
  package static func text(_ value: JSON, _ layout: Layout = .compact) -> String {
    var result = ""
    switch layout {
    case .compact:
      write(value, indent: nil, to: &result)
    case .indented:
      write(value, indent: 0, to: &result)
    case .itemsOnLines:
      guard case .array(let items) = value, !items.isEmpty else {
        write(value, indent: nil, to: &result)
        break
      }
      result += "[\n"
      for (index, item) in items.enumerated() {
        result += index == 0 ? "  " : ",\n  "
        write(item, indent: nil, to: &result)
      }
      result += "\n]"
    }
    return result
  }

  /// A JSON string literal, quotes included.
  package static func quoted(_ text: String) -> String {
    var result = ""
    writeString(text, to: &result)
    return result
  }

  /// Whether `text` is a number by the grammar of RFC 8259: `-? int frac? exp?`.
  package static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func skipDigits() -> Int {
      let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "0") {
      rest = rest.dropFirst()
    } else if skipDigits() == 0 {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      if skipDigits() == 0 { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      if skipDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  private static func write(_ value: JSON, indent: Int?, to result: inout String) {
    switch value {
    case .null: result += "null"
    case .bool(let truth): result += truth ? "true" : "false"
    case .number(let digits):
      if isNumber(digits) { result += digits } else { writeString(digits, to: &result) }
    case .string(let text): writeString(text, to: &result)
    case .array(let items):
      writeList(items, open: "[", close: "]", indent: indent, to: &result) { item, inner, result in
        write(item, indent: inner, to: &result)
      }
    case .object(let members):
      writeList(members, open: "{", close: "}", indent: indent, to: &result) { member, inner, result in
        writeString(member.key, to: &result)
        result += inner == nil ? ":" : ": "
        write(member.value, indent: inner, to: &result)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], open: String, close: String, indent: Int?, to result: inout String,
    _ writeItem: (Item, Int?, inout String) -> Void
  ) {
    result += open
    let inner = indent.map { $0 + 1 }
    for (index, item) in items.enumerated() {
      if index > 0 { result += "," }
      if let inner { result += "\n" + String(repeating: "  ", count: inner) }
      writeItem(item, inner, &result)
    }
    if let indent, !items.isEmpty { result += "\n" + String(repeating: "  ", count: indent) }
    result += close
  }

  private static func writeString(_ text: String, to result: inout String) {
    result += "\""
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0xE2 && $0 != 0x7F }) {
      result += text
    } else {
      for scalar in text.unicodeScalars { writeEscaped(scalar, to: &result) }
    }
    result += "\""
  }

  private static func writeEscaped(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      // The two separators end a line in JavaScript; controls must be escaped.
      if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029 {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
