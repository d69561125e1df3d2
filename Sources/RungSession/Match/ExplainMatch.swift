// `explain` of a matching: the whole of it, a mentee, a mentor, or a mentee with a mentor.

import RungAnalysis
import RungMatch
import RungModel
import RungReport
import RungText

struct ExplainMatch {
  private let result: MatchResult
  private var question: MatchQuestion { result.question }
  private let why: MatchExplanation

  init(_ result: MatchResult) {
    self.result = result
    why = MatchExplanation(result)
  }

  func mentee(_ id: String) -> Int? { question.mentees.firstIndex { $0.id == id } }
  func mentor(_ id: String) -> Int? { question.mentors.firstIndex { $0.id == id } }

  // MARK: The whole

  func whole(_ name: String) -> Page {
    var blocks: [Page.Block] = MatchSummary(result).sentences.map { .paragraph($0 + ".") }
    let nobody = question.mentees.indices.filter { result.mentors[$0].isEmpty }
    if !nobody.isEmpty {
      blocks += [
        .heading("Without a mentor"),
        .table(people(nobody.map { (question.mentees[$0].id, why.unmatchedReason($0)) })),
      ]
    }
    let relaxations = relaxations()
    if !relaxations.isEmpty {
      blocks += [.heading("What would match more")] + relaxations.map { .paragraph($0.text) }
    }
    let loads = MatchSpread(result).overloaded()
    if !loads.isEmpty {
      let rows = loads.map { load -> [Table.Cell] in
        [
          .text(question.mentors[load.mentor].id), .count(load.taken), .count(load.places),
          .count(load.wantedBy),
        ]
      }
      blocks += [
        .heading("Mentors in demand"),
        .table(
          Table(columns: ["mentor", "taken", "places", "more would score higher with them"], rows: rows)),
      ]
    }
    let groups = MatchSpread(result).groups()
    if !groups.isEmpty {
      let rows = groups.map { group -> [Table.Cell] in
        [
          .text(group.dimension), .text(group.value), .count(group.mentees), .count(group.matched),
          .count(group.same),
        ]
      }
      blocks += [
        .heading("Spread"),
        .table(
          Table(
            columns: ["dimension", "value", "mentees", "matched", "with a mentor of the same"], rows: rows)),
      ]
    }
    let json: JSON = [
      "mentees": .number(question.mentees.count), "matched": .number(result.matchedCount),
      "unmatched": .array(
        nobody.map { ["mentee": .string(question.mentees[$0].id), "why": .string(why.unmatchedReason($0))] }),
      "relaxations": .array(relaxations.map(\.json)),
      "overloaded": .array(
        loads.map { ["mentor": .string(question.mentors[$0.mentor].id), "wanted-by": .number($0.wantedBy)] }),
      "spread": .array(
        groups.map {
          [
            "dimension": .string($0.dimension), "value": .string($0.value), "mentees": .number($0.mentees),
            "matched": .number($0.matched), "same": .number($0.same),
          ]
        }),
    ]
    return Page("Matching \(name)", blocks, json: json)
  }

  private func relaxations() -> [(text: String, json: JSON)] {
    let work = MatchRelaxations(result)
    let rules = work.withoutRules().map { rule -> (text: String, json: JSON) in
      (
        "Without the rule \(rule.rule): \(rule.gain) more.",
        ["without": .string(rule.rule), "gain": .number(rule.gain)]
      )
    }
    let mentors = work.moreMentors(most: 3).map { more -> (text: String, json: JSON) in
      let who =
        more.count == 1 ? "One more mentor" : more.count == 2 ? "Two more mentors" : "Three more mentors"
      return (
        "\(who) \(more.kind): \(more.gain) more.",
        ["mentors": .number(more.count), "kind": .string(more.kind), "gain": .number(more.gain)]
      )
    }
    return mentors + rules
  }

  private func people(_ rows: [(id: String, why: String)]) -> Table {
    var table = Table(columns: ["mentee", "why"], rows: rows.map { [.text($0.id), .text($0.why)] })
    table.isFromPeople = true
    return table
  }

  // MARK: One person

