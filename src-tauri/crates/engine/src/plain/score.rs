//! How well spans of personal data are found, against spans that people marked.
//!
//! Takes texts with marked and found spans, one at a time; gives counts, shares with their intervals, and F-scores.
//! *Typed* figures ask whether a found span has the right class and lies in the right place (intersection over union of
//! at least 0.5 or 0.9, or any overlap); *masking* figures ask what a reader of the stored text could still see.
//! Deliberately absent: finding spans, and reading files.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::Rate;
use serde::Serialize;

/// A marked or found span: Unicode scalar values of its text, end exclusive.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) entity_type: String,
    /// 0–1; of spans in one place the surest counts.
    pub(crate) score: f64,
}

/// A text with both kinds of spans.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    pub(crate) text: String,
    /// By people.
    pub(crate) gold: Vec<Span>,
    /// Places that are neither right nor wrong.
    pub(crate) ignored: Vec<(usize, usize)>,
    pub(crate) found: Vec<Span>,
}

/// Right among found and among marked spans of a class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClassScore {
    /// Found spans that match a marked one.
    pub tp: u64,
    /// Found.
    pub pred: u64,
    /// Marked.
    pub gold: u64,
    /// Share of the found that is right.
    #[serde(rename = "P")]
    pub precision: Rate,
    /// Share of the marked that is found.
    #[serde(rename = "R")]
    pub recall: Rate,
    /// Their harmonic mean.
    #[serde(rename = "F1")]
    pub f1: Option<f64>,
    /// The same with recall counting twice as much.
    #[serde(rename = "F2")]
    pub f2: Option<f64>,
}

/// What a reader of the stored text could still see. Letters and digits of one span are no independent cases, so the
/// intervals of shares of characters are too narrow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Masking {
    /// Letters and digits of direct identifiers that are left, of all of them.
    pub direct_leak: Rate,
    /// Direct identifiers that are covered to their last letter.
    pub direct_full: Rate,
    /// Direct identifiers.
    pub direct_spans: u64,
    /// Texts with a direct identifier of which nothing is left.
    pub clean_texts: Rate,
    /// Texts with a direct identifier.
    pub texts_with_direct: u64,
    /// Letters and digits covered outside of marked spans, of all outside.
    pub over_masked: Rate,
    /// Texts without any marked span in which something is covered.
    pub empty_texts_hit: Rate,
    /// Texts without any marked span.
    pub empty_texts: u64,
    /// Found spans that touch a marked one.
    pub precision_any: Rate,
    /// Found spans that count.
    pub pred_any: u64,
    /// By type of the marked span.
    pub by_type: BTreeMap<String, TypeMasking>,
}

/// Masking of one type.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TypeMasking {
    /// Letters and digits that are left.
    pub leak: Rate,
    /// Spans covered to their last letter.
    pub full: Rate,
    /// Spans.
    pub spans: u64,
}

/// All figures. The classes are those of the marked spans, `PII` (any class counts as one) and `ALL` (sums over the
/// classes).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Texts.
    pub texts: u64,
    /// Unicode scalar values.
    pub chars: u64,
    /// Intersection over union of at least 0.5.
    pub iou50: BTreeMap<String, ClassScore>,
    /// Of at least 0.9.
    pub iou90: BTreeMap<String, ClassScore>,
    /// Any overlap.
    pub overlap: BTreeMap<String, ClassScore>,
    /// What could still be seen.
    pub masking: Masking,
}

/// Types that identify a person directly; the rest are quasi-identifiers.
const DIRECT: [&str; 17] = [
    "PERSON",
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "US_SSN",
    "IBAN_CODE",
    "IP_ADDRESS",
    "URL",
    "US_DRIVER_LICENSE",
    "STREET_ADDRESS",
    "ZIP_CODE",
    "ACCOUNT_ID",
    "ORDER_ID",
    "MEDICAL_ID",
    "USERNAME",
    "PASSWORD",
    "DATE_OF_BIRTH",
];

