// Edits of the user's own text: a part is made to say something else, a declaration put in or taken out, and
// everything else stays byte for byte. What `save`, merging and renaming write, they write through this.

import RungSyntax
import RungText

package struct Rewriter {
  package let outline: Outline
  var schema: Schema { outline.schema }

  /// The last declaration at the top level of each kind, by its position in the schema.
  private let lastOfKind: [Int: (tree: Int, node: NodeIndex)]

  package init(_ outline: Outline) {
    self.outline = outline
    var last: [Int: (tree: Int, node: NodeIndex)] = [:]
    for thing in outline.things where thing.container == nil {
      guard let declaration = thing.declaration, let word = outline.kindWord(of: thing),
        let kind = outline.schema.kind(named: word)
      else { continue }
      last[kind.index] = (declaration.tree, declaration.node)
    }
    lastOfKind = last
  }

  func lines(_ tree: Int) -> SourceLines { SourceLines(outline.trees[tree]) }

  /// What a part of a thing is to say.
  package struct Wish: Sendable {
    package let part: PartName
    package let value: PartValue

    package init(_ part: PartName, _ value: PartValue) {
      self.part = part
      self.value = value
    }
  }

  /// Edits that make parts of a thing say what is wished; all of one thing at once, since they share its block.
  package func edits(of thing: WrittenThing, making wishes: [Wish]) -> [TextEdit] {
    var plan = Plan(self, thing, outline.parts(of: thing))
    for wish in wishes { plan.add(wish) }
    return plan.edits.withUnitedDeletions.withDocumentationLast
  }

  // MARK: Whole declarations

  /// Takes a thing out, with what is said of it on other lines.
  package func edits(removing thing: WrittenThing) -> [TextEdit] {
    var edits: [TextEdit] = []
    if let declaration = thing.declaration {
      edits.append(removing(declaration.node, in: declaration.tree, of: thing.container))
    }
    for (tree, node) in thing.statements { edits.append(removing(node, in: tree, of: nil)) }
    return edits
  }

  func removing(_ node: NodeIndex, in tree: Int, of container: ThingPath?) -> TextEdit {
    lines(tree).removing(node) { siblings(tree, container) }
  }

  private func siblings(_ tree: Int, _ container: ThingPath?) -> [NodeIndex] {
    let syntax = outline.trees[tree]
    guard let container, let owner = outline[container]?.declaration,
      let block = syntax.firstChild(of: owner.node, kind: .block)
    else { return Array(syntax.children(of: 0)) }
    return Array(syntax.children(of: block))
  }

  /// A declaration as text, ready to stand elsewhere.
  package struct Snippet: Sendable {
    /// Documentation and all; lines after the first as deep as they were below its own.
    package let text: String
    package let kindWord: String

    package init(_ text: String, kindWord: String) {
      self.text = text
      self.kindWord = kindWord
    }

    /// With every line but empty ones moved in.
    func indented(_ indentation: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : indentation + $0 }.joined(separator: "\n")
    }
  }

  /// Puts a declaration in: into the block of a container, or after the last of its kind.
  ///
  /// - Parameter neighbour: the declaration it is to follow, when there is one.
  package func edits(
    inserting snippet: Snippet, into container: ThingPath?, after neighbour: ThingPath? = nil
  ) -> [TextEdit] {
    if let container, let owner = outline[container], owner.declaration != nil {
      var plan = Plan(self, owner, [])
      plan.insert(snippet)
      return plan.edits
    }
    if let neighbour, let declaration = outline[neighbour]?.declaration, outline[neighbour]?.container == nil
    {
      return [inserting(snippet.text, after: declaration.node, in: declaration.tree)]
    }
    guard let (tree, node) = placeForDeclaration(snippet.kindWord) else {
      return beginning(snippet.text)
    }
    return [inserting(snippet.text, after: node, in: tree)]
  }

  /// The last declaration of a kind, or of the nearest kind that comes before it in canonical order, or the last
  /// statement that is no verb.
  private func placeForDeclaration(_ kindWord: String) -> (tree: Int, node: NodeIndex)? {
    let wanted = schema.kind(named: kindWord)?.index ?? .max
    if let kind = lastOfKind.keys.filter({ $0 <= wanted }).max() { return lastOfKind[kind] }
    let opening = outline.loose.last { statement in
      let kind = outline.trees[statement.tree].kind(statement.node)
      return statement.tree == 0 && (kind == .edition || kind == .use)
    }
    return opening.map { ($0.tree, $0.node) }
  }

  /// At the very beginning of the first text.
  func beginning(_ text: String) -> [TextEdit] {
    guard !outline.trees.isEmpty else { return [] }
    return [lines(0).edit(0, 0, text + "\n")]
  }

  /// A statement after another, with an empty line between them where one of the two takes several.
  func inserting(_ text: String, after node: NodeIndex, in tree: Int) -> TextEdit {
    let lines = lines(tree)
    let isSpacious = text.contains("\n") || !lines.isOnOneLine(node)
    return lines.inserting(text, after: node, gap: isSpacious ? "\n\n" : "\n")
  }

  // MARK: Statements about a thing

  /// Where an override or a removal of a thing goes: after the last one, else after its declaration.
  func inserting(statement text: String, about thing: WrittenThing) -> [TextEdit] {
    if let last = thing.statements.last {
      return [lines(last.tree).inserting(text, after: last.node)]
    }
    if let declaration = thing.declaration, thing.container == nil {
      return [lines(declaration.tree).inserting(text, after: declaration.node)]
    }
    if let container = thing.container.flatMap({ outline[$0] })?.declaration {
      return [lines(container.tree).inserting(text, after: container.node)]
    }
    let last = outline.things.last {
      $0.container == nil && ($0.declaration != nil || !$0.statements.isEmpty)
    }
    if let last, let place = last.statements.last ?? last.declaration.map({ ($0.tree, $0.node) }) {
      return [lines(place.tree).inserting(text, after: place.node)]
    }
    return beginning(text)
  }
}
