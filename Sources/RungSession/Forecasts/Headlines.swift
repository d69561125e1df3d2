// What a person is told while the runs go on: a few figures as they stand so far.

import RungReport
import RungSimulate
import RungText

struct Headlines: Sendable {
  /// Among the measures of the model: graduates, and the targets' conditions.
  let measures: [Int]
  private let hasGraduates: Bool
  private let needed: [Double]

  init(_ model: ForecastModel) {
    measures = (model.graduates.map { [$0] } ?? []) + model.targets.map(\.condition)
    hasGraduates = model.graduates != nil
    needed = model.targets.map(\.confidence)
  }

  /// `graduates 62.1 ± 0.4; 3 of 5 targets met`; nil when there is nothing to tell.
  func text(_ figures: [(mean: Double, error: Double)]) -> String? {
    var parts: [String] = []
    var targets = figures[...]
    if hasGraduates, let graduates = targets.popFirst(), graduates.mean.isFinite {
      let error = graduates.error.isFinite ? " ± " + FigureText.people.number(2 * graduates.error) : ""
      parts.append("graduates " + FigureText.people.number(graduates.mean) + error)
    }
    if !needed.isEmpty {
      let met = zip(targets, needed).filter { $0.mean >= $1 }.count
      parts.append("\(met) of \(needed.count) targets met")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
