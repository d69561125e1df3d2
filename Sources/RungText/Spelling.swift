// "did you mean": the known name that was most likely meant.

package enum Spelling {
  /// The candidate that `word` most likely stands for; nil when none is near, or only `word` itself.
  ///
  /// The answer does not depend on the order of the candidates. Some 100 ns a candidate.
  package static func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    suggestions(for: word, among: candidates, limit: 1).first
  }

  /// At most `limit` candidates, the likeliest first.
  ///
  /// Likeliest is the same word in other capitals, hyphens, underscores or spaces; then its singular or
  /// plural; then one slip of the pen; then a word that begins with it; then two or three slips, if the word
  /// is long enough for that to mean anything; then a word that it begins with. Among equals the longer
  /// common beginning wins, then the code points.
  package static func suggestions(
    for word: String, among candidates: some Sequence<String>, limit: Int
  ) -> [String] {
    guard limit > 0 else { return [] }
    var comparison = Comparison(with: word)
    var best: [Suggestion] = []
    for candidate in candidates {
      let ceiling = best.count < limit ? Suggestion.worst : best[best.count - 1].rank
      guard let rank = comparison.rank(of: candidate, ceiling: ceiling) else { continue }
      let suggestion = Suggestion(rank: rank, name: candidate)
      if best.contains(suggestion) { continue }
      let index = best.firstIndex { suggestion.precedes($0) } ?? best.count
      best.insert(suggestion, at: index)
      if best.count > limit { best.removeLast() }
    }
    return best.map(\.name)
  }
}

private struct Suggestion: Equatable {
  /// How likely: kind of likeness, then what the candidate has more or other, then the common beginning.
  struct Rank: Comparable {
    let kind: Int
    let distance: Int
    let unshared: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.kind, left.distance, left.unshared) < (right.kind, right.distance, right.unshared)
    }
  }

  static let worst = Rank(kind: .max, distance: .max, unshared: .max)

  let rank: Rank
  let name: String

  static func == (left: Suggestion, right: Suggestion) -> Bool {
    left.name.utf8.elementsEqual(right.name.utf8)
  }

  func precedes(_ other: Suggestion) -> Bool {
    rank == other.rank ? name.utf8.lexicographicallyPrecedes(other.name.utf8) : rank < other.rank
  }
}

/// A written word, made ready to be compared with many names. Keeps its buffers between them.
private struct Comparison {
  private enum Kind {
    static let same = 0
    static let number = 1
    static let beginning = 3
    static let remainder = 6

    /// One slip is 2, likelier than a beginning; two and three are 4 and 5.
    static func slips(_ number: Int) -> Int { number == 1 ? 2 : number + 2 }
  }

  private let word: String
  private let key: [UInt32]
  private let signature: UInt64
  /// Slips that still make a likely suggestion.
  private let bound: Int
  private var other: [UInt32] = []
  private var otherSignature: UInt64 = 0
  private var rowBeforeLast: [Int] = []
  private var lastRow: [Int] = []
  private var row: [Int] = []

  init(with word: String) {
    self.word = word
    var key: [UInt32] = []
    signature = Comparison.fold(word, into: &key)
    self.key = key
    // A guess that has served compilers well: a third of the letters, three at most.
    bound = key.count <= 1 ? 0 : min(3, max(1, key.count / 3))
  }

  /// Nil when `candidate` is no likely meaning, or surely worse than `ceiling`.
  mutating func rank(of candidate: String, ceiling: Suggestion.Rank) -> Suggestion.Rank? {
    // Names much longer than the word can only be found by their beginning, which needs no more of them.
    let excess = candidate.utf8.count - 4 * (key.count + 16)
    otherSignature = Comparison.fold(candidate, into: &other, limit: excess > 0 ? key.count + 1 : .max)
    let difference = excess > 0 ? excess : other.count - key.count
    let shared = sharedPrefix()
    let unshared = key.count - shared

    if difference == 0, shared == key.count {
      if candidate.utf8.elementsEqual(word.utf8) { return nil }
      return .init(kind: Kind.same, distance: 0, unshared: 0)
    }
    if key.isEmpty || other.isEmpty { return nil }
    if excess <= 0, isOtherNumber() {
      return .init(kind: Kind.number, distance: abs(difference), unshared: unshared)
    }

    var rank: Suggestion.Rank?
    if shared == key.count, key.count >= 3 {
      rank = .init(kind: Kind.beginning, distance: difference, unshared: 0)
    } else if shared == other.count, excess <= 0, other.count >= 4 {
      rank = .init(kind: Kind.remainder, distance: -difference, unshared: unshared)
    }
    if excess <= 0, abs(difference) <= bound {
      // No need to count slips that would be too many to be among the best.
      let limit = ceiling.kind < Kind.slips(2) ? 1 : ceiling.kind < Kind.slips(3) ? min(bound, 2) : bound
      let lettersApart = (signature ^ otherSignature).nonzeroBitCount
      if lettersApart <= 2 * limit, let slips = slips(atMost: limit, after: shared), slips > 0 {
        let kind = Kind.slips(slips)
        let bySlips = Suggestion.Rank(kind: kind, distance: slips, unshared: unshared)
        rank = rank.map { min($0, bySlips) } ?? bySlips
      }
    }
    return rank
  }

