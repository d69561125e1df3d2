// What is refused, in which words, and that nobody's words are in them.

import RungModel
import RungText
import Testing

@Suite("Refusing CSV")
struct CSVRefusalTests {
  @Test("a row with too few or too many fields is refused by row")
  func ragged() {
    let found = table("id,region,hours\nP1,MENA,2\nP2\nP3,CEE,3,4\n")
    #expect(found.value == nil)
    #expect(
      messages(found.diagnostics) == [
        "R0626 survey.csv:3: row 3 has 1 field, the header has 3",
        "R0626 survey.csv:4: row 4 has 4 fields, the header has 3",
      ])
    #expect(
      found.diagnostics.map { $0.fixes.map(\.text) } == [
        ["write an empty field for each missing value"],
        ["put a field that contains a comma in double quotes"],
      ])
  }

  @Test("rows are counted as a spreadsheet counts them; the line is said when it is another")
  func rowsAndLines() {
    #expect(
      messages("id,note\nP1,\"two\nlines\"\nP2\n") == [
        "R0626 survey.csv:4: row 3 (line 4) has 1 field, the header has 2"
      ])
    // CR alone ends lines too, though a source counts only LF.
    #expect(
      messages("id,note\rP1,\"two\rlines\"\rP2\r") == [
        "R0626 survey.csv:1: row 3 (line 4) has 1 field, the header has 2"
      ])
  }

  @Test("a quote that is never closed is shown where it opens")
  func unclosedQuote() {
    let found = table("id,languages\nP1,\"en; fr\nP2,es\n")
    #expect(
      messages(found.diagnostics) == [
        "R0627 survey.csv:2: row 2, column \"languages\": the quote is never closed"
      ])
    #expect(found.diagnostics.first?.place.range == ByteRange(16, 17))
  }

  @Test("text after a closing quote is refused, and reading goes on behind it")
  func textAfterQuote() {
    #expect(
      messages("id,languages\nP1,\"en \"a little\" fr\"\nP2,\"es\" \nP3\n") == [
        "R0628 survey.csv:2: row 2, column \"languages\": text follows the closing quote",
        "R0628 survey.csv:3: row 3, column \"languages\": text follows the closing quote",
        "R0626 survey.csv:4: row 4 has 1 field, the header has 2",
      ])
  }

  @Test("duplicate and empty headers are refused by column; blanks make no difference, capitals do")
  func headers() {
    #expect(
      messages("id,Region, Region ,,region,\"Re\ngion\",\"Re  gion\"\n") == [
        "R0625 survey.csv:1: columns 2 and 3 are both called \"Region\"",
        "R0624 survey.csv:1: column 4 has no name",
        "R0625 survey.csv:2: columns 6 and 7 are both called \"Re gion\"",
      ])
    #expect(messages("id,\"\"\nP1,2\n") == ["R0624 survey.csv:1: column 2 has no name"])
  }

  @Test(
    "a file without a header is refused",
    arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}", "\nid\nP1\n", "sep=;\n"])
  func noHeader(text: String) {
    #expect(messages(text) == ["R0623 survey.csv:1: the first line is empty; it must name the columns"])
  }

  @Test("a person in the first line is no header, and is not shown")
  func personAsHeader() {
    let found = table("P1,Ada,ada@example.org\nP2,\"B\"b,bob@example.org\n")
    #expect(
      messages(found.diagnostics) == [
        "R0623 survey.csv:1: column 3 of the first line is an address, not a column's name",
        "R0628 survey.csv:2: row 2, column 2: text follows the closing quote",
      ])
    #expect(found.diagnostics[0].place.source.text == "xx,xxx,xxxxxxxxxxxxxxx\nxx,\"x\"x,xxxxxxxxxxxxxxx\n")
    #expect(cells("E-mail @work,@,x@\n1,2,3\n")?.count == 2)
  }

  @Test("a misplaced quote that also changes the number of fields is one problem")
  func oneProblemForOneCause() {
    #expect(
      messages("id,x\nP1,\"a \"b, c\"\nP2\n") == [
        "R0628 survey.csv:2: row 2, column \"x\": text follows the closing quote",
        "R0626 survey.csv:3: row 3 has 1 field, the header has 2",
      ])
    #expect(
      messages("id,x,y\nP1,\"a\nP2,b,c\n") == [
        "R0627 survey.csv:2: row 2, column \"x\": the quote is never closed"
      ])
  }

  @Test("an empty line between rows is refused")
  func emptyLine() {
    #expect(
      messages("id,x\nP1,1\n\n\nP2,2\n\n") == [
        "R0629 survey.csv:3: row 3 is an empty line", "R0629 survey.csv:4: row 4 is an empty line",
      ])
    #expect(messages("id\nP1\n\nP2\n") == ["R0629 survey.csv:3: row 3 is an empty line"])
  }

  @Test("UTF-16 and UTF-32 are refused by name")
  func wideEncodings() {
    let files: [([UInt8], String)] = [
      ([0xFF, 0xFE, 0x69, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x69], "UTF-16"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x69, 0, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x69], "UTF-32"),
    ]
    for (bytes, name) in files {
      let found = PeopleTable.read(bytes, name: "survey.csv")
      #expect(messages(found.diagnostics) == ["R0620 survey.csv:1: the file is in \(name), not in UTF-8"])
    }
  }

  @Test("bytes that are not UTF-8 are told once, with the first cell and how many more")
  func invalidUTF8() {
    var bytes = Array("id,city\nP1,Lagos\nP2,\"K\n".utf8)
    bytes += [0xF6]
    bytes += Array("ln\"\nP3,M".utf8)
    bytes += [0xFC]
    bytes += Array("nchen\n".utf8)
    let found = PeopleTable.read(bytes, name: "survey.csv")
    #expect(found.value == nil)
    #expect(
      messages(found.diagnostics) == [
        "R0621 survey.csv:4: row 3 (line 4), column \"city\": a byte that is not UTF-8 (and 1 more)"
      ])
    #expect(found.diagnostics.first?.place.range == ByteRange(23, 24))
  }

  @Test(
    "overlong forms, surrogates, and characters that are cut off are not UTF-8",
    arguments: [
      [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF],
      [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80], [0xFF],
    ] as [[UInt8]])
  func notUTF8(bad: [UInt8]) {
    let bytes = Array("id\nP".utf8) + bad
    #expect(PeopleTable.read(bytes, name: "x").diagnostics.map(\.code) == [.invalidUTF8])
    #expect(String(validating: bad, as: UTF8.self) == nil)
  }

  @Test("a NUL is refused")
  func nul() {
    #expect(
      messages("id,x\nP1,a\u{0}b\n") == ["R0622 survey.csv:2: row 2, column \"x\": a NUL byte"])
    #expect(messages("i\u{0}d\nP1\n") == ["R0622 survey.csv:1: row 1, column \"i d\": a NUL byte"])
  }

  @Test("more columns than a spreadsheet has are refused")
  func tooManyColumns() {
    let wide = (1...16_384).map { "c\($0)" }.joined(separator: ",")
    #expect(table(wide).value?.columnCount == 16_384)
    #expect(
      messages(wide + ",one more") == [
        "R0631 survey.csv:1: the file has 16385 columns; at most 16384 are read"
      ])
    #expect(messages(String(repeating: ",", count: 100_000)).first?.hasPrefix("R0631") == true)
  }

  @Test("a file of more bytes than offsets can count is refused")
  func tooLarge() {
    let bytes = Array("id\nP1\n".utf8)
    bytes.withUnsafeBufferPointer { buffer in
      #expect(throws: CSVPrelude.Refusal.tooLarge) { try CSVPrelude(buffer, largestFile: 5) }
      #expect(throws: Never.self) { try CSVPrelude(buffer, largestFile: 6) }
    }
  }

  @Test("twenty problems are told, of the others their number")
  func twenty() {
    let rows = (1...30).map { "P\($0)\n" }.joined()
    let found = messages("id,x\n" + rows)
    #expect(found.count == 21)
    #expect(found.first == "R0626 survey.csv:2: row 2 has 1 field, the header has 2")
    #expect(found[19] == "R0626 survey.csv:21: row 21 has 1 field, the header has 2")
    #expect(found.last == "R0626 survey.csv:22: and 10 more problems in this file")
    #expect(messages("id,x\n" + (1...20).map { "P\($0)\n" }.joined()).count == 20)
    #expect(
      messages("id,x\n" + (1...21).map { "P\($0)\n" }.joined()).last
        == "R0626 survey.csv:22: and 1 more problem in this file")
  }

  @Test("problems come in the order of the file, those of the encoding too")
  func order() {
    let bytes = Array("id,x\nP1\nP2,".utf8) + [0xFF] + Array("\nP3\n".utf8)
    #expect(
      PeopleTable.read(bytes, name: "f").diagnostics.map(\.code) == [.raggedRow, .invalidUTF8, .raggedRow])
  }

  @Test("what people wrote is in no message and in no source that a message shows")
  func nobodysWords() {
    let text = "id,name,town\nP1,Ada Éclair 王,Zürich\nP2,\"Bob \"Q\" Quiet\",X\nP3,Cy,Y,more\n"
    let found = table(text)
    #expect(found.diagnostics.count == 2)
    let shown = found.diagnostics.map { $0.message + $0.place.source.text }.joined()
    for word in ["Ada", "clair", "王", "rich", "Bob", "Quiet", "Cy", "more", "P3"] {
      #expect(!shown.contains(word))
    }
    let source = found.diagnostics[0].place.source
    #expect(source.bytes.count == text.utf8.count)
    #expect(
      source.text == "id,name,town\nxx,xxx ×xxxxx ✕,x×xxxx\n".replacing(" ", with: "x") + """
        xx,"xxxx"x"xxxxxx",x
        xx,xx,x,xxxx

        """)
  }

  @Test("when the header swallows the file by an open quote, its words are not shown either")
  func openHeader() {
    let found = table("id,\"name\nP1,Ada\n")
    #expect(messages(found.diagnostics) == ["R0627 survey.csv:1: row 1, column 2: the quote is never closed"])
    #expect(found.diagnostics[0].place.source.text == "xx,\"xxxx\nxx,xxx\n")
  }
}
