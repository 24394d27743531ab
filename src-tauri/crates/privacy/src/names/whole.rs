//! What belongs to a name that was found: the words beside it, a nickname within it, another name joined to it.

use countersign_domain::EntityType::{DateOfBirth, Person};

use super::fields::is_form_label;
use super::kin::is_role;
use super::letters::is_office;
use super::standing::can_only_be_name;
use super::{end_of_name, is_title, name_tail};
use crate::free::Free;
use crate::scan::{Hit, Scan, union};
use crate::words::Word;

/// Takes into a name the words right beside it that can only belong to it: capitalised, no everyday words, nothing but a
/// blank or a hyphen between. `hits` are sorted and disjoint, and stay so.
pub fn extend(scan: &Scan<'_>, mut hits: Vec<Hit>) -> Vec<Hit> {
    for n in 0..hits.len() {
        if hits[n].entity_type != Person || hits[n].rule.starts_with("known/") {
            continue;
        }
        let (from, to) =
            (n.checked_sub(1).map_or(0, |n| hits[n].end), hits.get(n + 1).map_or(scan.text.len(), |h| h.start));
        let mut first = scan.word_from(hits[n].start);
        let mut last = scan.word_from(hits[n].end).saturating_sub(1).max(first);
        if scan.words.get(first).is_none_or(|word| word.start != hits[n].start) || !scan.words[first].capital {
            continue;
        }
        let mut taken = 0;
        while taken < 3
            && last + 1 < scan.words.len()
            && belongs(scan, last + 1, scan.gap_after(last))
            && scan.words[last + 1].end <= to
        {
            last += 1;
            taken += 1;
        }
        while taken < 3
            && first > 0
            && belongs(scan, first - 1, scan.gap_before(first))
            && (scan.gap_before(first) == "-"
                || !scan.begins_sentence(first - 1)
                || scan.words[first - 1].listed.is_name())
            && scan.words[first - 1].start >= from
        {
            first -= 1;
            taken += 1;
        }
        // "Hye-jin": the part behind the hyphen may be small.
        if scan.gap_after(last) == "-"
            && scan.words.get(last + 1).is_some_and(|next| next.is_alpha() && !next.capital && next.end <= to)
            && !scan.words[last + 1].is_common()
        {
            last += 1;
        }
        if last == first && is_whole_name(scan, first) && scan.words[first + 1].end <= to {
            last += 1;
        }
        if last == first && has_surname(scan, first) && scan.words[first + 1].end <= to {
            last += 1;
        }
        (hits[n].start, hits[n].end) =
            (scan.words[first].start.min(hits[n].start), scan.words[last].end.max(hits[n].end));
    }
    hits
}

/// "Jonas Freitag <", "Hildegunde Kurz (": behind a given name a noun that a signature or a bracket closes off.
fn is_whole_name(scan: &Scan<'_>, given: usize) -> bool {
    let Some(next) = scan.words.get(given + 1) else { return false };
    let closed = scan.gap_after(given + 1).trim_start_matches(' ').starts_with(['<', '|', '(', '\n', '\t']);
    let word = next.capital && !next.shouted && next.letters > 2 && next.digits == 0 && next.cue.is_none();
    scan.german
        && word
        && closed
        && scan.gap_after(given) == " "
        && scan.words[given].listed.is_given_name()
        && !next.listed.is_german()
        && !next.listed.is_never_name()
        && !is_form_label(scan, given + 1)
}

/// "Bartholomew Quick.", "Tallulah Rain again": a given name within a sentence, and an everyday word with a capital that
/// nothing but a surname explains.
fn has_surname(scan: &Scan<'_>, given: usize) -> bool {
    let Some(next) = scan.words.get(given + 1) else { return false };
    let begins = scan.begins_sentence(given);
    let alone = scan.words.get(given + 2).is_none_or(|after| !after.capital || scan.gap_after(given + 1) != " ");
    let word = next.capital && !next.shouted && next.letters > 2 && next.digits == 0 && next.cue.is_none();
    let usual = next.listed.is_never_name()
        || next.listed.is_english()
        || next.listed.is_german()
        || is_office(&next.folded)
        || is_form_label(scan, given + 1);
    !scan.german
        && !begins
        && alone
        && word
        && !usual
        && scan.gap_after(given) == " "
        && scan.words[given].listed.is_given_name()
}

