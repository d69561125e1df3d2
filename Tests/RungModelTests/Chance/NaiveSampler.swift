// Random numbers and variates by the textbook, sharing nothing with the code under test.

import RungModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// SplitMix64 (Steele, Lea and Flood 2014), and on it naive algorithms that know nothing of quantiles:
/// Box–Muller for the normal, Marsaglia and Tsang's gamma (2000) for the beta, Knuth's product for Poisson.
struct NaiveSampler {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return (Double(z >> 11) + 0.5) * 0x1p-53
  }

  mutating func normal() -> Double {
    let radius = sqrt(-2 * log(uniform()))
    return radius * cos(2 * Double.pi * uniform())
  }

  mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(uniform(), 1 / shape) }
    let d = shape - 1 / 3.0
    let c = 1 / sqrt(9 * d)
    while true {
      let x = normal()
      let v = pow(1 + c * x, 3)
      if v > 0, log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(a)
    return x / (x + gamma(b))
  }

  mutating func poisson(_ mean: Double) -> Double {
    let limit = exp(-mean)
    var product = uniform()
    var count = 0.0
    while product > limit {
      product *= uniform()
      count += 1
    }
    return count
  }

  mutating func draw(_ law: Distribution) -> Double {
    switch law {
    case .constant(let value): return value
    case .normal(let mean, let sd): return mean + sd * normal()
    case .logNormal(let mu, let sigma): return exp(mu + sigma * normal())
    case .logitNormal(let mu, let sigma): return 1 / (1 + exp(-(mu + sigma * normal())))
    case .uniform(let low, let high): return low + (high - low) * uniform()
    case .pert(let low, let mode, let high):
      let range = high - low
      return low + range * beta(1 + 4 * (mode - low) / range, 1 + 4 * (high - mode) / range)
    case .exponential(let mean): return -mean * log(uniform())
    case .poisson(let mean): return poisson(mean)
    case .beta(let a, let b): return beta(a, b)
    case .clampedNormal(let mean, let sd, let low, let high): return min(max(mean + sd * normal(), low), high)
    }
  }
}
