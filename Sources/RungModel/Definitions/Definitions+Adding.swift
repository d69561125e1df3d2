// More statements on top of definitions: what a line typed at the prompt does.

import RungSyntax
import RungText

extension Definitions {
  /// These definitions and what the statements of one more text declare, override and remove. An override replaces
  /// what was there, an earlier override too: `P` inside `P = P + 2` is the formula before.
  package func adding(_ tree: SyntaxTree) -> Checked<Definitions> {
    var collector = Collector(self)
    collector.collect(tree)
    collector.finish()
    return Checked(collector.definitions, collector.diagnostics)
  }
}
