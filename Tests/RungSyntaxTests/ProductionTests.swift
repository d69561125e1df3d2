// What each production of the grammar is read as.

import RungSyntax
import RungText
import Testing

@Suite("Productions")
struct ProductionTests {
  private func check(_ text: String, _ tree: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(dump(text) == tree, sourceLocation: sourceLocation)
    #expect(problems(text) == [], sourceLocation: sourceLocation)
  }

  /// An expression alone.
  private func value(_ text: String, _ tree: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let parsed = parse(text, as: .expression)
    #expect(dump(parsed) == tree, sourceLocation: sourceLocation)
    #expect(parsed.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
  }

  // MARK: Statements

  @Test("edition and use")
  func editionAndUse() {
    check("rung 1\nuse \"people.rung\"", "(edition rung 1) (use \"people.rung\")")
  }

  @Test("definitions")
  func definitions() {
    check("let Places = 60", "(letStatement Places 60)")
    check(
      "assume Stays = 10% to 30% { source: \"guess\" }",
      "(assume Stays (estimateTo (quantity 10%) (quantity 30%)) (block (property source \"guess\")))")
    check(
      "exchange USD = 0.92 EUR { dated: 2027-01-01 }",
      "(exchange USD (quantity 0.92 EUR) (block (property dated 2027-01-01)))")
    check("target T = a >= 3", "(target T (comparison >= a 3))")
    check(
      "target T \"Title\" = a with 80% confidence { note: \"n\" }",
      "(target T \"Title\" a (confidence (quantity 80%)) (block (property note \"n\")))")
  }

  @Test("scenarios hold changes")
  func scenarios() {
    check("scenario S", "(scenario S)")
    check(
      "scenario S \"Title\" from T { remove a.b; let x = 1\n Core.amount = 3; fund F { }; target G = x }",
      "(scenario S \"Title\" (fromClause T) (block (remove (reference a (member b))) (letStatement x 1) "
        + "(override (reference Core (member amount)) 3) (declaration fund F (block)) (target G x)))")
    check(
      "scenario first from seed { size = 3 }", "(scenario first (fromClause seed) (block (override size 3)))")
  }

  @Test("declarations")
  func declarations() {
    check("stage Grow", "(declaration stage Grow)")
    check("stage Grow { }", "(declaration stage Grow (block))")
    check("stage first { }", "(declaration stage first (block))")
    check(
      "module Ethics in Foundations.Core",
      "(declaration module Ethics (inClause (reference Foundations (member Core))))")
    check(
      "people P from \"p.csv\" in Pool { }",
      "(declaration people P (fromClause \"p.csv\") (inClause Pool) (block))")
    check("event E \"Title\" from F", "(declaration event E \"Title\" (fromClause F))")
    check(
      "cohort I[n in 1 .. 5 where n is not 3] { }",
      "(declaration cohort I (family (indexRange n (span 1 5) (whereClause (comparison is-not n 3)))) (block))"
    )
    check(
      "cohort I[3, 2027-03, MENA]", "(declaration cohort I (family (index 3) (index 2027-03) (index MENA)))")
    check(
      "curriculum C { module M { length: 1 hour }\n note: \"x\" }",
      "(declaration curriculum C (block (declaration module M (block (property length (quantity 1 hour)))) "
        + "(property note \"x\")))")
  }

  @Test("statements and entries end with the line, with ; or with }")
  func ends() {
    check("a; b\n;\n c", "(print a) (print b) (print c)")
    check(
      "a b { x: 1; y: 2\n z: 3; }", "(declaration a b (block (property x 1) (property y 2) (property z 3)))")
    check("", "")
    check("# nothing\n", "")
  }

  @Test("a line goes on in brackets, after a comma and after an infix operator")
  func lines() {
    check("x = (1\n + 2)", "(override x (paren (sum 1 2)))")
    check("x = 1 +\n 2", "(override x (sum 1 2))")
    check("show a,\n b", "(show a b)")
    check("x = a and\n  not b", "(override x (conjunction a (not b)))")
    check(
      "x = f(a,\n b)\n+ 1",
      "(override x (reference f (call a b))) (print 1)".replacing(" (print 1)", with: ""), except: 1)
    check("x = a\n[1]", "(override x a) (print (list 1))")
    check("x = [\n  1,\n  2,\n]", "(override x (list 1 2))")
    check("x = a is not\n b", "(override x (comparison is-not a b))")
    check("x = a ..\n b", "(override x (span a b))")
    check("x = 3\n  to 4", "(override x 3) (print (tagWord to)) (? 4)", except: 1)
  }

  /// A text that is not right: its beginning is read so all the same.
  private func check(
    _ text: String, _ tree: String, except count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(dump(text).hasPrefix(tree.split(separator: " (print")[0]), sourceLocation: sourceLocation)
    #expect(problems(text).count == count, sourceLocation: sourceLocation)
  }

  @Test("words are names where no statement begins with them")
  func words() {
    check("test = 3", "(override test 3)")
    check("first(x)", "(print (reference first (call x)))")
    check("over(r, t)", "(print (reference over (call r t)))")
    check("show(x)", "(print (reference show (call x)))")
    check("let.x = 3", "(override (reference let (member x)) 3)")
    check(
      "stage S { let: 1; in: 2; first: 3; else: 4 }",
      "(declaration stage S (block (property let 1) (property in 2) (property first 3) (property else 4)))")
    check("a.in.is(1)", "(print (reference a (member in) (member is) (call 1)))")
    check("rung = 3", "(override rung 3)")
  }

