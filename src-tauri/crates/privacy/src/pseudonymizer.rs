//! Finds identifiers in text: recognizers, in one pass over normalized words, and the union of what they report.

use std::collections::HashSet;

use countersign_domain::{Detectors, EntitySpan, EntityType};
use sha2::{Digest, Sha256};

use crate::canonical::canonical;
use crate::config::{Config, Locale};
use crate::error::Error;
use crate::known::{Known, beyond_known};
use crate::normalize::{Normalized, fold_word};
use crate::scan::{Hit, Scan, cut_at_opaque, join_neighbours, union};
use crate::tagger::Tagger;
use crate::token::{FoundToken, find_tokens};
use crate::{address, names, numbers, patterns, quasi, secrets, spoken, tagger, user_names};

/// Changes whenever a rule changes what is found; part of [`Pseudonymizer::version`].
const RULES_REVISION: &str = "rules-7";

/// Rounds of reading what is left; texts of all kinds are done after two.
const MOST_ROUNDS: usize = 6;

/// A text that every recognizer looks at.
const WARM_UP: &str = "a@b.example at (dot) 1 Main Street, https://example.com/ 12:30, 1.5, key: 2-3";

/// Finds identifiers. Built once, shared between threads, without state between texts.
pub struct Pseudonymizer {
    config: Config,
    tagger: &'static Tagger,
    allowed: HashSet<String>,
    version: String,
}

impl std::fmt::Debug for Pseudonymizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pseudonymizer {{ version: {} }}", self.version)
    }
}

/// A span in bytes of the original text, with the canonical form of its value. `Debug` shows no value.
#[derive(Clone, PartialEq)]
pub(crate) struct Found {
    pub start: usize,
    pub end: usize,
    pub entity_type: EntityType,
    pub score: f32,
    pub rule: &'static str,
    pub own: bool,
    pub seen_by: Option<Detectors>,
    pub canonical: String,
}

/// What one text held.
pub(crate) struct FoundInText {
    pub spans: Vec<Found>,
    pub tokens: Vec<FoundToken>,
    /// Names that a strong cue introduced.
    pub names: Vec<String>,
    /// What the text asks for, so that the answer in the next turn is understood.
    pub asks_for: Option<EntityType>,
}

impl Pseudonymizer {
    /// Compiles the recognizers. Errors: a bad entry of the allow-list, damaged data.
    pub fn new(config: Config) -> Result<Self, Error> {
        if let Some(bad) = config.allow.iter().position(|entry| entry.trim().is_empty() || entry.len() > 200) {
            return Err(Error::Allow(bad));
        }
        let allowed = config.allow.iter().map(|entry| fold_word(entry.trim())).collect();
        let version = version_of(&config);
        let built = Self { config, tagger: Tagger::shipped()?, allowed, version };
        // Compiles every pattern now rather than within the first event.
        built.find_in(WARM_UP, &Known::default(), None);
        Ok(built)
    }

    /// SHA-256 over rules, word lists and settings, in hexadecimal: same version, same spans.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The spans of `text`, sorted, disjoint, in Unicode scalar values. `known`: what is known of the people in it.
    pub fn find(&self, text: &str, known: &Known) -> Vec<EntitySpan> {
        to_spans(text, &self.find_in(text, known, None).spans)
    }

    /// Whether a text that is stored as it comes (an id, a segment's value, a file name) holds a direct identifier.
    ///
    /// Codes and numbers are what such fields are made of, so only identifiers with a form of their own count:
    /// e-mail, web address with a person's part, telephone with its marks, cards, IBANs, national ids with certain
    /// check digits, machine addresses, introduced names.
    pub fn finds_personal_data(&self, text: &str) -> bool {
        if !find_tokens(text).is_empty() {
            return true;
        }
        let normalized = Normalized::new(text, &[]);
        let (hits, _) = self.hits(&normalized.text, &Known::default(), None);
        hits.iter().any(|hit| is_certain(hit, &normalized.text))
    }

