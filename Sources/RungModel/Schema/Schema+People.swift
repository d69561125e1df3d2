// Kinds that say who carries the programme: pools, people, positions, and the rules that match them.

extension Schema {
  static let peopleKinds: [Kind] = [
    Kind(
      "pool", plural: "pools",
      example: """
        pool Veterans { role: mentor; count: 18; mentees: 3; retention: 40% to 60% per round }
        """,
      "People who help: mentors, trainers, reviewers.",
      [
        Property(
          "role", .tag(.words(["mentor", "trainer", "expert", "facilitator", "coordinator", "reviewer"])),
          level: .fixed, required: true, example: "mentor", "What they do."),
        Property(
          "count", .number(noun: .person, whole: true, minimum: 0, maximum: Schema.mostPeople), example: "18",
          "How many there are at the start of the horizon."),
        Property(
          "people", .list(.reference(["people", "person"])), level: .certain, example: "Mentors",
          "Named people in it; they count towards `count`."),
        Property(
          "mentees", .number(noun: .mentee, whole: true, minimum: 0, maximum: Schema.mostMentees),
          level: .certain,
          standard: "1", example: "3", "The most mentees each has at a time."),
        Property(
          "available", .amount(.effort, per: [.week, .month], plain: false), example: "12 hours per week",
          "Hours that each can give; with a stage's `mentoring` they limit how many mentees each can have."),
        Property(
          "languages", .either([.list(.tag(.language)), .table(key: .tag(.language), value: .percentage)]),
          level: .certain, example: "[en: 100%, fr: 25%]",
          "Languages that each speaks, or the share who speak each."),
        Property(
          "skills",
          .either([
            .list(.tag(.dimension("skill"))), .table(key: .tag(.dimension("skill")), value: .percentage),
          ]), level: .certain, example: "[facilitation]", "Skills that each has, or the share who have each."),
        Property(
          "retention", .amount(.percentage, per: [.month, .year, .round, .term], plain: false),
          example: "40% to 60% per round", "The share who stay on from one period to the next."),
        Property(
          "term", .duration, example: "2 years", "How long they serve before they stop."),
        Property(
          "rest", .either([.duration, .number(noun: .round, whole: true, minimum: 0, maximum: nil)]),
          example: "1 round", "The pause after a mentee, or after a term."),
        Property(
          "training", .either([.duration, .reference(["curriculum", "module"])]), example: "2 weeks",
          "What a newcomer goes through before the first match."),
        Property(
          "drawn-from",
          .table(key: .reference(["stage", "position", "pool", "cohort"]), value: .percentage),
          example: "[Lead: 15%, Board: Stays]",
          "Where newcomers come from: the share of those who leave the source who join."),
        Property(
          "honorarium", .amount(.money, per: [.month, .year, .round, .mentee, .session], plain: true),
          example: "200 EUR per round", "What each is paid; charged as category honorarium."),
      ]),
    Kind(
      "person", plural: "people", owners: ["pool", "cohort"], dimensions: true,
      example: "person M1 in Veterans { languages: [en, sw]; mentees: 2 }",
      "One named person. Use opaque names (M1), not real ones: files are shared and kept.",
      personProperties),
    Kind(
      "people", plural: "sources", owners: ["pool", "cohort"], fromFile: true, dimensions: true,
      example: """
        people Applicants from "applicants.csv" { id: "Response"; languages: ["Language 1", "Language 2"] }
        """,
      "People from a spreadsheet (CSV), every row of it. Each property names a column, several columns, or a fixed value. A sheet of mentors and mentees together is saved as two files, one of each.",
      [
        Property(
          "id", .text, level: .fixed, required: true, example: "\"Response\"",
          "The column that tells people apart; no two rows may have the same."),
        Property(
          "rows", .number(noun: nil, whole: true, minimum: 0, maximum: nil), level: .fixed, example: "146",
          "How many people the file had when a snapshot was made; opening warns when it changed."),
        Property(
          "digest", .text, level: .fixed, example: "\"9f86d081884c7d65\"",
          "SHA-256 of the file when a snapshot was made; opening warns when it changed."),
      ] + personProperties.map(ofFile)),
    Kind(
      "position", plural: "positions",
      example: """
        position Board { seats: 120; term: 2 years; limit: 3 terms }
        """,
      "Seats that people rise to: a board, a committee.",
      [
        Property(
          "seats", .number(noun: .seat, whole: true, minimum: 0, maximum: Schema.mostSeats), required: true,
          example: "120",
          "How many seats."),
        Property("term", .duration, level: .certain, example: "2 years", "How long a term is."),
        Property(
          "limit", .number(noun: .term, whole: true, minimum: 1, maximum: nil), level: .certain,
          example: "3 terms", "The most terms in a row."),
        Property(
          "incumbents",
          .table(key: .year, value: .number(noun: .person, whole: true, minimum: 0, maximum: nil)),
          level: .certain, example: "[2027: 60, 2028: 60]",
          "Who sits today, by the year in which their term ends."),
        Property(
          "elections", .list(.date), level: .certain, example: "[2027-10-01, 2029-10-01]",
          "When seats are filled. Without it, as they fall vacant."),
        Property(
          "drawn-from",
          .table(
            key: .either([.reference(["stage", "position", "pool", "cohort"]), .tag(.words(["elsewhere"]))]),
            value: .percentage), example: "[Lead: 40%, elsewhere: 60%]",
          "The share of vacancies filled from each source; `elsewhere` is outside the programme."),
      ]),
    Kind(
      "matching", plural: "matchings",
      example: """
        matching Pairs {
          require: [overlap(mentor.languages, mentee.languages) >= 1]
          prefer: [mentor.affiliate is not mentee.affiliate: 3]
        }
        """,
      "Rules for who mentors whom.",
      [
        Property(
          "of", .list(.reference(["cohort", "stream", "stage"])), level: .certain, example: "Intake",
          "Whose mentees the rules are for. Without it, everybody's."),
        Property(
          "require", .list(.rule), example: "[overlap(mentor.languages, mentee.languages) >= 1]",
          "Conditions that every pair must meet."),
        Property(
          "prefer", .table(key: .rule, value: .number(noun: nil, whole: false, minimum: nil, maximum: nil)),
          example: "[mentor.affiliate is not mentee.affiliate: 3]",
          "Conditions that make a pair better, each with its weight."),
        Property(
          "keep", .list(.list(.either([.reference(["person"]), .text]))), level: .certain,
          example: "[[M1, T4]]",
          "Pairs (mentor, mentee) that must stay."),
        Property(
          "apart", .list(.list(.either([.reference(["person"]), .text]))), level: .certain,
          example: "[[M1, T5]]",
          "Pairs that must not be made."),
        Property(
          "aim", .tag(.words(["most", "fair", "stable"])), level: .certain, standard: "most", example: "fair",
          "Most mentees and then the best total; the worst match lifted first; or no two who would rather swap."
        ),
        Property(
          "co-mentors", .number(noun: nil, whole: true, minimum: 1, maximum: nil), level: .certain,
          standard: "1", example: "2", "Mentors for each mentee."),
        Property(
          "backups", .number(noun: nil, whole: true, minimum: 0, maximum: 5), level: .certain,
          standard: "0", example: "1", "Others for each mentee who step in when a mentor cannot."),
      ]),
  ]

