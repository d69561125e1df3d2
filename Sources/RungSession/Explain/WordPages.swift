// A page for every word of the language, made from the tables that give it its meaning.

import RungAnalysis
import RungModel
import RungReport
import RungText

package struct WordPages {
  private let schema: Schema

  package init(_ schema: Schema) { self.schema = schema }

  /// Every word that has a page.
  package var all: [String] {
    schema.kinds.map(\.name) + schema.kinds.map(\.plural)
      + schema.kinds.flatMap { kind in kind.properties.map { "\(kind.name).\($0.name)" } }
      + Set(schema.properties.map(\.name)).sorted() + Function.all.map(\.name.rawValue)
      + VerbDocumentation.all.map(\.name) + UnitWord.allCases.flatMap { [$0.rawValue, $0.plural] }
      + Currency.all.map(\.code) + Level.allCases.map(\.name)
  }

  /// The words to suggest for one that has none: plurals mean the same and would stand in the way.
  var suggestions: [String] {
    let plurals = Set(schema.kinds.map(\.plural))
    return all.filter { !plurals.contains($0) }
  }

  /// A word may mean several things: `count` is a function and a property.
  package func pages(of word: String) -> [Page] {
    var pages: [Page] = []
    if let kind = schema.kind(named: word) ?? schema.kind(ofCollection: word) { pages.append(page(of: kind)) }
    if let verb = VerbDocumentation.named(word) { pages.append(page(of: verb)) }
    if let function = Function.all.first(where: { $0.name.rawValue == word }) {
      pages.append(page(of: function))
    }
    pages += properties(word)
    if let unit = UnitWord(spelling: word) { pages.append(page(of: unit)) }
    if let currency = Currency(code: word) { pages.append(page(of: currency)) }
    if let level = Level.allCases.first(where: { $0.name == word }) { pages.append(page(of: level)) }
    return pages
  }

  // MARK: Kinds and properties

  package func page(of kind: KindID) -> Page {
    let record = schema[kind]
    var blocks: [Page.Block] = [.paragraph(record.documentation)]
    let wherePlace = PlaceOfKind.sentence(record)
    if !wherePlace.isEmpty { blocks.append(.paragraph(wherePlace)) }
    let own = PropertyTable(record.properties)
    if !record.properties.isEmpty { blocks.append(.table(own.table, narrow: own.narrow)) }
    blocks.append(
      .paragraph(
        "Like every kind it also has \(Schema.common.map { "`\($0.name)`" }.joined(separator: ", "))."))
    blocks.append(.example("Example", record.example))
    return Page(
      record.name, blocks,
      json: [
        "kind": .string(record.name), "plural": .string(record.plural),
        "documentation": .string(record.documentation),
        "properties": own.table.json, "example": .string(record.example),
      ])
  }

  /// `stage.duration`, or `duration` of every kind that has it.
  private func properties(_ word: String) -> [Page] {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let kind = schema.kind(named: parts[0]) ?? schema.kind(ofCollection: parts[0]),
      let property = schema.property(of: kind, named: parts[1])
    {
      return [page(of: schema[property], in: schema[kind])]
    }
    guard parts.count == 1 else { return [] }
    if let common = Schema.common.first(where: { $0.name == word }) { return [page(of: common, in: nil)] }
    return schema.kinds.flatMap { kind in
      kind.properties.filter { $0.name == word }.map { page(of: $0, in: kind) }
    }
  }

  private func page(of property: Property, in kind: Kind?) -> Page {
    let name = (kind.map { $0.name + "." } ?? "") + property.name
    var facts = ["Takes \(property.type.name).", LevelText.sentence(property.level)]
    if property.isRequired { facts.append("It must be given.") }
    if let standard = property.standard { facts.append("Without it: \(standard).") }
    if property.varies { facts.append("It may differ by group: `by region [MENA: …, else: …]`.") }
    if kind == nil { facts.append("Every kind has it.") }
    return Page(
      name,
      [
        .paragraph(property.documentation), .paragraph(facts.joined(separator: " ")),
        .example("Example", "\(property.name): \(property.example)"),
      ],
      json: [
        "property": .string(name), "documentation": .string(property.documentation),
        "takes": .string(property.type.name), "level": .string(property.level.name),
        "required": .bool(property.isRequired), "default": property.standard.map { .string($0) } ?? .null,
        "varies": .bool(property.varies), "example": .string(property.example),
      ])
  }

  // MARK: Functions, verbs, units, levels

  private func page(of function: Function) -> Page {
    var blocks: [Page.Block] = [.paragraph(function.documentation)]
    if function.name.isObservable {
      blocks.append(.paragraph("It is counted by a forecast: only targets and verbs may ask for it."))
    }
    blocks.append(.example("Example", function.example))
    return Page(
      function.signature, blocks,
      json: [
        "function": .string(function.name.rawValue), "signature": .string(function.signature),
        "documentation": .string(function.documentation), "example": .string(function.example),
        "observed": .bool(function.name.isObservable),
      ])
  }

  private func page(of verb: VerbDocumentation) -> Page {
    var blocks: [Page.Block] = [.example("", verb.usage), .paragraph(verb.documentation)]
    if let missing = verb.missing {
      blocks.append(.paragraph("It is checked, but cannot run yet: \(missing) is not part of this version."))
    }
    blocks.append(.example("Example", verb.example))
    return Page(
      verb.name, blocks,
      json: [
        "verb": .string(verb.name), "usage": .string(verb.usage),
        "documentation": .string(verb.documentation),
        "example": .string(verb.example), "runs": .bool(verb.missing == nil),
      ])
  }

  private func page(of unit: UnitWord) -> Page {
    Page(
      unit.rawValue,
      [
        .paragraph("A unit, also \(unit.plural): \(UnitText.meaning(unit))"),
        .example("Example", UnitText.example(unit)),
      ],
      json: ["unit": .string(unit.rawValue), "plural": .string(unit.plural)])
  }

  private func page(of currency: Currency) -> Page {
    let digits =
      currency.minorDigits == 0 ? "no minor unit" : "\(currency.minorDigits) digits after the point"
    return Page(
      currency.code,
      [
        .paragraph("\(currency.name), a currency of ISO 4217 with \(digits)."),
        .example("Example", "450 \(currency.code)"),
      ],
      json: [
        "currency": .string(currency.code), "name": .string(currency.name),
        "minorDigits": .number(currency.minorDigits),
      ])
  }

  private func page(of level: Level) -> Page {
    Page(
      level.name, [.paragraph("A level: \(LevelText.meaning(level))"), .paragraph(LevelText.rule)],
      json: ["level": .string(level.name), "documentation": .string(LevelText.meaning(level))])
  }
}

