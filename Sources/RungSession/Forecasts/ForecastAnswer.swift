// What `simulate` answers: tables for people, one long table for programs.

import RungModel
import RungReport
import RungSimulate
import RungText

package struct ForecastAnswer: Hashable, Sendable {
  let title: String
  let tables: [Table]
  /// Every figure, by month and by group: a row each.
  let long: Table

  func rendered(_ style: AnswerStyle) -> String {
    switch style.format {
    case .json, .csv: return long.rendered(as: style.format)
    case .table, .ascii, .plain, .markdown, .wikitext:
      let parts = tables.filter { !$0.rows.isEmpty }.map {
        $0.withoutEmptyColumns.rendered(as: style.format, width: style.width, style: style.style)
      }
      return title + "\n\n" + parts.joined(separator: "\n")
    }
  }
}

/// The tables of one forecast.
struct ForecastTables {
  let forecast: Forecasting.Forecast
  private var findings: Findings { forecast.findings }
  private var plan: Plan { forecast.model.plan }
  private let people = FigureText.people
  private let money: FigureText

  init(_ forecast: Forecasting.Forecast) {
    self.forecast = forecast
    money = .money(forecast.model.builder.currency)
  }

  var answer: ForecastAnswer {
    ForecastAnswer(
      title: title,
      tables: [funnel, stages, reasons, pools, positions, funds, costs, overTime, groups], long: long)
  }

  private var title: String {
    let first = plan.calendar.first.canonicalText
    let last = plan.calendar.date(of: plan.calendar.dayCount - 1).canonicalText
    let scenario = forecast.model.name == "Base" ? "" : "\(forecast.model.name): "
    return """
      \(scenario)\(forecast.runs) runs, seed \(forecast.seed), \(first) .. \(last). Figures are means, in brackets \
      from the 5th to the 95th percentile.
      """
  }

  private func tally(_ place: FigureKey.Place, _ measure: FigureKey.Measure) -> Tally? {
    findings[FigureKey(place, measure)]
  }

  // MARK: Stages

  private var stageOrder: [StagePlan] { plan.stagesUpward }

  private var funnel: Table {
    let means = stageOrder.map { stage in
      (
        stage.name, tally(.stage(stage.name), .stageFlow(.entered))?.mean ?? 0,
        tally(.stage(stage.name), .stageFlow(.completed))?.mean ?? 0
      )
    }
    let most = means.map(\.1).max() ?? 0
    let rows = means.flatMap { name, entered, completed -> [[Table.Cell]] in
      guard most > 0 else { return [] }
      return [
        [.text(name), .text("entered"), bar(entered / most), .figure(people.number(entered))],
        [.text(""), .text("completed"), bar(completed / most), .figure(people.number(completed))],
      ]
    }
    return Table(
      title: "The way up", columns: ["stage", "people", Table.Column("", alignment: .left), "mean"],
      rows: rows)
  }

  private func bar(_ share: Double) -> Table.Cell { .text(Picture.bar(share, columns: 30)) }

  private var stages: Table {
    let rows = stageOrder.map { stage -> [Table.Cell] in
      let place = FigureKey.Place.stage(stage.name)
      return [
        .text(stage.name), people.cell(tally(place, .stageFlow(.arrived))),
        people.cell(tally(place, .stageFlow(.entered))), people.cell(tally(place, .stageFlow(.completed))),
        people.cell(tally(place, .last(.stage(.active)))), people.cell(tally(place, .peak(.stage(.waiting)))),
        people.cell(tally(place, .waited)),
        stage.pools.isEmpty ? .empty : people.cell(tally(place, .peak(.stage(.withoutMentor)))),
      ]
    }
    return Table(
      title: "Stages",
      columns: [
        "stage", "arrived", "entered", "completed", "still in it", "waiting, at most", "days waited",
        "without mentor, at most",
      ], rows: rows)
  }

  private var reasons: Table {
    let rows = stageOrder.flatMap { stage -> [[Table.Cell]] in
      let place = FigureKey.Place.stage(stage.name)
      var rows: [[Table.Cell]] = []
      for (flow, text) in ForecastTables.reasons {
        guard let tally = tally(place, .stageFlow(flow)), tally.maximum > 0 else { continue }
        rows.append([.text(stage.name), .text(text), people.cell(tally)])
      }
      if let tally = tally(place, .last(.stage(.waiting))), tally.maximum > 0 {
        rows.append([.text(stage.name), .text("still waiting at the end"), people.cell(tally)])
      }
      return rows
    }
    return Table(
      title: "Who did not get through, and why", columns: ["stage", "reason", "people"], rows: rows)
  }

