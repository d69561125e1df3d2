import Testing
import RungAnalysis
import RungModel
import RungText
@Test func scratch() {
  let p = Examples.programme("ladder.rung")
  for d in p.diagnostics { print("L", d.code.id, d.message, d.place.text, d.severity, d.place.source.name) }
  let q = Programme("stage D { duration: 6 weeks }\ncohort Intake[n in 1 .. 4 where n is not 3] { enters: D; starts: 2027-03-01; size: 60 + n }\nlet A = sum([c.size for c in Intake])")
  for d in q.diagnostics { print("Q", d.code.id, d.message, d.place.text) }
  print(q.value("count(Intake)"), q.value("A"), q.value("Intake[4].size"), q.value("[c.starts + 3 months for c in cohorts]"))
  for e in ["(3 to 6) + 1","121 of 144","over(3% per month, 1 year)","120 EUR per participant * 60","2 hours per month * 6 weeks","100 EUR / (20 EUR per month)","Intake[9].size","3% per month * 12 months","3 months + 200 EUR","2027-01-31 + 1 month","60 * 40%","1 - 40%","100 EUR + 5 USD","median([1,5,3])","1 month > 30 days","[x * 2 for x in 1 .. 5 where x > 2]","max(3 to 4, 5)","if 1 > 2 then 3 else 4","chance((40 to 60) > 50)","round(60/7)","60/7","100 EUR/3","1/0","mean([])","(2 to 3) each * 2", "x-1", "Intke", "fund"] { print(e, "=>", q.value(e)) }
}
