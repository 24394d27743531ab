//! What somebody says aloud: digits as words, letters one by one or by a spelling alphabet, dates of birth. Transcripts
//! of calls are full of it, and no pattern of characters finds it.

use std::sync::LazyLock;

use countersign_domain::EntityType::{AccountId, DateOfBirth, Person, PhoneNumber, StreetAddress};

use crate::cue::cue_near;
use crate::lexicon::WordSet;
use crate::numbers::MIN_DIGITS;
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// Fewest letters, said one by one, that spell something.
const FEWEST_LETTERS: usize = 3;
/// Fewest words of a date that is said aloud.
const SHORTEST_DATE: usize = 3;
/// Most words of one: "the twenty eighth of september nineteen hundred and sixty four".
const LONGEST_DATE: usize = 12;

/// Reports what is spelled.
pub fn recognize(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    let mut i = 0;
    while i < scan.words.len() {
        // A run that spells nothing spells nothing from its second word on either, so no word is looked at twice.
        let (spells, end) = spelled(scan, i, hits);
        if spells {
            i = end;
            continue;
        }
        let date = date_of_birth(scan, i, hits);
        i = date.or_else(|| street(scan, i, hits)).unwrap_or(end.max(i + 1));
    }
}

/// What words stand for, said aloud.
enum Said {
    /// So many digits.
    Digits(usize),
    /// A letter by itself.
    Letter,
    /// A letter by its word in a spelling alphabet.
    Spelled,
    /// A mark, or a remark on the next letter.
    Between,
}

/// What starts at word `i`, and how many words it takes.
fn said(scan: &Scan<'_>, i: usize) -> Option<(Said, usize)> {
    let word = &scan.words[i];
    if let Some(digits) = digits_of(word) {
        return Some((Said::Digits(digits), 1));
    }
    if word.is_number() && word.digits == 1 {
        return Some((Said::Digits(1), 1));
    }
    if word.letters == 1 && word.digits == 0 {
        // "m as in mike", "f wie friedrich".
        let folded = |at: usize| scan.words.get(at).map(|word| word.folded.as_ref());
        let by_word = match (folded(i + 1), folded(i + 2)) {
            (Some("as"), Some("in")) => 4,
            (Some("for" | "like" | "wie"), _) => 3,
            _ => return Some((Said::Letter, 1)),
        };
        let is_its_word =
            scan.words.get(i + by_word - 1).is_some_and(|its| its.folded.starts_with(word.folded.as_ref()));
        return Some(if is_its_word { (Said::Spelled, by_word) } else { (Said::Letter, 1) });
    }
    match word.folded.as_ref() {
        "alpha" | "alfa" | "bravo" | "charlie" | "delta" | "echo" | "foxtrot" | "golf" | "hotel" | "india"
        | "juliet" | "juliett" | "kilo" | "lima" | "mike" | "november" | "oscar" | "papa" | "quebec" | "romeo"
        | "sierra" | "tango" | "uniform" | "victor" | "whiskey" | "whisky" | "xray" | "yankee" | "zulu" | "anton"
        | "berta" | "casar" | "dora" | "emil" | "friedrich" | "gustav" | "heinrich" | "ida" | "julius" | "kaufmann"
        | "ludwig" | "martha" | "nordpol" | "otto" | "paula" | "quelle" | "richard" | "siegfried" | "theodor"
        | "ulrich" | "viktor" | "wilhelm" | "xanthippe" | "ypsilon" | "zacharias" => Some((Said::Spelled, 1)),
        "hundred" | "dash" | "hyphen" | "minus" | "slash" | "underscore" | "bindestrich" | "schragstrich"
        | "unterstrich" | "strich" | "leerzeichen" | "capital" => Some((Said::Between, 1)),
        _ => None,
    }
}

