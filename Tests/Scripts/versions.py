#!/usr/bin/env python3
"""Drives `rung snapshot`, `diff`, `merge`, `log` and `git-setup` from outside, with a real git.

Exit code 0 when all is well, 1 when something is not.
"""

import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNG = os.environ.get("RUNG") or os.path.join(ROOT, "scripts", "rung")
failures = []

BASE = """rung 1
programme Small "Small" { horizon: 2027-01-01 .. 2028-12-31; currency: EUR }

# What people go through.
stage Grow {
  duration: 6 months  # half a year
  places: 40
}
stage Lead { after: Grow; duration: 9 months; places: 30 }
pool Veterans { role: mentor; count: 18; mentees: 3; languages: [en, fr] }
fund Core { amount: 1000 EUR }
cost Stipend { amount: 10 EUR per participant; on: Grow; from: Core }
let Spent = Grow.places * 10 EUR + Lead.places * 10 EUR
target InBudget = Spent <= Core.amount
show stages
"""


def run(folder, *words, status=0, text=None, env=None):
    words = [RUNG if words[0] == "rung" else words[0], *words[1:]]
    done = subprocess.run(
        words, cwd=folder, input=text, capture_output=True, text=True,
        env={**os.environ, "NO_COLOR": "1", "GIT_EDITOR": "true", "GIT_CONFIG_GLOBAL": os.devnull,
             "GIT_CONFIG_SYSTEM": os.devnull, "LOGNAME": "a.login", **(env or {})})
    if status is not None and done.returncode != status:
        failures.append(f"{words} ends with {done.returncode}, not {status}:\n{done.stdout}{done.stderr}")
    return done


def git(folder, *words, status=0):
    return run(
        folder, "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false",
        *words, status=status)


def expect(holds, what):
    if not holds:
        failures.append(what)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def read(folder, name):
    with open(os.path.join(folder, name)) as file:
        return file.read()


def edited(*changes):
    text = BASE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def snapshots(folder):
    write(folder, "small.rung", BASE)
    run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Spring", "-m", "as agreed\nin May")
    run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Spring")
    write(folder, "small.rung", edited(("places: 40", "places: 50"), ("1000 EUR", "900 EUR")))
    told = run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Spring", status=2).stderr
    expect("R0801" in told and "replace it with --replace" in told, told)
    for line in ("snapshot \"Spring\"", ".snapshot Spring", ".snapshot save Spring -m why"):
        done = run(folder, "rung", "small.rung", text=line + "\n", status=None)
        told = " ".join((done.stdout + done.stderr).split())
        expect("R0801" in told and ".snapshot delete Spring" in told and "--replace" not in told, told)
    run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Summer", "--author", "Bea Example")
    rows = json.loads(run(folder, "rung", "snapshot", "list", "--format", "json").stdout)
    expect([row["name"] for row in rows] == ["Spring", "Summer"], f"the list is {rows}")
    expect(rows[0]["note"] == "as agreed\nin May", f"the note is {rows[0]['note']!r}")
    expect(rows[1]["parent"] == "Spring" and rows[1]["programme"] == "small.rung", f"the list is {rows}")
    expect([row["author"] for row in rows] == ["a.login", "Bea Example"], f"the list is {rows}")
    shown = run(folder, "rung", "snapshot", "show", "Spring").stdout
    expect("a.login" not in shown and "a.login" in read(folder, "snapshots/Spring.manifest"), shown)
    expect("fund Core {\n  amount: 1000 EUR\n}" in shown and "half a year" not in shown, shown)
    run(folder, "rung", "snapshot", "verify")

    run(folder, "rung", "snapshot", "restore", "Spring")
    expect(read(folder, "small.rung") == BASE, "restoring does not bring the file back")
    write(folder, "small.rung", edited(("places: 40", "places: 55")))
    run(folder, "rung", "snapshot", "restore", "Summer", status=2)
    run(folder, "rung", "snapshot", "restore", "Summer", "--replace")
    after = read(folder, "small.rung")
    expect("places: 50\n" in after and "# half a year" in after and "show stages" in after, after)

    # Damage is named, and the rest stays usable.
    write(folder, "snapshots/Spring.rung", shown.replace("1000", "9999"))
    found = run(folder, "rung", "snapshot", "verify", status=1)
    expect("R0803" in found.stderr and "Spring" in found.stderr and "1 of 2" in found.stderr, found.stderr)
    run(folder, "rung", "diff", "Summer", "small.rung")
    told = run(folder, "rung", "snapshot", "restore", "Spring", "--replace", status=2).stderr
    expect("R0803" in told, told)
    rows = json.loads(run(folder, "rung", "snapshot", "list", "--format", "json").stdout)
    expect(rows[0]["name"] == "Spring" and rows[0]["note"].startswith("damaged"), rows)
    write(folder, "snapshots/Copied.rung", "rung 1\n")
    found = run(folder, "rung", "snapshot", "verify", status=1)
    expect("R0804" in found.stderr, found.stderr)
    write(folder, "snapshots/Later.rung", "rung 7\nsomething new\n")
    told = run(folder, "rung", "snapshot", "restore", "Later", "--replace", status=2).stderr
    expect("R0700" in told, told)
    found = run(folder, "rung", "diff", "Later", "small.rung", status=2)
    expect("R0700" in found.stderr and "install a newer Rung" in found.stderr, found.stderr)
    for name in ("Spring", "Copied", "Later"):
        run(folder, "rung", "snapshot", "delete", name)
    run(folder, "rung", "snapshot", "delete", "Spring", status=2)
    expect(sorted(os.listdir(os.path.join(folder, "snapshots"))) == ["Summer.manifest", "Summer.rung"], "delete")
    run(folder, "rung", "snapshot", "verify")


