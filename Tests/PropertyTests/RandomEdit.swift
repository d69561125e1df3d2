// Random edits of a programme for tests of merging: what one of them changes is known by itself, so that what two
// people's edits come to together can be said without merging anything.

import RungModel
import RungSyntax
import RungText
import TestSupport

/// What an edit is about. Two edits of the same subject contradict each other unless they say the same.
struct EditSubject: Hashable {
  /// The thing, `Foundations.Listening`; empty of a verb.
  let thing: String
  /// `.places`, `title`; empty of the whole thing.
  let part: String
  /// An element of a set or a key of a table; empty of the whole part.
  let element: String

  /// Whether one is inside the other, or they are the same.
  func touches(_ other: EditSubject) -> Bool {
    let isInner = thing.hasPrefix(other.thing + ".") || other.thing.hasPrefix(thing + ".")
    if isInner { return thing.count < other.thing.count ? part.isEmpty : other.part.isEmpty }
    guard thing == other.thing else { return false }
    if part.isEmpty || other.part.isEmpty { return true }
    return part == other.part && (element.isEmpty || other.element.isEmpty || element == other.element)
  }
}

struct RandomEdit {
  enum Act {
    /// Bytes in place of others.
    case text([TextEdit])
    /// A set or a table gains or loses an item, or a key another value.
    case item(of: NodeIndex, text: String?, at: Int?)
  }

  let subject: EditSubject
  /// What is said afterwards: the same edit on both sides is no contradiction.
  let outcome: String
  let act: Act
  /// Of a comment: what it says, and of what.
  var comment: (text: String, thing: String)?

  func contradicts(_ other: RandomEdit) -> Bool {
    guard subject.touches(other.subject) else { return false }
    return subject != other.subject || outcome != other.outcome
  }

  /// The text after edits, all made in one.
  static func apply(_ edits: [RandomEdit], to tree: SyntaxTree) -> [UInt8]? {
    var all: [TextEdit] = []
    var items: [NodeIndex: [(text: String?, at: Int?)]] = [:]
    var seen: Set<String> = []
    // A comment stands above the documentation, which it would cut off otherwise.
    let sorted = edits.filter { $0.comment != nil } + edits.filter { $0.comment == nil }
    for edit in sorted where seen.insert("\(edit.subject)\(edit.outcome)").inserted {
      switch edit.act {
      case .text(let edits): all += edits
      case .item(let node, let text, let at): items[node, default: []].append((text, at))
      }
    }
    for (node, changes) in items.sorted(by: { $0.key < $1.key }) {
      var texts = tree.children(of: node).map { Optional(tree.text($0)) }
      var added: [String] = []
      for change in changes {
        if let at = change.at {
          texts[at] = change.text
        } else if let text = change.text {
          added.append(text)
        }
      }
      let isElseLast = tree.children(of: node).map { tree.kind($0) }.last == .elseEntry
      var kept = texts.compactMap { $0 }
      kept.insert(contentsOf: added, at: isElseLast && texts.last != .some(nil) ? kept.count - 1 : kept.count)
      all.append(TextEdit(tree.place(node), "[" + kept.joined(separator: ", ") + "]"))
    }
    return try? TextEdits.apply(all, to: tree.source)
  }
}

/// Makes edits of one text.
struct RandomEditor {
  private let tree: SyntaxTree
  private let things: [(path: String, node: NodeIndex, kind: String, isTop: Bool)]
  private let verbs: [NodeIndex]

