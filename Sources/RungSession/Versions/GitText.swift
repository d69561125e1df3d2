// What git shows of a programme: its canonical text, so that a difference is one of meaning, not of layout.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

package enum GitText {
  /// One file by itself, whatever else its project has. A file that has errors, or that speaks of things other
  /// files declare, is shown as it is: nothing of it may be left out.
  package static func canonical(_ bytes: [UInt8], name: String) -> [UInt8] {
    let tree = SyntaxTree.parse(Source(name: name, bytes: bytes))
    guard Edition.problem(of: tree) == nil, tree.diagnostics.isEmpty else { return bytes }
    let definitions = Definitions.collect([tree])
    guard !definitions.hasErrors else { return bytes }
    let loose = Outline([tree]).loose.filter { tree.kind($0.node) != .edition }
    func lines(_ wanted: (NodeKind) -> Bool) -> String {
      loose.filter { wanted(tree.kind($0.node)) }.map { tree.text($0.node) + "\n" }.joined()
    }
    let uses = lines { $0 == .use }
    let verbs = lines { $0 != .use }
    let text = definitions.value.canonicalText() + (uses.isEmpty ? "" : "\n" + uses)
    return Array((text + (verbs.isEmpty ? "" : "\n" + verbs)).utf8)
  }
}