def differences(folder):
    write(folder, "a.rung", BASE)
    write(
        folder, "b.rung",
        edited(("places: 40", "places: 90"), ("pool Veterans", "pool Alumni"), ("[en, fr]", "[en, fr, es]"),
               ("stage Lead { after: Grow; duration: 9 months; places: 30 }\n", ""),
               (" + Lead.places * 10 EUR", ""), ("show stages", "milestone Begin { when: 2027-03-01 }")))
    same = run(folder, "rung", "diff", "a.rung", "a.rung")
    expect("no difference" in same.stdout, same.stdout)
    text = run(folder, "rung", "diff", "a.rung", "b.rung", status=1).stdout
    for part in ("Grow.places: 40 \u2192 90", "Veterans is now called Alumni", "- Lead", "+ Begin",
                 "InBudget: met \u2192 met"):
        expect((part in text) == (part != "InBudget: met \u2192 met"), f"{part!r}:\n{text}")
    found = json.loads(run(folder, "rung", "diff", "a.rung", "b.rung", "--format", "json", status=1).stdout)
    changes = {(c["change"], c["name"]): c for c in found["changes"]}
    expect(("renamed", "Alumni") in changes and ("removed", "Lead") in changes, changes)
    spent = changes[("changed", "Spent")]["properties"][0]
    expect(spent["value-before"] == "700 EUR" and spent["value-now"] == "900 EUR", spent)
    write(folder, "c.rung", edited(("places: 40", "places: 90")))
    found = json.loads(run(folder, "rung", "diff", "a.rung", "c.rung", "--format", "json", status=1).stdout)
    follows = {f["path"]: (f["value-before"], f["value-now"]) for f in found["follows"]}
    expect(follows.get("Spent") == ("700 EUR", "1,200 EUR") or follows.get("Spent") == ("700 EUR", "1200 EUR"), follows)
    expect(follows.get("InBudget") == ("met", "missed"), follows)
    for form, sign in (("markdown", "| changed |"), ("wikitext", "{| class=\"wikitable\""), ("csv", "kind,change")):
        text = run(folder, "rung", "diff", "a.rung", "c.rung", "--format", form, status=1).stdout
        expect(sign in text, f"{form}:\n{text}")
    write(folder, "d.rung", edited(("Grow.places * 10 EUR + Lead", "Grow.places * 12 EUR + Lead")))
    for form in ("table", "markdown", "wikitext"):
        text = run(folder, "rung", "diff", "a.rung", "d.rung", "--format", form, status=1).stdout
        expect("Spent" in text and "Spent.value" not in text and "| value |" not in text, f"{form}:\n{text}")
        expect(form != "table" or "    Spent: Grow.places * 10 EUR + Lead" in text, text)
    typed = run(folder, "rung", "a.rung", text="Grow.places = 44\n.changes\n.diff c.rung\n").stdout
    expect("Grow.places: 40 \u2192 44" in typed and "Grow.places: 90 \u2192 44" in typed, typed)


