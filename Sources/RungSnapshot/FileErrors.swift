// Diagnostics about files.

import RungText

extension DiagnosticCode {
  package static let noSuchFile = DiagnosticCode(
    "R0600", title: "there is no such file",
    why: """
      A script may use other files of its project: `use` reads another script, `people … from` a \
      spreadsheet, `open` a snapshot. The path starts at the project folder, which is the folder of the \
      script you run, and capitals matter even on systems that do not mind them.

      Check the spelling, and whether the file is in the folder you think it is in.
      """,
    wrong: """
      rung 1
      use "chapters/north.rung"
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  package static let unreadableFile = DiagnosticCode(
    "R0601", title: "a file cannot be read",
    why: """
      The file is there, but the system does not let Rung read it: you may lack the permission, or the disk \
      has a fault. The message says which.

      Ask the owner of the file for permission, or copy it to a place of your own.
      """,
    wrong: """
      rung 1
      use "locked.rung"
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  package static let notAFile = DiagnosticCode(
    "R0602", title: "a folder or a device stands where a file is expected",
    why: """
      Rung reads and writes ordinary files. A folder has no text of its own, and a device or a pipe can make \
      a program wait for ever.

      Name a file in the folder. To read from a pipe, write `-` for the file on the command line.
      """,
    wrong: """
      rung 1
      use "."
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  package static let fileTooLarge = DiagnosticCode(
    "R0603", title: "a file is too large",
    why: """
      One file may have at most 256 MB. A programme written by people has a thousandth of that; a larger \
      file is almost always one that was named by mistake, such as a film or an archive.

      Check the name. If it really is a list of people, split it into several files.
      """,
    wrong: """
      rung 1
      use "everything.rung"
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  package static let outsideProject = DiagnosticCode(
    "R0604", title: "a path leaves the project folder",
    why: """
      A script can name only files in its own project folder and the folders below it. So you can run a \
      programme that somebody sends you without fear for your other files, and a project that is copied as a \
      whole still works. A path that starts with `/`, that climbs out with `..`, or that follows a symbolic \
      link out of the folder is refused.

      Copy the file into the project, or run a script that lies in a folder above both.
      """,
    wrong: """
      rung 1
      use "../others/north.rung"
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  package static let unwritableFile = DiagnosticCode(
    "R0605", title: "a file cannot be written",
    why: """
      The system does not let Rung write the file: the disk may be full, the folder may be missing, or you \
      may lack the permission. The message says which. What was in the file before is still there.

      Free some space, choose another folder, or ask its owner for permission, and save again.
      """,
    wrong: """
      rung 1
      snapshot "missing/folder/review.rung"
      """,
    right: """
      rung 1
      snapshot "review"
      """)

  package static let notAPath = DiagnosticCode(
    "R0606", title: "this is not the name of a file",
    why: """
      A path is empty, or has a character that no file name can have. Usually a name was not typed yet, or \
      text was pasted from a program that hides characters in it.

      Write the path again by hand.
      """,
    wrong: """
      rung 1
      use ""
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  /// The codes of files.
  package static let ofFiles: [DiagnosticCode] = [
    noSuchFile, unreadableFile, notAFile, fileTooLarge, outsideProject, unwritableFile, notAPath,
  ]
}

extension Diagnostic {
  /// What `problem` means at the place that names the file. `suggestion` is a file of a similar name.
  package static func file(_ problem: FileProblem, at place: Place, suggestion: String? = nil) -> Diagnostic {
    let name = "\"\(problem.path)\""
    let verb: String
    var fixes = suggestion.map { [Fix("did you mean \"\($0)\"?")] } ?? []
    switch problem.operation {
    case .find, .read: verb = "cannot be read"
    case .write, .createFolder: verb = "cannot be written"
    case .list: verb = "cannot be listed"
    case .confirm: verb = "is written, but may be lost if the computer stops now"
    }
    if fixes.isEmpty, let hint = hint(for: problem) { fixes.append(Fix(hint)) }
    return Diagnostic(code(of: problem), "\(name) \(verb): \(problem.reason)", at: place, fixes: fixes)
  }

  private static func code(of problem: FileProblem) -> DiagnosticCode {
    switch problem.cause {
    case .isFolder, .isNotOrdinary: .notAFile
    case .isTooLarge: .fileTooLarge
    case .alreadyExists, .hasChanged: .unwritableFile
    case .isDamaged: .unreadableFile
    case .leavesProject, .linkLeavesProject, .isAbsolute: .outsideProject
    case .isNoPath: .notAPath
    case .system:
      switch problem.operation {
      case .find, .read: problem.isMissing ? .noSuchFile : .unreadableFile
      case .list: .unreadableFile
      case .write, .createFolder, .confirm: .unwritableFile
      }
    }
  }

  private static func hint(for problem: FileProblem) -> String? {
    if problem.isMissing, problem.path.contains("\\") { return "write folders with \"/\", not with \"\\\"" }
    switch problem.cause {
    case .leavesProject, .linkLeavesProject, .isAbsolute: return "copy the file into the project folder"
    case .isFolder: return "name a file in this folder"
    case .isNotOrdinary: return "use an ordinary file, or \"-\" on the command line for standard input"
    case .hasChanged: return "try again: it is read anew then"
    case .isDamaged: return "delete it, and begin again"
    case .isTooLarge: return "check the name; people from a spreadsheet can be split over several files"
    case .isNoPath: return "write the name of a file between the quotes"
    case .alreadyExists: return "choose another name, or take the old file away first"
    case .system:
      if problem.isMissing { return "check the spelling, and the folder; capitals matter" }
      switch problem.operation {
      case .find, .read, .list: return "ask the owner for permission, or copy it to a place of your own"
      case .write, .createFolder: return "choose another place, or free some space there; nothing was changed"
      case .confirm: return "copy the file to another disk, and look after this one"
      }
    }
  }
}
