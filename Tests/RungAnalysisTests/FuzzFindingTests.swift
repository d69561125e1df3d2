// Texts that once broke a promise, kept in Tests/Specs/fuzz.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct FuzzFindingTests {
  private static let folder = repository + "/Tests/Specs/fuzz/"

  private static let findings: [String] = {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".rung") { names.append(name) }
    }
    return names.sorted()
  }()

  @Test("a finding keeps every promise", arguments: findings)
  func keeps(name: String) {
    let bytes = Examples.read("../../Tests/Specs/fuzz/" + name)
    let programme = Programme(bytes)
    let formatter = Formatter { Schema.rung.order(of: $1, in: $0) }
    if case .formatted(let once) = formatter.format(SyntaxTree.parse(Source(name: name, text: bytes))) {
      #expect(formatter.format(SyntaxTree.parse(Source(name: name, text: once))).text == once)
    }
    guard !programme.diagnostics.contains(where: { $0.severity == .error }) else { return }
    let text = programme.definitions.canonicalText()
    let again = Programme(text)
    #expect(again.collected.isEmpty, "\(again.problems)")
    #expect(again.definitions.canonicalText() == text)
  }

  @Test("the findings are found")
  func areThere() { #expect(Self.findings.count >= 3) }
}