def merges(folder):
    write(folder, "base.rung", BASE)
    write(folder, "ours.rung", edited(("places: 40", "places: 50"), ("[en, fr]", "[en, fr, sw]")))
    write(folder, "theirs.rung", edited(("places: 30", "places: 45"), ("[en, fr]", "[es, en]"), ("count: 18", "count: 20")))
    both = run(folder, "rung", "merge", "base.rung", "ours.rung", "theirs.rung", "-o", "out.rung")
    text = read(folder, "out.rung")
    for part in ("places: 50", "places: 45", "[en, sw, es]", "count: 20", "# half a year"):
        expect(part in text, f"{part!r} is not in\n{text}\n{both.stderr}")
    # Each raises one figure: together they are too much.
    write(folder, "ours.rung", edited(("places: 40", "places: 60")))
    write(folder, "theirs.rung", edited(("places: 30", "places: 60")))
    lost = run(folder, "rung", "merge", "base.rung", "ours.rung", "theirs.rung", "-o", "out.rung", status=1)
    expect("R0812" in lost.stderr and "InBudget" in lost.stderr, lost.stderr)
    # A contradiction is marked, and check explains it.
    write(folder, "theirs.rung", edited(("places: 40", "places: 70"), ("pool Veterans", "## Kept.\npool Veterans")))
    run(folder, "rung", "merge", "base.rung", "ours.rung", "theirs.rung", "-o", "out.rung", status=1)
    text = read(folder, "out.rung")
    expect(text.count("<<<<<<<") == 1 and "## Kept.\npool" in text, text)
    told = run(folder, "rung", "check", "out.rung", status=1).stderr
    expect(told.count("error[") == 1, f"a conflict is one problem:\n{told}")
    flat = " ".join(told.split())
    for part in ("R0134", "keep ours.rung: places: 60", "keep theirs.rung: places: 70", "places: 40"):
        expect(part in flat, f"{part!r} is not in\n{told}")


