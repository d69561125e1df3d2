// People from files: which column fills which property, and a person's value in a row. Each distinct text of a
// column is read once, however many rows have it.

import RungModel
import RungSyntax
import RungText

/// The columns of one `people` declaration, read on demand.
final class PeopleColumns {
  let table: PeopleTable
  fileprivate var columns: [PropertyKey: Column] = [:]

  init(_ table: PeopleTable) { self.table = table }

  fileprivate enum Column {
    case fixed(Value)
    case mapped(FilledColumn, [Value])
  }
}

extension Evaluator {
  private func peopleColumns(_ entity: EntityID) -> PeopleColumns? {
    if let known = columns[entity] { return known }
    guard let table = people[entity] else { return nil }
    let made = PeopleColumns(table)
    columns[entity] = made
    return made
  }

  /// The opaque id of a person in a file.
  func personID(_ ref: EntityRef) -> String {
    guard let property = definitions.schema.property(of: definitions[ref.entity].kind, named: "id") else {
      return ""
    }
    if case .text(let id) = personValue(ref, PropertyKey(property)) { return id }
    return definitions.name(of: ref.entity) + "[\(ref.row + 1)]"
  }

  /// The ids of everybody in a file. O(rows).
  func personIDs(of entity: EntityID) -> [String] {
    guard let property = definitions.schema.property(of: definitions[entity].kind, named: "id"),
      let columns = peopleColumns(entity),
      case .mapped(_, let values) = column(of: entity, PropertyKey(property), columns)
    else { return [] }
    return values.compactMap { if case .text(let id) = $0 { id } else { nil } }
  }

  /// A property of a person in a row; `.none` where the cell is empty or no column is named, `unstated` of a dimension.
  package func personValue(_ ref: EntityRef, _ key: PropertyKey) -> Value {
    guard let columns = peopleColumns(ref.entity) else { return .none }
    note(Slot(entity: ref.entity, member: -1, key: key))
    switch column(of: ref.entity, key, columns) {
    case .fixed(let value): return value
    case .mapped(let filled, let values):
      let code = filled.code(Int(ref.row))
      return values.indices.contains(code) ? values[code] : .none
    }
  }

  /// The column behind a property; nil when it is the same for everyone.
  func filledColumn(of entity: EntityID, _ key: PropertyKey) -> FilledColumn? {
    guard let columns = peopleColumns(entity), case .mapped(let filled, _) = column(of: entity, key, columns)
    else {
      return nil
    }
    return filled
  }

  private func column(of entity: EntityID, _ key: PropertyKey, _ columns: PeopleColumns)
    -> PeopleColumns.Column
  {
    if let known = columns.columns[key] { return known }
    let made = makeColumn(of: entity, key, columns.table)
    columns.columns[key] = made
    return made
  }

  private func makeColumn(of entity: EntityID, _ key: PropertyKey, _ table: PeopleTable)
    -> PeopleColumns.Column
  {
    let blank: Value = key.dimension == nil ? .none : .unstated
    guard let formula = definitions.formula(of: entity, key) else { return .fixed(blank) }
    let word = definitions.name(of: key) ?? ""
    guard FormulaCompiler.isColumn(word, of: entity, definitions) || key.dimension != nil else {
      return .fixed(value(of: EntityRef(entity), key))
    }
    let written = value(of: EntityRef(entity), key)
    let filling: ColumnMapping.Filling
    switch written {
    case .text(let header): filling = .column([header])
    case .column(.column(let headers)): filling = .column(headers)
    case .column(.fixed(let text)): return .fixed(.text(text))
    case .column(.columns(let headers)): filling = .columns(headers.map { [$0] })
    case .list(let items):
      let headers = items.compactMap { item -> String? in
        if case .text(let header) = item { return header }
        return nil
      }
      guard headers.count == items.count, !items.isEmpty else { return .fixed(written) }
      filling = .columns(headers.map { [$0] })
    default: return .fixed(written)
    }
    let place = definitions.place(of: formula)
    let resolved = ColumnMapping([.init(property: word, filling: filling, place: place)]).resolved(in: table)
    for problem in resolved.diagnostics { report(problem) }
    guard let property = resolved.value.first else { return .fixed(blank) }
    let filled = table.filled(property)
    let type = key.property.map { definitions.schema[$0].type } ?? .tag(.dimension(word))
    var unreadable: Set<Int> = []
    var values = (0..<filled.distinctCount).map { code -> Value in
      var unknown: [String] = []
      let value = PeopleCell(evaluator: self, type: type, separator: table.numberStyle).value(
        filled.texts(code), &unknown)
      if !unknown.isEmpty { unreadable.insert(code) }
      return value
    }
    if !unreadable.isEmpty {
      // A person's cell is never printed: it is named by row and column.
      let words = type.tagSets.first.flatMap { $0 == .language ? nil : compiler.words.words(of: $0) } ?? []
      report(PeopleCellErrors.unreadable(place, word, rows: rows(filled, unreadable), type, words))
    }
    if word == "timezone", case .columns(let columns) = property.filling {
      for code in unknownZones(filled, columns, table) { values[code] = .none }
    }
    return .mapped(filled, values.map { $0.isNone ? blank : $0 })
  }

