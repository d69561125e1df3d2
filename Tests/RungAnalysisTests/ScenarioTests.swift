// Scenarios: chains of changes, later wins, and `P` inside `P = … P …` is the parent's.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

@Suite struct ScenarioTests {
  private let programme = Programme(
    """
    fund Core { amount: 1000 EUR }
    fund Side { amount: Core.amount / 2 }
    let Rate = 3
    assume Size = 40 to 60
    stage Grow { duration: 6 months; places: 10 }
    target Cheap = Core.amount <= 1500 EUR
    scenario Doubled { Core.amount = Core.amount * 2; Rate = Rate + 1 }
    scenario Quadrupled from Doubled { Core.amount = Core.amount * 2; Rate = Rate * 10 }
    scenario Fixed from Quadrupled { Core.amount = 7 EUR }
    scenario Drawn { Size = Size * 2 }
    scenario More from Drawn { fund Extra { amount: Core.amount }; target Big = Size > 10 }
    scenario Less { remove Side; remove Grow.places }
    scenario Broken { remove Core }
    """)

  @Test(
    "later wins, and the right-hand side is the parent's",
    arguments: [
      ("Doubled", "Core.amount", "2000 EUR"), ("Quadrupled", "Core.amount", "4000 EUR"),
      ("Fixed", "Core.amount", "7 EUR"), ("Quadrupled", "Rate", "40"),
      ("Quadrupled", "Side.amount", "2000 EUR"),
      ("Doubled", "Cheap", "false"), ("Fixed", "Cheap", "true"), ("More", "Extra.amount", "1000 EUR"),
      ("More", "Big", "100%"), ("Less", "Grow.places", "none"),
    ])
  func chains(scenario: String, expression: String, expected: String) {
    #expect(programme.scenario(scenario).value(expression) == expected)
    #expect(programme.value("Core.amount") == "1000 EUR")
  }

  @Test("what is removed and still used is an error, and so is a circle of parents")
  func wrong() {
    #expect(programme.scenario("Broken").check().contains { $0.code.id == "R0214" })
    let circle = Programme("scenario A from B { }\nscenario B from A { }")
    guard let a = circle.definitions.entity(named: "A") else { return }
    #expect(circle.definitions.lineage(of: a).diagnostics.map(\.code.id) == ["R0215"])
    let nobody = Programme("scenario A from Bee { }\nscenario Be { }")
    guard let child = nobody.definitions.entity(named: "A") else { return }
    #expect(nobody.definitions.lineage(of: child).diagnostics.map(\.code.id) == ["R0201"])
  }

  @Test("a draw that a scenario doubles is the same draw")
  func sameDraw() throws {
    let base = try #require(programme.uncertain("Size"))
    let drawn = programme.scenario("Drawn")
    let tree = SyntaxTree.parse(Source(name: "x", text: "Size"), as: .expression)
    guard case .quantity(let quantity) = drawn.evaluate(expression: tree.onlyNode, tree: tree).value,
      case .uncertain(let twice) = quantity.magnitude
    else {
      Issue.record("not drawn")
      return
    }
    let difference = UncertainSummary(.combine(.subtract, twice, .combine(.add, base, base)), seed: 1)
    #expect(difference.p95 == 0 && difference.p5 == 0)
  }

  @Test("P = P + 2 at the prompt keeps a formula with the old one in it")
  func splice() {
    var definitions = programme.definitions
    for _ in 0..<2 {
      let tree = SyntaxTree.parse(Source(name: "<prompt>", text: "Core.amount = Core.amount * 2"))
      definitions = definitions.applying(statement: tree).value.definitions
    }
    #expect(Evaluator(definitions).value("Core.amount") == "4000 EUR")
    #expect(
      definitions.canonicalText().contains("amount: (1000 EUR * 2) * 2\n"),
      "\(definitions.canonicalText().prefix(200))")
  }
}
