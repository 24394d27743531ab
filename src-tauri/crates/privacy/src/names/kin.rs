//! Names behind who somebody is: a relative, a neighbour, a policyholder.

use std::sync::LazyLock;

use countersign_domain::EntityType::Person;

use super::standing::can_only_be_name;
use super::{can_be_name, end_of_name, is_title, name_tail};
use crate::lexicon::{WordSet, is_compound};
use crate::scan::{Hit, Scan};

/// Who somebody is to somebody.
static KIN: LazyLock<WordSet> = LazyLock::new(|| {
    "wife husband son daughter mother father mum mom dad brother sister partner fiance fiancee aunt uncle \
     grandmother grandfather grandson granddaughter nephew niece cousin boyfriend girlfriend stepson stepdaughter \
     frau mann sohn tochter mutter vater bruder schwester ehemann ehefrau partnerin oma opa enkel enkelin neffe \
     nichte tante onkel freundin verlobter verlobte verlobten schwager mitbewohner mitbewohnerin lebensgefahrte \
     lebensgefahrtin kollege kollegin colleague roommate flatmate auntie aunty granny grandma grandpa nana gran \
     neighbour neighbor nachbar nachbarin law mama papa schwagerin schwiegermutter schwiegervater schwiegersohn \
     schwiegertochter onkelchen cousine carer caretaker solicitor lawyer housemate ex friend assistant \
     secretary deputy pastor rabbi imam constable sergeant sgt nurse contractor plumber electrician handyman \
     supervisor manager boss chefin vorgesetzter vorgesetzte"
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect()
});

/// A word that says who somebody is to somebody.
pub fn is_kin(folded: &str) -> bool {
    KIN.contains(folded)
}

/// "my son Oluwaseun", "meine Frau Sabine": the word behind a relative, whatever the lists say of it.
pub(super) fn relatives(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    const OWN: &[&str] = &[
        "my", "our", "his", "her", "their", "mein", "meine", "meiner", "meinem", "meinen", "meines", "unser", "unsere",
        "unserer", "unserem", "unseren", "sein", "seine", "seiner", "seinem", "ihr", "ihre", "ihrer", "ihrem",
    ];
    // The cheap question first: this is asked of every word.
    if i < 2
        || !(scan.words[i].capital || scan.words[i].listed.is_given_name())
        || !is_kin(&scan.words[i - 1].folded)
        || !OWN.contains(&scan.words[i - 2].folded.as_ref())
        || !matches!(scan.gap_before(i), " " | ", ")
    {
        return;
    }
    let word = &scan.words[i];
    let fits = match scan.has_case && !scan.shouts() {
        true => word.capital && (scan.gap_before(i) == " " || !word.is_common() || word.listed.is_name()),
        false => word.listed.is_given_name() && !word.is_common() || scan.has_case && word.capital && !word.is_common(),
    };
    let lower_name = !word.capital && word.listed.is_given_name() && !word.is_common();
    if can_be_name(word) && word.letters > 1 && (fits || lower_name) && !word.listed.is_never_name() {
        hits.push(Hit::new(word.start, end_of_name(scan, name_tail(scan, i)), Person, 0.84, "name/relative"));
    }
}

/// "my late husband Blodwen", "his dad, Farhad", "daughter (Keiko)", "the man next door, our neighbour Emrys".
pub(super) fn behind_kin(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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

/// Words that say what somebody is, before a name and no part of it.
const ROLES: &[&str] = &[
    "policyholder",
    "claimant",
    "tenant",
    "patient",
    "driver",
    "passenger",
    "cardholder",
    "landlord",
    "baby",
    "guest",
    "trainee",
    "technician",
    "engineer",
    "nurse",
    "patientin",
    "fahrer",
    "fahrerin",
    "halter",
    "halterin",
    "mieter",
    "mieterin",
    "kunde",
    "kundin",
    "nutzer",
    "nutzerin",
    "mitarbeiter",
    "mitarbeiterin",
    "techniker",
    "versicherte",
    "versicherter",
    "karteninhaber",
    "karteninhaberin",
    "betreuer",
    "betreuerin",
    "hausarzt",
    "zeuge",
    "zeugin",
    "gast",
];

/// A word that says what somebody is.
pub fn is_role(folded: &str) -> bool {
    ROLES.contains(&folded)
}

/// "Friseurin", "Hafenmeister": German says of people what they are, and women by an ending that few other words have.
fn is_profession(scan: &Scan<'_>, i: usize) -> bool {
    const ENDINGS: [&str; 9] = ["erin", "istin", "arin", "orin", "ientin", "antin", "entin", "meister", "fahrer"];
    let word = &scan.words[i];
    let usual = word.is_common() || is_compound(&word.folded);
    scan.german
        && word.capital
        && word.letters >= 6
        && usual
        && ENDINGS.iter().any(|ending| word.folded.ends_with(ending))
}

/// "policyholder Fitzwilliam Ames", "Patientin Kreszentia Stadlmeier", "geb. Bräutigam": a role or a birth name and a
/// word that can only be a name.
pub(super) fn roles(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if i == 0 || !scan.has_case || scan.shouts() || !word.capital || word.letters < 2 || word.digits > 0 {
        return;
    }
    let before = scan.words[i - 1].folded.as_ref();
    let born = matches!(before, "geb" | "geborene" | "geborener" | "nee" | "vormals")
        && matches!(scan.gap_before(i), ". " | " ");
    let role = (ROLES.contains(&before) || is_profession(scan, i - 1)) && scan.gap_before(i) == " ";
    let usual = word.is_common() || word.listed.is_no_person() || word.listed.is_never_name();
    if !(born || role) || usual || is_title(&word.folded) || word.cue.is_some() {
        return;
    }
    let last = name_tail(scan, i);
    if born || !scan.german || word.listed.is_name() && !word.listed.is_noun() || last > i || !is_compound(&word.folded)
    {
        hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.81, "name/role"));
    }
}
