// What can be wrong with a matching: one factory each. Codes R0850–R0859.

import RungModel
import RungText

package enum MatchErrors {
  // MARK: Kept pairs

  static func keptMentorMissing(_ place: Place, _ mentor: String, _ mentee: String) -> Diagnostic {
    Diagnostic(
      .keptPairImpossible, "\(mentee) keeps \(mentor), who is not among the mentors", at: place,
      fixes: [Fix("match with the mentor's pool too, or take the pair out of keep")])
  }

  static func keepAndApart(_ place: Place, _ apart: Place?, _ mentor: String, _ mentee: String) -> Diagnostic
  {
    Diagnostic(
      .keptPairImpossible, "\(mentor) and \(mentee) are to be kept together and held apart", at: place,
      related: apart.map { [RelatedPlace($0, "held apart here")] } ?? [],
      fixes: [Fix("take the pair out of keep or out of apart")])
  }

  static func keptTwice(_ place: Place, _ mentee: String, _ most: Int) -> Diagnostic {
    let mentors = most == 1 ? "one mentor" : "\(most) mentors"
    return Diagnostic(
      .keptPairImpossible, "\(mentee) keeps more than \(mentors)", at: place,
      fixes: [Fix("keep fewer, or state more co-mentors")])
  }

  static func keptBeyondPlaces(_ place: Place, _ mentor: String, _ places: Int) -> Diagnostic {
    let most = places == 1 ? "1 mentee" : "\(places) mentees"
    return Diagnostic(
      .keptPairImpossible, "more pairs of \(mentor) are kept than there are places: \(most) at most",
      at: place,
      fixes: [Fix("keep fewer, or give \(mentor) more mentees")])
  }

  static func keptBreaksRule(_ place: Place, _ mentor: String, _ mentee: String, _ rule: String) -> Diagnostic
  {
    Diagnostic(
      .keptBreaksRule, .warning, "\(mentor) and \(mentee) stay together against the rule \(rule)", at: place,
      fixes: [Fix("leave it so if that is meant; else take the pair out of keep")])
  }

  // MARK: What is asked

  package static func severalMatchings(_ place: Place, _ names: [String]) -> Diagnostic {
    Diagnostic(
      .severalMatchings, "it is not clear which rules hold: those of \(names.joined(separator: " or "))",
      at: place, fixes: [Fix("say in each matching whose mentees it is for, like of: Intake")])
  }

  package static func noMentees(_ place: Place) -> Diagnostic {
    Diagnostic(
      .nobodyToMatch, "there are no mentees to match", at: place,
      fixes: [Fix("give the cohort a size or people")])
  }

  package static func noMentors(_ place: Place) -> Diagnostic {
    Diagnostic(
      .nobodyToMatch, "there are no mentors to match with", at: place,
      fixes: [Fix("name a pool, like with Veterans, and give it a count or people")])
  }

  package static func weightTooLong(_ place: Place) -> Diagnostic {
    Diagnostic(
      .matchingTooLarge, "the weights of prefer are too large or have too many digits to be summed",
      at: place,
      fixes: [Fix("write rounder weights; only their proportions matter")])
  }

  /// A mistake of the program: what came out did not pass its check, and is not shown.
  package static func unproved(_ place: Place, _ flaw: String) -> Diagnostic {
    Diagnostic(
      .matchingTooLarge, "the matching did not pass its check (\(flaw)), which is a mistake of this program",
      at: place, fixes: [Fix("please report it with the file")])
  }

  package static func noSuchResult(_ place: Place, _ verb: String) -> Diagnostic {
    Diagnostic(
      .noSuchResult, "nothing called \"\(place.text)\" has been matched, so there is nothing to \(verb)",
      at: place,
      fixes: [Fix("match first, like match Intake with Veterans")])
  }

  package static func notMatched(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      .noSuchResult, "\(name) was not among those who were matched", at: place,
      fixes: [Fix("name a mentor or a mentee of the last matching")])
  }

  package static func outdated(_ place: Place) -> Diagnostic {
    Diagnostic(
      .resultOutdated, "the programme has changed since \"\(place.text)\" was matched", at: place,
      fixes: [Fix("match again, and then accept")])
  }
}

