//! Comparison with independent implementations: `tests/fixtures/classifier` says which and how to repeat.

use crate::bundle;
use crate::calibrate::{Calibration, Scored, fit_scale, log_loss};
use crate::corpus::{Corpus, Whole};
use crate::evaluation::{Evaluation, Outcome};
use crate::guarantee::{Basis, guarantee};
use crate::matrix::{Rows, Weights};
use crate::model::{Header, Model, Recipe, Scratch};
use crate::ngrams::{Block, FEATURE_SET_VERSION};
use crate::records::Records;
use crate::scope::Scope;
use crate::solver::{self, Problem, Settings};
use crate::vocabulary::Vocabulary;
use serde_json::Value;
use std::collections::BTreeMap;

fn expected() -> Value {
    let text = include_str!("../../../../tests/fixtures/classifier/expected.json");
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

fn texts(value: &Value) -> Vec<&str> {
    value["texts"].as_array().expect("a list").iter().map(|row| row["text"].as_str().expect("a text")).collect()
}

/// A model with the vocabulary of `texts` and zero weights.
fn model_of(texts: &[&str], intents: Vec<String>) -> Model {
    let corpus = Corpus::read(texts.iter().map(|&text| (text.into(), Whole::No)));
    let rows: Vec<usize> = (0..texts.len()).collect();
    let subjects: Vec<u32> = (0..texts.len() as u32).collect();
    let (vocabulary, _) = Vocabulary::choose(&corpus, &rows, &subjects, 1);
    let weights = Weights::zeros(vocabulary.terms.len(), intents.len());
    let header = Header {
        feature_set_version: FEATURE_SET_VERSION.to_owned(),
        recipe: Recipe { examples: 0, subjects: 0, min_subjects: 1, seed: 0, folds: 0, c: 1.0 },
        calibration: Calibration::plain(1.0),
        scope: Scope::of(vec![]),
        unseen_idf: vocabulary.unseen_idf,
        evaluation: Evaluation::of(&[], &intents),
        guarantee: guarantee(&[], 0.02, 0.05, Basis::CrossFitted),
        groups: Vec::new(),
        intents,
    };
    bundle::assemble(header, vocabulary, weights, Records::default()).expect("zero weights are finite")
}

fn features(model: &Model, text: &str) -> BTreeMap<String, f64> {
    let mut scratch = Scratch::default();
    model.encode(&text.into(), &mut scratch);
    let spelt = |&(term, value): &(u32, f64)| {
        let term = &model.vocabulary.terms[term as usize];
        (format!("{}:{}", if term.block == Block::Words { 'w' } else { 'c' }, term.text), value)
    };
    scratch.row.iter().map(spelt).collect()
}

#[test]
fn features_are_those_of_scikit_learn() {
    let expected = expected();
    let intents: Vec<String> = serde_json::from_value(expected["intents"].clone()).expect("names");
    let model = model_of(&texts(&expected), intents);
    let rows = expected["texts"].as_array().into_iter().chain(expected["unseen"].as_array()).flatten();
    for row in rows {
        let text = row["text"].as_str().expect("a text");
        let theirs: BTreeMap<String, f64> = serde_json::from_value(row["features"].clone()).expect("features");
        let ours = features(&model, text);
        assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>(), "n-grams of {text:?}");
        for (name, value) in &ours {
            assert!((value - theirs[name]).abs() < 1e-9, "{name} of {text:?}: {value} against {}", theirs[name]);
        }
    }
}

