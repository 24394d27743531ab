//! The linear tagger: names, places and the kind of bare numbers from the words around them, without a cue.
//!
//! An averaged perceptron over hashed features with weights of one byte, decoded from left to right. It only *adds*
//! spans, and settles the type where a number's shape alone had to. Weights come from `examples/train_tagger.rs`;
//! what they were trained on stands in `training/README.md`.

use std::io::Read;
use std::sync::LazyLock;

use countersign_domain::EntityType::*;
use countersign_domain::{Detectors, EntityType};
use flate2::read::GzDecoder;

use crate::error::Error;
use crate::lexicon::{self, WordSet, is_compound};
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// Labels, 0 is "no entity". Neighbouring words with one label are one span.
pub const LABELS: [Option<EntityType>; 16] = [
    None,
    Some(Person),
    Some(StreetAddress),
    Some(Location),
    Some(Organization),
    Some(UsSsn),
    Some(CreditCard),
    Some(PhoneNumber),
    Some(ZipCode),
    Some(OrderId),
    Some(AccountId),
    Some(Password),
    Some(DateTime),
    Some(Age),
    Some(Nrp),
    Some(Title),
];
/// Number of labels.
pub const L: usize = LABELS.len();
/// Features of a word.
const FEATURES: usize = 32;
/// log₂ of the rows of the weight table.
pub const BITS: u32 = 18;

/// Weights of one label set: `1 << BITS` rows of [`L`] bytes.
pub struct Tagger {
    rows: Vec<[i8; L]>,
}

const FILE: &str = "tagger.bin.gz";

static MODEL: LazyLock<Option<Tagger>> = LazyLock::new(|| Tagger::unpack(include_bytes!("../data/tagger.bin.gz")).ok());

impl Tagger {
    /// The model that ships with this crate.
    pub fn shipped() -> Result<&'static Tagger, Error> {
        MODEL.as_ref().ok_or(Error::Data(FILE))
    }

    /// Most weights are zero, so the table is kept packed (RFC 1952) and unpacked once.
    fn unpack(packed: &[u8]) -> Result<Self, Error> {
        let mut weights = Vec::with_capacity(L << BITS);
        GzDecoder::new(packed).read_to_end(&mut weights).map_err(|_| Error::Data(FILE))?;
        let (rows, rest) = weights.as_chunks::<L>();
        let rows: Vec<[i8; L]> = rows.iter().map(|row| row.map(|weight| weight as i8)).collect();
        if rows.len() == 1 << BITS && rest.is_empty() { Ok(Self { rows }) } else { Err(Error::Data(FILE)) }
    }

    /// The sum of the rows, each label on its own; of as many rows as there are features it fits into 16 bits.
    fn sum(&self, features: &[u32; FEATURES]) -> [i32; L] {
        let mut sum = [0_i16; L];
        for feature in features {
            let row = &self.rows[*feature as usize];
            for l in 0..L {
                sum[l] += i16::from(row[l]);
            }
        }
        sum.map(i32::from)
    }

    /// Label and margin (best score less that of the best rival among "no entity" and the rest) of each word.
    ///
    /// `direct_only`: places and firms are not reported, so what may as well be a person or an address counts as one.
    pub fn tag(&self, scan: &Scan<'_>, direct_only: bool) -> Vec<(usize, i32)> {
        let classes = Classes::of(scan);
        let mut labels: Vec<(usize, i32)> = Vec::with_capacity(scan.words.len());
        for i in 0..scan.words.len() {
            let before = |n: usize| i.checked_sub(n).map_or(0, |j| labels[j].0);
            let mut scores = self.sum(&classes.features(scan, i, before(1), before(2)));
            scores[1] += lean_to_person(scan, i);
            labels.push(best(&scores, direct_only));
        }
        labels
    }
}

