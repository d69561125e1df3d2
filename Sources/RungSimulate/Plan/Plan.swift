// The plan of a forecast: what flows where, as plain numbers. It knows nothing of the language; the adaptor makes it
// from definitions, tests make it by hand.

import RungModel

/// A number of the model as a run reads it: one of its slots, or one for each value of a dimension, in a row.
package struct Figure: Hashable, Sendable, BitwiseCopyable {
  package var first: Int32
  /// Position of the dimension whose value is added to `first`; -1 when it is the same for everyone.
  package var dimension: Int32

  package init(_ slot: Int, by dimension: Int = -1) {
    first = Int32(slot)
    self.dimension = Int32(dimension)
  }
}

/// Calendar time: months, then days.
package struct Stretch: Hashable, Sendable, BitwiseCopyable {
  package var months: Figure
  package var days: Figure

  package init(months: Figure, days: Figure) {
    self.months = months
    self.days = days
  }
}

/// Who of those that completed the stage before go on.
package enum Admission: Hashable, Sendable {
  case everyone
  /// The most committed share of an intake's completers.
  case best(Figure)
  /// Each with this chance.
  case random(Figure)
}

package enum PlaceLimit: Hashable, Sendable {
  case none
  case atOnce(Figure)
  case perIntake(Figure)
}

/// How many of those who enter stay to the end.
package enum Staying: Hashable, Sendable {
  case everyone
  case completion(Figure)
  /// A chance of leaving for each so many days.
  case attrition(Figure, periodDays: Double)
}

package enum LeavingTime: Hashable, Sendable {
  case early, evenly, atTheEnd
}

package struct StagePlan: Sendable {
  package var name: String
  package var next: [Int] = []
  package var admission = Admission.everyone
  package var duration: Stretch
  package var places = PlaceLimit.none
  package var startsTogether = false
  package var patience: Stretch?
  package var pools: [Int] = []
  /// Hours of mentoring a month; 0 when it is not said.
  package var mentoring: Figure?
  package var proceedsWithoutMentor = false
  package var staying = Staying.everyone
  package var leaving = LeavingTime.evenly
  package var pass: Figure?
  package var repeats = 0
  /// By how many log-odds a standard deviation of commitment shifts completion.
  package var strength = 0.0
  /// Hours of trainers a week that one group takes, and how many people make a group (0: all).
  package var trainerHours = 0.0
  package var groupSize = 0
  package var trainers: [Int] = []

  package init(name: String, duration: Stretch) {
    self.name = name
    self.duration = duration
  }
}

/// People who arrive together on a day, or one by one.
package struct SourcePlan: Sendable {
  package enum Arrival: Sendable {
    /// A day of the horizon (a slot: days since its first), and how many units; `each` people in a unit.
    case cohort(day: Figure, units: Figure, each: Figure)
    /// Units a day, from the first to the last of these days.
    case stream(perDay: Figure, first: Int, last: Int)
  }

  package var name: String
  package var enters: Int
  package var arrival: Arrival
  /// Whether a unit is a team.
  package var isTeams = false
  /// By dimension: the share of each of its values but the last, which is `unstated` and takes the rest.
  package var mix: [[Figure]]
  /// Named people come first: their values by dimension.
  package var named: [[UInt8]] = []
  package var namedLanguages: [UInt64] = []

  package init(name: String, enters: Int, arrival: Arrival, mix: [[Figure]]) {
    self.name = name
    self.enters = enters
    self.arrival = arrival
    self.mix = mix
  }
}

/// Where people come from or money goes: a stage's completers, a position's officers, a pool's members, a source's
/// graduates, or outside the programme.
package enum Origin: Hashable, Sendable {
  case stage(Int), position(Int), pool(Int), source(Int), elsewhere
}

package enum Retention: Hashable, Sendable {
  case forGood
  /// Of so many days, at any time.
  case perPeriod(Figure, days: Double)
  case perRound(Figure)
  case perTerm(Figure)
}

package struct PoolPlan: Sendable {
  package var name: String
  package var count: Figure
  package var mentees = 1
  /// Hours a month that each can give; nil when it is no limit.
  package var available: Figure?
  package var retention = Retention.forGood
  package var term: Stretch?
  package var rest: Stretch?
  /// The rest in rounds, when it is said so.
  package var restRounds: Figure?
  package var training: Stretch?
  /// `isTrained`: who comes from there has had the training.
  package var drawnFrom: [(origin: Origin, share: Figure, isTrained: Bool)] = []
  /// Share who speak each language, by its bit.
  package var languages: [(bit: Int, share: Double)] = []
  /// Named people come first.
  package var namedMentees: [Int] = []
  package var namedLanguages: [UInt64] = []
  /// When they are away, in days of the horizon.
  package var namedAway: [[DayRange]] = []
  package var named: [[UInt8]] = []

  package init(name: String, count: Figure) {
    self.name = name
    self.count = count
  }
}

