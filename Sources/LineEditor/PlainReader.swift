// Statements from a pipe, a file or a terminal that can do nothing.

import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package final class PlainReader: LineReading {
  private let input: Int32
  /// Where the prompt goes; nil when nobody sits at the input.
  private let promptOutput: Int32?
  private let services: LineServices
  private let limitBytes: Int
  private var unfinished: UnfinishedStatement
  private var buffer: [UInt8]
  /// The bytes of `buffer` that are read and not yet used.
  private var unused = 0..<0
  private var hasEnded = false
  private var draft: String?
  /// Lines that were read.
  private var lineCount = 0
  private var firstLine = 1

  /// No prompt is printed unless `input` is a terminal. `limitBytes`: the longest statement.
  package init(
    input: Int32, promptOutput: Int32, services: LineServices, limitBytes: Int = 256 << 20
  ) {
    self.input = input
    let isTerminal = Terminal.isInteractive(input)
    self.promptOutput = isTerminal ? promptOutput : nil
    self.services = services
    self.limitBytes = limitBytes
    unfinished = UnfinishedStatement(isTyped: isTerminal)
    buffer = [UInt8](repeating: 0, count: 1 << 16)
  }

  package func offer(_ draft: String) { self.draft = draft }

  package var line: Int? { promptOutput == nil ? firstLine : nil }

  package func readStatement(prompt: String, continuation: String) throws(LineReadError) -> LineInput {
    if let draft {
      self.draft = nil
      write(draft + "\n")
      return .statement(draft)
    }
    if promptOutput != nil { Interrupt.clear() }
    while true {
      show(unfinished.isEmpty ? prompt : continuation)
      switch try readLine() {
      case .line(let line):
        lineCount += 1
        if listsCompletions(line) { continue }
        if unfinished.isEmpty { firstLine = lineCount }
        if let statement = unfinished.take(line, isComplete: services.isComplete) {
          return .statement(statement)
        }
        try checkLimit(0)
      case .interrupted:
        _ = unfinished.handOver()
        if promptOutput != nil { write("\n") }
        return .interrupted
      case .end:
        if promptOutput != nil { write("\n") }
        return unfinished.isEmpty ? .endOfInput : .statement(unfinished.handOver())
      }
    }
  }

  /// A line that somebody ends with Tab is a question: what could stand there? It is to be typed again.
  private func listsCompletions(_ line: String) -> Bool {
    guard promptOutput != nil, line.hasSuffix("\t") else { return false }
    let whole = unfinished.prefix + line.dropLast()
    let found = services.complete(whole, whole.utf8.count)
    let size = promptOutput.flatMap(Terminal.size) ?? (80, 24)
    write(CompletionList.page(found.candidates, columns: size.columns, rows: size.rows))
    return true
  }

  // MARK: - Lines

  private enum Line {
    case line(String)
    case interrupted
    case end
  }

  /// One line without its end, LF or CRLF; the last one may lack it. Bytes that are no UTF-8 become U+FFFD.
  private func readLine() throws(LineReadError) -> Line {
    var line: [UInt8] = []
    while true {
      if let end = buffer[unused].firstIndex(of: 0x0A) {
        line += buffer[unused.lowerBound..<end]
        unused = (end + 1)..<unused.upperBound
        if line.last == 0x0D { line.removeLast() }
        return .line(String(decoding: line, as: UTF8.self))
      }
      line += buffer[unused]
      unused = 0..<0
      try checkLimit(line.count)
      if hasEnded { return end(line) }
      switch rung_wait(input) {
      case RUNG_WAKE_INTERRUPT:
        return .interrupted
      case RUNG_WAKE_FAILED:
        throw .unreadable(reason: String(cString: strerror(errno)))
      default:
        guard try fill() else { return end(line) }
      }
    }
  }

  private func checkLimit(_ lineBytes: Int) throws(LineReadError) {
    guard lineBytes + unfinished.text.utf8.count > limitBytes else { return }
    _ = unfinished.handOver()
    throw .tooLong(limitBytes: limitBytes)
  }

  private func end(_ line: [UInt8]) -> Line {
    // A terminal can go on after Ctrl-D, a pipe cannot.
    hasEnded = promptOutput == nil
    return line.isEmpty ? .end : .line(String(decoding: line, as: UTF8.self))
  }

  /// Reads what there is; false at the end of the input.
  private func fill() throws(LineReadError) -> Bool {
    let count = buffer.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
    guard count < 0 else {
      unused = 0..<count
      return count > 0
    }
    switch errno {
    case EINTR, EAGAIN: return true
    // A terminal whose other side has gone.
    case EIO where promptOutput != nil: return false
    default: throw .unreadable(reason: String(cString: strerror(errno)))
    }
  }

  // MARK: - Prompt

  private func show(_ prompt: String) {
    if promptOutput != nil { write(PromptText(prompt).visible) }
  }

  /// A prompt that cannot be written is no reason to stop reading.
  private func write(_ text: String) {
    if let promptOutput { Terminal.write(Array(text.utf8), to: promptOutput) }
  }
}
