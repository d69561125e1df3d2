// Text written from right to left inside lines that are read from left to right: isolated (UAX #9), so that it does not
// reorder what stands around it. Done where a line goes to a terminal and nowhere else: files and programs get text as
// it is.

package enum Isolation {
  private static let begin: Unicode.Scalar = "\u{2068}"
  private static let end: Unicode.Scalar = "\u{2069}"

  /// The text with FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, which take no column, around each piece that has
  /// letters from right to left: what stands in quotes, what a cell of a ruled table holds, a line without other
  /// letters; of anything else each part between signs such as commas and brackets. O(n).
  package static func isolated(_ text: String) -> String {
    guard DisplayWidth.hasRightToLeft(text) else { return text }
    var result = String.UnicodeScalarView()
    var line: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        result.append(contentsOf: Line(line).isolated)
        result.append(scalar)
        line.removeAll(keepingCapacity: true)
      } else {
        line.append(scalar)
      }
    }
    result.append(contentsOf: Line(line).isolated)
    return String(result)
  }

  /// One line, taken apart.
  private struct Line {
    private let scalars: [Unicode.Scalar]
    private(set) var isolated: [Unicode.Scalar] = []
    /// Nothing but colours stands between here and the beginning of the line, a rule or a gap.
    private var isAtEdge = true
    /// The edge is a rule: a cell begins.
    private var isInCell = false

    init(_ scalars: [Unicode.Scalar]) {
      self.scalars = scalars
      guard scalars.contains(where: Isolation.isRightToLeft) else {
        isolated = scalars
        return
      }
      takeApart()
    }

    private mutating func takeApart() {
      var place = 0
      var segment = 0
      while place < scalars.count {
        let scalar = scalars[place]
        var next = place + 1
        if scalar == "\u{1B}" {
          next = escapeEnd(from: place)
        } else if scalar == begin {
          // Isolated already.
          next = (scalars[place...].firstIndex(of: Isolation.end) ?? scalars.count - 1) + 1
        } else if scalar == "\"", let close = closingQuote(from: place) {
          add(segment..<place)
          isolated.append(scalar)
          addWhole(place + 1..<close)
          isolated.append("\"")
          place = close + 1
          segment = place
          continue
        } else if !isRule(scalar), !isGap(at: place) {
          place = next
          continue
        }
        add(segment..<place)
        if isRule(scalar) || isGap(at: place) {
          isInCell = isRule(scalar) || isInCell && isAtEdge
          isAtEdge = true
        }
        isolated += scalars[place..<next]
        place = next
        segment = next
      }
      add(segment..<scalars.count)
    }

    /// Behind `ESC [ … letter`.
    private func escapeEnd(from start: Int) -> Int {
      guard start + 1 < scalars.count, scalars[start + 1] == "[" else { return start + 1 }
      let rest = scalars[(start + 2)...]
      return (rest.firstIndex { (0x40...0x7E).contains($0.value) } ?? scalars.count - 1) + 1
    }

    /// Nil when there is none, or the text between changes its colour.
    private func closingQuote(from start: Int) -> Int? {
      var place = start + 1
      while place < scalars.count {
        switch scalars[place] {
        case "\u{1B}", Isolation.begin: return nil
        case "\\": place += 1
        case "\"": return place
        default: break
        }
        place += 1
      }
      return nil
    }

    private func isRule(_ scalar: Unicode.Scalar) -> Bool {
      (0x2500...0x257F).contains(scalar.value) || scalar == "\t"
    }

    /// Two spaces part columns.
    private func isGap(at place: Int) -> Bool {
      scalars[place] == " " && place + 1 < scalars.count && scalars[place + 1] == " "
    }

    /// Whether nothing but colours stands between a place and the end of the line, a rule or a gap.
    private func isEdge(_ place: Int) -> Bool {
      var place = place
      while place < scalars.count {
        guard scalars[place] == "\u{1B}" else { return isRule(scalars[place]) || isGap(at: place) }
        place = escapeEnd(from: place)
      }
      return true
    }

    private mutating func add(_ range: Range<Int>) {
      let begins = isAtEdge
      if range.contains(where: { scalars[$0] != " " }) { isAtEdge = false }
      guard range.contains(where: { Isolation.isRightToLeft(scalars[$0]) }) else {
        isolated += scalars[range]
        return
      }
      // A cell, a column, a line without other letters.
      let isText = begins && isEdge(range.upperBound)
      if isText, isInCell || !range.contains(where: { Isolation.isLatin(scalars[$0]) }) {
        return addWhole(range)
      }
      var start = range.lowerBound
      for place in range where Isolation.parts(scalars[place]) {
        addPart(start..<place)
        isolated.append(scalars[place])
        start = place + 1
      }
      addPart(start..<range.upperBound)
    }

    /// From the first letter from right to left to the last, with what combines with it.
    private mutating func addPart(_ range: Range<Int>) {
      guard let first = range.first(where: { Isolation.isRightToLeft(scalars[$0]) }),
        let last = range.last(where: { Isolation.isRightToLeft(scalars[$0]) })
      else {
        isolated += scalars[range]
        return
      }
      let end = range[(last + 1)...].first { !scalars[$0].properties.isGraphemeExtend } ?? range.upperBound
      isolated += scalars[range.lowerBound..<first] + [Isolation.begin] + scalars[first..<end]
      isolated += [Isolation.end] + scalars[end..<range.upperBound]
    }

    /// All but the spaces at its ends.
    private mutating func addWhole(_ range: Range<Int>) {
      guard range.contains(where: { Isolation.isRightToLeft(scalars[$0]) }),
        let first = range.first(where: { scalars[$0] != " " }),
        let last = range.last(where: { scalars[$0] != " " })
      else {
        isolated += scalars[range]
        return
      }
      isolated += scalars[range.lowerBound..<first] + [Isolation.begin] + scalars[first...last]
      isolated += [Isolation.end] + scalars[(last + 1)..<range.upperBound]
    }
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x590 && ScalarRanges.rightToLeft.contains(scalar)
  }

  /// Letters read from left to right.
  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && !isRightToLeft(scalar)
  }

  /// Signs between parts that are read from left to right.
  private static func parts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", ":", "=", "(", ")", "[", "]", "{", "}", "|", "\"", "#": true
    default: false
    }
  }
}
