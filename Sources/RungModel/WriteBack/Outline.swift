// What texts write, part by part: every declared thing with its head, its properties and what is said of it
// elsewhere. Nothing is resolved or evaluated: an outline knows where each part stands, so that it can be
// compared by meaning and rewritten in place.

import RungSyntax
import RungText

/// A thing by the name that the top level knows, or, inside a scenario that declares it, by that too.
package struct ThingPath: Hashable, Sendable {
  /// The scenario whose block declares it; empty at the top level.
  package let scenario: String
  package let name: String

  package init(_ name: String, scenario: String = "") {
    self.name = name
    self.scenario = scenario
  }

  /// `Foundations` of `Foundations.Listening`.
  package var owner: ThingPath? {
    name.lastIndex(of: ".").map { ThingPath(String(name[..<$0]), scenario: scenario) }
  }

  /// For people: `Core`, `Core in Lean`.
  package var text: String { scenario.isEmpty ? name : "\(name) in \(scenario)" }
}

/// What can be said of a thing, one at a time: the unit of difference and merge.
package enum PartName: Hashable, Sendable {
  case kind, title, index
  /// Where a declaration of people, or a scenario, comes from.
  case origin
  /// The owner after `in`.
  case owner
  case documentation
  /// What `=` gives a `let`, an assumption, an exchange rate or a target.
  case formula
  case confidence
  case property(String)
  case propertyDocumentation(String)
  /// An override of a member: index and property.
  case member(String, String)
  /// What a scenario changes, by its path.
  case change(String)
  /// `remove Name` on a line of its own.
  case removal
}

/// How a part can be written.
package enum SiteForm: Int, Hashable, Sendable, CaseIterable {
  /// In its declaration.
  case declared
  /// `Path = formula`, outside of it.
  case override
  /// `remove Path`.
  case removal
}

/// A place where a part is written.
package struct Site: Sendable {
  package let form: SiteForm
  package let tree: Int
  /// The property, the clause or the statement; of a head's word, the node that holds it.
  package let node: NodeIndex
  /// The node of what is said: the expression, the string, the path. Nil where nothing follows.
  package let value: NodeIndex?
}

package struct Part: Sendable {
  package let name: PartName
  /// At most one of a form.
  package var sites: [Site]

  package func site(_ form: SiteForm) -> Site? { sites.first { $0.form == form } }
}

package struct WrittenThing: Sendable {
  package struct Declaration: Sendable {
    package let tree: Int
    package let node: NodeIndex
  }

  package let path: ThingPath
  /// Nil when other texts declare it and this one only says something of it.
  package internal(set) var declaration: Declaration?
  /// In whose block it stands; nil at the top level.
  package internal(set) var container: ThingPath?
  /// Overrides and removals of it on lines of their own.
  package internal(set) var statements: [(tree: Int, node: NodeIndex)] = []
  /// The things that its block declares.
  package internal(set) var inner: [ThingPath] = []
}

/// A statement that says nothing of a thing: the edition, `use`, a verb, an expression.
package struct LooseStatement: Sendable {
  package let tree: Int
  package let node: NodeIndex
  /// Its words with one space between them: two are the same when these are.
  package let text: String
}

package struct Outline: Sendable {
  package let trees: [SyntaxTree]
  package let schema: Schema
  /// In the order of the texts.
  package internal(set) var things: [WrittenThing] = []
  package internal(set) var loose: [LooseStatement] = []
  /// Why parts cannot be told apart, when something is written twice.
  package internal(set) var repeated: [Place] = []
  var positions: [ThingPath: Int] = [:]
  /// By owner: modules and values declared outside its block.
  var outside: [ThingPath: [ThingPath]] = [:]

  package subscript(path: ThingPath) -> WrittenThing? { positions[path].map { things[$0] } }

  /// The same part may not be written twice, and all must be readable.
  package var isSound: Bool {
    repeated.isEmpty && !trees.contains { $0.diagnostics.contains { $0.severity == .error } }
  }

  /// The kind's word of a declared thing.
  package func kindWord(of thing: WrittenThing) -> String? {
    thing.declaration.map { trees[$0.tree].text(ofToken: trees[$0.tree].firstToken($0.node)) }
  }
}