fn lean_to_person(scan: &Scan<'_>, i: usize) -> i32 {
    let (word, listed) = (&scan.words[i], scan.words[i].listed);
    let telling = word.capital && scan.has_case && !word.shouted && word.letters > 2 && !word.is_common();
    if !telling || listed.is_no_person() || listed.is_noun() {
        return 0;
    }
    let begins = scan.begins_sentence(i);
    let (given, family, neither) = match (scan.german, begins) {
        (false, false) => (600, 450, 200),
        (false, true) => (400, 200, 0),
        (true, false) => (500, 300, 200),
        (true, true) => (400, 200, 0),
    };
    match listed {
        _ if listed.is_given_name() => given,
        _ if listed.is_name() => family,
        _ if scan.german && is_compound(&word.folded) => 0,
        _ => neither,
    }
}

/// The best label and how far it is ahead of "no entity" (of the best entity, where it is itself "no entity").
fn best(scores: &[i32; L], direct_only: bool) -> (usize, i32) {
    let top = (0..L).max_by_key(|l| (scores[*l], L - l)).unwrap_or(0);
    let (none, person, address) = (scores[0], scores[1], scores[2]);
    let top = match LABELS[top] {
        // Where a firm and a person are close, it is masked as a person: firms are quasi-identifiers.
        Some(Organization) if person > none && (direct_only || person + CLOSE > scores[top]) => 1,
        Some(Location) if direct_only && person > none => 1,
        Some(Location) if direct_only && address > none => 2,
        _ => top,
    };
    let rival = if top == 0 { scores[1..].iter().copied().max().unwrap_or(0) } else { none };
    (top, scores[top] - rival)
}

/// Lead that an organization needs over a person.
const CLOSE: i32 = 250;

/// What features need of each word, computed once.
pub struct Classes {
    words: Vec<Class>,
    length: u64,
}

struct Class {
    id: u64,
    prefix: u64,
    suffix2: u64,
    suffix3: u64,
    kind: u64,
    shape: u64,
    gap: u64,
    cue: u64,
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

impl Classes {
    /// Classes of the words of `scan`.
    pub fn of(scan: &Scan<'_>) -> Self {
        let mut cue = scan.expected.map_or(0, |asked| asked as u64 + 100);
        let mut words = Vec::with_capacity(scan.words.len());
        for (i, word) in scan.words.iter().enumerate() {
            words.push(Class::of(scan, i, word, cue));
            if let Some(found) = word.cue {
                cue = found as u64 + 1;
            }
        }
        let length = match words.len() {
            n @ 0..=3 => n as u64,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        };
        Self { words, length }
    }

    fn at(&self, i: usize, offset: isize) -> &Class {
        const EDGE: Class = Class { id: 1, prefix: 1, suffix2: 1, suffix3: 1, kind: 1, shape: 1, gap: 1, cue: 1 };
        i.checked_add_signed(offset).and_then(|j| self.words.get(j)).unwrap_or(const { &EDGE })
    }

