// What every engine is: a problem in, progress and cancellation through a handle, a result with its explanation
// out. Matching, scheduling and forecasts come with engines of their own; rules over many people are the first.

import Synchronization

/// Long work as the session sees it.
package protocol Engine {
  associatedtype Problem
  associatedtype Result

  /// Solves the problem. Between blocks of work it tells the handle how far it is; cancelled, it stops there and
  /// leaves nothing changed.
  func solve(_ problem: Problem, _ handle: EngineHandle) throws(Cancelled) -> Explained<Result>
}

/// A result and why it is so, in the user's words.
package struct Explained<Result> {
  package let result: Result
  package let explanation: [String]

  package init(_ result: Result, _ explanation: [String] = []) {
    self.result = result
    self.explanation = explanation
  }
}

extension Explained: Sendable where Result: Sendable {}

/// Thrown by work that was told to stop, or that cannot go on.
package struct Cancelled: Error {
  package enum Reason: Sendable { case asked, memory }

  package let reason: Reason

  package init(_ reason: Reason = .asked) { self.reason = reason }
}

/// The two ways between an engine and who waits for it. May be used from several threads.
package final class EngineHandle: Sendable {
  private let isCancelledFlag = Atomic<Bool>(false)
  private let doneCount = Atomic<Int>(0)
  private let totalCount = Atomic<Int>(0)

  /// Asked between blocks: Ctrl-C, for instance.
  private let wantsToStop: @Sendable () -> Bool
  /// Told between blocks how much is done, by any thread.
  private let report: @Sendable (Progress) -> Void
  /// What the work is called, and what it counts.
  private let kind: Progress

  /// - Parameter kind: the task and the unit of what is reported.
  package init(
    _ kind: Progress = Progress(""), report: @escaping @Sendable (Progress) -> Void = { _ in },
    wantsToStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.kind = kind
    self.report = report
    self.wantsToStop = wantsToStop
  }

  package func cancel() { isCancelledFlag.store(true, ordering: .relaxed) }

  package var isCancelled: Bool { isCancelledFlag.load(ordering: .relaxed) || wantsToStop() }

  /// How much work there is, and how much of it is done: in the engine's own units.
  package var progress: (done: Int, total: Int) {
    (doneCount.load(ordering: .relaxed), totalCount.load(ordering: .relaxed))
  }

  package func begin(_ total: Int) {
    totalCount.store(total, ordering: .relaxed)
    doneCount.store(0, ordering: .relaxed)
    tell()
  }

  private func tell() {
    var told = kind
    (told.done, told.total) = progress
    report(told)
  }

  /// Called by an engine after each block.
  package func advance(by count: Int) throws(Cancelled) {
    doneCount.add(count, ordering: .relaxed)
    tell()
    if isCancelled { throw Cancelled() }
  }
}
