// Every code of every room, each once.

import RungAnalysis
import RungMatch
import RungModel
import RungSnapshot
import RungSyntax
import RungText

package enum DiagnosticRegistry {
  /// By code.
  package static let all: [DiagnosticCode] =
    (SyntaxCodes.all + DiagnosticCode.definitionCodes + DiagnosticCode.analysisCodes + PeopleErrors.codes
    + DiagnosticCode.ofFiles + DiagnosticCode.ofSnapshots + DiagnosticCode.ofSession
    + DiagnosticCode.ofMatching + DiagnosticCode.ofForecasts + DiagnosticCode.ofCommandLine
    + DiagnosticCode.ofVersions)
    .sorted { $0.id < $1.id }

  /// The code as a person types it: `r201` is R0201. `more`: those of rooms above this one.
  package static func code(_ text: String, more: [DiagnosticCode] = []) -> DiagnosticCode? {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    let rest = text.filter { !($0.isASCII && $0.isNumber) }
    guard rest.isEmpty || rest.lowercased() == "r", !digits.isEmpty, digits.count <= 4 else { return nil }
    let id = "R" + String(repeating: "0", count: 4 - digits.count) + digits
    return (all + more).first { $0.id == id }
  }
}
