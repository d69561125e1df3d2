// How long the prompt takes to complete, to paint and to say what a call takes, in a large programme.

import LineEditor
import RungPrompt
import RungSession

/// Of each place the median and the slowest of many turns, in milliseconds.
func prompt(_ path: String) {
  let desk = Desk(files: DiskFiles(), path: path, isTyped: true)
  let services = Prompt(desk, PromptScreen(tell: { _ in }), fileNames: { _ in [] }).services
  print("declarations \(desk.definitions.entities.count)")
  let places = [
    ("statement", "sho"), ("name", "M4242"), ("many_names", "show M"), ("expression", "let X = "),
    ("member", "show M77."), ("value", "stage A { mentored-by: "), ("unit", "stage A { duration: 6 "),
    ("observable", "target T = comp"), ("topic", ".show M9"),
  ]
  let first = now()
  _ = services.complete("M", 1)
  print("index_ms \(now() - first)")
  for (name, text) in places { measure("complete_\(name)") { _ = services.complete(text, text.utf8.count) } }
  var edits = 0
  // After an edit the names are compared with those that are known.
  measure("complete_after_edit", turns: 15) {
    edits += 1
    _ = desk.evaluate("Veterans.count = \(edits)")
  } then: {
    _ = services.complete("show M", 6)
  }
  let line = "stage Alumni { after: Grow; duration: 6 months; completion: 70% to 85%; note: \"x\" }"
  measure("highlight_line") { _ = services.highlight(line) }
  measure("help_line") { _ = services.callHelp("target T = share(completed(Grow), region: ", 42) }
  let long = String(repeating: line + "\n", count: 300)
  measure("highlight_300_lines") { _ = services.highlight(long) }
}

private func measure(
  _ name: String, turns: Int = 31, _ prepare: () -> Void = {}, then work: () -> Void
) {
  var times: [Double] = []
  for _ in 0..<turns {
    prepare()
    let start = now()
    work()
    times.append(now() - start)
  }
  times.sort()
  print("\(name)_ms \(times[turns / 2])")
  print("\(name)_slowest_ms \(times[turns - 1])")
}

private func measure(_ name: String, _ work: () -> Void) { measure(name, then: work) }
