// Kinds that say what people go through: curricula, modules, stages, cohorts and streams.

extension Schema {
  static let learningKinds: [Kind] = [
    Kind(
      "curriculum", plural: "curricula",
      example: """
        curriculum Foundations "Foundations of leading a community" {
          module Listening { length: 4 hours }
          module Governance { length: 8 hours; after: Listening }
        }
        """,
      "What is taught: a set of modules.",
      [
        Property(
          "languages", .list(.tag(.language)), level: .certain, example: "[en, fr]",
          "Languages in which it is offered, unless a module says otherwise.")
      ]),
    Kind(
      "module", plural: "modules", owners: ["curriculum"], qualified: true,
      example: "module Listening in Foundations { length: 4 hours; format: online }",
      "One unit of a curriculum.",
      [
        Property(
          "length", .effort, level: .certain, required: true, example: "4 hours", "Hours of teaching in all."),
        Property(
          "sessions", .number(noun: .session, whole: true, minimum: 1, maximum: nil), level: .certain,
          standard: "1", example: "2", "Into how many sessions the length is divided."),
        Property(
          "format", .tag(.words(["online", "in-person", "hybrid", "on-wiki", "self-paced"])), level: .certain,
          standard: "online", example: "in-person", "How people meet. Self-paced modules need no session."),
        Property(
          "after", .list(.reference(["module"])), level: .certain, example: "Listening",
          "Modules that must be finished first."),
        Property(
          "with", .list(.reference(["module"])), level: .certain, example: "Listening",
          "Modules held in the same days."),
        Property(
          "teaches", .list(.tag(.dimension("skill"))), level: .certain, example: "[facilitation]",
          "Skills that those who finish have."),
        Property(
          "needs", .list(.tag(.dimension("skill"))), level: .certain, example: "[facilitation]",
          "Skills that its trainers must have."),
        Property(
          "trainers-needed", .number(noun: nil, whole: true, minimum: 0, maximum: nil), level: .certain,
          standard: "1", example: "2", "Trainers in the room at a time."),
        Property(
          "group", .number(noun: .person, whole: true, minimum: 1, maximum: nil), level: .certain,
          example: "15",
          "The most people in one session; larger intakes are divided."),
        Property(
          "elective", .truth, level: .certain, standard: "false", example: "true",
          "Whether people may leave it out."),
        Property(
          "languages", .list(.tag(.language)), level: .certain, example: "[en, fr]",
          "Languages of its sessions."),
        Property(
          "week", .number(noun: nil, whole: true, minimum: 1, maximum: nil), level: .certain, example: "3",
          "The week of the stage in which it is held."),
        Property(
          "at", .reference(["event"]), level: .certain, example: "Summit", "The event at which it is held."),
        Property(
          "offered", .list(.span), level: .certain, example: "[2027-04-01 .. 2027-06-30]",
          "Spans in which it can be held."),
        Property(
          "cost", costTable, example: "[travel: 1100 EUR per participant, venue: 180 EUR per participant]",
          "What it costs, by category."),
      ]),
    Kind(
      "stage", plural: "stages", exclusive: [["completion", "attrition"]],
      example: """
        stage Discover { purpose: identify; duration: 6 weeks; places: 80; completion: 70% to 85% }
        """,
      "A step that people climb: they enter, stay for its duration, and complete it or leave.",
      [
        Property(
          "after", .list(.reference(["stage"])), level: .certain, example: "Discover",
          "The stages whose completers come here."),
        Property(
          "admits", .selection, standard: "everyone", example: "best(60%)",
          "Which of those who completed the stage before go on: the most committed, or chosen at random."),
        Property(
          "purpose",
          .tag(.words(["identify", "select", "train", "mentor", "practise", "certify", "retain"])),
          level: .fixed,
          example: "train", "What the stage is for."),
        Property(
          "curriculum", .reference(["curriculum"]), level: .certain, example: "Foundations",
          "What is taught in it."),
        Property(
          "duration", .duration, required: true, varies: true, example: "6 months",
          "How long people stay. `3 to 6 months each` varies from person to person."),
        Property(
          "places", .amount(.count, per: [.intake, .round, .cohort], plain: true), varies: false,
          example: "40",
          "How many can be in it at once, or how many an intake may bring (`30 per intake`). Without it, no limit."
        ),
        Property(
          "starts", .tag(.words(["together", "as-places-free"])), level: .certain, standard: "as-places-free",
          example: "together", "Whether an intake starts together or each person as soon as a place is free."),
        Property(
          "waits-up-to", .duration, varies: true, example: "3 months",
          "How long people wait for a place or a mentor before they give up. Without it, they wait."),
        Property(
          "mentoring", .amount(.effort, per: [.week, .month], plain: false), example: "2 hours per month",
          "Mentoring that each person receives."),
        Property(
          "mentored-by", .list(.reference(["pool"])), level: .certain, example: "Veterans",
          "The pools that mentor here."),
        Property(
          "without-mentor", .tag(.words(["wait", "proceed"])), level: .certain, standard: "wait",
          example: "proceed", "What people do when no mentor is free."),
        Property(
          "completion", .percentage, varies: true, example: "121 of 144",
          "The share of those who enter that complete. The rest leave, spread as `leaving` says."),
        Property(
          "attrition", .amount(.percentage, per: [.week, .month, .year], plain: false), varies: true,
          example: "2% per month",
          "The chance of leaving, compounding over time. Not together with `completion`."),
        Property(
          "leaving", .tag(.words(["early", "evenly", "at-the-end"])), level: .certain, standard: "evenly",
          example: "early", "When those who do not complete leave."),
        Property(
          "pass", .percentage, standard: "100%", varies: true, example: "90%",
          "The share of those who stay to the end that pass the final assessment."),
        Property(
          "repeats", .number(noun: nil, whole: true, minimum: 0, maximum: nil), level: .certain,
          standard: "0",
          example: "1", "How many more times someone who did not pass may try."),
        Property(
          "commitment", .tag(.words(["weak", "moderate", "strong"])), level: .certain, standard: "moderate",
          example: "strong", "How strongly a person's commitment decides who completes."),
        Property(
          "cost", costTable, example: "[training: 120 EUR per participant]", "What it costs, by category."),
      ]),
    Kind(
      "cohort", plural: "cohorts", exclusive: [["size", "teams"]], needsOne: [["size", "teams", "people"]],
      example: """
        cohort Intake[n in 1 .. 5] {
          enters: Discover
          starts: 2027-03-01 + 6 months * (n - 1)
          size: 60
        }
        """,
      "People who enter together. One declaration may stand for a family of them.",
      [
        Property(
          "enters", .reference(["stage"]), level: .certain, required: true, example: "Discover",
          "The stage it enters."),
        Property(
          "starts", .date, required: true, example: "2027-03-01", "The day it enters."),
        Property(
          "size", .number(noun: .person, whole: true, minimum: 0, maximum: Schema.mostPeople), example: "60",
          "How many people."),
        Property(
          "teams", .number(noun: .team, whole: true, minimum: 0, maximum: Schema.mostPeople), example: "20",
          "How many teams, for programmes that people attend in teams. Instead of `size`."),
        Property(
          "team-size", .number(noun: .person, whole: false, minimum: 1, maximum: Schema.mostInTeam),
          standard: "1",
          example: "1 to 3 each", "People in a team."),
        Property(
          "mix", .mix, example: "[region: [MENA: 30%, CEE: 20%]]",
          "Shares of groups among its people. What is left open is `unstated`."),
        Property(
          "people", .list(.reference(["people", "person"])), level: .certain, example: "Applicants",
          "Named people in it; they count towards its size."),
      ]),
    Kind(
      "stream", plural: "streams",
      example:
        "stream Volunteers { enters: Discover; over: 2027-01-01 .. 2029-12-31; arrivals: 8 per month }",
      "People who arrive one by one.",
      [
        Property(
          "enters", .reference(["stage"]), level: .certain, required: true, example: "Discover",
          "The stage they enter."),
        Property(
          "over", .span, level: .certain, example: "2027-01-01 .. 2029-12-31",
          "When they arrive. Without it, all through the horizon."),
        Property(
          "arrivals", .amount(.count, per: [.day, .week, .month, .year, .round], plain: false),
          required: true,
          example: "8 per month", "How many arrive."),
        Property(
          "mix", .mix, example: "[region: [MENA: 30%, CEE: 20%]]",
          "Shares of groups among them. What is left open is `unstated`."),
      ]),
  ]
}
