// Programmes for tests: texts to evaluators, and what is found wrong with them.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

/// A programme of one text, collected and evaluated.
struct Programme {
  let definitions: Definitions
  let evaluator: Evaluator
  let collected: [Diagnostic]
  private let findings: Findings

  private final class Findings {
    private let evaluator: Evaluator
    private let collected: [Diagnostic]
    lazy var all = (collected + evaluator.check()).sorted { $0.place.range.start < $1.place.range.start }

    init(_ evaluator: Evaluator, _ collected: [Diagnostic]) {
      self.evaluator = evaluator
      self.collected = collected
    }
  }

  init(_ text: String, name: String = "test.rung", schema: Schema = .rung, people: [String: String] = [:]) {
    self.init([(name, text)], schema: schema, people: people)
  }

  init(_ files: [(name: String, text: String)], schema: Schema = .rung, people: [String: String] = [:]) {
    self.init(
      trees: files.map { SyntaxTree.parse(Source(name: $0.name, text: $0.text)) }, schema: schema,
      people: people)
  }

  init(trees: [SyntaxTree], schema: Schema = .rung, people: [String: String] = [:]) {
    let result = Definitions.collect(trees, schema: schema)
    definitions = result.value
    collected = trees.flatMap(\.diagnostics) + result.diagnostics
    evaluator = Evaluator(definitions, people: Self.tables(people, definitions))
    findings = Findings(evaluator, collected)
  }

  private static func tables(_ files: [String: String], _ definitions: Definitions) -> [EntityID: PeopleTable]
  {
    guard let kind = definitions.schema.kind(named: "people") else { return [:] }
    var tables: [EntityID: PeopleTable] = [:]
    for entity in definitions.present(ofKind: kind) {
      let tree = definitions.tree(of: entity)
      guard let clause = tree.firstChild(of: Int(definitions[entity].node), kind: .fromClause),
        let string = tree.child(0, of: clause),
        let text = files[tree.stringText(tree.firstToken(string))]
      else { continue }
      tables[entity] = PeopleTable.read(Array(text.utf8), name: "people.csv").value
    }
    return tables
  }

  /// Every problem, in the order of the text. Found once: an evaluator tells each problem once.
  var diagnostics: [Diagnostic] { findings.all }

  var codes: [String] { diagnostics.map(\.code.id) }

  /// The short form of every problem, for messages of failing tests.
  var problems: String { DiagnosticRenderer(.full).rendered(diagnostics) }

  /// The plain text of an expression's value.
  func value(_ text: String) -> String {
    let tree = SyntaxTree.parse(Source(name: "<expression>", text: text), as: .expression)
    let result = evaluator.evaluate(expression: tree.onlyNode, tree: tree)
    let found = tree.diagnostics + evaluator.takeDiagnostics()
    if let first = found.first { return first.code.id + ": " + first.message }
    return ValueText.plain(result.value, evaluator)
  }
}
