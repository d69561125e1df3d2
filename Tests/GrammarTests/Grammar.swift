// A grammar as read from its file: productions over words, signs and token classes.

/// One production's right-hand side, or a part of it.
indirect enum Phrase: Hashable {
  /// `'x'`: a word or a sign, spelled as written.
  case literal(String)
  /// `UPPER`: a class of tokens.
  case tokenClass(String)
  /// `lower`: another production.
  case production(String)
  case sequence([Phrase])
  case choice([Phrase])
  case optional(Phrase)
  case repeated(Phrase)

  /// The parts one level down.
  var parts: [Phrase] {
    switch self {
    case .literal, .tokenClass, .production: []
    case .sequence(let parts), .choice(let parts): parts
    case .optional(let part), .repeated(let part): [part]
    }
  }

  /// This phrase and everything inside it, outermost first.
  var everything: [Phrase] { [self] + parts.flatMap(\.everything) }
}

struct Production {
  let name: String
  let phrase: Phrase
  /// The text as written, comments removed, white space runs made one space.
  let text: String
  /// Line of the name, from 1.
  let line: Int
  /// Whether a comment of the production carries `@2`.
  let isMarked: Bool
}

struct Grammar {
  /// In the order of the file; the first is the start.
  let productions: [Production]

  subscript(name: String) -> Production? { productions.first { $0.name == name } }

  /// Every quoted word or sign, in order of first use.
  var literals: [String] {
    unique { if case .literal(let spelling) = $0 { spelling } else { nil } }
  }

  /// Every token class, in order of first use.
  var tokenClasses: [String] {
    unique { if case .tokenClass(let name) = $0 { name } else { nil } }
  }

  /// Every name used on a right-hand side, in order of first use.
  var usedNames: [String] {
    unique { if case .production(let name) = $0 { name } else { nil } }
  }

  // MARK: Questions about its health

  /// Names that are used and never defined.
  var undefined: [String] { usedNames.filter { self[$0] == nil } }

  /// Names defined more than once.
  var duplicated: [String] {
    productions.indices.filter { index in
      productions[..<index].contains { $0.name == productions[index].name }
    }
    .map { productions[$0].name }
  }

  /// Productions that cannot be reached from the first.
  var unreachable: [String] {
    guard let start = productions.first else { return [] }
    var reached: Set = [start.name]
    var waiting = [start.name]
    while let name = waiting.popLast() {
      for part in self[name]?.phrase.everything ?? [] {
        if case .production(let next) = part, reached.insert(next).inserted { waiting.append(next) }
      }
    }
    return productions.map(\.name).filter { !reached.contains($0) }
  }

  /// Productions from which no finite sentence can be made.
  var unproductive: [String] {
    var productive: Set<String> = []
    var grew = true
    while grew {
      grew = false
      for production in productions where !productive.contains(production.name) {
        guard production.phrase.isProductive(given: productive) else { continue }
        productive.insert(production.name)
        grew = true
      }
    }
    return productions.map(\.name).filter { !productive.contains($0) }
  }

  private func unique(_ pick: (Phrase) -> String?) -> [String] {
    var seen: Set<String> = []
    return productions.flatMap { $0.phrase.everything.compactMap(pick) }.filter { seen.insert($0).inserted }
  }
}

extension Phrase {
  fileprivate func isProductive(given names: Set<String>) -> Bool {
    switch self {
    case .literal, .tokenClass, .optional, .repeated: true
    case .production(let name): names.contains(name)
    case .sequence(let parts): parts.allSatisfy { $0.isProductive(given: names) }
    case .choice(let parts): parts.contains { $0.isProductive(given: names) }
    }
  }
}
