// What a person at the prompt may have meant, beside what the language says is wrong.

import RungModel
import RungSession
import RungText

struct TypingHint {
  let text: String
  /// Whether it says all there is to say: the problem is only that the language took it for its own.
  let isAll: Bool

  init?(_ typed: String, _ outcome: Outcome) {
    let errors = outcome.diagnostics.filter { $0.severity == .error }
    guard let first = errors.first else { return nil }
    if let command = TypingHint.forgottenDot(in: typed) {
      text = "commands of the prompt begin with a dot: \(command.usage)"
      isAll = typed[...].trimmed == command.word
    } else if first.code.id == DiagnosticCode.declaredTwice.id {
      let name = first.place.text
      text = ".edit \(name) opens what is declared, to be changed; remove \(name) takes it away"
      isAll = false
    } else {
      return nil
    }
  }

  /// `help`, `quit`, `list stages`: a command without its dot.
  private static func forgottenDot(in text: String) -> (word: String, usage: String)? {
    let word = String(text.drop { $0.isWhitespace }.prefix { $0.isLetter })
    if ["exit", "bye", "q"].contains(word) { return (word, QuitCommand.word) }
    guard let command = PromptCommand.named("." + word), VerbDocumentation.all.allSatisfy({ $0.name != word })
    else { return nil }
    return (word, command.usage)
  }
}
