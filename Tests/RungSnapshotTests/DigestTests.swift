// SHA-256.

import RungSnapshot
import Testing

@Suite("The digest of a text")
struct DigestTests {
  @Test("is SHA-256 as FIPS 180-4 and its examples have it")
  func vectors() {
    let examples = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ]
    for (text, digest) in examples { #expect(Digest.sha256(Array(text.utf8)) == digest) }
  }

  @Test("of a million times a is the one that the standard gives")
  func million() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(Digest.sha256(bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("is right for every length around the size of a block")
  func lengths() {
    // Made with Python 3: hashlib.sha256(b"".join(hashlib.sha256(b"x" * n).digest() for n in range(200)))
    var digests: [UInt8] = []
    for count in 0..<200 {
      let text = Array(Digest.sha256([UInt8](repeating: UInt8(ascii: "x"), count: count)).utf8)
      for index in stride(from: 0, to: 64, by: 2) {
        let pair = String(decoding: text[index..<index + 2], as: UTF8.self)
        digests.append(UInt8(pair, radix: 16) ?? 0)
      }
    }
    #expect(Digest.sha256(digests) == "f5e61141898898cdabae3590cb32e1901b40bdc59952302926213a44c105c129")
  }
}
