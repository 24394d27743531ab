//! Names by where they stand: behind a last dash, behind a relative or initials, in the manner of registers and tickets,
//! before what is theirs, before a turn of theirs, beside another name. So that a name in no list is masked as well.

use countersign_domain::EntityType::{DateOfBirth, Person, Username};

use crate::free::Free;
use crate::names::{end_of_name, is_kin, is_particle, is_role, is_title, name_tail};
use crate::scan::{Hit, Scan, union};
use crate::words::Word;

/// Reports names.
pub fn recognize(scan: &Scan<'_>, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    for i in 0..scan.words.len() {
        behind_last_dash(scan, i, allowed, hits);
        registers(scan, i, allowed, hits);
        owners(scan, i, allowed, hits);
        behind_kin(scan, i, allowed, hits);
        behind_initials(scan, i, allowed, hits);
        speaking(scan, i, allowed, hits);
        tickets(scan, i, hits);
        speakers(scan, i, allowed, hits);
        dotted(scan, i, hits);
    }
}

/// "e.demirtas", "lena.h": a name and a letter tied by a dot, in small letters, as users are called.
fn dotted(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let (word, Some(next)) = (&scan.words[i], scan.words.get(i + 1)) else { return };
    let plain = |word: &Word<'_>| !word.capital && word.digits == 0 && !word.is_common();
    let tied = scan.gap_after(i) == "." && (i == 0 || !scan.gap_before(i).ends_with(['.', '@', '/', '-', '_']));
    let letter_first = word.letters == 1 && plain(next) && next.letters > 3;
    let letter_last =
        next.letters == 1 && next.digits == 0 && word.listed.is_given_name() && plain(word) && word.letters > 2;
    if tied && (letter_first || letter_last) && !scan.gap_after(i + 1).starts_with(['@', '/']) {
        // "e.demirtas.8c"
        let more = scan.gap_after(i + 1) == "." && scan.words.get(i + 2).is_some_and(|third| third.digits > 0);
        hits.push(Hit::new(word.start, scan.words[i + 1 + usize::from(more)].end, Username, 0.7, "user/dotted"));
    }
}

/// "my late husband Blodwen", "his dad, Farhad", "daughter (Keiko)", "the man next door, our neighbour Emrys".
fn behind_kin(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if i == 0 || scan.shouts() || !word.capital || !is_kin(&scan.words[i - 1].folded) {
        return;
    }
    let near = matches!(scan.gap_before(i), " " | ", " | " (" | ": " | " - " | ", (" | " \"");
    let named = can_only_be_name(word) && word.letters > 1 && !word.shouted || word.listed.is_given_name();
    if near && named && !allowed(&word.folded) && (!scan.german || word.listed.is_name()) {
        hits.push(Hit::new(word.start, end_of_name(scan, name_tail(scan, i)), Person, 0.8, "name/kin"));
    }
}

/// "S. Adebayo", "C.J. de Graaf": initials and a word that is no everyday one.
fn behind_initials(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
fn speaking(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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

/// "NUNEZODOWD/MARIAJ", as tickets write names.
fn tickets(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
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

/// "[08:12] Hye-jin: …", "Priyanka (VanHire): …": whoever speaks more than once, and is nobody's role.
fn speakers(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if !can_only_be_name(word) || word.letters < 2 || allowed(&word.folded) || is_party(&word.folded) {
        return;
    }
    // "Strom-Zähler:", in a language of compounds: only a name of the lists.
    if (!scan.german || word.listed.is_name() && scan.gap_after(i) != "-") && is_speaker(scan, i) {
        hits.push(Hit::new(word.start, end_of_name(scan, name_tail(scan, i)), Person, 0.82, "name/speaker"));
    }
}

/// Whether word `i` labels more than one turn of a conversation.
pub fn is_speaker(scan: &Scan<'_>, i: usize) -> bool {
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
            return true;
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
    let mut bracket = false;
    for at in i..(i + 5).min(scan.words.len()) {
        let gap = scan.gap_after(at);
        if gap.contains('\n') {
            return false;
        }
        if gap.starts_with(": ") || gap.starts_with("): ") || gap.starts_with("):") {
            return true;
        }
        bracket |= gap.contains('(');
        if !bracket && (at > i + 1 || !matches!(gap, " " | "-" | "'")) {
            return false;
        }
    }
    false
}

/// A party of a conversation, who is not named by it.
fn is_party(folded: &str) -> bool {
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

/// "Where is it? - HARUTO", "where is it - Chidi Okafor": one or two words behind a dash that end the text, a name of
/// the lists or a word that no text has. A short one in capitals may stand for anything and has to be listed.
fn behind_last_dash(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
fn registers(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
fn owners(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
fn can_only_be_name(word: &Word<'_>) -> bool {
    word.capital
        && word.digits == 0
        && !word.is_common()
        && !word.listed.is_no_person()
        && !is_title(&word.folded)
        && word.cue.is_none()
        && !word.listed.is_never_name()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        let scan = Scan::new(text, None);
        recognize(&scan, &|_| false, &mut hits);
        let hits = beside_names(&scan, union(hits));
        hits.iter().map(|hit| &text[hit.start..hit.end]).collect()
    }

    #[test]
    fn a_name_in_no_list_is_found_where_it_stands() {
        let cases: &[(&str, &[&str])] = &[
            ("The line is in the name of my late husband Zhogwyn, please close it.", &["Zhogwyn"]),
            ("Policyholder called, with daughter (Ulmanda) on the line.", &["Ulmanda"]),
            ("It was promised by our neighbour Zhogwyn or Tembrith, I forget.", &["Zhogwyn", "Tembrith"]),
            ("The letter is signed P.Q. van Zhogwyn and nobody else.", &["P.Q. van Zhogwyn"]),
            ("Halvora Insurance, Zhogwyn speaking, how can I help?", &["Zhogwyn"]),
            ("My ticket says ZHOGWYN/ULMANDA and I am neither.", &["ZHOGWYN/ULMANDA"]),
            ("[08:12] Zhogwyn: good morning\n[08:13] You: hello\n[08:14] Zhogwyn: bye", &["Zhogwyn", "Zhogwyn"]),
            ("my login is e.zhogwyn since May", &["e.zhogwyn"]),
        ];
        for (text, names) in cases {
            assert_eq!(found(text), *names, "{text}");
        }
    }

    #[test]
    fn what_stands_there_and_is_no_name_stays() {
        let free = [
            "Reception: good morning\nVisitor: hello\nReception: which floor?",
            "Order Status: open\nDelivery Date: Monday\nOrder Status: closed",
            "I had plan B. Please cancel it.",
            "I am still speaking to the bank about AND/OR clauses.",
            "my brother and his wife came, e.g. on Monday",
            "Der Nachbar Zaun steht schief, z. B. am Montag.",
        ];
        for text in free {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