  static let reasons: [(StageFlow, String)] = [
    (.notChosen, "not chosen"), (.turnedAway, "turned away: no place for the intake"),
    (.gaveUpPlace, "gave up: no place"), (.gaveUpMentor, "gave up: no mentor"),
    (.gaveUpMoney, "gave up: no money"), (.gaveUpTrainer, "gave up: no trainer"),
    (.dropped, "left before the end"), (.failed, "did not pass"),
    (.lostMentor, "lost their mentor on the way"),
  ]

  // MARK: Who carries it

  private var pools: Table {
    let rows = plan.pools.map { pool -> [Table.Cell] in
      let place = FigureKey.Place.pool(pool.name)
      return [
        .text(pool.name), people.cell(tally(place, .mean(.pool(.members)))),
        people.cell(tally(place, .last(.pool(.members)))), people.cell(tally(place, .menteesEach)),
        people.cell(tally(place, .poolFlow(.joined))), people.cell(tally(place, .poolFlow(.left))),
        people.cell(tally(place, .poolFlow(.matches))),
      ]
    }
    return Table(
      title: "Pools",
      columns: ["pool", "members, mean", "at the end", "mentees each", "joined", "left", "matches"],
      rows: rows)
  }

  private var positions: Table {
    let rows = plan.positions.map { position -> [Table.Cell] in
      let place = FigureKey.Place.position(position.name)
      return [
        .text(position.name), people.cell(tally(place, .positionFlow(.filled))),
        people.cell(tally(place, .positionFlow(.filledElsewhere))),
        people.cell(tally(place, .positionFlow(.steppedDown))),
        people.cell(tally(place, .mean(.position(.vacant)))),
        people.cell(tally(place, .last(.position(.vacant)))),
      ]
    }
    return Table(
      title: "Positions",
      columns: [
        "position", "seats filled", "from elsewhere", "stepped down", "vacant, mean", "vacant at the end",
      ], rows: rows)
  }

  private var code: String { forecast.model.builder.currency.code }

  private var funds: Table {
    let rows = plan.funds.map { fund -> [Table.Cell] in
      [.text(fund.name), money.cell(tally(.fund(fund.name), .paid))]
    }
    return Table(title: "Funds", columns: ["fund", Table.Column("paid", unit: code)], rows: rows)
  }

  private var costs: Table {
    let rows = plan.costs.compactMap { cost -> [Table.Cell]? in
      guard let incurred = tally(.cost(cost.name), .incurred), incurred.maximum > 0 else { return nil }
      let unpaid = tally(.cost(cost.name), .unpaid)
      return [
        .text(cost.name), .text(cost.category), money.cell(incurred),
        unpaid.map { $0.maximum > 0 ? money.cell($0) : .empty } ?? .empty,
      ]
    }
    return Table(
      title: "Costs",
      columns: [
        "cost", "category", Table.Column("in all", unit: code), Table.Column("paid by no fund", unit: code),
      ],
      rows: rows)
  }

  // MARK: Over time

  private var overTime: Table {
    var rows: [[Table.Cell]] = []
    func add(_ name: String, _ what: String, _ place: FigureKey.Place, _ measure: FigureKey.Measure) {
      let values = (0..<plan.calendar.monthCount).map { month -> Double in
        var key = FigureKey(place, measure)
        key.month = month
        return findings[key]?.mean ?? 0
      }
      guard let most = values.max(), most > 0 else { return }
      rows.append([
        .text(name), .text(what), .text(Picture.line(Picture.thinned(values, to: 48))),
        .figure(people.number(most)),
      ])
    }
    for stage in stageOrder {
      add(stage.name, "in it", .stage(stage.name), .last(.stage(.active)))
      add(stage.name, "waiting", .stage(stage.name), .last(.stage(.waiting)))
      if !stage.pools.isEmpty {
        add(stage.name, "without mentor", .stage(stage.name), .last(.stage(.withoutMentor)))
      }
    }
    for pool in plan.pools { add(pool.name, "members", .pool(pool.name), .last(.pool(.members))) }
    for position in plan.positions {
      add(position.name, "vacant", .position(position.name), .last(.position(.vacant)))
    }
    return Table(
      title: "Over time: means at the ends of months, \(plan.calendar.month(0).canonicalText) to "
        + plan.calendar.month(plan.calendar.monthCount - 1).canonicalText,
      columns: ["of", "what", Table.Column("month by month", alignment: .left), "most"], rows: rows)
  }

  // MARK: By group