def in_git(folder):
    git(folder, "init", "-q", "-b", "main")
    write(folder, "small.rung", BASE)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    run(folder, "rung", "git-setup", "--no-hook")
    git(folder, "checkout", "-qb", "theirs")
    write(folder, "small.rung", edited(("places: 30", "places: 45"), ("count: 18", "count: 20")))
    git(folder, "commit", "-qam", "More mentors")
    git(folder, "checkout", "-q", "main")
    # Ours moves and changes lines next to theirs: lines would conflict.
    write(folder, "small.rung", edited(("stage Lead { after: Grow; duration: 9 months; places: 30 }\n", ""), ("# What people", "stage Lead { after: Grow; duration: 8 months; places: 30 }\n# What people"), ("mentees: 3", "mentees: 2")))
    git(folder, "commit", "-qam", "Shorter")
    git(folder, "merge", "-q", "theirs", "-m", "Both")
    text = read(folder, "small.rung")
    for part in ("duration: 8 months", "places: 45", "count: 20", "mentees: 2"):
        expect(part in text, f"git merge: {part!r} is not in\n{text}")

    git(folder, "checkout", "-qb", "topic", "HEAD~1")
    write(folder, "small.rung", read(folder, "small.rung").replace("1000 EUR", "1100 EUR"))
    git(folder, "commit", "-qam", "More money")
    git(folder, "rebase", "-q", "main")
    text = read(folder, "small.rung")
    expect("1100 EUR" in text and "count: 20" in text, f"git rebase:\n{text}")
    git(folder, "checkout", "-q", "theirs")
    git(folder, "cherry-pick", "topic")
    text = read(folder, "small.rung")
    expect("1100 EUR" in text and "9 months" in text, f"git cherry-pick:\n{text}")

    # A contradiction stops the merge, with both versions and the base between marks.
    write(folder, "small.rung", read(folder, "small.rung").replace("1100 EUR", "1200 EUR"))
    git(folder, "commit", "-qam", "Still more")
    git(folder, "checkout", "-q", "topic")
    write(folder, "small.rung", read(folder, "small.rung").replace("1100 EUR", "1300 EUR"))
    git(folder, "commit", "-qam", "Even more")
    git(folder, "merge", "-q", "theirs", status=1)
    text = read(folder, "small.rung")
    expect(all(part in text for part in ("<<<<<<<", "|||||||", "1200 EUR", "1300 EUR")), text)
    run(folder, "rung", "check", "small.rung", status=1)
    git(folder, "merge", "--abort")

    # Layout alone is no difference to git.
    write(folder, "small.rung", read(folder, "small.rung").replace("  places: 40\n", "  places:   40\n"))
    shown = git(folder, "diff").stdout
    expect("places" not in shown, shown)
    write(folder, "small.rung", read(folder, "small.rung").replace("mentees: 2", "mentees: 5"))
    shown = git(folder, "diff").stdout
    expect("+  mentees: 5" in shown and "-  mentees: 2" in shown, shown)

    # Versions by their commits.
    told = run(folder, "rung", "diff", "small.rung", status=1).stdout
    expect("Veterans.mentees: 2 \u2192 5" in told, told)
    for words in (["HEAD"], ["HEAD", "small.rung"], ["HEAD:small.rung"], ["HEAD:small.rung", "small.rung"]):
        told = run(folder, "rung", "diff", *words, status=1).stdout
        expect("Veterans.mentees: 2 \u2192 5" in told, f"{words}: {told}")
    told = run(folder, "rung", "diff", "main", "HEAD:small.rung", status=1).stdout
    expect("Core.amount: 1000 EUR \u2192 1300 EUR" in told, told)
    run(folder, "rung", "diff", "nowhere", "small.rung", status=2)
    told = run(folder, "rung", "diff", "main:small.rung", "HEAD:small.rung", status=1).stdout
    expect("Core.amount: 1000 EUR \u2192 1300 EUR" in told, told)
    rows = json.loads(run(folder, "rung", "log", "Core.amount", "--format", "json").stdout)
    expect([row["now"] for row in rows][0] == "1000 EUR" and rows[-1]["now"] == "1300 EUR", rows)
    expect(any(row["why"] == "More money" and row["who"] == "A" for row in rows), rows)
    run(folder, "rung", "log", "Cor.amount", status=2)

    run(folder, "rung", "git-setup", "--undo")
    expect(git(folder, "config", "--get", "merge.rung.driver", status=1).stdout == "", "the driver stays")
    expect("rung" not in read(folder, ".git/info/attributes"), "the attributes stay")


def restored_together(folder):
    """A programme of several files goes back as a whole."""
    write(folder, "small.rung", BASE.replace("fund Core { amount: 1000 EUR }\n", "use \"parts/money.rung\"\n"))
    write(folder, "parts/money.rung", "rung 1\n# the board's\nfund Core { amount: 1000 EUR }\n")
    before = [read(folder, name) for name in ("small.rung", "parts/money.rung")]
    run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Spring")
    write(folder, "small.rung", before[0].replace("places: 40", "places: 44"))
    write(folder, "parts/money.rung", before[1].replace("1000", "1100"))
    run(folder, "rung", "snapshot", "restore", "Spring", status=2)
    told = run(folder, "rung", "snapshot", "restore", "Spring", "--replace")
    expect([read(folder, name) for name in ("small.rung", "parts/money.rung")] == before, told.stderr)
    expect("small.rung, parts/money.rung" in told.stderr, told.stderr)
    # From another folder, by its path.
    write(folder, "parts/money.rung", before[1].replace("1000", "1100"))
    write(folder, "small.rung", before[0].replace("places: 40", "places: 44"))
    place = os.path.basename(folder)
    run(os.path.dirname(folder), "rung", "snapshot", "restore", "Spring", "--replace", "--project", place)
    expect([read(folder, name) for name in ("small.rung", "parts/money.rung")] == before, "from outside")
    # `save` of the prompt likewise.
    run(folder, "rung", "small.rung", text="Grow.places = 44\nCore.amount = 1100 EUR\nsave\n")
    expect("places: 44" in read(folder, "small.rung") and "1100 EUR" in read(folder, "parts/money.rung"), "save")
    expect(os.listdir(os.path.join(folder, ".rung")) == [".gitignore"], "something is left in .rung")


