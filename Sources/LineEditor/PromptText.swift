// A prompt with colour escapes, as the two kinds of reader want it: without them, or character by character.

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

  /// Each visible character with the parameters of the colour it has.
  package var styled: [(Unicode.Scalar, style: String)] {
    var style = ""
    var styled: [(Unicode.Scalar, style: String)] = []
    for piece in pieces {
      switch piece {
      case .visible(let scalar): styled.append((scalar, style))
      case .escape(let escape):
        guard escape.hasSuffix("m") else { continue }
        let parameters = escape.dropFirst(2).dropLast()
        style = parameters.isEmpty || parameters == "0" ? "" : (style.isEmpty ? "" : style + ";") + parameters
      }
    }
    return styled
  }
}
