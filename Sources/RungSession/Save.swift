// `save`: the edits go into the user's own files, where those things are declared, and nothing else moves.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

/// What saving would write.
package struct SavePlan {
  /// The files that change: what was read, and what would stand there.
  let files: [(source: Source, bytes: [UInt8])]
  /// The files have changed since they were opened; the edits are made on top of what they say now.
  package let wasReread: Bool

  package var isEmpty: Bool { files.isEmpty }

  /// What a person reads when it is empty.
  package var nothingToSave: String {
    wasReread
      ? "nothing to save; the files were changed meanwhile, and are read again"
      : "nothing to save: the files say the same"
  }

  /// As `diff -u` shows it.
  package var difference: String {
    files.map { file in
      let difference = LineDiff(from: file.source.bytes, to: file.bytes)
      return String(
        decoding: difference.unified(oldName: file.source.name, newName: file.source.name), as: UTF8.self)
    }.joined()
  }
}

/// Why nothing can be saved.
package struct SaveProblem: Error {
  package let outcome: Outcome

  fileprivate init(_ diagnostics: [Diagnostic]) {
    outcome = Outcome([.diagnostics(diagnostics)], .couldNotWork)
  }
}

extension Session {
  /// What `save` would write. Files that changed on the disk are read again, and the edits made on top of them; an
  /// edit that no longer applies refuses the whole.
  ///
  /// - Parameter place: of the statement that asks for it.
  package func savePlan(at place: Place) -> Result<SavePlan, SaveProblem> {
    guard let path = ownFile else { return .failure(SaveProblem([SessionErrors.noFileToSave(place)])) }
    if opened.opener == nil, openedSnapshot != nil {
      return .failure(SaveProblem([SessionErrors.snapshotStays(path, place)]))
    }
    let fresh = state.read(Workspace.load(.file(path), from: files), files)
    guard !fresh.workspace.isIncomplete else { return .failure(SaveProblem(fresh.workspace.diagnostics)) }
    if opened.opener != nil || opened.isWhole { return planOfOpened(fresh, at: place) }
    let wasReread =
      zip(fresh.workspace.trees, opened.workspace.trees).contains { $0.source.bytes != $1.source.bytes }
      || fresh.workspace.trees.count != opened.workspace.trees.count
    let remade = Session.remaking(edits, on: fresh.moment.written)
    guard remade.lost.isEmpty else {
      return .failure(SaveProblem(remade.lost.map { SessionErrors.editLost($0.text, place) }))
    }
    let changes = remade.made.flatMap(\.changes)
    if changes.declareAnew, let texts = texts(fresh, saying: remade.definitions) {
      return proved(texts, fresh, asMeantBy: remade.definitions, wasReread: wasReread, at: place)
    }
    let texts: [(source: Source, bytes: [UInt8])]
    do throws(WriteBack.Failure) {
      texts = try WriteBack(fresh.workspace.trees, changes).texts
    } catch {
      switch error {
      case .unreadable(let tree): return .failure(SaveProblem([SessionErrors.cannotEdit(tree, place)]))
      case .unplaced(let change):
        return .failure(SaveProblem([SessionErrors.noPlace(change.statement, place)]))
      }
    }
    return proved(texts, fresh, asMeantBy: remade.definitions, wasReread: wasReread, at: place)
  }

  /// The programme's own file, also while a snapshot is open in its place.
  private var ownFile: String? {
    guard case .file(let path)? = home, path != "-" else { return nil }
    return path
  }

  /// A snapshot is never written to: what was opened goes, edits and all, into the programme's own files, as
  /// `snapshot restore` does it.
  private func planOfOpened(_ fresh: State, at place: Place) -> Result<SavePlan, SaveProblem> {
    guard let texts = texts(fresh, saying: written) else {
      return .failure(SaveProblem([SessionErrors.wouldNotBeTheSame(place)]))
    }
    return proved(texts, fresh, asMeantBy: written, wasReread: false, at: place)
  }

  /// The files made to say what the definitions are, with their comments and layout; nil when their parts cannot be
  /// told apart.
  private func texts(
    _ fresh: State, saying wanted: Definitions
  ) -> [(source: Source, bytes: [UInt8])]? {
    let text = SyntaxTree.parse(Source(name: "<snapshot>", text: wanted.canonicalText()))
    return Restoration(fresh.workspace.trees, as: text).texts
  }

  /// Nobody's file is changed on trust: the new text must mean what the prompt means.
  private func proved(
    _ texts: [(source: Source, bytes: [UInt8])], _ fresh: State, asMeantBy wanted: Definitions,
    wasReread: Bool, at place: Place
  ) -> Result<SavePlan, SaveProblem> {
    var trees = fresh.workspace.trees
    for (source, bytes) in texts {
      for index in trees.indices where trees[index].source == source {
        trees[index] = SyntaxTree.parse(Source(name: source.name, bytes: bytes))
      }
    }
    guard
      Definitions.collect(trees, schema: written.schema).value.canonicalText() == wanted.canonicalText()
    else { return .failure(SaveProblem([SessionErrors.wouldNotBeTheSame(place)])) }
    return .success(SavePlan(files: texts, wasReread: wasReread))
  }

  /// Writes the edits and goes on with the files as they stand then. All files are replaced or none.
  package func carryOut(_ plan: SavePlan, at place: Place) -> Outcome {
    var outcome = Outcome()
    do throws(FileProblem) {
      try files.write(
        together: plan.files.map {
          JointWrite.Part(path: $0.source.name, old: $0.source.bytes, new: $0.bytes)
        }, inProject: workspace.projectFolder)
      outcome.reports += plan.files.map { .notice("saved \($0.source.name)") }
    } catch {
      outcome.add(Outcome.failed(.file(error, at: place)))
      outcome.reports.append(.notice("the edits are still there; save again when that is mended"))
      return outcome
    }
    guard let path = ownFile else { return outcome }
    let next = state.read(Workspace.load(.file(path), from: files), files)
    if opened.opener == nil, !opened.isWhole { goOnSaved(next) } else { goOnRestored(next) }
    return outcome
  }

  /// The verb: what is written is shown first.
  func save(_ statement: Statement) -> Outcome {
    switch savePlan(at: statement.verbPlace) {
    case .failure(let problem): return problem.outcome
    case .success(let plan):
      var outcome = Outcome([
        .notice(plan.isEmpty ? plan.nothingToSave : String(plan.difference.dropLast()))
      ])
      if plan.isEmpty, changes.isEmpty, !plan.wasReread { return outcome }
      outcome.add(carryOut(plan, at: statement.verbPlace))
      return outcome
    }
  }
}
