"""Writes mentees.csv, mentors.csv and round.rung into a folder: `people.py FOLDER MENTEES MENTORS`.

A synthetic mentoring round: languages, skills, time zones and regions drawn from a seed, nobody real.
"""
import os
import random
import sys

folder, mentees, mentors = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
draw = random.Random(7)
languages = ["en", "fr", "es", "ar", "sw", "pt", "hi", "id", "ru", "zh"]
skills = ["facilitation", "governance", "finance", "outreach", "writing", "data"]
regions = ["Africa", "Americas", "Asia", "Europe"]
zones = {
    "Africa": ["Africa/Nairobi", "Africa/Lagos", "Africa/Cairo"],
    "Americas": ["America/Sao_Paulo", "America/New_York", "America/Mexico_City"],
    "Asia": ["Asia/Kolkata", "Asia/Jakarta", "Asia/Tokyo"],
    "Europe": ["Europe/London", "Europe/Berlin", "Europe/Kyiv"],
}


def person(name):
    region = draw.choice(regions)
    spoken = draw.sample(languages, draw.choice([1, 2, 2, 3]))
    return [name, "; ".join(spoken), "; ".join(draw.sample(skills, 2)), draw.choice(zones[region]), region]


for name, count, letter in (("mentees", mentees, "T"), ("mentors", mentors, "M")):
    with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8") as file:
        file.write("Id,Languages,Skills,Zone,Region\n")
        for number in range(count):
            file.write(",".join(person(f"{letter}{number + 1}")) + "\n")
with open(os.path.join(folder, "round.rung"), "w", encoding="utf-8") as file:
    file.write(f"""rung 1
programme Round {{ horizon: 2027-01-01 .. 2027-12-31 }}
dimension skill {{ values: [{", ".join(skills)}] }}
dimension region {{ values: [{", ".join(regions)}] }}
stage Grow {{ duration: 6 months }}
cohort Intake {{ enters: Grow; starts: 2027-03-01; people: Mentees }}
pool Pool {{ role: mentor; people: Mentors; mentees: 5 }}
people Mentees from "mentees.csv" {{ id: "Id"; languages: "Languages"; wants: "Skills"; timezone: "Zone"; region: "Region" }}
people Mentors from "mentors.csv" {{ id: "Id"; languages: "Languages"; skills: "Skills"; timezone: "Zone"; region: "Region"; mentees: fixed("5") }}
matching Pairs {{
  require: [overlap(mentor.languages, mentee.languages) >= 1, shared-hours(mentor.timezone, mentee.timezone) >= 6 hours]
  prefer: [overlap(mentor.skills, mentee.wants) >= 1: 5, overlap(mentor.skills, mentee.wants) >= 2: 3, mentor.region is not mentee.region: 2]
}}
match Intake with Pool
""")
