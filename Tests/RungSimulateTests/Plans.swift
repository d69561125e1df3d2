// Small plans made by hand, and running them.

import RungModel
import RungSimulate

enum Plans {
  /// So many days from 2000-01-01.
  static func plan(days: Int) -> Plan {
    let first = CalendarDate(dayNumber: 10_957) ?? .earliest
    return Plan(calendar: PlanCalendar(first: first, last: first.adding(days: days - 1) ?? .latest))
  }

  /// One stage that people come to one by one, stay in for a time of their own or a fixed one, and leave.
  static func queue(
    days: Int, perDay: Double, servers: Double, service: Distribution, patience: Double?, warmUp: Int
  ) -> Plan {
    var plan = plan(days: days)
    let months = plan.figure(0)
    let length: Uncertain =
      switch service {
      case .constant(let value): .constant(value)
      // Rounded, not cut, to whole days, so that the mean stays.
      default: .combine(.add, .source("Serve.duration", service, isVariation: true), .constant(0.5))
      }
    let slot = plan.slot(length)
    var stage = StagePlan(name: "Serve", duration: Stretch(months: months, days: Figure(slot)))
    stage.places = .atOnce(plan.figure(servers))
    if let patience { stage.patience = plan.stretch(days: patience) }
    plan.stages = [stage]
    let rate = plan.figure(perDay)
    plan.sources = [
      SourcePlan(
        name: "People", enters: 0, arrival: .stream(perDay: rate, first: 0, last: days - 1), mix: [])
    ]
    let sites = Sites(plan)
    let range = DayRange(warmUp, days - 1)
    plan.observables = [
      .flow(sites: [sites.flow(.arrived, 0)], range, Filter()),
      .flow(sites: [sites.flow(.gaveUpPlace, 0)], range, Filter()),
      .stock(sites: [sites.stock(.waiting, 0)], .mean, range, Filter()),
    ]
    return plan
  }

  /// The findings, with a measure for each observable.
  static func findings(
    _ plan: Plan, runs: Int, seed: UInt64 = 1, measures: [Uncertain] = [], detail: Detail = .totals,
    workers: Int = 1
  ) -> Findings {
    do {
      let variant = Variant(
        name: "Base", plan: plan, calibration: try Calibration(plan, seed: seed), measures: measures,
        grains: measures.map { _ in .fine })
      let study = Study([variant], runs: 0..<UInt32(runs), seed: seed, detail: detail, workers: workers)
      return try ForecastEngine().solve(study, EngineHandle()).result[0]
    } catch {
      fatalError("not cancelled")
    }
  }

  static func observation(_ number: Int) -> Uncertain {
    .source(UncertainSource(observation: number, path: "\(number)"))
  }
}
