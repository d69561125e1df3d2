// `.edit`: the last input, or something declared, in the user's own editor; it comes back as the next input.

import LineEditor
import RungModel
import RungSession
import RungSyntax
import RungText

enum EditCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let desk = call.desk
    guard desk.isTyped else { return Outcome([.notice("only somebody at a terminal has an editor")]) }
    if call.place.range.isEmpty { return edit(desk.latestInput, desk) { $0 } }
    let tree = SyntaxTree.parse(Source(name: "<prompt>", text: call.argument), as: .path)
    guard tree.diagnostics.isEmpty,
      case .success(let target) = desk.definitions.target(of: tree.onlyNode, in: tree)
    else { return Topic(call.place, desk).outcome }
    let definitions = desk.definitions
    switch target {
    case .entity(let entity):
      let old = definitions.canonicalText(of: entity)
      let path = definitions.qualifiedName(of: entity)
      var isWhole = false
      let outcome = edit(old, desk) {
        let difference = DeclarationDifference(from: old, to: $0, path: path)
        isWhole = difference.isWhole
        return difference.text
      }
      guard isWhole, let scenario = desk.session.scenarioName else { return outcome }
      desk.draft = nil
      return Outcome([
        .notice("\(scenario) can change formulas only; for the rest, .out first and then .edit \(path)")
      ])
    case .member: return edit(call.argument + ".", desk) { $0 }
    case .property(let entity, let member, let key):
      let formula = definitions.formula(of: entity, member: member, key)
      let value = formula.map(definitions.canonicalText(of:)) ?? ""
      return edit("\(definitions.path(of: entity, member: member, key)) = \(value)", desk) { $0 }
    }
  }

  /// `difference`: what of the edited text is to be entered; empty when nothing is.
  private static func edit(_ text: String, _ desk: Desk, _ difference: (String) -> String) -> Outcome {
    do {
      let edited = try UsersEditor.edit(text.isEmpty ? "" : text.trimmedLineEnds + "\n").trimmedLineEnds
      guard edited != text.trimmedLineEnds else { return Outcome([.notice("nothing was changed")]) }
      let draft = difference(edited)
      guard draft.utf8.contains(where: { $0 > 0x20 }) else {
        return Outcome([.notice("nothing was changed")])
      }
      desk.draft = draft
      return Outcome([.notice("your text is the next input: Enter takes it, Ctrl-C drops it")])
    } catch {
      var outcome = Outcome([.notice(error.description)])
      outcome.status = .couldNotWork
      return outcome
    }
  }
}

extension String {
  /// Without the line ends and spaces at its end.
  fileprivate var trimmedLineEnds: String {
    let count = utf8.reversed().prefix { $0 <= 0x20 }.count
    return String(Substring(utf8.dropLast(count)))
  }
}
