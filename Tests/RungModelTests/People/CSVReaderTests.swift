// RFC 4180, rule by rule, and what real files add to it.

import RungModel
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
  @Test("each record is a line, and the last one needs no line end")
  func lastLine() {
    #expect(cells("id,region\r\nP1,MENA\r\nP2,CEE") == [["id", "region"], ["P1", "MENA"], ["P2", "CEE"]])
    #expect(
      cells("id,region\r\nP1,MENA\r\nP2,CEE\r\n") == [["id", "region"], ["P1", "MENA"], ["P2", "CEE"]])
  }

  @Test(
    "lines end with CR LF, LF or CR, mixed in one file too",
    arguments: ["\r\n", "\n", "\r"])
  func lineEnds(end: String) {
    #expect(cells("id,x\(end)P1,a\nP2,b\(end)") == [["id", "x"], ["P1", "a"], ["P2", "b"]])
  }

  @Test("a quoted field may hold separators, line ends and doubled quotes")
  func quotedFields() {
    let text =
      "id,note\nP1,\"en, fr\"\nP2,\"two\r\nlines\"\nP3,\"a \"\"good\"\" mentor\"\nP4,\"\"\nP5,\"\"\"\"\n"
    #expect(
      cells(text) == [
        ["id", "note"], ["P1", "en, fr"], ["P2", "two\r\nlines"], ["P3", "a \"good\" mentor"], ["P4", ""],
        ["P5", "\""],
      ])
  }

  @Test("spaces belong to a field, and a quote inside an unquoted field is a character")
  func spacesAndStrayQuotes() {
    #expect(cells("id,size\nP1, 5\" wide \n") == [["id", "size"], ["P1", " 5\" wide "]])
  }

  @Test("empty fields are kept, at the end of a line too")
  func emptyFields() {
    #expect(cells("a,b,c\n,,\n1,,\n") == [["a", "b", "c"], ["", "", ""], ["1", "", ""]])
  }

  @Test("empty lines at the end are nothing")
  func trailingEmptyLines() {
    #expect(cells("id\nP1\n\n\r\n\n") == [["id"], ["P1"]])
  }

  @Test("a header alone is a table of nobody")
  func headerAlone() {
    #expect(cells("id,region") == [["id", "region"]])
    #expect(cells("id,region\n")?.count == 1)
  }

  @Test("the UTF-8 byte order mark is no part of the first header")
  func byteOrderMark() {
    #expect(cells("\u{FEFF}id,x\nP1,a\n") == [["id", "x"], ["P1", "a"]])
    #expect(cells("\u{FEFF}\"id\",x\nP1,a\n") == [["id", "x"], ["P1", "a"]])
  }

  @Test("the separator is the one the header has most of, outside quotes")
  func separators() {
    #expect(cells("id;region;note\nP1;MENA;a, b\n") == [["id", "region", "note"], ["P1", "MENA", "a, b"]])
    #expect(cells("id;a, b;c\n1;2;3\n") == [["id", "a, b", "c"], ["1", "2", "3"]])
    #expect(cells("id\ta, b\tc;d\n1\t2\t3\n") == [["id", "a, b", "c;d"], ["1", "2", "3"]])
    #expect(cells("id,a;b\n1,2\n") == [["id", "a;b"], ["1", "2"]])
    #expect(cells("id\tregion\nP1\tMENA\n") == [["id", "region"], ["P1", "MENA"]])
    #expect(cells("id;\"what, if, any\"\nP1;x\n") == [["id", "what, if, any"], ["P1", "x"]])
    #expect(
      cells("id;\"two\nlines, here, too\"\nP1;x\n") == [["id", "two\nlines, here, too"], ["P1", "x"]])
    #expect(cells("one column\nP1\n") == [["one column"], ["P1"]])
    #expect(table("id;x\nP1;1\n").value?.separator == UInt8(ascii: ";"))
  }

  @Test("a first line sep=; says the separator, as Excel writes it, and is no row")
  func statedSeparator() {
    #expect(cells("sep=;\r\nid,x;y\r\n1;2\r\n") == [["id,x", "y"], ["1", "2"]])
    #expect(
      messages("sep=;\nid;y\n1\n") == ["R0626 survey.csv:3: row 2 (line 3) has 1 field, the header has 2"])
  }

  @Test("letters of any script pass through unchanged")
  func scripts() {
    let row = ["P1", "Ọdún", "日本語", "العربية", "🧗🏽‍♀️"]
    #expect(cells("id,a,b,c,d\n" + row.joined(separator: ",") + "\n")?.last == row)
  }

  @Test("Python's csv module reads nasty texts in the same way")
  func python() {
    for (text, records) in PythonReference.cases {
      #expect(rawRecords(text) == records, "\(text.debugDescription)")
    }
  }

  /// Records without any rule about headers; nil when the reader notes a problem.
  private func rawRecords(_ text: String) -> [[String]]? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var reader = CSVReader(bytes, separator: UInt8(ascii: ","))
      var records: [[String]] = []
      while true {
        reader.fields.removeAll()
        switch reader.readRecord(columns: .max) {
        case .end: return reader.problems.isEmpty ? records : nil
        case .emptyLine: continue
        case .fields:
          records.append(
            reader.fields.map { field in
              let start = Int(field.offset)
              let length = Int(field.length)
              return start < bytes.count
                ? String(decoding: bytes[start..<start + length], as: UTF8.self)
                : String(decoding: reader.unescaped[(start - bytes.count)...].prefix(length), as: UTF8.self)
            })
        }
      }
    }
  }
}