  init(_ tree: SyntaxTree) {
    self.tree = tree
    var things: [(path: String, node: NodeIndex, kind: String, isTop: Bool)] = []
    var verbs: [NodeIndex] = []
    for node in tree.children(of: 0) {
      switch tree.kind(node) {
      case .declaration, .letStatement, .assume, .exchange, .target, .scenario:
        guard let name = tree.child(0, of: node) else { continue }
        let kind = tree.text(ofToken: tree.firstToken(node))
        var path = tree.text(name)
        if kind == "module" || kind == "value", let clause = tree.firstChild(of: node, kind: .inClause),
          let owner = tree.child(0, of: clause)
        {
          path = tree.text(owner) + "." + path
        }
        things.append((path, node, kind, true))
        guard kind == "curriculum" || kind == "dimension",
          let block = tree.firstChild(of: node, kind: .block)
        else { continue }
        for inner in tree.children(of: block) where tree.kind(inner) == .declaration {
          guard let name = tree.child(0, of: inner) else { continue }
          things.append(
            (path + "." + tree.text(name), inner, tree.text(ofToken: tree.firstToken(inner)), false))
        }
      case .show, .test, .print: verbs.append(node)
      default: continue
      }
    }
    self.things = things
    self.verbs = verbs
  }

  /// One edit; nil when the dice chose one that does not fit here.
  func edit(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    switch dice.below(18) {
    case 0, 1, 2, 3: changedFigure(&dice)
    case 4: removedProperty(&dice)
    case 5: addedProperty(&dice)
    case 6: addedThing(&dice, side)
    case 7: removedThing(&dice)
    case 8: changedTitle(&dice, side)
    case 9: changedDocumentation(&dice, side)
    case 10, 11: changedItem(&dice, side)
    case 12: changedScenario(&dice, side)
    case 13: verb(&dice, side)
    case 14: member(&dice)
    case 15, 16: comment(&dice, side)
    default: addedModule(&dice, side)
    }
  }

  // MARK: Figures

  /// Another number in a formula that is no list.
  private func changedFigure(_ dice: inout SeededRandom) -> RandomEdit? {
    guard let thing = things.randomElement(using: &dice), thing.kind != "scenario" else { return nil }
    let end = thing.node + Int(tree.nodes[thing.node].size)
    let formulas = formulas(of: thing.node)
    guard let formula = formulas.randomElement(using: &dice), formula.node < end,
      ![.list, .table, .byValue].contains(tree.kind(formula.node))
    else { return nil }
    let last = formula.node + Int(tree.nodes[formula.node].size)
    let numbers = (formula.node..<last).filter {
      tree.kind($0) == .number || tree.kind($0) == .quantity
    }
    guard let number = numbers.randomElement(using: &dice) else { return nil }
    let token = tree.firstToken(number)
    guard tree.tokens.kinds[token] == .number else { return nil }
    let figure = "\(2 + dice.below(7))"
    let edit = TextEdit(tree.place(ofToken: token), figure)
    let before = tree.source.text(ByteRange(start: tree.range(formula.node).start, end: edit.range.start))
    let after = tree.source.text(ByteRange(start: edit.range.end, end: tree.range(formula.node).end))
    if edit.replacement == edit.source.text(edit.range) { return nil }
    return RandomEdit(
      subject: EditSubject(thing: thing.path, part: formula.part, element: ""),
      outcome: before + figure + after, act: .text([edit]))
  }

  private func formulas(of node: NodeIndex) -> [(part: String, node: NodeIndex)] {
    var found: [(part: String, node: NodeIndex)] = []
    for child in tree.children(of: node).dropFirst() {
      switch tree.kind(child) {
      case .block:
        for property in tree.children(of: child) where tree.kind(property) == .property {
          guard let value = tree.child(0, of: property) else { continue }
          found.append(("." + tree.text(ofToken: tree.firstToken(property)), value))
        }
      case .string, .family, .inClause, .fromClause, .confidence: continue
      default: if tree.kind(child).isExpression { found.append(("=", child)) }
      }
    }
    return found
  }

  // MARK: Properties

