//! Names in letters: forms of address, greetings, sign-offs, and a name as the last words.

use countersign_domain::EntityType::Person;

use super::{can_be_name, end_of_name, is_particle, is_title, name_tail};
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// "Mr Weber", "Frau Dr. Lang", "Ms. van Dijk". `Miss` and `Sir` need a capital behind them, as all do in mixed case.
pub(super) fn forms_of_address(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let house = i > 0
        && scan.words[i].capital
        && matches!(scan.words[i - 1].folded.as_ref(), "familie" | "fam" | "eheleute" | "ehepaar" | "ehel")
        && !crate::lexicon::is_compound(&scan.words[i].folded);
    if i == 0
        || !(house || is_title(&scan.words[i - 1].folded))
        || !matches!(scan.gap_before(i), " " | ". " | "." | ".  ")
    {
        return;
    }
    let word = &scan.words[i];
    let initial = word.letters == 1
        && word.capital
        && scan.words.get(i + 1).is_some_and(|next| next.capital && next.letters > 1 && !next.is_common());
    if initial && scan.has_case && matches!(scan.gap_after(i), " " | ". " | ".") {
        return hits.push(Hit::new(word.start, end_of_name(scan, name_tail(scan, i + 1)), Person, 0.9, "name/title"));
    }
    if is_particle(&word.folded) && !word.capital {
        let last = name_tail(scan, i);
        return if last > i {
            hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.9, "name/title"))
        };
    }
    if is_title(&word.folded) || !can_be_name(word) || word.letters < 2 || is_courtesy(&word.folded) {
        return;
    }
    // "Good morning sir. Your …": only an abbreviation has a mark of its own.
    let whole =
        matches!(scan.words[i - 1].folded.as_ref(), "sir" | "miss" | "frau" | "herr" | "herrn" | "doctor" | "mister");
    if whole && scan.gap_before(i).starts_with('.') {
        return;
    }
    // "Familie Löw", "Eheleute Stern"
    let weak_title = matches!(
        scan.words[i - 1].folded.as_ref(),
        "doctor" | "miss" | "sir" | "rev" | "capt" | "fr" | "mag" | "ing" | "dipl"
    );
    let unusual = !word.is_everyday() || (word.capital && (!scan.words[i - 1].shouted || word.listed.is_name()));
    // "herr petrosjan": whoever writes the title small writes the name small.
    let small = !scan.words[i - 1].capital && !word.is_everyday() && word.letters > 3;
    let case_ok = if scan.has_case { word.capital || small } else { !word.is_everyday() };
    if !unusual || !case_ok || (weak_title && !word.listed.is_name() && !word.capital) || word.listed.is_never_name() {
        return;
    }
    let last = name_tail(scan, i);
    hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.9, "name/title"));
}

/// "Frau Kollegin", "Herr Direktor", "Herr Papa": what somebody is, in place of their name.
fn is_courtesy(folded: &str) -> bool {
    const OFFICES: &[&str] = &[
        "kollege",
        "kollegin",
        "direktor",
        "direktorin",
        "prasident",
        "prasidentin",
        "notar",
        "notarin",
        "minister",
        "ministerin",
        "anwalt",
        "anwaltin",
        "nachbar",
        "nachbarin",
        "lehrer",
        "lehrerin",
        "vorsitzender",
        "vorsitzende",
        "rechtsanwalt",
        "rechtsanwaltin",
        "chef",
        "chefin",
        "gemahl",
        "gemahlin",
        "papa",
        "mama",
        "ober",
        "pfarrer",
        "burgermeister",
        "burgermeisterin",
        "hofrat",
    ];
    OFFICES.contains(&folded)
}

