// The stateful shell: a project, what it means under the active scenario, and what was changed since. Command line,
// prompt and tests ask the same questions here, so they can never disagree.

import RungAnalysis
import RungModel
import RungSnapshot
import RungSyntax
import RungText

package final class Session {
  package let files: any FileSystem
  /// The programme's own file: what `save` writes, also while a snapshot is open in its place.
  let home: Entry?
  var state: State
  /// The results of `match`, latest last.
  var matches: [MatchMemory] = []
  /// As the files say it: what edits are counted from.
  private(set) var opened: Moment
  private var past: [Step] = []
  private var future: [Step] = []

  /// Where undo and redo come back to.
  private struct Step {
    let moment: Moment
    var opened: Moment
    /// Of a step before a save: the edits that bring the saved files back to it.
    var inverses: [Edit]?
  }

  /// Reads the entry and what it uses; without one the programme is empty. Nothing fails: `check` tells.
  ///
  /// - Parameter wantsToStop: asked now and then by all long work: Ctrl-C, for instance. Work that is stopped leaves
  ///   everything as it was.
  package init(
    files: any FileSystem, _ entry: Entry? = nil, schema: Schema = .rung,
    wantsToStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.files = files
    home = entry
    state = State(
      entry.map { Workspace.load($0, from: files) } ?? .empty, PeopleFiles(files), schema: schema,
      wantsToStop: wantsToStop)
    opened = state.moment
  }

  private init(_ files: any FileSystem, _ home: Entry?, _ state: State) {
    self.files = files
    self.home = home
    self.state = state
    opened = state.moment
  }

  /// The files as they were read, without an edit, under the same scenario where there is one.
  package var asOpened: Session { Session(files, home, state.remade(opened, opened.written, [])) }

  package var workspace: Workspace { state.workspace }
  /// As the files and the prompt's edits say it, before any scenario.
  package var written: Definitions { state.written }
  /// The name of the active scenario; nil for the programme as it is written.
  package var scenarioName: String? { state.scenarioName }
  /// The active definitions and their values.
  package var evaluator: Evaluator { state.reading.evaluator }
  package var definitions: Definitions { evaluator.definitions }
  /// The edits made since the files were read, oldest first.
  package var changes: [Change] { state.moment.changes }
  /// The same, edit by edit.
  package var made: [MadeChanges] { state.moment.made }

  /// The columns of a spreadsheet that a line names, as its header spells them; empty when it cannot be read, or when
  /// a person stands where the columns should be named. O(file) when it is not one of the programme's.
  package func columns(ofPeopleFile written: String) -> [String] {
    let relative = workspace.path(written, namedIn: Source(name: "<prompt>", bytes: []))
    return state.people.columns(of: relative, inProject: workspace.projectFolder)
  }

  // MARK: Forecasts

  /// How forecasts are waited for.
  package var patience = Patience()
  private var forecasts: Forecasting?

  /// Of the programme as it is now: what was found before is kept as long as it stays so.
  var forecasting: Forecasting {
    patience.wantsToStop = state.wantsToStop
    if let forecasts, forecasts.active === evaluator {
      forecasts.patience = patience
      forecasts.task = Progress("simulate")
      return forecasts
    }
    let made = Forecasting(written, evaluator, scenario: scenarioName, patience)
    made.outdated = forecasts?.latest?.model.name ?? forecasts?.outdated
    forecasts = made
    return made
  }

  // MARK: Scenarios

  /// Makes a scenario the active one; `Base` is the programme as it is written.
  ///
  /// - Parameter place: where its name was typed.
  package func select(scenario name: String, at place: Place? = nil) -> [Diagnostic] {
    if name == "Base" {
      state.select(nil)
      return []
    }
    guard let entity = written.entity(named: name), written.kindName(of: entity) == "scenario" else {
      let source = Source(name: "<command line>", text: name)
      return [
        ModelErrors.unknownName(
          place ?? Place(source, ByteRange(0, source.bytes.count)), expecting: ["scenario"], written)
      ]
    }
    state.select(name)
    return []
  }

  // MARK: Checking

  /// Every problem of every file, in every scenario, and of the entry's verbs; no verb runs.
  package func check() -> [Diagnostic] {
    let found = state.problems()
    if evaluator.wasStopped { state = state.afresh() }
    if workspace.isIncomplete { return found }
    return found + acts.filter { !$0.isDamaged }.flatMap { Act($0, evaluator, forecasting).check() }
  }

  /// What these problems come to. What kept the check from seeing everything makes it more than a problem.
  package func status(of diagnostics: [Diagnostic]) -> RunStatus {
    if workspace.isIncomplete || state.people.isAnyUnreadable { return .couldNotWork }
    return diagnostics.contains { $0.severity == .error } ? .problems : .fine
  }

  // MARK: Running

  private var acts: [Statement] { workspace.entry?.acts(index: 0) ?? [] }

  /// Checks, and if nothing is wrong runs the verbs of the entry file in order. Verbs with a problem of their own do
  /// not stop the others.
  package func run(_ tell: (Report) -> Void) -> RunStatus {
    whenSound(tell) { status in
      for statement in acts where !statement.isDamaged {
        let outcome = carryOut(statement)
        for report in outcome.reports { tell(report) }
        status.note(outcome.status)
      }
    }
  }

  /// Checks, and if nothing is wrong decides the targets of the programme.
  package func test(_ tell: (Report) -> Void) -> RunStatus {
    whenSound(tell) { status in
      let outcome = TestVerb.decideAll(evaluator, forecasting)
      for report in outcome.reports { tell(report) }
      status.note(outcome.status)
    }
  }

  private func whenSound(_ tell: (Report) -> Void, _ work: (inout RunStatus) -> Void) -> RunStatus {
    let problems = state.problems()
    if !problems.isEmpty { tell(.diagnostics(problems)) }
    var status = status(of: problems)
    if status == .fine { work(&status) }
    return status
  }

  func carryOut(_ statement: Statement) -> Outcome {
    let outcome = act(statement)
    guard statement.kind != .print else { return outcome }
    return outcome.askingAboutIt(atPrompt: statement.tree.source.name == "<prompt>")
  }

  private func act(_ statement: Statement) -> Outcome {
    patience.progress(Progress(statement.kind == .print ? "working" : statement.verbPlace.text))
    switch statement.kind {
    case .snapshot: return keep(statement)
    case .open: return open(statement)
    case .save: return save(statement)
    case .accept: return accept(statement)
    default:
      let outcome =
        statement.kind == .match
        ? match(statement) : explainMatch(statement) ?? Act(statement, evaluator, forecasting).run()
      guard evaluator.wasStopped else { return outcome }
      state = state.afresh()
      return .interrupted
    }
  }

  // MARK: History

  /// Goes on with another state; undo comes back to this one.
  func move(to next: State) {
    past.append(here)
    future = []
    state = next
  }

  private var here: Step { Step(moment: state.moment, opened: opened) }

  private func go(to step: Step) {
    if let inverses = step.inverses {
      let (definitions, made, _) = Session.remaking(inverses, on: opened.written)
      state = state.remade(opened, definitions, made)
      return
    }
    opened = step.opened
    state = State(step.moment, state.people, wantsToStop: state.wantsToStop)
  }

  /// Goes on with another programme, which was `base` when it was read; undo comes back to this one.
  func moveOn(to next: State, from base: Moment) {
    move(to: next)
    opened = base
  }

  /// Goes on with the files that say all of what was open. What undo comes back to is then told to them as a whole.
  func goOnRestored(_ next: State) {
    moveOn(to: next, from: next.moment)
    for index in past.indices where past[index].inverses == nil { past[index].opened.isWhole = true }
  }

  /// Goes on with the files that hold the edits now. Undo goes on beyond: what was saved is then an edit back.
  func goOnSaved(_ next: State) {
    let saved = made
    past = past.compactMap { step in
      // What stood in place of these files is a whole of its own.
      if step.inverses == nil, !step.opened.isSameBase(as: opened) { return step }
      guard step.inverses != nil || saved.starts(with: step.moment.made) else { return nil }
      let count = step.inverses == nil ? step.moment.made.count : 0
      var step = step
      step.inverses =
        saved[count...].reversed().map { Edit(takingBack: $0) } + (step.inverses ?? [])
      return step
    }
    future = []
    state = next
    opened = next.moment
  }

  /// Whether undo has come back to what was in the files before all of them was replaced.
  package var isBeyondRestoring: Bool { opened.isWhole }

  package var undoSteps: Int { past.count }
  package var redoSteps: Int { future.count }

  /// Takes the last edit back; false when there is none.
  package func undo() -> Bool {
    guard let last = past.popLast() else { return false }
    future.append(here)
    go(to: last)
    return true
  }

  /// Makes the edit again that was taken back last; false when there is none.
  package func redo() -> Bool {
    guard let next = future.popLast() else { return false }
    past.append(here)
    go(to: next)
    return true
  }
}
