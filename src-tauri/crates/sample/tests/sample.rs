//! What the written files promise, read back from the files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use countersign_domain::{Channel, EntityType, EventType, TimeMs};
use countersign_sample::{Error, SampleConfig, write};
use jiff::Timestamp;
use serde_json::Value;

/// 1 September 2026, 12:00 UTC.
const END: TimeMs = TimeMs(1_788_264_000_000);
const DAYS_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("countersign-sample-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("the system's temporary folder is writable");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Sample {
    history: Vec<Value>,
    stream: Vec<Value>,
    decisions: Vec<Vec<String>>,
    truth: Value,
}

impl Sample {
    fn made(name: &str, config: &SampleConfig) -> Self {
        let folder = Folder::new(name);
        let summary = write(config, &folder.0).expect("the configuration is valid");
        let sample = Self::read(&folder.0);
        assert_eq!(
            (summary.history, summary.stream),
            (sample.history.len(), sample.stream.len()),
            "the summary counts lines"
        );
        assert_eq!(summary.labelled, sample.decisions.len(), "one row per labelled event");
        sample
    }

    fn read(folder: &Path) -> Self {
        let text = |name: &str| fs::read_to_string(folder.join(name)).expect("write() made the file");
        let lines = |name: &str| {
            text(name).lines().map(|line| serde_json::from_str(line).expect("a line is one JSON document")).collect()
        };
        let rows = |text: String| text.lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect()).collect();
        Self {
            history: lines("history.jsonl"),
            stream: lines("stream.jsonl"),
            decisions: rows(text("decisions.csv")),
            truth: serde_json::from_str(&text("truth.json")).expect("truth.json is one JSON document"),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Value> {
        self.history.iter().chain(&self.stream)
    }

    fn decided(&self) -> impl Iterator<Item = &Value> {
        self.all().filter(|event| event_type(event).is_decided())
    }

    fn truth_of(&self, event: &Value) -> &Value {
        &self.truth["events"][field(event, "event_id")]
    }
}

fn field<'a>(event: &'a Value, name: &str) -> &'a str {
    event[name].as_str().unwrap_or_else(|| panic!("{name} is a text in {event}"))
}

fn event_type(event: &Value) -> EventType {
    field(event, "event_type").parse().expect("the type is one of the schema's")
}

fn message(event: &Value) -> String {
    match &event["message"] {
        Value::String(text) => text.clone(),
        Value::Array(turns) => turns.iter().map(|turn| field(turn, "text")).collect::<Vec<_>>().join("\n"),
        other => panic!("a message is a text or a list of turns, not {other}"),
    }
}

fn default_sample(name: &str) -> Sample {
    Sample::made(name, &SampleConfig::new(1, END))
}

#[test]
fn every_line_keeps_the_schema_and_the_ninety_days() {
    let sample = default_sample("schema");
    let mut ids = BTreeSet::new();
    let mut before = i64::MIN;
    for event in sample.all() {
        assert!(ids.insert(field(event, "event_id")), "an event id stands for one event");
        assert!(countersign_domain::EventId::is_well_formed(field(event, "event_id")), "the id has the accepted shape");
        let at: Timestamp = field(event, "timestamp").parse().expect("timestamps are RFC 3339");
        let at = at.as_millisecond();
        assert!(at > END.0 - DAYS_MS && at <= END.0, "within the ninety days before the end");
        assert!(at >= before, "both files together are in order of time");
        before = at;
        assert!(field(event, "channel").parse::<Channel>().is_ok(), "the channel is one of the schema's");
        assert!(!field(event, "session_id").is_empty(), "the schema requires a session");
        for name in ["plan", "region", "product"] {
            assert!(event["segment"][name].is_string(), "the segment has a {name}");
        }
        for name in ["age_band", "gender", "language_background", "vulnerable"] {
            assert!(event["sensitive"][name].is_string(), "the sensitive attributes have {name}");
        }
        let decided = event_type(event).is_decided();
        assert_eq!(decided, event.get("message").is_some(), "what is decided has words, what adds outcome has none");
        assert_eq!(decided, sample.truth_of(event).is_object(), "the truth covers what is decided");
    }
}

#[test]
fn counts_are_exact_and_only_the_past_has_labels() {
    let sample = default_sample("counts");
    assert_eq!(sample.decided().count(), 5_000, "exactly as many decided events as asked for");
    let labelled = sample.history.iter().filter(|event| event.get("intent").is_some()).count();
    assert_eq!(labelled, 4_000, "eighty per cent of them are labelled");
    for event in &sample.stream {
        for name in ["intent", "outcome", "satisfaction", "resolution_flag"] {
            assert!(event.get(name).is_none(), "the stream knows no {name} yet");
        }
    }
    let of = |kind| sample.all().filter(|event| event_type(event) == kind).count();
    for kind in EventType::ALL {
        assert!(of(*kind) >= 150, "{kind} occurs, got {}", of(*kind));
    }
    assert!(of(EventType::Message) > 2_800, "most of it is messages, got {}", of(EventType::Message));
    let satisfied = sample.history.iter().filter_map(|event| event["satisfaction"].as_i64());
    assert!(satisfied.clone().all(|rating| (1..=5).contains(&rating)), "ratings are 1–5");
    assert!(satisfied.count() > 400, "enough ratings to show");
}

