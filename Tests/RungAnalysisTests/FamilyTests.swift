// Families, comprehensions, values by group, and the limits on how many there may be.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

@Suite struct FamilyTests {
  private let programme = Programme(
    """
    programme P { horizon: 2027-01-01 .. 2030-12-31 }
    dimension region { values: [MENA, CEE, SouthAsia] }
    stage Discover { duration: 6 weeks }
    let Skip = 3
    cohort Intake[n in 1 .. 5 where n is not Skip] "Intake {n}" {
      enters: Discover; starts: 2027-03-01 + 6 months * (n - 1); size: 10 * n
    }
    cohort Wave[r in region where r is not CEE] "{r}" { enters: Discover; starts: 2028-01-01; size: 7; mix: [region: [r: 100%]] }
    cohort Grid[a in 1 .. 2, r in region] { enters: Discover; starts: 2027-01-01; size: a }
    cohort Monthly[m in 2027-11 .. 2028-02] { enters: Discover; starts: 2027-01-01; size: m.month }
    cohort Named[w in [north, south]] { enters: Discover; starts: 2027-01-01; size: 1 }
    cohort Once[2029-02] { enters: Discover; starts: 2029-02-12; size: 4 }
    Intake[4].size = 99
    """)

  @Test("the programme is right")
  func right() { #expect(programme.diagnostics.isEmpty, "\(programme.problems)") }

  @Test(
    "members, their values and their names",
    arguments: [
      ("Intake", "[Intake[1], Intake[2], Intake[4], Intake[5]]"), ("Intake[2].size", "20"),
      ("Intake[4].size", "99"),
      ("Intake[5].starts", "2029-03-01"), ("Intake[2].title", "Intake 2"), ("Intake[2].name", "Intake[2]"),
      ("sum([c.size for c in Intake])", "179"), ("[c.size for c in Intake where c.size > 30]", "[99, 50]"),
      ("Wave", "[Wave[MENA], Wave[SouthAsia]]"), ("Wave[MENA].title", "MENA"), ("count(Grid)", "6"),
      ("Grid[2, CEE].size", "2"), ("[m.size for m in Monthly]", "[11, 12, 1, 2]"),
      ("Monthly[2027-12].size", "12"),
      ("Named[south].size", "1"), ("Once[2029-02].size", "4"), ("count(cohorts)", "19"),
      ("Intake[1 + 1].size", "20"), ("Intake[3].size", "R0210"), ("Intake.size", "R0222"),
      ("Wave[CEE].size", "R0210"),
      ("Grid[1].size", "R0210"), ("Discover[1]", "R0210"),
    ])
  func members(expression: String, expected: String) {
    let value = programme.value(expression)
    #expect(
      expected.hasPrefix("R0") ? value.hasPrefix(expected) : value == expected, "\(expression): \(value)")
  }