  @Test("values by group")
  func byValue() {
    check(
      "stage S { completion: by region [MENA: 70%, else: 82%] }",
      "(declaration stage S (block (property completion (byValue region (table (entry MENA (quantity 70%)) "
        + "(elseEntry (quantity 82%)))))))")
    check("stage S { languages: by }", "(declaration stage S (block (property languages (tagWord by))))")
  }

  // MARK: Expressions

  @Test("operators, loosest first")
  func operators() {
    value("if a then b else if c then d else e", "(choice a b (choice c d e))")
    value("a or b and not c or d", "(disjunction a (conjunction b (not c)) d)")
    value("not not a", "(not (not a))")
    value("a < 1 + 2 * 3", "(comparison < a (sum 1 (product 2 3)))")
    value("a is b", "(comparison is a b)")
    value("a is not b", "(comparison is-not a b)")
    value("a in b", "(comparison in a b)")
    value("a not in 1 .. 5", "(comparison not-in a (span 1 5))")
    value("1..5", "(span 1 5)")
    value("a - b + c", "(sum a b c)")
    value("a * b / c", "(product a b c)")
    value("-a * -3 EUR", "(product (negative a) (negative (quantity 3 EUR)))")
    value(
      "2027-03-01 + 6 months * (n - 1)", "(sum 2027-03-01 (product (quantity 6 months) (paren (sum n 1))))")
  }

  @Test("estimates, rates and each")
  func estimates() {
    value("3 to 6 months each", "(each (estimateTo 3 (quantity 6 months)))")
    value("121 of 144", "(estimateOf 121 144)")
    value("40% to 60% per round", "(rate (estimateTo (quantity 40%) (quantity 60%)) (per per round))")
    value("2 hours per 3 months per person", "(rate (quantity 2 hours) (per per 3 months) (per per person))")
    value("a(1) to b[2]", "(estimateTo (reference a (call 1)) (reference b (subscript 2)))")
    value("2 * (3 to 4)", "(product 2 (paren (estimateTo 3 4)))")
  }

  @Test("references")
  func references() {
    value("a.b(c)[1, 2].d", "(reference a (member b) (call c) (subscript 1 2) (member d))")
    value("f()", "(reference f (call))")
    value(
      "f(a, during: 2027, by: month,)", "(reference f (call a (argument during 2027) (argument by month)))")
    value("region.MENA", "(reference region (member MENA))")
    value("(a).b", "(reference (paren a) (member b))")
    value("[a, b][1]", "(reference (list a b) (subscript 1))")
    value("\"x\".length", "(reference \"x\" (member length))")
  }

  @Test("lists, tables and comprehensions")
  func brackets() {
    value("[]", "(list)")
    value("[a, b,]", "(list a b)")
    value("[a: 1, b: [c: 2], else: 3]", "(table (entry a 1) (entry b (table (entry c 2))) (elseEntry 3))")
    value("[else: 3]", "(table (elseEntry 3))")
    value("[2027: 60, 10 EUR: 1]", "(table (entry 2027 60) (entry (quantity 10 EUR) 1))")
    value(
      "[c.size for c in cohorts where c.starts < 2028-01-01]",
      "(comprehension (reference c (member size)) c cohorts (whereClause (comparison < (reference c (member starts)) "
        + "2028-01-01)))")
  }

  @Test("leaves")
  func leaves() {
    value("18:00", "18:00")
    value("2027-03", "2027-03")
    value("true", "true")
    value("none", "none")
    value("[so, or, to, is, of]", "(list so (tagWord or) (tagWord to) (tagWord is) (tagWord of))")
    value("[or: 5%]", "(table (entry (tagWord or) (quantity 5%)))")
    value("in-person", "in-person")
    value("wahlkreis-s\u{FC}d", "wahlkreis-s\u{FC}d")
    value("1_000.5", "1_000.5")
  }

  // MARK: Verbs

  @Test("verbs")
  func verbs() {
    check(
      "show a, b where c by d descending first 3",
      "(show a b (whereClause c) (byDescending d) (firstClause 3))")
    check("show a by 3 first 2", "(show a (byClause 3) (firstClause 2))")
    check("schedule", "(schedule)")
    check("schedule A, B.c", "(schedule A (reference B (member c)))")
    check("match A[1], B with C, D", "(match (reference A (subscript 1)) B (withClause C D))")
    check("simulate", "(simulate)")
    check("simulate 100 runs", "(simulate (runsClause 100))")
    check("simulate 10_000 runs seed 7", "(simulate (runsClause 10_000) (seedClause 7))")
    check("simulate seed 7", "(simulate (seedClause 7))")
    check("test", "(test)")
    check("test A, B", "(test A B)")
    check("compare A, B measuring x, y", "(compare A B (measuringClause x y))")
    check(
      "sweep a.b over 1 .. 9 by 2, c over [1, 2] measuring x",
      "(sweep (sweepOver (reference a (member b)) (span 1 9) (byClause 2)) (sweepOver c (list 1 2)) (measuringClause x))"
    )
    check(
      "find a.b in 1 .. 9 until x > 3 with 80% confidence",
      "(find (reference a (member b)) (span 1 9) (untilClause (comparison > x 3)) (confidence (quantity 80%)))"
    )
    check("explain A[1] in B", "(explain (reference A (subscript 1)) (inClause B))")
    check("accept pairing", "(accept pairing)")
    check("save", "(save)")
    check("snapshot \"a\"", "(snapshot \"a\")")
    check("open \"a\"", "(open \"a\")")
    check("export people to \"p.csv\"", "(export people (toClause \"p.csv\"))")
    check("export people", "(export people)")
    check("report to \"r.html\"", "(report (toClause \"r.html\"))")
    check("report", "(report)")
    check("remove A[1].b", "(remove (reference A (subscript 1) (member b)))")
  }
}
