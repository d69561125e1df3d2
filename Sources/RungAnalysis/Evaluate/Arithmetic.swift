// Arithmetic on values: exact where both are exact, otherwise on what is drawn. Units are converted only when
// two different ones meet.

import RungModel

/// Why a computation has no result; the evaluator adds the place.
enum Fault: Error {
  case overflow
  case dateOutOfRange
  case mismatch(String)
  /// A time of another unit than the period of a chance.
  case otherPeriod(String, UnitWord)
  case noExchange(String, String)
  case durationsUnclear(String, String)
}

/// Rates of exchange: how much of another currency one unit is.
struct Exchange {
  /// (from, to) → rate; filled from the `exchange` declarations and their inverses and chains.
  var rates: [Pair: Magnitude] = [:]
  /// Those that were written: the way back divides by them, so that it is exact wherever it can be.
  var declared: [Pair: Magnitude] = [:]

  struct Pair: Hashable {
    let from: Currency
    let to: Currency
  }

  func converted(_ amount: Magnitude, _ from: Currency, _ to: Currency) throws(Fault) -> Magnitude {
    if from == to { return amount }
    let there = Pair(from: from, to: to)
    if declared[there] == nil, let back = declared[Pair(from: to, to: from)],
      let exact = try amount.dividing(by: back)
    {
      return exact
    }
    guard let rate = rates[there] else { throw .noExchange(from.code, to.code) }
    return try amount.multiplying(rate)
  }
}

// MARK: - Magnitudes

extension Magnitude {
  func adding(_ other: Magnitude) throws(Fault) -> Magnitude {
    guard let left = exact, let right = other.exact else {
      return .uncertain(.combine(.add, asUncertain, other.asUncertain))
    }
    guard let sum = left.adding(right) else { throw .overflow }
    return .exact(sum)
  }

  func subtracting(_ other: Magnitude) throws(Fault) -> Magnitude {
    guard let left = exact, let right = other.exact else {
      return .uncertain(.combine(.subtract, asUncertain, other.asUncertain))
    }
    guard let difference = left.subtracting(right) else { throw .overflow }
    return .exact(difference)
  }

  func multiplying(_ other: Magnitude) throws(Fault) -> Magnitude {
    guard let left = exact, let right = other.exact else {
      return .uncertain(.combine(.multiply, asUncertain, other.asUncertain))
    }
    guard let product = left.multiplying(right) else { throw .overflow }
    return .exact(product)
  }

  /// Nil for a division by an exact zero.
  func dividing(by other: Magnitude) throws(Fault) -> Magnitude? {
    if other.isExactZero { return nil }
    guard let left = exact, let right = other.exact else {
      return .uncertain(.combine(.divide, asUncertain, other.asUncertain))
    }
    guard let quotient = left.dividing(by: right) else { throw .overflow }
    return .exact(quotient)
  }

  var negated: Magnitude {
    switch self {
    case .exact(let decimal): .exact(decimal.negated)
    case .uncertain(let uncertain): .uncertain(.apply(.negate, uncertain))
    }
  }

  func scaled(by factor: Int, over divisor: Int) throws(Fault) -> Magnitude {
    if factor == divisor { return self }
    let product = try multiplying(.exact(Decimal(factor)))
    return try product.dividing(by: .exact(Decimal(divisor))) ?? product
  }

  func rounded(_ operation: UnaryOperation, _ rule: RoundingRule) -> Magnitude {
    switch self {
    case .exact(let decimal): .exact(decimal.roundedUpward(rule))
    case .uncertain(let uncertain): .uncertain(.apply(operation, uncertain))
    }
  }
}

extension Decimal {
  /// To a whole number; halves go up also below zero.
  func roundedUpward(_ rule: RoundingRule) -> Decimal {
    guard case .halfUp = rule, isNegative else { return rounded(to: 0, rule) }
    let down = rounded(to: 0, .down)
    guard let rest = subtracting(down) else { return down }
    return rest.adding(rest).map { $0 >= .one } == true ? down.adding(.one) ?? down : down
  }
}

// MARK: - Quantities

struct Arithmetic {
  var exchange = Exchange()

