// One line on what is being typed: the call's parameters, or what the property takes.

import LineEditor
import RungAnalysis
import RungModel
import RungSyntax

extension Completer {
  package func help(on text: String, at cursor: Int) -> CallHelp? {
    if PromptInput.isCommand(text) { return nil }
    let place = TypingPlace(text, cursor: cursor)
    guard !place.isInComment else { return nil }
    for frame in place.frames.indices.reversed() {
      switch place.frames[frame].bracket {
      case .call: return help(onCall: frame, place)
      case .block: return help(onProperty: frame, place)
      case .group, .list, .index: continue
      case .text: return nil
      }
    }
    return nil
  }

  private func help(onCall frame: Int, _ place: TypingPlace) -> CallHelp? {
    guard let name = FunctionName(rawValue: place.text(place.frames[frame].opening - 1)) else { return nil }
    let item = place.item(of: frame)
    let word = item.first { place.kind($0) == .colon }.map { place.text($0 - 1) }
    let signature = Signature(name.function)
    return CallHelp(
      signature.text, current: signature.parameter(place.frames[frame].itemIndex, named: word),
      note: name.function.documentation)
  }

  private func help(onProperty frame: Int, _ place: TypingPlace) -> CallHelp? {
    let item = place.item(of: frame)
    guard frame > 0, place.kind(item.lowerBound + 1) == .colon,
      let kind = kind(ofItem: place.item(of: frame - 1), place)
    else { return nil }
    let word = place.text(item.lowerBound)
    guard let id = schema.property(of: kind, named: word) else { return nil }
    let property = schema[id]
    return CallHelp(
      "\(word): \(property.type.name), such as \(property.example)", note: property.documentation)
  }
}

/// `completed(stage, during: span, by: date)`, read for its parameters; what follows ` or ` is another way to call.
struct Signature {
  let text: String
  private let ways: [[Range<Int>]]

  init(_ function: Function) {
    text = function.signature
    var ways: [[Range<Int>]] = []
    var parameters: [Range<Int>] = []
    var start: Int?
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "("): start = index + 1
      case UInt8(ascii: ","):
        if let from = start { parameters.append(from..<index) }
        start = index + 2
      case UInt8(ascii: ")"):
        if let from = start { parameters.append(from..<index) }
        ways.append(parameters)
        parameters = []
        start = nil
      default: break
      }
    }
    self.ways = ways
  }

  /// The names of arguments that are given by name: `during`, `by`.
  var names: [String] {
    var seen: Set<String> = []
    return ways.joined().compactMap(name(of:)).filter { seen.insert($0).inserted }
  }

  /// The bytes of the parameter at a place, or with a name.
  func parameter(_ index: Int, named word: String?) -> Range<Int>? {
    if let word {
      let named = ways.joined().first { name(of: $0) == word }
      return named ?? ways.joined().first { name(of: $0) == "dimension" }
    }
    guard let way = ways.first(where: { $0.indices.contains(index) }) else {
      // `min(a, b, …)` goes on for ever.
      return ways.last?.last.flatMap { part($0) == "…" ? $0 : nil }
    }
    return name(of: way[index]) == nil ? way[index] : nil
  }

  private func part(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  private func name(of range: Range<Int>) -> String? {
    let part = part(range)
    return part.firstIndex(of: ":").map { String(part[..<$0]) }
  }
}
