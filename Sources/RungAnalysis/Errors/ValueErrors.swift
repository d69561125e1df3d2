// What can be wrong with values: codes R0500–R0529.

import RungModel
import RungSyntax
import RungText

enum ValueErrors {
  static func numberTooLong(_ place: Place) -> Diagnostic {
    Diagnostic(
      .numberTooLong, "this number has too many digits", at: place,
      fixes: [Fix("numbers have at most 38 digits; write a rounder one")])
  }

  static func noSuchDate(_ place: Place, _ reason: String) -> Diagnostic {
    Diagnostic(.noSuchDate, reason, at: place, fixes: [Fix("write year-month-day, like 2027-03-01")])
  }

  static func perZero(_ place: Place) -> Diagnostic {
    Diagnostic(.invalidEstimate, "a rate cannot be per 0", at: place, fixes: [Fix("write a number above 0")])
  }

  static func overflow(_ place: Place) -> Diagnostic {
    Diagnostic(
      .numberTooLong, "the result has more digits than a number can have", at: place,
      fixes: [Fix("look for a factor that is too large")])
  }

  static func dateOutOfRange(_ place: Place) -> Diagnostic {
    Diagnostic(
      .noSuchDate, "the result is before year 1 or after year 9999", at: place,
      fixes: [Fix("look for a duration that is too long")])
  }

  static func outOfRange(_ place: Place, _ text: String, minimum: String?, maximum: String?) -> Diagnostic {
    let (message, fix): (String, String)
    switch (minimum, maximum) {
    case (let low?, let high?):
      (message, fix) = ("\(text) is not between \(low) and \(high)", "write a value from \(low) to \(high)")
    case (let low?, nil): (message, fix) = ("\(text) is less than \(low)", "write \(low) or more")
    case (nil, let high?): (message, fix) = ("\(text) is more than \(high)", "write \(high) or less")
    case (nil, nil): (message, fix) = ("\(text) does not fit here", "write another value")
    }
    return Diagnostic(.outOfRange, message, at: place, fixes: [Fix(fix)])
  }

  static func notWhole(_ place: Place, _ text: String, isFormula: Bool) -> Diagnostic {
    let rounded = "round(\(place.text))"
    let fix =
      isFormula
      ? Fix("write \(rounded), or ceil(…), or floor(…)", edits: [TextEdit(place, rounded)], isSafe: false)
      : Fix("write a whole number")
    return Diagnostic(
      .notWhole, "a whole number is needed here, and this is \(text)", at: place, fixes: [fix])
  }

  static func invalidEstimate(
    _ place: Place, _ reason: String, fix: String = "write the lower value first: 3 to 6 months, 70% to 85%"
  ) -> Diagnostic {
    Diagnostic(.invalidEstimate, reason, at: place, fixes: [Fix(fix)])
  }

  /// `home` is the programme's currency: rates are stated in it.
  static func noExchange(_ place: Place, _ one: String, _ other: String, home: String?) -> Diagnostic {
    Diagnostic(
      .noExchange, "\(other) and \(one) mix only at a stated rate", at: place,
      fixes: [one == home ? stateRate(of: other, in: one) : stateRate(of: one, in: other)])
  }

  /// An amount that a forecast counts.
  static func noRateHome(_ place: Place, _ foreign: String, home: String) -> Diagnostic {
    Diagnostic(
      .noExchange, "the programme counts in \(home), and no rate says what \(foreign) is in \(home)",
      at: place,
      fixes: [stateRate(of: foreign, in: home)])
  }

  /// No rate is proposed: one that is made up would be believed.
  private static func stateRate(of foreign: String, in home: String) -> Fix {
    Fix("declare exchange \(foreign) = … \(home), with what one \(foreign) is in \(home)")
  }

  static func differenceForEstimate(_ place: Place, _ text: String, _ estimate: String) -> Diagnostic {
    Diagnostic(
      .outOfRange, "\(text) is not between 0% and 100%; - takes one value from the other", at: place,
      fixes: [Fix("write \(estimate)", edits: [TextEdit(place, estimate)], isSafe: false)])
  }

