// Where a path leads: `Intake[3].size`, `Foundations.Listening.length`, `Completion`.

import RungSyntax
import RungText

/// Why a path leads nowhere; without a diagnostic when the parser has said it already.
package struct PathProblem: Error {
  package let diagnostic: Diagnostic?

  package init(diagnostic: Diagnostic?) { self.diagnostic = diagnostic }
  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Definitions {
  /// Where a path leads. Whether a family has such a member is asked by the checker, which knows its range.
  ///
  /// - Parameter kinds: what is hoped for, to make a better suggestion.
  package func target(
    of path: NodeIndex, in tree: SyntaxTree, expecting kinds: [String] = []
  ) -> Result<PathTarget, PathProblem> {
    var parts: [NodeIndex] = [path]
    if tree.kind(path) == .reference { parts = Array(tree.children(of: path)) }
    guard let head = parts.first, tree.kind(head) == .name else {
      let silent = tree.kind(path) == .missing
      return .failure(PathProblem(diagnostic: silent ? nil : ModelErrors.notAPath(tree.place(path))))
    }
    let name = tree.text(head)
    guard let entity = entity(named: name) else {
      if isSilent(name, kinds) { return .failure(PathProblem(diagnostic: nil)) }
      return .failure(
        PathProblem(diagnostic: ModelErrors.unknownName(tree.place(head), expecting: kinds, self)))
    }
    var target = PathTarget.entity(entity)
    for part in parts.dropFirst() {
      switch step(target, part, tree) {
      case .success(let next): target = next
      case .failure(let problem): return .failure(problem)
      }
    }
    return .success(target)
  }

  /// What is written at a path: a formula, or a declaration; empty when the path leads nowhere.
  package func statedText(at path: String) -> String {
    let tree = SyntaxTree.parse(Source(name: "<path>", text: path), as: .path)
    guard tree.diagnostics.isEmpty, case .success(let target) = target(of: tree.onlyNode, in: tree) else {
      return ""
    }
    if let (entity, member, key) = overridable(target) {
      return formula(of: entity, member: member, key).map { canonicalText(of: $0) } ?? ""
    }
    guard case .entity(let entity) = target else { return "" }
    return canonicalText(of: entity)
  }

  private func step(_ target: PathTarget, _ part: NodeIndex, _ tree: SyntaxTree) -> Result<
    PathTarget, PathProblem
  > {
    switch (tree.kind(part), target) {
    case (.member, .entity(let entity)):
      let word = tree.firstToken(part) + 1
      let text = tree.text(ofToken: word)
      if let inner = self.entity(named: text, in: entity) { return .success(.entity(inner)) }
      return property(text, of: entity, member: nil, at: tree.place(ofToken: word))
    case (.member, .member(let entity, let index)):
      let word = tree.firstToken(part) + 1
      return property(tree.text(ofToken: word), of: entity, member: index, at: tree.place(ofToken: word))
    case (.subscript, .entity(let entity)):
      guard self[entity].isFamily else {
        let isKnown = isSurelyNoMember(of: entity)
        return .failure(
          PathProblem(diagnostic: isKnown ? ModelErrors.notAFamily(tree.place(part), entity, self) : nil))
      }
      guard let index = indexText(part, tree) else {
        return .failure(PathProblem(diagnostic: ModelErrors.indexNotLiteral(tree.place(part))))
      }
      return .success(.member(entity, index: index))
    default:
      return .failure(PathProblem(diagnostic: ModelErrors.pathEndsHere(tree.place(part), target, self)))
    }
  }

  private func property(
    _ word: String, of entity: EntityID, member: String?, at place: Place
  ) -> Result<PathTarget, PathProblem> {
    guard let key = key(of: word, kind: self[entity].kind) else {
      let isKnown = isSurelyNoProperty(word, of: entity)
      return .failure(
        PathProblem(diagnostic: isKnown ? ModelErrors.unknownProperty(place, self[entity].kind, schema) : nil)
      )
    }
    return .success(.property(entity, member: member, key))
  }

  /// The key of a property word: of the schema, or a declared dimension where the kind has them.
  package func key(of word: String, kind: KindID) -> PropertyKey? {
    if let property = schema.property(of: kind, named: word) { return PropertyKey(property) }
    guard schema[kind].hasDimensions, let dimension = entity(named: word),
      kindName(of: dimension) == "dimension"
    else { return nil }
    return PropertyKey(dimension: self[dimension].name)
  }

  /// Canonical text of literal indices: `3`, `2027-03`, `MENA`, `3,MENA`.
  package func indexText(_ node: NodeIndex, _ tree: SyntaxTree) -> String? {
    var texts: [String] = []
    for index in tree.children(of: node) {
      switch tree.kind(index) {
      case .number: texts.append(tree.text(index).filter { $0 != "_" })
      case .month, .date, .name: texts.append(tree.text(index))
      default: return nil
      }
    }
    return texts.isEmpty ? nil : texts.joined(separator: ",")
  }
}
