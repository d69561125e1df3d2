// Text from outside made safe to print: nothing invisible, nothing that moves the cursor or turns the
// reading direction.

package enum VisibleText {
  /// `text` on one line, with every control, bidirectional control and invisible character shown by a
  /// picture (`␛`) or its number (`<U+202E>`).
  package static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    for character in text { result += shown(character) }
    return result
  }

  /// The lines of `text`, each as `line` shows it.
  package static func lines(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return [text] }
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .map { line(String($0)) }
  }

  /// One character as it may be printed.
  package static func shown(_ character: Character) -> String {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return String(character) }
    let scalars = character.unicodeScalars
    guard scalars.contains(where: isHidden) else { return String(character) }
    var result = ""
    var isFlag = false
    for scalar in scalars {
      // Tag characters spell the flags of England, Scotland and Wales after a black flag.
      if scalar.value == 0x1F3F4 { isFlag = true }
      let isTagOfFlag = isFlag && (0xE0020...0xE007F).contains(scalar.value)
      result += isHidden(scalar) && !isTagOfFlag ? shown(scalar) : String(Character(scalar))
    }
    return result
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    let value = scalar.value
    if value < 0x20, let picture = Unicode.Scalar(0x2400 + value) { return String(Character(picture)) }
    if value == 0x7F { return "␡" }
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  /// Whether a reader could not see the scalar or what it does. The joiners and variation selectors that
  /// ordinary words and emoji need are left alone.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0xA0 { return value < 0x20 || value >= 0x7F }
    switch value {
    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0: return false  // joiner, fillers, vowels
    case 0x180B...0x180F, 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return false
    case 0x2028, 0x2029: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
