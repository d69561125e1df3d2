// From the written ends of an estimate to an uncertain value.

import RungModel
import RungText

struct Estimate {
  let shape: EstimateShape
  /// Identity of the draw: owner, property and position in the formula.
  let path: String
  let isVariation: Bool
  let evaluator: Evaluator
  let whole: Expression

  func value(_ parts: [Value]) -> Value {
    guard let first = parts.first else { return .none }
    switch first {
    case .quantity(let quantity): return amounts(quantity, parts)
    case .duration: return durations(parts)
    case .date: return dates(parts)
    default: return .none
    }
  }

  private func amounts(_ first: Quantity, _ parts: [Value]) -> Value {
    var numbers: [Double] = []
    var unit = first.unit
    for part in parts {
      guard case .quantity(let quantity) = part,
        let (mine, theirs) = evaluator.attempt(
          whole,
          { () throws(Fault) in
            try evaluator.arithmetic.aligned(Quantity(first.magnitude, unit), quantity)
          })
      else { return .none }
      unit = mine.unit
      guard let number = exact(theirs.magnitude) else { return .none }
      numbers.append(number)
    }
    if shape == .evidence { unit = .percentage }
    guard let uncertain = drawn(numbers, unit.isPercentage && unit.over == nil ? .percentage : .amount) else {
      return .none
    }
    return .quantity(Quantity(uncertain, unit))
  }

  private func durations(_ parts: [Value]) -> Value {
    var isMonths = true
    var isDays = true
    var numbers: [(months: Double, days: Double)] = []
    for part in parts {
      guard case .duration(let months, let days) = part, let m = exact(months), let d = exact(days) else {
        return .none
      }
      if m != 0 { isDays = false }
      if d != 0 { isMonths = false }
      numbers.append((m, d))
    }
    // Of mixed months and days the days are drawn, months by their mean length.
    let mean = MeanCalendar.daysPerMonth.asDouble
    let plain = numbers.map { isMonths ? $0.months : isDays ? $0.days : $0.months * mean + $0.days }
    guard let uncertain = drawn(plain, .amount) else { return .none }
    return isMonths ? .duration(months: uncertain, days: .zero) : .duration(months: .zero, days: uncertain)
  }

  private func dates(_ parts: [Value]) -> Value {
    var numbers: [Double] = []
    for (index, part) in parts.enumerated() {
      switch part {
      case .date(let day):
        guard let number = exact(day) else { return .none }
        numbers.append(number)
      case .duration(let months, let days) where index == 1 && shape == .normal:
        guard let m = exact(months), let d = exact(days) else { return .none }
        numbers.append(m * MeanCalendar.daysPerMonth.asDouble + d)
      default: return .none
      }
    }
    guard let uncertain = drawn(numbers, .real) else { return .none }
    return .date(uncertain)
  }

  /// The ends of an estimate are known numbers.
  private func exact(_ magnitude: Magnitude) -> Double? {
    if let decimal = magnitude.exact { return decimal.asDouble }
    evaluator.report(
      ValueErrors.invalidEstimate(
        evaluator.place(whole), "the ends of an estimate cannot be estimates themselves",
        fix: "write numbers at both ends"))
    return nil
  }

  private func drawn(_ numbers: [Double], _ domain: Distribution.IntervalDomain) -> Magnitude? {
    let outcome =
      switch shape {
      case .interval: Distribution.interval(numbers[0], numbers[1], on: domain)
      case .evidence: Distribution.evidence(numbers[0], of: numbers[1])
      case .normal: Distribution.checked(.normal(mean: numbers[0], sd: numbers[1]))
      case .pert: Distribution.checked(.pert(low: numbers[0], mode: numbers[1], high: numbers[2]))
      case .uniform: Distribution.checked(.uniform(numbers[0], numbers[1]))
      case .exponential: Distribution.checked(.exponential(mean: numbers[0]))
      case .poisson: Distribution.checked(.poisson(mean: numbers[0]))
      }
    switch outcome {
    case .success(.constant(let value)): return Decimal(approximating: value, places: 15).map { .exact($0) }
    case .success(let distribution):
      return .uncertain(
        .source(
          UncertainSource(key: StableHash.key(path), path: path, distribution, isVariation: isVariation)))
    case .failure(let problem):
      evaluator.report(
        ValueErrors.invalidEstimate(
          evaluator.place(whole), Self.reason(problem), fix: Self.remedy(problem)))
      return nil
    }
  }

  private static func remedy(_ problem: DistributionProblem) -> String {
    switch problem {
    case .notFinite: "write a smaller number"
    case .lowAboveHigh: "write the lower value first: 3 to 6 months, 70% to 85%"
    case .negativeSpread, .belowZero: "write 0 or more"
    case .notPositive: "write a number above 0"
    case .notAShare: "write shares between 0% and 100%, like 70% to 85%"
    case .modeOutside: "write the lowest, the most likely and the highest value in this order"
    case .notEvidence: "write how many of how many, the first at most the second: 84 of 100"
    }
  }

  private static func reason(_ problem: DistributionProblem) -> String {
    switch problem {
    case .notFinite: "a number is too large for an estimate"
    case .lowAboveHigh: "the first value is higher than the last"
    case .negativeSpread: "a standard deviation cannot be below zero"
    case .notPositive: "this must be above zero"
    case .belowZero: "this cannot be below zero"
    case .notAShare: "a share lies between 0% and 100%"
    case .modeOutside: "the most likely value must lie between the lowest and the highest"
    case .notEvidence: "of \"k of n\", k must lie between 0 and n, and n must be above 0"
    }
  }
}
