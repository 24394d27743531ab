//! Quasi-identifiers by rule: ages, dates, places, nationalities, forms of address. Reported only where the configuration asks.

use std::sync::LazyLock;

use countersign_domain::EntityType::{Age, DateTime, Location, Nrp, Title};
use regex::Regex;

use crate::lexicon::WordSet;
use crate::names::is_title;
use crate::scan::{Hit, Scan};

/// Nationalities, religions and political groups, folded; plurals are tried without their `s`.
static GROUPS: LazyLock<WordSet> = LazyLock::new(|| include_str!("../data/groups.txt").lines().collect());

static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)\b(?:(?:turned|turning|aged?|alter|age is|age:) ?:? ?(?P<a>[0-9]{1,3})\b|(?P<b>[0-9]{1,3})(?:[ -](?:years?|yrs?|jahre)?[ -]?(?:olds?|alt)\b| ?y/?o\b| ?y\.o\.)|i(?:'| a)?m (?P<c>[0-9]{2})(?: y\b| years?\b| and\b|[.,!]|$))",
    )
    .expect("the pattern is ours and is compiled in a test")
});

/// Reports quasi-identifiers.
pub fn recognize(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    if scan.words.iter().any(|word| word.digits > 0) {
        let ages =
            AGE.captures_iter(scan.text).filter_map(|found| found.name("a").or(found.name("b")).or(found.name("c")));
        hits.extend(ages.map(|age| Hit::new(age.start(), age.end(), Age, 0.83, "quasi/age")));
        for range in scan.free.iter().filter(|range| range.date || range.year) {
            let start = if range.year { range.end - 4 } else { range.start };
            hits.push(Hit::new(start, range.end, DateTime, 0.8, "quasi/date"));
        }
    }
    for (i, word) in scan.words.iter().enumerate() {
        let folded = word.folded.as_ref();
        let of_a_state = scan
            .words
            .get(i + 1)
            .is_some_and(|next| matches!(next.folded.as_ref(), "republic" | "union" | "airlines" | "express"));
        if of_a_state {
            continue;
        }
        if GROUPS.contains(folded) || folded.strip_suffix('s').is_some_and(|one| GROUPS.contains(one)) {
            hits.push(Hit::new(word.start, word.end, Nrp, 0.79, "quasi/group"));
        }
        if word.listed.is_place() && (word.capital || !scan.has_case) && !word.is_common() {
            hits.push(Hit::new(word.start, word.end, Location, 0.56, "quasi/place"));
        }
        let dot = usize::from(scan.gap_after(i).starts_with('.'));
        if is_title(folded)
            && (word.capital || !scan.has_case)
            && folded.len() <= 5
            && scan.words.get(i + 1).is_some_and(|next| next.capital || !scan.has_case && !next.is_common())
        {
            hits.push(Hit::new(word.start, word.end + dot, Title, 0.8, "quasi/title"));
        }
    }
}