/// Least intersection over union, per family of figures; the last asks for any overlap.
const LEAST: [f64; 3] = [0.5, 0.9, 1e-9];

/// The class of a type: what is confused within one does no harm.
fn class_of(entity_type: &str) -> &'static str {
    match entity_type {
        "PERSON" => "PERSON",
        "EMAIL_ADDRESS" | "EMAIL" => "EMAIL",
        "PHONE_NUMBER" | "PHONE" => "PHONE",
        "CREDIT_CARD" => "CARD",
        "US_SSN" | "SSN" => "SSN",
        "IBAN_CODE" => "IBAN",
        "IP_ADDRESS" | "MAC_ADDRESS" => "IP",
        "URL" => "URL",
        "STREET_ADDRESS" | "ZIP_CODE" | "LOCATION" | "UK_POSTCODE" => "LOC",
        "ORGANIZATION" => "ORG",
        "DATE_TIME" | "DATE_OF_BIRTH" => "DATE",
        "AGE" => "AGE",
        "NRP" => "NRP",
        "TITLE" => "TITLE",
        "USERNAME" => "USERNAME",
        "PASSWORD" | "SECRET" => "SECRET",
        _ => "ID",
    }
}

/// A place with its class.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    start: usize,
    end: usize,
    class: &'static str,
}

impl Place {
    fn of(span: &Span) -> Self {
        Self { start: span.start, end: span.end, class: class_of(&span.entity_type) }
    }

    fn touches(&self, start: usize, end: usize) -> bool {
        self.start < end && start < self.end
    }

    /// Intersection over union; 0 without an overlap.
    fn iou(&self, other: &Self) -> f64 {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        let all = self.end.max(other.end) - self.start.min(other.start);
        if shared == 0 { 0.0 } else { shared as f64 / all as f64 }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Hits {
    right: u64,
    found: u64,
    marked: u64,
}

impl Hits {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.marked += other.marked;
    }

    fn score(self) -> ClassScore {
        let precision = Rate::exact(self.right, self.found);
        let recall = Rate::exact(self.right, self.marked);
        let f = |beta: f64| match (precision.value, recall.value) {
            (Some(p), Some(r)) if p + r > 0.0 => Some((1.0 + beta * beta) * p * r / (beta * beta * p + r)),
            _ => None,
        };
        ClassScore { tp: self.right, pred: self.found, gold: self.marked, precision, recall, f1: f(1.0), f2: f(2.0) }
    }
}

/// Some of all.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    some: u64,
    all: u64,
}

impl Part {
    fn count(&mut self, hit: bool) {
        self.all += 1;
        self.some += u64::from(hit);
    }

