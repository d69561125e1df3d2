// What is wrong, where, why, and how to mend it.

/// A stable code with its page: `rung explain R0201` prints it, and tests run both examples.
package final class DiagnosticCode: Sendable, Hashable, CustomStringConvertible {
  /// `R` and four digits; never reused.
  package let id: String
  /// One line, lower case, no full stop: what is wrong.
  package let title: String
  /// A paragraph or two in plain English: what the rule is, why it is there, and how to mend it.
  package let why: String
  /// A whole script that gives this code (and no other error).
  package let wrong: String
  /// The same script, mended: checks without any diagnostic.
  package let right: String

  package init(_ id: String, title: String, why: String, wrong: String, right: String) {
    self.id = id
    self.title = title
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  package var description: String { id }
  package static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool { left.id == right.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

package enum Severity: String, Sendable, Comparable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// Replace the bytes of `range` in `source` by `replacement`.
package struct TextEdit: Hashable, Sendable {
  package let source: Source
  package let range: ByteRange
  package let replacement: String

  package init(_ place: Place, _ replacement: String) {
    source = place.source
    range = place.range
    self.replacement = replacement
  }
}

/// One likely repair.
package struct Fix: Hashable, Sendable {
  /// How a person is told: `did you mean "Veterans"?`
  package let text: String
  package let edits: [TextEdit]
  /// Whether `check --fix` may apply it unasked: it never changes what the author meant.
  package let isSafe: Bool

  /// A hint without an edit.
  package init(_ text: String) {
    self.text = text
    edits = []
    isSafe = false
  }

  package init(_ text: String, edits: [TextEdit], isSafe: Bool) {
    self.text = text
    self.edits = edits
    self.isSafe = isSafe
  }
}

/// A second place that matters to a diagnostic, with a few words on why.
package struct RelatedPlace: Hashable, Sendable {
  package let place: Place
  package let text: String

  package init(_ place: Place, _ text: String) {
    self.place = place
    self.text = text
  }
}

package struct Diagnostic: Hashable, Sendable {
  package let code: DiagnosticCode
  package let severity: Severity
  /// What is wrong in the user's words; lower case, no full stop.
  package let message: String
  package let place: Place
  package let related: [RelatedPlace]
  package let fixes: [Fix]

  package init(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String, at place: Place,
    related: [RelatedPlace] = [], fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.related = related
    self.fixes = fixes
  }

  /// An error.
  package init(
    _ code: DiagnosticCode, _ message: String, at place: Place, related: [RelatedPlace] = [],
    fixes: [Fix] = []
  ) {
    self.init(code, .error, message, at: place, related: related, fixes: fixes)
  }
}

/// A result with what was found on the way.
package struct Checked<Value> {
  package var value: Value
  package var diagnostics: [Diagnostic]

  package init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Checked: Sendable where Value: Sendable {}