#[test]
fn shares_are_believable_for_several_seeds() {
    for seed in [1, 2, 7] {
        let sample = Sample::made(&format!("shares{seed}"), &SampleConfig::new(seed, END));
        let mut intents: BTreeMap<&str, usize> = BTreeMap::new();
        let mut channels: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut german, mut unclear) = (0, 0);
        for event in sample.decided() {
            let truth = sample.truth_of(event);
            *intents.entry(field(truth, "intent")).or_default() += 1;
            *channels.entry(field(event, "channel")).or_default() += 1;
            german += usize::from(truth["language"] == "de");
            let hard = matches!(field(truth, "clarity"), "ambiguous" | "follow_up");
            unclear += usize::from(hard || truth.get("mislabelled_as").is_some());
        }
        assert_eq!(intents.len(), 20, "all intents occur");
        assert!(intents.values().all(|n| (75..=650).contains(n)), "1.5 % to 13 % each: {intents:?}");
        assert_eq!(channels.len(), 5, "all channels occur");
        assert!(channels.values().all(|n| *n >= 300), "none is a token: {channels:?}");
        assert!((1_600..=1_900).contains(&german), "about 35 % German, got {german} of 5,000");
        assert!((300..=500).contains(&unclear), "6–10 % cannot be told or are mislabelled, got {unclear} of 5,000");
    }
}

#[test]
fn planted_identifiers_stand_in_the_text_and_have_valid_check_digits() {
    let sample = default_sample("planted");
    let mut types: BTreeMap<EntityType, usize> = BTreeMap::new();
    let mut groups = BTreeSet::new();
    let mut names = BTreeSet::new();
    for event in sample.decided() {
        let (text, truth) = (message(event), sample.truth_of(event));
        groups.insert(field(truth, "name_group"));
        for planted in truth["planted"].as_array().expect("planted is a list") {
            let (kind, value) = (field(planted, "type"), field(planted, "value"));
            assert!(text.contains(value), "{kind} is listed but not in the text");
            let kind: EntityType = kind.parse().expect("the type is one of the domain's");
            *types.entry(kind).or_default() += 1;
            match kind {
                EntityType::IbanCode => assert!(iban_is_valid(value), "{value} passes MOD 97-10"),
                EntityType::CreditCard => assert!(luhn_is_valid(value), "{value} passes Luhn"),
                EntityType::EmailAddress => assert!(value.contains("example."), "{value} is at a reserved domain"),
                EntityType::Person => drop(names.insert(value)),
                _ => {}
            }
        }
        let at = text.chars().filter(|c| *c == '@').count();
        let known = truth["planted"].as_array().into_iter().flatten().filter(|p| p["type"] == "EMAIL_ADDRESS");
        assert!(
            at == 0 || text.to_lowercase().contains("@halvora") || known.count() > 0,
            "no address is unlisted: {text}"
        );
    }
    assert!(types.len() >= 14, "many types are planted: {types:?}");
    assert!(types.values().all(|n| *n >= 15), "none is a token: {types:?}");
    assert!(groups.len() >= 6, "names of at least six origins: {groups:?}");
    assert!(names.len() >= 800, "many different names, got {}", names.len());
}

/// ISO 13616, digit by digit: written apart from the generator's own check.
fn iban_is_valid(value: &str) -> bool {
    let plain: String = value.split_whitespace().collect();
    let turned = plain[4..].chars().chain(plain[..4].chars());
    let digits: String = turned.map(|c| c.to_digit(36).expect("letters and digits").to_string()).collect();
    digits.bytes().fold(0u32, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97) == 1
}

