//! Figures of long runs, a line each in `tests/evidence/<name>.jsonl`: what was run, from which seed, on which commit.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

/// How many rounds to run: `usual`, or what `COUNTERSIGN_ROUNDS` says for a long run.
pub fn rounds(usual: usize) -> usize {
    std::env::var("COUNTERSIGN_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Adds a line when this is a long run (`COUNTERSIGN_ROUNDS` is set); an everyday run leaves the tree as it is.
pub fn append(name: &str, mut figures: Value) {
    if std::env::var_os("COUNTERSIGN_ROUNDS").is_none() {
        return;
    }
    figures["commit"] = commit().into();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../evidence");
    std::fs::create_dir_all(&folder).expect("the folder of evidence");
    let path = folder.join(format!("{name}.jsonl"));
    let mut file = std::fs::File::options().create(true).append(true).open(path).expect("the file of evidence");
    writeln!(file, "{figures}").expect("a line of evidence");
}

/// Most memory that this process has held at once so far, in MiB: what is measured and the measuring itself.
pub fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}

/// The commit that was run, with a `+` where the tree differs from it.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let run = std::process::Command::new("git").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        run.map_or(String::new(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
    };
    let changed = if git(&["status", "--porcelain", "--untracked-files=no"]).is_empty() { "" } else { "+" };
    format!("{}{changed}", git(&["rev-parse", "--short", "HEAD"]))
}
