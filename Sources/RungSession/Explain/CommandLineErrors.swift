// What can be wrong with words on the command line: codes R0900–R0919.

import RungModel
import RungText

enum CommandLineErrors {
  static func unknownCode(_ text: String) -> Diagnostic {
    let near = Spelling.suggestion(for: text.uppercased(), among: DiagnosticRegistry.all.map(\.id))
    return Diagnostic(
      .unknownCode, "no problem has the code \"\(text)\"", at: place(text),
      fixes: [Fix(near.map { "did you mean \($0)?" } ?? "codes are an R and four digits, such as R0201")])
  }

  static func unknownWord(_ text: String, among words: [String]) -> Diagnostic {
    let kind = FieldWords.kind(for: text).map { "it is called \"\($0)\" here: rung doc \($0)" }
    let near = Spelling.suggestion(for: text, among: words).map { "did you mean \"\($0)\"?" }
    return Diagnostic(
      .unknownWord, "the language has no word \"\(text)\"", at: place(text),
      fixes: [Fix(kind ?? near ?? "rung doc lists the words there are")])
  }

  private static func place(_ text: String) -> Place {
    let source = Source(name: "<command line>", text: text)
    return Place(source, ByteRange(0, source.bytes.count))
  }
}

extension DiagnosticCode {
  static let unknownCode = DiagnosticCode(
    "R0900", title: "no problem has this code",
    why:
      "`rung explain` takes the code that stands in brackets after `error` or `warning`: an R and four digits.",
    wrong: "rung explain R9999", right: "rung explain R0201")

  static let unknownWord = DiagnosticCode(
    "R0901", title: "the language has no such word",
    why: """
      `rung doc` describes kinds (stage), properties (stage.duration), functions (peak), verbs (show), units (weeks, \
      EUR), levels (drawn) and codes (R0201). `rung doc` alone lists them.
      """,
    wrong: "rung doc stag", right: "rung doc stage")

  /// The codes of the command line. Their examples are arguments, not scripts.
  package static let ofCommandLine: [DiagnosticCode] = [unknownCode, unknownWord]
}
