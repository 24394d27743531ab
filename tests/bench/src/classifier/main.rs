//! The classifier on public data, next to scikit-learn on the same rows: accuracy, calibration, coverage, texts from
//! outside, typos, speed, size.
//!
//! `COUNTERSIGN_BANKING77` and `COUNTERSIGN_CLINC150` name the folders; what is not named is passed over. Test rows
//! choose nothing: parameters come from cross-validation on the training rows. The peer runs in an environment of its
//! own, made under `target`; without Python it is left out. Deliberately absent: the data, which is not ours to ship.

mod compare;
mod data;
mod peer;

use std::time::Instant;

use anyhow::Context as _;
use countersign_classifier::{Evaluation, Example, Model, Scratch, Silent, TrainConfig, evaluate, fit, train};
use serde_json::{Value, json};

use crate::data::{Rows, Set};

fn main() -> anyhow::Result<()> {
    let sets = data::sets()?;
    if sets.is_empty() {
        println!("passed over: {}", data::ORIGIN);
        return Ok(());
    }
    for set in sets {
        for floor in if set.draw.is_some() { vec![1] } else { vec![1, 3] } {
            let figures = measure(&set, floor).with_context(|| format!("on {}", set.name))?;
            countersign_testkit::evidence::append("classifier", figures);
        }
    }
    Ok(())
}

fn measure(set: &Set, floor: u32) -> anyhow::Result<Value> {
    let ids: Vec<String> = (0..set.train.len()).map(|row| row.to_string()).collect();
    let examples: Vec<Example<'_>> =
        set.train.iter().zip(&ids).map(|((text, label), id)| Example::new(id, text, label, id)).collect();
    let config = TrainConfig { min_subjects: floor, ..TrainConfig::default() };
    let (wall, before) = (Instant::now(), cpu_s());
    let model = train(&examples, &config, &Silent)?;
    let (train_s, train_cpu_s) = (wall.elapsed().as_secs_f64(), cpu_s() - before);
    let before = cpu_s();
    std::hint::black_box(fit(&examples, &TrainConfig { c_grid: vec![model.recipe().c], ..config }, &Silent)?);
    let fit_cpu_s = cpu_s() - before;
    let found = evaluate(&model, &pairs(&set.test));
    let typos = evaluate(&model, &pairs(&data::with_typos(&set.test)));
    let mut figures = json!({
        "set": set.name, "draw": set.draw, "min_subjects": floor, "n": found.n, "accuracy": found.accuracy, "macro_f1": found.macro_f1,
        "calibration_error": found.calibration_error, "calibration_error_95": compare::chance_error(&model, &set.test),
        "coverage_at_95": found.coverage_at_95, "coverage_at_99": found.coverage_at_99, "with_typos": typos.accuracy,
        "fit_cpu_s": fit_cpu_s, "train_cpu_s": train_cpu_s, "train_s": train_s, "c": model.recipe().c,
        "peak_mib": countersign_testkit::evidence::peak_mib(), "model_mb": model.to_bytes().len() as f64 / 1e6, "speed": speed(&model, &set.test),
    });
    if !set.outside.is_empty() {
        figures["outside"] = compare::outside(&model, &set.test, &set.outside);
    }
    say(set, floor, &found, &figures);
    if floor == 1 {
        figures["peers"] = peer::beside(set, &model, &figures)?;
    }
    Ok(figures)
}

fn say(set: &Set, floor: u32, found: &Evaluation, figures: &Value) {
    println!("{}, terms of at least {floor} subject(s), n {}", set.name, found.n);
    let accuracy = found.accuracy;
    println!("  accuracy {:.4} [{:.4}, {:.4}]", accuracy.value.unwrap_or(f64::NAN), accuracy.low, accuracy.high);
    for name in [
        "calibration_error",
        "calibration_error_95",
        "coverage_at_95",
        "coverage_at_99",
        "outside",
        "with_typos",
        "fit_cpu_s",
        "train_cpu_s",
        "train_s",
        "model_mb",
        "peak_mib",
        "speed",
    ] {
        println!("  {name} {}", figures[name]);
    }
}

fn pairs(rows: &Rows) -> Vec<(&str, &str)> {
    rows.iter().map(|(text, label)| (text.as_str(), label.as_str())).collect()
}

/// One text at a time, and texts per second on one and on two threads.
fn speed(model: &Model, rows: &Rows) -> Value {
    let mut scratch = Scratch::default();
    let mut micros = Vec::new();
    for _ in 0..5 {
        for (text, _) in rows {
            let start = Instant::now();
            std::hint::black_box(model.predict(text, &mut scratch));
            micros.push(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    micros.sort_by(f64::total_cmp);
    let at = |share: f64| micros[(share * (micros.len() - 1) as f64) as usize];
    let per_second = |threads: usize| {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut scratch = Scratch::default();
                    for (text, _) in rows.iter().cycle().take(5 * rows.len()) {
                        std::hint::black_box(model.predict(text, &mut scratch));
                    }
                });
            }
        });
        (5 * threads * rows.len()) as f64 / start.elapsed().as_secs_f64()
    };
    json!({ "p50_us": at(0.5), "p99_us": at(0.99), "one_thread": per_second(1), "two_threads": per_second(2) })
}

/// Processor seconds of this process so far, all threads.
fn cpu_s() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(f64::NAN);
    // User and system time count all threads, in hundredths of a second.
    (ticks(11) + ticks(12)) / 100.0
}
