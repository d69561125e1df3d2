#!/usr/bin/env python3
"""Runs what README.md shows on a console, and compares what it says there with what happens.

`readme.py`; with RUNG_UPDATE=1 in the environment it rewrites README.md instead. The first programme of the page is
the file the console works on. The command is $RUNG, or `scripts/rung`.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNG = os.environ.get("RUNG") or os.path.join(ROOT, "scripts", "rung")
README = os.path.join(ROOT, "README.md")


def commands(block):
    """Each command of a console, with the lines typed at the prompt that it opens."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.startswith("> ") and found:
            found[-1][1].append(line[2:])
    return found


def shown(command, typed, folder, programme):
    """The command and what it says, as the page shows it."""
    lines = ["$ " + command]
    words = shlex.split(command)
    words[0] = RUNG
    if not typed:
        return lines + run(words, "", folder)
    # One line more each time, so that every answer stands below its question.
    before = []
    for count in range(len(typed)):
        text = "".join(line + "\n" for line in typed[: count + 1])
        with tempfile.TemporaryDirectory() as own:
            begin(own, programme)
            after = run(words, text, own)
        assert after[: len(before)] == before, (typed[count], before, after)
        lines += ["> " + typed[count], *after[len(before):]]
        before = after
    return lines


def begin(folder, programme):
    with open(os.path.join(folder, "first.rung"), "w", encoding="utf-8") as file:
        file.write(programme)


def run(words, text, folder):
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        words, input=text, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", timeout=900)
    return done.stdout.splitlines()


def main():
    with open(README, encoding="utf-8") as page:
        text = page.read()
    # Built first, so that no command speaks of building.
    run([RUNG, "--version"], "", ROOT)
    programme = re.search(r"```rung\n(.*?)```", text, re.S)
    with tempfile.TemporaryDirectory() as folder:
        begin(folder, programme.group(1))

        def answered(match):
            lines = []
            for command, typed in commands(match.group(1)):
                lines += shown(command, typed, folder, programme.group(1))
            return "```console\n" + "\n".join(lines) + "\n```"

        observed = re.sub(r"```console\n(.*?)\n```", answered, text, flags=re.S)
    if observed == text:
        print("readme.py: README.md says what happens")
        return 0
    if os.environ.get("RUNG_UPDATE") == "1":
        with open(README, "w", encoding="utf-8") as page:
            page.write(observed)
        return 0
    for said, happens in zip(text.splitlines(), observed.splitlines()):
        if said != happens:
            print(f"README.md says\n  {said}\nbut what happens is\n  {happens}")
            break
    print("readme.py: run it with RUNG_UPDATE=1 to rewrite README.md")
    return 1


if __name__ == "__main__":
    sys.exit(main())
