//! The libraries in the program with their licences, for its page "About": from Cargo's and npm's own metadata.
//!
//! Takes what the lock files name for the window and the command on Linux; gives a sorted list of name, version and
//! licence. Deliberately absent: tools that only build, and anything typed by hand.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::step::root;

/// Where the page reads them.
const FILE: &str = "ui/src/features/settings/licences.json";

/// One of them. Its fields are written in this order, whatever features the JSON library was built with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Library {
    name: String,
    version: String,
    licence: String,
}

/// Rewrites the list.
pub fn write() -> anyhow::Result<()> {
    Ok(std::fs::write(root().join(FILE), text()?)?)
}

fn text() -> anyhow::Result<String> {
    let mut all: Vec<Library> = crates()?.into_iter().chain(modules()?).collect();
    all.sort_by_key(|library| (library.name.to_lowercase(), library.version.clone()));
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

/// Crates that are linked into the window or the command.
fn crates() -> anyhow::Result<BTreeSet<Library>> {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(root());
    tree.args(["tree", "--package", "countersign-console", "--package", "countersign-cli", "--edges", "normal"]);
    tree.args(["--prefix", "none", "--target", "x86_64-unknown-linux-gnu", "--format", "{p}|{l}", "--locked"]);
    let output = tree.output().context("cargo tree")?;
    ensure!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout)?;
    Ok(lines.lines().filter_map(library).filter(|library| !library.name.starts_with("countersign")).collect())
}

/// A line of `cargo tree`: `name v1.2.3 (proc-macro)|licence`.
fn library(line: &str) -> Option<Library> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let licence = licence.trim_end_matches(" (*)");
    Some(Library { name: name.to_owned(), version: version.to_owned(), licence: licence.to_owned() })
}

/// Packages that are bundled into the page.
fn modules() -> anyhow::Result<Vec<Library>> {
    let lock: Value = serde_json::from_str(&std::fs::read_to_string(root().join("ui/package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("package-lock.json has packages")?;
    let bundled = packages.iter().filter(|(path, about)| !path.is_empty() && about["dev"] != true);
    Ok(bundled
        .map(|(path, about)| {
            let name = path.rsplit("node_modules/").next().unwrap_or(path);
            let text = |field: &str| about[field].as_str().unwrap_or_default().to_owned();
            Library { name: name.to_owned(), version: text("version"), licence: text("license") }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_that_of_the_lock_files_and_nothing_has_no_licence() {
        let kept = std::fs::read_to_string(root().join(FILE)).expect("the list is there");
        let made = text().expect("the metadata can be read");
        let differing: Vec<_> = kept.lines().zip(made.lines()).filter(|(kept, made)| kept != made).take(3).collect();
        let lines = (kept.lines().count(), made.lines().count());
        assert!(kept == made, "{FILE} is stale: run `cargo xtask licences` ({lines:?} lines; {differing:?})");
        let list: Vec<Library> = serde_json::from_str(&kept).expect("a list");
        let without: Vec<&Library> = list.iter().filter(|library| library.licence.is_empty()).collect();
        assert!(list.len() > 100 && without.is_empty(), "whoever hands the program on must name licences: {without:?}");
    }
}
