// What stands between `{` and `}`: properties, nested declarations, and the changes of a scenario.

import RungText

extension Parser {
  enum BlockContents {
    /// Properties alone.
    case properties
    /// Properties and declarations.
    case entries
    /// The changes of a scenario.
    case changes
  }

  /// propertyBlock ::= '{' properties '}'
  mutating func propertyBlock(of statement: Int) {
    if blockFollows(of: statement, .properties) { block(.properties, of: statement) }
  }

  /// block ::= '{' entries '}'
  mutating func block(_ contents: BlockContents, of statement: Int) {
    let node = open(.block)
    guard enter() else { return skipTooDeep(node) }
    let opening = at
    if kind == .leftBrace { advance() }
    switch contents {
    case .properties, .entries: entries(contents, statement)
    case .changes: changes(statement)
    }
    nesting -= 1
    if kind == .rightBrace, !(braceBalance > 0 && isOuterBrace(statement)) {
      advance()
    } else {
      unclosedBlock(opening)
    }
    close(node)
  }

  /// entries ::= { END } [ entry [ END entries ] ]
  /// properties ::= { END } [ property [ END properties ] ]
  private mutating func entries(_ contents: BlockContents, _ statement: Int) {
    while kind != .rightBrace, kind != .endOfFile {
      if kind == .semicolon {
        advance()
        continue
      }
      if braceBalance > 0, isFirst(at), leavesBlock(statement) { return }
      let before = at
      entry(contents)
      if kind != .rightBrace, !isAtEnd { endEntry() }
      if at == before { skipOne() }
    }
  }

  /// changes ::= { END } [ change [ END changes ] ]
  private mutating func changes(_ statement: Int) {
    while kind != .rightBrace, kind != .endOfFile {
      if kind == .semicolon {
        advance()
        continue
      }
      if braceBalance > 0, isFirst(at), leavesBlock(statement) { return }
      let before = at
      if kind == .conflictMarker {
        skip(while: { $0.kind == .conflictMarker })
      } else {
        change()
        if kind != .rightBrace { endStatement(in: .scenario) }
      }
      if at == before { skipOne() }
    }
  }

  /// entry ::= property | declaration
  @inline(__always)
  private mutating func entry(_ contents: BlockContents) {
    if kind.isWord, next == .colon {
      property()
    } else {
      otherEntry(contents)
    }
  }

  /// Anything but a clean property.
  @inline(never)
  private mutating func otherEntry(_ contents: BlockContents) {
    beginStatement()
    if kind == .conflictMarker { return skip(while: { $0.kind == .conflictMarker }) }
    if kind.isName, next.isName, !isFirst(at + 1), isDeclarationAhead {
      if contents == .properties { declarationInProperties() }
      return declaration()
    }
    damagedEntry(contents)
  }

  /// property ::= word ':' value
  mutating func property() {
    let node = open(.property)
    advance()
    advance()
    value()
    close(node)
  }

  /// value ::= 'by' NAME bracket | expr
  mutating func value() {
    let start = at
    let node = nodes.count
    if kind == .byWord, next.isName, !isNewLine, !isFirst(at + 1) { byValue() } else { expression() }
    if kind == .comma || kind == .colon, !isNewLine { valueGoesOn(node, from: start) }
  }

  private mutating func byValue() {
    let node = open(.byValue)
    advance()
    leaf(.name)
    if kind == .leftBracket || kind == .gluedBracket, !isNewLine {
      bracket()
    } else {
      expected(.table)
      missing()
      if lineHasStrayCloser {
        let closer = endOfList
        skip(while: { $0.at <= closer })
      }
    }
    close(node)
  }
}
