// How texts are painted, by example.

import RungSyntax
import RungText
import Testing

@Suite("Highlighter")
struct HighlighterTests {
  /// Each piece with its kind.
  private func painted(_ text: String) -> [String] {
    let source = Source(name: "", text: text)
    return Highlighter.spans(of: SyntaxTree.parse(source)).map {
      "\($0.kind.rawValue) \(source.text($0.range))"
    }
  }

  @Test("a declaration has its kind, name, properties, figures, units and comments painted")
  func declaration() {
    #expect(
      painted("## about\nstage Grow { places: 40; mentoring: 2 hours per month } # end")
        == [
          "doc ## about", "kind stage", "name Grow", "operator {", "property places", "operator :",
          "number 40",
          "operator ;", "property mentoring", "operator :", "number 2", "unit hours", "keyword per",
          "unit month",
          "operator }", "comment # end",
        ])
  }

  @Test("a word is a keyword only in its place")
  func words() {
    #expect(painted("test = 3") == ["name test", "operator =", "number 3"])
    #expect(painted("test first") == ["keyword test", "name first"])
    #expect(painted("show x first 3") == ["keyword show", "name x", "keyword first", "number 3"])
    #expect(painted("x = to.or") == ["name x", "operator =", "name to", "operator .", "property or"])
    #expect(painted("x = not true") == ["name x", "operator =", "keyword not", "keyword true"])
  }

  @Test("inserts in a string are painted apart")
  func strings() {
    #expect(
      painted("x = \"Intake {n}, {{no} {a.b}\"")
        == [
          "name x", "operator =", "string \"Intake ", "interpolation {n}", "string , {{no} ",
          "interpolation {a.b}", "string \"",
        ])
    #expect(painted("x = \"{n}\"").suffix(3) == ["string \"", "interpolation {n}", "string \""])
  }

  @Test("dates, percentages and money are painted")
  func values() {
    #expect(
      painted("x = [2027-03-01, 2027-03, 18:00, 75%, 180 EUR]").filter { !$0.hasPrefix("operator") }
        == [
          "name x", "date 2027-03-01", "date 2027-03", "date 18:00", "number 75", "unit %", "number 180",
          "unit EUR",
        ])
  }

  @Test(
    "half a statement is painted as far as it goes",
    arguments: ["stage Grow { pla", "stage Grow { places:", "stage", "show cohorts where"])
  func half(text: String) {
    #expect(
      painted(text).first
        == (text == "stage" ? "name stage" : text.hasPrefix("show") ? "keyword show" : "kind stage"))
  }

  @Test("what fits nowhere is an error")
  func errors() {
    #expect(painted("x = 1 ~~ 2").contains("error ~~"))
  }
}