package struct PositionPlan: Sendable {
  package var name: String
  package var seats: Figure
  package var term: Stretch?
  package var limit = Int.max
  /// First and last day of the year in which terms end (as days of the horizon, maybe outside it), and how many.
  package var incumbents: [(first: Int, last: Int, count: Int)] = []
  /// Days of the horizon; nil when seats are filled as they fall vacant.
  package var elections: [Int]?
  package var drawnFrom: [(origin: Origin, share: Figure)] = []

  package init(name: String, seats: Figure) {
    self.name = name
    self.seats = seats
  }
}

package struct FundPlan: Sendable {
  package enum Accrual: Sendable, BitwiseCopyable { case once, perYear, perMonth, perRound }

  package var name: String
  /// In minor units of the programme's currency.
  package var amount: Figure
  package var accrual = Accrual.once
  /// Days of the horizon.
  package var first: Int
  package var last: Int
  package var holds = false

  package init(name: String, amount: Figure, first: Int, last: Int) {
    self.name = name
    self.amount = amount
    self.first = first
    self.last = last
  }
}

package struct CostPlan: Sendable {
  package enum Basis: Hashable, Sendable {
    /// On a day of the horizon.
    case once(day: Int)
    /// Of each person, or each unit, that enters these stages; or enters any of them for the first time.
    case perPerson, perUnit
    case perCohort
    /// Of each of so many sessions that a group of an intake has.
    case perSession(count: Int, group: Int)
    case perMonth, perYear, perRound
    /// Of each member of the pool.
    case memberMonth, memberYear, memberRound, memberJoining, memberMatch
    case officer
    /// Of each person who is in the stages on the day, at most so many (-1: no limit).
    case attendance(day: Int, places: Int)
  }

  package struct Route: Sendable {
    package var fund: Int
    /// By dimension: the values it is restricted to, as bits; empty when any.
    package var allowed: [(dimension: Int, values: UInt64)] = []
    /// The sources it is restricted to; empty when any.
    package var sources: [Int] = []

    package init(fund: Int, allowed: [(dimension: Int, values: UInt64)] = [], sources: [Int] = []) {
      self.fund = fund
      self.allowed = allowed
      self.sources = sources
    }
  }

  package var name: String
  package var category: String
  package var amount: Figure
  package var basis: Basis
  package var uptake: Figure?
  /// Stages, sources, pools or positions that it is for; none: all.
  package var stages: [Int] = []
  package var sources: [Int] = []
  package var place = -1
  /// Whether only the first stage that a unit enters counts.
  package var isOnFirstEntry = false
  /// The funds that pay, in order.
  package var routes: [Route] = []

  package init(name: String, category: String, amount: Figure, basis: Basis) {
    self.name = name
    self.category = category
    self.amount = amount
    self.basis = basis
  }
}

/// A dimension that people are divided by; the last value is `unstated`.
package struct DimensionPlan: Sendable {
  package var name: String
  package var values: [String]
  /// Languages of those with the value, as bits; 0 when nothing is said.
  package var languages: [UInt64]

  package init(name: String, values: [String], languages: [UInt64] = []) {
    self.name = name
    self.values = values
    self.languages = languages.isEmpty ? values.map { _ in 0 } : languages
  }
}

package struct Plan: Sendable {
  package var calendar: PlanCalendar
  /// What the slots hold; those that vary from person to person are drawn for each.
  package var numbers: [Uncertain] = []
  package var stages: [StagePlan] = []
  package var sources: [SourcePlan] = []
  package var pools: [PoolPlan] = []
  package var positions: [PositionPlan] = []
  package var funds: [FundPlan] = []
  package var costs: [CostPlan] = []
  package var dimensions: [DimensionPlan] = []
  package var observables: [Observable] = []
  /// Days of a round, and the first day of the horizon on which one begins.
  package var roundDays = 365
  package var firstRound = 0

  package init(calendar: PlanCalendar) { self.calendar = calendar }

  /// A slot for a number.
  package mutating func slot(_ number: Uncertain) -> Int {
    numbers.append(number)
    return numbers.count - 1
  }

  package mutating func figure(_ number: Double) -> Figure { Figure(slot(.constant(number))) }

  package mutating func stretch(months: Double = 0, days: Double = 0) -> Stretch {
    Stretch(months: figure(months), days: figure(days))
  }
}
