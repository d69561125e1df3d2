// The candidates below the line, one of them chosen or none, narrowed while the word grows.

struct CompletionMenu {
  /// Where the word begins in the text, in bytes.
  let start: Int
  /// The word as typed, without what a choice put in its place.
  private(set) var typed: String
  private(set) var candidates: [Candidate]
  /// Its text stands in the line.
  private(set) var chosen: Int?

  init(start: Int, typed: String, candidates: [Candidate]) {
    self.start = start
    self.typed = typed
    self.candidates = candidates
  }

  /// What stands in the text from `start` on.
  var word: String { chosen.map { candidates[$0].text } ?? typed }

  /// One further, one back; past either end stands what was typed.
  mutating func choose(by step: Int) {
    let places = candidates.count + 1
    let place = ((chosen ?? candidates.count) + step + places) % places
    chosen = place == candidates.count ? nil : place
  }

  mutating func choose(_ place: Int?) { chosen = place }

  /// The word has changed.
  mutating func narrow(to typed: String, _ candidates: [Candidate]) {
    self.typed = typed
    self.candidates = candidates
    chosen = nil
  }

  /// At most `height` rows, the chosen one among them, each with its line of documentation.
  func rows(width: Int, height: Int, isColoured: Bool) -> [ScreenRow] {
    let room = max(1, candidates.count <= height ? height : height - 1)
    let first = min(max(0, (chosen ?? 0) - room / 2), max(0, candidates.count - room))
    let shown = candidates[first..<min(candidates.count, first + room)]
    let widest = min(shown.map { Terminal.columns(of: $0.text) }.max() ?? 0, max(8, width / 2))
    var rows = shown.indices.map { index -> ScreenRow in
      let candidate = candidates[index]
      let isChosen = index == chosen
      var layout = ScreenLayout(width: width)
      let name = CompletionList.cut(candidate.text, to: widest)
      let gap = String(repeating: " ", count: max(0, widest - Terminal.columns(of: name)))
      layout.put((isChosen ? "> " : "  ") + name + gap, isChosen && isColoured ? Colours.chosen : "")
      let note = CompletionList.cut(candidate.note, to: width - widest - 5)
      if !note.isEmpty, width > widest + 8 { layout.put("  " + note, isColoured ? Colours.faint : "") }
      return layout.screenful().rows[0]
    }
    if shown.count < candidates.count {
      var layout = ScreenLayout(width: width)
      let rest = "  … \(candidates.count - shown.count) more"
      layout.put(CompletionList.cut(rest, to: width - 1), isColoured ? Colours.faint : "")
      rows.append(layout.screenful().rows[0])
    }
    return rows
  }
}
