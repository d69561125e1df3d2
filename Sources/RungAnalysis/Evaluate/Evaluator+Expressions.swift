// Running an expression. The recursive step is small and calls out for everything large, so that deep formulas
// need little stack.

import RungModel
import RungSyntax
import RungText

/// What an expression sees: its variables, and by what name its draws are keyed.
struct Frame {
  var variables: [Value]
  var owner: String
  /// Inside `each`: the draws vary from person to person.
  var isVariation = false
}

extension Evaluator {
  /// An expression of its own: a line at the prompt, a verb's clause. Problems go to `takeDiagnostics()`.
  package func evaluate(
    expression node: NodeIndex, tree: SyntaxTree, index: Int? = nil, expecting: PropertyType? = nil,
    variables: [(name: String, type: ValueType, value: Value)] = []
  ) -> (value: Value, type: ValueType, level: Level) {
    let compiled = compiler.compile(
      expression: node, tree: tree, index: index ?? -1, expecting: expecting,
      variables: variables.map { ($0.name, $0.type) })
    let level = compiler.level(of: compiled)
    if compiled.hasErrors { return (.none, .unknown, level) }
    let outer = loose
    if index == nil { loose = tree }
    defer { loose = outer }
    let value = run(compiled.expression, variables.map(\.value))
    return (value, compiled.expression.type, level)
  }

  /// Compiled once, run for many: the `where` of a `show`.
  package func run(_ expression: Expression, _ variables: [Value]) -> Value {
    while true {
      var frame = Frame(variables: variables, owner: "")
      steps = 0
      do throws(Blocked) { return try evaluate(expression, &frame) } catch { _ = value(of: error.slot) }
    }
  }

  func evaluate(_ expression: Expression, _ frame: inout Frame) throws(Blocked) -> Value {
    steps += 1
    guard goesOn() else { return .none }
    if steps > Limits.steps {
      if steps == Limits.steps + 1 { report(LimitErrors.tooManySteps(place(expression))) }
      return .none
    }
    switch expression.operation {
    case .constant(let value): return value
    case .variable(let index): return index < frame.variables.count ? frame.variables[index] : .none
    case .property(let entity, let key): return try nested(Slot(entity: entity, member: -1, key: key))
    case .memberProperty(let entity, let indices, let key):
      return try memberProperty(entity, indices, key, expression, &frame)
    case .propertyOf(let base, let word): return try property(word, of: evaluate(base, &frame), base.type)
    case .member(let entity, let indices):
      guard let position = try position(entity, indices, expression, &frame) else { return .none }
      return .entity(EntityRef(entity, member: position))
    case .family(let entity): return .list(members(of: entity).map { .entity($0) })
    case .collection(let kind): return .list(all(kind).map { .entity($0) })
    case .item(let list, let index):
      return item(try evaluate(list, &frame), try evaluate(index, &frame), expression)
    case .negate(let inner): return negated(try evaluate(inner, &frame))
    case .not(let inner): return Arithmetic.not(try evaluate(inner, &frame))
    case .all(let parts): return try connective(parts, isAll: true, &frame)
    case .some(let parts): return try connective(parts, isAll: false, &frame)
    case .binary(let operation, let left, let right):
      return try binary(operation, evaluate(left, &frame), evaluate(right, &frame), expression)
    case .compare(let comparison, let left, let right):
      return try compare(comparison, evaluate(left, &frame), evaluate(right, &frame), expression)
    case .span(let first, let last):
      return span(try evaluate(first, &frame), try evaluate(last, &frame), expression)
    case .choice(let test, let first, let second): return try choice(test, first, second, expression, &frame)
    case .estimate(let shape, let parts, let ordinal):
      return try estimate(shape, parts, ordinal, expression, &frame)
    case .each(let inner):
      let outer = frame.isVariation
      frame.isVariation = true
      defer { frame.isVariation = outer }
      return try evaluate(inner, &frame)
    case .rate(let inner, let terms): return rate(try evaluate(inner, &frame), terms)
    case .list(let items): return try list(items, &frame)
    case .table(let entries, let otherwise): return try table(entries, otherwise, &frame)
    case .byGroup(let dimension, let entries, let otherwise):
      return try byGroup(dimension, entries, otherwise, &frame)
    case .comprehension(let item, let variable, let over, let condition):
      return try comprehension(item, variable, over, condition, expression, &frame)
    case .text(let parts): return try text(parts, &frame)
    case .call(let name, let arguments, let named):
      return try call(name, arguments, named, expression, &frame)
    case .rule(let formula): return .rule(formula)
    case .column(let source): return .column(source)
    case .invalid: return .none
    }
  }

