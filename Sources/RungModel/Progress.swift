// How far long work is, as everything that takes long tells it.

package struct Progress: Sendable, Equatable {
  /// What is done, in a word: `simulate`.
  package var task: String
  /// In the work's own units; a `total` of 0 is not known.
  package var done: Int
  package var total: Int
  /// Of what is being done beside what is done: 0 to 1.
  package var part: Double
  /// `runs`.
  package var unit: String
  /// Whether the total is only a guess.
  package var isAbout: Bool
  /// What is known already, such as first figures; may be empty.
  package var note: String

  package init(
    _ task: String, done: Int = 0, of total: Int = 0, _ unit: String = "", part: Double = 0,
    isAbout: Bool = false, note: String = ""
  ) {
    self.task = task
    self.done = done
    self.total = total
    self.part = part
    self.unit = unit
    self.isAbout = isAbout
    self.note = note
  }

  /// How much is done: what estimates of the time left are made from.
  package var amount: Double { Double(done) + max(0, min(1, part)) }

  /// From 0 to 1; nil when the total is not known.
  package var share: Double? { total > 0 ? min(1, amount / Double(total)) : nil }
}
