//! Known identifiers: what the event's own fields say, found again in its text.
//!
//! In any case, order and possessive, by initials, without diacritics (`ü` = `ue` = `u`), with one wrong letter from
//! six letters on, and digits with any separators. Linear in the text for a given set of fields.

use countersign_domain::EntityType::*;
use countersign_domain::{Detectors, EntityType};

use crate::lexicon;
use crate::normalize::{Normalized, fold_word};
use crate::scan::{Hit, Scan};
use crate::words::{Word, words_of};

/// Letters from which on one wrong letter is tolerated.
const FUZZY_FROM: usize = 6;
/// Parts kept per set; a field with more words than a name has does not make matching slow.
const MOST_PARTS: usize = 256;

/// A part of a name.
#[derive(Clone)]
struct NamePart {
    folded: String,
    /// The word is also an everyday word ("Will", "May").
    common: bool,
    own: bool,
    /// Comes from a field rather than from a cue in the text.
    from_field: bool,
}

/// Another known value: the words (or digits) to find in this order.
#[derive(Clone)]
struct KnownValue {
    entity_type: EntityType,
    words: Vec<String>,
    /// Letters and digits in a row, to find the value with any separators.
    compact: String,
    own: bool,
}

/// What is looked up in a text. Holds raw values: `Debug` shows none.
#[derive(Clone, Default)]
pub struct Known {
    names: Vec<NamePart>,
    values: Vec<KnownValue>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Known {{ {} name parts, {} values }}", self.names.len(), self.values.len())
    }
}