    /// Rows of the weight table for word `i`; `before` and `before2` are the labels decided for the words before.
    pub fn features(&self, scan: &Scan<'_>, i: usize, before: usize, before2: usize) -> [u32; FEATURES] {
        let (w, l1, l2, r1, r2) = (self.at(i, 0), self.at(i, -1), self.at(i, -2), self.at(i, 1), self.at(i, 2));
        let (b1, b2) = (before as u64, before2 as u64);
        let start = u64::from(scan.begins_sentence(i));
        let combined = [
            [1, w.id, 0],
            [2, l1.id, 0],
            [3, r1.id, 0],
            [4, l1.id, w.id],
            [5, w.id, r1.id],
            [6, l2.id, l1.id],
            [7, r1.id, r2.id],
            [8, w.prefix, w.kind],
            [9, w.suffix3, w.kind],
            [10, w.suffix2, w.shape],
            [11, w.shape, start],
            [12, w.kind, w.shape],
            [13, w.kind, self.length],
            [14, l1.kind, w.kind],
            [15, w.kind, r1.kind],
            [16, b1, w.kind],
            [17, b1, b2 << 8 | w.shape],
            [18, b1, w.id],
            [19, l1.id, w.kind],
            [20, r1.id, w.kind],
            [21, l1.id, w.shape],
            [22, w.cue, w.shape],
            [23, w.cue, w.kind << 8 | self.length],
            [24, w.gap, r1.gap << 8 | w.shape],
            [25, b1, w.gap << 8 | w.kind],
            [26, l2.id, w.kind],
            [27, r2.id, w.kind],
            [28, l1.kind, r1.kind << 8 | w.shape],
            [29, l1.shape, w.shape << 8 | r1.shape],
            [30, self.length, w.shape],
            [31, b1, r1.id],
            [32, l2.kind, l1.kind << 8 | w.kind],
        ];
        combined.map(|[template, a, b]| row_of(template, a, b))
    }
}

fn row_of(template: u64, a: u64, b: u64) -> u32 {
    let mut h = template.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ a.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= b.wrapping_mul(0xc4ce_b9fe_1a85_ec53).rotate_left(31);
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (h >> (64 - BITS)) as u32
}

impl Class {
    fn of(scan: &Scan<'_>, i: usize, word: &Word<'_>, cue: u64) -> Self {
        let folded = word.folded.as_bytes();
        let tail = |n: usize| hash(&folded[folded.len().saturating_sub(n)..]);
        let number = word.digits > 0;
        let id = if number { 1000 + word.digits as u64 * 64 + word.letters as u64 } else { hash(folded) };
        let gap = match scan.gap_before(i) {
            "" => 0,
            " " => 1,
            gap if gap.contains('\n') => 2,
            gap if gap.contains(',') => 3,
            gap if gap.contains('.') => 4,
            gap if gap.contains(':') => 5,
            gap if gap.contains(['\'', '"', '(']) => 6,
            "-" => 7,
            _ => 8,
        };
        Self {
            id,
            prefix: if number { 0 } else { hash(&folded[..folded.len().min(3)]) },
            suffix2: if number { 0 } else { tail(2) },
            suffix3: if number { 0 } else { tail(3) },
            kind: kind_of(scan, word),
            shape: shape_of(scan, word),
            gap,
            cue,
        }
    }
}

/// What the word lists say of a word; for numbers, how long they are.
fn kind_of(scan: &Scan<'_>, word: &Word<'_>) -> u64 {
    if word.digits > 0 {
        return 256 + (word.digits.min(20) * 4 + word.letters.min(3)) as u64;
    }
    let folded = word.folded.as_ref();
    let length = match folded.len() {
        0..=1 => 0,
        2..=3 => 1,
        _ => 2,
    };
    (u64::from(word.listed.is_common())
        | u64::from(word.listed.is_given_name()) << 1
        | u64::from(word.listed.is_name()) << 2
        | u64::from(scan.german && (word.listed.is_noun() || !word.listed.is_known() && is_compound(folded))) << 3
        | u64::from(word.listed.is_no_person()) << 4)
        * 3
        + length
        + 2
}

/// How a word is written; without any capital in the text, case is its own value.
fn shape_of(scan: &Scan<'_>, word: &Word<'_>) -> u64 {
    if word.digits > 0 {
        return 32 + (word.digits.min(20) * 4 + word.letters.min(3)) as u64;
    }
    match (scan.has_case, word.shouted, word.capital) {
        (false, ..) => 2,
        (true, true, _) => 3,
        (true, _, true) if word.letters == 1 => 4,
        (true, _, true) if scan.german => 7,
        (true, _, true) => 5,
        (true, ..) => 6,
    }
}

/// Margin from which a word label counts, per label; below, the tagger is silent. Settings, chosen on development
/// texts so that unfamiliar prose is not masked.
fn floor(entity_type: EntityType, scan: &Scan<'_>, word: &Word<'_>) -> i32 {
    let unusual = !word.is_common();
    match entity_type {
        Person if word.capital && !scan.german && word.listed.is_name() => 20,
        Person if word.capital && word.listed.is_name() => 60,
        Person if scan.has_case && !word.capital => 220,
        Person if scan.german && unusual => 190,
        Person if unusual => 60,
        Person => 160,
        _ if word.digits > 0 => 0,
        Location if !scan.has_case && !word.listed.is_place() => 150,
        Location | Organization | DateTime | Age | Nrp | Title => 60,
        _ => 90,
    }
}

/// Reports what the tagger sees. `allowed`: words of the firm that are no names.
pub fn recognize(
    tagger: &Tagger,
    scan: &Scan<'_>,
    direct_only: bool,
    allowed: &impl Fn(&str) -> bool,
    hits: &mut Vec<Hit>,
) {
    let labels = tagger.tag(scan, direct_only);
    let mut i = 0;
    while i < labels.len() {
        let (label, margin) = labels[i];
        let Some(entity_type) = LABELS[label] else {
            i += 1;
            continue;
        };
        let mut last = i;
        let mut most = margin;
        let ends = |j: usize| {
            let gap = scan.gap_after(j);
            gap.contains(['\n', ';', '!', '?'])
                || (entity_type == Person && gap.contains('.') && scan.words[j].letters > 3)
                || (is_number_type(entity_type) && gap.contains([',', ':']))
                || (entity_type == StreetAddress
                    && gap.contains(". ")
                    && (scan.words[j].letters > 3 || scan.words[j].is_number()))
                || (entity_type == Person && gap.contains(':'))
        };
        // What stands before an "@" belongs to the address.
        let is_local_part = |j: usize| scan.gap_after(j).starts_with('@');
        while last + 1 < labels.len() && labels[last + 1].0 == label && !ends(last) && !is_local_part(last + 1) {
            last += 1;
            most = most.max(labels[last].1);
        }
        let words = &scan.words[i..=last];
        let freed_number = words.iter().filter(|word| word.digits > 0).all(|word| scan.is_free(word.start, word.end))
            && words.iter().any(|word| word.digits > 0)
            && !matches!(entity_type, DateTime | Age);
        if freed_number || !fits(entity_type, words) || !is_at_home(scan, entity_type, i, last) {
            i = last + 1;
            continue;
        }
        let sure = (i..=last).any(|j| labels[j].1 >= floor(entity_type, scan, &scan.words[j]));
        let freed = i == last && allowed(&scan.words[i].folded);
        if sure && !freed {
            let score = (0.55 + most as f32 / 2000.0).clamp(0.55, 0.78);
            let hit = Hit::new(scan.words[i].start, scan.words[last].end, entity_type, score, rule_of(entity_type));
            hits.push(Hit { seen_by: Detectors::Tagger, ..hit });
        }
        i = last + 1;
    }
}

/// The domain check. The tagger learned addresses and bare numbers on text without capitals; in text with capitals an
/// address needs a word of a street, a number three digits, and a name may not be a place, an acronym or a single letter.
fn is_at_home(scan: &Scan<'_>, entity_type: EntityType, first: usize, last: usize) -> bool {
    if scan.stripped {
        let word = &scan.words[first];
        return entity_type != Person || first != last || word.letters > 1 && !is_people(word);
    }
    let words = &scan.words[first..=last];
    let digits: usize = words.iter().map(|word| word.digits).sum();
    if !scan.has_case && entity_type == Person {
        return first != last
            || words[0].letters > 1 && !is_people(&words[0]) && !crate::names::is_title(&words[0].folded);
    }
    match entity_type {
        StreetAddress => {
            let named = |word: &Word<'_>| word.capital && word.letters > 2 && !word.shouted && !word.is_common();
            let beside = |j: usize| scan.words.get(j).is_some_and(named);
            // In German "Dr" is a title.
            let hints = |word: &Word<'_>| {
                crate::address::hints_at_street(&word.folded) && !(scan.german && word.folded == "dr")
            };
            let hinted = words.iter().any(hints);
            // Every German noun has a capital, so there a capital says nothing of a street.
            let foreign = !scan.german
                && digits <= 6
                && words.iter().any(Word::is_number)
                && (words.iter().any(named) || first == last && (beside(first + 1) && scan.gap_after(first) == " "));
            scan.expected == Some(StreetAddress)
                || hinted
                || foreign
                || (digits > 0 && words.iter().filter(|word| named(word)).count() > 1 && !scan.german)
        }
        PhoneNumber => (7..=15).contains(&digits) && words.iter().all(Word::is_number),
        CreditCard => digits == 4 || (13..=19).contains(&digits) && words.iter().all(Word::is_number),
        UsSsn => matches!(digits, 4 | 9) && words.iter().all(Word::is_number),
        ZipCode => matches!(digits, 4..=6 | 9) && words.iter().all(Word::is_number),
        OrderId | AccountId => digits >= 4,
        Person if first == last => {
            let word = &words[0];
            let acronym = word.shouted
                && word.letters <= 4
                && !scan.shouts()
                && (word.letters <= 3 || !word.listed.is_given_name());
            let title = crate::names::is_title(&word.folded) || crate::names::is_role(&word.folded);
            let label = scan.gap_after(last).starts_with(':')
                && (crate::names::is_form_label(scan, last) || crate::names::is_party(&word.folded));
            // "2 Erw., 1 Kind", "nur Fahrgestellnr.": cut short.
            let cut_short = !word.listed.is_name()
                && (word.folded.ends_with("nr")
                    || scan.gap_after(last).starts_with(".,")
                    || scan.gap_after(last) == ". " && scan.words.get(last + 1).is_some_and(|next| !next.capital));
            let least = if word.listed.is_given_name() && !scan.german { 2 } else { 3 };
            let quoted = scan.german && is_quoted(scan, last);
            let small = word.letters < least || word.letters == 2 && word.is_common();
            // "Der Baum", "Matrikelnummer": without a name beside it a German noun is one.
            let word_of_german = scan.german
                && scan.has_case
                && (word.listed.is_noun() || !word.listed.is_name() && is_compound(&word.folded));
            // "auf dem Kopf", "zum Glück": family names that are nouns, behind an article.
            let noun = scan.german
                && !word.listed.is_given_name()
                && first > 0
                && scan.gap_before(first) == " "
                && is_article(&scan.words[first - 1].folded);
            let function = word.listed.is_english() || word.listed.is_german();
            let elsewhere = word_of_german
                || function
                || is_kind_behind_article(scan, first)
                || is_behind_place_word(scan, first)
                || is_firm(scan, first, last);
            !(small
                || cut_short
                || label
                || acronym
                || title
                || quoted
                || noun
                || elsewhere
                || word.listed.is_no_person())
        }
        Person => {
            // "Northern Ireland", "Tues, Thurs"
            let place = words.iter().all(|word| {
                let function = word.listed.is_english() || word.listed.is_german();
                word.listed.is_no_person() || word.letters < 2 || function || word.is_common() && !word.listed.is_name()
            });
            let never = words[0].listed.is_never_name() || scan.german && words[0].listed.is_no_person();
            // "Old Mill Park", "Autumn Rose" in quotation marks.
            let street = words.len() == 2 && words.iter().all(|word| crate::address::hints_at_street(&word.folded));
            let product = words.len() == 2 && words[0].is_common() && is_quoted(scan, last);
            // "WAN MAC", "S/N": what capitals are short for.
            let acronyms = !scan.shouts()
                && words.iter().all(|word| {
                    word.shouted && word.letters <= 4 && (word.letters < 4 || !word.listed.is_given_name())
                        || word.letters == 1
                })
                && !scan.gap_after(first).contains('.');
            let usual = scan.german && words.iter().all(|word| word.is_common() && !word.listed.is_name());
            !(place || never || street || product || acronyms || usual || is_firm(scan, first, last))
        }
        _ => true,
    }
}

