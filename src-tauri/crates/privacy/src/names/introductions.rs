//! "My name is …": the words that introduce a name, and how much behind them they take.

use std::sync::LazyLock;

use countersign_domain::EntityType::Person;

use super::{LONGEST_NAME, can_be_name, continues_name, end_of_name, is_particle, is_title};
use crate::lexicon::WordSet;
use crate::scan::{Hit, Scan};
use crate::words::Word;

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

pub(super) fn introductions(scan: &Scan<'_>, i: usize, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
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
        "pets",
        "dog",
        "dogs",
        "cat",
        "cats",
        "horse",
        "hund",
        "katze",
        "firmen",
        "host",
        "road",
        "area",
        "school",
        "employer",
    ];
    name > 0
        && (scan.gap_before(name) == "-" && scan.words[name - 1].shouted
            || THINGS.contains(&scan.words[name - 1].folded.as_ref()))
}

/// The last word of the name that starts at word `i`.
fn name_from(scan: &Scan<'_>, i: usize, take: Take, allowed: &impl Fn(&str) -> bool) -> Option<usize> {
    let fits = |j: usize| {
        let word = &scan.words[j];
        if !can_be_name(word) || allowed(&word.folded) || word.listed.is_never_name() {
            return false;
        }
        let unusual = if take == Take::Any { !word.is_everyday() } else { !word.is_common() };
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

fn is_nationality(folded: &str) -> bool {
    folded.len() > 5 && ["ish", "ese", "ian", "ican"].iter().any(|end| folded.ends_with(end))
}
