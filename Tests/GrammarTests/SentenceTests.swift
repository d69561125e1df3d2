// Thousands of sentences of the grammar, in many layouts: read, laid out, printed and painted.

import RungSyntax
import RungText
import TestSupport
import Testing

/// Texts made from the grammar, the same for every run of a seed.
enum Sentences {
  static func texts(_ layout: Layout, count: Int, seed: UInt64) throws -> [String] {
    let grammar = try Grammar.rung()
    var generator = SentenceGenerator(grammar, seed: seed)
    var wording = Wording(grammar, seed: seed &+ 1)
    var random = SeededRandom(seed &+ 2)
    var texts: [String] = []
    while texts.count < count {
      let sentence = generator.sentence(of: "script", size: 2 + texts.count % 40)
      if !sentence.contains(where: { $0.terminal != "END" }) { continue }
      texts.append(layout.text(sentence, wording.texts(of: sentence), &random))
    }
    return texts
  }

  static func tree(_ text: String) -> SyntaxTree { SyntaxTree.parse(Source(name: "sentence", text: text)) }

  /// The shortest of the texts that failed, with why; empty when none did.
  static func report(_ failures: [(text: String, why: String)]) -> String {
    if failures.isEmpty { return "" }
    let shortest = failures.sorted { $0.text.utf8.count < $1.text.utf8.count }.prefix(5)
    let shown = shortest.map { "\($0.why.prefix(800))\n\($0.text.prefix(800))" }
    return "\(failures.count) failed\n" + shown.joined(separator: "\n~~~~\n")
  }
}

@Suite("Sentences")
struct SentenceTests {
  @Test("the generator takes every way of every choice of the grammar")
  func coverage() throws {
    var generator = SentenceGenerator(try .rung(), seed: 1)
    for index in 0..<2_000 { _ = generator.sentence(of: "script", size: 2 + index % 40) }
    #expect(generator.untaken == [])
  }

  @Test("every sentence is read without a diagnostic, whatever its layout", arguments: [Layout.plain, .wild])
  func parses(layout: Layout) throws {
    var failures: [(text: String, why: String)] = []
    for text in try Sentences.texts(layout, count: 3_000, seed: layout == .plain ? 10 : 20) {
      let tree = Sentences.tree(text)
      guard let first = tree.diagnostics.first else { continue }
      let (line, column) = tree.source.position(at: first.place.range.start)
      failures.append((text, "\(line):\(column) \(first.code.id) \(first.message)"))
    }
    #expect(Sentences.report(failures) == "")
  }

  @Test(
    "formatting keeps meaning and comments, and does nothing the second time",
    arguments: [Layout.plain, .wild])
  func formats(layout: Layout) throws {
    var failures: [(text: String, why: String)] = []
    // An order that moves about half of the properties.
    let formatter = Formatter { _, property in
      property.utf8.count.isMultiple(of: 2) ? property.utf8.count : nil
    }
    for text in try Sentences.texts(layout, count: 1_500, seed: layout == .plain ? 30 : 40) {
      let tree = Sentences.tree(text)
      let once = formatter.format(tree)
      let again = Sentences.tree(once.text)
      var why: String?
      if once != .formatted(once.text) {
        why = "left alone"
      } else if let first = again.diagnostics.first {
        why = first.message
      } else if Meaning.of(tree) != Meaning.of(again) {
        why = "another meaning"
      } else if Meaning.comments(of: tree) != Meaning.comments(of: again) {
        why = "other comments"
      } else if formatter.format(again) != once {
        why = "not idempotent:\n\(formatter.format(again).text)~~"
      } else if hasStrayBlanks(once.text) {
        why = "stray blanks"
      }
      if let why { failures.append((text, why + "\n" + once.text)) }
    }
    #expect(Sentences.report(failures) == "")
  }

  @Test("without an order of properties every comment stays beside its neighbours")
  func comments() throws {
    var failures: [(text: String, why: String)] = []
    let formatter = Formatter { _, _ in nil }
    for text in try Sentences.texts(.wild, count: 1_000, seed: 50) {
      let tree = Sentences.tree(text)
      if movesProperties(tree) { continue }
      let formatted = formatter.format(tree).text
      let again = Sentences.tree(formatted)
      if Meaning.stream(of: tree) != Meaning.stream(of: again) { failures.append((text, formatted)) }
      if Meaning.docs(of: tree) != Meaning.docs(of: again) { failures.append((text, "docs\n" + formatted)) }
    }
    #expect(Sentences.report(failures) == "")
  }

  @Test("the canonical text of a formula reads as the same formula and is its own canonical text")
  func canonical() throws {
    var failures: [(text: String, why: String)] = []
    var count = 0
    for text in try Sentences.texts(.wild, count: 1_500, seed: 60) {
      let tree = Sentences.tree(text)
      for node in tree.nodes.indices where isWholeExpression(node, in: tree) {
        let printed = CanonicalPrinter.canonicalText(of: node, in: tree)
        let again = SyntaxTree.parse(Source(name: "formula", text: printed), as: .expression)
        guard let root = again.child(0, of: 0) else { continue }
        count += 1
        let second = CanonicalPrinter.canonicalText(of: root, in: again)
        if let first = again.diagnostics.first {
          failures.append((tree.text(node), first.message + "\n" + printed))
        } else if second != printed {
          failures.append((tree.text(node), "then \(second)\nfirst \(printed)"))
        } else if Shape.of(node, in: tree) != Shape.of(root, in: again) {
          failures.append((tree.text(node), "another shape\n" + printed))
        }
      }
    }
    #expect(count > 2_000)
    #expect(Sentences.report(failures) == "")
  }

  @Test("spans are in order, apart, inside the text, and cover all but white space")
  func highlights() throws {
    var failures: [(text: String, why: String)] = []
    for text in try Sentences.texts(.wild, count: 500, seed: 70) {
      let tree = Sentences.tree(text)
      var at = 0
      for span in Highlighter.spans(of: tree) {
        let between = tree.source.bytes[at..<max(at, Int(span.range.start))]
        let isApart = span.range.start >= at && between.allSatisfy { [9, 10, 13, 32].contains($0) }
        if span.range.isEmpty || span.kind == .error || !isApart { failures.append((text, "\(span)")) }
        at = Int(span.range.end)
      }
    }
    #expect(Sentences.report(failures) == "")
  }

  /// A value, a definition or a printed expression as a whole.
  private func isWholeExpression(_ node: NodeIndex, in tree: SyntaxTree) -> Bool {
    guard node > 0, tree.kind(node).isExpression else { return false }
    if [.missing, .call, .member, .subscript, .argument, .per].contains(tree.kind(node)) { return false }
    switch tree.kind(node - 1) {
    case .property, .print, .negative, .not, .paren, .argument, .list, .subscript, .whereClause: return true
    default: return false
    }
  }

  /// A block has properties after a declaration: they are put before it.
  private func movesProperties(_ tree: SyntaxTree) -> Bool {
    tree.nodes.indices.contains { node in
      guard tree.kind(node) == .block else { return false }
      let kinds = tree.children(of: node).map { tree.kind($0) == .property }
      return kinds != kinds.filter { $0 } + kinds.filter { !$0 }
    }
  }

  private func hasStrayBlanks(_ text: String) -> Bool {
    text.contains("\n\n\n") || text.contains("\t") || !text.hasSuffix("\n") || text.hasPrefix("\n")
      || text.contains("{\n\n") || text.hasSuffix("\n\n")
      || text.split(separator: "\n").contains { $0.last == " " && !$0.contains("#") }
  }
}
