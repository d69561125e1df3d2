// What cannot be right about the course of a programme, though every value is one that its property can have: stages
// that follow each other in a circle, intakes outside the horizon, stages that last no time, pairings that end
// before they begin.

import RungModel
import RungText

struct CourseCheck {
  private let evaluator: Evaluator
  private var definitions: Definitions { evaluator.definitions }

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  func run() {
    checkOrder()
    checkDurations()
    checkStarts()
    checkPairings()
  }

  // MARK: Stages

  private func checkOrder() {
    let stages = all("stage")
    var before: [EntityRef: [EntityRef]] = [:]
    for stage in stages where formula(stage, "after") != nil {
      before[stage] = refs(value(stage, "after"))
    }
    var done: Set<EntityRef> = []
    for stage in stages where !done.contains(stage) {
      if let found = circle(from: stage, before, &done) { report(found) }
    }
  }

  /// The first circle that is met on the way back from a stage. O(stages + steps between them) over all calls.
  private func circle(
    from start: EntityRef, _ before: [EntityRef: [EntityRef]], _ done: inout Set<EntityRef>
  ) -> [EntityRef]? {
    var path = [start]
    var onPath: Set<EntityRef> = [start]
    var next = [0]
    var found: [EntityRef]?
    while let here = path.last, let place = next.last {
      let steps = before[here] ?? []
      guard place < steps.count else {
        path.removeLast()
        next.removeLast()
        onPath.remove(here)
        done.insert(here)
        continue
      }
      next[next.count - 1] += 1
      let step = steps[place]
      if onPath.contains(step) {
        if found == nil, let first = path.firstIndex(of: step) { found = Array(path[first...]) }
      } else if !done.contains(step) {
        path.append(step)
        next.append(0)
        onPath.insert(step)
      }
    }
    return found
  }

  private func report(_ circle: [EntityRef]) {
    // Begin where the name is smallest, so that the message is the same whichever stage was asked first.
    let names = circle.map { evaluator.name(of: $0) }
    let first = names.indices.min { NaturalOrder.precedes(names[$0], names[$1]) } ?? 0
    let turned = circle[first...] + circle[..<first]
    evaluator.report(
      LimitErrors.stageCircle(
        turned.map { stage in
          let place = formula(stage, "after").map { definitions.place(of: $0) }
          return (evaluator.name(of: stage), place ?? definitions.namePlace(of: stage.entity))
        }))
  }

  private func checkDurations() {
    for stage in all("stage") {
      guard let written = formula(stage, "duration"),
        case .duration(let months, let days) = value(stage, "duration"), months.isExactZero, days.isExactZero
      else { continue }
      evaluator.report(ValueErrors.noTime(definitions.place(of: written), evaluator.name(of: stage)))
    }
  }

  // MARK: Days

  private func checkStarts() {
    guard let programme = all("programme").first,
      case .span(let from, let to) = value(programme, "horizon"), let first = day(from), let last = day(to)
    else { return }
    let cohorts = all("cohort")
    guard let key = cohorts.first.flatMap({ key($0, "starts") }) else { return }
    for cohort in cohorts {
      let slot = Slot(entity: cohort.entity, member: cohort.member, key: key)
      guard let written = evaluator.formula(of: slot), let start = day(of: cohort, key, written),
        start < first || start > last
      else { continue }
      let texts = [start, start < first ? first : last].map {
        CalendarDate(dayNumber: $0)?.canonicalText ?? ""
      }
      evaluator.report(
        ValueErrors.outsideHorizon(
          definitions.place(of: written), evaluator.name(of: cohort), texts[0], end: texts[1],
          isEarly: start < first))
    }
  }

  private func checkPairings() {
    var known: KnownPeople?
    for pairing in all("pairing") {
      if formula(pairing, "until") == nil { checkPair(pairing, &known) }
      guard let written = formula(pairing, "until"), let first = day(value(pairing, "since")),
        let last = day(value(pairing, "until")), last < first
      else { continue }
      let texts = [first, last].map { CalendarDate(dayNumber: $0)?.canonicalText ?? "" }
      evaluator.report(ValueErrors.spanReversed(definitions.place(of: written), texts[0], texts[1]))
    }
  }

  /// Whether both are still in some list.
  private func checkPair(_ pairing: EntityRef, _ known: inout KnownPeople?) {
    for word in ["mentor", "mentee"] {
      guard let written = formula(pairing, word), case .text(let id) = value(pairing, word) else { continue }
      let people = known ?? KnownPeople(evaluator)
      known = people
      guard people.haveNames, !people.contains(id) else { continue }
      evaluator.report(
        ValueErrors.personInNoList(definitions.place(of: written), id, evaluator.name(of: pairing)))
    }
  }

  // MARK: Values

  private func all(_ kind: String) -> [EntityRef] {
    definitions.schema.kind(named: kind).map { evaluator.all($0) } ?? []
  }

  private func key(_ ref: EntityRef, _ word: String) -> PropertyKey? {
    definitions.schema.property(of: definitions[ref.entity].kind, named: word).map { PropertyKey($0) }
  }

  private func formula(_ ref: EntityRef, _ word: String) -> Formula? {
    key(ref, word).flatMap { evaluator.formula(of: Slot(entity: ref.entity, member: ref.member, key: $0)) }
  }

  private func value(_ ref: EntityRef, _ word: String) -> Value {
    key(ref, word).map { evaluator.value(of: ref, $0) } ?? .none
  }

  /// The things a value names, families by their members.
  private func refs(_ value: Value) -> [EntityRef] {
    switch value {
    case .entity(let ref):
      ref.member < 0 && ref.row < 0 && definitions[ref.entity].isFamily
        ? evaluator.members(of: ref.entity) : [ref]
    case .list(let items): items.flatMap(refs)
    default: []
    }
  }

  /// The number of the day that a property says. A date as it stands is read without being evaluated: there may be
  /// many.
  private func day(of ref: EntityRef, _ key: PropertyKey, _ formula: Formula) -> Int? {
    let tree = definitions.tree(of: formula)
    guard tree.kind(Int(formula.node)) == .date else { return day(evaluator.value(of: ref, key)) }
    return (try? CalendarDate(literal: tree.text(Int(formula.node)))).map { Int($0.dayNumber) }
  }

  /// The number of a day that is known.
  private func day(_ value: Value) -> Int? {
    guard case .date(let magnitude) = value else { return nil }
    return magnitude.exact?.asInt
  }
}
