// Names are in Unicode's composed form (NFC). The check is for names beyond ASCII only.

import RungText

package enum NormalForm {
  /// The name composed, where it is not; nil where it is.
  ///
  /// The standard library compares strings by canonical equivalence but does not offer the composed form, so
  /// a pair of a letter and a mark is looked up among the composed letters of the scripts that have them.
  package static func composed(_ text: String) -> String? {
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

  /// Some character is a mark or a part of a syllable.
  static func mayNeedComposing(_ base: UnsafePointer<UInt8>, _ range: ByteRange) -> Bool {
    var offset = Int(range.start)
    while offset < Int(range.end) {
      let decoded = DecodedScalar(base, at: offset, end: Int(range.end))
      if decoded.scalar.value >= 0x300, !decoded.scalar.isCommonLetter, mayCombine(decoded.scalar) {
        return true
      }
      offset += max(decoded.length, 1)
    }
    return false
  }

  private static func mayCombine(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered || (0x1161...0x11C2).contains(scalar.value)
      || scalar.properties.generalCategory == .spacingMark
  }

  private static func composition(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    hangul(first, second) ?? composedLetters[String(String.UnicodeScalarView([first, second]))]
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

  /// Each composed letter by its own text: a pair finds it, because equal strings have equal hashes however they
  /// are spelled. Built once, in about a millisecond, when a name first has a mark.
  private static let composedLetters: [String: Unicode.Scalar] = {
    var letters: [String: Unicode.Scalar] = [:]
    for block in composedBlocks {
      for value in block {
        if let letter = Unicode.Scalar(value) { letters[String(letter)] = letter }
      }
    }
    return letters
  }()

  /// Where Unicode has letters that are a letter and a mark, without those that NFC takes apart again (from the
  /// Unicode Character Database, fields Decomposition_Mapping and Full_Composition_Exclusion).
  private static let composedBlocks: [ClosedRange<UInt32>] = [
    0xC0...0x17E, 0x1A0...0x1B0, 0x1CD...0x233, 0x385...0x386, 0x388...0x390, 0x3AA...0x3B0, 0x3CA...0x3D4,
    0x400...0x419, 0x439...0x477, 0x4C1...0x4F9, 0x622...0x626, 0x6C0...0x6D3, 0x929...0x934, 0x9CB...0x9CC,
    0xB48...0xB4C, 0xB94...0xB94, 0xBCA...0xBCC, 0xC48...0xC48, 0xCC0...0xCCB, 0xD4A...0xD4C, 0xDDA...0xDDE,
    0x1026...0x1026, 0x1B06...0x1B12, 0x1B3B...0x1B43, 0x1E00...0x1F70, 0x1F72...0x1F72, 0x1F74...0x1F74,
    0x1F76...0x1F76, 0x1F78...0x1F78, 0x1F7A...0x1F7A, 0x1F7C...0x1F7C, 0x1F80...0x1FBA, 0x1FBC...0x1FBC,
    0x1FC2...0x1FC8, 0x1FCA...0x1FCA, 0x1FCC...0x1FCC, 0x1FD0...0x1FD2, 0x1FD6...0x1FDA, 0x1FE0...0x1FE2,
    0x1FE4...0x1FEA, 0x1FEC...0x1FEC, 0x1FF2...0x1FF8, 0x1FFA...0x1FFA, 0x1FFC...0x1FFC, 0x304C...0x30FE,
    0x1109A...0x110AB, 0x1112E...0x1112F, 0x1134B...0x1134C, 0x114BB...0x114BE, 0x115BA...0x115BB,
    0x11938...0x11938,
  ]
}

extension SyntaxProblems {
  func checkNormalForm(_ base: UnsafePointer<UInt8>, _ range: ByteRange) {
    // Below U+0300, whose first byte is 0xCC, nothing combines.
    guard !isFull, range.bounds.contains(where: { base[$0] >= 0xCC }),
      NormalForm.mayNeedComposing(base, range)
    else { return }
    guard let composed = NormalForm.composed(text(range)) else { return }
    add(
      .notNormal, "the name \"\(short(range))\" is spelled with separate accents", range, severity: .warning,
      fixes: [fix("write it with composed letters", range, composed, isSafe: true)])
  }
}
