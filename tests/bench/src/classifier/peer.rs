//! scikit-learn on the same rows, in an environment that is made for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use countersign_classifier::{Evaluation, Model, Outcome, Scratch};
use serde_json::{Value, json};

use crate::compare::{paired, told_apart};
use crate::data::{Rows, Set};

/// Versions that the figures are of.
const PACKAGES: [&str; 2] = ["scikit-learn==1.9.1", "scipy==1.17.1"];

/// The peers' figures, the differences in accuracy, and how many times as fast we are (`ours`: our figures
/// of this run); null where there is no Python to make an environment with.
pub fn beside(set: &Set, model: &Model, ours: &Value) -> anyhow::Result<Value> {
    let Some(python) = python()? else {
        println!("  no python3: the peers are left out");
        return Ok(Value::Null);
    };
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    write(&path("train.csv"), &set.train)?;
    write(&path("test.csv"), &set.test)?;
    write(&path("outside.csv"), &set.outside)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/classifier/peer.py");
    let arguments = [script, path("train.csv"), path("test.csv"), path("outside.csv"), path("out.json")];
    let run = Command::new(python).args(arguments).arg(set.peer_c).env("OMP_NUM_THREADS", "1").status()?;
    ensure!(run.success(), "the peer failed");
    let peers: Value = serde_json::from_str(&std::fs::read_to_string(path("out.json"))?)?;
    let mut scratch = Scratch::default();
    let right = |(text, label): &(String, String), scratch: &mut Scratch| {
        model.intents()[model.predict(text, scratch).intent] == *label
    };
    let ours_right: Vec<bool> = set.test.iter().map(|row| right(row, &mut scratch)).collect();
    let mut figures = json!({});
    for (name, peer) in peers.as_object().context("an object of peers")? {
        let predicted: Vec<&str> = list(&peer["predicted"])?.iter().filter_map(Value::as_str).collect();
        let probability = numbers(&peer["probability"])?;
        ensure!(
            predicted.len() == set.test.len() && probability.len() == set.test.len(),
            "a row of the peer is missing"
        );
        let rows = predicted.iter().zip(&probability).zip(&set.test);
        let outcomes: Vec<Outcome<'_>> =
            rows.map(|((&predicted, &probability), (_, truth))| Outcome { truth, predicted, probability }).collect();
        let found = Evaluation::of(&outcomes, model.intents());
        let theirs: Vec<bool> = outcomes.iter().map(|outcome| outcome.truth == outcome.predicted).collect();
        let both = |pointer: &str, peer_pointer: &str| {
            Some((ours.pointer(pointer)?.as_f64()?, peer.pointer(peer_pointer)?.as_f64()?))
        };
        let seconds = |ours: &str, theirs: &str| both(ours, theirs).map(|(ours, theirs)| theirs / ours);
        let texts = |ours: &str, theirs: &str| both(ours, theirs).map(|(ours, theirs)| ours / theirs);
        figures[name] = json!({
            "accuracy": found.accuracy.value, "calibration_error": found.calibration_error,
            "coverage_at_95": found.coverage_at_95, "coverage_at_99": found.coverage_at_99,
            "fit_cpu_s": peer["fit_cpu_s"], "speed": peer["speed"], "ours_minus_theirs": paired(&ours_right, &theirs),
            "times_as_fast": {
                "fit": seconds("/fit_cpu_s", "/fit_cpu_s"), "p50": seconds("/speed/p50_us", "/speed/p50_us"),
                "p99": seconds("/speed/p99_us", "/speed/p99_us"), "one": texts("/speed/one_thread", "/speed/one"),
                "two": texts("/speed/two_threads", "/speed/two"),
            },
        });
        if !set.outside.is_empty() {
            for of in ["probability", "score"] {
                let lowest = |key: &str| -> anyhow::Result<Vec<f64>> {
                    Ok(numbers(&peer[key])?.into_iter().map(|top| -top).collect())
                };
                let (mut inside, mut outside) = (lowest(of)?, lowest(&format!("outside_{of}"))?);
                figures[name][format!("outside_by_{of}")] = told_apart(&mut inside, &mut outside);
            }
        }
        println!("  beside {name}: {}", figures[name]);
    }
    Ok(figures)
}

fn list(value: &Value) -> anyhow::Result<&Vec<Value>> {
    value.as_array().context("a list of the peer")
}

fn numbers(value: &Value) -> anyhow::Result<Vec<f64>> {
    list(value)?.iter().map(|number| number.as_f64().context("a number of the peer")).collect()
}

/// The Python of the environment, which is made when it is not there.
fn python() -> anyhow::Result<Option<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/peer-venv");
    let python = folder.join("bin/python");
    if python.exists() {
        return Ok(Some(python));
    }
    let Ok(made) = Command::new("python3").args(["-m", "venv"]).arg(&folder).status() else { return Ok(None) };
    ensure!(made.success(), "no environment could be made in {}", folder.display());
    let installed = Command::new(&python).args(["-m", "pip", "install", "-q"]).args(PACKAGES).status()?;
    ensure!(installed.success(), "scikit-learn could not be installed");
    Ok(Some(python))
}

fn write(path: &Path, rows: &Rows) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(["text", "label"])?;
    rows.iter().try_for_each(|(text, label)| writer.write_record([text, label]))?;
    Ok(writer.flush()?)
}
