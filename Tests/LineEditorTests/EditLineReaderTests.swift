// The editor at a pseudo-terminal: what is typed, and what arrives.

import LineEditor
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ReadingTests {
  @Suite("editing at a terminal", .timeLimit(.minutes(1)))
  struct EditLineReaderTests {
    init() {
      // libedit asks the environment which terminal this is; the user's own settings stay out.
      setenv("TERM", "xterm", 1)
      setenv("EDITRC", "/nonexistent", 1)
      Interrupt.install()
    }

    @Test("a line typed is a statement, without its newline")
    func line() throws {
      let sitting = Sitting.editing()
      #expect(try sitting.enter("show cohorts") == .statement("show cohorts"))
      #expect(try sitting.enter("show pools") == .statement("show pools"))
    }

    @Test("any script and emoji arrive as typed, and can be edited by character")
    func unicode() throws {
      let sitting = Sitting.editing()
      #expect(try sitting.enter("Zoë 北京 🎓 wahlkreis-süd") == .statement("Zoë 北京 🎓 wahlkreis-süd"))
      #expect(try sitting.enter("süd\u{7F}\u{7F}ß") == .statement("sß"))
    }

    @Test("bytes that are no UTF-8 become replacement characters, and typing goes on")
    func invalidBytes() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type(bytes: [0x61, 0xE9, 0x62, 0xC3, 0x28, 0xFF, 0x0D])
      #expect(try sitting.answer() == .statement("a\u{FFFD}b\u{FFFD}(\u{FFFD}"))
    }

    @Test("an unfinished statement goes on at the continuation prompt")
    func continuation() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("stage Grow {\r")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("  places: 40\r")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("}\r")
      #expect(try sitting.answer() == .statement("stage Grow {\n  places: 40\n}"))
    }

    @Test("two empty lines hand an unfinished statement over as it is")
    func emptyLines() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("stage Grow {\r")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("\r")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("\r")
      #expect(try sitting.answer() == .statement("stage Grow {"))
    }

    @Test("Ctrl-D ends the input on an empty line, and an unfinished statement on a continuation line")
    func endOfInput() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("stage Grow {\r")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("\u{4}")
      #expect(try sitting.answer() == .statement("stage Grow {"))
      try sitting.terminal.wait(for: "rung> ")
      sitting.terminal.type("\u{4}")
      #expect(try sitting.answer() == .endOfInput)
      try sitting.terminal.wait(for: "\n")
    }

    @Test("a terminal that hangs up is the end of the input")
    func hangUp() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("half a lin")
      sitting.terminal.hangUp()
      #expect(try sitting.answer() == .endOfInput)
    }

    @Test("Ctrl-C clears what was typed, on the first line and on a continuation line")
    func interrupt() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("show coho")
      try sitting.terminal.wait(for: "coho")
      kill(getpid(), SIGINT)
      #expect(try sitting.answer() == .interrupted)
      try sitting.waitForPrompt()
      sitting.terminal.type("stage Grow {\r")
      try sitting.terminal.wait(for: " ...> ")
      kill(getpid(), SIGINT)
      #expect(try sitting.answer() == .interrupted)
      #expect(try sitting.enter("1 + 1") == .statement("1 + 1"))
    }

    @Test("Ctrl-C is never lost, at whatever moment it comes")
    func interruptGap() throws {
      let sitting = Sitting.editing()
      for turn in 0..<200 {
        try sitting.waitForPrompt()
        if turn % 2 == 1 { sitting.terminal.type("x") }
        usleep(useconds_t(turn * 7 % 400))
        kill(getpid(), SIGINT)
        #expect(try sitting.answer() == .interrupted)
      }
    }

    @Test("a pasted file arrives as one text, with its newlines and without running a line of it")
    func paste() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      let lines = (1...300).map {
        "cohort Intake\($0) { size: \($0); starts: 2027-03-01; enters: Größe\t# no Tab }"
      }
      sitting.terminal.type("\u{1B}[200~" + lines.joined(separator: "\r") + "\r\n\u{1B}[201~")
      sitting.terminal.type("\r")
      #expect(try sitting.answer(seconds: 30) == .statement(lines.joined(separator: "\n")))
      #expect(try sitting.enter("next") == .statement("next"))
    }

    @Test("keys inside a paste are text or nothing, never commands")
    func pasteOfKeys() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("a\u{1B}[200~b\u{1B}[Ac\u{1}\u{4}\u{0}d\u{7F}\u{1B}[201~e\r")
      #expect(try sitting.answer() == .statement("ab[Acde"))
    }

    @Test("a paste without an end is left by Ctrl-C")
    func endlessPaste() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("\u{1B}[200~one\rtwo\r")
      usleep(50_000)
      kill(getpid(), SIGINT)
      #expect(try sitting.answer() == .interrupted)
      #expect(try sitting.enter("three") == .statement("three"))
    }

    @Test("a statement of several lines is recalled, edited and entered whole")
    func recall() throws {
      let sitting = Sitting.editing(remembering: ["stage Grow {\n  places: 40\n}"])
      try sitting.waitForPrompt()
      // Recalled with the cursor at the end of its first line; down one line, to its end, and two digits go.
      sitting.terminal.type("\u{1B}[A\u{1B}[B\u{5}")
      sitting.terminal.type("\u{1B}[D\u{1B}[C")
      sitting.terminal.type("\r")
      #expect(try sitting.answer() == .statement("stage Grow {\n  places: 40\n}"))
      try sitting.waitForPrompt()
      sitting.terminal.type("\u{1B}[A\u{1B}[B\u{7F}\u{7F}55\r")
      #expect(try sitting.answer() == .statement("stage Grow {\n  places: 55\n}"))
    }

    @Test("the arrows go through the statements that begin like what was typed, and back to it")
    func prefix() throws {
      let sitting = Sitting.editing(remembering: ["pool A", "cohort A", "pool B", "cohort B"])
      try sitting.waitForPrompt()
      sitting.terminal.type("po\u{1B}[A\r")
      #expect(try sitting.answer() == .statement("pool B"))
      try sitting.waitForPrompt()
      sitting.terminal.type("co\u{1B}[A\u{1B}[A\u{1B}[B\u{1B}[Bx\r")
      #expect(try sitting.answer() == .statement("cox"))
    }

    @Test("^R searches backwards")
    func search() throws {
      let sitting = Sitting.editing(remembering: ["pool Veterans", "cohort A"])
      try sitting.waitForPrompt()
      sitting.terminal.type("\u{12}Vet")
      try sitting.terminal.wait(for: "Vet\u{1B}[0merans")
      sitting.terminal.type("\u{1B}")
      usleep(100_000)
      sitting.terminal.type("\r")
      #expect(try sitting.answer() == .statement("pool Veterans"))
    }

    @Test("^P recalls what has just been entered")
    func previous() throws {
      let sitting = Sitting.editing()
      _ = try sitting.enter("first")
      _ = try sitting.enter("second")
      #expect(try sitting.enter("\u{10}\u{10}") == .statement("first"))
      #expect(try sitting.enter("\u{10}") == .statement("first"))
    }

    @Test("Tab completes what is certain and lists the rest with documentation")
    func completion() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("c\t\t")
      try sitting.terminal.wait(for: "> cohort   people who start together")
      try sitting.terminal.wait(for: "  cohorts  all of them")
      sitting.terminal.type("s\r")
      #expect(try sitting.answer() == .statement("cohorts"))
      #expect(try sitting.enter("x\u{1B}[D\tst\t") == .statement("stagex"))
      #expect(try sitting.enter("zzz\t") == .statement("zzz"))
    }

    @Test("Tab on a continuation line sees the whole statement")
    func completionLater() throws {
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      sitting.terminal.type("größe {\r")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("st\t }\r")
      #expect(try sitting.answer() == .statement("größe {\n  stage }"))
    }

    @Test("a coloured prompt is drawn with its escapes, its text counted right")
    func colouredPrompt() throws {
      let terminal = PseudoTerminal(columns: 20)
      let sitting = Sitting.editing(terminal, prompt: "\u{1B}[1;32mrung>\u{1B}[0m ")
      try terminal.wait(for: "\u{1B}[1;32mrung>\u{1B}[0m ")
      sitting.terminal.type("abcdefghijklmnopqrstuvwxyz\r")
      #expect(try sitting.answer() == .statement("abcdefghijklmnopqrstuvwxyz"))
    }

    @Test("after a change of the window's size the line is drawn again and goes on")
    func resize() throws {
      let terminal = PseudoTerminal(columns: 80)
      let sitting = Sitting.editing(terminal)
      try sitting.waitForPrompt()
      terminal.type("abcdefghijklmnopqrstuvwxyz")
      try terminal.wait(for: "z")
      terminal.resize(columns: 20, rows: 24)
      kill(getpid(), SIGWINCH)
      // 32 columns take two rows of 20: one up, to the left, clear, and all over again.
      try terminal.wait(for: "\u{1B}[1A\r \u{1B}[J\r")
      try terminal.wait(for: "rung> abcdefghijklmn")
      terminal.type("!\r")
      #expect(try sitting.answer() == .statement("abcdefghijklmnopqrstuvwxyz!"))
    }

    @Test("vi keys, when the user's editrc asks for them, with our keys on top")
    func viKeys() throws {
      let folder = try TemporaryFolder()
      try folder.write("bind -v\n", to: "editrc")
      setenv("EDITRC", folder.path + "/editrc", 1)
      let sitting = Sitting.editing()
      try sitting.waitForPrompt()
      setenv("EDITRC", "/nonexistent", 1)
      sitting.terminal.type("abc\u{1B}0x")
      usleep(20_000)
      sitting.terminal.type("ist\tA\r")
      #expect(try sitting.answer() == .statement("stageAbc"))
    }

    @Test("what is offered stands in the next line, and can be changed")
    func draft() throws {
      let sitting = Sitting { terminal in
        guard
          let reader = EditLineReader(
            input: terminal.device, output: terminal.device, errors: terminal.device, services: Toy.services,
            history: StatementHistory())
        else { fatalError("no editor") }
        reader.offer("stage Grow {\n}")
        return reader
      }
      try sitting.terminal.wait(for: "}")
      sitting.terminal.type("!\r")
      #expect(try sitting.answer() == .statement("stage Grow {\n}!"))
      #expect(try sitting.enter("next") == .statement("next"))
    }

    @Test("many windows, sizes and keys in any order never stop the editor")
    func anyKeys() throws {
      let terminal = PseudoTerminal(columns: 30, rows: 8)
      let sitting = Sitting.editing(terminal, remembering: ["pool A {\n  count: 3\n}", "cohort B"])
      let keys = [
        "a", "stage ", "{", "}", "\r", "\t", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[H",
        "\u{1B}[F",
        "\u{1B}[3~", "\u{7F}", "\u{12}", "\u{7}", "\u{C}", "北", "e\u{301}", "\u{1B}[Z", "\u{17}", "\u{15}",
        "\u{B}",
        "\u{1B}[200~x\ry\u{1B}[201~", "\u{10}", "\u{E}", "\u{1B}b", "\u{14}", "\u{19}",
      ]
      var state: UInt64 = 11
      for turn in 0..<1500 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        terminal.type(keys[Int(state >> 33) % keys.count])
        if turn % 50 == 49 {
          terminal.resize(columns: UInt16(4 + (state >> 40) % 60), rows: UInt16(2 + (state >> 50) % 20))
          kill(getpid(), SIGWINCH)
        }
        terminal.absorb(milliseconds: 0)
      }
      terminal.resize(columns: 80, rows: 24)
      // Between two texts nobody listens.
      for _ in 0..<20 { terminal.absorb(milliseconds: 20) }
      // One that comes between two reads is forgotten, as the prompt has nothing to drop then.
      var isInterrupted = false
      for _ in 0..<40 where !isInterrupted {
        kill(getpid(), SIGINT)
        for _ in 0..<20 { terminal.absorb(milliseconds: 10) }
        while let answer = sitting.answerAtHand() { isInterrupted = isInterrupted || answer == .interrupted }
      }
      #expect(isInterrupted)
      // What was typed between two reads may still come before it.
      var last: LineInput?
      for _ in 0..<10 where last != .statement("at last") {
        terminal.type("\u{15}")
        last = try sitting.enter("at last")
      }
      #expect(last == .statement("at last"))
    }

    @Test("no editor without a terminal: pipes are read plainly")
    func noTerminal() throws {
      let pipe = Pipe()
      let reader = LineReaders.suited(
        input: pipe.reading, output: pipe.writing, errors: pipe.writing, terminalType: "xterm",
        services: Toy.services, history: StatementHistory())
      #expect(reader is PlainReader)
      let terminal = PseudoTerminal()
      func suited(_ type: String?, isPlain: Bool = false) -> any LineReading {
        LineReaders.suited(
          input: terminal.device, output: terminal.device, errors: terminal.device, terminalType: type,
          isPlain: isPlain, services: Toy.services, history: StatementHistory())
      }
      #expect(suited("xterm") is EditLineReader)
      #expect(suited("dumb") is PlainReader)
      #expect(suited(nil) is PlainReader)
      #expect(suited("xterm", isPlain: true) is PlainReader)
    }
  }
}
