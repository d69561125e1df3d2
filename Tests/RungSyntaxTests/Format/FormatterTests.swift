// What `rung fmt` makes of texts, by example.

import RungSyntax
import RungText
import Testing

@Suite("Formatter")
struct FormatterTests {
  private func format(_ text: String, order: [String] = []) -> String {
    let formatter = Formatter { _, property in order.firstIndex(of: property) }
    let once = formatter.format(SyntaxTree.parse(Source(name: "test.rung", text: text)))
    let again = formatter.format(SyntaxTree.parse(Source(name: "test.rung", text: once.text)))
    #expect(again == once, "the second time changes something")
    return once.text
  }

  @Test("blanks around signs are settled, and aligned columns collapse")
  func blanks() {
    #expect(format("let  x   =  ( a+b )*2\n") == "let x = (a + b) * 2\n")
    #expect(format("let y=-x . size - -1") == "let y = -x.size - -1\n")
    #expect(format("a  = f( x ,y:1 )[ 2 ]\n") == "a = f(x, y: 1)[2]\n")
    #expect(format("stage X{a:75 %;b :1..5}") == "stage X { a: 75%; b: 1 .. 5 }\n")
    #expect(format("x = not( a )and b in[1,2]\n") == "x = not (a) and b in [1, 2]\n")
    #expect(
      format("stage X { completion: by region[a:1,else :2] }")
        == "stage X { completion: by region [a: 1, else: 2] }\n")
  }

  @Test("figures are grouped by three from five digits before the point")
  func figures() {
    #expect(
      format("x = [1_100, 300000, 12345.123456, 1_0, 0.123_456, 1234567]\n")
        == "x = [1100, 300_000, 12_345.123456, 10, 0.123456, 1_234_567]\n")
    #expect(format("x = 007\n") == "x = 007\n")
  }

  @Test("a statement a line, without `;` and with at most one empty line between")
  func statements() {
    #expect(format("\n\n a = 1; b = 2 ;; c = 3\n\n\n\nd = 4\n\n") == "a = 1\nb = 2\nc = 3\n\nd = 4\n")
    #expect(format("") == "")
    #expect(format("\n \n") == "")
    #expect(format("a = 1\r\nb = 2\r\n") == "a = 1\nb = 2\n")
    #expect(format("\u{FEFF}a = 1") == "a = 1\n")
  }

  @Test("a block on one line stays there while it fits")
  func oneLine() {
    #expect(format("stage  X  {  a : 1 ;b: 2; }\n") == "stage X { a: 1; b: 2 }\n")
    #expect(format("stage X { }\n") == "stage X {}\n")
    #expect(format("stage X {\n\n}\n") == "stage X {}\n")
    #expect(
      format("curriculum F { module A { length: 4 hours } }\n")
        == "curriculum F { module A { length: 4 hours } }\n")
    let title = String(repeating: "x", count: 93)
    #expect(format("stage X { a: \"\(title)\" }\n") == "stage X { a: \"\(title)\" }\n")
    #expect(format("stage X { a: \"\(title)y\" }\n") == "stage X {\n  a: \"\(title)y\"\n}\n")
  }

  @Test("a block on several lines has a property a line and no empty line at its ends")
  func lines() {
    #expect(
      format("stage X {\n\n a: 1; b: 2\n\n\n   c: 3\n\n }\n") == "stage X {\n  a: 1\n  b: 2\n\n  c: 3\n}\n")
    #expect(
      format("scenario S from B {\nX.a = 2;remove Y\n stage Z {a:1} }\n")
        == "scenario S from B {\n  X.a = 2\n  remove Y\n  stage Z { a: 1 }\n}\n")
  }

  @Test("comments stay with what they precede or trail, two spaces away")
  func comments() {
    #expect(
      format("a = 1 # one\n#two\n\n\n## three\nb = 2 #four\n   # five")
        == "a = 1  # one\n#two\n\n## three\nb = 2  #four\n# five\n")
    #expect(
      format("stage X { # why\n # on a\n a: 1# a\n # end\n} # after\n")
        == "stage X {  # why\n  # on a\n  a: 1  # a\n  # end\n}  # after\n")
    #expect(format("stage X {\n# only\n}\n") == "stage X {\n  # only\n}\n")
    #expect(format("# alone   \n") == "# alone\n")
    #expect(format("a = 1;  # one\nb = 2\n") == "a = 1  # one\nb = 2\n")
  }

  @Test("a comment that followed a `;` does not become a doc")
  func noNewDoc() {
    #expect(format("a = 1\n; ## not a doc\nb = 2\n") == "a = 1\n# # not a doc\nb = 2\n")
  }

  @Test(
    "properties take the order of the schema, unknown ones after them, declarations last; comments move along"
  )
  func order() {
    let text = """
      stage X {
        # on c
        c: 3  # c
        module M { b: 1; a: 2 }
        zeta: 1

        ## on a
        a: 1  # a
        unknown: 2
        b: 2
        # end
      }
      """
    #expect(
      format(text, order: ["a", "b", "c"]) == """
        stage X {
          ## on a
          a: 1  # a
          b: 2
          # on c
          c: 3  # c
          zeta: 1
          unknown: 2
          module M { a: 2; b: 1 }
          # end
        }

        """)
    #expect(format("stage X { b: 1; a: 2 }\n", order: ["a", "b"]) == "stage X { a: 2; b: 1 }\n")
    #expect(format("scenario S { b = 1; a = 2 }\n", order: ["a", "b"]) == "scenario S { b = 1; a = 2 }\n")
  }

  @Test("the kind word of the block is what the order is asked for")
  func kinds() {
    let formatter = Formatter { kind, property in kind == "module" && property == "a" ? 0 : nil }
    let text = "curriculum C { b: 1; a: 2; module M { b: 1; a: 2 } }\n"
    #expect(
      formatter.format(SyntaxTree.parse(Source(name: "", text: text))).text
        == "curriculum C { b: 1; a: 2; module M { a: 2; b: 1 } }\n")
  }

  @Test("a bracket whose first item begins a line has an item a line, else it is joined")
  func brackets() {
    #expect(format("x = [\n a,b,\n c]\n") == "x = [\n  a,\n  b,\n  c\n]\n")
    #expect(format("x = [a,\n b,\n c,\n]\n") == "x = [a, b, c]\n")
    #expect(format("x = [\na,\n]\n") == "x = [\n  a,\n]\n")
    #expect(format("x = f([\n a\n], b)\n") == "x = f([\n  a\n], b)\n")
    #expect(format("x = [\n]\n") == "x = []\n")
    #expect(
      format("stage X {\n  y: (\n a\n +\n b )\n}\n") == "stage X {\n  y: (\n    a\n      +\n      b\n  )\n}\n"
    )
  }

  @Test("a comment in a bracket opens it, and stays where it was")
  func bracketComments() {
    #expect(
      format("x = [a, # first\n b # second\n , # third\n c]\n")
        == "x = [\n  a,  # first\n  b,  # second\n  # third\n  c\n]\n")
    #expect(format("x = [ # why\n# own\na\n# end\n]\n") == "x = [  # why\n  # own\n  a\n  # end\n]\n")
    #expect(format("x = [\n# nothing\n]\n") == "x = [\n  # nothing\n]\n")
    #expect(format("x = (1 # one\n + 2)\n") == "x = (\n  1  # one\n    + 2\n)\n")
  }

  @Test("a formula outside brackets is broken where its author broke it")
  func continuation() {
    #expect(format("x = a +\n b\n") == "x = a +\n  b\n")
    #expect(format("x = a + # base\n# more\n b\n") == "x = a +  # base\n  # more\n  b\n")
    #expect(format("show a,\n\n     b by c\n") == "show a,\n  b by c\n")
    #expect(
      format("stage X {\n a: 1 +\n   2\n b: f(1 +\n 2)\n}\n")
        == "stage X {\n  a: 1 +\n    2\n  b: f(1 + 2)\n}\n")
  }

  @Test("what a word processor did is undone")
  func damage() {
    #expect(format("stage X { note: “two – three” }\n") == "stage X { note: \"two – three\" }\n")
    #expect(format("fund F { amount: €450 }\n") == "fund F { amount: 450 EUR }\n")
    #expect(format("stage X {\n a 1\n}\n") == "stage X {\n  a: 1\n}\n")
    #expect(format("x = 900 000\n") == "x = 900_000\n")
    #expect(format("x\u{A0}= 1\n") == "x = 1\n")
  }

  @Test(
    "a text with errors is left alone",
    arguments: [
      "x = \n", "stage X {\n", "x  = (1\n", "a = 1 2\n",
      "<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n",
      "x = 10-20\n", "}", "x  = \u{1}",
    ])
  func unsound(text: String) {
    let outcome = Formatter { _, _ in nil }.format(SyntaxTree.parse(Source(name: "", text: text)))
    #expect(outcome == .leftAlone(text))
  }
}