/// "m as in mike d four four zero", "papa nine tango", "o y e l a r a n" from word `from` on: whether it spells
/// anything, and the word behind it.
fn spelled(scan: &Scan<'_>, from: usize, hits: &mut Vec<Hit>) -> (bool, usize) {
    // "that's", "l'ordre": a letter behind an apostrophe belongs to the word before.
    if from > 0 && scan.gap_before(from) == "'" {
        return (false, from + 1);
    }
    let (mut digits, mut words_of_digits, mut letters, mut alphabet) = (0, 0, 0, 0);
    let (mut at, mut last) = (from, from);
    while at < scan.words.len() {
        let apart = at > from && !scan.gap_before(at).chars().all(|c| matches!(c, ' ' | '-' | ',' | '.'));
        // "z. B.", "e. V.": abbreviations are no spelling.
        let abbreviated = at > from && scan.gap_before(at).contains('.') && scan.words[at].is_alpha();
        let Some((said, words)) = said(scan, at).filter(|_| !apart && !abbreviated) else { break };
        match said {
            Said::Digits(n) => {
                digits += n;
                words_of_digits += usize::from(scan.words[at].is_alpha());
            }
            Said::Letter => letters += 1,
            Said::Spelled => alphabet += 1,
            Said::Between if at == from => return (false, from + 1),
            Said::Between => {}
        }
        at += words;
        if !matches!(said, Said::Between) {
            last = at - 1;
        }
    }
    let size = digits + letters + alphabet;
    let number = digits >= MIN_DIGITS && words_of_digits >= 2;
    let code = digits > 0 && alphabet > 0 && size >= MIN_DIGITS || alphabet >= MIN_DIGITS;
    let mixed = words_of_digits >= 2 && letters > 0 && size > MIN_DIGITS;
    // "at the H-E-B": marks between capitals make the name of a firm.
    let firm = last - from < 3 && scan.words[from].capital && scan.gap_after(from) == "-";
    let name = digits == 0 && letters + alphabet >= FEWEST_LETTERS && letters > 0 && !firm;
    if !(number || code || mixed || name) {
        return (false, at);
    }
    // "a four", "i one": a letter at the edge may be a word of the sentence.
    let first = if digits > 0 && letters == 1 && matches!(scan.words[from].folded.as_ref(), "a" | "i") {
        from + 1
    } else {
        from
    };
    let cue = cue_near(&scan.words, first, last, |_| true);
    let (entity_type, rule) = match cue {
        None if name => (Person, "name/spelled"),
        None if digits >= 7 && letters + alphabet == 0 => (PhoneNumber, "number/spelled"),
        None => (AccountId, "number/spelled"),
        Some(cue) if digits > 0 || alphabet > 0 => (cue, "number/spelled"),
        Some(_) => (Person, "name/spelled"),
    };
    hits.push(Hit::new(scan.words[first].start, scan.words[last].end, entity_type, 0.7, rule));
    (true, last + 1)
}

/// Digits that a spelled word stands for; "double" and "triple" multiply the next one.
fn digits_of(word: &Word<'_>) -> Option<usize> {
    Some(match word.folded.as_ref() {
        "zero" | "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "oh" => 1,
        "null" | "eins" | "zwei" | "zwo" | "drei" | "vier" | "funf" | "fuenf" | "sechs" | "sieben" | "acht"
        | "neun" => 1,
        "double" | "doppel" => 1,
        "triple" => 2,
        "zehn" | "elf" | "zwolf" => 2,
        // "einundzwanzig", "siebzehn", "hundertvierzehn".
        numeral if is_german_numeral(numeral) => 2,
        _ => return None,
    })
}

