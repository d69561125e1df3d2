// A comparison for people to read, for decision pages, and for programs.

import RungModel
import RungReport
import RungText

extension Comparison {
  package func rendered(_ style: AnswerStyle) -> String {
    switch style.format {
    case .json: return JSONWriter.text(json, .itemsOnLines) + "\n"
    case .table, .ascii: return prose(style.style, arrow: style.format == .ascii ? "->" : "\u{2192}")
    case .plain: return prose(.plain, arrow: "->")
    case .csv: return whole.rendered(as: .csv)
    case .markdown, .wikitext: return page(style.format)
    }
  }

  // MARK: Text

  /// `1 added, 2 changed; 3 values follow`.
  var summary: String {
    var parts: [String] = []
    for sort in [Difference.Sort.added, .removed, .renamed, .changed] {
      let count = items.count { $0.entry.sort == sort }
      if count > 0 { parts.append("\(count) \(sort.rawValue)") }
    }
    if items.isEmpty && consequences.isEmpty { return "no difference" }
    var text = parts.isEmpty ? "nothing was written otherwise" : parts.joined(separator: ", ")
    if !consequences.isEmpty {
      text += consequences.count == 1 ? "; 1 value follows" : "; \(consequences.count) values follow"
    }
    return text
  }

  private func prose(_ style: Style, arrow: String) -> String {
    var lines = ["\(style.painted("\(from) \(arrow) \(to)", .strong)): \(summary)"]
    for (kind, items) in byKind {
      lines += ["", style.painted(kind, .strong)]
      for item in items { lines += self.lines(of: item, style, arrow) }
    }
    if !consequences.isEmpty {
      lines += ["", style.painted("what follows", .strong)]
      for found in consequences {
        lines.append(
          "  \(VisibleText.line(found.path)): \(VisibleText.line(found.old)) \(arrow) \(VisibleText.line(found.new))"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What goes by the name of the thing stands beside it, all else below.
  private func lines(of item: Item, _ style: Style, _ arrow: String) -> [String] {
    let name = VisibleText.line(item.entry.name)
    let own = item.rows.first { $0.isOwn }
    let others = item.rows.filter { !$0.isOwn }
    switch item.entry.sort {
    case .added:
      let value = own.map { ": " + side($0.new, $0.newValue) } ?? ""
      return [style.painted("  + \(name)", .added) + value]
        + others.map { "      \($0.label): \(side($0.new, $0.newValue))" }
    case .removed:
      let value = own.map { ": " + side($0.old, $0.oldValue) } ?? ""
      return [style.painted("  - \(name)", .removed) + value]
        + others.map { "      \($0.label): \(side($0.old, $0.oldValue))" }
    case .renamed:
      return ["    \(VisibleText.line(item.entry.oldName ?? "")) is now called \(name)"]
        + item.rows.map { "      \(change($0, $0.isOwn ? name : $0.label, style, arrow))" }
    case .changed:
      if own == nil, others.count == 1, !others[0].isLong {
        return [
          ("    " + change(others[0], "\(name).\(others[0].label)", style, arrow)).replacing(".[", with: "[")
        ]
      }
      return ["    " + (own.map { change($0, name, style, arrow) } ?? name)]
        + others.map { "      \(change($0, $0.label, style, arrow))" }
    }
  }

  private func change(_ row: Row, _ name: String, _ style: Style, _ arrow: String) -> String {
    switch (row.old, row.new) {
    case (nil, _): "\(name): \(style.painted("added", .added)) \(side(row.new, row.newValue))"
    case (_, nil): "\(name): \(style.painted("removed", .removed)) \(side(row.old, row.oldValue))"
    case (let old?, let new?): "\(name): \(side(old, row.oldValue)) \(arrow) \(side(new, row.newValue))"
    }
  }

  /// A formula, and what it is worth.
  private func side(_ text: String?, _ value: String?) -> String {
    let shown = VisibleText.line((text ?? "nothing").replacing("\n", with: " "))
    return value.map { "\(shown) (\(VisibleText.line($0)))" } ?? shown
  }

  private var byKind: [(kind: String, items: [Item])] {
    var groups: [(kind: String, items: [Item])] = []
    for item in items {
      let plural = Schema.rung.kind(named: item.entry.kind).map { Schema.rung[$0].plural } ?? item.entry.kind
      if groups.last?.kind == plural {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((plural, [item]))
      }
    }
    return groups
  }

  // MARK: Tables

  private static let columns: [Table.Column] = [
    "change", "name", "property", "before", "now", "value before", "value now",
  ]

  /// The formula of a statement has no property's name; that of the thing is enough.
  private func rows(of item: Item) -> [[Table.Cell]] {
    func cell(_ text: String?) -> Table.Cell { text.map { .text($0) } ?? .empty }
    let name =
      item.entry.oldName.map { "\(item.entry.name) (was \($0))" } ?? item.entry.name
    let head: [Table.Cell] = [.text(item.entry.sort.rawValue), .text(name)]
    if item.rows.isEmpty { return [head] }
    return item.rows.map { row in
      head + [
        row.isOwn ? .empty : .text(row.label), cell(row.old), cell(row.new), cell(row.oldValue),
        cell(row.newValue),
      ]
    }
  }

  /// Everything in one table, for spreadsheets.
  private var whole: Table {
    Table(
      columns: ["kind"] + Self.columns,
      rows: items.flatMap { item in rows(of: item).map { [.text(item.entry.kind)] + $0 } }
        + consequences.map { found in
          [
            .text(found.kind), "follows", .text(found.path), .empty, .empty, .empty, .text(found.old),
            .text(found.new),
          ]
        })
  }

  /// A section a kind, for a decision page.
  private func page(_ format: OutputFormat) -> String {
    let isWiki = format == .wikitext
    func heading(_ text: String) -> String { isWiki ? "=== \(text) ===" : "### \(text)" }
    let title = "\(from) \u{2192} \(to)"
    var parts = [
      isWiki ? "== \(title) ==" : "## \(title)", summary.prefix(1).uppercased() + summary.dropFirst() + ".",
    ]
    for (kind, items) in byKind {
      let table = Table(columns: Self.columns, rows: items.flatMap(rows(of:))).filled
      parts += [heading(kind.prefix(1).uppercased() + kind.dropFirst()), trimmed(table.rendered(as: format))]
    }
    if !consequences.isEmpty {
      let table = Table(
        columns: ["what", "value before", "value now"],
        rows: consequences.map { [.text($0.path), .text($0.old), .text($0.new)] })
      parts += [heading("What follows"), trimmed(table.rendered(as: format))]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func trimmed(_ text: String) -> String { text.hasSuffix("\n") ? String(text.dropLast()) : text }

  // MARK: JSON

  package var json: JSON {
    func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
    return [
      "from": .string(from), "to": .string(to), "differ": .bool(!isEmpty),
      "changes": .array(
        items.map { item in
          [
            "change": .string(item.entry.sort.rawValue), "kind": .string(item.entry.kind),
            "name": .string(item.entry.name), "old-name": text(item.entry.oldName),
            "properties": .array(
              item.rows.map { row in
                [
                  "property": .string(row.label), "before": text(row.old), "now": text(row.new),
                  "value-before": text(row.oldValue ?? row.old), "value-now": text(row.newValue ?? row.new),
                ]
              }),
          ]
        }),
      "follows": .array(
        consequences.map { found in
          [
            "kind": .string(found.kind), "path": .string(found.path), "value-before": .string(found.old),
            "value-now": .string(found.new),
          ]
        }),
    ]
  }
}

extension Comparison.Row {
  fileprivate var isLong: Bool {
    (old ?? "").utf8.count + (new ?? "").utf8.count + (oldValue ?? "").utf8.count
      + (newValue ?? "").utf8.count
      > 400
  }
}

extension Table {
  /// Without columns in which nothing stands.
  fileprivate var filled: Table {
    let kept = columns.indices.filter { column in rows.indices.contains { !cell($0, column).text.isEmpty } }
    return Table(
      title: title, columns: kept.map { columns[$0] },
      rows: rows.indices.map { row in kept.map { cell(row, $0) } })
  }
}