  static func noTime(_ place: Place, _ stage: String) -> Diagnostic {
    Diagnostic(
      .outOfRange, .warning, "\"\(stage)\" lasts no time: who enters it leaves it on the same day", at: place,
      fixes: [Fix("write how long it lasts, like 6 weeks or 3 months")])
  }

  static func outsideHorizon(
    _ place: Place, _ cohort: String, _ start: String, end: String, isEarly: Bool
  ) -> Diagnostic {
    Diagnostic(
      .outOfRange, .warning,
      isEarly
        ? "\"\(cohort)\" starts on \(start), before the horizon begins (\(end))"
        : "\"\(cohort)\" starts on \(start), after the horizon has ended (\(end))",
      at: place, fixes: [Fix("give a day of the horizon, or let the horizon cover it")])
  }

  static func divisionByZero(_ place: Place) -> Diagnostic {
    Diagnostic(
      .divisionByZero, "this divides by zero", at: place,
      fixes: [Fix("divide by another value, or say what holds then: if N > 0 then 60 / N else 0")])
  }

  static func durationsUnclear(_ place: Place, _ left: String, _ right: String) -> Diagnostic {
    Diagnostic(
      .durationsUnclear, "whether \(left) is longer than \(right) depends on the month", at: place,
      fixes: [Fix("give both in months, or both in days or weeks")])
  }

  static func spanReversed(_ place: Place, _ first: String, _ last: String) -> Diagnostic {
    Diagnostic(
      .spanReversed, "the span ends (\(last)) before it begins (\(first))", at: place,
      fixes: [Fix("write the earlier end first")])
  }

  static func personInNoList(_ place: Place, _ id: String, _ pairing: String) -> Diagnostic {
    Diagnostic(
      .personInNoList, .warning, "\"\(id)\" is in no list of people, and the pairing still counts", at: place,
      fixes: [Fix("remove \(pairing), or end it: \(pairing).until = DATE")])
  }

  static func mixTooMuch(_ place: Place, _ total: String) -> Diagnostic {
    Diagnostic(
      .mixTooMuch, "the shares come to \(total), more than 100%", at: place,
      fixes: [Fix("lower them; what is left open is unstated")])
  }

  static func wrongAtEvaluation(_ place: Place, _ message: String) -> Diagnostic {
    Diagnostic(.cannotCombine, message, at: place, fixes: [Fix("give both the same unit")])
  }

  /// `over(3% per round, 1 year)`: how many rounds are in a year is for the programme to say.
  static func otherPeriod(_ place: Place, _ time: String, _ unit: UnitWord) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "the chance is per \(unit.rawValue), and \(time) is not a number of \(unit.plural)",
      at: place,
      fixes: [Fix("say how many \(unit.plural), as in 3 \(unit.plural)")])
  }

  static func noSuchItem(_ place: Place, _ text: String) -> Diagnostic {
    Diagnostic(.noSuchItem, "there is no item \(text)", at: place, fixes: [Fix("items are counted from 1")])
  }
}

extension DiagnosticCode {
  package static let numberTooLong = DiagnosticCode(
    "R0500", title: "a number has too many digits",
    why: "Numbers are exact decimals of up to 38 digits. Longer ones are usually a slip.",
    wrong: "let Big = 100_000_000_000_000_000_000 * 100_000_000_000_000_000_000",
    right: "let Big = 100_000_000_000_000_000_000 * 100_000")

  package static let noSuchDate = DiagnosticCode(
    "R0501", title: "there is no such date or time",
    why: "Dates are year-month-day in the Gregorian calendar, times hour:minute up to 23:59.",
    wrong: "milestone Review { when: 2027-02-30 }", right: "milestone Review { when: 2027-02-28 }")

  package static let outOfRange = DiagnosticCode(
    "R0502", title: "a value is out of range",
    why:
      "A share lies between 0 % and 100 %, a size is not negative. `rung doc` shows the range of each property.",
    wrong: "stage Grow { duration: 6 months; completion: 120% }",
    right: "stage Grow { duration: 6 months; completion: 84% }")