  /// The first rows whose cell could not be read in whole, counted with the header as row 1.
  private func rows(_ filled: FilledColumn, _ unreadable: Set<Int>) -> [Int] {
    var rows: [Int] = []
    for row in 0..<filled.rowCount where rows.count < 6 && unreadable.contains(filled.code(row)) {
      rows.append(row + 2)
    }
    return rows
  }
}

/// What the text of a cell means as a property.
struct PeopleCell {
  let evaluator: Evaluator
  let type: PropertyType
  let separator: NumberCell.Style

  /// `texts`: one for each column that fills the property. Texts that mean nothing are added to `unknown`.
  func value(_ texts: [String], _ unknown: inout [String]) -> Value {
    let filled = texts.filter { !$0.isEmpty }
    guard let first = filled.first else { return .none }
    if let levels = type.levels, filled.contains(where: { $0.contains(":") }) {
      return table(filled.flatMap(Self.parts), levels, &unknown)
    }
    if let item = type.item {
      var items: [Value] = []
      for text in filled.flatMap(Self.parts) {
        let value = one(text, item)
        if value.isNone { unknown.append(text) } else { items.append(value) }
      }
      return items.isEmpty ? .none : .list(items)
    }
    let value = one(first, type)
    if value.isNone { unknown.append(first) }
    return value
  }

  /// `sw: B2; en` is Swahili at a level, and English without one.
  private func table(
    _ texts: [String], _ type: (key: PropertyType, value: PropertyType), _ unknown: inout [String]
  ) -> Value {
    var entries: [TableEntry] = []
    var seen: Set<String> = []
    for text in texts {
      let halves = text.split(separator: ":", maxSplits: 1).map { String($0.trimmingBlanks) }
      let key = halves.first.map { one($0, type.key) } ?? .none
      let level = halves.count < 2 ? Value.none : one(LanguageLevel.word(halves[1]) ?? halves[1], type.value)
      guard case .tag(let word) = key, halves.count < 2 || !level.isNone, seen.insert(word).inserted else {
        unknown.append(text)
        continue
      }
      entries.append(TableEntry(key, level))
    }
    return entries.isEmpty ? .none : .table(entries, otherwise: nil)
  }

