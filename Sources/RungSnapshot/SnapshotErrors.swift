// Diagnostics about named snapshots.

import RungText

extension DiagnosticCode {
  package static let snapshotName = DiagnosticCode(
    "R0800", title: "a snapshot cannot have this name",
    why: """
      The name of a snapshot is also the name of its file, and the project may be copied to other computers. \
      So a name has letters and digits of any language, hyphens, underscores, dots and spaces; it has no \
      slashes, does not begin or end with a dot or a space, and has at most 100 characters.

      Choose such a name. To save somewhere else, write a path that ends with ".rung".
      """,
    wrong: """
      rung 1
      snapshot "review: spring?"
      """,
    right: """
      rung 1
      snapshot "review spring"
      """)

  package static let snapshotTaken = DiagnosticCode(
    "R0801", title: "another snapshot has this name",
    why: """
      A snapshot is a record of the programme at one time, and others may rely on it, so it is not written \
      over unasked. Names that differ only in capitals count as the same, since many computers take them for \
      the same file.

      Choose another name. Or replace the old one: `rung snapshot save` takes `--replace` for that, and at the \
      prompt `.snapshot delete NAME` takes the old one away first.
      """,
    wrong: """
      rung 1
      snapshot "Review"
      snapshot "review"
      """,
    right: """
      rung 1
      snapshot "Review"
      snapshot "Review 2"
      """)

  package static let noSuchSnapshot = DiagnosticCode(
    "R0802", title: "there is no such snapshot",
    why: """
      Named snapshots lie in the folder "snapshots" of the project. None of them has this name.

      Check the spelling. `rung snapshot list` shows what there is.
      """,
    wrong: """
      rung 1
      open "Reviw"
      """,
    right: """
      rung 1
      snapshot "Review"
      """)

  /// The codes of snapshots.
  package static let ofSnapshots: [DiagnosticCode] = [snapshotName, snapshotTaken, noSuchSnapshot]
}

extension Diagnostic {
  /// What `problem` means at the place that names the snapshot.
  ///
  /// - Parameter hasFlag: whether it was asked for by a command that takes `--replace`.
  package static func snapshot(
    _ problem: SnapshotProblem, at place: Place, hasFlag: Bool = false
  ) -> Diagnostic {
    switch problem {
    case .name(let name, let fault): badSnapshotName(name, fault, at: place)
    case .taken(let name, let existing): takenSnapshotName(name, existing, at: place, hasFlag: hasFlag)
    case .unknown(let name, let suggestion): unknownSnapshot(name, suggestion, at: place)
    case .file(let problem): file(problem, at: place)
    }
  }

  private static func badSnapshotName(
    _ name: String, _ fault: SnapshotName.Fault, at place: Place
  ) -> Diagnostic {
    let message =
      switch fault {
      case .isEmpty: "a snapshot needs a name"
      case .isTooLong: "the name of this snapshot is longer than \(SnapshotName.characterLimit) characters"
      case .hasCharacter(let character): "the name of a snapshot cannot have \(named(character)) in it"
      case .begins(let character): "the name of a snapshot cannot begin with \(named(character))"
      case .ends(let character): "the name of a snapshot cannot end with \(named(character))"
      case .isReserved: "\"\(name)\" is the name of a device on some computers"
      case .hasFileEnding: "the name of a snapshot is written without \".rung\""
      }
    let repaired = repaired(name).map { [Fix("write \"\($0)\"")] } ?? []
    return Diagnostic(.snapshotName, message, at: place, fixes: repaired)
  }

  private static func takenSnapshotName(
    _ name: String, _ existing: String, at place: Place, hasFlag: Bool
  ) -> Diagnostic {
    let isSame = name.utf8.elementsEqual(existing.utf8)
    let message =
      isSame
      ? "a snapshot \"\(name)\" of another programme or another time exists already"
      : "a snapshot \"\(existing)\" exists already, and many computers take the two names for one"
    let replacing =
      hasFlag
      ? "replace it with --replace"
      : "take the old one away first: .snapshot delete \(name) at the prompt, rung snapshot delete outside"
    let hint =
      isSame
      ? "choose another name, or \(replacing)"
      : "write \"\(existing)\", or choose another name"
    return Diagnostic(.snapshotTaken, message, at: place, fixes: [Fix(hint)])
  }

  private static func unknownSnapshot(_ name: String, _ suggestion: String?, at place: Place) -> Diagnostic {
    Diagnostic(
      .noSuchSnapshot, "no snapshot is called \"\(name)\"", at: place,
      fixes: suggestion.map { [Fix("did you mean \"\($0)\"?")] } ?? [])
  }

  private static func named(_ character: Character) -> String {
    switch character {
    case " ": "a space"
    case ".": "a dot"
    default: "\"\(VisibleText.shown(character))\""
    }
  }

  /// The nearest name that is allowed, when there is one.
  private static func repaired(_ name: String) -> String? {
    var text = name.utf8.count > 4_096 ? "" : name
    if text.lowercased().hasSuffix(".rung") { text = String(text.dropLast(5)) }
    var result = ""
    for character in text {
      let isAllowed = (try? SnapshotName("a\(character)a")) != nil
      if isAllowed { result.append(character) } else if result.last != "-" { result.append("-") }
    }
    while let first = result.first, " .-".contains(first) { result.removeFirst() }
    while let last = result.last, " .-".contains(last) { result.removeLast() }
    guard let allowed = try? SnapshotName(result), allowed.text != name else { return nil }
    return allowed.text
  }
}
