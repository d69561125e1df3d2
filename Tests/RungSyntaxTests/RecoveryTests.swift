// Mistakes of form: one diagnostic, where the cause is, and the rest of the text read as if it were mended.

import RungSyntax
import RungText
import Testing

@Suite("Recovery")
struct RecoveryTests {
  private func check(
    _ text: String, _ found: [String], _ tree: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      problems(text) == found, "\(parse(text).diagnostics.map(\.message))", sourceLocation: sourceLocation)
    if let tree { #expect(dump(text) == tree, sourceLocation: sourceLocation) }
  }

  @Test("a bracket that is not closed ends where a line begins anew")
  func unclosedBrackets() {
    check(
      "stage A {\n  teaches: [a, b\n  size: 60\n}", ["R0103 2:17"],
      "(declaration stage A (block (property teaches (list a b)) (property size 60)))")
    check(
      "stage A {\n  mix: [region: [a: 1, b: 2]\n  drawn-from: [c: 3]\n}", ["R0103 2:29"],
      "(declaration stage A (block (property mix (table (entry region (table (entry a 1) (entry b 2))))) "
        + "(property drawn-from (table (entry c 3)))))")
    check("let a = f(1, (2 + 3\nlet b = 3", ["R0103 1:20"])
    check("stage A { teaches: [a, b }\nlet x = 1", ["R0103 1:25"])
    check("target T = f(g(x) >= 3 with 80% confidence", ["R0103 1:23"])
    check("cohort A[n in 1 .. 5 { size: 3 }", ["R0103 1:21"])
    check("let a = [1, 2)", ["R0110 1:14"])
    check("let a = (1 + [2, 3) + 4", ["R0103 1:19"])
  }

  @Test("a comma that is missing between lines of a table is a comma, not an end")
  func missingCommas() {
    check(
      "let a = [\n  x: 1\n  y: 2,\n  z: 3\n]", ["R0122 2:7"],
      "(letStatement a (table (entry x 1) (entry y 2) (entry z 3)))")
    check("let a = [1\n  2\n]", ["R0122 1:11"], "(letStatement a (list 1 2))")
    check("compare A B, C", ["R0122 1:10"], "(compare A B C)")
  }

  @Test("a block that is not closed ends where indentation says")
  func unclosedBlocks() {
    check(
      "stage A {\n  size: 60\n\nstage B {\n  size: 3\n}\nlet x = 1", ["R0105 2:11"],
      "(declaration stage A (block (property size 60))) (declaration stage B (block (property size 3))) "
        + "(letStatement x 1)")
    check(
      "curriculum C {\n  module A { x: 1\n  module B { x: 2 }\n}\nlet x = 1", ["R0105 2:18"],
      "(declaration curriculum C (block (declaration module A (block (property x 1))) "
        + "(declaration module B (block (property x 2))))) (letStatement x 1)")
    check("curriculum C {\n  module A { x: 1\n}\nlet x = 1", ["R0105 2:18"])
    check("stage A {\n  size: 60", ["R0105 2:11"])
    check("scenario S { a = 3\nscenario T { a = 4 }", ["R0105 1:19"])
    check("scenario S {\n  a = 3\n\nscenario T { a = 4 }", ["R0105 2:8"])
  }

  @Test("a text without indentation is read as its braces say")
  func noIndentation() {
    check("curriculum C {\nmodule A {\nx: 1\n}\nmodule B { }\n}\nlet x = 1", [])
  }

  @Test("a brace that is missing, too many, or on the next line")
  func braces() {
    check("stage A\n  size: 60\n}\nlet x = 1", ["R0126 1:8"])
    check("stage A size: 60; term: 3 }", ["R0126 1:8"])
    check("curriculum C\n  module A { x: 1 }\n}\nlet x = 1", ["R0126 1:13"])
    check("scenario S\n  a.b = 3\n}\nlet x = 1", ["R0126 1:11"])
    check("stage A\n{\n  size: 60\n}", ["R0145 2:1"])
    check("stage A { size: 60 }\n}\nlet x = 1", ["R0106 2:1"])
    check("stage A { { size: 60 }", ["R0101 1:11"])
    #expect(mended("stage A\n{\n  size: 60\n}") == "stage A {\n  size: 60\n}")
  }

