// Whether there is room for a forecast: how many threads it may have, and what is wrong with one that fits nowhere.

import RungAnalysis
import RungModel
import RungSimulate
import RungText

struct ForecastSize {
  private let models: [ForecastModel]
  private let sizes: [PlanSize]
  private let detail: Detail

  init(_ models: [ForecastModel], _ detail: Detail, seed: UInt64) {
    self.models = models
    self.detail = detail
    sizes = models.map { PlanSize($0.plan, seed: seed) }
  }

  /// Bytes of the runs in one thread, and of what they find.
  private var bytesOfRuns: Double { sizes.reduce(0) { $0 + $1.bytesOfRun(detail) } }
  private var bytesOfFindings: Double { sizes.reduce(0) { $0 + $1.bytesOfFindings(detail) } }

  /// At least one.
  func workers(_ most: Int, _ memory: Int) -> Int {
    let room = max(0, Double(memory) - bytesOfFindings)
    return max(1, Int(min(Double(most), room / max(1, bytesOfRuns))))
  }

  /// Nil when it fits.
  func problem(_ memory: Int) -> Diagnostic? {
    for (model, size) in zip(models, sizes) {
      if let part = size.parts.first(where: { $0.people > Double(Schema.mostPeople) }) {
        return ForecastErrors.tooManyPeople(
          ForecastSize.place(of: part.place, model), ForecastSize.name(of: part.place, model),
          Count.about(part.people), most: Count.about(Double(Schema.mostPeople)))
      }
    }
    let needed = bytesOfRuns + bytesOfFindings
    guard needed > Double(min(memory, RunLimits.mostMemory)),
      let worst = sizes.indices.max(by: { sizes[$0].bytesOfRun(detail) < sizes[$1].bytesOfRun(detail) })
    else { return nil }
    return ForecastSize.tooLarge(models[worst], sizes[worst], detail, needed: needed, memory: memory)
  }

  private static func tooLarge(
    _ model: ForecastModel, _ size: PlanSize, _ detail: Detail, needed: Double?, memory: Int
  ) -> Diagnostic {
    let figures = size.figureCount(detail)
    let room = Count.bytes(Double(memory))
    // What takes the most: people, or figures of many months.
    guard figures < size.people, let part = size.largest else {
      return ForecastErrors.tooManyFigures(
        horizonPlace(model), Count.about(figures), needs: needed.map(Count.bytes), room: room)
    }
    return ForecastErrors.tooLarge(
      place(of: part.place, model), Count.about(size.people), name(of: part.place, model),
      needs: needed.map(Count.bytes), room: room)
  }

  /// Runs were stopped: by a person, or because they grew too large.
  static func problem(
    _ cancelled: Cancelled, _ model: ForecastModel?, _ memory: Int, seed: UInt64
  ) -> ForecastProblem {
    guard cancelled.reason == .memory, let model else { return .cancelled }
    return .problems([
      tooLarge(model, PlanSize(model.plan, seed: seed), .totals, needed: nil, memory: memory)
    ])
  }

  // MARK: Places

  private static func place(of part: PlanSize.Place, _ model: ForecastModel) -> Place {
    let definitions = model.evaluator.definitions
    guard let (ref, word) = model.builder.origin(of: part) else { return horizonPlace(model) }
    let property = definitions.schema.property(of: definitions[ref.entity].kind, named: word)
    let formula = property.flatMap { definitions.formula(of: ref.entity, PropertyKey($0)) }
    return formula.map { definitions.place(of: $0) } ?? definitions.namePlace(of: ref.entity)
  }

  private static func name(of part: PlanSize.Place, _ model: ForecastModel) -> String {
    model.builder.origin(of: part).map { model.evaluator.name(of: $0.ref) } ?? ""
  }

  private static func horizonPlace(_ model: ForecastModel) -> Place {
    let definitions = model.evaluator.definitions
    guard let kind = definitions.schema.kind(named: "programme"),
      let programme = definitions.ordered(ofKind: kind).first,
      let horizon = definitions.schema.property(of: kind, named: "horizon")
    else { return ForecastErrors.nowhere }
    return definitions.formula(of: programme, PropertyKey(horizon)).map { definitions.place(of: $0) }
      ?? definitions.namePlace(of: programme)
  }
}

/// Large numbers in words: nobody reads nine digits.
private enum Count {
  static func about(_ number: Double) -> String {
    for (size, word) in [(1e9, "billion"), (1e6, "million")] where number >= size {
      return digits(number / size) + " " + word
    }
    return digits(number)
  }

  static func bytes(_ number: Double) -> String {
    for (size, word) in [(1e12, "TB"), (1e9, "GB")] where number >= size {
      return digits(number / size) + " " + word
    }
    return digits(number / 1e6) + " MB"
  }

  private static func digits(_ number: Double) -> String {
    Decimal(approximating: number, places: number < 10 ? 1 : 0)?.canonicalText ?? "more"
  }
}
