// Kinds that say what it costs and who pays.

extension Schema {
  static let moneyKinds: [Kind] = [
    Kind(
      "fund", plural: "funds",
      example: "fund Travel { amount: 40_000 EUR per year; pays: [travel, venue]; when-empty: hold }",
      "Money that pays costs.",
      [
        Property(
          "amount", .amount(.money, per: [.year, .month, .round], plain: true), required: true,
          example: "40_000 EUR per year", "How much, once or per period; what is unspent carries over."),
        Property(
          "valid", .span, level: .certain, example: "2027-01-01 .. 2028-12-31",
          "When it can be spent. Without it, all through the horizon."),
        Property(
          "only",
          .list(
            .either([
              .tag(.anyDimension), .reference(["stage", "cohort", "curriculum", "pool", "affiliate"]),
            ])),
          level: .certain, example: "[MENA, SouthAsia]", "The groups, stages or cohorts it is restricted to."),
        Property(
          "pays", .list(.tag(.category)), level: .certain, example: "[travel, venue]",
          "The categories of cost it pays. Without it, any."),
        Property(
          "when-empty", .tag(.words(["hold", "flag"])), level: .certain, standard: "flag", example: "hold",
          "Whether admissions that need it wait when it is empty, or the gap is only reported."),
      ]),
    Kind(
      "cost", plural: "costs",
      example: "cost Coordinator { amount: 4500 EUR per month; category: staff; from: Core }",
      "Something that must be paid for.",
      [
        Property(
          "amount", costAmount, required: true, example: "4500 EUR per month",
          "How much, once or per participant, team, cohort, session, month, year or round."),
        Property(
          "on",
          .list(
            .reference(["stage", "cohort", "stream", "curriculum", "module", "pool", "position", "event"])),
          level: .certain, example: "Grow", "What it is for: the participants or sessions that are counted."),
        Property(
          "category", .tag(.category), level: .certain, standard: "other", example: "staff",
          "What kind of cost it is; funds may pay only some."),
        Property(
          "uptake", .percentage, standard: "100%", varies: true, example: "60% to 90%",
          "The share of those entitled who take it."),
        Property(
          "from", .list(.reference(["fund"])), level: .certain, example: "Core",
          "The fund that pays, or several in order. Without it, those whose `pays` and `only` fit, narrowest first."
        ),
      ]),
  ]

  /// Categories of cost that every programme has.
  package static let knownCategories = [
    "travel", "venue", "staff", "training", "stipend", "honorarium", "other",
  ]

  /// The language's own schema.
  package static let rung = Schema(
    programmeKinds + learningKinds + peopleKinds + moneyKinds + resultKinds + purposeKinds)
}
