// An open file of the system, closed when it goes out of use.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct OpenFile: ~Copyable {
  let descriptor: Int32

  /// `O_CLOEXEC` always; interrupted calls are repeated.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileProblem.Cause) {
    descriptor = try repeating { open(path, flags | O_CLOEXEC, mode) }
  }

  deinit { _ = close(descriptor) }

  var status: stat {
    get throws(FileProblem.Cause) {
      var status = stat()
      try repeating { fstat(descriptor, &status) }
      return status
    }
  }

  func write(_ bytes: [UInt8]) throws(FileProblem.Cause) {
    var written = 0
    while written < bytes.count {
      // Linux writes at most 2 GiB in one call, macOS refuses more.
      let part = min(bytes.count - written, 1 << 30)
      let count = try repeating { systemWrite(descriptor, bytes, from: written, part) }
      if count == 0 { throw .system(EIO) }
      written += count
    }
  }

  /// To the disk itself, as far as the system can tell.
  func synchronise() throws(FileProblem.Cause) {
    #if canImport(Darwin)
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    try repeating { fsync(descriptor) }
  }
}

/// Calls again while interrupted; throws what a negative result stands for.
@discardableResult
func repeating<Result: SignedInteger>(_ call: () -> Result) throws(FileProblem.Cause) -> Result {
  while true {
    let result = call()
    if result >= 0 { return result }
    if errno != EINTR { throw .system(errno) }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: [UInt8], from offset: Int, _ count: Int) -> Int {
  bytes.withUnsafeBytes { buffer in
    guard let start = buffer.baseAddress else { return 0 }
    return write(descriptor, start + offset, count)
  }
}

/// Reads to the end, but at most `limit` bytes and one more, which tells that there are more.
func readBytes(of descriptor: Int32, expecting: Int, limit: Int) throws(FileProblem.Cause) -> [UInt8] {
  var bytes: [UInt8] = []
  var wanted = min(max(expecting, 0), limit) + 1
  while bytes.count <= limit {
    let room = min(wanted, limit + 1 - bytes.count)
    let part = try readPart(of: descriptor, room)
    if bytes.isEmpty { bytes = part } else { bytes += part }
    if part.count < room { break }
    wanted = max(1 << 16, bytes.count)
  }
  return bytes
}

/// Fewer than `room` bytes only at the end.
private func readPart(of descriptor: Int32, _ room: Int) throws(FileProblem.Cause) -> [UInt8] {
  var failure: FileProblem.Cause?
  let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    do throws(FileProblem.Cause) {
      while count < room {
        let soFar = count
        let got = try repeating { read(descriptor, start + soFar, min(room - soFar, 1 << 30)) }
        if got == 0 { break }
        count += got
      }
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  return part
}
