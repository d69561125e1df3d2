// What `rung doc` prints without a word.

import RungAnalysis
import RungModel
import RungReport
import RungText

enum Overview {
  static func page(_ schema: Schema) -> Page {
    let kinds = schema.kinds.map { [Table.Cell.text($0.name), .text($0.documentation)] }
    let verbs = VerbDocumentation.all.map { verb in
      [Table.Cell.text(verb.name), .text(verb.usage), .text(verb.missing == nil ? "" : "not yet")]
    }
    let functions = Function.all.map { [Table.Cell.text($0.signature), .text($0.documentation)] }
    return Page(
      "The words of the language",
      [
        .paragraph("`rung doc WORD` describes each of them, and `rung doc stage.duration` a property."),
        .heading("Kinds"), .table(Table(columns: ["kind", "what it is"], rows: kinds)),
        .heading("Verbs"), .table(Table(columns: ["verb", "how it is written", "runs"], rows: verbs)),
        .heading("Functions"), .table(Table(columns: ["function", "what it gives"], rows: functions)),
        .heading("Units"),
        .paragraph(
          UnitWord.allCases.map(\.plural).joined(separator: ", ") + ", and the currencies of ISO 4217 (EUR)."),
      ],
      json: [
        "kinds": .array(schema.kinds.map { .string($0.name) }),
        "verbs": .array(VerbDocumentation.all.map { .string($0.name) }),
        "functions": .array(Function.all.map { .string($0.name.rawValue) }),
        "units": .array(UnitWord.allCases.map { .string($0.plural) }),
      ])
  }
}