  package static let notWhole = DiagnosticCode(
    "R0503", title: "a whole number is needed",
    why: "People, seats and sessions are counted whole. Say how to round.",
    wrong: """
      stage Discover { duration: 6 weeks }
      cohort Intake { enters: Discover; starts: 2027-03-01; size: 60 / 7 }
      """,
    right: """
      stage Discover { duration: 6 weeks }
      cohort Intake { enters: Discover; starts: 2027-03-01; size: round(60 / 7) }
      """)

  package static let invalidEstimate = DiagnosticCode(
    "R0504", title: "an estimate makes no sense",
    why:
      "`a to b` goes from the lower to the higher value, and of `k of n` the first is not larger than the second.",
    wrong: "stage Grow { duration: 6 to 3 months }", right: "stage Grow { duration: 3 to 6 months }")

  package static let noExchange = DiagnosticCode(
    "R0505", title: "two currencies mix without a rate",
    why:
      "Currencies are added and compared only at a rate that the programme states, with its date and source.",
    wrong: "let Total = 100 EUR + 100 USD",
    right: """
      exchange USD = 0.92 EUR { dated: 2026-05-01; source: "guess: for planning" }
      let Total = 100 EUR + 100 USD
      """)

  package static let durationsUnclear = DiagnosticCode(
    "R0506", title: "months and days cannot always be compared",
    why: "A month has 28 to 31 days, so 1 month may be longer or shorter than 30 days.",
    wrong: "let Longer = 1 month > 30 days", right: "let Longer = 5 weeks > 30 days")

  package static let spanReversed = DiagnosticCode(
    "R0507", title: "a span ends before it begins",
    why: "A span goes from its first day to its last; both belong to it.",
    wrong: "event Summit { when: 2028-06-14 .. 2028-06-10 }",
    right: "event Summit { when: 2028-06-10 .. 2028-06-14 }")

  package static let mixTooMuch = DiagnosticCode(
    "R0508", title: "shares come to more than 100 %",
    why: "The values of one dimension share out one whole. What is left open is the value `unstated`.",
    wrong: """
      dimension region { values: [MENA, CEE] }
      stage Discover { duration: 6 weeks }
      cohort Intake { enters: Discover; starts: 2027-03-01; size: 60; mix: [region: [MENA: 70%, CEE: 50%]] }
      """,
    right: """
      dimension region { values: [MENA, CEE] }
      stage Discover { duration: 6 weeks }
      cohort Intake { enters: Discover; starts: 2027-03-01; size: 60; mix: [region: [MENA: 50%, CEE: 50%]] }
      """)

  package static let noSuchItem = DiagnosticCode(
    "R0509", title: "a list or table has no such item",
    why: "Items of a list are counted from 1; a table is asked by one of its keys.",
    wrong: """
      let Sizes = [60, 40]
      let Third = Sizes[3]
      """,
    right: """
      let Sizes = [60, 40]
      let Second = Sizes[2]
      """)

  package static let divisionByZero = DiagnosticCode(
    "R0510", title: "a division by zero",
    why: "Nothing can be divided by zero. Where the divisor may become zero, an `if` says what holds then.",
    wrong: "let Each = 60 / 0", right: "let Each = 60 / 4")

  package static let personInNoList = DiagnosticCode(
    "R0511", title: "a pairing with somebody who is in no list",
    why: """
      Whoever is paired is a declared person, a row of a spreadsheet, or one of a pool or cohort without names \
      (`"Veterans 3"`). Who was taken out of every list still holds a mentor's place until the pairing ends.
      """,
    wrong: """
      pool Veterans { role: mentor; person M1 { mentees: 2 } }
      pairing P1 { mentor: "M1"; mentee: "T4" }
      """,
    right: """
      pool Veterans { role: mentor; person M1 { mentees: 2 } }
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 1; person T4 { languages: [en] } }
      pairing P1 { mentor: "M1"; mentee: "T4" }
      """)

  static let valueCodes: [DiagnosticCode] = [
    .numberTooLong, .noSuchDate, .outOfRange, .notWhole, .invalidEstimate, .noExchange, .durationsUnclear,
    .spanReversed, .mixTooMuch, .noSuchItem, .divisionByZero, .personInNoList,
  ]
}