/// Properties as a table of the reference.
struct PropertyTable {
  let table: Table
  /// In two columns, for a terminal.
  let narrow: Table

  init(_ properties: [Property]) {
    table = Table(
      columns: ["property", "takes", "level", "default", "example", "meaning"],
      rows: properties.map { property in
        var meaning = property.documentation
        if property.isRequired { meaning = "Required. " + meaning }
        if property.varies { meaning += " May differ by group." }
        return [
          .text(property.name), .text(property.type.name), .text(property.level.name),
          property.standard.map { .text($0) } ?? .empty, .text(property.example), .text(meaning),
        ]
      })
    narrow = Table(
      columns: ["property", "what it says"],
      rows: properties.map { property in
        var facts = "Takes \(property.type.name); \(property.level.name)."
        if property.isRequired { facts += " Required." }
        if let standard = property.standard { facts += " Without it: \(standard)." }
        return [
          .text(property.name),
          .text("\(property.documentation)\n\(facts)\n\(property.name): \(property.example)"),
        ]
      })
  }
}

/// Where a kind may stand, and how it is begun.
enum PlaceOfKind {
  static func sentence(_ kind: Kind) -> String {
    var sentences: [String] = []
    if !kind.owners.isEmpty {
      let owners = kind.owners.map(ModelErrors.article).joined(separator: " or ")
      sentences.append("It belongs to \(owners): inside the braces, or with `in` after its name.")
      if kind.isQualified { sentences.append("From elsewhere it is called `Owner.Name`.") }
    }
    if kind.isFromFile { sentences.append("After its name stands `from \"file.csv\"`.") }
    if kind.hasDimensions { sentences.append("Every dimension of the programme is a property too.") }
    if !kind.isStatement, !kind.isFromFile { sentences.append("All of them: `\(kind.plural)`.") }
    return sentences.joined(separator: " ")
  }
}

enum LevelText {
  static let rule =
    "A formula has the highest level of what it is made of, and each property has a highest level that it takes: fixed, certain, drawn, observed."

  static func meaning(_ level: Level) -> String {
    switch level {
    case .fixed: "known from the text alone: families, the horizon, the currency."
    case .certain:
      "known once the definitions are: what matching and scheduling work on. A drawn figure is replaced by its median, and that is said."
    case .drawn: "may be uncertain: drawn once a run, or with `each` for every person."
    case .observed: "counted by a forecast: for targets, verbs, and the `let`s they use."
    }
  }

  static func sentence(_ level: Level) -> String {
    switch level {
    case .fixed: "Its level is fixed: what it says must be known from the text alone."
    case .certain: "Its level is certain: nothing uncertain stands in it, or its median is taken."
    case .drawn: "Its level is drawn: it may be uncertain."
    case .observed: "Its level is observed: it may ask what a forecast counts."
    }
  }
}

enum UnitText {
  static func meaning(_ unit: UnitWord) -> String {
    switch unit {
    case .minute, .hour:
      "effort, the length of teaching or mentoring. Sixty minutes are an hour; a day is no effort."
    case .day, .week: "calendar time. Seven days are a week."
    case .month, .year: "calendar time. Twelve months are a year; no number of days is a month."
    case .round: "how long a round is, `programme.round` says."
    case .intake: "the people who enter together."
    case .term: "how long a term is, the position says."
    case .participant, .person, .mentee, .place, .seat:
      "people, or room for them. A bare number may stand for it."
    case .team: "teams. A bare number may stand for it."
    case .cohort: "cohorts. A bare number may stand for it."
    case .session: "sessions of a module. A bare number may stand for it."
    }
  }

  static func example(_ unit: UnitWord) -> String {
    switch unit {
    case .minute: "90 minutes"
    case .hour: "2 hours per month"
    case .day: "10 days"
    case .week: "6 weeks"
    case .month: "3 months"
    case .year: "2 years"
    case .round: "45% per round"
    case .intake: "30 per intake"
    case .term: "3 terms"
    case .participant: "350 EUR per participant"
    case .team: "20 teams"
    case .cohort: "500 EUR per cohort"
    case .session: "80 EUR per session"
    case .person: "60 people"
    case .mentee: "3 mentees"
    case .place: "40 places"
    case .seat: "120 seats"
    }
  }
}
