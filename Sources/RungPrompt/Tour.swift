// `.tour`: five minutes in which a newcomer builds a small programme, line by line.

import RungSession
import RungSyntax
import RungText

package final class Tour {
  private struct Step {
    let text: String
    /// What to type; the tour goes on when it was typed. Nil: it goes on with `.tour`.
    let line: String?
  }

  private var position: Int?
  /// The step at which it was said what the tour waits for.
  private var remindedAt: Int?

  var isOn: Bool { position != nil }

  /// The first step, or the next one when the tour is on.
  func start() -> Outcome {
    guard let position else { return show(0) }
    return show(position + 1)
  }

  func stop() -> Outcome {
    guard position != nil else { return Outcome([.notice("no tour is on; .tour begins one")]) }
    position = nil
    return Outcome([.notice("the tour is over; .help lists what can be typed")])
  }

  /// The next step, when what was typed is what the tour asked for; else once, what it waits for.
  func next(after typed: String, _ outcome: Outcome) -> Outcome? {
    guard let position, let line = Tour.steps[position].line else { return nil }
    if Tour.does(typed, line), !outcome.diagnostics.contains(where: { $0.severity == .error }) {
      return show(position + 1)
    }
    // Who goes a way of their own is told once.
    guard !PromptInput.isCommand(typed), remindedAt != position else { return nil }
    remindedAt = position
    return Outcome([.notice(Tour.reminder(position, line))])
  }

  private static func reminder(_ position: Int, _ line: String) -> String {
    "(the tour waits at \(position + 1) of \(steps.count): \(line) · .tour skips it)"
  }

  private func show(_ index: Int) -> Outcome {
    guard Tour.steps.indices.contains(index) else { return stop() }
    let step = Tour.steps[index]
    position = index + 1 < Tour.steps.count ? index : nil
    var text =
      "\n"
      + Prose.wrapped("(\(index + 1) of \(Tour.steps.count)) " + step.text, width: 78).joined(separator: "\n")
    if let line = step.line { text += "\nType:\n\n  \(line.replacing("\n", with: "\n  "))\n" }
    return Outcome([.notice(text)])
  }

  /// Whether what was typed does what a line of the tour does: means the same, or declares a thing of that name.
  private static func does(_ typed: String, _ line: String) -> Bool {
    if typed.filter({ !$0.isWhitespace }) == line.filter({ !$0.isWhitespace }) { return true }
    let trees = [typed, line].map { SyntaxTree.parse(Source(name: "<prompt>", text: $0)) }
    let heads = trees.map(head)
    return heads[0] != nil && heads[0] == heads[1]
  }

  /// `stage Learn` of its declaration; the whole of what declares nothing.
  private static func head(_ tree: SyntaxTree) -> String? {
    let statements = Array(tree.children(of: 0))
    guard tree.diagnostics.isEmpty, statements.count == 1, let statement = statements.first else {
      return nil
    }
    guard let name = tree.child(0, of: statement), tree.kind(name) == .name else {
      return CanonicalPrinter.canonicalText(of: statement, in: tree)
    }
    return tree.text(ofToken: tree.firstToken(statement)) + " " + tree.text(name)
  }

  private static let steps: [Step] = [
    Step(
      text: """
        A programme says what people go through. A stage has a name and, between braces, its properties: a word, a \
        colon, a value with its unit.
        """, line: "stage Learn { duration: 4 months; places: 30; completion: 75% to 90% }"),
    Step(
      text: """
        75% to 90% is how you write what you do not know: the truth is probably between them. Ask for it, and see the \
        middle, the likely range and its shape.
        """, line: "Learn.completion"),
    Step(
      text: "Who enters? Three intakes of 24 people, half a year apart, in one line.",
      line: "cohort Intake[n in 1 .. 3] { enters: Learn; starts: 2027-03-01 + 6 months * (n - 1); size: 24 }"),
    Step(text: "Look at them as a table.", line: "show cohorts"),
    Step(
      text: "Money has a currency. Here are a fund and what it pays.",
      line: "fund Grant { amount: 20_000 EUR }"),
    Step(
      text: "A cost says per what it arises.",
      line: "cost Stipend { amount: 250 EUR per participant; on: Learn; from: Grant }"),
    Step(
      text: "A formula can use every figure by its name. This one counts everybody who enters.",
      line: "let People = sum([c.size for c in Intake])"),
    Step(
      text: "What must hold is a target.", line: "target Affordable = People * Stipend.amount <= Grant.amount"
    ),
    Step(text: "Does it hold?", line: "test"),
    Step(text: "Change one figure of one intake, and ask again.", line: "Intake[2].size = 40"),
    Step(text: "Everything that depends on it has followed.", line: "test"),
    Step(text: "Why is it so? See the chain of formulas behind the figure.", line: ".why People"),
    Step(text: "Take the change back.", line: ".undo"),
    Step(
      text: "Or try it beside the programme: a scenario says only what is different.",
      line: "scenario Larger { Intake[2].size = 40 }"),
    Step(text: "Step into it: everything is read there, and edits go there.", line: ".in Larger"),
    Step(text: "The same question, in the scenario.", line: "test"),
    Step(text: "Back to the programme itself.", line: ".out"),
    Step(text: "Any word explains itself.", line: "?stage.completion"),
    Step(
      text: """
        That is most of it. `.save first.rung` writes it into a file, and later `save` writes your edits there. Before \
        `simulate` a programme needs a horizon: `?programme.horizon`. `.help` lists the rest, and the examples that \
        come with Rung are whole programmes to read and to change.
        """, line: nil),
  ]
}

enum TourCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    switch call.argument {
    case "":
      guard call.desk.tour.isOn || call.desk.definitions.present.isEmpty else {
        return Outcome([
          .notice("the tour builds a programme of its own: leave, and start rung without a file")
        ])
      }
      return call.desk.tour.start()
    case "stop": return call.desk.tour.stop()
    default: return Outcome([PromptErrors.unknownChoice(call.place, "part of the tour", among: ["stop"])])
    }
  }
}
