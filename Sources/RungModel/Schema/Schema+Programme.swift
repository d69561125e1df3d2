// Kinds that say who and what the programme is about: programme, dimensions, affiliates, events, and the
// statements that name a value.

extension Schema {
  static let programmeKinds: [Kind] = [
    Kind(
      "programme", plural: "programmes",
      example: """
        programme Ladder "Movement Leadership Ladder" {
          horizon: 2027-01-01 .. 2030-12-31
          currency: EUR
        }
        """,
      "The programme as a whole: when it runs, in which currency, and what holds when nothing else is said. A project has one.",
      [
        Property(
          "horizon", .span, level: .fixed, required: true, example: "2027-01-01 .. 2030-12-31",
          "The first and the last day that plans and forecasts look at."),
        Property(
          "currency", .tag(.currency), level: .fixed, standard: "EUR", example: "EUR",
          "The currency in which totals are shown."),
        Property(
          "timezone", .text, level: .fixed, standard: "\"UTC\"", example: "\"UTC\"",
          "The IANA time zone of dates and times that name none."),
        Property(
          "closed", .list(.span), level: .certain, example: "[2027-12-20 .. 2028-01-03]",
          "Spans without sessions."),
        Property(
          "confidence", .percentage, level: .fixed, standard: "80%", example: "90%",
          "How sure a target must be to count as met when it does not say so itself."),
        Property(
          "fiscal-year",
          .tag(
            .words([
              "January", "February", "March", "April", "May", "June", "July", "August", "September",
              "October",
              "November", "December",
            ])), level: .fixed, standard: "January", example: "July",
          "The month with which a budget year begins."),
        Property(
          "round", .duration, level: .certain, example: "6 months",
          "How long a round is: what `per round` means. Without it, the spacing of the cohorts' starts."),
        Property(
          "categories", .newTags, level: .fixed, example: "[translation, childcare]",
          "Categories of cost beyond the known ones: travel, venue, staff, training, stipend, honorarium, other."
        ),
        Property(
          "seed", .number(noun: nil, whole: true, minimum: 0, maximum: nil), level: .fixed, standard: "1",
          example: "7", "The number from which all random draws follow. The same seed gives the same figures."
        ),
      ]),
    Kind(
      "dimension", plural: "dimensions",
      example: "dimension region { values: [MENA, SouthAsia, CEE] }",
      "A way to group people and organisations: region, gender, language group. Its name becomes a property of people and affiliates.",
      [
        Property(
          "values", .newTags, level: .fixed, required: true, example: "[MENA, SouthAsia, CEE]",
          "The groups. `unstated` is always one of them.")
      ]),
    Kind(
      "value", plural: "values", owners: ["dimension"], qualified: true,
      example: """
        dimension region { values: [MENA, CEE] }
        value MENA in region { timezone: "Africa/Cairo"; languages: [ar, fr] }
        """,
      "Facts about one value of a dimension.",
      [
        Property(
          "timezone", .text, level: .fixed, example: "\"Africa/Cairo\"",
          "The IANA time zone in which most of the group live."),
        Property(
          "languages", .list(.tag(.language)), level: .certain, example: "[ar, fr]", "Languages of the group."
        ),
        Property(
          "closed", .list(.span), level: .certain, example: "[2027-03-10 .. 2027-04-09]",
          "Spans without sessions for the group: holidays, exams."),
      ]),
    Kind(
      "affiliate", plural: "affiliates", dimensions: true,
      example: """
        affiliate UserGroups "Wikimedia user groups" { kind: user-group; count: 150; members: 25 }
        """,
      "An organisation that people belong to: a chapter, a user group, a partner.",
      [
        Property(
          "kind", .tag(.words(["chapter", "user-group", "thematic", "foundation", "partner"])), level: .fixed,
          example: "chapter", "What kind of organisation it is."),
        Property(
          "languages", .list(.tag(.language)), level: .certain, example: "[de]", "Languages it works in."),
        Property(
          "members", .number(noun: .person, whole: false, minimum: 0, maximum: nil), example: "25",
          "How many people belong to it (to each, when `count` says it stands for many)."),
        Property(
          "count", .number(noun: nil, whole: true, minimum: 1, maximum: nil), level: .certain, standard: "1",
          example: "150", "How many organisations like this one the declaration stands for."),
      ]),
    Kind(
      "event", plural: "events",
      example: #"event Summit { when: 2028-06-10 .. 2028-06-14; where: "Nairobi"; places: 40 }"#,
      "Something that happens once, where people meet: a conference, a summit.",
      [
        Property(
          "when", .span, level: .certain, required: true, example: "2028-06-10 .. 2028-06-14", "Its days."),
        Property("where", .text, level: .fixed, example: "\"Nairobi\"", "The place, or `online`."),
        Property(
          "places", .number(noun: .place, whole: true, minimum: 0, maximum: nil), example: "40",
          "How many can take part."),
        Property(
          "cost", costTable, example: "[travel: 900 EUR per participant]", "What it costs, by category."),
      ]),
    Kind(
      "milestone", plural: "milestones",
      example: "milestone Review { when: 2028-12-01 }",
      "A date that matters to the plan.",
      [Property("when", .date, level: .certain, required: true, example: "2028-12-01", "The date.")]),
    Kind(
      "let", plural: "lets", statement: true, example: "let Intakes = 5", "A named value.", []),
    Kind(
      "assume", plural: "assumptions", statement: true,
      example: #"assume Completion = 121 of 144 { source: "Annual report 2025" }"#,
      "An input the designer is unsure of: what sensitivity analysis varies. Say where it comes from.", []),
    Kind(
      "exchange", plural: "exchanges", statement: true,
      example: #"exchange USD = 0.92 EUR { dated: 2026-05-01; source: "European Central Bank" }"#,
      "The rate at which one unit of a currency becomes another. Currencies mix only at a stated rate.", []),
  ]

  /// What the programme is for and how it might differ: last in canonical order.
  static let purposeKinds: [Kind] = [
    Kind(
      "target", plural: "targets", statement: true,
      example: "target Graduates = completed(Lead) >= 60 with 80% confidence",
      "What the programme must achieve. `rung test` decides it.", []),
    Kind(
      "scenario", plural: "scenarios", statement: true,
      example: "scenario Lean { Core.amount = 200_000 EUR }",
      "Overrides, additions and removals that make a variant of the programme.", []),
  ]

  /// Cost by category, or one amount: once, or per participant, team, session, ….
  static let costTable: PropertyType = .either([costAmount, .table(key: .tag(.category), value: costAmount)])
  static let costAmount: PropertyType = .amount(
    .money, per: [.participant, .team, .cohort, .session, .month, .year, .round], plain: true)
}