impl Known {
    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.values.is_empty()
    }

    /// How many parts of names are known.
    pub(crate) fn name_count(&self) -> usize {
        self.names.len()
    }

    /// Adds a field. `own`: it belongs to the subject of the event.
    pub fn add_field(&mut self, field: &str, value: &str, own: bool) {
        match field_type(field) {
            Person => self.add_name(value, own, true),
            EmailAddress => self.add_email(value, own),
            entity_type => self.add_value(entity_type, value, own),
        }
    }

    /// Adds a name that a cue in the text introduced.
    pub fn add_found_name(&mut self, name: &str) {
        self.add_name(name, false, false);
    }

    fn add_name(&mut self, value: &str, own: bool, from_field: bool) {
        let normalized = Normalized::new(value, &[]);
        if normalized.text.contains('@') {
            return self.add_email(value, own);
        }
        let words = words_of(&normalized.text);
        for word in &words {
            let common = word.listed.is_common() && (!from_field || word.folded.len() <= 5 || !word.listed.is_name());
            for folded in spellings(word.text) {
                self.add_part(NamePart { folded, common, own, from_field });
            }
        }
        if words.len() == 1 && from_field {
            // The other half came in a field of its own.
            let halves: Vec<String> =
                self.names.iter().filter(|part| part.from_field).take(8).map(|part| part.folded.clone()).collect();
            for half in
                halves.iter().filter(|half| half.len() > 1 && words[0].folded.len() > 1 && **half != words[0].folded)
            {
                self.add_part(NamePart {
                    folded: format!("{half}{}", words[0].folded),
                    common: false,
                    own,
                    from_field,
                });
            }
        }
        if words.len() == 2 && words.iter().all(|word| word.folded.len() > 1) {
            // "annasmith" for "Anna Smith"
            let joined = format!("{}{}", words[0].folded, words[1].folded);
            self.add_part(NamePart { folded: joined, common: false, own, from_field });
        }
    }

    fn add_part(&mut self, part: NamePart) {
        if part.folded.is_empty() || is_honorific(&part.folded) || self.names.len() >= MOST_PARTS {
            return;
        }
        match self.names.iter_mut().find(|known| known.folded == part.folded) {
            Some(known) => known.own |= part.own,
            None => self.names.push(part),
        }
    }

    fn add_email(&mut self, value: &str, own: bool) {
        self.add_value(EmailAddress, value, own);
        let Some((local, _)) = value.split_once('@') else { return };
        self.add_value(Username, local, own);
        let normalized = Normalized::new(local, &[]);
        for word in words_of(&normalized.text) {
            if word.is_alpha() && word.folded.len() >= 4 && !word.is_common() {
                self.add_part(NamePart { folded: word.folded.into_owned(), common: false, own, from_field: true });
            }
        }
    }

    fn add_value(&mut self, entity_type: EntityType, value: &str, own: bool) {
        let normalized = Normalized::new(value, &[]);
        let words: Vec<String> = words_of(&normalized.text).into_iter().map(|word| word.folded.into_owned()).collect();
        let compact = words.concat();
        if compact.chars().count() < 2
            || self.values.len() >= MOST_PARTS
            || self.values.iter().any(|known| known.compact == compact)
        {
            return;
        }
        self.values.push(KnownValue { entity_type, words, compact, own });
    }

    /// Reports known values in `scan`.
    pub fn recognize(&self, scan: &Scan<'_>, hits: &mut Vec<Hit>) {
        if self.is_empty() {
            return;
        }
        self.recognize_names(scan, hits);
        for value in &self.values {
            value.recognize(scan, hits);
        }
    }

    fn recognize_names(&self, scan: &Scan<'_>, hits: &mut Vec<Hit>) {
        if self.names.is_empty() {
            return;
        }
        let matched: Vec<Option<&NamePart>> = scan.words.iter().map(|word| self.part_of(word)).collect();
        for (i, part) in matched.iter().enumerate() {
            let Some(part) = part else { continue };
            let near =
                |j: usize| matched.get(j).is_some_and(|other| other.is_some_and(|other| other.folded != part.folded));
            let beside =
                (i > 0 && near(i - 1) && is_close(scan.gap_before(i))) || (near(i + 1) && is_close(scan.gap_after(i)));
            if !part.stands(scan, i, beside) {
                continue;
            }
            let (start, end) = self.with_initials(scan, i);
            let mut hit = Hit::new(
                start,
                end,
                Person,
                if part.from_field { 0.9 } else { 0.8 },
                if part.from_field { "known/name" } else { "memory/name" },
            );
            hit.own = part.own;
            match hits.last_mut() {
                // "Berg, Anna" is one name, whichever of its words other recognizers would join.
                Some(last) if beside && !begins_address(scan, i) && joins(last, &hit, scan.text) => last.end = hit.end,
                _ => hits.push(hit),
            }
        }
    }

    fn part_of(&self, word: &Word<'_>) -> Option<&NamePart> {
        if word.digits > 0 && word.letters < 3 {
            return None;
        }
        let folded = word.folded.trim_end_matches(|c: char| c.is_ascii_digit());
        self.names.iter().find(|part| part.folded == folded).or_else(|| {
            let fuzzy = |part: &&NamePart| !part.common && is_near(&part.folded, folded) && !lexicon::is_common(folded);
            self.names.iter().find(fuzzy)
        })
    }

    /// "J. Smith", "Anna S.": an initial beside a known part belongs to the name.
    fn with_initials(&self, scan: &Scan<'_>, i: usize) -> (usize, usize) {
        let initial = |j: usize| {
            let word = &scan.words[j];
            word.letters == 1
                && word.digits == 0
                && word.capital
                && self.names.iter().any(|part| part.folded.starts_with(word.folded.as_ref()))
        };
        let (mut start, mut end) = (scan.words[i].start, scan.words[i].end);
        if i > 0 && initial(i - 1) && matches!(scan.gap_before(i), " " | ". " | ".") {
            start = scan.words[i - 1].start;
        }
        if i + 1 < scan.words.len() && initial(i + 1) && matches!(scan.gap_after(i), " " | ", ") {
            end = scan.words[i + 1].end;
        }
        (start, end)
    }
}

impl NamePart {
    /// Whether word `i`, which spells this part, is the name here and not an everyday word.
    fn stands(&self, scan: &Scan<'_>, i: usize, beside: bool) -> bool {
        let word = &scan.words[i];
        if beside {
            return true;
        }
        if self.folded.chars().count() <= 2 {
            return word.capital && word.text.len() > 1 && !(word.shouted && self.folded.len() == 1);
        }
        if !self.common || self.from_field && word.capital && is_possessive(scan, i) {
            return true;
        }
        // In German every noun has a capital, so that only a field makes a name of an everyday word.
        let told = word.capital && (self.from_field || !scan.german);
        let marked = told && !scan.begins_sentence(i) && !all_shouted(scan);
        marked || scan.words.len() <= 2
    }
}

/// Whether `hit` goes on with the name that `last` begins: both from fields, of the same person, nothing but a short
/// gap between.
fn joins(last: &Hit, hit: &Hit, text: &str) -> bool {
    let (same_rule, same_owner) = (last.rule == "known/name" && hit.rule == last.rule, last.own == hit.own);
    same_rule && same_owner && last.end <= hit.start && is_close(&text[last.end..hit.start])
}

