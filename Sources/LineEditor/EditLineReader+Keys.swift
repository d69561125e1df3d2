// What our keys do.

import CEditline

extension EditLineReader {
  func key(_ key: rung_key) -> rung_key_result {
    let indentation = indentation
    self.indentation = nil
    // Keys that came together were not drawn one by one.
    if menu != nil { updateMenu(edited) }
    switch key {
    case RUNG_KEY_COMPLETE: return complete()
    case RUNG_KEY_COMPLETE_BACK: return choose(by: -1) ? RUNG_KEY_EDITED : RUNG_KEY_REFUSED
    case RUNG_KEY_UP: return choose(by: -1) ? RUNG_KEY_EDITED : up()
    case RUNG_KEY_DOWN: return choose(by: 1) ? RUNG_KEY_EDITED : down()
    case RUNG_KEY_LEFT: return moved(edited.toCharacterBefore)
    case RUNG_KEY_RIGHT: return takeSuggestion() ? RUNG_KEY_EDITED : moved(edited.toCharacterAfter)
    case RUNG_KEY_HOME: return moved(edited.toLineStart)
    case RUNG_KEY_END: return takeSuggestion() ? RUNG_KEY_EDITED : moved(edited.toLineEnd)
    case RUNG_KEY_DELETE: return deleteNext()
    case RUNG_KEY_DELETE_OR_END: return deleteOrEnd()
    case RUNG_KEY_ENTER:
      // Spaces typed since are the line's own.
      if let indentation { settle(indentation) }
      return enter()
    case RUNG_KEY_NEW_LINE:
      newLine(edited)
      return RUNG_KEY_EDITED
    case RUNG_KEY_SEARCH:
      history.refresh()
      search = HistorySearch(history.statements, draft: edited)
      menu = nil
      return RUNG_KEY_UNCHANGED
    case RUNG_KEY_CLEAR:
      clearScreen()
      return RUNG_KEY_UNCHANGED
    default: return RUNG_KEY_UNCHANGED
    }
  }

  /// Every key before libedit sees it.
  func press(_ character: UInt32, isAlone: Bool) -> Bool {
    if search != nil { return pressInSearch(character, isAlone: isAlone) }
    if let open = menu, character == Key.escape, isAlone {
      if open.chosen != nil { choose(nil) }
      menu = nil
      return true
    }
    return indentation != nil && pressOnFreshLine(character)
  }

  private func moved(_ characters: Int) -> rung_key_result {
    guard characters != 0 else { return RUNG_KEY_UNCHANGED }
    move(characters)
    return RUNG_KEY_MOVED
  }

  // MARK: - Entering

  private func enter() -> rung_key_result {
    if let open = menu {
      menu = nil
      if open.chosen != nil { return RUNG_KEY_UNCHANGED }
    }
    let edited = edited
    let completeness = edited.isBlank ? .complete : services.isComplete(edited.text)
    if completeness == .complete { return RUNG_KEY_ENTERED }
    // Two empty lines hand it over as it is.
    if completeness != .collecting, edited.isAtEnd, edited.lines.count >= 3,
      edited.lines.suffix(2).allSatisfy(EditLineReader.isBlank)
    {
      return handOver()
    }
    newLine(edited)
    return RUNG_KEY_EDITED
  }

  private func handOver() -> rung_key_result {
    isHandedOver = true
    return RUNG_KEY_ENTERED
  }

  private static func isBlank(_ line: Substring) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  private func newLine(_ edited: EditedText) {
    menu = nil
    let spaces = edited.indentation
    insert("\n" + String(repeating: " ", count: spaces))
    if spaces > 0 { indentation = (spaces, 0) }
  }

  /// On a line that was given its indentation: who types spaces indents for himself, and a closing bracket goes back
  /// one step.
  private func pressOnFreshLine(_ character: UInt32) -> Bool {
    guard let fresh = indentation else { return false }
    if character == 0x20, fresh.typed < fresh.given {
      indentation = (fresh.given, fresh.typed + 1)
      return true
    }
    indentation = nil
    // Enter decides for itself.
    if character == 0x0D || character == 0x0A {
      indentation = fresh
      return false
    }
    settle(fresh)
    let isClosing = [0x7D, 0x5D, 0x29].contains(character)
    if isClosing, fresh.typed == 0 { delete(min(2, fresh.given)) }
    return false
  }

  private func settle(_ fresh: (given: Int, typed: Int)) {
    if fresh.typed > 0 { delete(fresh.given - fresh.typed) }
  }

  private func deleteOrEnd() -> rung_key_result {
    let edited = edited
    if edited.text.isEmpty { return RUNG_KEY_ENDED }
    if edited.isAtEnd, edited.lines.count > 1, EditLineReader.isBlank(edited.lineLeft) { return handOver() }
    return deleteNext()
  }

  private func deleteNext() -> rung_key_result {
    let count = edited.toCharacterAfter
    guard count > 0 else { return RUNG_KEY_REFUSED }
    move(count)
    delete(count)
    return RUNG_KEY_EDITED
  }

