// Times of the front end's phases, for scripts/bench: no user runs this.
//
// rung-bench frontend FILE          parse, collect, check; the best of several rounds, and peak memory
// rung-bench recheck FILE           a full check after a one-line edit
// rung-bench people FILE            a spreadsheet as columns
// rung-bench assign N N N N N N     an assignment problem of mentees, mentors, caseload, eligible, top score, seed
// rung-bench fair N N N N N N N     the same with mentors each, the worst match lifted first
// rung-bench pairs SCRIPT FOLDER    eligibility, scores and matching of two spreadsheets by the rules of a script
// rung-bench versions OLD NEW FOLDER   two versions kept as snapshots, opened, compared and merged
// rung-bench simulate RUNS WORKERS  the pipeline of Tests/Benchmarks/simulate
// rung-bench simulate addresses     what its twin in C++ reads
// rung-bench prompt FILE            completion and painting at the prompt

import RungAnalysis
import RungModel
import RungSnapshot
import RungSyntax
import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func complain(_ message: String) {
  let bytes = Array((message + "\n").utf8)
  _ = write(2, bytes, bytes.count)
}

/// Processor time in milliseconds: what else the machine does is not counted.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
}

func peakMegabytes() -> Double {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(0), &usage)  // RUSAGE_SELF
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  return Double(usage.ru_maxrss) / 1024
}

func read(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    complain("cannot read \(path)")
    exit(2)
  }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let size = ftell(file)
  rewind(file)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = fread(buffer.baseAddress, 1, size, file)
  }
}

func frontend(_ path: String, rounds: Int) {
  var best = (
    parse: Double.infinity, collect: Double.infinity, check: Double.infinity, total: Double.infinity
  )
  var problems = 0
  var megabytes = 0.0
  for _ in 0..<rounds {
    let start = now()
    let bytes = read(path)
    megabytes = Double(bytes.count) / 1e6
    let before = now()
    let tree = SyntaxTree.parse(Source(name: path, bytes: bytes))
    let parsed = now()
    let collected = Definitions.collect([tree])
    let defined = now()
    let evaluator = Evaluator(collected.value)
    problems = tree.diagnostics.count + collected.diagnostics.count + evaluator.check().count
    let end = now()
    best.parse = min(best.parse, parsed - before)
    best.collect = min(best.collect, defined - parsed)
    best.check = min(best.check, end - defined)
    best.total = min(best.total, end - start)
  }
  print("megabytes \(megabytes)")
  print("problems \(problems)")
  print("parse_ms \(best.parse)")
  print("collect_ms \(best.collect)")
  print("check_ms \(best.check)")
  print("total_ms \(best.total)")
  print("peak_mb \(peakMegabytes())")
}

/// The file with one figure changed, read, collected and checked whole.
func recheck(_ path: String) {
  let bytes = read(path)
  var edited = bytes
  if let digit = edited.lastIndex(where: { (0x31...0x38).contains($0) }) { edited[digit] += 1 }
  var best = Double.infinity
  for _ in 0..<9 {
    let start = now()
    let tree = SyntaxTree.parse(Source(name: path, bytes: edited))
    _ = Evaluator(Definitions.collect([tree]).value).check()
    best = min(best, now() - start)
  }
  print("recheck_ms \(best)")
  print("lines \(bytes.reduce(0) { $1 == 10 ? $0 + 1 : $0 })")
}

func people(_ path: String) {
  let start = now()
  let table = PeopleTable.read(read(path), name: path)
  guard let rows = table.value?.rowCount else { exit(1) }
  print("people_ms \(now() - start)")
  print("rows \(rows)")
  print("peak_mb \(peakMegabytes())")
}

func versions(_ oldPath: String, _ newPath: String, _ folder: String) {
  func collected(_ bytes: [UInt8]) -> Definitions {
    Definitions.collect([SyntaxTree.parse(Source(name: "", bytes: bytes))]).value
  }
  let (old, new) = (collected(read(oldPath)), collected(read(newPath)))
  var best = (
    save: Double.infinity, open: Double.infinity, compare: Double.infinity, merge: Double.infinity
  )
  var changes = 0
  do {
    let store = SnapshotStore(of: try ProjectFolder(folder))
    let record = SnapshotRecord(programme: "b.rung", edition: 1, saved: "2027-01-01T00:00:00Z")
    _ = try store.save("new", Array(new.canonicalText().utf8), record)
    for round in 0..<3 {
      let start = now()
      _ = try store.save("old\(round)", Array(old.canonicalText().utf8), record)
      let saved = now()
      let tree = SyntaxTree.parse(Source(name: "old", bytes: try store.read("old\(round)")))
      let definitions = Definitions.collect([tree]).value
      _ = Evaluator(definitions).check()
      let opened = now()
      let difference = Difference(
        from: collected(try store.read("old\(round)")), to: collected(try store.read("new")))
      changes = difference.entries.reduce(0) { $0 + $1.changes.count }
      let compared = now()
      let other = SyntaxTree.parse(Source(name: "new", bytes: try store.read("new")))
      _ = try Merge(base: tree, ours: tree, theirs: other)
      best.save = min(best.save, saved - start)
      best.open = min(best.open, opened - saved)
      best.compare = min(best.compare, compared - opened)
      best.merge = min(best.merge, now() - compared)
    }
  } catch {
    complain("\(error)")
    exit(2)
  }
  print("changes \(changes)")
  print("save_ms \(best.save)")
  print("open_ms \(best.open)")
  print("compare_ms \(best.compare)")
  print("merge_ms \(best.merge)")
}

switch (CommandLine.arguments.dropFirst().first, CommandLine.arguments.dropFirst(2).first) {
case ("frontend", let path?): frontend(path, rounds: CommandLine.arguments.count > 3 ? 1 : 5)
case ("recheck", let path?): recheck(path)
case ("people", let path?): people(path)
case ("assign", _?): assign(CommandLine.arguments.dropFirst(2).prefix(6).compactMap { Int($0) }, rounds: 5)
case ("fair", _?): fair(CommandLine.arguments.dropFirst(2).prefix(7).compactMap { Int($0) })
case ("pairs", let path?) where CommandLine.arguments.count > 3: pairs(path, CommandLine.arguments[3])
case ("versions", let path?) where CommandLine.arguments.count == 5:
  versions(path, CommandLine.arguments[3], CommandLine.arguments[4])
case ("simulate", "addresses"?): print(Pipeline.addresses)
case ("simulate", let runs?):
  let workers = CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 1
  Pipeline.run(runs: Int(runs) ?? 100, workers: workers)
case ("prompt", let path?): prompt(path)
default:
  complain("usage: rung-bench frontend|recheck|people|assign|pairs|versions|simulate|prompt …")
  exit(64)
}
