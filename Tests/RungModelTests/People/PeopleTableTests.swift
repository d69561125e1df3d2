// Columns: each distinct text once, and what a rule over many people reads.

import RungModel
import RungText
import Testing

@Suite("People as columns")
struct PeopleTableTests {
  private let survey = """
    Response,Languages,Region,Hours
    P1,en; fr,MENA,2
    P2,en,CEE,2.5
    P3,en; fr,MENA,
    P4, ,MENA,2
    """

  private func read(_ text: String, slicesFrom threshold: Int = 65_536) throws -> PeopleTable {
    try #require(table(text, slicesFrom: threshold).value)
  }

  @Test("a column has each distinct text once, by first appearance, and a code for each row")
  func codes() throws {
    let people = try read(survey)
    #expect(people.rowCount == 4)
    let languages = people.coded(1)
    #expect(languages.codes == [0, 1, 0, 2])
    #expect((0..<languages.distinct.count).map { languages.distinct[$0] } == ["en; fr", "en", " "])
    #expect(people.codes(2) == [0, 1, 0, 0])
    #expect(people.distinct(2).count == 2)
    #expect(languages[2] == "en; fr")
  }

  @Test("a meaning is asked once for each distinct text")
  func meaningOnce() throws {
    var asked: [String] = []
    let lengths = try read(survey).coded(2).map { (text: String) -> Int in
      asked.append(text)
      return text.count
    }
    #expect(asked == ["MENA", "CEE"])
    #expect((0..<4).map { lengths[$0] } == [4, 3, 4, 4])
  }

  @Test("occurrences say where a text first stands and how often")
  func occurrences() throws {
    let found = try read(survey).coded(2).occurrences
    #expect(found.map(\.firstRow) == [0, 1])
    #expect(found.map(\.rows) == [3, 1])
  }

  @Test("an empty cell and one of blanks are missing, no-break spaces too")
  func missing() throws {
    let people = try read("id,x\n1,\n2,  \n3,\u{A0}\t\n4,a\n5,\"\"\n")
    #expect((0..<5).map { people.isMissing(row: $0, column: 1) } == [true, true, true, false, true])
    let texts = people.coded(1).distinct
    #expect((0..<texts.count).map { texts.isBlank($0) } == [true, true, true, false])
  }

  @Test("a column in which nearly every text is another is kept as places in the file, and reads the same")
  func slices() throws {
    var text = "id,note,region\n"
    for row in 0..<300 { text += "P\(row),\"say \"\"\(row)\"\"\",\(row % 3)\n" }
    let coded = try read(text)
    let sliced = try read(text, slicesFrom: 16)
    #expect((0..<3).map { coded.isKeptAsSlices($0) } == [false, false, false])
    #expect((0..<3).map { sliced.isKeptAsSlices($0) } == [true, true, false])
    #expect(cells(coded) == cells(sliced))
    for column in 0..<3 {
      #expect(coded.codes(column) == sliced.codes(column))
      #expect(coded.distinct(column).count == sliced.distinct(column).count)
    }
    #expect(sliced.text(row: 299, column: 1) == "say \"299\"")
  }

  @Test("a column may turn out to be nearly unique only after many blocks of rows")
  func lateSlices() throws {
    var text = "id,x\n"
    for row in 0..<40_000 { text += "P\(row),\(row < 20_000 ? row % 2 : row)\n" }
    let people = try read(text, slicesFrom: 1000)
    #expect(people.isKeptAsSlices(0))
    for row in [0, 1, 8191, 8192, 19_999, 20_000, 39_999] {
      #expect(people.text(row: row, column: 0) == "P\(row)")
      #expect(people.text(row: row, column: 1) == "\(row < 20_000 ? row % 2 : row)")
    }
  }

  @Test("a cell's place is found again, quoted line ends and all")
  func places() throws {
    let people = try read("id;note;x\nP1;\"two\nlines\";a\nP2;\"\";bb\n")
    let places = people.places(of: [(row: 1, column: 2), (row: 0, column: 1), (row: 9, column: 0)])
    #expect(places.map(\.range) == [ByteRange(33, 35), ByteRange(13, 24), ByteRange(36, 36)])
    #expect(places[0].source.line(at: places[0].range.start) == 4)
    #expect(places[0].text == "xx")
    #expect(people.rowNumber(1) == 3)
    #expect(people.source === places[0].source)
  }

