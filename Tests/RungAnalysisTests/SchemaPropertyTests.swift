// Every property of the schema: its example is right, values of other types and of too high a level are refused
// where they stand, its absence is named when it is required, and a slip of the keyboard is recognised.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

@Suite struct SchemaPropertyTests {
  /// The prelude with one declaration in a file of its own.
  private func programme(_ row: SchemaRow, _ declaration: String) -> Programme {
    let tried = SyntaxTree.parse(Source(name: "tried.rung", text: declaration))
    return Programme(trees: [SchemaPrelude.tree(for: row.kind.name), tried], people: SchemaPrelude.files)
  }

  private func trying(_ row: SchemaRow, _ value: String) -> (programme: Programme, value: Range<Int>) {
    let entry = "\(row.property.name): \(value)"
    let declaration = SmallestDeclaration(row.kind).text([entry], trying: row.property.name)
    let end = declaration.utf8.count - 2  // Before ` }`.
    return (programme(row, declaration), (end - value.utf8.count)..<end)
  }

  @Test("the smallest declaration of every kind is right")
  func smallest() {
    for kind in Schema.rung.kinds {
      let programme = Programme(
        SchemaPrelude.text(for: kind.name) + SmallestDeclaration(kind).text() + "\n",
        people: SchemaPrelude.files)
      #expect(programme.diagnostics.isEmpty, "\(kind.name): \(programme.problems)")
    }
  }

  @Test("every property accepts its example", arguments: SchemaRow.all)
  func example(row: SchemaRow) {
    let programme = trying(row, row.property.example).programme
    #expect(programme.diagnostics.isEmpty, "\(row): \(programme.problems)")
  }

  @Test(
    "every property refuses values of other types, once each and in their place", arguments: SchemaRow.all)
  func wrongTypes(row: SchemaRow) {
    let wrong = WrongValue.all.filter { !$0.fits(row) }
    #expect(wrong.count >= 4, "\(row)")
    for sample in wrong {
      let (programme, value) = trying(row, sample.text)
      let found = programme.diagnostics
      // Of a list or a table each part may be wrong by itself.
      let isRight =
        (found.count == 1 || found.count == 2 && sample.text.hasPrefix("["))
        && found.allSatisfy { problem in
          problem.severity == .error && (problem.code.id.hasPrefix("R03") || problem.code.id.hasPrefix("R02"))
            && value.contains(problem.place.range.bounds.lowerBound)
            && problem.place.range.bounds.upperBound <= value.upperBound
        }
      #expect(isRight, "\(row): \(sample.text)\n\(found.isEmpty ? "nothing is found" : programme.problems)")
    }
  }

  @Test("every property refuses a value of too high a level", arguments: SchemaRow.all)
  func wrongLevel(row: SchemaRow) {
    if row.property.name == "require" || row.property.name == "prefer" {
      // Rules are kept as written, whatever the people are; what a forecast counts has no place in them.
      let rule = row.property.name == "require" ? "[completed(Lead) > 3]" : "[completed(Lead) > 3: 2]"
      #expect(trying(row, rule).programme.codes == ["R0400"], "\(row)")
      return
    }
    let observed = "if completed(Lead) > 3 then \(row.property.example) else \(row.property.example)"
    let (programme, value) = trying(row, observed)
    #expect(programme.codes == ["R0400"], "\(row): \(programme.problems)")
    #expect(programme.diagnostics.first.map { value.contains($0.place.range.bounds.lowerBound) } == true)
    switch row.property.level {
    case .fixed:
      let certain = "if Core.amount > 3 EUR then \(row.property.example) else \(row.property.example)"
      #expect(trying(row, certain).programme.codes == ["R0400"], "\(row)")
    case .certain where row.kind.isFromFile: break  // A column has no median.
    case .certain:
      let drawn = "if (1 to 3) > 2 then \(row.property.example) else \(row.property.example)"
      let programme = trying(row, drawn).programme
      #expect(programme.codes == ["R0402"], "\(row): \(programme.problems)")
      #expect(programme.diagnostics.first?.severity == .warning)
    case .drawn, .observed: break
    }
  }

  @Test("the absence of a required property is named", arguments: SchemaRow.all.filter(\.property.isRequired))
  func absent(row: SchemaRow) {
    let declaration = SmallestDeclaration(row.kind).text(without: row.property.name)
    let programme = programme(row, declaration)
    #expect(programme.codes == ["R0205"], "\(row): \(programme.problems)")
    #expect(programme.diagnostics.first?.message.contains("\"\(row.property.name)\"") == true)
  }

  @Test("a property of which one letter is missing is recognised", arguments: SchemaRow.all)
  func misspelled(row: SchemaRow) {
    guard row.property.name.count >= 4 else { return }
    var word = row.property.name
    word.remove(at: word.index(word.startIndex, offsetBy: 2))
    let declaration = SmallestDeclaration(row.kind).text(
      ["\(word): \(row.property.example)"], trying: row.property.name)
    let programme = programme(row, declaration)
    #expect(programme.codes == ["R0202"], "\(row): \(programme.problems)")
    guard let found = programme.diagnostics.first else { return }
    #expect(found.fixes.first?.edits.first?.replacement == row.property.name, "\(row): \(programme.problems)")
    #expect(found.place.text == word && found.place.source.name == "tried.rung")
  }

  @Test("every kind's own example is right", arguments: Schema.rung.kinds.map(\.name))
  func kindExample(name: String) throws {
    let kind = try #require(Schema.rung.kinds.first { $0.name == name })
    // What the example declares itself is taken out of the prelude.
    let own = kind.example.split(separator: "\n").map(String.init)
    let names = own.filter { !$0.hasPrefix(" ") }.flatMap(Self.declaredName)
    let prelude = SchemaPrelude.text(for: name)
      .replacing(
        "{ module Listening { length: 4 hours } }",
        with: name == "module" ? "{ }" : "{ module Listening { length: 4 hours } }")
    let before = prelude.split(separator: "\n").filter { line in
      !Self.declaredName(String(line)).contains { names.contains($0) }
    }
    let programme = Programme(
      before.joined(separator: "\n") + "\n" + kind.example, people: SchemaPrelude.files)
    let isMedian = programme.codes.allSatisfy { $0 == "R0402" }
    #expect(programme.diagnostics.isEmpty || isMedian, "\(programme.problems)")
  }

  private static func declaredName(_ line: String) -> [String] {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "[" }).map(String.init)
    return words.count > 1 && words[0].first?.isLetter == true && !line.contains(" in region")
      ? [words[1]] : []
  }

  @Test("every function's example is right", arguments: Function.all.map(\.name.rawValue))
  func functionExample(name: String) throws {
    let function = try #require(Function.all.first { $0.name.rawValue == name })
    if ["either", "fixed"].contains(name) {
      let people = "people Tried from \"applicants.csv\" { id: \"Response\"; timezone: \(function.example) }"
      let text = SchemaPrelude.text(for: "people") + people
      let file = "Response\nR1\n"
      let programme = Programme(text, people: ["applicants.csv": file, "mentors.csv": file])
      #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
      return
    }
    if ["best", "random"].contains(name) {
      let text =
        SchemaPrelude.text(for: "stage") + "stage Tried { duration: 1 month; admits: \(function.example) }"
      #expect(Programme(text, people: SchemaPrelude.files).diagnostics.isEmpty)
      return
    }
    let programme = Programme(
      SchemaPrelude.text(for: "let") + "let Tried = \(function.example)\n", people: SchemaPrelude.files)
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
    #expect(function.documentation.count > 10 && function.signature.hasPrefix(name))
  }
}
