//! Postal addresses: street and house number, with the unit, the postal code and the place that follow.

use std::sync::LazyLock;

use countersign_domain::EntityType::StreetAddress;
use regex::Regex;

use crate::lexicon::WordSet;
use crate::scan::{Hit, Scan};

static STREET: LazyLock<Regex> = LazyLock::new(|| {
    let kind = r"(?:street|str|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|ter|square|sq|circle|cir|highway|hwy|parkway|pkwy|trail|trl|crescent|close|gardens|grove|mews|row|alley|plaza|loop|path|pike|turnpike|walk|heights|hts|crossing|xing|manor|ridge|view|villages?|island|isle|station|junction|valley|fields?|estates?|glens?|hills?|knolls?|landing|meadows?|orchard|park|pass|pines?|plains?|points?|ports?|prairie|ranch|rapids?|shores?|springs?|summit|track|trace|tunnel|union|viaduct|vista|ville|wells?|bypass|causeway|cove|creek|curve|dale|divide|expressway|extension|ferry|forest|forges?|fork|fort|freeway|garden|gateway|harbor|haven|hollow|inlet|lakes?|mills?|motorway|neck|oval|overpass|parks|passage|route|rue|run|shoal|skyway|spurs?|squares|stravenue|stream|throughway|trafficway|underpass|unions|village|via|yard|bend|quay|wharf|spinney|paddocks?|bank|green|rise|croft|mead)";
    let word = r"[a-zß-ž][a-zß-ž'.-]*";
    let english = format!(
        r"\b\d{{1,6}}[a-z]?(?:[-/]\d{{1,4}})?,? (?:(?:n|s|e|w|north|south|east|west)\.? )?(?:{word} |\d{{1,3}}(?:st|nd|rd|th) ){{1,4}}{kind}\b\.?"
    );
    let german = r"\b(?:[a-zß-ž.'-]+ ){0,2}?[a-zß-ž-]+(?:straße|strasse|str\.|gasse|weg|allee|platz|ufer|damm|chaussee|steig|stieg|markt|graben|promenade|pfad|hof|berg|wiese|winkel|zeile|redder)\s+\d{1,4}(?:\s?[a-z]\b)?(?:\s?[-/]\s?\d{1,4}[a-z]?\b)?";
    let german_apart = r"\b[a-zß-ž][a-zß-ž-]+(?: |-)(?:straße|strasse|str\.?|gasse|weg|allee|platz|ufer|ring|damm)\s+\d{1,4}(?:\s?[a-z]\b)?";
    let named = format!(
        r"\b(?:am|an der|an den|auf der|auf dem|im|in der|zum|zur|unter den|alte|alter|neue|neuer|große|großer|kleine) (?:(?-i:[A-ZÄÖÜ])[a-zß-ž]+ )?{word} \d{{1,4}}[a-z]?\b"
    );
    let romance = format!(
        r"\b(?:\d{{1,5}}(?: ?(?:bis|ter))?,? )?(?:rue|carrer|avenue|boulevard|chemin|impasse|via|viale|vicolo|piazza|piazzetta|corso|strada|calle|c/|avenida|avda\.?|plaza|paseo|rua|travessa|largo|praça|ulica|ul\.|aleja|al\.|ulitsa|utca)\s(?:{word}[ ,]{{1,2}}){{0,5}}(?:{word}[ ,]{{1,2}})?\d{{1,5}}\b|\b\d{{1,5}}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|chemin|impasse|via|calle|avenida|rua)(?: {word}){{1,4}}"
    );
    let of_a_day = r"\b(?:straße|strasse|platz|allee|weg|brücke) (?:des|der|am|an der|an den|im|zum|zur|vor dem) (?:\d{1,2}\. )?[a-zß-ž-]+(?: [a-zß-ž-]+)? \d{1,4}\s?[a-z]?\b";
    let walls = r"(?-i:\b[A-ZÄÖÜ][a-zß-ž]{2,}(?:wall|ring|kamp|twiete|brink|anger|kai|lände|rain|leite|stiege|steg|zeil|bogen|höhe)) \d{1,4}(?:\s?[a-z]\b)?";
    let before_place = r"(?-i:\b(?:(?:Am|An|Auf|Hinter|Im|In|Vor|Zum|Zur|Unter|Alte[rnms]?|Neue[rnms]?|Obere[rnms]?|Untere[rnms]?) (?:der |den |dem )?)?[A-ZÄÖÜ][a-zß-ž]+(?:[ -][A-ZÄÖÜ][a-zß-ž]+)? \d{1,4} ?[a-z]?(?:/[A-Z0-9]{1,4})?(?:, ?|\n)(?:A-|D-|CH-)?\d{4,5} [A-ZÄÖÜ][a-zß-ž]+)";
    let hungarian = r"\b(?:\d{4,5} )?[a-zß-ž]+(?: [a-zß-ž]+)? (?:utca|útja|út|u\.|tér|tere|rkp\.|krt\.|körút|köz|sétány|fasor|kapu) \d{1,4}\b\.?";
    let nordic = r"\b[a-zß-ž]+(?:gatan|gata|vägen|gränd|gade|vej|gate|gata|veien|vegen|katu|tie|kuja|straat|laan|plein|gracht|weg|kade|utca|út|útja|tér|ulice|náměstí)\s\d{1,4}[a-z]?\b";
    let the = r"(?-i:\b[0-9]{1,4}[A-Za-z]? The [A-Z][a-z]{3,})\b";
    let boxes = r"\b(?:p\.? ?o\.? ?box|postfach|apartado|unit|psc|hc|rr) \d{1,6}(?: box \d{1,6})?\b";
    let military = r"\b(?:unit \d{1,5} box \d{1,5}\s+|(?:usns|usnv|uss|uscgc) [a-zß-ž]+\s+)?(?:fpo|apo|dpo),? (?:ap|ae|aa) \d{5}\b";
    let corner = r"\bthe corner of [A-Za-zÀ-ž'. -]+(?: \d{1,4})? and [A-ZÀ-Þ][A-Za-zÀ-ž'.-]+(?: [A-ZÀ-Þ][A-Za-zÀ-ž'.-]+){0,3}(?: \d{1,4}\b)?";
    Regex::new(&format!(
        "(?i){military}|(?-i:{corner})|{english}|{of_a_day}|{german}|{german_apart}|{walls}|{before_place}|{romance}|{hungarian}|{nordic}|{boxes}|{the}|{named}"
    ))
    .expect("the pattern is ours and is compiled in a test")
});

