#!/usr/bin/env python3
"""Kills a command that saves a file at random moments, and checks that the file is always whole.

Usage: crash-safety.py [--rounds N] [--seed N] [COMMAND [ARGUMENT ...]], by default the save of a snapshot

`{source}` and `{target}` in the arguments stand for a file to read and the file to save, for example

    crash-safety.py .build/release/rung snapshot save {source} -o {target}

The two sources are programmes that differ in every line, so that a mixture would be seen. After each kill the
target must be what one of the two saves makes; after a last save that is let be, no partial file may be left.
Exit code 0 when all was well, 1 when a file was damaged, 2 when the command itself fails.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time


def programme(name, count):
    lines = ["rung 1"]
    lines += [f"stage {name}{number} {{ duration: {number % 9 + 1} months }}" for number in range(count)]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        rung = os.environ.get("RUNG") or os.path.join(root, "scripts", "rung")
        subprocess.run([rung, "--version"], check=True, stdout=subprocess.DEVNULL)
        options.command = [rung, "snapshot", "save", "{source}", "-o", "{target}"]
    chance = random.Random(options.seed)

    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "saved.rung")

        def start(source):
            words = [word.format(source=source, target=target) for word in options.command]
            return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

        sources, whole, longest = [], [], 0.0
        for name in ("Grow", "Lead"):
            source = os.path.join(folder, name + ".rung")
            with open(source, "w") as file:
                file.write(programme(name, 20_000))
            begun = time.monotonic()
            process = start(source)
            message = process.communicate()[1]
            longest = max(longest, time.monotonic() - begun)
            if process.returncode != 0:
                print(f"the command fails with {process.returncode}: {message.decode(errors='replace')}")
                return 2
            with open(target, "rb") as file:
                whole.append(file.read())
            sources.append(source)
        if whole[0] == whole[1]:
            print("the command saves the same bytes for two programmes")
            return 2

        killed = changed = 0
        last = whole[1]
        for _ in range(options.rounds):
            process = start(chance.choice(sources))
            time.sleep(chance.random() * longest)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += process.returncode == -signal.SIGKILL
            with open(target, "rb") as file:
                found = file.read()
            if found not in whole:
                print(f"the saved file is damaged: {len(found)} bytes")
                return 1
            changed += found != last
            last = found

        left = partial_files(folder)
        process = start(sources[0])
        process.communicate()
        still = partial_files(folder)
        print(f"{killed} of {options.rounds} saves killed, {changed} changes seen, every file whole; "
              f"{len(left)} partial files left by them, {len(still)} after the next save")
        return 1 if still or process.returncode != 0 else 0


def partial_files(folder):
    return [name for name in os.listdir(folder) if name.endswith(".partial")]


if __name__ == "__main__":
    sys.exit(main())
