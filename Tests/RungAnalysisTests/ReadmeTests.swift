// What the README shows is right.

import RungAnalysis
import Testing

@Suite struct ReadmeTests {
  /// The texts between "```rung" and "```".
  static let blocks: [String] = {
    var blocks: [String] = []
    var current: [Substring]?
    for line in Examples.read("../../README.md").split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = current {
        current = line == "```" ? nil : lines + [line]
        if line == "```" { blocks.append(lines.joined(separator: "\n")) }
      } else if line == "```rung" {
        current = []
      }
    }
    return blocks
  }()

  @Test("there are programmes in the README")
  func some() { #expect(Self.blocks.count >= 3) }

  @Test("every programme in the README is right", arguments: blocks)
  func right(block: String) {
    let programme = Programme(block)
    #expect(programme.definitions.entities.count > 2)
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
  }
}