/// "in Ludlow", "aus Soest": where somebody is or comes from; a given name there is a person all the same.
fn is_behind_place_word(scan: &Scan<'_>, i: usize) -> bool {
    let word = &scan.words[i];
    i > 0
        && scan.has_case
        && scan.gap_before(i) == " "
        && (matches!(scan.words[i - 1].folded.as_ref(), "in" | "near" | "nach" | "aus") || is_way(scan, i))
        && (!word.listed.is_given_name() || word.listed.is_place())
}

/// "from Kells to Navan", "von Soest nach Glis": one end of a way.
fn is_way(scan: &Scan<'_>, i: usize) -> bool {
    let pair = |from: usize, to: usize| {
        let (Some(a), Some(b)) = (scan.words.get(from), scan.words.get(to)) else { return false };
        matches!((a.folded.as_ref(), b.folded.as_ref()), ("from", "to") | ("von", "nach" | "bis"))
    };
    let named = |j: usize| scan.words.get(j).is_some_and(|word| word.capital);
    pair(i - 1, i + 1) && named(i + 2) || i >= 3 && pair(i - 3, i - 1) && named(i - 2)
}

/// "Lumen Broadband", "Agentur Rademacher", "Holzbau Ruckdeschel GmbH": words that say that the name is a firm's.
pub(crate) fn is_firm(scan: &Scan<'_>, first: usize, last: usize) -> bool {
    let near = |j: usize, gap: &str| {
        let word = scan.words.get(j)?;
        (word.capital && matches!(gap, " " | " & " | "-")).then_some(word.folded.as_ref())
    };
    let behind = near(last + 1, scan.gap_after(last));
    let before = first.checked_sub(1).and_then(|j| near(j, scan.gap_before(first)));
    let kinds = |folded: &str| FIRMS.contains(folded);
    // "Henry Street branch", "Victoria Falls", "Sophie-Scholl-Straße": called after somebody.
    let sights = |folded: &str| is_sight(folded) || folded.len() > 3 && crate::address::hints_at_street(folded);
    let kinds = |folded: &str| kinds(folded) || sights(folded) && lexicon::is_common(folded);
    let own = first < last && kinds(&scan.words[last].folded);
    scan.has_case && !scan.shouts() && (own || behind.is_some_and(kinds) || before.is_some_and(is_firm_before))
}

