// Short words for the rules of a matching, so that a pairing takes one line: `same region`, `skills, wants >= 2`. A
// legend below the pairings says once what each word stands for.

import RungAnalysis
import RungMatch
import RungModel
import RungReport
import RungText

struct RuleWords {
  private let result: MatchResult
  /// By the text of the rule.
  private let words: [String: String]
  private var rules: MatchRules { result.question.rules }

  /// A rule that is no longer than this stands for itself, and so long may be what tells two rules apart.
  private static let short = 16

  init(_ result: MatchResult) {
    self.result = result
    let rules = result.question.rules
    words = RuleWords.words(for: rules.require + rules.prefer.map(\.rule))
  }

  // MARK: Words

  private static func words(for rules: [PairRule]) -> [String: String] {
    var words: [String: String] = [:]
    for rule in rules where words[rule.text] == nil {
      let word = word(of: rule)
      var same: [String] = []
      for other in rules where self.word(of: other) == word && !same.contains(other.text) {
        same.append(other.text)
      }
      if same.count == 1 {
        words[rule.text] = word
      } else {
        for (text, ending) in zip(same, endings(of: same)) { words[text] = word + " " + ending }
      }
    }
    return words
  }

  private static func word(of rule: PairRule) -> String {
    if rule.text.count <= short { return rule.text }
    for property in rule.mentorWords {
      if rule.text == "mentor.\(property) is mentee.\(property)" { return "same \(property)" }
      if rule.text == "mentor.\(property) is not mentee.\(property)" { return "other \(property)" }
    }
    var properties: [String] = []
    for property in rule.mentorWords + rule.menteeWords
    where !property.isEmpty && !properties.contains(property) {
      properties.append(property)
    }
    return properties.isEmpty ? rule.text : properties.joined(separator: ", ")
  }

  /// What tells rules of the same properties apart: how they end, where that is short; else numbers.
  private static func endings(of texts: [String]) -> [String] {
    let parts = texts.map { $0.split(separator: " ") }
    let least = parts.map(\.count).min() ?? 0
    let common = (0..<least).prefix { place in parts.allSatisfy { $0[place] == parts[0][place] } }.count
    let endings = parts.map { $0.dropFirst(common).joined(separator: " ") }
    let isShort = endings.allSatisfy { !$0.isEmpty && $0.count <= short }
    return isShort ? endings : texts.indices.map { String($0 + 1) }
  }

  // MARK: Cells

  /// Why a pair was made, in a few words; programs get the rules.
  func cell(of pair: MatchQuestion.Pair) -> Table.Cell {
    let held = result.reasons(pair)
    return .text(
      held.map { words[$0] ?? $0 }.joined(separator: "; "), value: .string(held.joined(separator: "; ")))
  }

  /// Why somebody has no mentor.
  func cell(ofReason reason: String) -> Table.Cell {
    var text = reason
    for rule in rules.require where text.hasSuffix(rule.text) {
      text = text.dropLast(rule.text.count) + (words[rule.text] ?? rule.text)
    }
    return .text(text, value: .string(reason))
  }

  // MARK: The legend

  /// What the words mean, and of how many pairings they are said; without rows when they say it all themselves.
  ///
  /// - Parameter reasons: why people have no mentor; a rule that must hold is told of only when one of them names it.
  func legend(naming reasons: [String]) -> Table {
    var counts: [String: Int] = [:]
    for pair in result.pairs { for text in result.reasons(pair) { counts[text, default: 0] += 1 } }
    var rows: [[Table.Cell]] = []
    for rule in rules.require where reasons.contains(where: { $0.hasSuffix(rule.text) }) {
      rows.append([.text(words[rule.text] ?? rule.text), .text(rule.text), .text("must hold"), .empty])
    }
    for (rule, weight) in rules.prefer {
      rows.append([
        .text(words[rule.text] ?? rule.text), .text(rule.text),
        .number(weight.canonicalText, exact: weight.canonicalText.filter { $0 != "_" }),
        .count(counts[rule.text] ?? 0),
      ])
    }
    let isNeeded = rows.contains { $0[0].text != $0[1].text }
    return Table(columns: ["in short", "rule", "weight", "pairings"], rows: isNeeded ? rows : [])
  }
}
