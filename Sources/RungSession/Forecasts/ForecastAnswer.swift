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

  private func bar(_ share: Double) -> Table.Cell { .text(Picture.bar(share, columns: 30)) }

  private var stages: Table {
    var list = FigureList("stage")
    for stage in stageOrder {
      let place = FigureKey.Place.stage(stage.name)
      var rows: [(String, Tally?)] = [
        ("arrived", tally(place, .stageFlow(.arrived))), ("entered", tally(place, .stageFlow(.entered))),
        ("completed", tally(place, .stageFlow(.completed))),
      ]
      rows += ForecastTables.reasons.map { flow, text in (text, some(place, .stageFlow(flow))) }
      rows += [
        ("in it at the end", some(place, .last(.stage(.active)))),
        ("waiting at the end", some(place, .last(.stage(.waiting)))),
        ("waiting, at most", tally(place, .peak(.stage(.waiting)))),
        ("days waited, each", some(place, .waited)),
      ]
      if !stage.pools.isEmpty {
        rows.append(("without mentor, at most", tally(place, .peak(.stage(.withoutMentor)))))
      }
      list.add(stage.name, rows, people)
    }
    return list.table("Stages")
  }

  /// Nil where nobody ever was.
  private func some(_ place: FigureKey.Place, _ measure: FigureKey.Measure) -> Tally? {
    tally(place, measure).flatMap { $0.count > 0 && $0.maximum > 0 ? $0 : nil }
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
    var list = FigureList("pool")
    for pool in plan.pools {
      let place = FigureKey.Place.pool(pool.name)
      let isOfMentors = (some(place, .poolFlow(.matches)) ?? nil) != nil
      list.add(
        pool.name,
        [
          ("members, on the mean", tally(place, .mean(.pool(.members)))),
          ("members at the end", tally(place, .last(.pool(.members)))),
          ("joined, those of the start included", tally(place, .poolFlow(.joined))),
          ("left", tally(place, .poolFlow(.left))),
          ("mentees each, on the mean", isOfMentors ? tally(place, .menteesEach) : nil),
          ("matches", isOfMentors ? tally(place, .poolFlow(.matches)) : nil),
        ], people)
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
          ("seats filled", tally(place, .positionFlow(.filled))),
          ("of these from elsewhere", tally(place, .positionFlow(.filledElsewhere))),
          ("stepped down", tally(place, .positionFlow(.steppedDown))),
          ("vacant, on the mean", tally(place, .mean(.position(.vacant)))),
          ("vacant at the end", tally(place, .last(.position(.vacant)))),
        ], people)
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
        + plan.calendar.month(plan.calendar.monthCount - 1).canonicalText, ["of", "what"])
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
      "By \(name) over time: means at the ends of months", ["of", "what", name])
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
