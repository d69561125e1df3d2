// What targets ask of a forecast, as observables of its plan and values of the language.

import RungAnalysis
import RungModel

extension PlanBuilder {
  /// The evaluator's observer: each call becomes a number that every run counts.
  package func observe(_ call: ObservedCall) -> Value {
    switch call.name {
    case .share: return share(call)
    case .peak: return stock(call.inner.first, .peak, labels: call.labels)
    case .mean: return stock(call.inner.first, .mean, labels: call.labels)
    case .last: return stock(call.inner.first, .last, labels: call.labels)
    case .spent: return spent(call)
    case .retained: return retained(call)
    case .ties:
      let pools = reader.refs(call.subject).compactMap { poolOf[$0] }
      return .quantity(Quantity(observation(.ties(pools: pools))))
    case .active, .waiting, .inProgress, .withoutMentor, .mentors, .vacant:
      return stock(call, nil, labels: [])
    case .arrived, .entered, .completed, .left, .filled: return people(flow(call, also: nil))
    default: return .none
    }
  }

  /// The same observable twice is one number.
  private func observation(_ observable: Observable) -> Magnitude {
    let number = plan.observables.firstIndex(of: observable) ?? plan.observables.count
    if number == plan.observables.count { plan.observables.append(observable) }
    return .uncertain(.source(UncertainSource(observation: number, path: "\(number)")))
  }

  private func people(_ observable: Observable?) -> Value {
    guard let observable else { return .none }
    return .quantity(Quantity(observation(observable), Unit(.word(.person))))
  }

  /// People who complete a stage after which nothing comes.
  package var graduates: Value {
    let sites = Sites(plan)
    return people(
      .flow(
        sites: plan.sources.indices.map { sites.sourceFlow(.graduated, $0) }, DayRange.always, Filter()))
  }

  /// The sources and stages that a value names.
  package func sources(_ value: Value) -> [Int] { reader.refs(value).compactMap { sourceOf[$0] } }
  package func stages(_ value: Value) -> [Int] { reader.refs(value).compactMap { stageOf[$0] } }

  /// People of some sources to whom this happens at a stage.
  package func flow(_ flow: StageFlow, at stage: Int, of sources: [Int]) -> Value {
    people(.flow(sites: [Sites(plan).flow(flow, stage)], .always, Filter(sources: sources.sorted())))
  }

  /// Of these sources: who is there on a day of the horizon; -1 is the mean over all days.
  package func stock(_ stock: StageStock, at stage: Int, of sources: [Int], onDay day: Int) -> Value {
    let moment: StockMoment = day < 0 ? .mean : .on(plan.figure(Double(day)))
    return people(
      .stock(sites: [Sites(plan).stock(stock, stage)], moment, .always, Filter(sources: sources.sorted())))
  }

  // MARK: Restrictions

  private func days(_ labels: [(name: String, value: Value)]) -> DayRange {
    var range = DayRange.always
    for (label, value) in labels {
      switch label {
      case "during":
        guard let span = Reader.span(value) else { continue }
        range = DayRange(
          max(range.first, plan.calendar.day(of: span.first)),
          min(range.last, plan.calendar.day(of: span.last)))
      case "by":
        if let day = day(value) { range.last = min(range.last, day) }
      default: break
      }
    }
    return range
  }

  private func filter(_ labels: [(name: String, value: Value)]) -> Filter {
    var filter = Filter()
    for (label, value) in labels {
      if label == "from" {
        filter.sources = reader.refs(value).compactMap { sourceOf[$0] }.sorted()
      } else if let dimension = plan.dimensions.firstIndex(where: { $0.name == label }),
        let group = Reader.tags(value).first,
        let place = plan.dimensions[dimension].values.firstIndex(of: group)
      {
        filter.groups.append((dimension, place))
      }
    }
    return filter
  }

  // MARK: Flows

  private func flow(_ call: ObservedCall, also: [(name: String, value: Value)]?) -> Observable? {
    let labels = call.labels + (also ?? [])
    var sites: [Int] = []
    let numbers = Sites(plan)
    for ref in reader.refs(call.subject) {
      if let s = stageOf[ref] { sites += flows(call.name).map { numbers.flow($0, s) } }
      if let p = poolOf[ref] { sites.append(numbers.flow(PoolFlow.left, p)) }
      if let p = positionOf[ref] {
        sites.append(numbers.flow(call.name == .filled ? PositionFlow.filled : .steppedDown, p))
      }
      if let s = sourceOf[ref] { sites.append(numbers.sourceFlow(sourceFlow(call.name), s)) }
    }
    guard !sites.isEmpty else { return nil }
    return .flow(sites: sites, days(labels), filter(labels))
  }

