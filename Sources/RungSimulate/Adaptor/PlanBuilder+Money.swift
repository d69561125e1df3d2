// Funds, and costs of every kind: what is charged when, and who pays.

import RungAnalysis
import RungModel

extension PlanBuilder {
  func addFund(_ ref: EntityRef) {
    let amount = reader.value(ref, "amount")
    let span = reader.span(ref, "valid")
    var fund = FundPlan(
      name: reader.name(ref), amount: money(amount),
      first: span.map { plan.calendar.day(of: $0.first) } ?? 0,
      last: span.map { plan.calendar.day(of: $0.last) } ?? plan.calendar.dayCount - 1)
    switch Reader.per(amount) {
    case .year?: fund.accrual = .perYear
    case .month?: fund.accrual = .perMonth
    case .round?: fund.accrual = .perRound
    default: fund.accrual = .once
    }
    fund.holds = reader.tag(ref, "when-empty") == "hold"
    plan.funds.append(fund)
  }

  /// Minor units of the programme's currency, whatever it is per.
  func money(_ value: Value) -> Figure {
    var scale = 1.0
    for _ in 0..<currency.minorDigits { scale *= 10 }
    return figure(value) { value in
      guard case .quantity(let quantity) = value else { return nil }
      let unit = Unit(.money(self.currency), per: quantity.unit.per)
      return self.reader.amount(value, in: unit).map { .combine(.multiply, $0, .constant(scale)) }
    }
  }

  /// What a cost belongs to, for funds that are restricted.
  struct Context {
    var refs: [EntityRef] = []
    var stages: [Int] = []
    var sources: [Int] = []
    var place = -1
    var isEntry = true
    var isPool = false
    var isPosition = false
    var modules: [EntityRef] = []
    /// What it is written in.
    var owner: EntityID?
    /// Days and places of an event.
    var day = 0
    var places = -1
    var isEvent = false
  }

  func addCosts() {
    for ref in reader.all("cost") { addCost(ref) }
    for ref in reader.all("stage") {
      var context = Context(refs: [ref])
      context.owner = ref.entity
      context.stages = [stageOf[ref] ?? 0]
      addTable(reader.value(ref, "cost"), reader.name(ref), context)
    }
    for (curriculum, stages) in curriculaInOrder {
      for module in modules(of: curriculum) {
        var context = Context(refs: [curriculum, module])
        context.stages = stages
        context.refs += stageRefs(context.stages)
        context.modules = [module]
        context.owner = module.entity
        addTable(reader.value(module, "cost"), reader.name(module), context)
      }
    }
    for ref in reader.all("event") { addTable(reader.value(ref, "cost"), reader.name(ref), event(ref)) }
    for ref in reader.all("pool") {
      let honorarium = reader.value(ref, "honorarium")
      guard !honorarium.isNone, let pool = poolOf[ref] else { continue }
      var context = Context(refs: [ref])
      context.owner = ref.entity
      context.place = pool
      context.isPool = true
      add("\(reader.name(ref)).honorarium", "honorarium", honorarium, .none, [], context)
    }
  }

  private func stageRefs(_ stages: [Int]) -> [EntityRef] {
    reader.all("stage").filter { stageOf[$0].map(stages.contains) ?? false }
  }

  /// An event's participants are those in the stages whose modules are held at it; else everybody.
  private func event(_ ref: EntityRef) -> Context {
    var context = Context(refs: [ref])
    context.owner = ref.entity
    let held = reader.all("module").filter { reader.refs($0, "at").contains(ref) }
    for (curriculum, stages) in curriculaInOrder
    where modules(of: curriculum).contains(where: { held.contains($0) }) {
      context.stages += stages
    }
    if context.stages.isEmpty { context.stages = Array(plan.stages.indices) }
    context.stages.sort()
    context.isEvent = true
    context.day = reader.span(ref, "when").map { plan.calendar.day(of: $0.first) } ?? 0
    context.places = reader.int(ref, "places") ?? -1
    return context
  }

  private func addTable(_ value: Value, _ name: String, _ context: Context) {
    switch value {
    case .none: break
    case .table(let entries, _):
      for entry in entries {
        let category = Reader.tags(entry.key).first ?? "other"
        add("\(name).\(category)", category, entry.value, .none, [], context)
      }
    default: add("\(name).cost", context.modules.isEmpty ? "other" : "training", value, .none, [], context)
    }
  }

  private func addCost(_ ref: EntityRef) {
    let on = reader.refs(ref, "on")
    let category = reader.tag(ref, "category") ?? "other"
    let amount = reader.value(ref, "amount")
    let funds = reader.refs(ref, "from")
    var context = Context(refs: on)
    for target in on {
      if let s = stageOf[target] { context.stages.append(s) }
      if let s = sourceOf[target] { context.sources.append(s) }
      context.stages += stagesOfCurriculum[target] ?? []
      switch reader.definitions.kindName(of: target.entity) {
      case "module":
        context.modules.append(target)
        for (curriculum, stages) in curriculaInOrder where modules(of: curriculum).contains(target) {
          context.stages += stages
        }
      case "curriculum": context.modules += modules(of: target)
      case "pool":
        context.place = poolOf[target] ?? -1
        context.isPool = true
      case "position":
        context.place = positionOf[target] ?? -1
        context.isPosition = true
      case "event":
        let event = event(target)
        context.isEvent = true
        context.day = event.day
        context.places = event.places
        context.stages += event.stages
      default: break
      }
    }
    context.stages.sort()
    context.owner = ref.entity
    costOf[ref] = plan.costs.count
    add(reader.name(ref), category, amount, reader.value(ref, "uptake"), funds, context)
  }

