// Comparing values: certain where both are, a condition on the draws where one is not.

import RungModel

extension Arithmetic {
  /// `.truth`, `.uncertainTruth`, or `.none` when one side is none.
  func compare(_ comparison: Comparison, _ left: Value, _ right: Value) throws(Fault) -> Value {
    switch comparison {
    case .equal: return try equality(left, right)
    case .notEqual: return Self.not(try equality(left, right))
    case .isIn: return try membership(left, right)
    case .isNotIn: return Self.not(try membership(left, right))
    case .less: return try order(left, right, .less)
    case .lessOrEqual: return try order(left, right, .lessOrEqual)
    case .greater: return try order(right, left, .less)
    case .greaterOrEqual: return try order(right, left, .lessOrEqual)
    }
  }

  static func not(_ value: Value) -> Value {
    switch value {
    case .truth(let truth): .truth(!truth)
    case .uncertainTruth(let uncertain): .uncertainTruth(.apply(.not, uncertain))
    default: value
    }
  }

  private func order(_ left: Value, _ right: Value, _ operation: BinaryOperation) throws(Fault) -> Value {
    if left.isNone || right.isNone { return .none }
    switch (left, right) {
    case (.quantity(let a), .quantity(let b)):
      let (mine, theirs) = try aligned(a, b)
      return order(mine.magnitude, theirs.magnitude, operation)
    case (.date(let a), .date(let b)): return order(a, b, operation)
    case (.month(let a), .month(let b)): return .truth(operation == .less ? a < b : a <= b)
    case (.time(let a), .time(let b)): return .truth(operation == .less ? a < b : a <= b)
    case (.duration(let am, let ad), .duration(let bm, let bd)):
      if let m1 = am.exact, let d1 = ad.exact, let m2 = bm.exact, let d2 = bd.exact {
        let one = CalendarDuration(months: m1, days: d1)
        let other = CalendarDuration(months: m2, days: d2)
        guard let answer = operation == .less ? one.isLess(than: other) : one.isAtMost(other) else {
          throw .durationsUnclear(one.displayText, other.displayText)
        }
        return .truth(answer)
      }
      return order(try Self.count(of: .day, am, ad), try Self.count(of: .day, bm, bd), operation)
    default: throw .mismatch("\(ValueText.kind(left)) cannot be compared with \(ValueText.kind(right))")
    }
  }

  private func order(_ a: Magnitude, _ b: Magnitude, _ operation: BinaryOperation) -> Value {
    if let left = a.exact, let right = b.exact {
      return .truth(operation == .less ? left < right : left <= right)
    }
    return .uncertainTruth(.combine(operation, a.asUncertain, b.asUncertain))
  }

  func equality(_ left: Value, _ right: Value) throws(Fault) -> Value {
    switch (left, right) {
    case (.none, .none): return .truth(true)
    // Of a dimension nobody said anything of, both words may be used.
    case (.none, .tag(let word)), (.tag(let word), .none): return .truth(word == Value.unstatedWord)
    case (.none, _), (_, .none): return .truth(false)
    case (.truth(let a), .truth(let b)): return .truth(a == b)
    case (.uncertainTruth(let a), .uncertainTruth(let b)): return .uncertainTruth(.combine(.equal, a, b))
    case (.uncertainTruth(let a), .truth(let b)), (.truth(let b), .uncertainTruth(let a)):
      return b ? .uncertainTruth(a) : .uncertainTruth(.apply(.not, a))
    case (.text(let a), .text(let b)): return .truth(a == b)
    case (.text(let a), .tag(let b)), (.tag(let a), .text(let b)): return .truth(a == b)
    case (.tag(let a), .tag(let b)): return .truth(a == b)
    case (.month(let a), .month(let b)): return .truth(a == b)
    case (.time(let a), .time(let b)): return .truth(a == b)
    case (.entity(let a), .entity(let b)): return .truth(a == b)
    case (.date(let a), .date(let b)): return equality(a, b)
    case (.quantity(let a), .quantity(let b)):
      let (mine, theirs) = try aligned(a, b)
      return equality(mine.magnitude, theirs.magnitude)
    case (.duration(let am, let ad), .duration(let bm, let bd)):
      if let m1 = am.exact, let d1 = ad.exact, let m2 = bm.exact, let d2 = bd.exact {
        return .truth(m1 == m2 && d1 == d2)
      }
      return equality(try Self.count(of: .day, am, ad), try Self.count(of: .day, bm, bd))
    case (.span(let a, let b), .span(let c, let d)): return Self.both(try equality(a, c), try equality(b, d))
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return .truth(false) }
      var result = Value.truth(true)
      for (one, other) in zip(a, b) { result = Self.both(result, try equality(one, other)) }
      return result
    case (.selection(.everyone), .selection(.everyone)): return .truth(true)
    default: return .truth(false)
    }
  }

  private func equality(_ a: Magnitude, _ b: Magnitude) -> Value {
    if let left = a.exact, let right = b.exact { return .truth(left == right) }
    return .uncertainTruth(.combine(.equal, a.asUncertain, b.asUncertain))
  }

  /// `and` of two truths; none when neither decides and one is none.
  static func both(_ left: Value, _ right: Value) -> Value {
    switch (left, right) {
    case (.truth(false), _), (_, .truth(false)): .truth(false)
    case (.pending, _), (_, .pending): .pending
    case (.none, _), (_, .none): .none
    case (.truth(true), let other), (let other, .truth(true)): other
    case (.uncertainTruth(let a), .uncertainTruth(let b)): .uncertainTruth(.combine(.and, a, b))
    default: .none
    }
  }

  static func either(_ left: Value, _ right: Value) -> Value { not(both(not(left), not(right))) }

  func membership(_ item: Value, _ collection: Value) throws(Fault) -> Value {
    switch collection {
    case .list(let items):
      var result = Value.truth(false)
      for candidate in items {
        result = Self.either(result, try equality(item, candidate))
        if case .truth(true) = result { return result }
      }
      return result
    case .table(let entries, _):
      for entry in entries {
        if case .truth(true) = try equality(item, entry.key) { return .truth(true) }
      }
      return .truth(false)
    case .span(let first, let last):
      if case .date = item, case .month(let from) = first, case .month(let to) = last {
        return try membership(item, .span(.day(from.first), .day(to.last)))
      }
      return Self.both(try order(first, item, .lessOrEqual), try order(item, last, .lessOrEqual))
    case .month(let month): return try membership(item, .span(.day(month.first), .day(month.last)))
    case .none: return .none
    default: return try equality(item, collection)
    }
  }
}

extension Value {
  static func day(_ date: CalendarDate) -> Value { .date(.exact(Decimal(Int(date.dayNumber)))) }
}