  /// True when there was one, at the cursor.
  private func takeSuggestion() -> Bool {
    guard let suggested, suggested == edited, !suggestion.rest.isEmpty else { return false }
    insert(suggestion.rest)
    suggestion.drop()
    return true
  }

  // MARK: - History

  private func up() -> rung_key_result {
    let edited = edited
    if let line = edited.toLineAbove { return moved(line) }
    // Another prompt may have added something while nobody typed here.
    if !browser.isBrowsing(at: edited.text), history.refresh() {
      browser = HistoryBrowser(history.statements)
    }
    guard let earlier = browser.earlier(than: edited.text, leftOfCursor: String(edited.left)) else {
      return RUNG_KEY_REFUSED
    }
    // The cursor goes to the end of the first line, so that the next press goes on to older statements.
    replaceAll(by: EditedText(earlier, cursor: earlier.utf8.prefix { $0 != 0x0A }.count))
    return RUNG_KEY_EDITED
  }

  private func down() -> rung_key_result {
    let edited = edited
    if let line = edited.toLineBelow { return moved(line) }
    guard let later = browser.later(than: edited.text) else { return RUNG_KEY_REFUSED }
    replaceAll(by: EditedText(later))
    return RUNG_KEY_EDITED
  }

  private func pressInSearch(_ character: UInt32, isAlone: Bool) -> Bool {
    guard var looking = search else { return false }
    var isKnown = true
    switch character {
    case Key.search, Key.up: isKnown = looking.older()
    case Key.down: isKnown = looking.newer()
    case 0x7F, 0x08: looking.removeLast()
    case Key.cancel:
      search = nil
      replaceAll(by: looking.draft)
      return true
    case 0x20...0x7E, 0xA0...:
      guard let scalar = Unicode.Scalar(character) else { return true }
      isKnown = looking.add(Character(scalar))
    default:
      // Enter runs what was found; any other key goes on editing it. What was not found is not run in its place.
      search = nil
      if character == 0x0D || character == 0x0A, !looking.missing.isEmpty { return true }
      if character == 0x0D || character == 0x0A { move(edited.toEnd) }
      return character == Key.escape && isAlone
    }
    if !isKnown { write("\u{7}") }
    search = looking
    replaceAll(by: looking.found)
    return true
  }

  // MARK: - Completion

  private func complete() -> rung_key_result {
    if let open = menu, open.candidates.count > 1, choose(by: 1) { return RUNG_KEY_EDITED }
    menu = nil
    let edited = edited
    let found = services.complete(edited.text, edited.cursor)
    // Only whole characters can be replaced.
    guard !found.candidates.isEmpty, found.replacing.lowerBound <= edited.cursor,
      found.replacing.upperBound >= edited.cursor, let typed = edited.text.scalars(found.replacing)
    else { return RUNG_KEY_REFUSED }
    let common = CompletionList.commonPrefix(found.candidates)
    let isCertain = found.candidates.count == 1
    let grows = isCertain || common.count >= typed.count
    if grows, common != typed {
      let right = edited.text.scalars(edited.cursor..<found.replacing.upperBound)?.unicodeScalars.count ?? 0
      move(right)
      delete(typed.unicodeScalars.count)
      insert(common)
    }
    if !isCertain {
      menu = CompletionMenu(
        start: found.replacing.lowerBound, typed: grows ? common : typed, candidates: found.candidates)
    }
    return RUNG_KEY_EDITED
  }

  /// False when no menu is open.
  private func choose(by step: Int) -> Bool {
    guard var open = menu else { return false }
    let before = open.word
    open.choose(by: step)
    replace(before, by: open.word)
    menu = open
    return true
  }

  private func choose(_ place: Int?) {
    guard var open = menu else { return }
    let before = open.word
    open.choose(place)
    replace(before, by: open.word)
    menu = open
  }

  private func replace(_ before: String, by word: String) {
    guard before != word else { return }
    delete(before.unicodeScalars.count)
    insert(word)
  }
}

private enum Key {
  static let escape: UInt32 = 0x1B
  /// Ctrl-R.
  static let search: UInt32 = 0x12
  static let up = UInt32(RUNG_KEY_CODE_UP)
  static let down = UInt32(RUNG_KEY_CODE_DOWN)
  /// Ctrl-G.
  static let cancel: UInt32 = 0x07
}

extension String {
  /// The text of a byte range; nil when it lies outside or cuts a code point.
  fileprivate func scalars(_ bytes: Range<Int>) -> String? {
    guard bytes.lowerBound >= 0, bytes.upperBound <= utf8.count else { return nil }
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = utf8.index(utf8.startIndex, offsetBy: bytes.upperBound)
    guard start.samePosition(in: unicodeScalars) != nil, end.samePosition(in: unicodeScalars) != nil else {
      return nil
    }
    return String(self[start..<end])
  }
}
