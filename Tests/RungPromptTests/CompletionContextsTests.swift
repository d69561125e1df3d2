// Every place of a programme where something can be completed, and what must be offered there.

import LineEditor
import RungPrompt
import RungSession
import Testing

struct CompletionContext: CustomTestStringConvertible, Sendable {
  let line: String
  /// All of these are offered.
  var offers: [String] = []
  var first: String?
  var withholds: [String] = []
  /// Nothing but these.
  var exactly: [String]?

  var testDescription: String { line }

  init(
    _ line: String, _ offers: String..., first: String? = nil, withholds: [String] = [],
    exactly: [String]? = nil
  ) {
    self.line = line
    self.offers = offers
    self.first = first
    self.withholds = withholds
    self.exactly = exactly
  }
}

@Suite("Completion, place by place")
struct CompletionContextsTests {
  private static let programme = """
    programme P { horizon: 2027-01-01 .. 2030-12-31; currency: KES; categories: [childcare] }
    exchange USD = 129 KES
    dimension region { values: [MENA, Africa] }
    dimension skill { values: [facilitation, governance] }
    curriculum Basics { module Listening { length: 4 hours }; module Money { length: 6 hours } }
    stage Discover { duration: 6 weeks; places: 80 }
    stage Grow "Grow into it" { after: Discover; duration: 6 months }
    pool Veterans { role: mentor; count: 18 }
    person Ada in Veterans { languages: [en] }
    position Board { seats: 12; term: 2 years }
    fund Core { amount: 1000 KES }
    cost Stipend { amount: 10 KES per participant; from: Core }
    milestone Review { when: 2028-12-01 }
    event Summit { when: 2028-06-10 }
    affiliate Nairobi { kind: chapter }
    cohort Circle[r in region] { enters: Discover; size: 20; starts: 2027-03-01 }
    cohort Intake[n in 1 .. 3] { enters: Discover; size: 60; starts: 2027-03-01 }
    assume Rate = 40% to 60%
    let Total = 7
    target Enough = Veterans.count >= 3
    scenario Lean { Core.amount = 500 KES }
    """

