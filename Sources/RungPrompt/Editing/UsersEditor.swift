// Somebody's own editor, with a text in it.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum UsersEditor {
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// `$VISUAL`, else `$EDITOR`, else vi, as a shell understands it: with its options. Returns when it has ended.
  static func edit(_ text: String) throws(Problem) -> String {
    let path = try write(text)
    defer { unlink(path) }
    let editor = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
    let status = try run(["/bin/sh", "-c", editor + " \"$1\"", "sh", path])
    guard status == 0 else {
      throw Problem(description: "the editor \(editor) ended with \(status); nothing was taken from it")
    }
    guard let edited = read(path) else { throw Problem(description: "what the editor saved cannot be read") }
    return edited
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Into a file of its own that nobody else can read.
  private static func write(_ text: String) throws(Problem) -> String {
    var template = Array(((variable("TMPDIR") ?? "/tmp") + "/rung-XXXXXX.rung").utf8CString)
    let descriptor = mkstemps(&template, 5)
    guard descriptor >= 0 else {
      throw Problem(description: "no file for the editor: " + String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        unlink(path)
        throw Problem(description: "no file for the editor: " + reason)
      }
      rest = rest.dropFirst(count)
    }
    return path
  }

  private static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = block.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0, bytes.count < 64 << 20 else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }

  /// The exit status; 128 and the number of the signal when one ended it.
  private static func run(_ words: [String]) throws(Problem) -> Int {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let failure = posix_spawn(&child, words[0], nil, nil, &arguments, environ)
    guard failure == 0 else {
      throw Problem(description: "the editor cannot be started: " + String(cString: strerror(failure)))
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw Problem(description: "the editor was lost") }
    }
    return status & 0x7F == 0 ? Int(status >> 8) & 0xFF : 128 + Int(status & 0x7F)
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
