// What keeps the house in order: each file known to its plan, imports along the arrows, nothing left lying about.

import Testing

@Suite struct TidyTests {
  @Test("the top of the repository holds only what belongs there")
  func top() {
    let allowed: Set = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "scripts", "grammar", "README.md",
    ]
    for name in Tree.names(in: ".") where !name.hasPrefix(".") { #expect(allowed.contains(name), "\(name)") }
  }

  @Test("every source file and every room is in ARCHITECTURE.md")
  func architecture() throws {
    let page = try #require(Tree.text("Sources/ARCHITECTURE.md"))
    for name in Tree.names(in: "Sources") where Tree.isFolder("Sources/" + name) {
      #expect(page.contains("`\(name)`"), "Sources/\(name)")
    }
    #expect(Tree.sources.count > 150)
    let missing = Tree.sources.filter { path in
      let file = path.split(separator: "/").last ?? ""
      return !Self.mentions(file.dropLast(".swift".count), in: page)
    }
    #expect(missing.isEmpty, "not in the map: \(missing.joined(separator: " "))")
  }

  /// The name as a word of its own: `Show.swift` is not mentioned by `ShowVerb`.
  private static func mentions(_ name: Substring, in page: String) -> Bool {
    var rest = page[...]
    while let range = rest.range(of: String(name)) {
      let before = range.lowerBound > page.startIndex ? page[page.index(before: range.lowerBound)] : " "
      let after = range.upperBound < page.endIndex ? page[range.upperBound] : " "
      if !before.isLetter, !after.isLetter, !after.isNumber { return true }
      rest = page[range.upperBound...]
    }
    return false
  }

  @Test("imports go along the arrows of Package.swift")
  func arrows() {
    #expect(Room.all.count > 10)
    #expect(Room.all.first { $0.name == "RungModel" }?.imports == ["RungText", "RungSyntax"])
    let names = Set(Room.all.map(\.name))
    let system: Set = ["Glibc", "Darwin", "Testing", "Foundation", "Synchronization", "FoundationEssentials"]
    for path in Tree.sources + Tree.tests {
      let parts = path.split(separator: "/").map(String.init)
      let name = parts.dropLast().last { names.contains($0) } ?? parts[1]
      guard let room = Room.all.first(where: { $0.name == name }) else {
        Issue.record("no target has \(path)")
        continue
      }
      for line in Tree.lines(path) {
        let words = line.split(whereSeparator: { $0 == " " || $0 == ";" }).map(String.init)
        guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else { continue }
        guard at == 0 || words[0].hasPrefix("@") || ["package", "public", "internal"].contains(words[0])
        else { continue }
        let module = words[words.count - 1].split(separator: ".")[0]
        #expect(
          room.imports.contains(String(module)) || system.contains(String(module)),
          "\(path) imports \(module)")
      }
    }
  }

  @Test("rooms depend on rooms before them only")
  func order() {
    var seen: Set<String> = ["ArgumentParser", "CLibedit"]
    for room in Room.all {
      #expect(room.imports.isSubset(of: seen), "\(room.name): \(room.imports.subtracting(seen).sorted())")
      seen.insert(room.name)
    }
  }

  @Test("no room uses Foundation")
  func foundation() {
    for path in Tree.sources where !path.hasPrefix("Sources/rung/") {
      #expect(!Tree.lines(path).contains { $0.hasPrefix("import Foundation") }, "\(path)")
    }
  }

  @Test("no file has more than 500 lines")
  func length() {
    for path in Tree.sources { #expect(Tree.lines(path).count <= 501, "\(path)") }
  }

  @Test("every Swift file begins with what it is for")
  func opening() {
    for path in Tree.sources + Tree.tests where !path.hasSuffix("Package.swift") {
      #expect(Tree.lines(path).first?.hasPrefix("//") == true, "\(path)")
    }
  }

  @Test("nothing is left for later, and no machine is named")
  func leftovers() {
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "/wo" + "rk", "/ro" + "ot"]
    let files =
      Tree.sources + Tree.tests + Tree.files(under: "scripts") + Tree.files(under: "grammar") + ["README.md"]
    for path in files where !path.hasSuffix(".csv") {
      for (number, line) in Tree.lines(path).enumerated() {
        for word in words where line.contains(word) {
          if word == words[2], line.contains("\"") { continue }  // Currencies: the code of none.
          Issue.record("\(path):\(number + 1): \(line)")
        }
      }
    }
  }

  @Test("what can trap says on its line why it does not")
  func traps() {
    let calls = [
      "try! ", "fatalError(", "precondition(", "as! ", "preconditionFailure(", "unsafelyUnwrapped",
    ]
    for path in Tree.sources {
      for (number, line) in Tree.lines(path).enumerated() {
        let code = Self.code(line)
        let isTrap = calls.contains { code.contains($0) } || Self.forcesUnwrap(code)
        if isTrap { #expect(line.contains("//"), "\(path):\(number + 1): \(line)") }
      }
    }
  }

  /// The line without its comment and without what stands in quotes.
  private static func code(_ line: Substring) -> String {
    var kept = ""
    var isQuoted = false
    var last: Character = " "
    for character in line {
      if character == "\"", last != "\\" { isQuoted.toggle() }
      if !isQuoted, character == "/", last == "/" { break }
      if !isQuoted { kept.append(character) }
      last = character
    }
    return kept
  }

  /// `x!`, `f()!`, `a[0]!`; not `!x`, `!=`, nor a type `Int!` in a declaration.
  private static func forcesUnwrap(_ code: String) -> Bool {
    let characters = Array(code)
    for index in characters.indices.dropFirst() where characters[index] == "!" {
      let before = characters[index - 1]
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      let ends = before.isLetter || before.isNumber || before == ")" || before == "]" || before == "_"
      if ends, after != "=" { return true }
    }
    return false
  }
}