    fn rate(self) -> Rate {
        Rate::exact(self.some, self.all)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct TypeCounts {
    left: Part,
    full: Part,
}

/// Counts over all texts. What the marks say nothing about is left out: classes that no mark has, and towns or dates
/// where only addresses or dates of birth are marked.
struct Counts {
    classes: BTreeSet<&'static str>,
    neutral: Vec<&'static str>,
    typed: [BTreeMap<&'static str, Hits>; 3],
    any_class: [Hits; 3],
    types: BTreeMap<String, TypeCounts>,
    clean: Part,
    over: Part,
    empty_hit: Part,
    touching: Part,
    chars: u64,
}

/// Scores all texts.
pub(crate) fn score(texts: &[Marked]) -> Score {
    let mut counts = Counts::of(texts);
    texts.iter().for_each(|text| counts.add(text));
    counts.finish(texts.len() as u64)
}

impl Counts {
    fn of(texts: &[Marked]) -> Self {
        let types: BTreeSet<&str> =
            texts.iter().flat_map(|text| &text.gold).map(|span| span.entity_type.as_str()).collect();
        Self {
            classes: types.iter().map(|entity_type| class_of(entity_type)).collect(),
            neutral: ["LOCATION", "DATE_TIME"].into_iter().filter(|neutral| !types.contains(neutral)).collect(),
            typed: Default::default(),
            any_class: Default::default(),
            types: BTreeMap::new(),
            clean: Part::default(),
            over: Part::default(),
            empty_hit: Part::default(),
            touching: Part::default(),
            chars: 0,
        }
    }

    fn add(&mut self, marked: &Marked) {
        let characters: Vec<char> = marked.text.chars().collect();
        self.chars += characters.len() as u64;
        let surest = surest_first(&marked.found);
        let counts: Vec<&Span> = surest.iter().copied().filter(|span| !self.says_nothing(span, marked)).collect();
        self.add_typed(marked, &characters, &counts);
        for span in counts {
            let touches = |gold: &Span| Place::of(gold).touches(span.start, span.end);
            if self.is_judged(span, marked) {
                self.touching.count(marked.gold.iter().any(touches));
            }
        }
        self.add_masking(marked, &characters);
    }

    /// A town or date where the marks have none, and that touches no mark.
    fn says_nothing(&self, span: &Span, marked: &Marked) -> bool {
        self.neutral.contains(&span.entity_type.as_str())
            && !marked.gold.iter().any(|gold| Place::of(gold).touches(span.start, span.end))
    }

    fn is_judged(&self, span: &Span, marked: &Marked) -> bool {
        let place = Place::of(span);
        self.classes.contains(place.class) && !marked.ignored.iter().any(|(start, end)| place.touches(*start, *end))
    }

    fn add_typed(&mut self, marked: &Marked, characters: &[char], counts: &[&Span]) {
        let gold = merged(characters, marked.gold.iter().map(Place::of).collect());
        let mut found = merged(characters, counts.iter().map(|span| Place::of(span)).collect());
        found.retain(|place| {
            let ignored = marked.ignored.iter().any(|(start, end)| place.touches(*start, *end));
            self.classes.contains(place.class) && !ignored
        });
        let one_class = |places: &[Place]| places.iter().map(|place| Place { class: "PII", ..*place }).collect();
        let gold_any = merged(characters, one_class(&gold_places(marked)));
        let found_any = merged(characters, one_class(&found));
        for (family, least) in LEAST.into_iter().enumerate() {
            for (class, hits) in matched(&gold, &found, least) {
                self.typed[family].entry(class).or_default().add(hits);
            }
            for (_, hits) in matched(&gold_any, &found_any, least) {
                self.any_class[family].add(hits);
            }
        }
    }

    fn add_masking(&mut self, marked: &Marked, characters: &[char]) {
        let covered = cover(characters.len(), marked.found.iter().map(|span| (span.start, span.end)));
        let judged = marked
            .found
            .iter()
            .filter(|span| self.classes.contains(class_of(&span.entity_type)) && !self.says_nothing(span, marked));
        let covered_judged = cover(characters.len(), judged.map(|span| (span.start, span.end)));
        let gold_places = marked.gold.iter().map(|span| (span.start, span.end));
        let inside = cover(characters.len(), marked.ignored.iter().copied().chain(gold_places));
        let (mut has_direct, mut leaks) = (false, false);
        for span in &marked.gold {
            let end = span.end.min(characters.len());
            let letters = (span.start..end).filter(|place| characters[*place].is_alphanumeric());
            let (all, left) = letters.fold((0, 0), |(all, left), place| (all + 1, left + u64::from(!covered[place])));
            if all == 0 {
                continue;
            }
            let counts = self.types.entry(span.entity_type.clone()).or_default();
            counts.left.all += all;
            counts.left.some += left;
            counts.full.count(left == 0);
            if DIRECT.contains(&span.entity_type.as_str()) {
                has_direct = true;
                leaks |= left > 0;
            }
        }
        if has_direct {
            self.clean.count(!leaks);
        }
        let outside = (0..characters.len()).filter(|place| characters[*place].is_alphanumeric() && !inside[*place]);
        let (all, hit) = outside.fold((0, 0), |(all, hit), place| (all + 1, hit + u64::from(covered_judged[place])));
        self.over.all += all;
        self.over.some += hit;
        if marked.gold.is_empty() {
            self.empty_hit.count(hit > 0);
        }
    }

    fn finish(self, texts: u64) -> Score {
        let direct = self.types.iter().filter(|(entity_type, _)| DIRECT.contains(&entity_type.as_str()));
        let direct = direct.fold(TypeCounts::default(), |sum, (_, counts)| TypeCounts {
            left: Part { some: sum.left.some + counts.left.some, all: sum.left.all + counts.left.all },
            full: Part { some: sum.full.some + counts.full.some, all: sum.full.all + counts.full.all },
        });
        let by_type = self.types.iter().map(|(entity_type, counts)| {
            let masking = TypeMasking { leak: counts.left.rate(), full: counts.full.rate(), spans: counts.full.all };
            (entity_type.clone(), masking)
        });
        let masking = Masking {
            direct_leak: direct.left.rate(),
            direct_full: direct.full.rate(),
            direct_spans: direct.full.all,
            clean_texts: self.clean.rate(),
            texts_with_direct: self.clean.all,
            over_masked: self.over.rate(),
            empty_texts_hit: self.empty_hit.rate(),
            empty_texts: self.empty_hit.all,
            precision_any: self.touching.rate(),
            pred_any: self.touching.all,
            by_type: by_type.collect(),
        };
        let family = |at: usize| family(&self.typed[at], self.any_class[at]);
        Score { texts, chars: self.chars, iou50: family(0), iou90: family(1), overlap: family(2), masking }
    }
}

fn family(typed: &BTreeMap<&'static str, Hits>, any_class: Hits) -> BTreeMap<String, ClassScore> {
    let mut all = Hits::default();
    typed.values().for_each(|hits| all.add(*hits));
    let classes = typed.iter().map(|(class, hits)| ((*class).to_owned(), hits.score()));
    classes.chain([("PII".to_owned(), any_class.score()), ("ALL".to_owned(), all.score())]).collect()
}

fn gold_places(marked: &Marked) -> Vec<Place> {
    marked.gold.iter().map(Place::of).collect()
}

/// One span per place: the surest, then the longest, then the first; what overlaps it is left out.
fn surest_first(found: &[Span]) -> Vec<&Span> {
    let mut order: Vec<&Span> = found.iter().collect();
    order.sort_by(|a, b| {
        let lengths = (b.end - b.start).cmp(&(a.end - a.start));
        b.score.total_cmp(&a.score).then(lengths).then(a.start.cmp(&b.start))
    });
    let mut kept: Vec<&Span> = Vec::new();
    for span in order {
        if kept.iter().all(|other| span.end <= other.start || other.end <= span.start) {
            kept.push(span);
        }
    }
    kept
}

/// Neighbours of one class with neither letter nor digit between them are one: "12 Elm Road, 90210".
fn merged(characters: &[char], mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|place| place.start);
    let mut joined: Vec<Place> = Vec::new();
    for place in places {
        let gap_is_bare = |last: &Place| {
            let to = place.start.min(characters.len());
            let gap = characters.get(last.end.min(to)..to).unwrap_or_default();
            !gap.iter().any(|c| c.is_alphanumeric())
        };
        match joined.last_mut() {
            Some(last) if last.class == place.class && gap_is_bare(last) => last.end = last.end.max(place.end),
            _ => joined.push(place),
        }
    }
    joined
}

/// For each marked place the free found one of its class that fits best, if it fits well enough.
fn matched(gold: &[Place], found: &[Place], least: f64) -> BTreeMap<&'static str, Hits> {
    let mut hits: BTreeMap<&'static str, Hits> = BTreeMap::new();
    let mut used = vec![false; found.len()];
    for place in gold {
        let counts = hits.entry(place.class).or_default();
        counts.marked += 1;
        let mut best: Option<(usize, f64)> = None;
        for (at, candidate) in found.iter().enumerate() {
            let fit = candidate.iou(place);
            let is_free = !used[at] && candidate.class == place.class;
            if is_free && fit > best.map_or(0.0, |(_, fit)| fit) {
                best = Some((at, fit));
            }
        }
        if let Some((at, _)) = best.filter(|(_, fit)| *fit >= least) {
            used[at] = true;
            counts.right += 1;
        }
    }
    for place in found {
        hits.entry(place.class).or_default().found += 1;
    }
    hits
}

fn cover(length: usize, places: impl Iterator<Item = (usize, usize)>) -> Vec<bool> {
    let mut covered = vec![false; length];
    for (start, end) in places {
        let end = end.min(length);
        covered[start.min(end)..end].fill(true);
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, entity_type: &str) -> Span {
        Span { start, end, entity_type: entity_type.to_owned(), score: 1.0 }
    }

    fn marked(text: &str, gold: &[Span], found: &[Span]) -> Marked {
        Marked { text: text.to_owned(), gold: gold.to_vec(), found: found.to_vec(), ignored: Vec::new() }
    }

    #[test]
    fn what_is_left_of_a_name_leaks() {
        // "Ana Ruiz": 7 letters, 4 of them left.
        let score = score(&[marked("I am Ana Ruiz", &[span(5, 13, "PERSON")], &[span(5, 8, "PERSON")])]);
        let masking = &score.masking;
        assert_eq!(masking.direct_leak.value, Some(4.0 / 7.0), "letters count, blanks do not");
        assert_eq!((masking.direct_full.value, masking.clean_texts.value), (Some(0.0), Some(0.0)));
        assert_eq!(score.iou50["PERSON"].recall.value, Some(0.0), "3 of 8 is less than half");
        assert_eq!(score.overlap["PERSON"].recall.value, Some(1.0));
        assert_eq!(score.iou50["PERSON"].f1, None, "nothing right: no mean of nothing");
    }

    #[test]
    fn what_was_covered_without_need_is_counted() {
        let score = score(&[
            marked("call Bo right now", &[span(5, 7, "PERSON")], &[span(5, 7, "PERSON"), span(14, 17, "PERSON")]),
            marked("no one here", &[], &[]),
        ]);
        // Outside the mark: call, right, now, no one here = 4 + 5 + 3 + 9 letters.
        assert_eq!(score.masking.over_masked.value, Some(3.0 / 21.0));
        assert_eq!(score.masking.empty_texts_hit.value, Some(0.0));
        assert_eq!(score.iou50["PERSON"].precision.value, Some(0.5));
        assert_eq!(score.masking.precision_any.value, Some(0.5));
    }

    #[test]
    fn a_class_that_nobody_marked_and_a_stray_town_count_for_nothing() {
        let gold = [span(0, 10, "STREET_ADDRESS")];
        let found = [span(0, 10, "STREET_ADDRESS"), span(14, 20, "LOCATION"), span(21, 23, "AGE")];
        let score = score(&[marked("12 Elm Row in London 44", &gold, &found)]);
        assert_eq!(score.iou50["LOC"].precision.value, Some(1.0), "towns were not marked at all");
        assert_eq!(score.masking.over_masked.value, Some(0.0));
        assert!(!score.iou50.contains_key("AGE"));
    }

    #[test]
    fn neighbours_of_one_class_are_one() {
        let gold = [span(0, 10, "STREET_ADDRESS"), span(12, 17, "ZIP_CODE")];
        let score = score(&[marked("12 Elm Row, 90210", &gold, &[span(0, 17, "STREET_ADDRESS")])]);
        assert_eq!((score.iou90["LOC"].gold, score.iou90["LOC"].tp), (1, 1), "one address, found whole");
    }

    #[test]
    fn of_spans_in_one_place_the_surest_counts() {
        let mut less = span(0, 3, "USERNAME");
        less.score = 0.4;
        let score = score(&[marked("Ann", &[span(0, 3, "PERSON")], &[less, span(0, 3, "PERSON")])]);
        assert_eq!(score.iou50["ALL"].precision.value, Some(1.0));
    }
}
