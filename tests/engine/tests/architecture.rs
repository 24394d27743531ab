//! Who may know whom, where SQL may stand, and what must not be linked. A new edge is a line in the table here, in a
//! commit of its own that says why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root of the project")
}

/// Package → packages of ours that it may depend on. What only tests need (`dev-dependencies`) may also be the testkit.
const EDGES: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("keys", &[]),
    ("charts", &[]),
    ("privacy", &["domain", "keys"]),
    ("ingest", &["domain", "privacy"]),
    ("classifier", &["domain"]),
    ("rules", &["domain"]),
    ("fairness", &["domain"]),
    ("ledger", &["domain"]),
    ("store", &["domain", "keys", "ledger"]),
    (
        "engine",
        &["domain", "keys", "privacy", "ingest", "classifier", "rules", "fairness", "charts", "ledger", "store"],
    ),
    ("api", &["domain", "engine"]),
    ("sample", &["domain"]),
    ("furnish", &["domain", "engine", "sample"]),
    ("cli", &["domain", "engine", "api", "sample", "furnish"]),
    ("console", &["domain", "engine", "api", "sample", "furnish"]),
    ("xtask", &[]),
    ("verify", &["ledger"]),
    ("testkit", &["domain", "keys", "engine"]),
    ("engine-tests", &["domain", "engine", "testkit", "ledger", "keys"]), // keys: opening with the wrong one
    ("window-tests", &["domain", "engine", "testkit", "sample"]),
    ("bench", &["domain", "engine", "api", "testkit", "window-tests", "sample", "privacy", "classifier"]),
];

/// A manifest's dependencies of ours, by kind.
struct Manifest {
    name: String,
    normal: BTreeSet<String>,
    for_tests: BTreeSet<String>,
    all: BTreeSet<String>,
}

fn manifests() -> Vec<Manifest> {
    let root = root();
    let workspace = read_toml(&root.join("Cargo.toml"));
    let members = workspace["workspace"]["members"].as_array().expect("members").iter();
    members.map(|member| manifest(&root.join(member.as_str().expect("a path")).join("Cargo.toml"))).collect()
}

fn read_toml(path: &Path) -> toml::Table {
    std::fs::read_to_string(path).expect("a manifest").parse().expect("a manifest is TOML")
}

fn manifest(path: &Path) -> Manifest {
    let table = read_toml(path);
    let names = |section: &str| -> BTreeSet<String> {
        table
            .get(section)
            .and_then(|found| found.as_table())
            .into_iter()
            .flat_map(|found| found.keys().cloned())
            .collect()
    };
    let ours = |names: BTreeSet<String>| {
        names.iter().filter_map(|name| name.strip_prefix("countersign-")).map(str::to_owned).collect()
    };
    assert!(
        table["lints"]["workspace"].as_bool() == Some(true),
        "{}: the lints of the workspace hold everywhere",
        path.display()
    );
    let all = names("dependencies").union(&names("build-dependencies")).cloned().collect();
    Manifest {
        name: table["package"]["name"].as_str().expect("a name").trim_start_matches("countersign-").to_owned(),
        normal: ours(names("dependencies")),
        for_tests: ours(names("dev-dependencies")),
        all,
    }
}

/// Edges that the table does not have.
fn forbidden_edges(manifests: &[Manifest]) -> Vec<String> {
    let table: BTreeMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let mut forbidden = Vec::new();
    for manifest in manifests {
        let Some(allowed) = table.get(manifest.name.as_str()) else {
            forbidden.push(format!("{} is not in the table", manifest.name));
            continue;
        };
        let normal = manifest.normal.iter().filter(|to| !allowed.contains(&to.as_str()));
        let for_tests = manifest.for_tests.iter().filter(|to| *to != "testkit" && !allowed.contains(&to.as_str()));
        forbidden.extend(normal.chain(for_tests).map(|to| format!("{} → {to}", manifest.name)));
        if manifest.name != "console" && manifest.all.iter().any(|name| name.starts_with("tauri")) {
            forbidden.push(format!("{} → tauri", manifest.name));
        }
        if manifest.all.contains("rusqlite") && !["store", "testkit", "engine-tests"].contains(&manifest.name.as_str())
        {
            forbidden.push(format!("{} → rusqlite", manifest.name));
        }
    }
    forbidden
}

