// How much memory a forecast may take here: what the system has free, and no more than this process may have.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum FreeMemory {
  /// Bytes; a fifth is left to everybody else.
  static var bytes: Int {
    var free = systemBytes
    if let limit = groupBytes { free = min(free, limit) }
    var limit = rlimit()
    if getrlimit(addressSpace, &limit) == 0, limit.rlim_cur < rlim_t(Int.max) {
      free = min(free, Int(limit.rlim_cur))
    }
    return free / 5 * 4
  }

  #if canImport(Glibc)
    private static let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
  #else
    private static let addressSpace = RLIMIT_AS
  #endif

  /// What Linux says could be had without swapping; elsewhere, all that is built in.
  private static var systemBytes: Int {
    for line in lines("/proc/meminfo") where line.hasPrefix("MemAvailable:") {
      if let kilobytes = line.split(whereSeparator: { $0 == " " }).dropFirst().first.flatMap({ Int($0) }) {
        return kilobytes * 1024
      }
    }
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : 1 << 32
  }

  /// What is left to this container; nil outside of one.
  private static var groupBytes: Int? {
    let folder = "/sys/fs/cgroup/"
    for (most, used) in [
      ("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ] {
      guard let limit = lines(folder + most).first.flatMap({ Int($0) }),
        let taken = lines(folder + used).first.flatMap({ Int($0) })
      else { continue }
      return max(0, limit - taken)
    }
    return nil
  }

  /// Of a small file of the system; none when there is no such file.
  private static func lines(_ path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 13)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
