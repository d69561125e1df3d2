// `.why`: the chain of formulas behind a value.

import RungModel
import RungReport
import RungSession
import RungSyntax
import RungText

enum WhyCommand {
  /// Beyond so many lines a chain is cut.
  private static let longest = 200

  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let definitions = call.desk.definitions
    let tree = SyntaxTree.parse(Source(name: call.place.source.name, text: call.argument), as: .path)
    guard tree.diagnostics.isEmpty else { return Outcome(tree.diagnostics) }
    switch definitions.target(of: tree.onlyNode, in: tree) {
    case .failure(let problem):
      return Outcome(problem.diagnostic.map { [$0] } ?? []).askingAboutIt(atPrompt: true)
    case .success(let target):
      guard let (entity, member, key) = definitions.overridable(target) else {
        return Outcome([PromptErrors.noFormula(call.place)])
      }
      let rows = chain(Behind(entity: entity, member: member, key: key), call.desk.session)
      var outcome = Outcome([
        .answer(
          .table(
            Table(
              columns: ["what", Table.Column("value", alignment: .left), "because", "where"], rows: rows),
            ifEmpty: ""))
      ])
      if let notice = call.desk.session.takeFigureNotice() { outcome.reports.append(.notice(notice)) }
      return outcome
    }
  }

  private static func chain(_ root: Behind, _ session: Session) -> [[Table.Cell]] {
    var rows: [[Table.Cell]] = []
    var seen: Set<Behind> = []
    func add(_ link: Behind, _ depth: Int) {
      guard rows.count < longest else { return }
      let isNew = seen.insert(link).inserted
      let line = session.line(of: link)
      rows.append([
        .text(String(repeating: "  ", count: depth) + line.path), line.value,
        .text(isNew ? line.formula : "see above"),
        (isNew ? line.place : nil).map { session.definitions.cell(of: $0) } ?? .empty,
      ])
      guard isNew else { return }
      for source in session.behind(link) { add(source, depth + 1) }
    }
    add(root, 0)
    if rows.count == longest { rows.append(["…", "", "", ""]) }
    return rows
  }
}
