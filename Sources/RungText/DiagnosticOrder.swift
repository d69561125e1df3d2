// Diagnostics in the order a person reads them, without repetitions, and counted.

extension Diagnostic {
  /// What makes two diagnostics the same line to a reader.
  private struct Line: Hashable {
    let file: String
    let range: ByteRange
    let code: String
    let severity: Severity
    let message: String
  }

  /// Sorted by file name, place and code, each only once.
  ///
  /// Sources of one name, as lines typed at the prompt are, stay in the order in which they first appear.
  package static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var turns: [ObjectIdentifier: Int] = [:]
    for diagnostic in diagnostics {
      let source = ObjectIdentifier(diagnostic.place.source)
      if turns[source] == nil { turns[source] = turns.count }
    }
    func turn(_ diagnostic: Diagnostic) -> Int { turns[ObjectIdentifier(diagnostic.place.source)] ?? 0 }
    let sorted = diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      if a.place.source !== b.place.source {
        if let isBefore = precedes(a.place.source.name, b.place.source.name) { return isBefore }
        return turn(a) < turn(b)
      }
      if a.place.range.start != b.place.range.start { return a.place.range.start < b.place.range.start }
      if a.place.range.end != b.place.range.end { return a.place.range.end < b.place.range.end }
      if let isBefore = precedes(a.code.id, b.code.id) { return isBefore }
      return left.offset < right.offset
    }
    var seen: Set<Line> = []
    return sorted.map(\.element).filter { diagnostic in
      seen.insert(
        Line(
          file: diagnostic.place.source.name, range: diagnostic.place.range, code: diagnostic.code.id,
          severity: diagnostic.severity, message: diagnostic.message)
      ).inserted
    }
  }

  /// By code points; nil when both are the same text.
  private static func precedes(_ left: String, _ right: String) -> Bool? {
    left.utf8.elementsEqual(right.utf8) ? nil : left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// `2 errors and 1 warning in 3 files`; `no problems` when there are none. Sources that are no files,
  /// such as `<prompt>`, are not counted as files.
  package static func summary(_ diagnostics: [Diagnostic]) -> String {
    let ordered = ordered(diagnostics)
    func count(_ severity: Severity) -> String? {
      let number = ordered.count { $0.severity == severity }
      return number == 0 ? nil : counted(number, severity.rawValue)
    }
    let parts = [count(.error), count(.warning), count(.note)].compactMap { $0 }
    guard let last = parts.last else { return "no problems" }
    let list = parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
    let files = Set(ordered.map(\.place.source.name)).count { !$0.hasPrefix("<") }
    return files == 0 ? list : list + " in " + counted(files, "file")
  }

  private static func counted(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
