// The diagnostics of one text while it is read. Lexer and parser add to it; a text that is no Rung at all
// does not fill the memory with them.

import RungText

final class SyntaxProblems {
  /// More are counted, not kept.
  static let most = 1000
  /// Places that one fix mends; what is more is mended the next time.
  static let mostEdits = 100_000

  let source: Source
  private var found: [Diagnostic] = []
  private(set) var isFull = false

  /// Blanks and invisible characters that are not the space bar's, with what replaces them: one diagnostic in
  /// all.
  private(set) var blanks: [(ByteRange, String)] = []
  /// Line ends that are not a text file's: one diagnostic in all.
  private(set) var lineEnds: [ByteRange] = []
  /// The comment that is being read holds a bidirectional control.
  var sawBidi = false

  init(_ source: Source) { self.source = source }

  func place(_ range: ByteRange) -> Place { Place(source, range) }
  /// Nothing once there are too many problems: texts are for messages.
  func text(_ range: ByteRange) -> String { isFull ? "" : source.text(range) }

  func add(_ diagnostic: @autoclosure () -> Diagnostic) {
    guard found.count < SyntaxProblems.most else {
      isFull = true
      return
    }
    found.append(diagnostic())
  }

  func add(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, _ range: ByteRange,
    severity: Severity = .error,
    related: [RelatedPlace] = [], fixes: @autoclosure () -> [Fix] = []
  ) {
    var steps = fixes()
    if steps.isEmpty, let step = code.nextStep { steps = [Fix(step)] }
    add(Diagnostic(code, severity, message(), at: place(range), related: related, fixes: steps))
  }

  /// Forgets what the lexer found about a sign, because the parser knows better what was meant.
  func forget(_ range: ByteRange) {
    if let index = found.lastIndex(where: { $0.place.range == range }) { found.remove(at: index) }
  }

  func addBlank(_ range: ByteRange, means plain: String) {
    if blanks.count < SyntaxProblems.mostEdits { blanks.append((range, plain)) }
  }

  func addLineEnd(_ range: ByteRange) {
    if lineEnds.count < SyntaxProblems.mostEdits { lineEnds.append(range) }
  }

  /// By place in the text; at the same place in the order they were found.
  func inOrder() -> [Diagnostic] {
    if !blanks.isEmpty { foreignBlanks() }
    if !lineEnds.isEmpty { foreignLineEnds() }
    if isFull, let last = found.last {
      found.append(
        Diagnostic(
          .tooManyProblems, .error, "there are more problems; mend these first", at: last.place,
          fixes: DiagnosticCode.tooManyProblems.nextStep.map { [Fix($0)] } ?? []))
    }
    return found.enumerated().sorted { left, right in
      (left.element.place.range.start, left.offset) < (right.element.place.range.start, right.offset)
    }.map(\.element)
  }

  func replace(_ range: ByteRange, _ replacement: String) -> TextEdit { TextEdit(place(range), replacement) }

  /// A repair that is one replacement.
  func fix(_ text: String, _ range: ByteRange, _ replacement: String, isSafe: Bool) -> Fix {
    Fix(text, edits: [replace(range, replacement)], isSafe: isSafe)
  }
}
