// What can be wrong with types and units: codes R0300–R0339.

import RungModel
import RungSyntax
import RungText

enum TypeErrors {
  /// `currency` is the programme's.
  static func wrongType(
    _ place: Place, wants: PropertyType, given: ValueType, currency: String
  ) -> Diagnostic {
    Diagnostic(
      .wrongType, "\(wants.name) is needed here, and this is \(given.name)", at: place,
      fixes: [Fix(hint(for: wants, currency))])
  }

  private static func hint(for type: PropertyType, _ currency: String) -> String {
    switch type {
    case .text: "put it in double quotes"
    case .truth: "write true or false"
    case .number(let noun, _, _, _): "write a number, like \(noun == nil ? "3" : "60")"
    case .percentage: "write a percentage, like 75%"
    case .amount(.money, let units, let plain):
      plain
        ? "write an amount, like 450 \(currency)"
        : "write an amount per \(units.first?.rawValue ?? "month"), like 450 \(currency) per \(units.first?.rawValue ?? "month")"
    case .amount(.effort, _, _): "write hours per week or month, like 2 hours per month"
    case .amount(.count, let units, let plain):
      plain
        ? "write a number, like 40"
        : "write a number per \(units.first?.rawValue ?? "month"), like 8 per month"
    case .amount(.percentage, let units, _):
      "write a chance per period, like 3% per \(units.last?.rawValue ?? "month")"
    case .effort: "write hours or minutes, like 4 hours"
    case .duration: "write a duration, like 6 months"
    case .date: "write a date, like 2027-03-01"
    case .span: "write a span, like 2027-01-01 .. 2027-12-31"
    case .timeOfDay: "write a time, like 18:00"
    case .year: "write a year, like 2027"
    case .reference(let kinds):
      "write the name of \(kinds.map(ModelErrors.article).joined(separator: " or "))"
    case .tag(let set): "write \(set.name)"
    case .newTags: "write words in brackets, like [first, second]"
    case .list(let item): hint(for: item, currency)
    case .table: "write a table, like [key: value]"
    case .mix: "write shares by dimension, like [region: [MENA: 30%]]"
    case .selection: "write best(60%), random(60%) or everyone"
    case .rule: "write a condition, like mentor.affiliate is not mentee.affiliate"
    case .condition: "write a condition, like completed(Lead) >= 60"
    case .anything: "write a value"
    case .either(let types): types.first.map { hint(for: $0, currency) } ?? "write a value"
    }
  }

  static func wrongKind(_ place: Place, _ wanted: [String], _ given: [String], _ definitions: Definitions)
    -> Diagnostic
  {
    let wants = wanted.map(ModelErrors.article).joined(separator: " or ")
    let names = definitions.present.filter { wanted.contains(definitions.kindName(of: $0)) }
      .map { definitions.qualifiedName(of: $0) }
    let near = Spelling.suggestion(for: place.text, among: names)
    let fix =
      near.map { "did you mean \"\($0)\"?" }
      ?? (names.isEmpty
        ? "declare \(wants) first" : "write one of \(names.prefix(6).joined(separator: ", "))")
    return Diagnostic(
      .wrongKind,
      "\(wants) is needed here, and \"\(place.text)\" is \(given.map(ModelErrors.article).joined(separator: " or "))",
      at: place, fixes: [Fix(fix)])
  }

  /// `currency` is the programme's: what looks like money is most likely in it, `300 Ksh`.
  static func unknownUnit(_ place: Place, currency: String) -> Diagnostic {
    let words = UnitWord.allCases.flatMap { [$0.rawValue, $0.plural] }
    var fixes =
      place.text == "persons"
      ? [Fix("write people", edits: [TextEdit(place, "people")], isSafe: false)]
      : ModelErrors.replacement(place, among: words)
    if fixes.isEmpty, place.text.count == 3 {
      fixes = ModelErrors.replacement(place, among: Currency.all.map(\.code))
    }
    if fixes.isEmpty, place.text.first?.isUppercase == true {
      // Units of time and of people are written small.
      fixes = [
        Fix(
          "write \(currency), the programme's currency, or another code of three letters",
          edits: [TextEdit(place, currency)], isSafe: false)
      ]
    }
    if fixes.isEmpty {
      fixes = [Fix("units are %, a currency code such as \(currency), hours, days, months, people, …")]
    }
    return Diagnostic(.unknownUnit, "there is no unit \"\(place.text)\"", at: place, fixes: fixes)
  }

