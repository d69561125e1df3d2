// What the figures of a forecast are called, wherever they stand.

import RungSimulate

enum FigureName {
  static func place(_ place: FigureKey.Place) -> (kind: String, name: String) {
    switch place {
    case .stage(let name): ("stage", name)
    case .pool(let name): ("pool", name)
    case .position(let name): ("position", name)
    case .source(let name): ("intake", name)
    case .fund(let name): ("fund", name)
    case .cost(let name): ("cost", name)
    case .programme: ("programme", "")
    }
  }

  static func isMoney(_ measure: FigureKey.Measure) -> Bool {
    switch measure {
    case .paid, .incurred, .unpaid: true
    case .stageFlow, .poolFlow, .positionFlow, .sourceFlow, .peak, .mean, .last, .waited, .menteesEach: false
    }
  }

  static func measure(_ measure: FigureKey.Measure) -> String {
    switch measure {
    case .stageFlow(let flow): self.flow(flow)
    case .poolFlow(.joined): "joined, those of the start included"
    case .poolFlow(.left): "left"
    case .poolFlow(.matches): "matches"
    case .positionFlow(.filled): "seats filled"
    case .positionFlow(.filledElsewhere): "seats filled from elsewhere"
    case .positionFlow(.steppedDown): "stepped down"
    case .sourceFlow(.arrived): "arrived"
    case .sourceFlow(.entered): "entered"
    case .sourceFlow(.graduated): "completed"
    case .sourceFlow(.ended): "left"
    case .peak(let stock): self.stock(stock) + ", at most"
    case .mean(let stock): self.stock(stock) + ", on the mean"
    case .last(let stock): self.stock(stock) + " at the end"
    case .waited: "days waited, each"
    case .menteesEach: "mentees each, on the mean"
    case .paid: "paid"
    case .incurred: "in all"
    case .unpaid: "paid by no fund"
    }
  }

  /// What people wait for.
  static func lack(_ stock: StageStock) -> String {
    switch stock {
    case .forPlace: "a place, or the start"
    case .forMentor: "a mentor"
    case .forMoney: "money"
    case .forTrainer: "a trainer"
    case .forOthers: "the rest of their intake"
    case .active, .waiting, .withoutMentor: ""
    }
  }

  private static func flow(_ flow: StageFlow) -> String {
    switch flow {
    case .arrived: "arrived"
    case .entered: "entered"
    case .completed: "completed"
    case .dropped: "left before the end"
    case .failed: "did not pass"
    case .gaveUpPlace: "gave up: no place"
    case .gaveUpMentor: "gave up: no mentor"
    case .gaveUpMoney: "gave up: no money"
    case .gaveUpTrainer: "gave up: no trainer"
    case .turnedAway: "turned away: no place for the intake"
    case .notChosen: "not chosen"
    case .lostMentor: "lost their mentor on the way"
    case .matched: "got a mentor"
    }
  }

  private static func stock(_ stock: FigureKey.Stock) -> String {
    switch stock {
    case .stage(.active): "in it"
    case .stage(.waiting): "waiting"
    case .stage(.withoutMentor): "without mentor"
    case .stage(let stock): "waiting for " + lack(stock)
    case .pool(.members): "members"
    case .pool(.mentees): "mentees"
    case .position(.seated): "seated"
    case .position(.vacant): "vacant"
    case .onTheWay: "in progress"
    }
  }
}
