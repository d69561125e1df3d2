// Rules over many people give what asking one by one gives.

import RungAnalysis
import RungModel
import Testing

@Suite struct RuleTests {
  /// 500 people with regions, languages and hours by a fixed pattern; every 17th region is empty.
  private static let file: String = {
    var lines = ["Response;Region;Languages;Places"]
    let regions = ["MENA", "CEE", "NWEurope"]
    let languages = ["en", "en, fr", "sw", "fr, sw, en"]
    for n in 0..<500 {
      lines.append("R\(n);\(n % 17 == 0 ? "" : regions[n % 3]);\"\(languages[n % 4])\";\(n % 6)")
    }
    return lines.joined(separator: "\n")
  }()

  private static let script = """
    dimension region { values: [MENA, CEE, NWEurope] }
    let Least = 2
    people All from "all.csv" {
      id: "Response"
      region: "Region"
      languages: "Languages"
      mentees: "Places"
    }
    """

  struct Case: Sendable, CustomStringConvertible {
    let rule: String
    let byHand: @Sendable (Int) -> Bool

    init(_ rule: String, _ byHand: @escaping @Sendable (Int) -> Bool) {
      self.rule = rule
      self.byHand = byHand
    }

    var description: String { rule }
  }

  private static let cases: [Case] = [
    Case("p.region is MENA", { n in n % 17 != 0 && n % 3 == 0 }),
    Case("p.region is not MENA", { n in n % 17 == 0 || n % 3 != 0 }),
    Case("p.region is none", { n in n % 17 == 0 }),
    Case("fr in p.languages and p.mentees >= Least", { n in [1, 3].contains(n % 4) && n % 6 >= 2 }),
    Case("p.region in [CEE, NWEurope] or p.mentees is 0", { n in (n % 17 != 0 && n % 3 != 0) || n % 6 == 0 }),
    Case("not (p.mentees + 1 > 3)", { n in n % 6 <= 2 }),
    Case("overlap(p.languages, [en, sw]) >= 2", { n in n % 4 == 3 }),
    Case("p.mentees is p.mentees and p.region is CEE", { n in n % 17 != 0 && n % 3 == 1 }),
    Case("p.mentees > count(p.languages)", { n in n % 6 > [1, 2, 1, 3][n % 4] }),
  ]

  @Test("counting by a rule agrees with counting by hand", arguments: cases)
  func agrees(example: Case) {
    let programme = Programme(Self.script, people: ["all.csv": Self.file])
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
    let expected = (0..<500).count(where: example.byHand)
    #expect(programme.value("count([p for p in people where \(example.rule)])") == String(expected))
  }

  @Test("work can be cancelled between blocks, and says how far it came")
  func cancelled() {
    let handle = EngineHandle()
    handle.begin(10)
    #expect(throws: Never.self) { try handle.advance(by: 4) }
    #expect(handle.progress == (4, 10))
    handle.cancel()
    #expect(throws: Cancelled.self) { try handle.advance(by: 1) }
  }
}
