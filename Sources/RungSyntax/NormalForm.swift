// Names are in Unicode's composed form (NFC). The check is for names beyond ASCII only.

import RungText

enum NormalForm {
  /// The name composed, where it is not; nil where it is.
  ///
  /// The standard library compares strings by canonical equivalence but does not offer the composed form, so
  /// a pair of a letter and a mark is looked up among the composed letters of the scripts that have them.
  static func composed(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    var result: [Unicode.Scalar] = []
    var didChange = false
    for scalar in scalars {
      if let last = result.last, mayCombine(scalar), let whole = composition(last, scalar) {
        result[result.count - 1] = whole
        didChange = true
      } else {
        result.append(scalar)
      }
    }
    guard didChange else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: result)
    return String(view)
  }

  private static func mayCombine(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered || (0x1161...0x11C2).contains(scalar.value)
      || scalar.properties.generalCategory == .spacingMark
  }

  private static func composition(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    if let syllable = hangul(first, second) { return syllable }
    let pair = String(String.UnicodeScalarView([first, second]))
    for block in composedBlocks {
      for value in block {
        // Most composed letters have the length of no other in the pair's script; comparing is cheap enough.
        if let candidate = Unicode.Scalar(value), String(candidate) == pair { return candidate }
      }
    }
    return nil
  }

  /// The Unicode Standard, chapter 3.12: syllables are numbered by their parts.
  private static func hangul(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    let lead = first.value, tail = second.value
    if (0x1100...0x1112).contains(lead), (0x1161...0x1175).contains(tail) {
      return Unicode.Scalar(0xAC00 + ((lead - 0x1100) * 21 + tail - 0x1161) * 28)
    }
    if (0xAC00...0xD7A3).contains(lead), (lead - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(tail) {
      return Unicode.Scalar(lead + tail - 0x11A7)
    }
    return nil
  }

  /// Blocks with letters that have a mark of their own: Latin, Greek, Cyrillic, Arabic, Indic scripts, Kana.
  private static let composedBlocks: [ClosedRange<UInt32>] = [
    0xC0...0x233, 0x1E00...0x1EF9, 0x385...0x3D4, 0x400...0x4F9, 0x1F00...0x1FFC, 0x622...0x6D3,
    0x929...0xDDE,
    0x1026...0x1026, 0x304C...0x30FE,
  ]
}

extension SyntaxProblems {
  func checkNormalForm(_ range: ByteRange) {
    let name = text(range)
    guard let composed = NormalForm.composed(name) else { return }
    add(
      .notNormal, "the name \"\(short(range))\" is spelled with separate accents", range, severity: .warning,
      fixes: [fix("write it with composed letters", range, composed, isSafe: true)])
  }
}