  static let contexts: [CompletionContext] = [
    // The beginning of a statement.
    CompletionContext(
      "", "stage", "cohort", "let", "target", "scenario", "show", "simulate", "remove", "use", "Core"),
    CompletionContext("sta", "stage", "stages", withholds: ["status"]),
    CompletionContext("let X = 1\nsta", "stage"),
    CompletionContext("let X = 1; co", "cohort", "compare", "cost"),
    // Declarations.
    CompletionContext("stage Ne", exactly: []),
    CompletionContext("module Ethics ", exactly: ["in"]),
    CompletionContext("module Ethics in ", exactly: ["Basics"]),
    CompletionContext("person Bo in ", "Veterans", withholds: ["Discover", "Core"]),
    CompletionContext("people Q ", "in", "from"),
    CompletionContext("people Q from ", exactly: ["\"answers.csv\"", "\"parts/"]),
    CompletionContext("people Q from \"a", exactly: ["answers.csv"]),
    CompletionContext("value ", "MENA", "Africa"),
    CompletionContext("value MENA in ", "region", withholds: ["Grow"]),
    CompletionContext("exchange ", "EUR", first: "KES"),
    CompletionContext("exchange EUR = 140 ", "KES", "USD", withholds: ["hours"]),
    CompletionContext("scenario Poor ", exactly: ["from"]),
    CompletionContext("scenario Poor \"Poorer\" ", exactly: ["from"]),
    CompletionContext("scenario Poor from ", exactly: ["Base", "Lean"]),
    CompletionContext("scenario Poor { ", "Core", "stage", "remove"),
    CompletionContext("scenario Poor { Core.am", exactly: ["amount"]),
    CompletionContext("scenario Poor { Grow.after = ", "Discover", withholds: ["Core"]),
    CompletionContext("scenario Poor { remove ", "Core", "Grow"),
    CompletionContext("use ", "\"more.rung\"", "\"parts/", withholds: ["\"answers.csv\""]),
    CompletionContext("use \"parts/", exactly: ["parts/deep.rung"]),
    CompletionContext("remove Gro", exactly: ["Grow"]),
    CompletionContext("remove Grow.dur", exactly: ["duration"]),
    // Properties.
    CompletionContext("stage A { ", "after: ", "duration: ", "note: "),
    CompletionContext(
      "stage A { duration: 6 weeks; completion: 80%; ", "places: ", withholds: ["duration: ", "attrition: "]),
    CompletionContext("stage A {\n  duration: 6 weeks\n  du", exactly: []),
    CompletionContext("curriculum C { ", "languages: ", "module "),
    CompletionContext("curriculum C { module X { le", exactly: ["length: "]),
    CompletionContext("affiliate A { re", exactly: ["region: "]),
    CompletionContext("target T = 1 < 2 { so", exactly: ["source: "]),
    CompletionContext("assume A = 3 of 4 { so", exactly: ["source: "]),
    CompletionContext("cohort C[n in 1 .. 3] { si", exactly: ["size: "]),
    // Values.
    CompletionContext("stage A { after: ", exactly: ["Discover", "Grow"]),
    CompletionContext("stage A { after: [Discover, ", exactly: ["Discover", "Grow"]),
    CompletionContext("stage A { admits: ", "everyone", "best(", "random("),
    CompletionContext("stage A { purpose: ", first: "identify", withholds: ["Grow"]),
    CompletionContext("stage A { curriculum: ", exactly: ["Basics"]),
    CompletionContext("stage A { mentored-by: ", exactly: ["Veterans"]),
    CompletionContext("stage A { without-mentor: ", exactly: ["wait", "proceed"]),
    CompletionContext("stage A { completion: ", "Rate", "by "),
    CompletionContext("stage A { completion: by ", "region", withholds: ["Grow"]),
    CompletionContext("stage A { completion: by region [", exactly: ["MENA", "Africa", "unstated"]),
    CompletionContext("stage A { places: b", withholds: ["by "]),
    CompletionContext("module M in Basics { after: ", "Listening", "Basics.Money"),
    CompletionContext(
      "module M in Basics { teaches: [", exactly: ["facilitation", "governance", "unstated"]),
    CompletionContext("module M in Basics { elective: ", exactly: ["true", "false"]),
    CompletionContext("module M in Basics { at: ", exactly: ["Summit"]),
    CompletionContext("module M in Basics { format: on", exactly: ["online", "on-wiki"]),
    CompletionContext("cohort C { enters: ", exactly: ["Discover", "Grow"]),
    CompletionContext("cohort C { mix: [", "region", "skill", withholds: ["Grow"]),
    CompletionContext("cohort C { mix: [region: [", exactly: ["MENA", "Africa", "unstated"]),
    CompletionContext("cohort C[n in 1 .. 3] { size: ", first: "n"),
    CompletionContext("pool A { languages: [", "en", "sw", "pt"),
    CompletionContext("pool A { skills: [", exactly: ["facilitation", "governance", "unstated"]),
    CompletionContext("pool A { drawn-from: [", "Grow", "Board"),
    CompletionContext("position Q { drawn-from: [", "Grow", "elsewhere"),
    CompletionContext("fund F { pays: [", "travel", "childcare"),
    CompletionContext("fund F { only: [", "MENA", "Grow", "Nairobi"),
    CompletionContext("cost C { from: ", exactly: ["Core"]),
    CompletionContext("cost C { on: ", "Grow", "Summit"),
    CompletionContext("cost C { category: child", exactly: ["childcare"]),
    CompletionContext("affiliate A { region: ", exactly: ["MENA", "Africa", "unstated"]),
    CompletionContext("programme Q { currency: ", first: "KES"),
    CompletionContext("programme Q { fiscal-year: J", exactly: ["January", "June", "July"]),
    CompletionContext("stage A { status: ", first: "idea"),
    CompletionContext("stage A { note: ", exactly: []),
    CompletionContext("pairing Q { of: ", "Intake", "Grow", withholds: ["Core"]),
    CompletionContext("Grow.curriculum = ", exactly: ["Basics"]),
    // Units.
    CompletionContext("stage A { duration: 6 ", "days", "months", withholds: ["KES", "hours"]),
    CompletionContext("stage A { duration: 1 ", "day", "month", withholds: ["months"]),
    CompletionContext("stage A { mentoring: 2 hours per ", exactly: ["week", "month"]),
    CompletionContext("Veterans.retention = 80% per ", exactly: ["month", "year", "round", "term"]),
    CompletionContext("Veterans.retention = 8", exactly: ["%"]),
    CompletionContext("stage A { completion: 8", exactly: ["%"]),
    CompletionContext(
      "stage A { duration: 6", " months", " weeks", withholds: ["%", "months", "Grow", "to"]),
    CompletionContext("fund F { amount: 8", " KES", withholds: ["Core", " months", "sum("]),
    CompletionContext("cohort C { size: 8", " people", withholds: ["Core", " months", "sum("]),
    CompletionContext("simulate 8", exactly: []),
    CompletionContext("stage A { mentoring: 2 hours ", "per", "to"),
    CompletionContext("stage A { completion: 70% ", exactly: ["to", "each"]),
    CompletionContext("stage A { completion: if Total > 3 ", "then", "and"),
    CompletionContext("fund F { amount: 100 ", "USD", "per", first: "KES", withholds: ["hours"]),
    CompletionContext("fund F { amount: 100 KES ", "per", "to"),
    CompletionContext("cost C { amount: 5 KES per ", "participant", "session"),
    CompletionContext("Core.amount = 9 ", first: "KES"),
    CompletionContext("show stages where duration > 3 ", "months", "and"),
    CompletionContext("let X = 3 ", "months", "to", "and"),
    // Members.
    CompletionContext("Grow.", "duration", "after", "note"),
    CompletionContext("Basics.", "Listening", "languages"),
    CompletionContext("Basics.Listening.", "length", withholds: ["enters"]),
    CompletionContext("region.", exactly: ["MENA", "Africa"]),
    CompletionContext("Intake[2].", "size", "enters"),
    CompletionContext("Intake[", exactly: ["1", "2", "3"]),
    CompletionContext("show Intake[2", exactly: ["2"]),
    CompletionContext("let X = sum([Intake[1].size, Intake[", exactly: ["1", "2", "3"]),
    CompletionContext("Circle[M", exactly: ["MENA"]),
    CompletionContext("Intake[Total + Ra", "Rate", withholds: ["1"]),
    CompletionContext("Veterans[", withholds: ["1"]),
    // Time zones.
    CompletionContext("programme Q { timezone: \"Africa/Nai", exactly: ["Africa/Nairobi"]),
    CompletionContext("programme Q { timezone: ", exactly: ["\""]),
    CompletionContext("person Bo in Veterans { timezone: \"nairo", exactly: ["Africa/Nairobi"]),
    CompletionContext("person Bo in Veterans { timezone: \"Sao P", exactly: ["America/Sao_Paulo"]),
    CompletionContext(
      "value MENA in region { timezone: \"Africa/", "Africa/Cairo", withholds: ["Asia/Tokyo"]),
    CompletionContext("Ada.timezone = \"Europe/Ber", exactly: ["Europe/Berlin"]),
    CompletionContext("people Q from \"none.csv\" { timezone: fixed(\"Asia/Tok", exactly: ["Asia/Tokyo"]),
    CompletionContext("Ada.", "languages", "region"),
    // Expressions.
    CompletionContext("let X = ", "Rate", "Grow", "cohorts", "sum(", "if"),
    CompletionContext("let X = Total ", "is", "and", "or", withholds: ["Grow", "sum("]),
    CompletionContext("let X = Total + ", "Rate", "sum("),
    CompletionContext("let X = if Total > 3 ", "then", withholds: ["else"]),
    CompletionContext("let X = if Total > 3 then 1 else ", "Rate"),
    CompletionContext("let X = (Tot", exactly: ["Total"]),
    CompletionContext("let X = [c.size ", "for", withholds: ["Grow"]),
    CompletionContext("let X = [c.size for c ", exactly: ["in"]),
    CompletionContext("let X = [c.size for c in ", "cohorts", "Intake"),
    CompletionContext("let X = [c.size for c in cohorts ", "where"),
    CompletionContext("let X = [c.size for c in cohorts where c.", "size", "starts", withholds: ["duration"]),
    CompletionContext("let X = [c.size for c in Intake where c.ent", exactly: ["enters"]),
    CompletionContext("matching M { require: mentor.", "languages", "region"),
    CompletionContext("matching M { require: mentor.region is ", "not", "MENA", "Africa"),
    // Targets and observables.
    CompletionContext("target T = ", "completed(", "spent(", "peak(", first: "arrived("),
    CompletionContext("target T = completed(", exactly: ["Discover", "Grow"]),
    CompletionContext("target T = completed(Grow, ", exactly: ["during: ", "by: ", "from: "]),
    CompletionContext("target T = completed(Grow, by: 2028-01-01, ", exactly: ["during: ", "from: "]),
    CompletionContext("target T = completed(Grow, from: ", exactly: ["Circle", "Intake"]),
    CompletionContext("target T = completed(Grow, by: ", first: "Review"),
    CompletionContext("target T = spent(", exactly: ["Core", "Stipend"]),
    CompletionContext("target T = filled(", exactly: ["Board"]),
    CompletionContext("target T = peak(", "waiting(", "active(", withholds: ["completed("]),
    CompletionContext("target T = peak(without-mentor(", exactly: ["Discover", "Grow"]),
    CompletionContext("target T = retained(", "Board", "Veterans"),
    CompletionContext("target T = retained(Board, ", exactly: ["after: "]),
    CompletionContext("target T = retained(Board, after: 12 ", "months"),
    CompletionContext("target T = share(", "completed(", withholds: ["peak("]),
    CompletionContext("target T = share(completed(Grow), ", "region: "),
    CompletionContext("target T = share(completed(Grow), region: ", exactly: ["MENA", "Africa", "unstated"]),
    CompletionContext("target T = completed(Grow) ", "with", "and"),
    CompletionContext("target T = completed(Grow) > 3 with 80% ", exactly: ["confidence"]),
    // Verbs.
    CompletionContext("show ", "stages", "Grow", withholds: ["streams"]),
    CompletionContext("show str", "streams"),
    CompletionContext("show stages ", "where", "by", "first", withholds: ["Grow"]),
    CompletionContext("show stages where ", "duration", "places"),
    CompletionContext("show people where region is ", "MENA"),
    CompletionContext("show stages where places > 3 ", "by", "first", "and"),
    CompletionContext("show stages by ", "duration"),
    CompletionContext("show stages by places ", "descending", "first"),
    CompletionContext("test ", exactly: ["Enough"]),
    CompletionContext("match ", "Intake", withholds: ["Core"]),
    CompletionContext("match Intake ", exactly: ["with"]),
    CompletionContext("match Intake with ", "Veterans", withholds: ["Intake", "Core"]),
    CompletionContext("schedule ", "Intake", withholds: ["Core"]),
    CompletionContext("simulate 1000 ", exactly: ["runs"]),
    CompletionContext("simulate 1000 runs ", exactly: ["seed", "by"]),
    CompletionContext("compare ", exactly: ["Base", "Lean"]),
    CompletionContext("compare Base, ", exactly: ["Base", "Lean"]),
    CompletionContext("compare Base, Lean ", exactly: ["measuring"]),
    CompletionContext("compare Base, Lean measuring ", "completed(", first: "arrived("),
    CompletionContext("sweep ", "Veterans"),
    CompletionContext("sweep Veterans.cou", exactly: ["count"]),
    CompletionContext("sweep Veterans.count ", exactly: ["over"]),
    CompletionContext("sweep Core.amount over 100 ", "KES", "by"),
    CompletionContext("sweep Veterans.count over 1 .. 9 by 2 ", "measuring"),
    CompletionContext("find Veterans.count ", exactly: ["in"]),
    CompletionContext("find Veterans.count in 1 .. 9 ", "until"),
    CompletionContext("find Veterans.count in 1 .. 9 until ", exactly: ["Enough"]),
    CompletionContext("find Veterans.count in 1 .. 9 until Enough ", "with"),
    CompletionContext("explain Intake[1] ", exactly: ["in"]),
    CompletionContext("explain Intake[1] in ", exactly: ["Discover", "Grow"]),
    CompletionContext("open ", "\"more.rung\""),
    // Commands and questions.
    CompletionContext(".", ".help ", ".undo ", ".quit"),
    CompletionContext(".show ", "Grow", "Core"),
    CompletionContext(".show Basics.", "Basics.Listening", "Basics.languages"),
    CompletionContext(".list ", "stages", "cohorts"),
    CompletionContext(".in ", exactly: ["Base", "Lean"]),
    CompletionContext(".open m", exactly: ["more.rung"]),
    CompletionContext(".help .un", exactly: [".undo"]),
    CompletionContext("?stage.dur", exactly: ["stage.duration"]),
    CompletionContext("?comp", "compare", "completed"),
    // Nothing.
    CompletionContext("stage A { # du", exactly: []),
    CompletionContext("stage A { note: \"du", exactly: []),
  ]

