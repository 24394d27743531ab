//! A model from training to explanation, on invented texts.

#[path = "common/invented.rs"]
mod invented;

use countersign_classifier::{
    Basis, Error, Example, Input, Model, Neighbours, Per, Progress, Scratch, Silent, Stage, TrainConfig, by_intent,
    evaluate, train, train_with_calibration,
};
use invented::{examples, texts};
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::sync::LazyLock;

fn config() -> TrainConfig {
    TrainConfig { threads: 1, ..TrainConfig::default() }
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let texts = texts(600, 1);
    train(&examples(&texts), &config(), &Silent).expect("600 texts are enough")
});

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let texts = texts(200, 5);
    let on = |threads| {
        let config = TrainConfig { threads, ..TrainConfig::default() };
        train(&examples(&texts), &config, &Silent).expect("enough to learn").to_bytes()
    };
    let one = on(1);
    assert_eq!(one, on(2), "two threads");
    assert_eq!(one, on(7), "seven threads");
}

/// Subjects have keyed names, other ones in each workspace; the same labels make the same model there.
#[test]
fn the_same_bytes_whatever_subjects_are_called() {
    let texts = texts(200, 5);
    let called = |name: &dyn Fn(usize, &str) -> String| {
        let renamed = texts.iter().enumerate().map(|(row, (text, label, who))| (text.clone(), *label, name(row, who)));
        let renamed: Vec<_> = renamed.collect();
        train(&examples(&renamed), &config(), &Silent).expect("enough to learn").to_bytes()
    };
    let kept = called(&|_, subject| subject.to_owned());
    let backwards = called(&|_, subject| subject.chars().rev().collect());
    assert!(kept == backwards, "only who is the same person counts");
    assert!(kept != called(&|row, _| row.to_string()), "another person per text: other folds, another model");
}

/// The version of a model is the same in every build and on every machine; a change of features or training changes
/// it, on purpose, and then this line.
#[test]
fn the_same_bytes_everywhere() {
    let texts = texts(120, 13);
    let model = train(&examples(&texts), &config(), &Silent).expect("enough to learn");
    assert_eq!(
        model.version().as_str(),
        "bbfcee36a68f57464a0f9f9c8490e02c8738f6cd619d09a67e5bfeaa649ff69a",
        "the bytes of a known training"
    );
}

/// Every bit of what is said about 100,000 texts is the same in debug and release builds (the digest is written down
/// here) and on any number of threads.
#[test]
fn the_same_predictions_everywhere() {
    use sha2::Digest;
    let all = texts(100_000, 77);
    let said = |part: &[(String, &str, String)]| {
        let mut scratch = Scratch::default();
        let mut bytes = Vec::new();
        for (text, _, _) in part {
            let prediction = MODEL.predict(text, &mut scratch);
            for number in [prediction.probability, prediction.margin, prediction.out_of_scope_score] {
                bytes.extend(number.to_bits().to_le_bytes());
            }
            for (intent, probability) in prediction.candidates {
                bytes.push(intent as u8);
                bytes.extend(probability.to_bits().to_le_bytes());
            }
        }
        bytes
    };
    let on = |threads: usize| {
        let parts: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let workers: Vec<_> =
                all.chunks(all.len().div_ceil(threads)).map(|part| scope.spawn(move || said(part))).collect();
            workers.into_iter().map(|worker| worker.join().expect("no worker panics")).collect()
        });
        sha2::Sha256::digest(parts.concat()).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let one = on(1);
    assert_eq!(one, on(3), "three threads");
    assert_eq!(
        one, "c1fe15096d8105b846c66ebd71e0fe401c981af6326521bcd739a737c5f32163",
        "every bit of 100,000 predictions"
    );
}