  private func sharedPrefix() -> Int {
    var count = 0
    let limit = min(key.count, other.count)
    while count < limit, key[count] == other[count] { count += 1 }
    return count
  }

  /// Whether one is the other's plural: `-s`, `-es`, `-y` for `-ies`.
  private func isOtherNumber() -> Bool {
    let (short, long) = key.count < other.count ? (key, other) : (other, key)
    guard short.count >= 2, long.count > short.count, long.count - short.count <= 2 else { return false }
    func ends(_ letters: [UInt32], _ suffix: StaticString, after stem: Int) -> Bool {
      letters.count == stem + suffix.utf8CodeUnitCount
        && (0..<suffix.utf8CodeUnitCount).allSatisfy { letters[stem + $0] == UInt32(suffix.utf8Start[$0]) }
    }
    if long.starts(with: short) {
      return ends(long, "s", after: short.count) || ends(long, "es", after: short.count)
    }
    let stem = short.count - 1
    return stem >= 1 && short[stem] == UInt32(UInt8(ascii: "y")) && long.starts(with: short[..<stem])
      && ends(long, "ies", after: stem)
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment: Damerau 1964 in
  /// the restricted form, by Wagner and Fischer's table, only the band of width 2·limit + 1 of it) that turn
  /// one into the other after the first `shared` letters, which are the same.
  /// Nil when more than `limit`. O(letters · limit).
  private mutating func slips(atMost limit: Int, after shared: Int) -> Int? {
    let height = key.count - shared
    let width = other.count - shared
    guard abs(width - height) <= limit else { return nil }
    if height == 0 { return width }
    let far = limit + 1
    if row.count <= width {
      row = Array(repeating: far, count: width + 16)
      lastRow = row
      rowBeforeLast = row
    }
    for column in 0...width { lastRow[column] = min(column, far) }
    for line in 1...height {
      let from = max(1, line - limit)
      let to = min(width, line + limit)
      row[from - 1] = from == 1 ? min(line, far) : far
      var least = row[from - 1]
      if from <= to {
        let letter = key[shared + line - 1]
        for column in from...to {
          let isSame = letter == other[shared + column - 1]
          let above = column < line + limit ? lastRow[column] : far
          var cost = min(lastRow[column - 1] + (isSame ? 0 : 1), above + 1, row[column - 1] + 1)
          if !isSame, line > 1, column > 1, letter == other[shared + column - 2],
            key[shared + line - 2] == other[shared + column - 1]
          {
            cost = min(cost, rowBeforeLast[column - 2] + 1)
          }
          row[column] = min(cost, far)
          least = min(least, cost)
        }
      }
      if least > limit { return nil }
      swap(&rowBeforeLast, &lastRow)
      swap(&lastRow, &row)
    }
    return lastRow[width] <= limit ? lastRow[width] : nil
  }

  /// Lower-case code points without hyphens, underscores, spaces and dots. Returns their signature: one bit
  /// for each letter that occurs, by its lowest six bits, so that one slip changes two of them at most.
  private static func fold(_ text: String, into key: inout [UInt32], limit: Int = .max) -> UInt64 {
    key.removeAll(keepingCapacity: true)
    var signature: UInt64 = 0
    func append(_ value: UInt32) {
      key.append(value)
      signature |= 1 << UInt64(value & 63)
    }
    let isFolded = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes {
        if key.count >= limit { return true }
        switch byte {
        case 0x20, 0x2D, 0x2E, 0x5F: continue
        case 0x41...0x5A: append(UInt32(byte) + 0x20)
        case 0x80...: return false
        default: append(UInt32(byte))
        }
      }
      return true
    }
    if isFolded == true { return signature }
    key.removeAll(keepingCapacity: true)
    signature = 0
    for scalar in text.unicodeScalars {
      if key.count >= limit { break }
      switch scalar.value {
      case 0x20, 0x2D, 0x2E, 0x5F, 0x2010, 0x2011: continue
      case 0x41...0x5A: append(scalar.value + 0x20)
      case 0..<0x80: append(scalar.value)
      default: for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower.value) }
      }
    }
    return signature
  }
}
