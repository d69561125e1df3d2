// The name of a snapshot: also the name of its file, on every system.

package struct SnapshotName: Hashable, Sendable {
  package enum Fault: Error, Hashable, Sendable {
    case isEmpty
    case isTooLong
    case hasCharacter(Character)
    /// With a space or a dot.
    case begins(Character)
    case ends(Character)
    /// `con`, `nul` and others name devices where the project may be checked out.
    case isReserved
    case hasFileEnding
  }

  package static let characterLimit = 100
  private static let byteLimit = 200  // file systems allow 255, the ending included
  private static let reserved: Set<String> = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  ]

  package let text: String

  /// Letters and digits of any script, `-`, `_`, `.` and spaces.
  package init(_ text: String) throws(Fault) {
    guard let first = text.first, let last = text.last else { throw .isEmpty }
    if let bad = text.first(where: { !$0.unicodeScalars.allSatisfy(SnapshotName.isAllowed) }) {
      throw .hasCharacter(bad)
    }
    if text.count > SnapshotName.characterLimit || text.utf8.count > SnapshotName.byteLimit {
      throw .isTooLong
    }
    if first == " " || first == "." { throw .begins(first) }
    if last == " " || last == "." { throw .ends(last) }
    let folded = text.lowercased()
    if folded.hasSuffix(".rung") { throw .hasFileEnding }
    let stem = folded.prefix { $0 != "." }
    if SnapshotName.reserved.contains(String(stem)) { throw .isReserved }
    self.text = text
  }

  package var fileName: String { text + ".rung" }

  /// Whether some file systems would take both for one name.
  package func isSameFile(as other: SnapshotName) -> Bool { text.lowercased() == other.text.lowercased() }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", " ": return true
      default: return false
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber:
      return true
    default: return false
    }
  }
}
