// What was meant, where something of another form was written: a text that needs no quotes, a list of one thing, `and`
// for a sum, a value without its dimension.

import RungModel
import RungSyntax
import RungText

enum MeantErrors {
  // MARK: Staying

  /// `over(Veterans.retention, 3 years)`: the share who stay is no chance of leaving.
  static func stayingInOver(_ call: Place, _ share: Place, _ time: Place) -> Diagnostic {
    let text = "remaining(\(share.text), \(time.text))"
    return Diagnostic(
      .wrongArguments, "over compounds a chance of leaving, and this is the share who stay", at: share,
      fixes: [Fix("write \(text)", edits: [TextEdit(call, text)], isSafe: false)])
  }

  // MARK: Figures in words

  /// `2 million`, `1 March`: the word stands where a unit is expected. Nil when it says nothing of the kind.
  static func wordAsUnit(_ quantity: Place, _ number: String, _ unit: Place) -> Diagnostic? {
    if let written = NumberWords.writtenOut(number, unit.text) {
      return Diagnostic(
        .unknownUnit, "\"\(unit.text)\" is not a unit: every digit is written out", at: unit,
        fixes: [Fix("write \(written)", edits: [TextEdit(quantity, written)], isSafe: false)])
    }
    guard let month = NumberWords.month(unit.text),
      let date = NumberWords.date(year: "2027", month: month, day: number)
    else { return nil }
    return Diagnostic(
      .unknownUnit, "\"\(unit.text)\" is not a unit: a date is written year, month, day", at: unit,
      fixes: [Fix("write it with its year, like \(date)")])
  }

  /// `let Places = forty`
  static func numberWord(_ place: Place) -> Diagnostic? {
    guard let figure = NumberWords.figure(place.text) else { return nil }
    return Diagnostic(
      .unknownName, "nothing is called \"\(place.text)\"", at: place,
      fixes: [Fix("write \(figure)", edits: [TextEdit(place, String(figure))], isSafe: false)])
  }

  /// `6 months and 2 weeks`
  static func joinedByAnd(_ whole: Place, _ parts: [Place], _ type: ValueType) -> Diagnostic {
    let text = parts.map(\.text).joined(separator: " + ")
    return Diagnostic(
      .wrongType, "\"and\" joins conditions, and this is \(type.name)", at: whole,
      fixes: [Fix("write \(text)", edits: [TextEdit(whole, text)], isSafe: false)])
  }

  // MARK: Quotes and brackets

  /// `owner: WMF`
  static func quotesMissing(_ place: Place) -> Diagnostic {
    let text = "\"\(place.text)\""
    return Diagnostic(
      .wrongType, "a text in quotes is needed here", at: place,
      fixes: [Fix("write \(text)", edits: [TextEdit(place, text)], isSafe: false)])
  }

  /// The same problem with a repair that is certain to fit better.
  static func with(_ problem: Diagnostic, _ fix: Fix?) -> Diagnostic {
    guard let fix else { return problem }
    return Diagnostic(
      problem.code, problem.severity, problem.message, at: problem.place, related: problem.related,
      fixes: [fix])
  }

  static func without(_ marks: String, _ place: Place, _ text: String) -> Fix {
    Fix("write \(text), without \(marks)", edits: [TextEdit(place, text)], isSafe: false)
  }

  // MARK: Dimensions

  /// `mix: [Swahili: 50%]`, where Swahili is a value of language.
  static func dimensionMissing(_ table: Place, _ key: Place, _ dimension: String) -> Diagnostic {
    let text = "[\(dimension): \(table.text)]"
    return Diagnostic(
      .unknownName, "\"\(key.text)\" is a value of \(dimension): the dimension is missing", at: key,
      fixes: [Fix("write \(text)", edits: [TextEdit(table, text)], isSafe: false)])
  }

  /// `share(completed(Lead), MENA)`
  static func labelMissing(_ value: Place, _ dimension: String) -> Diagnostic {
    let text = "\(dimension): \(value.text)"
    return Diagnostic(
      .wrongArguments, "\"\(value.text)\" is a value of \(dimension): the dimension is missing", at: value,
      fixes: [Fix("write \(text)", edits: [TextEdit(value, text)], isSafe: false)])
  }

  /// `let Where = MENA`
  static func valueAlone(_ value: Place, _ dimension: String) -> Diagnostic {
    let text = "\(dimension).\(value.text)"
    return Diagnostic(
      .unknownName, "nothing is called \"\(value.text)\"; it is a value of \(dimension)", at: value,
      fixes: [Fix("write \(text)", edits: [TextEdit(value, text)], isSafe: false)])
  }
}

extension FormulaCompiler {
  /// The dimension that has a value of this name, where nothing else is called so.
  func dimension(ofValue word: String) -> String? {
    guard !variables.contains(where: { $0.name == word }), visible(word) == nil,
      let kind = definitions.schema.kind(named: "dimension")
    else { return nil }
    return definitions.ordered(ofKind: kind).map { definitions.name(of: $0) }
      .first { compiler.words.values(ofDimension: $0).contains(word) }
  }

  /// A value in quotes that needs none, or one thing in the brackets of a list: how it is written.
  func repairOfForm(_ node: NodeIndex, _ type: PropertyType) -> Fix? {
    switch tree.kind(node) {
    case .list:
      guard !type.expectsList, let only = tree.child(0, of: node), tree.child(1, of: node) == nil else {
        return nil
      }
      return MeantErrors.without("[ ]", place(node), tree.text(only))
    case .string:
      let text = tree.stringText(tree.firstToken(node))
      return isWritten(text, as: type) ? MeantErrors.without("quotes", place(node), text) : nil
    case .span where type.isFigure:
      let ends = tree.children(of: node).map { tree.text($0) }
      guard ends.count == 2 else { return nil }
      let text = ends.joined(separator: " to ")
      return Fix("write \(text) for an estimate", edits: [TextEdit(place(node), text)], isSafe: false)
    default: return nil
    }
  }

  private func isWritten(_ text: String, as type: PropertyType) -> Bool {
    let kinds = type.referencedKinds
    if !kinds.isEmpty, let entity = definitions.entity(named: text) {
      return kinds.contains(definitions.kindName(of: entity))
    }
    if type.tagSets.contains(where: { compiler.words.contains(text, in: $0) }) { return true }
    guard kinds.isEmpty, type.tagSets.isEmpty, let first = text.utf8.first, (48...57).contains(first) else {
      return false
    }
    // A figure: what it lacks is said once it has no quotes.
    let source = Source(name: "<text>", text: "let X = " + text)
    return !text.contains("\n") && !text.contains(";") && SyntaxTree.parse(source).diagnostics.isEmpty
  }
}

extension PropertyType {
  /// Whether it takes figures, which may be uncertain.
  fileprivate var isFigure: Bool {
    switch self {
    case .number, .percentage, .amount, .effort, .duration: true
    case .list(let item): item.isFigure
    case .either(let types): types.contains(where: \.isFigure)
    case .text, .truth, .date, .span, .timeOfDay, .year, .reference, .tag, .newTags, .table, .mix, .selection,
      .rule, .condition, .anything:
      false
    }
  }
}
