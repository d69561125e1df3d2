#!/usr/bin/env python3
"""Keeps two versions of a generated programme in SQLite and compares them, as somebody without Rung might.

Usage: peer.py SCRIPT CHANGED FOLDER

SCRIPT is what frontend/generate.py wrote; CHANGED is written: the same with 2 000 properties changed. Prints
milliseconds of processor time: saving one version, loading it, and comparing the two with SQL.
"""
import os
import re
import sqlite3
import sys
import time

CHANGES = 2_000


def records(lines):
    """Name, kind, owner and properties of each declaration."""
    pattern = re.compile(r"^([a-z]+) (\w+)(?: in (\w+))? \{ (.*) \}$")
    found = []
    for line in lines:
        match = pattern.match(line)
        if not match:
            continue
        kind, name, owner, block = match.groups()
        found.append((name, kind, owner, [tuple(part.split(": ", 1)) for part in block.split("; ")]))
    return found


def save(path, found):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE declaration (name TEXT PRIMARY KEY, kind TEXT, owner TEXT) WITHOUT ROWID")
    connection.execute(
        "CREATE TABLE property (name TEXT, word TEXT, formula TEXT, PRIMARY KEY (name, word)) WITHOUT ROWID")
    connection.executemany("INSERT INTO declaration VALUES (?, ?, ?)", ((n, k, o) for n, k, o, _ in found))
    connection.executemany(
        "INSERT INTO property VALUES (?, ?, ?)", ((n, word, text) for n, _, _, block in found for word, text in block))
    connection.commit()
    connection.close()


def load(path):
    connection = sqlite3.connect(path)
    found = {name: (kind, owner, {}) for name, kind, owner in connection.execute("SELECT * FROM declaration")}
    for name, word, text in connection.execute("SELECT * FROM property"):
        found[name][2][word] = text
    connection.close()
    return found


def compare(old, new):
    connection = sqlite3.connect(new)
    connection.execute("ATTACH ? AS old", (old,))
    changed = connection.execute(
        """SELECT n.name, n.word, o.formula, n.formula FROM main.property n
           LEFT JOIN old.property o ON o.name = n.name AND o.word = n.word WHERE o.formula IS NOT n.formula
           UNION ALL
           SELECT o.name, o.word, o.formula, NULL FROM old.property o
           LEFT JOIN main.property n ON o.name = n.name AND o.word = n.word WHERE n.name IS NULL""").fetchall()
    things = connection.execute(
        """SELECT * FROM (SELECT * FROM main.declaration EXCEPT SELECT * FROM old.declaration)
           UNION ALL SELECT * FROM (SELECT * FROM old.declaration EXCEPT SELECT * FROM main.declaration)""").fetchall()
    connection.close()
    return changed, things


def timed(work, *arguments):
    begin = time.process_time()
    answer = work(*arguments)
    return (time.process_time() - begin) * 1000, answer


def main():
    if len(sys.argv) != 4 or "--help" in sys.argv or "-h" in sys.argv:
        print(__doc__)
        sys.exit(0 if "--help" in sys.argv or "-h" in sys.argv else 64)
    script, changed, folder = sys.argv[1:]
    with open(script, encoding="utf-8") as file:
        lines = file.read().splitlines()
    step = max(1, len(lines) // CHANGES)
    made = 0
    other = list(lines)
    for number in range(200, len(lines), step):
        after = re.sub(r"(size|mentees): [^;]*?( *[;}])", r"\1: 7\2", lines[number], count=1)
        made += after != lines[number]
        other[number] = after
    with open(changed, "w", encoding="utf-8") as file:
        file.write("\n".join(other) + "\n")
    old, new = os.path.join(folder, "old.db"), os.path.join(folder, "new.db")
    first, second = records(lines), records(other)
    saving, _ = timed(save, old, first)
    save(new, second)
    loading, loaded = timed(load, old)
    comparing, (found, _) = timed(compare, old, new)
    assert len(loaded) == len(first) and len(found) == made, (len(loaded), len(first), len(found), made)
    print(f"changes {made}\nsave_ms {saving}\nload_ms {loading}\ncompare_ms {comparing}")


main()
