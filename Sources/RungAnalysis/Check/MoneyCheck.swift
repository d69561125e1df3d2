// Whether all money that a forecast counts can be had in the programme's currency: what has no rate would count as
// nothing.

import RungModel

struct MoneyCheck {
  private let evaluator: Evaluator
  private let home: Currency
  private var definitions: Definitions { evaluator.definitions }

  /// Nil without a programme: then nothing is forecast.
  init?(_ evaluator: Evaluator) {
    guard let home = evaluator.definitions.programmeCurrency else { return nil }
    self.evaluator = evaluator
    self.home = home
  }

  func run() {
    let schema = definitions.schema
    for index in schema.kinds.indices {
      let kind = KindID(index: index)
      let keys = schema.properties(of: kind).filter { schema.properties[$0].type.holdsMoney }
        .map { PropertyKey(PropertyID(index: $0)) }
      guard !keys.isEmpty else { continue }
      for entity in definitions.present(ofKind: kind) {
        for key in keys { check(entity, key) }
      }
    }
  }

  private func check(_ entity: EntityID, _ key: PropertyKey) {
    for ref in evaluator.members(of: entity) {
      guard let formula = evaluator.formula(of: Slot(entity: entity, member: ref.member, key: key)),
        let foreign = withoutRate(evaluator.value(of: ref, key))
      else { continue }
      evaluator.report(
        ValueErrors.noRateHome(definitions.place(of: formula), foreign.code, home: home.code))
    }
  }

  /// The currency of the first amount that cannot be converted.
  private func withoutRate(_ value: Value) -> Currency? {
    switch value {
    case .quantity(let quantity):
      guard case .money(let currency)? = quantity.unit.over, currency != home else { return nil }
      let unit = Unit(.money(home), per: quantity.unit.per)
      return evaluator.converted(quantity, to: unit) == nil ? currency : nil
    case .list(let items): return items.lazy.compactMap(withoutRate).first
    case .table(let entries, let otherwise), .byGroup(_, let entries, let otherwise):
      return entries.lazy.compactMap { withoutRate($0.value) }.first ?? otherwise.flatMap(withoutRate)
    default: return nil
    }
  }
}

extension PropertyType {
  /// Whether amounts of money may stand in it.
  fileprivate var holdsMoney: Bool {
    switch self {
    case .amount(let base, _, _): base == .money
    case .list(let item): item.holdsMoney
    case .table(_, let value): value.holdsMoney
    case .either(let types): types.contains(where: \.holdsMoney)
    case .text, .truth, .number, .percentage, .effort, .duration, .date, .span, .timeOfDay, .year, .reference,
      .tag, .newTags, .mix, .selection, .rule, .condition, .anything:
      false
    }
  }
}

extension Definitions {
  /// The currency of totals, as it is written or as it stands without being written; nil without a programme.
  var programmeCurrency: Currency? {
    guard let kind = schema.kind(named: "programme"), let programme = present(ofKind: kind).first,
      let property = schema.property(of: kind, named: "currency")
    else { return nil }
    let written = formula(of: programme, PropertyKey(property)).map { text(of: $0) }
    return (written ?? schema[property].standard).flatMap { Currency(code: $0) }
  }
}
