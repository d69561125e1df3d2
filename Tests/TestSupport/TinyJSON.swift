// A second, strict reader of JSON (RFC 8259), written apart from the writer that it checks.

package struct TinyJSON {
  package indirect enum Value: Equatable {
    case null
    case truth(Bool)
    case number(String)
    case text(String)
    case list([Value])
    case record([String], [Value])

    package subscript(key: String) -> Value? {
      guard case .record(let keys, let values) = self, let index = keys.firstIndex(of: key) else {
        return nil
      }
      return values[index]
    }

    package subscript(index: Int) -> Value? {
      guard case .list(let items) = self, items.indices.contains(index) else { return nil }
      return items[index]
    }
  }

  private let units: [Unicode.Scalar]
  private var at = 0

  /// Nil unless the whole of `text` is one JSON value.
  package static func value(of text: String) -> Value? {
    var reader = TinyJSON(units: Array(text.unicodeScalars))
    guard let value = reader.value() else { return nil }
    reader.skipSpace()
    return reader.at == reader.units.count ? value : nil
  }

  private var peek: Unicode.Scalar? { at < units.count ? units[at] : nil }

  private mutating func skipSpace() { while let p = peek, " \n\t\r".unicodeScalars.contains(p) { at += 1 } }

  private mutating func take(_ expected: String) -> Bool {
    let wanted = Array(expected.unicodeScalars)
    guard at + wanted.count <= units.count, Array(units[at..<at + wanted.count]) == wanted else {
      return false
    }
    at += wanted.count
    return true
  }

  private mutating func value() -> Value? {
    skipSpace()
    switch peek {
    case "n": return take("null") ? .null : nil
    case "t": return take("true") ? .truth(true) : nil
    case "f": return take("false") ? .truth(false) : nil
    case "\"": return string().map { .text($0) }
    case "[":
      var items: [Value] = []
      at += 1
      skipSpace()
      if take("]") { return .list([]) }
      repeat {
        guard let item = value() else { return nil }
        items.append(item)
        skipSpace()
      } while take(",")
      return take("]") ? .list(items) : nil
    case "{":
      var keys: [String] = []
      var values: [Value] = []
      at += 1
      skipSpace()
      if take("}") { return .record([], []) }
      repeat {
        skipSpace()
        guard let key = string(), !keys.contains(key) else { return nil }
        skipSpace()
        guard take(":"), let item = value() else { return nil }
        keys.append(key)
        values.append(item)
        skipSpace()
      } while take(",")
      return take("}") ? .record(keys, values) : nil
    default: return number()
    }
  }

  private mutating func number() -> Value? {
    let start = at
    _ = take("-")
    func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { $0 >= "0" && $0 <= "9" } ?? false }
    guard isDigit(peek) else { return nil }
    if !take("0") { while isDigit(peek) { at += 1 } }
    if take(".") {
      guard isDigit(peek) else { return nil }
      while isDigit(peek) { at += 1 }
    }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard isDigit(peek) else { return nil }
      while isDigit(peek) { at += 1 }
    }
    return .number(String(String.UnicodeScalarView(units[start..<at])))
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var result = String.UnicodeScalarView()
    while let scalar = peek {
      at += 1
      if scalar == "\"" { return String(result) }
      guard scalar.value >= 0x20 else { return nil }
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      guard let escape = peek else { return nil }
      at += 1
      switch escape {
      case "\"", "\\", "/": result.append(escape)
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "b": result.append("\u{8}")
      case "f": result.append("\u{C}")
      case "u":
        guard at + 4 <= units.count,
          let code = UInt32(String(String.UnicodeScalarView(units[at..<at + 4])), radix: 16),
          let unit = Unicode.Scalar(code)
        else { return nil }
        at += 4
        result.append(unit)
      default: return nil
      }
    }
    return nil
  }
}
