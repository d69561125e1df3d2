// What can be wrong with searches over values: codes R0744–R0747.

import RungText

enum SearchErrors {
  static func noRange(_ place: Place) -> Diagnostic {
    Diagnostic(
      .noRange, "\"\(place.text)\" is no range of values to try", at: place,
      fixes: [Fix("write the lowest and the highest: 10 .. 60, or 20_000 EUR .. 60_000 EUR")])
  }

  static func noGoal(_ place: Place) -> Diagnostic {
    Diagnostic(
      .noGoal, "\"\(place.text)\" is nothing that holds or fails in a forecast", at: place,
      fixes: [Fix("name a target, or write a condition such as completed(Lead) >= 60")])
  }

  static func noMeasure(_ place: Place) -> Diagnostic {
    Diagnostic(
      .noMeasure, "\"\(place.text)\" is no amount that can be measured", at: place,
      fixes: [Fix("measure a number, an amount or a condition: completed(Lead), spent(Core)")])
  }

  static func tooManyPoints(_ place: Place, _ most: Int) -> Diagnostic {
    Diagnostic(
      .tooManyPoints, "this sweep has more than \(most) combinations of values", at: place,
      fixes: [Fix("take a larger step after \"by\", or fewer values")])
  }
}

extension DiagnosticCode {
  private static let programme = """
    programme P { horizon: 2027-01-01 .. 2028-12-31 }
    stage Grow { duration: 6 months; places: 10; completion: 80% }
    cohort First { enters: Grow; starts: 2027-02-01; size: 20 }

    """

  static let noRange = DiagnosticCode(
    "R0744", title: "a search needs a range of values",
    why: """
      `find` and `sweep` try values from the lowest to the highest of a range: of numbers, amounts, percentages, dates \
      or durations, both ends known, the lower one first.
      """,
    wrong: programme + "find Grow.places in 10 until completed(Grow) >= 15",
    right: programme + "find Grow.places in 10 .. 40 until completed(Grow) >= 15")

  static let noGoal = DiagnosticCode(
    "R0745", title: "a search needs a condition",
    why: """
      `find` looks for the value with which something holds: a target by its name, or a condition. What has no value \
      in a forecast, as a figure of something that nothing counts, neither holds nor fails.
      """,
    wrong: programme + "find Grow.places in 10 .. 40 until none",
    right: programme + "find Grow.places in 10 .. 40 until completed(Grow) >= 15")

  static let noMeasure = DiagnosticCode(
    "R0746", title: "a sweep needs something to measure",
    why: """
      `measuring` takes numbers, amounts and conditions: what a forecast counts, or what follows from the figures of \
      the programme. Texts, dates and lists have no mean.
      """,
    wrong: programme + "sweep Grow.places over 10 .. 40 by 10 measuring First.starts",
    right: programme + "sweep Grow.places over 10 .. 40 by 10 measuring completed(Grow)")

  static let tooManyPoints = DiagnosticCode(
    "R0747", title: "a sweep has too many combinations",
    why: """
      Each combination of values is a forecast of its own. More than a thousand would take hours, and nobody would \
      read the table.
      """,
    wrong: programme + "sweep Grow.places over 1 .. 5000 measuring completed(Grow)",
    right: programme + "sweep Grow.places over 10 .. 40 by 10 measuring completed(Grow)")

  static let ofSearches: [DiagnosticCode] = [noRange, noGoal, noMeasure, tooManyPoints]
}