/// What may follow a street: unit, then place and postal code.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    let floor = r"(?: ?[/-] ?(?:(?-i:[IVX]{1,4})|\d{1,3}|hinterhaus|vorderhaus|hh|vh)\b)";
    let unit = r"(?:[,\s]{1,4}(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|box|#|c/o|stiege|top|etage|og|eg|hinterhaus|wohnung)\.? ?#?[a-z0-9-]{1,6}\b)";
    let zip_first = r"(?:[,\s]{1,4}(?:[a-z]{1,2}-)?\d{4,6} [A-ZÀ-Þ][A-Za-zÀ-ž.-]+(?:[ -][A-ZÀ-Þ][A-Za-zÀ-ž.-]+){0,2})";
    let city_zip = r"(?:[,\s]{1,4}[A-ZÀ-Þ][A-Za-zÀ-ž.'-]+(?: (?:(?:do|da|de|del|la|le|am|an|im|ob|bei|upon|on|sur|en) )?[A-ZÀ-Þ][A-Za-zÀ-ž.'-]+){0,2}(?:,? [A-Z]{2})?,? \d{4,6}(?:-\d{4})?\b)";
    let state_zip = r"(?:[,\s]{1,4}[A-Z]{2},? \d{4,6}(?:-\d{4})?\b)";
    let uk = r"(?:[,\s]{1,4}(?:[A-ZÀ-Þ][A-Za-zÀ-ž-]+,? )?[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}\b)";
    Regex::new(&format!("^(?i:{floor})?(?i:{unit}){{0,2}}(?:{zip_first}|{uk}|{city_zip}|{state_zip})?"))
        .expect("the pattern is ours and is compiled in a test")
});

