//! The company's customers: who they are, how they write, what they have.
//!
//! Sensitive attributes are drawn independently of the name and of each other, so that a difference found between
//! groups is the planted one or chance.

use std::collections::BTreeSet;

use crate::corpus::{Language, NameGroup};
use crate::identifiers;
use crate::random::Random;

/// The attribute in which the planted bias lies, and its disadvantaged value.
pub(crate) const BIASED: (&str, &str) = ("language_background", "non_native");

/// How somebody writes.
#[derive(Debug, Clone)]
pub(crate) struct Style {
    /// Share of words with a slip.
    pub(crate) typo_share: f64,
    /// All lower case where it is quick: chat and social networks.
    pub(crate) lower_case: bool,
    /// Writes `ae` for `ä`.
    pub(crate) no_umlauts: bool,
    /// Probability of a greeting, a sign-off and circumstances, relative to others.
    pub(crate) wordiness: f64,
}

/// A customer.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) language: Language,
    pub(crate) name_group: &'static str,
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    pub(crate) email: String,
    pub(crate) username: String,
    pub(crate) phone: String,
    pub(crate) user_id: String,
    pub(crate) account_id: Option<String>,
    pub(crate) customer_number: String,
    pub(crate) street: String,
    pub(crate) zip: String,
    pub(crate) town: &'static str,
    pub(crate) birth: (i64, i64, i64),
    pub(crate) iban: String,
    pub(crate) card: String,
    pub(crate) pin: String,
    pub(crate) device: String,
    pub(crate) plan: &'static str,
    pub(crate) region: &'static str,
    pub(crate) product: &'static str,
    pub(crate) age_band: &'static str,
    pub(crate) gender: &'static str,
    pub(crate) language_background: &'static str,
    pub(crate) vulnerable: bool,
    pub(crate) training_allowed: Option<bool>,
    pub(crate) legal_basis: &'static str,
    pub(crate) style: Style,
}

/// Where people live; part of the corpus.
pub(crate) struct Places<'a> {
    pub(crate) streets: &'a [&'static str],
    pub(crate) towns: &'a [&'static str],
}

const PLANS: [(&str, f64); 6] =
    [("start", 0.2), ("plus", 0.28), ("family", 0.2), ("pro", 0.14), ("business", 0.13), ("enterprise", 0.05)];
const PRODUCTS: [(&str, f64); 6] =
    [("home", 0.34), ("mobile", 0.3), ("tv", 0.12), ("desk", 0.1), ("cloud", 0.08), ("voice", 0.06)];
const REGIONS_EN: [(&str, f64); 3] = [("uk_north", 0.4), ("uk_south", 0.45), ("ireland", 0.15)];
const REGIONS_DE: [(&str, f64); 4] = [("de_north", 0.35), ("de_south", 0.35), ("austria", 0.18), ("switzerland", 0.12)];
const AGES: [(&str, f64); 5] = [("18-29", 0.22), ("30-44", 0.3), ("45-59", 0.26), ("60-74", 0.16), ("75+", 0.06)];
const GENDERS: [(&str, f64); 4] = [("female", 0.48), ("male", 0.47), ("diverse", 0.02), ("undisclosed", 0.03)];
const BACKGROUNDS: [(&str, f64); 3] = [("native", 0.58), ("fluent", 0.2), ("non_native", 0.22)];

