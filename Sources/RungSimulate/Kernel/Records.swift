// What a run knows of each person, mentor and seat: records without objects, so that nothing is allocated for an event.

/// A person, or a team that moves as one.
struct Climber: BitwiseCopyable {
  enum State: UInt8 { case outside, waiting, candidate, inside, ended }
  /// What waiting people lack.
  enum Lack: UInt8 { case place, mentor, money, trainer }

  /// Identity of all its draws.
  var key: UInt64
  /// Stages that select and that it may still come to, as bits: an intake is decided when none of it may.
  var alive: UInt64 = 0
  /// Languages it shares with a mentor, as bits; 0 when any will do.
  var languages: UInt64 = 0
  var commitment: Double = 0
  /// Days since when it has been in its state.
  var since: Int32 = 0
  var intake: Int32
  var source: Int32
  var size: Int32
  var stage: Int32 = -1
  /// The next in the queue it waits in, or of those whose stay ends the same day.
  var link: Int32 = -1
  var mentor: Int32 = -1
  /// Neighbours among the mentees of a mentor, or among those of a stage who lost theirs.
  var mate: Int32 = -1
  var matePrevious: Int32 = -1
  /// Places in pools and positions that it holds.
  var roles: Int32 = 0
  var state: State = .outside
  /// Passages of the stage so far.
  var attempt: UInt8 = 0
  /// Whether this stay ends with completion.
  var staysToEnd = false
  /// Which of the ways on from its stage it is a candidate for.
  var option: UInt8 = 0
  var hasEntered = false
}

struct Mentor: BitwiseCopyable {
  enum State: UInt8 { case training, serving, resting, gone }

  var unit: Int32
  var pool: Int32
  /// Slots that are taken or rest.
  var load: Int32 = 0
  var capacity: Int32
  var joined: Int32
  /// Neighbours among the members with as many slots taken.
  var next: Int32 = -1
  var previous: Int32 = -1
  var firstMentee: Int32 = -1
  /// Neighbour in the order of joining.
  var hoursLeft: Double = .infinity
  var languages: UInt64 = 0
  var key: UInt64
  var terms: Int32 = 0
  /// The day on which a training or a rest is over, and the day on which an absence is.
  var ready: Int32 = 0
  var back: Int32 = 0
  var isAway = false
  var state: State = .serving
}

struct Seat: BitwiseCopyable {
  /// Who sits; -1 when it is vacant.
  var unit: Int32 = -1
  var terms: Int32 = 0
  /// While it is vacant: which of the sources is to fill it.
  var origin: Int32 = Seat.undecided

  static let undecided: Int32 = -1
  static let elsewhere: Int32 = -2

  /// How often it has been filled, and how often since then it was drawn from where it is to be, for its draws.
  var fillings: Int32 = 0
  var redraws: Int32 = 0
}

/// Something to happen on a day.
struct Event: BitwiseCopyable {
  enum Kind: UInt8 {
    case mentorLeaves, mentorReady, slotRested, mentorGoes, mentorReturns, termEnds, roundBegins
    case seatEnds, election
    case cohortArrives, streamArrives, streamMonthEnds
    case groupEnds
    case patienceEnds
    case monthEnds, costOnce, attendance, retainedCheck, sample
  }

  let kind: Kind
  let a: Int32
  let b: Int32
  var next: Int32
}

/// The hours of a day, in order. What happens in one may put something into a later one of the same day.
enum Phase: Int {
  /// Ends of service and of terms; after the ends of stays.
  case ends
  case arrivals
  /// After the admissions.
  case patience
  /// When the day is over.
  case close

  static let count = 4
}

/// Who gains or loses what on a day, for the tests: they check the run by this alone.
package struct TrailEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case flow(site: Int)
    case charged(cost: Int)
    case paid(fund: Int)
  }

  package let day: Int
  package let kind: Kind
  /// The person or team; -1 for money that nobody in particular brought about.
  package let unit: Int
  /// People, or minor units of money.
  package let amount: Int
}
