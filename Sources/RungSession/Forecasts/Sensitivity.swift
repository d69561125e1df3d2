// What a forecast depends on: the estimates of a programme, how far each moves what is asked, and how far a target is
// from its bound.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungText

/// An assumption, or a property that is an estimate by itself, with its 5th and 95th percentile as the language writes
/// them.
struct OwnEstimate {
  let path: String
  let low: String
  let high: String

  /// In canonical order, assumptions first.
  static func all(of evaluator: Evaluator) -> [OwnEstimate] {
    let definitions = evaluator.definitions
    let schema = definitions.schema
    var found: [OwnEstimate] = []
    if let assumption = schema.kind(named: "assume") {
      for entity in definitions.ordered(ofKind: assumption) {
        found +=
          OwnEstimate(entity, .value, path: definitions.name(of: entity), nil, evaluator).map { [$0] } ?? []
      }
    }
    for index in schema.kinds.indices where !notVaried.contains(schema.kinds[index].name) {
      let kind = KindID(index: index)
      for entity in definitions.ordered(ofKind: kind) {
        for property in schema.properties(of: kind) {
          let id = PropertyID(index: property)
          guard definitions.formula(of: entity, PropertyKey(id)) != nil else { continue }
          let path = definitions.path(of: entity, member: nil, PropertyKey(id))
          found +=
            OwnEstimate(entity, PropertyKey(id), path: path, schema[id].type, evaluator).map { [$0] } ?? []
        }
      }
    }
    return found
  }

  private static let notVaried: Set<String> = ["assume", "let", "target", "scenario", "rule"]

  /// Nil when it is certain, or follows from something else that is not.
  private init?(
    _ entity: EntityID, _ key: PropertyKey, path: String, _ type: PropertyType?, _ evaluator: Evaluator
  ) {
    let ref = evaluator.members(of: entity).first ?? EntityRef(entity)
    switch evaluator.value(of: ref, key) {
    case .quantity(let quantity):
      guard
        let ends = OwnEstimate.ends(of: quantity.magnitude, path, isAssumption: type == nil, type, evaluator)
      else { return nil }
      (low, high) = ends.texts { ValueText.plain(.quantity(Quantity(.exact($0), quantity.unit)), evaluator) }
    case .duration(let months, let days):
      if days.isExactZero,
        let ends = OwnEstimate.ends(of: months, path, isAssumption: type == nil, type, evaluator)
      {
        (low, high) = ends.texts { ValueText.plain(.duration(months: .exact($0), days: .zero), evaluator) }
      } else if months.isExactZero,
        let ends = OwnEstimate.ends(of: days, path, isAssumption: type == nil, type, evaluator)
      {
        (low, high) = ends.texts { ValueText.plain(.duration(months: .zero, days: .exact($0)), evaluator) }
      } else {
        return nil
      }
    default: return nil
    }
    self.path = path
  }

  private struct Ends {
    let low: Decimal
    let high: Decimal

    func texts(_ text: (Decimal) -> String) -> (String, String) { (text(low), text(high)) }
  }

  private static func ends(
    of magnitude: Magnitude, _ path: String, isAssumption: Bool, _ type: PropertyType?, _ evaluator: Evaluator
  ) -> Ends? {
    guard case .uncertain(let uncertain) = magnitude, !uncertain.hasVariation else { return nil }
    // Of a property only what is drawn for it alone: what comes from an assumption is varied there. Draws are named
    // after what they belong to; members of a family have their key behind its name.
    if !isAssumption {
      let owner = String(path.prefix { $0 != "." })
      let isOwn = uncertain.sources.allSatisfy {
        $0.path.hasPrefix(owner + ".") || $0.path.hasPrefix(owner + "[")
      }
      guard isOwn else { return nil }
    }
    var places = 4
    if case .number(_, true, _, _)? = type { places = 0 }
    let ends = [0.05, 0.95].compactMap {
      Decimal(approximating: uncertain.quantile($0, seed: evaluator.seed), places: places)
    }
    return ends.count == 2 ? Ends(low: ends[0], high: ends[1]) : nil
  }
}

/// How far a target is from its bound.
struct TargetDistance {
  private let name: String
  private let left: (text: String, tally: Tally)
  private let right: Tally
  private let sign: String
  private let chance: Chance
  private let text: (Double) -> String

  /// Nil when it compares nothing that a forecast counts.
  init?(_ target: EntityID, _ forecast: Forecasting.Forecast) {
    let model = forecast.model
    guard let measure = model.targets.first(where: { $0.entity == target }), let left = measure.sides.left,
      let right = measure.sides.right
    else { return nil }
    let tallies = forecast.findings.measures
    name = measure.name
    self.left = (model.texts[left].text, tallies[left])
    self.right = tallies[right]
    sign = measure.sides.sign
    chance = Chance(tallies[measure.condition])
    text = { model.text(of: left, $0) }
  }

  /// So far that a small change does not change the chance.
  var isFar: Bool { chance.share <= 0.01 || chance.share >= 0.99 }

  var table: Table {
    let gap = right.quantile(0.5) - left.tally.quantile(0.5)
    let isShort = chance.share < 0.5
    return Table(
      title:
        "How far \(name) is from its bound. What follows moves this figure, hardly the chance",
      columns: [
        "figure", "5%", "median", "95%", Table.Column("needs", alignment: .right),
        Table.Column(isShort ? "to go" : "to spare", alignment: .right),
      ],
      rows: [
        [.text(left.text)]
          + [0.05, 0.5, 0.95].map { .figure(text(left.tally.quantile($0))) } + [
            .figure("\(sign) \(text(right.quantile(0.5)))"), .figure(text(abs(gap))),
          ]
      ])
  }
}

/// Estimates by how far what is asked moves between their ends.
struct Tornado {
  struct Bar {
    let name: String
    let low: String
    let high: String
    let atLow: Double
    let atHigh: Double

    var width: Double { abs(atHigh - atLow) }
  }

  private let bars: [Bar]
  private let measured: String
  private let heading: String
  private let text: FigureText

  init(_ bars: [Bar], _ measured: String, _ heading: String, _ text: FigureText) {
    self.bars = bars.sorted { $0.width > $1.width }
    self.measured = measured
    self.heading = heading
    self.text = text
  }

  var table: Table {
    let most = bars.flatMap { [abs($0.atLow), abs($0.atHigh)] }.max() ?? 0
    let rows = bars.map { bar -> [Table.Cell] in
      [
        .text(bar.name), .figure(bar.low), .figure(bar.high),
        .figure(
          "\(text.signed(bar.atLow)) and \(text.signed(bar.atHigh))",
          value: .object([
            JSON.Member("low", text.exact(bar.atLow)), JSON.Member("high", text.exact(bar.atHigh)),
          ])), .picture(picture(bar, most), words: ""),
      ]
    }
    return Table(
      title: "Which assumption decides the most: how \(measured) would change",
      columns: [
        "assumption", "at its 5%", "at its 95%", Table.Column(heading), Table.Column("", alignment: .left),
      ],
      rows: rows)
  }

  /// A line with the middle at now: fewer to the left, more to the right.
  private func picture(_ bar: Bar, _ most: Double) -> String {
    guard most > 0 else { return "" }
    let half = 6
    let least = min(bar.atLow, bar.atHigh, 0)
    let greatest = max(bar.atLow, bar.atHigh, 0)
    let left = Int((-least / most * Double(half)).rounded())
    let right = Int((greatest / most * Double(half)).rounded())
    return String(repeating: " ", count: half - left) + String(repeating: "█", count: left) + "│"
      + String(repeating: "█", count: right)
  }
}
