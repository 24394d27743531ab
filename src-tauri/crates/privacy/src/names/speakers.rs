//! Names that label the turns of a conversation.

use countersign_domain::EntityType::Person;

use super::kin::is_role;
use super::standing::can_only_be_name;
use super::{end_of_name, name_tail};
use crate::lexicon::is_compound;
use crate::normalize::OPAQUE;
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// "[08:12] Hye-jin: …", "Priyanka (VanHire): …": whoever speaks more than once, and is nobody's role.
pub(super) fn speakers(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    let acronym = word.shouted && word.letters < 4 && !scan.shouts();
    if acronym || !can_only_be_name(word) || word.letters < 2 || allowed(&word.folded) || is_party(&word.folded) {
        return;
    }
    // "Strom-Zähler:", in a language of compounds: only a name of the lists.
    let plain = || scan.gap_after(i) != "-" && (word.listed.is_name() || !is_compound(&word.folded));
    if (!scan.german || plain()) && is_speaker(scan, i) {
        hits.push(Hit::new(word.start, end_of_name(scan, name_tail(scan, i)), Person, 0.82, "name/speaker"));
    }
}

/// Whether word `i` labels more than one turn of a conversation.
pub(super) fn is_speaker(scan: &Scan<'_>, i: usize) -> bool {
    /// How far the next turn of the same speaker is looked for, in words.
    const REACH: usize = 200;
    let labels = |j: usize| scan.words[j].folded == scan.words[i].folded && is_label(scan, j) && begins_line(scan, j);
    let mut near = i.saturating_sub(REACH)..(i + REACH).min(scan.words.len());
    labels(i) && near.any(|j| j != i && labels(j))
}

/// Whether word `i` begins a line, behind nothing but a time, a mark or one word of a role.
fn begins_line(scan: &Scan<'_>, i: usize) -> bool {
    let mut at = i;
    for _ in 0..8 {
        if at == 0 || scan.gap_before(at).contains('\n') {
            // What stands before it on the line was masked: "⟦…⟧ (Crestway Insurance): …".
            return !scan.gap_before(at).contains(OPAQUE);
        }
        at -= 1;
        if !(scan.words[at].is_number() || at + 1 == i && is_helper(&scan.words[at].folded)) {
            return false;
        }
    }
    false
}

/// Whether what follows word `i` within a few words is the colon of a speaker.
fn is_label(scan: &Scan<'_>, i: usize) -> bool {
    let timed = i > 0 && scan.words[i - 1].is_number();
    // "[10:03:00] Leyla - …", "Leyla (10:03)" and the text on the next line.
    if timed && scan.gap_after(i) == " - " {
        return true;
    }
    let behind = |at: usize| scan.words.get(i + at).is_some_and(Word::is_number);
    let closed = |at: usize| behind(at) && scan.gap_after(i + at).starts_with(")\n");
    if scan.gap_after(i) == " (" && behind(1) && (closed(2) || closed(3)) {
        return true;
    }
    let mut bracket = false;
    for at in i..(i + 5).min(scan.words.len()) {
        let gap = scan.gap_after(at);
        if gap.contains('\n') {
            return false;
        }
        if gap.starts_with(": ") || gap.starts_with("): ") || gap.starts_with("):") {
            return true;
        }
        bracket |= gap.contains('(') || gap == ", ";
        if !bracket && (at > i + 1 || !matches!(gap, " " | "-" | "'")) {
            return false;
        }
    }
    false
}

/// A party of a conversation, who is not named by it.
pub fn is_party(folded: &str) -> bool {
    const PARTIES: &str = " reception receptionist cust custom rep applicant parent client clnt support operator helpdesk visitor caller \
        guest user bot chatbot agent system admin host clerk officer nurse teller desk staff sales billing tech me you \
        them shopper patient member advisor adviser assistant kunde kundin empfang anrufer anruferin zentrale hotline \
        mitarbeiter antragsteller kd ma berater beraterin gast sys service kundenservice kundendienst bearbeiter mieter \
        vermieter interviewer moderator dispatcher ops ticket note notes betreff subject re antwort frage question answer \
        praxis filiale chat anfragender anfragende assistenz assistent reiseburo agentin nutzer nutzerin verwaltung objekt \
        burger burgerin patientin kundin mac absender gegenuber ich sie er wir ";
    is_role(folded) || PARTIES.split(' ').any(|party| party == folded)
}

/// Who speaks for a firm, before their name.
fn is_helper(folded: &str) -> bool {
    matches!(
        folded,
        "mod"
            | "moderator"
            | "agent"
            | "admin"
            | "landlord"
            | "advisor"
            | "operator"
            | "driver"
            | "berater"
            | "vermieter"
            | "sachbearb"
    )
}
