//! scikit-learn on the same rows, in an environment that is made for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use countersign_classifier::{Model, Scratch};
use serde_json::{Value, json};

use crate::compare::paired;
use crate::data::{Rows, Set};

/// Versions that the figures are of.
const PACKAGES: [&str; 2] = ["scikit-learn==1.9.1", "scipy==1.17.1"];

/// The peers' figures and the differences in accuracy; null where there is no Python to make an environment with.
pub fn beside(set: &Set, model: &Model) -> anyhow::Result<Value> {
    let Some(python) = python()? else {
        println!("  no python3: the peers are left out");
        return Ok(Value::Null);
    };
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    write(&path("train.csv"), &set.train)?;
    write(&path("test.csv"), &set.test)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/classifier/peer.py");
    let arguments = [script, path("train.csv"), path("test.csv"), path("out.json")];
    let run = Command::new(python).args(arguments).arg(set.peer_c).env("OMP_NUM_THREADS", "1").status()?;
    ensure!(run.success(), "the peer failed");
    let peers: Value = serde_json::from_str(&std::fs::read_to_string(path("out.json"))?)?;
    let mut scratch = Scratch::default();
    let right = |(text, label): &(String, String), scratch: &mut Scratch| {
        model.intents()[model.predict(text, scratch).intent] == *label
    };
    let ours: Vec<bool> = set.test.iter().map(|row| right(row, &mut scratch)).collect();
    let mut figures = json!({});
    for (name, peer) in peers.as_object().context("an object of peers")? {
        let theirs: Vec<bool> = peer["predicted"]
            .as_array()
            .context("a list of labels")?
            .iter()
            .zip(&set.test)
            .map(|(predicted, (_, label))| predicted == label.as_str())
            .collect();
        let accuracy = theirs.iter().filter(|right| **right).count() as f64 / theirs.len() as f64;
        let difference = paired(&ours, &theirs);
        println!(
            "  {name}: accuracy {accuracy:.4}, one fit {} CPU s, ours minus theirs {difference}",
            peer["fit_cpu_s"]
        );
        figures[name] =
            json!({ "accuracy": accuracy, "fit_cpu_s": peer["fit_cpu_s"], "ours_minus_theirs": difference });
    }
    Ok(figures)
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
