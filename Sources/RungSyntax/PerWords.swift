// Words that may stand after `per`, as far as the syntax needs to know them: to tell `2 hours month` from a word that
// fits nowhere.

package enum PerWords {
  package static let all: Set<String> = [
    "minute", "hour", "day", "week", "month", "year", "round", "intake", "term", "participant", "team",
    "cohort",
    "session", "person", "mentee", "place", "seat",
  ]
}
