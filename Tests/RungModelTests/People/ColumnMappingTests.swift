// Which columns fill which property.

import RungModel
import RungText
import Testing

@Suite("Mapping columns to properties")
struct ColumnMappingTests {
  private let survey = """
    Response,Langues,Second language,Region
    P1,en,fr,MENA
    P2,en,,CEE
    P3,en,fr,MENA
    P4,,,MENA
    P5,fr,fr,CEE
    """

  private func people() throws -> PeopleTable { try #require(table(survey).value) }

  @Test("a property is filled from a column, several columns or a fixed value")
  func filled() throws {
    let people = try people()
    let mapping = ColumnMapping([
      (property: "id", source: .column(["Response"])),
      (property: "languages", source: .columns([["Languages", "Langues"], ["Second language"]])),
      (property: "role", source: .fixed("mentor")),
    ])
    let resolved = mapping.resolved(in: people)
    #expect(resolved.diagnostics.isEmpty)
    #expect(resolved.value.map(\.property) == ["id", "languages", "role"])
    #expect(resolved.value.map(\.filling) == [.columns([0]), .columns([1, 2]), .fixed("mentor")])

    let languages = people.filled(resolved.value[1])
    #expect(languages.codes == [0, 1, 0, 2, 3])
    #expect((0..<languages.distinctCount).map { languages.texts($0) } == [["en", "fr"], ["en"], [], ["fr"]])
    var asked = 0
    let counts = languages.map { texts -> Int in
      asked += 1
      return texts.count
    }
    #expect(asked == 4)
    #expect((0..<5).map { counts[$0] } == [2, 1, 2, 0, 1])

    let role = people.filled(resolved.value[2])
    #expect(role.codes == nil)
    #expect((0..<5).map { role.texts(role.code($0)) } == Array(repeating: ["mentor"], count: 5))
  }

  @Test("three columns side by side keep their order")
  func threeColumns() throws {
    let people = try #require(table("a,b,c\n1,2,3\n3,2,1\n1,2,3\n1,,3\n").value)
    let joined = people.filled(FilledProperty(property: "x", filling: .columns([2, 0, 1])))
    #expect(joined.codes == [0, 1, 0, 2])
    #expect(
      (0..<joined.distinctCount).map { joined.texts($0) } == [
        ["3", "1", "2"], ["1", "3", "2"], ["3", "1"],
      ])
  }

  @Test("many thousand distinct texts side by side are not confused")
  func manyCombinations() throws {
    var text = "a,b\n"
    for row in 0..<70_000 { text += "x,\(row)\n" }
    text += "y,0\n"
    let people = try #require(table(text).value)
    let joined = people.filled(FilledProperty(property: "x", filling: .columns([0, 1])))
    #expect(joined.distinctCount == 70_001)
    #expect(joined.texts(joined.code(70_000)) == ["y", "0"])
    #expect(joined.texts(joined.code(65_536)) == ["x", "65536"])
  }

  @Test("an unknown column is refused with the header that was probably meant")
  func unknown() throws {
    let mapping = ColumnMapping([
      (property: "id", source: .column(["response"])),
      (property: "region", source: .column(["Reigon", "Area"])),
      (property: "skills", source: .columns([["Skills"], ["Langues"]])),
    ])
    let resolved = mapping.resolved(in: try people())
    #expect(resolved.value.isEmpty)
    #expect(
      messages(resolved.diagnostics) == [
        "R0632 survey.csv:1: no column of survey.csv is called \"response\"",
        "R0632 survey.csv:1: no column of survey.csv is called \"Reigon\"",
        "R0632 survey.csv:1: no column of survey.csv is called \"Skills\"",
      ])
    #expect(
      resolved.diagnostics.map { $0.fixes.map(\.text) } == [
        ["did you mean \"Response\"?"], ["did you mean \"Region\"?"],
        ["the columns are \"Response\", \"Langues\", \"Second language\", \"Region\""],
      ])
  }

  @Test("a problem is shown where the script says which column")
  func placeInScript() throws {
    let script = Source(name: "ladder.rung", text: "region: \"Area\"")
    let entry = ColumnMapping.Entry(
      property: "region", filling: .column(["Area"]), place: Place(script, ByteRange(8, 14)))
    let found = ColumnMapping([entry]).resolved(in: try people()).diagnostics
    #expect(found.map(\.place.text) == ["\"Area\""])
  }

  @Test("two columns that fit one property are refused, and so is none")
  func severalAndNone() throws {
    let mapping = ColumnMapping([
      (property: "languages", source: .column(["Langues", "Second language"])),
      (property: "skills", source: .columns([])),
      (property: "wants", source: .column([])),
    ])
    #expect(
      messages(mapping.resolved(in: try people()).diagnostics) == [
        "R0633 survey.csv:1: survey.csv has both \"Langues\" and \"Second language\" for languages",
        "R0634 survey.csv:1: no column is named for skills",
        "R0634 survey.csv:1: no column is named for wants",
      ])
  }

  @Test("a suggestion is near, not just the least far")
  func nearest() {
    let headers = ["id", "Region", "Languages", "Hours per week"]
    #expect(HeaderSpelling.nearest(to: "langauges", in: headers) == "Languages")
    #expect(HeaderSpelling.nearest(to: "Hours  per Week", in: headers) == "Hours per week")
    #expect(HeaderSpelling.nearest(to: "Skills", in: headers) == nil)
    #expect(HeaderSpelling.nearest(to: "week", in: headers) == "Hours per week")
    #expect(HeaderSpelling.nearest(to: "per", in: headers) == nil)
    #expect(HeaderSpelling.nearest(to: "", in: headers) == nil)
    #expect(HeaderSpelling.nearest(to: "x", in: headers) == nil)
    #expect(HeaderSpelling.nearest(to: "x", in: []) == nil)
  }

  @Test("a header in a message is short, and has no signs that turn text around")
  func shown() {
    #expect(HeaderSpelling.shown("Which\nlanguages \u{202E}do\u{0} you") == "Which languages do you")
    #expect(
      HeaderSpelling.shown(String(repeating: "a", count: 60)) == String(repeating: "a", count: 39) + "…")
  }
}
