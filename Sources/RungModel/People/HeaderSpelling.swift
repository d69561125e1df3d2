// How the name of a column is compared: blanks do not count, letters do, and a near miss is suggested.

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

  /// The header most like `name`: the same but for case, or with few letters wrong, else one that contains
  /// it, as the questions of a survey do; none when nothing is near.
  package static func nearest(to name: String, in headers: [String]) -> String? {
    let wanted = Array(tidy(name).lowercased().prefix(longest))
    let spellings = headers.map { Array(tidy($0).lowercased().prefix(longest)) }
    // A third of the letters wrong is still a slip; more is another word.
    let allowed = min(max(1, wanted.count / 3), wanted.count - 1)
    var best: (column: Int, distance: Int)?
    for (column, spelling) in spellings.enumerated() where abs(spelling.count - wanted.count) <= allowed {
      let distance = distance(wanted, spelling)
      if distance <= allowed, distance < best?.distance ?? .max { best = (column, distance) }
    }
    if let best { return headers[best.column] }
    guard wanted.count >= shortestPart else { return nil }
    return spellings.firstIndex { $0.contains(wanted) }.map { headers[$0] }
  }

  private static let shortestPart = 4
  private static let longest = 100

  /// Letters inserted, left out, changed, or swapped with their neighbour (optimal string alignment).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        var cost = last[column] + (left[row] == right[column] ? 0 : 1)
        cost = min(cost, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
