// Values on demand: each property is computed when it is asked for, once, and remembers what it depends on, so
// that an edit recomputes only what follows from it.

import RungModel
import RungSyntax
import RungText

/// A place that holds a value: a property of an entity, of a member of a family, or of a person in a file.
struct Slot: Hashable {
  let entity: EntityID
  let member: Int32
  let key: PropertyKey

  func hash(into hasher: inout Hasher) {
    hasher.combine(
      UInt64(UInt32(bitPattern: entity.index)) << 32 | UInt64(key.code) ^ UInt64(UInt32(bitPattern: member))
        << 20)
  }
}

/// Thrown when a value is needed that lies too deep to compute by recursion: it is computed first, from the
/// explicit stack, and whoever needed it begins again.
struct Blocked: Error {
  let slot: Slot
}

/// The values of one `Definitions`. Not safe to use from two threads.
package final class Evaluator {
  package let definitions: Definitions
  package let compiler: Compiler
  /// People from files, by their declaration.
  package let people: [EntityID: PeopleTable]
  private var values: [Slot: Value] = [:]
  /// Who used a slot: what must be computed again when it changes.
  private var dependents: [Slot: Set<Slot>] = [:]
  /// Slots whose computation found a problem: after an edit they are computed again, so that it is told again.
  private var troubled: Set<Slot> = []
  private var stack: [Slot] = []
  private var inProgress: Set<Slot> = []
  private var found: [Diagnostic] = []
  private var reported: Set<Place> = []
  var families: [EntityID: FamilyExpansion] = [:]
  var memberCount = 0
  var collections: [KindID: [EntityRef]] = [:]
  var columns: [EntityID: PeopleColumns] = [:]
  private(set) var arithmetic = Arithmetic()
  private var isExchangeReady = false
  var steps = 0
  /// Gives what a forecast counts a value; without it such things are pending. Set before anything is evaluated.
  package var observer: ((ObservedCall) -> Value)?
  /// Steps of all formulas together, to ask now and then whether to go on.
  private var work = 0
  /// Ctrl-C, for instance: asked every few thousand steps.
  package var wantsToStop: (@Sendable () -> Bool)?
  /// The system's time zones, where there are any.
  package var zones = TimeZones()
  /// Told to stop: what was computed since is worthless, and so is this evaluator.
  package private(set) var wasStopped = false
  /// The tree of an expression that belongs to no file: a line at the prompt, a clause.
  var loose: SyntaxTree?
  private var depth = 0

  /// Formulas nested by recursion at most; deeper ones wait on the explicit stack.
  private static let mostNested = 48

  package init(_ definitions: Definitions, people: [EntityID: PeopleTable] = [:]) {
    self.definitions = definitions
    self.people = people
    compiler = Compiler(definitions)
  }

  private init(
    _ definitions: Definitions, _ people: [EntityID: PeopleTable], values: [Slot: Value],
    dependents: [Slot: Set<Slot>]
  ) {
    self.definitions = definitions
    self.people = people
    self.values = values
    self.dependents = dependents
    compiler = Compiler(definitions)
  }

  /// One step more; false when there shall be none.
  @inline(__always) func goesOn() -> Bool {
    work &+= 1
    if work & 0xFFF == 0, wantsToStop?() == true { wasStopped = true }
    return !wasStopped
  }

  /// What was found wrong since the last time this was asked, each place once.
  package func takeDiagnostics() -> [Diagnostic] {
    defer { found = [] }
    return compiler.takeDiagnostics() + found
  }

  /// The evaluator of changed definitions. When only properties changed, it keeps every value that depends on
  /// none of them.
  package func advanced(to definitions: Definitions, changed: [PathTarget]) -> Evaluator {
    var stale = Array(troubled)
    for target in changed {
      guard let (entity, _, key) = self.definitions.overridable(target),
        entity.index < Int32(self.definitions.entities.count),
        !["exchange", "dimension"].contains(definitions.kindName(of: entity))
      else { return anew(definitions) }
      // Every member of a family may follow.
      stale += dependents.keys.filter { $0.entity == entity && $0.key == key }
      stale += values.keys.filter { $0.entity == entity && $0.key == key }
      stale.append(Slot(entity: entity, member: -1, key: key))
    }
    var kept = values
    var seen: Set<Slot> = []
    while let slot = stale.popLast() {
      guard seen.insert(slot).inserted else { continue }
      kept[slot] = nil
      stale += dependents[slot] ?? []
    }
    let next = Evaluator(
      definitions, people, values: kept,
      dependents: dependents.filter { !seen.contains($0.key) || kept[$0.key] != nil })
    next.wantsToStop = wantsToStop
    next.zones = zones
    return keepsMembers(next) ? next : anew(definitions)
  }

  private func anew(_ definitions: Definitions) -> Evaluator {
    let next = Evaluator(definitions, people: people)
    next.wantsToStop = wantsToStop
    next.zones = zones
    return next
  }

  /// Values are known by a member's position: they are of use only while every family has the same members.
  private func keepsMembers(_ next: Evaluator) -> Bool {
    families.allSatisfy { entity, family in
      FamilyIndex.all(of: entity, definitions).allSatisfy { $0.range == nil }
        || next.family(of: entity).keys == family.keys
    }
  }

  /// How many values are remembered: for tests of what an edit recomputes.
  package var rememberedCount: Int { values.count }

  // MARK: Asking

  /// The value of a property; `.none` when it is not given and has no standard, `unstated` of a dimension.
  package func value(of ref: EntityRef, _ key: PropertyKey) -> Value {
    if ref.row >= 0 { return personValue(ref, key) }
    return value(of: Slot(entity: ref.entity, member: ref.member, key: key))
  }

  /// The condition of a target: `.truth`, `.uncertainTruth`, `.pending`, or `.none` after an error.
  package func value(ofTarget entity: EntityID) -> Value { value(of: EntityRef(entity), .condition) }

  /// Computes a slot from the explicit stack.
  func value(of slot: Slot) -> Value {
    if let known = values[slot] { return known }
    let base = stack.count
    stack.append(slot)
    while stack.count > base, let top = stack.last {
      if values[top] != nil {
        stack.removeLast()
        continue
      }
      let before = depth
      do throws(Blocked) {
        depth = 0
        _ = try compute(top)
        stack.removeLast()
      } catch {
        inProgress.removeAll()
        if let first = stack.firstIndex(of: error.slot) {
          reportCircle(Array(stack[first...]))
        } else {
          stack.append(error.slot)
        }
      }
      depth = before
    }
    return values[slot] ?? .none
  }

  /// A slot's value inside another's computation.
  func nested(_ slot: Slot) throws(Blocked) -> Value {
    if let known = values[slot] {
      note(slot)
      return known
    }
    if inProgress.contains(slot) {
      // Found by recursion: what is computed now, from this slot on, is the circle.
      let chain = path.firstIndex(of: slot).map { Array(path[$0...]) } ?? [slot]
      reportCircle(chain)
      return .none
    }
    if depth >= Self.mostNested { throw Blocked(slot: slot) }
    let value = try compute(slot)
    note(slot)
    return value
  }

  /// The slots being computed by recursion, outermost first.
  private var path: [Slot] = []

  /// Whatever is being computed uses a slot. Many uses in a row by one user are one.
  func note(_ slot: Slot) {
    guard let user = path.last, lastNoted?.used != slot || lastNoted?.user != user else { return }
    lastNoted = (slot, user)
    dependents[slot, default: []].insert(user)
  }

  private var lastNoted: (used: Slot, user: Slot)?

  private func compute(_ slot: Slot) throws(Blocked) -> Value {
    guard let formula = formula(of: slot) else {
      let value = standard(slot)
      values[slot] = value
      return value
    }
    let outerSteps = steps
    inProgress.insert(slot)
    path.append(slot)
    depth += 1
    steps = 0
    defer {
      inProgress.remove(slot)
      path.removeLast()
      depth -= 1
      steps = outerSteps
    }
    let compiled = compiler.compile(formula, of: slot.entity, slot.key)
    if compiled.hasErrors {
      values[slot] = Value.none
      return .none
    }
    var frame = Frame(
      variables: slot.member >= 0 ? family(of: slot.entity).tuples[Int(slot.member)] : [],
      owner: drawPath(slot))
    let value = coerced(try evaluate(compiled.expression, &frame), slot)
    // A circle may have settled it meanwhile.
    if let settled = values[slot] { return settled }
    values[slot] = value
    return value
  }

  func formula(of slot: Slot) -> Formula? {
    if slot.member >= 0 {
      let key = family(of: slot.entity).keys[Int(slot.member)]
      return definitions.formula(of: slot.entity, member: key, slot.key)
    }
    return definitions.formula(of: slot.entity, slot.key)
  }

  /// What draws are keyed by: owner and property, never a place in a file.
  private func drawPath(_ slot: Slot) -> String {
    let member = slot.member >= 0 ? family(of: slot.entity).keys[Int(slot.member)] : nil
    return definitions.path(of: slot.entity, member: member, slot.key)
  }

  // MARK: Standards

  /// The value of a property that is not given.
  private func standard(_ slot: Slot) -> Value {
    guard let property = slot.key.property else { return slot.key.dimension == nil ? .none : .unstated }
    if definitions.schema[property].name == "round", definitions.kindName(of: slot.entity) == "programme" {
      return spacingOfStarts(slot)
    }
    return Standards.value(definitions.schema[property], compiler)
  }

  /// A round lasts as long as from one cohort's start to the next.
  private func spacingOfStarts(_ slot: Slot) -> Value {
    guard let kind = definitions.schema.kind(named: "cohort"),
      let starts = definitions.schema.property(of: kind, named: "starts")
    else { return .none }
    var days: Set<Int> = []
    for ref in all(kind) {
      dependents[Slot(entity: ref.entity, member: ref.member, key: PropertyKey(starts)), default: []].insert(
        slot)
      if case .date(.exact(let day)) = value(of: ref, PropertyKey(starts)), let number = day.asInt {
        days.insert(number)
      }
    }
    let dates = days.sorted().compactMap(CalendarDate.init(dayNumber:))
    guard dates.count > 1 else { return .none }
    let months = (dates[0].calendarMonth.months(until: dates[1].calendarMonth))
    let isMonthly = zip(dates, dates.dropFirst()).allSatisfy { $0.adding(months: months) == $1 }
    if months > 0, isMonthly { return .duration(months: .exact(Decimal(months)), days: .zero) }
    let gaps = zip(dates, dates.dropFirst()).map { $0.days(until: $1) }.sorted()
    return .duration(months: .zero, days: .exact(Decimal(gaps[gaps.count / 2])))
  }

  // MARK: Problems

  func report(_ diagnostic: Diagnostic) {
    if let slot = path.last { troubled.insert(slot) }
    if reported.insert(diagnostic.place).inserted { found.append(diagnostic) }
  }

  private func reportCircle(_ slots: [Slot]) {
    // Begin where the name is smallest, so that the message is the same whoever asked first.
    let steps = slots.map { slot in
      let place =
        formula(of: slot).map { definitions.place(of: $0) } ?? definitions.namePlace(of: slot.entity)
      return (path: drawPath(slot), place: place)
    }
    let first = steps.indices.min { NaturalOrder.precedes(steps[$0].path, steps[$1].path) } ?? 0
    let turned = Array(steps[first...] + steps[..<first])
    for slot in slots { values[slot] = Value.none }
    troubled.formUnion(slots)
    report(LimitErrors.circle(turned))
  }

  func place(_ expression: Expression) -> Place {
    if expression.tree < 0, let loose { return loose.place(Int(expression.node)) }
    return definitions.treePlace(Int(expression.tree), Int(expression.node))
  }

  // MARK: Money

  /// The arithmetic with the declared rates of exchange.
  func money() throws(Blocked) -> Arithmetic {
    if isExchangeReady { return arithmetic }
    isExchangeReady = true  // The rates themselves are of one currency each: no circle.
    guard let kind = definitions.schema.kind(named: "exchange") else { return arithmetic }
    for entity in definitions.ordered(ofKind: kind) {
      guard let from = Currency(code: definitions.name(of: entity)) else { continue }
      guard case .quantity(let quantity) = try nested(Slot(entity: entity, member: -1, key: .value)),
        case .money(let to)? = quantity.unit.over
      else { continue }
      arithmetic.exchange.declare(from, to, quantity.magnitude)
    }
    arithmetic.exchange.complete()
    return arithmetic
  }
}

