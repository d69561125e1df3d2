// The unit words of the language: `60 people`, `4 hours`, `2 hours per month`. Currency codes are units too
// (`Currency`).

/// What a unit word counts or measures. Singular and plural are one.
package enum UnitWord: String, CaseIterable, Sendable {
  case minute, hour
  case day, week, month, year
  case round, intake, term
  case participant, team, cohort, session, person, mentee, place, seat

  private static let bySpelling: [String: UnitWord] = {
    var table: [String: UnitWord] = [:]
    for unit in allCases {
      table[unit.rawValue] = unit
      table[unit.plural] = unit
    }
    return table
  }()

  /// The unit spelled so, in singular or plural.
  package init?(spelling: String) {
    guard let unit = Self.bySpelling[spelling] else { return nil }
    self = unit
  }

  package var plural: String { self == .person ? "people" : rawValue + "s" }

  /// The word after a number: `1 month`, `2 months`.
  package func spelled(for count: Int) -> String { count == 1 ? rawValue : plural }

  /// The base it is measured in.
  package var base: UnitBase {
    switch self {
    case .minute, .hour: .effort
    case .day, .week: .days
    case .month, .year: .months
    case .round: .rounds
    case .intake: .intakes
    case .term: .terms
    case .participant, .person, .mentee, .place, .seat: .people
    case .team: .teams
    case .cohort: .cohorts
    case .session: .sessions
    }
  }

  /// How many of the base make one: 60 minutes an hour, 7 days a week, 12 months a year.
  package var scale: Int {
    switch self {
    case .hour: 60
    case .week: 7
    case .year: 12
    case .minute, .day, .month, .round, .intake, .term, .participant, .team, .cohort, .session, .person,
      .mentee, .place, .seat:
      1
    }
  }
}

/// A base of measurement. Days and months are two bases: no number of days is a month.
package enum UnitBase: Int, CaseIterable, Sendable {
  case money, effort, days, months, rounds, intakes, terms, people, teams, cohorts, sessions

  /// A bare number may stand where so many of these are meant: `size: 60`, `limit: 3`.
  package var isCounted: Bool {
    switch self {
    case .money, .effort, .days, .months: false
    case .rounds, .intakes, .terms, .people, .teams, .cohorts, .sessions: true
    }
  }

  package var noun: String {
    switch self {
    case .money: "money"
    case .effort: "hours"
    case .days: "days"
    case .months: "months"
    case .rounds: "rounds"
    case .intakes: "intakes"
    case .terms: "terms"
    case .people: "people"
    case .teams: "teams"
    case .cohorts: "cohorts"
    case .sessions: "sessions"
    }
  }
}
