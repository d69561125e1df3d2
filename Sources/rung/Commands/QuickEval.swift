// `rung eval -e EXPRESSION` and nothing else, without the argument parser: looking at every command's options takes it
// some 1.5 ms, as long as all the rest of so short a run.

import RungSession

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum QuickEval {
  /// Whether the arguments were of this form; then the work is done, and a status other than fine has ended the
  /// program.
  static func runs(_ arguments: [String]) -> Bool {
    guard arguments.count == 4, arguments[1] == "eval", arguments[2] == "-e" else { return false }
    let console = Console()
    let status = Eval.answer([arguments[3]], in: Session(files: DiskFiles()), console)
    console.flush()
    if status != .fine { exit(status.rawValue) }
    return true
  }
}
