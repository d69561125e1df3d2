// A matching as tables: by mentee, by mentor, and what it came to. One line a pairing: `explain` tells more of each.

import RungAnalysis
import RungMatch
import RungModel
import RungReport
import RungText

struct MatchReport {
  private let result: MatchResult
  private var question: MatchQuestion { result.question }

  init(_ result: MatchResult) { self.result = result }

  func tell(_ outcome: inout Outcome) {
    outcome.add(.table(byMentee, ifEmpty: "nobody is matched"))
    let whole = MatchExplanation(result)
    let nobody = question.mentees.indices.filter { result.mentors[$0].isEmpty }
    let legend = RuleWords(result).legend(naming: nobody.map(whole.unmatchedReason))
    if !legend.rows.isEmpty { outcome.add(.table(legend, ifEmpty: "")) }
    outcome.add(.table(byMentor, ifEmpty: "no mentors"))
    for sentence in MatchSummary(result).sentences { outcome.reports.append(.notice(sentence)) }
  }

  /// A row for each pair, and for each mentee who has nobody.
  var byMentee: Table {
    var rows: [[Table.Cell]] = []
    let whole = MatchExplanation(result)
    let words = RuleWords(result)
    for mentee in question.mentees.indices {
      let id = Table.Cell.text(question.mentees[mentee].id)
      if result.mentors[mentee].isEmpty {
        rows.append([id, .empty, .empty, .empty, .empty, words.cell(ofReason: whole.unmatchedReason(mentee))])
        continue
      }
      for mentor in result.mentors[mentee] {
        let pair = MatchQuestion.Pair(mentor: mentor, mentee: mentee)
        rows.append([
          id, .text(question.mentors[mentor].id), score(pair),
          words.cell(of: pair),
          .text(result.backups[mentee].map { question.mentors[$0].id }.joined(separator: ", ")),
          .text(result.standing(pair).word),
        ])
      }
    }
    var table = Table(columns: ["mentee", "mentor", "score", "because", "backup", "note"], rows: rows)
    table.isFromPeople = true
    return table
  }

  /// A row for each mentor.
  var byMentor: Table {
    var mentees = [[String]](repeating: [], count: question.mentors.count)
    for pair in result.pairs { mentees[pair.mentor].append(question.mentees[pair.mentee].id) }
    let rows = question.mentors.indices.map { mentor -> [Table.Cell] in
      let person = question.mentors[mentor]
      let taken = mentees[mentor].count + person.load
      return [
        .text(person.id), .count(person.places), .count(taken), .count(max(0, person.places - taken)),
        .text(
          mentees[mentor].joined(separator: ", "), value: .array(mentees[mentor].map { .string($0) })),
      ]
    }
    var table = Table(columns: ["mentor", "places", "taken", "free", "mentees"], rows: rows)
    table.isFromPeople = true
    return table
  }

  private func score(_ pair: MatchQuestion.Pair) -> Table.Cell {
    if question.rules.prefer.isEmpty { return .empty }
    let score = question.score(pair)
    return .number(score.canonicalText, exact: score.canonicalText)
  }
}