/// Whether word `j`, with this gap to a name, is a part of it.
fn belongs(scan: &Scan<'_>, j: usize, gap: &str) -> bool {
    let word = &scan.words[j];
    let glued = gap == "-";
    if is_role(&word.folded) || is_form_label(scan, j) {
        return false;
    }
    let close = glued || gap == " " || (gap == ". " && word.letters > 1);
    let plain = word.digits == 0 && word.capital && !is_title(&word.folded) && !word.listed.is_never_name();
    let initial = word.letters == 1 && gap == " " && scan.gap_after(j).starts_with(['.', ' ']) && word.folded != "i";
    // Every German noun has a capital.
    let opens = j == 0 || scan.gap_before(j).contains([',', '(', '\n', ':', '"']);
    let unusual =
        !word.is_common() && !word.listed.is_no_person() && (!scan.german || glued || opens || word.listed.is_name());
    close
        && plain
        && (initial || (word.letters > 1 && unusual && (!word.shouted || scan.shouts() || word.listed.is_name())))
        && word.cue.is_none()
}

/// Takes into the masked what stands beside a name as another one: "Carys or Cerys", "Anna und Jelko".
pub fn beside_names(scan: &Scan<'_>, mut hits: Vec<Hit>) -> Vec<Hit> {
    let mut found = Vec::new();
    if !scan.has_case || scan.shouts() {
        return hits;
    }
    let fits = |word: &Word<'_>| {
        can_only_be_name(word) && word.letters > 2 && !word.shouted && (!scan.german || word.listed.is_name())
    };
    let nickname = |at: usize| {
        scan.gap_before(at) == " \""
            && scan.words.get(at + 1).is_some_and(|next| next.capital)
            && scan.gap_after(at) == "\" "
    };
    let joins = |gap: &str| matches!(gap, " or " | " and " | " & " | " und " | " oder " | "/" | " / " | "? ");
    for hit in hits.iter().filter(|hit| hit.entity_type == Person) {
        let next = scan.word_from(hit.end);
        // `Ernestine "Teenie" Broussard`
        if next + 1 < scan.words.len() && nickname(next) {
            let last = name_tail(scan, next + 1);
            found.push(Hit::new(hit.start, end_of_name(scan, last), Person, hit.score, "name/nickname"));
        }
        let begins = scan.word_from(hit.start);
        if begins > 1 && nickname(begins - 1) && scan.words[begins - 2].capital && scan.words[begins].start == hit.start
        {
            found.push(Hit::new(scan.words[begins - 2].start, hit.end, Person, hit.score, "name/nickname"));
        }
        // "Charlotte Okpara, 22.12.07": a date right behind a name.
        let gap = scan.words.get(next).map_or("", |word| &scan.text[hit.end..word.start]);
        if matches!(gap, ", " | " (" | ", *" | " *" | " - ") {
            let at = scan.words[next].start;
            let with_year = |range: &&Free| {
                let digits = scan.text[range.start..range.end].bytes().filter(u8::is_ascii_digit).count();
                range.date && range.start == at && digits > 4
            };
            let date = scan.free[scan.free.partition_point(|range| range.start < at)..].first().filter(with_year);
            found.extend(date.map(|date| Hit::new(date.start, date.end, DateOfBirth, 0.65, "date_of_birth/beside")));
        }
        for at in [next, next + 1] {
            let Some(word) = scan.words.get(at) else { break };
            if joins(&scan.text[hit.end..word.start]) && fits(word) {
                found.push(Hit::new(word.start, end_of_name(scan, name_tail(scan, at)), Person, 0.65, "name/beside"));
            }
        }
        let first = scan.word_from(hit.start);
        for at in [first.checked_sub(1), first.checked_sub(2)].into_iter().flatten() {
            let word = &scan.words[at];
            if word.end <= hit.start && joins(&scan.text[word.end..hit.start]) && fits(word) {
                found.push(Hit::new(word.start, word.end, Person, 0.65, "name/beside"));
            }
        }
    }
    if found.is_empty() {
        return hits;
    }
    hits.extend(found);
    union(hits)
}