  func page(ofMentee mentee: Int) -> Page {
    let id = question.mentees[mentee].id
    let own = result.mentors[mentee]
    if own.isEmpty {
      let reason = why.unmatchedReason(mentee)
      var blocks: [Page.Block] = [.paragraph(sentence(reason))]
      let rivals = why.competition(mentee)
      if rivals.mentors.isEmpty {
        blocks += nearest(mentee)
      } else {
        blocks.append(.paragraph(competition(rivals)))
      }
      return Page(
        "\(id) has no mentor", blocks, json: ["mentee": .string(id), "mentor": .null, "why": .string(reason)])
    }
    var blocks: [Page.Block] = []
    for mentor in own {
      blocks.append(.paragraph(pairText(MatchQuestion.Pair(mentor: mentor, mentee: mentee))))
    }
    let others = why.otherMentors(mentee, most: 5)
    if !others.isEmpty {
      let rows = others.map { other -> [Table.Cell] in
        [
          .text(question.mentors[other.mentor].id), .text(other.score.canonicalText),
          .text(consequence(mentee, other)),
        ]
      }
      blocks += [.heading("Instead"), .table(Table(columns: ["mentor", "score", "then"], rows: rows))]
    }
    let names = own.map { question.mentors[$0].id }
    return Page(
      "\(id) with \(names.joined(separator: " and "))", blocks,
      json: [
        "mentee": .string(id), "mentors": .array(names.map { .string($0) }),
        "instead": .array(
          others.map {
            ["mentor": .string(question.mentors[$0.mentor].id), "then": .string(consequence(mentee, $0))]
          }),
      ])
  }

  func page(ofMentor mentor: Int) -> Page {
    let person = question.mentors[mentor]
    let mentees = result.pairs.filter { $0.mentor == mentor }
    let names = mentees.map { question.mentees[$0.mentee].id }
    var text =
      "\(person.id) has \(names.count + person.load) of \(person.places) \(person.places == 1 ? "mentee" : "mentees")"
    if person.load > 0 { text += ", \(person.load) of them elsewhere" }
    if person.lacksHours { text += "; their hours allow no more" }
    var blocks: [Page.Block] = [.paragraph(sentence(text))]
    for pair in mentees {
      blocks.append(.paragraph("\(question.mentees[pair.mentee].id): \(pairText(pair))"))
    }
    let wanted = MatchSpread(result).overloaded().first { $0.mentor == mentor }?.wantedBy ?? 0
    if wanted > 0 {
      blocks.append(.paragraph("\(wanted) more would score higher with \(person.id) than they do now."))
    }
    return Page(
      "\(person.id) as a mentor", blocks,
      json: [
        "mentor": .string(person.id), "mentees": .array(names.map { .string($0) }),
        "wanted-by": .number(wanted),
      ])
  }

  // MARK: A pair

  func page(of pair: MatchQuestion.Pair) -> Page {
    let (mentee, mentor) = (question.mentees[pair.mentee].id, question.mentors[pair.mentor].id)
    let isMatched = result.mentors[pair.mentee].contains(pair.mentor)
    let text: String
    if isMatched {
      text = pairText(pair)
    } else {
      let other = why.alternative(pair)
      text =
        other.obstacles.isEmpty
        ? "They could be matched, with a score of \(other.score.canonicalText). Then \(consequence(pair.mentee, other))."
        : sentence("they cannot be matched: \(other.obstacles.joined(separator: ", and "))")
    }
    return Page(
      "\(mentee) \(isMatched ? "with" : "not with") \(mentor)", [.paragraph(text)],
      json: [
        "mentee": .string(mentee), "mentor": .string(mentor), "matched": .bool(isMatched),
        "why": .string(text),
      ])
  }

  private func pairText(_ pair: MatchQuestion.Pair) -> String {
    let mentor = question.mentors[pair.mentor].id
    let held = result.reasons(pair)
    var text: String
    switch result.standing(pair) {
    case .kept: text = "\(mentor) stays, as keep says."
    case .stays: text = "\(mentor) stays: they were a pair before."
    case .new: text = "\(mentor) is eligible and part of \(question.rules.aim.whole)."
    }
    if !question.rules.prefer.isEmpty {
      text += " Score \(question.score(pair).canonicalText)"
      text += held.isEmpty ? ": nothing preferred holds." : ": \(held.joined(separator: "; "))."
    }
    return text
  }

