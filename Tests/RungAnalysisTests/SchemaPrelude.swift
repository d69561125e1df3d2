// A small programme that declares what the schema's examples speak of, and the smallest right declaration of
// each kind: what every property of the schema is tried in.

import RungModel
import RungSyntax
import RungText

enum SchemaPrelude {
  /// Without a programme, for trying that kind itself.
  static let withoutProgramme = """
    dimension region { values: [MENA, CEE, SouthAsia] }
    dimension gender { values: [woman, man] }
    dimension skill { values: [facilitation, governance, finance] }
    affiliate UserGroups { kind: user-group }
    event Summit { when: 2028-06-10 .. 2028-06-14 }
    curriculum Foundations { module Listening { length: 4 hours } }
    stage Discover { duration: 6 weeks }
    stage Grow { after: Discover; duration: 6 months }
    stage Lead { after: Grow; duration: 9 months }
    cohort Intake { enters: Discover; starts: 2027-03-01; size: 60 }
    stream Volunteers { enters: Discover; arrivals: 8 per month }
    pool Veterans { role: mentor }
    position Board { seats: 120; term: 2 years }
    fund Core { amount: 300_000 EUR }
    assume Stays = 10% to 30%
    person M1 in Veterans { region: MENA }
    person M2 in Veterans { }
    person T4 { }
    person T5 { }
    person F1 in Veterans { }
    people Applicants from "applicants.csv" { id: "Response" }
    people Mentors from "mentors.csv" { id: "Response" }

    """

  static let programme =
    "programme Ladder { horizon: 2027-01-01 .. 2030-12-31; categories: [translation, childcare] }\n"

  static func text(for kind: String) -> String {
    kind == "programme" ? withoutProgramme : programme + withoutProgramme
  }

  private static let whole = SyntaxTree.parse(
    Source(name: "prelude.rung", text: programme + withoutProgramme))
  private static let part = SyntaxTree.parse(Source(name: "prelude.rung", text: withoutProgramme))
  static func tree(for kind: String) -> SyntaxTree { kind == "programme" ? part : whole }

  static let files = [
    "applicants.csv": "Response,Language 1,Language 2\nR1,en,fr\n", "mentors.csv": "Response\nR2\n",
  ]
}

/// The smallest declaration of a kind, without or with further properties.
struct SmallestDeclaration {
  let kind: Kind
  let schema: Schema

  init(_ kind: Kind, _ schema: Schema = .rung) {
    self.kind = kind
    self.schema = schema
  }

  /// What the declaration is called; a currency where only that fits.
  var name: String { kind.name == "exchange" ? "USD" : "Tried" }

  /// The kinds whose grammar has no properties.
  var takesProperties: Bool { !["let", "scenario"].contains(kind.name) }

  /// Properties that must be there, with their examples: the required ones, and the first of each set that needs
  /// one. What the tried property excludes is left out.
  func given(with tried: String?) -> [(name: String, value: String)] {
    var names = kind.properties.filter(\.isRequired).map(\.name)
    for set in kind.needsOne where tried.map({ !set.contains($0) }) ?? true {
      let excluded = kind.exclusive.filter { $0.contains(tried ?? "") }.flatMap { $0 }
      if let first = set.first(where: { !excluded.contains($0) }) { names.append(first) }
    }
    return names.filter { $0 != tried }.compactMap { name in
      kind.properties.first { $0.name == name }.map { (name, $0.example) }
    }
  }

  /// One line; `entries` are added to what must be there, `without` is left out of it.
  func text(_ entries: [String] = [], trying tried: String? = nil, without missing: String? = nil) -> String {
    let must = given(with: tried).filter { $0.name != missing }.map { "\($0.name): \($0.value)" }
    let block = (must + entries).joined(separator: "; ")
    switch kind.name {
    case "let": return "let Tried = 5"
    case "assume": return "assume Tried = 121 of 144 { \(block) }"
    case "exchange": return "exchange USD = 0.92 EUR { \(block) }"
    case "target": return "target Tried = completed(Lead) >= 60 { \(block) }"
    case "scenario": return "scenario Tried { Core.amount = 200_000 EUR }"
    default: break
    }
    var head = kind.name + " " + name
    if kind.isFromFile { head += " from \"applicants.csv\"" }
    switch kind.owners.first {
    case "curriculum"?: head += " in Foundations"
    case "dimension"?: head = kind.name + " MENA in region"
    case "pool"? where !kind.isFromFile: head += " in Veterans"
    default: break
    }
    return head + " { \(block) }"
  }
}

/// A property of the schema with its kind: one row of the table.
struct SchemaRow: CustomStringConvertible, Sendable {
  let kind: Kind
  let property: Property
  var description: String { kind.name + "." + property.name }

  static let all: [SchemaRow] = Schema.rung.kinds.flatMap { kind in
    (kind.properties + Schema.common).map { SchemaRow(kind: kind, property: $0) }
  }.filter { SmallestDeclaration($0.kind).takesProperties }
}