extension DiagnosticCode {
  static let keptPairImpossible = DiagnosticCode(
    "R0850", title: "a pair cannot be kept",
    why: """
      `keep` names pairs, mentor first, that stay whatever else is decided. A pair cannot stay when it is also held \
      apart, when the mentor is not among those who are matched, has no place left for it, or when the mentee would \
      have more mentors than `co-mentors` says.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 1 }
      pool Veterans { role: mentor }
      person M1 in Veterans { mentees: 1 }
      person T1 in Intake { }
      matching Pairs { keep: [[M1, T1]]; apart: [[M1, T1]] }
      match Intake with Veterans
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 1 }
      pool Veterans { role: mentor }
      person M1 in Veterans { mentees: 1 }
      person T1 in Intake { }
      matching Pairs { keep: [[M1, T1]] }
      match Intake with Veterans
      """)

  static let keptBreaksRule = DiagnosticCode(
    "R0851", title: "a kept pair breaks a rule",
    why: """
      Pairs in `keep` stay even when they do not meet a condition of `require`: somebody decided so. The rule is named, \
      in case nobody did.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 1 }
      pool Veterans { role: mentor }
      person M1 in Veterans { languages: [en] }
      person T1 in Intake { languages: [fr] }
      matching Pairs { require: [overlap(mentor.languages, mentee.languages) >= 1]; keep: [[M1, T1]] }
      match Intake with Veterans
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 1 }
      pool Veterans { role: mentor }
      person M1 in Veterans { languages: [en, fr] }
      person T1 in Intake { languages: [fr] }
      matching Pairs { require: [overlap(mentor.languages, mentee.languages) >= 1]; keep: [[M1, T1]] }
      match Intake with Veterans
      """)

  static let severalMatchings = DiagnosticCode(
    "R0852", title: "it is not clear which rules hold",
    why: """
      A programme may have several `matching` declarations when each says whose mentees it is for with `of`. One \
      without `of` holds for everybody else.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      matching Near { prefer: [mentor.affiliate is mentee.affiliate: 1] }
      matching Far { prefer: [mentor.affiliate is not mentee.affiliate: 1] }
      match Intake with Veterans
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      matching Near { of: Intake; prefer: [mentor.affiliate is mentee.affiliate: 1] }
      matching Far { prefer: [mentor.affiliate is not mentee.affiliate: 1] }
      match Intake with Veterans
      """)

  static let nobodyToMatch = DiagnosticCode(
    "R0853", title: "there is nobody to match",
    why: """
      Mentees come from a cohort's `size` or `people`, from people declared in it, or from a file. Mentors come from \
      the pools named after `with`; without it, from those of the stage's `mentored-by`, else from every pool of \
      mentors.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor }
      match Intake with Veterans
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      match Intake with Veterans
      """)

  static let matchingTooLarge = DiagnosticCode(
    "R0854", title: "weights cannot be summed",
    why: """
      Totals are exact whole numbers. Weights of more than a few digits on both sides of the point make them too long. \
      Only the proportions of weights matter: 3 and 1 say the same as 3000000 and 1000000.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      matching Pairs { prefer: [mentor.affiliate is mentee.affiliate: 0.000_000_000_001] }
      match Intake with Veterans
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      matching Pairs { prefer: [mentor.affiliate is mentee.affiliate: 1] }
      match Intake with Veterans
      """)

  static let noSuchResult = DiagnosticCode(
    "R0856", title: "nothing has been matched by that name",
    why: """
      `accept` and `explain` speak of a result. The result of `match` is called by the name of its `matching`, and by \
      the names of those who were matched: after `match Intake[1] with Veterans` under the rules of `Pairs`, both \
      `accept Pairs` and `accept Intake` keep it.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      accept Intake
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      match Intake with Veterans
      accept Intake
      """)

  static let resultOutdated = DiagnosticCode(
    "R0857", title: "the programme has changed since",
    why: """
      A result is kept only as long as it is the right answer. When anything was declared, changed or accepted after \
      the matching, match again.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      match Intake with Veterans
      accept Intake
      accept Intake
      """,
    right: """
      stage Grow { duration: 6 months }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 2 }
      pool Veterans { role: mentor; count: 2 }
      match Intake with Veterans
      accept Intake
      match Intake with Veterans
      accept Intake
      """)

  /// The codes of matching.
  package static let ofMatching: [DiagnosticCode] = [
    keptPairImpossible, keptBreaksRule, severalMatchings, nobodyToMatch, matchingTooLarge, noSuchResult,
    resultOutdated,
  ]
}