extension Exchange {
  /// A declared rate, and its inverse unless that is declared too.
  mutating func declare(_ from: Currency, _ to: Currency, _ rate: Magnitude) {
    guard from != to, let inverse = try? Magnitude.exact(.one).dividing(by: rate) else { return }
    rates[Pair(from: from, to: to)] = rate
    declared[Pair(from: from, to: to)] = rate
    let back = Pair(from: to, to: from)
    if declared[back] == nil { rates[back] = inverse }
  }

  /// The rates that follow through other currencies, by the fewest steps; of as many, by the codes.
  /// O(currencies × rates).
  mutating func complete() {
    let steps = rates.sorted { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }
    let onward = Dictionary(grouping: steps) { $0.key.from }
    for start in onward.keys {
      var reached: [(currency: Currency, rate: Magnitude)] = [(start, .exact(.one))]
      var seen: Set<Currency> = [start]
      var next = 0
      while next < reached.count {
        let here = reached[next]
        next += 1
        for step in onward[here.currency] ?? [] where !seen.contains(step.key.to) {
          guard let through = try? here.rate.multiplying(step.value) else { continue }
          seen.insert(step.key.to)
          reached.append((step.key.to, through))
        }
      }
      for (currency, rate) in reached.dropFirst() { rates[Pair(from: start, to: currency)] = rate }
    }
  }
}

extension Definitions {
  func treePlace(_ tree: Int, _ node: NodeIndex) -> Place {
    trees.indices.contains(tree)
      ? trees[tree].place(node) : Place(Source(name: "", bytes: []), ByteRange(0, 0))
  }
}

/// Values of properties that are not given, as the schema says them.
enum Standards {
  static func value(_ property: Property, _ compiler: Compiler) -> Value {
    guard let text = property.standard else { return .none }
    let tree = SyntaxTree.parse(Source(name: "<standard>", text: text), as: .expression)
    let compiled = compiler.compile(
      expression: tree.onlyNode, tree: tree, index: -1, expecting: property.type)
    switch compiled.expression.operation {
    case .constant(let value): return value
    default: return .none
    }
  }
}
