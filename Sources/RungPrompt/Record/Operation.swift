// What was done at the prompt, one record of the journal each: its text, and what it makes of the edits.

import RungSession

package struct Operation: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// The files were read anew: no edits.
    case opened
    /// One statement more.
    case edit
    case undo, redo
    /// Other edits than before, as after `.fork`, `.restore`, `.recover` or `.reload`.
    case remade
    /// The edits are in the user's files.
    case saved
    /// The person left and knows what is lost.
    case left
  }

  package let kind: Kind
  /// As the clock of the prompt says it: `2027-03-01T09:30:00Z`.
  package let time: String
  /// Of an `edit` those that are added, of `remade` all.
  package let edits: [Session.Edit]

  package init(_ kind: Kind, at time: String, _ edits: [Session.Edit] = []) {
    self.kind = kind
    self.time = time
    self.edits = edits
  }

  // MARK: Text

  /// A line with kind and time; then of each edit `> ` with its scenario, `= ` with its label where it has one, and its
  /// lines after `| `.
  package var text: String {
    var text = "\(kind.rawValue) \(time)"
    for edit in edits {
      text += "\n> " + (edit.scenario ?? "")
      if let label = edit.label { text += "\n= " + label }
      for line in edit.statement.split(separator: "\n", omittingEmptySubsequences: false) {
        text += "\n| " + line
      }
    }
    return text
  }

  /// Nil of a record that no version of ours wrote.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let head = lines.first?.split(separator: " "), head.count == 2,
      let kind = Kind(rawValue: String(head[0]))
    else { return nil }
    self.kind = kind
    time = String(head[1])
    var edits: [Session.Edit] = []
    var scenario: String?
    var label: String?
    var statement: [Substring] = []
    func close() {
      guard !statement.isEmpty else { return }
      edits.append(Session.Edit(statement.joined(separator: "\n"), in: scenario, label: label))
      label = nil
      statement = []
    }
    for line in lines.dropFirst() {
      if line.hasPrefix("> ") {
        close()
        let name = line.dropFirst(2)
        scenario = name.isEmpty ? nil : String(name)
      } else if line.hasPrefix("= ") {
        label = String(line.dropFirst(2))
      } else if line.hasPrefix("| ") {
        statement.append(line.dropFirst(2))
      } else {
        return nil
      }
    }
    close()
    self.edits = edits
  }
}
