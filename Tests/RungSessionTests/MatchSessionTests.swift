// Matching in a session: accepted as one step that can be undone, kept in snapshots, stopped without a trace.

import RungReport
import RungSession
import RungText
import Testing

@Suite("Matching in a session")
struct MatchSessionTests {
  private static let text = """
    stage Grow { duration: 6 months }
    pool Mentors { role: mentor; mentees: 2 }
    cohort Intake { enters: Grow; starts: 2027-03-01; size: 3 }
    person M1 in Mentors { }
    person M2 in Mentors { }
    person T1 in Intake { }
    person T2 in Intake { }
    matching Pairs { aim: most }
    """

  private func session(_ text: String = text, wantsToStop: @escaping @Sendable () -> Bool = { false })
    -> Session
  {
    Session(files: MemoryFiles(["main.rung": text]), .file("main.rung"), wantsToStop: wantsToStop)
  }

  private func say(_ session: Session, _ line: String) -> String {
    var transcript = Transcript()
    transcript.tell(session.evaluate(line))
    return transcript.text
  }

  @Test("accepting is one step: one undo takes all pairings back")
  func undo() {
    let session = session()
    _ = say(session, "match Intake")
    #expect(say(session, "accept Pairs") == "accepted Pairs: 3 new\n")
    #expect(say(session, "count(pairings)") == "3\n")
    #expect(session.undo())
    #expect(say(session, "count(pairings)") == "0\n")
    #expect(say(session, "accept Pairs").contains("R0857"))
    #expect(session.redo())
    #expect(say(session, "count(pairings)") == "3\n")
  }

  @Test("a snapshot holds the pairings and opens as the same matching")
  func snapshot() {
    let first = session()
    _ = say(first, "match Intake")
    _ = say(first, "accept Intake")
    let text = first.snapshotText
    #expect(text.contains("mentee: T1") && text.contains("mentee: \"Intake 3\""))
    let second = session(text)
    #expect(second.snapshotText == text)
    #expect(say(second, "match Intake").contains("3 of 3 pairings stay, 0 end"))
  }

  @Test("who was paired and has left: the pairing ends, and the others stay")
  func rematch() {
    let session = session()
    _ = say(session, "match Intake")
    _ = say(session, "accept Pairs")
    let before = say(session, "show pairings")
    #expect(before.contains("M1"))
    _ = say(session, "M1.mentees = 0")
    let answer = say(session, "match Intake")
    #expect(answer.contains("1 of 3 pairings stay, 2 end"), "\(answer)")
    #expect(say(session, "accept Pairs") == "accepted Pairs: 1 new, 1 stay, 2 ended\n")
    #expect(say(session, "count(pairings)") == "2\n")
  }

  @Test("a matching that is stopped leaves nothing behind")
  func stopped() {
    let session = session(wantsToStop: { true })
    var transcript = Transcript()
    transcript.tell(session.evaluate("match Intake"))
    #expect(transcript.answers.isEmpty)
    #expect(session.changes.isEmpty)
  }
}
