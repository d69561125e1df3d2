"""What is typed at the prompt in a terminal of its own, and how long the screen takes to follow."""
import os
import pty
import select
import time

PROGRAMME = """rung 1
programme Large { horizon: 2027-01-01 .. 2030-12-31; currency: EUR }
stage Grow { duration: 6 months }
pool Veterans { role: mentor; count: 200_000 }
let Carried = Veterans.count * 2
"""


def at_the_prompt(rung, path, folder):
    """Medians in milliseconds, by the clock: from a key to what it draws, from Tab to the menu, and from Enter to the
    next prompt of an edit, of a look at what follows from it, and of undoing it."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", EDITRC="/nonexistent", XDG_STATE_HOME=folder)
        os.execv(rung, [rung, path])
    read_until(terminal, b"rung>", 60)

    def press(key):
        begin = time.perf_counter()
        os.write(terminal, key)
        # What a key draws comes in one piece.
        read_until(terminal, b"", 5)
        return (time.perf_counter() - begin) * 1000

    keys, tabs = [], []
    for _ in range(6):
        press(b"s")
        keys += [press(bytes([letter])) for letter in b"how stages where duration"]
        os.write(terminal, b"\x15")
        settle(terminal)
        for letter in b"show M4":
            press(bytes([letter]))
        tabs.append(press(b"\t"))
        os.write(terminal, b"\x15")
        settle(terminal)

    def enter(line, wanted=b""):
        os.write(terminal, line)
        settle(terminal)
        begin = time.perf_counter()
        os.write(terminal, b"\r")
        seen = read_until(terminal, b"\x1b[?2004h", 60)
        if wanted not in seen:
            raise ValueError(f"{line!r} is answered with {seen!r}")
        return (time.perf_counter() - begin) * 1000

    edits, looks, undone = [], [], []
    for count in range(300_000, 300_009):
        edits.append(enter(b"Veterans.count = %d" % count))
        looks.append(enter(b"Carried", f"{2 * count:_}".encode()))
        undone.append(enter(b".undo", f"{count:_}".encode()))
    os.write(terminal, b"\x04")
    settle(terminal)
    os.close(terminal)
    os.waitpid(child, 0)
    return [sorted(times)[len(times) // 2] for times in (keys, tabs, edits, looks, undone)]


def read_until(terminal, wanted, seconds):
    seen = b""
    while not seen or wanted not in seen:
        ready, _, _ = select.select([terminal], [], [], seconds)
        if not ready:
            raise TimeoutError(f"the prompt does not answer: {seen[-200:]!r}")
        seen += os.read(terminal, 65536)
    return seen


def settle(terminal):
    while select.select([terminal], [], [], 0.05)[0]:
        try:
            if not os.read(terminal, 65536):
                return
        except OSError:
            return
