// `.scenario`: in which scenario everything is read.

import RungModel
import RungReport
import RungSession

enum ScenarioCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    if call.place.range.isEmpty { return Outcome([.answer(list(call.desk.session))]) }
    let problems = call.desk.select(scenario: call.argument)
    var outcome = Outcome(problems)
    guard problems.isEmpty else { return outcome }
    let name = call.desk.session.scenarioName
    outcome.reports.append(
      .notice(name.map { "everything is now read in \($0)" } ?? "the programme is read as it is written"))
    return outcome
  }

  private static func list(_ session: Session) -> Answer {
    let active = session.scenarioName ?? "Base"
    let written = session.written
    let base: [(String, String)] = [("Base", "as it is written")]
    let rows = (base + written.scenarios.map { (written.name(of: $0), written.titleText(of: $0) ?? "") }).map
    {
      [Table.Cell.text($0.0 == active ? "*" : ""), .text($0.0), .text($0.1)]
    }
    return .table(Table(columns: ["", "scenario", "title"], rows: rows), ifEmpty: "")
  }
}
