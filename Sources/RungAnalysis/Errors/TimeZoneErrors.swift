// What can be wrong with time zones: code R0590.

import RungModel
import RungText

enum TimeZoneErrors {
  static func noRules(_ place: Place, _ name: String, _ problem: TimeZones.Problem, known: [String])
    -> Diagnostic
  {
    switch problem {
    case .unknown:
      let near = Spelling.suggestion(for: name, among: known)
      return Diagnostic(
        .unknownTimeZone, "no time zone is called \"\(name)\"", at: place,
        fixes: [
          Fix(near.map { "did you mean \"\($0)\"?" } ?? "write an IANA name such as \"Africa/Nairobi\"")
        ])
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
}

extension DiagnosticCode {
  static let unknownTimeZone = DiagnosticCode(
    "R0590", title: "the time zone is not known",
    why: """
      Time zones have the names of the IANA database, a continent and a city: `Africa/Nairobi`, `America/Sao_Paulo`, \
      or `UTC`. Capitals count. The rules, daylight saving included, are those that the system has installed.
      """,
    wrong: #"shared-hours("Africa/Nairobbi", "UTC", on: 2027-03-01)"#,
    right: #"shared-hours("Africa/Nairobi", "UTC", on: 2027-03-01)"#)
}