  func add(_ left: Value, _ right: Value, isPlus: Bool) throws(Fault) -> Value {
    switch (left, right) {
    case (.quantity(let a), .quantity(let b)):
      let (mine, theirs) = try aligned(a, b)
      let magnitude =
        isPlus
        ? try mine.magnitude.adding(theirs.magnitude) : try mine.magnitude.subtracting(theirs.magnitude)
      return .quantity(Quantity(magnitude, mine.unit))
    case (.duration(let am, let ad), .duration(let bm, let bd)):
      if isPlus { return .duration(months: try am.adding(bm), days: try ad.adding(bd)) }
      return .duration(months: try am.subtracting(bm), days: try ad.subtracting(bd))
    case (.date(let day), .duration(let months, let days)):
      return try add(day, isPlus ? months : months.negated, isPlus ? days : days.negated)
    case (.duration(let months, let days), .date(let day)) where isPlus: return try add(day, months, days)
    case (.date(let a), .date(let b)) where !isPlus:
      return .duration(months: .zero, days: try a.subtracting(b))
    default:
      throw .mismatch(
        "\(ValueText.kind(right)) cannot be \(isPlus ? "added to" : "taken from") \(ValueText.kind(left))")
    }
  }

  private func add(_ day: Magnitude, _ months: Magnitude, _ days: Magnitude) throws(Fault) -> Value {
    if let number = day.exact?.asInt, let months = months.exact, let days = days.exact {
      guard let date = CalendarDate(dayNumber: number),
        let sum = date.adding(CalendarDuration(months: months, days: days))
      else { throw .dateOutOfRange }
      return .date(.exact(Decimal(Int(sum.dayNumber))))
    }
    // A drawn date, or a drawn duration: months by their mean length.
    let length = try months.multiplying(.exact(MeanCalendar.daysPerMonth))
    return .date(try day.adding(length).adding(days))
  }

  /// Both in the unit of the first; a bare number takes the other's.
  func aligned(_ a: Quantity, _ b: Quantity) throws(Fault) -> (Quantity, Quantity) {
    if a.unit == b.unit { return (a, b) }
    if a.unit.over == nil, a.unit.per == b.unit.per {
      if b.unit.over == nil {
        return (
          Quantity(a.magnitude, b.unit.isPercentage ? b.unit : a.unit),
          b.with(b.unit.isPercentage ? b.unit : a.unit)
        )
      }
      if b.unit.over?.base.isCounted == true { return (a.with(b.unit), b) }
    }
    if b.unit.over == nil, a.unit.per == b.unit.per, a.unit.over?.base.isCounted == true {
      return (a, b.with(a.unit))
    }
    return (a, try converted(b, to: a.unit))
  }

  /// A quantity in another unit of the same dimension.
  func converted(_ quantity: Quantity, to unit: Unit) throws(Fault) -> Quantity {
    if quantity.unit == unit { return quantity }
    guard quantity.unit.dimension.combined(with: unit.dimension) != nil,
      quantity.unit.per.count == unit.per.count
    else {
      throw .mismatch("\(ValueText.kind(.quantity(quantity))) is not \(unit.dimension.name)")
    }
    if quantity.unit.dimension.isChance, unit.dimension.isChance {
      return try chance(quantity, per: unit)
    }
    var magnitude = quantity.magnitude
    if let from = quantity.unit.over, let to = unit.over { magnitude = try scale(magnitude, from, to) }
    for (from, to) in zip(sorted(quantity.unit.per), sorted(unit.per)) {
      magnitude = try scale(magnitude, to, from)
    }
    return Quantity(magnitude, unit)
  }

  private func sorted(_ terms: [UnitTerm]) -> [UnitTerm] {
    terms.sorted { key($0) < key($1) }
  }

  private func key(_ term: UnitTerm) -> Int {
    let base = term.base == .days ? UnitBase.months : term.base
    return base.rawValue
  }

  /// So many of one unit, in another.
  private func scale(_ magnitude: Magnitude, _ from: UnitTerm, _ to: UnitTerm) throws(Fault) -> Magnitude {
    switch (from, to) {
    case (.money(let a), .money(let b)): return try exchange.converted(magnitude, a, b)
    case (.word(let a), .word(let b)) where a.base == b.base:
      return try magnitude.scaled(by: a.scale, over: b.scale)
    case (.word(let a), .word(let b)):
      guard let one = a.length, let other = b.length, let factor = MeanCalendar.count(of: other, in: one)
      else {
        throw .mismatch("\(a.plural) are not \(b.plural)")
      }
      return try magnitude.multiplying(.exact(factor))
    default: throw .mismatch("these are not of one unit")
    }
  }