#[test]
fn what_is_known_besides_the_text_counts_and_is_named() {
    let rows = texts(400, 31);
    let with_channel: Vec<Example> = examples(&rows)
        .into_iter()
        .map(|example| {
            let channel = if example.label == "invoice_copy" { "email" } else { "chat" };
            Example { input: Input { channel: Some(channel), ..example.input }, ..example }
        })
        .collect();
    let model = train(&with_channel, &config(), &Silent).expect("enough");
    let invoice = model.intents().iter().position(|name| name == "invoice_copy").expect("it was trained");
    let mut scratch = Scratch::default();
    let mut probability = |channel| {
        let said =
            model.predict(Input { channel: Some(channel), ..Input::from("please help with my order") }, &mut scratch);
        said.candidates.iter().find(|(intent, _)| *intent == invoice).map_or(0.0, |(_, probability)| *probability)
    };
    let (email, chat, unknown) = (probability("email"), probability("chat"), probability("fax"));
    assert!(email > 2.0 * chat && email > unknown && unknown > chat, "{email}, {unknown}, {chat}");
    let input = Input { channel: Some("email"), ..Input::from("please help with my order") };
    let said = model.predict(input, &mut scratch);
    let parts = model.contributions(input, said.intent, said.runner_up, &mut scratch).expect("known intents");
    assert!(parts.circumstances.iter().any(|(name, _)| name == "channel=email"), "{:?}", parts.circumstances);
    assert!((parts.total() - said.margin).abs() < 1e-6, "words, circumstances and bias are all of it");
    let same = train(&examples(&rows), &config(), &Silent).expect("enough");
    assert!(!same.to_bytes().windows(7).any(|w| w == b"channel"), "what is not known is no feature");
}

#[test]
fn a_promise_for_each_part_is_a_promise_for_the_whole() {
    let rows = texts(3000, 41);
    let groups: Vec<Vec<String>> =
        (0..rows.len()).map(|row| vec![format!("channel={}", ["chat", "email", "post"][row % 3])]).collect();
    let with_groups: Vec<Example> =
        examples(&rows).into_iter().zip(&groups).map(|(example, groups)| Example { groups, ..example }).collect();
    let model = train(&with_groups, &config(), &Silent).expect("enough");
    for per in [Per::Whole, Per::Intent, Per::Group("channel".to_owned()), Per::Group("plan".to_owned())] {
        let promise = model.promise(0.05, 0.1, per.clone());
        let cells = promise.cells.len();
        let named = match per {
            Per::Intent => 4,
            Per::Group(ref name) if name == "channel" => 3,
            _ => 0,
        };
        assert_eq!(cells, named + 1, "{per:?}");
        for cell in &promise.cells {
            assert!((cell.guarantee.delta - 0.1 / cells as f64).abs() < 1e-12, "δ is divided among {cells}");
            assert!(cell.guarantee.threshold.is_none() || cell.guarantee.upper_bound <= 0.05);
        }
        assert!(promise.holds() && promise.wrong.value < Some(0.05), "{per:?}: {:?}", promise.wrong);
        let by_intent = by_intent(model.records(), model.intents(), &promise);
        let decided: f64 = by_intent.iter().filter_map(|one| one.decided.value).sum();
        assert!((decided - promise.coverage.value.expect("records")).abs() < 1e-9, "the intents are the whole");
    }
    let points = model.what_if(&[0.001, 0.02, 0.05, 0.2], 0.05, &Per::Whole);
    assert!(
        points.is_sorted_by(|a, b| a.coverage.value <= b.coverage.value),
        "who allows more decides more: {points:?}"
    );
    let sets = model.sets();
    assert!(sets.coverage.value > Some(0.9) && (1.0..=3.0).contains(&sets.mean_size), "{sets:?}");
    let again = Model::from_bytes(&model.to_bytes()).expect("its own bytes");
    assert_eq!(again.records(), model.records(), "the evidence travels with the model");
}

#[test]
fn the_fewest_words_and_the_nearest_examples() {
    let mut scratch = Scratch::default();
    let text = "please my parcel and the courier, tracking!";
    let said = MODEL.predict(text, &mut scratch);
    let removal = MODEL.fewest_words(text, &mut scratch).expect("it hangs on its words");
    assert!(removal.is_fewest && removal.becomes != said.intent);
    let words: Vec<String> =
        removal.words.iter().map(|&(start, end)| text.chars().skip(start).take(end - start).collect()).collect();
    let left: String = words.iter().fold(text.to_owned(), |left, word| left.replacen(word.as_str(), "", 1));
    assert_eq!(MODEL.predict(&left, &mut scratch).intent, removal.becomes, "without {words:?}");
    assert!(words.iter().any(|word| ["parcel", "courier,", "tracking!"].contains(&word.as_str())), "{words:?}");

    let rows = texts(300, 5);
    let near = Neighbours::new(&MODEL, rows.iter().map(|(text, _, _)| text.into()));
    let found = near.nearest(&MODEL, &rows[7].0, 3, |_| true, &mut scratch);
    assert!(found[0].similarity > 0.999 && rows[found[0].example].0 == rows[7].0, "itself is nearest: {found:?}");
    assert!(found.is_sorted_by(|a, b| a.similarity >= b.similarity));
    let other = near.nearest(&MODEL, &rows[7].0, 3, |row| rows[row].1 != rows[7].1, &mut scratch);
    assert!(other.iter().all(|one| rows[one.example].1 != rows[7].1), "only what was asked for");
    assert!(near.nearest(&MODEL, "", 3, |_| true, &mut scratch).iter().all(|one| one.similarity <= 1.0));
}

