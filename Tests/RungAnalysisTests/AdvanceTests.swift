// After an edit: what follows is computed again, what does not is kept, and nothing differs from a fresh start.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

@Suite struct AdvanceTests {
  private static let text = """
    programme P { horizon: 2027-01-01 .. 2030-12-31; seed: 3 }
    dimension region { values: [MENA, CEE] }
    stage Discover { duration: 6 weeks; completion: by region [MENA: 50%, else: Rate] }
    let Rate = 80%
    let Skip = 2
    let Base = 60
    let Early = 2027-03-01
    cohort Intake[n in 1 .. 4 where n is not Skip] { enters: Discover; starts: Early + 6 months * (n - 1); size: Base + n }
    let All = sum([c.size for c in Intake])
    let People = sum([p.mentees for p in people])
    let Likely = chance((40 to 60) > Base - 10)
    let Gap = P.round
    let Far = 2 months > 61 days
    fund Core { amount: All * 100 EUR }
    fund Side { amount: 7 EUR }
    let Text = "Intake {Base}"
    assume Size = 1 to 3
    let Twice = Size * 2
    people Applicants from "a.csv" { id: "Id"; mentees: "Mentees" }
    Intake[3].size = 5
    """
  private static let files = ["a.csv": "Id,Mentees,More\nR1,2,7\nR2,3,8\n"]

  /// Everything evaluated, then one line at the prompt.
  private func edited(_ statements: [String]) -> (
    advanced: Evaluator, fresh: Evaluator, kept: Int, before: Int
  ) {
    let programme = Programme(Self.text, people: Self.files)
    var evaluator = programme.evaluator
    _ = evaluator.check()
    _ = meaning(evaluator)
    let before = evaluator.rememberedCount
    var kept = before
    for statement in statements {
      let tree = SyntaxTree.parse(Source(name: "<prompt>", text: statement))
      let done = evaluator.definitions.applying(statement: tree)
      #expect(
        done.diagnostics.isEmpty && done.value.changes.count == 1,
        "\(statement): \(done.diagnostics.map(\.message))")
      evaluator = evaluator.advanced(
        to: done.value.definitions, changed: done.value.changes.compactMap(\.changed))
      kept = evaluator.rememberedCount
    }
    return (evaluator, Evaluator(evaluator.definitions, people: evaluator.people), kept, before)
  }

  @Test(
    "values after an edit are those of a fresh start",
    arguments: [
      "Base = 70", "Rate = 90%", "Skip = 3", "Skip = 9", "Early = 2028-01-31", "Intake[1].size = 4",
      "Intake.size = 1",
      "remove Intake[3].size", "Intake.starts = 2027-01-01 + 1 month * n", "Side.amount = 9 EUR",
      "P.seed = 99",
      "Size = 5 to 9", "Size = Size * 2", "Applicants.mentees = \"More\"", "P.round = 3 months", "Far = true",
      "Discover.duration = 3 months", "remove Discover.completion",
    ])
  func same(statement: String) {
    let (advanced, fresh, _, _) = edited([statement])
    let problems = advanced.check().map(\.message)
    #expect(problems == fresh.check().map(\.message), "\(statement)")
    let left = meaning(advanced)
    let right = meaning(fresh)
    for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
      Issue.record("\(statement): \(key) is \(left[key] ?? "-"), not \(right[key] ?? "-")")
    }
  }

  @Test("several edits one after another")
  func several() {
    let (advanced, fresh, _, _) = edited([
      "Base = 70", "Rate = 10%", "Base = Base + 1", "Skip = 1", "remove Intake[3].size",
    ])
    #expect(meaning(advanced) == meaning(fresh))
    #expect(advanced.value("All") == fresh.value("All"))
  }

  @Test("what does not follow from the edit is kept")
  func kept() {
    let small = edited(["Side.amount = 9 EUR"])
    #expect(small.kept == small.before - 2)  // The fund, and what could not be decided before.
    let large = edited(["Base = 70"])
    #expect(large.kept < small.kept && large.kept > large.before / 2)
  }
}
