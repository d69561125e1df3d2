// `log`: who changed something when, over the snapshots of a programme, the commits of git, and the file as it is.

import RungModel
import RungReport
import RungSnapshot
import RungSyntax
import RungText

package struct History {
  private let files: any FileSystem
  /// The programme's file.
  private let path: String

  private let open: Session?

  /// - Parameter open: what is open at the prompt, edits and all.
  package init(of path: String, open: Session? = nil, _ files: any FileSystem) {
    self.path = path
    self.open = open
    self.files = files
  }

  /// `Core`, `Core.amount`, `Intake[3].size`: a row a change, oldest first. A change is what is in none of the
  /// versions before, so that a merge is not blamed for what it brings together.
  package func log(_ word: String) -> Outcome {
    let tree = SyntaxTree.parse(Source(name: "<command line>", text: word), as: .path)
    if let problem = tree.diagnostics.first { return Outcome.failed(problem) }
    let versions = KnownVersions(of: path, open: open, files).all
    guard let trace = Trace(tree, in: versions) else { return Outcome.failed(unknown(word, tree, versions)) }
    var rows: [[Table.Cell]] = []
    var known: [[(label: String, text: String)]] = []
    for (number, version) in versions.enumerated() {
      let facts = trace.facts(in: number).map { (label: $0.label, text: $0.text) }
      let before = version.origins.map { known[$0] }
      let changes =
        renaming(number, version, trace)
        + Self.changes(facts, before).filter { !isRenaming($0, version, versions) }
      rows += changes.map { change in
        [
          .text(version.when), .text(version.who), .text(version.name), .text(change.label),
          change.old.map { .text($0) } ?? .empty,
          change.new.map { .text($0) } ?? .text("removed", value: .null), .text(version.why),
        ]
      }
      known.append(facts)
    }
    var outcome = Outcome()
    outcome.add(
      .table(
        Table(
          title: word, columns: ["when", "who", "version", "property", "before", "now", "why"], rows: rows),
        ifEmpty: "no version says anything of \(word)"))
    return outcome
  }

  /// Why no version has it: the thing is there without such a property, or was never there.
  private func unknown(_ word: String, _ tree: SyntaxTree, _ versions: [KnownVersion]) -> Diagnostic {
    let head = String(word.prefix { $0 != "." && $0 != "[" })
    for version in versions.reversed() where version.definitions.entity(named: head) != nil {
      if case .failure(let problem) = version.definitions.target(of: tree.onlyNode, in: tree),
        let found = problem.diagnostic
      {
        return found
      }
    }
    let names = versions.flatMap { version in
      version.definitions.present.map { version.definitions.qualifiedName(of: $0) }
    }
    return VersionErrors.noSuchThing(word, among: Set(names).sorted())
  }

  private typealias Change = (label: String, old: String?, new: String?)
  private typealias Facts = [(label: String, text: String)]

  private static func changes(_ facts: Facts, _ before: [Facts]) -> [Change] {
    func text(_ label: String, _ facts: Facts) -> String? { facts.first { $0.label == label }?.text }
    let labels = facts.map(\.label)
    let gone = (before.first ?? []).map(\.label).filter { !labels.contains($0) }
    return (labels + gone).compactMap { label -> Change? in
      let now = text(label, facts)
      let earlier = before.map { text(label, $0) }
      return earlier.contains(now) || earlier.isEmpty && now == nil ? nil : (label, earlier.first ?? nil, now)
    }
  }

  /// Whether a formula only follows the new name of something that stands in it.
  private func isRenaming(_ change: Change, _ version: KnownVersion, _ versions: [KnownVersion]) -> Bool {
    guard let old = change.old, let new = change.new, let origin = version.origins.first else { return false }
    return Difference(from: versions[origin].definitions, to: version.definitions).renaming(old) == new
  }

  /// Called otherwise than in all versions before.
  private func renaming(_ number: Int, _ version: KnownVersion, _ trace: Trace) -> [Change] {
    let before = version.origins.compactMap { trace.name(in: $0) }
    guard let now = trace.name(in: number), let first = before.first, !before.contains(now) else { return [] }
    return [("name", first, now)]
  }

  // MARK: Programmes

  /// The programme of a folder, when it has only one: the file that declares one and that no other uses.
  package static func onlyProgramme(in folder: String, _ files: any FileSystem) -> Result<
    String, VersionProblem
  > {
    let place = ProjectPath.joined(files.diskFolder, folder)
    let names = ((try? DurableFile.names(in: place.isEmpty ? "." : place)) ?? []).filter {
      $0.hasSuffix(".rung") && !$0.hasPrefix(".")
    }
    let found = names.map { ProjectPath.joined(folder, $0) }.filter { path in
      guard let bytes = try? files.read(path) else { return false }
      return declaresProgramme(bytes, path)
    }
    guard found.count == 1, let only = found.first else {
      return .failure(VersionProblem([VersionErrors.whichProgramme(found, in: folder)]))
    }
    return .success(only)
  }

  static func declaresProgramme(_ bytes: [UInt8], _ name: String) -> Bool {
    let outline = Outline([SyntaxTree.parse(Source(name: name, bytes: bytes))])
    return outline.things.contains { outline.kindWord(of: $0) == "programme" }
  }
}