/// Words of which an address has at least one; without any of them (or an ending of
/// [`ENDINGS`]) the patterns are not run. German names of streets begin with everyday words, so German text always is.
static HINTS: LazyLock<WordSet> = LazyLock::new(|| {
    "uss usns usnv uscgc u rkp krt korut koz setany fasor kapu tere utja aleja alley apartado apartment apo apt av avda ave avenida avenue bis blvd boulevard box bypass calle causeway chemin cir circle close corner corso court cove creek crescent crossing ct curve dale divide dpo dr drive estate estates expressway extension ferry field fields flat forest forge forges fork fort fpo freeway garden gardens gateway glen glens grove harbor haven hc heights highway hill hills hollow hts hwy impasse inlet island isle junction knoll knolls lake lakes landing lane largo ln loop manor meadow meadows mews mill mills motorway neck orchard oval overpass park parks parkway paseo passage path piazza piazzetta pike pine pines pkwy pl place plain plains plaza ports postfach praca prairie psc ranch rapid rapids rd ridge road route row rr rua rue shoal shore shores skyway spring springs spur spurs sq square squares st station ste str strada strasse stravenue stream street suite summit ter terrace throughway trace trafficway trail travessa trl tunnel turnpike ul ulica ulitsa underpass union unions unit utca valley via viaduct viale vicolo village villages ville vista walk way well wells xing yard bend quay wharf spinney paddock paddocks bank green rise croft mead carrer"
        .split(' ')
        .collect()
});

const ENDINGS: &[&str] = &[
    "strasse",
    "str",
    "gasse",
    "weg",
    "allee",
    "platz",
    "ufer",
    "damm",
    "chaussee",
    "steig",
    "stieg",
    "markt",
    "graben",
    "promenade",
    "pfad",
    "hof",
    "berg",
    "wiese",
    "winkel",
    "zeile",
    "gatan",
    "gata",
    "vagen",
    "grand",
    "gade",
    "vej",
    "gate",
    "veien",
    "vegen",
    "katu",
    "tie",
    "kuja",
    "straat",
    "laan",
    "plein",
    "gracht",
    "kade",
    "utca",
    "ut",
    "utja",
    "ter",
    "ulice",
    "namesti",
    "wall",
    "ring",
    "kamp",
    "twiete",
    "brink",
    "anger",
    "stiege",
    "bogen",
];

/// Whether a folded word is a kind of street, or ends in one.
pub fn hints_at_street(folded: &str) -> bool {
    HINTS.contains(folded) || ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

/// As [`hints_at_street`]; the short endings ("Schalter", "Partie") count in no everyday word.
fn is_kind_of_street(folded: &str, common: bool) -> bool {
    HINTS.contains(folded) || ENDINGS.iter().any(|ending| (ending.len() > 3 || !common) && folded.ends_with(ending))
}

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:apt|apartment|suite|ste|unit|flat)\.? ?#?[0-9]{1,5}[a-z]?\b")
        .expect("the pattern is ours and is compiled in a test")
});

/// Reports addresses. A street needs a number, so texts without digits are skipped.
pub fn recognize(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    if !scan.words.iter().any(|word| word.digits > 0) {
        return;
    }
    if !(scan.german || scan.words.iter().any(|word| hints_at_street(&word.folded) || is_label(&word.folded))) {
        return;
    }
    // "Hausarzt Dr. Loibl", "2 tablets, Dr. Smith": a title is no drive.
    let is_title = |found: &regex::Match<'_>| {
        let tail = found.as_str().to_ascii_lowercase();
        let next = scan.words.get(scan.word_from(found.end()));
        let titled = next.is_some_and(|next| next.capital && next.start <= found.end() + 2);
        let box_of_village = scan.german && (tail.starts_with("rr ") || tail.starts_with("hc "));
        box_of_village
            || (tail.ends_with(" dr") || tail.ends_with(" dr.")) && (scan.german || titled && tail.ends_with('.'))
    };
    // "ends 29 August. Use the Plaza", "1.98 m. Row 12": two sentences.
    let two_sentences = |found: &regex::Match<'_>| {
        let words = scan.word_from(found.start())..scan.word_from(found.end()).saturating_sub(1);
        let ends = |i: usize| {
            let word = &scan.words[i];
            let plain =
                word.letters > 3 || matches!(word.folded.as_ref(), "m" | "km" | "cm" | "mm" | "kg" | "g" | "l" | "h");
            scan.gap_after(i).starts_with(". ")
                && plain
                && !word.folded.ends_with("str")
                && !hints_at_street(&word.folded)
        };
        words.into_iter().any(ends)
    };
    let named = |found: &regex::Match<'_>| {
        !two_sentences(found) && is_named(scan, found.start(), found.end()) && !is_title(found)
    };
    for found in STREET.find_iter(scan.text).filter(named) {
        let tail = TAIL.find(&scan.text[found.end()..]).map_or(0, |tail| tail.end());
        hits.push(Hit::new(found.start(), found.end() + tail, StreetAddress, 0.87, "address/street"));
    }
    labelled(scan, hits);
    hits.extend(
        UNIT.find_iter(scan.text).map(|unit| Hit::new(unit.start(), unit.end(), StreetAddress, 0.8, "address/unit")),
    );
}