#[test]
fn crates_depend_only_on_whom_they_may_know() {
    assert_eq!(forbidden_edges(&manifests()), Vec::<String>::new(), "a new edge is a decision: see the table");
}

#[test]
fn a_new_edge_is_found() {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let planted = Manifest {
        name: "classifier".to_owned(),
        normal: set(&["store"]),
        for_tests: set(&["rules", "testkit"]),
        all: set(&["rusqlite", "tauri"]),
    };
    let expected = ["classifier → store", "classifier → rules", "classifier → tauri", "classifier → rusqlite"];
    assert_eq!(forbidden_edges(&[planted]), expected, "control: each kind of edge is found");
}

/// Files below `folder` with one of the endings, without what is generated or fetched.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", "dist", "gen"].contains(&name.as_str()) {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A place where a rule of text may not match: file, line number, line.
fn lines_with<'a>(text: &'a str, finds: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = (usize, &'a str)> {
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.filter(move |(_, line)| finds(line)).map(|(number, line)| (number + 1, line.trim()))
}

fn offenders(files: &[PathBuf], finds: impl Fn(&str) -> bool + Copy) -> Vec<String> {
    let mut found = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let shown = path.strip_prefix(root()).unwrap_or(path).display().to_string();
        found.extend(lines_with(&text, finds).map(|(number, line)| format!("{shown}:{number}: {line}")));
    }
    found
}

fn is_sql(line: &str) -> bool {
    const STARTS: [&str; 8] = [
        "SELECT ",
        "INSERT INTO ",
        "INSERT OR ",
        "DELETE FROM ",
        "PRAGMA ",
        "CREATE TABLE ",
        "DROP TABLE ",
        "ALTER TABLE ",
    ];
    let updates = line.split("UPDATE ").skip(1).any(|rest| rest.contains(" SET "));
    updates || STARTS.iter().any(|start| line.contains(start))
}

fn goes_past_the_gate(line: &str) -> bool {
    line.contains("store.record(") || line.contains("store.note(")
}

/// Rust files of the program, without those in `except`.
fn program(except: &str) -> Vec<PathBuf> {
    let all = files(&root().join("src-tauri"), &[".rs"]);
    all.into_iter().filter(|path| except.is_empty() || !path.starts_with(root().join(except))).collect()
}

#[test]
fn sql_stands_in_the_store_alone() {
    assert_eq!(offenders(&program("src-tauri/crates/store"), is_sql), Vec::<String>::new());
    assert!(!offenders(&program(""), is_sql).is_empty(), "control: the store's own SQL is found by the same search");
}

#[test]
fn every_write_passes_the_gate() {
    let past = offenders(&program("src-tauri/crates/engine/src/gate.rs"), goes_past_the_gate);
    assert_eq!(past, Vec::<String>::new(), "engine/src/gate.rs is the one place that may");
    assert_eq!(
        offenders(&program(""), goes_past_the_gate).len(),
        2,
        "control: the gate itself is found: record and note"
    );
}

/// A word that is code, not part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word)
        .any(|(at, _)| !is_part(line[..at].chars().next_back()) && !is_part(line[at + word.len()..].chars().next()))
}

#[test]
fn nothing_is_unsafe() {
    let own = |path: &PathBuf| !path.ends_with("tests/engine/tests/architecture.rs");
    let all: Vec<PathBuf> = program("").into_iter().chain(files(&root().join("tests"), &[".rs"])).filter(own).collect();
    assert_eq!(offenders(&all, |line| has_word(line, "unsafe") || line.contains("unsafe_code")), Vec::<String>::new());
    let lint = read_toml(&root().join("Cargo.toml"))["workspace"]["lints"]["rust"]["unsafe_code"].clone();
    assert_eq!(lint.as_str(), Some("forbid"), "the compiler holds every crate to it");
    assert!(
        has_word("unsafe { x }", "unsafe") && !has_word("unsafe_code", "unsafe"),
        "control: the search finds a block"
    );
}