def followed(folder):
    """`log` follows renamings, over commits of several people, branches and snapshots."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Ann Example")

    def commit(month, who, why, *changes):
        text = read(folder, "small.rung")
        for old, new in changes:
            expect(old in text, f"{old!r} is not in the file")
            text = text.replace(old, new)
        write(folder, "small.rung", text)
        git(folder, "add", ".")
        run(folder, "git", "-c", "commit.gpgsign=false", "commit", "-qm", why, "--author", f"{who} <x@example.org>",
            env={"GIT_COMMITTER_DATE": f"2026-{month:02}-01T00:00:00Z", "GIT_COMMITTER_EMAIL": "x@example.org"})

    write(folder, "small.rung", BASE)
    commit(1, "Ann Example", "Begin")
    commit(2, "Bea Example", "More", ("count: 18", "count: 20"))
    commit(3, "Cyn Example", "Other names", ("Veterans", "Alumni"), ("Grow", "Rise"))
    commit(5, "Bea Example", "Still more", ("count: 20", "count: 22"))
    # Beside it, by somebody else, from before the renaming.
    git(folder, "checkout", "-qb", "side", "main~2")
    commit(4, "Eva Example", "Money", ("1000 EUR", "1500 EUR"))
    git(folder, "checkout", "-q", "main")
    run(folder, "rung", "git-setup", "--no-hook")
    run(folder, "git", "merge", "-q", "side", "-m", "Merged", env={
        "GIT_COMMITTER_DATE": "2026-06-01T00:00:00Z", "GIT_COMMITTER_EMAIL": "x@example.org",
        "GIT_AUTHOR_EMAIL": "x@example.org"})
    run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Same")
    write(folder, "small.rung", read(folder, "small.rung").replace("count: 22", "count: 23"))
    run(folder, "rung", "snapshot", "save", "small.rung", "--name", "Later", "-m", "in autumn")
    write(folder, "small.rung", read(folder, "small.rung").replace("Alumni", "Mentors"))

    def log(word):
        found = json.loads(run(folder, "rung", "log", word, "--format", "json").stdout)
        return [(row["who"], row["property"], row["before"], row["now"]) for row in found]

    wanted = [
        ("Ann Example", "count", None, "18"), ("Bea Example", "count", "18", "20"),
        ("Cyn Example", "name", "Veterans", "Alumni"), ("Bea Example", "count", "20", "22"),
        ("Ann Example", "count", "22", "23"), ("", "name", "Alumni", "Mentors")]
    for word in ("Mentors.count", "Alumni.count", "Veterans.count"):
        found = log(word)
        expect(found == wanted, f"log {word} is {found}")
    # Nobody is blamed for what another branch has not yet, nor for a formula that only follows a name.
    found = log("Core.amount")
    expect(found == [("Ann Example", "amount", None, "1000 EUR"), ("Eva Example", "amount", "1000 EUR", "1500 EUR")],
           f"log Core.amount is {found}")
    expect(len(log("Spent")) == 2 and len(log("Lead.places")) == 1, f"{log('Spent')} {log('Lead.places')}")
    # Nor is the history lost when the file gets another name.
    write(folder, "small.rung", read(folder, "small.rung").replace("Mentors", "Alumni"))
    git(folder, "mv", "small.rung", "ladder.rung")
    git(folder, "commit", "-qam", "Another name for the file")
    write(folder, "other.rung", "rung 1\nprogramme Other { horizon: 2027-01-01 .. 2027-12-31 }\n")
    git(folder, "add", "other.rung")
    git(folder, "commit", "-qm", "Another programme")
    found = json.loads(run(folder, "rung", "log", "Alumni.count", "ladder.rung", "--format", "json").stdout)
    found = [(row["who"], row["property"], row["before"], row["now"]) for row in found]
    expect(found == wanted[:-1], f"after git mv: {found}")
    run(folder, "rung", "log", "Alumni.count", "other.rung", status=2)
    told = run(folder, "rung", "log", "Alumni.count", status=2).stderr
    expect("ladder.rung, other.rung" in told and "|" not in told, told)
    os.remove(os.path.join(folder, "other.rung"))
    told = run(folder, "rung", "log", "Core.amuont", status=2).stderr
    expect("R0202" in told and "amount" in told, told)


def broken_together(folder):
    """Two harmless edits that exceed a budget together stop git, whatever brings them together."""
    git(folder, "init", "-q", "-b", "main")
    run(folder, "rung", "git-setup", "--no-hook")
    write(folder, "small.rung", BASE)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    git(folder, "checkout", "-qb", "theirs")
    write(folder, "small.rung", edited(("places: 30", "places: 60")))
    git(folder, "commit", "-qam", "More leaders")
    git(folder, "checkout", "-q", "main")
    write(folder, "small.rung", edited(("places: 40", "places: 60")))
    git(folder, "commit", "-qam", "More growing")

    def stopped(what, told):
        text = told.stdout + told.stderr
        flat = " ".join(text.split())
        for part in ("R0812", "InBudget was met by both versions", "`git add small.rung`"):
            expect(part in flat, f"{what}: {part!r} is not in\n{text}")
        found = git(folder, "diff", "--name-only", "--diff-filter=U").stdout
        expect(found.strip() == "small.rung", f"{what}: unmerged is {found!r}")
        both = read(folder, "small.rung")
        expect(both.count("places: 60") == 2 and "<<<<" not in both, f"{what}:\n{both}")

    def mend():
        run(folder, "rung", "test", "small.rung", status=1)
        write(folder, "small.rung", read(folder, "small.rung").replace("1000 EUR", "1200 EUR"))
        run(folder, "rung", "test", "small.rung")
        git(folder, "add", "small.rung")

    stopped("merge", git(folder, "merge", "theirs", "-m", "Both", status=1))
    git(folder, "merge", "--abort")
    stopped("merge", git(folder, "merge", "theirs", "-m", "Both", status=1))
    mend()
    git(folder, "commit", "-qm", "Both, with more money")
    git(folder, "reset", "-q", "--hard", "HEAD~1")

    stopped("cherry-pick", git(folder, "cherry-pick", "theirs", status=1))
    mend()
    git(folder, "cherry-pick", "--continue")
    git(folder, "reset", "-q", "--hard", "HEAD~1")

    git(folder, "checkout", "-q", "theirs")
    stopped("rebase", git(folder, "rebase", "main", status=1))
    mend()
    git(folder, "rebase", "--continue")
    expect("1200 EUR" in read(folder, "small.rung"), "rebase")
    expect(git(folder, "status", "--porcelain").stdout == "", "something is left after the rebase")

    # A warning stops nobody, nor does what one side had wrong before.
    git(folder, "checkout", "-qB", "theirs", "main~1")
    write(folder, "small.rung", edited(("places: 30", "places: 100")))
    git(folder, "commit", "-qam", "Too many already")
    git(folder, "merge", "-q", "main", "-m", "Both")


def in_several_files(folder):
    """Edits of different files, which no merge driver sees, are checked by the hook before the merge commit."""
    git(folder, "init", "-q", "-b", "main")
    run(folder, "rung", "git-setup")
    write(folder, "small.rung", BASE.replace("fund Core { amount: 1000 EUR }\n", "use \"money.rung\"\n"))
    write(folder, "money.rung", "rung 1\nfund Core { amount: 1000 EUR }\n")
    run(folder, "rung", "fmt", "small.rung", "money.rung")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    git(folder, "checkout", "-qb", "theirs")
    write(folder, "money.rung", read(folder, "money.rung").replace("1000", "800"))
    git(folder, "commit", "-qam", "Less money")
    git(folder, "checkout", "-q", "main")
    write(folder, "small.rung", read(folder, "small.rung").replace("places: 40", "places: 60"))
    git(folder, "commit", "-qam", "More places")
    told = git(folder, "merge", "theirs", "-m", "Both", status=1)
    expect("misses a target" in told.stderr, told.stdout + told.stderr)
    expect(git(folder, "log", "-1", "--format=%s").stdout == "More places\n", "the merge was committed")
    write(folder, "money.rung", read(folder, "money.rung").replace("800", "950"))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Both")
    expect(git(folder, "log", "-1", "--format=%P").stdout.count(" ") == 1, "it is no merge commit")
    run(folder, "rung", "git-setup", "--undo")
    hooks = [name for name in os.listdir(os.path.join(folder, ".git", "hooks")) if not name.endswith(".sample")]
    expect(hooks == [], f"left after --undo: {hooks}")


def hook(folder):
    git(folder, "init", "-q", "-b", "main")
    run(folder, "rung", "git-setup")
    write(folder, "small.rung", BASE.replace("places: 40", "places:   40"))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Not laid out", status=1)
    run(folder, "rung", "fmt", "small.rung")
    git(folder, "commit", "-qm", "Still not staged", status=1)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Laid out")
    write(folder, "small.rung", read(folder, "small.rung").replace("1000 EUR", "100 EUR"))
    git(folder, "add", ".")
    told = git(folder, "commit", "-qm", "Too little money", status=1)
    expect("misses a target" in told.stderr, told.stderr)
    git(folder, "checkout", "-q", "HEAD", "small.rung")
    # What somebody committed as it was, and nobody touches now, stops nobody; nor does one that it does not use.
    draft = "rung 1\nprogramme Draft { horizon: 2027-01-01 .. 2027-12-31 }\nuse \"parts/more.rung\"\nlet A = Nothing\n"
    write(folder, "drafts/draft.rung", draft)
    write(folder, "drafts/parts/more.rung", "rung 1\nlet B = 1\n")
    write(folder, "loose.rung", "rung 1\nlet C = 1\n")
    git(folder, "add", ".")
    told = git(folder, "commit", "-qm", "A draft", status=1)
    expect("drafts/draft.rung has problems" in told.stderr, told.stderr)
    git(folder, "commit", "-qnm", "A draft")
    write(folder, "small.rung", read(folder, "small.rung").replace("1000 EUR", "1100 EUR"))
    told = git(folder, "commit", "-qam", "More money")
    expect("draft" not in told.stderr, told.stderr)
    write(folder, "loose.rung", "rung 1\nlet C = 2\n")
    git(folder, "commit", "-qam", "Beside it")
    # What it uses is its business.
    write(folder, "drafts/parts/more.rung", "rung 1\nlet B = 2\n")
    told = git(folder, "commit", "-qam", "Part of the draft", status=1)
    expect("drafts/draft.rung has problems" in told.stderr, told.stderr)
    git(folder, "checkout", "-q", "HEAD", "drafts")
    write(folder, "drafts/draft.rung", draft.replace("let A = Nothing", "let A = B"))
    git(folder, "commit", "-qam", "The draft is in order")
    git(folder, "rm", "-q", "drafts/parts/more.rung")
    told = git(folder, "commit", "-qm", "Without its part")
    expect("drafts/draft.rung could not be tested" in told.stderr, told.stderr)
    write(folder, "small.rung", read(folder, "small.rung").replace("1100 EUR", "100 EUR"))
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Too little money", status=1)
    run(folder, "rung", "git-setup", "--undo")
    git(folder, "commit", "-qm", "Nobody looks")


def main():
    subprocess.run([RUNG, "--version"], check=True, stdout=subprocess.DEVNULL)
    for part in (snapshots, restored_together, differences, merges, in_git, followed, broken_together,
                 in_several_files, hook):
        with tempfile.TemporaryDirectory() as folder:
            before = len(failures)
            part(folder)
            if len(failures) > before:
                print(f"{part.__name__} failed")
    for failure in failures:
        print(failure)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
