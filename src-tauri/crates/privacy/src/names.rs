//! Names by cue: introductions, forms of address, greetings, sign-offs, speaker labels, form fields.
//!
//! Precise cues only; names without one are told by where they stand, and otherwise by the tagger.

use std::sync::LazyLock;

use countersign_domain::EntityType::{Person, Username};

use crate::lexicon::WordSet;
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// Longest name in words, initials and particles counted.
const LONGEST_NAME: usize = 5;

/// Reports names. Hits with a score of at least [`STRONG`] are remembered for the conversation.
pub fn recognize(scan: &Scan<'_>, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    for i in 0..scan.words.len() {
        introductions(scan, i, allowed, hits);
        forms_of_address(scan, i, hits);
        greetings(scan, i, allowed, hits);
        sign_offs(scan, i, allowed, hits);
        labels(scan, i, allowed, hits);
        relatives(scan, i, hits);
        roles(scan, i, hits);
        last_words(scan, i, hits);
        user_names(scan, i, hits);
    }
}

/// Who somebody is to somebody.
static KIN: LazyLock<WordSet> = LazyLock::new(|| {
    "wife husband son daughter mother father mum mom dad brother sister partner fiance fiancee aunt uncle \
     grandmother grandfather grandson granddaughter nephew niece cousin boyfriend girlfriend stepson stepdaughter \
     frau mann sohn tochter mutter vater bruder schwester ehemann ehefrau partnerin oma opa enkel enkelin neffe \
     nichte tante onkel freundin verlobter verlobte verlobten schwager mitbewohner mitbewohnerin lebensgefahrte \
     lebensgefahrtin kollege kollegin colleague roommate flatmate auntie aunty granny grandma grandpa nana gran \
     neighbour neighbor nachbar nachbarin law mama papa schwagerin schwiegermutter schwiegervater schwiegersohn \
     schwiegertochter onkelchen cousine carer caretaker solicitor lawyer housemate ex friend assistant secretary deputy sister father pastor rabbi imam constable sergeant sgt nurse contractor plumber electrician handyman \
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
fn relatives(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
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

/// "policyholder Fitzwilliam Ames", "Patientin Kreszentia Stadlmeier", "geb. Bräutigam": a role or a birth name and a
/// word that can only be a name.
fn roles(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if i == 0 || !scan.has_case || scan.shouts() || !word.capital || word.letters < 2 || word.digits > 0 {
        return;
    }
    let before = scan.words[i - 1].folded.as_ref();
    let born = matches!(before, "geb" | "geborene" | "geborener" | "nee" | "vormals")
        && matches!(scan.gap_before(i), ". " | " ");
    let role = ROLES.contains(&before) && scan.gap_before(i) == " ";
    let usual = word.is_common() || word.listed.is_no_person() || word.listed.is_never_name();
    if !(born || role) || usual || is_title(&word.folded) || word.cue.is_some() {
        return;
    }
    let last = name_tail(scan, i);
    if born || !scan.german || word.listed.is_name() || last > i {
        hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.81, "name/role"));
    }
}

/// "… nobody answered! Torge": one or two words that end the text behind a full sentence and are no everyday words.
fn last_words(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
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
        if last == first && has_surname(scan, first) && scan.words[first + 1].end <= to {
            last += 1;
        }
        (hits[n].start, hits[n].end) =
            (scan.words[first].start.min(hits[n].start), scan.words[last].end.max(hits[n].end));
    }
    hits
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
    if ROLES.contains(&word.folded.as_ref()) || is_form_label(scan, j) {
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

/// Score from which a name is sure enough to be looked for in the rest of the conversation.
pub const STRONG: f32 = 0.8;

/// How a cue takes the words behind it.
#[derive(Clone, Copy, PartialEq)]
enum Take {
    /// Any word that is no everyday word, in any case ("my name is").
    Any,
    /// In mixed-case text only capitalised ones; else words that are no everyday words ("this is").
    Careful,
    /// Capitalised only ("I am").
    Capital,
}

const INTRODUCTIONS: &[(&[&str], Take)] = &[
    (&["my", "name", "is"], Take::Any),
    (&["my", "full", "name", "is"], Take::Any),
    (&["my", "name", "s"], Take::Any),
    (&["my", "names"], Take::Any),
    (&["my", "name"], Take::Careful),
    (&["name", "is"], Take::Any),
    (&["names", "is"], Take::Any),
    (&["name", "on", "the", "account", "is"], Take::Any),
    (&["name", "on", "the", "card", "is"], Take::Any),
    (&["account", "holder", "is"], Take::Any),
    (&["cardholder", "is"], Take::Any),
    (&["call", "me"], Take::Careful),
    (&["this", "is"], Take::Careful),
    (&["it", "s"], Take::Capital),
    (&["i", "am"], Take::Capital),
    (&["i", "m"], Take::Capital),
    (&["im"], Take::Capital),
    (&["named"], Take::Careful),
    (&["ask", "for"], Take::Careful),
    (&["asked", "for"], Take::Careful),
    (&["alten", "namen"], Take::Careful),
    (&["maiden", "name", "was"], Take::Any),
    (&["maiden", "name", "is"], Take::Any),
    (&["signed", "by"], Take::Capital),
    (&["contact", "person", "is"], Take::Capital),
    (&["care", "of"], Take::Capital),
    (&["am", "apparat"], Take::Any),
    (&["sie", "sprechen", "mit"], Take::Any),
    (&["chatten", "mit"], Take::Careful),
    (&["schreiben", "mit"], Take::Capital),
    (&["zu", "handen"], Take::Capital),
    (&["genannt"], Take::Capital),
    (&["called"], Take::Capital),
    (&["speak", "to"], Take::Capital),
    (&["speak", "with"], Take::Capital),
    (&["spoke", "to"], Take::Capital),
    (&["spoke", "with"], Take::Capital),
    (&["talked", "to"], Take::Capital),
    (&["talking", "to"], Take::Capital),
    (&["speaking", "with"], Take::Capital),
    (&["on", "behalf", "of"], Take::Capital),
    (&["mein", "name", "ist"], Take::Any),
    (&["name", "ist"], Take::Any),
    (&["name", "lautet"], Take::Any),
    (&["ich", "heisse"], Take::Any),
    (&["ich", "heiss"], Take::Any),
    (&["ich", "bin"], Take::Capital),
    (&["hier", "ist"], Take::Capital),
    (&["hier", "spricht"], Take::Any),
    (&["im", "namen", "von"], Take::Capital),
    (&["through", "to"], Take::Capital),
    (&["assigned", "to"], Take::Capital),
    (&["assigned"], Take::Capital),
    (&["transferred", "to"], Take::Capital),
    (&["escalated", "to"], Take::Capital),
    (&["handed", "to"], Take::Capital),
    (&["told", "by"], Take::Capital),
    (&["signed", "for", "by"], Take::Capital),
    (&["opened", "by"], Take::Capital),
    (&["reported", "by"], Take::Capital),
    (&["created", "by"], Take::Capital),
    (&["verified", "by"], Take::Capital),
    (&["gesprochen", "mit"], Take::Capital),
    (&["telefonat", "mit"], Take::Capital),
    (&["telefoniert", "mit"], Take::Capital),
    (&["sprach", "mit"], Take::Capital),
    (&["zugewiesen", "an"], Take::Capital),
    (&["weitergeleitet", "an"], Take::Capital),
    (&["erstellt", "von"], Take::Capital),
    (&["aufgenommen", "von"], Take::Capital),
    (&["unterschrieben", "von"], Take::Capital),
    (&["abgegeben", "bei"], Take::Capital),
    (&["vertreten", "durch"], Take::Capital),
];

/// The last words of [`INTRODUCTIONS`].
static LAST_WORDS: LazyLock<WordSet> =
    LazyLock::new(|| INTRODUCTIONS.iter().filter_map(|(cue, _)| cue.last().copied()).collect());

fn ends_introduction(folded: &str) -> bool {
    folded.len() <= 8 && LAST_WORDS.contains(folded)
}

/// The word index behind the cue that ends right before `i`, when `cue` stands there.
fn stands_before(scan: &Scan<'_>, i: usize, cue: &[&str]) -> bool {
    i >= cue.len() && cue.iter().enumerate().all(|(k, word)| scan.words[i - cue.len() + k].folded == *word)
}

fn introductions(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    if i == 0
        || !ends_introduction(&scan.words[i - 1].folded)
        || !scan.gap_before(i).chars().all(|c| matches!(c, ' ' | ':' | '\'' | '"' | ',' | '\u{2026}' | '-' | '='))
    {
        return;
    }
    let word = &scan.words[i];
    if !can_be_name(word) {
        return;
    }
    // In German "im" is no "I am".
    let cue = INTRODUCTIONS
        .iter()
        .find(|(cue, _)| stands_before(scan, i, cue) && !(scan.german && cue[0] == "im" && cue.len() == 1));
    let Some((cue, take)) = cue else { return };
    if cue[0] == "name" && named_thing(scan, i - cue.len()) {
        return;
    }
    let says_i = matches!(cue[0], "i" | "im" | "ich");
    let small = || says_i.then(|| without_capitals(scan, i, cue.len(), allowed)).flatten();
    let Some(last) = small().or_else(|| name_from(scan, i, *take, allowed)) else { return };
    let (score, rule) = match take {
        Take::Any => (0.9, "name/introduced"),
        Take::Careful => (0.85, "name/introduced"),
        Take::Capital => (0.75, "name/said"),
    };
    hits.push(Hit::new(word.start, end_of_name(scan, last), Person, score, rule));
}

/// "i am haruto liu and …": the last word of a name of two words and more that starts at word `i`, by somebody who
/// begins a sentence, or says "I", in lower case, so that a name may be without a capital as well. All its words are
/// such as no text has, and one is listed.
fn without_capitals(scan: &Scan<'_>, i: usize, cue: usize, allowed: &impl Fn(&str) -> bool) -> Option<usize> {
    let said = &scan.words[i - cue];
    let careless = !said.capital && (said.folded != "ich" || scan.begins_sentence(i - cue));
    let fits = |j: usize| {
        scan.words.get(j).is_some_and(|word| {
            word.letters > 1
                && word.digits == 0
                && !word.is_common()
                && !word.listed.is_no_person()
                && !is_nationality(&word.folded)
                && !is_title(&word.folded)
                && !allowed(&word.folded)
                && word.cue.is_none()
                && !word.listed.is_never_name()
        })
    };
    if !careless || !fits(i) {
        return None;
    }
    let goes_on = |j: usize| matches!(scan.gap_before(j), " " | "-" | "'");
    let (mut last, mut j) = (i, i + 1);
    while j < scan.words.len() && j - i < LONGEST_NAME && goes_on(j) {
        if fits(j) {
            last = j;
        } else if !is_particle(&scan.words[j].folded) {
            break;
        }
        j += 1;
    }
    let listed = scan.words[i..=last].iter().any(|word| word.listed.is_name());
    (last > i && listed).then_some(last)
}

/// "the company name is", "product name is": what is named is no person. `name` is the index of that word.
fn named_thing(scan: &Scan<'_>, name: usize) -> bool {
    const THINGS: &[&str] = &[
        "company",
        "firm",
        "business",
        "organization",
        "organisation",
        "city",
        "town",
        "street",
        "state",
        "country",
        "product",
        "brand",
        "domain",
        "file",
        "user",
        "model",
        "plan",
        "band",
        "device",
        "network",
        "wifi",
        "project",
        "game",
        "app",
        "hotel",
        "shop",
        "store",
        "pet",
        "firmen",
        "host",
        "road",
        "area",
        "school",
        "employer",
    ];
    name > 0 && THINGS.contains(&scan.words[name - 1].folded.as_ref())
}

/// The last word of the name that starts at word `i`.
fn name_from(scan: &Scan<'_>, i: usize, take: Take, allowed: &impl Fn(&str) -> bool) -> Option<usize> {
    let fits = |j: usize| {
        let word = &scan.words[j];
        if !can_be_name(word) || allowed(&word.folded) || word.listed.is_never_name() {
            return false;
        }
        let unusual = !word.is_common();
        let capital = word.capital && (unusual || word.listed.is_name());
        let shouting = scan.has_case && scan.words.iter().all(|word| word.shouted || word.letters < 2);
        match take {
            Take::Any if scan.has_case && !shouting => capital || unusual || (j == i && word.listed.is_name()),
            Take::Any => unusual || (j == i && word.listed.is_given_name()),
            Take::Careful if scan.has_case && !shouting => capital || (unusual && word.listed.is_given_name()),
            Take::Careful => unusual && (word.listed.is_name() || word.folded.len() > 3),
            Take::Capital if shouting => unusual && word.listed.is_given_name(),
            // "ich bin lina 15", "it's jayden, 12 here": a listed name that the sentence does not go on from.
            Take::Capital if !scan.has_case => {
                let goes_on = |next: &Word<'_>| next.is_alpha() && scan.gap_after(j) == " ";
                unusual && word.listed.is_given_name() && !scan.stripped && !scan.words.get(j + 1).is_some_and(goes_on)
            }
            Take::Capital if scan.sparse_capitals && capital => true,
            Take::Capital => {
                capital
                    && (unusual || word.listed.is_given_name())
                    && !is_nationality(&word.folded)
                    && (j > i || word.listed.is_name() || next_is_capital(scan, j))
            }
        }
    };
    fits(i).then(|| {
        let mut last = i;
        while last + 1 < scan.words.len() && last - i + 1 < LONGEST_NAME && continues_name(scan, last) {
            let next = &scan.words[last + 1];
            let particle = is_particle(&next.folded)
                && last + 2 < scan.words.len()
                && fits(last + 2)
                && continues_name(scan, last + 1);
            let initial = next.letters == 1 && next.digits == 0 && next.capital && next.folded != "i";
            let follows = fits(last + 1) && (!scan.words[i].capital || next.capital);
            if !(particle || initial || follows) {
                break;
            }
            last += 1;
        }
        last
    })
}

fn next_is_capital(scan: &Scan<'_>, j: usize) -> bool {
    scan.words.get(j + 1).is_some_and(|next| next.capital && scan.gap_after(j) == " " && !next.is_common())
}

fn can_be_name(word: &Word<'_>) -> bool {
    word.digits == 0 && word.letters > 0 && (word.letters > 1 || word.capital)
}

fn continues_name(scan: &Scan<'_>, i: usize) -> bool {
    let gap = scan.gap_after(i);
    matches!(gap, " " | "-" | "'" | ". " if gap != ". " || scan.words[i].letters == 1 || is_title(&scan.words[i].folded))
}

/// Behind the last word; a possessive stays outside.
pub fn end_of_name(scan: &Scan<'_>, last: usize) -> usize {
    scan.words[last].end
}

/// A small word within names: "van", "bin", "de".
pub fn is_particle(folded: &str) -> bool {
    matches!(
        folded,
        "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "la"
            | "le"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "zu"
            | "ter"
            | "ten"
            | "st"
            | "y"
            | "e"
            | "mc"
            | "mac"
            | "o"
            | "d"
    )
}

/// A form of address.
pub fn is_title(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "prof"
            | "professor"
            | "doctor"
            | "doktor"
            | "herr"
            | "herrn"
            | "frau"
            | "dres"
            | "sir"
            | "mister"
            | "capt"
            | "rev"
            | "hr"
            | "hrn"
            | "fr"
            | "mag"
            | "ing"
            | "dipl"
    )
}

fn is_nationality(folded: &str) -> bool {
    folded.len() > 5 && ["ish", "ese", "ian", "ican"].iter().any(|end| folded.ends_with(end))
}

/// "Mr Weber", "Frau Dr. Lang", "Ms. van Dijk". `Miss` and `Sir` need a capital behind them, as all do in mixed case.
fn forms_of_address(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    if i == 0 || !is_title(&scan.words[i - 1].folded) || !matches!(scan.gap_before(i), " " | ". " | "." | ".  ") {
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
    if is_title(&word.folded) || !can_be_name(word) || word.letters < 2 {
        return;
    }
    let weak_title = matches!(
        scan.words[i - 1].folded.as_ref(),
        "doctor" | "miss" | "sir" | "rev" | "capt" | "fr" | "mag" | "ing" | "dipl"
    );
    let unusual = !word.is_common() || (word.capital && (!scan.words[i - 1].shouted || word.listed.is_name()));
    // "herr petrosjan": whoever writes the title small writes the name small.
    let small = !scan.words[i - 1].capital && !word.is_common() && word.letters > 3;
    let case_ok = if scan.has_case { word.capital || small } else { !word.is_common() };
    if !unusual || !case_ok || (weak_title && !word.listed.is_name() && !word.capital) || word.listed.is_never_name() {
        return;
    }
    let last = name_tail(scan, i);
    hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.9, "name/title"));
}