  private func removedProperty(_ dice: inout SeededRandom) -> RandomEdit? {
    guard let thing = things.randomElement(using: &dice), thing.kind != "scenario",
      let block = tree.firstChild(of: thing.node, kind: .block),
      let property = tree.children(of: block).filter({ tree.kind($0) == .property }).randomElement(
        using: &dice)
    else { return nil }
    var edits = [TextEdit(tree.place(property), "")]
    if let range = tree.documentationRange(before: tree.firstToken(property)) {
      edits.append(TextEdit(Place(tree.source, range), ""))
    }
    return RandomEdit(
      subject: EditSubject(
        thing: thing.path, part: "." + tree.text(ofToken: tree.firstToken(property)), element: ""),
      outcome: "gone", act: .text(edits))
  }

  private func addedProperty(_ dice: inout SeededRandom) -> RandomEdit? {
    guard let thing = things.randomElement(using: &dice), !["scenario", "let"].contains(thing.kind) else {
      return nil
    }
    let word = ["owner", "note", "status"][dice.below(3)]
    let given = formulas(of: thing.node).map(\.part)
    guard !given.contains("." + word) else { return nil }
    let value = word == "status" ? ["draft", "approved"][dice.below(2)] : "\"\(dice.below(3))\""
    let text: String
    let place: UInt32
    if let block = tree.firstChild(of: thing.node, kind: .block) {
      place = tree.range(block).end - 1
      text = "\n\(word): \(value)\n"
    } else {
      // Two additions would make two blocks.
      return nil
    }
    return RandomEdit(
      subject: EditSubject(thing: thing.path, part: "." + word, element: ""), outcome: value,
      act: .text([TextEdit(Place(tree.source, ByteRange(start: place, end: place)), text)]))
  }

  // MARK: Things

  private var end: Place {
    Place(tree.source, ByteRange(tree.source.bytes.count, tree.source.bytes.count))
  }

  private func addedThing(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    let name = "New\(dice.below(40))" + (dice.below(8) > 0 ? side : "")
    let (kind, text) = [
      ("let", "let \(name) = \(dice.below(3))"), ("fund", "fund \(name) { amount: \(dice.below(3)) EUR }"),
      (
        "stage",
        "## Both sides know it.\nstage \(name) \"T\" {\n  duration: 2 weeks\n  places: \(1 + dice.below(3))\n}"
      ),
      ("assume", "assume \(name) = 1 to 3 { source: \"guess\" }"),
      ("target", "target \(name) = 1 < 2 with 60% confidence"),
      ("scenario", "scenario \(name) { let Inner\(name) = \(dice.below(3)) }"),
      ("milestone", "milestone \(name) { when: 2027-0\(1 + dice.below(8))-01 }"),
      ("cohort", "cohort \(name)[n in 1 .. 3] { size: 20 + n }\n\(name)[2].size = \(30 + dice.below(2))"),
    ][dice.below(8)]
    guard !things.contains(where: { $0.path == name }) else { return nil }
    return RandomEdit(
      subject: EditSubject(thing: name, part: "", element: ""), outcome: kind + text,
      act: .text([TextEdit(end, "\n" + text + "\n")]))
  }

  private func removedThing(_ dice: inout SeededRandom) -> RandomEdit? {
    guard let thing = things.randomElement(using: &dice) else { return nil }
    var edits = [TextEdit(tree.place(thing.node), "")]
    if let range = tree.documentationRange(before: tree.firstToken(thing.node)) {
      edits.append(TextEdit(Place(tree.source, range), ""))
    }
    return RandomEdit(
      subject: EditSubject(thing: thing.path, part: "", element: ""), outcome: "gone", act: .text(edits))
  }

  private func addedModule(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    guard let owner = things.filter({ $0.kind == "curriculum" }).randomElement(using: &dice),
      let block = tree.firstChild(of: owner.node, kind: .block)
    else { return nil }
    let name = "Extra\(dice.below(30))" + (dice.below(8) > 0 ? side : "")
    let value = "\(2 + dice.below(3)) hours"
    let isInside = dice.below(2) == 0
    let place = tree.range(block).end - 1
    let edit =
      isInside
      ? TextEdit(
        Place(tree.source, ByteRange(start: place, end: place)), "\nmodule \(name) { length: \(value) }\n")
      : TextEdit(end, "\nmodule \(name) in \(owner.path) { length: \(value) }\n")
    return RandomEdit(
      subject: EditSubject(thing: owner.path + "." + name, part: "", element: ""),
      outcome: value + (isInside ? "" : "outside"), act: .text([edit]))
  }

