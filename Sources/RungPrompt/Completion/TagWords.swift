// The words that a tag may be, as the schema and the programme declare them.

import RungModel
import RungSyntax

extension Definitions {
  /// In order; nil of languages, which are listed by their own table.
  func tagWords(of set: TagSet) -> [String]? {
    switch set {
    case .words(let words): words
    case .language: nil
    case .currency: Currency.all.map(\.code)
    case .dimension(let name): dimensionValues(name) + ["unstated"]
    case .anyDimension: entities(ofKind: "dimension").flatMap { dimensionValues(self.name(of: $0)) }
    case .category:
      Schema.knownCategories + entities(ofKind: "programme").flatMap { declaredWords(of: $0, "categories") }
    }
  }

  func dimensionValues(_ name: String) -> [String] {
    guard let entity = entity(named: name), kindName(of: entity) == "dimension" else { return [] }
    return declaredWords(of: entity, "values")
  }

  private func entities(ofKind name: String) -> [EntityID] {
    schema.kind(named: name).map(ordered(ofKind:)) ?? []
  }

  /// The bare words of a property that declares them.
  private func declaredWords(of entity: EntityID, _ property: String) -> [String] {
    guard let property = schema.property(of: self[entity].kind, named: property),
      let formula = formula(of: entity, PropertyKey(property))
    else { return [] }
    let tree = tree(of: formula)
    let node = Int(formula.node)
    let items = tree.kind(node) == .list ? Array(tree.children(of: node)) : [node]
    return items.compactMap { [.name, .tagWord].contains(tree.kind($0)) ? tree.text($0) : nil }
  }
}
