// Whatever is written is read back the same; whatever bytes are read, nothing traps.

import RungModel
import RungText
import TestSupport
import Testing

@Suite("CSV, by chance")
struct CSVPropertyTests {
  private static let tricky =
    "\u{FEFF}id,\"a \"\"b\"\"\",note\r\nP1,\"x,y\",é\nP2,\"two\r\nlines\",\"\"\"\"\rP3,,王\n\n"

  @Test("random tables come back as they were written, whatever the separator, quoting and line ends")
  func roundTrip() throws {
    var chance = SeededRandom(1)
    let pieces = [
      "a", "b", "1", " ", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "é", "王", "🧗🏽‍♀️", "=", "\u{FEFF}",
      "'",
    ]
    for _ in 0..<1500 {
      let columns = 1 + chance.below(5)
      let separator = chance.pick([UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")])
      var expected = [
        (0..<columns).map { "h\($0)" + (chance.below(4) == 0 ? chance.pick(pieces) : "") + "h" }
      ]
      for _ in 0..<chance.below(12) {
        expected.append(
          (0..<columns).map { _ in (0..<chance.below(5)).map { _ in chance.pick(pieces) }.joined() })
      }
      var writer = CSVWriter(
        separator: separator, lineEnd: chance.below(2) == 0 ? .lf : .crlf,
        quoting: chance.below(3) == 0 ? .everywhere : .whereNeeded, byteOrderMark: chance.below(3) == 0)
      for record in expected { writer.append(record) }
      let read = PeopleTable.read(writer.bytes, name: "t", slicesFrom: chance.pick([0, 65_536]))
      let people = try #require(read.value, "\(messages(read.diagnostics)) \(writer.text.debugDescription)")
      #expect(cells(people).map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
      if columns > 1 { #expect(people.separator == separator) }
    }
  }

  @Test("a file cut off after any byte is a table or a list of problems")
  func truncations() {
    let bytes = Array(Self.tricky.utf8)
    var refused = 0
    for end in 0...bytes.count {
      for threshold in [0, 65_536] {
        let read = PeopleTable.read(Array(bytes[..<end]), name: "cut", slicesFrom: threshold)
        exercise(read, bytes: Array(bytes[..<end]))
        if read.value == nil { refused += 1 }
      }
    }
    #expect(refused > 20 && refused < 2 * bytes.count)
    #expect(PeopleTable.read(bytes, name: "whole").value?.rowCount == 3)
  }

  @Test("a quote that is cut off is told as such, after any byte inside it")
  func cutQuotes() {
    let text = Array("id,x\nP1,\"ab\"\"cd".utf8)
    for end in 9...text.count where end != 12 && end != 11 {
      #expect(PeopleTable.read(Array(text[..<end]), name: "cut").diagnostics.map(\.code) == [.unclosedQuote])
    }
  }

  @Test("random bytes never trap")
  func randomBytes() {
    var chance = SeededRandom(2)
    let alphabet: [UInt8] = [
      0x22, 0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x61, 0x20, 0x00, 0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0xFF,
    ]
    for _ in 0..<4000 {
      let length = chance.below(60)
      let isWild = chance.below(4) == 0
      let bytes = (0..<length).map { _ in
        isWild ? UInt8(truncatingIfNeeded: chance.next()) : chance.pick(alphabet)
      }
      exercise(PeopleTable.read(bytes, name: "r", slicesFrom: chance.pick([0, 3, 65_536])), bytes: bytes)
    }
  }

  @Test("mutations of a tricky file never trap")
  func mutations() {
    var chance = SeededRandom(3)
    let inserts: [[UInt8]] = [
      [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0], [0xC3], [0xEF, 0xBB, 0xBF],
      [0xF0, 0x9F],
    ]
    for _ in 0..<3000 {
      var bytes = Array(Self.tricky.utf8)
      for _ in 0...chance.below(4) where !bytes.isEmpty {
        let place = chance.below(bytes.count)
        switch chance.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(contentsOf: chance.pick(inserts), at: place)
        case 2: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
        default: bytes.append(contentsOf: bytes[place...])
        }
      }
      exercise(PeopleTable.read(bytes, name: "m", slicesFrom: chance.pick([0, 65_536])), bytes: bytes)
    }
  }

  @Test(
    "a long file of nothing but line ends, quotes or separators is read: in quadratic time it would never end",
    arguments: ["\n", "\"", ",", "\r", "\"\""])
  func monotonous(piece: String) {
    let bytes = Array(("id\nP1\n" + String(repeating: piece, count: 200_000) + "x").utf8)
    exercise(PeopleTable.read(bytes, name: "long"), bytes: bytes)
  }

  /// Asks for everything that can be asked for.
  private func exercise(_ read: Checked<PeopleTable?>, bytes: [UInt8]) {
    for diagnostic in read.diagnostics {
      #expect(Int(diagnostic.place.range.end) <= max(bytes.count, 0))
      #expect(diagnostic.place.range.start <= diagnostic.place.range.end)
      #expect(!diagnostic.message.isEmpty)
      _ = diagnostic.place.source.position(at: diagnostic.place.range.start)
    }
    #expect(read.diagnostics.count <= CSVProblems.limit + 1)
    let codes = Set(read.diagnostics.map(\.code))
    let isWholeListTold = read.diagnostics.count < CSVProblems.limit
    if isWholeListTold, !codes.contains(.wideEncoding), !codes.contains(.noHeader) {
      #expect(codes.contains(.invalidUTF8) == (String(validating: bytes, as: UTF8.self) == nil))
      #expect(codes.contains(.nulInCSV) == bytes.contains(0))
    }
    guard let people = read.value else {
      #expect(read.hasErrors)
      return
    }
    #expect(read.diagnostics.isEmpty)
    var writer = CSVWriter()
    for record in cells(people) { writer.append(record) }
    let again = PeopleTable.read(writer.bytes, name: "again").value
    #expect(again.map { cells($0) } == cells(people))
    for column in 0..<min(people.columnCount, 4) {
      _ = people.coded(column).occurrences
      _ = people.identified(by: column)
      _ = people.places(of: [(row: people.rowCount / 2, column: column)])
      let filled = people.filled(FilledProperty(property: "x", filling: .columns([column, 0])))
      _ = TagSetColumn(filled).tags
      _ = people.coded(column).numbers(style: .comma)
    }
  }
}