  private static func services(_ desk: Desk) -> LineServices {
    let files = [".": ["answers.csv", "more.rung", "parts/"], "parts/": ["deep.rung"]]
    return Prompt(desk, PromptScreen(tell: { _ in }), fileNames: { files[$0] ?? [] }).services
  }

  @Test("each place offers what can stand there", arguments: contexts)
  func offered(_ context: CompletionContext) {
    let desk = Desk(files: DiskFiles(), isTyped: true)
    #expect(desk.evaluate(Self.programme).status == .fine)
    check(context, desk)
  }

  private func check(_ context: CompletionContext, _ desk: Desk) {
    let found = Self.services(desk).complete(context.line, context.line.utf8.count).candidates.map(\.text)
    for wanted in context.offers { #expect(found.contains(wanted), "\(wanted) among \(found.prefix(30))") }
    if let first = context.first { #expect(found.first == first, "\(found.prefix(10))") }
    for unwanted in context.withholds { #expect(!found.contains(unwanted), "\(unwanted) is offered") }
    if let exactly = context.exactly { #expect(found == exactly) }
  }

  /// The file has these columns.
  private static let header = "Response,\"Language 1\",\"Language 2\",Time zone,Région,\"Says \"\"yes\"\"\"\n"

  static let columns: [CompletionContext] = [
    CompletionContext(
      "people Q from \"answers.csv\" { id: ", "\"Response\"", "\"Language 1\"", "\"Says \\\"yes\\\"\"",
      "either(", "fixed("),
    CompletionContext("people Q from \"answers.csv\" { id: \"", "Response", "Région", withholds: ["fixed("]),
    CompletionContext("people Q from \"answers.csv\" { id: \"re", exactly: ["Response"]),
    CompletionContext(
      "people Q from \"answers.csv\" {\n  id: \"Response\"\n  region: \"Ré", exactly: ["Région"]),
    CompletionContext(
      "people Q from \"answers.csv\" { languages: [\"Language 1\", \"Lang",
      exactly: ["Language 1", "Language 2"]),
    CompletionContext(
      "people Q from \"answers.csv\" { languages: [", "\"Language 1\"", "en", withholds: ["either("]),
    CompletionContext("people Q from \"answers.csv\" { timezone: \"T", exactly: ["Time zone"]),
    CompletionContext(
      "people Q from \"answers.csv\" { timezone: either(\"Zone\", \"T", exactly: ["Time zone"]),
    CompletionContext(
      "people Q from \"answers.csv\" { timezone: either(", "\"Time zone\"", withholds: ["Grow"]),
    CompletionContext(
      "people Q from \"answers.csv\" { timezone: fixed(\"Africa/Nai", exactly: ["Africa/Nairobi"]),
    CompletionContext("people Q from \"answers.csv\" { note: \"R", exactly: []),
    CompletionContext("people Q from \"answers.csv\" { owner: ", withholds: ["\"Response\""]),
    CompletionContext("Applicants.skills = \"La", exactly: ["Language 1", "Language 2"]),
    // Somebody stands where the columns should be named: nothing of them is shown.
    CompletionContext("people Q from \"bare.csv\" { id: \"", exactly: []),
    CompletionContext("people Q from \"none.csv\" { id: \"", exactly: []),
  ]

  @Test("columns of a spreadsheet are offered, declared or not", arguments: columns)
  func columnsOffered(_ context: CompletionContext) {
    let folder = TemporaryFolder()
    TestFiles.write(Self.header + "r1,en,fr,UTC,MENA,no\n", to: folder.path + "/answers.csv")
    TestFiles.write("ada@example.org,en\nbo@example.org,fr\n", to: folder.path + "/bare.csv")
    let desk = Desk(files: DiskFiles(base: folder.path), isTyped: true)
    #expect(desk.evaluate(Self.programme).status == .fine)
    let declared = "people Applicants from \"answers.csv\" { id: \"Response\" }"
    #expect(desk.evaluate(declared).status == .fine)
    check(context, desk)
  }

  @Test("help names what the call takes and marks the argument that is being typed")
  func help() {
    let desk = Desk(files: DiskFiles(), isTyped: true)
    #expect(desk.evaluate(Self.programme).status == .fine)
    let services = Self.services(desk)
    func help(_ line: String) -> (text: String, current: String?)? {
      guard let help = services.callHelp(line, line.utf8.count) else { return nil }
      return (help.text, help.current.map { String(decoding: Array(help.text.utf8)[$0], as: UTF8.self) })
    }
    #expect(help("over(")?.text == "over(chance per period, duration)")
    #expect(help("over(")?.current == "chance per period")
    #expect(help("over(3% per month, 1")?.current == "duration")
    #expect(help("target T = completed(Grow, by: 20")?.current == "by: date")
    #expect(help("target T = share(completed(Grow), region: M")?.current == "dimension: value")
    #expect(help("min(1, 2, 3, 4")?.current == "…")
    #expect(help("sum([1, round(2")?.text.hasPrefix("round(") == true)
    #expect(help("sum([1, 2") != nil)
    #expect(help("stage A { completion: ")?.text == "completion: a percentage, such as 121 of 144")
    #expect(help("over(3% per month, 1 year)") == nil)
    #expect(help("stage A { ") == nil)
    #expect(help("show over") == nil)
  }
}