#[test]
fn a_second_wish_is_heard() {
    let mut scratch = Scratch::default();
    let text = "Where is my parcel, the courier has no tracking. Also unsubscribe me from the newsletter emails!";
    let found = MODEL.secondary(text, &mut scratch).expect("there are two wishes");
    let first = MODEL.predict(text, &mut scratch).intent;
    let mut both = [MODEL.intents()[first].as_str(), MODEL.intents()[found.intent].as_str()];
    both.sort_unstable();
    assert_eq!(both, ["delivery_status", "newsletter_off"]);
    assert_eq!(MODEL.secondary("where is my parcel, the courier has no tracking", &mut scratch), None);
}

#[test]
fn it_learns_and_says_how_well() {
    let fresh = texts(2000, 99);
    let rows: Vec<(&str, &str)> = fresh.iter().map(|(text, label, _)| (text.as_str(), *label)).collect();
    let found = evaluate(&MODEL, &rows);
    let promised = MODEL.evaluation();
    assert!(found.accuracy.value > Some(0.75), "{:?}", found.accuracy);
    let (low, high) = (promised.accuracy.low - 0.03, promised.accuracy.high + 0.03);
    let value = found.accuracy.value.expect("there are rows");
    assert!((low..high).contains(&value), "out of fold {promised:?} foretells {value}");
    assert!(found.calibration_error < 0.08, "{}", found.calibration_error);
}

#[test]
fn contributions_sum_to_the_margin() {
    let mut scratch = Scratch::default();
    let mut check = |text: &str| {
        let prediction = MODEL.predict(text, &mut scratch);
        let parts = MODEL
            .contributions(text, prediction.intent, prediction.runner_up, &mut scratch)
            .expect("both intents are known");
        let gap = (parts.total() - prediction.margin).abs();
        assert!(gap < 1e-6, "{text:?}: {} against {}", parts.total(), prediction.margin);
        let ratio = libm::log(prediction.candidates[0].1 / prediction.candidates[1].1);
        assert!((ratio - prediction.margin).abs() < 1e-6, "the margin is a ratio of probabilities");
    };
    for (text, _, _) in texts(100, 7) {
        check(&text);
    }
    check("");
    check("unknownword");
    check("my my my my parcel parcel");
    check("⟦PIN⟧ my invoice, KETTLE!! ⟦EMAIL_ADDRESS·k1·ABCDEFGHABCDEFGH⟧");
}

#[test]
fn contributions_point_at_words() {
    let mut scratch = Scratch::default();
    let intent = MODEL.intents().iter().position(|name| name == "invoice_copy").expect("it was trained");
    let parts = MODEL.contributions("please  the ïnvoice invoice", intent, None, &mut scratch).expect("known");
    let places: Vec<(usize, usize)> = parts.terms.iter().map(|term| (term.start, term.end)).collect();
    assert_eq!(places, [(0, 6), (8, 11), (12, 19), (20, 27)], "scalar values of the original");
    let strongest = parts.terms.iter().max_by(|a, b| a.weight.total_cmp(&b.weight)).expect("four words");
    assert_eq!(strongest.start, 20, "the word of the intent speaks for it: {parts:?}");
    assert!(MODEL.contributions("x", 99, None, &mut scratch).is_none(), "no such intent");
}

#[test]
fn a_surrogate_changes_nothing() {
    let mut scratch = Scratch::default();
    let mut predict =
        |surrogate: &str| MODEL.predict(&format!("my parcel for ⟦PERSON·k1·{surrogate}⟧ please"), &mut scratch);
    assert_eq!(predict("AAAAAAAAAAAAAAAA"), predict("7Q2MZZZZ22223333"), "who is meant is no feature");
}

#[test]
fn nothing_to_read_gives_base_rates() {
    let mut scratch = Scratch::default();
    let empty = MODEL.predict("", &mut scratch);
    assert_eq!(empty.candidates.len(), 4);
    assert!((empty.candidates.iter().map(|c| c.1).sum::<f64>() - 1.0).abs() < 1e-12, "all intents are listed");
    assert!(empty.out_of_scope_score > 0.9, "{empty:?}");
    let usual = MODEL.predict("the parcel with the courier tracking", &mut scratch);
    assert!(usual.out_of_scope_score < empty.out_of_scope_score, "{usual:?}");
}

