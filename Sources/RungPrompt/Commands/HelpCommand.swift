// `.help`: what can be typed.

import RungReport
import RungSession

enum HelpCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    if call.place.range.isEmpty { return Outcome([.answer(.page(page))]) }
    return Topic(call.place, call.desk).outcome
  }

  private static let page: Page = {
    let examples: [(String, String)] = [
      ("show stages", "a table of all stages"),
      ("show Grow", "one thing: formulas, values, where each is written"),
      ("60 * 2 hours", "an expression; its value is printed"),
      ("Grow.places = 45", "an edit; what depends on it follows"),
      ("stage Alumni { after: Lead; duration: 1 year }", "a new declaration"),
      ("remove Alumni", "takes it away again"),
      ("?stage.duration", "what a word means; ? alone lists the words"),
    ]
    let lines = examples.map { [Table.Cell.text($0.0), .text($0.1)] }
    let commands = PromptCommand.all.map { [Table.Cell.text($0.usage), .text($0.summary)] }
    return Page(
      "The prompt",
      [
        .paragraph("Type a statement of the language, or a command, which begins with a dot."),
        .table(Table(columns: ["type", "to get"], rows: lines)),
        .table(Table(columns: ["command", "what it does"], rows: commands)),
        .paragraph(
          """
          A statement goes on while a bracket is open; Ctrl-C drops it, two empty lines hand it over as it is. Tab \
          completes names, properties and values. The up arrow brings earlier statements back, Ctrl-R searches them. \
          Ctrl-D leaves. `.help keys` tells of all keys.
          """),
      ],
      json: [
        "commands": .array(
          PromptCommand.all.map {
            ["command": .string($0.name), "usage": .string($0.usage), "summary": .string($0.summary)]
          })
      ])
  }()
}