  // MARK: Heads

  private func changedTitle(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    guard let thing = things.randomElement(using: &dice),
      !["let", "assume", "exchange", "target"].contains(thing.kind)
    else { return nil }
    let title = "\"Title \(dice.below(3))\""
    let place: Place
    let text: String
    if let old = tree.firstChild(of: thing.node, kind: .string) {
      if tree.text(old) == title { return nil }
      place = tree.place(old)
      text = title
    } else {
      let before =
        tree.firstChild(of: thing.node, kind: .family) ?? tree.child(0, of: thing.node) ?? thing.node
      let end = tree.range(before).end
      place = Place(tree.source, ByteRange(start: end, end: end))
      text = " " + title
    }
    return RandomEdit(
      subject: EditSubject(thing: thing.path, part: "title", element: ""), outcome: title,
      act: .text([TextEdit(place, text)]))
  }

  private func changedDocumentation(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    guard let thing = things.filter(\.isTop).randomElement(using: &dice) else { return nil }
    let token = tree.firstToken(thing.node)
    guard tree.tokens.isFirstOnLine(token) else { return nil }
    let text = "## Said \(dice.below(3)) of it."
    let edit: TextEdit
    if let range = tree.documentationRange(before: token) {
      edit = TextEdit(Place(tree.source, range), text)
    } else {
      let start = tree.range(ofToken: token).start
      edit = TextEdit(Place(tree.source, ByteRange(start: start, end: start)), text + "\n")
    }
    return RandomEdit(
      subject: EditSubject(thing: thing.path, part: "documentation", element: ""), outcome: text,
      act: .text([edit]))
  }

  // MARK: Items

  /// An element of a set, or an entry of a table, comes or goes or changes.
  private func changedItem(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    guard let thing = things.randomElement(using: &dice), thing.kind != "scenario",
      let formula = formulas(of: thing.node).filter({ $0.part != "=" }).randomElement(using: &dice)
    else { return nil }
    var node = formula.node
    if tree.kind(node) == .byValue, let table = tree.child(1, of: node) { node = table }
    let items = Array(tree.children(of: node))
    guard tree.kind(node) == .list || tree.kind(node) == .table, items.count > 1 else { return nil }
    let isTable = tree.kind(node) == .table
    if dice.below(2) == 0 {
      let name = "Word\(dice.below(30))" + (dice.below(6) > 0 ? side : "")
      let value = "\(1 + dice.below(3))%"
      return RandomEdit(
        subject: EditSubject(thing: thing.path, part: formula.part, element: name),
        outcome: isTable ? value : name,
        act: .item(of: node, text: isTable ? "\(name): \(value)" : name, at: nil))
    }
    let at = dice.below(items.count)
    let key =
      isTable && tree.kind(items[at]) != .elseEntry ? tree.child(0, of: items[at]) ?? items[at] : items[at]
    let name = tree.kind(items[at]) == .elseEntry ? "else" : tree.text(key)
    let isChange = isTable && dice.below(2) == 0
    guard isChange || dice.below(3) == 0 else { return nil }
    let value = isChange ? "\(name): \(1 + dice.below(3))%" : nil
    if let value, value == tree.text(items[at]) { return nil }
    return RandomEdit(
      subject: EditSubject(thing: thing.path, part: formula.part, element: name), outcome: value ?? "gone",
      act: .item(of: node, text: value, at: at))
  }

  // MARK: Scenarios, members and verbs

