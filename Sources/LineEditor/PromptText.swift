// A prompt with colour escapes, as the two kinds of reader want it.

package struct PromptText {
  private enum Piece {
    case visible(Unicode.Scalar)
    case escape(String)
  }

  private let pieces: [Piece]

  /// Escapes are `ESC [ … letter`; any other control character is dropped.
  package init(_ text: String) {
    var pieces: [Piece] = []
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar.value < 0x20 || scalar.value == 0x7F else {
        pieces.append(.visible(scalar))
        continue
      }
      guard scalar.value == 0x1B, scalars.first == "[" else { continue }
      var escape = String(scalar)
      while let next = scalars.popFirst() {
        escape.unicodeScalars.append(next)
        if next != "[", (0x40...0x7E).contains(next.value) { break }
      }
      pieces.append(.escape(escape))
    }
    self.pieces = pieces
  }

  /// Without the escapes.
  package var visible: String {
    var text = ""
    for case .visible(let scalar) in pieces { text.unicodeScalars.append(scalar) }
    return text
  }

  /// Escapes between \1 and \1. libedit loses an escape that closes the prompt, so the last visible
  /// character (a space, as a rule) changes places with it.
  package var forEditor: String {
    var ordered = pieces
    if let last = ordered.lastIndex(where: Self.isVisible), last < ordered.count - 1 {
      ordered.append(ordered.remove(at: last))
    }
    var text = ""
    for piece in ordered {
      switch piece {
      case .visible(let scalar): text.unicodeScalars.append(scalar)
      case .escape(let escape): text += "\u{1}\(escape)\u{1}"
      }
    }
    return text
  }

  private static func isVisible(_ piece: Piece) -> Bool {
    switch piece {
    case .visible: true
    case .escape: false
    }
  }
}
