// Mutates scripts and holds the promises against each: nothing traps, the tree keeps every byte, formatting is
// idempotent, canonical text is stable, scenarios and edits leave the definitions sound. Run by scripts/fuzz.
//
// rung-fuzz SEED SECONDS STATE FILE…   mutates the files; STATE gets the number of the round before it runs
// rung-fuzz SEED --only ROUND FILE…    prints the text of one round

import RungAnalysis
import RungModel
import RungSyntax
import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func say(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = write(1, bytes, bytes.count)
}

func contents(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return bytes
}

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }
}

/// Pieces that have a meaning somewhere, or none anywhere.
let pieces: [String] =
  Schema.rung.kinds.flatMap {
    [$0.name, $0.plural] + $0.properties.flatMap { [$0.name + ": ", $0.example] }
  }
  + FunctionName.allCases.map { $0.rawValue + "(" } + UnitWord.allCases.map { " " + $0.rawValue + " " }
  + [
    "{", "}", "(", ")", "[", "]", ",", ";", ":", "=", " .. ", " to ", " of ", " per ", " each ", " by ",
    " with ",
    " is not ", " not in ", " in ", " and ", " or ", "if 1 > 2 then 3 else 4", " for x in ", " where ",
    "else: ",
    "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "1/0", "-1", "- 1",
    "%", "€450",
    "2027-02-30", "9999-12-31", "0001-01-01", "25:00", "1_000", "900 000", "3,5", "\u{201C}x\u{201D}",
    "\"{Intake}\"", "\"{\"", "\"\\u{110000}\"",
    "\u{202E}", "\u{0}", "\u{FEFF}", "\r\n", "\n", "\n\n", "#", "## ", "<<<<<<< a\n=======\n>>>>>>> b\n", "é",
    "東京", "👩‍👩‍👧", "\u{0301}",
    "remove ", "scenario S from ", "use \"x.rung\"\n", "let a = b\nlet b = a\n", "exchange USD = 0 EUR\n",
    "[n in 1 .. 100001]",
    "x[1]", ".name", ".size", "3 months + 1 day", "over(1% per day, 10000 years)", "1 to 0", "121 of 0",
    "normal(1, -1)",
  ]

func mutate(_ corpus: [[UInt8]], _ random: inout Random) -> [UInt8] {
  var text = corpus[random.below(corpus.count)]
  if random.below(3) == 0, !text.isEmpty {
    // A window, so that many rounds are short.
    let start = random.below(text.count)
    text = Array(text[start..<min(text.count, start + 200 + random.below(2000))])
  }
  for _ in 0...random.below(6) {
    let place = random.below(text.count + 1)
    switch random.below(8) {
    case 0: if place < text.count { text[place] = UInt8(truncatingIfNeeded: random.next()) }
    case 1: text.insert(contentsOf: Array(pieces[random.below(pieces.count)].utf8), at: place)
    case 2:
      let end = min(text.count, place + random.below(40))
      text.removeSubrange(place..<end)
    case 3:
      let end = min(text.count, place + random.below(200))
      text.insert(contentsOf: text[place..<end], at: random.below(text.count + 1))
    case 4:
      let other = corpus[random.below(corpus.count)]
      let start = random.below(other.count + 1)
      text.insert(contentsOf: other[start..<min(other.count, start + random.below(400))], at: place)
    case 5: text = Array(text[..<place])
    case 6:
      let many = [UInt8](
        repeating: Array("([{+-*/.,;:\"\n 9a".utf8)[random.below(16)], count: random.below(3000))
      text.insert(contentsOf: many, at: place)
    default:
      if let digit = text.indices.dropFirst(place).first(where: { (0x30...0x39).contains(text[$0]) }) {
        text[digit] = 0x30 + UInt8(random.below(10))
      }
    }
  }
  return text
}

func promise(_ holds: Bool, _ what: String) {
  if !holds {
    say("BROKEN: \(what)")
    abort()
  }
}

func examine(_ bytes: [UInt8]) {
  let tree = SyntaxTree.parse(Source(name: "f.rung", bytes: bytes))
  var end: UInt32 = 0
  for token in 0..<tree.tokens.count {
    promise(tree.tokens.starts[token] >= end, "tokens overlap")
    end = tree.tokens.ends[token]
  }
  promise(Int(end) <= bytes.count, "a token beyond the text")
  let formatter = Formatter { Schema.rung.order(of: $1, in: $0) }
  if case .formatted(let once) = formatter.format(tree) {
    let again = formatter.format(SyntaxTree.parse(Source(name: "f.rung", text: once)))
    promise(again.text == once, "formatting twice differs")
  }
  _ = Highlighter.spans(of: tree)
  let collected = Definitions.collect([tree])
  let definitions = collected.value
  let evaluator = Evaluator(definitions)
  let problems = tree.diagnostics + collected.diagnostics + evaluator.check()
  _ = DiagnosticRenderer(.full).rendered(Array(problems.prefix(20)))
  for scenario in definitions.scenarios.prefix(3) {
    let applied = definitions.applying(scenario)
    _ = Evaluator(applied.value).check()
  }
  for entity in definitions.present.prefix(40) {
    for (key, _) in definitions.formulas(of: entity) {
      for ref in evaluator.members(of: entity).prefix(2) {
        _ = ValueText.plain(evaluator.value(of: ref, key), evaluator)
        _ = ValueText.json(evaluator.value(of: ref, key), evaluator)
      }
    }
  }
  guard !problems.contains(where: { $0.severity == .error }) else { return }
  let text = definitions.canonicalText()
  let second = SyntaxTree.parse(Source(name: "s.rung", text: text))
  let reopened = Definitions.collect([second])
  promise(second.diagnostics.isEmpty && reopened.diagnostics.isEmpty, "canonical text has problems")
  promise(reopened.value.canonicalText() == text, "canonical text is not stable")
  promise(formatter.format(second).text == text, "formatting canonical text changes it")
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 4, let seed = UInt64(arguments[0]) else {
  say("usage: rung-fuzz SEED SECONDS STATE FILE… | rung-fuzz SEED --only ROUND FILE…")
  exit(64)
}
let corpus = arguments.dropFirst(3).map(contents).filter { !$0.isEmpty }
func text(ofRound round: Int) -> [UInt8] {
  var random = Random(state: seed &+ UInt64(round) &* 0x2545_F491_4F6C_DD1D)
  return mutate(corpus, &random)
}

if arguments[1] == "--only", let round = Int(arguments[2]) {
  let bytes = text(ofRound: round)
  bytes.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
  exit(0)
}
let state = open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
let deadline = seconds() + (Double(arguments[1]) ?? 60)
var round = 0
while seconds() < deadline {
  var number = Array(String(round).utf8)
  number += [UInt8](repeating: 0x20, count: 12 - min(12, number.count))
  _ = pwrite(state, number, number.count, 0)
  let start = seconds()
  examine(text(ofRound: round))
  if seconds() - start > 10 { say("SLOW: round \(round) took \(Int(seconds() - start)) s") }
  round += 1
}
say("\(round) rounds")
