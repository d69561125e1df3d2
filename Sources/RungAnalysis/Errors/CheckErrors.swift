// What is missing or too much in a declaration: codes R0205 and R0216–R0219.

import RungModel
import RungText

enum CheckErrors {
  static func requiredMissing(_ place: Place, _ kind: String, _ property: Property) -> Diagnostic {
    Diagnostic(
      .requiredMissing,
      "\(ModelErrors.article(kind)) needs \"\(property.name)\", and \"\(place.text)\" has none",
      at: place, fixes: [Fix("add a line like: \(property.name): \(property.example)")])
  }

  static func exclusive(_ place: Place, _ names: [String]) -> Diagnostic {
    Diagnostic(
      .exclusive, "\"\(place.text)\" has \(names.joined(separator: " and ")), and only one of them can be",
      at: place,
      fixes: [
        Fix(
          "keep the one you mean; to take the other away: "
            + names.map { "remove \(place.text).\($0)" }.joined(separator: ", or "))
      ])
  }

  static func needsOne(_ place: Place, _ kind: String, _ names: [String]) -> Diagnostic {
    let last = names.last ?? ""
    let list = names.count > 1 ? names.dropLast().joined(separator: ", ") + " or " + last : last
    return Diagnostic(
      .needsOne, "\(ModelErrors.article(kind)) needs \(list), and \"\(place.text)\" has none", at: place,
      fixes: [Fix("add a line like: \(names[0]): 60")])
  }

  static func programmeTwice(_ place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .programmeTwice, "a project has one programme, and \"\(place.text)\" is another", at: place,
      related: [RelatedPlace(first, "the first one")],
      fixes: [Fix("keep one of them; variants are scenarios")])
  }

  static func notACurrency(_ place: Place) -> Diagnostic {
    var fixes = ModelErrors.replacement(place, among: Currency.all.map(\.code))
    if fixes.isEmpty { fixes = [Fix("write an ISO 4217 code: exchange USD = 0.92 EUR")] }
    return Diagnostic(.notACurrency, "\"\(place.text)\" is not a currency code", at: place, fixes: fixes)
  }
}

extension DiagnosticCode {
  package static let requiredMissing = DiagnosticCode(
    "R0205", title: "a required property is missing",
    why:
      "Some properties have no sensible standard: without them nothing can be computed. `rung doc stage` marks them.",
    wrong: "stage Grow { purpose: train }", right: "stage Grow { purpose: train; duration: 6 months }")

  package static let exclusive = DiagnosticCode(
    "R0216", title: "two properties exclude each other",
    why: """
      Completion says how many of those who enter complete; attrition says how likely it is to leave, month by
      month. Each implies the other, so a stage has one of them. A cohort has a size or teams.
      """,
    wrong: "stage Grow { duration: 6 months; completion: 84%; attrition: 3% per month }",
    right: "stage Grow { duration: 6 months; completion: 84% }")

  package static let needsOne = DiagnosticCode(
    "R0217", title: "one of several properties is needed",
    why: "A cohort must say how many people it brings: by size, by teams, or by naming people.",
    wrong: """
      stage Discover { duration: 6 weeks }
      cohort Intake { enters: Discover; starts: 2027-03-01 }
      """,
    right: """
      stage Discover { duration: 6 weeks }
      cohort Intake { enters: Discover; starts: 2027-03-01; size: 60 }
      """)

  package static let programmeTwice = DiagnosticCode(
    "R0218", title: "there are two programmes",
    why: "A project describes one programme; what differs is said by scenarios.",
    wrong: """
      programme Ladder { horizon: 2027-01-01 .. 2030-12-31 }
      programme Steps { horizon: 2027-01-01 .. 2028-12-31 }
      """,
    right: """
      programme Ladder { horizon: 2027-01-01 .. 2030-12-31 }
      scenario Short { Ladder.horizon = 2027-01-01 .. 2028-12-31 }
      """)

  package static let notACurrency = DiagnosticCode(
    "R0219", title: "this is not a currency code",
    why: "Currencies are written by their three letters of ISO 4217: EUR, USD, KES.",
    wrong: "exchange DOL = 0.92 EUR", right: "exchange USD = 0.92 EUR")

  static let checkCodes: [DiagnosticCode] = [
    .requiredMissing, .exclusive, .needsOne, .programmeTwice, .notACurrency,
  ]
}

extension DiagnosticCode {
  /// Every code that analysis may give.
  package static let analysisCodes: [DiagnosticCode] =
    checkCodes + nameCodes + typeCodes + limitCodes + valueCodes + [
      .neverOverspent, .unreadableCell, .unknownTimeZone,
    ]
}
