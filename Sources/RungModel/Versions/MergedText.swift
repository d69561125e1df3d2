// The text of a merge: what all versions agree on is edited in, lines on which they differ stand between marks,
// first ours, then the base, then theirs, as git and every editor know them.

import RungSyntax
import RungText

struct MergedText {
  private let tree: SyntaxTree
  private let labels: MergeLabels
  private var common: [TextEdit] = []
  /// Ranges of whole lines of ours in which the versions differ, and the edits of each.
  private var regions: [Region] = []

  private struct Region {
    var range: Range<Int>
    var ours: [TextEdit]
    var base: [TextEdit]
    var theirs: [TextEdit]

    var isAboutNext: Bool { (ours + base + theirs).allSatisfy(\.isAboutNext) }
  }

  init(_ tree: SyntaxTree, _ versions: [VersionEdits], _ labels: MergeLabels) {
    self.tree = tree
    self.labels = labels
    for version in versions {
      sort(
        VersionEdits(
          ours: version.ours.map(normalized), base: version.base.map(normalized),
          theirs: version.theirs.map(normalized)))
    }
    unite()
  }

  /// Lines that are put in after the end of one are put in before the beginning of the next: then they touch neither.
  private func normalized(_ edit: TextEdit) -> TextEdit {
    let lines = SourceLines(tree)
    let start = Int(edit.range.start)
    guard edit.range.isEmpty, edit.replacement.hasPrefix("\n") || edit.replacement.hasPrefix("\r\n"),
      lines.lineEnd(start) == start
    else { return edit }
    let next = lines.nextLine(start)
    guard next > start else { return edit }
    // "\r\n" is one character.
    let feed = String(edit.replacement.prefix(1))
    return TextEdit(
      Place(tree.source, ByteRange(next, next)), String(edit.replacement.dropFirst()) + feed)
  }

  /// What is in all three is common, the rest makes a region.
  private mutating func sort(_ version: VersionEdits) {
    let shared = Set(version.ours).intersection(version.base).intersection(version.theirs)
    common += version.ours.filter(shared.contains)
    func own(_ edits: [TextEdit]) -> [TextEdit] { edits.filter { !shared.contains($0) } }
    let region = Region(
      range: 0..<0, ours: own(version.ours), base: own(version.base), theirs: own(version.theirs))
    // One region for each run of lines, so that two conflicts far apart stay two.
    var clusters: [Range<Int>] = []
    let all = region.ours + region.base + region.theirs
    for range in all.map(wholeLines).sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      if let last = clusters.last, range.lowerBound < last.upperBound || range == last {
        clusters[clusters.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        clusters.append(range)
      }
    }
    for cluster in clusters {
      func inside(_ edits: [TextEdit]) -> [TextEdit] {
        edits.filter { covers(cluster, wholeLines($0)) }
      }
      regions.append(
        Region(
          range: cluster, ours: inside(region.ours), base: inside(region.base), theirs: inside(region.theirs))
      )
    }
  }

  private func covers(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  /// The lines that an edit touches. Putting lines in between two lines touches neither: the range is empty.
  private func wholeLines(_ edit: TextEdit) -> Range<Int> {
    let lines = SourceLines(tree)
    let (start, end) = (Int(edit.range.start), Int(edit.range.end))
    if edit.range.isEmpty, edit.replacement.hasPrefix("\n"), start == tree.source.bytes.count {
      return start..<start
    }
    if edit.range.isEmpty, edit.replacement.hasSuffix("\n"), lines.lineStart(start) == start {
      return start..<start
    }
    let first = lines.lineStart(start)
    // Whole lines taken out end where the next one begins.
    let last = end > start && lines.lineStart(end) == end ? end : lines.nextLine(end)
    return first..<max(last, first)
  }

  /// Regions that overlap are one, and swallow what is common to all within them.
  private mutating func unite() {
    regions.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      var united: [Region] = []
      for region in regions {
        if let last = united.last,
          region.range.lowerBound < last.range.upperBound || region.range == last.range
        {
          united[united.count - 1].range =
            last.range.lowerBound..<max(last.range.upperBound, region.range.upperBound)
          united[united.count - 1].ours += region.ours
          united[united.count - 1].base += region.base
          united[united.count - 1].theirs += region.theirs
          isGrowing = true
        } else {
          united.append(region)
        }
      }
      regions = united
      for index in regions.indices {
        let range = regions[index].range
        let touching = common.filter { edit in
          let lines = wholeLines(edit)
          return lines.isEmpty
            ? range.lowerBound < lines.lowerBound && lines.lowerBound < range.upperBound
            : lines.overlaps(range)
        }
        guard !touching.isEmpty else { continue }
        let taken = Set(touching)
        common.removeAll { taken.contains($0) }
        regions[index].ours += touching
        regions[index].base += touching
        regions[index].theirs += touching
        for edit in touching {
          let lines = wholeLines(edit)
          let grown =
            min(
              regions[index].range.lowerBound, lines.lowerBound)..<max(
              regions[index].range.upperBound, lines.upperBound)
          if grown != regions[index].range {
            regions[index].range = grown
            isGrowing = true
          }
        }
      }
    }
  }

  /// Nil when edits overlap, which would be a mistake.
  var bytes: [UInt8]? {
    // At one place, what is about the lines below stands directly above them.
    var edits = common.filter { !$0.isAboutNext }
    var last = common.filter(\.isAboutNext)
    for region in regions {
      guard let ours = text(region.range, region.ours), let base = text(region.range, region.base),
        let theirs = text(region.range, region.theirs)
      else { return nil }
      let place = Place(tree.source, ByteRange(region.range.lowerBound, region.range.upperBound))
      let edit: TextEdit
      if ours == theirs {
        if region.range.isEmpty, ours.isEmpty { continue }
        edit = TextEdit(place, ours)
      } else {
        let isAtEnd = region.range.lowerBound == tree.source.bytes.count
        let needsStart = isAtEnd && !tree.source.bytes.isEmpty && tree.source.bytes.last != 0x0A
        edit = TextEdit(place, (needsStart ? "\n" : "") + marked(ours, base, theirs))
      }
      if region.isAboutNext { last.append(edit) } else { edits.append(edit) }
    }
    return try? TextEdits.apply((edits + last).withUnitedDeletions, to: tree.source)
  }

  /// Some lines of ours as one version has them.
  private func text(_ range: Range<Int>, _ edits: [TextEdit]) -> String? {
    let part = Source(name: "", bytes: Array(tree.source.bytes[range]))
    var moved: [TextEdit] = []
    for edit in edits.withUnitedDeletions.withDocumentationLast {
      let start = Int(edit.range.start) - range.lowerBound
      let end = Int(edit.range.end) - range.lowerBound
      moved.append(TextEdit(Place(part, ByteRange(start, end)), edit.replacement))
    }
    return (try? TextEdits.apply(moved, to: part)).map { String(decoding: $0, as: UTF8.self) }
  }

  private func marked(_ ours: String, _ base: String, _ theirs: String) -> String {
    func mark(_ sign: Character, _ label: String) -> String {
      String(repeating: sign, count: labels.markerSize) + (label.isEmpty ? "" : " " + label) + "\n"
    }
    func ended(_ text: String) -> String {
      var text = text[...]
      while text.hasPrefix("\n") { text.removeFirst() }
      return text.isEmpty || text.hasSuffix("\n") ? String(text) : text + "\n"
    }
    return mark("<", labels.ours) + ended(ours) + mark("|", labels.base) + ended(base)
      + mark("=", "") + ended(theirs) + mark(">", labels.theirs)
  }
}