/// Where a sentence ends behind a word of more than three letters ("Saalfeld. Bitte"; "St. Pauli" goes on).
fn sentence_end(line: &str) -> usize {
    let ends = |at: &usize| line[..*at].bytes().rev().take_while(u8::is_ascii_alphabetic).count() > 3;
    line.match_indices(". ").map(|(at, _)| at).find(ends).unwrap_or(line.len())
}

/// Labels of form fields that hold an address.
fn is_label(folded: &str) -> bool {
    matches!(
        folded,
        "address"
            | "anschrift"
            | "adresse"
            | "lieferadresse"
            | "rechnungsadresse"
            | "lieferanschrift"
            | "wohnanschrift"
            | "strasse"
            | "street"
    )
}

/// `Address: …` in a form: the rest of the line, where it has a number.
fn labelled(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    for i in 0..scan.words.len().saturating_sub(1) {
        let gap = scan.gap_after(i);
        let told = gap.trim_matches(' ') == "\t" || gap.trim() == ":";
        if !told || gap.contains('\n') || !is_label(&scan.words[i].folded) {
            continue;
        }
        let start = scan.words[i + 1].start;
        let line = scan.text[start..].split(['\n', ';']).next().unwrap_or_default();
        let line = &line[..sentence_end(line)];
        let words = &scan.words[i + 1..scan.word_from(start + line.len())];
        let fits = words.len() <= 12 && words.iter().any(|word| word.digits > 0) && !line.contains(['@', '?', '!']);
        if fits && words.first().is_some_and(|word| !word.is_common() || word.capital || word.digits > 0) {
            let end = words.last().map_or(start, |word| word.end);
            hits.push(Hit::new(start, end, StreetAddress, 0.88, "address/field"));
        }
    }
}

/// "2 iced tea and one dr" has the form of an address; a street is named by a capital or a word that is no everyday one.
fn is_named(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let words = &scan.words[scan.word_from(start)..scan.word_from(end)];
    // "im Katalog 12", "an der Kasse 15": behind a small preposition stands a street only where no everyday word does.
    const PREPOSITIONS: [&str; 8] = ["am", "an", "auf", "im", "in", "zum", "zur", "unter"];
    // "Arbeitsplatz 4": a place to work or park is none to live.
    const NO_STREET: [&str; 8] = [
        "arbeitsplatz",
        "sitzplatz",
        "stellplatz",
        "parkplatz",
        "liegeplatz",
        "steckplatz",
        "fensterplatz",
        "bahnsteig",
    ];
    if words.iter().any(|word| NO_STREET.contains(&word.folded.as_ref())) {
        return false;
    }
    let small = words.first().is_some_and(|word| !word.capital && PREPOSITIONS.contains(&word.folded.as_ref()));
    if small
        && words.len() <= 4
        && !words.iter().any(|word| {
            word.letters > 2
                && (is_kind_of_street(&word.folded, word.is_common())
                    || (scan.has_case
                        && word.capital
                        && !word.is_common()
                        && !word.listed.is_no_person()
                        && scan.words.len() <= 12))
        })
    {
        return false;
    }
    // "in der Anzeige mit 58", "3 nights in the Lake View": what stands right beside the number is no small word.
    const SMALL: [&str; 20] = [
        "with", "in", "of", "for", "from", "to", "and", "or", "the", "nights", "days", "hours", "minutes", "times",
        "von", "mit", "bis", "und", "oder", "ab",
    ];
    let small_word = |word: &crate::words::Word<'_>| !word.capital && SMALL.contains(&word.folded.as_ref());
    let beside = match words.iter().position(|word| word.digits > 0) {
        Some(0) => words.get(1),
        Some(number) => words.get(number - 1),
        None => None,
    };
    if scan.has_case && beside.is_some_and(small_word) {
        return false;
    }
    let named = |word: &&crate::words::Word<'_>| {
        word.is_alpha() && word.letters > 2 && (!word.is_common() || (word.capital && !word.shouted))
    };
    let starts_with_number = words.first().is_some_and(|word| word.digits > 0);
    !starts_with_number || words.len() == 3 || words.iter().filter(named).count() > usize::from(scan.has_case)
}

