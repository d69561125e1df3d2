// Ids tell people apart, and never tell who they are.

import RungModel
import RungText
import Testing

@Suite("Ids of people")
struct PeopleIdsTests {
  private func ids(_ text: String, column: Int = 0, slicesFrom threshold: Int = 65_536) throws -> Checked<
    PeopleIds?
  > {
    try #require(table(text, slicesFrom: threshold).value).identified(by: column)
  }

  @Test("a person is found by id, whatever blanks stand around it", arguments: [0, 65_536])
  func found(threshold: Int) throws {
    let people = try #require(
      try ids("x,id\na,P1\nb, P2 \nc,\"P\"\"3\"\n", column: 1, slicesFrom: threshold).value)
    #expect(people.count == 3)
    #expect((0..<3).map { people[$0] } == ["P1", "P2", "P\"3"])
    #expect(people.row(of: "P2") == 1)
    #expect(people.row(of: "P\"3") == 2)
    #expect(people.row(of: "P9") == nil)
  }

  @Test("nobody at all is fine")
  func nobody() throws {
    let people = try #require(try ids("id\n").value)
    #expect(people.count == 0)
    #expect(people.row(of: "P1") == nil)
  }

  @Test("an id given twice names both rows", arguments: [0, 65_536])
  func duplicates(threshold: Int) throws {
    let found = try ids("id,x\nP1,1\nP2,2\nP1,3\n P2,4\nP1,5\n", slicesFrom: threshold)
    #expect(found.value == nil)
    #expect(
      messages(found.diagnostics) == [
        "R0635 survey.csv:4: rows 2 and 4 have the same id \"P1\"",
        "R0635 survey.csv:5: rows 3 and 5 have the same id \"P2\"",
        "R0635 survey.csv:6: rows 2 and 6 have the same id \"P1\"",
      ])
    #expect(found.diagnostics.map(\.place.range).first == ByteRange(15, 17))
  }

  @Test("an id that may be a name or an address is not shown", arguments: ["Ada", "Ada 2", "a1@example.org"])
  func namesStayHidden(id: String) throws {
    let found = try ids("id\n\(id)\n\(id)\n")
    #expect(messages(found.diagnostics) == ["R0635 survey.csv:3: rows 2 and 3 have the same id"])
  }

  @Test("a row without an id is refused")
  func missing() throws {
    #expect(
      messages(try ids("id,x\nP1,1\n,2\n \u{A0},3\n").diagnostics) == [
        "R0636 survey.csv:3: row 3, column \"id\": the id is missing",
        "R0636 survey.csv:4: row 4, column \"id\": the id is missing",
      ])
  }

  @Test("twenty problems are told, of the others their number")
  func twenty() throws {
    let found = try ids("id,x\n" + String(repeating: "P1,1\n", count: 1000)).diagnostics
    #expect(found.count == 21)
    #expect(messages(found).last == "R0635 survey.csv:23: and 979 more problems in this file")
  }

  @Test("e-mail addresses as ids are warned of, once")
  func addresses() throws {
    let found = try ids("E-mail,x\na@example.org,1\nb@example.org,2\n")
    #expect(found.value != nil)
    #expect(found.diagnostics.map(\.severity) == [.warning])
    #expect(
      messages(found.diagnostics) == [
        "R0637 survey.csv:2: column \"E-mail\" has e-mail addresses; ids are kept and shared"
      ])
  }

  @Test("a hundred thousand ids are all found again", arguments: [1000, 1_000_000])
  func many(threshold: Int) throws {
    var text = "id\n"
    for row in 0..<100_000 { text += "P\(row &* 7919 % 1_000_003)\n" }
    let people = try #require(try ids(text, slicesFrom: threshold).value)
    #expect((0..<100_000).allSatisfy { people.row(of: "P\($0 &* 7919 % 1_000_003)") == $0 })
  }
}
