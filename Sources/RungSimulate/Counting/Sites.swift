// What a run counts, and where: every flow and every stock has a number.

/// Something that happens to people at a stage.
package enum StageFlow: Int, CaseIterable, Sendable {
  /// Came to it: they wait for it, are chosen for it or enter it at once.
  case arrived
  case entered
  case completed
  /// Entered and did not stay to the end.
  case dropped
  /// Stayed to the end and did not pass, for the last time.
  case failed
  /// Gave up before they entered: no place, no mentor, no money, no trainer.
  case gaveUpPlace, gaveUpMentor, gaveUpMoney, gaveUpTrainer
  /// The intake had brought as many as it may.
  case turnedAway
  /// Completed the stage before and were not chosen.
  case notChosen
  /// Lost their mentor while they were in it.
  case lostMentor
  /// Got a mentor, at the start or later.
  case matched
}

package enum PoolFlow: Int, CaseIterable, Sendable {
  case joined, left, matches
}

package enum PositionFlow: Int, CaseIterable, Sendable {
  case filled, filledElsewhere, steppedDown
}

package enum SourceFlow: Int, CaseIterable, Sendable {
  case arrived, entered
  /// Completed a stage after which nothing comes.
  case graduated
  /// Came to the end of their way without graduating.
  case ended
}

package enum StageStock: Int, CaseIterable, Sendable {
  case active, waiting, withoutMentor
  /// Of those who wait: for what.
  case forPlace, forMentor, forMoney, forTrainer
  /// For the rest of their intake to be decided.
  case forOthers

  package static let lacks: [StageStock] = [.forPlace, .forMentor, .forMoney, .forTrainer, .forOthers]
}

package enum PoolStock: Int, CaseIterable, Sendable {
  case members, mentees
}

package enum PositionStock: Int, CaseIterable, Sendable {
  case seated, vacant
}

/// Numbers of flows and stocks, for so many stages, pools, positions and sources.
package struct Sites: Hashable, Sendable {
  package let stages: Int
  package let pools: Int
  package let positions: Int
  package let sources: Int

  package init(_ plan: Plan) {
    stages = plan.stages.count
    pools = plan.pools.count
    positions = plan.positions.count
    sources = plan.sources.count
  }

  // MARK: Flows

  private static let perStage = StageFlow.allCases.count
  private static let perPool = PoolFlow.allCases.count
  private static let perPosition = PositionFlow.allCases.count
  private static let perSource = SourceFlow.allCases.count

  @inline(__always)
  package func flow(_ flow: StageFlow, _ stage: Int) -> Int { stage * Sites.perStage + flow.rawValue }

  package var firstPoolFlow: Int { stages * Sites.perStage }
  @inline(__always)
  package func flow(_ flow: PoolFlow, _ pool: Int) -> Int {
    stages * Sites.perStage + pool * Sites.perPool + flow.rawValue
  }

  package func flow(_ flow: PositionFlow, _ position: Int) -> Int {
    stages * Sites.perStage + pools * Sites.perPool + position * Sites.perPosition + flow.rawValue
  }

  @inline(__always)
  package func sourceFlow(_ flow: SourceFlow, _ source: Int) -> Int {
    stages * Sites.perStage + pools * Sites.perPool + positions * Sites.perPosition
      + source * Sites.perSource + flow.rawValue
  }

  package var flowCount: Int {
    stages * Sites.perStage + pools * Sites.perPool + positions * Sites.perPosition + sources
      * Sites.perSource
  }

  // MARK: Stocks

  private static let stocksPerStage = StageStock.allCases.count
  private static let stocksPerPool = PoolStock.allCases.count
  private static let stocksPerPosition = PositionStock.allCases.count

  @inline(__always)
  package func stock(_ stock: StageStock, _ stage: Int) -> Int {
    stage * Sites.stocksPerStage + stock.rawValue
  }

  @inline(__always)
  package func stock(_ stock: PoolStock, _ pool: Int) -> Int {
    stages * Sites.stocksPerStage + pool * Sites.stocksPerPool + stock.rawValue
  }

  package func stock(_ stock: PositionStock, _ position: Int) -> Int {
    stages * Sites.stocksPerStage + pools * Sites.stocksPerPool + position * Sites.stocksPerPosition
      + stock.rawValue
  }

  /// Of a source: those still on their way.
  @inline(__always)
  package func onTheWay(_ source: Int) -> Int {
    stages * Sites.stocksPerStage + pools * Sites.stocksPerPool + positions * Sites.stocksPerPosition + source
  }

  package var stockCount: Int { onTheWay(sources) }
}
