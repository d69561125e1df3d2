// Manifests of every age can be read, and say what was written.

import RungSnapshot
import Testing

@Suite("Manifests of snapshots")
struct SnapshotManifestTests {
  private static let digest = Digest.sha256(Array("rung 1\n".utf8))

  private func manifest(_ name: String) throws -> SnapshotManifest {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return SnapshotManifest(
      try DurableFile.read(root + "/Tests/Specs/snapshots/manifests/\(name).manifest"))
  }

  @Test("those of before authors were noted load, and have none")
  func old() throws {
    let found = try manifest("before-authors")
    #expect(!found.isDamaged)
    let record = try #require(found.record(of: Self.digest))
    #expect(record.author == "")
    #expect(record.programme == "ladder.rung")
    #expect(record.parent?.name == "Spring")
    #expect(record.lineage.count == 2)
    #expect(record.note == "as agreed\nin May")
  }

  @Test("those of now say who saved the snapshot")
  func new() throws {
    let found = try manifest("with-author")
    #expect(found.record(of: Self.digest)?.author == "Ann Example")
    #expect(found.bytes == SnapshotManifest(found.bytes).bytes)
  }

  @Test("a word that a later version has added does no harm")
  func later() throws {
    let found = try manifest("of-a-later-version")
    #expect(!found.isDamaged)
    #expect(found.record(of: Self.digest)?.author == "Ann Example")
  }

  @Test("every changed byte of a record is noticed")
  func damaged() throws {
    let record = SnapshotRecord(
      digest: Self.digest, programme: "a.rung", edition: 1, saved: "2026-11-01T10:00:00Z",
      author: "Ann \"A\" Example\\\n", note: "n")
    let whole = SnapshotManifest([record])
    #expect(SnapshotManifest(whole.bytes).records == [record])
    let start = whole.bytes.count - record.sealedText.utf8.count
    // One sign for the end of a line is as good as another.
    for position in start..<whole.bytes.count - 1 where whole.bytes[position] != 0x0A {
      var bytes = whole.bytes
      bytes[position] ^= 0x01
      #expect(SnapshotManifest(bytes).isDamaged, "\(position)")
    }
  }
}
