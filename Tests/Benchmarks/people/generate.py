#!/usr/bin/env python3
"""Writes a CSV file of invented people, always the same for the same seed: about 60 MB for a million.

  generate.py [--rows 1000000] [--seed 1] [--quoted 0.1] > people.csv

Nobody is real: rows are numbers, regions, languages and the like; there are no names and no addresses.
"""

import argparse
import random
import sys

REGIONS = ["SubSaharanAfrica", "MENA", "SouthAsia", "ESEAP", "CEE", "NWEurope", "LatinAmerica", "NorthAmerica"]
LANGUAGES = ["en", "fr", "es", "pt", "ar", "sw", "hi", "bn", "id", "ru", "uk", "pl", "de", "ha", "yo", "am"]
ZONES = [
    "Africa/Lagos", "Africa/Nairobi", "Africa/Cairo", "Asia/Kolkata", "Asia/Dhaka", "Asia/Jakarta", "Europe/Kyiv",
    "Europe/Berlin", "Europe/Warsaw", "America/Sao_Paulo", "America/Bogota", "America/New_York",
]
SKILLS = ["facilitation", "governance", "finance", "mentoring", "writing", "events", "data", "policy"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quoted", type=float, default=0.1, help="share of language cells in quotes")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    out = []
    write = sys.stdout.write
    write("id,region,languages,timezone,skills,joined,hours,affiliate\n")
    for row in range(arguments.rows):
        languages = chance.sample(LANGUAGES, chance.choice((1, 1, 2, 2, 3)))
        cell = "; ".join(languages)
        if chance.random() < arguments.quoted:
            cell = '"' + ", ".join(languages) + '"'
        skills = "; ".join(chance.sample(SKILLS, chance.choice((0, 1, 1, 2))))
        out.append(
            f"P{row * 7919 % 9_999_991:07d},{chance.choice(REGIONS)},{cell},{chance.choice(ZONES)},{skills},"
            f"{chance.randint(2005, 2026)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d},"
            f"{chance.randint(1, 80) / 2:g},A{chance.randint(1, 190)}\n")
        if len(out) == 10_000:
            write("".join(out))
            out.clear()
    write("".join(out))


if __name__ == "__main__":
    main()
