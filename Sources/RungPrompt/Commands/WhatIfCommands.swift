// `.in`, `.out` and `.fork`: what if, side by side with the programme as it is.

import RungModel
import RungReport
import RungSession

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
    let kind = written.schema.kind(named: "scenario")
    let scenarios = kind.map { KindOrder(session.evaluator).declarations(of: $0) } ?? []
    let rows = (base + scenarios.map { (written.name(of: $0), written.titleText(of: $0) ?? "") }).map {
      [Table.Cell.text($0.0 == active ? "*" : ""), .text($0.0), .text($0.1)]
    }
    return .table(Table(columns: ["", "scenario", "title"], rows: rows), ifEmpty: "")
  }
}