#[test]
fn what_few_people_say_is_no_term() {
    let mut rows = texts(300, 3);
    for (text, _, subject) in rows.iter_mut().take(40) {
        text.push_str(" xylophonist");
        *subject = if text.len() % 2 == 0 { "first".to_owned() } else { "second".to_owned() };
    }
    let model = train(&examples(&rows), &config(), &Silent).expect("enough to learn");
    let bytes = model.to_bytes();
    let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!found(b"xylop"), "two subjects are fewer than three, however often they say it");
    let of_two = train(&examples(&rows), &TrainConfig { min_subjects: 2, ..config() }, &Silent).expect("enough");
    assert!(of_two.to_bytes().windows(5).any(|window| window == b"xylop"), "the floor is what keeps it out");
}

#[test]
fn held_out_labels_make_the_promise() {
    let (rows, apart) = (texts(300, 11), texts(500, 12));
    let model = train_with_calibration(&examples(&rows), &examples(&apart), &config(), &Silent).expect("enough");
    assert_eq!(model.guarantee().basis, Basis::HeldOut);
    assert_eq!(model.guarantee().n, 500);
    assert_eq!(MODEL.guarantee().basis, Basis::CrossFitted);
    let without = train(&examples(&rows), &config(), &Silent).expect("enough");
    let mut scratch = Scratch::default();
    let mut same = |text| model.predict(text, &mut scratch) == without.predict(text, &mut Scratch::default());
    assert!(apart.iter().all(|(text, _, _)| same(text)), "nothing is fitted on held-out labels");
}

#[test]
fn an_example_without_weight_does_not_exist() {
    let rows = texts(200, 4);
    let mut with = examples(&rows);
    with.push(Example { weight: 0.0, ..Example::new("x", "nonsense", "another_intent", "x") });
    let a = train(&examples(&rows), &config(), &Silent).expect("enough");
    assert_eq!(a.version(), train(&with, &config(), &Silent).expect("enough").version());
}

struct StopAt(Stage);

