// The journal: what was appended is there again, whatever was cut off or damaged behind it.

import RungSnapshot
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct JournalTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/journal" }

  init() throws { folder = try TemporaryFolder() }

  private func filled(_ records: [String]) throws {
    let journal = try Journal(path)
    for record in records { try journal.append(record) }
  }

  /// What the file holds when it is opened anew.
  private func records() throws -> [String] { try Journal(path).records }

  @Test("records come back as they were, line feeds and all")
  func roundTrip() throws {
    let written = ["edit a\n| one\n| two", "", "größer 東京", String(repeating: "x", count: 100_000)]
    try filled(written)
    #expect(try records() == written)
    try filled(["and one more"])
    #expect(try records() == written + ["and one more"])
  }

  @Test("a record cut short at any byte is dropped, the others stay, and writing goes on")
  func torn() throws {
    try filled(["first", "second"])
    let whole = try DurableFile.read(path)
    let second = whole.count - "second".utf8.count - 19
    for length in second..<whole.count {
      try DurableFile.write(Array(whole[..<length]), to: path)
      #expect(try records() == ["first"], "\(length)")
      try filled(["third"])
      #expect(try records() == ["first", "third"], "\(length)")
    }
  }

  @Test("a changed byte ends what can be trusted")
  func damaged() throws {
    try filled(["first", "second", "third"])
    let whole = try DurableFile.read(path)
    for position in whole.indices {
      var bytes = whole
      bytes[position] ^= 1
      try DurableFile.write(bytes, to: path)
      let left = try records()
      #expect(
        left.count < 3 && left == Array(["first", "second", "third"].prefix(left.count)), "\(position)")
    }
  }

  @Test("replacing keeps the lock and what is appended later")
  func replace() throws {
    let journal = try Journal(path)
    try journal.append("old")
    try journal.replace(by: ["kept"])
    try journal.append("new")
    #expect(try DurableFile.names(in: folder.path) == ["journal"])
    #expect(String(decoding: try DurableFile.read(path), as: UTF8.self).contains("kept"))
    #expect(!String(decoding: try DurableFile.read(path), as: UTF8.self).contains("old"))
  }

  @Test("a folder cannot be a journal, and it says so")
  func folderInTheWay() throws {
    try DurableFile.createFolder(path)
    #expect(throws: Journal.OpenError.self) { try Journal(path) }
  }
}