/// Whether the word belongs to an e-mail address or a user name rather than to the name before it: `anna@`, `anna.b@`.
fn begins_address(scan: &Scan<'_>, i: usize) -> bool {
    let glued = |j: usize| matches!(scan.gap_after(j), "." | "_" | "-" | "+");
    let last = (i..scan.words.len()).take(4).find(|j| !glued(*j)).unwrap_or(i);
    scan.gap_after(last).starts_with('@')
}

/// "Will's", "Tan’s".
fn is_possessive(scan: &Scan<'_>, i: usize) -> bool {
    let owns = |next: &Word<'_>| next.folded == "s";
    matches!(scan.gap_after(i), "'" | "’") && scan.words.get(i + 1).is_some_and(owns)
}

/// Guesses without the names from fields that they overlap: of such a guess, only words beside those names stay that
/// are no everyday words. Where a guess ends depends on the name itself, so that one comma more or less in the text
/// would tell whose event it is. `known`: what [`Known::recognize`] reported, in order; what a guess overlaps counts
/// as seen by both detectors.
pub fn beyond_known(scan: &Scan<'_>, known: &mut [Hit], guesses: Vec<Hit>) -> Vec<Hit> {
    let places: Vec<usize> = (0..known.len()).filter(|i| known[*i].rule == "known/name").collect();
    let overlapped = |known: &[Hit], start: usize, end: usize| {
        let next = places.partition_point(|i| known[*i].end <= start);
        places.get(next).copied().filter(|i| known[*i].start < end)
    };
    let mut beyond = Vec::with_capacity(guesses.len());
    for guess in guesses {
        let met = overlapped(known, guess.start, guess.end).filter(|_| guess.entity_type == Person);
        let Some(met) = met else {
            beyond.push(guess);
            continue;
        };
        known[met].seen_by = Detectors::Both;
        let inside = scan.words[scan.word_from(guess.start)..].iter().take_while(|word| word.end <= guess.end);
        let telling = inside
            .filter(|word| word.letters > 1 && !word.is_common() && overlapped(known, word.start, word.end).is_none())
            .map(|word| Hit { start: word.start, end: word.end, ..guess.clone() });
        beyond.extend(telling);
    }
    beyond
}

fn all_shouted(scan: &Scan<'_>) -> bool {
    scan.words.iter().filter(|word| word.letters > 1).all(|word| word.shouted)
}

fn is_close(gap: &str) -> bool {
    gap.len() <= 3 && !gap.contains(['!', '?', ';', ':'])
}

impl KnownValue {
    fn recognize(&self, scan: &Scan<'_>, hits: &mut Vec<Hit>) {
        let rule = rule_of(self.entity_type);
        let digits = self.compact.chars().filter(char::is_ascii_digit).count();
        for i in 0..scan.words.len() {
            if let Some(last) = self.matches_at(scan, i) {
                let short_word = self.compact.len() < 4 && digits == 0;
                let common = self.words.len() == 1 && digits == 0 && lexicon::is_common(&self.compact);
                if (short_word || common) && !scan.words[i].capital && scan.words.len() > 2 {
                    continue;
                }
                let mut hit = Hit::new(scan.words[i].start, scan.words[last].end, self.entity_type, 0.97, rule);
                hit.own = self.own;
                hits.push(hit);
            }
        }
        if self.entity_type == StreetAddress {
            self.recognize_street(scan, hits);
        }
    }

    /// The last word of the value where it starts at word `i`, its letters and digits with any separators between.
    fn matches_at(&self, scan: &Scan<'_>, i: usize) -> Option<usize> {
        let mut rest = self.compact.as_str();
        // A telephone number may come without its country code or trunk prefix.
        if self.entity_type == PhoneNumber {
            rest = self.phone_rest(&scan.words[i].folded)?;
        }
        let mut last = i;
        loop {
            let word = scan.words.get(last)?;
            let folded = word.folded.as_ref();
            match rest.strip_prefix(folded) {
                Some("") => return Some(last),
                Some(tail) => rest = tail,
                None if last == i
                    && self.words.len() == 1
                    && rest.len() >= FUZZY_FROM
                    && is_near(rest, folded)
                    && !word.is_common() =>
                {
                    return Some(last);
                }
                None => return None,
            }
            if scan.gap_after(last).len() > 3 {
                return None;
            }
            last += 1;
        }
    }