  // MARK: Parts

  private func list(_ items: [Expression], _ frame: inout Frame) throws(Blocked) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(try evaluate(item, &frame)) }
    return .list(values)
  }

  private func entries(
    _ entries: [(key: Expression, value: Expression)], _ frame: inout Frame
  ) throws(Blocked) -> [TableEntry] {
    var values: [TableEntry] = []
    for entry in entries {
      values.append(TableEntry(try evaluate(entry.key, &frame), try evaluate(entry.value, &frame)))
    }
    return values
  }

  private func table(
    _ parts: [(key: Expression, value: Expression)], _ otherwise: Expression?, _ frame: inout Frame
  ) throws(Blocked) -> Value {
    let values = try entries(parts, &frame)
    guard let otherwise else { return .table(values, otherwise: nil) }
    return .table(values, otherwise: try evaluate(otherwise, &frame))
  }

  private func byGroup(
    _ dimension: EntityID, _ parts: [(key: Expression, value: Expression)], _ otherwise: Expression?,
    _ frame: inout Frame
  ) throws(Blocked) -> Value {
    let values = try entries(parts, &frame)
    guard let otherwise else { return .byGroup(dimension: dimension, values, otherwise: nil) }
    return .byGroup(dimension: dimension, values, otherwise: try evaluate(otherwise, &frame))
  }

  private func text(_ parts: [Expression], _ frame: inout Frame) throws(Blocked) -> Value {
    var text = ""
    for part in parts {
      let value = try evaluate(part, &frame)
      if value.isPending { return .pending }
      text += ValueText.plain(value, self)
    }
    return .text(text)
  }

  private func connective(_ parts: [Expression], isAll: Bool, _ frame: inout Frame) throws(Blocked) -> Value {
    var result = Value.truth(isAll)
    for part in parts {
      let value = try evaluate(part, &frame)
      result = isAll ? Arithmetic.both(result, value) : Arithmetic.either(result, value)
      if case .truth(let truth) = result, truth != isAll { return result }
    }
    return result
  }

  private func choice(
    _ test: Expression, _ first: Expression, _ second: Expression, _ whole: Expression, _ frame: inout Frame
  ) throws(Blocked) -> Value {
    switch try evaluate(test, &frame) {
    case .truth(let holds): return try evaluate(holds ? first : second, &frame)
    case .uncertainTruth(let condition):
      return mixed(condition, try evaluate(first, &frame), try evaluate(second, &frame), whole)
    case .pending: return .pending
    default: return .none
    }
  }

  /// One value where an uncertain condition holds and another where it does not.
  private func mixed(_ condition: Uncertain, _ first: Value, _ second: Value, _ whole: Expression) -> Value {
    switch (first, second) {
    case (.quantity(let a), .quantity(let b)):
      guard let (mine, theirs) = attempt(whole, { () throws(Fault) in try arithmetic.aligned(a, b) }) else {
        return .none
      }
      let chosen = Uncertain.choose(
        if: condition, mine.magnitude.asUncertain, else: theirs.magnitude.asUncertain)
      return .quantity(Quantity(.uncertain(chosen), mine.unit))
    case (.date(let a), .date(let b)):
      return .date(.uncertain(.choose(if: condition, a.asUncertain, else: b.asUncertain)))
    case (.duration(let am, let ad), .duration(let bm, let bd)):
      return .duration(
        months: .uncertain(.choose(if: condition, am.asUncertain, else: bm.asUncertain)),
        days: .uncertain(.choose(if: condition, ad.asUncertain, else: bd.asUncertain)))
    case (.pending, _), (_, .pending): return .pending
    default:
      if case .truth(true)? = try? arithmetic.equality(first, second) { return first }
      return .none
    }
  }

  // MARK: Operators

  /// Runs arithmetic; a fault becomes a diagnostic at the expression.
  func attempt<Result>(_ expression: Expression, _ work: () throws(Fault) -> Result) -> Result? {
    do throws(Fault) { return try work() } catch {
      let place = place(expression)
      switch error {
      case .overflow: report(ValueErrors.overflow(place))
      case .dateOutOfRange: report(ValueErrors.dateOutOfRange(place))
      case .otherPeriod(let time, let unit): report(ValueErrors.otherPeriod(place, time, unit))
      case .mismatch(let message): report(ValueErrors.wrongAtEvaluation(place, message))
      case .noExchange(let from, let to):
        report(
          ValueErrors.noExchange(place, from, to, home: definitions.programmeCurrency?.code))
      case .durationsUnclear(let a, let b): report(ValueErrors.durationsUnclear(place, a, b))
      }
      return nil
    }
  }

  private func binary(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, _ whole: Expression
  ) throws(Blocked) -> Value {
    if left.isPending || right.isPending { return .pending }
    if left.isNone || right.isNone { return .none }
    if case .byGroup = left { return grouped(left, right, whole) { self.apply(operation, $0, $1, whole) } }
    if case .byGroup = right { return grouped(left, right, whole) { self.apply(operation, $0, $1, whole) } }
    _ = try money()
    return apply(operation, left, right, whole)
  }

  private func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value, _ whole: Expression) -> Value
  {
    let result: Value?? = attempt(whole) { () throws(Fault) -> Value? in
      switch operation {
      case .add: try arithmetic.add(left, right, isPlus: true)
      case .subtract: try arithmetic.add(left, right, isPlus: false)
      case .multiply: try arithmetic.multiply(left, right)
      case .divide: try arithmetic.divide(left, right)
      }
    }
    guard let result else { return .none }
    // What a forecast counts may be zero in one run: then there is no value, and nothing is wrong.
    if result == nil, observer == nil { report(ValueErrors.divisionByZero(place(whole))) }
    return result ?? .none
  }

  /// Group by group, when a side differs by group.
  private func grouped(_ left: Value, _ right: Value, _ whole: Expression, _ apply: (Value, Value) -> Value)
    -> Value
  {
    switch (left, right) {
    case (.byGroup(let dimension, let entries, let otherwise), .byGroup(let other, let others, let otherElse)):
      guard dimension == other else {
        report(ValueErrors.wrongAtEvaluation(place(whole), "these differ by two dimensions"))
        return .none
      }
      let keys =
        entries.map(\.key)
        + others.map(\.key).filter { key in !entries.contains { Self.sameTag($0.key, key) } }
      let merged = keys.map { key in
        TableEntry(
          key, apply(Self.find(key, entries, otherwise), Self.find(key, others, otherElse)))
      }
      return .byGroup(
        dimension: dimension, merged,
        otherwise: otherwise.flatMap { mine in otherElse.map { apply(mine, $0) } })
    case (.byGroup(let dimension, let entries, let otherwise), _):
      return .byGroup(
        dimension: dimension, entries.map { TableEntry($0.key, apply($0.value, right)) },
        otherwise: otherwise.map { apply($0, right) })
    case (_, .byGroup(let dimension, let entries, let otherwise)):
      return .byGroup(
        dimension: dimension, entries.map { TableEntry($0.key, apply(left, $0.value)) },
        otherwise: otherwise.map { apply(left, $0) })
    default: return .none
    }
  }

  private static func sameTag(_ a: Value, _ b: Value) -> Bool {
    if case .tag(let one) = a, case .tag(let other) = b { return one == other }
    return false
  }

  private static func find(_ key: Value, _ entries: [TableEntry], _ otherwise: Value?) -> Value {
    entries.first { sameTag($0.key, key) }?.value ?? otherwise ?? .none
  }

  private func compare(
    _ comparison: Comparison, _ left: Value, _ right: Value, _ whole: Expression
  ) throws(Blocked) -> Value {
    if left.isPending || right.isPending { return .pending }
    _ = try money()
    return attempt(whole) { () throws(Fault) in try arithmetic.compare(comparison, left, right) } ?? .none
  }

  private func negated(_ value: Value) -> Value {
    switch value {
    case .quantity(let quantity): .quantity(Quantity(quantity.magnitude.negated, quantity.unit))
    case .duration(let months, let days): .duration(months: months.negated, days: days.negated)
    default: value
    }
  }

  private func span(_ first: Value, _ last: Value, _ whole: Expression) -> Value {
    if first.isPending || last.isPending { return .pending }
    if first.isNone || last.isNone { return .none }
    if case .truth(false)? = attempt(
      whole, { () throws(Fault) in try arithmetic.compare(.lessOrEqual, first, last) })
    {
      // An empty range of numbers is empty; an empty span of time is a mistake.
      switch first {
      case .date, .month, .time:
        report(
          ValueErrors.spanReversed(place(whole), ValueText.plain(first, self), ValueText.plain(last, self)))
        return .none
      default: break
      }
    }
    return .span(first, last)
  }

  private func rate(_ value: Value, _ terms: [UnitTerm]) -> Value {
    guard case .quantity(var quantity) = value else { return value }
    quantity.unit.per += terms
    return .quantity(quantity)
  }

  // MARK: Members and items

  private func memberProperty(
    _ entity: EntityID, _ indices: [Expression], _ key: PropertyKey, _ whole: Expression, _ frame: inout Frame
  ) throws(Blocked) -> Value {
    guard let position = try position(entity, indices, whole, &frame) else { return .none }
    return try nested(Slot(entity: entity, member: Int32(position), key: key))
  }

  private func position(
    _ entity: EntityID, _ indices: [Expression], _ whole: Expression, _ frame: inout Frame
  ) throws(Blocked) -> Int? {
    var texts: [String] = []
    for index in indices {
      let value = try evaluate(index, &frame)
      guard let text = ValueText.index(value) else {
        if !value.isNone {
          report(
            ValueErrors.wrongAtEvaluation(place(index), "an index must be a whole number, a month or a word"))
        }
        return nil
      }
      texts.append(text)
    }
    let key = texts.joined(separator: ",")
    let family = family(of: entity)
    guard let position = family.positions[key] else {
      guard definitions.isSurelyNoMember(of: entity) else { return nil }
      report(NameErrors.noSuchMember(place(whole), entity, key, members: family.keys, definitions))
      return nil
    }
    return position
  }

  private func item(_ list: Value, _ index: Value, _ whole: Expression) -> Value {
    switch list {
    case .list(let items):
      guard case .quantity(let quantity) = index, let number = quantity.magnitude.exact?.asInt else {
        return .none
      }
      guard items.indices.contains(number - 1) else {
        report(ValueErrors.noSuchItem(place(whole), String(number)))
        return .none
      }
      return items[number - 1]
    case .table(let entries, let otherwise):
      for entry in entries {
        if case .truth(true)? = try? arithmetic.equality(entry.key, index) { return entry.value }
      }
      if let otherwise { return otherwise }
      report(ValueErrors.noSuchItem(place(whole), ValueText.plain(index, self)))
      return .none
    default: return list.isPending ? .pending : .none
    }
  }

  /// A property of whatever a value is.
  func property(_ word: String, of value: Value, _ type: ValueType) throws(Blocked) -> Value {
    switch value {
    case .tag(let tag):
      guard case .tag(.dimension(let name)) = type, let dimension = definitions.entity(named: name),
        let facts = definitions.entity(named: tag, in: dimension)
      else { return .none }
      return try property(word, of: EntityRef(facts))
    case .entity(let ref): return try property(word, of: ref)
    case .span(let first, let last): return word == "first" ? first : last
    case .date(.exact(let day)):
      guard let date = day.asInt.flatMap(CalendarDate.init(dayNumber:)) else { return .none }
      return .number(word == "year" ? date.year : word == "month" ? date.month : date.day)
    case .month(let month):
      return word == "year" ? .number(month.year) : word == "month" ? .number(month.month) : .none
    case .pending: return .pending
    default: return .none
    }
  }

  private func property(_ word: String, of ref: EntityRef) throws(Blocked) -> Value {
    if word == "name" { return .text(ownName(of: ref)) }
    if word == "title" { return try title(of: ref) }
    guard let key = definitions.key(of: word, kind: definitions[ref.entity].kind) else { return .none }
    if ref.row >= 0 { return personValue(ref, key) }
    return try nested(Slot(entity: ref.entity, member: ref.member, key: key))
  }

  /// The title with its family's indices put in.
  private func title(of ref: EntityRef) throws(Blocked) -> Value {
    guard ref.row < 0, let node = definitions.title(of: ref.entity) else { return .none }
    let names = FamilyIndex.all(of: ref.entity, definitions).map { $0.name ?? "" }
    let values = ref.member >= 0 ? family(of: ref.entity).tuples[Int(ref.member)] : []
    let variables = zip(names, values).map { (name: $0, type: ValueText.type($1), value: $1) }
    return evaluate(
      expression: node, tree: definitions.tree(of: ref.entity), index: Int(definitions[ref.entity].tree),
      variables: variables
    ).value
  }

  // MARK: Estimates

  private func estimate(
    _ shape: EstimateShape, _ parts: [Expression], _ ordinal: Int, _ whole: Expression, _ frame: inout Frame
  ) throws(Blocked) -> Value {
    var values: [Value] = []
    for part in parts {
      let value = try evaluate(part, &frame)
      if value.isPending { return .pending }
      if value.isNone { return .none }
      values.append(value)
    }
    _ = try money()
    return Estimate(
      shape: shape, path: "\(frame.owner)#\(ordinal)", isVariation: frame.isVariation, evaluator: self,
      whole: whole
    ).value(values)
  }
}
