#!/usr/bin/env python3
"""Kills `rung snapshot save --replace` and `rung snapshot restore`, of one file and of several, at random moments:
always the old or the new state is found, never half of one, and `rung snapshot verify` finds nothing wrong.

Usage: crash-versions.py [--rounds N] [--seed N]: rounds of each, by default 20, or 500 with RUNG_FULL=1

Exit code 0 when all was well, 1 when something was damaged, 2 when a command itself fails.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNG = os.environ.get("RUNG") or os.path.join(ROOT, "scripts", "rung")


def programme(name, count):
    lines = ["rung 1", f'programme {name} {{ horizon: 2027-01-01 .. 2028-12-31 }}', "# a comment that stays"]
    lines += [f"stage {name}{number} {{ duration: {number % 9 + 1} months }}" for number in range(count)]
    return "\n".join(lines) + "\n"


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Project:
    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "small.rung")
        self.snapshot = os.path.join(folder, "snapshots", "Current.rung")

    def start(self, *words):
        return subprocess.Popen(
            [RUNG, *words], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def run(self, *words):
        begun = time.monotonic()
        process = self.start(*words)
        message = process.communicate()[1].decode(errors="replace")
        if process.returncode != 0:
            print(f"{words} ends with {process.returncode}: {message}")
            sys.exit(2)
        return time.monotonic() - begun

    def is_sound(self):
        process = self.start("snapshot", "verify")
        message = process.communicate()[1].decode(errors="replace")
        if process.returncode != 0:
            print(f"damaged: {message}")
        return process.returncode == 0


PARTS = ("small.rung", "parts/money.rung", "parts/people.rung", "parts/places.rung")


def several(version):
    """A programme of four files, every one of which is different from version to version."""
    texts = ["rung 1\n" + "".join(f'use "{name}"\n' for name in PARTS[1:])
             + f"programme Small {{ horizon: 2027-01-01 .. {2028 + version}-12-31 }}\n"]
    for letter in "ABC":
        texts.append("rung 1\n# a comment that stays\n" + "".join(
            f"stage {letter}{number} {{ duration: {(number + version) % 9 + 1} months }}\n" for number in range(700)))
    return [text.encode() for text in texts]


class Aim:
    """When to kill: anywhere, but most often near the end, where files change. It follows the speed of the machine."""

    def __init__(self, chance, span):
        self.chance = chance
        self.span = span

    def kill(self, process):
        time.sleep(self.span * (self.chance.random() if self.chance.random() < 0.3 else 0.7 + 0.4 * self.chance.random()))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        is_killed = process.returncode == -signal.SIGKILL
        self.span *= 1.02 if is_killed else 0.96
        return is_killed


def kill_several(rounds, chance, folder):
    """Every kill is followed by a command that reads the programme: then all files are old or all are new."""
    project = Project(folder)
    os.mkdir(os.path.join(folder, "parts"))
    paths = [os.path.join(folder, name) for name in PARTS]
    versions = [several(0), several(1)]

    def found():
        return [read(path) for path in paths]

    longest = 0.0
    for number, texts in enumerate(versions):
        for path, text in zip(paths, texts):
            with open(path, "wb") as file:
                file.write(text)
        project.run("snapshot", "save", "small.rung", "--name", f"V{number}")
    for number in (0, 1):
        longest = max(longest, project.run("snapshot", "restore", f"V{number}"))
        if found() != versions[number]:
            print(f"restoring V{number} does not bring the files back")
            return 1
    aim = Aim(chance, longest)
    note = os.path.join(folder, ".rung", "unfinished")
    killed = changed = half = noted = 0
    for _ in range(rounds):
        before = found()
        other = versions.index(before) ^ 1
        process = project.start("snapshot", "restore", f"V{other}")
        killed += aim.kill(process)
        left = found()
        noted += os.path.exists(note)
        half += left not in versions
        if left not in versions and not os.path.exists(note):
            print("some files are old and some new, and nothing says so")
            return 1
        project.run("check", "small.rung")
        if found() not in versions or os.path.exists(note):
            print("some files are old and some new")
            return 1
        if half and left not in versions and found() != versions[other]:
            print("a change that had begun was not finished")
            return 1
        changed += found() != before
    print(f"restore of {len(PARTS)} files: {killed} of {rounds} killed, {changed} changes seen; {noted} were noted and "
          f"not taken away, {half} of them with some files old and some new; the next command finished each")
    project.run("snapshot", "restore", f"V{versions.index(found()) ^ 1}")
    left = [name for place in (folder, os.path.join(folder, ".rung"), os.path.join(folder, "parts"))
            for name in os.listdir(place) if name.endswith(".partial")]
    if left or not project.is_sound():
        print(f"left behind: {left}")
        return 1
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500 if os.environ.get("RUNG_FULL") == "1" else 20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    subprocess.run([RUNG, "--version"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        project = Project(folder)
        whole, longest = [], 0.0
        for name in ("Grow", "Lead"):
            with open(os.path.join(folder, name + ".rung"), "w") as file:
                file.write(programme(name, 6_000))
            longest = max(longest, project.run("snapshot", "save", name + ".rung", "--name", name))
            longest = max(longest, project.run("snapshot", "save", name + ".rung", "--name", "Current", "--replace"))
            whole.append(read(project.snapshot))

        aim = Aim(chance, longest)
        killed = changed = 0
        last = read(project.snapshot)
        for _ in range(options.rounds):
            name = chance.choice(("Grow", "Lead"))
            killed += aim.kill(project.start("snapshot", "save", name + ".rung", "--name", "Current", "--replace"))
            found = read(project.snapshot)
            if found not in whole or not project.is_sound():
                print(f"the snapshot is half old and half new: {len(found)} bytes")
                return 1
            changed += found != last
            last = found
        print(f"save: {killed} of {options.rounds} killed, {changed} changes seen, every snapshot whole")

        # What a restored file may be: what it was, or what a restoring that is let be makes of the same file.
        twin = os.path.join(folder, "twin.rung")
        with open(project.path, "w") as file:
            file.write(programme("Grow", 6_000))
        killed = changed = 0
        for number in range(options.rounds):
            name = ("Lead", "Grow")[read(project.path).count(b"stage Lead") > 0]
            before = read(project.path)
            with open(twin, "wb") as file:
                file.write(before)
            aim.span = project.run("snapshot", "restore", name, "-o", "twin.rung", "--replace")
            killed += aim.kill(project.start("snapshot", "restore", name, "-o", "small.rung", "--replace"))
            found = read(project.path)
            if found not in (before, read(twin)):
                print(f"the programme is half old and half new: {len(found)} bytes")
                return 1
            changed += found != before
        print(f"restore: {killed} of {options.rounds} killed, {changed} changes seen, every programme whole")
        # One of the two has something to write, and clears up.
        for name in ("Lead", "Grow"):
            project.run("snapshot", "save", name + ".rung", "--name", "Current", "--replace")
            project.run("snapshot", "restore", name, "-o", "small.rung", "--replace")
        left = [name for place in (folder, os.path.dirname(project.snapshot)) for name in os.listdir(place)
                if name.endswith(".partial")]
        if left or not project.is_sound():
            print(f"left behind: {left}")
            return 1
    with tempfile.TemporaryDirectory() as folder:
        return kill_several(options.rounds, chance, folder)


if __name__ == "__main__":
    sys.exit(main())
