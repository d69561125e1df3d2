// A statement of several lines on one, for tables and logs.

extension String {
  /// Its lines joined: with `;` between entries, without comments and documentation.
  package var onOneLine: String {
    var result = ""
    for line in split(separator: "\n") {
      let text = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      guard !text.isEmpty, !text.hasPrefix("#") else { continue }
      if let last = result.last {
        let goesOn = "{[(,;".contains(last) || text.first == "}" || text.first == "]" || text.first == ")"
        result += goesOn ? " " : "; "
      }
      result += text
    }
    return result
  }
}
