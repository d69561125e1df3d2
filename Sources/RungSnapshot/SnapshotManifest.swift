// What is known of a snapshot beside its text: `snapshots/Spring.manifest` beside `snapshots/Spring.rung`.
//
// A text of `word: value` lines, one record a snapshot, so that git shows and merges it well. Each record names the
// text it speaks of by digest: while a snapshot is replaced the manifest holds the old and the new record, and
// whichever text is found has its own. The last line of a record is the digest of the lines before it.

/// Where a snapshot comes from.
package struct SnapshotParent: Hashable, Sendable {
  package let name: String
  package let digest: String

  package init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}

package struct SnapshotRecord: Hashable, Sendable {
  /// SHA-256 of the text.
  package var digest: String
  /// The file of the programme, from the project folder; empty when it has none.
  package var programme: String
  /// The edition of the language that the text is written in.
  package var edition: Int
  /// When it was saved: UTC, as `2026-11-22T14:04:10Z`.
  package var saved: String
  /// Who saved it; empty when nobody knows, as in manifests of before authors were noted.
  package var author: String
  package var parent: SnapshotParent?
  /// Digests of the snapshots before it, oldest first, the parent last.
  package var lineage: [String]
  package var note: String

  package init(
    digest: String = "", programme: String, edition: Int, saved: String, author: String = "",
    parent: SnapshotParent? = nil, lineage: [String] = [], note: String = ""
  ) {
    self.digest = digest
    self.programme = programme
    self.edition = edition
    self.saved = saved
    self.author = author
    self.parent = parent
    self.lineage = lineage
    self.note = note
  }

  /// Ancestors named in a manifest; older ones are found through their own.
  package static let mostAncestors = 1_000

  // MARK: Text

  /// Its lines, the seal last.
  package var sealedText: String {
    let lines = unsealed
    return lines + "seal: \(Digest.sha256(Array(lines.utf8)))\n"
  }

  private var unsealed: String {
    var lines = ["digest: \(digest)", "edition: \(edition)", "saved: \(saved)"]
    if !author.isEmpty { lines.append("author: \(Self.escaped(author))") }
    if !programme.isEmpty { lines.append("programme: \(Self.escaped(programme))") }
    if let parent { lines.append("parent: \(parent.digest) \(Self.escaped(parent.name))") }
    for ancestor in lineage { lines.append("ancestor: \(ancestor)") }
    if !note.isEmpty { lines.append("note: \(Self.escaped(note))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\r", with: "").replacing("\n", with: "\\n")
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// Nil when the lines are not a whole record, or not what was sealed. A word that a later version may have added
  /// is passed over.
  init?(lines: [Substring]) {
    var record = SnapshotRecord(programme: "", edition: 0, saved: "")
    var seal: Substring?
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      switch line[..<colon] {
      case "digest": record.digest = String(value)
      case "edition": record.edition = Int(value) ?? 0
      case "saved": record.saved = String(value)
      case "author": record.author = Self.unescaped(value)
      case "programme": record.programme = Self.unescaped(value)
      case "parent":
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        record.parent = SnapshotParent(name: Self.unescaped(parts[1]), digest: String(parts[0]))
      case "ancestor": record.lineage.append(String(value))
      case "note": record.note = Self.unescaped(value)
      case "seal": seal = value
      default: continue
      }
    }
    let sealed = lines.filter { !$0.hasPrefix("seal:") }.map { $0 + "\n" }.joined()
    guard let seal, !record.digest.isEmpty, seal == Digest.sha256(Array(sealed.utf8)) else { return nil }
    self = record
  }
}

package struct SnapshotManifest: Hashable, Sendable {
  package var records: [SnapshotRecord]
  /// Whether a part of it could not be understood.
  package private(set) var isDamaged = false

  package init(_ records: [SnapshotRecord]) { self.records = records }

  package func record(of digest: String) -> SnapshotRecord? { records.last { $0.digest == digest } }

  private static let heading = "# Beside the snapshot of this name; written by rung snapshot."

  package var bytes: [UInt8] {
    Array((Self.heading + "\n" + records.map { "\n" + $0.sealedText }.joined()).utf8)
  }

  package init(_ bytes: [UInt8]) {
    records = []
    var lines: [Substring] = []
    func finish(_ manifest: inout SnapshotManifest) {
      guard !lines.isEmpty else { return }
      if let record = SnapshotRecord(lines: lines) {
        manifest.records.append(record)
      } else {
        manifest.isDamaged = true
      }
      lines = []
    }
    // As git on another system may have written it: a carriage return and a line feed are one character.
    let text = String(decoding: bytes, as: UTF8.self)
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.isEmpty {
        finish(&self)
      } else if !line.hasPrefix("#") {
        lines.append(line)
      }
    }
    finish(&self)
    if records.isEmpty { isDamaged = true }
  }
}
