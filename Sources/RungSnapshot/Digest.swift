// The identity of a text: the SHA-256 of its bytes.

import CDigest

package enum Digest {
  /// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
  package static func sha256(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeBufferPointer { buffer in
      // An empty array may have no address; the count is then 0 and nothing is read.
      var nothing: UInt8 = 0
      if let start = buffer.baseAddress {
        rung_sha256(start, buffer.count, &digest)
      } else {
        rung_sha256(&nothing, 0, &digest)
      }
    }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
