// Language tags: BCP 47 (RFC 5646), checked as far as a misspelling is likely.

package enum LanguageTag {
  /// ISO 639-1: the two-letter codes in use.
  private static let twoLetter: Set<Substring> = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na \
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(separator: " "))

  /// Two letters of ISO 639-1, or three letters (of which there are thousands; any is taken), then subtags of
  /// one to eight letters or digits: `sw`, `pt-BR`, `es-419`, `arz`.
  package static func isKnown(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard let language = parts.first else { return false }
    let isKnown =
      language.count == 2
      ? twoLetter.contains(language)
      : language.count == 3 && language.utf8.allSatisfy { (97...122).contains($0) }
    return isKnown
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.utf8.count) && part.utf8.allSatisfy(isLetterOrDigit)
      }
  }

  /// The same of two bytes, by a table of the 26 × 26 pairs.
  static func isTwoLetterKnown(_ first: UInt8, _ second: UInt8) -> Bool {
    guard (97...122).contains(first), (97...122).contains(second) else { return false }
    return pairs[Int(first - 97) * 26 + Int(second - 97)]
  }

  private static let pairs: [Bool] = {
    var table = [Bool](repeating: false, count: 26 * 26)
    for code in twoLetter {
      let bytes = Array(code.utf8)
      table[Int(bytes[0] - 97) * 26 + Int(bytes[1] - 97)] = true
    }
    return table
  }()

  package static var suggestions: [String] { twoLetter.sorted().map(String.init) }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
