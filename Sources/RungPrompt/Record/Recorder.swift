// The record of a prompt: a journal of the project, or none.

import RungSession
import RungSnapshot

package final class Recorder {
  private let journal: Journal?
  package private(set) var log: OperationLog
  private let now: () -> String
  /// What a person should know of the record: another prompt at work, or why there is none.
  package let notice: String?

  /// Prompts on one programme at one time; each has a journal of its own.
  private static let mostPrompts = 9

  /// Keeps nothing: for scripts and tests.
  package init(now: @escaping () -> String = { "-" }) {
    journal = nil
    log = OperationLog()
    notice = nil
    self.now = now
  }

  /// Begins a session in the journal at `path`, or, while another process holds it, in the first one beside it that is
  /// free. One that holds edits nobody saved comes first: the prompt that wrote them is gone.
  package init(path: String, now: @escaping () -> String) {
    self.now = now
    var free: [(journal: Journal, log: OperationLog)] = []
    var holder: Int32?
    var failure: FileProblem?
    for number in 1...Recorder.mostPrompts where failure == nil {
      let own = number == 1 ? path : "\(path).\(number)"
      if !free.isEmpty, !Journal.exists(at: own) { break }
      do throws(Journal.OpenError) {
        let journal = try Journal(own)
        free.append((journal, OperationLog(journal.records.compactMap(Operation.init))))
      } catch {
        switch error {
        case .held(let process): holder = holder ?? process
        case .file(let problem): failure = free.isEmpty ? problem : nil
        }
      }
    }
    let chosen = free.first { $0.log.hasUnsaved } ?? free.first
    journal = chosen?.journal
    log = chosen?.log ?? OperationLog()
    if let journal, journal.isLarge { try? journal.replace(by: log.latestSessions.map(\.text)) }
    if let failure {
      notice = "edits are not put on record, as \(failure.path) cannot be used: \(failure.reason)"
    } else {
      notice = holder.map {
        "another prompt works on this programme (process \($0)); save reads the files again before it writes"
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
}
