// The programme of the language's first page, and the verbs below it.

package enum OneLook {
  package static let programme = #"""
    rung 1
    ## The movement leadership ladder, 2027–2030.
    programme Ladder "Movement Leadership Ladder" {
      horizon: 2027-01-01 .. 2030-12-31
      currency: EUR
      timezone: "UTC"
      closed: [2027-12-20 .. 2028-01-03, 2028-12-20 .. 2029-01-03, 2029-12-20 .. 2030-01-03]
    }

    dimension region { values: [SubSaharanAfrica, MENA, SouthAsia, ESEAP, CEE, NWEurope, LatinAmerica, NorthAmerica] }
    dimension skill  { values: [facilitation, governance, finance] }

    ## In five published cohorts, 121 of the 144 projects with a known outcome graduated.
    assume Completion = 121 of 144            { source: "OLS Open Seeds, cohorts 1–5" }
    assume Return     = 40% to 60% per round  { source: "Open Seeds cohorts 2–5: mentors who had mentored before, per mentor of the cohort before" }
    assume Stays      = 10% to 30%            { source: "guess: officers who mentor after stepping down" }

    curriculum Foundations "Foundations of leading a community" {
      module Listening  { length: 4 hours; format: online; teaches: [facilitation] }
      module Governance { length: 8 hours; format: in-person; teaches: [governance]; after: Listening; cost: [travel: 1_100 EUR per participant, venue: 180 EUR per participant] }
      module Money      { length: 6 hours; format: online; teaches: [finance]; after: Governance; trainers-needed: 2 }
    }

    stage Discover { purpose: identify; places: 80; duration: 6 weeks; completion: 70% to 85% }

    stage Grow {
      after: Discover
      admits: best(60%)                    # the committed go on
      curriculum: Foundations
      duration: 6 months
      places: 40
      mentoring: 2 hours per month
      mentored-by: Veterans
      completion: Completion
    }

    stage Lead { after: Grow; purpose: practise; duration: 9 months; places: 30; mentoring: 1 hour per month; mentored-by: Veterans; attrition: 1% to 2% per month }

    pool Veterans "People who stepped down from boards" {
      role: mentor
      count: 18
      mentees: 3
      languages: [en: 100%, fr: 25%, es: 30%]
      retention: Return
      drawn-from: [Lead: 15%, Board: Stays]   # graduates and former officers who come back to mentor
    }

    pool Faculty { role: trainer; count: 5; available: 12 hours per week; skills: [facilitation, governance, finance] }

    position Board "Affiliate board seats" {
      seats: 120; term: 2 years; limit: 3 terms
      incumbents: [2027: 60, 2028: 60]        # who sits today, by the year their term ends
      drawn-from: [Lead: 40%, elsewhere: 60%]
    }

    fund Core   { amount: 300_000 EUR }
    fund Travel { amount: 40_000 EUR per year; pays: [travel, venue]; when-empty: hold }
    cost Coordinator { amount: 4_500 EUR per month; category: staff; from: Core }
    cost Stipend     { amount: 350 EUR per participant; on: Grow; category: stipend; uptake: 60% to 90%; from: Core }

    cohort Intake[n in 1 .. 5] {
      enters: Discover
      starts: 2027-03-01 + 6 months * (n - 1)
      size: 60
      mix: [region: [SubSaharanAfrica: 30%, SouthAsia: 20%, LatinAmerica: 20%]]   # the rest is unstated
    }

    target Graduates = completed(Lead) >= 60                    with 80% confidence
    target Equity    = share(completed(Lead), region: SubSaharanAfrica) >= 25%
    target NoOneLost = peak(without-mentor(Grow)) <= 5          with 90% confidence
    target Kept      = retained(Board, after: 12 months) >= 15% # of those who step down, still active in any role
    target InBudget  = spent(Core) <= 0.95 * Core.amount        with 95% confidence

    scenario Lean "A third less money" { Core.amount = 200_000 EUR; Travel.amount = 27_000 EUR per year }
    scenario MoreMentors from Lean { Veterans.count = 30 }

    """#

  package static let verbs = #"""
    show cohorts where size > 40 by starts
    match Intake[1] with Veterans
    simulate 10_000 runs seed 7
    compare Base, Lean, MoreMentors
    find Veterans.count in 10 .. 60 until NoOneLost
    sweep Travel.amount over 20_000 EUR per year .. 60_000 EUR per year by 10_000 EUR per year measuring completed(Lead)
    explain Intake[1] in Grow

    """#
}
