// The figures of a number token, whatever its separators and digits: `1_200`, `900 000`, `3,5`, `1.200,50`.

import RungText

package enum NumberText {
  /// ASCII digits with at most one `.`, as the number is understood. Of a token spelled as the grammar says,
  /// its bytes without `_`.
  package static func plain(_ bytes: some Collection<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }) {
      return bytes.filter { $0 != UInt8(ascii: "_") }
    }
    return damaged(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func damaged(_ scalars: String.UnicodeScalarView) -> [UInt8] {
    var result: [UInt8] = []
    /// Points and commas, and where in `result` each stood.
    var separators: [(scalar: Unicode.Scalar, at: Int)] = []
    for scalar in scalars {
      if let digit = scalar.decimalDigit {
        result.append(UInt8(ascii: "0") + digit)
      } else if scalar == "," || scalar == "." || scalar == "\u{66B}" {
        separators.append((scalar, result.count))
      }
    }
    guard let last = separators.last else { return result }
    let isRepeated = separators.dropLast().contains { $0.scalar == last.scalar }
    // One comma before exactly three digits separates thousands: `1,200`.
    let isThousands =
      last.scalar == "," && separators.count == 1 && result.count - last.at == 3
      && last.at <= 3 && result.first != UInt8(ascii: "0")
    if !isRepeated, !isThousands { result.insert(UInt8(ascii: "."), at: last.at) }
    return result
  }
}

extension SyntaxTree {
  /// The figures of a number token: ASCII digits with at most one `.`.
  package func numberText(_ token: TokenIndex) -> [UInt8] {
    NumberText.plain(source.bytes[range(ofToken: token).bounds])
  }

  /// The code a currency sign stands for; nil of any other token.
  package func currencyCode(ofToken token: TokenIndex) -> String? {
    guard tokens.kinds[token] == .currencySign, let scalar = text(ofToken: token).unicodeScalars.first else {
      return nil
    }
    return CurrencySign(scalar)?.code
  }

  /// The unit of a `quantity` node: `%`, a name, or the code of a currency sign on either side of the number.
  package func unitText(ofQuantity node: NodeIndex) -> String? {
    guard nodes[node].kind == .quantity else { return nil }
    for token in Int(nodes[node].first)..<Int(nodes[node].end) where tokens.kinds[token] != .number {
      return currencyCode(ofToken: token) ?? text(ofToken: token)
    }
    return nil
  }
}
