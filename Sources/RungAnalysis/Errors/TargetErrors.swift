// What can be wrong with what targets ask: codes R0410–R0419.

import RungText

enum TargetErrors {
  /// - Parameters:
  ///   - holds: whether the condition always holds, or never.
  ///   - instead: what was probably meant.
  static func neverOverspent(_ place: Place, _ fund: String, holds: Bool, instead: String?) -> Diagnostic {
    Diagnostic(
      .neverOverspent, .warning,
      "\"\(fund)\" never spends more than it has, so this \(holds ? "cannot fail" : "can never hold")",
      at: place,
      fixes: [
        instead.map {
          Fix("ask what the costs come to: \($0)", edits: [TextEdit(place, $0)], isSafe: false)
        } ?? Fix("ask what the costs come to: spent(COST) counts what no fund pays as well")
      ])
  }
}

extension DiagnosticCode {
  package static let neverOverspent = DiagnosticCode(
    "R0410", title: "a fund is never overspent",
    why: """
      Spending stops at what a fund has: what it cannot pay is counted as paid by no fund. A target that \
      `spent(FUND)` stays within the fund therefore holds in every run, whatever things cost. `spent(COST)` is what a \
      cost comes to, whoever pays it: that can be more than there is.
      """,
    wrong: """
      programme P { horizon: 2027-01-01 .. 2027-12-31 }
      fund Core { amount: 1000 EUR }
      cost Rent { amount: 100 EUR per month; from: Core }
      target InBudget = spent(Core) <= Core.amount
      """,
    right: """
      programme P { horizon: 2027-01-01 .. 2027-12-31 }
      fund Core { amount: 1000 EUR }
      cost Rent { amount: 100 EUR per month; from: Core }
      target InBudget = spent(Rent) <= Core.amount
      """)
}