/// Follows a name that has begun: capitalised words (or, without case, unusual ones), particles and initials.
pub fn name_tail(scan: &Scan<'_>, i: usize) -> usize {
    let mut last = i;
    while last + 1 < scan.words.len() && last - i + 1 < LONGEST_NAME && continues_name(scan, last) {
        let next = &scan.words[last + 1];
        let fits = |word: &Word<'_>| {
            can_be_name(word)
                && if scan.has_case {
                    word.capital && (!word.is_common() || word.listed.is_name())
                } else {
                    word.listed.is_name() && !word.is_common()
                }
        };
        let behind = (last + 2..scan.words.len()).take(3).find(|j| !is_particle(&scan.words[*j].folded));
        let particle =
            is_particle(&next.folded) && behind.is_some_and(|j| fits(&scan.words[j]) && scan.words[j].capital);
        let goes_on = particle || fits(next) && !next.listed.is_never_name();
        if !goes_on {
            break;
        }
        last += 1;
    }
    last
}

/// "Hi Jonas," at the start of a line; the name is followed by a mark or the end of the line.
fn greetings(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
    let last = name_tail(scan, i);
    let after = scan.gap_after(last);
    let closed = last + 1 == scan.words.len()
        || after.starts_with([',', '!', '.', ':', '\n', '?', ';', '-'])
        || after.starts_with(" -");
    let sure = word.listed.is_name() || matches!(greeting.as_ref(), "dear" | "liebe" | "lieber");
    // "Dear Housing Team", "Dear Pensions Administration": an office.
    let office = (i..(last + 3).min(scan.words.len())).any(|j| is_office(&scan.words[j].folded));
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

fn is_office(folded: &str) -> bool {
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
fn sign_offs(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
    let last = name_tail(scan, i);
    let ends_line = last + 1 == scan.words.len()
        || scan.gap_after(last).contains('\n')
        || scan.gap_after(last).starts_with([',', '|']);
    if ends_line && (last > i || word.letters > 1) {
        hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.85, "name/sign_off"));
    }
}

