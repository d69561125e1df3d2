#!/usr/bin/env python3
"""Compares the optimum of `rung-bench assign` with SciPy's and OR-tools' on the same numbers: `optimum.py [BENCH]`.

Installs SciPy and OR-tools into an environment of their own beside the build when they are missing. Exits with 0
when all totals agree, 1 when one does not, 2 when the peers cannot be had.
"""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BENCH = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build/release/rung-bench")
HOME = os.path.join(ROOT, ".build", "optimum")


def with_peers():
    """Goes on in an environment that has the peers."""
    try:
        import ortools.graph.python.min_cost_flow  # noqa: F401
        import scipy.optimize  # noqa: F401
        return
    except ImportError:
        pass
    if os.environ.get("RUNG_OPTIMUM"):
        print("SciPy and OR-tools could not be installed", file=sys.stderr)
        sys.exit(2)
    python = os.path.join(HOME, "bin", "python3")
    if not os.path.exists(python):
        made = subprocess.run([sys.executable, "-m", "venv", HOME]).returncode == 0
        if not made or subprocess.run([python, "-m", "pip", "install", "--quiet", "numpy", "scipy", "ortools"]).returncode:
            print("SciPy and OR-tools could not be installed", file=sys.stderr)
            sys.exit(2)
    os.environ["RUNG_OPTIMUM"] = "1"
    os.execv(python, [python, *sys.argv])


def generated(mentees, mentors, caseload, eligible, top, seed):
    """The pairs of the generator that Assignments.swift states."""
    state, mask = seed, (1 << 64) - 1

    def below(limit):
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (z ^ (z >> 31)) % limit

    pairs = []
    for mentee in range(mentees):
        seen = set()
        while len(seen) < eligible:
            mentor = below(mentors)
            if mentor in seen:
                continue
            seen.add(mentor)
            pairs.append((mentee, mentor, 1 + below(top)))
    return pairs


def by_scipy(pairs, mentees, mentors, caseload, top):
    import numpy
    from scipy.optimize import linear_sum_assignment

    worth = top * mentees + 1
    gain = numpy.zeros((mentees, mentors * caseload + mentees))
    for mentee, mentor, score in pairs:
        gain[mentee, mentor * caseload:(mentor + 1) * caseload] = worth + score
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = [gain[row, column] for row, column in zip(rows, columns) if gain[row, column] > 0]
    return len(chosen), int(sum(chosen)) - worth * len(chosen)


def by_ortools(pairs, mentees, mentors, caseload, top):
    from ortools.graph.python import min_cost_flow

    flow, sink, worth = min_cost_flow.SimpleMinCostFlow(), mentees + mentors, top * mentees + 1
    arcs = [(flow.add_arc_with_capacity_and_unit_cost(m, mentees + n, 1, -score), score) for m, n, score in pairs]
    for mentee in range(mentees):
        flow.add_arc_with_capacity_and_unit_cost(mentee, sink, 1, worth)
        flow.set_node_supply(mentee, 1)
    for mentor in range(mentors):
        flow.add_arc_with_capacity_and_unit_cost(mentees + mentor, sink, caseload, 0)
    flow.set_node_supply(sink, -mentees)
    assert flow.solve() == flow.OPTIMAL
    chosen = [score for arc, score in arcs if flow.flow(arc)]
    return len(chosen), sum(chosen)


with_peers()
wrong = 0
for case in [(300, 80, 4, 20, 999), (300, 60, 4, 20, 999), (400, 130, 3, 8, 5), (800, 200, 5, 30, 999), (5000, 1200, 5, 50, 999)]:
    for seed in (1, 2, 3):
        lines = subprocess.run([BENCH, "assign", *map(str, case), str(seed)], check=True, capture_output=True, text=True).stdout
        figures = dict(line.split() for line in lines.splitlines())
        own = int(figures["matched"]), int(figures["total"])
        pairs = generated(*case, seed)
        mentees, mentors, caseload, _, top = case
        peers = {"OR-tools": by_ortools(pairs, mentees, mentors, caseload, top)}
        if mentees <= 1000:
            peers["SciPy"] = by_scipy(pairs, mentees, mentors, caseload, top)
        for name, found in peers.items():
            if found != own:
                wrong += 1
                print(f"{case} seed {seed}: rung {own}, {name} {found}")
        print(f"{case} seed {seed}: {own[0]} matched, total {own[1]}: {', '.join(peers)} agree" if not wrong else "differs")
sys.exit(1 if wrong else 0)