/// "i am indian muslim": a people, a brand, a month.
fn is_people(word: &Word<'_>) -> bool {
    word.listed.is_no_person() && !word.listed.is_place()
}

/// What is called after somebody.
fn is_sight(folded: &str) -> bool {
    matches!(
        folded,
        "falls"
            | "airport"
            | "bridge"
            | "station"
            | "branch"
            | "outlet"
            | "suite"
            | "room"
            | "hall"
            | "centre"
            | "center"
            | "stadium"
            | "flughafen"
            | "schule"
            | "kirche"
            | "saal"
            | "stift"
            | "gymnasium"
            | "stadion"
            | "haus"
            | "council"
    )
}

/// "the Victoria sofa", "your Austin store", "a Mia doll": behind an article and before a thing stands what it is called.
fn is_kind_behind_article(scan: &Scan<'_>, i: usize) -> bool {
    // "the Hendry file", "the Weber family", "the Jensen novel": somebody's.
    const SOMEBODYS: &[&str] = &[
        "family",
        "file",
        "account",
        "booking",
        "reservation",
        "order",
        "couple",
        "twins",
        "kids",
        "house",
        "residence",
        "case",
        "novel",
        "book",
        "film",
        "movie",
        "song",
        "version",
        "brothers",
        "sisters",
        "girls",
        "boys",
        "household",
        "estate",
        "matter",
        "party",
        "wedding",
        "children",
        "and",
        "or",
    ];
    const ARTICLES: &[&str] = &["the", "a", "an", "your", "our", "this", "these", "those", "any", "another"];
    let Some(next) = scan.words.get(i + 1) else { return false };
    i > 0
        && !scan.german
        && scan.has_case
        && scan.gap_before(i) == " "
        && scan.gap_after(i) == " "
        && ARTICLES.contains(&scan.words[i - 1].folded.as_ref())
        && !next.capital
        && next.letters > 2
        && next.is_common()
        && !next.listed.is_english()
        && !SOMEBODYS.contains(&next.folded.as_ref())
}