  static func unitMissing(_ place: Place, _ unit: String, isSafe: Bool) -> Diagnostic {
    let text = place.text + " " + unit
    return Diagnostic(
      .unitMissing, "a unit is missing", at: place,
      fixes: [
        Fix(
          "write \(text)\(isSafe ? "" : ", or days, weeks, years")", edits: [TextEdit(place, text)],
          isSafe: isSafe)
      ])
  }

  /// `0.84` was meant as 84 %, `84` too.
  static func percentMissing(_ place: Place) -> Diagnostic {
    let text: String
    if let number = Decimal(literal: place.text), number <= 1, !number.isWhole,
      let percent = number.multiplying(100)
    {
      text = percent.canonicalText + "%"
    } else {
      text = place.text + "%"
    }
    let isSimple = Decimal(literal: place.text) != nil && !["0", "1"].contains(place.text)
    return Diagnostic(
      .unitMissing, "a percentage is needed here", at: place,
      fixes: isSimple
        ? [Fix("write \(text)", edits: [TextEdit(place, text)], isSafe: true)]
        : [Fix("write it with %, like 75%")])
  }

  static func dayMissing(_ place: Place) -> Diagnostic {
    let text = place.text + "-01"
    return Diagnostic(
      .wrongType, "a day is needed here, and this is a month", at: place,
      fixes: [Fix("write \(text)", edits: [TextEdit(place, text)], isSafe: false)])
  }

  static func periodMissing(_ place: Place, _ type: PropertyType, _ units: [UnitWord]) -> Diagnostic {
    // Longest first where there is a choice, and none is made: 70% a year is another thing than 70% a month.
    let units = units.contains(.year) ? [.year] + units.filter { $0 != .year } : units
    let choices = units.map { "per \($0.rawValue)" }
    let text = place.text + " " + (choices.first ?? "per month")
    let fix =
      choices.count > 1
      ? Fix("write \(text), or \(choices.dropFirst().joined(separator: ", ")): whichever is meant")
      : Fix("write \(text)", edits: [TextEdit(place, text)], isSafe: false)
    return Diagnostic(
      .periodMissing, "it must say per what: \(choices.joined(separator: ", "))", at: place, fixes: [fix])
  }

  static func wrongPeriod(_ place: Place, _ units: [UnitWord]) -> Diagnostic {
    let choices = units.map { "per \($0.rawValue)" }.joined(separator: ", ")
    return Diagnostic(
      .periodMissing, "this cannot be per that", at: place,
      fixes: [Fix(units.isEmpty ? "leave out the \"per …\"" : "it can be \(choices)")])
  }