    /// The tail of the number that starts with `word`, when at least seven digits (or all) remain.
    fn phone_rest(&self, word: &str) -> Option<&str> {
        if self.compact.starts_with(word) {
            return Some(&self.compact);
        }
        let stripped = word.trim_start_matches('0');
        let from = (1..=4.min(self.compact.len())).find(|n| {
            let tail = &self.compact[*n..];
            tail.len() >= 7
                && !stripped.is_empty()
                && (tail.starts_with(word) || (word.starts_with('0') && tail.starts_with(stripped)))
        })?;
        let tail = &self.compact[from..];
        tail.starts_with(word).then_some(tail)
    }

    /// Street name alone, without its number ("I moved away from Birch Lane").
    fn recognize_street(&self, scan: &Scan<'_>, hits: &mut Vec<Hit>) {
        let letters: Vec<&String> =
            self.words.iter().filter(|word| word.chars().all(char::is_alphabetic) && word.len() > 2).collect();
        for i in 0..scan.words.len().saturating_sub(1) {
            let pair =
                letters.windows(2).any(|pair| *pair[0] == scan.words[i].folded && *pair[1] == scan.words[i + 1].folded);
            let number_too = self
                .words
                .windows(2)
                .any(|pair| pair[0] == scan.words[i].folded && pair[1] == scan.words[i + 1].folded);
            if (pair || number_too) && scan.gap_after(i).len() <= 2 {
                let mut hit = Hit::new(scan.words[i].start, scan.words[i + 1].end, StreetAddress, 0.9, "known/address");
                hit.own = self.own;
                hits.push(hit);
            }
        }
        for word in &scan.words {
            let telling = word.text.chars().count() >= 7
                && !word.is_common()
                && self.words.iter().any(|part| *part == word.folded || is_near(part, &word.folded));
            if telling {
                hits.push(Hit::new(word.start, word.end, StreetAddress, 0.7, "known/address"));
            }
        }
    }
}

/// The type of a known field; unknown keys count as an identifier.
pub fn field_type(field: &str) -> EntityType {
    match field {
        "customer_name" | "first_name" | "last_name" | "name" | "full_name" | "agent_name" => Person,
        "email" => EmailAddress,
        "phone" => PhoneNumber,
        "username" | "user_id" | "crm_contact_id" | "agent_id" => Username,
        "order_id" => OrderId,
        "address" => StreetAddress,
        "zip" => ZipCode,
        "date_of_birth" => DateOfBirth,
        _ => AccountId,
    }
}

fn rule_of(entity_type: EntityType) -> &'static str {
    match entity_type {
        EmailAddress => "known/email",
        PhoneNumber => "known/phone",
        Username => "known/user",
        OrderId => "known/order",
        StreetAddress => "known/address",
        ZipCode => "known/zip",
        DateOfBirth => "known/date_of_birth",
        _ => "known/id",
    }
}

fn is_honorific(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "herr"
            | "frau"
            | "sir"
            | "madam"
            | "jr"
            | "sr"
            | "von"
            | "van"
            | "de"
            | "der"
            | "the"
    )
}

/// The folded spellings of a name's word: `Müller` → `muller`, `mueller`; `Mueller` → `mueller`, `muller`.
fn spellings(word: &str) -> Vec<String> {
    let plain = fold_word(word);
    let mut all = vec![plain.clone()];
    let spread = word
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ø', "oe")
        .replace('å', "aa");
    let narrow = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    for spelling in [fold_word(&spread), narrow] {
        if !all.contains(&spelling) && spelling.len() > 2 {
            all.push(spelling);
        }
    }
    all
}

/// Whether two folded words differ by at most one inserted, dropped, changed or swapped letter; both long enough.
pub fn is_near(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a.len() < FUZZY_FROM || short.len() + 1 < FUZZY_FROM || long.len() - short.len() > 3 {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        near(short.as_bytes(), long.as_bytes())
    } else {
        let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
        if short.len() <= long.len() { near(&short, &long) } else { near(&long, &short) }
    }
}

fn near<T: PartialEq>(short: &[T], long: &[T]) -> bool {
    let prefix = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (s, l) = (&short[prefix..], &long[prefix..]);
    match long.len() - short.len() {
        0 if s.len() <= 1 => true,
        0 => s[1..] == l[1..] || (s[0] == l[1] && s[1] == l[0] && s[2..] == l[2..]),
        1 => *s == l[1..],
        _ => false,
    }
}