    /// As [`Self::finds_personal_data`], and whether a known identifier of the event stands in the text.
    pub(crate) fn finds_personal_data_of(&self, text: &str, known: &Known) -> bool {
        if self.finds_personal_data(text) {
            return true;
        }
        let normalized = Normalized::new(text, &[]);
        let mut hits = Vec::new();
        known.recognize(&Scan::new(&normalized.text, None), &mut hits);
        hits.iter().any(|hit| hit.end - hit.start >= 4)
    }

    pub(crate) fn find_in(&self, text: &str, known: &Known, expected: Option<EntityType>) -> FoundInText {
        let tokens = find_tokens(text);
        let normalized = Normalized::new(text, &tokens);
        let (hits, asks_for) = self.hits(&normalized.text, known, expected);
        let strong = |hit: &&Hit| {
            hit.entity_type == EntityType::Person && hit.score >= names::STRONG && hit.rule.starts_with("name/")
        };
        let names = hits.iter().filter(strong).map(|hit| normalized.text[hit.start..hit.end].to_owned()).collect();
        let mut spans: Vec<Found> = hits.iter().map(|hit| self.to_found(hit, &normalized)).collect();
        if !hits.is_empty() {
            self.find_in_rest(
                normalized.without(hits.iter().map(|hit| (hit.start, hit.end))),
                known,
                expected,
                &mut spans,
            );
        }
        FoundInText { spans, tokens, names, asks_for }
    }

    /// Reads again what is left once spans are opaque, until nothing new is found: so that reading the stored text
    /// once more changes nothing.
    fn find_in_rest(
        &self,
        mut rest: Normalized<'static>,
        known: &Known,
        expected: Option<EntityType>,
        spans: &mut Vec<Found>,
    ) {
        for _ in 0..MOST_ROUNDS {
            let (hits, _) = self.hits(&rest.text, known, expected);
            if hits.is_empty() {
                break;
            }
            spans.extend(hits.iter().map(|hit| self.to_found(hit, &rest)));
            rest = rest.without(hits.iter().map(|hit| (hit.start, hit.end)));
        }
        spans.sort_by_key(|span| span.start);
    }

    /// What is masked of `text`, sorted, disjoint, neighbours joined, and what the text asks for.
    fn hits(&self, text: &str, known: &Known, expected: Option<EntityType>) -> (Vec<Hit>, Option<EntityType>) {
        let mut hits = Vec::new();
        let scan = Scan::of(text, expected, self.config.locale == Locale::De);
        self.recognize(&scan, known, &mut hits);
        let hits = names::beside_names(&scan, names::extend(&scan, self.with_places(hits)));
        let mut hits = address::extend(&scan, hits);
        if !self.config.quasi {
            hits.retain(|hit| !is_quasi(hit.entity_type));
        }
        (join_neighbours(text, cut_at_opaque(text, hits)), crate::cue::open_cue(&scan.words))
    }

    /// The union of all hits. Where quasi-identifiers are not asked for, they stand beside direct ones (an address takes
    /// in the place behind it) and never swallow one: a masked number must not go with a place that is left readable.
    fn with_places(&self, hits: Vec<Hit>) -> Vec<Hit> {
        if self.config.quasi {
            return union(hits);
        }
        let (places, direct): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|hit| is_quasi(hit.entity_type));
        let mut all = union(direct);
        let apart = |place: &Hit, all: &[Hit]| {
            let next = all.partition_point(|hit| hit.end <= place.start);
            all.get(next).is_none_or(|hit| hit.start >= place.end)
        };
        for place in union(places) {
            if apart(&place, &all) {
                let at = all.partition_point(|hit| hit.start < place.start);
                all.insert(at, place);
            }
        }
        all
    }

    /// Every recognizer reports on its own; none sees what another found.
    fn recognize(&self, scan: &Scan<'_>, known: &Known, hits: &mut Vec<Hit>) {
        let allowed = |folded: &str| self.allowed.contains(folded);
        known.recognize(scan, hits);
        patterns::recognize(scan, hits);
        let amounts = numbers::recognize(scan, self.config.default_region, allowed, hits);
        address::recognize(scan, hits);
        names::recognize(scan, &allowed, hits);
        user_names::recognize(scan, hits);
        spoken::recognize(scan, hits);
        secrets::recognize(scan, hits);
        if self.config.quasi {
            quasi::recognize(scan, hits);
        }
        if self.config.tagger {
            let mut guesses = Vec::new();
            tagger::recognize(self.tagger, scan, !self.config.quasi, &allowed, &mut guesses);
            // What a rule takes for money stays, whatever the words around look like.
            let is_money = |hit: &Hit| amounts.iter().any(|(start, end)| *start <= hit.start && hit.end <= *end);
            guesses.retain(|guess| !is_money(guess));
            let beyond = beyond_known(scan, hits, guesses);
            hits.extend(beyond);
        }
    }

    fn to_found(&self, hit: &Hit, normalized: &Normalized<'_>) -> Found {
        let value = &normalized.text[hit.start..hit.end];
        let canonical = canonical(hit.entity_type, value, self.config.default_region);
        let (start, end) = normalized.to_original(hit.start, hit.end);
        let Hit { entity_type, score, rule, own, .. } = *hit;
        let seen_by = self.config.tagger.then_some(hit.seen_by);
        Found { start, end, entity_type, score, rule, own, seen_by, canonical }
    }
}

