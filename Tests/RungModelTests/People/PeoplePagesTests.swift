// The page of each code: the file in it gives the code, and the mended file does not.

import RungModel
import RungText
import Testing

@Suite("Pages of people's codes")
struct PeoplePagesTests {
  /// By code: `survey.csv` and `survey-mended.csv` of the page's scripts. A file over 2 GiB is left out.
  static let files: [(code: DiagnosticCode, wrong: [UInt8], mended: [UInt8])] = [
    (.wideEncoding, [0xFF, 0xFE, 0x69, 0x00], Array("Response,Languages\nP1,en\n".utf8)),
    (
      .invalidUTF8, Array("Response,Languages\nP1,".utf8) + [0xE9] + Array("rz\n".utf8),
      Array("Response,Languages\nP1,érz\n".utf8)
    ),
    (.nulInCSV, Array("Response,Languages\nP1,e\u{0}n\n".utf8), Array("Response,Languages\nP1,en\n".utf8)),
    (.noHeader, [], Array("Response,Languages\nP1,en; fr\n".utf8)),
    (
      .emptyHeader, Array("Response,,Languages\nP1,,en; fr\n".utf8),
      Array("Response,Languages\nP1,en; fr\n".utf8)
    ),
    (
      .duplicateHeader, Array("Response,Languages,Languages\nP1,en,fr\n".utf8),
      Array("Response,Languages,Languages at home\nP1,en,fr\n".utf8)
    ),
    (
      .raggedRow, Array("Response,Languages\nP1,en,fr\nP2\n".utf8),
      Array("Response,Languages\nP1,\"en,fr\"\nP2,\n".utf8)
    ),
    (
      .unclosedQuote, Array("Response,Languages\nP1,\"en; fr\nP2,es\n".utf8),
      Array("Response,Languages\nP1,\"en; fr\"\nP2,es\n".utf8)
    ),
    (
      .textAfterQuote, Array("Response,Languages\nP1,\"en \"a little\" fr\"\n".utf8),
      Array("Response,Languages\nP1,\"en \"\"a little\"\" fr\"\n".utf8)
    ),
    (
      .emptyLineInCSV, Array("Response,Languages\nP1,en\n\nP2,es\n".utf8),
      Array("Response,Languages\nP1,en\nP2,es\n".utf8)
    ),
    (
      .tooManyColumns, Array(("Response,Languages,P1,en" + String(repeating: ",P2,es", count: 8191)).utf8),
      Array("Response,Languages\nP1,en\nP2,es\n".utf8)
    ),
    (
      .duplicateId, Array("Response,Languages\nP1,en\nP1,fr\n".utf8),
      Array("Response,Languages\nP1,en\n".utf8)
    ),
    (.missingId, Array("Response,Languages\nP1,en\n,\n".utf8), Array("Response,Languages\nP1,en\n".utf8)),
    (
      .addressesAsIds, Array("E-mail,Languages\nsomebody@example.org,en\n".utf8),
      Array("Response,Languages\nP1,en\n".utf8)
    ),
  ]

  @Test("the file in a page gives its code and no other; the mended one gives none", arguments: files)
  func page(code: DiagnosticCode, wrong: [UInt8], mended: [UInt8]) {
    #expect(Set(codes(wrong)) == [code])
    #expect(codes(mended) == [])
    // The page shows the file, with <..> for bytes that cannot be shown.
    guard ![.wideEncoding, .noHeader, .tooManyColumns].contains(code) else { return }
    let shown = String(decoding: wrong, as: UTF8.self).replacing("\u{0}", with: "<00>")
      .replacing("\u{FFFD}", with: "<E9>")
    for line in shown.split(separator: "\n") { #expect(code.why.contains("    " + line)) }
  }

  private func codes(_ bytes: [UInt8]) -> [DiagnosticCode] {
    let read = PeopleTable.read(bytes, name: "survey.csv")
    return read.diagnostics.map(\.code) + (read.value?.identified(by: 0).diagnostics.map(\.code) ?? [])
  }

  @Test("codes are listed once each, in their block, with a page in plain words")
  func listed() {
    let ids = PeopleErrors.codes.map(\.id)
    #expect(ids == ids.sorted() && Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0 >= "R0620" && $0 <= "R0649" })
    for code in PeopleErrors.codes {
      #expect(code.title.first?.isLowercase == true || code.title.hasPrefix("UTF"))
      #expect(!code.title.hasSuffix("."))
      #expect(code.wrong != code.right)
      #expect(code.why.count > 100)
    }
    let tested = Set(Self.files.map(\.code.id) + ["R0630", "R0632", "R0633", "R0634"])
    #expect(Set(ids) == tested)
  }
}
