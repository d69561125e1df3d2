// How completions are inserted and listed, and prompts dressed.

import LineEditor
import Testing

@Suite("completion lists")
struct CompletionListTests {
  init() { _ = Terminal.useUTF8() }

  private func candidates(_ texts: String...) -> [Candidate] { texts.map { Candidate($0) } }

  @Test("what all candidates share, in whole characters")
  func shared() {
    #expect(CompletionList.commonPrefix(candidates("mentees", "mentoring", "mentored-by")) == "ment")
    #expect(CompletionList.commonPrefix(candidates("süd", "sül")) == "sü")
    #expect(CompletionList.commonPrefix(candidates("e\u{301}a", "ea")) == "")
    #expect(CompletionList.commonPrefix([]) == "")
  }

  @Test("a line each with documentation, cut to the screen's width")
  func documented() {
    let page = CompletionList.page(
      [Candidate("size", note: "how many people enter"), Candidate("starts", note: "its first day")],
      columns: 24, rows: 24)
    #expect(page == "size    how many peopl…\nstarts  its first day\n")
  }

  @Test("in columns, read downwards, when there is no documentation")
  func columns() {
    let page = CompletionList.page(candidates("a", "b", "c", "d", "北京"), columns: 14, rows: 24)
    #expect(page == "a     c     北京\nb     d\n" || page == "a     d\nb     北京\nc\n")
  }

  @Test("what does not fit on the screen is counted")
  func tooMany() {
    let many = (100..<400).map { Candidate("name\($0)", note: "documentation") }
    let lines = CompletionList.page(many, columns: 40, rows: 10).split(separator: "\n")
    #expect(lines.count == 8)
    #expect(lines.last == "… and 272 more")
  }

  @Test("a screen too small for anything still gets a list")
  func tiny() {
    #expect(CompletionList.page(candidates("abc", "abd"), columns: 2, rows: 1) == "…\n… and 1 more\n")
  }
}

@Suite("prompts")
struct PromptTextTests {
  @Test("every character has the colour that is in force")
  func styled() {
    func colours(_ text: String) -> [String] { PromptText(text).styled.map { "\($0.0)\($0.style)" } }
    #expect(colours("r> ") == ["r", ">", " "])
    #expect(colours("\u{1B}[32mr>\u{1B}[0m ") == ["r32", ">32", " "])
    #expect(colours("\u{1B}[1m\u{1B}[32mr\u{1B}[m>") == ["r1;32", ">"])
  }

  @Test("the plain text has neither escapes nor control characters")
  func visible() {
    #expect(PromptText("\u{1B}[1;32mrung\u{7}>\u{1B}[0m ").visible == "rung> ")
    #expect(PromptText("a\u{1B}").visible == "a")
    #expect(PromptText("a\u{1B}[").visible == "a")
  }

  @Test("columns count what is seen")
  func columns() {
    _ = Terminal.useUTF8()
    #expect(Terminal.columns(of: "\u{1B}[1mab\u{1B}[0m") == 2)
    #expect(Terminal.columns(of: "北京") == 4)
  }
}
