//! Requirements 25 and 26, where they need a workspace: the residual risk per week and channel, without cells of few
//! people, and nothing in the product that claims more than that.

use std::path::{Path, PathBuf};

use countersign_domain::TimeMs;
use countersign_engine::{ResidualRisk, ResidualRiskRequest};
use countersign_testkit::{TestWorkspace, line};
use serde_json::json;

/// 2026-03-02, a Monday.
const MONDAY_MS: i64 = 1_772_409_600_000;
const DAY_MS: i64 = 86_400_000;

/// `people` customers on `day` after the Monday, each with a name by cue and one that only the words around tell.
fn customers(day: i64, channel: &str, people: usize) -> String {
    const NAMES: [&str; 8] = [
        "Jonas Weberling",
        "Katarzyna Nowak",
        "Philippa Thornbury",
        "Ramesh Patel",
        "Ingrid Vale",
        "Tom Miller",
        "Anna Schmidt",
        "Maria Garcia",
    ];
    let date = format!("2026-03-{:02}T10:00:00Z", 2 + day);
    (0..people)
        .map(|n| {
            let (name, other) = (NAMES[n % 8], NAMES[(n + 3) % 8]);
            let text =
                format!("Dear Mr {name}, I was told by {other} in your billing team to write to a{n}@example.org");
            let id = format!("{channel}-{day}-{n}");
            line(&id, &format!("s-{id}"), &text, &[("timestamp", json!(date)), ("channel", json!(channel))])
        })
        .collect()
}

fn workspace() -> TestWorkspace {
    let workspace = TestWorkspace::new();
    let rows = [
        customers(0, "chat", 40),
        customers(3, "chat", 30),
        customers(3, "email", 4),
        customers(8, "chat", 20),
        customers(8, "social", 2),
        customers(9, "email", 12),
    ];
    let report = workspace.import(&rows.concat());
    assert_eq!((report.counts.taken, report.counts.quarantined), (108, 0));
    workspace
}

fn risk(workspace: &TestWorkspace, since_day: i64) -> ResidualRisk {
    let request = ResidualRiskRequest { since: TimeMs(MONDAY_MS + since_day * DAY_MS), least_people: 5 };
    workspace.engine.residual_risk(&workspace.auditor, &request).expect("everybody may see how it does")
}

#[test]
fn r26_the_workspace_knows_its_residual_risk_per_week_and_channel() {
    let risk = risk(&workspace(), 0);
    let cells: Vec<(i64, String, u64)> = risk
        .cells
        .iter()
        .map(|cell| ((cell.week_ms - MONDAY_MS) / DAY_MS, cell.channel.to_string(), cell.events))
        .collect();
    let expected = [(0, "chat".to_owned(), 70), (7, "chat".to_owned(), 20), (7, "email".to_owned(), 12)];
    assert_eq!(cells, expected, "whole weeks from Monday on, one cell per channel");
    let first = &risk.cells[0].remaining;
    assert!(first.found >= 3 * 70 && first.not_estimated >= 70, "addresses have a form of their own: {first:?}");
    let missed = first.missed.expect("both detectors saw names");
    assert!(missed.low <= missed.value && missed.value * 3.0 <= missed.high + 1e-9, "{missed:?}");
    assert_eq!(risk.total.found, risk.cells.iter().map(|cell| cell.remaining.found).sum::<u64>());
    assert!(!risk.conditions.is_empty(), "an estimate says what it rests on");
}

#[test]
fn r25_no_cell_speaks_of_fewer_than_five_and_no_difference_does() {
    let workspace = workspace();
    let reports: Vec<ResidualRisk> = (0..16).map(|day| risk(&workspace, day)).collect();
    assert_eq!(reports[0].withheld, 2, "four people by e-mail, two by social media");
    for report in &reports {
        assert!(report.cells.iter().all(|cell| cell.people >= 5), "{report:?}");
    }
    for (i, one) in reports.iter().enumerate() {
        for other in &reports[i..] {
            let gone: Vec<_> = one.cells.iter().filter(|cell| !other.cells.contains(cell)).collect();
            let difference = one.total.found - other.total.found;
            let of_cells: u64 = gone.iter().map(|cell| cell.remaining.found).sum();
            assert_eq!(
                difference, of_cells,
                "two reports differ by whole cells that are shown, never by a withheld one"
            );
        }
    }
}

/// Every file of the product and its documentation.
fn product(folder: &Path) -> Vec<PathBuf> {
    let skip = ["target", "node_modules", ".git", "gen", "dist", "bindings"];
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| match path.file_name().and_then(|name| name.to_str()) {
            Some(name) if skip.contains(&name) => Vec::new(),
            _ if path.is_dir() => product(&path),
            _ => vec![path],
        })
        .collect()
}

#[test]
fn r26_nothing_claims_more_than_that() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = ["rs", "md", "ftl", "tsx", "ts", "toml", "html", "sql"];
    let files: Vec<PathBuf> =
        [root.join("src-tauri"), root.join("ui"), root.join("README.md"), root.join("migrations")]
            .iter()
            .flat_map(|path| if path.is_dir() { product(path) } else { vec![path.clone()] })
            .filter(|path| path.extension().and_then(|end| end.to_str()).is_some_and(|end| texts.contains(&end)))
            .collect();
    assert!(files.len() > 200, "control: the product was read: {} files", files.len());
    let claims: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap_or_default().to_lowercase();
            let lines = text.lines().enumerate();
            let claims = lines.filter(|(_, line)| line.contains("anonym") && !line.contains("pseudonym"));
            claims.map(|(n, line)| format!("{}:{}: {line}", path.display(), n + 1)).collect::<Vec<_>>()
        })
        .collect();
    assert!(claims.is_empty(), "masked text is still personal data: {claims:#?}");
}
