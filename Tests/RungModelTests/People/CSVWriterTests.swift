// What is written is read back the same, and no spreadsheet runs it.

import RungModel
import Testing

@Suite("Writing CSV")
struct CSVWriterTests {
  @Test("fields are quoted where a reader could misunderstand them")
  func quoting() {
    var writer = CSVWriter()
    writer.append(["id", "a,b", "say \"yes\"", "two\nlines", " blank", "", "a;b", "1 2"])
    #expect(writer.text == "id,\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\" blank\",,\"a;b\",1 2\n")
  }

  @Test("lines may end as RFC 4180 wants, and everything may be quoted")
  func options() {
    var writer = CSVWriter(
      separator: UInt8(ascii: ";"), lineEnd: .crlf, quoting: .everywhere, byteOrderMark: true)
    writer.append(["a", ""])
    #expect(writer.text == "\u{FEFF}\"a\";\"\"\r\n")
  }

  @Test("a single empty field is still a record")
  func singleEmptyField() {
    var writer = CSVWriter()
    writer.append([""])
    #expect(writer.text == "\"\"\n")
  }

  @Test(
    "formulas get an apostrophe when asked, plain numbers do not",
    arguments: [
      ("=1+1", "\"'=1+1\""), ("+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\""), ("@SUM(A1)", "\"'@SUM(A1)\""),
      ("-2+3", "\"'-2+3\""), ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""),
      ("-", "\"'-\""), ("-1.", "\"'-1.\""), ("-.5", "\"'-.5\""), ("-1.5.2", "\"'-1.5.2\""), ("+5", "\"'+5\""),
      ("-12", "-12"), ("-0.5", "-0.5"), ("a=1", "a=1"), ("", ""), ("12", "12"),
    ])
  func formulas(field: String, written: String) {
    var writer = CSVWriter(formulas: .defused)
    writer.append([field, "x"])
    #expect(writer.text == written + ",x\n")
  }
}
