//! Names in forms: the value of a field whose label says that it is one.

use countersign_domain::EntityType::Person;

use super::kin::is_role;
use super::speakers::is_speaker;
use super::{can_be_name, end_of_name, is_particle, is_title, name_tail};
use crate::scan::{Hit, Scan};

/// `Jonas Weber: …` at the start of a line, and form fields (`Name: …`, `From: …`, `Kunde: …`).
pub(super) fn labels(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if !can_be_name(word) || allowed(&word.folded) {
        return;
    }
    // "Nachname: von der Ohe"
    if i > 0 && is_particle(&word.folded) && !word.capital && scan.words[i - 1].capital && labelled(scan, i) {
        let last = name_tail(scan, i);
        if last > i {
            hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.86, "name/field"));
        }
        return;
    }
    if i > 0 && labelled(scan, i) {
        let compound = scan.german && !word.listed.is_known() && crate::lexicon::is_compound(&word.folded);
        let plain = !word.is_common() && !compound || (word.capital && word.listed.is_name());
        // "Previous contact ...... spoke to": where there are capitals a name has one.
        let cased = word.capital || !scan.has_case || scan.sparse_capitals || !scan.gap_before(i).contains("..");
        if plain && cased && !word.listed.is_never_name() {
            let titled = is_title(&word.folded) && scan.words.get(i + 1).is_some_and(|next| next.capital);
            let first = if titled { i + 1 } else { i };
            let last = given_behind(scan, name_tail(scan, first));
            hits.push(Hit::new(scan.words[first].start, end_of_name(scan, last), Person, 0.88, "name/field"));
        }
        return;
    }
    let line_start = i == 0 || scan.gap_before(i).contains('\n');
    let role = i > 0
        && (i == 1 || scan.gap_before(i - 1).contains('\n'))
        && scan.gap_before(i) == " "
        && matches!(
            scan.words[i - 1].folded.as_ref(),
            "agent"
                | "advisor"
                | "operator"
                | "customer"
                | "kunde"
                | "kundin"
                | "berater"
                | "beraterin"
                | "mitarbeiter"
                | "mitarbeiterin"
        );
    let plain = || !is_role(&word.folded);
    if (line_start || role) && plain() && word.capital && !word.is_common() && word.letters > 1 {
        let last = name_tail(scan, i);
        let ends = last + 1 < scan.words.len() && scan.gap_after(last).starts_with(": ") && last - i < 3;
        let never = (i..=last).any(|j| scan.words[j].listed.is_never_name() || scan.words[j].cue.is_some());
        let joined = role
            && scan.gap_after(last).starts_with(" ")
            && scan
                .words
                .get(last + 1)
                .is_some_and(|next| matches!(next.folded.as_ref(), "has" | "hat" | "joined" | "ist"));
        if (ends || joined) && !never && (role || word.listed.is_name()) {
            hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.82, "name/speaker"));
        }
    }
}

/// "Tesfaye, Hiwot" as the whole of a field: the given name behind the comma.
fn given_behind(scan: &Scan<'_>, last: usize) -> usize {
    let Some(given) = scan.words.get(last + 1) else { return last };
    let named = scan.gap_after(last) == ", " && given.capital && given.letters > 1 && given.digits == 0;
    if !named || given.is_common() && !given.listed.is_given_name() {
        return last;
    }
    let end = name_tail(scan, last + 1);
    let closed = end + 1 == scan.words.len() || scan.gap_after(end).contains(['\n', '|', ';', ',']);
    if closed { end } else { last }
}

/// Whether word `i` is the value of a form field for a name: `Name: …`, `Name on card: …`, a tab in place of the colon.
fn labelled(scan: &Scan<'_>, i: usize) -> bool {
    let gap = scan.gap_before(i);
    if gap == " " {
        return false;
    }
    // `Name: …`, `"name":"…"`, `Name ....... …`, `|Name|…|`.
    let told = gap.contains([':', '=', '|', '\t']) || gap.contains("..") || gap.contains('\u{2026}');
    let marks =
        |c: char| matches!(c, ' ' | '\t' | '"' | '\'' | ':' | '=' | '|' | '.' | '_' | '*' | '-' | '\u{2026}' | '>');
    if !told || !gap.chars().all(marks) {
        return false;
    }
    let quoted =
        gap.contains('"') && matches!(scan.words[i - 1].folded.as_ref(), "first" | "last" | "given" | "family");
    if quoted {
        return true;
    }
    // "Name on card", "Empfänger der Auszahlung": the label may go on for three words.
    let words = (0..i).rev().take(4);
    for j in words {
        // "to see the balance = …": a small word is a label only by itself.
        let small = matches!(scan.words[j].folded.as_ref(), "from" | "to" | "cc" | "von" | "an");
        if is_form_label(scan, j) {
            return (j + 1 == i || !small && !gap.contains('|')) && !is_speaker(scan, j);
        }
        if !matches!(scan.gap_before(j), " ") {
            return false;
        }
    }
    false
}

/// Whether word `i` is the label of a form field for a name.
pub fn is_form_label(scan: &Scan<'_>, i: usize) -> bool {
    matches!(
        scan.words[i].folded.as_ref(),
        "name"
            | "firstname"
            | "lastname"
            | "fullname"
            | "surname"
            | "vorname"
            | "nachname"
            | "from"
            | "to"
            | "cc"
            | "von"
            | "an"
            | "attn"
            | "contact"
            | "kunde"
            | "kundin"
            | "ansprechpartner"
            | "customer"
            | "client"
            | "patient"
            | "passenger"
            | "holder"
            | "cardholder"
            | "kontoinhaber"
            | "kontoinhaberin"
            | "karteninhaber"
            | "karteninhaberin"
            | "empfanger"
            | "empfangerin"
            | "recipient"
            | "beneficiary"
            | "insured"
            | "policyholder"
            | "versicherter"
            | "versicherte"
            | "versicherungsnehmer"
            | "vn"
            | "halter"
            | "halterin"
            | "mieter"
            | "mieterin"
            | "patientin"
            | "personen"
            | "passengers"
            | "travellers"
            | "reisende"
            | "names"
            | "namen"
            | "reisender"
            | "kundenname"
            | "signed"
            | "handler"
            | "keeper"
            | "assignee"
            | "caller"
            | "sachbearbeiter"
            | "sachbearbeiterin"
            | "bearbeiter"
            | "bearbeiterin"
            | "anrufer"
            | "anruferin"
            | "antragsteller"
            | "antragstellerin"
            | "inhaber"
            | "inhaberin"
            | "absender"
            | "sender"
            | "reporter"
            | "requester"
            | "melder"
            | "melderin"
            | "mitreisende"
            | "mitreisender"
            | "sachbearbeitung"
            | "ansprechpartnerin"
            | "begleitperson"
            | "companion"
            | "versicherungsnehmerin"
    )
}
