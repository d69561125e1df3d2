// The random numbers: Philox's published answers, addresses, and the hash that keys them.

import RungModel
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  @Test("Philox-4×32-10 gives the known answers published with Random123 (kat_vectors)")
  func knownAnswers() {
    func block(_ c: [UInt32], _ k: [UInt32]) -> [UInt32] {
      let out = Philox4x32.block(
        counter: .init(c[0], c[1], c[2], c[3]), key0: k[0], key1: k[1])
      return [out.word0, out.word1, out.word2, out.word3]
    }
    #expect(block([0, 0, 0, 0], [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    let ones = UInt32.max
    #expect(
      block([ones, ones, ones, ones], [ones, ones]) == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    // The digits of π.
    #expect(
      block([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0])
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  /// The figures are from a second implementation, in Python, of the stated construction.
  @Test("a stream's numbers never change: this is what a seed means")
  func frozen() {
    let stream = RandomStream(seed: 7, entity: StableHash.key("Grow.completion"), purpose: 1, run: 3)
    #expect(
      (0..<4).map { stream.bits($0) } == [
        0xac20_4b0a_945d_2c15, 0x11ed_8e03_681c_0c7f, 0xfb17_3d84_5c23_d8b9, 0x7e5d_494c_27f8_c139,
      ])
    #expect(stream.uniform(0) == 0.6723677540616008)
  }

  @Test("the n-th number is the same asked alone, in another order, or as a column")
  func addresses() {
    func draw(_ run: UInt32) -> Double {
      RandomStream(seed: 1, entity: 2, purpose: 3, run: run).uniform(5)
    }
    let forward = (0..<100).map(draw)
    let backward = (0..<100).reversed().map(draw)
    #expect(forward == backward.reversed())
    var column = [Double](repeating: 0, count: 60)
    column.withUnsafeMutableBufferPointer {
      RandomStream.fill($0, seed: 1, entity: 2, purpose: 3, firstRun: 40, n: 5)
    }
    #expect(column == Array(forward[40...]))
  }

  @Test("seed, entity, purpose, run and number each change the draw")
  func everyPartCounts() {
    var seen: Set<UInt64> = []
    for seed in [UInt64(0), 1, .max] {
      for entity in [UInt64(0), 1, 1 << 32, .max] {
        for purpose in [UInt32(0), 1, .max] {
          for run in [UInt32(0), 1, .max] {
            for n in [UInt32(0), 1, 2, .max] {
              let stream = RandomStream(seed: seed, entity: entity, purpose: purpose, run: run)
              seen.insert(stream.bits(n))
            }
          }
        }
      }
    }
    #expect(seen.count == 3 * 4 * 3 * 3 * 4)
  }

  @Test("uniform numbers stay inside 0 and 1, have mean ½, variance 1/12, and no lag correlation")
  func uniform() {
    #expect(RandomStream.uniform(bits: 0) == 0x1p-53)
    #expect(RandomStream.uniform(bits: .max) == 1 - 0x1p-53)
    let count = 100_000
    let numbers = (0..<count).map { RandomStream(seed: 9, entity: 4, purpose: 1, run: UInt32($0)).uniform(0) }
    let mean = numbers.reduce(0, +) / Double(count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let pairs = zip(numbers, numbers.dropFirst())
    let lag = pairs.reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / Double(count)
    // Standard errors: 0.289/√n, 0.0745/√n and (1/12)/√n; five of them.
    let root = Double(count).squareRoot()
    #expect(abs(mean - 0.5) < 5 * 0.289 / root)
    #expect(abs(variance - 1 / 12.0) < 5 * 0.0745 / root)
    #expect(abs(lag) < 5 / 12.0 / root)
    // 256 bins: χ² has 255 degrees of freedom, deviation √510.
    var bins = [Int](repeating: 0, count: 256)
    for number in numbers { bins[Int(number * 256)] += 1 }
    let expected = Double(count) / 256
    let chiSquared = bins.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    #expect(abs(chiSquared - 255) < 5 * 510.squareRoot())
  }

  @Test("the stable hash starts from FNV-1a's published values")
  func fnv() {
    func fnv(_ text: String) -> UInt64 {
      var text = text
      return text.withUTF8 { StableHash.fnv1a($0) }
    }
    #expect(fnv("") == 0xcbf2_9ce4_8422_2325)
    #expect(fnv("a") == 0xaf63_dc4c_8601_ec8c)
    #expect(fnv("foobar") == 0x8594_4171_f739_67e8)
  }

  @Test("the mixer is SplitMix64's: its sequence from 0 is the published one")
  func mixer() {
    let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    #expect(StableHash.mixed(step) == 0xE220_A839_7B1D_CDAF)
    #expect(StableHash.mixed(step &* 2) == 0x6E78_9E6A_A1B9_65F4)
    #expect(StableHash.mixed(step &* 3) == 0x06C4_5D18_8009_454F)
  }

  @Test("keys of similar paths all differ, and a change of one letter turns about half of the bits")
  func keys() {
    var keys: Set<UInt64> = []
    for i in 0..<100_000 { keys.insert(StableHash.key("Intake[\(i)].size")) }
    #expect(keys.count == 100_000)
    let turned = (StableHash.key("Grow.completion") ^ StableHash.key("Grow.completioo")).nonzeroBitCount
    #expect((16...48).contains(turned))
    #expect(StableHash.key(of: 1, 2) != StableHash.key(of: 2, 1))
    #expect(StableHash.key("Grow.completion") == 0x554a_ae9c_3870_b541)
  }
}