/// A kind of firm that German puts before its name.
fn is_firm_before(folded: &str) -> bool {
    matches!(
        folded,
        "firma"
            | "backerei"
            | "metzgerei"
            | "agentur"
            | "autohaus"
            | "gasthof"
            | "gasthaus"
            | "hotel"
            | "klinik"
            | "apotheke"
            | "brauerei"
            | "druckerei"
            | "gartnerei"
            | "spedition"
            | "stiftung"
            | "schreinerei"
            | "tischlerei"
            | "holzbau"
            | "elektro"
            | "malerbetrieb"
            | "sanitar"
            | "buchhandlung"
            | "mobelhaus"
            | "cafe"
            | "restaurant"
    )
}

/// What firms call themselves behind their name.
static FIRMS: LazyLock<WordSet> = LazyLock::new(|| {
    "ag airlines airport airways apotheke associates bank bau bikes books broadband brothers builders cars catering clinic co \
     college communications company consulting corp corporation courier couriers credit dental designs digital electric \
     electrical electronics energie energy enterprises express finance financial fitness foods foundation furniture games \
     garage gas gbr gmbh group gruppe gym handel heating holding holdings hospital hotel hotels immobilien inc industries \
     installations insurance insurers international it kg lettings library life limited llc llp logistics logistik ltd media \
     mobile motors museum mutual net network networks ohg outdoor outfitters parcels partners pensions pharmacy phones plc \
     plumbing power properties railway realty reisen rentals resort restaurant salon savings school se services shipping shop \
     software solar solutions stadtwerke store stores studio studios supermarket supplies surgery systems taxi technologies \
     telecom telekom theatre tickets tours trading trains travel trust ug university utilities ventures versicherung \
     versicherungen verlag water wireless works"
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect()
});

