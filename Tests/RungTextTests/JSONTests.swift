// JSON text.

import RungText
import TestSupport
import Testing

@Suite("JSON")
struct JSONTests {
  @Test("keeps the order of keys and the digits of numbers")
  func order() {
    let value: JSON = ["z": 1, "a": [true, nil, "x"], "n": .number("1.50")]
    #expect(value.text == #"{"z":1,"a":[true,null,"x"],"n":1.50}"#)
  }

  @Test("escapes what must be escaped and nothing else")
  func escapes() {
    #expect(JSONWriter.quoted("a\"b\\c\n\r\t\u{1}\u{2028}é漢😀/") == #""a\"b\\c\n\r\t\u0001\u2028é漢😀/""#)
  }

  @Test("can be indented, or have an item a line")
  func layout() {
    #expect(
      JSONWriter.text(["a": [1, 2], "b": [:], "c": []], .indented)
        == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}")
    #expect(JSONWriter.text([["a": 1], ["a": 2]], .itemsOnLines) == "[\n  {\"a\":1},\n  {\"a\":2}\n]")
    #expect(JSONWriter.text([], .itemsOnLines) == "[]")
  }

  @Test(
    "writes as a string what is no number",
    arguments: ["", "-", "01", "1.", ".5", "1e", "NaN", "1_000", "+1", "0x1", "1 "])
  func notNumbers(text: String) {
    #expect(JSON.number(text).text == "\"\(text)\"")
  }

  @Test(
    "writes numbers as they are",
    arguments: ["0", "-0", "12", "1.50", "-0.5", "1e9", "2E-3", "123456789012345678901234567890"])
  func numbers(text: String) {
    #expect(JSON.number(text).text == text)
  }

  @Test("of any text is read back by another reader")
  func anyText() {
    var random = SeededRandom(2)
    for _ in 0..<1_000 {
      let (key, text) = (random.text(random.below(10)), random.text(random.below(20)))
      let value = JSON.object([.init(key, .string(text)), .init(key + "2", .array([.string(key)]))])
      let expected = TinyJSON.Value.record([key, key + "2"], [.text(text), .list([.text(key)])])
      #expect(TinyJSON.value(of: value.text) == expected)
      #expect(TinyJSON.value(of: JSONWriter.text(value, .indented)) == expected)
    }
  }
}
