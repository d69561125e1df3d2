// What to do about an unknown name after `show`, `explain` and the other words that ask about something: who asks about
// a thing does not want to declare it, so the next step is a name that is there.

import RungModel
import RungText

extension Diagnostic {
  /// Of an unknown name for which nothing near was found: the next step names what there is.
  package func askingAboutIt(atPrompt: Bool) -> Diagnostic {
    guard fixes.count == 1, let only = fixes.first, only.edits.isEmpty,
      code.id == DiagnosticCode.unknownName.id && only.text.hasPrefix("declare")
        || code.id == DiagnosticCode.nothingLogged.id && only.text.hasPrefix("name it")
    else { return self }
    let known = only.text.firstRange(of: "name what there is: ").map { only.text[$0.lowerBound...] }
    let text: String
    switch (known, atPrompt) {
    case (let known?, _): text = String(known)
    case (nil, true): text = ".list shows what is declared"
    case (nil, false): text = "name something that is declared"
    }
    return Diagnostic(code, severity, message, at: place, related: related, fixes: [Fix(text)])
  }
}

extension Outcome {
  package func askingAboutIt(atPrompt: Bool) -> Outcome {
    var outcome = self
    outcome.reports = reports.map { report in
      guard case .diagnostics(let found) = report else { return report }
      return .diagnostics(found.map { $0.askingAboutIt(atPrompt: atPrompt) })
    }
    return outcome
  }
}
