// What can be wrong with what stands after `in` in a declaration, beyond its kind: one of a family, or a property.

import RungSyntax
import RungText

extension ModelErrors {
  /// `person T1 in Intake[2]`, `person T1 in Intake`: a family is one declaration, and a person is in one member.
  static func ownerIsFamily(
    _ place: Place, _ entity: EntityID, _ owner: EntityID, index: String?, _ definitions: Definitions
  ) -> Diagnostic {
    let kind = definitions.schema[definitions[entity].kind]
    let name = definitions.name(of: owner)
    let related = [RelatedPlace(definitions.namePlace(of: owner), "the family is declared here")]
    if kind.isQualified {
      return Diagnostic(
        .wrongOwner, "\(article(kind.name)) belongs to all of a family, not to one", at: place,
        related: related, fixes: [Fix("write in \(name)", edits: [TextEdit(place, name)], isSafe: false)])
    }
    let member = "\(name)[\(index ?? definitions.firstIndexText(of: owner))]"
    let person = definitions.name(of: entity)
    return Diagnostic(
      .wrongOwner, "\(article(kind.name)) cannot be declared in \"\(place.text)\": \(name) is a family",
      at: place, related: related,
      fixes: [
        Fix(
          "leave out \"in \(place.text)\", and write \(member).people = \(person); of several, [\(person), …]"
        )
      ])
  }

  /// `cohort Intake[n in 1 .. 3] { person T1 { … } }`
  static func insideFamily(_ place: Place, _ kind: KindID, _ owner: EntityID, _ definitions: Definitions)
    -> Diagnostic
  {
    let name = definitions.name(of: owner)
    let member = "\(name)[\(definitions.firstIndexText(of: owner))]"
    return Diagnostic(
      .wrongOwner, "\(article(definitions.schema[kind].name)) cannot be declared inside \(name), a family",
      at: place,
      fixes: [Fix("put it outside the braces, and write \(member).people = \(place.text)")])
  }

  /// `person T1 in Veterans.count`.
  static func ownerIsProperty(
    _ place: Place, _ kind: KindID, _ owner: EntityID, _ definitions: Definitions
  ) -> Diagnostic {
    let owners = definitions.schema[kind].owners.map(article).joined(separator: " or ")
    let name = definitions.qualifiedName(of: owner)
    let isRight = definitions.schema[kind].owners.contains(definitions.kindName(of: owner))
    return Diagnostic(
      .wrongOwner, "\(article(definitions.schema[kind].name)) belongs in \(owners), and this is a property",
      at: place, related: [RelatedPlace(definitions.namePlace(of: owner), "declared here")],
      fixes: [
        isRight
          ? Fix("write in \(name)", edits: [TextEdit(place, name)], isSafe: false)
          : Fix("write the name of \(owners)")
      ])
  }
}

extension Definitions {
  /// The first index of a family as it is written, for an example: `1` of `[n in 1 .. 5]`.
  fileprivate func firstIndexText(of family: EntityID) -> String {
    let tree = tree(of: family)
    guard let node = tree.firstChild(of: Int(self[family].node), kind: .family) else { return "1" }
    let texts = tree.children(of: node).map { index -> String in
      guard tree.kind(index) == .indexRange, let range = tree.child(0, of: index) else {
        return tree.text(index)
      }
      let token = tree.firstToken(range)
      switch tree.tokens.kinds[token] {
      case .number, .month: return tree.text(ofToken: token)
      default: return "1"
      }
    }
    return texts.isEmpty ? "1" : texts.joined(separator: ", ")
  }
}
