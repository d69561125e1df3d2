// `grammar/reference.md`: the whole language, generated from the tables that give it its meaning.

import RungAnalysis
import RungModel
import RungReport
import RungSnapshot
import RungText

package enum ReferencePage {
  /// The whole page as Markdown.
  package static func markdown(_ schema: Schema = .rung) -> String {
    var text = """
      # Rung: reference

      Every kind, property, function, verb, unit and code of the language. This page is generated from the tables of
      the program, and a test keeps it the same: change `Sources/RungModel/Schema` and run the tests with
      `RUNG_UPDATE=1`. How statements are written is in [rung.ebnf](rung.ebnf). `rung doc WORD` prints the same in a
      terminal.


      """
    text += contents
    text += section("Kinds", kinds(schema))
    text += section("Functions", functions)
    text += section("Verbs", verbs)
    text += section("Forecasts", ForecastRules.markdown)
    text += section("Formats", ProgramFormats.rule.joined(separator: "\n\n") + "\n")
    text += section("Units", units)
    text += section("Levels", levels)
    text += section("Limits", limits)
    text += section("Codes", codes)
    return text
  }

  private static let titles = [
    "Kinds", "Functions", "Verbs", "Forecasts", "Formats", "Units", "Levels", "Limits", "Codes",
  ]

  private static var contents: String {
    titles.map { "- [\($0)](#\($0.lowercased()))" }.joined(separator: "\n") + "\n"
  }

  private static func section(_ title: String, _ text: String) -> String { "\n## \(title)\n\n" + text }

  private static func kinds(_ schema: Schema) -> String {
    let pages = WordPages(schema)
    let common = Page(
      "Every kind",
      [
        .paragraph("These properties belong to every kind, after its own."),
        .table(PropertyTable(Schema.common).table),
      ],
      json: .null)
    let kinds = schema.kinds.compactMap { schema.kind(named: $0.name) }.map {
      pages.page(of: $0).markdown(level: 3)
    }
    return (kinds + [common.markdown(level: 3)]).joined(separator: "\n")
  }

  private static var functions: String {
    let rows = Function.all.map { function in
      [
        Table.Cell.text(function.signature), .text(function.documentation), .text(function.example),
        .text(function.name.isObservable ? Level.observed.name : ""),
      ]
    }
    return Table(columns: ["function", "what it gives", "example", "level"], rows: rows).rendered(
      as: .markdown)
  }

  private static var verbs: String {
    let rows = VerbDocumentation.all.map { verb in
      [
        Table.Cell.text(verb.usage), .text(verb.documentation), .text(verb.example),
        .text(verb.missing.map { "not yet: \($0)" } ?? "yes"),
      ]
    }
    return Table(columns: ["verb", "what it does", "example", "runs"], rows: rows).rendered(as: .markdown)
  }

  private static var units: String {
    let rows = UnitWord.allCases.map { unit in
      [
        Table.Cell.text("\(unit.rawValue), \(unit.plural)"), .text(UnitText.meaning(unit)),
        .text(UnitText.example(unit)),
      ]
    }
    let codes = Currency.all.map(\.code).joined(separator: " ")
    return Table(columns: ["unit", "what it measures", "example"], rows: rows).rendered(as: .markdown)
      + "\nMoney is in the currencies of ISO 4217: \(codes).\n"
  }

  private static var levels: String {
    let rows = Level.allCases.map { [Table.Cell.text($0.name), .text(LevelText.meaning($0))] }
    return LevelText.rule + "\n\n"
      + Table(columns: ["level", "what it means"], rows: rows).rendered(as: .markdown)
  }

  private static var limits: String {
    let rows: [[Table.Cell]] = [
      ["members of all families together", .count(Limits.familyMembers)],
      ["items of a list", .count(Limits.listItems)],
      ["steps of one formula", .count(Limits.steps)],
      ["brackets inside brackets", .count(200)],
      ["bytes of a file", .count(DurableFile.sizeLimit)],
    ]
    return "What goes beyond is refused with a message.\n\n"
      + Table(columns: ["what", "at most"], rows: rows).rendered(as: .markdown)
  }

  private static var codes: String {
    let rows = DiagnosticRegistry.all.map { [Table.Cell.text($0.id), .text($0.title)] }
    return "`rung explain CODE` says more, with a wrong and a right example.\n\n"
      + Table(columns: ["code", "what is wrong"], rows: rows).rendered(as: .markdown)
  }
}
