#!/usr/bin/env python3
"""Writes one generated programme twice: as Rung (DECLARATIONS declarations of people and cohorts, five to seven
properties each, one formula in twenty not a literal, about 120 bytes a declaration) and as Lua tables with the
same records. The same seed gives the same files.

Usage: generate.py DECLARATIONS OUT.rung OUT.lua
"""
import random
import sys


def main():
    if len(sys.argv) != 4 or sys.argv[1] in ("-h", "--help"):
        print(__doc__)
        sys.exit(0 if "--help" in sys.argv or "-h" in sys.argv else 64)
    count = int(sys.argv[1])
    rng = random.Random(20270301)
    rung, lua = [], []
    head = [
        "rung 1",
        "programme Bench { horizon: 2027-01-01 .. 2030-12-31; currency: EUR }",
        "dimension region { values: [SubSaharanAfrica, MENA, SouthAsia, ESEAP, CEE, NWEurope] }",
        "dimension skill { values: [facilitation, governance, finance, writing] }",
        "let Unit = 5",
    ]
    head += [f"stage Stage{n} {{ duration: {n + 2} weeks; completion: {60 + n}% }}" for n in range(8)]
    head += [f"pool Pool{n} {{ role: mentor; count: {n + 5}; mentees: 3 }}" for n in range(40)]
    head += [f'affiliate Affiliate{n} {{ kind: chapter; members: {n * 7 + 20} }}' for n in range(60)]
    rung += head
    lua += ["local records = {}"]
    regions = ["SubSaharanAfrica", "MENA", "SouthAsia", "ESEAP", "CEE", "NWEurope"]
    skills = ["facilitation", "governance", "finance", "writing"]
    languages = ["en", "fr", "sw", "es", "ar", "pt", "hi", "de"]
    zones = ["Africa/Nairobi", "Europe/Berlin", "Asia/Kolkata", "America/Bogota", "Asia/Jakarta"]
    formulas = 0
    for n in range(count - len(head) + 1):
        kind = "person" if n % 3 else "cohort"
        name = f"{'Person' if kind == 'person' else 'Cohort'}_{n:06d}"
        properties = []
        if kind == "person":
            two = rng.sample(languages, 2)
            properties.append(("languages", f"[{two[0]}, {two[1]}]", f'{{"{two[0]}", "{two[1]}"}}'))
            zone = rng.choice(zones)
            properties.append(("timezone", f'"{zone}"', f'"{zone}"'))
            properties.append(("skills", f"[{(s := rng.choice(skills))}]", f'{{"{s}"}}'))
            properties.append(("mentees", str((m := rng.randint(1, 5))), str(m)))
            properties.append(("region", (r := rng.choice(regions)), f'"{r}"'))
            if n % 2:
                properties.append(("affiliate", (a := f"Affiliate{rng.randint(0, 59)}"), f'"{a}"'))
        else:
            day = f"20{rng.randint(27, 29)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            properties.append(("enters", (s := f"Stage{rng.randint(0, 7)}"), f'"{s}"'))
            properties.append(("starts", day, f'"{day}"'))
            properties.append(("size", str((z := rng.randint(10, 90))), str(z)))
            properties.append(("note", f'"intake {n} of the plan"', f'"intake {n} of the plan"'))
            properties.append(("status", "approved", '"approved"'))
            properties.append(("dated", day, f'"{day}"'))
        # One formula in twenty is not a literal.
        for index, (word, value, other) in enumerate(properties):
            formulas += 1
            if formulas % 20 == 0 or (word == "size" and formulas % 7 == 0):
                if word == "size":
                    properties[index] = (word, f"Unit * {rng.randint(2, 12)} + 3", other)
                elif word == "starts" or word == "dated":
                    properties[index] = (word, f"{value} + {rng.randint(1, 9)} weeks", other)
                elif word == "mentees":
                    properties[index] = (word, f"min(Unit, {rng.randint(1, 5)})", other)
        owner = f" in Pool{n % 40}" if kind == "person" else ""
        rung.append(f"{kind} {name}{owner} {{ " + "; ".join(f"{w}: {v}" for w, v, _ in properties) + " }")
        fields = ", ".join(f"{w} = {o}" for w, _, o in properties)
        lua.append(f'records["{name}"] = {{ kind = "{kind}", {fields} }}')
    lua.append("return records")
    for path, lines in ((sys.argv[2], rung), (sys.argv[3], lua)):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


main()