  static func cannotNegate(_ place: Place, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "\(type.name) has no negative", at: place, fixes: [Fix("take away the sign")])
  }

  static func conditionNeeded(_ place: Place, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .wrongType, "a condition is needed here, and this is \(type.name)", at: place,
      fixes: [Fix("compare it with something: … >= 60, … is MENA")])
  }

  static func branchesDiffer(
    _ first: Place, _ firstType: ValueType, _ second: Place, _ secondType: ValueType
  ) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "after \"then\" stands \(firstType.name), after \"else\" \(secondType.name)",
      at: second,
      related: [RelatedPlace(first, "this is \(firstType.name)")], fixes: [Fix("both must be of one type")])
  }

  static func cannotAdd(
    _ place: Place, _ sign: Place, _ left: ValueType, _ right: ValueType, _ rightPlace: Place
  ) -> Diagnostic {
    let word = sign.text == "+" ? "added to" : "taken from"
    let (a, b) = sign.text == "+" ? (right, left) : (right, left)
    var fix = "give both the same unit"
    if left == .date || right == .date { fix = "add a duration to a date: 2027-03-01 + 6 months" }
    if left == .text || right == .text { fix = "put values into a text with braces: \"Intake {n}\"" }
    if case .list = left { fix = "sum(…) adds the items of a list" }
    return Diagnostic(
      .cannotCombine, "\(a.name) cannot be \(word) \(b.name)", at: sign,
      related: [RelatedPlace(rightPlace, "this is \(right.name)")], fixes: [Fix(fix)])
  }

  static func cannotMultiply(
    _ place: Place, _ sign: Place, _ left: ValueType, _ right: ValueType, isTimes: Bool
  ) -> Diagnostic {
    let message =
      isTimes
      ? "\(left.name) cannot be multiplied by \(right.name)"
      : "\(left.name) cannot be divided by \(right.name)"
    return Diagnostic(
      .cannotCombine, message, at: sign, related: [RelatedPlace(place, "in this formula")],
      fixes: [Fix("one of them must be a number, a percentage, or a rate of the other")])
  }

  static func chanceTimesDuration(_ place: Place, left: ValueType, isStaying: Bool) -> Diagnostic {
    let parts = place.text.split(separator: "*").map { $0.trimmingBlanks }
    let function = isStaying ? "remaining" : "over"
    var fixes = [
      Fix(
        isStaying
          ? "a share who stay compounds: write remaining(70% per year, 3 years)"
          : "a chance per period compounds: write over(3% per month, 1 year)")
    ]
    if parts.count == 2 {
      let (chance, time) = left.isChance && left != .duration ? (parts[0], parts[1]) : (parts[1], parts[0])
      let text = "\(function)(\(chance), \(time))"
      fixes = [Fix("write \(text): it compounds", edits: [TextEdit(place, text)], isSafe: false)]
    }
    return Diagnostic(
      .chanceTimesTime, "a chance per period cannot be multiplied by a time", at: place, fixes: fixes)
  }

  static func cannotCompare(
    _ place: Place, _ sign: Place, _ left: ValueType, _ right: ValueType, isOrder: Bool, isMembership: Bool
  ) -> Diagnostic {
    let message =
      isMembership
      ? "\(left.name) cannot be in \(right.name)" : "\(left.name) cannot be compared with \(right.name)"
    let fix =
      isMembership
      ? "after \"in\" stands a list, a span or a table"
      : isOrder ? "compare amounts with the same unit, or two dates" : "compare two things of one type"
    return Diagnostic(
      .cannotCombine, message, at: sign, related: [RelatedPlace(place, "in this condition")],
      fixes: [Fix(fix)])
  }

  static func spanEndsDiffer(_ place: Place, _ first: ValueType, _ last: ValueType) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "a span cannot go from \(first.name) to \(last.name)", at: place,
      fixes: [Fix("both ends must be dates, or numbers with the same unit")])
  }

  static func estimateEndsDiffer(_ place: Place, _ low: ValueType, _ high: ValueType) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "an estimate cannot go from \(low.name) to \(high.name)", at: place,
      fixes: [Fix("both ends must have the same unit: 3 to 6 months, 70% to 85%")])
  }

  static func evidenceNeedsCounts(_ place: Place) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "\"k of n\" counts: so many of so many", at: place,
      fixes: [Fix("write two whole numbers: 121 of 144")])
  }

  static func eachNeedsEstimate(_ place: Place) -> Diagnostic {
    Diagnostic(
      .eachNeedsEstimate, "\"each\" needs something that varies", at: place,
      fixes: [Fix("write an estimate: 3 to 6 months each")])
  }

  static func rateNeedsAmount(_ place: Place, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "\(type.name) cannot be per something", at: place,
      fixes: [Fix("a rate is an amount: 2 hours per month, 120 EUR per participant, 3% per year")])
  }

  static func itemsDiffer(_ place: Place, _ given: ValueType, _ others: ValueType) -> Diagnostic {
    Diagnostic(
      .cannotCombine, "this is \(given.name), and the others are \(others.name)", at: place,
      fixes: [Fix("what stands together must be of one type")])
  }

  static func mixNeedsDimension(_ place: Place) -> Diagnostic {
    Diagnostic(
      .wrongType, "a mix names a dimension and the shares of its values", at: place,
      fixes: [Fix("write [region: [MENA: 30%, CEE: 20%]]")])
  }

  static func elseTwice(_ place: Place) -> Diagnostic {
    Diagnostic(.keyTwice, "\"else\" is given twice", at: place, fixes: [Fix("keep one of them")])
  }

  static func keyTwice(_ place: Place, earlier: Place) -> Diagnostic {
    Diagnostic(
      .keyTwice, "\"\(place.text)\" is given twice", at: place,
      related: [RelatedPlace(earlier, "first here")],
      fixes: [Fix("keep one of them")])
  }

  static func byNeedsTable(_ place: Place) -> Diagnostic {
    Diagnostic(
      .wrongType, "after \"by\" and the dimension stands a table", at: place,
      fixes: [Fix("write by region [MENA: 70%, else: 82%]")])
  }

  static func cannotVary(_ place: Place, _ property: String) -> Diagnostic {
    Diagnostic(
      .cannotVary, "\"\(property)\" cannot differ by group", at: place,
      fixes: [Fix("give one value; durations, completion, attrition, pass and uptake can differ")])
  }

  static func notACollection(_ place: Place, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .wrongType, "a list is needed after \"in\", and this is \(type.name)", at: place,
      fixes: [Fix("write a collection such as cohorts, a family, a list or a span of numbers")])
  }

  static func wrongArgument(_ place: Place, _ name: FunctionName, wants: String, _ given: ValueType)
    -> Diagnostic
  {
    Diagnostic(
      .wrongType, "\(name.rawValue) needs \(wants) here, and this is \(given.name)", at: place,
      fixes: [Fix("write \(name.function.signature)")])
  }

  static func wrongLabelled(_ place: Place, _ label: String, wants: String, _ given: ValueType) -> Diagnostic
  {
    Diagnostic(
      .wrongType, "after \"\(label):\" stands \(wants), and this is \(given.name)", at: place,
      fixes: [Fix("write \(label): and \(wants)")])
  }
}

