// What the functions of the library do.

import RungModel
import RungText

extension Evaluator {
  func call(
    _ name: FunctionName, _ arguments: [Expression], _ named: [(name: String, value: Expression)],
    _ whole: Expression, _ frame: inout Frame
  ) throws(Blocked) -> Value {
    if let observer, let observed = try observedCall(name, arguments, named, &frame) {
      return observer(observed)
    }
    var values: [Value] = []
    for argument in arguments { values.append(try evaluate(argument, &frame)) }
    var labelled: [String: Value] = [:]
    for (label, value) in named { labelled[label] = try evaluate(value, &frame) }
    if name.isObservable { return .pending }
    if values.contains(where: \.isPending) { return .pending }
    _ = try money()
    switch name {
    case .sum: return sum(items(values[0]), whole)
    case .count: return count(values[0])
    case .min, .max: return extreme(values.count == 1 ? items(values[0]) : values, isMax: name == .max, whole)
    case .mean: return mean(items(values[0]), whole)
    case .median: return median(items(values[0]), whole)
    case .all: return items(values[0]).reduce(.truth(true), Arithmetic.both)
    case .any: return items(values[0]).reduce(.truth(false), Arithmetic.either)
    case .round: return round(values[0], to: labelled["to"], whole)
    case .ceil: return rounded(values[0], .ceiling, .up)
    case .floor: return rounded(values[0], .floor, .down)
    case .over: return over(values[0], values[1], whole)
    case .remaining: return over(values[0], values[1], whole, ofStaying: true)
    case .overlaps: return overlaps(values[0], values[1], whole)
    case .date: return date(values, whole)
    case .chance: return chance(values[0])
    case .best: return .selection(.best(values[0]))
    case .random: return .selection(.random(values[0]))
    case .overlap: return overlap(values[0], values[1], at: labelled["at"])
    case .sharedHours: return sharedHours(values[0], values[1], on: labelled["on"], whole)
    case .normal, .pert, .uniform, .exponential, .poisson, .either, .fixed: return .none  // Compiled away.
    case .arrived, .entered, .completed, .left, .spent, .filled, .active, .waiting, .inProgress,
      .withoutMentor,
      .mentors, .vacant, .retained, .ties, .share, .peak, .last:
      return .pending
    }
  }

  private func items(_ value: Value) -> [Value] {
    switch value {
    case .list(let items): return items
    case .table(let entries, _): return entries.map(\.value)
    case .none: return []
    default: return [value]
    }
  }

  private func count(_ value: Value) -> Value {
    if case .none = value { return .none }
    return .number(items(value).count)
  }

  private func sum(_ items: [Value], _ whole: Expression) -> Value {
    guard var total = items.first else { return .number(0) }
    if total.isNone { return .none }
    for item in items.dropFirst() {
      if item.isNone { return .none }
      guard let next = attempt(whole, { () throws(Fault) in try arithmetic.add(total, item, isPlus: true) })
      else {
        return .none
      }
      total = next
    }
    return total
  }

  private func mean(_ items: [Value], _ whole: Expression) -> Value {
    guard !items.isEmpty else { return .none }
    let total = sum(items, whole)
    if total.isNone { return .none }
    return attempt(whole, { () throws(Fault) in try arithmetic.divide(total, .number(items.count)) }).flatMap
    { $0 } ?? .none
  }

  private func median(_ items: [Value], _ whole: Expression) -> Value {
    guard !items.isEmpty, let sorted = sorted(items, whole) else { return .none }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return mean([sorted[middle - 1], sorted[middle]], whole)
  }

  /// In ascending order; nil when the order is not certain.
  package func sorted(_ items: [Value], _ whole: Expression) -> [Value]? {
    var isCertain = true
    let result = items.sorted { left, right in
      let answer = attempt(whole) { () throws(Fault) in try arithmetic.compare(.less, left, right) }
      if case .truth(let less)? = answer { return less }
      isCertain = false
      return false
    }
    if !isCertain {
      report(ValueErrors.wrongAtEvaluation(place(whole), "uncertain values have no certain order"))
      return nil
    }
    return result
  }

  private func extreme(_ items: [Value], isMax: Bool, _ whole: Expression) -> Value {
    guard var best = items.first else { return .none }
    for item in items.dropFirst() {
      if item.isNone || best.isNone { return .none }
      let answer = attempt(whole) { () throws(Fault) in
        try arithmetic.compare(isMax ? .less : .greater, best, item)
      }
      switch answer {
      case .truth(let replace)?: if replace { best = item }
      case .uncertainTruth?:
        guard let both = uncertainExtreme(best, item, isMax ? .maximum : .minimum, whole) else {
          return .none
        }
        best = both
      default: return .none
      }
    }
    return best
  }

