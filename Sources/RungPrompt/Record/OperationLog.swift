// The operations of a programme, over sessions: which edits stood after each of them, and which were never saved.

import RungSession

package struct OperationLog: Sendable {
  /// The edits that stand, as a list that shares what it can: undo comes back to an older one.
  private final class Edits: Sendable {
    let before: Edits?
    let added: [Session.Edit]

    init(_ before: Edits?, _ added: [Session.Edit]) {
      self.before = before
      self.added = added
    }

    var all: [Session.Edit] {
      var parts: [[Session.Edit]] = []
      var here: Edits? = self
      while let edits = here {
        parts.append(edits.added)
        here = edits.before
      }
      return parts.reversed().flatMap { $0 }
    }
  }

  private struct Entry: Sendable {
    let operation: Operation
    /// Those that stand after it.
    let edits: Edits
  }

  private var entries: [Entry] = []
  private var current = Edits(nil, [])
  private var past: [Edits] = []
  private var future: [Edits] = []
  /// What earlier sessions had neither saved nor given up.
  private var lost: [Session.Edit] = []

  package init(_ operations: [Operation] = []) {
    for operation in operations { add(operation) }
  }

  package mutating func add(_ operation: Operation) {
    switch operation.kind {
    case .opened, .left, .saved:
      // A snapshot that was opened stands in place of what came before it.
      if operation.kind == .opened { lost = (current.all.first?.isOpening == true ? [] : lost) + current.all }
      if operation.kind == .left { lost = [] }
      current = Edits(nil, [])
      past = []
      future = []
    case .edit: step(to: Edits(current, operation.edits))
    case .remade:
      // What was recovered stands among the edits again; the snapshot below what was not stays below it.
      if !lost.isEmpty {
        let standing = Set(operation.edits)
        lost.removeAll { !$0.isOpening && standing.contains($0) }
      }
      step(to: Edits(nil, operation.edits))
    case .undo:
      if let last = past.popLast() {
        future.append(current)
        current = last
      }
    case .redo:
      if let next = future.popLast() {
        past.append(current)
        current = next
      }
    }
    entries.append(Entry(operation: operation, edits: current))
  }

  private mutating func step(to next: Edits) {
    past.append(current)
    future = []
    current = next
  }

  // MARK: Questions

  package var count: Int { entries.count }
  package var operations: [Operation] { entries.map(\.operation) }
  /// The edits that stand now.
  package var edits: [Session.Edit] { current.all }

  /// The edits that stood after an operation; operations count from 1.
  package func edits(after number: Int) -> [Session.Edit]? {
    entries.indices.contains(number - 1) ? entries[number - 1].edits.all : nil
  }

  /// Whether what stood after an operation went into the files later, with all that came before the saving.
  package func wasSavedLater(_ number: Int) -> Bool {
    let later = entries[min(number, entries.count)...].first {
      switch $0.operation.kind {
      case .saved, .left, .opened: true
      case .edit, .undo, .redo, .remade: false
      }
    }
    return later?.operation.kind == .saved
  }

  /// What earlier sessions left without saving it: a crash, a power cut.
  package var recoverable: [Session.Edit] { lost.allSatisfy(\.isOpening) ? [] : lost }

  /// Whether edits stand that no file holds.
  package var hasUnsaved: Bool { !current.all.allSatisfy(\.isOpening) || !recoverable.isEmpty }

  /// The operations from the latest session on, and of those before it that left something: what stays when the journal
  /// is made smaller.
  package var latestSessions: [Operation] {
    let isOpening = { (entry: Entry) in entry.operation.kind == .opened }
    let left = entries.lastIndex { $0.operation.kind == .left }.map { $0 + 1 } ?? 0
    let start =
      lost.isEmpty ? entries.lastIndex(where: isOpening) : entries[left...].firstIndex(where: isOpening)
    return Array(operations.suffix(from: start ?? 0))
  }
}