  private var groups: Table {
    var rows: [[Table.Cell]] = []
    for dimension in plan.dimensions {
      for group in dimension.values {
        var cells: [Table.Cell] = [.text(dimension.name), .text(group)]
        var isAny = false
        for stage in stageOrder {
          var key = FigureKey(.stage(stage.name), .stageFlow(.completed))
          key.dimension = dimension.name
          key.group = group
          let tally = findings[key]
          isAny = isAny || (tally?.maximum ?? 0) > 0
          cells.append(people.cell(tally))
        }
        if isAny { rows.append(cells) }
      }
    }
    return Table(
      title: "Completed, by group",
      columns: ["dimension", "group"] + stageOrder.map { Table.Column($0.name) }, rows: rows)
  }

  // MARK: For programs

  private var long: Table {
    let rows = zip(findings.keys, findings.tallies).map { key, tally -> [Table.Cell] in
      let (kind, name) = FigureName.place(key.place)
      let text = FigureName.isMoney(key.measure) ? money : people
      return [
        .text(kind), .text(name), .text(FigureName.measure(key.measure)),
        key.month.map { .text(plan.calendar.month($0).canonicalText) } ?? .empty,
        key.dimension.map { .text($0) } ?? .empty, key.group.map { .text($0) } ?? .empty,
        text.exactCell(tally.mean), text.exactCell(tally.standardDeviation),
        text.exactCell(tally.quantile(0.05)),
        text.exactCell(tally.quantile(0.5)), text.exactCell(tally.quantile(0.95)),
        text.exactCell(tally.standardError), .count(tally.count),
      ]
    }
    return Table(
      columns: [
        "kind", "of", "figure", "month", "dimension", "group", "mean", "sd", "p5", "p50", "p95",
        "error of mean",
        "runs",
      ], rows: rows)
  }
}

/// What a figure is called.
enum FigureName {
  static func place(_ place: FigureKey.Place) -> (kind: String, name: String) {
    switch place {
    case .stage(let name): ("stage", name)
    case .pool(let name): ("pool", name)
    case .position(let name): ("position", name)
    case .source(let name): ("intake", name)
    case .fund(let name): ("fund", name)
    case .cost(let name): ("cost", name)
    case .programme: ("programme", "")
    }
  }

  static func isMoney(_ measure: FigureKey.Measure) -> Bool {
    switch measure {
    case .paid, .incurred, .unpaid: true
    case .stageFlow, .poolFlow, .positionFlow, .sourceFlow, .peak, .mean, .last, .waited, .menteesEach: false
    }
  }

  static func measure(_ measure: FigureKey.Measure) -> String {
    switch measure {
    case .stageFlow(let flow): self.flow(flow)
    case .poolFlow(.joined): "joined"
    case .poolFlow(.left): "left"
    case .poolFlow(.matches): "matches"
    case .positionFlow(.filled): "filled"
    case .positionFlow(.filledElsewhere): "filled from elsewhere"
    case .positionFlow(.steppedDown): "stepped down"
    case .sourceFlow(.arrived): "arrived"
    case .sourceFlow(.entered): "entered"
    case .sourceFlow(.graduated): "completed"
    case .sourceFlow(.ended): "left"
    case .peak(let stock): self.stock(stock) + ", peak"
    case .mean(let stock): self.stock(stock) + ", mean"
    case .last(let stock): self.stock(stock) + ", last"
    case .waited: "days waited"
    case .menteesEach: "mentees each"
    case .paid: "paid"
    case .incurred: "in all"
    case .unpaid: "paid by no fund"
    }
  }

  /// What people wait for.
  static func lack(_ stock: StageStock) -> String {
    switch stock {
    case .forPlace: "a place, or the start"
    case .forMentor: "a mentor"
    case .forMoney: "money"
    case .forTrainer: "a trainer"
    case .forOthers: "the rest of their intake"
    case .active, .waiting, .withoutMentor: ""
    }
  }

  private static func flow(_ flow: StageFlow) -> String {
    switch flow {
    case .arrived: "arrived"
    case .entered: "entered"
    case .completed: "completed"
    case .dropped: "left before the end"
    case .failed: "did not pass"
    case .gaveUpPlace: "gave up: no place"
    case .gaveUpMentor: "gave up: no mentor"
    case .gaveUpMoney: "gave up: no money"
    case .gaveUpTrainer: "gave up: no trainer"
    case .turnedAway: "turned away"
    case .notChosen: "not chosen"
    case .lostMentor: "lost their mentor"
    case .matched: "got a mentor"
    }
  }

  private static func stock(_ stock: FigureKey.Stock) -> String {
    switch stock {
    case .stage(.active): "active"
    case .stage(.waiting): "waiting"
    case .stage(.withoutMentor): "without mentor"
    case .stage(let stock): "waiting: " + lack(stock)
    case .pool(.members): "members"
    case .pool(.mentees): "mentees"
    case .position(.seated): "seated"
    case .position(.vacant): "vacant"
    case .onTheWay: "in progress"
    }
  }
}
