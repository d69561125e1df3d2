#!/usr/bin/env python3
"""What Python's csv module (strict) makes of short, nasty texts: an independent reference for the reader of CSV.

  python_reference.py [--cases 60] [--seed 1] [--swift]

Prints one case a line: the text, a tab, and the records, or `refused`; all in hexadecimal, fields ended by 1f and
records by 1e. With --swift, prints the table of Tests/RungModelTests/People/PythonReference.swift.
"""

import argparse
import csv
import io
import random

PIECES = ["a", "b", '"', '"', '""', ",", ",", "\n", "\r\n", "\r", " ", ";", "é", '"a"', '"a,b"', '"\n"', '""""']


def reference(text):
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None
    return [row for row in rows if row]


def swift(text):
    escapes = {"\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(escapes.get(letter, letter) for letter in text) + '"'


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--swift", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    for _ in range(arguments.cases):
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 12)))
        rows = reference(text)
        if arguments.swift:
            records = "nil" if rows is None else (
                "[" + ", ".join("[" + ", ".join(map(swift, row)) + "]" for row in rows) + "]")
            print(f"    ({swift(text)}, {records}),")
        else:
            answer = "refused" if rows is None else "".join(
                "".join(field + "\x1f" for field in row) + "\x1e" for row in rows).encode().hex()
            print(text.encode().hex() + "\t" + answer)


if __name__ == "__main__":
    main()
