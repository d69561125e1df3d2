// Names that piped lines asked for before a later line declared them: why a file fed line by line fails.

import RungModel
import RungText

struct LateNames {
  /// Asked for, and where first.
  private var asked: [Place] = []

  mutating func note(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where diagnostic.code.id == DiagnosticCode.unknownName.id {
      guard diagnostic.place.source.name == Source.standardInput,
        !asked.contains(where: { $0.text == diagnostic.place.text })
      else { continue }
      asked.append(diagnostic.place)
    }
  }

  /// What to do, when one of them was declared in the end.
  func hint(_ definitions: Definitions) -> String? {
    guard let late = asked.first(where: { definitions.entity(named: $0.text) != nil }) else { return nil }
    return """
      "\(late.text)" was declared after line \(late.source.line(at: late.range.start)) had asked for it: lines are taken \
      one by one. A file whose order is free is read whole by `rung run FILE`, and lines between .paste and .end are \
      taken together
      """
  }
}
