// Tokens to nodes, by recursive descent. Nothing fails: what is missing and what does not fit become nodes
// too. Each production of grammar/rung.ebnf is one function that carries its line; the areas of the grammar
// are extensions in their own files. Consuming functions mutate, peeking ones do not, and every loop moves
// on.

import RungText

extension SyntaxTree {
  /// What a text is to be read as.
  package enum Entry: Sendable {
    /// Statements: the root's children.
    case script
    /// One expression: the root's only child.
    case expression
    /// One path, as in `"{path}"` inside a string: the root's only child.
    case path
  }

  /// Reads a text, or a range of it. Never fails; offsets are those of the source. O(bytes).
  package static func parse(
    _ source: Source, range: ByteRange? = nil, as entry: Entry = .script
  ) -> SyntaxTree {
    let stop = min(range.map { Int($0.end) } ?? source.bytes.count, source.bytes.count)
    let bounds = min(range.map { Int($0.start) } ?? 0, stop)..<stop
    // A token takes four bytes and more in any text people write; the second size fits whatever bytes there
    // are.
    return parse(source, bounds, entry, capacity: bounds.count / 3 + 16)
      ?? parse(source, bounds, entry, capacity: bounds.count + 2)
      ?? SyntaxTree(source: source, tokens: Tokens(), nodes: [], diagnostics: [])
  }

  /// Nil when the tokens do not fit.
  private static func parse(
    _ source: Source, _ bounds: Range<Int>, _ entry: Entry, capacity: Int
  ) -> SyntaxTree? {
    let problems = SyntaxProblems(source)
    var tokens = Tokens()
    var nodes: ContiguousArray<Node> = []
    var isFull = false
    withTokenBuffers(capacity: capacity, into: &tokens) { buffers in
      source.bytes.withUnsafeBufferPointer { bytes in
        // An empty array has no address; nothing is read from it.
        withUnsafePointer(to: 0 as UInt8) { none in
          let base = bytes.baseAddress ?? none
          var lexer = Lexer(base, range: bounds, tokens: buffers, problems: problems)
          lexer.run()
          isFull = lexer.isFull
          guard !isFull else { return 0 }
          nodes = Parser.nodes(
            of: entry, buffers, count: lexer.count, bytes: base, braceBalance: lexer.braceBalance, problems)
          return lexer.count
        }
      }
    }
    if isFull { return nil }
    return SyntaxTree(source: source, tokens: tokens, nodes: nodes, diagnostics: problems.inOrder())
  }

  /// Room for tokens in arrays that need no copy afterwards; `body` fills it and returns how many there are.
  private static func withTokenBuffers(
    capacity: Int, into tokens: inout Tokens, _ body: (TokenBuffers) -> Int
  ) {
    let room = capacity + Lexer.sentinels + 1
    var starts: ContiguousArray<UInt32> = []
    var ends: ContiguousArray<UInt32> = []
    var lineFirsts: ContiguousArray<UInt64> = []
    tokens.kinds = ContiguousArray(unsafeUninitializedCapacity: room) { kinds, count in
      starts = ContiguousArray(unsafeUninitializedCapacity: room) { starts, startCount in
        ends = ContiguousArray(unsafeUninitializedCapacity: room) { ends, endCount in
          lineFirsts = ContiguousArray(unsafeUninitializedCapacity: room / 64 + 1) { lines, lineCount in
            guard let kinds = kinds.baseAddress, let starts = starts.baseAddress, let ends = ends.baseAddress,
              let lines = lines.baseAddress
            else { return }
            LargePages.advise(kinds, bytes: room)
            LargePages.advise(starts, bytes: room * 4)
            LargePages.advise(ends, bytes: room * 4)
            count = body(
              TokenBuffers(kinds: kinds, starts: starts, ends: ends, lineFirsts: lines, capacity: capacity))
            startCount = count
            endCount = count
            lineCount = (count + 63) / 64
          }
        }
      }
    }
    tokens.starts = starts
    tokens.ends = ends
    tokens.lineFirsts = lineFirsts
  }
}

struct Parser {
  /// Trees are no deeper than this, so that nobody who walks one runs out of stack.
  static let deepest = 200

  let problems: SyntaxProblems
  let bytes: UnsafePointer<UInt8>
  let tokens: TokenView

  var nodes: NodeBuffer
  /// The next token.
  var at = 0
  /// Open `(` and `[`: a line end ends nothing there.
  var openParens = 0
  var openSquares = 0
  var nesting = 0
  /// The token after a comma or an infix operator, or the first of a statement: it may begin a line.
  var continuation = -1
  /// The first token of the statement.
  var statementStart = -1
  /// No key of a table is being read, so that a word before `:` is not the unit of the number before it.
  var colonEndsValue = true
  /// The last token a diagnostic was about: one is enough.
  var lastProblem = -1
  /// The indent of the line of one token, where that was far to find.
  var longLine = (token: -1, indent: 0)
  /// `{` less `}` that recovery has not explained yet. Where it is not 0, indentation is a hint.
  var braceBalance: Int

