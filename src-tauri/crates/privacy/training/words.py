"""Makes the list of words that dictionaries and counts of written language know, beside those of everyday.

    pip download --no-deps simplemma==2.0.0 spacy-lookups-data==1.0.5   # and unpack them into FOLDER
    python3 words.py FOLDER ../data

A word counts where simplemma (MIT) knows it as a form or a lemma and the frequency tables of spacy-lookups-data (MIT)
hold it at all often; in English only what is written in lower case, since a capital may be a name's. What is a name as
well stays out of the everyday words; of German ones, those that are inflected or compounded like nouns go to a list of
their own (`nouns.txt`), without the most frequent family names.
"""
import collections, gzip, json, re, sys, unicodedata

RAREST = {"de": -15.3, "en": -15.5}
FEWEST_FORMS = 3
# A name that is written small this often, and five times as often as with a capital, is an everyday word as well.
USUAL, TIMES = -12.0, 1.6
FAMILIES = set(
    "muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf schroder "
    "neumann schwarz zimmermann braun kruger hofmann hartmann lange werner krause lehmann kohler huber kaiser fuchs peters "
    "lang scholz moller weiss jung hahn schubert vogel friedrich keller gunther frank berger winkler roth beck lorenz baumann "
    "franke albrecht schuster simon ludwig bohm winter kraus martin schumacher kramer vogt stein jager otto sommer gross "
    "seidel heinrich brandt haas schreiber graf schulte dietrich ziegler kuhn pohl engel horn busch bergmann thomas voigt "
    "sauer arnold wolff pfeiffer".split()
)


def fold(word):
    plain = unicodedata.normalize("NFD", word.lower()).replace("ß", "ss")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if re.fullmatch("[a-z]{3,}", plain) else None


def read(path):
    return {line for line in open(path, encoding="utf-8").read().split("\n") if line}


def write(path, words):
    open(path, "w", encoding="utf-8").write("\n".join(sorted(words)) + "\n")
    print(path, len(words))


def dictionary(folder, language):
    sys.path.insert(0, folder)
    from simplemma.strategies.dictionaries.dictionary_factory import _load_dictionary_from_disk as load

    return {form.decode(): lemma.decode() for form, lemma in load(language).items()}


def frequent(folder, language, known):
    table = json.load(gzip.open(f"{folder}/spacy_lookups_data/data/{language}_lexeme_prob.json.gz"))
    often = {word for word, chance in table.items() if chance >= RAREST[language] and word in known}
    return {word for word in often if language == "de" or word.islower()}


def usual(folder, language, names):
    """Names that are everyday words first of all: "welches", "seven"."""
    table = json.load(gzip.open(f"{folder}/spacy_lookups_data/data/{language}_lexeme_prob.json.gz"))
    found = set()
    for word, chance in table.items():
        if word.islower() and chance >= USUAL and chance - table.get(word.capitalize(), -99.0) >= TIMES:
            found.add(fold(word))
    return found & names


def relatives(table):
    """Of each folded word, how many forms it has beside the genitive or words are compounded with it; how many end in it."""
    counts, ends, plain = collections.Counter(), collections.Counter(), {fold(form) for form in table}
    for form, lemma in table.items():
        word = fold(form) or ""
        if form != lemma and form != lemma + "s":
            counts[fold(lemma)] += 1
        for at in range(3, len(word) - 3 if form == lemma else 0):
            if word[:at] in plain and word[at:] in plain:
                counts.update((word[:at], word[at:]))
                ends[word[at:]] += 1
    return counts, ends


if __name__ == "__main__":
    folder, data = sys.argv[1:]
    names = read(f"{data}/given_names.txt") | read(f"{data}/family_names.txt")
    common, everyday = set(), read(f"{data}/common_words.txt")
    given = read(f"{data}/given_names.txt")
    capitals = names | read(f"{data}/places.txt") | read(f"{data}/calendar.txt")
    for language in ("de", "en"):
        table = dictionary(folder, language)
        known = set(table) | set(table.values())
        related, ends = relatives(table)
        often = {fold(word): word for word in frequent(folder, language, known) if fold(word)}
        common |= {plain for plain, word in often.items() if word.islower() or related[plain]} - capitals
        common |= usual(folder, language, names - given)
        if language == "de":
            nouns = {plain for plain in names.intersection(often) if related[plain] >= FEWEST_FORMS}
            known = common | everyday | nouns
            plurals = {fold(form) for form, lemma in table.items() if form != lemma and fold(lemma) in known}
            nouns |= plurals & names.intersection(often) - given
            rare = {plain for plain in nouns & given if ends[plain] < FEWEST_FORMS}
            write(f"{data}/nouns.txt", nouns - rare - FAMILIES)
    write(f"{data}/dictionary.txt", common - everyday)
