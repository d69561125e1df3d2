// How diagnostics are printed.

import RungText
import TestSupport
import Testing

@Suite("A diagnostic is printed")
struct DiagnosticRendererTests {
  static let code = DiagnosticCode("R0201", title: "no such name", why: "", wrong: "", right: "")
  static let later = DiagnosticCode("R0305", title: "units differ", why: "", wrong: "", right: "")

  private let ladder = Source(
    name: "ladder.rung",
    text: String(repeating: "\n", count: 13) + "  mentored-by: Veteran\n" + String(repeating: "\n", count: 16)
      + "pool Veterans { count: 18 }\n")

  private func place(_ text: String, in source: Source) -> Place {
    let bytes = Array(text.utf8)
    let start = source.bytes.indices.first { source.bytes[$0...].starts(with: bytes) } ?? 0
    return Place(source, ByteRange(start, start + bytes.count))
  }

  private func diagnostic(_ message: String, at place: Place, _ severity: Severity = .error) -> Diagnostic {
    Diagnostic(Self.code, severity, message, at: place)
  }

  private func full(_ diagnostics: Diagnostic...) -> String { DiagnosticRenderer().rendered(diagnostics) }

  @Test("as the language page shows it")
  func asOnThePage() {
    let veteran = Diagnostic(
      Self.code, "no pool is called \"Veteran\"", at: place("Veteran", in: ladder),
      fixes: [Fix("did you mean \"Veterans\"? (declared at \(place("Veterans", in: ladder).fileAndLine))")])
    #expect(
      full(veteran) == """
        ladder.rung:14:16: error[R0201]: no pool is called "Veteran"
           14 |   mentored-by: Veteran
              |                ^^^^^^^
          fix: did you mean "Veterans"? (declared at ladder.rung:31)
          more: rung explain R0201

        """)
  }

  @Test("with related places, each with its source line")
  func related() {
    let twice = Diagnostic(
      Self.code, .warning, "\"Veteran\" looks like another name", at: place("Veteran", in: ladder),
      related: [RelatedPlace(place("Veterans", in: ladder), "first declared here")])
    #expect(
      full(twice) == """
        ladder.rung:14:16: warning[R0201]: "Veteran" looks like another name
           14 |   mentored-by: Veteran
              |                ^^^^^^^
          note: first declared here (ladder.rung:31:6)
           31 | pool Veterans { count: 18 }
              |      --------
          more: rung explain R0201

        """)
  }

  @Test("in its first line only, when short")
  func short() {
    let message = String(repeating: "word ", count: 30) + "end"
    let lines = DiagnosticRenderer(.short).rendered([diagnostic(message, at: place("Veteran", in: ladder))])
    #expect(lines == "ladder.rung:14:16: error[R0201]: \(message)\n")
  }

  @Test("with long prose wrapped below 80 columns")
  func wrapped() {
    let message =
      "the stage \"Grow\" asks for two hours per month from mentors that the pool \"Veterans\" cannot give"
    let text = full(
      Diagnostic(
        Self.code, message, at: place("Veteran", in: ladder),
        fixes: [
          Fix("give the pool more mentors, or ask for less, or let some of the people wait for a mentor")
        ]))
    #expect(
      text == """
        ladder.rung:14:16: error[R0201]: the stage "Grow" asks for two hours per month
            from mentors that the pool "Veterans" cannot give
           14 |   mentored-by: Veteran
              |                ^^^^^^^
          fix: give the pool more mentors, or ask for less, or let some of the people
               wait for a mentor
          more: rung explain R0201

        """)
  }

  @Test("with the caret below wide characters, marks and tabs")
  func wide() {
    let source = Source(name: "a", text: "\tpool 漢字 e\u{301}t\u{E9} 👩‍👩‍👧‍👧 {}")
    #expect(
      full(diagnostic("x", at: place("e\u{301}t", in: source))) == """
        a:1:10: error[R0201]: x
            1 |     pool 漢字 e\u{301}té 👩‍👩‍👧‍👧 {}
              |               ^^
          more: rung explain R0201

        """)
    #expect(full(diagnostic("x", at: place("👩‍👩‍👧‍👧", in: source))).contains("\n      |                   ^^\n"))
  }

  @Test("with what cannot be seen made visible, in the source and in the message")
  func invisible() {
    let source = Source(
      name: "a\u{1B}.rung", bytes: Array("a\u{202E}b\u{0}".utf8) + [0xFF, 0xC3] + Array(" x".utf8))
    #expect(
      full(diagnostic("no \"\u{1B}[2J\"", at: place("x", in: source))) == """
        a␛.rung:1:8: error[R0201]: no "␛[2J"
            1 | a<U+202E>b␀<FF><C3> x
              |                     ^
          more: rung explain R0201

        """)
  }

  @Test("with a long line cut around the caret")
  func longLine() {
    let source = Source(
      name: "a", text: String(repeating: "left ", count: 40) + "HERE" + String(repeating: " right", count: 40)
    )
    let lines = full(diagnostic("x", at: place("HERE", in: source))).split(separator: "\n")
    #expect(lines[1].hasPrefix("    1 | …") && lines[1].hasSuffix("…"))
    #expect(lines[1].count == 79)
    let caret = lines[2].prefix { $0 != "^" }.count
    #expect(lines[1].dropFirst(caret).hasPrefix("HERE"))
    #expect(lines[2].hasSuffix("^^^^") && !lines[2].hasSuffix("^^^^^"))
  }

  @Test("quickly, even when the line is enormous")
  func enormousLine() {
    let source = Source(name: "a", bytes: Array(repeating: UInt8(ascii: "x"), count: 20_000_000))
    let text = full(diagnostic("x", at: Place(source, ByteRange(10_000_000, 19_000_000))))
    #expect(text.hasPrefix("a:1:10000001: error"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 80 })
  }

  @Test("with the first line of a range of several, and one caret for an empty one")
  func ranges() {
    let source = Source(name: "a", text: "stage Grow {\r\n}\r\n")
    #expect(full(diagnostic("x", at: Place(source, ByteRange(6, 15)))).contains("|       ^^^^^^\n"))
    #expect(full(diagnostic("x", at: Place(source, ByteRange(6, 6)))).contains("|       ^\n"))
    #expect(full(diagnostic("x", at: Place(source, ByteRange(12, 12)))).contains("|             ^\n"))
    #expect(
      full(diagnostic("x", at: Place(source, ByteRange(17, 17)))).hasPrefix(
        "a:3:1: error[R0201]: x\n    3 |\n      | ^\n"))
  }

  @Test("without a source line when there is no source")
  func noSource() {
    let missing = Source(name: "missing.rung", text: "")
    #expect(
      full(diagnostic("there is no such file", at: Place(missing, ByteRange(0, 0)))) == """
        missing.rung:1:1: error[R0201]: there is no such file
          more: rung explain R0201

        """)
  }

  @Test("in colour when asked, and the same text without it")
  func colour() {
    let veteran = Diagnostic(
      Self.code, "no pool is called \"Veteran\"", at: place("Veteran", in: ladder),
      related: [RelatedPlace(place("Veterans", in: ladder), "declared here")],
      fixes: [Fix("write \"Veterans\"")])
    let coloured = DiagnosticRenderer(style: .ansi).rendered([veteran])
    #expect(coloured.contains("\u{1B}[1;31merror[R0201]:\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[1;31m^^^^^^^\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[32mfix:\u{1B}[0m"))
    var isEscape = false
    let stripped = coloured.filter { character in
      if character == "\u{1B}" { isEscape = true }
      defer { if character == "m" { isEscape = false } }
      return !isEscape
    }
    #expect(stripped == full(veteran))
  }

  @Test("as JSON with stable keys")
  func json() throws {
    let there = place("Veteran", in: ladder)
    let veteran = Diagnostic(
      Self.code, "no pool is called \"Veteran\"", at: there,
      related: [RelatedPlace(place("Veterans", in: ladder), "declared here")],
      fixes: [Fix("write \"Veterans\"", edits: [TextEdit(there, "Veterans")], isSafe: true)])
    let text = DiagnosticRenderer(.json).rendered([veteran])
    #expect(
      text == """
        {"code":"R0201","severity":"error","message":"no pool is called \\"Veteran\\"","file":"ladder.rung",\
        "line":14,"column":16,"endLine":14,"endColumn":23,"start":28,"end":35,"related":[{"message":"declared here",\
        "file":"ladder.rung","line":31,"column":6,"endLine":31,"endColumn":14,"start":57,"end":65}],"fixes":[{"message":\
        "write \\"Veterans\\"","safe":true,"edits":[{"file":"ladder.rung","line":14,"column":16,"endLine":14,\
        "endColumn":23,"start":28,"end":35,"replacement":"Veterans"}]}]}

        """)
    let value = try #require(TinyJSON.value(of: Diagnostic.json([veteran, veteran]).text))
    #expect(value[0]?["message"] == .text("no pool is called \"Veteran\""))
    #expect(value[1] == nil)
  }

  @Test("sorted by file, place and code, and only once")
  func order() {
    let a = Source(name: "a.rung", text: "one two")
    let b = Source(name: "b.rung", text: "one two")
    let first = diagnostic("1", at: Place(a, ByteRange(0, 3)))
    let second = Diagnostic(Self.later, "2", at: Place(a, ByteRange(0, 3)))
    let third = diagnostic("3", at: Place(a, ByteRange(4, 7)))
    let fourth = diagnostic("4", at: Place(b, ByteRange(0, 3)))
    #expect(Diagnostic.ordered([fourth, third, second, first, third]) == [first, second, third, fourth])
    #expect(DiagnosticRenderer(.short).rendered([third, third]) == "a.rung:1:5: error[R0201]: 3\n")
  }

  @Test("with lines typed at the prompt in the order they were typed")
  func promptOrder() {
    let lines = (0..<5).map { Source(name: "<prompt>", text: "show \($0)") }
    let diagnostics = lines.map { diagnostic($0.text, at: Place($0, ByteRange(0, 4))) }
    #expect(Diagnostic.ordered(diagnostics) == diagnostics)
  }

  @Test("and summed up")
  func summary() {
    let files = ["a", "b", "c"].map { Source(name: $0, text: "one two") }
    func at(_ file: Int, _ start: Int, _ severity: Severity) -> Diagnostic {
      diagnostic("\(start)", at: Place(files[file], ByteRange(start, start + 1)), severity)
    }
    #expect(
      Diagnostic.summary([at(0, 0, .error), at(1, 0, .error), at(2, 3, .warning), at(1, 0, .error)])
        == "2 errors and 1 warning in 3 files")
    #expect(Diagnostic.summary([at(0, 0, .error)]) == "1 error in 1 file")
    #expect(
      Diagnostic.summary([at(0, 0, .error), at(0, 1, .warning), at(0, 2, .note)])
        == "1 error, 1 warning and 1 note in 1 file")
    #expect(Diagnostic.summary([]) == "no problems")
    let typed = Source(name: "<prompt>", text: "x")
    #expect(Diagnostic.summary([diagnostic("x", at: Place(typed, ByteRange(0, 1)))]) == "1 error")
  }

  @Test("below 80 columns and without a trap, whatever the bytes and the range")
  func anyBytes() {
    var random = SeededRandom(41)
    for round in 0..<1_500 {
      var bytes =
        round % 2 == 0 ? random.bytes(random.below(300)) : Array(random.text(random.below(300)).utf8)
      if round % 3 == 0 { bytes.removeAll { $0 == 0x0A } }
      let source = Source(name: "a.rung", bytes: bytes)
      func range() -> ByteRange {
        ByteRange(start: UInt32(random.below(bytes.count + 20)), end: UInt32(random.below(bytes.count + 20)))
      }
      let strange = round % 50 == 0 ? ByteRange(start: .max, end: .max) : range()
      let diagnostic = Diagnostic(
        Self.code, random.text(random.below(60)), at: Place(source, strange),
        related: [RelatedPlace(Place(source, range()), random.text(random.below(60)))],
        fixes: [
          Fix(random.text(random.below(60)), edits: [TextEdit(Place(source, range()), "x")], isSafe: false)
        ])
      let width = 40 + random.below(60)
      for line in DiagnosticRenderer(width: width).rendered([diagnostic]).split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) < width, "round \(round): \(line)")
      }
      #expect(DiagnosticRenderer(.short).rendered([diagnostic]).hasSuffix("\n"))
      #expect(TinyJSON.value(of: diagnostic.json.text) != nil)
    }
  }

  @Test("with every caret under what it points at, whatever the line")
  func caretPlaces() {
    var random = SeededRandom(43)
    for _ in 0..<500 {
      let before = VisibleText.line(random.text(random.below(80)))
      let after = VisibleText.line(random.text(random.below(80)))
      let source = Source(name: "a", text: before + " QXQ " + after)
      let excerpt = Excerpt(of: place("QXQ", in: source), columns: 30 + random.below(60))
      #expect(excerpt.caretCount == 3)
      #expect(DisplayWidth.prefix(of: excerpt.text, columns: excerpt.caretColumn).rest.hasPrefix("QXQ"))
    }
  }
}

@Suite("The page of a code")
struct DiagnosticPageTests {
  @Test("has its title, the rule, and both examples")
  func page() {
    let code = DiagnosticCode(
      "R0201", title: "no such name", why: "A name stands for what is declared.\n\nDeclare it.",
      wrong: "rung 1\nshow Veteran\n", right: "rung 1\n")
    #expect(
      code.page() == """
        R0201: no such name

        A name stands for what is declared.

        Declare it.

        Wrong:

            rung 1
            show Veteran

        Right:

            rung 1

        """)
    #expect(TinyJSON.value(of: code.json.text)?["title"] == .text("no such name"))
  }
}
