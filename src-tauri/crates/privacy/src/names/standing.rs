//! Names by where they stand, without a word that introduces them: behind initials or a last dash, in the manner of
//! registers and tickets, before what is theirs or who says that they speak. So that a name in no list is masked as well.

use countersign_domain::EntityType::Person;

use super::{end_of_name, is_particle, is_title, name_tail};
use crate::lexicon;
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// "S. Adebayo", "C.J. de Graaf": initials and a word that is no everyday one.
pub(super) fn behind_initials(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let is_initial = |j: usize| {
        let word = &scan.words[j];
        word.letters == 1 && word.digits == 0 && word.capital && matches!(scan.gap_after(j), "." | ". ")
    };
    // "z. B. Kupfer", "i. A. Weber": an abbreviation, or somebody by order of another.
    let abbreviated = i > 0 && scan.words[i - 1].letters == 1 && !scan.words[i - 1].capital;
    let begins = !abbreviated
        && is_initial(i)
        && (i == 0 || !(is_initial(i - 1) || scan.gap_before(i).ends_with(['.', '/', '&', '-'])));
    if !begins || scan.shouts() {
        return;
    }
    let mut name = i + 1;
    while name < scan.words.len() && name - i < 4 && is_initial(name) {
        name += 1;
    }
    let several = name - i > 1;
    while name + 1 < scan.words.len() && is_particle(&scan.words[name].folded) && !scan.words[name].capital {
        name += 1;
    }
    let Some(word) = scan.words.get(name) else { return };
    // A sentence may end in a letter ("plan B. Sanofi"): the next word is then no name of the lists.
    let before = i.checked_sub(1).map(|before| &scan.words[before]);
    let told = before.is_none_or(|before| !before.is_common() || is_title(&before.folded))
        || scan.gap_before(i).contains(['\n', '"']);
    let sure = several || told || word.listed.is_name();
    if can_only_be_name(word) && word.letters > 2 && !word.shouted && sure && !allowed(&word.folded) {
        hits.push(Hit::new(
            scan.words[i].start,
            end_of_name(scan, name_tail(scan, name)),
            Person,
            0.78,
            "name/initials",
        ));
    }
}

/// "Vet-Protect, Sunny speaking", "Weidner am Apparat": a word with a capital before who says that they speak.
pub(super) fn speaking(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    let behind = |at: usize| scan.words.get(i + at).map_or("", |word| word.folded.as_ref());
    let speaks = match behind(1) {
        "speaking" => !matches!(behind(2), "to" | "with" | "of" | "about" | "english" | "german"),
        "am" => behind(2) == "apparat",
        _ => false,
    };
    if !speaks || scan.gap_after(i) != " " || !word.capital || word.letters < 2 || word.shouted || allowed(&word.folded)
    {
        return;
    }
    let usual = word.listed.is_never_name() || word.listed.is_english() || word.listed.is_german();
    if can_only_be_name(word) || word.is_common() && !usual && !scan.begins_sentence(i) {
        let first = if i > 0 && scan.gap_before(i) == " " && can_only_be_name(&scan.words[i - 1]) { i - 1 } else { i };
        hits.push(Hit::new(scan.words[first].start, word.end, Person, 0.8, "name/speaking"));
    }
}

/// "der Schorsch", "die Sevgi": in German given names have an article; "the Thorntons", "den Aicheles": so have families.
pub(super) fn behind_article(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if i == 0
        || !word.capital
        || word.letters < 4
        || word.shouted
        || !scan.has_case
        || scan.shouts()
        || scan.gap_before(i) != " "
    {
        return;
    }
    let before = scan.words[i - 1].folded.as_ref();
    let fits = can_only_be_name(word) && !word.listed.is_noun() && !allowed(&word.folded);
    let alone =
        scan.gap_after(i) != "-" && !scan.words.get(i + 1).is_some_and(|next| next.capital && scan.gap_after(i) == " ");
    let given = scan.german && matches!(before, "der" | "die" | "dem") && word.listed.is_given_name() && alone;
    let stem = word.folded.strip_suffix('s').filter(|stem| stem.len() > 3);
    let house = stem.is_some_and(|stem| lexicon::listed(stem).is_name() && !lexicon::listed(stem).is_noun());
    let family = matches!(before, "the" | "die" | "den") && house && alone;
    if fits && (given || family) {
        hits.push(Hit::new(word.start, word.end, Person, 0.66, "name/article"));
    }
}

/// "NUNEZODOWD/MARIAJ", as tickets write names.
pub(super) fn tickets(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let (family, Some(given)) = (&scan.words[i], scan.words.get(i + 1)) else { return };
    let fits = |word: &Word<'_>| word.shouted && word.letters > 2 && can_only_be_name(word);
    let alone = i == 0 || !scan.gap_before(i).ends_with('/');
    if !scan.shouts() && scan.gap_after(i) == "/" && alone && family.letters > 3 && fits(family) && fits(given) {
        let last = i + 1;
        if !scan.gap_after(last).starts_with('/') {
            hits.push(Hit::new(family.start, given.end, Person, 0.75, "name/ticket"));
        }
    }
}

