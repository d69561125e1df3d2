// Time zones are looked up as soon as they are written, not only when hours are compared.

import RungModel
import RungSyntax
import RungText

/// Which properties name a time zone, and what has been said of them.
struct ZoneCheck {
  private let zones: TimeZones
  /// By property.
  private let isZone: [Bool]
  private var isMissingTold = false
  private(set) var diagnostics: [Diagnostic] = []

  init(_ evaluator: Evaluator) {
    zones = evaluator.zones
    let schema = evaluator.definitions.schema
    isZone = zones.areKnown ? schema.properties.map { $0.name == "timezone" } : []
  }

  func concerns(_ key: PropertyKey) -> Bool {
    guard !isZone.isEmpty, let property = key.property else { return false }
    return isZone[property.index]
  }

  mutating func check(_ name: String, at place: Place) {
    guard case .failure(let problem) = zones.rules(name) else { return }
    if problem == .notInstalled {
      if !isMissingTold { diagnostics.append(TimeZoneErrors.notInstalled(place)) }
      isMissingTold = true
      return
    }
    diagnostics.append(TimeZoneErrors.noRules(place, name, problem, near: zones.names(near: name)))
  }
}

extension Evaluator {
  /// Which of the values in a column of a spreadsheet name no time zone; the first ones are told, with their cells.
  func unknownZones(_ filled: FilledColumn, _ columns: [Int], _ table: PeopleTable) -> Set<Int> {
    guard zones.areKnown, let column = columns.first else { return [] }
    var unknown: Set<Int> = []
    for code in 0..<filled.distinctCount {
      guard let name = filled.texts(code).first else { continue }
      switch zones.rules(name) {
      case .success, .failure(.notInstalled): break
      case .failure(.unknown), .failure(.damaged): unknown.insert(code)
      }
    }
    if unknown.isEmpty { return [] }
    // The first row of each unknown name, and how many rows have one.
    var first: [(code: Int, row: Int)] = []
    var told: Set<Int> = []
    var count = 0
    for row in 0..<filled.rowCount where unknown.contains(filled.code(row)) {
      count += 1
      let code = filled.code(row)
      if first.count < Self.mostZonesTold, told.insert(code).inserted { first.append((code, row)) }
    }
    let places = table.places(of: first.map { (row: $0.row, column: column) })
    for (index, (entry, place)) in zip(first, places).enumerated() {
      report(
        TimeZoneErrors.inCell(
          place, row: table.rowNumber(entry.row), header: table.headers[column],
          more: index + 1 == first.count ? count - first.count : 0,
          near: zones.names(near: filled.texts(entry.code).first ?? "")))
    }
    return unknown
  }

  private static var mostZonesTold: Int { 5 }
}
