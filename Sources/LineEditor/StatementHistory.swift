// The statements entered so far, whole ones, each once.

package final class StatementHistory {
  /// Oldest first.
  package private(set) var statements: [String] = []
  /// Why statements are not kept for the next session; nil while they are, or need not be.
  package private(set) var problem: HistoryError?

  private let file: HistoryFile?
  private let limit: Int
  /// How far the file was read: what stands behind it, others added, or this prompt itself.
  private var read = HistoryFile.Mark()

  /// Longer statements are not remembered.
  static let longestBytes = 256 << 10

  /// Kept in memory only.
  package init(limit: Int = 1000) {
    file = nil
    self.limit = limit
  }

  /// Kept in the file at `path`, which need not exist; its folder must. A file that cannot be read leaves
  /// the history empty and says so in `problem`.
  package init(path: String, limit: Int = 1000) {
    let file = HistoryFile(path: path)
    self.file = file
    self.limit = limit
    do {
      let records = try file.load(after: &read).statements
      statements = Self.withoutDoubles(records, limit: limit)
      if records.count > statements.count * 2 + 100 {
        try file.rewrite { Self.withoutDoubles($0, limit: limit) }
        _ = try file.load(after: &read)
      }
    } catch {
      problem = error
    }
  }

  /// Takes in what other prompts have added to the file since, in the order of the file; true when there was something.
  /// Costs a look at the file's size when there was not.
  @discardableResult
  package func refresh() -> Bool {
    guard let file else { return false }
    do {
      let (added, isAnew) = try file.load(after: &read)
      guard isAnew || !added.isEmpty else { return false }
      let before = statements
      statements = Self.withoutDoubles(isAnew ? added : statements + added, limit: limit)
      problem = nil
      return statements != before
    } catch {
      problem = error
      return false
    }
  }

  /// Remembers a statement as the latest. Blank ones are not.
  package func add(_ statement: String) {
    let bytes = statement.utf8
    guard bytes.count <= Self.longestBytes, !bytes.contains(0) else { return }
    guard bytes.contains(where: { $0 > 0x20 }), statement != statements.last else { return }
    statements.removeAll { $0 == statement }
    statements.append(statement)
    if statements.count > limit { statements.removeFirst(statements.count - limit) }
    guard let file else { return }
    do {
      try file.append(statement)
      problem = nil
    } catch {
      problem = error
    }
  }

  /// The last of each double stays. O(n).
  private static func withoutDoubles(_ records: [String], limit: Int) -> [String] {
    var seen = Set<String>()
    var latest = records.reversed().filter { seen.insert($0).inserted }
    if latest.count > limit { latest.removeLast(latest.count - limit) }
    return latest.reversed()
  }
}
