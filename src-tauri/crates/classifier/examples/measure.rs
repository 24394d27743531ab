//! Trains on a CSV of texts and labels, predicts another, prints quality and speed; every row is its own subject.
//!
//! `cargo run --release -p countersign-classifier --example measure -- TRAIN.csv [TEST.csv] [MIN_SUBJECTS] [OUT_OF_SCOPE.csv]`

use countersign_classifier::{Example, Model, Scratch, Silent, TrainConfig, evaluate, train};
use std::time::Instant;

fn read(path: &str) -> Result<Vec<(String, String)>, csv::Error> {
    let mut reader = csv::Reader::from_path(path)?;
    reader.records().map(|row| row.map(|row| (row[0].to_owned(), row[1].to_owned()))).collect()
}

fn speed(model: &Model, rows: &[(String, String)]) {
    let mut scratch = Scratch::default();
    let mut micros: Vec<f64> = Vec::new();
    let start = Instant::now();
    for _ in 0..5 {
        for (text, _) in rows {
            let one = Instant::now();
            std::hint::black_box(model.predict(text, &mut scratch));
            micros.push(one.elapsed().as_secs_f64() * 1e6);
        }
    }
    let per_second = micros.len() as f64 / start.elapsed().as_secs_f64();
    micros.sort_by(f64::total_cmp);
    let at = |share: f64| micros[(share * (micros.len() - 1) as f64) as usize];
    println!("predict: {per_second:.0} texts/s, one text p50 {:.1} µs, p99 {:.1} µs", at(0.5), at(0.99));
}

/// Chance that a text from outside has a higher score than one from the domain: the area under the ROC curve.
fn area_under_curve(inside: &[f64], outside: &[f64]) -> f64 {
    let wins =
        |o: &f64| inside.iter().map(|i| if o > i { 1.0 } else { f64::from(u8::from(o == i)) / 2.0 }).sum::<f64>();
    outside.iter().map(wins).sum::<f64>() / (inside.len() * outside.len()) as f64
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let labelled = read(&args.next().ok_or("a training file is needed")?)?;
    let test = args.next().filter(|path| path != "-").map(|path| read(&path)).transpose()?;
    let min_subjects = args.next().map_or(Ok(3), |k| k.parse())?;
    let ids: Vec<String> = (0..labelled.len()).map(|row| row.to_string()).collect();
    let example = |((text, label), id): (&'_ (String, String), &'_ String)| (text.clone(), label.clone(), id.clone());
    let owned: Vec<_> = labelled.iter().zip(&ids).map(example).collect();
    let examples: Vec<Example> = owned.iter().map(|(text, label, id)| Example::new(id, text, label, id)).collect();
    let start = Instant::now();
    let model = train(&examples, &TrainConfig { min_subjects, ..TrainConfig::default() }, &Silent)?;
    println!("train: {:.1} s, {:?}", start.elapsed().as_secs_f64(), model.recipe());
    println!("bundle: {:.2} MB, {} terms", model.to_bytes().len() as f64 / 1e6, model.terms());
    let show = |name: &str, e: &countersign_classifier::Evaluation| {
        println!(
            "{name}: n {} accuracy {:.4} macro-F1 {:.4} ECE {:.4} cov@95 {:.4} cov@99 {:.4}",
            e.n,
            e.accuracy.value.unwrap_or(0.0),
            e.macro_f1,
            e.calibration_error,
            e.coverage_at_95,
            e.coverage_at_99
        );
    };
    show("out of fold", model.evaluation());
    println!("{:?}", model.guarantee());
    if let Some(test) = &test {
        let rows: Vec<(&str, &str)> = test.iter().map(|(text, label)| (text.as_str(), label.as_str())).collect();
        show("test", &evaluate(&model, &rows));
    }
    if let (Some(outside), Some(inside)) = (args.next().map(|path| read(&path)).transpose()?, &test) {
        let mut scratch = Scratch::default();
        let mut score = |rows: &[(String, String)]| -> Vec<f64> {
            rows.iter().map(|(text, _)| model.predict(text, &mut scratch).out_of_scope_score).collect()
        };
        println!("out of scope: AUROC {:.4}", area_under_curve(&score(inside), &score(&outside)));
    }
    speed(&model, test.as_ref().unwrap_or(&labelled));
    Ok(())
}