  @Test("what is missing from a declaration")
  func declarations() {
    check(
      "stage {\n  size: 60\n}", ["R0124 1:1"], "(declaration stage _ (block (property size 60)))")
    check("Grow {\n  size: 60\n}", ["R0124 1:1"], "(declaration Grow Grow (block (property size 60)))")
    check("Intake[n in 1 .. 5] { size: 60 }", ["R0124 1:1"])
    check("cohort [n in 1 .. 5] { size: 60 }", ["R0124 1:1"])
    check(
      "programme \"Title\" { size: 60 }", ["R0124 1:1"],
      "(declaration programme _ \"Title\" (block (property size 60)))")
    check(
      "Lean \"Title\" { a.b = 60 }", ["R0124 1:1"],
      "(scenario Lean \"Title\" (block (override (reference a (member b)) 60)))")
    check("cohort Intake [n in 1 .. 5] { }", ["R0145 1:14"])
    check("stage each { }", ["R0127 1:7"])
    check("cohort I[n 1 .. 5] { }", ["R0143 1:11"])
  }

  @Test("what is missing from a definition")
  func definitions() {
    check("let x 3", ["R0125 1:6"], "(letStatement x 3)")
    check("let x =\nlet y = 3", ["R0102 1:8"], "(letStatement x _) (letStatement y 3)")
    check("let = 3", [], "(override let 3)")
    check("let \nshow 1", ["R0124 1:4"])
    check("asume Completion = 80% { source: \"x\" }", ["R0147 1:1"])
    check("var x = 3", ["R0147 1:1"], "(letStatement x 3)")
    check("target T = a > 3 with 80%", ["R0143 1:26"])
    check("target T = a > 3 80% confidence", ["R0101 1:18"])
    check("Graduates = a > 3 with 80% confidence", ["R0101 1:19"])
    check("Completion = 80% { source: \"x\" }\nlet x = 1", ["R0101 1:18"])
    check("scenario S { Core.amount 200 EUR }", ["R0125 1:25"])
    check("2 + x = 5", ["R0141 1:1"])
  }

  @Test("what is missing from an expression")
  func expressions() {
    check("let x = 1 +\nlet y = 2", ["R0102 1:12"], "(letStatement x (sum 1 _)) (letStatement y 2)")
    check("stage A { x: 3 * ; y: 4 }", ["R0102 1:17"])
    check("let x = a < b < c", ["R0123 1:15"])
    check("let x = 1 .. 2 .. 3", ["R0101 1:16"])
    check("let x = 1 to 2 to 3", ["R0101 1:16"])
    check("let x = 1 + 2 to 3", ["R0112 1:13"])
    check("let x = 1 + if a then b else c", ["R0101 1:13"])
    check("let x = a is (not b) + not c", ["R0101 1:24"])
    check("let x = .5", ["R0101 1:9"], "(letStatement x (? .) 5)")
    check("let x = +5", ["R0101 1:9"])
    check("let x = - -5", ["R0101 1:11"])
    check("let x = a.", ["R0102 1:11"])
    check("let x = 2 hours per", ["R0102 1:20"])
    check("let x = (1, 2)", ["R0101 1:11"])
    check("let x = if a\n  then b\n  else c", ["R0146 2:3", "R0146 3:3"])
    check("let x = a[]", ["R0102 1:11"])
  }

  @Test("what is missing from a verb")
  func verbs() {
    check("show\nshow 1", ["R0102 1:5"])
    check("find a 1 .. 9 until x", ["R0143 1:7"])
    check("find a in 1 .. 9", ["R0143 1:17"])
    check("find a in 1 9 until x", ["R0101 1:13"])
    check("sweep a over 1 .. 9", ["R0143 1:20"])
    check("simulate 100", ["R0143 1:13"])
    check("snapshot", ["R0102 1:9"])
    check("use", ["R0102 1:4"])
  }

  @Test("what does not belong in a block")
  func blocks() {
    check("assume A = 1 { stage B { } }", ["R0142 1:16"])
    check("stage A { let x = 3 }", ["R0142 1:11"])
    check("scenario S { show a }", ["R0142 1:14"])
    check("stage A { 3 }", ["R0101 1:11"])
    check("stage A {\n  : 60\n  size: 3\n}", ["R0124 2:3"])
    check("size: 60", ["R0121 1:1"])
  }

  @Test("texts in quotes")
  func strings() {
    check("use \"abc\nlet x = 1", ["R0107 1:5"], "(use \"abc) (letStatement x 1)")
    check("use \"a\\qb\"", ["R0137 1:7"])
    check("use \"a\\u{110000}\"", ["R0137 1:7"])
    check("use \"a {b\"", ["R0138 1:8"])
    check("use \"a {{b\"", [])
    check("use \"a {b.c}\"", [])
  }
}
