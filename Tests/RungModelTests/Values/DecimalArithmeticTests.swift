// Exact arithmetic on decimals, against figures of another program and against its own laws.

import RungModel
import TestSupport
import Testing

@Suite("Decimal arithmetic")
struct DecimalArithmeticTests {
  @Test("results are those that Python's fractions give", arguments: decimalFigures.split(separator: "\n"))
  func figures(line: Substring) throws {
    let words = line.split(separator: " ")
    try #require(words.count == 5)
    let left = try #require(Decimal(text: words[0]))
    let right = try #require(Decimal(text: words[2]))
    let expected = String(words[4])
    func text(_ result: Decimal?) -> String { result?.canonicalText ?? "nil" }
    switch words[1] {
    case "+": #expect(text(left.adding(right)) == expected)
    case "-": #expect(text(left.subtracting(right)) == expected)
    case "*": #expect(text(left.multiplying(right)) == expected)
    case "/": #expect(text(left.dividing(by: right)) == expected)
    case "%": #expect(text(left.remainder(dividingBy: right)) == expected)
    case "<": #expect(left < right && !(right < left) && left != right)
    case ">": #expect(right < left && !(left < right) && left != right)
    default: Issue.record("unknown operator \(words[1])")
    }
  }

  @Test("sums and products of ordinary numbers do not depend on order or grouping")
  func laws() throws {
    var draws = SeededRandom(2)
    for _ in 0..<5000 {
      let a = draws.decimal(digits: 9, places: 9)
      let b = draws.decimal(digits: 9, places: 9)
      let c = draws.decimal(digits: 9, places: 9)
      let sum = try #require(a.adding(b))
      #expect(sum == b.adding(a))
      #expect(sum.adding(c) == b.adding(c)?.adding(a))
      #expect(sum.subtracting(b) == a)
      let product = try #require(a.multiplying(b))
      #expect(product == b.multiplying(a))
      #expect(product.multiplying(c) == b.multiplying(c)?.multiplying(a))
      let apart = try #require(b.multiplying(c))
      #expect(sum.multiplying(c) == a.multiplying(c)?.adding(apart))
      if !b.isZero { #expect(product.dividing(by: b) == a) }
    }
  }

  @Test("a quotient and its remainder give the number back")
  func remainder() throws {
    var draws = SeededRandom(3)
    for _ in 0..<5000 {
      let a = draws.decimal(digits: 15, places: 6)
      let b = draws.decimal(digits: 6, places: 6)
      if b.isZero { continue }
      let rest = try #require(a.remainder(dividingBy: b))
      #expect(rest.magnitude < b.magnitude)
      #expect(rest.isZero || rest.isNegative == a.isNegative)
      let times = try #require(a.subtracting(rest)?.dividing(by: b))
      #expect(times.isWhole)
      #expect(a.isMultiple(of: b) == rest.isZero)
    }
  }

  @Test("at the ends of the range nothing traps: what does not fit is nil")
  func extremes() throws {
    let coefficients = [Int128.max, -Int128.max, 1, -1, 0, Int128(Int64.max), Int128(Int64.min), 1 << 64]
    var edges: [Decimal] = []
    for coefficient in coefficients {
      for scale in [0, 1, 18, 19, 37, 38] {
        edges.append(try #require(Decimal(coefficient: coefficient, scale: scale)))
      }
    }
    for a in edges {
      #expect(a.negated.negated == a)
      #expect(a.subtracting(a) == .zero)
      #expect(a.asDouble.isFinite)
      for b in edges {
        #expect((a < b) == (b > a))
        #expect([a < b, a == b, a > b].filter { $0 }.count == 1)
        #expect(a.adding(b) == b.adding(a))
        #expect(a.multiplying(b) == b.multiplying(a))
        if b.isZero {
          #expect(a.dividing(by: b) == nil)
          #expect(a.remainder(dividingBy: b) == nil)
        } else {
          _ = a.dividing(by: b)
          let rest = try #require(a.remainder(dividingBy: b))
          #expect(rest.magnitude < b.magnitude)
        }
      }
    }
    let most = try #require(Decimal(coefficient: Int128.max, scale: 0))
    #expect(most.adding(1) == nil)
    #expect(most.negated.subtracting(1) == nil)
    #expect(most.multiplying(2) == nil)
    #expect(most.dividing(by: 1) == most)
    #expect(most.dividing(by: most) == 1)
    #expect(Decimal(coefficient: Int128.min, scale: 0) == nil)
    #expect(Decimal(coefficient: 1, scale: 77) == nil)
    #expect(Decimal(coefficient: 1, scale: -1) == nil)
    #expect(Decimal(Int.min).asInt == Int.min)
    #expect(Decimal(Int.max).adding(1)?.asInt == nil)
  }

  @Test("a sum whose digits do not fit does when the last of them is a zero")
  func carry() throws {
    let a = try #require(Decimal(text: "10000000000000000000000000000000000000.1"))
    let b = try #require(Decimal(text: "9999999999999999999999999999999999999.9"))
    #expect(a.adding(b)?.canonicalText == "20_000_000_000_000_000_000_000_000_000_000_000_000")
    #expect(a.adding(a) == nil)
  }

  @Test("powers multiply out exactly while they fit")
  func powers() {
    #expect(Decimal(2).raised(to: 100)?.canonicalText == "1_267_650_600_228_229_401_496_703_205_376")
    #expect(Decimal(2).raised(to: 127) == nil)
    #expect(Decimal(10).raised(to: -3) == Decimal(literal: "0.001"))
    #expect(Decimal(0).raised(to: 0) == 1)
    #expect(Decimal(0).raised(to: -1) == nil)
    #expect(Decimal(-1).raised(to: Int.min) == 1)
    #expect(Decimal(literal: "0.97")?.raised(to: 12)?.canonicalText == "0.693842360995438000295041")
    #expect(Decimal(literal: "0.5")?.raised(to: Int.max) == .zero)
    #expect(Decimal(3).raised(to: Int.max) == nil)
  }

  @Test("moving the point is exact or nil")
  func pointShift() {
    #expect(Decimal(75).shiftingPoint(by: -2) == Decimal(literal: "0.75"))
    #expect(Decimal(literal: "0.305")?.shiftingPoint(by: 2) == Decimal(literal: "30.5"))
    #expect(Decimal(1).shiftingPoint(by: 38)?.canonicalText.utf8.count == 51)
    #expect(Decimal(1).shiftingPoint(by: 39) == nil)
    #expect(Decimal(1).shiftingPoint(by: -39) == nil)
    #expect(Decimal(7).shiftingPoint(by: Int.max) == nil)
    #expect(Decimal(7).shiftingPoint(by: Int.min) == nil)
    #expect(Decimal(0).shiftingPoint(by: Int.max) == .zero)
  }
}
