// What can be wrong with time zones: code R0590.

import RungModel
import RungText

enum TimeZoneErrors {
  static func noRules(_ place: Place, _ name: String, _ problem: TimeZones.Problem, near: [String])
    -> Diagnostic
  {
    switch problem {
    case .unknown:
      return Diagnostic(
        .unknownTimeZone, "no time zone is called \"\(name)\"", at: place, fixes: [meant(near)])
    case .damaged:
      return Diagnostic(
        .unknownTimeZone, "the system's file of the time zone \"\(name)\" cannot be read", at: place,
        fixes: [Fix("install the system's time zones (tzdata) anew")])
    case .notInstalled:
      return Diagnostic(
        .unknownTimeZone, "this system has no time zones, so nothing is known of \"\(name)\"", at: place,
        fixes: [Fix("install the package tzdata")])
    }
  }

  /// Names of places are not looked up at all: said once, since all of them are concerned.
  static func notInstalled(_ place: Place) -> Diagnostic {
    Diagnostic(
      .unknownTimeZone, .warning, "this system has no time zones, so nothing is known of any but UTC",
      at: place, fixes: [Fix("install the package tzdata")])
  }

  /// A cell of a spreadsheet: what a person wrote is not repeated.
  static func inCell(_ place: Place, row: Int, header: String, more: Int, near: [String]) -> Diagnostic {
    let others = more == 0 ? "" : more == 1 ? ", nor that of another row" : ", nor those of \(more) more rows"
    return Diagnostic(
      .unknownTimeZone, .warning,
      "row \(row), column \"\(header)\": the time zone is not known\(others)", at: place,
      fixes: [meant(near)])
  }

  private static func meant(_ near: [String]) -> Fix {
    guard let last = near.last else { return Fix("write an IANA name such as \"Africa/Nairobi\"") }
    let quoted = near.map { "\"\($0)\"" }
    if near.count == 1 { return Fix("did you mean \"\(last)\"?") }
    return Fix("did you mean \(quoted.dropLast().joined(separator: ", ")) or \"\(last)\"?")
  }
}

extension DiagnosticCode {
  static let unknownTimeZone = DiagnosticCode(
    "R0590", title: "the time zone is not known",
    why: """
      Time zones have the names of the IANA database, a continent and a city: `Africa/Nairobi`, `America/Sao_Paulo`, \
      or `UTC`. Capitals count. The rules, daylight saving included, are those that the system has installed. A person \
      in a spreadsheet whose time zone is not known has none.
      """,
    wrong: """
      pool Veterans { role: mentor }
      person M1 in Veterans { timezone: "Africa/Nairobbi" }
      """,
    right: """
      pool Veterans { role: mentor }
      person M1 in Veterans { timezone: "Africa/Nairobi" }
      """)
}
