// A project as the session sees it at one moment. A value: undo is keeping the old definitions.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

/// What was written, without the values that follow from it: small enough to keep for every edit.
struct Moment {
  let workspace: Workspace
  fileprivate(set) var written: Definitions
  fileprivate(set) var scenarioName: String?
  /// The edits since it was opened, oldest first.
  fileprivate(set) var made: [MadeChanges] = []
  var changes: [Change] { made.flatMap(\.changes) }
  /// The statement that opened it, when it was opened in place of the programme's own files.
  var opener: String?
  /// The files say something else by now: what is saved is all of it, not only the edits.
  var isWhole = false
  /// Found while the declarations were collected.
  fileprivate let collected: [Diagnostic]

  func isSameBase(as other: Moment) -> Bool {
    opener == other.opener && workspace.trees.map(\.source) == other.workspace.trees.map(\.source)
  }
}

/// What one statement changed: most often one thing, but a thing declared anew is taken away and declared, and `accept`
/// adds pairings. A person counts, undoes and reads it as one edit.
package struct MadeChanges: Hashable, Sendable {
  package let changes: [Change]
  /// What a person calls it when its statements would say too much: `accept Mentoring: 20 pairings`.
  package let label: String?

  init(_ changes: [Change], label: String? = nil) {
    self.changes = changes
    self.label = label
  }
}

struct State {
  /// Asked now and then by everything that takes long.
  let wantsToStop: @Sendable () -> Bool
  private(set) var moment: Moment
  private(set) var people: PeopleFiles
  private(set) var reading: Reading

  var workspace: Workspace { moment.workspace }
  var written: Definitions { moment.written }
  var scenarioName: String? { moment.scenarioName }

  init(
    _ workspace: Workspace, _ people: PeopleFiles, schema: Schema,
    wantsToStop: @escaping @Sendable () -> Bool
  ) {
    let definitions = Definitions.collect(workspace.trees, schema: schema)
    self.init(
      Moment(workspace: workspace, written: definitions.value, collected: definitions.diagnostics), people,
      wantsToStop: wantsToStop)
  }

  /// The same moment again, everything to be computed anew.
  init(_ moment: Moment, _ people: PeopleFiles, wantsToStop: @escaping @Sendable () -> Bool) {
    self.moment = moment
    self.people = people
    self.wantsToStop = wantsToStop
    reading = State.read(
      moment.written, scenario: moment.scenarioName, moment.workspace, &self.people, wantsToStop)
  }

  /// The same, opened by this statement in place of the programme's own files.
  func opened(by statement: String) -> State {
    var next = self
    next.moment.opener = statement
    return next
  }

  /// Another workspace under the same scenario, where it still has it.
  func read(_ workspace: Workspace, _ files: any FileSystem) -> State {
    var next = State(workspace, PeopleFiles(files), schema: written.schema, wantsToStop: wantsToStop)
    if let scenarioName, next.written.entity(named: scenarioName) != nil { next.select(scenarioName) }
    return next
  }

  /// Forgets what was computed: after it was stopped half-way, nothing of it can be relied on.
  func afresh() -> State { State(moment, people, wantsToStop: wantsToStop) }

  /// The active definitions under another scenario, which there is.
  mutating func select(_ scenario: String?) {
    moment.scenarioName = scenario
    reading = State.read(written, scenario: scenario, workspace, &people, wantsToStop)
  }

  /// The state after changes of the definitions.
  func changed(_ definitions: Definitions, _ made: [MadeChanges]) -> State {
    var next = self
    next.moment.written = definitions
    next.moment.made += made
    let changes = made.flatMap(\.changes)
    if let scenario = scenarioName, definitions.entity(named: scenario) == nil {
      next.moment.scenarioName = nil
    }
    let targets = changes.compactMap(\.changed)
    next.reading = State.read(
      definitions, scenario: next.scenarioName, workspace, &next.people, wantsToStop,
      after: targets.count == changes.count && next.scenarioName == scenarioName ? (reading, targets) : nil)
    return next
  }

  /// The moment with these definitions, made by these changes and no others.
  func remade(_ opened: Moment, _ definitions: Definitions, _ made: [MadeChanges]) -> State {
    var moment = opened
    moment.written = definitions
    moment.made = made
    moment.scenarioName = scenarioName.flatMap { definitions.entity(named: $0) == nil ? nil : $0 }
    return State(moment, people, wantsToStop: wantsToStop)
  }

  // MARK: Reading

  /// - Parameter previous: what was computed before, and what has changed since.
  private static func read(
    _ written: Definitions, scenario: String?, _ workspace: Workspace, _ people: inout PeopleFiles,
    _ wantsToStop: @escaping @Sendable () -> Bool,
    after previous: (reading: Reading, changed: [PathTarget])? = nil
  ) -> Reading {
    var definitions = Checked(written)
    if let entity = scenario.flatMap({ written.entity(named: $0) }) { definitions = written.applying(entity) }
    let tables = people.tables(for: definitions.value, of: workspace)
    let evaluator =
      previous.map { $0.reading.evaluator.advanced(to: definitions.value, changed: $0.changed) }
      ?? Evaluator(definitions.value, people: tables.value)
    evaluator.wantsToStop = wantsToStop
    if previous == nil { evaluator.zones = people.zones }
    return Reading(
      evaluator, definitions.diagnostics + tables.diagnostics,
      digests: people.statedDigests(of: definitions.value, in: workspace))
  }

  // MARK: Problems

  /// Every problem of every file, in every scenario.
  mutating func problems() -> [Diagnostic] {
    // What another file would declare is unknown: nothing can be said of names.
    if workspace.isIncomplete { return workspace.diagnostics }
    var found = Findings(of: workspace.diagnostics)
    found.add(moment.collected)
    let base =
      scenarioName == nil ? reading : State.read(written, scenario: nil, workspace, &people, wantsToStop)
    found.add(base.problems)
    for scenario in written.scenarios {
      let name = written.name(of: scenario)
      let under =
        name == scenarioName ? reading : State.read(written, scenario: name, workspace, &people, wantsToStop)
      found.add(under.problems)
    }
    return found.diagnostics
  }
}

/// What definitions mean under a scenario.
final class Reading {
  let evaluator: Evaluator
  /// Found on the way to it: of the scenario and of the files that people come from.
  private let found: [Diagnostic]
  /// All problems; an evaluator tells each of its own only once.
  private(set) lazy var problems: [Diagnostic] =
    found + evaluator.check()
    + PeopleFileCheck(evaluator, digests: digests).diagnostics

  private let digests: [EntityID: String]

  init(_ evaluator: Evaluator, _ found: [Diagnostic], digests: [EntityID: String]) {
    self.evaluator = evaluator
    self.found = found
    self.digests = digests
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
      !seen.contains(Key(place: diagnostic.place, code: diagnostic.code))
        && !unread.contains(Start(diagnostic.place))
    }
    for diagnostic in new { seen.insert(Key(place: diagnostic.place, code: diagnostic.code)) }
    diagnostics += new
  }
}