#[test]
fn no_key_store_pretends() {
    let pretends = |line: &str| has_word(line, "mock") && line.contains("keyring");
    assert_eq!(offenders(&program(""), pretends), Vec::<String>::new(), "a key that is kept nowhere loses a workspace");
    assert!(pretends("use keyring_core::mock::Store;"), "control: the search finds it");
}

#[test]
fn the_page_talks_to_the_program_in_one_place() {
    let ui = root().join("ui/src");
    let talks = |line: &str| line.contains("@tauri-apps");
    let elsewhere = |path: &PathBuf| !path.starts_with(ui.join("api"));
    let files: Vec<PathBuf> = files(&ui, &[".ts", ".tsx"]);
    // The generated bindings name a type of the channel, which leaves no code behind.
    let is_type = |offence: &String| offence.starts_with("ui/src/bindings/") && offence.contains("import type ");
    let others: Vec<PathBuf> = files.iter().filter(|path| elsewhere(path)).cloned().collect();
    let found: Vec<String> = offenders(&others, talks).into_iter().filter(|offence| !is_type(offence)).collect();
    assert_eq!(found, Vec::<String>::new());
    assert!(files.is_empty() || !offenders(&files, talks).is_empty(), "control: the one place is found");
}

#[test]
fn features_of_the_page_do_not_know_each_other() {
    let features = root().join("ui/src/features");
    let names: Vec<String> = std::fs::read_dir(&features)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    for name in &names {
        let knows = |line: &str| {
            let imports = line.contains("import ") || line.contains(" from ");
            imports
                && names.iter().any(|other| {
                    other != name
                        && (line.contains(&format!("features/{other}")) || line.contains(&format!("../{other}/")))
                })
        };
        assert_eq!(offenders(&files(&features.join(name), &[".ts", ".tsx"]), knows), Vec::<String>::new(), "{name}");
    }
}

/// Crates that speak a network protocol or open an encrypted connection.
const NETWORK: &[&str] = &[
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "curl",
    "isahc",
    "surf",
    "attohttpc",
    "minreq",
    "h2",
    "h3",
    "quinn",
    "rustls",
    "native-tls",
    "openssl",
    "tungstenite",
    "hickory-resolver",
    "trust-dns-resolver",
    "rouille",
    "tiny_http",
    "axum",
    "warp",
    "actix-web",
    "sentry",
    "opentelemetry-otlp",
];

fn linked(package: &str) -> Vec<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tree = Command::new(cargo)
        .args(["tree", "--edges", "normal", "--prefix", "none", "--offline", "--package", package])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8_lossy(&tree.stdout).lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn no_program_links_a_network_client() {
    for package in ["countersign-cli", "countersign-console"] {
        let linked = linked(package);
        assert!(linked.iter().any(|name| name == "libc"), "control: the tree of {package} was read");
        let network: Vec<&String> = linked.iter().filter(|name| NETWORK.contains(&name.as_str())).collect();
        assert!(network.is_empty(), "{package} is silent: it links {network:?}");
    }
    let driver = linked("countersign-window-tests");
    assert!(
        driver.iter().any(|name| NETWORK.contains(&name.as_str())),
        "control: the driver of the window does link one"
    );
}

#[test]
fn r29_the_pipeline_can_reach_no_network() {
    let linked = linked("countersign-privacy");
    assert!(linked.iter().any(|name| name == "regex"), "control: the tree was read");
    let network =
        |name: &&String| NETWORK.contains(&name.as_str()) || ["tokio", "mio", "socket2"].contains(&name.as_str());
    let found: Vec<&String> = linked.iter().filter(network).collect();
    assert!(found.is_empty(), "the recognizers need no connection: {found:?}");
    let sources = files(&root().join("src-tauri/crates/privacy/src"), &["rs"]);
    assert!(sources.len() > 10, "control: the sources were found: {sources:?}");
    for source in sources {
        let text = std::fs::read_to_string(&source).expect("a source file");
        for word in ["std::net", "std::fs", "std::process", "std::env", "TcpStream", "UdpSocket"] {
            assert!(!text.contains(word), "{}: {word}: text comes in and goes out as arguments", source.display());
        }
    }
}
