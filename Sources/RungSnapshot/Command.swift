// Running another program and reading what it prints: git, which knows the versions of a file.

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

package enum Command {
  package struct Result: Sendable {
    /// The exit code; 128 and more when a signal ended it.
    package let status: Int32
    package let output: [UInt8]
    package let errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs a program found on the path, with nothing on its standard input. Nil when it cannot be started.
  ///
  /// Its standard error goes to a file without a name, so that neither stream can block the other.
  package static func run(_ words: [String]) -> Result? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    guard let errors = tmpfile() else {
      close(ends[0])
      close(ends[1])
      return nil
    }
    defer { fclose(errors) }
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, fileno(errors), 2)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let reason = posix_spawnp(&process, words[0], &actions, nil, arguments, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard reason == 0 else { return nil }
    let output = bytes(of: ends[0])
    var state: Int32 = 0
    while waitpid(process, &state, 0) < 0, errno == EINTR {}
    rewind(errors)
    let complaints = bytes(of: fileno(errors))
    let status = state & 0x7F == 0 ? (state >> 8) & 0xFF : 128 + (state & 0x7F)
    return Result(status: status, output: output, errors: String(decoding: complaints, as: UTF8.self))
  }

  /// A new folder that nobody else uses; nil when there is no place for one.
  package static func temporaryFolder() -> String? {
    let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((place + "/rung-XXXXXX").utf8CString)
    return template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return nil }
      return String(cString: start)
    }
  }

  private static func bytes(of descriptor: Int32) -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return all }
      all += chunk[..<count]
    }
  }
}
