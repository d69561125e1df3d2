// The standard library: name, signature, documentation and example of every function in one table. What a
// function means is in `Compiler+Calls.swift` (types) and `Evaluator+Calls.swift` (values).

import RungModel

package enum FunctionName: String, CaseIterable, Sendable {
  // Lists and numbers
  case sum, count, min, max, mean, median, all, any, round, ceil, floor
  // Time
  case over, remaining, overlaps, date
  // Uncertainty
  case normal, pert, uniform, exponential, poisson, chance
  // People and selection
  case best, random, overlap
  case sharedHours = "shared-hours"
  case either, fixed
  // What a forecast counts: flows
  case arrived, entered, completed, left, spent, filled
  // What a forecast counts: stocks
  case active, waiting
  case inProgress = "in-progress"
  case withoutMentor = "without-mentor"
  case mentors, vacant
  // Of what a forecast counts
  case retained, ties, share, peak, last

  package var function: Function { Function.table[self] ?? Function(self, "", "", "") }

  package var isFlow: Bool {
    switch self {
    case .arrived, .entered, .completed, .left, .spent, .filled: true
    default: false
    }
  }

  package var isStock: Bool {
    switch self {
    case .active, .waiting, .inProgress, .withoutMentor, .mentors, .vacant: true
    default: false
    }
  }

  /// Counted by a forecast: known only after `simulate`.
  package var isObservable: Bool {
    isFlow || isStock || [.retained, .ties, .share, .peak, .last].contains(self)
  }
}

