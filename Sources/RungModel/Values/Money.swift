// Money: an exact amount of one currency.

/// An amount of one currency: exact in formulas, rounded only when booked or shown.
package struct Money: Hashable, Sendable {
  package let amount: Decimal
  package let currency: Currency

  package init(_ amount: Decimal, _ currency: Currency) {
    self.amount = amount
    self.currency = currency
  }

  package var isZero: Bool { amount.isZero }
  package var isNegative: Bool { amount.isNegative }
  package var negated: Money { Money(amount.negated, currency) }

  /// To the minor unit, half up (a tie goes away from zero, so that a refund mirrors its charge).
  package var booked: Money { Money(amount.rounded(to: currency.minorDigits, .halfUp), currency) }

  /// Nil when out of range, or of another currency: ask for `currency` first.
  package func adding(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    return amount.adding(other.amount).map { Money($0, currency) }
  }

  package func subtracting(_ other: Money) -> Money? { adding(other.negated) }

  package func multiplying(_ factor: Decimal) -> Money? {
    amount.multiplying(factor).map { Money($0, currency) }
  }

  /// Nil when out of range or the divisor is zero.
  package func dividing(by divisor: Decimal) -> Money? {
    amount.dividing(by: divisor).map { Money($0, currency) }
  }

  /// How many times `other` fits; nil for another currency, for zero, or out of range.
  package func ratio(to other: Money) -> Decimal? {
    guard currency == other.currency else { return nil }
    return amount.dividing(by: other.amount)
  }

  /// At a stated rate: `rate` units of `target` for one of this currency.
  package func converted(to target: Currency, at rate: Decimal) -> Money? {
    amount.multiplying(rate).map { Money($0, target) }
  }

  /// Nil for two currencies: there is no order without a rate.
  package func isLess(than other: Money) -> Bool? {
    currency == other.currency ? amount < other.amount : nil
  }

  /// As the language writes it, exact: `1200.5 EUR`.
  package var canonicalText: String { "\(amount.canonicalText) \(currency.code)" }

  /// As booked, with every digit of the minor unit: `12_000.50 EUR`.
  package var displayText: String {
    "\(amount.displayText(places: currency.minorDigits)) \(currency.code)"
  }
}

extension Money: CustomStringConvertible {
  package var description: String { canonicalText }
}
