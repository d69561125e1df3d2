// The canonical text of formulas, by example.

import RungSyntax
import RungText
import Testing

@Suite("Canonical text")
struct CanonicalTests {
  private func canonical(_ text: String) -> String {
    let tree = SyntaxTree.parse(Source(name: "", text: text), as: .expression)
    return tree.child(0, of: 0).map { CanonicalPrinter.canonicalText(of: $0, in: tree) } ?? ""
  }

  @Test(
    "brackets stay only where the meaning needs them",
    arguments: [
      ("((a))", "a"), ("(a * b) + c", "a * b + c"), ("(a + b) * c", "(a + b) * c"),
      ("a - (b - c)", "a - (b - c)"),
      ("(a - b) - c", "(a - b) - c"), ("-(3)", "-3"), ("-(a + b)", "-(a + b)"), ("-(-3)", "-(-3)"),
      ("- 3", "-3"),
      ("not (a)", "not a"), ("not (a and b)", "not (a and b)"),
      ("(not a) and (b or c)", "not a and (b or c)"),
      ("(a < b) and c", "a < b and c"), ("(a < b) is true", "(a < b) is true"),
      ("a is (not b)", "a is (not b)"),
      ("(a) .. (b + 1)", "a .. b + 1"),
      ("if (a) then (if b then c else d) else (e)", "if a then if b then c else d else e"),
      ("(if a then b else c) + 1", "(if a then b else c) + 1"), ("(a).b", "a.b"), ("(a.b).c", "(a.b).c"),
      ("(\"x\")[1]", "(\"x\")[1]"), ("(f)(x)", "f(x)"), ("([1, 2])[1]", "[1, 2][1]"), ("(3).x", "(3).x"),
      ("(true)(x)", "(true)(x)"), ("(to)(x)", "(to)(x)"), ("(to).x", "to.x"),
      ("f((a), (b: c))", "f(a, b: c)"),
      ("[(a): (b), else: (c)]", "[a: b, else: c]"),
      ("[(a) for a in (b) where (c)]", "[a for a in b where c]"),
    ])
  func brackets(text: String, expected: String) {
    // An argument's name is no part of a bracket.
    #expect(canonical(text.replacing("(b: c)", with: "b: (c)")) == expected)
  }

  @Test(
    "beside an operator an estimate keeps its brackets",
    arguments: ["(a to b) + 1", "(1 of 2) * 3", "(1 to 2 per month) * 3", "(1 to 2 each) / 2"])
  func estimates(text: String) {
    #expect(canonical(text) == text)
  }

  @Test(
    "an estimate's rate and `each` need none",
    arguments: [
      ("(70% to 85%) per month", "70% to 85% per month"), ("(3 to 6 months) each", "3 to 6 months each"),
      ("(2 per week) per year", "(2 per week) per year"), ("(2 each) each", "(2 each) each"),
      ("(2 per week) to 3", "(2 per week) to 3"),
    ])
  func rates(text: String, expected: String) {
    #expect(canonical(text) == expected)
  }

  @Test(
    "blanks, line ends and comments go",
    arguments: [
      ("a+b", "a + b"), ("[ a ,b , ]", "[a, b]"), ("[a, # why\n b]", "[a, b]"),
      ("f( x :1 )[ 2 ] . c", "f(x: 1)[2].c"), ("75 %", "75%"), ("1..5", "1 .. 5"),
      ("a  is   not b", "a is not b"), ("a not  in b", "a not in b"),
      ("12  hours per  2 weeks", "12 hours per 2 weeks"),
    ])
  func blanks(text: String, expected: String) {
    #expect(canonical(text) == expected)
  }

  @Test(
    "figures have one spelling",
    arguments: [
      ("1_100", "1100"), ("12345", "12_345"), ("1_0", "10"), ("007", "7"), ("0.50", "0.50"), ("00.5", "0.5"),
      ("0", "0"), ("1234567.0001", "1_234_567.0001"),
    ])
  func figures(text: String, expected: String) {
    #expect(canonical(text) == expected)
  }

  @Test(
    "a string has one spelling",
    arguments: [
      (#""a\"b\\c""#, #""a\"b\\c""#), (#""\u{41}\u{e9}""#, #""Aé""#),
      (#""\u{7}\u{202E}\u{202C}""#, #""\u{7}\u{202e}\u{202c}""#),
      (#""{{x}""#, #""{{x}}""#), (#""{{x}}""#, #""{{x}}""#), (#""Intake {  n }""#, #""Intake {n}""#),
      (#""{Intake[ n+1 ].size} of 007""#, #""{Intake[n + 1].size} of 007""#), ("\"a\tb\"", #""a\tb""#),
    ])
  func strings(text: String, expected: String) {
    #expect(canonical(text) == expected)
    #expect(canonical(expected) == expected)
  }

  @Test(
    "damaged tokens come out mended",
    arguments: [
      ("€450", "450 EUR"), ("450 €", "450 EUR"), ("900 000", "900_000"), ("3,5", "3.5"), ("“x”", "\"x\""),
      ("a – b", "a - b"), ("a × b", "a * b"), ("a ≤ b", "a <= b"), ("2027-3-1", "2027-03-01"),
      ("a == b", "a is b"), ("a != b", "a is not b"), ("a && b", "a and b"),
    ])
  func damage(text: String, expected: String) {
    #expect(canonical(text) == expected)
  }

  @Test("a value that differs by group, and a family's index, have one too")
  func others() {
    let tree = SyntaxTree.parse(
      Source(
        name: "", text: "cohort X[ n in 1..5 where n is not(3) ] { a: by  region[ MENA :70% , else:(82%)] }\n"
      ))
    let texts = tree.nodes.indices.filter { [.byValue, .family].contains(tree.kind($0)) }.map {
      CanonicalPrinter.canonicalText(of: $0, in: tree)
    }
    #expect(texts == ["[n in 1 .. 5 where n is not 3]", "by region [MENA: 70%, else: 82%]"])
  }

  @Test("any bytes have a canonical text, and nothing traps", arguments: 0..<40)
  func anything(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let bytes = (0..<300).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let pool = Array("abc 12.:,;()[]{}\"\\-+*/%<=>#\n to of per each not in is by € “” 日".utf8)
      return pool[Int(truncatingIfNeeded: (state >> 33)) % pool.count]
    }
    for entry in [SyntaxTree.Entry.script, .expression, .path] {
      let tree = SyntaxTree.parse(Source(name: "", bytes: bytes), as: entry)
      for node in tree.nodes.indices { _ = CanonicalPrinter.canonicalText(of: node, in: tree) }
      _ = Highlighter.spans(of: tree)
      _ = Formatter { _, _ in nil }.format(tree)
    }
  }
}
