// The files that the pages of codes speak of.

import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum CodeFixtures {
  /// A project folder in which the page of the code makes sense.
  static func files(for code: String) -> MemoryFiles {
    let files = MemoryFiles([
      "stages.rung": "rung 1\nstage Grow { duration: 6 months }\n",
      "applicants.csv": "Response,Region,Languages\nP1,MENA,en\n",
    ])
    files.fail("locked.rung", .system(EACCES))
    files.fail(".", .isFolder)
    files.fail("everything.rung", .isTooLarge(limit: DurableFile.sizeLimit))
    let survey = surveys[code]
    files.put("survey.csv", survey?.wrong ?? Array("Response,Languages\nP1,en\n".utf8))
    files.put("survey-mended.csv", survey?.mended ?? Array("Response,Languages\nP1,en\n".utf8))
    return files
  }

  /// The bytes of a page's example. A text cannot hold a byte that is not UTF-8: the page shows the sign for one.
  static func bytes(_ text: String, of code: String) -> [UInt8] {
    guard code == "R0131" else { return Array(text.utf8) }
    return Array(text.replacing("\u{FFFD}", with: "\u{1}").utf8).map { $0 == 1 ? 0xFF : $0 }
  }

  /// By code: what `survey.csv` and `survey-mended.csv` hold.
  private static let surveys: [String: (wrong: [UInt8], mended: [UInt8])] = {
    func pair(_ wrong: String, _ mended: String) -> (wrong: [UInt8], mended: [UInt8]) {
      (Array(wrong.utf8), Array(mended.utf8))
    }
    let good = "Response,Languages\nP1,en\n"
    return [
      "R0620": ([0xFF, 0xFE, 0x69, 0x00], Array(good.utf8)),
      "R0621": (Array("Response,Languages\nP1,".utf8) + [0xE9] + Array("rz\n".utf8), Array(good.utf8)),
      "R0622": pair("Response,Languages\nP1,e\u{0}n\n", good),
      "R0623": pair("", good),
      "R0624": pair("Response,,Languages\nP1,,en; fr\n", good),
      "R0625": pair(
        "Response,Languages,Languages\nP1,en,fr\n", "Response,Languages,Languages at home\nP1,en,fr\n"),
      "R0626": pair("Response,Languages\nP1,en,fr\nP2\n", "Response,Languages\nP1,en\nP2,\n"),
      "R0627": pair("Response,Languages\nP1,\"en; fr\nP2,es\n", good),
      "R0628": pair("Response,Languages\nP1,\"en \"a little\" fr\"\n", good),
      "R0629": pair("Response,Languages\nP1,en\n\nP2,es\n", good),
      "R0631": pair("Response,Languages,P1,en" + String(repeating: ",P2,es", count: 8191), good),
      "R0633": pair("Response,Languages,Langues\nP1,en,fr\n", good),
      "R0635": pair("Response,Languages\nP1,en\nP1,fr\n", good),
      "R0636": pair("Response,Languages\nP1,en\n,\n", good),
      "R0637": pair("E-mail,Languages\nsomebody@example.org,en\n", good),
    ]
  }()
}
