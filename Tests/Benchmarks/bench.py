"""The measuring behind scripts/bench: ratios in one run, each round with its peer beside it.

Processor time counts (user and system), not the clock, so that a busy machine changes little; of start-up, where
waiting is what a person feels, the clock counts.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import keystrokes

root = sys.argv[1]
wanted = sys.argv[2:] or ["frontend", "start", "people", "versions", "match", "simulate", "prompt"]
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


def processor_time(command, check_status=True, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=check_status, stdout=subprocess.DEVNULL, **options)
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


def simulate(folder):
    source, loop = os.path.join(root, "Tests/Benchmarks/simulate/pipeline.cpp"), os.path.join(folder, "pipeline")
    compiler = [shutil.which("c++") or "clang++", "-O3", "-o"]
    subprocess.run([*compiler, loop, source], check=True)
    subprocess.run([*compiler, loop + "-plain", "-DPLAIN_RANDOM", source], check=True)
    addresses = subprocess.run([bench, "simulate", "addresses"], check=True, capture_output=True, text=True).stdout

    def totals(command, **options):
        out = subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout
        return {line.split()[0]: [float(word) for word in line.split()[1:]] for line in out.splitlines()}

    runs, pairs = 1000, []
    for _ in range(5):
        ours = totals([bench, "simulate", str(runs), "1"])
        theirs = totals([loop, str(runs)], input=addresses)
        plain = totals([loop + "-plain", str(runs)], input=addresses)
        pairs.append((ours, theirs, plain))
    for stage in [name for name in ours if name.startswith("stage")]:
        if ours[stage][:3] != theirs[stage][:3]:
            sys.exit(f"{stage}: Rung counts {ours[stage]}, the loop in C++ {theirs[stage]}")
    fastest = [min(pair[who]["seconds"][0] for pair in pairs) for who in range(3)]
    print(f"the pipeline: {runs / fastest[0]:.0f} runs a second, the loop in C++ {runs / fastest[1]:.0f} with the same random "
          f"numbers, {runs / fastest[2]:.0f} with cheap ones; both count the same people")
    report("  runs a second, to the loop's", fastest[1] / fastest[0], 1 / 3, "", aim=0.5, at_least=True)
    print(f"  to the loop with cheap random numbers: {fastest[2] / fastest[0]:.3g}")
    both = []
    for _ in range(5):
        one = totals([bench, "simulate", str(runs), "1"])["clock"][0]
        two = totals([bench, "simulate", str(runs), "2"])["clock"][0]
        both.append(one / two)
    report("  two workers, to one", max(both), 1.8, "", at_least=True)
    few = totals([bench, "simulate", "100", "1"])["megabytes"][0]
    many = totals([bench, "simulate", "10000", "1"])["megabytes"][0]
    report("  memory of 10 000 runs, to that of 100", many / few, 1.1, "")
    ladder = os.path.join(folder, "ladder.rung")
    with open(ladder, "w") as file:
        file.write('rung 1\nuse "programme.rung"\nsimulate 10_000 runs seed 7\n')
    with open(os.path.join(root, "scripts/examples/ladder.rung")) as file:
        text = file.read()
    with open(os.path.join(folder, "programme.rung"), "w") as file:
        file.write(text)
    clocks = []
    for _ in range(3):
        begin = time.perf_counter()
        subprocess.run([rung, "run", ladder], check=True, stdout=subprocess.DEVNULL)
        clocks.append(time.perf_counter() - begin)
    report("  ladder.rung, 10 000 runs", min(clocks), 2.0, " s")


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
            file.write(keystrokes.PROGRAMME)
            file.writelines(f"person M{number} in Veterans {{ mentees: 2 }}\n" for number in range(count))
        keys, tabs, edits, looks, undone = keystrokes.at_the_prompt(rung, path, folder)
        once = figures("prompt", path)
        completions = {name: value for name, value in once.items() if name.startswith("complete_")}
        medians = {name: value for name, value in completions.items() if "slowest" not in name}
        slowest = max(medians, key=medians.get)
        print(f"the prompt in a programme of {count} people")
        report("  key press to repaint, median", keys, 5, " ms")
        report("  Tab to menu, median", tabs, 20, " ms")
        report("  an edit, kept and checked, median", edits, 50, " ms")
        report("  a value that follows from it, median", looks, 50, " ms")
        report("  undo, median", undone, 20, " ms")
        report(f"  completion ({slowest[9:-3]}, the slowest place), median", medians[slowest], 20, " ms")
        report("  the first one after opening", once["index_ms"], 500, " ms")


def match(folder):
    own = os.path.join(root, "Tests/Benchmarks/match")
    lemon = os.path.join(folder, "lemon")
    subprocess.run(["g++", "-O3", "-DNDEBUG", "-o", lemon, os.path.join(own, "lemon.cpp")], check=True)
    for case in ([5000, 1200, 5, 50, 999, 1], [100_000, 25_000, 5, 40, 999, 1]):
        numbers = [str(number) for number in case]
        ours = figures("assign", *numbers)
        out = subprocess.run([lemon, *numbers], check=True, capture_output=True, text=True).stdout
        peer = {line.split()[0]: float(line.split()[1]) for line in out.splitlines()}
        wide = figures("assign", *numbers[:4], "999999999", numbers[5])
        print(
            f"{case[0]} mentees, {case[1]} mentors of {case[2]} places, {case[3]} eligible each: {ours['solve_ms']:.0f} ms;"
            f" NetworkSimplex of LEMON {peer['solve_ms']:.0f} ms; {ours['matched']:.0f} matched, total {ours['total']:.0f}")
        if (ours["matched"], ours["total"], ours["proved"]) != (peer["matched"], peer["total"], 1):
            missed.append("optimum")
            print(f"  LEMON's optimum is another: {peer['matched']:.0f} matched, total {peer['total']:.0f}   MISSED")
        report("  times faster than LEMON", peer["solve_ms"] / ours["solve_ms"], 3.0, "", aim=10, at_least=True)
        report("  scores of nine digits, to those of three", wide["solve_ms"] / ours["solve_ms"], 3.0, "")
    report("  peak memory at the larger", ours["peak_mb"], 100, " MB")
    for each in (1, 2):
        fair = figures("fair", "5000", "1200", "5", "50", "999", "1", str(each))
        print(
            f"the same 5000 mentees, the worst match lifted first, {each} mentor{'s' * (each > 1)} each:"
            f" {fair['pairs']:.0f} pairs, the worst of score {fair['worst']:.0f}")
        if fair["proved"] != 1:
            missed.append("proof")
            print("  it is not proved   MISSED")
        report("  solved", fair["solve_ms"] / 1000, 1.0, " s")
        report("  proved", fair["proof_ms"] / 1000, 0.2, " s")
    people = [sys.executable, os.path.join(own, "people.py"), folder]
    script = os.path.join(folder, "round.rung")
    subprocess.run([*people, "5000", "1200"], check=True)
    pairs = figures("pairs", script, folder)
    print(f"5000 x 1200 people by four rules: {pairs['eligible']:.0f} pairs eligible, {pairs['all_ms']:.0f} ms with the matching")
    report("  eligibility and scores", pairs["rules_ms"] / 1000, 2.0, " s")
    subprocess.run([*people, "200", "60"], check=True)
    times = []
    for _ in range(15):
        begin = time.perf_counter()
        subprocess.run([rung, "run", script], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - begin)
    report("200 mentees and 60 mentors, program started and all printed", sorted(times)[7] * 1000, 100, " ms")


def versions(folder):
    script, changed = os.path.join(folder, "b.rung"), os.path.join(folder, "c.rung")
    generate = os.path.join(root, "Tests/Benchmarks/frontend/generate.py")
    subprocess.run([sys.executable, generate, "100000", script, os.path.join(folder, "b.lua")], check=True)
    peer = {}
    for number in range(3):
        place = os.path.join(folder, f"peer{number}")
        os.mkdir(place)
        words = [sys.executable, os.path.join(root, "Tests/Benchmarks/versions/peer.py"), script, changed, place]
        out = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        for line in out.splitlines():
            word, value = line.split()
            peer[word] = min(peer.get(word, float("inf")), float(value))
    ours = figures("versions", script, changed, folder)
    whole = min(
        processor_time([rung, "diff", script, changed], check_status=False) for _ in range(3)) * 1000
    print(f"two versions of 100 000 declarations, {ours['changes']:.0f} changes; SQLite saves one in {peer['save_ms']:.0f} ms, "
          f"loads it in {peer['load_ms']:.0f} ms, compares two in {peer['compare_ms']:.0f} ms")
    print(f"  Rung saves in {ours['save_ms']:.0f} ms, opens in {ours['open_ms']:.0f} ms, reads and compares both in "
          f"{ours['compare_ms']:.0f} ms ({whole:.0f} ms with all that follows, as rung diff), merges in {ours['merge_ms']:.0f} ms")
    report("  saved durably, to SQLite", ours["save_ms"] / peer["save_ms"], 1.0, "")
    report("  opened and checked, to SQLite's loading", ours["open_ms"] / peer["load_ms"], 2.0, "")
    report("  read and compared, to SQL", ours["compare_ms"] / peer["compare_ms"], 3.0, "")
    report("  rung diff, values and all, to SQL", whole / peer["compare_ms"], 3.0, "")


parts = {
    "frontend": frontend, "start": start, "people": people, "versions": versions, "match": match, "simulate": simulate,
    "prompt": prompt}
if any(name not in parts for name in wanted):
    print(f"usage: scripts/bench [{'|'.join(parts)} …]", file=sys.stderr)
    sys.exit(64)
with tempfile.TemporaryDirectory() as folder:
    for name in wanted:
        parts[name](folder)
sys.exit(1 if missed else 0)
