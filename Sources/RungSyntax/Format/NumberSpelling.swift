// How a number is written: `_` between groups of three from five digits before the point, none after it.

enum NumberSpelling {
  /// Groups the digits of a number given as ASCII digits with at most one `.`.
  static func grouped(_ plain: [UInt8]) -> [UInt8] {
    let point = plain.firstIndex(of: UInt8(ascii: ".")) ?? plain.count
    guard point >= 5 else { return plain }
    var result: [UInt8] = []
    result.reserveCapacity(plain.count + point / 3)
    for index in 0..<point {
      if index > 0, (point - index) % 3 == 0 { result.append(UInt8(ascii: "_")) }
      result.append(plain[index])
    }
    return result + plain[point...]
  }

  /// Without zeros before the first digit that counts: `007` is `7`, `0.5` stays.
  static func canonical(_ plain: [UInt8]) -> [UInt8] {
    let point = plain.firstIndex(of: UInt8(ascii: ".")) ?? plain.count
    let zeros = plain[..<point].prefix { $0 == UInt8(ascii: "0") }.count
    return grouped(Array(plain[min(zeros, max(0, point - 1))...]))
  }
}
