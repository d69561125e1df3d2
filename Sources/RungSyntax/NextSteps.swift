// What to do about a problem of the syntax for which no repair can be offered: every message has a next step.

import RungText

extension DiagnosticCode {
  /// A few words; nil of the codes that come with a repair of their own.
  var nextStep: String? {
    switch self {
    case .tooManyProblems: "mend the problems above, and check again"
    case .unexpected: "take it out, or write what is missing before it"
    case .missingOperand: "write the value, or take out the sign or word that waits for it"
    case .missingName: "write a name: a letter, then letters, digits, _ and -"
    case .missingWord: "write the word and what belongs to it, or take the beginning out"
    case .missingEquals: "write = and a value"
    case .strayCloser: "take it out, or open it before"
    case .lineEndsStatement: "put the whole in ( ), or write it on one line"
    case .tooDeep: "give an inner part a name with let, and write the name here"
    case .notAPath: "write let NAME = … for a new value, or compare with is"
    case .colonForEquals: "write NAME.property = value, or put it into the block"
    case .notInBlock: "move it out of the block"
    case .mixedList: "write key: value"
    case .editionNotFirst: "move it to the first line"
    case .invalidUTF8: "save the file as UTF-8 in your editor"
    case .unknownCharacter: "take it out, or put it into a text in quotes"
    case .conflict: "take out the marks, and keep what is right of both sides"
    default: nil
    }
  }
}
