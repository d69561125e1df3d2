// A thing declared anew at the prompt: `remove Grow`, and directly behind it another declaration of Grow, with another
// title, index or documentation, which no statement about one property says. The two, and what follows them on the same
// input, are one step: whoever speaks of Grow never misses it.

import RungModel
import RungSyntax

extension SyntaxTree {
  /// How many of these statements, from the first on, are one step; all the rest when they declare anew, else one.
  package func countOfStep(_ statements: ArraySlice<NodeIndex>) -> Int {
    guard let removal = statements.first, let declaration = statements.dropFirst().first,
      kind(removal) == .remove, kind(declaration).declares,
      let path = child(0, of: removal), let name = child(0, of: declaration), kind(name) == .name
    else { return 1 }
    let clause = firstChild(of: declaration, kind: .inClause).flatMap { child(0, of: $0) }
    let names = [text(name)] + (clause.map { [text($0) + "." + text(name)] } ?? [])
    guard names.contains(text(path)) else { return 1 }
    return statements.prefix { !kind($0).isAct && kind($0) != .use }.count
  }
}

extension [Change] {
  /// Whether something is taken away and declared again: its file is then made to say what it is now, so that its
  /// comments and its place stay.
  var declareAnew: Bool {
    indices.contains { index in
      self[index].statement == "remove \(self[index].path)"
        && self[(index + 1)...].contains { $0.path == self[index].path && $0.place == nil }
    }
  }
}

extension NodeKind {
  fileprivate var declares: Bool {
    switch self {
    case .declaration, .letStatement, .assume, .exchange, .target, .scenario: true
    default: false
    }
  }
}
