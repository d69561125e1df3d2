// What a run says, as one text.

import RungReport
import RungSession
import RungText

struct Transcript {
  private(set) var text = ""
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var answers: [Answer] = []
  private let style: AnswerStyle

  init(_ format: OutputFormat = .table) { style = AnswerStyle(format) }

  mutating func tell(_ report: Report) {
    switch report {
    case .answer(let answer):
      answers.append(answer)
      text += answer.rendered(style)
    case .diagnostics(let found):
      diagnostics += found
      text += DiagnosticRenderer(.short).rendered(found)
    case .notice(let notice): text += notice + "\n"
    }
  }

  mutating func tell(_ outcome: Outcome) {
    for report in outcome.reports { tell(report) }
  }
}

/// Runs a text as the only file of a project.
func run(_ text: String, files: MemoryFiles = MemoryFiles()) -> (
  text: String, status: RunStatus, diagnostics: [Diagnostic]
) {
  files.put("main.rung", Array(text.utf8))
  var transcript = Transcript()
  let status = Session(files: files, .file("main.rung")).run { transcript.tell($0) }
  return (transcript.text, status, transcript.diagnostics)
}
