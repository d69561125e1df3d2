// The verbs: how each is written, what it does, and whether this version can do it.

import RungSyntax

package struct VerbDocumentation: Sendable {
  package let name: String
  /// How it is written: `[ ]` may be left out, `…` may be repeated.
  package let usage: String
  package let documentation: String
  /// A statement; the reference gives it the declarations it needs.
  package let example: String
  /// What must come before it can run; nil when it runs.
  package let missing: String?

  private init(
    _ name: String, _ usage: String, _ documentation: String, _ example: String, missing: String? = nil
  ) {
    self.name = name
    self.usage = usage
    self.documentation = documentation
    self.example = example
    self.missing = missing
  }

  package static func named(_ name: String) -> VerbDocumentation? { all.first { $0.name == name } }

  package static let all: [VerbDocumentation] = [
    VerbDocumentation(
      "show", "show WHAT, … [where CONDITION] [by VALUE [descending]] [first NUMBER]",
      """
      Prints tables. Of a collection (cohorts, pools, people), a family or a list: a row for each thing, with the \
      properties that any of them has. Of one thing: each property with its formula, value, level and source line. \
      In where and by the properties of each thing are known by their bare names. \(KindOrder.documentation)
      """,
      "show cohorts where size > 40 by starts descending first 5"),
    VerbDocumentation(
      "test", "test [TARGET, …]",
      """
      Decides targets, all of them when none is named: met, missed, or undecided with the reason. A condition on \
      uncertain values is met when it is at least as likely as its confidence asks; one on what a forecast counts is \
      decided by 1,000 runs, or more while it is too close to call.
      """,
      "test InBudget"),
    VerbDocumentation(
      "match", "match MENTEES, … [with MENTORS, …]",
      "Pairs mentees with mentors: as many as can be, then the best. The rules are those of `matching`.",
      "match Intake with Veterans"),
    VerbDocumentation(
      "schedule", "schedule [WHAT, …]",
      "Plans the sessions of cohorts on real dates and never books anybody twice.",
      "schedule Intake", missing: "the scheduling engine"),
    VerbDocumentation(
      "simulate", "simulate [NUMBER runs] [seed NUMBER] [by DIMENSION]",
      """
      Lets people and money flow through the programme, many times, and counts: 1,000 runs when none are said, from \
      the programme's seed. Prints means and from the 5th to the 95th percentile; in CSV and JSON every figure, by \
      month, and who came through by group; with `by` a dimension everything by its groups, month by month. Until the programme changes, \
      what only a forecast knows has its figure then: `completed(Lead)` typed at the prompt, `show` of a `let`. The \
      page "How a forecast runs" says what happens on a day.
      """,
      "simulate 1_000 runs seed 7"),
    VerbDocumentation(
      "compare", "compare SCENARIO, … [measuring VALUE, …]",
      """
      Forecasts scenarios with the same draws and says how much each differs from the first: every figure that moved, \
      the most first, or those that are measured. `Base` is the programme as written.
      """,
      "compare Base, Lean"),
    VerbDocumentation(
      "find", "find PATH in SPAN until TARGET [with CONFIDENCE confidence]",
      """
      Looks for the smallest value of a property with which a target or a condition holds (the largest, where it holds \
      at the lower end), and shows the values tried.
      """,
      "find Veterans.count in 10 .. 60 until InBudget"),
    VerbDocumentation(
      "sweep", "sweep PATH over SPAN [by STEP], … measuring VALUE, …",
      "Tabulates what follows from several values of a property.",
      "sweep Veterans.count over 10 .. 60 by 10 measuring Veterans.count * 2"),
    VerbDocumentation(
      "explain", "explain PATH [in PATH | with PATH]",
      """
      Says why a match or a figure came out as it did. After `match`: `explain Intake` the whole, `explain T4` a mentee \
      or mentor, `explain T4 with M2` why this pair or why not, `explain Applicants[P7]` somebody of a file. After \
      `simulate`: `explain forecast` says where people get stuck, what more of each resource would yield, and which \
      assumption decides the most; `explain Graduates` the same of a target, `explain Graduates in Lean` under a \
      scenario, `explain Intake in Grow` what became of an intake in a stage. (`rung explain CODE`, outside a script, explains a problem.)
      """,
      "explain Intake in Grow"),
    VerbDocumentation(
      "accept", "accept NAME",
      "Keeps a matching or a timetable in the programme, for the statements after it.",
      "accept Intake"),
    VerbDocumentation(
      "save", "save", "Writes what was changed at the prompt back into the files it came from.", "save"),
    VerbDocumentation(
      "snapshot", "snapshot \"NAME\"",
      """
      Keeps the programme as it is now: canonical text in the project's `snapshots` folder under this name, or, when \
      the name ends with ".rung", at this path.
      """,
      "snapshot \"as agreed\""),
    VerbDocumentation(
      "open", "open \"NAME\"",
      "Goes on with a snapshot, or with the file at a path that ends with \".rung\", in place of the programme.",
      "open \"as agreed\""),
    VerbDocumentation(
      "export", "export NAME [to \"FILE\"]", "Writes a result for other programs: CSV, iCalendar, HTML.",
      "export Intake to \"intake.csv\"", missing: "the exporter"),
    VerbDocumentation(
      "report", "report [to \"FILE\"]", "Writes a report of the whole programme.",
      "report to \"report.html\"",
      missing: "the report writer"),
  ]
}

extension NodeKind {
  /// The word of a verb's statement; nil for others.
  var verb: String? {
    switch self {
    case .show: "show"
    case .test: "test"
    case .match: "match"
    case .schedule: "schedule"
    case .simulate: "simulate"
    case .compare: "compare"
    case .find: "find"
    case .sweep: "sweep"
    case .explain: "explain"
    case .accept: "accept"
    case .save: "save"
    case .snapshot: "snapshot"
    case .open: "open"
    case .export: "export"
    case .report: "report"
    default: nil
    }
  }
}