/// `Jonas Weber: …` at the start of a line, and form fields (`Name: …`, `From: …`, `Kunde: …`).
fn labels(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
        let plain = !word.is_common() || (word.capital && word.listed.is_name());
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
    let plain = || !ROLES.contains(&word.folded.as_ref());
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
            return (j + 1 == i || !small && !gap.contains('|')) && !crate::standing::is_speaker(scan, j);
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
    )
}

/// "username jdoe", "my login is jdoe": the word behind the cue. Behind weaker cues ("user", "tag") only a word that
/// no sentence has: with a dot, an underscore or a digit in it.
fn user_names(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let folded = scan.words[i].folded.as_ref();
    let strong = matches!(folded, "username" | "userid" | "benutzername" | "nutzername" | "login" | "nickname");
    let weak = matches!(
        folded,
        "user" | "benutzer" | "kennung" | "tag" | "gamertag" | "handle" | "account" | "nutzer" | "logon"
    );
    if !strong && !weak {
        return lone_user_name(scan, i, hits);
    }
    let mut j = i + 1;
    while j < scan.words.len()
        && matches!(
            scan.words[j].folded.as_ref(),
            "is" | "ist"
                | "lautet"
                | "was"
                | "war"
                | "name"
                | "shows"
                | "as"
                | "with"
                | "you"
                | "on"
                | "the"
                | "here"
                | "there"
                | "bei"
                | "ihnen"
        )
        && j < i + 6
    {
        j += 1;
    }
    let Some(word) = scan.words.get(j) else { return };
    let last = glued(scan, j);
    let strange =
        last > j && (j..last).any(|k| !scan.gap_after(k).contains('-')) || (word.digits > 0 && word.letters > 0);
    let told = j > i + 1 || scan.gap_before(j).contains([':', '=', '"', '\'']) || folded == "username" || strange;
    let plain = word.is_common() && last == j;
    if !told
        || (weak && !strange)
        || plain
        || word.letters + word.digits < 3 && last == j
        || scan.gap_before(j).contains('\n')
    {
        return;
    }
    hits.push(Hit::new(word.start, scan.words[last].end, Username, 0.85, "user/cue"));
}

/// "xX_frostbyte_Xx", "svc_nkemp": words tied by underscores, one of them none that a sentence has.
fn lone_user_name(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let begins = scan.gap_after(i) == "_" && (i == 0 || !scan.gap_before(i).ends_with(['_', '.', '/', '@']));
    if !begins {
        return;
    }
    let last = glued(scan, i);
    let words = &scan.words[i..=last];
    if words.iter().any(|word| word.letters > 2 && !word.is_common()) {
        hits.push(Hit::new(words[0].start, words[words.len() - 1].end, Username, 0.65, "user/form"));
    }
}

/// The last of the words that marks tie to word `j`.
fn glued(scan: &Scan<'_>, j: usize) -> usize {
    let mut last = j;
    while last + 1 < scan.words.len() && matches!(scan.gap_after(last), "_" | "." | "-" | "__") {
        last += 1;
    }
    last
}
