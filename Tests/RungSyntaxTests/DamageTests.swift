// What word processors, habits and other languages do to a text: understood, reported once, and mended.

import RungSyntax
import RungText
import Testing

@Suite("Damage is understood")
struct DamageTests {
  /// A text, what it is read as, the code, and what the safe fixes make of it (nil: no safe fix).
  private func check(
    _ text: String, _ tree: String, _ code: String, _ mended: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(dump(text) == tree, sourceLocation: sourceLocation)
    #expect(parse(text).diagnostics.map(\.code.id) == [code], sourceLocation: sourceLocation)
    let result = RungSyntaxTests.mended(text)
    #expect(result == mended ?? text, sourceLocation: sourceLocation)
    if mended != nil { #expect(problems(result) == [], sourceLocation: sourceLocation) }
  }

  @Test(
    "quotes of every kind hold a text",
    arguments: [
      "\u{201C}a b\u{201D}", "\u{201E}a b\u{201C}", "\u{201D}a b\u{201D}", "\u{AB}a b\u{BB}",
      "\u{BB}a b\u{AB}", "'a b'",
      "\u{2018}a b\u{2019}", "\u{201A}a b\u{2018}", "\u{2039}a b\u{203A}", "\u{201C}a b\"", "\"a b\u{201D}",
      "\u{FF02}a b\u{FF02}",
    ])
  func quotes(spelling: String) {
    let text = "use \(spelling)\nshow 1"
    #expect(dump(text) == "(use \(spelling)) (show 1)")
    #expect(problems(text).count == 1)
    #expect(mended(text) == "use \"a b\"\nshow 1")
    let tree = parse(text)
    #expect(tree.stringText(1) == "a b")
  }

  @Test("an apostrophe does not close a text in single quotes")
  func apostrophes() {
    check(
      "use \u{2018}don\u{2019}t go\u{2019}", "(use \u{2018}don\u{2019}t go\u{2019})", "R0108",
      "use \"don\u{2019}t go\"")
  }

  @Test("dashes are minus, a sign, or two points between figures")
  func dashes() {
    check("a \u{2013} b", "(print (sum a b))", "R0116", "a - b")
    check("\u{2212}5", "(print (negative 5))", "R0116", "-5")
    check("a + \u{2014}5", "(print (sum a (negative 5)))", "R0116", "a + -5")
    check(
      "2027-01-01\u{2013}2030-12-31", "(print (span 2027-01-01 2030-12-31))", "R0109",
      "2027-01-01 .. 2030-12-31")
    check("2027-01 \u{2013} 2030-12", "(print (span 2027-01 2030-12))", "R0109", "2027-01 .. 2030-12")
    check("10\u{2013}20", "(print (span 10 20))", "R0109", nil)
    check("self\u{2011}paced", "(print (sum self paced))", "R0116", nil)
  }

  @Test("minus without its spaces is read, with both readings as fixes")
  func tightMinus() {
    check("10-20", "(print (sum 10 20))", "R0104", nil)
    check("n -1", "(print (sum n 1))", "R0104", nil)
    check("2027-3", "(print (sum 2027 3))", "R0104", nil)
    check("f(x)-1", "(print (sum (reference f (call x)) 1))", "R0104", nil)
    #expect(
      parse("2027-3").diagnostics[0].fixes.map(\.text) == [
        "write 2027-03 for the month", "write a - b for minus",
      ])
    #expect(
      parse("10-20").diagnostics[0].fixes.map(\.text).dropFirst() == [
        "write .. for a span", "write a - b for minus",
      ])
    // What a person means by it, first.
    for text in ["10-20", "70%-85%", "70-85%", "10\u{2013}20", "70%\u{2013}85%"] {
      #expect(parse(text).diagnostics[0].fixes[0].text.hasPrefix("write to for an estimate"), "\(text)")
    }
    #expect(mended("70%-85%", safeOnly: false) == "70% to 85%")
    #expect(mended("70%\u{2013}85%", safeOnly: false) == "70% to 85%")
    #expect(mended("n -1", safeOnly: false) == "n - 1")
    #expect(mended("2027-3", safeOnly: false) == "2027-03")
    #expect(problems("x-1") == [])
    #expect(problems("[3, -2, -n]") == [])
  }

  @Test("currency signs on either side are units")
  func currency() {
    check("\u{20AC}450", "(print (quantity \u{20AC}450))", "R0115", "450 EUR")
    check(
      "\u{20AC} 450 per month", "(print (rate (quantity \u{20AC} 450) (per per month)))", "R0115",
      "450 EUR per month")
    check("450\u{20AC}", "(print (quantity 450\u{20AC}))", "R0115", "450 EUR")
    check("450 \u{A3}", "(print (quantity 450 \u{A3}))", "R0115", "450 GBP")
    check("$450", "(print (quantity $450))", "R0115", nil)
    check("\u{A5}450", "(print (quantity \u{A5}450))", "R0115", nil)
    #expect(mended("$450", safeOnly: false) == "450 USD")
    let tree = parse("$450")
    #expect(tree.unitText(ofQuantity: 2) == "USD")
  }

  @Test("grouped digits and decimal commas are one number")
  func numbers() {
    check("900 000", "(print 900 000)", "R0111", "900_000")
    check("900\u{A0}000 EUR", "(print (quantity 900\u{A0}000 EUR))", "R0111", "900_000 EUR")
    check("1\u{202F}234\u{202F}567", "(print 1\u{202F}234\u{202F}567)", "R0111", "1_234_567")
    check("900'000", "(print 900'000)", "R0111", "900_000")
    check("1,200,000", "(print 1,200,000)", "R0111", "1_200_000")
    check("3,5", "(print 3,5)", "R0113", "3.5")
    check("0,125", "(print 0,125)", "R0113", "0.125")
    check("1.200,50", "(print 1.200,50)", "R0113", "1_200.50")
    check("1,200.50", "(print 1,200.50)", "R0113", "1_200.50")
    check("900 000,5", "(print 900 000,5)", "R0113", "900_000.5")
    check("1,200", "(print 1,200)", "R0114", nil)
    check("\u{661}\u{662}", "(print \u{661}\u{662})", "R0116", "12")
    #expect(problems("[3,5]") == [])
    #expect(problems("f(3,5)") == [])
    #expect(problems("[1,200]") == [])
    #expect(problems("simulate 100 runs") == [])
  }

  @Test(
    "the figures of a damaged number",
    arguments: [
      ("1_200", "1200"), ("900 000", "900000"), ("900\u{A0}000", "900000"), ("3,5", "3.5"), ("1,200", "1200"),
      ("1.200,50", "1200.50"), ("1,200.50", "1200.50"), ("1,200,000", "1200000"), ("0,125", "0.125"),
      ("900'000", "900000"),
      ("\u{661}\u{662}", "12"), ("\u{FF11}\u{FF12}", "12"), ("0.5", "0.5"),
    ])
  func numberText(spelling: String, figures: String) {
    #expect(String(decoding: NumberText.plain(Array(spelling.utf8)), as: UTF8.self) == figures)
  }

  @Test("signs with another spelling")
  func signs() {
    check("3 \u{D7} 4", "(print (product 3 4))", "R0116", "3 * 4")
    check("3 \u{F7} 4", "(print (product 3 4))", "R0116", "3 / 4")
    check("a \u{2264} b", "(print (comparison \u{2264} a b))", "R0116", "a <= b")
    check("a \u{2265} b", "(print (comparison \u{2265} a b))", "R0116", "a >= b")
    check("a \u{2260} b", "(print (comparison -\u{2260} a b))", "R0117", "a is not b")
    check("1 \u{2026} 5", "(print (span 1 5))", "R0116", nil)
    check("1 ... 5", "(print (span 1 5))", "R0116", nil)
    check("1 \u{2192} 5", "(print (span 1 5))", "R0116", nil)
    #expect(dump("f\u{FF08}a, b\u{FF09}") == "(print (reference f (call a b)))")
  }

  @Test("full-width punctuation")
  func fullWidth() {
    let text = "stage Grow \u{FF5B} places\u{FF1A} 40\u{FF1B} teaches\u{FF1A} [a\u{FF0C} b] \u{FF5D}"
    #expect(mended(text) == "stage Grow { places: 40; teaches: [a, b] }")
    #expect(dump(mended(text)) == dump(text).replacing("\u{FF0C}", with: ","))
  }

  @Test("operators of other languages")
  func operators() {
    check("a == b", "(print (comparison == a b))", "R0117", "a is b")
    check("a != b", "(print (comparison -!= a b))", "R0117", "a is not b")
    check("a <> b", "(print (comparison -<> a b))", "R0117", "a is not b")
    check("a==b", "(print (comparison == a b))", "R0117", "a is b")
    check("a && b", "(print (conjunction a b))", "R0117", "a and b")
    check("a || b", "(print (disjunction a b))", "R0117", "a or b")
    check("!a", "(print (not a))", "R0117", "not a")
    check("a => 3", "(print (comparison => a 3))", "R0117", nil)
    check("Core.amount := 3", "(override (reference Core (member amount)) 3)", "R0117", "Core.amount = 3")
    check("let x := 3", "(letStatement x 3)", "R0117", "let x = 3")
  }

  @Test("comments of other languages")
  func comments() {
    check("a // note", "(print a)", "R0118", "a # note")
    check("a -- note", "(print a)", "R0118", "a # note")
    check("-- note\na", "(print a)", "R0118", "# note\na")
    check("/* note */\na", "(print a)", "R0118", "# note \na")
    check("/* one\n two */ a", "(print a)", "R0118", "# one\n#  two \n a")
    check("a /* note", "(print a)", "R0118", "a # note")
  }

  @Test("a property without its colon, or with =")
  func properties() {
    check(
      "stage A { size 60 }", "(declaration stage A (block (property size 60)))", "R0119",
      "stage A { size: 60 }")
    check(
      "stage A { size = 60 }", "(declaration stage A (block (property size 60)))", "R0120",
      "stage A { size: 60 }")
    check(
      "stage A { size=60 }", "(declaration stage A (block (property size 60)))", "R0120",
      "stage A { size: 60 }")
    check(
      "stage A { size := 60 }", "(declaration stage A (block (property size 60)))", "R0120",
      "stage A { size: 60 }")
    check(
      "stage A { admits best(60%) }",
      "(declaration stage A (block (property admits (reference best (call (quantity 60%))))))", "R0119",
      "stage A { admits: best(60%) }")
    check(
      "f(x, during = 2027)", "(print (reference f (call x (argument during 2027))))", "R0120",
      "f(x, during: 2027)")
    check("[a = 3]", "(print (table (entry a 3)))", "R0120", "[a: 3]")
  }

  @Test("a definition with a colon")
  func definitions() {
    check("let x: 3", "(letStatement x 3)", "R0121", "let x = 3")
    check("Core.amount: 3", "(override (reference Core (member amount)) 3)", "R0121", "Core.amount = 3")
    check(
      "scenario S { size: 3 }", "(scenario S (block (override size 3)))", "R0121", "scenario S { size = 3 }")
  }

  @Test("properties on one line without ; or with commas, and lists without brackets")
  func separators() {
    let tree = "(declaration stage A (block (property size 60) (property term 3)))"
    check("stage A { size: 60 term: 3 }", tree, "R0140", "stage A { size: 60; term: 3 }")
    #expect(mended("stage A { size: 60, term: 3 }") == "stage A { size: 60; term: 3 }")
    #expect(mended("stage A {\n  size: 60,\n  term: 3,\n}") == "stage A {\n  size: 60\n  term: 3\n}")
    check(
      "stage A { teaches: a, b }", "(declaration stage A (block (property teaches (list a b))))", "R0148",
      "stage A { teaches: [a, b] }")
    check("[a; b]", "(print (list a (? ;) b))", "R0122", "[a, b]")
  }

  @Test("blanks and line ends that are not plain are one warning for the whole text")
  func blanks() {
    check("a\u{A0}+ b", "(print (sum a b))", "R0129", "a + b")
    check("\u{2003}a +\u{3000}b\u{200B}", "(print (sum a b))", "R0129", " a + b")
    check("a\u{2028}b\u{B}c", "(print a) (print b) (print c)", "R0135", "a\nb\nc")
    check("a\rb\r\nc", "(print a) (print b) (print c)", "R0135", "a\nb\r\nc")
    #expect(parse("a\u{A0}+ b").diagnostics[0].severity == .warning)
    #expect(problems("\u{FEFF}a + b\r\n") == [])
  }

  @Test("names are composed")
  func normalForm() {
    check("let Cafe\u{301} = 1", "(letStatement Cafe\u{301} 1)", "R0130", "let Caf\u{E9} = 1")
    #expect(
      mended("let Vie\u{302}\u{323}t = 1").unicodeScalars.count == "let Vi\u{1EC7}t = 1".unicodeScalars.count)
    #expect(mended("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}") == "\u{D55C}\u{AE00}")
    #expect(
      problems("wahlkreis-s\u{FC}d + \u{5E02}\u{6C11} + \u{644}\u{63A}\u{629} + \u{928}\u{947}\u{924}\u{943}")
        == [])
  }

  @Test("what cannot be seen is refused outside texts in quotes")
  func invisible() {
    #expect(problems("a \u{202E}b") == ["R0133 1:3"])
    #expect(problems("a # \u{202E}b\nc") == ["R0133 1:5"])
    #expect(problems("a # \u{2067}b\u{2069} and \u{202B}c\u{202C}\n") == [])
    #expect(problems("use \"\u{202E}b\"") == [])
    #expect(problems("a \u{0}+ b") == ["R0132 1:3"])
    #expect(problems("use \"a\u{1}b\"") == ["R0132 1:7"])
  }

  @Test("bytes that are not UTF-8 are one diagnostic a run")
  func invalidUTF8() {
    func codes(_ bytes: [UInt8]) -> [String] {
      SyntaxTree.parse(Source(name: "test.rung", bytes: bytes)).diagnostics.map(\.code.id)
    }
    #expect(codes(Array("use \"a".utf8) + [0xE9, 0xE9] + Array("\"".utf8)) == ["R0131"])
    #expect(codes(Array("a # ".utf8) + [0xC0, 0x80]) == ["R0131"])
    #expect(codes(Array("a + ".utf8) + [0xED, 0xA0, 0x80]) == ["R0131"])
    #expect(codes(Array("let caf".utf8) + [0xE9] + Array(" = 1".utf8)) == ["R0131"])
  }

  @Test("both sides of a merge are left out, with one diagnostic")
  func conflicts() {
    let text =
      "let a = 1\n<<<<<<< ours\nlet b = (\n||||||| base\n=======\nlet b = 3 }\n>>>>>>> theirs\nlet c = 4\n"
    #expect(problems(text) == ["R0134 2:1"])
    #expect(dump(text).hasSuffix("(letStatement c 4)"))
    let inside = "stage A {\n  size: 1\n<<<<<<< a\n  x: 2\n=======\n  x: 3\n>>>>>>> b\n  y: [1,\n    2]\n}\n"
    #expect(problems(inside) == ["R0134 3:1"])
    #expect(problems("let a = 1\n=======\n") == ["R0134 2:1"])
    func repairs(_ text: String) -> [String] { parse(text).diagnostics.flatMap(\.fixes).map(\.text) }
    #expect(repairs(inside) == ["keep a: x: 2", "keep b: x: 3"])
    #expect(
      repairs("<<<<<<< HEAD\n=======\nlet a = 1\n>>>>>>> 1a2b3c4 (More places)\n")
        == ["keep HEAD: nothing", "keep 1a2b3c4 (More places): let a = 1"])
    #expect(
      repairs("<<<<<<<\r\nlet a = 1\r\n=======\r\nlet a = 2\r\n>>>>>>>\r\n")
        == ["keep the first side: let a = 1", "keep the second side: let a = 2"])
  }

  @Test("an address without quotes is one diagnostic")
  func address() {
    #expect(problems("assume A = 1 { source: https://example.org/a?b=c }").count == 1)
  }

  @Test("a misspelled date is a date")
  func dates() {
    check("2027-3-1", "(print 2027-3-1)", "R0149", "2027-03-01")
  }
}
