// A distribution made ready for drawing many times: where its quantile is slow, from a table.

/// Turns uniform numbers into values of one distribution. A draw at `u` is `distribution.quantile(u)`: to
/// the last bit for the closed forms; within 10⁻¹¹ relative for the beta laws, whose table costs about as
/// much as 150 quantiles; for Poisson the same whole number (a table differs only where u is within
/// rounding of a step; above a mean of 10⁶ draws are by an expansion that is off by one count in one draw
/// of thousands).
package struct Sampler: Sendable {
  private enum Method: Sendable {
    case direct
    /// A beta on [low, high].
    case smooth(SmoothQuantile, low: Double, high: Double)
    case steps(StepQuantile)
    case expansion(PoissonLaw)
  }

  private let distribution: Distribution
  private let method: Method

  package init(_ distribution: Distribution) {
    self.distribution = distribution
    guard distribution.problem == nil else {
      method = .direct
      return
    }
    switch distribution {
    case .beta(let a, let b) where SmoothQuantile.suits(a, b):
      method = .smooth(SmoothQuantile(a: a, b: b), low: 0, high: 1)
    case .pert(let low, let mode, let high) where low < high:
      let (a, b) = Distribution.pertShapes(low, mode, high)
      method = .smooth(SmoothQuantile(a: a, b: b), low: low, high: high)
    case .poisson(let mean) where mean > 0 && mean <= StepQuantile.greatestMean:
      method = .steps(StepQuantile(PoissonLaw(mean: mean)))
    case .poisson(let mean) where mean > 0: method = .expansion(PoissonLaw(mean: mean))
    case .constant, .normal, .logNormal, .logitNormal, .uniform, .pert, .exponential, .poisson, .beta,
      .clampedNormal:
      method = .direct
    }
  }

  /// The value at u in (0, 1).
  package func draw(_ u: Double) -> Double {
    switch method {
    case .direct: return distribution.quantile(u)
    case .smooth(let table, let low, let high): return Distribution.between(low, high, at: table.value(u))
    case .steps(let table): return table.value(u)
    case .expansion(let law): return law.expansion(PortableMath.normalQuantile(u))
    }
  }

  /// Replaces each u of the column by its value; the same bits as `draw` one by one.
  package func draw(_ column: UnsafeMutableBufferPointer<Double>) {
    switch method {
    case .smooth(let table, let low, let high):
      for i in column.indices { column[i] = Distribution.between(low, high, at: table.value(column[i])) }
    case .steps(let table):
      for i in column.indices { column[i] = table.value(column[i]) }
    case .expansion(let law):
      for i in column.indices { column[i] = law.expansion(PortableMath.normalQuantile(column[i])) }
    case .direct:
      guard distribution.problem == nil else {
        for i in column.indices { column[i] = .nan }
        return
      }
      drawDirect(column)
    }
  }

  /// The common closed forms without a look at the case for each number.
  private func drawDirect(_ column: UnsafeMutableBufferPointer<Double>) {
    switch distribution {
    case .normal(let mean, let sd) where sd > 0:
      for i in column.indices { column[i] = mean + sd * PortableMath.normalQuantile(column[i]) }
    case .logNormal(let mu, let sigma) where sigma > 0:
      for i in column.indices {
        column[i] = PortableMath.exp(mu + sigma * PortableMath.normalQuantile(column[i]))
      }
    case .logitNormal(let mu, let sigma) where sigma > 0:
      for i in column.indices {
        column[i] = PortableMath.logistic(mu + sigma * PortableMath.normalQuantile(column[i]))
      }
    case .uniform(let low, let high):
      for i in column.indices { column[i] = Distribution.between(low, high, at: column[i]) }
    case .exponential(let mean):
      for i in column.indices { column[i] = -mean * PortableMath.log1p(-column[i]) }
    case .clampedNormal(let mean, let sd, let low, let high) where sd > 0:
      for i in column.indices {
        column[i] = min(max(mean + sd * PortableMath.normalQuantile(column[i]), low), high)
      }
    case .constant, .normal, .logNormal, .logitNormal, .pert, .poisson, .beta, .clampedNormal:
      for i in column.indices { column[i] = distribution.quantile(column[i]) }
    }
  }
}