  /// A chance per period as one per another: it compounds.
  private func chance(_ quantity: Quantity, per unit: Unit) throws(Fault) -> Quantity {
    guard case .word(let from)? = quantity.unit.per.first, case .word(let to)? = unit.per.first,
      let a = from.length, let b = to.length, let periods = MeanCalendar.count(of: a, in: b)
    else { throw .mismatch("these chances are of different periods") }
    return Quantity(try Self.compounded(quantity.magnitude, .exact(periods)), unit)
  }

  /// 1 - (1 - p)^n.
  static func compounded(_ chance: Magnitude, _ periods: Magnitude) throws(Fault) -> Magnitude {
    if let p = chance.exact, let n = periods.exact {
      guard let result = Hazard.overTime(p, periods: n) else {
        throw .mismatch("a chance lies between 0% and 100%, and time is not negative")
      }
      return .exact(result)
    }
    let stays = Uncertain.apply(.log1p, .apply(.negate, chance.asUncertain))
    let power = Uncertain.combine(.multiply, periods.asUncertain, stays)
    return .uncertain(.apply(.negate, .apply(.expm1, power)))
  }

  /// What is left of all: 30 % of 70 %.
  static func complement(_ share: Magnitude) throws(Fault) -> Magnitude {
    try Magnitude.exact(.one).adding(share.negated)
  }

  // MARK: Products

  func multiply(_ left: Value, _ right: Value) throws(Fault) -> Value {
    switch (left, right) {
    case (.quantity(let a), .quantity(let b)): return try multiply(a, b)
    case (.duration(let months, let days), .quantity(let q)),
      (.quantity(let q), .duration(let months, let days)):
      if q.unit.per.isEmpty {
        return .duration(months: try months.multiplying(q.magnitude), days: try days.multiplying(q.magnitude))
      }
      return .quantity(try multiply(q, duration: months, days))
    default: throw .mismatch("\(ValueText.kind(left)) cannot be multiplied by \(ValueText.kind(right))")
    }
  }

  private func multiply(_ a: Quantity, _ b: Quantity) throws(Fault) -> Value {
    var (mine, theirs) = (a.unit, b.unit)
    var magnitude = try a.magnitude.multiplying(b.magnitude)
    if let over = mine.over, let place = theirs.per.firstIndex(where: { key($0) == key(over) }) {
      magnitude = try scale(magnitude, over, theirs.per[place])
      theirs.per.remove(at: place)
      mine.over = nil
    }
    if let over = theirs.over, let place = mine.per.firstIndex(where: { key($0) == key(over) }) {
      magnitude = try scale(magnitude, over, mine.per[place])
      mine.per.remove(at: place)
      theirs.over = nil
    }
    let over: UnitTerm?
    switch (mine.over, theirs.over) {
    case (nil, let term), (let term, nil): over = term
    case (let left?, let right?) where left.base.isCounted: over = right
    case (let left?, let right?) where right.base.isCounted: over = left
    case (_?, _?):
      throw .mismatch("\(a.unit.dimension.name) cannot be multiplied by \(b.unit.dimension.name)")
    }
    let per = mine.per + theirs.per
    let isPercentage =
      (mine.isPercentage && theirs.isPercentage && over == nil)
      || ((mine.isPercentage || theirs.isPercentage) && over == nil && !per.isEmpty)
    return Self.durationIfTime(Quantity(magnitude, Unit(over, per: per, isPercentage: isPercentage)))
  }

  /// A rate over a time: `2 hours per month * 6 months`.
  private func multiply(_ rate: Quantity, duration months: Magnitude, _ days: Magnitude) throws(Fault)
    -> Quantity
  {
    guard let place = rate.unit.per.firstIndex(where: { $0.base == .months || $0.base == .days }),
      case .word(let word) = rate.unit.per[place]
    else { throw .mismatch("\(rate.unit.dimension.name) cannot be multiplied by a duration") }
    var unit = rate.unit
    unit.per.remove(at: place)
    return Quantity(try rate.magnitude.multiplying(Self.count(of: word, months, days)), unit)
  }

