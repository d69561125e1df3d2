// A folder for one test, removed with everything in it.

import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/rung-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template), let real = realPath(String(cString: made)) else {
      throw FileProblem("/tmp", .createFolder, .system(errno))
    }
    path = real
  }

  deinit { remove(path) }

  func write(_ name: String, _ text: String) {
    guard let file = fopen(path + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  func makeFolder(_ name: String) { mkdir(path + "/" + name, 0o755) }

  func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }

  /// Nil when it is not there.
  func text(_ name: String) -> String? {
    (try? DurableFile.read(path + "/" + name)).map { String(decoding: $0, as: UTF8.self) }
  }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    stat(path + "/" + name, &status)
    return status.st_mode & 0o777
  }

  /// Everything in the folder, hidden files too.
  var names: [String] { (try? DurableFile.names(in: path)) ?? [] }

  private func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? DurableFile.names(in: path)) ?? [] { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
