// Progress in words, with the time that is left: `simulate: 400 of 1000 runs, 40%, 3 s left`.

import RungAnalysis
import RungModel

/// Remembers since when something is reported, which the time left is reckoned from.
package struct ProgressText {
  private var first: (progress: Progress, at: Double)?
  private var latest: (progress: Progress, at: Double)?
  /// What is done while nothing is reported, and since when.
  private let label: String
  private let start: Double

  /// - Parameter start: in seconds, as all moments here.
  package init(_ label: String, start: Double) {
    self.label = label
    self.start = start
  }

  package mutating func note(_ progress: Progress, at moment: Double) {
    // Work that begins anew is reckoned anew.
    let goesOn = latest.map { $0.progress.task == progress.task && $0.progress.amount <= progress.amount }
    if goesOn != true { first = (progress, moment) }
    latest = (progress, moment)
  }

  /// Whether there is something to show before half a second is over: what is known already.
  package var hasFigures: Bool { latest.map { !$0.progress.note.isEmpty } ?? false }

  package func text(at moment: Double) -> String {
    guard let latest, let share = latest.progress.share else {
      let name = latest.map(\.progress.task) ?? label
      return "\(name): \(ProgressText.duration(moment - start)) so far"
    }
    let progress = latest.progress
    var parts = [
      "\(ProgressText.count(progress.done)) of \(progress.isAbout ? "about " : "")"
        + "\(ProgressText.count(progress.total)) \(progress.unit)",
      "\(Int(share * 100))%",
    ]
    if let left = left(at: moment) { parts.append("\(ProgressText.duration(left)) left") }
    if !progress.note.isEmpty { parts.append(progress.note) }
    return "\(progress.task): \(parts.joined(separator: ", "))"
  }

  /// Seconds, when enough is done to tell.
  private func left(at moment: Double) -> Double? {
    guard let first, let latest else { return nil }
    let done = latest.progress.amount - first.progress.amount
    let time = latest.at - first.at
    guard done > 0, time > 0.1 else { return nil }
    let rest = (Double(latest.progress.total) - latest.progress.amount) * time / done
    // What was reported some time ago has gone on since.
    return max(0, rest - (moment - latest.at))
  }

  private static func count(_ number: Int) -> String { ValueText.number(Double(number)) }

  /// Rounded up, so that nothing ends later than was said by its own rounding.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e9))
    if whole < 100 { return "\(max(1, whole)) s" }
    let minutes = (whole + 59) / 60
    return minutes < 100 ? "\(minutes) min" : "\((minutes + 59) / 60) h"
  }
}
