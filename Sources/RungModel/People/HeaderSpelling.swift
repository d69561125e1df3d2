// How the name of a column is compared: blanks do not count, letters do, and a near miss is suggested.

import RungText

package enum HeaderSpelling {
  /// Without blanks at the ends, and one space for each run of blanks and line ends inside.
  package static func tidy(_ header: String) -> String {
    header.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// For messages: tidy, without control and format characters, and not longer than a message can bear.
  package static func shown(_ header: String, limit: Int = 40) -> String {
    let harmless = header.unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: " " as Character
      default: Character(scalar)
      }
    }
    let text = tidy(String(harmless))
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  /// One word with `@` inside: nobody calls a column so.
  static func isAddress(_ header: String) -> Bool {
    let parts = header.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !header.contains(" ")
  }

  /// The header most like `name`, else one that contains it, as the questions of a survey do; none when nothing
  /// is near.
  package static func nearest(to name: String, in headers: [String]) -> String? {
    let wanted = tidy(name)
    let spellings = headers.map(tidy)
    if let likely = Spelling.suggestion(for: wanted, among: spellings) {
      return spellings.firstIndex(of: likely).map { headers[$0] }
    }
    guard wanted.count >= shortestPart else { return nil }
    let part = wanted.lowercased()
    return spellings.firstIndex { $0.lowercased().contains(part) }.map { headers[$0] }
  }

  private static let shortestPart = 4
}