fn luhn_is_valid(value: &str) -> bool {
    let digits: Vec<u32> = value.chars().filter_map(|c| c.to_digit(10)).collect();
    let parity = digits.len() % 2;
    let doubled = |(place, digit): (usize, &u32)| {
        let value = if place % 2 == parity { digit * 2 } else { *digit };
        if value > 9 { value - 9 } else { value }
    };
    digits.len() == 16 && digits.iter().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

#[test]
fn the_planted_bias_has_the_stated_size() {
    for seed in [1, 2, 7] {
        let sample = Sample::made(&format!("bias{seed}"), &SampleConfig::new(seed, END));
        let bias = &sample.truth["bias"];
        // Columns: event_id, label, prediction, selected, age_band, gender, language_background, vulnerable.
        let rate =
            |rows: &[&Vec<String>]| rows.iter().filter(|row| row[3] == "1").count() as f64 / rows.len() as f64 * 100.0;
        let of = |value: &str| sample.decisions.iter().filter(|row| row[6] == value).collect::<Vec<_>>();
        let group = of(field(bias, "group"));
        let others: Vec<_> = sample.decisions.iter().filter(|row| row[6] != field(bias, "group")).collect();
        assert!(sample.decisions.len() >= 3_000 && group.len() >= 600, "enough rows, got {}", group.len());
        assert_eq!(bias["n_group"], group.len(), "the stated size is the counted one");
        let gap = rate(&others) - rate(&group);
        assert!((gap - 12.0).abs() <= 0.2, "the gap is 12 points, counted {gap} with seed {seed}");
        let stated = bias["difference_points"].as_f64().expect("both sides have rows");
        assert!((stated - gap).abs() < 1e-9, "stated {stated}, counted {gap}");
        let widest = rate(&of("native")).max(rate(&of("fluent"))) - rate(&group);
        assert!((widest - 12.0).abs() <= 0.2, "the widest gap between two groups is the planted one, counted {widest}");
        let accuracy =
            |rows: &[&Vec<String>]| rows.iter().filter(|row| row[1] == row[2]).count() as f64 / rows.len() as f64;
        assert!((accuracy(&group) - accuracy(&others)).abs() < 0.002, "only the selection differs, not the accuracy");
    }
}

#[test]
fn the_log_and_the_history_agree() {
    let sample = default_sample("agree");
    let labelled: Vec<_> = sample.history.iter().filter(|event| event.get("intent").is_some()).collect();
    for (event, row) in labelled.iter().zip(&sample.decisions) {
        assert_eq!(
            (field(event, "event_id"), field(event, "intent")),
            (row[0].as_str(), row[1].as_str()),
            "same order"
        );
        assert_eq!(field(event, "outcome") == "resolved_automatically", row[3] == "1", "the outcome tells who decided");
        assert_eq!(event["sensitive"]["language_background"], row[6], "same group");
        let truth = sample.truth_of(event);
        let label = truth.get("mislabelled_as").unwrap_or(&truth["intent"]);
        assert_eq!(label, &event["intent"], "the label is the truth but for listed slips");
    }
}

#[test]
fn no_slot_stays_open_and_texts_are_mostly_distinct() {
    let sample = default_sample("texts");
    let mut texts = BTreeSet::new();
    let mut n = 0;
    for event in sample.decided() {
        let text = message(event);
        assert!(!text.trim().is_empty(), "a message says something");
        assert!(!text.contains(['{', '}', '[', ']', '|']), "a mark of the grammar is left in: {text}");
        n += 1;
        texts.insert(text);
    }
    let repeated = n - texts.len();
    assert!(repeated * 100 <= n * 6, "at most 6 % of texts repeat an earlier one, got {repeated} of {n}");
}

#[test]
fn people_write_again_and_two_wishes_occur() {
    let sample = default_sample("again");
    let mut sessions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for event in sample.decided() {
        if let Some(user) = event["user_id"].as_str() {
            sessions.entry(user).or_default().insert(field(event, "session_id"));
        }
    }
    let returning = sessions.values().filter(|sessions| sessions.len() >= 2).count();
    assert!(returning >= 300, "many people write more than once, got {returning}");
    let double = sample.decided().filter(|event| sample.truth_of(event).get("second_intent").is_some()).count();
    assert!((250..=450).contains(&double), "5–9 % hold two wishes, got {double}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |name: &str, seed| {
        let folder = Folder::new(name);
        let config = SampleConfig { events: 400, ..SampleConfig::new(seed, END) };
        let summary = write(&config, &folder.0).expect("the configuration is valid");
        summary.files.iter().map(|file| fs::read(file).expect("the summary names written files")).collect::<Vec<_>>()
    };
    let first = bytes("same1", 42);
    assert_eq!(first, bytes("same2", 42), "the seed decides every byte");
    assert_ne!(first, bytes("other", 43), "another seed is another sample");
}

#[test]
fn small_samples_and_extreme_cuts_are_exact() {
    for (events, share, labelled) in [(1, 1.0, 1), (7, 0.5, 4), (200, 0.0, 0), (200, 1.0, 200)] {
        let config = SampleConfig { events, label_until_share: share, ..SampleConfig::new(3, END) };
        let sample = Sample::made(&format!("small{events}-{labelled}"), &config);
        assert_eq!(sample.decided().count(), events, "exactly {events} decided events");
        assert_eq!(sample.decisions.len(), labelled, "a share of {share} of {events} is labelled");
    }
}

#[test]
fn what_cannot_be_made_is_refused() {
    let good = SampleConfig::new(1, END);
    let refused = [
        SampleConfig { events: 0, ..good },
        SampleConfig { events: 1_000_001, ..good },
        SampleConfig { label_until_share: 1.5, ..good },
        SampleConfig { label_until_share: f64::NAN, ..good },
        SampleConfig { end: TimeMs(i64::MAX), ..good },
    ];
    let folder = Folder::new("refused");
    for config in refused {
        let result = write(&config, &folder.0);
        assert!(matches!(result, Err(Error::Config(_))), "{config:?} asks for what cannot be made: {result:?}");
    }
    let taken = folder.0.join("a-file");
    fs::write(&taken, "").expect("the folder is writable");
    assert!(matches!(write(&good, &taken), Err(Error::Write { .. })), "a file is no folder");
}
