// The project's files, as they lie in its folder.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Tree {
  /// The folder that holds `Tests`.
  static let root: String = {
    var parts = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.last, last != "Tests" { parts.removeLast() }
    parts.removeLast()
    return parts.joined(separator: "/")
  }()

  /// Names in a folder, sorted; without `.` and `..`.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(root + "/" + folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(root + "/" + path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// Every file under a folder, by its path from the root.
  static func files(under folder: String, ending: String = "") -> [String] {
    var found: [String] = []
    for name in names(in: folder) where !name.hasPrefix(".build") && name != "__pycache__" {
      let path = folder + "/" + name
      if isFolder(path) {
        found += files(under: path, ending: ending)
      } else if name.hasSuffix(ending) {
        found.append(path)
      }
    }
    return found
  }

  static func text(_ path: String) -> String? {
    guard let file = fopen(root + "/" + path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func lines(_ path: String) -> [Substring] {
    text(path)?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
  }

  static let sources = files(under: "Sources", ending: ".swift")
  static let tests = files(under: "Tests", ending: ".swift")
}

/// The rooms and their arrows, read from `Package.swift`.
struct Room {
  let name: String
  let imports: Set<String>

  /// Each target's name and what it depends on.
  static let all: [Room] = {
    let text = Tree.text("Package.swift") ?? ""
    var rooms: [Room] = []
    for part in pieces(of: text, after: "arget(").dropFirst() {
      let body = part.prefix(upTo: closing(part))
      let names = quoted(body)
      guard body.contains("name:"), let name = names.first else { continue }
      let start = body.range(of: "dependencies: [")?.upperBound ?? body.endIndex
      let list = body[start...].prefix { $0 != "]" }
      var imports = Set(quoted(list))
      if imports.contains("ArgumentParser") { imports.remove("swift-argument-parser") }
      rooms.append(Room(name: name, imports: imports))
    }
    return rooms
  }()

  private static func pieces(of text: String, after mark: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = text[...]
    while let range = rest.range(of: mark) {
      pieces.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return pieces + [rest]
  }

  /// Where the bracket that was opened before the text closes.
  private static func closing(_ text: Substring) -> Substring.Index {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return index }
    }
    return text.endIndex
  }

  private static func quoted(_ text: Substring) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }
}

extension Substring {
  /// The first place of a text in this one. Plain search.
  func range(of mark: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(mark) { return start..<(index(start, offsetBy: mark.count)) }
      formIndex(after: &start)
    }
    return nil
  }
}