package struct Function: Sendable {
  package let name: FunctionName
  package let signature: String
  package let documentation: String
  /// An expression that checks by itself, or (for observables) in a programme with a stage Lead and a fund Core.
  package let example: String

  init(_ name: FunctionName, _ signature: String, _ documentation: String, _ example: String) {
    self.name = name
    self.signature = signature
    self.documentation = documentation
    self.example = example
  }

  package static let table: [FunctionName: Function] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static let all: [Function] = [
    Function(.sum, "sum(list)", "The sum of the items; of an empty list 0.", "sum([60, 60, 40])"),
    Function(.count, "count(list)", "How many items there are.", "count([60, 60, 40])"),
    Function(.min, "min(list) or min(a, b, …)", "The smallest.", "min(60, 40)"),
    Function(.max, "max(list) or max(a, b, …)", "The largest.", "max(60, 40)"),
    Function(
      .mean, "mean(list) or mean(stock, during: span)",
      "The mean of the items (none, when there are none), or of a stock over time.", "mean([60, 40])"),
    Function(
      .median, "median(list)", "The middle item, or the mean of the two middle ones.", "median([60, 60, 40])"),
    Function(.all, "all(list)", "Whether every item is true; of an empty list true.", "all([true, 2 > 1])"),
    Function(.any, "any(list)", "Whether some item is true; of an empty list false.", "any([false, 2 > 1])"),
    Function(
      .round, "round(x) or round(x, to: step)",
      "The nearest whole number, or multiple of a step; halves go up.",
      "round(60 / 7)"),
    Function(.ceil, "ceil(x)", "The next whole number up.", "ceil(60 / 7)"),
    Function(.floor, "floor(x)", "The next whole number down.", "floor(60 / 7)"),
    Function(
      .over, "over(chance per period, duration)", "A chance over time, compounded: what it comes to in all.",
      "over(3% per month, 1 year)"),
    Function(
      .remaining, "remaining(share per period, duration)",
      "Of a share who stay on from one period to the next, such as `retention`: the share who are still there after all of them.",
      "remaining(70% per year, 3 years)"),
    Function(
      .overlaps, "overlaps(span, span)", "Whether two spans share a day.",
      "overlaps(2027-01-01 .. 2027-06-30, 2027-06-30 .. 2027-12-31)"),
    Function(.date, "date(year, month, day)", "The day with these numbers.", "date(2027, 3, 1)"),
    Function(
      .normal, "normal(mean, standard-deviation)", "A normal distribution.", "normal(60, 5)"),
    Function(
      .pert, "pert(lowest, most-likely, highest)", "A beta-PERT distribution: three points.",
      "pert(20, 30, 60)"),
    Function(.uniform, "uniform(lowest, highest)", "Every value between is as likely.", "uniform(20, 60)"),
    Function(
      .exponential, "exponential(mean)", "Waiting times without memory.", "exponential(3 months)"),
    Function(.poisson, "poisson(mean)", "Counts of independent events.", "poisson(8)"),
    Function(
      .chance, "chance(condition)", "How likely an uncertain condition is.", "chance((40 to 60) > 50)"),
    Function(
      .best, "best(share)", "The most committed share of an intake's completers go on.", "best(60%)"),
    Function(.random, "random(share)", "A share of the completers go on, chosen at random.", "random(60%)"),
    Function(
      .overlap, "overlap(list, list) or overlap(list, list, at: level)",
      """
      How many items two lists share: languages, skills. With a level, languages that both speak at least so well; one \
      without a level counts at every level.
      """,
      "overlap([en, fr], [fr, sw])"),
    Function(
      .sharedHours, "shared-hours(timezone, timezone) or shared-hours(timezone, timezone, on: date)",
      """
      How many hours a day people in both time zones are awake, from 7:00 to 22:00 by their own clocks. Without a date, \
      on the day of the programme's horizon on which they are fewest: daylight saving counts.
      """,
      #"shared-hours("UTC", "Etc/UTC", on: 2027-03-01)"#),
    Function(
      .either, "either(\"A\", \"B\", …)",
      "In a people declaration: the first of these column headers that the file has.",
      #"either("Response", "Response ID")"#),
    Function(
      .fixed, "fixed(\"text\")", "In a people declaration: this text for everyone, not a column.",
      #"fixed("Africa/Nairobi")"#),
    Function(.arrived, "arrived(cohort or stage, …)", "How many came to it.", "arrived(Lead)"),
    Function(
      .entered, "entered(stage, during: span, by: date, from: cohort)", "How many entered it.",
      "entered(Lead)"),
    Function(
      .completed, "completed(stage, during: span, by: date, from: cohort)", "How many completed it.",
      "completed(Lead)"),
    Function(.left, "left(stage or pool, …)", "How many left it before its end.", "left(Lead)"),
    Function(.spent, "spent(fund or cost, during: span)", "Money spent.", "spent(Core)"),
    Function(.filled, "filled(position, …)", "How many vacancies were filled.", "filled(Board)"),
    Function(.active, "active(stage or pool, on: date)", "How many are in it.", "peak(active(Lead))"),
    Function(.waiting, "waiting(stage, on: date)", "How many wait for it.", "peak(waiting(Lead))"),
    Function(
      .inProgress, "in-progress(stage, on: date)", "How many have entered and neither completed nor left.",
      "last(in-progress(Lead))"),
    Function(
      .withoutMentor, "without-mentor(stage, on: date)", "How many should have a mentor and have none.",
      "peak(without-mentor(Lead))"),
    Function(.mentors, "mentors(pool, on: date)", "How many mentors there are.", "last(mentors(Veterans))"),
    Function(.vacant, "vacant(position, on: date)", "How many seats are empty.", "mean(vacant(Board))"),
    Function(
      .retained, "retained(source, after: duration)",
      "Of those who leave it, the share still active in any role so long after.",
      "retained(Board, after: 12 months)"),
    Function(
      .ties, "ties(pool)",
      "Pairs of people from different affiliates or regions brought together by mentoring.",
      "ties(Veterans)"),
    Function(
      .share, "share(flow, dimension: value)", "The share of a flow that belongs to a group.",
      "share(completed(Lead), region: MENA)"),
    Function(.peak, "peak(stock, during: span)", "The highest a stock gets.", "peak(active(Lead))"),
    Function(.last, "last(stock)", "A stock at the end of the horizon.", "last(active(Lead))"),
  ]
}
