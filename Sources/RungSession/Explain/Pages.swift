// What `rung explain` and `rung doc` print.

import RungAnalysis
import RungModel
import RungReport
import RungText

package enum Pages {
  /// The page of a code. `more`: codes of rooms above this one.
  package static func explanation(of text: String, more: [DiagnosticCode] = []) -> Outcome {
    guard let code = DiagnosticRegistry.code(text, more: more) else {
      return Outcome([CommandLineErrors.unknownCode(text)])
    }
    return Outcome([.answer(.page(page(of: code)))])
  }

  /// The pages of a word, or the overview.
  package static func documentation(
    of word: String?, more: [DiagnosticCode] = [], schema: Schema = .rung
  ) -> Outcome {
    guard let word else { return Outcome([.answer(.page(Overview.page(schema)))]) }
    let words = WordPages(schema)
    let pages = words.pages(of: word)
    guard pages.isEmpty else { return Outcome(pages.map { .answer(.page($0)) }) }
    if let code = DiagnosticRegistry.code(word, more: more) {
      return Outcome([.answer(.page(page(of: code)))])
    }
    return Outcome([CommandLineErrors.unknownWord(word, among: words.suggestions)])
  }

  package static func page(of code: DiagnosticCode) -> Page {
    Page(
      "\(code.id): \(code.title)",
      [.paragraph(code.why), .example("Wrong", code.wrong), .example("Right", code.right)],
      json: [
        "code": .string(code.id), "title": .string(code.title), "why": .string(code.why),
        "wrong": .string(code.wrong), "right": .string(code.right),
      ])
  }
}