  /// What a spreadsheet says otherwise.
  private static func ofFile(_ property: Property) -> Property {
    switch property.name {
    case "timezone": property.with(example: "fixed(\"Africa/Nairobi\")")
    case "languages":
      property.with(
        documentation:
          "Languages, `en; sw` in a cell; or with levels where they matter, `en: C1; sw: native`: A1 to C2, 1 to 5 and N, or in words."
      )
    case "available":
      property.with(
        documentation:
          "Hours they can give, `2 hours per week` in a cell. Matching heeds it; a forecast goes by the pool's."
      )
    default: property
    }
  }

  private static let personProperties: [Property] = [
    Property(
      "languages",
      .either([
        .list(.tag(.language)),
        .table(
          key: .tag(.language),
          value: .tag(.words(["basic", "intermediate", "advanced", "fluent", "native"]))),
      ]), level: .certain, example: "[en: fluent, sw: native]", "Languages, with a level where it matters."),
    Property(
      "timezone", .text, level: .certain, example: "\"Africa/Nairobi\"", "The IANA time zone they live in."),
    Property(
      "skills", .list(.tag(.dimension("skill"))), level: .certain, example: "[facilitation]",
      "Skills they have."),
    Property(
      "wants", .list(.tag(.dimension("skill"))), level: .certain, example: "[governance]",
      "Skills they want to learn."),
    Property(
      "affiliate", .reference(["affiliate"]), level: .certain, example: "UserGroups", "Where they belong."),
    Property(
      "mentees", .number(noun: .mentee, whole: true, minimum: 0, maximum: Schema.mostMentees),
      level: .certain, example: "2",
      "The most mentees at a time, when it differs from the pool's."),
    Property(
      "available", .amount(.effort, per: [.week, .month], plain: false), level: .certain,
      example: "2 hours per week",
      "Hours they can give, when they differ from the pool's. Matching heeds it; a forecast goes by the pool's."
    ),
    Property(
      "away", .list(.span), level: .certain, example: "[2027-07-01 .. 2027-08-31]",
      "When they cannot take part."),
    Property(
      "apart", .list(.either([.reference(["person"]), .text])), level: .certain, example: "[M2]",
      "People they must not be matched with."),
    Property(
      "ranks", .list(.either([.reference(["person"]), .text])), level: .certain, example: "[M2]",
      "Whom they would rather be matched with, the best first; a stable matching heeds it."),
  ]
}
