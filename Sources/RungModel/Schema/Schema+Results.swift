// Kinds that `accept` writes: the results of matching and scheduling, which are kept in the model.

extension Schema {
  static let resultKinds: [Kind] = [
    Kind(
      "pairing", plural: "pairings",
      example: """
        pairing P1 { mentor: "M1"; mentee: "T4"; since: 2027-03-01 }
        """,
      "An accepted match: written by `accept`, and editable by hand.",
      [
        Property(
          "of", .reference(["cohort", "stream", "stage"]), level: .certain, example: "Intake",
          "Whose mentee it is."),
        Property(
          "mentor", .either([.reference(["person"]), .text]), level: .certain, required: true,
          example: "\"M1\"",
          "The mentor's opaque id."),
        Property(
          "mentee", .either([.reference(["person"]), .text]), level: .certain, required: true,
          example: "\"T4\"",
          "The mentee's opaque id."),
        Property(
          "backup", .list(.either([.reference(["person"]), .text])), level: .certain, example: "\"M2\"",
          "Who steps in when the mentor cannot."),
        Property("since", .date, level: .certain, example: "2027-03-01", "First day."),
        Property("until", .date, level: .certain, example: "2027-09-01", "Last day, once it has ended."),
        Property("reason", .text, level: .fixed, example: "\"moved away\"", "Why it ended."),
        Property(
          "made-from", .text, level: .fixed, example: "\"9f86d081884c7d65 seed 1\"",
          "Digest of the definitions it was made from, and the seed."),
      ]),
    Kind(
      "timetable", plural: "timetables",
      example: """
        timetable S1 { module: Foundations.Listening; when: 2027-03-04; at: 17:00 }
        """,
      "An accepted session: written by `accept`, and editable by hand.",
      [
        Property(
          "of", .reference(["cohort", "stream", "stage"]), level: .certain, example: "Intake",
          "Whose session it is."),
        Property(
          "module", .reference(["module"]), level: .certain, required: true, example: "Foundations.Listening",
          "What is taught."),
        Property(
          "group", .number(noun: nil, whole: true, minimum: 1, maximum: nil), level: .certain, example: "2",
          "Which group of a divided intake."),
        Property("when", .date, level: .certain, required: true, example: "2027-03-04", "The day."),
        Property(
          "trainers", .list(.either([.reference(["person"]), .text])), level: .certain,
          example: "[\"F1\", \"F2\"]",
          "Who teaches."),
        Property(
          "at", .either([.timeOfDay, .reference(["event"])]), level: .certain, example: "17:00",
          "When in the day, or the event."),
        Property(
          "made-from", .text, level: .fixed, example: "\"9f86d081884c7d65 seed 1\"",
          "Digest of the definitions it was made from, and the seed."),
      ]),
  ]
}
