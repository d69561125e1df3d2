// Drawing characters said otherwise: in words, in ASCII.

import RungText
import Testing

@Suite struct DrawingTests {
  @Test(
    "what is drawn goes, and a range before it is said",
    arguments: [
      ("62 (48 to 77) ▁▃▇▅▁", "62 (nine of ten between 48 and 77)"),
      (
        "[1 (0 to 2) ▁█▁, 5 (4 to 6) █]", "[1 (nine of ten between 0 and 2), 5 (nine of ten between 4 and 6)]"
      ),
      ("Lead ███▌", "Lead"), ("   ██│███  ", ""), ("a\n███ \nb", "a\n\nb"), ("(now) ▁▂", "(now)"),
      ("│ Grow │", " Grow"), ("⠓⠑", ""), ("Zürich – 3 → 4 …", "Zürich – 3 → 4 …"), ("", ""),
    ])
  func words(text: String, said: String) {
    #expect(Drawing.inWords(text) == said)
    #expect(!Drawing.isIn(Drawing.inWords(text)))
  }

  @Test(
    "our own signs have a spelling in ASCII, letters of users stay",
    arguments: [
      ("▁▂▃▄▅▆▇█", "_.-:=+*#"), ("Spring → now …", "Spring -> now ..."), ("5 ± 1 · ok", "5 +- 1 - ok"),
      ("Zürich “so”", "Zürich \"so\""), ("─│┼", "-|+"), ("plain", "plain"),
    ])
  func ascii(text: String, spelled: String) { #expect(Drawing.inASCII(text) == spelled) }
}
