// Words of the field that the language says otherwise: who writes `donor` or `lesson` is told of `fund` and `module`.

import RungText

package enum FieldWords {
  /// Singular, in small letters; to the kind that is meant, most likely.
  package static let kinds: [String: String] = [
    // Who
    "stakeholder": "affiliate", "chapter": "affiliate", "branch": "affiliate", "partner": "affiliate",
    "organisation": "affiliate", "organization": "affiliate", "usergroup": "affiliate",
    "community": "affiliate",
    "club": "affiliate", "network": "affiliate",
    "mentor": "pool", "trainer": "pool", "volunteer": "pool", "facilitator": "pool", "coach": "pool",
    "staff": "pool", "faculty": "pool", "alumni": "pool", "tutor": "pool",
    "participant": "cohort", "mentee": "cohort", "student": "cohort", "learner": "cohort",
    "trainee": "cohort",
    "fellow": "cohort", "applicant": "cohort", "class": "cohort", "batch": "cohort", "group": "cohort",
    "intake": "cohort",
    "board": "position", "officer": "position", "office": "position", "seat": "position",
    "committee": "position",
    "council": "position", "leader": "position", "job": "position",
    "member": "person", "user": "person", "survey": "people", "spreadsheet": "people",
    // What they do
    "course": "curriculum", "syllabus": "curriculum", "lesson": "module", "workshop": "module",
    "session": "module", "training": "module", "unit": "module", "topic": "module",
    "phase": "stage", "step": "stage", "level": "stage", "track": "stage",
    "meeting": "event", "conference": "event", "retreat": "event", "summit": "event",
    "deadline": "milestone", "checkpoint": "milestone",
    "project": "programme", "program": "programme", "initiative": "programme",
    "region": "dimension", "country": "dimension", "gender": "dimension", "skill": "dimension",
    "category": "dimension",
    "mentorship": "pairing", "pair": "pairing", "rule": "matching",
    // Money
    "donor": "fund", "funder": "fund", "sponsor": "fund", "grant": "fund", "budget": "fund", "money": "fund",
    "expense": "cost", "fee": "cost", "salary": "cost", "stipend": "cost", "price": "cost",
    // What is expected
    "goal": "target", "kpi": "target", "objective": "target", "outcome": "target", "indicator": "target",
    "option": "scenario", "alternative": "scenario", "variant": "scenario",
    "plan": "scenario", "assumption": "assume", "guess": "assume", "estimate": "assume", "risk": "assume",
    "variable": "let", "constant": "let", "number": "let", "currency": "exchange",
  ]

  /// The kind that a word stands for, whatever its capitals, one or many.
  package static func kind(for word: String) -> String? {
    let word = word.lowercased()
    if let kind = kinds[word] { return kind }
    return word.hasSuffix("s") ? kinds[String(word.dropLast())] : nil
  }

  /// What to do about the word at the beginning of a declaration; nil when it is none of these.
  static func fix(_ place: Place, _ schema: Schema) -> Fix? {
    guard let name = kind(for: place.text), let kind = schema.kind(named: name) else { return nil }
    guard !schema[kind].isStatement || name == "scenario" else {
      return Fix("it is called \"\(name)\" here, as in: \(schema[kind].example.lastLine)")
    }
    return Fix(
      "it is called \"\(name)\" here: write \(name); rung doc \(name) tells more",
      edits: [TextEdit(place, name)],
      isSafe: false)
  }
}

extension Property {
  /// Whether a chance per period is that of staying, not of leaving: it compounds the other way.
  package var countsThoseWhoStay: Bool { name == "retention" }
}

extension String {
  /// The last line: an example's own statement stands after what it needs.
  fileprivate var lastLine: String {
    split(separator: "\n").last.map(String.init) ?? self
  }
}
