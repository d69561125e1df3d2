#!/usr/bin/env python3
"""Drives the prompt through a terminal of its own: signals come from the keyboard, as for a person.

`prompt.py [COMMAND …]`; the command is `scripts/rung` unless another is given.
"""

import os
import sys
import tempfile
import time

try:
    import pexpect
except ImportError:
    print("prompt.py: skipped, as Python has no pexpect here")
    sys.exit(0)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = sys.argv[1:] or [os.path.join(ROOT, "scripts", "rung")]
PROMPT = r"rung> ?(\x1b\[0?m)? ?"
ENVIRONMENT = {**os.environ, "TERM": "xterm", "EDITRC": "/nonexistent", "PS1": "shell$ "}


def start(folder):
    """The prompt, ready."""
    child = pexpect.spawn(
        COMMAND[0], COMMAND[1:], cwd=folder, env=ENVIRONMENT, encoding="utf-8", timeout=10,
        dimensions=(24, 80))
    child.expect(PROMPT, timeout=900)
    return child


def answers(child):
    """It still works out what is typed."""
    child.send("1 + 1\r")
    child.expect(r"[\nl]2\r\n")
    child.expect(PROMPT)


def leaves(child):
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.exitstatus


def ctrl_c_clears_the_line(folder):
    child = start(folder)
    child.send("show coho")
    child.expect("coho")
    child.send("\x03")
    child.expect(PROMPT)
    answers(child)
    leaves(child)


def ctrl_c_leaves_an_unfinished_statement(folder):
    child = start(folder)
    child.send("stage Grow {\r")
    child.expect(r"\.\.\.")
    child.send("\x03")
    child.expect(PROMPT)
    answers(child)
    leaves(child)


def ctrl_c_is_never_lost(folder):
    child = start(folder)
    for turn in range(200):
        time.sleep(turn * 7 % 20 / 10_000)
        child.send("\x03")
        child.expect(PROMPT)
    leaves(child)


def ctrl_z_stops_and_fg_goes_on(folder):
    shell = pexpect.spawn(
        "bash", ["--norc", "-i"], cwd=folder, env=ENVIRONMENT, encoding="utf-8", timeout=10)
    shell.expect_exact("shell$ ")
    shell.sendline(" ".join(f"'{word}'" for word in COMMAND))
    shell.expect(PROMPT, timeout=900)
    shell.send("1 + ")
    shell.expect_exact("1 + ")
    shell.send("\x1a")
    shell.expect("Stopped")
    shell.expect_exact("shell$ ")
    shell.sendline("fg")
    shell.expect_exact("1 + ")
    shell.send("1\r")
    shell.expect(r"[\nl]2\r\n")
    shell.expect(PROMPT)
    shell.send("\x04")
    shell.expect_exact("shell$ ")
    shell.sendline("exit")
    shell.expect(pexpect.EOF)


def a_paste_waits_for_enter(folder):
    child = start(folder)
    child.send("\x1b[200~1 +\r1\r\x1b[201~")
    time.sleep(0.2)
    child.send("\r")
    child.expect(r"[\nl]2\r\n")
    child.expect(PROMPT)
    leaves(child)


def main():
    failed = 0
    checks = [
        ctrl_c_clears_the_line,
        ctrl_c_leaves_an_unfinished_statement,
        ctrl_c_is_never_lost,
        ctrl_z_stops_and_fg_goes_on,
        a_paste_waits_for_enter,
    ]
    for check in checks:
        name = check.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(folder)
            except (pexpect.ExceptionPexpect, AssertionError) as problem:
                failed += 1
                print(f"failed: {name}\n{problem}")
    print(f"prompt.py: {len(checks) - failed} of {len(checks)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
