// Dropping any one token of an example: of the cases that are wrong at all, nearly all give one or two diagnostics
// within a line of the place, counted over everything that checking says.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct DroppedTokenTests {
  private struct Outcome {
    let token: String
    let line: Int
    let found: [(line: Int, isSameFile: Bool, text: String)]

    var distance: Int { found.map { $0.isSameFile ? abs($0.line - line) : 99 }.max() ?? 0 }
    var isGood: Bool { found.count <= 2 && distance <= 1 }
  }

  /// Every token when `RUNG_FULL` is 1, else so many of each file, evenly.
  private static let most = getenv("RUNG_FULL").map { $0[0] == 0x31 } ?? false ? Int.max : 250

  @Test(
    "at least 95 % of the wrong cases give one or two diagnostics within a line of the place",
    arguments: Examples.all.keys.sorted())
  func dropped(name: String) {
    let files = [name] + (Examples.all[name] ?? [])
    let trees = files.map { SyntaxTree.parse(Source(name: $0, text: Examples.read($0))) }
    let people = Programme(files.map { ($0, Examples.read($0)) }, people: exampleFiles).evaluator.people
    var outcomes: [Outcome] = []
    for (position, tree) in trees.enumerated() {
      let step = max(1, tree.tokens.count / Self.most)
      for token in stride(from: 0, to: tree.tokens.count - 1, by: step) {
        if let outcome = outcome(dropping: token, of: position, trees, people) { outcomes.append(outcome) }
      }
    }
    var table: [String: Int] = [:]
    for outcome in outcomes {
      let distance = outcome.distance > 1 ? "further away" : "within a line"
      table["\(min(outcome.found.count, 6)) \(distance)", default: 0] += 1
    }
    let good = outcomes.count(where: \.isGood)
    print("\(name): \(outcomes.count) wrong cases, \(good) good (\(good * 1000 / max(outcomes.count, 1)) ‰):")
    for (what, count) in table.sorted(by: { $0.key < $1.key }) { print("  \(what): \(count)") }
    if getenv("RUNG_VERBOSE") != nil {
      for outcome in outcomes where !outcome.isGood {
        print(
          "  \"\(outcome.token)\" of line \(outcome.line): \(outcome.found.prefix(5).map { "\($0.line): \($0.text)" })"
        )
      }
    }
    #expect(outcomes.count > 50)
    #expect(good * 100 >= outcomes.count * 95)
  }

  private func outcome(
    dropping token: Int, of position: Int, _ trees: [SyntaxTree], _ people: [EntityID: PeopleTable]
  ) -> Outcome? {
    let tree = trees[position]
    let range = tree.range(ofToken: token)
    var bytes = tree.source.bytes
    bytes.removeSubrange(range.bounds)
    let source = Source(name: tree.source.name, bytes: bytes)
    var damaged = trees
    damaged[position] = SyntaxTree.parse(source)
    let collected = Definitions.collect(damaged)
    // People are of the same files as long as the same things are declared.
    let evaluator = Evaluator(collected.value, people: people.filter { isPeople($0.key, collected.value) })
    let found = (damaged[position].diagnostics + collected.diagnostics + evaluator.check())
      .filter { $0.severity == .error }
    if found.isEmpty { return nil }
    return Outcome(
      token: tree.text(ofToken: token), line: tree.source.line(at: range.start),
      found: found.map {
        (
          $0.place.source.line(at: $0.place.range.start),
          $0.place.source === source || $0.place.source.name == source.name,
          "\($0.code.id) \($0.message)"
        )
      })
  }

  private func isPeople(_ entity: EntityID, _ definitions: Definitions) -> Bool {
    definitions.entities.indices.contains(Int(entity.index)) && definitions.kindName(of: entity) == "people"
  }
}
