// Levels, circles and the stated limits: codes R0400–R0409.

import RungModel
import RungSyntax
import RungText

/// The stated limits of the language.
package enum Limits {
  package static let familyMembers = 100_000
  package static let listItems = 1_000_000
  package static let steps = 10_000_000
}

enum LimitErrors {
  /// `span` is what an estimate says when a span was meant.
  static func levelTooHigh(
    _ place: Place, _ property: String, _ ceiling: Level, _ level: Level, span: String? = nil
  ) -> Diagnostic {
    let given =
      switch level {
      case .fixed: "known from the text"
      case .certain: "something a scenario may change"
      case .drawn: "uncertain"
      case .observed: "known only after a forecast"
      }
    let wants =
      switch ceiling {
      case .fixed: "must be written out, or made of things that are"
      case .certain: "must be certain"
      case .drawn: "must be known before the forecast"
      case .observed: "may be anything"
      }
    return Diagnostic(
      .levelTooHigh, "\"\(property)\" \(wants), and this is \(given)", at: place,
      fixes: [
        span.map { Fix("write \($0)", edits: [TextEdit(place, $0)], isSafe: false) }
          ?? Fix(
            ceiling == .drawn
              ? "write a value or an estimate; what a forecast counts belongs in targets"
              : "write the value itself")
      ])
  }

  static func moreThanForecast(_ place: Place, _ number: String, _ most: String) -> Diagnostic {
    Diagnostic(
      .tooMany, "a forecast holds at most \(most) here, and this is \(number)", at: place,
      fixes: [
        Fix("let one stand for many: a hundredth of the people, with a hundredth of the places and the money")
      ])
  }

  static func medianUsed(_ place: Place, _ property: String, median: String) -> Diagnostic {
    Diagnostic(
      .medianUsed, .warning, "\"\(property)\" must be certain; its median is used: \(median)", at: place,
      fixes: [Fix("write one value if that is not what you mean")])
  }

  /// - Parameter steps: path and place of each formula in the circle, in order.
  static func circle(_ steps: [(path: String, place: Place)]) -> Diagnostic {
    let names = steps.map(\.path) + [steps[0].path]
    let text = names.count == 2 ? "\"\(names[0])\" needs itself" : names.joined(separator: " needs ")
    return Diagnostic(
      .circle, text, at: steps[0].place,
      related: steps.dropFirst().map { RelatedPlace($0.place, "\($0.path) is here") },
      fixes: [Fix("give one of them a value that does not depend on the others")])
  }

  /// Each comes after the one behind it in the list, the last after the first.
  static func stageCircle(_ stages: [(name: String, place: Place)]) -> Diagnostic {
    let names = stages.map(\.name) + [stages[0].name]
    let text =
      names.count == 2
      ? "\"\(names[0])\" comes after itself" : names.joined(separator: " comes after ")
    return Diagnostic(
      .circle, text, at: stages[0].place,
      related: stages.dropFirst().map { RelatedPlace($0.place, "what \($0.name) comes after") },
      fixes: [Fix("take \"after\" out of the stage that comes first")])
  }

  static func tooManySteps(_ place: Place) -> Diagnostic {
    Diagnostic(
      .tooManySteps, "this takes more than \(Limits.steps / 1_000_000) million steps", at: place,
      fixes: [Fix("work with fewer items, or with sums that are computed once in a let")])
  }

  static func familyTooLarge(_ place: Place) -> Diagnostic {
    Diagnostic(
      .tooMany, "families may have at most 100_000 members in all", at: place,
      fixes: [Fix("make the range smaller, or use size: and count:")])
  }

  static func listTooLong(_ place: Place) -> Diagnostic {
    Diagnostic(
      .tooMany, "a list may have at most 1_000_000 items", at: place, fixes: [Fix("make the list shorter")])
  }

  static func indexNotFixed(_ place: Place) -> Diagnostic {
    Diagnostic(
      .levelTooHigh, "the range of a family must be written out", at: place,
      fixes: [Fix("write numbers, months or words: [n in 1 .. 5]")])
  }

  static func familyRangeWrong(_ place: Place) -> Diagnostic {
    Diagnostic(
      .wrongType, "a family ranges over whole numbers, months, words or a dimension", at: place,
      fixes: [Fix("write [n in 1 .. 5], [m in 2027-01 .. 2027-12] or [r in region]")])
  }
}

extension DiagnosticCode {
  package static let levelTooHigh = DiagnosticCode(
    "R0400", title: "this may not depend on that",
    why: """
      What depends on what has an order: what is written out, then what is certain, then what is drawn at random,
      then what a forecast counts. The horizon cannot depend on an estimate, nor a size on a forecast.
      """,
    wrong: """
      stage Lead { duration: 6 months }
      cohort Intake { enters: Lead; starts: 2027-03-01; size: completed(Lead) }
      """,
    right: """
      stage Lead { duration: 6 months }
      cohort Intake { enters: Lead; starts: 2027-03-01; size: 60 }
      target Graduates = completed(Lead) >= 40
      """)

  package static let circle = DiagnosticCode(
    "R0401", title: "values depend on each other in a circle",
    why: "Each value is computed from others; a circle has no beginning. The message names it step by step.",
    wrong: """
      let A = B + 1
      let B = A + 1
      """,
    right: """
      let A = B + 1
      let B = 1
      """)

  package static let medianUsed = DiagnosticCode(
    "R0402", title: "an estimate stands where one value is needed",
    why: "Matching and scheduling work with certain values, so the median of the estimate is used there.",
    wrong: "pool Veterans { role: mentor; mentees: 2 to 4 }",
    right: "pool Veterans { role: mentor; mentees: 3 }")

  package static let tooManySteps = DiagnosticCode(
    "R0403", title: "a formula takes too long",
    why: "Every formula ends within 10 million steps, so that a slip cannot hang the program.",
    wrong: "let Pairs = count([1 for a in 1 .. 4000 where count([b for b in 1 .. 4000]) > 0])",
    right: "let Pairs = count([1 for a in 1 .. 4000])")

  package static let tooMany = DiagnosticCode(
    "R0404", title: "there are too many of them",
    why: """
      Families expand to at most 100 000 members in all, and lists to 1 000 000 items. A forecast follows every \
      person: an intake or a pool has at most 10 000 000 of them, a position 1 000 000 seats, a team 1 000 people, a \
      mentor 10 000 mentees.
      """,
    wrong: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 200000] { enters: Discover; starts: 2027-03-01; size: 60 }
      """,
    right: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 20] { enters: Discover; starts: 2027-03-01; size: 60 }
      """)

  static let limitCodes: [DiagnosticCode] = [.levelTooHigh, .circle, .medianUsed, .tooManySteps, .tooMany]
}