  private func changedScenario(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    guard let scenario = things.filter({ $0.kind == "scenario" }).randomElement(using: &dice),
      let block = tree.firstChild(of: scenario.node, kind: .block)
    else { return nil }
    let overrides = tree.children(of: block).filter { tree.kind($0) == .override }
    let value = "\(1 + dice.below(4)) EUR"
    if dice.below(2) == 0, let override = overrides.randomElement(using: &dice),
      let path = tree.child(0, of: override), let old = tree.child(1, of: override)
    {
      if tree.text(old) == value { return nil }
      return RandomEdit(
        subject: EditSubject(thing: scenario.path, part: tree.text(path), element: ""), outcome: value,
        act: .text([TextEdit(tree.place(old), value)]))
    }
    guard let fund = things.filter({ $0.kind == "fund" }).randomElement(using: &dice) else { return nil }
    let path = fund.path + "." + ["amount", "note"][dice.below(2)]
    let said = path.hasSuffix("note") ? "\"\(dice.below(3))\"" : value
    guard !overrides.contains(where: { tree.child(0, of: $0).map { tree.text($0) } == path }) else {
      return nil
    }
    let place = tree.range(block).end - 1
    return RandomEdit(
      subject: EditSubject(thing: scenario.path, part: path, element: ""), outcome: said,
      act: .text([
        TextEdit(Place(tree.source, ByteRange(start: place, end: place)), "\n\(path) = \(said)\n")
      ]))
  }

  private func member(_ dice: inout SeededRandom) -> RandomEdit? {
    let families = things.filter { tree.firstChild(of: $0.node, kind: .family) != nil && $0.kind == "cohort" }
    guard let family = families.randomElement(using: &dice) else { return nil }
    let index = 1 + dice.below(3)
    let path = "\(family.path)[\(index)].size"
    let value = "\(20 + dice.below(5))"
    let isSaid = tree.children(of: 0).contains { node in
      tree.kind(node) == .override && tree.child(0, of: node).map { tree.text($0) } == path
    }
    guard !isSaid else { return nil }
    return RandomEdit(
      subject: EditSubject(thing: family.path, part: "[\(index)].size", element: ""), outcome: value,
      act: .text([TextEdit(end, "\n\(path) = \(value)\n")]))
  }

  /// Comments never contradict.
  private func comment(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    guard let thing = things.filter(\.isTop).randomElement(using: &dice) else { return nil }
    let token = tree.firstToken(thing.node)
    guard tree.tokens.isFirstOnLine(token) else { return nil }
    let text = "# \(side) says \(1_000 + dice.below(9_000))"
    let range = tree.range(thing.node)
    let isBehind =
      dice.below(2) == 0 && tree.source.line(at: range.start) == tree.source.line(at: range.end)
      && tree.tokens.isFirstOnLine(Int(tree.nodes[thing.node].end))
      && tree.source.lineRange(tree.source.lineIndex(at: range.end)).end == range.end
    let start = tree.documentationRange(before: token)?.start ?? range.start
    let place = isBehind ? range.end : start
    return RandomEdit(
      subject: EditSubject(thing: "", part: text, element: ""), outcome: text,
      act: .text([
        TextEdit(
          Place(tree.source, ByteRange(start: place, end: place)), isBehind ? "  " + text : text + "\n")
      ]), comment: (text, thing.path))
  }

  /// Verbs never contradict: each has a subject of its own.
  private func verb(_ dice: inout SeededRandom, _ side: String) -> RandomEdit? {
    if dice.below(3) == 0, let verb = verbs.randomElement(using: &dice) {
      return RandomEdit(
        subject: EditSubject(thing: "", part: "verb \(verb)", element: ""), outcome: "gone",
        act: .text([TextEdit(tree.place(verb), "")]))
    }
    let text = ["show stages first \(1 + dice.below(20))", "test", "1 + \(dice.below(50))"][dice.below(3)]
    return RandomEdit(
      subject: EditSubject(thing: "", part: "verb " + side + text, element: ""), outcome: text,
      act: .text([TextEdit(end, "\n" + text + "\n")]))
  }
}
