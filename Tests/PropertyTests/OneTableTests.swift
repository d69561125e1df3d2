// The schema is one table: a property that is added to it is checked, printed, ordered, completed and
// documented with no other edit.

import RungAnalysis
import RungModel
import RungPrompt
import RungSession
import RungSyntax
import RungText
import Testing

@Suite struct OneTableTests {
  /// The language with one more property of a stage, between `places` and `starts`.
  private static let longer = Schema(
    Schema.rung.kinds.map { kind in
      guard kind.name == "stage" else { return kind }
      var properties = kind.properties
      let place = (properties.firstIndex { $0.name == "places" } ?? 0) + 1
      properties.insert(
        Property(
          "snacks", .amount(.money, per: [.participant], plain: true), level: .certain, standard: "2 EUR",
          example: "3 EUR per participant", "What is eaten in the breaks."), at: place)
      return Kind(
        kind.name, plural: kind.plural, owners: kind.owners, qualified: kind.isQualified,
        fromFile: kind.isFromFile,
        dimensions: kind.hasDimensions, statement: kind.isStatement, exclusive: kind.exclusive,
        needsOne: kind.needsOne,
        example: kind.example, kind.documentation, properties)
    })

  private func checked(_ text: String, _ schema: Schema) -> (problems: [String], evaluator: Evaluator) {
    let tree = SyntaxTree.parse(Source(name: "test.rung", text: text))
    let collected = Definitions.collect([tree], schema: schema)
    let evaluator = Evaluator(collected.value)
    return ((tree.diagnostics + collected.diagnostics + evaluator.check()).map(\.code.id), evaluator)
  }

  private let text = """
    stage Grow { starts: together; snacks: 3 EUR per participant; places: 40; duration: 6 months }
    let Eaten = Grow.snacks * 40 participants
    """

  @Test("the checker knows it, with its type and level")
  func checker() {
    #expect(checked(text, .rung).problems == ["R0202", "R0202"])
    #expect(checked(text, Self.longer).problems == [])
    #expect(checked("stage Grow { duration: 6 months; snacks: 3 hours }", Self.longer).problems == ["R0300"])
    #expect(
      checked("stage Grow { duration: 6 months; snacks: 2 EUR to 3 EUR }", Self.longer).problems == ["R0402"])
    #expect(checked("stage Grow { duration: 6 months; snakcs: 2 EUR }", Self.longer).problems == ["R0202"])
  }

  @Test("it has its value, and its standard when it is not given")
  func values() {
    let evaluator = checked(text, Self.longer).evaluator
    let definitions = evaluator.definitions
    let value = definitions.entity(named: "Eaten").map { evaluator.value(of: EntityRef($0), .value) } ?? .none
    #expect(ValueText.plain(value, evaluator) == "120 EUR")
    let other = checked("stage Grow { duration: 6 months }\nlet S = Grow.snacks", Self.longer).evaluator
    let standard =
      other.definitions.entity(named: "S").map { other.value(of: EntityRef($0), .value) } ?? .none
    #expect(ValueText.plain(standard, other) == "2 EUR")
  }

  @Test("canonical text and the formatter put it in its place")
  func order() {
    let canonical = checked(text, Self.longer).evaluator.definitions.canonicalText()
    #expect(canonical.contains("places: 40\n  snacks: 3 EUR per participant\n  starts: together\n"))
    let schema = Self.longer
    let formatter = Formatter { schema.order(of: $1, in: $0) }
    #expect(formatter.format(SyntaxTree.parse(Source(name: "s.rung", text: canonical))).text == canonical)
    #expect(
      schema.order(of: "snacks", in: "stage") == (Schema.rung.order(of: "places", in: "stage") ?? 0) + 1)
  }

  @Test("the prompt offers it, with its documentation")
  func completion() {
    let desk = Desk(files: DiskFiles(), isTyped: true, schema: Self.longer)
    #expect(desk.evaluate(text).status == .fine)
    let line = "stage Lead { duration: 3 months; sn"
    func offered(_ desk: Desk) -> [String] {
      Prompt(desk, PromptScreen(tell: { _ in }), fileNames: { _ in [] })
        .services.complete(line, line.utf8.count).candidates.map { $0.text + $0.note }
    }
    let found = offered(desk)
    #expect(
      found.count == 1 && found[0].hasPrefix("snacks") && found[0].contains("eaten in the breaks"), "\(found)"
    )
    #expect(offered(Desk(files: DiskFiles(), isTyped: true)) == [])
  }

  @Test("documentation and the reference page have it")
  func documentation() {
    #expect(!ReferencePage.markdown().contains("What is eaten in the breaks."))
    #expect(ReferencePage.markdown(Self.longer).contains("What is eaten in the breaks."))
    #expect(WordPages(Self.longer).all.contains("stage.snacks"))
    #expect(WordPages(Self.longer).pages(of: "snacks").count == 1)
    #expect(WordPages(.rung).pages(of: "snacks").isEmpty)
  }
}