  static func nodes(
    of entry: SyntaxTree.Entry, _ tokens: TokenBuffers, count: Int, bytes: UnsafePointer<UInt8>,
    braceBalance: Int, _ problems: SyntaxProblems
  ) -> ContiguousArray<Node> {
    let capacity = count + 64
    var overflow: NodeBuffer?
    let nodes = ContiguousArray<Node>(unsafeUninitializedCapacity: capacity) { room, used in
      guard let address = room.baseAddress else { return }
      LargePages.advise(address, bytes: capacity * MemoryLayout<Node>.stride)
      var parser = Parser(
        problems: problems, bytes: bytes, tokens: TokenView(tokens, last: count - 1),
        nodes: NodeBuffer(borrowed: address, capacity: capacity), braceBalance: braceBalance)
      parser.read(entry)
      if parser.nodes.isOwned { overflow = parser.nodes } else { used = parser.nodes.count }
    }
    guard let overflow else { return nodes }
    defer { overflow.base.deallocate() }
    return ContiguousArray(UnsafeBufferPointer(start: overflow.base, count: overflow.count))
  }

  private mutating func read(_ entry: SyntaxTree.Entry) {
    let root = open(.script)
    beginStatement()
    switch entry {
    case .script: lines()
    case .expression:
      expression()
      skipRest()
    case .path:
      path()
      skipRest()
    }
    close(root)
  }

  // MARK: Peeking

  var kinds: UnsafeMutablePointer<TokenKind> {
    @inline(__always) get { tokens.kinds }
  }
  var starts: UnsafePointer<UInt32> {
    @inline(__always) get { tokens.starts }
  }
  var ends: UnsafePointer<UInt32> {
    @inline(__always) get { tokens.ends }
  }
  /// The `endOfFile` token.
  var last: Int {
    @inline(__always) get { tokens.last }
  }

  var kind: TokenKind {
    @inline(__always) get { kinds[at] }
  }
  var next: TokenKind {
    @inline(__always) get { kinds[at + 1] }
  }

  @inline(__always)
  func isFirst(_ token: Int) -> Bool { tokens.isFirst(token) }

  @inline(__always)
  func beginsStatement(_ token: Int) -> Bool { tokens.beginsStatement(token) }

  /// On the same line (or inside brackets) a token that can only begin an operand.
  @inline(__always)
  func beginsOperand(_ token: Int) -> Bool { tokens.beginsOperand(token, inBrackets: brackets > 0) }

  var brackets: Int {
    @inline(__always) get { openParens + openSquares }
  }

  /// The line ended before the next token, and that ends what was being read.
  var isNewLine: Bool {
    @inline(__always) get { isFirst(at) && openParens + openSquares == 0 && at != continuation }
  }

  /// END: a line end, `;` or the end of the text.
  var isAtEnd: Bool {
    @inline(__always) get { kind == .semicolon || kind == .endOfFile || isNewLine }
  }

  /// The next token is this one and goes on with what was being read.
  @inline(__always)
  func sees(_ expected: TokenKind) -> Bool { kinds[at] == expected && !isNewLine }

  // MARK: Consuming

  @inline(__always)
  mutating func advance() { if at < last { at += 1 } }

  /// Past a comma or an infix operator: the next line may go on.
  @inline(__always)
  mutating func advanceOverInfix() {
    advance()
    continuation = at
  }

  @inline(__always)
  mutating func open(_ kind: NodeKind) -> Int {
    nodes.append(Node(kind: kind, first: UInt32(truncatingIfNeeded: at), end: 0, size: 0))
    return nodes.count - 1
  }

  @inline(__always)
  mutating func close(_ node: Int) {
    nodes.base[node].end = UInt32(truncatingIfNeeded: at)
    nodes.base[node].size = UInt32(truncatingIfNeeded: nodes.count - node)
  }

  /// The next token is the first of a statement.
  @inline(__always)
  mutating func beginStatement() {
    continuation = at
    statementStart = at
  }

  /// The next token goes on with the line before, although it begins a line as a statement does.
  @inline(__always)
  var isLostContinuation: Bool {
    at == continuation && at != statementStart && isFirst(at) && brackets == 0 && beginsStatement(at)
  }

  /// A node of the next token alone.
  @inline(__always)
  mutating func leaf(_ kind: NodeKind) {
    let first = UInt32(truncatingIfNeeded: at)
    advance()
    nodes.append(Node(kind: kind, first: first, end: UInt32(truncatingIfNeeded: at), size: 1))
  }

  /// Puts a node around all nodes from one on; it is still to be closed.
  @inline(__always)
  mutating func wrap(_ node: Int, _ kind: NodeKind) {
    nodes.insert(Node(kind: kind, first: nodes.base[node].first, end: 0, size: 0), at: node)
  }

  /// In place of what is required and not written.
  @inline(never)
  mutating func missing() {
    continuation = -1
    let here = UInt32(truncatingIfNeeded: at)
    nodes.append(Node(kind: .missing, first: here, end: here, size: 1))
  }

  /// A level deeper; false where the tree would be too deep.
  mutating func enter() -> Bool {
    guard nesting < Parser.deepest else { return false }
    nesting += 1
    return true
  }
}
