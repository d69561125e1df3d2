// `rung fmt`: one layout for every text, whatever its author's. Comments stay with what they precede or
// trail, properties stand in the order of the schema, and nothing changes its meaning.
//
// Two spaces a level, one statement a line; a block stays on one line where it was on one and fits; a bracket
// whose first item begins a line has an item a line; a formula is broken only where its author broke it.

import RungText

/// What became of a text.
package enum FormatOutcome: Sendable, Equatable {
  case formatted(String)
  /// The text as it was: it has syntax errors that have no safe repair.
  case leftAlone(String)

  package var text: String {
    switch self {
    case .formatted(let text), .leftAlone(let text): text
    }
  }
}

package struct Formatter {
  /// A line of one-line blocks is no longer than this.
  package static let width = 110

  /// The place of a property among those of its kind; nil when the schema does not know it.
  private let propertyOrder: (_ kindWord: String, _ property: String) -> Int?

  package init(propertyOrder: @escaping (_ kindWord: String, _ property: String) -> Int?) {
    self.propertyOrder = propertyOrder
  }

  /// The canonical layout of a whole file. Idempotent. O(bytes), but for brackets nested over many lines.
  package func format(_ tree: SyntaxTree) -> FormatOutcome {
    let repaired = SafeRepair.repaired(tree)
    guard Formatter.isSound(repaired) else { return .leftAlone(tree.source.text) }
    var layout = StatementLayout(repaired, propertyOrder: propertyOrder)
    layout.script()
    return .formatted(String(decoding: layout.page.finished(), as: UTF8.self))
  }

  /// Every token has its place, so that the layout can be decided.
  private static func isSound(_ tree: SyntaxTree) -> Bool {
    if tree.diagnostics.contains(where: { $0.severity == .error }) { return false }
    if tree.nodes.contains(where: { $0.kind == .missing || $0.kind == .unexpected }) { return false }
    return !tree.tokens.kinds.contains { $0 == .unknown || $0 == .conflictMarker || $0 == .currencySign }
  }
}