  @Test(
    "comprehensions go over collections, dimensions, numbers, months and tables",
    arguments: [
      ("[k * k for k in 1 .. 4]", "[1, 4, 9, 16]"), ("[r for r in region]", "[MENA, CEE, SouthAsia]"),
      ("[m for m in 2027-12 .. 2028-01]", "[2027-12, 2028-01]"),
      ("[s.name for s in stages]", "[\"Discover\"]"),
      ("[x for x in [3, 1, 2] where x > 1]", "[3, 2]"), ("[k for k in 3 .. 1]", "[]"),
      ("sum([a * b for a in [1, 2] where a > 1])", "R0201"),
      ("[k for k in 5 EUR .. 7 EUR]", "[5 EUR, 6 EUR, 7 EUR]"),
      ("[c.name for c in cohorts where c.starts < 2027-03-02 and c.size is 10]", "[\"Intake[1]\"]"),
      ("[[j for j in 1 .. i] for i in 1 .. 3]", "[[1], [1, 2], [1, 2, 3]]"), ("[60, 40][2]", "40"),
      ("[60, 40][3]", "R0509"), ("[a: 1, b: 2]", "R0201"), ("2 in [1, 2]", "true"),
      ("3 not in [1, 2]", "true"),
      ("2028-02-03 in 2028-02", "true"), ("2028-02-29 in 2028-01-01 .. 2028-02-28", "false"),
    ])
  func comprehensions(expression: String, expected: String) {
    let value = programme.value(expression)
    #expect(
      expected.hasPrefix("R0") ? value.hasPrefix(expected) : value == expected, "\(expression): \(value)")
  }

  @Test("figures by group are calculated group by group")
  func byGroup() {
    let programme = Programme(
      """
      dimension region { values: [MENA, CEE, SouthAsia] }
      dimension gender { values: [woman, man] }
      stage A { duration: 1 month; completion: by region [MENA: 70%, CEE: 80%, else: 90%] }
      stage B { duration: 1 month; completion: by gender [woman: 70%, else: 90%] }
      stage C { duration: 1 month; completion: A.completion * 50% }
      """)
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
    #expect(programme.value("A.completion") == "by region [MENA: 70%, CEE: 80%, else: 90%]")
    #expect(programme.value("C.completion") == "by region [MENA: 35%, CEE: 40%, else: 45%]")
    #expect(programme.value("A.completion + A.completion - A.completion") == programme.value("A.completion"))
    #expect(programme.value("1 - A.completion").contains("MENA: "))
    #expect(programme.value("A.completion + B.completion").hasPrefix("R0301"))
  }

  @Test("an override of a member is taken away, and the family's formula holds again")
  func memberRemoval() {
    let text = """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 3] { enters: Discover; starts: 2027-03-01; size: 60 }
      Intake[2].size = 40
      scenario Plain { remove Intake[2].size }
      scenario Wrong { Intake[7].size = 4 }
      """
    let programme = Programme(text)
    #expect(programme.value("[c.size for c in Intake]") == "[60, 40, 60]")
    let plain = programme.scenario("Plain")
    #expect(plain.value("[c.size for c in Intake]") == "[60, 60, 60]")
    #expect(programme.scenario("Wrong").check().map(\.code.id) == ["R0210"])
    #expect(Programme(text + "\nIntake[4].size = 9").codes == ["R0210"])
    #expect(Programme(text + "\nIntake[2].size = 9").codes == ["R0212"])
    #expect(Programme(text + "\nremove Intake[3]").codes == ["R0213"])
  }

  @Test("families, lists and steps have their stated limits")
  func limits() {
    let stage = "stage Discover { duration: 6 weeks }\n"
    let largest = Programme(
      stage + "cohort Intake[n in 1 .. 100000] { enters: Discover; starts: 2027-03-01; size: n }")
    #expect(largest.value("count(Intake)") == "100_000")
    #expect(largest.value("Intake[99999].size") == "99_999")
    let tooLarge = Programme(
      stage + "cohort Intake[n in 1 .. 100001] { enters: Discover; starts: 2027-03-01; size: 1 }")
    #expect(tooLarge.codes == ["R0404"])
    let together = Programme(
      stage + "cohort A[n in 1 .. 60000] { enters: Discover; starts: 2027-03-01; size: 1 }\n"
        + "cohort B[n in 1 .. 60000] { enters: Discover; starts: 2027-03-01; size: 1 }")
    #expect(together.codes == ["R0404"])
    let empty = Programme("")
    #expect(empty.value("count([k for k in 1 .. 1000001])").hasPrefix("R0404"))
    #expect(empty.value("[k for k in 1 .. 99999999999999999999]") != "[]")
    #expect(
      empty.value("sum([sum([a * b for a in 1 .. 4000]) for b in 1 .. 4000])").hasPrefix("R0403"))
  }

  @Test("a family's range must be known from the text")
  func rangeLevel() {
    let text = """
      stage Discover { duration: 6 weeks }
      fund Core { amount: 5 EUR }
      cohort A[n in 1 .. floor(Core.amount / 1 EUR)] { enters: Discover; starts: 2027-03-01; size: 1 }
      """
    #expect(Programme(text).codes == ["R0400"])
  }
}

extension Programme {
  /// What a scenario makes of it; every problem of applying it is an issue of the test.
  func scenario(_ name: String, people: [EntityID: PeopleTable] = [:]) -> Evaluator {
    guard let entity = definitions.entity(named: name) else { return evaluator }
    let applied = definitions.applying(entity)
    if let first = applied.diagnostics.first { Issue.record("\(first.message)") }
    return Evaluator(applied.value, people: evaluator.people)
  }
}

extension Evaluator {
  /// The plain text of an expression's value.
  func value(_ text: String) -> String {
    let tree = SyntaxTree.parse(Source(name: "<expression>", text: text), as: .expression)
    let result = evaluate(expression: tree.onlyNode, tree: tree)
    if let first = (tree.diagnostics + takeDiagnostics()).first {
      return first.code.id + ": " + first.message
    }
    return ValueText.plain(result.value, self)
  }
}
