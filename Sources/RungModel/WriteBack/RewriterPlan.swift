// What is to be edited of one thing: replaced parts at once, what goes and what comes in its block together.

import RungSyntax
import RungText

extension Rewriter {
  struct Plan {
    private let rewriter: Rewriter
    private let thing: WrittenThing
    private let parts: [PartName: Part]
    private var direct: [TextEdit] = []
    private var going: [NodeIndex] = []
    private var coming: [Coming] = []
    /// Documentation wished for properties.
    private var documentation: [String: String] = [:]
    private var newStatements: [String] = []

    private struct Coming {
      let rank: Int
      var text: String
      var isTall: Bool { text.contains("\n") }
    }

    init(_ rewriter: Rewriter, _ thing: WrittenThing, _ parts: [Part]) {
      self.rewriter = rewriter
      self.thing = thing
      self.parts = Dictionary(parts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private var outline: Outline { rewriter.outline }

    // MARK: Wishes

    mutating func add(_ wish: Wish) {
      let part = parts[wish.part]
      for form in SiteForm.allCases {
        switch (part?.site(form), wish.value[form]) {
        case (nil, nil): continue
        case (let site?, let text?):
          if outline.text(of: site, wish.part) != text.canonical { replace(site, wish.part, text) }
        case (let site?, nil): remove(site, wish.part)
        case (nil, let text?): insert(form, wish.part, text)
        }
      }
    }

    private mutating func replace(_ site: Site, _ name: PartName, _ text: PartValue.Text) {
      let lines = rewriter.lines(site.tree)
      switch name {
      case .kind:
        let range = lines.tree.range(ofToken: lines.tree.firstToken(site.node))
        direct.append(TextEdit(Place(lines.tree.source, range), text.written))
      case .documentation, .propertyDocumentation:
        let token = lines.tree.firstToken(site.node)
        guard let range = lines.tree.documentationRange(before: token) else { return }
        let indentation = lines.indentation(at: Int(range.start))
        let block = Self.documentation(text.written, indentation).dropFirst(indentation.count)
        direct.append(lines.edit(Int(range.start), Int(range.end), String(block)))
      case .title, .index, .origin, .owner, .formula, .confidence, .property, .member, .change, .removal:
        guard let value = site.value else { return }
        direct.append(lines.replacing(value, with: text.written))
      }
    }

    private mutating func remove(_ site: Site, _ name: PartName) {
      let lines = rewriter.lines(site.tree)
      if site.form != .declared, !isInScenario(name) {
        direct.append(rewriter.removing(site.node, in: site.tree, of: nil))
        return
      }
      switch name {
      case .property, .change: going.append(site.node)
      case .documentation, .propertyDocumentation:
        guard let range = lines.tree.documentationRange(before: lines.tree.firstToken(site.node)) else {
          return
        }
        direct.append(lines.edit(lines.lineStart(Int(range.start)), lines.nextLine(Int(range.end)), ""))
      case .title, .index, .origin, .owner, .confidence:
        let token = lines.tree.firstToken(site.node)
        let before = token == 0 ? 0 : Int(lines.tree.tokens.ends[token - 1])
        direct.append(lines.edit(before, lines.end(of: site.node), ""))
      case .kind, .formula, .member, .removal: return
      }
    }

    private func isInScenario(_ name: PartName) -> Bool {
      if case .change = name { return true }
      return false
    }

    private mutating func insert(_ form: SiteForm, _ name: PartName, _ text: PartValue.Text) {
      switch (form, name) {
      case (.declared, .property(let word)):
        coming.append(Coming(rank: rank(word), text: "\(word): \(text.written)"))
      case (.declared, .propertyDocumentation(let word)):
        if let site = parts[.property(word)]?.site(.declared) {
          document(site.node, site.tree, text.written)
        } else {
          documentation[word] = text.written
        }
      case (.declared, .documentation):
        if let declaration = thing.declaration { document(declaration.node, declaration.tree, text.written) }
      case (.override, .change(let path)):
        coming.append(Coming(rank: .max, text: "\(path) = \(text.written)"))
      case (.removal, .change(let path)): coming.append(Coming(rank: .max, text: "remove \(path)"))
      case (.override, _): newStatements.append("\(path(of: name)) = \(text.written)")
      case (.removal, _): newStatements.append("remove \(path(of: name))")
      case (.declared, _): insertInHead(name, text.written)
      }
    }

    /// The path that an override of a part has.
    private func path(of name: PartName) -> String {
      switch name {
      case .property(let word): "\(thing.path.name).\(word)"
      case .member(let index, let word): "\(thing.path.name)[\(index)].\(word)"
      case .change(let path): path
      case .kind, .title, .index, .origin, .owner, .documentation, .formula, .confidence,
        .propertyDocumentation, .removal:
        thing.path.name
      }
    }

    // MARK: Heads

    private mutating func insertInHead(_ name: PartName, _ text: String) {
      guard let declaration = thing.declaration else { return }
      let tree = outline.trees[declaration.tree]
      let lines = rewriter.lines(declaration.tree)
      func end(after kinds: [NodeKind]) -> Int {
        let before = tree.children(of: declaration.node).enumerated()
          .filter { $0.offset == 0 || kinds.contains(tree.kind($0.element)) }
        return before.map { lines.end(of: $0.element) }.max() ?? lines.end(of: declaration.node)
      }
      func put(_ text: String, _ position: Int) { direct.append(lines.edit(position, position, text)) }
      switch name {
      case .index: put(text, end(after: []))
      case .title:
        put(" " + text, tree.kind(declaration.node) == .target ? end(after: []) : end(after: [.family]))
      case .origin: put(" from " + text, end(after: [.family, .string, .inClause]))
      case .owner: put(" in " + text, end(after: [.family, .string, .fromClause]))
      case .confidence:
        guard let formula = parts[.formula]?.site(.declared) else { return }
        put(" with \(text) confidence", lines.end(of: formula.node))
      case .kind, .documentation, .formula, .property, .propertyDocumentation, .member, .change, .removal:
        return
      }
    }

    private mutating func document(_ node: NodeIndex, _ tree: Int, _ text: String) {
      let lines = rewriter.lines(tree)
      let start = lines.start(of: node)
      if lines.isFirstOnLine(node) {
        let line = lines.lineStart(start)
        direct.append(
          lines.edit(line, line, Self.documentation(text, lines.indentation(at: start)) + "\n"))
      } else {
        let indentation = lines.indentation(at: start) + "  "
        direct.append(
          lines.edit(start, start, "\n" + Self.documentation(text, indentation) + "\n" + indentation))
      }
    }

    static func documentation(_ text: String, _ indentation: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { indentation + ($0.isEmpty ? "##" : "## " + $0) }.joined(separator: "\n")
    }

    // MARK: Blocks

    mutating func insert(_ snippet: Snippet) { coming.append(Coming(rank: .max, text: snippet.text)) }

    private func rank(_ word: String) -> Int {
      outline.kindWord(of: thing).flatMap { rewriter.schema.order(of: word, in: $0) } ?? .max - 1
    }

    var edits: [TextEdit] {
      var edits = direct
      for statement in newStatements { edits += rewriter.inserting(statement: statement, about: thing) }
      guard let declaration = thing.declaration, !going.isEmpty || !coming.isEmpty else { return edits }
      let tree = outline.trees[declaration.tree]
      let lines = rewriter.lines(declaration.tree)
      let items = documented(coming).enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }
      .map(\.element)
      guard let block = tree.firstChild(of: declaration.node, kind: .block) else {
        let indentation = lines.indentation(at: lines.start(of: declaration.node))
        let end = lines.end(of: declaration.node)
        let room = 100 - (end - lines.lineStart(end))
        edits.append(lines.edit(end, end, " " + Self.braced(items.map(\.text), indentation, room: room)))
        return edits
      }
      let siblings = Array(tree.children(of: block))
      for node in going { edits.append(lines.removing(node) { siblings }) }
      return edits + insertions(items, block, siblings, lines)
    }

    /// Properties that come with their documentation above them.
    private func documented(_ items: [Coming]) -> [Coming] {
      items.map { item in
        guard let colon = item.text.firstIndex(of: ":"), item.rank < .max,
          let text = documentation[String(item.text[..<colon])]
        else { return item }
        return Coming(rank: item.rank, text: Self.documentation(text, "") + "\n" + item.text)
      }
    }

    private static func braced(_ items: [String], _ indentation: String, room: Int) -> String {
      let short = "{ " + items.joined(separator: "; ") + " }"
      if !short.contains("\n"), short.count <= room { return short }
      let inner = indentation + "  "
      return "{\n" + items.map { Snippet($0, kindWord: "").indented(inner) }.joined(separator: "\n") + "\n"
        + indentation + "}"
    }

    private func insertions(
      _ items: [Coming], _ block: NodeIndex, _ siblings: [NodeIndex], _ lines: SourceLines
    ) -> [TextEdit] {
      guard !items.isEmpty else { return [] }
      guard let first = siblings.first else { return [intoEmpty(items, block, lines)] }
      let base = lines.indentation(at: lines.start(of: block))
      let indentation =
        siblings.first { lines.isFirstOnLine($0) }.map { lines.indentation(at: lines.start(of: $0)) }
        ?? base + "  "
      let kept = siblings.filter { !going.contains($0) }
      return items.map { item in
        if let anchor = kept.last(where: { rank(of: $0, lines.tree) <= item.rank }) {
          if lines.isLastOnLine(anchor) {
            return lines.inserting(Snippet(item.text, kindWord: "").indented(indentation), after: anchor)
          }
          let end = lines.end(of: anchor)
          return item.isTall
            ? lines.edit(end, end, "\n" + Snippet(item.text, kindWord: "").indented(indentation))
            : lines.edit(end, end, "; " + item.text)
        }
        let before = kept.first ?? first
        if lines.isFirstOnLine(before) {
          let start = lines.lineStart(lines.documentedStart(of: before))
          return lines.edit(start, start, Snippet(item.text, kindWord: "").indented(indentation) + "\n")
        }
        let start = lines.start(of: before)
        return item.isTall
          ? lines.edit(
            start, start, "\n" + Snippet(item.text, kindWord: "").indented(indentation) + "\n" + indentation)
          : lines.edit(start, start, item.text + "; ")
      }
    }

    private func rank(of node: NodeIndex, _ tree: SyntaxTree) -> Int {
      tree.kind(node) == .property ? rank(tree.text(ofToken: tree.firstToken(node))) : .max
    }

    private func intoEmpty(_ items: [Coming], _ block: NodeIndex, _ lines: SourceLines) -> TextEdit {
      let opening = lines.start(of: block) + 1
      let closing = max(lines.end(of: block) - 1, opening)
      let base = lines.indentation(at: lines.start(of: block))
      if lines.lineStart(opening) == lines.lineStart(closing) {
        let room = 100 - (opening - lines.lineStart(opening))
        return lines.edit(opening - 1, closing + 1, Self.braced(items.map(\.text), base, room: room))
      }
      let end = lines.lineEnd(opening)
      return lines.edit(
        end, end,
        items.map { "\n" + Snippet($0.text, kindWord: "").indented(base + "  ") }.joined())
    }
  }
}
