// Diagnostics as JSON. The keys are stable: editors and scripts read them.

extension Diagnostic {
  /// Lines and columns count from 1, columns in characters; `start` and `end` are byte offsets from 0, the
  /// end excluded.
  package var json: JSON {
    .object(
      [
        .init("code", .string(code.id)),
        .init("severity", .string(severity.rawValue)),
        .init("message", .string(message)),
      ] + place.jsonMembers + [
        .init("related", .array(related.map(\.json))),
        .init("fixes", .array(fixes.map(\.json))),
      ])
  }

  /// All of them, sorted and without duplicates.
  package static func json(_ diagnostics: [Diagnostic]) -> JSON { .array(ordered(diagnostics).map(\.json)) }
}

extension Place {
  package var jsonMembers: [JSON.Member] {
    let size = UInt32(clamping: source.bytes.count)
    let start = min(range.start, size)
    let end = max(start, min(range.end, size))
    let first = source.position(at: start)
    let last = source.position(at: end)
    return [
      .init("file", .string(source.name)),
      .init("line", .number(first.line)),
      .init("column", .number(first.column)),
      .init("endLine", .number(last.line)),
      .init("endColumn", .number(last.column)),
      .init("start", .number(start)),
      .init("end", .number(end)),
    ]
  }
}

extension RelatedPlace {
  fileprivate var json: JSON { .object([.init("message", .string(text))] + place.jsonMembers) }
}

extension Fix {
  fileprivate var json: JSON {
    .object([
      .init("message", .string(text)),
      .init("safe", .bool(isSafe)),
      .init(
        "edits",
        .array(
          edits.map { edit in
            let place = Place(edit.source, edit.range)
            return .object(place.jsonMembers + [.init("replacement", .string(edit.replacement))])
          })),
    ])
  }
}
