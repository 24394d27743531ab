//! Pseudonymization measured: speed, latency, memory and start, and how well it finds what people marked; beside the
//! peer where Python can install it.
//!
//! `privacy [--peer]`. Files of marked texts: the fixtures of this project, and the `.jsonl` files with `_dev` in their
//! name in the folder that `COUNTERSIGN_PII` names. `--peer` installs Presidio from PyPI into a throw-away environment,
//! runs it on the same messages and files, and prints both and their ratio.

mod figures;
mod peer;
mod speed;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let speed = speed::measure()?;
    let folder = tempfile::tempdir()?;
    let files = gold_files(folder.path())?;
    let mut figures = json!({"speed": speed});
    println!("{}", serde_json::to_string_pretty(&figures)?);
    let peer =
        std::env::args().any(|argument| argument == "--peer").then(|| peer::run(folder.path(), &files)).transpose()?;
    let mut sets = Vec::new();
    for file in &files {
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ours = figures::ours(file, &name)?;
        let theirs =
            peer.as_ref().map(|_| figures::of_spans(file, &peer::spans_of(folder.path(), file))).transpose()?;
        println!("{name}\n  ours   {ours}");
        theirs.iter().for_each(|theirs| println!("  peer   {theirs}"));
        sets.push(json!({"set": name, "ours": ours, "peer": theirs}));
    }
    figures["sets"] = Value::Array(sets);
    if let Some(peer) = peer {
        let ratio = |ours: &str| Some(speed[ours].as_f64()? / peer["messages_per_cpu_second"].as_f64()?);
        println!("peer {peer}");
        println!(
            "{:.0} times as many messages per second as the peer with everything on, {:.0} times with patterns and known fields",
            ratio("everything_per_cpu_second").unwrap_or_default(),
            ratio("patterns_and_known_per_cpu_second").unwrap_or_default()
        );
        figures["ratio_everything"] = json!(ratio("everything_per_cpu_second").map(f64::round));
        figures["peer"] = peer;
    }
    countersign_testkit::evidence::append("privacy", figures);
    Ok(())
}

/// The marked texts: those of the fixtures that may be looked at, written to `folder` one file a set, and those of
/// the folder that `COUNTERSIGN_PII` names.
fn gold_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/privacy");
    let mut files = Vec::new();
    for set in ["support_en", "support_de", "hard_en", "hard_de"] {
        let text = std::fs::read_to_string(fixtures.join(format!("{set}.jsonl")))?;
        let is_dev = |line: &&str| serde_json::from_str::<Value>(line).is_ok_and(|row| row["half"] == "dev");
        let dev: String = text.lines().filter(is_dev).flat_map(|line| [line, "\n"]).collect();
        let file = folder.join(format!("{set}_dev.jsonl"));
        std::fs::write(&file, dev)?;
        files.push(file);
    }
    let others = std::env::var_os("COUNTERSIGN_PII").map(PathBuf::from);
    for entry in others.iter().flat_map(std::fs::read_dir).flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.contains("_dev") && name.ends_with(".jsonl") {
            files.push(entry.path());
        }
    }
    Ok(files)
}
