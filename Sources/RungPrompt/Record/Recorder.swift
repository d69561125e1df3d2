// The record of a prompt: a journal of the project, or none.

import RungSession
import RungSnapshot

package final class Recorder {
  private let journal: Journal?
  package private(set) var log: OperationLog
  private let now: () -> String
  /// Why there is no journal; said once.
  package let problem: String?

  /// Keeps nothing: for scripts and tests.
  package init(now: @escaping () -> String = { "-" }) {
    journal = nil
    log = OperationLog()
    problem = nil
    self.now = now
  }

  /// Begins a session in the journal at `path`.
  package init(path: String, now: @escaping () -> String) {
    self.now = now
    do throws(Journal.OpenError) {
      let journal = try Journal(path)
      log = OperationLog(journal.records.compactMap(Operation.init))
      if journal.isLarge { try? journal.replace(by: log.latestSession.map(\.text)) }
      self.journal = journal
      problem = nil
    } catch {
      journal = nil
      log = OperationLog()
      switch error {
      case .held(let holder):
        problem = """
          another prompt works on this programme (process \(holder)); edits made here are lost if this one ends \
          without saving them
          """
      case .file(let file):
        problem = "edits are not put on record, as \(file.path) cannot be used: \(file.reason)"
      }
    }
    note(.opened)
  }

  /// Puts an operation on record. The text of the problem when the disk did not take it.
  @discardableResult
  package func note(_ kind: Operation.Kind, _ edits: [Session.Edit] = []) -> String? {
    let operation = Operation(kind, at: now(), edits)
    log.add(operation)
    guard let journal else { return nil }
    do throws(FileProblem) {
      try journal.append(operation.text)
      return nil
    } catch {
      return "this is not on record, as \(error.path) cannot be written: \(error.reason)"
    }
  }

  package func forgetLost() { log.forgetLost() }
}