/// "Where is it? - HARUTO", "where is it - Chidi Okafor": one or two words behind a dash that end the text, a name of
/// the lists or a word that no text has. A short one in capitals may stand for anything and has to be listed.
pub(super) fn behind_last_dash(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    const SHORTEST_SHOUTED: usize = 5;
    let left = scan.words.len() - i;
    if left > 2 || i < 2 || !scan.has_case || scan.shouts() || scan.gap_before(i).trim() != "-" {
        return;
    }
    let fits = |word: &Word<'_>| {
        // "PlayStore": a capital within makes a product.
        let plain = word.shouted || !word.text.chars().skip(1).any(char::is_uppercase);
        let long = word.letters >= if word.shouted { SHORTEST_SHOUTED } else { 3 };
        can_only_be_name(word) && !allowed(&word.folded) && word.letters > 1 && (word.listed.is_name() || plain && long)
    };
    let names = &scan.words[i..];
    // "Telefon - Festnetz": a German noun has a capital wherever it stands.
    let told = !scan.german || names.iter().any(|word| word.listed.is_name());
    // "e-mail" is one word.
    let apart = scan.gap_before(i).starts_with([' ', '\n']) && scan.gap_before(i).ends_with([' ', '\n']);
    let together = left == 1 || matches!(scan.gap_after(i), " " | "-");
    let closed = scan.gap_after(scan.words.len() - 1).trim().is_empty();
    if told && apart && together && closed && names.iter().all(fits) {
        hits.push(Hit::new(names[0].start, names[left - 1].end, Person, 0.7, "name/dash"));
    }
}

/// "LIU, Haruto: …" at the start of a line, as registers and files write names: the family name in capitals first.
pub(super) fn registers(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let family = &scan.words[i];
    if !family.shouted || scan.shouts() || !(i == 0 || scan.gap_before(i).contains('\n')) {
        return;
    }
    let fits = |word: &Word<'_>| can_only_be_name(word) && !allowed(&word.folded) && word.letters > 1;
    let mut given = i + 1;
    // "AL-RASHID, Layla", "DE LA CRUZ, Inês".
    while given < scan.words.len() && given - i < 4 && matches!(scan.gap_before(given), "-" | " ") {
        if !scan.words[given].shouted {
            return;
        }
        given += 1;
    }
    let Some(first) = scan.words.get(given) else { return };
    let parts = &scan.words[i..given];
    let surname = parts.iter().all(|word| fits(word) || parts.len() > 1 && is_particle(&word.folded))
        || parts.len() == 1 && family.listed.is_name() && !family.listed.is_no_person();
    let named = fits(first) && first.capital && !first.shouted && scan.gap_before(given) == ", ";
    if !surname || !named {
        return;
    }
    let last = name_tail(scan, given);
    let closed = last + 1 == scan.words.len() || scan.gap_after(last).starts_with([':', '\n', '(', ';']);
    if closed && last - given < 3 {
        hits.push(Hit::new(family.start, end_of_name(scan, last), Person, 0.82, "name/register"));
    }
}

/// "Xiaoming's account": a word that no text has, and what persons call theirs.
pub(super) fn owners(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    const OWNED: &[&str] = &[
        "account",
        "accounts",
        "address",
        "appointment",
        "bag",
        "bike",
        "birthday",
        "booking",
        "card",
        "daughter",
        "flight",
        "husband",
        "laptop",
        "login",
        "luggage",
        "name",
        "order",
        "package",
        "parcel",
        "passport",
        "password",
        "phone",
        "prescription",
        "profile",
        "reservation",
        "room",
        "seat",
        "son",
        "ticket",
        "wife",
    ];
    let word = &scan.words[i];
    let owns = !scan.german
        && word.capital
        && scan.gap_after(i) == "'"
        && scan.words.get(i + 1).is_some_and(|next| next.folded == "s")
        && scan.gap_after(i + 1) == " "
        && scan.words.get(i + 2).is_some_and(|next| OWNED.contains(&next.folded.as_ref()));
    if owns && word.letters > 2 && !word.shouted && can_only_be_name(word) && !allowed(&word.folded) {
        hits.push(Hit::new(word.start, word.end, Person, 0.7, "name/owner"));
    }
}

/// A word with a capital that no text has but for a name: no everyday word, no place, no cue.
pub(super) fn can_only_be_name(word: &Word<'_>) -> bool {
    word.capital
        && word.digits == 0
        && !word.is_common()
        && !word.listed.is_no_person()
        && !is_title(&word.folded)
        && word.cue.is_none()
        && !word.listed.is_never_name()
}
