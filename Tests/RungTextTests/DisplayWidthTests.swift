// Columns in a terminal.

import RungText
import TestSupport
import Testing

@Suite("The width of text in a terminal")
struct DisplayWidthTests {
  @Test(
    "is what a terminal draws",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("😀", 2), ("👩‍👩‍👧‍👧", 2), ("🇰🇪", 2), ("👍🏽", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
      ("カ", 2), ("ｶ", 1), ("Ａ", 2), ("שלום", 4), ("السلام", 6), ("ก็", 1), ("€", 1), ("—", 1), ("\u{200B}", 0),
      ("\u{7}", 0), ("\u{85}", 0), ("क्ष", 2), ("𠀀", 2), ("\u{10FFFF}", 1), ("🏴\u{E0067}\u{E0062}\u{E007F}", 2),
    ])
  func width(of text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns, "\(text)")
  }

  @Test("a text is cut before the character that does not fit, and a mark stands for the rest")
  func truncation() {
    #expect(DisplayWidth.truncated("Governance", to: 10) == "Governance")
    #expect(DisplayWidth.truncated("Governance", to: 9) == "Governan…")
    #expect(DisplayWidth.truncated("漢字漢字", to: 6) == "漢字…")
    #expect(DisplayWidth.truncated("漢字", to: 1) == "…")
    #expect(DisplayWidth.truncated("漢字", to: 0) == "")
    #expect(DisplayWidth.truncated("Governance", to: 6, mark: "...") == "Gov...")
  }

  @Test("padding counts columns, not characters")
  func padding() {
    #expect(DisplayWidth.padded("漢", to: 4) == "漢  ")
    #expect(DisplayWidth.padded("漢", to: 4, .right) == "  漢")
    #expect(DisplayWidth.padded("ab", to: 5, .centre) == " ab  ")
    #expect(DisplayWidth.padded("abc", to: 2) == "abc")
  }

  @Test("truncating and padding never exceed or miss the width, whatever the text")
  func anyText() {
    var random = SeededRandom(11)
    for _ in 0..<2_000 {
      let text = random.text(random.below(30))
      let columns = random.below(24)
      let cut = DisplayWidth.truncated(text, to: columns)
      #expect(DisplayWidth.of(cut) <= columns)
      // Characters that meet may join, so that the sum of the parts can only be more.
      #expect(DisplayWidth.of(DisplayWidth.padded(cut, to: columns)) == columns)
    }
  }
}

@Suite("Text made visible")
struct VisibleTextTests {
  @Test("controls become pictures, bidirectional controls and invisible characters their numbers")
  func controls() {
    #expect(VisibleText.line("a\u{1B}[31mb\n") == "a␛[31mb␊")
    #expect(VisibleText.line("x\u{202E}y") == "x<U+202E>y")
    #expect(VisibleText.line("x\u{200B}y\u{85}\u{2028}") == "x<U+200B>y<U+0085><U+2028>")
    #expect(VisibleText.line("a\u{E0041}") == "a<U+E0041>")
    #expect(VisibleText.lines("a\nb\r\nc") == ["a", "b", "c"])
  }

  @Test("ordinary words, emoji and flags stay as they are")
  func ordinary() {
    for text in [
      "Café", "👩‍👩‍👧‍👧", "می‌خواهم", "✔\u{FE0F}", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    ] {
      #expect(VisibleText.line(text) == text)
    }
  }
}
