// Suggestions for misspelt names.

import RungText
import TestSupport
import Testing

@Suite("A spelling suggestion")
struct SpellingTests {
  private let names = [
    "Veterans", "Faculty", "Discover", "Grow", "Lead", "Board", "mentored-by", "mentoring", "mentees",
  ]

  @Test(
    "names what was meant",
    arguments: [
      ("Veteran", "Veterans"), ("veterans", "Veterans"), ("mentored_by", "mentored-by"),
      ("mentoredBy", "mentored-by"),
      ("mentored by", "mentored-by"), ("Grwo", "Grow"), ("Led", "Lead"), ("Leadd", "Lead"),
      ("Faclty", "Faculty"),
      ("Disc", "Discover"), ("Boards", "Board"), ("mentee", "mentees"), ("mentored-bye", "mentored-by"),
    ])
  func meant(word: String, expected: String) {
    #expect(Spelling.suggestion(for: word, among: names) == expected)
  }

  @Test("is not made when nothing is near", arguments: ["", "x", "Zebra", "Treasurer", "漢字", "Lea rn"])
  func nothing(word: String) {
    #expect(Spelling.suggestion(for: word, among: ["Veterans", "Grow", "Faculty"]) == nil)
  }

  @Test("is never the word itself, but may be the same word in other capitals")
  func itself() {
    #expect(Spelling.suggestion(for: "Grow", among: ["Grow"]) == nil)
    #expect(Spelling.suggestion(for: "grow", among: ["Grow"]) == "Grow")
  }

  @Test("knows plurals in -y")
  func plural() {
    #expect(Spelling.suggestion(for: "category", among: ["categories", "catering"]) == "categories")
    #expect(Spelling.suggestion(for: "categories", among: ["category"]) == "category")
  }

  @Test("counts a swap of neighbours as one slip")
  func swap() {
    #expect(Spelling.suggestion(for: "Laed", among: ["Lead", "Load"]) == "Lead")
  }

  @Test("prefers equality, then one slip, then a beginning")
  func order() {
    #expect(
      Spelling.suggestions(
        for: "mentor", among: ["mentoring", "mentee", "Mentor", "mentors", "mentr"], limit: 4)
        == ["Mentor", "mentors", "mentr", "mentoring"])
  }

  @Test("does not depend on the order of the candidates")
  func anyOrder() {
    var random = SeededRandom(5)
    let answer = Spelling.suggestions(for: "Mantors", among: names + ["Mentors", "Menters"], limit: 3)
    #expect(answer.first == "Mentors")
    for _ in 0..<50 {
      let shuffled = (names + ["Mentors", "Menters"]).shuffled(using: &random)
      #expect(Spelling.suggestions(for: "Mantors", among: shuffled, limit: 3) == answer)
    }
  }

  @Test("agrees with the definition of the distance, by brute force")
  func bruteForce() {
    /// Optimal string alignment by its recursive definition.
    func distance(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
      if a.isEmpty || b.isEmpty { return a.count + b.count }
      var least = min(
        distance(a.dropLast(), b) + 1, distance(a, b.dropLast()) + 1,
        distance(a.dropLast(), b.dropLast()) + (a.last == b.last ? 0 : 1))
      if a.count > 1, b.count > 1, a.last == b.dropLast().last, a.dropLast().last == b.last {
        least = min(least, distance(a.dropLast(2), b.dropLast(2)) + 1)
      }
      return least
    }
    var random = SeededRandom(3)
    func word(_ count: Int) -> String {
      String((0..<count).map { _ in ["k", "l", "m", "n"][random.below(4)] }.joined())
    }
    for _ in 0..<400 {
      let (a, b) = (word(3 + random.below(4)), word(3 + random.below(4)))
      let slips = distance(Array(a)[...], Array(b)[...])
      let bound = a.count / 3
      let isBeginning = b.hasPrefix(a) || (b.count >= 4 && a.hasPrefix(b))
      let isNear = a != b && (slips <= bound || isBeginning)
      #expect((Spelling.suggestion(for: a, among: [b]) == b) == isNear, "\(a) \(b) \(slips)")
    }
  }

  @Test("is found among 100 000 names")
  func many() {
    let many = (0..<100_000).map { "Participant-\($0 &* 7919 % 1_000_003)" }
    let answer = Spelling.suggestion(for: "Particpant-500", among: many)
    #expect(answer?.hasPrefix("Participant-") == true)
  }

  @Test("is quick even when the candidates are enormous")
  func enormous() {
    let huge = String(repeating: "ab", count: 500_000)
    #expect(Spelling.suggestion(for: "Grow", among: [huge, "Grows"]) == "Grows")
    #expect(Spelling.suggestion(for: huge, among: ["Grow"]) == nil)
  }
}
