// The pages of the codes of versions: R0803 to R0819. Their examples are commands, not scripts.

import RungText

extension DiagnosticCode {
  static let damagedSnapshot = DiagnosticCode(
    "R0803", title: "a snapshot is damaged",
    why: """
      A snapshot's manifest holds the SHA-256 of its text. The text in the folder has another one: it was edited, cut \
      off or spoilt since it was saved, or the manifest was. The other snapshots are not touched by this.

      Get both files back from git, or delete the snapshot.
      """,
    wrong: "rung snapshot verify", right: "git checkout -- snapshots\nrung snapshot verify")

  static let unrecordedSnapshot = DiagnosticCode(
    "R0804", title: "a snapshot has no manifest",
    why: """
      Beside each snapshot stands a manifest with its digest, its parent, the time and a note. This one has none: it \
      was copied into the folder by hand, or saved by an older version. It can be opened and compared; only whether it \
      is what was saved nobody can say.

      Save the programme again, which writes the manifest when the text is the same.
      """,
    wrong: "rung snapshot verify", right: "rung snapshot save ladder.rung --name Spring\nrung snapshot verify"
  )

  static let noVersion = DiagnosticCode(
    "R0805", title: "there is no such version",
    why: """
      `rung diff` compares files, named snapshots, and files as git knows them, such as `HEAD:ladder.rung` or \
      `main~3:ladder.rung`. The word is none of these.

      `rung snapshot list` shows the snapshots, `git log --oneline` the commits.
      """,
    wrong: "rung diff Sprnig ladder.rung", right: "rung diff Spring ladder.rung")

  static let gitMissing = DiagnosticCode(
    "R0806", title: "git cannot be asked",
    why: """
      Versions such as `HEAD:ladder.rung`, the merge driver and the log of commits come from git. It is not installed, \
      or the folder is in no repository of it.

      Snapshots need no git: `rung snapshot save` and `rung diff` work everywhere.
      """,
    wrong: "rung diff HEAD:ladder.rung ladder.rung", right: "rung diff Spring ladder.rung")

  static let noRevision = DiagnosticCode(
    "R0807", title: "git knows no such version",
    why: """
      Before the colon stands a commit, a branch or a tag, after it a file with its path from the top of the \
      repository. Git has no such revision, or the file was not in it.

      `git log --oneline -- ladder.rung` shows the commits of a file.
      """,
    wrong: "rung diff HAED:ladder.rung", right: "rung diff HEAD:ladder.rung")

  static let gitRefused = DiagnosticCode(
    "R0808", title: "git refuses",
    why: "Git could not do what was asked of it; the message is its own. Mend what it says and try again.",
    wrong: "rung git-setup", right: "git init\nrung git-setup")

  static let nothingLogged = DiagnosticCode(
    "R0809", title: "no version has such a thing",
    why: """
      `rung log` tells who changed something when, over snapshots and commits. Nothing of this name was ever declared \
      in any of them.
      """,
    wrong: "rung log Cor.amount", right: "rung log Core.amount")

  static let mergeConflict = DiagnosticCode(
    "R0810", title: "both sides changed the same",
    why: """
      A merge takes what either side changed. Where both changed the same property differently, or one removed what \
      the other changed, somebody has to decide: both versions and the one before them stand in the file between \
      marks, and `rung check` says so until they are gone.
      """,
    wrong: "rung merge base.rung ours.rung theirs.rung -o ladder.rung", right: "rung check ladder.rung")

  static let cannotMerge = DiagnosticCode(
    "R0811", title: "a version cannot be read",
    why: """
      A merge by meaning needs to know what each of the three versions says. One of them has errors in its form, or \
      declares something twice.

      Mend it first. In a git merge, git merges the lines instead.
      """,
    wrong: "rung merge base.rung ours.rung theirs.rung", right: "rung check theirs.rung")

  static let targetLost = DiagnosticCode(
    "R0812", title: "a target was lost by merging",
    why: """
      Each of the two versions met the target. Together their changes miss it, as when two people each spend the last \
      of a budget. Nobody contradicted anybody, so there are no marks in the file; but somebody has to decide.

      In a git merge the file holds both sides and stays unmerged. Mend it, look with `rung test`, then `git add` it \
      and go on. To keep the result as it is, `git add` it as it is.
      """,
    wrong: "rung merge base.rung ours.rung theirs.rung -o ladder.rung", right: "rung test ladder.rung")

  static let cannotRestore = DiagnosticCode(
    "R0813", title: "a snapshot cannot be restored here",
    why: """
      `rung snapshot restore` makes the programme's file say again what the snapshot says; its comments, layout and \
      verbs stay. It never loses what is kept nowhere else. Of several files all are changed or none, even when the \
      computer stops in between.

      Keep the present state first, say `--replace`, or write to another file with `-o`.
      """,
    wrong: "rung snapshot restore Spring",
    right: "rung snapshot save ladder.rung --name Today\nrung snapshot restore Spring")

  static let interrupted = DiagnosticCode(
    "R0814", title: "a change of several files was interrupted",
    why: """
      `rung snapshot restore` and `save` change all files of a programme that have to change, or none. What is to stand \
      in them is noted first, in `.rung/unfinished`; when the computer stops in between, the next command that reads \
      the programme finishes the change, and says so. A file that was edited in between is left as it is.
      """,
    wrong: "rung snapshot restore Spring", right: "rung check ladder.rung")

  /// The codes of versions. Their examples are commands.
  package static let ofVersions: [DiagnosticCode] = [
    damagedSnapshot, unrecordedSnapshot, noVersion, gitMissing, noRevision, gitRefused, nothingLogged,
    mergeConflict, cannotMerge, targetLost, cannotRestore, interrupted,
  ]
}
