// The stateful shell: a project, what it means under the active scenario, and what was changed since. Command line,
// prompt and tests ask the same questions here, so they can never disagree.

import RungAnalysis
import RungModel
import RungSnapshot
import RungSyntax
import RungText

package final class Session {
  package let files: any FileSystem
  package private(set) var workspace: Workspace
  /// As the files and the prompt's edits say it, before any scenario.
  package private(set) var written: Definitions
  private var collected: [Diagnostic]
  /// The name of the active scenario; nil for the programme as it is written.
  package private(set) var scenarioName: String?
  private var people: PeopleFiles
  private var current: Reading
  private var past: [Version] = []
  private var future: [Version] = []

  /// What was before an edit.
  private struct Version {
    let written: Definitions
    let collected: [Diagnostic]
    let reading: Reading
  }

  /// What the definitions mean under a scenario.
  private final class Reading {
    let evaluator: Evaluator
    /// Found on the way to it: of the scenario and of the files that people come from.
    private let found: [Diagnostic]
    /// All problems; an evaluator tells each of its own only once.
    private(set) lazy var problems: [Diagnostic] = found + evaluator.check()

    init(_ evaluator: Evaluator, _ found: [Diagnostic]) {
      self.evaluator = evaluator
      self.found = found
    }
  }

  package init(files: any FileSystem, _ entry: Entry? = nil) {
    self.files = files
    workspace = entry.map { Workspace.load($0, from: files) } ?? .empty
    let definitions = Definitions.collect(workspace.trees)
    written = definitions.value
    collected = definitions.diagnostics
    people = PeopleFiles(files)
    current = Reading(Evaluator(written), [])
    current = reading(of: written, nil)
  }

  /// The active definitions and their values.
  package var evaluator: Evaluator { current.evaluator }
  package var definitions: Definitions { current.evaluator.definitions }

  // MARK: Scenarios

  /// Makes a scenario the active one; `Base` is the programme as it is written.
  package func select(scenario name: String) -> [Diagnostic] {
    if name == "Base" {
      scenarioName = nil
      current = reading(of: written, nil)
      return []
    }
    let source = Source(name: "<command line>", text: name)
    guard let entity = written.entity(named: name), written.kindName(of: entity) == "scenario" else {
      return [
        ModelErrors.unknownName(
          Place(source, ByteRange(0, source.bytes.count)), expecting: ["scenario"], written)
      ]
    }
    scenarioName = name
    current = reading(of: written, entity)
    return []
  }

  private func reading(of written: Definitions, _ scenario: EntityID?) -> Reading {
    var definitions = Checked(written)
    if let scenario { definitions = written.applying(scenario) }
    let tables = people.tables(for: definitions.value, of: workspace)
    return Reading(
      Evaluator(definitions.value, people: tables.value), definitions.diagnostics + tables.diagnostics)
  }

  // MARK: Checking

  /// Every problem of every file, in every scenario, and of the entry's verbs; no verb runs.
  package func check() -> [Diagnostic] {
    let found = checkDefinitions()
    if workspace.isIncomplete { return found }
    return found + acts.filter { !$0.isDamaged }.flatMap { act($0).check() }
  }

  /// What kept the last check from seeing everything makes it more than a problem.
  package func status(of diagnostics: [Diagnostic]) -> ExitStatus {
    if workspace.isIncomplete || people.isAnyUnreadable { return .couldNotWork }
    return diagnostics.contains { $0.severity == .error } ? .problems : .fine
  }

  private func checkDefinitions() -> [Diagnostic] {
    // What another file would declare is unknown: nothing can be said of names.
    if workspace.isIncomplete { return workspace.diagnostics }
    var found = Findings(of: workspace.diagnostics)
    found.add(collected)
    let base = scenarioName == nil ? current : reading(of: written, nil)
    found.add(base.problems)
    for scenario in written.scenarios {
      let isActive = scenarioName == written.name(of: scenario)
      let reading = isActive ? current : reading(of: written, scenario)
      found.add(reading.problems)
    }
    return found.diagnostics
  }

  // MARK: Running

  private var acts: [Statement] { workspace.entry?.acts(index: 0) ?? [] }

  /// Checks, and if nothing is wrong runs the verbs of the entry file in order. Verbs with a problem of their own do
  /// not stop the others.
  package func run(_ tell: (Report) -> Void) -> ExitStatus {
    let problems = checkDefinitions()
    if !problems.isEmpty { tell(.diagnostics(problems)) }
    var status = status(of: problems)
    guard status == .fine else { return status }
    for statement in acts where !statement.isDamaged {
      let outcome = act(statement).run()
      for report in outcome.reports { tell(report) }
      status.note(outcome.status)
    }
    return status
  }

  /// Checks, and if nothing is wrong decides the targets of the programme.
  package func test(_ tell: (Report) -> Void) -> ExitStatus {
    let problems = checkDefinitions()
    if !problems.isEmpty { tell(.diagnostics(problems)) }
    var status = status(of: problems)
    guard status == .fine else { return status }
    let outcome = TestVerb.decideAll(evaluator)
    for report in outcome.reports { tell(report) }
    status.note(outcome.status)
    return status
  }

  private func act(_ statement: Statement) -> Act { Act(statement, evaluator) }

  // MARK: Lines

  /// A line of the prompt: verbs and expressions are carried out, all else changes the programme. An edit with an
  /// error changes nothing.
  package func evaluate(_ line: String, name: String = "<prompt>") -> Outcome {
    let whole = SyntaxTree.parse(Source(name: name, text: line))
    var outcome = Outcome(whole.diagnostics)
    guard outcome.status == .fine else { return outcome }
    for node in whole.children(of: 0) {
      // Each statement stands in a tree of its own, so that what it defines can be added by itself.
      let tree = SyntaxTree.parse(whole.source, range: whole.range(node))
      let statements = tree.acts(index: nil)
      if statements.isEmpty { outcome.add(change(tree)) }
      for statement in statements { outcome.add(act(statement).run()) }
    }
    return outcome
  }

  private func change(_ tree: SyntaxTree) -> Outcome {
    let next = written.adding(tree)
    if next.hasErrors { return Outcome(next.diagnostics) }
    let scenario = scenarioName.flatMap { next.value.entity(named: $0) }
    let reading = reading(of: next.value, scenario)
    // What was wrong before the edit is not its fault.
    let known = Set(current.problems.map { Problem($0) })
    let outcome = Outcome(next.diagnostics + reading.problems.filter { !known.contains(Problem($0)) })
    guard outcome.status == .fine else { return outcome }
    past.append(Version(written: written, collected: collected, reading: current))
    future = []
    written = next.value
    current = reading
    if scenario == nil { scenarioName = nil }
    return outcome
  }

  /// A problem by what a person sees of it.
  private struct Problem: Hashable {
    let place: Place
    let message: String

    init(_ diagnostic: Diagnostic) {
      place = diagnostic.place
      message = diagnostic.message
    }
  }

  // MARK: History

  package var canUndo: Bool { !past.isEmpty }
  package var canRedo: Bool { !future.isEmpty }

  /// Takes the last edit back; false when there is none.
  package func undo() -> Bool { step(from: &past, to: &future) }

  /// Makes the edit again that was taken back last; false when there is none.
  package func redo() -> Bool { step(from: &future, to: &past) }

  private func step(from: inout [Version], to: inout [Version]) -> Bool {
    guard let next = from.popLast() else { return false }
    to.append(Version(written: written, collected: collected, reading: current))
    written = next.written
    collected = next.collected
    current = next.reading
    return true
  }
}

/// Diagnostics of several readings of one text, one for each cause: a scenario repeats what the programme says, and
/// of what the parser could not read nothing else is said.
private struct Findings {
  private(set) var diagnostics: [Diagnostic]
  private var seen: Set<Key> = []
  private var unread: Set<Start> = []

  private struct Key: Hashable {
    let place: Place
    let code: DiagnosticCode
  }

  private struct Start: Hashable {
    let source: Source
    let offset: UInt32

    init(_ place: Place) {
      source = place.source
      offset = place.range.start
    }
  }

  /// `syntax`: what the parser found.
  init(of syntax: [Diagnostic]) {
    diagnostics = syntax
    for diagnostic in syntax where diagnostic.severity == .error { unread.insert(Start(diagnostic.place)) }
  }

  mutating func add(_ more: [Diagnostic]) {
    let new = more.filter { diagnostic in
      !seen.contains(Key(place: diagnostic.place, code: diagnostic.code)) && !unread.contains(Start(diagnostic.place))
    }
    for diagnostic in new { seen.insert(Key(place: diagnostic.place, code: diagnostic.code)) }
    diagnostics += new
  }
}