/// Quasi-identifiers: reported only where the configuration asks for them.
pub(crate) fn is_quasi(entity_type: EntityType) -> bool {
    use EntityType::*;
    matches!(entity_type, Location | Organization | DateTime | Age | Nrp | Title)
}

/// Whether a hit needs no context to be personal data.
fn is_certain(hit: &Hit, text: &str) -> bool {
    use EntityType::*;
    let value = &text[hit.start..hit.end];
    let alone = |b: Option<&u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric());
    let bytes = text.as_bytes();
    let bounded = alone(hit.start.checked_sub(1).and_then(|i| bytes.get(i))) && alone(bytes.get(hit.end));
    match hit.entity_type {
        EmailAddress => hit.score > 0.8,
        Person => hit.score >= names::STRONG,
        IbanCode | MacAddress | Coordinates | Crypto => hit.score >= 0.9,
        IpAddress | CreditCard => hit.score >= 0.9 && bounded,
        NationalId | MedicalId => hit.score >= 0.95 && bounded,
        UsSsn => hit.rule == "ssn/shape" && value.contains('-') && bounded,
        PhoneNumber => {
            value.starts_with(['+', '(']) || (hit.rule == "phone/shape" && is_us_phone_shape(value)) && bounded
        }
        Url => value.contains('@') || value.contains("//") && value.contains(['?', '=']),
        Password | DateOfBirth => hit.score >= 0.9,
        _ => false,
    }
}

fn is_us_phone_shape(value: &str) -> bool {
    let sizes: Vec<usize> = value.split(['-', ' ', '.']).map(str::len).collect();
    sizes == [3, 3, 4]
}

fn version_of(config: &Config) -> String {
    let mut digest = Sha256::new();
    digest.update(RULES_REVISION);
    digest.update(env!("CARGO_PKG_VERSION"));
    digest.update(include_str!("../data/tagger.sha256"));
    for list in [
        include_str!("../data/groups.txt"),
        include_str!("../data/common_words.txt"),
        include_str!("../data/dictionary.txt"),
        include_str!("../data/nouns.txt"),
        include_str!("../data/brands.txt"),
        include_str!("../data/places.txt"),
        include_str!("../data/calendar.txt"),
        include_str!("../data/given_names.txt"),
        include_str!("../data/family_names.txt"),
    ] {
        digest.update(Sha256::digest(list));
    }
    digest.update(format!("{config:?}"));
    data_encoding::HEXLOWER.encode(&digest.finalize())
}

/// Spans in Unicode scalar values; `found` is sorted.
pub(crate) fn to_spans(text: &str, found: &[Found]) -> Vec<EntitySpan> {
    let mut spans = Vec::with_capacity(found.len());
    let (mut byte, mut scalar) = (0, 0);
    for item in found {
        scalar += text[byte..item.start].chars().count();
        let start = scalar;
        scalar += text[item.start..item.end].chars().count();
        byte = item.end;
        spans.push(EntitySpan {
            entity_type: item.entity_type,
            start,
            end: scalar,
            score: item.score,
            recognizer: item.rule,
            seen_by: item.seen_by,
        });
    }
    spans
}