#[test]
fn the_fit_is_at_the_optimum() {
    let expected = expected();
    let texts = texts(&expected);
    let names: Vec<String> = serde_json::from_value(expected["intents"].clone()).expect("names");
    let label =
        |row: &Value| names.iter().position(|name| row["label"] == name.as_str()).expect("a known intent") as u32;
    let labels: Vec<u32> = expected["texts"].as_array().expect("a list").iter().map(label).collect();
    let corpus = Corpus::read(texts.iter().map(|&text| (text.into(), Whole::No)));
    let everyone: Vec<usize> = (0..texts.len()).collect();
    let subjects: Vec<u32> = (0..texts.len() as u32).collect();
    let (vocabulary, feature_of) = Vocabulary::choose(&corpus, &everyone, &subjects, 1);
    let (mut rows, mut raw) = (Rows::default(), Vec::new());
    everyone.iter().for_each(|&row| rows.push(|out| vocabulary.encode(&corpus, row, &feature_of, out, &mut raw)));
    let weights = vec![1.0; texts.len()];
    let c = expected["c"].as_f64().expect("a number");
    let problem =
        Problem { rows: &rows, labels: &labels, weights: &weights, features: vocabulary.terms.len(), intents: 4 };
    let targets = |slips: f64, label: u32| {
        (0..4u32).map(move |intent| slips / 4.0 + if intent == label { 1.0 - slips } else { 0.0 })
    };
    for expected in expected["fits"].as_array().expect("a list") {
        let number = |name: &str| expected[name].as_f64().expect("a number");
        let settings = Settings { c, slips: number("slips"), tolerance: 1e-6, max_passes: 1000, seed: 3 };
        let fit = solver::fit(&problem, &settings, None, &|| true).expect("nobody cancels");
        let mut scores = vec![0.0; fit.weights.stride()];
        let mut loss = 0.0;
        for (row, theirs) in expected["scores"].as_array().expect("a list").iter().map(numbers).enumerate() {
            fit.weights.scores(rows.row(row), &mut scores);
            for (ours, theirs) in scores.iter().zip(&theirs) {
                assert!((f64::from(*ours) - theirs).abs() < 2e-4, "score of row {row}: {ours} against {theirs}");
            }
            let z = scores[..4].iter().map(|&score| f64::from(score));
            let meant: f64 = z.clone().zip(targets(settings.slips, labels[row])).map(|(z, t)| z * t).sum();
            loss += z.map(f64::exp).sum::<f64>().ln() - meant;
        }
        let squares: f64 = (0..=fit.weights.features())
            .flat_map(|feature| fit.weights.of(feature))
            .map(|&w| f64::from(w) * f64::from(w))
            .sum();
        let (objective, optimum) = (0.5 * squares + c * loss, number("objective"));
        assert!((objective / optimum - 1.0).abs() < 1e-6, "{objective} against {optimum}");
    }
}

#[test]
fn the_temperature_is_that_of_scipy() {
    let expected = &expected()["temperature"];
    let rows = expected["scores"].as_array().expect("a list");
    let scored = Scored {
        scores: rows.iter().flat_map(numbers).map(|x| x as f32).collect(),
        labels: numbers(&expected["labels"]).into_iter().map(|x| x as u32).collect(),
        intents: 5,
    };
    let (scale, loss) = (expected["scale"].as_f64().expect("a number"), expected["loss"].as_f64().expect("a number"));
    let found = fit_scale(&scored);
    assert!((found - scale).abs() < 1e-9, "{found} against {scale}");
    assert!((log_loss(&scored, found) - loss).abs() < 1e-9, "log-loss at the optimum");
}

#[test]
fn the_floor_is_that_of_scipy() {
    let expected = &expected()["floor"];
    let rows = expected["scores"].as_array().expect("a list");
    let scored = Scored {
        scores: rows.iter().flat_map(numbers).map(|x| x as f32).collect(),
        labels: numbers(&expected["labels"]).into_iter().map(|x| x as u32).collect(),
        intents: 3,
    };
    let found = Calibration::fit(&scored);
    for (found, name) in [(found.scale, "scale"), (found.floor, "floor")] {
        let theirs = expected[name].as_f64().expect("a number");
        assert!((found - theirs).abs() < 1e-6, "{name}: {found} against {theirs}");
    }
    let few = Scored { scores: scored.scores[..300].to_vec(), labels: scored.labels[..100].to_vec(), intents: 3 };
    assert_eq!(Calibration::fit(&few), Calibration::plain(fit_scale(&few)), "a hundred texts show no floor");
}

#[test]
fn the_calibration_error_is_that_of_numpy() {
    let expected = &expected()["calibration"];
    let probability = numbers(&expected["probability"]);
    let correct = numbers(&expected["correct"]);
    let outcome = |(&probability, &correct): (&f64, &f64)| Outcome {
        truth: if correct == 1.0 { "a" } else { "b" },
        predicted: "a",
        probability,
    };
    let outcomes: Vec<Outcome> = probability.iter().zip(&correct).map(outcome).collect();
    let found = Evaluation::of(&outcomes, &["a".to_owned(), "b".to_owned()]).calibration_error;
    let error = expected["error"].as_f64().expect("a number");
    assert!((found - error).abs() < 1e-9, "{found} against {error}");
}

#[test]
fn the_upper_bound_is_that_of_scipy() {
    for case in expected()["upper_bounds"].as_array().expect("a list") {
        let number = |name: &str| case[name].as_u64().expect("a count");
        let delta = case["delta"].as_f64().expect("a number");
        let found = countersign_domain::binomial_upper_bound(number("errors"), number("n"), delta);
        assert!((found - case["bound"].as_f64().expect("a number")).abs() < 1e-9, "{found} for {case}");
    }
}
