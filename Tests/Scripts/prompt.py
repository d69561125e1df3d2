#!/usr/bin/env python3
"""Drives the prompt through a terminal of its own: signals come from the keyboard, as for a person.

`prompt.py [COMMAND …]`; the command is $RUNG, or `scripts/rung`, unless another is given.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import pexpect
except ImportError:
    print("prompt.py: skipped, as Python has no pexpect here")
    sys.exit(0)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = sys.argv[1:] or [os.environ.get("RUNG") or os.path.join(ROOT, "scripts", "rung")]
EXAMPLE = os.path.join(ROOT, "scripts", "examples", "ladder.rung")
PROMPT = r"rung( \w+)?( \+\d+)?> ?(\x1b\[0?m)? ?"
# Colours and suggestions are for editing.py, which reads the screen.
ENVIRONMENT = {
    **os.environ, "TERM": "xterm", "EDITRC": "/nonexistent", "PS1": "shell$ ", "NO_COLOR": "1"}


def start(folder, *arguments, **variables):
    """The prompt, ready. What it keeps for the user lies in the folder too."""
    environment = {**ENVIRONMENT, "XDG_STATE_HOME": os.path.join(folder, "state"), **variables}
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], *arguments], cwd=folder, env=environment, encoding="utf-8", timeout=10,
        dimensions=(40, 120))
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


def ctrl_c_stops_long_work(folder):
    heavy = "count([a for a in 1 .. 3000 where count([b for b in 1 .. 2000]) > 0])"
    with open(os.path.join(folder, "heavy.rung"), "w") as script:
        script.write("rung 1\nlet Switch = 1\n")
        for number in range(60):
            script.write(f"let Heavy{number} = if Switch is 1 then {number} else {heavy}\n")
    child = start(folder, "heavy.rung")
    child.send("Switch = 2\r")
    child.expect("Switch = 2")
    time.sleep(0.7)
    child.send("\x03")
    begin = time.monotonic()
    child.expect("interrupted")
    child.expect(PROMPT)
    assert time.monotonic() - begin < 3, "it went on"
    child.send("Switch + 40\r")
    child.expect(r"[\nl]41\r\n")
    child.expect(PROMPT)
    answers(child)
    leaves(child)


def ctrl_c_stops_inside_one_run(folder):
    """One run of millions of people takes many seconds: it stops on its way, and the programme is as it was."""
    path = programme(folder)
    with open(path) as script:
        text = script.read()
    with open(path, "w") as script:
        script.write(text.replace("size: 60", "size: 3_000_000"))
    child = start(folder, "ladder.rung")
    for verb in ("simulate 1 runs", "test", "compare Base, Lean", "explain forecast", "explain Graduates",
                 "find Grow.places in 10 .. 40 until Graduates",
                 "sweep Grow.places over 10 .. 40 by 10 measuring completed(Lead)"):
        child.send(verb + "\r")
        # It tells how far it is only after a second.
        child.expect("s so far")
        child.send("\x03")
        child.expect("interrupted: the programme is as it was", timeout=3)
        child.expect(PROMPT)
    ask(child, "Veterans.count", r"[\nlm]18\r?\n")
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


def programme(folder):
    """A copy of the example, so that nothing is written beside the original."""
    return shutil.copy(EXAMPLE, os.path.join(folder, "ladder.rung"))


def ask(child, line, *answers):
    """Types a line and waits for each answer in turn."""
    child.send(line + "\r")
    for answer in answers:
        child.expect(answer)
    child.expect(PROMPT)


def says_what_is_open(folder):
    programme(folder)
    environment = {**ENVIRONMENT, "XDG_STATE_HOME": folder}
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "ladder.rung"], cwd=folder, env=environment, encoding="utf-8", timeout=30)
    child.expect(r"ladder\.rung: \d+ declarations, no problems")
    child.expect(r"\.help")
    child.expect(PROMPT)
    leaves(child)


def an_edit_is_shown_and_undone(folder):
    programme(folder)
    child = start(folder, "ladder.rung")
    ask(child, "Veterans.count = 21")
    ask(child, ".show Veterans", r"count[^\n]*21[^\n]*<prompt>:1")
    ask(child, ".undo", r"undone: Veterans\.count = 21")
    ask(child, "show Veterans", r"count[^\n]*18[^\n]*ladder\.rung")
    ask(child, ".redo", r"redone: Veterans\.count = 21")
    ask(child, ".undo", r"undone: ")
    leaves(child)


def leaving_with_edits_needs_to_be_said_twice(folder):
    programme(folder)
    child = start(folder, "ladder.rung")
    ask(child, "Veterans.count = 21")
    child.send("\x04")
    child.expect("1 edit is not in your files yet")
    child.expect(PROMPT)
    answers(child)
    child.send("\x04")
    child.expect("1 edit is not in your files yet")
    child.expect(PROMPT)
    leaves(child)


def edits_on_a_snapshot_are_recovered_on_it(folder):
    programme(folder)
    child = start(folder, "ladder.rung")
    ask(child, ".snapshot v1", "kept as")
    ask(child, "Veterans.count = 21")
    ask(child, "open \"v1\"", "opened snapshots/v1.rung")
    ask(child, "Intake.size = 77")
    ask(child, "Intake[1].size + 1", "78")
    child.kill(9)
    child.close()
    child = start(folder, "ladder.rung")
    ask(child, ".recover", "recovered 1 edit")
    ask(child, "Veterans.count", "18")
    ask(child, ".log", r'opened[^\n]*open "v1"', "edit[^\n]*Intake.size = 77")
    ask(child, ".quit")
    child.send(".quit\r")
    child.expect(pexpect.EOF)


def two_prompts_keep_a_record_each(folder):
    programme(folder)
    first = start(folder, "ladder.rung")
    environment = {**ENVIRONMENT, "XDG_STATE_HOME": os.path.join(folder, "state")}
    second = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "ladder.rung"], cwd=folder, env=environment, encoding="utf-8", timeout=30)
    second.expect(rf"another prompt works on this programme \(process {first.pid}\)")
    second.expect(PROMPT)
    ask(first, "Veterans.count = 21")
    ask(second, "Intake.size = 77")
    ask(first, "Veterans.count + 1", "22")
    ask(second, "Intake[1].size + 1", "78")
    first.kill(9)
    second.kill(9)
    first.close()
    second.close()
    found = set()
    for _ in range(2):
        child = start(folder, "ladder.rung")
        child.send(".recover\r")
        child.expect("recovered 1 edit")
        child.expect(PROMPT)
        child.send(".changes\r")
        found.add(child.expect([r"Veterans[^\n]*21", r"Intake[^\n]*77"]))
        child.expect(PROMPT)
        child.send(".quit\r")
        child.expect(PROMPT)
        child.send(".quit\r")
        child.expect(pexpect.EOF)
    assert found == {0, 1}, found
    child = start(folder, "ladder.rung")
    ask(child, ".recover", "there is nothing to recover")
    leaves(child)


def tab_completes(folder):
    programme(folder)
    child = start(folder, "ladder.rung")
    child.send("Vet\t")
    child.expect_exact("erans")
    child.send(".cou\t")
    child.expect_exact("nt")
    child.send("\r")
    child.expect(r"[\nl]18")
    child.expect(PROMPT)
    child.send("stage A { purpose: \t")
    child.expect("identify")
    child.expect("retain")
    child.send("\x03")
    child.expect(PROMPT)
    child.send(".und\t\r")
    child.expect("nothing to undo")
    child.expect(PROMPT)
    leaves(child)


def a_block_goes_over_several_lines(folder):
    child = start(folder)
    for line in ["stage Wahlkreis-süd {", "  duration: 6 weeks", "  places: 7"]:
        child.send(line + "\r")
        child.expect(r"\.\.\.>")
    ask(child, "}")
    ask(child, "Wahlkreis-süd.places", r"[\nlm]7\r?\n")
    ask(child, ".undo", "undone: stage Wahlkreis-süd")
    leaves(child)


def two_empty_lines_hand_it_over(folder):
    child = start(folder)
    child.send("sum([1, 2\r")
    child.expect(r"\.\.\.>")
    child.send("\r")
    child.expect(r"\.\.\.>")
    ask(child, "", r"error\[R01")
    leaves(child)


def statements_are_remembered(folder):
    programme(folder)
    child = start(folder, "ladder.rung")
    ask(child, "1 + 41", "42")
    leaves(child)
    assert os.path.exists(os.path.join(folder, ".rung", "history"))
    child = start(folder, "ladder.rung")
    child.send("\x1b[A")
    child.expect_exact("1 + 41")
    child.send("\r")
    child.expect("42")
    child.expect(PROMPT)
    leaves(child)


def a_dumb_terminal_will_do(folder):
    programme(folder)
    child = start(folder, "ladder.rung", TERM="dumb")
    child.sendline("Veterans.count")
    child.expect(r"\n18")
    child.expect(PROMPT)
    child.sendline("stage X {")
    child.expect(r"\.\.\.>")
    child.send("\x03")
    child.expect(PROMPT)
    child.sendline("Wahlkreis-süd")
    child.expect(r"error\[R02\d\d\]")
    child.expect(PROMPT)
    child.sendline(".quit")
    child.expect(pexpect.EOF)
    child.close()
    assert "\x1b" not in (child.before or ""), child.before
    assert child.exitstatus == 0, child.exitstatus


def piped(folder, text, *arguments):
    return subprocess.run(
        [*COMMAND, *arguments], input=text, capture_output=True, text=True, cwd=folder, env=ENVIRONMENT, timeout=60)


def piped_lines_are_a_script(folder):
    programme(folder)
    result = piped(folder, "Veterans.count = 20\nVeterans.count\n", "ladder.rung")
    assert (result.stdout, result.stderr, result.returncode) == ("20\n", "", 0), result
    result = piped(folder, "nobody\n1 + 1\n")
    assert result.stdout == "2\n" and "R02" in result.stderr and result.returncode == 1, result
    result = piped(folder, "report\nnobody\n1 + 1\n", "ladder.rung")
    assert result.stdout.endswith("2\n") and result.returncode in (1, 2), result
    result = piped(folder, "1 + 1", "nowhere.rung")
    assert result.returncode == 2, result
    result = piped(folder, "let X = 1\n.quit\nX\n")
    assert (result.stdout, result.returncode) == ("", 0), result
    result = piped(folder, "")
    assert (result.stdout, result.stderr, result.returncode) == ("", "", 0), result
    assert not os.path.exists(os.path.join(folder, ".rung"))


def piped_lines_keep_their_numbers(folder):
    done = piped(folder, "# A comment\n\nlet A = B + 1\n## What A needs.\nlet B = 2\nB = 3 EUR +\n 2\n.undo x\n")
    assert done.returncode == 1, done
    for said in ("<standard input>:3:9: error[R0201]", "    3 | let A = B + 1", "<standard input>:6:",
                 "<standard input>:8:7: error[R0911]", '"B" was declared after line 3 had asked for it'):
        assert said in done.stderr, (said, done.stderr)
    # The whole of it, in any order, is a file; so are lines that are marked as one input.
    done = piped(folder, ".paste\nlet A = B + 1\n\n\nlet B = 2\n.end\nA\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "3\n", ""), done


def a_script_ends_with_ctrl_c(folder):
    process = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=ENVIRONMENT)
    process.stdin.write(b"1 + 1\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"2\n"
    process.send_signal(2)
    assert process.wait(timeout=10) == 130, process.returncode


PAIRS = """
programme Round { horizon: 2027-01-01 .. 2028-12-31 }
stage Grow { duration: 6 months }
cohort Intake { enters: Grow; starts: 2027-03-01; size: 3 }
pool Veterans { role: mentor; count: 3; mentees: 1 }
matching Mentoring { prefer: [mentor.name is mentee.name: 1] }
"""


def one_statement_is_one_edit(folder):
    """Whatever it changes: in the prompt, on leaving, in `.log`, for `.undo`, after a crash and after `.reload`."""
    with open(os.path.join(folder, "pairs.rung"), "w") as script:
        script.write("rung 1" + PAIRS)
    with open(os.path.join(folder, "editor"), "w") as editor:
        editor.write("#!/bin/sh\nsed -i 's/^stage Grow/stage Grow \"Growing\"/' \"$1\"\n")
    os.chmod(os.path.join(folder, "editor"), 0o755)
    child = start(folder, "pairs.rung", VISUAL=os.path.join(folder, "editor"))
    child.send(".edit Grow\r")
    child.expect("Growing")
    child.send("\r")
    child.expect(r"rung \+1> ")
    ask(child, "show Grow", 'stage Grow "Growing"')
    ask(child, "match Intake with Veterans", "3 of 3 mentees matched")
    child.send("accept Mentoring\r")
    child.expect("accepted Mentoring: 3 new")
    child.expect(r"rung \+2> ")
    ask(child, ".log 1", "2 +│|accept Mentoring: 3 pairings", r"\d+ earlier: \.log \d+")
    ask(child, ".undo", r"undone: accept Mentoring: 3 pairings\r\n")
    ask(child, ".redo", r"redone: accept Mentoring: 3 pairings\r\n")
    ask(child, "Grow.duration = 7 months")
    child.send(".reload\r")
    child.expect("3 edits|repeated")
    child.expect(r"rung \+3> ")
    child.send("\x04")
    child.expect("3 edits are not in your files yet")
    child.expect(PROMPT)
    child.kill(9)
    child.close()
    child = start(folder, "pairs.rung")
    child.send(".recover\r")
    child.expect("recovered 3 edits")
    child.expect(r"rung \+3> ")
    ask(child, "count(pairings)", r"3\r\n")
    ask(child, "save", "Growing", "Type save again")
    child.close(force=True)


def long_differences_are_read_in_the_pager(folder):
    with open(os.path.join(folder, "pairs.rung"), "w") as script:
        script.write("rung 1" + PAIRS.replace("size: 3", "size: 60").replace("count: 3", "count: 60"))
    with open(os.path.join(folder, "pager"), "w") as pager:
        pager.write("#!/bin/sh\necho READ IN THE PAGER\ncat >/dev/null\n")
    os.chmod(os.path.join(folder, "pager"), 0o755)
    child = start(folder, "pairs.rung", PAGER=os.path.join(folder, "pager"))
    ask(child, "Grow.duration = 7 months")
    child.send("save\r")
    child.expect(r"\+stage Grow")
    child.expect("Type save again to write this")
    child.expect(PROMPT)
    assert "READ IN" not in child.before, child.before
    child.send("match Intake with Veterans\r")
    child.expect("READ IN THE PAGER")
    child.expect(PROMPT)
    child.send("accept Mentoring\r")
    child.expect("60 new")
    child.expect(PROMPT)
    child.send("save\r")
    child.expect("READ IN THE PAGER")
    child.expect("Type save again to write this")
    child.expect(PROMPT)
    ask(child, "save", r"saved pairs\.rung")
    leaves(child)


EXAMPLES = os.path.join(ROOT, "scripts", "examples")
KINDS = "stages cohorts streams pools funds costs curricula modules people affiliates events scenarios targets lets " \
    "assumptions dimensions positions matchings pairings programmes"
# Every verb and every command that answers; what an example lacks is refused, which is an answer too.
QUESTIONS = [f"show {kind}" for kind in KINDS.split()] + """
.list
.help
.help keys
?stage
?stage.completion
?simulate
?
test
simulate 20 runs
test
show lets
show targets
explain forecast
compare Base
1 to 9
[1 to 9, 2 to 3 hours each]
normal(60, 5) > 55
.last
.changes
.log
.timer
.why nothing
nothing at all
match everybody
schedule
export X
report
explain R0301
""".split("\n")
OWN_QUESTIONS = {
    "ladder.rung": [
        "compare Base, Lean", "sweep Veterans.count over 10 .. 30 by 10 measuring completed(Grow), Veterans.count",
        "find Veterans.count in 10 .. 40 until completed(Grow) >= 30 with 50% confidence", "explain Intake in Grow",
        ".why Grow.completion", "?Completion", "?Grow", "show Grow", "Completion", "simulate 20 runs by region", ".in Lean",
        "Completion = 60% to 70%", ".changes", ".undo", ".in", "completed(Grow)", "share(completed(Grow), region: MENA)"],
    "mentoring.rung": ["match Intake", "explain Intake"],
}


def draws(character):
    return 0x2500 <= ord(character) <= 0x25FF or 0x2800 <= ord(character) <= 0x28FF


def nothing_is_drawn_where_nothing_may_be(folder):
    """`--plain` draws nothing at all, `--ascii` writes nothing of its own beyond ASCII: every verb, every example."""
    names = sorted(name for name in os.listdir(EXAMPLES) if name.endswith(".rung") and name != ".rung")
    assert len(names) >= 4, names
    for name in names:
        shutil.rmtree(os.path.join(folder, "all"), ignore_errors=True)
        shutil.copytree(EXAMPLES, os.path.join(folder, "all"))
        users = set()
        for path, _, files in os.walk(EXAMPLES):
            for file in files:
                with open(os.path.join(path, file), encoding="utf-8") as text:
                    users |= set(text.read())
        text = "\n".join(QUESTIONS + OWN_QUESTIONS.get(name, [])) + "\n"
        for options, variables in ((["--plain"], {}), ([], {"ACCESSIBLE": "1"}), (["--ascii"], {})):
            result = subprocess.run(
                [*COMMAND, *options, name], input=text, capture_output=True, text=True, timeout=120,
                cwd=os.path.join(folder, "all"), env={**ENVIRONMENT, **variables})
            written = result.stdout + result.stderr
            assert "runs, seed" in written, (name, written[-2000:])
            for line in written.split("\n"):
                wrong = [character for character in line if draws(character)]
                if options == ["--ascii"]:
                    wrong = [c for c in line if ord(c) > 0x7E and c not in users or draws(c)]
                assert not wrong, f"{name} {options} {variables}: {line}"
        if name == "ladder.rung":
            plain = piped(os.path.join(folder, "all"), "Completion\n1 to 9\n", name, "--plain")
            assert "half between" in plain.stdout and "nine of ten between" in plain.stdout, plain.stdout


def main():
    failed = 0
    checks = [
        says_what_is_open,
        an_edit_is_shown_and_undone,
        leaving_with_edits_needs_to_be_said_twice,
        edits_on_a_snapshot_are_recovered_on_it,
        two_prompts_keep_a_record_each,
        tab_completes,
        a_block_goes_over_several_lines,
        two_empty_lines_hand_it_over,
        statements_are_remembered,
        a_dumb_terminal_will_do,
        piped_lines_are_a_script,
        piped_lines_keep_their_numbers,
        a_script_ends_with_ctrl_c,
        one_statement_is_one_edit,
        long_differences_are_read_in_the_pager,
        nothing_is_drawn_where_nothing_may_be,
        ctrl_c_clears_the_line,
        ctrl_c_leaves_an_unfinished_statement,
        ctrl_c_is_never_lost,
        ctrl_c_stops_long_work,
        ctrl_c_stops_inside_one_run,
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