  private func flows(_ name: FunctionName) -> [StageFlow] {
    switch name {
    case .arrived: [.arrived]
    case .entered: [.entered]
    case .completed: [.completed]
    default: [.dropped, .failed]
    }
  }

  private func sourceFlow(_ name: FunctionName) -> SourceFlow {
    switch name {
    case .arrived: .arrived
    case .entered: .entered
    case .completed: .graduated
    default: .ended
    }
  }

  /// The part of a flow, or of a stock, that belongs to a group.
  private func share(_ call: ObservedCall) -> Value {
    guard let inner = call.inner.first else { return .none }
    let part: Observable?
    let whole: Observable?
    if inner.name.isStock {
      part = stockObservable(inner, nil, labels: call.labels)
      whole = stockObservable(inner, nil, labels: [])
    } else if inner.name == .spent {
      return .none
    } else {
      part = flow(inner, also: call.labels)
      whole = flow(inner, also: nil)
    }
    guard let part, let whole else { return .none }
    let quotient = Uncertain.combine(
      .divide, observation(part).asUncertain, observation(whole).asUncertain)
    return .quantity(Quantity(.uncertain(quotient), .percentage))
  }

  // MARK: Stocks

  private func stock(_ call: ObservedCall?, _ moment: StockMoment?, labels: [(name: String, value: Value)])
    -> Value
  {
    people(call.flatMap { stockObservable($0, moment, labels: labels) })
  }

  private func stockObservable(
    _ call: ObservedCall, _ moment: StockMoment?, labels outer: [(name: String, value: Value)]
  ) -> Observable? {
    let labels = call.labels + outer
    let numbers = Sites(plan)
    var sites: [Int] = []
    for ref in reader.refs(call.subject) {
      if let s = stageOf[ref] {
        let stock: StageStock =
          switch call.name {
          case .waiting: .waiting
          case .withoutMentor: .withoutMentor
          default: .active
          }
        sites.append(numbers.stock(stock, s))
      }
      if let p = poolOf[ref] { sites.append(numbers.stock(PoolStock.members, p)) }
      if let p = positionOf[ref] {
        sites.append(numbers.stock(call.name == .vacant ? PositionStock.vacant : .seated, p))
      }
      if let s = sourceOf[ref] { sites += sourceSites(call.name, s, numbers) }
    }
    guard !sites.isEmpty else { return nil }
    var filter = filter(labels)
    let sources = reader.refs(call.subject).compactMap { sourceOf[$0] }
    if !sources.isEmpty, call.name != .inProgress, call.name != .active { filter.sources = sources.sorted() }
    var when = moment ?? .last
    if let on = labels.first(where: { $0.name == "on" })?.value { when = .on(dayFigure(on)) }
    return .stock(sites: sites, when, days(labels), filter)
  }

  /// Of a cohort: those on their way, or those of it who wait anywhere.
  private func sourceSites(_ name: FunctionName, _ source: Int, _ numbers: Sites) -> [Int] {
    switch name {
    case .waiting: plan.stages.indices.map { numbers.stock(StageStock.waiting, $0) }
    case .withoutMentor: plan.stages.indices.map { numbers.stock(StageStock.withoutMentor, $0) }
    default: [numbers.onTheWay(source)]
    }
  }

  // MARK: Money, retention

  private func spent(_ call: ObservedCall) -> Value {
    var total: Uncertain?
    for ref in reader.refs(call.subject) {
      let observable: Observable
      if let fund = fundOf[ref] {
        observable = .paid(fund: fund, days(call.labels))
      } else if let cost = costOf[ref] {
        observable = .incurred(cost: cost, days(call.labels))
      } else {
        continue
      }
      let one = observation(observable).asUncertain
      total = total.map { .combine(.add, $0, one) } ?? one
    }
    guard let total else { return .none }
    var scale = 1.0
    for _ in 0..<currency.minorDigits { scale *= 10 }
    return .quantity(
      Quantity(.uncertain(.combine(.divide, total, .constant(scale))), Unit(.money(currency))))
  }

  private func retained(_ call: ObservedCall) -> Value {
    guard let ref = reader.refs(call.subject).first,
      let after = call.labels.first(where: { $0.name == "after" }).flatMap({ stretch($0.value) })
    else { return .none }
    let origin: Origin
    if let s = stageOf[ref] {
      origin = .stage(s)
    } else if let p = positionOf[ref] {
      origin = .position(p)
    } else if let p = poolOf[ref] {
      origin = .pool(p)
    } else if let s = sourceOf[ref] {
      origin = .source(s)
    } else {
      return .none
    }
    return .quantity(
      Quantity(observation(.retained(origin, after: after, filter(call.labels))), .percentage))
  }
}
