#!/usr/bin/env python3
"""Compares the hours that rung says two time zones share with what Python's zoneinfo says, for every zone of the
system's table and days from 1950 to 2090. The command is $RUNG, or `scripts/rung`.
"""

import os
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNG = os.environ.get("RUNG") or os.path.join(ROOT, "scripts", "rung")
TABLE = "/usr/share/zoneinfo/zone1970.tab"
DAYS = ["1950-06-15", "1985-03-31", "2007-11-04", "2027-01-15", "2027-03-28", "2027-07-15", "2038-10-31", "2090-04-01"]
AWAKE = 15 * 60


def offset(zone, day):
    """Minutes east of UTC at noon UTC; parts of a minute fall away."""
    moment = datetime.fromisoformat(day + "T12:00:00").replace(tzinfo=timezone.utc)
    return int(moment.astimezone(ZoneInfo(zone)).utcoffset().total_seconds())


def shared(first, second, day):
    apart = offset(first, day) - offset(second, day)
    shift = int(apart / 60) % 1440
    return max(0, AWAKE - shift) + max(0, AWAKE - (1440 - shift))


if not os.path.exists(TABLE):
    print("this system has no time zones: nothing to compare")
    sys.exit(0)
zones = sorted(line.split("\t")[2].strip() for line in open(TABLE, encoding="utf-8") if not line.startswith("#"))
cases = [(zone, zones[(index * 7 + 3) % len(zones)], day) for index, zone in enumerate(zones) for day in DAYS]
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "zones.rung")
    with open(path, "w", encoding="utf-8") as file:
        file.write("rung 1\n")
        for first, second, day in cases:
            file.write(f'round(shared-hours("{first}", "{second}", on: {day}) * 60)\n')
    answer = subprocess.run([RUNG, "run", path], capture_output=True, text=True)
lines = answer.stdout.splitlines()
if answer.returncode or len(lines) != len(cases):
    print(f"exit code {answer.returncode}, {len(lines)} answers to {len(cases)} questions\n{answer.stderr[:2000]}")
    sys.exit(1)
wrong = 0
for (first, second, day), line in zip(cases, lines):
    expected = shared(first, second, day)
    if line.split()[0].replace("_", "") != str(expected):
        wrong += 1
        if wrong < 10:
            print(f"{first} and {second} on {day}: rung says {line}, zoneinfo {expected} minutes")
print(f"{len(cases)} pairs of time zones compared, {wrong} differ")
sys.exit(1 if wrong else 0)
