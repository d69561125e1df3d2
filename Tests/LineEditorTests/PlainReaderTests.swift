// Statements from pipes and from terminals that can do nothing.

import LineEditor
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ReadingTests {
  @Suite("reading plainly", .timeLimit(.minutes(1)))
  struct PlainReaderTests {
    /// Everything a reader makes of these bytes, coming from a file.
    private func read(_ bytes: [UInt8], limitBytes: Int = 1 << 20) throws -> [LineInput] {
      let folder = try TemporaryFolder()
      try folder.write(bytes, to: "input")
      let input = open(folder.path + "/input", O_RDONLY)
      defer { close(input) }
      let reader = PlainReader(input: input, promptOutput: 2, services: Toy.services, limitBytes: limitBytes)
      var answers: [LineInput] = []
      while answers.last != .endOfInput {
        answers.append(try reader.readStatement(prompt: "never seen", continuation: "never seen"))
      }
      return answers
    }

    private func read(_ text: String) throws -> [LineInput] { try read(Array(text.utf8)) }

    @Test("each line is a statement; the last one may lack its newline")
    func lines() throws {
      #expect(try read("a\nb\n") == [.statement("a"), .statement("b"), .endOfInput])
      #expect(try read("a\nb") == [.statement("a"), .statement("b"), .endOfInput])
      #expect(try read("") == [.endOfInput])
      #expect(try read("\n") == [.statement(""), .endOfInput])
    }

    @Test("CRLF ends a line like LF; a lone CR does not")
    func lineEnds() throws {
      #expect(try read("a\r\nb\rc\r\n") == [.statement("a"), .statement("b\rc"), .endOfInput])
    }

    @Test("an unfinished statement goes on, over empty lines too, as nobody sits there")
    func continuation() throws {
      #expect(
        try read("stage A {\n\n\n\n  places: 4\n}\nb\n")
          == [.statement("stage A {\n\n\n\n  places: 4\n}"), .statement("b"), .endOfInput])
    }

    @Test("what is unfinished at the end is handed over as it is")
    func unfinished() throws {
      #expect(
        try read("a\nstage A {\n  places: 4\n\n") == [
          .statement("a"), .statement("stage A {\n  places: 4"), .endOfInput,
        ])
      #expect(try read("stage A {") == [.statement("stage A {"), .endOfInput])
    }

    @Test("NUL stays and bytes that are no UTF-8 become replacement characters")
    func oddBytes() throws {
      #expect(
        try read([0x61, 0x00, 0x62, 0xFF, 0x63, 0x0A, 0xC3, 0x0A])
          == [.statement("a\u{0}b\u{FFFD}c"), .statement("\u{FFFD}"), .endOfInput])
    }

    @Test("a line of four megabytes is read whole")
    func longLine() throws {
      let line = [UInt8](repeating: 0x61, count: 4 << 20)
      let answers = try read(line + [0x0A, 0x62], limitBytes: 8 << 20)
      let isWhole =
        answers == [.statement(String(decoding: line, as: UTF8.self)), .statement("b"), .endOfInput]
      #expect(isWhole)
    }

    @Test("a statement over the limit is refused")
    func limit() {
      #expect(throws: LineReadError.tooLong(limitBytes: 1000)) {
        try read([UInt8](repeating: 0x61, count: 2000), limitBytes: 1000)
      }
      #expect(throws: LineReadError.tooLong(limitBytes: 1000)) {
        try read(Array(("{" + String(repeating: "\n", count: 70_000)).utf8), limitBytes: 1000)
      }
    }

    @Test("50 000 lines that never finish do not take quadratic time")
    func longUnfinished() throws {
      let text = "{\n" + String(repeating: "places: 4\n", count: 50_000)
      let answers = try read(Array(text.utf8), limitBytes: 8 << 20)
      let isWhole = answers == [.statement(String(text.dropLast())), .endOfInput]
      #expect(isWhole)
    }

    @Test("lines that come in pieces are put together")
    func pieces() throws {
      let pipe = Pipe()
      let writer = Listener { _ in
        for piece in ["sho", "w Zo", "\u{EB}", "\nne"] {
          pipe.send(Array(piece.utf8))
          usleep(5000)
        }
        pipe.finish()
      }
      let reader = PlainReader(input: pipe.reading, promptOutput: 2, services: Toy.services)
      #expect(try reader.readStatement(prompt: "", continuation: "") == .statement("show Zo\u{EB}"))
      #expect(try reader.readStatement(prompt: "", continuation: "") == .statement("ne"))
      #expect(try reader.readStatement(prompt: "", continuation: "") == .endOfInput)
      while !writer.hasFinished { usleep(1000) }
    }

    @Test("a folder or a closed descriptor cannot be read, and says so")
    func unreadable() {
      let folder = open("/tmp", O_RDONLY)
      defer { close(folder) }
      for input in [folder, 9999] {
        let reader = PlainReader(input: input, promptOutput: 2, services: Toy.services)
        #expect(throws: LineReadError.self) { try reader.readStatement(prompt: "", continuation: "") }
      }
    }

    @Test("a dumb terminal gets the prompts, without colours, and two empty lines as a way out")
    func dumbTerminal() throws {
      let sitting = Sitting(prompt: "\u{1B}[32mrung> \u{1B}[0m") { terminal in
        PlainReader(input: terminal.device, promptOutput: terminal.device, services: Toy.services)
      }
      try sitting.terminal.wait(for: "rung> ")
      sitting.terminal.type("stage A {\n")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("\n")
      try sitting.terminal.wait(for: " ...> ")
      sitting.terminal.type("\n")
      #expect(try sitting.answer() == .statement("stage A {"))
      try sitting.terminal.wait(for: "rung> ")
      #expect(!sitting.terminal.screen.contains("\u{1B}"))
      sitting.terminal.type("\u{4}")
      #expect(try sitting.answer() == .endOfInput)
    }

    @Test("a line that ends with Tab lists what could stand there, and is typed again")
    func tab() throws {
      let sitting = Sitting { terminal in
        PlainReader(input: terminal.device, promptOutput: terminal.device, services: Toy.services)
      }
      try sitting.waitForPrompt()
      sitting.terminal.type("coh\t\n")
      try sitting.terminal.wait(for: "cohort   people who start together\r\ncohorts  all of them\r\nrung> ")
      sitting.terminal.type("cohorts\n")
      #expect(try sitting.answer() == .statement("cohorts"))
    }

    @Test("a Tab in a pipe is white space like any other")
    func tabInPipe() throws {
      let pipe = Pipe()
      pipe.send(Array("show coh\t\n".utf8))
      pipe.finish()
      let reader = PlainReader(input: pipe.reading, promptOutput: 2, services: Toy.services)
      #expect(try reader.readStatement(prompt: "", continuation: "") == .statement("show coh\t"))
    }
  }
}
