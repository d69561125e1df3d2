// What is said about an uncertain value: mean, percentiles, spread and shape.

/// The figures of one uncertain value, for people and for JSON.
///
/// Percentiles are exact when a single source decides the value and it moves in one direction with it; mean
/// and standard deviation too when it is a line in that source. Everything else is from the stratified
/// sample of 8 192 draws under `seed` (see `Stratified`): a mean's standard error is at most sd/90, and far
/// less for sums. What varies from person to person is summed up as for one person picked at random.
package struct UncertainSummary: Hashable, Sendable {
  package let mean: Double
  package let standardDeviation: Double
  package let p5: Double
  package let p25: Double
  package let p50: Double
  package let p75: Double
  package let p95: Double
  package let histogram: Histogram
  /// The share of draws in which the value is undefined, as by a division by zero. They are left out of all
  /// else.
  package let undefinedShare: Double
  /// Whether mean, deviation and percentiles are free of sampling error.
  package let isExact: Bool

  package init(_ value: Uncertain, seed: UInt64) {
    if let constant = value.constantValue {
      self = UncertainSummary(constant: constant)
      return
    }
    let program = UncertainProgram([value])
    let sample = program.stratifiedSample(seed: seed)
    var values = sample.filter { !$0.isNaN }
    values.sort()
    if let least = values.first, let most = values.last, values.count == sample.count,
      most.isFinite, least.isFinite, most - least <= Self.roundingNoise * max(least.magnitude, most.magnitude)
    {
      // `Money / Size` of `Money = Size * 100 EUR` is 100 EUR, whatever Size is.
      self = UncertainSummary(constant: least + (most - least) / 2)
      return
    }
    let monotone = Monotone(program)
    let moments = monotone?.moments
    let (mean, sd) = moments ?? UncertainSummary.moments(of: values)
    self.mean = mean
    standardDeviation = sd
    p5 = monotone?.quantile(0.05) ?? Stratified.quantile(0.05, ofSorted: values)
    p25 = monotone?.quantile(0.25) ?? Stratified.quantile(0.25, ofSorted: values)
    p50 = monotone?.quantile(0.5) ?? Stratified.quantile(0.5, ofSorted: values)
    p75 = monotone?.quantile(0.75) ?? Stratified.quantile(0.75, ofSorted: values)
    p95 = monotone?.quantile(0.95) ?? Stratified.quantile(0.95, ofSorted: values)
    histogram = Histogram(ofSorted: values)
    undefinedShare = Double(sample.count - values.count) / Double(sample.count)
    isExact = moments != nil
  }

  /// What chains of floating-point operations may add, relative to the value.
  private static let roundingNoise = 1e-12

  private init(constant: Double) {
    mean = constant
    standardDeviation = constant.isNaN ? .nan : 0
    (p5, p25, p50) = (constant, constant, constant)
    (p75, p95) = (constant, constant)
    histogram = Histogram(ofSorted: constant.isNaN ? [] : [constant])
    undefinedShare = constant.isNaN ? 1 : 0
    isExact = true
  }

  /// Of the sorted values, so that the order of summation is fixed.
  private static func moments(of values: [Double]) -> (mean: Double, sd: Double) {
    guard !values.isEmpty else { return (.nan, .nan) }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return (mean, (squares / count).squareRoot())
  }
}
