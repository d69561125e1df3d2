// Ignorance and variation: what is one draw, what is two, and that draws are known by their names.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

@Suite struct UncertaintyTests {
  private let programme = Programme(
    """
    assume Completion = 121 of 144
    assume Size = 40 to 60
    let Same = Size
    let A = 40 to 60
    let B = 40 to 60
    stage Grow { duration: 3 to 6 months each; completion: Completion; places: Size }
    fund Core { amount: 1000 to 2000 EUR }
    """)

  @Test(
    "a named assumption is one draw everywhere",
    arguments: [
      ("Size - Size", "0"), ("Size - Same", "0"), ("Size / Same", "1"), ("Size is Same", "100%"),
      ("Grow.places - Size", "0"), ("Grow.completion - Completion", "0%"),
      ("Core.amount - Core.amount", "0 EUR"),
      ("Size * 2 - Size - Same", "0"), ("if Size > 50 then Size - Same else 0", "0"),
      ("chance(Size <= Same)", "100%"),
      ("max(Size, Same) - min(Size, Same)", "0"),
    ])
  func oneDraw(expression: String, expected: String) {
    // Drawn or not, every quantile is the expected one.
    let value = programme.value(expression)
    let number = expected.prefix { $0.isNumber }
    #expect(
      value == expected || value.hasPrefix("\(expected) (") || value.hasPrefix("\(number) ("),
      "\(expression): \(value)")
    #expect(spread(programme, expression) == 0, "\(expression)")
  }

  @Test(
    "the same text in two places is two draws", arguments: ["A - B", "A - Size", "(40 to 60) - (40 to 60)"])
  func twoDraws(expression: String) {
    #expect(spread(programme, expression) > 5)
  }

  @Test("an interval gives its ends as the 5th and 95th percentile")
  func quantiles() {
    let summary = summary(programme, "Size")
    #expect(abs((summary?.p5 ?? 0) - 40) < 0.2 && abs((summary?.p95 ?? 0) - 60) < 0.2)
    let evidence = self.summary(programme, "Completion")
    #expect(abs((evidence?.mean ?? 0) - 121.5 / 145) < 0.002)
  }

  @Test("draws are known by owner and property, not by their place in a file")
  func identity() {
    let forward = Programme("let A = 40 to 60\nlet B = 40 to 60\nlet C = A - B")
    let backward = Programme("# moved\n\nlet C = A - B\n\nlet B = 40 to 60\nlet A = 40 to 60")
    #expect(forward.value("A") == backward.value("A"))
    #expect(forward.value("C") == backward.value("C"))
    #expect(source(forward, "A") == source(backward, "A"))
    #expect(source(forward, "A") != source(forward, "B"))
    #expect(source(forward, "A") != source(Programme("let Z = 40 to 60"), "Z"))
  }

  @Test("each member of a family draws for itself")
  func members() {
    let family = Programme(
      "stage Discover { duration: 6 weeks }\n"
        + "cohort Intake[n in 1 .. 3] { enters: Discover; starts: 2027-03-01; size: 40 to 60 }")
    #expect(spread(family, "Intake[1].size - Intake[1].size") == 0)
    #expect(spread(family, "Intake[1].size - Intake[2].size") > 5)
  }

  @Test("`each` needs an estimate")
  func eachNeedsEstimate() {
    #expect(programme.value("6 months each").hasPrefix("R0307"))
    #expect(!programme.value("3 to 6 months each").hasPrefix("R"))
  }

  @Test(
    "estimates that make no sense are refused",
    arguments: [
      ("6 to 3", "R0504"), ("7 of 5", "R0504"), ("normal(5, -1)", "R0504"), ("pert(1, 9, 5)", "R0504"),
      ("(1 to 2) to 5", "R0504"), ("3 to 5 EUR per 0 people", "R0"), ("1 of 2 months", "R0301"),
      ("3 days to 5 EUR", "R0301"), ("poisson(-1)", "R0504"), ("70% to 140%", "R0504"),
    ])
  func senseless(expression: String, code: String) {
    #expect(programme.value(expression).hasPrefix(code), "\(expression): \(programme.value(expression))")
  }

  @Test("an estimate whose ends are one value is that value")
  func certain() {
    #expect(programme.value("5 to 5") == "5")
  }

  @Test("a condition on what is uncertain is how likely it is")
  func conditions() {
    #expect(programme.value("Size > 0") == "100%")
    #expect(programme.value("Size > 1000") == "0%")
    #expect(programme.value("Size > 50 and not (Size > 50)") == "0%")
    #expect(programme.value("Size > 50 or Size <= 50") == "100%")
  }

  /// What keys the draws of a named value.
  private func source(_ programme: Programme, _ name: String) -> [Double] {
    let other = Programme("let Other = 40 to 60").uncertain("Other")
    guard let drawn = programme.uncertain(name), let other else { return [] }
    let summary = UncertainSummary(.combine(.subtract, drawn, other), seed: 1)
    return [summary.mean, summary.p5, summary.p95, summary.standardDeviation]
  }

  private func summary(_ programme: Programme, _ text: String) -> UncertainSummary? {
    let value = programme.uncertain(text)
    return value.map { UncertainSummary($0, seed: 1) }
  }

  /// From the 5th to the 95th percentile; 0 of what is exact.
  private func spread(_ programme: Programme, _ text: String) -> Double {
    summary(programme, text).map { $0.p95 - $0.p5 } ?? 0
  }
}

extension Programme {
  /// What an expression draws; nil when it is exact.
  func uncertain(_ text: String) -> Uncertain? {
    let tree = SyntaxTree.parse(Source(name: "<expression>", text: text), as: .expression)
    switch evaluator.evaluate(expression: tree.onlyNode, tree: tree).value {
    case .quantity(let quantity):
      if case .uncertain(let uncertain) = quantity.magnitude { return uncertain }
    case .uncertainTruth(let condition): return condition
    default: break
    }
    return nil
  }
}
