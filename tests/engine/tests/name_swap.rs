//! Who you are does not route you: two events that differ in the name of the customer alone, which the identity fields
//! carry, get the same decision, bit for bit.
//!
//! `COUNTERSIGN_ROUNDS=10000` makes a long run and writes its figures to `tests/evidence/name_swap.jsonl`.

use std::path::Path;

use countersign_domain::EventId;
use countersign_engine::DecisionRow;
use countersign_testkit::{Random, TestWorkspace, evidence, line, texts};
use serde_json::json;

/// Swaps of an everyday run.
const SWAPS: usize = 1000;

/// All of a decision that a person or a receiving system could notice. Floating point numbers stand in their shortest
/// exact form, so that equal means bit for bit.
fn seen(row: &DecisionRow) -> String {
    let decision = &row.decision;
    let route = &decision.route;
    let by_model = (&decision.verdict, &decision.candidates, decision.threshold, decision.out_of_scope_score);
    let by_policy = (&route.queue, &route.action, route.priority, &route.rule, row.earlier_contacts);
    format!("{by_model:?} {by_policy:?}")
}

/// One customer, as a source writes them.
struct Customer {
    first: String,
    last: String,
}

impl Customer {
    fn email(&self) -> String {
        format!("{}.{}@example.org", self.first.to_lowercase(), self.last.to_lowercase())
    }

    /// An event by this customer: a text that says the name in one of the ways that people do.
    fn event(&self, id: &str, what: &str, way: usize, with_fields: bool) -> String {
        let (first, last) = (&self.first, &self.last);
        let text = match way {
            0 => format!("Hi, this is {first} {last}. {what}"),
            1 => format!("{what}\n\nBest regards\n{first} {last}"),
            2 => format!("{what} — {}", first.to_uppercase()),
            3 => format!("{first}'s account: {what}"),
            4 => format!("Mr {last} here, {what}"),
            5 => format!("{what}, write to {}", self.email()),
            6 => format!("{}, {first}: {what}", last.to_uppercase()),
            _ => format!("i am {} {} and {what}", first.to_lowercase(), last.to_lowercase()),
        };
        let fields = [("known", json!({"customer_name": format!("{first} {last}")})), ("email", self.email().into())];
        line(id, &format!("session-{id}"), &text, if with_fields { &fields } else { &[] })
    }
}

const WAYS: usize = 8;

/// Names of the privacy crate's lists, which hold those of many languages, in the capitals that names have.
fn names(list: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/crates/privacy/data").join(list);
    let text = std::fs::read_to_string(path).expect("a list of names");
    let words = text.lines().map(str::trim).filter(|word| word.len() > 2 && word.chars().all(char::is_alphabetic));
    words
        .map(|word| word.chars().next().into_iter().flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect())
        .collect()
}

/// Decides both events of each pair and gives the pairs that differ.
fn flips(workspace: &TestWorkspace, pairs: &[(String, String)]) -> Vec<usize> {
    let lines: String = pairs.iter().flat_map(|(one, other)| [one.as_str(), other.as_str()]).collect();
    let report = workspace.import(&lines);
    assert_eq!(report.counts.quarantined, 0, "every event must be decided to be compared");
    workspace.work_off();
    let decided = |id: String| -> String {
        let found = workspace.engine.decisions_of(&workspace.auditor, &EventId::new(id)).expect("decisions");
        seen(&found.first().expect("each event is decided").row)
    };
    (0..pairs.len()).filter(|pair| decided(format!("a{pair}")) != decided(format!("b{pair}"))).collect()
}

#[test]
fn another_name_changes_no_decision() {
    let swaps = evidence::rounds(SWAPS);
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let (given, family) = (names("given_names.txt"), names("family_names.txt"));
    let mut random = Random::new(7);
    let mut customer = || Customer { first: random.pick(&given).clone(), last: random.pick(&family).clone() };
    let whats: Vec<&str> = texts::PASSWORD.iter().chain(&texts::ORDER).copied().collect();
    let mut pairs = Vec::with_capacity(swaps);
    let mut said = Vec::with_capacity(swaps);
    for pair in 0..swaps {
        let (one, other, what, way) = (customer(), customer(), whats[pair % whats.len()], pair / whats.len() % WAYS);
        said.push(format!("way {way}, {} {} / {} {}", one.first, one.last, other.first, other.last));
        pairs
            .push((one.event(&format!("a{pair}"), what, way, true), other.event(&format!("b{pair}"), what, way, true)));
    }
    let flipped = flips(&workspace, &pairs);
    let automatic = workspace.engine.tally(&workspace.auditor).expect("a tally").decisions;
    println!("{} of {swaps} swaps changed a decision; decisions: {automatic:?}", flipped.len());
    evidence::append("name_swap", json!({"swaps": swaps, "seed": 7, "flips": flipped.len()}));
    assert!(
        automatic.iter().any(|(verdict, ..)| verdict == "automatic"),
        "the model must decide for this to prove something"
    );
    let which: Vec<&String> = flipped.iter().take(20).map(|pair| &said[*pair]).collect();
    assert!(flipped.is_empty(), "{} of {swaps} names changed a decision: {which:#?}", flipped.len());
}