extension Substring {
  /// Without blanks at either end.
  var trimmingBlanks: Substring {
    var part = self
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return part
  }
}

extension DiagnosticCode {
  package static let wrongType = DiagnosticCode(
    "R0300", title: "a value of another type is needed here",
    why:
      "Every property and every operator takes values of certain types. `rung doc stage` shows those of a stage.",
    wrong: "stage Grow { duration: 2027-03-01 }", right: "stage Grow { duration: 6 months }")

  package static let cannotCombine = DiagnosticCode(
    "R0301", title: "these two do not go together",
    why: """
      Amounts are added and compared only when they measure the same thing: money with money, hours with hours.
      A date and a duration give a date.
      """,
    wrong: "let Total = 3 months + 200 EUR", right: "let Total = 150 EUR + 200 EUR")

  package static let unitMissing = DiagnosticCode(
    "R0302", title: "a unit is missing",
    why: "Numbers stand with their units, so that nobody has to guess: 450 EUR, 4 hours, 75%.",
    wrong: "fund Core { amount: 450 }", right: "fund Core { amount: 450 EUR }")

  package static let chanceTimesTime = DiagnosticCode(
    "R0303", title: "a chance per period does not multiply by a time",
    why: """
      3 % per month is not 36 % per year: those who have left cannot leave again. `over` compounds it, and gives
      30.6 %. Of a share who stay, such as `retention`, `remaining` says how many are still there: of 70 % per year
      after 3 years 34.3 %.
      """,
    wrong: "let Yearly = 3% per month * 12 months", right: "let Yearly = over(3% per month, 12 months)")

  package static let unknownUnit = DiagnosticCode(
    "R0304", title: "there is no such unit",
    why: """
      Units are %, currency codes (EUR), minutes and hours, days, weeks, months and years, rounds, intakes and
      terms, participants, teams, cohorts, sessions, people, mentees, places and seats.
      """,
    wrong: "stage Grow { duration: 6 monts }", right: "stage Grow { duration: 6 months }")

  package static let wrongKind = DiagnosticCode(
    "R0305", title: "a thing of another kind is needed here",
    why:
      "A stage is mentored by pools, a cohort enters a stage: each property names things of certain kinds.",
    wrong: """
      stage Discover { duration: 6 weeks }
      stage Grow { duration: 6 months; mentored-by: Discover }
      """,
    right: """
      pool Veterans { role: mentor }
      stage Grow { duration: 6 months; mentored-by: Veterans }
      """)

  package static let periodMissing = DiagnosticCode(
    "R0306", title: "it must say per what, or per something else",
    why: "A rate says per what it is: 2 hours per month, 3% per year, 120 EUR per participant.",
    wrong: "stage Grow { duration: 6 months; attrition: 3% }",
    right: "stage Grow { duration: 6 months; attrition: 3% per month }")

  package static let eachNeedsEstimate = DiagnosticCode(
    "R0307", title: "`each` needs something that varies",
    why: """
      `each` says that an estimate is variation from person to person, not ignorance. What is the same for all
      needs no `each`.
      """,
    wrong: "stage Grow { duration: 6 months each }", right: "stage Grow { duration: 3 to 6 months each }")

  package static let keyTwice = DiagnosticCode(
    "R0308", title: "a key of a table is given twice",
    why: "A table says one thing about each key.",
    wrong: "position Board { seats: 120; incumbents: [2027: 60, 2027: 40] }",
    right: "position Board { seats: 120; incumbents: [2027: 60, 2028: 40] }")

  package static let cannotVary = DiagnosticCode(
    "R0309", title: "this property cannot differ by group",
    why:
      "Durations, completion, attrition, pass and uptake may differ by the values of a dimension; other figures are one.",
    wrong: """
      dimension region { values: [MENA, CEE] }
      stage Grow { duration: 6 months; repeats: by region [MENA: 1, else: 0] }
      """,
    right: """
      dimension region { values: [MENA, CEE] }
      stage Grow { duration: 6 months; completion: by region [MENA: 70%, else: 82%] }
      """)

  static let typeCodes: [DiagnosticCode] = [
    .wrongType, .cannotCombine, .unitMissing, .chanceTimesTime, .unknownUnit, .wrongKind, .periodMissing,
    .eachNeedsEstimate, .keyTwice, .cannotVary,
  ]
}
