// A file and its one layout.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

package struct FormattedFile: Sendable {
  package let path: String
  package let before: [UInt8]
  package let after: [UInt8]
  /// Why it could not be read, or what keeps it from being laid out.
  package let problems: [Diagnostic]
  package let status: RunStatus

  package init(_ path: String, from files: any FileSystem) {
    self.path = path
    let name = path == "-" ? Source.standardInput : path
    do throws(FileProblem) {
      // What is half changed must not be laid out before it is changed.
      if path != "-" { _ = try files.finishWriting(above: ProjectPath.folder(of: path)) }
    } catch {
      before = []
      after = []
      let place = Place(Source(name: name, bytes: []), ByteRange(0, 0))
      problems = [VersionErrors.cannotFinish(error, at: place)]
      status = .couldNotWork
      return
    }
    do throws(FileProblem) {
      before = path == "-" ? try files.readStandardInput() : try files.read(path)
    } catch {
      before = []
      after = []
      problems = [.file(error, at: Place(Source(name: name, bytes: []), ByteRange(0, 0)))]
      status = .couldNotWork
      return
    }
    let tree = SyntaxTree.parse(Source(name: name, bytes: before))
    if let problem = Edition.problem(of: tree) {
      after = before
      problems = [problem]
      status = .couldNotWork
      return
    }
    switch Formatter(propertyOrder: { Schema.rung.order(of: $1, in: $0) }).format(tree) {
    case .formatted(let text):
      after = Array(text.utf8)
      problems = []
      status = .fine
    case .leftAlone:
      after = before
      problems = tree.diagnostics
      status = .problems
    }
  }

  package var isChanged: Bool { before != after }

  /// As `diff -u` writes it; empty when nothing changes.
  package func difference(_ style: Style) -> [UInt8] {
    LineDiff(from: before, to: after).unified(oldName: path, newName: path, style: style)
  }

  /// Writes the file if it changes.
  package func write(to files: any FileSystem) -> [Diagnostic] {
    guard isChanged else { return [] }
    do throws(FileProblem) {
      try files.write(after, to: path)
      return []
    } catch {
      return [.file(error, at: Place(Source(name: path, bytes: []), ByteRange(0, 0)))]
    }
  }
}