fn is_article(folded: &str) -> bool {
    const ARTICLES: &[&str] = &[
        "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "kein", "keine", "keinen", "mein",
        "meine", "meinen", "meinem", "meiner", "zum", "zur", "im", "am", "vom", "ins", "ohne", "dritten", "ersten",
        "zweiten",
    ];
    ARTICLES.contains(&folded)
}

/// Whether word `last` ends a quotation of at most four words: the name of a product or a song.
fn is_quoted(scan: &Scan<'_>, last: usize) -> bool {
    let closes = scan.gap_after(last).starts_with(['"', '\u{201d}']);
    closes && (last.saturating_sub(3)..=last).any(|j| scan.gap_before(j).ends_with(['"', '\u{201e}']))
}

/// Whether words can be what the label says: numbers have digits, names are no cue words, addresses are more than a word.
fn fits(entity_type: EntityType, words: &[Word<'_>]) -> bool {
    let digits: usize = words.iter().map(|word| word.digits).sum();
    match entity_type {
        number if is_number_type(number) => digits >= 2,
        StreetAddress => words.len() > 1 && (digits > 0 || words.len() > 2) || digits > 0 && words[0].is_number(),
        Person => digits == 0 && !words.iter().all(|word| word.cue.is_some()),
        Password => digits > 0 || words.iter().any(|word| !word.is_common()),
        _ => true,
    }
}

/// Types that are one number: a comma ends it.
fn is_number_type(entity_type: EntityType) -> bool {
    matches!(entity_type, UsSsn | CreditCard | PhoneNumber | ZipCode | OrderId | AccountId)
}

fn rule_of(entity_type: EntityType) -> &'static str {
    match entity_type {
        Person => "tagger/person",
        StreetAddress => "tagger/address",
        Location => "tagger/place",
        Organization => "tagger/organization",
        DateTime | Age | Nrp | Title => "tagger/quasi",
        _ => "tagger/number",
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    #[test]
    fn the_weights_are_those_that_the_digest_names() {
        let rows = &super::Tagger::shipped().expect("the file is whole").rows;
        let weights: Vec<u8> = rows.iter().flatten().map(|weight| *weight as u8).collect();
        assert!(weights.len() <= 4 << 20, "at most 4 MiB in memory");
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&weights));
        assert_eq!(digest, include_str!("../data/tagger.sha256").trim(), "see training/README.md");
    }
}
