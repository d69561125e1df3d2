// What can be wrong with forecasts: codes R0740–R0759.

import RungModel
import RungText

enum ForecastErrors {
  /// Where to point when no programme is declared.
  static let nowhere = Place(Source(name: "<programme>", bytes: []), ByteRange(0, 0))

  /// - Parameter place: the verb that asks for a forecast.
  static func noHorizon(_ definitions: Definitions, askedAt place: Place?) -> Diagnostic {
    let programme = definitions.schema.kind(named: "programme").flatMap {
      definitions.ordered(ofKind: $0).first
    }
    let message = "a forecast needs to know from when to when, and no programme says it"
    guard let programme else {
      let name = definitions.entity(named: "Main") == nil ? "Main" : "Whole"
      return Diagnostic(
        .noHorizon, message, at: place ?? nowhere,
        fixes: [Fix("add the line: programme \(name) { horizon: 2027-01-01 .. 2030-12-31 }")])
    }
    let name = definitions.name(of: programme)
    return Diagnostic(
      .noHorizon, message, at: definitions.namePlace(of: programme),
      fixes: [Fix("say it: \(name).horizon = 2027-01-01 .. 2030-12-31")])
  }

  static func tooManyPeople(_ place: Place, _ name: String, _ people: String, most: String) -> Diagnostic {
    Diagnostic(
      .tooLarge,
      "\"\(name)\" brings about \(people) people, and a forecast holds at most \(most) of one intake",
      at: place, fixes: [scaled])
  }

  /// - Parameter needs: nil when it is only known to be more.
  static func tooLarge(
    _ place: Place, _ people: String, _ name: String, needs: String?, room: String
  ) -> Diagnostic {
    Diagnostic(
      .tooLarge,
      "a run has about \(people) people, most of them by \"\(name)\": that takes "
        + (needs.map { "\($0) of memory, and \(room) are free" }
          ?? "more than the \(room) of memory that are free"),
      at: place, fixes: [scaled])
  }

  static func tooManyFigures(_ place: Place, _ figures: String, needs: String?, room: String) -> Diagnostic {
    Diagnostic(
      .tooLarge,
      "a forecast of so many months would keep \(figures) figures: that takes "
        + (needs.map { "\($0) of memory, and \(room) are free" }
          ?? "more than the \(room) of memory that are free"),
      at: place,
      fixes: [Fix("shorten the horizon, or let one stream stand for intakes that begin every month")])
  }

  private static let scaled = Fix(
    "let one stand for many: a hundredth of the people, with a hundredth of the places and the money")

  static func cannotFinish(_ place: Place, _ cohort: String, _ end: String) -> Diagnostic {
    Diagnostic(
      .cannotFinish, .warning,
      "\"\(cohort)\" cannot come to the end of its stages by \(end), the end of the horizon", at: place,
      fixes: [Fix("let it start earlier, or move the end of the horizon")])
  }

  static func unusedFund(_ place: Place, _ fund: String) -> Diagnostic {
    Diagnostic(
      .unusedFund, .warning, "no cost is paid by \"\(fund)\"", at: place,
      fixes: [Fix("name it in the \"from\" of a cost, or add the category of a cost to its \"pays\"")])
  }

  static func droppedCost(_ place: Place, _ cost: String, _ scenario: String) -> Diagnostic {
    Diagnostic(
      .droppedCost, .warning,
      "\"\(scenario)\" drops \"\(cost)\", and nothing says what it was good for", at: place,
      fixes: [Fix("let the scenario also change what the money achieved: a completion, a count of mentors")])
  }

  static func foregone(_ place: Place, _ target: String, isMet: Bool, runs: Int) -> Diagnostic {
    Diagnostic(
      .foregoneTarget, .warning,
      isMet
        ? "\"\(target)\" cannot fail: it held in all of \(runs) runs"
        : "\"\(target)\" cannot be met: it held in none of \(runs) runs",
      at: place, fixes: [Fix("ask whether it says what was meant")])
  }
}

