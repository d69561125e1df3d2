// The kinds of node and what their children are. Children are listed in order; `[x]` may be absent, `x…` is
// any number. Where something required was not written there is a `missing` node, so that places never shift;
// tokens that fit nowhere are inside `unexpected` nodes, which may stand among any children and are skipped
// by `SyntaxTree.children(of:)`.

package enum NodeKind: UInt8, Sendable {
  // Statements
  /// statement…
  case script
  /// `rung 1`; no children: the number is the token after the first.
  case edition
  /// string
  case use
  /// name, expression
  case letStatement
  /// name, expression, [block]
  case assume
  /// name (a currency code), expression, [block]
  case exchange
  /// name, [string], expression, [confidence], [block]
  case target
  /// name, [string], [fromClause], [block of statements]
  case scenario
  /// path
  case remove
  /// path, expression: `Path = expr`
  case override
  /// expression: an expression as a statement
  case print
  /// The kind is the first token. name, [family], [string], clause…, [block]
  case declaration
  /// index…
  case family
  /// A fixed index: its first token is a number, month or name. No children.
  case index
  /// `n in 1 .. 5 where …`: the name is the first token. expression, [whereClause]
  case indexRange
  /// property… and nested declaration… (or, in a scenario, changes)
  case block
  /// The word is the first token. One child: byValue or expression
  case property
  /// `by region [ … ]`: name, table
  case byValue

  // Clauses
  /// path
  case inClause
  /// string or path
  case fromClause
  /// expression
  case whereClause
  /// expression; `byDescending` when the word `descending` follows
  case byClause, byDescending
  /// number
  case firstClause
  /// path…
  case withClause
  /// expression…
  case measuringClause
  /// expression
  case untilClause
  /// expression: `with 80% confidence`
  case confidence
  /// path, expression, [byClause]: `Path over a .. b by c`
  case sweepOver
  /// string
  case toClause
  /// number: `10_000 runs`
  case runsClause
  /// number
  case seedClause

  // Verbs
  /// expression…, [whereClause], [byClause | byDescending], [firstClause]
  case show
  /// path…
  case schedule
  /// path…, [withClause]
  case match
  /// [runsClause], [seedClause], [byClause]
  case simulate
  /// path…
  case test
  /// path…, [measuringClause]
  case compare
  /// sweepOver…, measuringClause
  case sweep
  /// path, expression, untilClause, [confidence]
  case find
  /// path, [inClause]
  case explain
  /// name
  case accept
  /// none
  case save
  /// string
  case snapshot, open
  /// name, [toClause]
  case export
  /// [toClause]
  case report

  // Expressions, loosest first. An n-ary node's operator before child k is the token where child k - 1 ends.
  /// condition, value, other value
  case choice
  /// two or more
  case disjunction, conjunction
  /// one
  case not
  /// two; the operator is the token (or two: `is not`, `not in`) where the first child ends
  case comparison
  /// two: `a .. b`
  case span
  /// two or more, joined by `+` `-` or by `*` `/`
  case sum, product
  /// two: `a to b`; `k of n`
  case estimateTo, estimateOf
  /// expression, per…
  case rate
  /// `per [NUMBER] NAME`. No children.
  case per
  /// one: `3 to 6 months each`
  case each
  /// one; the sign is the first token
  case negative
  /// NUMBER and its unit (`%`, a name, or a currency sign on either side). No children.
  case quantity
  /// primary, then member | call | subscript …
  case reference
  /// `.word`: the word is the second token. No children.
  case member
  /// argument | expression …
  case call
  /// expression…
  case `subscript`
  /// `word: expression` in a call; the word is the first token. One child.
  case argument
  /// one: `( expression )`
  case paren
  /// expression…
  case list
  /// entry | elseEntry …
  case table
  /// key, value
  case entry
  /// value
  case elseEntry
  /// item, name, collection, [whereClause]
  case comprehension

  // Leaves of one token
  case name
  case number
  case string
  case date
  case month
  case time
  case truth
  case none
  /// An infix or clause word in operand position: a tag (`so`, `or`, `to` are languages).
  case tagWord

  /// Something required that is not there. Empty token range.
  case missing
  /// Tokens that fit nowhere here.
  case unexpected

  package var isExpression: Bool {
    rawValue >= NodeKind.choice.rawValue && rawValue <= NodeKind.missing.rawValue
  }
}
