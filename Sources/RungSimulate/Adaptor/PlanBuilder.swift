// From a programme as the evaluator has it to the plan of a forecast. What a property means for the flow of people and
// money is said here, and on the page of rules.

import RungAnalysis
import RungModel
import RungText

package final class PlanBuilder {
  let reader: Reader
  package internal(set) var plan: Plan
  var stageOf: [EntityRef: Int] = [:]
  var sourceOf: [EntityRef: Int] = [:]
  var poolOf: [EntityRef: Int] = [:]
  var positionOf: [EntityRef: Int] = [:]
  var fundOf: [EntityRef: Int] = [:]
  var costOf: [EntityRef: Int] = [:]
  /// What each cost of the plan is written in, by its name.
  package internal(set) var costOwner: [String: EntityID] = [:]
  /// Costs of modules, stages, events and pools, which have no name of their own, by what they belong to.
  var dimensionOf: [EntityID: Int] = [:]
  var languageBits: [String: Int] = [:]
  package let currency: Currency
  /// Places of stages that use each curriculum.
  var stagesOfCurriculum: [EntityRef: [Int]] = [:]

  /// Nil when the programme says no horizon.
  package init?(_ evaluator: Evaluator) {
    reader = Reader(evaluator: evaluator)
    guard let programme = reader.all("programme").first, let horizon = reader.span(programme, "horizon")
    else {
      return nil
    }
    plan = Plan(calendar: PlanCalendar(first: horizon.first, last: horizon.last))
    currency = reader.tag(programme, "currency").flatMap { Currency(code: $0) } ?? Currency.all[0]
    number()
    addDimensions()
    addRounds(programme)
    for ref in reader.all("stage") { addStage(ref) }
    for ref in reader.all("pool") { addPool(ref) }
    for ref in reader.all("position") { addPosition(ref) }
    for ref in reader.all("cohort") { addCohort(ref) }
    for ref in reader.all("stream") { addStream(ref) }
    for ref in reader.all("fund") { addFund(ref) }
    addOrigins()
    addTrainers()
    addCosts()
  }

  /// Every thing gets its number before anything refers to it.
  private func number() {
    for (place, ref) in reader.all("stage").enumerated() { stageOf[ref] = place }
    for (place, ref) in reader.all("pool").enumerated() { poolOf[ref] = place }
    for (place, ref) in reader.all("position").enumerated() { positionOf[ref] = place }
    let cohorts = reader.all("cohort")
    for (place, ref) in cohorts.enumerated() { sourceOf[ref] = place }
    for (place, ref) in reader.all("stream").enumerated() { sourceOf[ref] = cohorts.count + place }
    for (place, ref) in reader.all("fund").enumerated() { fundOf[ref] = place }
  }

  // MARK: Figures

  /// A figure that may differ by group; `otherwise` where a group has none or the value is not given.
  func figure(_ value: Value, otherwise: Double = 0, _ convert: (Value) -> Uncertain?) -> Figure {
    guard case .byGroup(let entity, let entries, let other) = value, let dimension = dimensionOf[entity]
    else {
      return Figure(plan.slot(convert(value) ?? .constant(otherwise)))
    }
    var first = -1
    for group in plan.dimensions[dimension].values {
      let entry = entries.first { Reader.tags($0.key) == [group] }?.value ?? other ?? .none
      let slot = plan.slot(convert(entry) ?? .constant(otherwise))
      if first < 0 { first = slot }
    }
    return Figure(first, by: dimension)
  }

  func share(_ value: Value, otherwise: Double = 0) -> Figure {
    figure(value, otherwise: otherwise, Reader.plain)
  }

  func stretch(_ value: Value) -> Stretch? {
    switch value {
    case .duration, .byGroup:
      return Stretch(
        months: figure(value) { Reader.stretch($0)?.months }, days: figure(value) { Reader.stretch($0)?.days }
      )
    default: return nil
    }
  }

  // MARK: The programme

  private func addDimensions() {
    for ref in reader.all("dimension") {
      dimensionOf[ref.entity] = plan.dimensions.count
      let values = Reader.tags(reader.value(ref, "values")) + ["unstated"]
      var languages = [UInt64](repeating: 0, count: values.count)
      for fact in reader.all("value") where reader.definitions[fact.entity].owner == ref.entity {
        guard let place = values.firstIndex(of: reader.definitions.name(of: fact.entity)) else { continue }
        languages[place] = bits(reader.value(fact, "languages"))
      }
      plan.dimensions.append(
        DimensionPlan(name: reader.name(ref), values: values, languages: languages))
    }
  }

  /// The first 64 languages that are named have a bit each.
  func bits(_ value: Value) -> UInt64 {
    var bits: UInt64 = 0
    for language in Reader.tags(value) {
      let bit = languageBits[language] ?? languageBits.count
      languageBits[language] = bit
      if bit < 64 { bits |= 1 << UInt64(bit) }
    }
    return bits
  }

  /// Rounds are counted from the first start of a cohort.
  private func addRounds(_ programme: EntityRef) {
    if let days = reader.days(reader.value(programme, "round")) {
      plan.roundDays = max(1, Int(days.rounded()))
    }
    let starts = reader.all("cohort").compactMap { day(reader.value($0, "starts")) }
    plan.firstRound = starts.filter { $0 >= 0 && $0 < plan.calendar.dayCount }.min() ?? 0
  }

  /// A day of the horizon; the median of one that is drawn.
  func day(_ value: Value) -> Int? {
    guard case .date(let magnitude) = value else { return nil }
    let uncertain = magnitude.asUncertain
    let number = uncertain.constantValue ?? uncertain.median(seed: reader.evaluator.seed)
    return drawnDate(number).map { $0 - Int(plan.calendar.first.dayNumber) }
  }

  /// A day of the horizon as a figure.
  func dayFigure(_ value: Value) -> Figure {
    figure(value, otherwise: -1) { value in
      guard case .date(let magnitude) = value else { return nil }
      return .combine(
        .subtract, magnitude.asUncertain, .constant(Double(plan.calendar.first.dayNumber)))
    }
  }

  // MARK: Stages

  private func addStage(_ ref: EntityRef) {
    let zero = plan.figure(0)
    let duration = stretch(reader.value(ref, "duration")) ?? Stretch(months: zero, days: plan.figure(1))
    var stage = StagePlan(name: reader.name(ref), duration: duration)
    stage.next = reader.all("stage").filter { reader.refs($0, "after").contains(ref) }.compactMap {
      stageOf[$0]
    }
    if case .selection(let selection) = reader.value(ref, "admits") {
      switch selection {
      case .everyone: break
      case .best(let value): stage.admission = .best(share(value, otherwise: 1))
      case .random(let value): stage.admission = .random(share(value, otherwise: 1))
      }
    }
    let places = reader.value(ref, "places")
    if !places.isNone {
      let count = figure(places, Reader.plain)
      stage.places = Reader.per(places) == nil ? .atOnce(count) : .perIntake(count)
    }
    stage.startsTogether = reader.tag(ref, "starts") == "together"
    stage.patience = stretch(reader.value(ref, "waits-up-to"))
    stage.pools = reader.refs(ref, "mentored-by").compactMap { poolOf[$0] }
    let mentoring = reader.value(ref, "mentoring")
    if !mentoring.isNone { stage.mentoring = figure(mentoring) { self.reader.hoursPerMonth($0) } }
    stage.proceedsWithoutMentor = reader.tag(ref, "without-mentor") == "proceed"
    addStaying(ref, &stage)
    let pass = reader.value(ref, "pass")
    if case .quantity(let quantity) = pass, quantity.magnitude.exact == .one {
    } else if !pass.isNone {
      stage.pass = share(pass, otherwise: 1)
    }
    stage.repeats = reader.int(ref, "repeats") ?? 0
    if let curriculum = reader.refs(ref, "curriculum").first {
      stagesOfCurriculum[curriculum, default: []].append(plan.stages.count)
    }
    plan.stages.append(stage)
  }

  /// Log-odds of completing for each standard deviation of commitment.
  private static let strengths = ["weak": 0.5, "moderate": 1.0, "strong": 2.0]

  private func addStaying(_ ref: EntityRef, _ stage: inout StagePlan) {
    let completion = reader.value(ref, "completion")
    let attrition = reader.value(ref, "attrition")
    if !completion.isNone {
      stage.staying = .completion(share(completion, otherwise: 1))
    } else if !attrition.isNone {
      let unit = Unit(per: [.word(.month)], isPercentage: true)
      stage.staying = .attrition(
        figure(attrition) { self.reader.amount($0, in: unit) }, periodDays: CalendarTables.daysPerMonth)
    }
    if stage.staying != .everyone {
      stage.strength = Self.strengths[reader.tag(ref, "commitment") ?? "moderate"] ?? 1
    }
    switch reader.tag(ref, "leaving") {
    case "early": stage.leaving = .early
    case "at-the-end": stage.leaving = .atTheEnd
    default: stage.leaving = .evenly
    }
  }

  // MARK: People

  /// The people a cohort or pool names: in its `people`, and those declared in it.
  func named(_ ref: EntityRef) -> [EntityRef] {
    var refs: [EntityRef] = []
    let owned = (reader.all("people") + reader.all("person")).filter { person in
      person.row < 0 && reader.definitions[person.entity].owner == ref.entity
    }
    for person in reader.refs(ref, "people") + owned where !refs.contains(person) { refs.append(person) }
    return refs.flatMap { person -> [EntityRef] in
      guard reader.definitions.kindName(of: person.entity) == "people", person.row < 0 else {
        return [person]
      }
      let rows = reader.evaluator.people[person.entity]?.rowCount ?? 0
      return (0..<rows).map { EntityRef(person.entity, row: $0) }
    }
  }

  /// A person's values by dimension.
  func groups(_ person: EntityRef) -> [UInt8] {
    let definitions = reader.definitions
    return plan.dimensions.map { dimension in
      let unstated = UInt8(truncatingIfNeeded: dimension.values.count - 1)
      guard let key = definitions.key(of: dimension.name, kind: definitions[person.entity].kind) else {
        return unstated
      }
      let value = reader.evaluator.value(of: person, key)
      guard let tag = Reader.tags(value).first, let place = dimension.values.firstIndex(of: tag) else {
        return unstated
      }
      return UInt8(truncatingIfNeeded: place)
    }
  }

  private func addCohort(_ ref: EntityRef) {
    let people = named(ref)
    let teams = reader.value(ref, "teams")
    let size = reader.value(ref, "size")
    let count = figure(teams.isNone ? size : teams, otherwise: Double(people.count), Reader.plain)
    let each = figure(reader.value(ref, "team-size"), otherwise: 1, Reader.plain)
    var source = SourcePlan(
      name: reader.name(ref), enters: reader.refs(ref, "enters").first.flatMap { stageOf[$0] } ?? 0,
      arrival: .cohort(day: dayFigure(reader.value(ref, "starts")), units: count, each: each), mix: mix(ref))
    source.isTeams = !teams.isNone
    source.named = people.map(groups)
    source.namedLanguages = people.map { bits(reader.value($0, "languages")) }
    plan.sources.append(source)
  }

  private func addStream(_ ref: EntityRef) {
    let arrivals = reader.value(ref, "arrivals")
    let days: Double
    switch Reader.per(arrivals) {
    case .round?: days = Double(plan.roundDays)
    case let unit?: days = Reader.days(of: unit) ?? 1
    case nil: days = 1
    }
    let perDay = figure(arrivals) { value in
      Reader.plain(value).map { .combine(.divide, $0, .constant(days)) }
    }
    let span = reader.span(ref, "over")
    let source = SourcePlan(
      name: reader.name(ref), enters: reader.refs(ref, "enters").first.flatMap { stageOf[$0] } ?? 0,
      arrival: .stream(
        perDay: perDay, first: span.map { plan.calendar.day(of: $0.first) } ?? 0,
        last: span.map { plan.calendar.day(of: $0.last) } ?? plan.calendar.dayCount - 1), mix: mix(ref))
    plan.sources.append(source)
  }

  /// The shares of each dimension's values but `unstated`, which takes what is left.
  private func mix(_ ref: EntityRef) -> [[Figure]] {
    guard case .table(let entries, _) = reader.value(ref, "mix") else {
      return plan.dimensions.map { _ in [] }
    }
    return plan.dimensions.map { dimension in
      let shares = entries.first { entry in
        if case .entity(let ref) = entry.key { return reader.name(ref) == dimension.name }
        return Reader.tags(entry.key) == [dimension.name]
      }
      guard case .table(let parts, _)? = shares?.value else { return [] }
      return dimension.values.dropLast().map { group in
        share(parts.first { Reader.tags($0.key) == [group] }?.value ?? .none)
      }
    }
  }

  // MARK: Pools and positions

  private func addPool(_ ref: EntityRef) {
    let people = named(ref)
    var pool = PoolPlan(
      name: reader.name(ref),
      count: figure(reader.value(ref, "count"), otherwise: Double(people.count), Reader.plain))
    pool.mentees = max(0, reader.int(ref, "mentees") ?? 1)
    let available = reader.value(ref, "available")
    if !available.isNone { pool.available = figure(available) { self.reader.hoursPerMonth($0) } }
    let retention = reader.value(ref, "retention")
    switch Reader.per(retention) {
    case .round?: pool.retention = .perRound(share(retention))
    case .term?: pool.retention = .perTerm(share(retention))
    case let unit?:
      if let days = Reader.days(of: unit) { pool.retention = .perPeriod(share(retention), days: days) }
    case nil: break
    }
    pool.term = stretch(reader.value(ref, "term"))
    let rest = reader.value(ref, "rest")
    pool.rest = stretch(rest)
    if pool.rest == nil, !rest.isNone { pool.restRounds = figure(rest, Reader.plain) }
    pool.training = training(reader.value(ref, "training"))
    switch reader.value(ref, "languages") {
    case .table(let entries, _):
      for entry in entries {
        guard let language = Reader.tags(entry.key).first else { continue }
        let all = bits(entry.key)
        let share = Reader.plain(entry.value)?.median(seed: reader.evaluator.seed) ?? 1
        if all != 0 { pool.languages.append((languageBits[language] ?? 0, share)) }
      }
    case let list:
      for language in Reader.tags(list) where bits(.tag(language)) != 0 {
        pool.languages.append((languageBits[language] ?? 0, 1))
      }
    }
    pool.named = people.map(groups)
    pool.namedMentees = people.map { reader.int($0, "mentees") ?? pool.mentees }
    pool.namedLanguages = people.map { bits(reader.value($0, "languages")) }
    pool.namedAway = people.map { person in
      Reader.items(reader.value(person, "away")).compactMap(Reader.span).map {
        DayRange(plan.calendar.day(of: $0.first), plan.calendar.day(of: $0.last))
      }
    }
    plan.pools.append(pool)
  }

  /// A training by a curriculum lasts to the last of its weeks; a module without a week takes one.
  private func training(_ value: Value) -> Stretch? {
    if let stretch = stretch(value) { return stretch }
    guard let what = reader.refs(value).first else { return nil }
    let modules = modules(of: what)
    let weeks = modules.compactMap { reader.int($0, "week") }.max() ?? modules.count
    return plan.stretch(days: Double(7 * weeks))
  }

  /// Curricula that stages use, by name, and those stages.
  var curriculaInOrder: [(curriculum: EntityRef, stages: [Int])] {
    stagesOfCurriculum.map { ($0.key, $0.value) }.sorted {
      NaturalOrder.precedes(reader.name($0.0), reader.name($1.0))
    }
  }

  /// A module, or those of a curriculum.
  func modules(of ref: EntityRef) -> [EntityRef] {
    if reader.definitions.kindName(of: ref.entity) == "module" { return [ref] }
    return reader.all("module").filter { reader.definitions[$0.entity].owner == ref.entity }
  }

  private func addPosition(_ ref: EntityRef) {
    var position = PositionPlan(
      name: reader.name(ref), seats: figure(reader.value(ref, "seats"), Reader.plain))
    position.term = stretch(reader.value(ref, "term"))
    position.limit = reader.int(ref, "limit") ?? .max
    if case .table(let entries, _) = reader.value(ref, "incumbents") {
      for entry in entries {
        guard let year = Reader.span(entry.key), let count = Reader.int(entry.value) else { continue }
        position.incumbents.append(
          (plan.calendar.day(of: year.first), plan.calendar.day(of: year.last), count))
      }
    }
    let elections = reader.value(ref, "elections")
    if case .list(let dates) = elections { position.elections = dates.compactMap(day).sorted() }
    plan.positions.append(position)
  }

  /// Where pools and positions draw from, once everything has its number.
  private func addOrigins() {
    for ref in reader.all("pool") {
      guard let place = poolOf[ref] else { continue }
      let training = reader.refs(ref, "training").first
      for (origin, value, from) in drawnFrom(ref) {
        let trained = training != nil && from.map { reader.refs($0, "curriculum").first == training } ?? false
        plan.pools[place].drawnFrom.append((origin, share(value), trained))
      }
    }
    for ref in reader.all("position") {
      guard let place = positionOf[ref] else { continue }
      for (origin, value, _) in drawnFrom(ref) {
        plan.positions[place].drawnFrom.append((origin, share(value)))
      }
    }
  }

  private func drawnFrom(_ ref: EntityRef) -> [(Origin, Value, EntityRef?)] {
    guard case .table(let entries, _) = reader.value(ref, "drawn-from") else { return [] }
    return entries.flatMap { entry -> [(Origin, Value, EntityRef?)] in
      if Reader.tags(entry.key) == ["elsewhere"] { return [(.elsewhere, entry.value, nil)] }
      return reader.refs(entry.key).compactMap { from in
        if let s = stageOf[from] { return (.stage(s), entry.value, from) }
        if let p = positionOf[from] { return (.position(p), entry.value, from) }
        if let p = poolOf[from] { return (.pool(p), entry.value, from) }
        if let s = sourceOf[from] { return (.source(s), entry.value, from) }
        return nil
      }
    }
  }

  /// Hours of trainers that a group takes, by the month, spread evenly over the stage.
  private func addTrainers() {
    let trainers = reader.all("pool").filter {
      reader.tag($0, "role") == "trainer" && !reader.value($0, "available").isNone
    }
    guard !trainers.isEmpty else { return }
    for (curriculum, stages) in curriculaInOrder {
      var hours = 0.0
      var group = Int.max
      var needs: Set<String> = []
      for module in modules(of: curriculum) where reader.tag(module, "format") != "self-paced" {
        hours +=
          reader.hours(reader.value(module, "length")) * Double(reader.int(module, "trainers-needed") ?? 1)
        if let size = reader.int(module, "group") { group = min(group, size) }
        needs.formUnion(Reader.tags(reader.value(module, "needs")))
      }
      let fitting = trainers.filter { pool in
        needs.isSubset(of: Reader.tags(reader.value(pool, "skills")))
      }
      let refs = reader.all("stage")
      for s in stages {
        guard let days = reader.days(reader.value(refs[s], "duration")), days > 0
        else { continue }
        plan.stages[s].trainerHours = hours / (days / CalendarTables.daysPerMonth)
        plan.stages[s].groupSize = group == .max ? 0 : group
        plan.stages[s].trainers = fitting.compactMap { poolOf[$0] }.sorted()
      }
    }
  }
}
