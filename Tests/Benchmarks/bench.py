"""The measuring behind scripts/bench: ratios in one run, each round with its peer beside it.

Processor time counts (user and system), not the clock, so that a busy machine changes little; of start-up, where
waiting is what a person feels, the clock counts.
"""
import os
import pty
import resource
import select
import subprocess
import sys
import tempfile
import time

root = sys.argv[1]
wanted = sys.argv[2:] or ["frontend", "start", "people", "prompt"]
bench = os.path.join(root, ".build/release/rung-bench")
rung = os.path.join(root, ".build/rung/rung")
missed = []


def report(name, value, bound, unit, aim=None, at_least=False):
    within = value >= bound if at_least else value <= bound
    if not within:
        missed.append(name)
    sign = "at least" if at_least else "at most"
    text = f"{name}: {value:.3g}{unit} ({sign} {bound:g}{unit}"
    text += f", aim {aim:g}{unit})" if aim is not None else ")"
    print(text + ("" if within else "   MISSED"))


def figures(*arguments):
    out = subprocess.run([bench, *arguments], check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: float(line.split()[1]) for line in out.splitlines()}


def processor_time(command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def frontend(folder):
    script, peer = os.path.join(folder, "b.rung"), os.path.join(folder, "b.lua")
    generate = os.path.join(root, "Tests/Benchmarks/frontend/generate.py")
    subprocess.run([sys.executable, generate, "100000", script, peer], check=True)
    ours, lua = [], []
    for _ in range(5):
        ours.append(processor_time([bench, "frontend", script, "once"]))
        lua.append(processor_time(["lua5.4", peer]))
    best = figures("frontend", script)
    print(f"100 000 declarations, {best['megabytes']:.1f} MB; Lua loads the same records in {min(lua) * 1000:.0f} ms")
    print(f"  parse {best['parse_ms']:.0f} ms, collect {best['collect_ms']:.0f} ms, check {best['check_ms']:.0f} ms")
    report("  parsed, checked and evaluated, to Lua's loading", min(ours) / min(lua), 1.0, "", aim=0.5)
    report("  lexing and parsing", best["megabytes"] / best["parse_ms"] * 1000, 200, " MB/s", at_least=True)
    once = figures("frontend", script, "once")
    report("  peak memory", once["peak_mb"], 200, " MB")
    small, _ = os.path.join(folder, "s.rung"), None
    subprocess.run([sys.executable, generate, "2000", small, peer], check=True)
    report("  full check after an edit, 2000 lines", figures("recheck", small)["recheck_ms"], 20, " ms")


def start(_folder):
    ours, lua = [], []
    for _ in range(60):
        for command, times in (([rung, "eval", "-e", "1"], ours), (["lua5.4", "-e", "print(1)"], lua)):
            begin = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - begin)
    ours.sort()
    lua.sort()
    print(f"start: rung {ours[30] * 1000:.2f} ms, Lua {lua[30] * 1000:.2f} ms (medians of 60, Python's own part included)")
    report("  rung eval -e 1, to Lua's start", ours[30] / lua[30], 3.0, "")


def people(folder):
    path = os.path.join(folder, "people.csv")
    with open(path, "wb") as file:
        subprocess.run([sys.executable, os.path.join(root, "Tests/Benchmarks/people/generate.py")], check=True, stdout=file)
    ours, peer = [], []
    for _ in range(3):
        ours.append(processor_time([bench, "people", path]))
        peer.append(processor_time(["sqlite3", ":memory:", f".import --csv {path} people"]))
    once = figures("people", path)
    print(f"{once['rows']:.0f} people, {os.path.getsize(path) / 1e6:.0f} MB; sqlite3 imports them in {min(peer):.2f} s")
    report("  read as columns, to sqlite3 .import", min(ours) / min(peer), 3.0, "", aim=1.0)
    report("  peak memory", once["peak_mb"], 500, " MB")


def prompt(folder):
    for count in (100, 10_000, 100_000):
        path = os.path.join(folder, f"people{count}.rung")
        with open(path, "w") as file:
            file.write(PROGRAMME)
            file.writelines(f"person M{number} in Veterans {{ mentees: 2 }}\n" for number in range(count))
        keys, tabs = at_the_prompt(path, folder)
        once = figures("prompt", path)
        completions = {name: value for name, value in once.items() if name.startswith("complete_")}
        medians = {name: value for name, value in completions.items() if "slowest" not in name}
        slowest = max(medians, key=medians.get)
        print(f"the prompt in a programme of {count} people")
        report("  key press to repaint, median", keys, 5, " ms")
        report("  Tab to menu, median", tabs, 20, " ms")
        report(f"  completion ({slowest[9:-3]}, the slowest place), median", medians[slowest], 20, " ms")
        report("  the first one after opening", once["index_ms"], 500, " ms")


PROGRAMME = """rung 1
programme Large { horizon: 2027-01-01 .. 2030-12-31; currency: EUR }
stage Grow { duration: 6 months }
pool Veterans { role: mentor; count: 200_000 }
"""


def at_the_prompt(path, folder):
    """Milliseconds from a key to what it draws, and from Tab to the menu: medians, by the clock, at a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", EDITRC="/nonexistent", XDG_STATE_HOME=folder)
        os.execv(rung, [rung, path])
    read_until(terminal, b"rung>", 60)

    def press(key):
        begin = time.perf_counter()
        os.write(terminal, key)
        read_until(terminal, b"\x1b[?25h", 5)
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
    os.write(terminal, b"\x04")
    settle(terminal)
    os.close(terminal)
    os.waitpid(child, 0)
    return sorted(keys)[len(keys) // 2], sorted(tabs)[len(tabs) // 2]


def read_until(terminal, wanted, seconds):
    seen = b""
    while wanted not in seen:
        ready, _, _ = select.select([terminal], [], [], seconds)
        if not ready:
            raise TimeoutError(f"the prompt does not answer: {seen[-200:]!r}")
        seen += os.read(terminal, 65536)


def settle(terminal):
    while select.select([terminal], [], [], 0.05)[0]:
        try:
            if not os.read(terminal, 65536):
                return
        except OSError:
            return


parts = {"frontend": frontend, "start": start, "people": people, "prompt": prompt}
if any(name not in parts for name in wanted):
    print(f"usage: scripts/bench [{'|'.join(parts)} …]", file=sys.stderr)
    sys.exit(64)
with tempfile.TemporaryDirectory() as folder:
    for name in wanted:
        parts[name](folder)
sys.exit(1 if missed else 0)
