#!/usr/bin/env python3
"""Types at the prompt and reads the screen as a person does: colours, suggestions, the menu, the search, resizing.

`editing.py [COMMAND …]`; the command is $RUNG, or `scripts/rung`, unless another is given.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import pexpect
    import pyte
except ImportError as missing:
    print(f"editing.py: skipped, as Python has no {missing.name} here")
    sys.exit(0)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = sys.argv[1:] or [os.environ.get("RUNG") or os.path.join(ROOT, "scripts", "rung")]
EXAMPLE = os.path.join(ROOT, "scripts", "examples", "ladder.rung")
UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, DELETE, BACK_TAB = "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b[Z"


class Sitting:
    """The prompt in a terminal whose screen can be read."""

    def __init__(self, folder, *arguments, columns=80, rows=24, **variables):
        environment = {
            **os.environ, "TERM": "xterm-256color", "EDITRC": "/nonexistent", "HOME": folder,
            "XDG_STATE_HOME": os.path.join(folder, "state"), **variables}
        environment.pop("NO_COLOR", None)
        environment.update(variables)
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            COMMAND[0], [*COMMAND[1:], *arguments], cwd=folder, env=environment, timeout=10,
            dimensions=(rows, columns))
        self.sees(lambda: self.line().endswith("rung>"), "the first prompt", seconds=900)

    def settle(self, seconds=0.06):
        """Takes in what the program draws until it is quiet."""
        while True:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=seconds))
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                return

    def sees(self, condition, what, seconds=10):
        end = time.monotonic() + seconds
        while True:
            self.settle()
            if condition():
                return
            assert time.monotonic() < end, f"{what} is not on the screen:\n{self.text()}"

    def type(self, text):
        self.child.send(text)
        self.settle()

    def lines(self):
        """The rows, without the count of edits that the prompt shows."""
        return [re.sub(r"^rung( \+\d+)?>", "rung>", line.rstrip()) for line in self.screen.display]

    def line(self):
        """The row of the cursor."""
        return self.lines()[self.screen.cursor.y]

    def text(self):
        return "\n".join(line for line in self.lines())

    def below(self):
        """What stands below the row of the cursor."""
        return [line for line in self.lines()[self.screen.cursor.y + 1:] if line]

    def colour(self, word):
        """The colours of the first place of a word in the cursor's row: (foreground, bold, underscored)."""
        row = self.screen.cursor.y
        at = self.screen.display[row].index(word)
        cell = self.screen.buffer[row][at]
        return cell.fg, cell.bold, cell.underscore

    def is_line(self, text, what=""):
        self.sees(lambda: self.line() == text.rstrip(), f"{what or text!r}, for {self.line()!r},")

    def has(self, text):
        self.sees(lambda: text in self.text(), repr(text))

    def resize(self, columns, rows=24):
        """As a window that does not wrap its text anew, which pyte is."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        self.settle(0.2)

    def enter(self, text):
        self.type(text + "\r")
        self.sees(lambda: self.line() == "rung>", "the next prompt")

    def leave(self):
        self.type("\x03")
        # With edits it is asked once more.
        self.type("\x04")
        if self.child.isalive():
            self.child.send("\x04")
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0, self.child.exitstatus


def programme(folder):
    return shutil.copy(EXAMPLE, os.path.join(folder, "ladder.rung"))


def colours_while_typing(folder):
    sitting = Sitting(folder)
    sitting.type('stage Alumni { note: "x')
    sitting.is_line('rung> stage Alumni { note: "x')
    assert sitting.colour("stage")[0] == "magenta", sitting.colour("stage")
    assert sitting.colour("Alumni")[0] == "default", sitting.colour("Alumni")
    assert sitting.colour("note")[0] == "blue", sitting.colour("note")
    sitting.type('"; duration: 6 weeks')
    assert sitting.colour('"x')[0] == "green", sitting.colour('"x')
    assert sitting.colour("6 weeks")[0] == "cyan", sitting.colour("6 weeks")
    sitting.type("\x03")
    sitting.type(".show Grow")
    assert sitting.colour(".show")[0] == "magenta", sitting.colour(".show")
    sitting.leave()


def the_matching_bracket_is_marked(folder):
    sitting = Sitting(folder)
    sitting.type("sum([1, (2)])")
    assert sitting.colour("(")[2] and not sitting.colour("[")[2], "the outer pair"
    sitting.type(LEFT)
    assert sitting.colour("[")[2] or sitting.colour("(")[2], "a pair"
    sitting.type("\x03")
    sitting.type('"(" ')
    assert not sitting.colour("(")[2], "a bracket in a text is none"
    sitting.leave()


def no_colours_where_none_are_wanted(folder):
    sitting = Sitting(folder, NO_COLOR="1")
    sitting.enter("1 + 41")
    sitting.type("stage A { duration: 6 weeks; places: 7")
    row = sitting.screen.cursor.y
    styles = {(cell.fg, cell.bold, cell.underscore) for cell in sitting.screen.buffer[row].values()}
    assert styles == {("default", False, False)}, styles
    sitting.type("\x03")
    sitting.type("1 +")
    sitting.is_line("rung> 1 +", "no suggestion")
    sitting.leave()


def a_suggestion_is_taken_with_right_or_end(folder):
    programme(folder)
    sitting = Sitting(folder, "ladder.rung")
    sitting.enter("1 + 41")
    for key in (RIGHT, END, "\x05", "\x06"):
        sitting.type("1 +")
        sitting.is_line("rung> 1 + 41")
        assert sitting.screen.cursor.x == len("rung> 1 +"), sitting.screen.cursor.x
        sitting.type(key)
        assert sitting.screen.cursor.x == len("rung> 1 + 41"), sitting.screen.cursor.x
        sitting.type("\x03")
    # It is not part of what is entered, nor of what stays on the screen.
    sitting.enter("1 + 4")
    sitting.has("rung> 1 + 4\n5")
    # From completion, when the history has nothing.
    sitting.type("Vetera")
    sitting.is_line("rung> Veterans")
    sitting.type(RIGHT + ".count\r")
    sitting.has("\n18")
    sitting.leave()


def a_menu_is_narrowed_and_chosen_from(folder):
    programme(folder)
    sitting = Sitting(folder, "ladder.rung", columns=100)
    sitting.type("stage A { purpose: \t")
    sitting.sees(lambda: len(sitting.below()) == 7, "seven purposes")
    sitting.type("r")
    sitting.is_line("rung> stage A { purpose: r")
    assert sitting.below() == ["  retain"], sitting.below()
    sitting.type("\x7f")
    sitting.sees(lambda: len(sitting.below()) == 7, "seven again")
    sitting.type("\t\t")
    sitting.is_line("rung> stage A { purpose: select")
    assert sitting.below()[1] == "> select", sitting.below()
    sitting.type(BACK_TAB)
    sitting.is_line("rung> stage A { purpose: identify")
    sitting.type(DOWN + DOWN)
    sitting.is_line("rung> stage A { purpose: train")
    sitting.type("\x1b")
    time.sleep(0.1)
    sitting.is_line("rung> stage A { purpose:", "what was typed")
    sitting.type("\t\t")
    # Enter takes the choice, and enters nothing yet.
    sitting.type("\r")
    sitting.is_line("rung> stage A { purpose: identify")
    sitting.type("; ")
    sitting.type("dur\t")
    sitting.is_line("rung> stage A { purpose: identify; duration:")
    sitting.type("\x03")
    # Each with its documentation.
    sitting.type("show sta\t")
    sitting.sees(lambda: any("stages" in line and "all of them" in line for line in sitting.below()), "a note")
    sitting.leave()


def a_long_menu_leaves_room_for_the_text(folder):
    programme(folder)
    sitting = Sitting(folder, "ladder.rung", rows=12, columns=60)
    for _ in range(20):
        sitting.enter("1")
    sitting.type("let X = \t")
    sitting.sees(lambda: any("more" in line for line in sitting.below()), "how many more there are")
    assert len(sitting.below()) <= 6, sitting.below()
    sitting.is_line("rung> let X =")
    sitting.type("\x03")
    sitting.is_line("rung>")
    assert not sitting.below(), sitting.below()
    sitting.leave()


def help_inside_a_call(folder):
    sitting = Sitting(folder)
    sitting.type("over(3% per month, ")
    assert any("over(chance per period, duration)" in line for line in sitting.below()), sitting.text()
    sitting.type("1 year)")
    assert not sitting.below(), sitting.below()
    sitting.type("\r")
    sitting.has("\n30.6")
    sitting.leave()


def several_lines_are_edited_as_one(folder):
    sitting = Sitting(folder)
    sitting.type("stage A {\r")
    sitting.is_line("...>")
    assert sitting.screen.cursor.x == len("...>   "), "indented"
    sitting.type("duration: 6 weeks\rplaces: 7\r}")
    assert sitting.lines()[sitting.screen.cursor.y - 3:][:4] == [
        "rung> stage A {", "...>   duration: 6 weeks", "...>   places: 7", "...> }"], sitting.text()
    # Up to the second line, and change it.
    sitting.type(UP + UP + END + "\x7f" * 7 + "8 weeks\r")
    sitting.is_line("rung>")
    sitting.enter("A.duration")
    sitting.has("\n8 weeks")
    # Recalled as a whole.
    sitting.type(UP + UP)
    sitting.sees(lambda: sitting.line().startswith("rung> stage A {"), "the statement")
    assert sitting.below() == ["...>   duration: 8 weeks", "...>   places: 7", "...> }"], sitting.below()
    sitting.leave()


def what_was_pasted_keeps_its_shape(folder):
    sitting = Sitting(folder, rows=10)
    lines = ["stage A {", "    duration: 6 weeks", "  places: 7", "}"]
    sitting.type("\x1b[200~" + "\r".join(lines) + "\x1b[201~")
    assert sitting.lines()[sitting.screen.cursor.y - 3:][:4] == [
        "rung> stage A {", "...>     duration: 6 weeks", "...>   places: 7", "...> }"], sitting.text()
    sitting.type("\r")
    sitting.is_line("rung>")
    # More than the window holds: the end of it is seen, and afterwards all of it.
    many = [f"let X{number} = {number}" for number in range(40)]
    sitting.type("\x1b[200~" + "\r".join(many) + "\x1b[201~")
    sitting.is_line("...> let X39 = 39")
    sitting.type("\r")
    sitting.is_line("rung>")
    sitting.enter("X0 + X39")
    sitting.has("\n39")
    sitting.leave()


def wide_and_combining_characters(folder):
    sitting = Sitting(folder, columns=40)
    sitting.type("# 北京 and e\u0301 and \U0001F393!")
    wide = 2 + 4 + 5 + 1 + 5 + 2 + 1
    assert sitting.screen.cursor.x == 6 + wide, sitting.screen.cursor.x
    # Over a letter with its accent in one step.
    sitting.type(LEFT * 7)
    assert sitting.screen.cursor.x == 6 + 2 + 4 + 5 + 1, sitting.screen.cursor.x
    sitting.type(LEFT)
    assert sitting.screen.cursor.x == 6 + 2 + 4 + 5, sitting.screen.cursor.x
    sitting.type(DELETE)
    sitting.type("a" + END)
    sitting.type("\x03")
    # A wide character that does not fit into the last column goes to the next row.
    sitting.type("#" * 33 + "北京")
    assert sitting.screen.cursor.x == 4, (sitting.screen.cursor.x, sitting.text())
    sitting.type("\x7f\x7f")
    sitting.type("\x7f")
    sitting.is_line("rung> " + "#" * 32)
    sitting.leave()


def long_lines_wrap(folder):
    sitting = Sitting(folder, columns=30)
    text = "1 + " * 20 + "1"
    sitting.type(text)
    shown = "".join(line.ljust(30) for line in sitting.lines()[:sitting.screen.cursor.y + 1])
    assert ("rung> " + text) in shown, sitting.text()
    sitting.type(HOME)
    assert sitting.screen.cursor.x == 6, sitting.screen.cursor.x
    sitting.type("2 + ")
    sitting.type(END + "\r")
    sitting.has("\n23")
    # Exactly as wide as the window: the cursor is at the beginning of the next row.
    sitting.type("1" * 24)
    assert sitting.screen.cursor.x == 0, sitting.screen.cursor.x
    sitting.type("\x7f")
    assert sitting.screen.cursor.x == 29, sitting.screen.cursor.x
    sitting.leave()


def resizing_draws_anew(folder):
    sitting = Sitting(folder, columns=60)
    sitting.type("stage A { duration: 6 weeks; pla\t")
    sitting.resize(100)
    sitting.is_line("rung> stage A { duration: 6 weeks; places:")
    sitting.type("7 }\r")
    sitting.is_line("rung>")
    sitting.enter("A.places")
    sitting.has("\n7")
    sitting.leave()


def search_through_the_history(folder):
    sitting = Sitting(folder)
    for statement in ("1 + 1", "let Veterans = 7", "2 + 2"):
        sitting.enter(statement)
    sitting.type("\x12vet")
    sitting.is_line("rung> let Veterans = 7")
    assert sitting.below()[0].startswith("search: vet"), sitting.below()
    sitting.type("\x07")
    sitting.is_line("rung>")
    sitting.type("\x12+")
    sitting.is_line("rung> 2 + 2")
    sitting.type("\x12")
    sitting.is_line("rung> 1 + 1")
    sitting.type(DOWN)
    sitting.is_line("rung> 2 + 2")
    sitting.type("\x1b")
    time.sleep(0.1)
    sitting.type("\x05 + 3\r")
    sitting.has("\n7")
    sitting.type("\x121 +\r")
    sitting.has("rung> 1 + 1\n2")
    # What is found nowhere is said, and is not run in another's place.
    sitting.type("\x12letz")
    sitting.is_line("rung> let Veterans = 7")
    assert sitting.below()[0].startswith("(not found) search: letz"), sitting.below()
    sitting.type("z")
    assert sitting.below()[0].startswith("(not found) search: letzz"), sitting.below()
    sitting.type("\x7f\x7f")
    assert sitting.below()[0].startswith("search: let "), sitting.below()
    sitting.type("q\r")
    sitting.is_line("rung> let Veterans = 7")
    assert not sitting.below(), sitting.below()
    sitting.type("\x15\x12qq")
    sitting.is_line("rung>")
    assert sitting.below()[0].startswith("(not found) search: qq"), sitting.below()
    sitting.type("\x07")
    sitting.is_line("rung>")
    sitting.leave()


def vi_keys_and_the_users_own(folder):
    with open(os.path.join(folder, "editrc"), "w") as settings:
        settings.write('bind -v\nbind "^A" ed-insert\n')
    sitting = Sitting(folder, EDITRC=os.path.join(folder, "editrc"))
    sitting.type("1 + 3")
    sitting.type("\x1b")
    time.sleep(0.1)
    sitting.type("x")
    sitting.type("a2")
    sitting.type("\x1b")
    time.sleep(0.1)
    sitting.type("0cw40\r")
    sitting.has("\n42")
    sitting.type("sho\t")
    sitting.is_line("rung> show")
    sitting.type("\x1b")
    time.sleep(0.1)
    sitting.type("dd")
    sitting.is_line("rung>")
    sitting.leave()


def clearing_the_screen_keeps_the_line(folder):
    sitting = Sitting(folder)
    sitting.enter("1 + 1")
    sitting.type("1 + 2\x0c")
    assert sitting.lines()[0].startswith("rung> 1 + 2"), sitting.text()
    assert sitting.screen.cursor.y == 0
    sitting.leave()


def two_prompts_share_one_history(folder):
    programme(folder)
    first, second = Sitting(folder, "ladder.rung"), Sitting(folder, "ladder.rung")
    for number in range(5):
        first.enter(f"let First{number} = {number}")
        second.enter(f"let Second{number} = {number}")
    first.enter("1 + 1")
    second.enter("1 + 1")
    first.enter("sum([1,\r2])")
    first.leave()
    second.leave()
    third = Sitting(folder, "ladder.rung")
    seen = []
    for _ in range(12):
        third.type(UP * 1)
        seen.append(third.line())
    assert seen.count("rung> 1 + 1") == 1, seen
    wanted = {f"rung> let {who}{number} = {number}" for who in ("First", "Second") for number in range(5)}
    assert wanted <= set(seen), wanted - set(seen)
    assert seen[0] == "rung> sum([1,", seen[0]
    third.leave()


def a_running_prompt_sees_what_another_adds(folder):
    programme(folder)
    first, second = Sitting(folder, "ladder.rung"), Sitting(folder, "ladder.rung")
    first.enter("let Mine = 1")
    # The other waits at its prompt all the while.
    second.enter("stage A {\rduration: 6 weeks\r}")
    second.enter("let Yours = 2")
    first.type(UP)
    first.is_line("rung> let Yours = 2")
    first.type(UP)
    first.sees(lambda: first.line() == "rung> stage A {", "the whole statement")
    assert first.below() == ["...>   duration: 6 weeks", "...> }"], first.below()
    first.type("\x03")
    first.is_line("rung>")
    # By search, and again without a double when both enter the same.
    second.enter("1 + 41")
    first.enter("1 + 41")
    second.enter("2 + 2")
    first.type("\x12+ 2")
    first.is_line("rung> 2 + 2")
    first.type("\x07")
    first.is_line("rung>")
    seen = []
    for _ in range(7):
        first.type(UP)
        seen.append(first.line())
    assert seen.count("rung> 1 + 41") == 1, seen
    first.leave()
    second.leave()


def progress(sitting):
    """The line that says how far it is; empty when there is none."""
    return next((line for line in sitting.lines() if re.search(r"^[a-z]+: .*( so far| \d+%)", line)), "")


def long_work_says_how_far_it_is(folder):
    programme(folder)
    sitting = Sitting(folder, "ladder.rung", columns=100, rows=40)
    sitting.type("simulate 10_000_000 runs\r")
    wanted = r"^simulate: [\d_]+ of 10_000_000 runs, \d+%, \d+ (s|min|h) left"
    sitting.sees(lambda: re.search(wanted, progress(sitting)), "how far it is")
    first = progress(sitting)
    sitting.sees(lambda: progress(sitting) not in ("", first), "that it goes on")
    # It is one line, drawn over.
    assert sum("simulate: " in line for line in sitting.lines()) == 1, sitting.text()
    sitting.type("\x03")
    sitting.sees(lambda: sitting.line() == "rung>" and "interrupted" in sitting.text(), "the end of it")
    assert not progress(sitting), sitting.text()
    # On a narrow window it never wraps.
    sitting.resize(30, rows=40)
    sitting.type("simulate 10_000_000 runs\r")
    sitting.sees(lambda: any(line.startswith("simulate: ") and len(line) == 27 for line in sitting.lines()), "a cut line")
    sitting.type("\x03")
    sitting.is_line("rung>")
    sitting.resize(100, rows=40)
    # What is done in time shows nothing but its answer.
    sitting.type("1 + 41\r")
    sitting.sees(lambda: sitting.line() == "rung>" and "\n42" in sitting.text(), "the answer")
    assert not progress(sitting), sitting.text()
    sitting.leave()


def each_verb_says_how_far_it_is(folder):
    programme(folder)
    sitting = Sitting(folder, "ladder.rung", columns=100, rows=40, PAGER="cat")
    for statement, wanted in (
        ("simulate 600_000 runs", r"^simulate: [\d_]+ of 600_000 runs, \d+%, \d+ \w+ left"),
        ("find Veterans.count in 10 .. 900 until NoOneLost", r"^find: \d+ of about \d+ values, \d+%"),
        ("sweep Veterans.count over 10 .. 40 measuring completed(Lead)", r"^sweep: \d+ of 31 values, \d+%, \d+ \w+ left"),
        ("explain forecast", r"^explain: \d+ of \d+ changes, \d+%, \d+ \w+ left"),
        ("compare Base, Lean, MoreMentors", r"^compare: [\d_]+ of 10_000 runs, \d+%"),
    ):
        if statement.startswith("compare"):
            sitting.enter("let Z = 1")
            sitting.type("simulate 10_000 runs\r")
            sitting.sees(lambda: sitting.line() == "rung>", "the forecast", seconds=300)
        sitting.type(statement + "\r")
        sitting.sees(lambda: re.search(wanted, progress(sitting)), f"how far {statement} is")
        sitting.type("\x03")
        sitting.sees(lambda: sitting.line() == "rung>", "the next prompt", seconds=60)
        assert not progress(sitting), sitting.text()
    sitting.leave()


def progress_without_drawing_over(folder):
    programme(folder)
    for arguments, variables in ((["--plain"], {}), ([], {"TERM": "dumb"})):
        child = pexpect.spawn(
            COMMAND[0], [*COMMAND[1:], *arguments, "ladder.rung"], cwd=folder, timeout=15,
            env={**os.environ, "TERM": "xterm", "HOME": folder, "XDG_STATE_HOME": os.path.join(folder, "state"),
                 **variables})
        child.expect("rung> ")
        child.send("simulate 10_000_000 runs\r")
        begin = time.monotonic()
        child.expect(rb"\nprogress: simulate: [\d_]+ of 10_000_000 runs, \d+%, \d+ (s|min|h) left, graduates [^\r]*\r\n")
        assert time.monotonic() - begin > 4, "too early"
        assert b"\x1b" not in child.before + child.after, child.before
        child.send("\x03")
        child.expect("rung> ")
        child.send("\x04")
        child.expect(pexpect.EOF)
    # The command line: on a terminal, and in silence where nobody looks.
    script = os.path.join(folder, "long.rung")
    with open(script, "w") as file:
        file.write(open(EXAMPLE).read() + "\nsimulate 40_000 runs seed 3\n")
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "run", script], timeout=60, encoding="utf-8",
        env={**os.environ, "TERM": "xterm"}, dimensions=(40, 100))
    child.expect(r"\r\x1b\[Ksimulate: [\d_]+ of 40_000 runs, \d+%")
    child.expect(pexpect.EOF)
    silent = subprocess.run([*COMMAND, "run", script], capture_output=True, text=True)
    assert "of 40_000 runs," not in silent.stdout + silent.stderr, silent.stderr


def text_from_right_to_left_keeps_to_its_place(folder):
    script = os.path.join(folder, "r.rung")
    with open(script, "w", encoding="utf-8") as file:
        file.write(
            'rung 1\nstage מנהיגות "קבוצה ראשונה, Lab 3" { duration: 6 weeks; places: 40 }\n'
            'stage Next { after: מנהיגות; duration: 2 months; places: 7 }\nscenario שונה { Next.places = 9 }\n')
    begin, end = "\u2068", "\u2069"

    def raw(*arguments, typed=(), **variables):
        child = pexpect.spawn(
            COMMAND[0], [*COMMAND[1:], *arguments], cwd=folder, timeout=10, encoding="utf-8", dimensions=(40, 100),
            env={**os.environ, "TERM": "xterm-256color", "HOME": folder, "EDITRC": "/nonexistent",
                 "XDG_STATE_HOME": os.path.join(folder, "state"), "PAGER": "cat", **variables})
        text = ""
        for line in typed:
            child.expect(r">(\x1b\[0m)? ")
            text += child.before
            time.sleep(0.1)
            child.send(line)
        child.expect(pexpect.EOF)
        return text + child.before

    typed = ("show stages\r", "Nobodi.places\r", "מנהיגות.places = x\r", ".in שונה\r", "show מנ\t\x03", "\x04")
    seen = raw("r.rung", typed=typed)
    for wanted in (
            f"│ {begin}מנהיגות{end} ", f"{begin}קבוצה ראשונה, Lab 3{end}", f"rung {begin}שונה{end}",
            f"{begin}מנהיגות{end}.places = x"):
        assert wanted in Isolated(seen), (wanted, seen)
    assert seen.count(begin) == seen.count(end), "each is closed"
    # The columns stay in line.
    rows = [line for line in seen.split("\r\n") if "│" in line]
    widths = {sum(2 if ord(c) > 0x2FFF else 1 for c in line if c not in begin + end) for line in rows if "weeks" in line or "months" in line}
    assert len(widths) == 1, rows
    # Nothing is added for programs, files and terminals that could not show it.
    for arguments, typed in (
            (["--ascii", "r.rung"], ("show stages\r", "\x04")), (["--format", "json", "r.rung"], ("show stages\r", "\x04")),
            (["--format", "csv", "r.rung"], ("show stages\r", "\x04"))):
        seen = raw(*arguments, typed=typed)
        answer = seen.split("show stages")[-1]
        assert "מנהיגות" in answer and begin not in answer, (arguments, answer)
    seen = raw("r.rung", typed=(".output out.txt\r", "show stages\r", "\x04"))
    with open(os.path.join(folder, "out.txt"), encoding="utf-8") as file:
        written = file.read()
    assert "מנהיגות" in written and begin not in written, written
    with open(script, "a", encoding="utf-8") as file:
        file.write('show stages\nmatch מנהיגות with "x"\n')
    silent = subprocess.run([*COMMAND, "run", script], capture_output=True, text=True)
    assert "מנהיגות" in silent.stdout + silent.stderr and begin not in silent.stdout + silent.stderr, silent
    seen = raw("check", script)
    assert begin in seen, seen


def many(folder, count=120):
    """A programme with a long table."""
    with open(os.path.join(folder, "many.rung"), "w") as file:
        file.write("rung 1\nstage Only { duration: 6 weeks }\n")
        for number in range(count):
            file.write(
                f"pool P{number} \"Those who help with the work of group {number}\" {{ role: mentor; count: {number + 1} }}\n")


def long_answers_go_through_the_pager(folder):
    many(folder)
    sitting = Sitting(folder, "many.rung", columns=70, rows=20, PAGER="less -R")
    sitting.type("show pools\r")
    sitting.sees(lambda: sitting.lines()[19] == ":" and "P0 " in sitting.text(), "the first page")
    assert "rung>" not in sitting.text().split("show pools")[-1], sitting.text()
    sitting.type(" ")
    sitting.sees(lambda: "P20" in sitting.text() and "P0 " not in sitting.text(), "the second page")
    sitting.type("b")
    sitting.sees(lambda: "P0 " in sitting.text(), "the first page again")
    sitting.type("/P99\r")
    sitting.sees(lambda: "P99" in sitting.text(), "what was looked for")
    # A window that becomes another size while a page is read.
    sitting.resize(100, rows=30)
    sitting.type(" ")
    sitting.type("q")
    sitting.is_line("rung>")
    # The next answer fits the new window, and the editor knows it too.
    sitting.enter("show pools where count <= 3")
    rows = [line for line in sitting.text().split("count <= 3")[-1].split("\n") if line.startswith("│ P")]
    assert len(rows) == 3 and all("Those who help with the work of group" in row for row in rows), sitting.text()
    sitting.resize(50, rows=30)
    sitting.enter("show pools where count <= 3")
    rows = [line for line in sitting.text().split("count <= 3")[-1].split("\n") if "│" in line]
    assert rows and all(len(row) <= 50 and row.endswith("│") for row in rows), sitting.text()
    # Ctrl-C is for the pager, and the prompt lives on; as it does when the pager ends early or is none.
    sitting.type("show pools\r")
    sitting.sees(lambda: sitting.lines()[29] == ":", "a page")
    sitting.type("\x03")
    sitting.type("q")
    sitting.is_line("rung>")
    assert "interrupted" not in sitting.text(), sitting.text()
    sitting.enter("1 + 41")
    sitting.has("\n42")
    sitting.leave()
    # Who has chosen none reads a window at a time, and what was read stays.
    sitting = Sitting(folder, "many.rung", columns=70, rows=20, PAGER="")
    sitting.type("show pools\r")
    sitting.sees(lambda: sitting.lines()[19].endswith("space: on, Enter: one line, q: stop"), "how to go on")
    assert "P0 " in sitting.text() and "P20" not in sitting.text(), sitting.text()
    sitting.type("\r")
    sitting.sees(lambda: "lines 1 to 20 of" in sitting.line(), "one line more")
    sitting.type("\x1b[A ")
    sitting.sees(lambda: "lines 1 to 39 of" in sitting.line(), "the next window")
    sitting.resize(70, rows=30)
    sitting.type(" ")
    sitting.sees(lambda: "lines 1 to 68 of" in sitting.line(), "as much as fits now")
    sitting.type("q")
    sitting.is_line("rung>")
    sitting.has("more lines: .last shows them again")
    sitting.has("P40")
    # Who begins to type is at the prompt, with what they typed.
    sitting.type(".last\r")
    sitting.sees(lambda: "lines 1 to 29 of" in sitting.line(), "the first window")
    sitting.type("1 + 4")
    sitting.sees(lambda: sitting.line().startswith("rung> 1 + 4"), "what was typed")
    sitting.type("1\r")
    sitting.has("\n42")
    # Also who types faster than it can be read.
    sitting.type("show pools\r")
    sitting.sees(lambda: "lines 1 to 29 of" in sitting.line(), "the first window")
    sitting.type("40 + 4\r")
    sitting.has("\n44")
    sitting.is_line("rung>")
    # Ctrl-C stops the answer only; one that ends in time asks nothing.
    sitting.type("show pools\r")
    sitting.sees(lambda: "lines 1 to 29 of" in sitting.line(), "the first window")
    sitting.type("\x03")
    sitting.is_line("rung>")
    assert "interrupted" not in sitting.text(), sitting.text()
    sitting.enter("1 + 42")
    sitting.has("\n43")
    sitting.leave()
    for pager in ("head -n 3", "no-such-pager-here"):
        sitting = Sitting(folder, "many.rung", columns=70, rows=20, PAGER=pager)
        sitting.type("show pools\r")
        sitting.sees(lambda: sitting.line() == "rung>", f"the prompt after {pager}")
        sitting.enter("1 + 41")
        sitting.has("\n42")
        sitting.leave()


def answers_go_to_a_file(folder):
    many(folder, 3)
    sitting = Sitting(folder, "many.rung", columns=100, rows=40)

    def text(name):
        with open(os.path.join(folder, name)) as file:
            return file.read()

    sitting.enter(".once first.csv")
    sitting.enter(".mode csv")
    sitting.enter("show pools")
    assert "P0" not in sitting.text().split("show pools")[-1], sitting.text()
    assert text("first.csv").startswith("name,") and "P2" in text("first.csv"), text("first.csv")
    # The next one is on the screen again.
    sitting.enter(".mode table")
    sitting.enter("P1.count + 40")
    sitting.has("\n42")
    sitting.enter(".output all.txt")
    sitting.has("answers go to all.txt")
    sitting.enter("P1.count + 60")
    sitting.enter("P1.count = 7")
    assert sitting.screen.display[sitting.screen.cursor.y].startswith("rung +1>"), sitting.text()
    sitting.enter("P1.count + 60")
    # Problems are for the person, not for the file.
    sitting.enter("P1.cuont")
    sitting.has("did you mean")
    sitting.enter(".output")
    sitting.has("answers go to the screen")
    sitting.enter("P1.count + 80")
    sitting.has("\n87")
    assert text("all.txt") == "62\n67\n", text("all.txt")
    # What cannot be written is said, with the reason, and the answer is not lost.
    sitting.enter(".output no/such/folder.txt")
    sitting.enter("P1.count + 100")
    sitting.sees(lambda: "no/such/folder.txt cannot be written" in sitting.text() and "\n107" in sitting.text(), "the reason")
    sitting.enter("P1.count + 200")
    sitting.has("\n207")
    os.mkdir(os.path.join(folder, "taken"))
    sitting.enter(".once taken")
    sitting.enter("P1.count + 300")
    sitting.sees(lambda: "taken cannot be written" in sitting.text() and "\n307" in sitting.text(), "the reason")
    sitting.enter(".transcript no/such/folder.txt")
    sitting.enter("1 + 1")
    sitting.has("no/such/folder.txt cannot be written")
    sitting.leave()


def who_forgets_the_dot_is_told(folder):
    sitting = Sitting(folder, rows=40)
    for typed, wanted in (("help", ".help [WORD]"), ("list stages", ".list [KIND]"), ("quit", ".quit"), ("exit", ".quit")):
        sitting.enter(typed)
        sitting.has(f"commands of the prompt begin with a dot: {wanted}")
    sitting.enter("let help = 7")
    sitting.type("\x0c")
    sitting.enter("help")
    assert "begin with a dot" not in sitting.text(), sitting.text()
    # Errors say where their page is, as one asks for it here.
    sitting.enter("Nobody")
    sitting.has("more: ?R0201")
    sitting.enter("?R0201")
    sitting.has("nothing has this name")
    sitting.leave()


class Isolated(str):
    """Text without the colours."""

    def __new__(cls, text):
        return super().__new__(cls, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text))


def editor_script(folder, command):
    """An editor that does what a shell command does to the file $1."""
    path = os.path.join(folder, "editor.sh")
    with open(path, "w") as script:
        script.write(f"#!/bin/sh\n{command}\n")
    os.chmod(path, 0o755)
    return path


def the_users_own_editor(folder):
    programme(folder)
    editor = editor_script(folder, 'cp "$1" seen; sed -i "s/places: 40/places: 45/; /admits/d" "$1"')
    sitting = Sitting(folder, "ladder.rung", EDITOR=editor)
    sitting.type(".edit Grow\r")
    sitting.is_line("...> remove Grow.admits")
    assert "rung> Grow.places = 45" in sitting.text(), sitting.text()
    with open(os.path.join(folder, "seen")) as seen:
        assert seen.read().startswith("stage Grow {\n"), "the declaration"
    sitting.type("\r")
    sitting.is_line("rung>")
    sitting.enter("Grow.places")
    sitting.has("\n45")
    # Title and documentation too: the thing is declared anew, as one step.
    with open(os.path.join(folder, "title.sh"), "w") as script:
        script.write("#!/bin/sh\nsed -i '1s/stage Grow/## Here they grow.\\nstage Grow \"Growing\"/' \"$1\"\n")
    os.chmod(os.path.join(folder, "title.sh"), 0o755)
    sitting.leave()
    sitting = Sitting(folder, "ladder.rung", EDITOR=os.path.join(folder, "title.sh"), rows=40)
    sitting.type(".edit Grow\r")
    sitting.sees(lambda: "rung> remove Grow" in sitting.text() and "...> ## Here they grow." in sitting.text(), "the draft")
    sitting.type("\r")
    sitting.is_line("rung>")
    sitting.enter("save")
    sitting.has('+stage Grow "Growing" {')
    sitting.enter("save")
    with open(os.path.join(folder, "ladder.rung")) as saved, open(EXAMPLE) as original:
        new, old = saved.read().split("\n"), original.read().split("\n")
    assert [line for line in new if line not in old] == ["## Here they grow.", 'stage Grow "Growing" {'], new
    assert [line for line in old if line not in new] == ["stage Grow {"], new
    # The last input, without a name; as it is when nothing is changed.
    sitting.type(".edit\r")
    sitting.has("nothing was changed")
    sitting.is_line("rung>")
    sitting.leave()


def the_editor_may_fail(folder):
    sitting = Sitting(folder, VISUAL=editor_script(folder, "exit 3"))
    sitting.enter("1 + 1")
    sitting.enter(".edit")
    sitting.has("ended with 3")
    sitting.enter(".edit Nobody")
    sitting.has("R09")
    sitting.leave()


CHECKS = [
    colours_while_typing,
    the_matching_bracket_is_marked,
    no_colours_where_none_are_wanted,
    a_suggestion_is_taken_with_right_or_end,
    a_menu_is_narrowed_and_chosen_from,
    a_long_menu_leaves_room_for_the_text,
    help_inside_a_call,
    several_lines_are_edited_as_one,
    what_was_pasted_keeps_its_shape,
    wide_and_combining_characters,
    long_lines_wrap,
    resizing_draws_anew,
    search_through_the_history,
    vi_keys_and_the_users_own,
    clearing_the_screen_keeps_the_line,
    two_prompts_share_one_history,
    a_running_prompt_sees_what_another_adds,
    long_work_says_how_far_it_is,
    each_verb_says_how_far_it_is,
    progress_without_drawing_over,
    text_from_right_to_left_keeps_to_its_place,
    long_answers_go_through_the_pager,
    answers_go_to_a_file,
    who_forgets_the_dot_is_told,
    the_users_own_editor,
    the_editor_may_fail,
]


def main():
    failed = 0
    for check in CHECKS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(folder)
            except (pexpect.ExceptionPexpect, AssertionError) as problem:
                failed += 1
                print(f"failed: {check.__name__.replace('_', ' ')}\n{problem}")
    print(f"editing.py: {len(CHECKS) - failed} of {len(CHECKS)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
