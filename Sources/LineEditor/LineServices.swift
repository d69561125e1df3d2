// What a line editor asks of the language; it knows none itself. All offsets count UTF-8 bytes.

package enum Completeness: Equatable, Sendable {
  case complete
  /// The text goes on: a bracket is open, an operator lacks its operand.
  case incomplete
  /// The text goes on until a line of its own ends it; empty lines do not.
  case collecting
}

/// One thing that could stand at the cursor.
package struct Candidate: Equatable, Sendable {
  /// What is inserted.
  package let text: String
  /// One line of documentation, or nothing.
  package let note: String

  package init(_ text: String, note: String = "") {
    self.text = text
    self.note = note
  }
}

package struct Completions: Equatable, Sendable {
  /// The bytes of the text that a candidate replaces; the cursor stands in or beside them.
  package let replacing: Range<Int>
  /// In the order they are shown.
  package let candidates: [Candidate]

  package init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  package static func none(at cursor: Int) -> Completions {
    Completions(replacing: cursor..<cursor, candidates: [])
  }
}

package enum PaintStyle: Equatable, Sendable, CaseIterable {
  case keyword, kind, name, property, tag, number, unit, string, comment, mistake
}

package struct PaintedRange: Equatable, Sendable {
  package let range: Range<Int>
  package let style: PaintStyle

  package init(_ range: Range<Int>, _ style: PaintStyle) {
    self.range = range
    self.style = style
  }
}

/// What the call takes that the cursor stands in.
package struct CallHelp: Equatable, Sendable {
  /// `over(chance, span)`.
  package let text: String
  /// The bytes of `text` that stand for what is being typed.
  package let current: Range<Int>?
  /// One line of documentation.
  package let note: String

  package init(_ text: String, current: Range<Int>? = nil, note: String = "") {
    self.text = text
    self.current = current
    self.note = note
  }
}

/// The language's answers to a reader. Called on the reading thread, on every line or key: they must be
/// quick and may be given any text.
package struct LineServices {
  package let isComplete: (_ text: String) -> Completeness
  package let complete: (_ text: String, _ cursor: Int) -> Completions
  /// Ranges in ascending order, not overlapping.
  package let highlight: (_ text: String) -> [PaintedRange]
  /// Nil outside calls.
  package let callHelp: (_ text: String, _ cursor: Int) -> CallHelp?
  /// A row as the terminal is to get it; nothing that takes a column may be added.
  package let shown: (_ row: String) -> String

  package init(
    isComplete: @escaping (_ text: String) -> Completeness,
    complete: @escaping (_ text: String, _ cursor: Int) -> Completions = { .none(at: $1) },
    highlight: @escaping (_ text: String) -> [PaintedRange] = { _ in [] },
    callHelp: @escaping (_ text: String, _ cursor: Int) -> CallHelp? = { _, _ in nil },
    shown: @escaping (_ row: String) -> String = { $0 }
  ) {
    self.isComplete = isComplete
    self.complete = complete
    self.highlight = highlight
    self.callHelp = callHelp
    self.shown = shown
  }
}
