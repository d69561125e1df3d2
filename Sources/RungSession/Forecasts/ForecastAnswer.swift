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
  /// A table that is made for the window.
  let sweep: SweepPicture?

  init(title: String, tables: [Table], long: Table, sweep: SweepPicture? = nil) {
    self.title = title
    self.tables = tables
    self.long = long
    self.sweep = sweep
  }

  func rendered(_ style: AnswerStyle) -> String {
    switch style.format {
    case .json, .csv: return long.rendered(as: style.format)
    case .table, .ascii, .plain, .markdown, .wikitext:
      let fitted = sweep.map { [$0.table(width: style.width)] } ?? []
      let parts = (tables + fitted).filter { !$0.rows.isEmpty }.map {
        $0.shown(as: style.format).rendered(as: style.format, width: style.width, style: style.style)
      }
      return (title.isEmpty ? "" : title + "\n\n") + parts.joined(separator: "\n")
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
      tables: [funnel, stages, pools, positions, funds, costs, overTime] + groups + split, long: long)
  }

  private var title: String {
    let first = plan.calendar.first.canonicalText
    let last = plan.calendar.date(of: plan.calendar.dayCount - 1).canonicalText
    let scenario = forecast.model.name == "Base" ? "" : "\(forecast.model.name): "
    return """
      \(scenario)\(forecast.runs) runs, seed \(forecast.seed), \(first) .. \(last).
      Figures are means, in brackets from the 5th to the 95th percentile.
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

  private func bar(_ share: Double) -> Table.Cell { .picture(Picture.bar(share, columns: 30), words: "") }

  private var stages: Table {
    var list = FigureList("stage")
    for stage in stageOrder {
      let place = FigureKey.Place.stage(stage.name)
      var rows = [StageFlow.arrived, .entered, .completed].map { named(place, .stageFlow($0)) }
      rows += ForecastTables.reasons.map { ifAny(place, .stageFlow($0)) }
      rows += [
        ifAny(place, .last(.stage(.active))), ifAny(place, .last(.stage(.waiting))),
        named(place, .peak(.stage(.waiting))), ifAny(place, .waited),
      ]
      if !stage.pools.isEmpty { rows.append(named(place, .peak(.stage(.withoutMentor)))) }
      list.add(stage.name, rows, people)
    }
    return list.table("Stages")
  }

  /// A figure by its name.
  private func named(_ place: FigureKey.Place, _ measure: FigureKey.Measure) -> (String, Tally?) {
    (FigureName.measure(measure), tally(place, measure))
  }

  /// The same, without a tally where nobody ever was.
  private func ifAny(_ place: FigureKey.Place, _ measure: FigureKey.Measure) -> (String, Tally?) {
    (FigureName.measure(measure), some(place, measure))
  }

  /// Nil where nobody ever was.
  private func some(_ place: FigureKey.Place, _ measure: FigureKey.Measure) -> Tally? {
    tally(place, measure).flatMap { $0.count > 0 && $0.maximum > 0 ? $0 : nil }
  }

  static let reasons: [StageFlow] = [
    .notChosen, .turnedAway, .gaveUpPlace, .gaveUpMentor, .gaveUpMoney, .gaveUpTrainer, .dropped, .failed,
    .lostMentor,
  ]

  // MARK: Who carries it

  private var pools: Table {
    var list = FigureList("pool")
    for pool in plan.pools {
      let place = FigureKey.Place.pool(pool.name)
      let isOfMentors = (some(place, .poolFlow(.matches)) ?? nil) != nil
      list.add(
        pool.name,
        [.mean(.pool(.members)), .last(.pool(.members)), .poolFlow(.joined), .poolFlow(.left)].map {
          named(place, $0)
        } + (isOfMentors ? [.menteesEach, .poolFlow(.matches)].map { named(place, $0) } : []), people)
    }
    return list.table("Pools")
  }

  private var positions: Table {
    var list = FigureList("position")
    for position in plan.positions {
      let place = FigureKey.Place.position(position.name)
      list.add(
        position.name,
        [
          .positionFlow(.filled), .positionFlow(.filledElsewhere), .positionFlow(.steppedDown),
          .mean(.position(.vacant)), .last(.position(.vacant)),
        ].map { named(place, $0) }, people)
    }
    return list.table("Positions")
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
    var lines = PictureList(
      "Over time: means at the ends of months, \(plan.calendar.month(0).canonicalText) to "
        + plan.calendar.month(plan.calendar.monthCount - 1).canonicalText, ["of", "what"], plan.calendar)
    for stage in stageOrder {
      add(&lines, stage.name, "in it", .stage(stage.name), .stage(.active))
      add(&lines, stage.name, "waiting", .stage(stage.name), .stage(.waiting))
      if !stage.pools.isEmpty {
        add(&lines, stage.name, "without mentor", .stage(stage.name), .stage(.withoutMentor))
      }
    }
    for pool in plan.pools { add(&lines, pool.name, "members", .pool(pool.name), .pool(.members)) }
    for position in plan.positions {
      add(&lines, position.name, "vacant", .position(position.name), .position(.vacant))
    }
    return lines.table
  }

  private func add(
    _ lines: inout PictureList, _ name: String, _ what: String, _ place: FigureKey.Place,
    _ stock: FigureKey.Stock, group: String? = nil
  ) {
    let values = (0..<plan.calendar.monthCount).map { month -> Double in
      var key = FigureKey(place, .last(stock))
      key.month = month
      if let group {
        key.dimension = forecast.split
        key.group = group
      }
      return findings[key]?.mean ?? 0
    }
    lines.add([name, what] + (group.map { [$0] } ?? []), values)
  }

  // MARK: By group

  /// Completed, by each dimension whose groups are known of anybody.
  private var groups: [Table] {
    plan.dimensions.compactMap { dimension in
      if let split = forecast.split, split != dimension.name { return nil }
      var rows: [[Table.Cell]] = []
      var isAnyKnown = false
      for (place, group) in dimension.values.enumerated() {
        let means = stageOrder.map { stage -> Double in
          var key = FigureKey(.stage(stage.name), .stageFlow(.completed))
          key.dimension = dimension.name
          key.group = group
          return findings[key]?.mean ?? 0
        }
        guard means.contains(where: { $0 > 0 }) else { continue }
        isAnyKnown = isAnyKnown || place + 1 < dimension.values.count
        rows.append([.text(group)] + means.map { people.plainCell($0) })
      }
      guard isAnyKnown else { return nil }
      return Table(
        title: "Completed, by \(dimension.name): means",
        columns: [Table.Column(dimension.name)] + stageOrder.map { Table.Column($0.name) }, rows: rows)
    }
  }

  /// With `by`: who is where, and what people cost, for each group.
  private var split: [Table] {
    guard let name = forecast.split,
      let dimension = plan.dimensions.first(where: { $0.name == name })
    else { return [] }
    var lines = PictureList(
      "By \(name) over time: means at the ends of months", ["of", "what", name], plan.calendar)
    for stage in stageOrder {
      for (stock, text) in [
        (StageStock.active, "in it"), (.waiting, "waiting"), (.withoutMentor, "no mentor"),
      ] {
        for group in dimension.values {
          add(&lines, stage.name, text, .stage(stage.name), .stage(stock), group: group)
        }
      }
    }
    for pool in plan.pools {
      for group in dimension.values {
        add(&lines, pool.name, "members", .pool(pool.name), .pool(.members), group: group)
      }
    }
    var list = FigureList("cost")
    for cost in plan.costs {
      let rows = dimension.values.map { group -> (String, Tally?) in
        var key = FigureKey(.cost(cost.name), .incurred)
        key.dimension = name
        key.group = group
        return (group, findings[key].flatMap { $0.maximum > 0 ? $0 : nil })
      }
      list.add(cost.name, rows, money)
    }
    return [lines.table, list.table("What people of each \(name) cost (\(code))", figure: name)]
  }

  // MARK: For programs

  private var long: Table {
    let rows = zip(findings.keys, findings.tallies).map { key, tally -> [Table.Cell] in
      let (kind, name) = FigureName.place(key.place)
      let text = FigureName.isMoney(key.measure) ? money : people
      return [
        .text(kind), .text(name), .text(FigureName.measure(key.measure)),
        text.unit.isEmpty ? .empty : .text(text.unit),
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
        "kind", "of", "figure", "unit", "month", "dimension", "group", "mean", "sd", "p5", "p50", "p95",
        "error of mean",
        "runs",
      ], rows: rows)
  }
}
