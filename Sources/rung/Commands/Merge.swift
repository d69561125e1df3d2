// `rung merge`: three versions of a programme made one.

import ArgumentParser
import RungModel
import RungSession
import RungSnapshot
import RungText

struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Combine two people's changes of a programme.",
    discussion: """
      What either side changed since the base is taken, property by property, lists by element, tables by key. \
      Comments and layout are those of OURS. What both changed differently is marked in the file, and rung check \
      explains it. The merged programme is checked.

      The merged text goes to standard output, or to the file given with -o. Exits with 0 when all is in order, 1 \
      when something has to be decided or the result has a problem that neither side had.
      """)

  @Option(name: [.customShort("o"), .customLong("output")], help: "The file to write.")
  var path: String?

  @OptionGroup var output: OutputOptions

  @Argument(help: "What both began with.", completion: .file(extensions: ["rung"]))
  var base: String

  @Argument(help: "Our version.", completion: .file(extensions: ["rung"]))
  var ours: String

  @Argument(help: "Their version.", completion: .file(extensions: ["rung"]))
  var theirs: String

  func run() throws {
    let console = output.console
    let files = DiskFiles()
    let run = MergeRun(
      base: base, ours: ours, theirs: theirs, as: path ?? ours,
      labels: MergeLabels(base: base, ours: ours, theirs: theirs), files)
    var status = run.outcome.status
    if let bytes = run.bytes {
      if let path {
        do throws(FileProblem) {
          try files.write(bytes, to: path)
        } catch {
          status.note(console.tell(MergeRun.unwritten(error)))
        }
      } else {
        console.write(bytes)
      }
    }
    _ = console.tell(run.outcome)
    try console.exit(status)
  }
}