/// Given and family names that are frequent where people speak these languages; anybody's and nobody's.
const GROUPS: [(&str, &str, &str); 7] = [
    ("English", "James Emily Oliver Grace Harry Megan", "Walker Thompson Clarke Hughes Bennett Foster"),
    ("German", "Lukas Sabine Jürgen Katharina Uwe Heike", "Schneider Weißmann Krüger Vogel Lindner Böhm"),
    ("Turkish and Arabic", "Mehmet Ayşe Fatima Yusuf Layla Khalid", "Yılmaz Öztürk Hassan Al-Rashid Demir Mansour"),
    ("South Asian", "Priya Rahul Ananya Venkatesh Zainab Arjun", "Patel Krishnamurthy Sharma Nair Chaudhry Iyer"),
    ("East Asian", "Wei Yuki Minh Jisoo Haruto Xiaoming", "Nguyen Tanaka Zhang Park Watanabe Liu"),
    (
        "Slavic",
        "Katarzyna Dmitri Milena Bogdan Olena Jaroslav",
        "Kowalczyk Ivanova Novotny Shevchenko Horvat Wisniewski",
    ),
    (
        "Spanish and Portuguese",
        "Carlos Lucía João Ximena Rodrigo Inês",
        "Fernández Oliveira Gutiérrez Santos Ibáñez Pereira",
    ),
];

/// Names that only the text says are masked as well as the recognizers manage: the share of swaps that change a decision,
/// per group, each against an English name.
#[test]
fn names_in_text_alone_change_few_decisions_in_any_group() {
    let swaps = evidence::rounds(SWAPS / 3) / GROUPS.len();
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let mut random = Random::new(11);
    let mut customer = |group: usize| {
        let (_, given, family) = GROUPS[group];
        let mut one = |list: &str| random.pick(&list.split(' ').collect::<Vec<_>>()).to_string();
        Customer { first: one(given), last: one(family) }
    };
    let whats: Vec<&str> = texts::PASSWORD.iter().chain(&texts::ORDER).copied().collect();
    let mut pairs = Vec::with_capacity(swaps * GROUPS.len());
    for pair in 0..swaps * GROUPS.len() {
        let (english, other) = (customer(0), customer(pair / swaps));
        let (what, way) = (whats[pair % whats.len()], pair / whats.len() % WAYS);
        let event = |who: &Customer, side: &str| who.event(&format!("{side}{pair}"), what, way, false);
        pairs.push((event(&english, "a"), event(&other, "b")));
    }
    let flipped = flips(&workspace, &pairs);
    let mut figures = Vec::new();
    for (group, (name, ..)) in GROUPS.iter().enumerate() {
        let n = flipped.iter().filter(|pair| **pair / swaps == group).count();
        let rate = countersign_domain::Rate::exact(n as u64, swaps as u64);
        let share = rate.value.unwrap_or_default();
        println!("{name:24} {share:.4} [{:.4}, {:.4}] of {swaps}", rate.low, rate.high);
        figures.push(json!({"group": name, "flip_rate": rate}));
        assert!(share <= 0.1, "{name}: {n} of {swaps} names in the text alone changed a decision");
    }
    evidence::append("name_swap_in_text", json!({"seed": 11, "groups": figures}));
}

/// The same names are the model's strongest words here, so that one letter that got through would show.
#[test]
fn a_name_that_is_the_models_strongest_word_changes_nothing_when_the_fields_carry_it() {
    let workspace = TestWorkspace::new();
    workspace.with_model();
    let customer = |first: &str, last: &str| Customer { first: first.to_owned(), last: last.to_owned() };
    let what = "I have a question about it";
    let pair = |number: usize, with_fields| {
        let (one, other) = (customer("Parcel", "Delivery"), customer("Password", "Login"));
        (
            one.event(&format!("a{number}"), what, 0, with_fields),
            other.event(&format!("b{number}"), what, 0, with_fields),
        )
    };
    assert_eq!(flips(&workspace, &[pair(0, true)]), [0usize; 0], "the fields carry the name, so it is no word");
    let control = TestWorkspace::new();
    control.with_model();
    assert_eq!(flips(&control, &[pair(0, false)]), [0], "control: as plain words the very same texts are told apart");
}
