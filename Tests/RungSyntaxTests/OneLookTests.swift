// The programme of the language's first page is clean, and its tree has the shapes others rely on.

import RungSyntax
import RungText
import TestSupport
import Testing

@Suite("The one look")
struct OneLookTests {
  @Test("the programme and its verbs parse without a diagnostic")
  func isClean() {
    #expect(problems(OneLook.programme) == [])
    #expect(problems(OneLook.verbs) == [])
  }
}