  private func uncertainExtreme(_ a: Value, _ b: Value, _ operation: BinaryOperation, _ whole: Expression)
    -> Value?
  {
    switch (a, b) {
    case (.quantity(let x), .quantity(let y)):
      guard let (mine, theirs) = attempt(whole, { () throws(Fault) in try arithmetic.aligned(x, y) }) else {
        return nil
      }
      return .quantity(
        Quantity(
          .uncertain(.combine(operation, mine.magnitude.asUncertain, theirs.magnitude.asUncertain)), mine.unit
        ))
    case (.date(let x), .date(let y)):
      return .date(.uncertain(.combine(operation, x.asUncertain, y.asUncertain)))
    case (.duration(let am, let ad), .duration(let bm, let bd)):
      let days = attempt(whole) { () throws(Fault) in
        (try Arithmetic.count(of: .day, am, ad), try Arithmetic.count(of: .day, bm, bd))
      }
      guard let days else { return nil }
      if ad.isExactZero, bd.isExactZero {
        return .duration(months: .uncertain(.combine(operation, am.asUncertain, bm.asUncertain)), days: .zero)
      }
      return .duration(
        months: .zero, days: .uncertain(.combine(operation, days.0.asUncertain, days.1.asUncertain)))
    default: return nil
    }
  }

  // MARK: Rounding

  private func round(_ value: Value, to step: Value?, _ whole: Expression) -> Value {
    guard let step else { return rounded(value, .round, .halfUp) }
    let count = attempt(whole) { () throws(Fault) in try arithmetic.divide(value, step) }
    guard let count, let count else { return .none }
    return attempt(whole) { () throws(Fault) in
      try arithmetic.multiply(rounded(count, .round, .halfUp), step)
    } ?? .none
  }

  private func rounded(_ value: Value, _ operation: UnaryOperation, _ rule: RoundingRule) -> Value {
    switch value {
    case .quantity(let quantity):
      if quantity.unit.isPercentage {
        // Whole percent.
        guard let hundred = try? quantity.magnitude.multiplying(.exact(100)),
          let back = try? hundred.rounded(operation, rule).dividing(by: .exact(100))
        else { return .none }
        return .quantity(Quantity(back, quantity.unit))
      }
      return .quantity(Quantity(quantity.magnitude.rounded(operation, rule), quantity.unit))
    case .duration(let months, let days):
      return .duration(months: months.rounded(operation, rule), days: days.rounded(operation, rule))
    default: return value
    }
  }

  // MARK: Time and chance

  /// `ofStaying`: the share is of those who stay, and so is the result.
  private func over(_ chance: Value, _ time: Value, _ whole: Expression, ofStaying: Bool = false) -> Value {
    guard case .quantity(let quantity) = chance, case .word(let unit)? = quantity.unit.per.first else {
      return .none
    }
    let result = attempt(whole) { () throws(Fault) -> Value in
      let periods: Magnitude
      switch time {
      case .duration(let months, let days):
        guard unit.length != nil else {
          throw .otherPeriod(ValueText.kind(time), unit)
        }
        periods = try Arithmetic.count(of: unit, months, days)
      case .quantity(let count):
        guard count.unit.over?.base == unit.base else {
          throw .otherPeriod(ValueText.kind(time), unit)
        }
        periods = count.magnitude
      default: return .none
      }
      let magnitude = quantity.magnitude
      let result =
        ofStaying
        ? try Arithmetic.complement(Arithmetic.compounded(Arithmetic.complement(magnitude), periods))
        : try Arithmetic.compounded(magnitude, periods)
      return .quantity(Quantity(result, .percentage))
    }
    return result ?? .none
  }

  private func overlaps(_ left: Value, _ right: Value, _ whole: Expression) -> Value {
    guard case .span(let a, let b) = Coercion.daySpan(left),
      case .span(let c, let d) = Coercion.daySpan(right)
    else { return .none }
    return attempt(whole) { () throws(Fault) in
      Arithmetic.both(try arithmetic.compare(.lessOrEqual, a, d), try arithmetic.compare(.lessOrEqual, c, b))
    } ?? .none
  }

  private func date(_ values: [Value], _ whole: Expression) -> Value {
    let numbers = values.compactMap { value -> Int? in
      if case .quantity(let quantity) = value { return quantity.magnitude.exact?.asInt }
      return nil
    }
    guard numbers.count == 3 else { return .none }
    do throws(CalendarFault) {
      return .day(try CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]))
    } catch {
      report(ValueErrors.noSuchDate(place(whole), error.reason))
      return .none
    }
  }

  /// How often a condition holds over the draws.
  private func chance(_ value: Value) -> Value {
    switch value {
    case .truth(let holds): return .quantity(Quantity(.exact(holds ? .one : .zero), .percentage))
    case .uncertainTruth(let condition):
      let mean = UncertainSummary(condition, seed: seed).mean
      return Decimal(approximating: mean, places: 6).map { .quantity(Quantity(.exact($0), .percentage)) }
        ?? .none
    default: return value
    }
  }

  /// The programme's seed: from it all draws follow.
  package var seed: UInt64 {
    guard let kind = definitions.schema.kind(named: "programme"),
      let programme = definitions.present(ofKind: kind).first,
      let property = definitions.schema.property(of: kind, named: "seed")
    else { return 1 }
    note(Slot(entity: programme, member: -1, key: PropertyKey(property)))
    guard case .quantity(let quantity) = value(of: EntityRef(programme), PropertyKey(property))
    else { return 1 }
    return UInt64(max(0, quantity.magnitude.exact?.asInt ?? 1))
  }

  private func overlap(_ left: Value, _ right: Value, at level: Value?) -> Value {
    let mine = LanguageLevel.items(left, at: level)
    let theirs = LanguageLevel.items(right, at: level)
    let shared = mine.filter { item in
      theirs.contains { other in
        if case .truth(true)? = try? arithmetic.equality(item, other) { return true }
        return false
      }
    }
    return .number(shared.count)
  }
}