  /// `en; fr` and `en, fr` are two.
  private static func parts(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == "|" || $0 == "\n" })
      .map { String($0.trimmingBlanks) }.filter { !$0.isEmpty }
  }

  private func one(_ text: String, _ type: PropertyType) -> Value {
    switch type {
    case .text, .anything: return .text(text)
    case .truth:
      switch text.lowercased() {
      case "true", "yes", "1": return .truth(true)
      case "false", "no", "0": return .truth(false)
      default: return .none
      }
    case .number(let noun, _, _, _):
      guard case .number(let number) = NumberCell(text, style: separator),
        let decimal = Decimal(coefficient: Int128(number.digits), scale: number.places)
      else { return .none }
      return Coercion.coerce(
        .number(decimal), to: .number(noun: noun, whole: false, minimum: nil, maximum: nil))
    case .date:
      guard let date = try? CalendarDate(literal: text) else { return .none }
      return .day(date)
    case .span:
      let ends = text.split(separator: "..").map { String($0.trimmingBlanks) }
      guard let first = ends.first.flatMap({ try? CalendarDate(literal: $0) }) else { return .none }
      let last = ends.count > 1 ? try? CalendarDate(literal: ends[1]) : first
      return last.map { .span(.day(first), .day($0)) } ?? .none
    case .tag(let set): return tag(text, set)
    case .amount(.effort, let units, plain: false): return effort(text, per: units)
    case .reference(let kinds):
      guard let entity = evaluator.definitions.entity(named: text),
        kinds.contains(evaluator.definitions.kindName(of: entity))
      else { return .none }
      return .entity(EntityRef(entity))
    case .either(let types):
      for type in types {
        let value = type.item.map { one(text, $0) } ?? one(text, type)
        if !value.isNone { return value }
      }
      return .none
    default: return .none
    }
  }

  /// `2 hours per week`.
  private func effort(_ text: String, per units: [UnitWord]) -> Value {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard words.count == 4, words[2] == "per",
      case .number(let number) = NumberCell(words[0], style: separator),
      let amount = Decimal(coefficient: Int128(number.digits), scale: number.places), !amount.isNegative,
      let noun = UnitWord(spelling: words[1]), [.hour, .minute].contains(noun),
      let period = UnitWord(spelling: words[3]), units.contains(period)
    else { return .none }
    return .quantity(Quantity(.exact(amount), Unit(.word(noun), per: [.word(period)])))
  }

  /// The word as it is, or as people write it: other capitals, blanks for hyphens.
  private func tag(_ text: String, _ set: TagSet) -> Value {
    let words = evaluator.compiler.words
    if words.contains(text, in: set) { return .tag(text) }
    let plain = Self.plain(text)
    if set == .language, words.contains(plain, in: set) { return .tag(plain) }
    let match = words.words(of: set)?.first { Self.plain($0) == plain }
    return match.map { .tag($0) } ?? .none
  }

  private static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" })
  }
}

extension PropertyType {
  /// Of languages with levels: what stands before the colon, and after it.
  fileprivate var levels: (key: PropertyType, value: PropertyType)? {
    guard case .either(let types) = self else { return nil }
    for case .table(let key, let value) in types where key == .tag(.language) {
      if case .tag = value { return (key, value) }
    }
    return nil
  }
}

enum PeopleCellErrors {
  static func unreadable(_ place: Place, _ word: String, rows: [Int], _ type: PropertyType, _ words: [String])
    -> Diagnostic
  {
    let wanted = words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", …" : "")
    let list = rows.prefix(5).map(String.init).joined(separator: ", ") + (rows.count > 5 ? ", …" : "")
    return Diagnostic(
      .unreadableCell, .warning, "some cells of \"\(word)\" are not \((type.item ?? type).name): row \(list)",
      at: place,
      fixes: [
        Fix(
          words.isEmpty
            ? "mend the cells; until then what cannot be read is left out"
            : "write \(wanted) in the cells; until then what cannot be read is left out")
      ])
  }
}

extension DiagnosticCode {
  package static let unreadableCell = DiagnosticCode(
    "R0650", title: "cells of a people file cannot be read",
    why: """
      A cell holds a value of its property: a language code, a region, a number. Several stand with `;` between \
      them: `en; fr`. Languages may have levels: `sw: B2; en: C1`, in the levels of the European framework (A1 to C2), \
      those of Babel boxes (1 to 5, N), or in words (basic to native). What a cell holds besides is left out, and its \
      row is named. Rows are counted with the header as row 1.
      """,
    wrong: #"people Applicants from "applicants.csv" { id: "Response"; languages: "Region" }"#,
    right: #"people Applicants from "applicants.csv" { id: "Response"; languages: "Languages" }"#)
}