  private func add(
    _ name: String, _ category: String, _ amount: Value, _ uptake: Value, _ funds: [EntityRef],
    _ context: Context
  ) {
    let unit = Reader.per(amount)
    var cost = CostPlan(name: name, category: category, amount: money(amount), basis: .once(day: 0))
    cost.stages = context.stages
    cost.sources = context.sources
    cost.place = context.place
    cost.basis = basis(unit, context)
    cost.isOnFirstEntry = context.stages.isEmpty
    if case .quantity(let quantity) = uptake, quantity.magnitude.exact == .one {
    } else if !uptake.isNone {
      cost.uptake = share(uptake, otherwise: 1)
    }
    cost.routes = routes(category, funds, context)
    if case .perSession = cost.basis {
      // A module's sessions are counted by the groups of that module.
      let modules = context.modules.isEmpty ? context.stages.flatMap(modulesOfStage) : context.modules
      for (place, module) in modules.enumerated() {
        var one = cost
        if place > 0 { one.name += ".\(place + 1)" }
        one.basis = .perSession(
          count: reader.int(module, "sessions") ?? 1, group: reader.int(module, "group") ?? 0)
        costOwner[one.name] = context.owner
        plan.costs.append(one)
      }
      return
    }
    costOwner[cost.name] = context.owner
    plan.costs.append(cost)
  }

  private func modulesOfStage(_ stage: Int) -> [EntityRef] {
    curriculaInOrder.filter { $0.stages.contains(stage) }.flatMap { modules(of: $0.curriculum) }
  }

  private func basis(_ unit: UnitWord?, _ context: Context) -> CostPlan.Basis {
    guard let unit else {
      return context.isPool ? .memberJoining : .once(day: context.isEvent ? max(0, context.day) : 0)
    }
    switch unit {
    case .participant, .person, .mentee:
      if context.isPool { return unit == .mentee ? .memberMatch : .memberJoining }
      if context.isPosition { return .officer }
      if context.isEvent { return .attendance(day: context.day, places: context.places) }
      return .perPerson
    case .team: return .perUnit
    case .cohort, .intake: return .perCohort
    case .session: return .perSession(count: 1, group: 0)
    case .month, .week, .day: return context.isPool ? .memberMonth : .perMonth
    case .year: return context.isPool ? .memberYear : .perYear
    case .round: return context.isPool ? .memberRound : .perRound
    case .minute, .hour, .term, .place, .seat: return .once(day: 0)
    }
  }

  // MARK: Who pays

  private func routes(_ category: String, _ from: [EntityRef], _ context: Context) -> [CostPlan.Route] {
    if !from.isEmpty { return from.compactMap { route($0, context, isNamed: true) } }
    let fitting = reader.all("fund").filter { fund in
      let pays = Reader.tags(reader.value(fund, "pays"))
      return pays.isEmpty || pays.contains(category)
    }
    let ranked = fitting.sorted { left, right in
      let (a, b) = (narrowness(left), narrowness(right))
      return a != b
        ? a.lexicographicallyPrecedes(b) : NaturalOrder.precedes(reader.name(left), reader.name(right))
    }
    return ranked.compactMap { route($0, context, isNamed: false) }
  }

  /// Restricted to fewer things, then to fewer categories, comes first.
  private func narrowness(_ fund: EntityRef) -> [Int] {
    let only = Reader.items(reader.value(fund, "only"))
    let pays = Reader.tags(reader.value(fund, "pays"))
    return [only.isEmpty ? 1 : 0, only.count, pays.isEmpty ? 1 : 0, pays.count]
  }

  /// Nil when the fund's restrictions leave this cost out.
  private func route(_ ref: EntityRef, _ context: Context, isNamed: Bool) -> CostPlan.Route? {
    guard let fund = fundOf[ref] else { return nil }
    var route = CostPlan.Route(fund: fund)
    var wanted: [EntityRef] = []
    for item in Reader.items(reader.value(ref, "only")) {
      wanted += reader.refs(item)
      for tag in Reader.tags(item) {
        for (place, dimension) in plan.dimensions.enumerated() {
          guard let value = dimension.values.firstIndex(of: tag), value < 64 else { continue }
          if let known = route.allowed.firstIndex(where: { $0.dimension == place }) {
            route.allowed[known].values |= 1 << UInt64(value)
          } else {
            route.allowed.append((place, 1 << UInt64(value)))
          }
        }
      }
    }
    guard !wanted.isEmpty else { return route }
    if wanted.contains(where: { context.refs.contains($0) }) { return route }
    let sources = wanted.compactMap { sourceOf[$0] }
    route.sources = sources
    return sources.isEmpty ? nil : route
  }
}
