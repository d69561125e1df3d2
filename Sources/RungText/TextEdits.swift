// Several replacements in one source, applied together.

package enum TextEdits {
  /// A mistake of the code that made the edits.
  package enum Problem: Error, Hashable, Sendable {
    case overlap(TextEdit, TextEdit)
    case outOfBounds(TextEdit)
    case otherSource(TextEdit)
  }

  /// The bytes of `source` after `edits`, whatever their order.
  ///
  /// The same edit twice counts once, as two diagnostics may offer the same repair; several insertions at one
  /// place keep their order. O(bytes + edits log edits).
  package static func apply(_ edits: [TextEdit], to source: Source) throws(Problem) -> [UInt8] {
    let sorted = try sorted(edits, in: source)
    var result: [UInt8] = []
    result.reserveCapacity(source.bytes.count + sorted.reduce(0) { $0 + $1.replacement.utf8.count })
    var copied = 0
    for edit in sorted {
      result += source.bytes[copied..<Int(edit.range.start)]
      result += edit.replacement.utf8
      copied = Int(edit.range.end)
    }
    result += source.bytes[copied...]
    return result
  }

  /// The fixes, first come first served, that can be applied together; the others wait for the next round.
  ///
  /// A fix is taken whole or not at all. It waits when one of its edits overlaps an edit of a fix taken
  /// before it, or inserts at the same place: two repairs of one place may be meant as alternatives.
  package static func compatible(_ fixes: [Fix], in source: Source) -> [Fix] {
    var taken: [Fix] = []
    var edits: [TextEdit] = []  // sorted, disjoint
    for fix in fixes where !fix.edits.isEmpty {
      guard let own = try? sorted(fix.edits, in: source), own.allSatisfy({ fits($0, among: edits) }) else {
        continue
      }
      taken.append(fix)
      for edit in own {
        let index = firstIndex(reaching: edit.range.start, in: edits)
        if index >= edits.count || edits[index] != edit { edits.insert(edit, at: index) }
      }
    }
    return taken
  }

  /// Whether `edit` is one of `edits`, or touches none of them.
  private static func fits(_ edit: TextEdit, among edits: [TextEdit]) -> Bool {
    let index = firstIndex(reaching: edit.range.start, in: edits)
    guard index < edits.count else { return true }
    return edits[index] == edit || edit.range.end < edits[index].range.start
  }

  /// Index of the first edit that ends at or after `offset`. O(log edits).
  private static func firstIndex(reaching offset: UInt32, in edits: [TextEdit]) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.end < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func sorted(_ edits: [TextEdit], in source: Source) throws(Problem) -> [TextEdit] {
    var seen: Set<TextEdit> = []
    var unique: [TextEdit] = []
    for edit in edits where seen.insert(edit).inserted {
      guard edit.source == source else { throw .otherSource(edit) }
      guard edit.range.start <= edit.range.end, Int(edit.range.end) <= source.bytes.count else {
        throw .outOfBounds(edit)
      }
      unique.append(edit)
    }
    let order = unique.enumerated().sorted { left, right in
      let (a, b) = (left.element.range, right.element.range)
      return (a.start, a.end, left.offset) < (b.start, b.end, right.offset)
    }
    let sorted = order.map(\.element)
    for (edit, next) in zip(sorted, sorted.dropFirst()) where edit.range.end > next.range.start {
      throw .overlap(edit, next)
    }
    return sorted
  }
}
