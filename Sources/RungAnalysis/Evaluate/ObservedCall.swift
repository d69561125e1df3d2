// What a formula asks of a forecast: `share(completed(Lead), region: MENA)` as a value, for the forecast to answer.

import RungModel

package struct ObservedCall: Sendable {
  package let name: FunctionName
  /// What is counted at: things, or for `peak`, `mean`, `last` and `share` another call.
  package let subject: Value
  package let labels: [(name: String, value: Value)]
  /// The call inside; one at most.
  package let inner: [ObservedCall]
}

extension Evaluator {
  /// Nil when the call is not of something that a forecast counts.
  func observedCall(
    _ name: FunctionName, _ arguments: [Expression], _ named: [(name: String, value: Expression)],
    _ frame: inout Frame
  ) throws(Blocked) -> ObservedCall? {
    var inner: [ObservedCall] = []
    var subject = Value.none
    if [.peak, .mean, .last, .share].contains(name), let first = arguments.first {
      guard case .call(let word, let parts, let labels) = first.operation,
        let call = try observedCall(word, parts, labels, &frame)
      else { return nil }
      inner = [call]
    } else if name.isObservable, let first = arguments.first {
      subject = try evaluate(first, &frame)
    } else {
      return nil
    }
    var labels: [(name: String, value: Value)] = []
    for (label, value) in named { labels.append((label, try evaluate(value, &frame))) }
    return ObservedCall(name: name, subject: subject, labels: labels, inner: inner)
  }

  /// A quantity in another unit of the same dimension, by the declared rates; nil when it cannot be had.
  package func converted(_ quantity: Quantity, to unit: Unit) -> Quantity? {
    while true {
      do throws(Blocked) {
        let arithmetic = try money()
        return try? arithmetic.converted(quantity, to: unit)
      } catch { _ = value(of: error.slot) }
    }
  }
}