  /// How many of a calendar unit a duration is; by mean lengths where days and months meet.
  static func count(of word: UnitWord, _ months: Magnitude, _ days: Magnitude) throws(Fault) -> Magnitude {
    guard let length = word.length else { throw .mismatch("\(word.plural) are not a length of time") }
    if let m = months.exact, let d = days.exact {
      guard let count = MeanCalendar.count(of: length, in: CalendarDuration(months: m, days: d)) else {
        throw .overflow
      }
      return .exact(count)
    }
    if word.base == .months, days.isExactZero { return try months.scaled(by: 1, over: word.scale) }
    if word.base == .days, months.isExactZero { return try days.scaled(by: 1, over: word.scale) }
    let all = try months.multiplying(.exact(MeanCalendar.daysPerMonth)).adding(days)
    let one = word.base == .months ? MeanCalendar.daysPerMonth : .one
    let perUnit = try all.dividing(by: .exact(one)) ?? all
    return try perUnit.scaled(by: 1, over: word.scale)
  }

  /// Nil is `none`: a division by zero.
  func divide(_ left: Value, _ right: Value) throws(Fault) -> Value? {
    switch (left, right) {
    case (.quantity(let a), .quantity(let b)):
      if a.unit.dimension.over == b.unit.dimension.over, a.unit.dimension.per == b.unit.dimension.per {
        let (mine, theirs) = try aligned(a, b)
        return try mine.magnitude.dividing(by: theirs.magnitude).map { .quantity(Quantity($0)) }
      }
      guard let inverse = try Magnitude.exact(.one).dividing(by: b.magnitude) else { return nil }
      if b.unit.over == nil, b.unit.per.isEmpty {
        return try a.magnitude.dividing(by: b.magnitude).map { .quantity(Quantity($0, a.unit)) }
      }
      guard b.unit.per.count <= 1 else {
        throw .mismatch("\(a.unit.dimension.name) cannot be divided by \(b.unit.dimension.name)")
      }
      return try multiply(a, Quantity(inverse, Unit(b.unit.per.first, per: b.unit.over.map { [$0] } ?? [])))
    case (.duration(let months, let days), .quantity(let q)):
      guard let m = try months.dividing(by: q.magnitude), let d = try days.dividing(by: q.magnitude) else {
        return nil
      }
      return .duration(months: m, days: d)
    case (.duration(let am, let ad), .duration(let bm, let bd)):
      return try ratio(am, ad, bm, bd).map { .quantity(Quantity($0)) }
    case (.quantity(let a), .duration(let months, let days)):
      let unit: UnitWord = months.isExactZero ? .day : .month
      let count = try Self.count(of: unit, months, days)
      var result = a.unit
      result.per.append(.word(unit))
      return try a.magnitude.dividing(by: count).map { .quantity(Quantity($0, result)) }
    default: throw .mismatch("\(ValueText.kind(left)) cannot be divided by \(ValueText.kind(right))")
    }
  }

  private func ratio(_ am: Magnitude, _ ad: Magnitude, _ bm: Magnitude, _ bd: Magnitude) throws(Fault)
    -> Magnitude?
  {
    if ad.isExactZero, bd.isExactZero { return try am.dividing(by: bm) }
    if am.isExactZero, bm.isExactZero { return try ad.dividing(by: bd) }
    return try Self.count(of: .day, am, ad).dividing(by: Self.count(of: .day, bm, bd))
  }

  /// `100 EUR / (20 EUR per month)` is a duration.
  private static func durationIfTime(_ quantity: Quantity) -> Value {
    guard quantity.unit.per.isEmpty, case .word(let word)? = quantity.unit.over,
      word.base == .months || word.base == .days,
      let scaled = try? quantity.magnitude.multiplying(.exact(Decimal(word.scale)))
    else { return .quantity(quantity) }
    return word.base == .months
      ? .duration(months: scaled, days: .zero) : .duration(months: .zero, days: scaled)
  }
}

extension Quantity {
  func with(_ unit: Unit) -> Quantity { Quantity(magnitude, unit) }
}

extension UnitWord {
  /// The length of a calendar unit.
  package var length: CalendarDuration? {
    switch base {
    case .days: CalendarDuration(days: Decimal(scale))
    case .months: CalendarDuration(months: Decimal(scale))
    default: nil
    }
  }
}
