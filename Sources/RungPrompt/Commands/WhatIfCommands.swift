// `.in`, `.out`, `.fork` and `.changes`: what if, side by side with the programme as it is.

import RungModel
import RungReport
import RungSession
import RungSyntax

enum WhatIfCommands {
  static func stepIn(_ call: PromptCommand.Call) -> Outcome {
    if call.place.range.isEmpty { return Outcome([.answer(list(call.desk.session))]) }
    let problems = call.desk.select(scenario: call.place)
    var outcome = Outcome(problems)
    guard problems.isEmpty else { return outcome }
    outcome.reports.append(.notice(position(call.desk)))
    return outcome
  }

  static func stepOut(_ call: PromptCommand.Call) -> Outcome {
    guard call.desk.session.scenarioName != nil else {
      return Outcome([.notice("you are in no scenario; .in NAME steps into one")])
    }
    _ = call.desk.session.select(scenario: "Base")
    return Outcome([.notice(position(call.desk))])
  }

  static func fork(_ call: PromptCommand.Call) -> Outcome { call.desk.fork(call.argument) }

  private static func position(_ desk: Desk) -> String {
    guard let name = desk.session.scenarioName else {
      return "you are in the programme itself; edits change it"
    }
    return "you are in \(name): everything is read there, and edits change the scenario; .out leaves it"
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

  // MARK: Changes

  /// What differs from the files: each path once, as it was and as it is.
  static func changes(_ call: PromptCommand.Call) -> Outcome {
    let session = call.desk.session
    var seen: Set<Session.Edit> = []
    var rows: [[Table.Cell]] = []
    for change in session.changes where seen.insert(Session.Edit(change.path, in: change.scenario)).inserted {
      // A new scenario is told as a whole.
      if let scenario = change.scenario, session.definitionsAsOpened.entity(named: scenario) == nil {
        continue
      }
      let before = text(change, session.definitionsAsOpened)
      let now = text(change, session.written)
      if before == now { continue }
      rows.append([.text(change.scenario ?? ""), .text(change.path), .text(before), .text(now)])
    }
    return Outcome([
      .answer(
        .table(
          Table(columns: ["in", "what", "in the file", "now"], rows: rows),
          ifEmpty: "nothing differs from the file"))
    ])
  }

  /// What stands at a path, on one line; empty when there is nothing.
  private static func text(_ change: Change, _ written: Definitions) -> String {
    var definitions = written
    if let scenario = change.scenario {
      guard let entity = written.entity(named: scenario) else { return "" }
      definitions = written.applying(entity).value
    }
    return definitions.statedText(at: change.path).onOneLine
  }
}
