// The words of units.

import RungModel
import RungSyntax
import Testing

@Suite struct UnitWordTests {
  @Test("the syntax knows the words that may stand after per")
  func perWords() {
    #expect(PerWords.all == Set(UnitWord.allCases.map(\.rawValue)))
  }
}