  private func consequence(_ mentee: Int, _ other: MatchExplanation.Alternative) -> String {
    if let first = other.obstacles.first { return first }
    let others = [
      others(other.losing, one: "loses a mentor", more: "lose a mentor each"),
      others(other.gaining, one: "gets one", more: "get one"),
    ].compactMap { $0 }
    let whole = wholeConsequence(mentee, other)
    return others.isEmpty ? whole : others.joined(separator: ", ") + ", and " + whole
  }

  /// `t11 loses a mentor`; nil of nobody.
  private func others(_ mentees: [Int], one: String, more: String) -> String? {
    guard !mentees.isEmpty else { return nil }
    let names = mentees.prefix(5).map { question.mentees[$0].id }
    let rest = mentees.count - names.count
    let list = (names + (rest > 0 ? ["\(rest) more"] : [])).listed
    return "\(list) \(mentees.count == 1 ? one : more)"
  }

  private func wholeConsequence(_ mentee: Int, _ other: MatchExplanation.Alternative) -> String {
    switch other.loss {
    case nil: return "everybody else would have to be matched anew"
    case .nothing?: return "the whole is as good"
    case .mentees(let count, let mentors)?:
      let who = "\(count) \(count == 1 ? "mentee fewer has" : "mentees fewer have")"
      return mentors == 1 ? "\(who) a mentor" : "\(who) \(mentors) mentors"
    case .stayingPairs(let count)?:
      return "\(count) \(count == 1 ? "pairing fewer stays" : "pairings fewer stay")"
    case .total(let less)?: return "the total is \(less.canonicalText) less"
    case .match(let then, let now)?:
      return "a match of score \(now.canonicalText) becomes one of \(then.canonicalText)"
    case .menteeContent?: return "\(question.mentees[mentee].id) would not be better off"
    case .mentorContent?: return "\(question.mentors[other.mentor].id) would not be better off"
    case .keptPair?: return "a pair that is kept would have to end"
    }
  }

  private func competition(_ rivals: (mentees: [Int], mentors: [Int])) -> String {
    func list(_ names: [String]) -> String {
      names.count <= 8
        ? names.joined(separator: ", ")
        : names.prefix(8).joined(separator: ", ") + " and \(names.count - 8) more"
    }
    return "Only \(list(rivals.mentors.map { question.mentors[$0].id })) could mentor any of "
      + "\(list(rivals.mentees.map { question.mentees[$0].id })), and they have too few places for all of them."
  }

  /// The mentors who miss the fewest rules.
  private func nearest(_ mentee: Int) -> [Page.Block] {
    let all = question.mentors.indices.map { mentor in
      (mentor: mentor, obstacles: question.obstacles(MatchQuestion.Pair(mentor: mentor, mentee: mentee)))
    }
    let best = all.sorted { ($0.obstacles.count, $0.mentor) < ($1.obstacles.count, $1.mentor) }.prefix(5)
    guard !best.isEmpty else { return [] }
    let rows = best.map { other -> [Table.Cell] in
      [.text(question.mentors[other.mentor].id), .text(other.obstacles.joined(separator: ", and "))]
    }
    return [.heading("Nearest"), .table(Table(columns: ["mentor", "why not"], rows: rows))]
  }

  private func sentence(_ text: String) -> String {
    let isName = question.mentors.contains { text.hasPrefix($0.id + " ") }
    return (isName ? text : text.prefix(1).uppercased() + text.dropFirst()) + "."
  }
}

extension [String] {
  /// `a`, `a and b`, `a, b and c`.
  fileprivate var listed: String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension MatchAim {
  /// What a pair is part of.
  fileprivate var whole: String {
    switch self {
    case .most: "the best whole"
    case .fair: "the fairest whole"
    case .stable: "a whole in which no two would rather swap"
    }
  }
}
