// What a person reads first: what is open, how much is in it, and what is wrong with it.

import RungModel
import RungSession
import RungText

package enum Greeting {
  /// `version`: `rung 1.0.0`.
  ///
  /// - Parameter isPlain: lines are read as the terminal gives them, without an editor.
  package static func banner(
    of desk: Desk, version: String, problems: [Diagnostic], isPlain: Bool
  ) -> String {
    let completion = isPlain ? "Tab and Enter list what could follow" : "Tab completes"
    return version + " · " + programme(of: desk, problems: problems)
      + "\n.help lists what can be typed, ?word says what a word means, \(completion), Ctrl-D leaves"
  }

  /// `ladder.rung: 31 declarations, no problems`.
  static func programme(of desk: Desk, problems: [Diagnostic]) -> String {
    guard let path = desk.path else { return "an empty programme" }
    let count = desk.definitions.present.count
    return "\(path): \(Counted.noun(count, "declaration")), \(Diagnostic.summary(problems))"
  }
}