/// "Hi Jonas," at the start of a line; the name is followed by a mark or the end of the line.
pub(super) fn greetings(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    // Without any capital a greeting is followed by anything; the tagger decides there.
    if i == 0 || !scan.has_case || !matches!(scan.gap_before(i), " " | ", ") {
        return;
    }
    let greeting = &scan.words[i - 1].folded;
    let known = matches!(
        greeting.as_ref(),
        "hi" | "hello"
            | "hey"
            | "dear"
            | "hallo"
            | "liebe"
            | "lieber"
            | "moin"
            | "servus"
            | "morning"
            | "afternoon"
            | "evening"
            | "thanks"
            | "thank"
            | "thx"
            | "danke"
            | "bye"
    ) || (greeting == "you" && i > 1 && scan.words[i - 2].folded == "thank");
    let word = &scan.words[i];
    if !known || !can_be_name(word) || word.letters < 2 || allowed(&word.folded) || word.listed.is_never_name() {
        return;
    }
    let thanked = greeting == "you" && word.capital && scan.gap_after(i).starts_with([',', '!', '.']);
    let named = thanked
        || (word.capital && !word.is_common())
        || (word.listed.is_given_name() && (word.capital || !word.is_common()));
    if !named || (word.is_common() && !word.capital) || is_title(&word.folded) {
        return;
    }
    // "Danke, ab 1.4.", "Servus, Ticketbörse": in German a small word is seldom a name, and a compound none.
    let no_name =
        !word.capital && word.letters < 3 || !word.listed.is_name() && crate::lexicon::is_compound(&word.folded);
    if scan.german && no_name {
        return;
    }
    let last = name_tail(scan, i);
    let after = scan.gap_after(last);
    let closed = last + 1 == scan.words.len()
        || after.starts_with([',', '!', '.', ':', '\n', '?', ';', '-'])
        || after.starts_with(" -");
    let sure = word.listed.is_name() || matches!(greeting.as_ref(), "dear" | "liebe" | "lieber");
    // "Dear Housing Team", "Dear Pensions Administration": an office.
    let office = (i..(last + 3).min(scan.words.len())).any(|j| is_office(&scan.words[j].folded));
    // "Hello, Aurora Mobile"
    if crate::tagger::is_firm(scan, i, last) {
        return;
    }
    if office && (last > i || scan.gap_after(last) == " ") {
        return;
    }
    if closed || (sure && !word.is_common()) {
        hits.push(Hit::new(
            word.start,
            end_of_name(scan, last),
            Person,
            if closed { 0.82 } else { 0.7 },
            "name/greeting",
        ));
    }
}

pub(super) fn is_office(folded: &str) -> bool {
    matches!(
        folded,
        "team"
            | "department"
            | "dept"
            | "administration"
            | "office"
            | "services"
            | "desk"
            | "board"
            | "committee"
            | "abteilung"
            | "verwaltung"
            | "kundendienst"
            | "amt"
    )
}

/// A name on the line behind "regards" or "Grüße", or behind a dash at the very end.
pub(super) fn sign_offs(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    if i == 0 || (scan.has_case && !scan.words[i].capital) {
        return;
    }
    let before = &scan.words[i - 1].folded;
    let closing = matches!(
        before.as_ref(),
        "regards"
            | "sincerely"
            | "cheers"
            | "yours"
            | "faithfully"
            | "best"
            | "wishes"
            | "thanks"
            | "you"
            | "grusse"
            | "grussen"
            | "gruss"
            | "mfg"
            | "lg"
            | "vg"
            | "dank"
            | "love"
            | "truly"
            | "respectfully"
            | "cordially"
    );
    let gap = scan.gap_before(i);
    let apart = gap.contains('\n') || (gap.starts_with([',', '!', '.']) && gap.len() <= 3) || gap.trim() == "-";
    let direct =
        gap == " " && matches!(before.as_ref(), "regards" | "sincerely" | "grusse" | "grussen" | "mfg" | "lg" | "vg");
    let word = &scan.words[i];
    if !closing || !(apart || direct) || !can_be_name(word) || allowed(&word.folded) {
        return;
    }
    if (word.is_common() && !word.listed.is_name()) || word.listed.is_never_name() {
        return;
    }
    // "Liebe Grüße\nR. Weber\nVersicherungsnr. …", once the name is masked.
    if word.folded.ends_with("nr") || scan.german && !word.listed.is_name() && crate::lexicon::is_compound(&word.folded)
    {
        return;
    }
    let last = name_tail(scan, i);
    let ends_line = last + 1 == scan.words.len()
        || scan.gap_after(last).contains('\n')
        || scan.gap_after(last).starts_with([',', '|']);
    if ends_line && (last > i || word.letters > 1) {
        hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.85, "name/sign_off"));
    }
}

/// "… nobody answered! Torge": one or two words that end the text behind a full sentence and are no everyday words.
pub(super) fn last_words(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let left = scan.words.len() - i;
    if left > 2 || i < 6 || !scan.has_case || scan.shouts() || !scan.gap_before(i).contains(['.', '!', '?', '\n']) {
        return;
    }
    let names = &scan.words[i..];
    let fits = |word: &Word<'_>| {
        word.capital
            && word.digits == 0
            && word.letters > 2
            && !word.shouted
            && !word.is_common()
            && !word.listed.is_no_person()
            && word.cue.is_none()
            && !word.listed.is_never_name()
    };
    let together = left == 1 || matches!(scan.gap_after(i), " " | "-");
    let closed = scan.gap_after(scan.words.len() - 1).trim().is_empty();
    if together && closed && names.iter().all(fits) && (!scan.german || left == 1 || names[0].listed.is_name()) {
        hits.push(Hit::new(names[0].start, names[left - 1].end, Person, 0.7, "name/last"));
    }
}
