// Figures of a forecast for people and for programs.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungText

/// Mean and 5th to 95th percentile of a tally, in its unit.
struct FigureText {
  /// What a unit of the tally is worth: 0.01 for cents.
  var scale = 1.0
  var isPercentage = false
  /// For programs; empty of people and shares.
  var unit = ""

  static let people = FigureText()
  static func money(_ currency: Currency) -> FigureText {
    var scale = 1.0
    for _ in 0..<currency.minorDigits { scale /= 10 }
    return FigureText(scale: scale, unit: currency.code)
  }

  func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if isPercentage {
      return (Decimal(approximating: value * 100, places: 1)?.canonicalText ?? "0") + "%"
    }
    let scaled = value * scale
    let size = abs(scaled)
    if size >= 100 { return Decimal(approximating: scaled, places: 0)?.displayText(atMost: 0) ?? "" }
    return ValueText.number(scaled)
  }

  /// `62 (48 to 77)`; `60` where every run had the same.
  func text(_ tally: Tally) -> String {
    guard tally.count > 0 else { return "" }
    if tally.isConstant { return number(tally.mean) }
    return "\(number(tally.mean)) (\(number(tally.quantile(0.05))) to \(number(tally.quantile(0.95))))"
  }

  func cell(_ tally: Tally?) -> Table.Cell {
    guard let tally, tally.count > 0 else { return .empty }
    return .figure(text(tally), value: json(tally))
  }

  /// A mean alone.
  func plainCell(_ value: Double, isSigned: Bool = false) -> Table.Cell {
    guard value.isFinite else { return .empty }
    return .figure(isSigned ? signed(value) : number(value), value: exact(value))
  }

  /// What is rounded to nothing has no sign.
  func signed(_ value: Double) -> String {
    let text = number(value)
    guard text.contains(where: { "123456789".contains($0) }) else { return text.filter { $0 != "-" } }
    return (value > 0 ? "+" : "") + text
  }

  static func percent(_ share: Double) -> String {
    FigureText(isPercentage: true).number(share)
  }

  func json(_ tally: Tally) -> JSON {
    let members = [
      JSON.Member("mean", exact(tally.mean)), JSON.Member("p5", exact(tally.quantile(0.05))),
      JSON.Member("p95", exact(tally.quantile(0.95))),
    ]
    return .object(unit.isEmpty ? members : members + [JSON.Member("unit", .string(unit))])
  }

  func exact(_ value: Double) -> JSON {
    guard value.isFinite, let decimal = Decimal(approximating: value * scale, places: 6) else { return .null }
    return .number(decimal.canonicalText.filter { $0 != "_" })
  }

  /// The same as a cell of CSV and JSON.
  func exactCell(_ value: Double) -> Table.Cell {
    guard case .number(let digits) = exact(value) else { return .empty }
    return .number(digits, exact: digits)
  }
}

/// Pictures in a line of characters.
enum Picture {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One block for each value, the highest at the top; 0 and below at the bottom.
  static func line(_ values: [Double]) -> String {
    let top = values.max() ?? 0
    return String(
      values.map { value in
        top > 0 ? blocks[min(7, max(0, Int((value / top * 7).rounded())))] : blocks[0]
      })
  }

  /// A figure at the ends of months; where nothing may be drawn, how it begins, where it is highest, how it ends.
  static func cell(_ months: [Double], columns: Int, _ calendar: PlanCalendar) -> Table.Cell {
    let people = FigureText.people
    var words = ""
    if let most = months.indices.max(by: { months[$0] < months[$1] }), let first = months.first,
      let last = months.last
    {
      let month = calendar.month(most).canonicalText
      words =
        "\(people.number(first)) at first, \(people.number(months[most])) in \(month) at most, "
        + "\(people.number(last)) at the end"
    }
    return .picture(line(thinned(months, to: columns)), words: words)
  }

  /// A bar of a share of so many columns, to eighths.
  static func bar(_ share: Double, columns: Int) -> String {
    let eighths = Int((max(0, min(1, share)) * Double(columns * 8)).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// At most so many values, each the mean of its neighbours.
  static func thinned(_ values: [Double], to count: Int) -> [Double] {
    guard values.count > count, count > 0 else { return values }
    let step = (values.count + count - 1) / count
    return stride(from: 0, to: values.count, by: step).map { start in
      let part = values[start..<min(start + step, values.count)]
      return part.reduce(0, +) / Double(part.count)
    }
  }
}
