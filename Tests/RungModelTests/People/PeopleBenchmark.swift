// How long a million people take, beside what `sqlite3 :memory: ".import --csv FILE people"` takes for the file:
//
//   Tests/Benchmarks/people/generate.py > people.csv
//   RUNG_BENCH_PEOPLE=people.csv swift test -c release --filter PeopleBenchmark
//
// Prints seconds to read the file into memory, to make columns and to check the ids, and the peak of memory.

import RungModel
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("PeopleBenchmark")
struct PeopleBenchmark {
  private static var file: String? { getenv("RUNG_BENCH_PEOPLE").map { String(cString: $0) } }

  @Test("a million people", .enabled(if: PeopleBenchmark.file != nil))
  func million() throws {
    let path = try #require(Self.file)
    let clock = ContinuousClock()
    var bytes: [UInt8] = []
    var people: PeopleTable?
    var ids: PeopleIds?
    let reading = clock.measure { bytes = Self.read(path) }
    let columns = clock.measure { people = PeopleTable.read(bytes, name: path).value }
    let table = try #require(people)
    let identifying = clock.measure { ids = table.identified(by: 0).value }
    #expect(ids?.count == table.rowCount)
    print("people: \(table.rowCount) rows, \(table.columnCount) columns, \(bytes.count) bytes")
    print("  file in memory  \(Self.seconds(reading)) s")
    print("  columns         \(Self.seconds(columns)) s")
    print("  ids             \(Self.seconds(identifying)) s")
    print("  peak memory     \(Self.peakKilobytes / 1024) MB")
  }

  private static func read(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let length = Int(lseek(file, 0, SEEK_END))
    guard length > 0, lseek(file, 0, SEEK_SET) == 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
      while filled < length {
        let count = readSome(
          file, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
        guard count > 0 else { break }
        filled += count
      }
    }
  }

  private static func readSome(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(file, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func seconds(_ duration: Duration) -> Double {
    (duration / .milliseconds(1)).rounded() / 1000
  }

  private static var peakKilobytes: Int {
    var usage = rusage()
    // RUSAGE_SELF is 0 everywhere; its Swift type is not the same everywhere.
    getrusage(.init(0), &usage)
    #if canImport(Glibc)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss / 1024
    #endif
  }
}