extension DiagnosticCode {
  static let noHorizon = DiagnosticCode(
    "R0740", title: "a forecast needs a horizon",
    why: """
      `simulate`, `test` and the verbs that build on them let time run from the first day of the programme's horizon \
      to the last. Without a programme there is no first day.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      simulate 100 runs
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months }
      simulate 100 runs
      """)

  static let cannotFinish = DiagnosticCode(
    "R0741", title: "an intake cannot finish before the horizon",
    why: """
      The stages that are before these people take longer than what is left of the horizon when they start, even if \
      nobody waits. They will be counted as in progress, never as completed, so that targets look worse than the \
      programme is.
      """,
    wrong: """
      programme P { horizon: 2027-01-01 .. 2027-12-31 }
      stage Grow { duration: 9 months }
      cohort Late { enters: Grow; starts: 2027-06-01; size: 20 }
      simulate 100 runs
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 9 months }
      cohort Late { enters: Grow; starts: 2027-06-01; size: 20 }
      simulate 100 runs
      """)

  static let unusedFund = DiagnosticCode(
    "R0742", title: "a fund pays for nothing",
    why: """
      No cost is charged to this fund: none names it in `from`, and none that names no fund is of a category that it \
      `pays` and for something that it is not kept from by `only`. Its money lies idle in every run.
      """,
    wrong: """
      programme P { horizon: 2027-01-01 .. 2027-12-31 }
      stage Grow { duration: 6 months }
      fund Travel { amount: 5000 EUR; pays: travel }
      cost Rent { amount: 100 EUR per month; category: venue }
      simulate 100 runs
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2027-12-31 }
      stage Grow { duration: 6 months }
      fund Premises { amount: 5000 EUR; pays: venue }
      cost Rent { amount: 100 EUR per month; category: venue }
      simulate 100 runs
      """)

  static let foregoneTarget = DiagnosticCode(
    "R0743", title: "a target cannot fail, or cannot be met",
    why: """
      The condition held in every run, or in none. That may be good or bad news; often it says that the target asks \
      for something else than was meant: a figure of the whole programme where one of an intake was meant, a limit \
      that nothing can reach.
      """,
    wrong: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months; completion: 80% }
      cohort First { enters: Grow; starts: 2027-02-01; size: 20 }
      target Enough = completed(Grow) >= 0
      simulate 100 runs
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months; completion: 80% }
      cohort First { enters: Grow; starts: 2027-02-01; size: 20 }
      target Enough = completed(Grow) >= 15
      simulate 100 runs
      """)

  static let droppedCost = DiagnosticCode(
    "R0748", title: "a comparison drops a cost and nothing else",
    why: """
      A scenario without this cost is cheaper and as good, because nothing in the programme depends on what the money \
      bought. If it bought anything, say in the scenario what is lost with it; else the comparison says no more than \
      the sum.
      """,
    wrong: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months; completion: 80% }
      cohort First { enters: Grow; starts: 2027-02-01; size: 20 }
      cost Coach { amount: 100 EUR per month }
      scenario Lean { remove Coach }
      compare Base, Lean
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months; completion: 80% }
      cohort First { enters: Grow; starts: 2027-02-01; size: 20 }
      cost Coach { amount: 100 EUR per month }
      scenario Lean { remove Coach; Grow.completion = 70% }
      compare Base, Lean
      """)

  static let tooLarge = DiagnosticCode(
    "R0749", title: "a forecast is too large",
    why: """
      A run follows every person from day to day and needs about 120 bytes for each; several runs go on side by side \
      where there is memory for them, and one must fit. A forecast by months also keeps every figure of every intake \
      for each month. More than the memory that is free, or than 16 GB, is refused before it begins.
      """,
    wrong: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months; completion: 80% }
      stream Everybody { enters: Grow; arrivals: 1_000_000 per day }
      simulate 100 runs
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2028-12-31 }
      stage Grow { duration: 6 months; completion: 80% }
      stream Everybody { enters: Grow; arrivals: 1 per day }
      simulate 100 runs
      """)

  static let ofForecasts: [DiagnosticCode] =
    [noHorizon, cannotFinish, unusedFund, foregoneTarget, droppedCost, tooLarge] + ofSearches
}
