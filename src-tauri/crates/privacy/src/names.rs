//! Names by cue: introductions, forms of address, greetings, sign-offs, speaker labels, form fields.
//!
//! Precise cues only; names without a cue are the tagger's.

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
        user_names(scan, i, hits);
    }
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
    let cue = INTRODUCTIONS.iter().find(|(cue, _)| stands_before(scan, i, cue));
    let Some((cue, take)) = cue else { return };
    if cue[0] == "name" && named_thing(scan, i - cue.len()) {
        return;
    }
    let Some(last) = name_from(scan, i, *take, allowed) else { return };
    let (score, rule) = match take {
        Take::Any => (0.9, "name/introduced"),
        Take::Careful => (0.85, "name/introduced"),
        Take::Capital => (0.75, "name/said"),
    };
    hits.push(Hit::new(word.start, end_of_name(scan, last), Person, score, rule));
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
        if !can_be_name(word) || allowed(&word.folded) || NEVER.contains(&word.folded.as_ref()) {
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

/// Words that introductions run into and that no list of everyday words may miss.
const NEVER: &[&str] = &[
    "not",
    "the",
    "a",
    "an",
    "my",
    "in",
    "on",
    "to",
    "so",
    "very",
    "and",
    "und",
    "nicht",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "ssn",
    "zip",
    "email",
    "iphone",
    "ipad",
    "android",
    "google",
    "amazon",
    "paypal",
    "facebook",
    "microsoft",
    "apple",
    "samsung",
    "netflix",
    "uber",
    "wifi",
    "faq",
    "ceo",
    "ok",
    "usa",
    "uk",
];

fn can_be_name(word: &Word<'_>) -> bool {
    word.digits == 0 && word.letters > 0 && (word.letters > 1 || word.capital)
}

fn continues_name(scan: &Scan<'_>, i: usize) -> bool {
    let gap = scan.gap_after(i);
    matches!(gap, " " | "-" | "'" | ". " if gap != ". " || scan.words[i].letters == 1 || is_title(&scan.words[i].folded))
}

/// Behind the last word; a possessive stays outside.
fn end_of_name(scan: &Scan<'_>, last: usize) -> usize {
    scan.words[last].end
}

fn is_particle(folded: &str) -> bool {
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
            | "herr"
            | "herrn"
            | "frau"
            | "sir"
            | "mister"
            | "capt"
            | "rev"
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
    if is_title(&word.folded) || !can_be_name(word) || word.letters < 2 {
        return;
    }
    let weak_title = matches!(scan.words[i - 1].folded.as_ref(), "doctor" | "miss" | "sir" | "rev" | "capt");
    let unusual = !word.is_common() || (word.capital && (!scan.words[i - 1].shouted || word.listed.is_name()));
    let case_ok = if scan.has_case { word.capital } else { !word.is_common() };
    if !unusual
        || !case_ok
        || (weak_title && !word.listed.is_name() && !word.capital)
        || NEVER.contains(&word.folded.as_ref())
    {
        return;
    }
    let last = name_tail(scan, i);
    hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.9, "name/title"));
}

/// Follows a name that has begun: capitalised words (or, without case, unusual ones), particles and initials.
fn name_tail(scan: &Scan<'_>, i: usize) -> usize {
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
        let particle = is_particle(&next.folded) && scan.words.get(last + 2).is_some_and(fits);
        if !(fits(next) || particle) || NEVER.contains(&next.folded.as_ref()) {
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
    );
    let word = &scan.words[i];
    if !known
        || !can_be_name(word)
        || word.letters < 2
        || allowed(&word.folded)
        || NEVER.contains(&word.folded.as_ref())
    {
        return;
    }
    let named =
        (word.capital && !word.is_common()) || (word.listed.is_given_name() && (word.capital || !word.is_common()));
    if !named || (word.is_common() && !word.capital) || is_title(&word.folded) {
        return;
    }
    let last = name_tail(scan, i);
    let after = scan.gap_after(last);
    let closed = last + 1 == scan.words.len()
        || after.starts_with([',', '!', '.', ':', '\n', '?', ';', '-'])
        || after.starts_with(" -");
    let sure = word.listed.is_name() || matches!(greeting.as_ref(), "dear" | "liebe" | "lieber");
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

/// A name on the line behind "regards" or "Grüße", or behind a dash at the very end.
fn sign_offs(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    if i == 0 {
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
    if (!word.capital && scan.has_case)
        || (word.is_common() && !word.listed.is_name())
        || NEVER.contains(&word.folded.as_ref())
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

/// `Jonas Weber: …` at the start of a line, and form fields (`Name: …`, `From: …`, `Kunde: …`).
fn labels(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let word = &scan.words[i];
    if !can_be_name(word) || allowed(&word.folded) {
        return;
    }
    if i > 0
        && is_form_label(scan, i - 1)
        && matches!(scan.gap_before(i).trim(), ":" | "=" | ":-")
        && !scan.gap_before(i).contains('\n')
    {
        let plain = !word.is_common() || (word.capital && word.listed.is_name());
        if plain && !NEVER.contains(&word.folded.as_ref()) {
            let last = name_tail(scan, i);
            hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.88, "name/field"));
        }
        return;
    }
    let line_start = i == 0 || scan.gap_before(i).contains('\n');
    if line_start && word.capital && !word.is_common() && word.letters > 1 {
        let last = name_tail(scan, i);
        let labelled = last + 1 < scan.words.len() && scan.gap_after(last).starts_with(": ") && last - i < 3;
        if labelled && word.listed.is_name() {
            hits.push(Hit::new(word.start, end_of_name(scan, last), Person, 0.82, "name/speaker"));
        }
    }
}

fn is_form_label(scan: &Scan<'_>, i: usize) -> bool {
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
            | "signed"
    )
}

/// "username jdoe", "my login is jdoe": the word behind the cue.
fn user_names(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let cue = matches!(
        scan.words[i].folded.as_ref(),
        "username" | "userid" | "benutzername" | "nutzername" | "login" | "nickname"
    );
    if !cue {
        return;
    }
    let mut j = i + 1;
    while j < scan.words.len()
        && matches!(scan.words[j].folded.as_ref(), "is" | "ist" | "lautet" | "was" | "war" | "name")
        && j < i + 3
    {
        j += 1;
    }
    let Some(word) = scan.words.get(j) else { return };
    let told = j > i + 1 || scan.gap_before(j).contains([':', '=', '"', '\'']) || scan.words[i].folded == "username";
    if !told || word.is_common() || word.letters + word.digits < 3 || scan.gap_before(j).contains('\n') {
        return;
    }
    let mut last = j;
    while last + 1 < scan.words.len() && matches!(scan.gap_after(last), "_" | "." | "-" | "__") {
        last += 1;
    }
    hits.push(Hit::new(word.start, scan.words[last].end, Username, 0.85, "user/cue"));
}
