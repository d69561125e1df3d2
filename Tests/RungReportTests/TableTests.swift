// Tables in every format.

import RungReport
import RungText
import TestSupport
import Testing

@Suite("A table is written")
struct TableTests {
  private let cohorts = Table(
    title: "Cohorts",
    columns: ["Name", Table.Column("Size", unit: "participants"), "Starts", "Decided"],
    rows: [
      ["Intake[1]", .count(60), "2027-03-01", .text("yes", value: true)],
      ["Intake[2]", .number("1_200", exact: "1200"), "2027-09-01", .text("no", value: false)],
      ["Spring | 漢字", .figure("12 to 18"), .empty],
    ])

  @Test("with light rules for a terminal, numbers to the right")
  func table() {
    #expect(
      cohorts.rendered(as: .table) == """
        Cohorts
        ┌───────────────┬─────────────────────┬────────────┬─────────┐
        │ Name          │ Size (participants) │ Starts     │ Decided │
        ├───────────────┼─────────────────────┼────────────┼─────────┤
        │ Intake[1]     │                  60 │ 2027-03-01 │ yes     │
        │ Intake[2]     │               1_200 │ 2027-09-01 │ no      │
        │ Spring | 漢字 │            12 to 18 │            │         │
        └───────────────┴─────────────────────┴────────────┴─────────┘

        """)
  }

  @Test("fitted to the terminal: the widest text gives way first, figures never")
  func fitted() {
    let table = Table(
      columns: ["Name", "Why", "Places"],
      rows: [
        ["Grow", "the pool of mentors is too small for this intake", .number("1_234_567", exact: "1234567")]
      ])
    #expect(
      table.rendered(as: .table, width: 40) == """
        ┌──────┬───────────────────┬───────────┐
        │ Name │ Why               │    Places │
        ├──────┼───────────────────┼───────────┤
        │ Grow │ the pool of       │ 1_234_567 │
        │      │ mentors is too    │           │
        │      │ small for this    │           │
        │      │ intake            │           │
        └──────┴───────────────────┴───────────┘

        """)
    #expect(
      table.rendered(as: .table, width: 24) == """
        Name: Grow
        Why: the pool of
          mentors is too small
          for this intake
        Places: 1_234_567

        """)
  }

  @Test("in ASCII for old terminals")
  func ascii() {
    #expect(
      Table(columns: ["A", "B"], rows: [["x", .count(1)]]).rendered(as: .ascii) == """
        +---+---+
        | A | B |
        +---+---+
        | x | 1 |
        +---+---+

        """)
  }

  @Test("as labelled lines")
  func plain() {
    let table = Table(
      columns: ["Name", Table.Column("Size", unit: "people")],
      rows: [["Intake[1]", .count(60)], ["two\nlines\u{1B}", .empty]])
    #expect(
      table.rendered(as: .plain)
        == "Name: Intake[1]\nSize (people): 60\n\nName: two\n  lines␛\nSize (people):\n")
  }

  @Test("as CSV, with numbers and truths as programs read them")
  func csv() {
    #expect(
      cohorts.rendered(as: .csv) == """
        Name,Size (participants),Starts,Decided
        Intake[1],60,2027-03-01,true
        Intake[2],1200,2027-09-01,false
        Spring | 漢字,12 to 18,,

        """)
    let quotes = Table(columns: ["a,b"], rows: [["say \"x\""], ["two\nlines"], [.empty], [" x"]])
    #expect(quotes.rendered(as: .csv) == "\"a,b\"\n\"say \"\"x\"\"\"\n\"two\nlines\"\n\"\"\n\" x\"\n")
  }

  @Test("in CSV the parts of figures stand in columns of their own, where any row has them")
  func csvParts() {
    func figure(_ text: String, _ members: [JSON.Member]) -> Table.Cell {
      .figure(text, value: .object(members))
    }
    let unit = JSON.Member("unit", "KES per month")
    let table = Table(
      columns: ["name", "amount", "chance"],
      rows: [
        ["a", figure("5 KES per month", [JSON.Member("value", .number("5")), unit]), .empty],
        [
          "b",
          figure(
            "7 (6 to 8) ▁▂▃",
            [
              JSON.Member("mean", .number("7")), JSON.Member("p5", .number("6")),
              JSON.Member("p50", .number("7")),
              JSON.Member("p95", .number("8")), JSON.Member("sd", .number("0.5")), unit,
            ]),
          figure(
            "90% (80% to 95%)",
            [
              JSON.Member("chance", .number("0.9")), JSON.Member("low", .number("0.8")),
              JSON.Member("high", .number("0.95")), JSON.Member("runs", .number("1000")),
            ]),
        ],
        ["c", .number("3", exact: "3"), .text("[1 to 2 (1.5) ▁▂]", value: .null, bare: "[1 to 2 (1.5)]")],
      ])
    #expect(
      table.rendered(as: .csv) == """
        name,amount,amount 5%,amount 95%,amount unit,chance,chance low,chance high
        a,5,,,KES per month,,,
        b,7,6,8,KES per month,0.9,0.8,0.95
        c,3,,,,[1 to 2 (1.5)],,

        """)
  }

  @Test("as CSV that no spreadsheet runs, when asked")
  func csvInjection() {
    let table = Table(
      columns: ["x"], rows: [["=1+1"], ["@cmd"], [.number("-5", exact: "-5")], ["-a"], ["ok"]])
    #expect(table.rendered(as: .csv, csv: .spreadsheet) == "x\n'=1+1\n'@cmd\n-5\n'-a\nok\n")
    #expect(table.rendered(as: .csv) == "x\n=1+1\n@cmd\n-5\n-a\nok\n")
  }

  @Test("as JSON with one object a row, exact numbers and different keys")
  func json() {
    #expect(
      cohorts.rendered(as: .json) == """
        [
          {"Name":"Intake[1]","Size":60,"Starts":"2027-03-01","Decided":true},
          {"Name":"Intake[2]","Size":1200,"Starts":"2027-09-01","Decided":false},
          {"Name":"Spring | 漢字","Size":"12 to 18","Starts":null,"Decided":null}
        ]

        """)
    #expect(
      Table(columns: ["a", "a", "a 2"], rows: [["1", "2", "3"]]).rendered(as: .json)
        == "[\n  {\"a\":\"1\",\"a 2\":\"2\",\"a 2 2\":\"3\"}\n]\n")
    #expect(Table(columns: ["a"]).rendered(as: .json) == "[]\n")
  }

  @Test("as Markdown, with what would be a mark escaped")
  func markdown() {
    let table = Table(
      title: "Who", columns: ["Name", "Size"],
      rows: [["a|b *c* _d_ 1_200 <x> [y](z) `q`", .count(5)], ["two\nlines & $5", .count(12)]])
    #expect(
      table.rendered(as: .markdown) == #"""
        **Who**

        | Name                                         | Size |
        | -------------------------------------------- | ---: |
        | a\|b \*c\* \_d\_ 1_200 &lt;x> \[y\](z) \`q\` |    5 |
        | two<br>lines &amp; \$5                       |   12 |

        """#)
  }

  @Test("as wikitext, with what would be a mark escaped")
  func wikitext() {
    let table = Table(
      title: "Who", columns: ["Name", "Size"],
      rows: [["a|b {{x}} [[y]] don't ''z'' <ref>", .count(5)], [.empty, .count(-2)]])
    #expect(
      table.rendered(as: .wikitext) == """
        {| class="wikitable"
        |+ Who
        ! scope="col" | Name
        ! scope="col" | Size
        |-
        | a&#124;b &#123;&#123;x&#125;&#125; &#91;&#91;y&#93;&#93; don't '&#39;z'&#39; &lt;ref&gt;
        | style="text-align:right" | 5
        |-
        |
        | style="text-align:right" | -2
        |}

        """)
  }

  @Test("with its headings in bold and its rules faint, in colour")
  func colour() {
    let text = Table(columns: ["A"], rows: [["x"]]).rendered(as: .table, style: .ansi)
    #expect(text.contains("\u{1B}[1mA\u{1B}[0m"))
    #expect(text.contains("\u{1B}[2m│\u{1B}[0m x \u{1B}[2m│\u{1B}[0m"))
  }

  @Test("even when it has no rows or no columns", arguments: OutputFormat.allCases)
  func empty(format: OutputFormat) {
    #expect(Table(columns: []).rendered(as: format, width: 10).count <= 3)
    _ = Table(columns: ["a"]).rendered(as: format, width: 3)
    _ = Table(columns: [], rows: [["x"]]).rendered(as: format)
    _ = Table(columns: ["a"], rows: [[], ["x", "y"]]).rendered(as: format)
  }
}

@Suite("A table of any texts")
struct AnyTableTests {
  private static func table(_ random: inout SeededRandom) -> Table {
    let columns = (0..<1 + random.below(7)).map { _ in
      Table.Column(random.text(random.below(8)), unit: random.below(3) == 0 ? random.text(2) : nil)
    }
    let rows = (0..<random.below(6)).map { _ in
      (0..<random.below(columns.count + 2)).map { _ -> Table.Cell in
        switch random.below(4) {
        case 0: .count(random.below(1_000_000))
        case 1: .empty
        default: .text(random.text(random.below(40)))
        }
      }
    }
    return Table(title: random.below(2) == 0 ? random.text(30) : nil, columns: columns, rows: rows)
  }

  @Test(
    "is never wider than the terminal, and its rules stand straight", arguments: [OutputFormat.table, .ascii])
  func width(format: OutputFormat) {
    var random = SeededRandom(53)
    for round in 0..<600 {
      let table = Self.table(&random)
      let width = 8 + random.below(100)
      let text = table.rendered(as: format, width: width)
      let lines = text.split(separator: "\n").map(String.init)
      for line in lines { #expect(DisplayWidth.of(line) <= width, "round \(round): \(line)") }
      let ruled = lines.filter { $0.hasPrefix("│") || $0.hasPrefix("┌") || $0.hasPrefix("└") }
      #expect(Set(ruled.map { DisplayWidth.of($0) }).count <= 1)
    }
  }

  @Test("shows every figure whole, at any width")
  func figures() {
    var random = SeededRandom(59)
    for _ in 0..<200 {
      let figures = (0..<1 + random.below(6)).map { _ in random.below(1_000_000_000) }
      let table = Table(columns: figures.map { _ in "n" }, rows: [figures.map { .count($0) }])
      let text = table.rendered(as: .table, width: 16 + random.below(80))
      for figure in figures { #expect(text.contains(String(figure))) }
    }
  }

  @Test("is JSON that another reader understands, with the texts it had")
  func json() {
    var random = SeededRandom(61)
    for _ in 0..<400 {
      let table = Self.table(&random)
      guard case .list(let rows)? = TinyJSON.value(of: table.rendered(as: .json)) else {
        Issue.record("no JSON: \(table)")
        continue
      }
      #expect(rows.count == table.rows.count)
      for (index, row) in rows.enumerated() {
        guard case .record(let keys, let values) = row else {
          Issue.record("no object")
          continue
        }
        #expect(keys.count == table.columns.count)
        for (column, value) in values.enumerated() {
          switch table.cell(index, column).kind {
          case .text: #expect(value == .text(table.cell(index, column).text))
          case .number: #expect(value == .number(table.cell(index, column).text))
          case .empty: #expect(value == .null)
          }
        }
      }
    }
  }

  @Test("is CSV that another reader splits into the same cells")
  func csv() {
    var random = SeededRandom(67)
    for _ in 0..<400 {
      let table = Self.table(&random)
      let records = read(table.rendered(as: .csv))
      #expect(records.count == table.rows.count + 1)
      for (index, record) in records.dropFirst().enumerated() {
        #expect(
          record.map { Array($0.utf8) }
            == table.columns.indices.map { Array(table.cell(index, $0).text.utf8) })
      }
    }
  }

  @Test("has one line a row in Markdown and wikitext, with as many cells as columns")
  func markup() {
    var random = SeededRandom(71)
    for _ in 0..<300 {
      var table = Self.table(&random)
      table.title = nil
      let lines = table.rendered(as: .markdown).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == table.rows.count + 3)
      for line in lines.dropLast() {
        let scalars = Array(line.unicodeScalars)
        let bars = scalars.indices.count { scalars[$0] == "|" && ($0 == 0 || scalars[$0 - 1] != "\\") }
        #expect(bars == table.columns.count + 1, "\(line)")
      }
      let wiki = table.rendered(as: .wikitext).split(separator: "\n")
      #expect(wiki.count == 2 + table.columns.count + table.rows.count * (1 + table.columns.count))
      #expect(wiki.dropFirst().allSatisfy { $0.hasPrefix("|") || $0.hasPrefix("! ") })
    }
  }

  /// RFC 4180 with LF, by a machine of two states.
  private func read(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var wasQuote = false
    for scalar in text.unicodeScalars {
      if isQuoted {
        if scalar == "\"" {
          isQuoted = false
          wasQuote = true
        } else {
          field.append(scalar)
        }
        continue
      }
      switch scalar {
      case "\"":
        if wasQuote { field.append(scalar) }
        isQuoted = true
      case ",", "\n":
        record.append(String(field))
        field = .init()
        if scalar == "\n" {
          records.append(record)
          record = []
        }
      default: field.append(scalar)
      }
      wasQuote = false
    }
    return records
  }
}