/// Behind an address, the lines or parts between commas that name its place: at most four, of capitalised words that are
/// no everyday words, and numbers.
fn place_behind(scan: &Scan<'_>, end: usize, to: usize) -> usize {
    let mut reached = end;
    for _ in 0..4 {
        let rest = &scan.text[reached..to];
        let separators = rest.len() - rest.trim_start_matches([',', ' ', '\n', '\r', '\t']).len();
        if separators == 0 || separators > 4 || !rest[..separators].contains([',', '\n']) {
            return reached;
        }
        let part = rest[separators..].split([',', '\n', '.', '?', '!', ';', ':', '(']).next().unwrap_or_default();
        let (from, until) = (reached + separators, reached + separators + part.trim_end().len());
        let words = &scan.words[scan.word_from(from)..scan.word_from(until)];
        let plain = |word: &crate::words::Word<'_>| {
            let particle = word.letters <= 3 && word.digits == 0 && !word.is_common();
            let named = word.capital && (!word.is_common() || word.shouted || word.listed.is_no_person());
            word.is_number() && word.digits <= 6 || named || particle
        };
        let fits = (1..=4).contains(&words.len())
            && words.iter().all(plain)
            && words.iter().any(|word| word.capital || word.is_number());
        // What is left of a sentence that goes on is no place: "12 Birch Lane, Mulqueen said".
        let goes_on = scan.words.get(scan.word_from(until)).is_some_and(|next| scan.text[until..next.start] == *" ");
        if !fits || goes_on || words.last().is_none_or(|word| word.end != until) {
            return reached;
        }
        reached = until;
    }
    reached
}

/// "19 Tannery Lane, Wakefield": what was taken for a person right behind a street is its place.
fn take_places(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    hits.dedup_by(|next, last| {
        let street = last.entity_type == StreetAddress && last.rule.starts_with("address/street");
        let first = scan.word_from(next.start);
        let place = next.rule == "tagger/person"
            && scan.words.get(first).is_some_and(|word| word.end == next.end && !word.listed.is_given_name());
        let taken = street && place && scan.text[last.end..next.start] == *", ";
        if taken {
            last.end = next.end;
        }
        taken
    });
}

/// Joins to an address the numbers and places right beside it: `50541 Mlynska 1540, Trancoso 44674` is one address.
/// `hits` are sorted and disjoint.
pub fn extend(scan: &Scan<'_>, mut hits: Vec<Hit>) -> Vec<Hit> {
    take_places(scan, &mut hits);
    for n in 0..hits.len() {
        if hits[n].entity_type == StreetAddress && hits[n].rule.starts_with("address/street") && scan.has_case {
            let to = hits.get(n + 1).map_or(scan.text.len(), |next| next.start);
            hits[n].end = place_behind(scan, hits[n].end, to);
        }
    }
    let mut joined: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match joined.last_mut() {
            Some(last)
                if last.entity_type == StreetAddress && is_weak(&hit) && is_between(scan, last.end, hit.start, 3) =>
            {
                last.end = hit.end;
                last.seen_by = last.seen_by.and(hit.seen_by);
            }
            Some(last)
                if hit.entity_type == StreetAddress
                    && is_weak(last)
                    && is_between(scan, last.end, hit.start, 0)
                    && last.end > last.start =>
            {
                let (start, seen_by) = (last.start, last.seen_by.and(hit.seen_by));
                *last = Hit { start, seen_by, ..hit };
            }
            _ => joined.push(hit),
        }
    }
    joined
}

/// Numbers without a cue and what the tagger takes for a place.
fn is_weak(hit: &Hit) -> bool {
    use countersign_domain::EntityType::*;
    let number =
        hit.score <= 0.65 && !hit.rule.starts_with("tagger") && !matches!(hit.entity_type, EmailAddress | Username);
    number
        || (hit.rule.starts_with("tagger")
            && matches!(hit.entity_type, ZipCode | Location | AccountId | UsSsn | StreetAddress))
        || hit.entity_type == StreetAddress
}

/// Whether only separators and at most `words` capitalised words stand between two bytes.
fn is_between(scan: &Scan<'_>, from: usize, to: usize, words: usize) -> bool {
    let between = &scan.words[scan.word_from(from)..scan.word_from(to)];
    let separators =
        scan.text[from..to].chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | ',' | '\n' | '\r' | '-' | '.'));
    separators
        && between.len() <= words
        && between.iter().all(|word| word.capital && word.digits == 0)
        && to - from <= 60
}
