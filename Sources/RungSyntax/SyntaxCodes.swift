// Every code of the syntax, for `rung explain` and the tests.

import RungText

package enum SyntaxCodes {
  package static let all: [DiagnosticCode] = [
    .tooManyProblems, .unexpected, .missingOperand, .unclosedBracket, .tightMinus, .unclosedBlock,
    .strayCloser, .unclosedString, .otherQuotes, .dashAsSpan, .wrongCloser, .groupedDigits, .bareEstimate,
    .decimalComma, .ambiguousComma, .currencySign, .otherSign, .foreignOperator, .foreignComment,
    .missingColon, .equalsForColon, .colonForEquals, .missingComma, .chainedComparison, .missingName,
    .missingEquals, .missingBrace, .reservedName, .tooDeep, .foreignBlank, .notNormal, .invalidUTF8,
    .controlCharacter, .bidiControl, .conflict, .foreignLineEnd, .unknownCharacter, .badEscape,
    .openInsert, .editionNotFirst, .missingSemicolon, .notAPath, .notInBlock, .missingWord, .mixedList,
    .looseBracket, .lineEndsStatement, .unknownDefinition, .bareList, .shortDate,
  ]
}

/// Wrong examples that are better made than written.
enum SyntaxExamples {
  static let tooManyProblems = String(repeating: "@\n", count: SyntaxProblems.most + 1)
  static let tooDeep =
    "let Places = " + String(repeating: "(", count: 250) + "60" + String(repeating: ")", count: 250) + "\n"
  /// A text cannot hold bytes that are not UTF-8; tests put the byte FF in place of the sign.
  static let invalidUTF8 = "let Places = 60 # \u{FFFD}\n"
}