impl Progress for StopAt {
    fn report(&self, stage: Stage, _: usize, _: usize) -> ControlFlow<()> {
        if stage == self.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[test]
fn refusals_are_named() {
    let rows = texts(60, 2);
    let good = examples(&rows);
    let check = |examples: &[Example], config: &TrainConfig, expected: Error| {
        assert_eq!(train(examples, config, &Silent).expect_err("it must be refused"), expected);
    };
    check(&[], &config(), Error::NoExamples);
    check(&[Example { label: "same", ..good[0] }, Example { label: "same", ..good[1] }], &config(), Error::OneIntent);
    check(&[Example { weight: -1.0, ..good[0] }], &config(), Error::InvalidWeight { id: good[0].id.to_owned() });
    check(&good, &TrainConfig { threads: 0, ..config() }, Error::InvalidSetting { name: "threads" });
    check(&good, &TrainConfig { alpha: 1.0, ..config() }, Error::InvalidSetting { name: "alpha" });
    check(&good, &TrainConfig { c_grid: vec![], ..config() }, Error::InvalidSetting { name: "c_grid" });
    check(&good, &TrainConfig { min_subjects: 999, ..config() }, Error::EmptyVocabulary { min_subjects: 999 });
    for stage in [Stage::Reading, Stage::CrossValidation, Stage::Fitting] {
        assert_eq!(train(&good, &config(), &StopAt(stage)).expect_err("stopped"), Error::Cancelled, "{stage:?}");
    }
}

#[test]
fn few_examples_are_enough_to_begin() {
    let rows = [("a cat", "pets"), ("a bill", "money")];
    let example = |(text, label)| Example::new("", text, label, text);
    let model = train(&rows.map(example), &TrainConfig { min_subjects: 1, ..config() }, &Silent).expect("two texts");
    assert_eq!(model.guarantee().threshold, None, "two labels promise nothing");
    let alone = rows.map(|(text, label)| Example { subject: "one", ..example((text, label)) });
    let model = train(&alone, &TrainConfig { min_subjects: 1, ..config() }, &Silent).expect("two texts");
    assert_eq!((model.recipe().folds, model.evaluation().n), (0, 0), "one subject cannot be on two sides");
}

#[test]
fn bytes_are_the_model() {
    let bytes = MODEL.to_bytes();
    let again = Model::from_bytes(&bytes).expect("its own bytes");
    assert_eq!(again.to_bytes(), bytes);
    assert_eq!(again.version(), MODEL.version());
    assert_eq!(again.version().as_str().len(), 64);
    let (mut a, mut b) = (Scratch::default(), Scratch::default());
    for (text, _, _) in texts(50, 21) {
        assert_eq!(again.predict(&text, &mut a), MODEL.predict(&text, &mut b), "{text:?}");
    }
}

/// The digest that ends a bundle, set to fit what stands before it.
/// What many people send alike may be longer than any word: a link in every footer, a name from another program.
#[test]
fn a_model_of_texts_with_very_long_words_can_be_read_again() {
    let long = ["w".repeat(256), "é".repeat(200), "x".repeat(100_000), "y".repeat(255)];
    let mut texts = texts(200, 5);
    for (n, (text, _, _)) in texts.iter_mut().enumerate() {
        *text = format!("{text} {} end", long[n % long.len()]);
    }
    let channels = ["c".repeat(1024), "chat".to_owned()];
    let examples: Vec<Example<'_>> = examples(&texts)
        .into_iter()
        .zip(channels.iter().cycle())
        .map(|(example, channel)| Example { input: Input { channel: Some(channel), ..example.input }, ..example })
        .collect();
    let model = train(&examples, &config(), &Silent).expect("enough to learn");
    let read = Model::from_bytes(&model.to_bytes()).expect("a model that was written can be read");
    let same = |text: &str| {
        let said = |model: &Model| model.predict(text, &mut Scratch::default()).probability.to_bits();
        assert_eq!(said(&read), said(&model), "it says the same");
    };
    same(&texts[0].0);
    same(&texts[2].0);
    same("where is my parcel");
}

fn with_digest(mut bytes: Vec<u8>) -> Vec<u8> {
    use sha2::Digest;
    let content = bytes.len().saturating_sub(32);
    let digest = sha2::Sha256::digest(&bytes[..content]);
    bytes.truncate(content);
    bytes.extend_from_slice(&digest);
    bytes
}

static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let texts = texts(30, 8);
    train(&examples(&texts), &config(), &Silent).expect("30 texts").to_bytes()
});

proptest! {
    #[test]
    fn a_damaged_bundle_is_refused(at in any::<prop::sample::Index>(), flip in 1u8..) {
        let mut bytes = SMALL.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert!(Model::from_bytes(&bytes).is_err(), "byte {} was changed", at);
    }

    #[test]
    fn a_forged_bundle_never_panics(
        at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        near_start in any::<bool>(),
        text in ".{0,60}",
    ) {
        let mut bytes = SMALL.clone();
        for (at, value) in at {
            let at = if near_start { at.index(4000.min(bytes.len())) } else { at.index(bytes.len()) };
            bytes[at] = value;
        }
        if let Ok(model) = Model::from_bytes(&with_digest(bytes)) {
            let prediction = model.predict(&text, &mut Scratch::default());
            prop_assert!((0.0..=1.0).contains(&prediction.probability));
        }
    }

    #[test]
    fn a_short_bundle_is_refused(keep in any::<prop::sample::Index>()) {
        let keep = keep.index(SMALL.len());
        prop_assert!(Model::from_bytes(&SMALL[..keep]).is_err());
        prop_assert!(Model::from_bytes(&with_digest(SMALL[..keep].to_vec())).is_err());
    }

    #[test]
    fn any_text_has_a_prediction(text in "\\PC{0,80}") {
        let mut scratch = Scratch::default();
        let first = MODEL.predict(&text, &mut scratch);
        prop_assert!((0.0..=1.0).contains(&first.probability));
        prop_assert!((0.0..=1.0).contains(&first.out_of_scope_score));
        prop_assert!(first.margin >= 0.0);
        prop_assert!(first.candidates.is_sorted_by(|a, b| a.1 >= b.1));
        prop_assert_eq!(&first, &MODEL.predict(&text, &mut scratch), "nothing is left over in the buffers");
        let parts = MODEL.contributions(&text, first.intent, first.runner_up, &mut scratch).expect("known intents");
        prop_assert!((parts.total() - first.margin).abs() < 1e-6);
        prop_assert!(parts.terms.iter().all(|t| t.start < t.end && t.end <= text.chars().count()));
    }
}
