#!/usr/bin/env python3
"""Drives the command line from outside: what goes where, and with which exit code it ends.

`command-line.py [COMMAND …]`; the command is `scripts/rung` unless another is given.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = sys.argv[1:] or [os.path.join(ROOT, "scripts", "rung")]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}

FILES = {
    "fine.rung": "rung 1\nfund Core { amount: 450 EUR }\nCore.amount\n",
    "wrong.rung": "rung 1\nstage Grow { duration: 6 months; capacity: 40 }\n",
    "refused.rung": "rung 1\nlet A = 1\nA\nreport\nA + 1\n",
    "missed.rung": "rung 1\nlet A = 1\ntarget More = A > 2\n",
    "undecided.rung": "rung 1\nstage Grow { duration: 6 months }\ntarget Many = completed(Grow) > 2\n",
    "scenario.rung": "rung 1\nfund Core { amount: 450 EUR }\nscenario Lean { Core.amount = 300 EUR }\nCore.amount\n",
    "damaged.rung": "rung 1\nfund Core { amount: €450; note: “curly” }\n",
    "loose.rung": "rung 1\nlet   A=1\n",
    "people.rung": "rung 1\npeople P from \"p.csv\" { id: \"Id\" }\ncount(people)\n",
    "p.csv": "Id\nP1\nP2\n",
}

failures = []


def run(*arguments, text="", environment=None, **more):
    return subprocess.run(
        [*COMMAND, *arguments], input=text, capture_output=True, text=True, timeout=900,
        env={**ENVIRONMENT, **(environment or {})}, **more)


def expect(name, condition, seen=""):
    if not condition:
        failures.append(name)
        print(f"command-line.py: {name}\n{seen}")


def check(name, done, code, out=None, err=None):
    """Exit code, and what stands somewhere in the two outputs ('' for nothing at all)."""
    right = done.returncode == code
    for text, wanted in ((done.stdout, out), (done.stderr, err)):
        if wanted is not None:
            right = right and (text == "" if wanted == "" else wanted in text)
    expect(name, right, f"exit {done.returncode}\n{done.stdout}{done.stderr}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, text in FILES.items():
            with open(name, "w", encoding="utf-8") as file:
                file.write(text)

        check("a value goes to standard output, nothing to the other", run("run", "fine.rung"), 0, "450 EUR\n", "")
        check("problems go to standard error", run("run", "wrong.rung"), 1, "", "error[R0202]")
        check("a file that is not there", run("run", "nothing.rung"), 2, "", "error[R0600]")
        check("a folder", run("run", "."), 2, "", "error[R0602]")
        check("a device", run("run", "/dev/zero"), 2, "", "error[R0602]")
        done = run("run", "refused.rung")
        check("verbs after a refused one still run", done, 2, "1\n2\n", "error[R0701]")
        check("a missed target", run("test", "missed.rung"), 1, "missed")
        check("an undecided target", run("test", "undecided.rung"), 3, "undecided")
        check("checking runs nothing", run("check", "refused.rung"), 0, "", "no problems")
        check("all files are checked", run("check", "fine.rung", "wrong.rung", "nothing.rung"), 2, "", "R0600")
        check("a scenario", run("run", "--scenario", "Lean", "scenario.rung"), 0, "300 EUR\n")
        check("a scenario that is not there", run("run", "--scenario", "Laen", "scenario.rung"), 2, "", "Lean")
        check("standard input", run("run", "-", text="1 + 1\n"), 0, "2\n", "")
        check("an expression", run("eval", "-e", "1 + 1"), 0, "2\n", "")
        check("an expression in a programme", run("eval", "-e", "Core.amount * 2", "fine.rung"), 0, "900 EUR\n", "")
        check("several expressions", run("eval", "-e", "1", "-e", "-1"), 0, "1\n-1\n", "")
        check("an expression with a problem", run("eval", "-e", "1 + Nobody"), 1, "", "<expression>:1:5: error[R0201]")
        check("an expression that begins with a hyphen", run("eval", "-e", "-1"), 0, "-1\n", "")
        check("the prompt on lines", run("fine.rung", text="Core.amount = 7 EUR\nCore.amount\n"), 0, "7 EUR\n")
        check("a code", run("explain", "r201"), 0, "R0201: ", "")
        check("a code of the prompt", run("explain", "R0910"), 0, "R0910: ", "")
        check("a code that is not there", run("explain", "R9999"), 1, "", "error[R0900]")
        check("a word", run("doc", "stage.duration"), 0, "How long people stay", "")
        check("all words", run("doc"), 0, "cohort", "")
        check("a word that is not there", run("doc", "stag"), 1, "", "did you mean \"stage\"?")
        check("the version", run("--version"), 0, "rung ")
        check("help", run("--help"), 0, "snapshot")
        check("completions", run("--generate-completion-script", "bash"), 0, "rung")
        check("wrong usage", run("check"), 64, "", "Missing expected argument")
        check("an option that is not there", run("run", "--colour", "fine.rung"), 64)
        check("two options that exclude each other", run("fmt", "--check", "--diff", "fine.rung"), 64)

        # Formats and colours.
        table = json.loads(run("eval", "-e", "show funds", "--format", "json", "fine.rung").stdout)
        expect("a table as JSON", table == [{"name": "Core", "amount": {"value": 450, "unit": "EUR"}}], table)
        for line in run("check", "--diagnostics", "json", "wrong.rung").stderr.splitlines():
            expect("diagnostics as JSON", json.loads(line)["code"] == "R0202", line)
        check("short diagnostics", run("check", "--diagnostics", "short", "wrong.rung"), 1, "", "wrong.rung:2:34: error[R0202]: ")
        expect("no colour into a pipe", "\x1b" not in run("check", "wrong.rung").stderr)
        expect("colour when asked for", "\x1b" in run("check", "--color", "always", "wrong.rung").stderr)
        expect("colour never", "\x1b" not in run("check", "--color", "never", "wrong.rung").stderr)

        # Repairs and layout.
        check("repairs", run("check", "--fix", "damaged.rung"), 0, "", "no problems")
        with open("damaged.rung", encoding="utf-8") as file:
            repaired = file.read()
        expect("what is repaired", repaired == "rung 1\nfund Core { amount: 450 EUR; note: \"curly\" }\n", repaired)
        check("repairs again", run("check", "--fix", "damaged.rung"), 0, "", "no problems")
        check("layout asked about", run("fmt", "--check", "loose.rung", "fine.rung"), 1, "loose.rung\n")
        check("layout shown", run("fmt", "--diff", "loose.rung"), 0, "+let A = 1")
        check("layout of standard input", run("fmt", "-", text="let   A=1\n"), 0, "let A = 1\n", "")
        check("layout", run("fmt", "loose.rung"), 0, "", "")
        check("layout again", run("fmt", "--check", "loose.rung"), 0, "", "")

        # Snapshots.
        check("a snapshot", run("snapshot", "save", "people.rung"), 0, "", "snapshots/people.rung")
        check("the same snapshot", run("snapshot", "save", "people.rung"), 0, "", "no change")
        check("a snapshot runs", run("check", "snapshots/people.rung"), 0, "", "no problems")
        one = run("snapshot", "save", "people.rung", "-o", "-")
        two = run("snapshot", "save", "snapshots/people.rung", "-o", "-")
        expect("a snapshot of a snapshot", one.returncode == 0 and one.stdout == two.stdout, one.stdout + two.stdout)
        check("layout of a snapshot", run("fmt", "--check", "snapshots/people.rung"), 0, "", "")
        check("another snapshot of that name", run("snapshot", "save", "fine.rung", "--name", "people"), 2, "", "R0801")
        check("replaced", run("snapshot", "save", "fine.rung", "--name", "people", "--replace"), 0)
        check("a snapshot where nothing can be", run("snapshot", "save", "fine.rung", "-o", "no/such/x.rung"), 2, "", "R0605")

        # A full disk, a reader that goes, Ctrl-C.
        if os.path.exists("/dev/full"):
            with open("/dev/full", "w") as full:
                done = subprocess.run([*COMMAND, "doc"], stdout=full, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
            expect("a full disk", done.returncode == 2 and "disk is full" in done.stderr, done.stderr)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([*COMMAND, "doc"], stdout=writer, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
        os.close(writer)
        expect("a reader that has gone", done.returncode == 141 and done.stderr == "", f"{done.returncode} {done.stderr}")
        process = subprocess.Popen(
            [*COMMAND, "run", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.communicate()
        expect("interrupted", process.returncode == 130, process.returncode)

    if failures:
        print(f"command-line.py: {len(failures)} of what is promised does not hold")
    return 1 if failures else 0


if __name__ == "__main__":
    # The first start may build.
    run("--version")
    sys.exit(main())
