// What happens while a session works, in order: answers are data, all else is said beside them.

import RungText

package enum Report: Sendable {
  case answer(Answer)
  case diagnostics([Diagnostic])
  /// A sentence for a person: what was written where, what was left out.
  case notice(String)
}

/// What one statement came to.
package struct Outcome: Sendable {
  package var reports: [Report]
  package var status: RunStatus

  package init(_ reports: [Report] = [], _ status: RunStatus = .fine) {
    self.reports = reports
    self.status = status
  }

  /// An outcome that only tells of problems; errors make it `problems`.
  package init(_ diagnostics: [Diagnostic]) {
    self.init()
    add(diagnostics)
  }

  /// Stopped half-way at the user's wish; nothing has changed.
  static let interrupted = Outcome([], .couldNotWork)

  /// All problems it tells of.
  package var diagnostics: [Diagnostic] {
    reports.flatMap { report -> [Diagnostic] in
      if case .diagnostics(let found) = report { return found }
      return []
    }
  }

  package mutating func add(_ answer: Answer) { reports.append(.answer(answer)) }

  package mutating func add(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    reports.append(.diagnostics(diagnostics))
    if diagnostics.contains(where: { $0.severity == .error }) { status.note(.problems) }
  }

  package mutating func add(_ other: Outcome) {
    reports += other.reports
    status.note(other.status)
  }
}