  @Test("columns are found by their header; blanks do not count, capitals do")
  func columnsByName() throws {
    let people = try read("id, Region ,\"Which  languages\ndo you speak?\",affiliate\n1,2,3,4\n")
    #expect(people.column(named: "Region") == .found(1))
    #expect(people.column(named: "Which languages do you speak?") == .found(2))
    #expect(people.column(named: "region") == .unknown(nearest: " Region "))
    #expect(people.column(named: "Affilate") == .unknown(nearest: "affiliate"))
    #expect(people.column(named: "mentor") == .unknown(nearest: nil))
    #expect(people.column(spelled: ["Région", "Region"]) == .found(1))
    #expect(people.column(spelled: ["id", "affiliate"]) == .several(0, 3))
  }

  @Test("sets of tags are split and each tag has one number")
  func tagSets() throws {
    let people = try read(
      "id,languages\n1,en; fr\n2,\"fr, en ,fr\"\n3,\n4,pt-BR|en\n5,\"es\nen\"\n6,en; fr\n")
    let tags = TagSetColumn(people.filled(FilledProperty(property: "languages", filling: .columns([1]))))
    #expect(tags.tags == ["en", "fr", "pt-BR", "es"])
    #expect((0..<6).map { Array(tags[$0]) } == [[0, 1], [0, 1], [], [0, 2], [0, 3], [0, 1]])
    #expect(tags.setCount == 5)
    let everyone = TagSetColumn(
      people.filled(FilledProperty(property: "languages", filling: .fixed("sw; en"))))
    #expect((0..<6).allSatisfy { Array(everyone[$0]) == [0, 1] })
  }

  @Test(
    "numbers are read exactly, in the style of the file",
    arguments: [
      ("12", .point, .number(12, 0)), ("-0.50", .point, .number(-50, 2)), ("+3", .point, .number(3, 0)),
      ("−7", .point, .number(-7, 0)), (" 1 200 ", .point, .number(1200, 0)),
      ("1,200,000", .point, .number(1_200_000, 0)),
      ("1,200.5", .point, .number(12_005, 1)), ("1,200", .point, .ambiguous),
      ("1.200", .point, .number(1200, 3)),
      ("2,5", .comma, .number(25, 1)), ("1.200", .comma, .ambiguous),
      ("1.200,50", .comma, .number(120_050, 2)),
      ("2,5", .point, .notANumber), ("", .point, .missing), ("  ", .comma, .missing),
      (".", .point, .notANumber),
      ("1.", .point, .notANumber), (".5", .point, .number(5, 1)), ("1..2", .point, .notANumber),
      ("-", .point, .notANumber),
      ("12h", .point, .notANumber), ("١٢", .point, .notANumber), ("1,20", .point, .notANumber),
      ("9223372036854775807", .point, .number(.max, 0)), ("9223372036854775808", .point, .notANumber),
      ("-9223372036854775808", .point, .number(.min, 0)),
    ] as [(String, NumberCell.Style, Expected)])
  func numbers(text: String, style: NumberCell.Style, expected: Expected) {
    #expect(NumberCell(text, style: style) == expected.cell)
  }

  enum Expected {
    case number(Int64, Int)
    case missing, ambiguous, notANumber

    var cell: NumberCell {
      switch self {
      case .number(let digits, let places): .number(CellNumber(digits: digits, places: places))
      case .missing: .missing
      case .ambiguous: .ambiguous
      case .notANumber: .notANumber
      }
    }
  }

  @Test("a file with semicolons writes decimals with a comma")
  func numberStyle() throws {
    #expect(try read("id;hours\n1;2,5\n").numberStyle == .comma)
    #expect(try read("id,hours\n1,2.5\n").numberStyle == .point)
    let hours = try read("id;hours\n1;2,5\n2;\n3;2,5\n").coded(1).numbers(style: .comma)
    #expect(hours.values.count == 2)
    #expect(hours[2] == .number(CellNumber(digits: 25, places: 1)))
  }
}
