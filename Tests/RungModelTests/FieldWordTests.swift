// Words of the field that the language says otherwise.

import RungModel
import Testing

@Suite struct FieldWordTests {
  @Test("every word leads to a kind")
  func targets() {
    for (word, kind) in FieldWords.kinds {
      #expect(Schema.rung.kind(named: kind) != nil, "\(word): \(kind)")
    }
  }

  @Test("no word is itself a kind, or many of one")
  func keys() {
    for word in FieldWords.kinds.keys {
      #expect(Schema.rung.kind(named: word) == nil, "\(word)")
      #expect(Schema.rung.kind(ofCollection: word) == nil, "\(word)")
    }
  }

  @Test("capitals and one or many do not matter")
  func spelling() {
    #expect(FieldWords.kind(for: "Donors") == "fund")
    #expect(FieldWords.kind(for: "lesson") == "module")
    #expect(FieldWords.kind(for: "wibble") == nil)
  }

  @Test("a share who stay is known as one")
  func staying() throws {
    let pool = try #require(Schema.rung.kind(named: "pool"))
    let retention = try #require(Schema.rung.property(of: pool, named: "retention"))
    #expect(Schema.rung[retention].countsThoseWhoStay)
  }
}