fn is_german_numeral(folded: &str) -> bool {
    const TENS: &[&str] = &["zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    let tens =
        TENS.iter().any(|ten| folded.strip_suffix(ten).is_some_and(|ones| ones.is_empty() || ones.ends_with("und")));
    let teens = folded
        .strip_suffix("zehn")
        .is_some_and(|ones| matches!(ones, "drei" | "vier" | "funf" | "sech" | "sieb" | "acht" | "neun"));
    tens || teens
        || folded
            .strip_prefix("hundert")
            .is_some_and(|rest| !rest.is_empty() && (is_german_numeral(rest) || is_single(rest)))
}

fn is_single(folded: &str) -> bool {
    matches!(folded, "eins" | "zwei" | "drei" | "vier" | "funf" | "sechs" | "sieben" | "acht" | "neun")
}

/// "zechenstraße sieben", said aloud; gives the word behind it.
fn street(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) -> Option<usize> {
    const ENDS: &[&str] = &["strasse", "gasse", "weg", "allee", "platz", "damm", "ufer", "ring"];
    let number = scan.words.get(i + 1)?;
    let named = ENDS.iter().any(|end| scan.words[i].folded.strip_suffix(end).is_some_and(|name| name.len() > 2));
    let numbered = is_single(&number.folded) || is_german_numeral(&number.folded);
    if !(named && numbered && scan.gap_after(i) == " ") || scan.words[i].is_common() {
        return None;
    }
    hits.push(Hit::new(scan.words[i].start, number.end, StreetAddress, 0.8, "address/spoken"));
    Some(i + 2)
}

/// "june the third nineteen seventy one" behind a cue of birth; gives the word behind it.
fn date_of_birth(scan: &Scan<'_>, from: usize, hits: &mut Vec<Hit>) -> Option<usize> {
    if !is_of_date(&scan.words[from].folded) {
        return None;
    }
    let small = |word: &Word<'_>| matches!(word.folded.as_ref(), "the" | "of" | "and" | "in");
    let (mut at, mut last, mut told) = (from, from, 0);
    while at < scan.words.len() && at - from < LONGEST_DATE && (at == from || matches!(scan.gap_before(at), " " | ", "))
    {
        let word = &scan.words[at];
        if is_of_date(&word.folded) {
            last = at;
            told += 1;
        } else if !small(word) {
            break;
        }
        at += 1;
    }
    let year = scan.words[from..=last].iter().any(|word| is_century(&word.folded));
    let enough = told >= SHORTEST_DATE || told == SHORTEST_DATE - 1 && year;
    let cue = cue_near(&scan.words, from, last, |cue| cue == DateOfBirth).is_some();
    if enough && (cue || scan.expected == Some(DateOfBirth)) {
        hits.push(Hit::new(scan.words[from].start, scan.words[last].end, DateOfBirth, 0.8, "date_of_birth/spoken"));
        return Some(last + 1);
    }
    None
}

fn is_century(folded: &str) -> bool {
    folded.starts_with("neunzehnhundert") || folded.starts_with("zweitausend") || folded == "nineteen"
}

/// Months, ordinals and numbers.
static OF_DATES: LazyLock<WordSet> = LazyLock::new(|| {
    "january february march april may june july august september october november december jan feb mar apr jun jul aug \
     sep oct nov dec januar februar marz maerz mai juni juli oktober dezember first second third fourth fifth sixth \
     seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth \
     nineteenth twentieth thirtieth one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
     fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety oh hundred \
     thousand erster ersten zweiter zweiten dritter dritten vierter vierten funfter funften sechster sechsten siebter \
     siebten achter achten neunter neunten zehnter zehnten elfter elften zwolfter zwolften"
        .split(' ')
        .collect()
});

/// A word of a date.
fn is_of_date(folded: &str) -> bool {
    let german =
        || ["zehnten", "zigsten", "zehnter", "zigster", "ssigsten", "ssigster"].iter().any(|end| folded.ends_with(end));
    OF_DATES.contains(folded) || is_century(folded) || german()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &'static str)> {
        let mut hits = Vec::new();
        let scan = Scan::new(text, None);
        recognize(&scan, &mut hits);
        hits.iter().map(|hit| (&text[hit.start..hit.end], hit.rule)).collect()
    }

    #[test]
    fn what_is_spelled_is_found_whole() {
        let cases = [
            ("it is m as in mike d as in delta four four zero nine", "m as in mike d as in delta four four zero nine"),
            ("the booking is papa nine tango tango four kilo okay", "papa nine tango tango four kilo"),
            ("f wie friedrich k wie kaufmann drei acht zwo", "f wie friedrich k wie kaufmann drei acht zwo"),
            ("four one double one dash seven two please", "four one double one dash seven two"),
            ("and my name that's o y e l a r a n thanks", "o y e l a r a n"),
            ("born june the third nineteen seventy one yes", "june the third nineteen seventy one"),
            ("ja die zechenstraße sieben in gelsenkirchen", "zechenstraße sieben"),
            ("vier vier null siebzehn doppel acht drei", "vier vier null siebzehn doppel acht drei"),
            ("geboren am dritten siebten neunzehnhundertachtzig", "dritten siebten neunzehnhundertachtzig"),
        ];
        for (text, spelled) in cases {
            assert_eq!(found(text).iter().map(|(part, _)| *part).collect::<Vec<_>>(), [spelled], "{text}");
        }
    }

    #[test]
    fn what_is_said_of_numbers_stays() {
        let free = [
            "one or two of them",
            "a hotel in india",
            "plan a or b",
            "z. B. am Montag",
            "i have four kids and two dogs",
            "we paid in june and in july",
            "mike and oscar are words",
            "the first of may is a holiday",
        ];
        for text in free {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
