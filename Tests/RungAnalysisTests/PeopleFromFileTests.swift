// People from a spreadsheet as they are seen in formulas.

import RungAnalysis
import RungModel
import Testing

@Suite struct PeopleFromFileTests {
  private static let declaration = """
    dimension region { values: [MENA, SouthAsia] }
    dimension skill { values: [facilitation, governance] }
    people Applicants from "a.csv" {
      id: either("Response", "Response ID")
      languages: ["First", "Second"]
      timezone: fixed("Africa/Nairobi")
      skills: "Can"
      mentees: "Mentees"
      region: "Region"
    }

    """

  private func programme(_ csv: String, more: String = "") -> Programme {
    Programme(Self.declaration + more, people: ["a.csv": csv])
  }

  @Test("aliases, several columns, fixed values and lists in a cell")
  func columns() {
    let programme = programme(
      """
      Response ID,First,Second,Can,Mentees,Region
      R1,en,fr,facilitation; governance,2,MENA
      R2,sw,,governance,,South Asia
      R3,pt-BR,en,,0,
      """)
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
    #expect(programme.value("[p.name for p in people]") == "[\"R1\", \"R2\", \"R3\"]")
    #expect(programme.value("[p.languages for p in people]") == "[[en, fr], [sw], [pt-BR, en]]")
    #expect(programme.value("[p.timezone for p in people where p.region is MENA]") == "[\"Africa/Nairobi\"]")
    #expect(programme.value("[p.region for p in people]") == "[MENA, SouthAsia, unstated]")
    #expect(programme.value("[p.mentees for p in people]") == "[2, none, 0]")
    #expect(programme.value("count([p for p in people where skill.governance in p.skills])") == "2")
    #expect(programme.value("[overlap(p.languages, [en, sw]) for p in people]") == "[1, 1, 1]")
  }

  @Test("a semicolon separates where commas are decimal")
  func decimalCommas() {
    let programme = Programme(
      """
      people A from "a.csv" { id: "Id"; mentees: "Mentees" }
      """, people: ["a.csv": "Id;Mentees\nR1;2,0\nR2;1\n"])
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
    #expect(programme.value("sum([p.mentees for p in people])") == "3")
  }

  @Test("a cell that is none of the words is named by its row, never by what it says")
  func unknownTags() {
    let programme = programme(
      """
      Response,First,Second,Can,Mentees,Region
      R1,en,fr,facilitation,2,MENA
      R2,en,fr,facilitation,2,Narnia
      R3,en,fr,juggling,many,Narnia
      """)
    #expect(programme.codes == ["R0650", "R0650", "R0650"], "\(programme.problems)")
    let messages = programme.diagnostics.map(\.message)
    #expect(messages.contains { $0.contains("row 3, 4") && $0.contains("region") })
    #expect(!messages.contains { $0.contains("Narnia") || $0.contains("juggling") })
  }

  @Test("a column that is not there is named with what is")
  func missingColumn() {
    let programme = programme("Response,First,Second,Can,Mentees,Reg1on\nR1,en,fr,,,\n")
    #expect(programme.diagnostics.count == 1, "\(programme.problems)")
    #expect(programme.codes.first?.hasPrefix("R06") == true)
  }
}
