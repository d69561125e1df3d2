// What changed between two texts, line by line, as `diff -u` writes it.

package struct LineDiff: Sendable {
  /// Lines of the old text that became lines of the new one; one of the two ranges may be empty.
  package struct Change: Hashable, Sendable {
    package let old: Range<Int>
    package let new: Range<Int>
  }

  /// In order, disjoint, with equal lines between them.
  package let changes: [Change]

  private let oldLines: [ArraySlice<UInt8>]
  private let newLines: [ArraySlice<UInt8>]

  /// Compares by lines with their line ends. A shortest difference, unless the same lines were moved about in
  /// hundreds of places; then a correct one that may be longer.
  package init(from old: [UInt8], to new: [UInt8]) {
    oldLines = LineDiff.lines(of: old)
    newLines = LineDiff.lines(of: new)
    var numbers: [Line: Int] = [:]
    func number(_ lines: [ArraySlice<UInt8>]) -> [Int] {
      lines.map { line in
        let line = Line(bytes: line)
        if let known = numbers[line] { return known }
        numbers[line] = numbers.count
        return numbers.count - 1
      }
    }
    let script = ShortestEdit.changed(number(oldLines), number(newLines))
    changes = LineDiff.changes(old: script.old, new: script.new)
  }

  package var isEmpty: Bool { changes.isEmpty }

  /// The difference in the unified format of POSIX `diff -U`; empty when nothing changed.
  ///
  /// Plain, the lines are the bytes of the files, so that `patch` can apply them. Coloured, it is for eyes
  /// only: what cannot be seen is made visible.
  package func unified(
    oldName: String, newName: String, context: Int = 3, style: Style = .plain
  ) -> [UInt8] {
    guard !changes.isEmpty else { return [] }
    var output: [UInt8] = []
    func write(_ text: String, _ role: Style.Role) { output += (style.painted(text, role) + "\n").utf8 }
    write("--- " + VisibleText.line(oldName), .strong)
    write("+++ " + VisibleText.line(newName), .strong)

    var first = 0
    while first < changes.count {
      var last = first
      while last + 1 < changes.count,
        changes[last + 1].old.lowerBound - changes[last].old.upperBound <= 2 * context
      {
        last += 1
      }
      let before = min(context, changes[first].old.lowerBound, changes[first].new.lowerBound)
      let after = min(context, oldLines.count - changes[last].old.upperBound)
      let old = changes[first].old.lowerBound - before..<changes[last].old.upperBound + after
      let new = changes[first].new.lowerBound - before..<changes[last].new.upperBound + after
      write("@@ -\(LineDiff.span(old)) +\(LineDiff.span(new)) @@", .note)
      var line = old.lowerBound
      for change in changes[first...last] {
        for index in line..<change.old.lowerBound { append(oldLines[index], " ", nil, style, to: &output) }
        for index in change.old { append(oldLines[index], "-", .removed, style, to: &output) }
        for index in change.new { append(newLines[index], "+", .added, style, to: &output) }
        line = change.old.upperBound
      }
      for index in line..<old.upperBound { append(oldLines[index], " ", nil, style, to: &output) }
      first = last + 1
    }
    return output
  }

  private func append(
    _ line: ArraySlice<UInt8>, _ mark: String, _ role: Style.Role?, _ style: Style, to output: inout [UInt8]
  ) {
    let hasEnd = line.last == 0x0A
    if style.isColoured {
      let text = mark + VisibleText.line(String(decoding: hasEnd ? line.dropLast() : line, as: UTF8.self))
      output += (role.map { style.painted(text, $0) } ?? text).utf8
      output.append(0x0A)
    } else {
      output += mark.utf8
      output += line
      if !hasEnd { output.append(0x0A) }
    }
    if !hasEnd { output += "\\ No newline at end of file\n".utf8 }
  }

  /// `first,count`; of an empty range the line before it.
  private static func span(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  /// Lines with their line feeds; the last may lack it.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func changes(old: [Bool], new: [Bool]) -> [Change] {
    var changes: [Change] = []
    var (x, y) = (0, 0)
    while x < old.count || y < new.count {
      let (startX, startY) = (x, y)
      while x < old.count, old[x] { x += 1 }
      while y < new.count, new[y] { y += 1 }
      if x > startX || y > startY { changes.append(Change(old: startX..<x, new: startY..<y)) }
      // Lines that did not change come in pairs, so that both indices move together.
      if x < old.count { x += 1 }
      if y < new.count { y += 1 }
    }
    return changes
  }
}

/// A line that hashes all its bytes at once.
private struct Line: Hashable {
  let bytes: ArraySlice<UInt8>

  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
