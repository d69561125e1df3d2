// What can be seen of a plan before anything runs.

import RungAnalysis
import RungModel

extension PlanBuilder {
  /// Cohorts for which the stages before them take longer than what is left of the horizon, though nobody waits.
  package var cohortsThatCannotFinish: [EntityRef] {
    let stages = reader.all("stage")
    var shortest = [Double](repeating: 0, count: stages.count)
    for s in StageOrder.upward(plan.stages).reversed() {
      let here = reader.days(reader.value(stages[s], "duration")) ?? 0
      shortest[s] = here + (plan.stages[s].next.map { shortest[$0] }.min() ?? 0)
    }
    return reader.all("cohort").filter { cohort in
      guard let start = day(reader.value(cohort, "starts")),
        let stage = reader.refs(cohort, "enters").first.flatMap({ stageOf[$0] })
      else { return false }
      return Double(start) + shortest[stage].rounded(.down) > Double(plan.calendar.dayCount) + 3
    }
  }

  /// What brings so many people, and the property that says how many.
  package func origin(of place: PlanSize.Place) -> (ref: EntityRef, property: String)? {
    switch place {
    case .source(let number):
      guard let ref = sourceOf.first(where: { $0.value == number })?.key else { return nil }
      if reader.definitions.kindName(of: ref.entity) == "stream" { return (ref, "arrivals") }
      return (ref, reader.value(ref, "teams").isNone ? "size" : "teams")
    case .pool(let number): return poolOf.first { $0.value == number }.map { ($0.key, "count") }
    case .position(let number): return positionOf.first { $0.value == number }.map { ($0.key, "seats") }
    }
  }

  /// What there could be more of.
  package enum Resource: Sendable { case places, member, mentees, hours, money }

  /// Everything that limits the flow, with the path of what it belongs to, in canonical order.
  package var resources: [(path: String, what: Resource)] {
    var found: [(String, Resource)] = []
    for ref in reader.all("stage") {
      guard let s = stageOf[ref], plan.stages[s].places != .none else { continue }
      if case .perIntake = plan.stages[s].places { continue }
      found.append((reader.name(ref), .places))
    }
    for ref in reader.all("pool") {
      guard let p = poolOf[ref] else { continue }
      let isUsed = plan.stages.contains { $0.pools.contains(p) || $0.trainers.contains(p) }
      guard isUsed else { continue }
      if !reader.value(ref, "count").isNone { found.append((reader.name(ref), .member)) }
      let mentors = plan.stages.contains { $0.pools.contains(p) }
      if mentors, !reader.value(ref, "mentees").isNone { found.append((reader.name(ref), .mentees)) }
      if plan.pools[p].available != nil { found.append((reader.name(ref), .hours)) }
    }
    for ref in reader.all("fund") { found.append((reader.name(ref), .money)) }
    return found
  }

  package var fundsWithoutCost: [EntityRef] {
    let used = Set(plan.costs.flatMap { $0.routes.map(\.fund) })
    return reader.all("fund").filter { fundOf[$0].map { !used.contains($0) } ?? false }
  }
}

extension Plan {
  /// Stages before those that come after them.
  package var stagesUpward: [StagePlan] { StageOrder.upward(stages).map { stages[$0] } }
}

extension Calibration {
  /// The calibration of one plan for the stages of the same names of another; stages that the first does not have
  /// are calibrated on the other.
  package func carried(
    from base: Plan, to plan: Plan, seed: UInt64, limits: RunLimits = RunLimits()
  ) throws(Cancelled) -> Calibration {
    let places = plan.stages.map { stage in base.stages.firstIndex { $0.name == stage.name } }
    let needsOwn = zip(plan.stages, places).contains { stage, place in
      stage.strength != 0 && (place == nil || base.stages[place ?? 0].strength != stage.strength)
    }
    let own =
      needsOwn
      ? try Calibration(plan, seed: seed, limits: limits) : Calibration(stages: plan.stages.count)
    return own.replaced(
      by: self,
      at: zip(plan.stages, places).map { stage, place in
        place.flatMap { base.stages[$0].strength == stage.strength ? $0 : nil }
      })
  }
}