fn draw(random: &mut Random, table: &[(&'static str, f64)]) -> &'static str {
    table[random.weighted(table.iter().map(|row| row.1))].0
}

/// `n` customers who write in `language`; ids start at `first_id`. No two share an e-mail address or an id.
pub(crate) fn people(
    language: Language,
    n: usize,
    first_id: usize,
    groups: &[NameGroup],
    places: &Places<'_>,
    random: &mut Random,
) -> Vec<Person> {
    let mut taken = BTreeSet::new();
    (0..n).map(|index| person(language, first_id + index, groups, places, &mut taken, random)).collect()
}

fn person(
    language: Language,
    id: usize,
    groups: &[NameGroup],
    places: &Places<'_>,
    taken: &mut BTreeSet<String>,
    random: &mut Random,
) -> Person {
    // The group of the language's home is the largest, the others are alike.
    let home = if language == Language::De { "german" } else { "british" };
    let group = &groups[random.weighted(groups.iter().map(|group| if group.name == home { 5.0 } else { 1.0 }))];
    let (first, last) = (random.one(&group.first), random.one(&group.last));
    let plan = draw(random, &PLANS);
    let age_band = draw(random, &AGES);
    let language_background = draw(random, &BACKGROUNDS);
    let regions: &[_] = if language == Language::De { &REGIONS_DE } else { &REGIONS_EN };
    let firm = matches!(plan, "business" | "enterprise");
    Person {
        language,
        name_group: group.name,
        first,
        last,
        email: email(first, last, id, taken, random),
        username: format!("{}{}", identifiers::ascii(first), identifiers::ascii(last).get(..1).unwrap_or("x"))
            + &random.digits(3),
        phone: identifiers::phone(language, random),
        user_id: format!("u-{:06}", 100_000 + id * 7),
        account_id: (firm || random.chance(0.25)).then(|| format!("a-{:05}", 10_000 + id / 3)),
        customer_number: format!("K-{}", 10_000_000 + id * 389 + random.below(389)),
        street: street(language, places, random),
        zip: identifiers::zip(language, random),
        town: random.one(places.towns),
        birth: birth(age_band, random),
        iban: identifiers::iban(language, random),
        card: identifiers::card(random),
        pin: random.digits(4),
        device: format!("HB7{}", random.digits(9)),
        plan,
        region: draw(random, regions),
        product: draw(random, &PRODUCTS),
        age_band,
        gender: draw(random, &GENDERS),
        language_background,
        vulnerable: random.chance(if age_band == "75+" { 0.2 } else { 0.03 }),
        // Half of the sources say nothing, which is no refusal.
        training_allowed: random.chance(0.5).then(|| !random.chance(0.06)),
        legal_basis: draw(random, &[("contract", 0.8), ("legitimate_interest", 0.14), ("consent", 0.06)]),
        style: style(language, language_background == BIASED.1, random),
    }
}

fn email(first: &str, last: &str, id: usize, taken: &mut BTreeSet<String>, random: &mut Random) -> String {
    let (first, last) = (identifiers::ascii(first), identifiers::ascii(last));
    let local = match random.below(5) {
        0 => format!("{first}{last}"),
        1 => format!("{}.{last}", first.get(..1).unwrap_or("x")),
        2 => format!("{first}_{}", random.between(1950, 2008)),
        3 => format!("{last}.{first}"),
        _ => format!("{first}.{last}"),
    };
    let domain = random.one(&["example.com", "example.org", "example.net", "mail.example.com", "post.example.org"]);
    let plain = format!("{local}@{domain}");
    let address = if taken.contains(&plain) { format!("{local}{id}@{domain}") } else { plain };
    taken.insert(address.clone());
    address
}

fn street(language: Language, places: &Places<'_>, random: &mut Random) -> String {
    let (street, number) = (random.one(places.streets), random.between(1, 180));
    match language {
        Language::En => format!("{number} {street}"),
        Language::De => format!("{street} {number}{}", random.one(&["", "", "", "a", "b"])),
    }
}

/// Day, month, year of a birth that fits the band in the 2020s.
fn birth(age_band: &str, random: &mut Random) -> (i64, i64, i64) {
    let (from, to) = match age_band {
        "18-29" => (1998, 2006),
        "30-44" => (1983, 1994),
        "45-59" => (1968, 1979),
        "60-74" => (1953, 1964),
        _ => (1936, 1949),
    };
    (random.between(1, 28), random.between(1, 12), random.between(from, to))
}

fn style(language: Language, non_native: bool, random: &mut Random) -> Style {
    let care = random.below(10);
    let typo_share = match care {
        0..=4 => 0.0,
        5..=7 => 0.02,
        8 => 0.05,
        _ => 0.09,
    };
    Style {
        typo_share: typo_share + if non_native { 0.015 } else { 0.0 },
        lower_case: random.chance(0.4),
        no_umlauts: language == Language::De && random.chance(0.12),
        wordiness: if non_native { 0.85 } else { 0.6 + random.share() * 0.6 },
    }
}
