// Every code of the syntax has a page whose wrong example gives it, and nothing else, and whose right example
// is clean.

import RungSyntax
import RungText
import Testing

@Suite("The codes of the syntax")
struct CodeTests {
  private func example(_ code: DiagnosticCode) -> SyntaxTree {
    guard code == .invalidUTF8 else { return parse(code.wrong) }
    let bytes = code.wrong.unicodeScalars.flatMap { $0 == "\u{FFFD}" ? [0xFF] : Array(String($0).utf8) }
    return SyntaxTree.parse(Source(name: "test.rung", bytes: bytes))
  }

  @Test("the wrong example gives the code and no other error", arguments: SyntaxCodes.all)
  func wrong(code: DiagnosticCode) {
    let tree = example(code)
    let found = Set(tree.diagnostics.map(\.code.id))
    if code == .tooManyProblems {
      #expect(found.contains(code.id))
    } else {
      #expect(found == [code.id], "\(tree.diagnostics.map(\.message))")
    }
  }

  @Test("the right example is clean", arguments: SyntaxCodes.all)
  func right(code: DiagnosticCode) {
    #expect(problems(code.right) == [])
  }

  @Test("ids are R0100 to R0149, each once, in order")
  func ids() {
    #expect(SyntaxCodes.all.map(\.id) == SyntaxCodes.all.map(\.id).sorted())
    #expect(Set(SyntaxCodes.all.map(\.id)).count == SyntaxCodes.all.count)
    #expect(SyntaxCodes.all.allSatisfy { $0.id >= "R0100" && $0.id <= "R0149" })
  }

  @Test(
    "a fix of the wrong example leaves no diagnostic, and there is nothing more to fix",
    arguments: SyntaxCodes.all)
  func fixes(code: DiagnosticCode) {
    let tree = example(code)
    guard tree.diagnostics.contains(where: { !($0.fixes.first?.edits.isEmpty ?? true) }), code != .invalidUTF8
    else { return }
    let mended = mended(code.wrong, safeOnly: false)
    #expect(problems(mended) == [], "\(mended)")
  }

  @Test("messages are short and in plain words", arguments: SyntaxCodes.all)
  func messages(code: DiagnosticCode) {
    for diagnostic in example(code).diagnostics {
      let message = diagnostic.message
      #expect(message.count <= 90, "\(message)")
      #expect(!message.hasSuffix("."), "\(message)")
      #expect(message.first.map { !$0.isUppercase } ?? false, "\(message)")
      for word in ["token", "node", "parse", "syntax", "expression", "literal", "identifier"] {
        #expect(!message.contains(word), "\(message)")
      }
    }
  }
}
