#!/usr/bin/env python3
"""Kills the prompt at random moments, opens it again, and compares with what it had answered: nothing is missing, and
at most the statement that was being typed is more. RUNG_FULL=1 does it hundreds of times.
"""

import os
import random
import re
import sys
import tempfile
import time

try:
    import pexpect
except ImportError:
    print("prompt-crash.py: skipped, as Python has no pexpect here")
    sys.exit(0)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = os.environ.get("RUNG") or os.path.join(ROOT, ".build", "rung", "rung")
ROUNDS = 300 if os.environ.get("RUNG_FULL") == "1" else 25
PROMPT = r"rung( \w+)?( \+\d+)?> "


def start(folder):
    child = pexpect.spawn(
        COMMAND, ["--plain", "p.rung"], cwd=folder, encoding="utf-8", timeout=20, echo=False,
        env={**os.environ, "XDG_STATE_HOME": os.path.join(folder, "state")}, dimensions=(50, 200))
    child.expect(PROMPT)
    return child


def ask(child, line):
    child.sendline(line)
    child.expect(PROMPT)
    return child.before


def changes(child):
    """The names that differ from the file, with what they are now."""
    text = ask(child, ".changes")
    return dict(re.findall(r"(N\d)[^\n]*?: 0 -> (\d+)", text))


def main():
    random.seed(7)
    killed_while_working = 0
    for turn in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "p.rung"), "w", encoding="utf-8") as file:
                file.write("rung 1\n" + "".join(f"let N{number} = 0\n" for number in range(5)))
            child = start(folder)
            answered = {}
            for _ in range(random.randrange(6)):
                name, value = f"N{random.randrange(5)}", random.randrange(1, 1000)
                ask(child, f"{name} = {value}")
                answered[name] = str(value)
            # The last one is killed somewhere on its way.
            name, value = f"N{random.randrange(5)}", random.randrange(1000, 2000)
            child.sendline(f"{name} = {value}")
            time.sleep(random.random() * 0.006)
            child.kill(9)
            child.close(force=True)
            again = start(folder)
            ask(again, ".recover")
            found = changes(again)
            again.sendline(".quit")
            again.close(force=True)
            more = {**answered, name: str(value)}
            killed_while_working += found != more
            assert found in (answered, more), f"round {turn}: answered {answered}, then {name} = {value}, found {found}"
    print(f"prompt-crash.py: {ROUNDS} kills, {killed_while_working} before the last edit was on record, nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
