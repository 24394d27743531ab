//! `kill -9` at random moments: nothing that was acknowledged is lost, and the workspace is whole.
//!
//! Rounds in one workspace follow each other, so that each one also starts from what a kill left behind; after some
//! rounds a fresh copy begins, to keep the ledger short enough to verify each time. `COUNTERSIGN_ROUNDS=10000` makes a
//! long run and writes its figures to `tests/evidence/kill.jsonl`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use countersign_engine::{Clock, Engine, Folder};
use countersign_engine_tests::Ack;
use countersign_engine_tests::canary::{Search, files};
use countersign_engine_tests::rows::{Fate, event_id, fate};
use countersign_testkit::raw::{connection, count, dump_table};
use countersign_testkit::{PASSWORD, Random, TestWorkspace, evidence, invariants, open, policy_with};
use rusqlite::Connection;

/// Rounds of an everyday run.
const ROUNDS: usize = 300;
/// Rounds before a fresh copy of the workspace.
const ROUNDS_PER_COPY: usize = 10;
/// A workspace that was killed opens within this.
const REOPENS_WITHIN: Duration = Duration::from_secs(5);

/// A workspace with people and two models, closed; the copies of the rounds are made from it.
struct Template {
    _home: TestWorkspace,
    folder: PathBuf,
}

impl Template {
    fn new() -> Self {
        let policy = policy_with(|text| text.replace("hold_back_minutes = 10", "hold_back_minutes = 2"));
        let workspace = TestWorkspace::with_policy(Some(&policy));
        workspace.with_model();
        workspace.train(2);
        let folder = workspace.beside().join("template");
        workspace.engine.back_up(&workspace.administrator, &folder).expect("a backup");
        Self { _home: workspace, folder }
    }
}

/// One workspace and the files that it imports.
struct Campaign {
    _home: tempfile::TempDir,
    folder: Folder,
    files: PathBuf,
    zero_ms: u128,
    acks: u64,
    slowest: Duration,
}

impl Campaign {
    fn new(template: &Path) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = Folder::new(home.path().join("workspace"));
        countersign_engine::restore(&Folder::new(template), &folder).expect("a copy of the template");
        let files = home.path().join("files");
        std::fs::create_dir(&files).expect("a folder");
        let zero_ms = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
        Self { _home: home, folder, files, zero_ms, acks: 0, slowest: Duration::ZERO }
    }

    /// Starts a victim, kills it, and says what is broken.
    fn round(&mut self, seed: u64, plant: Option<&str>) -> Vec<String> {
        let (acks, failure) = self.kill_one(seed, plant);
        self.acks += acks.len() as u64;
        let mut broken: Vec<String> = failure.into_iter().collect();
        let engine = self.reopen(&mut broken);
        let auditor = engine.sign_in("aud", PASSWORD).expect("a person of the template").0;
        broken.extend(invariants::ledger_is_broken(&engine, &auditor));
        drop(engine);
        broken.extend(invariants::broken(&self.folder));
        broken.extend(raw_on_disk(&self.folder));
        let connection = connection(&self.folder);
        broken.extend(
            acks.iter().filter(|ack| !is_kept(&connection, &self.folder, ack)).map(|ack| format!("lost: {ack}")),
        );
        broken
    }

    /// Kills after a random number of acknowledgements and a random short time, and gives all that were made.
    fn kill_one(&self, seed: u64, plant: Option<&str>) -> (Vec<Ack>, Option<String>) {
        let mut random = Random::new(seed);
        let mut victim = Command::new(env!("CARGO_BIN_EXE_victim"))
            .args([self.folder.path(), &self.files])
            .args([seed.to_string(), self.zero_ms.to_string()])
            .args(plant)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the victim starts");
        let mut lines = BufReader::new(victim.stdout.take().expect("a pipe")).lines();
        let mut said: Vec<String> = lines.by_ref().take(1 + random.below(24)).map_while(Result::ok).collect();
        // The random moment itself; nothing below depends on its length.
        std::thread::sleep(Duration::from_micros(random.below(15_000) as u64));
        victim.kill().expect("it can be killed");
        let status = victim.wait_with_output().expect("it ends");
        said.extend(lines.map_while(Result::ok));
        let failed = status
            .status
            .code()
            .map(|code| format!("the victim ended by itself with {code}: {}", String::from_utf8_lossy(&status.stderr)));
        // The last line may have been cut by the kill.
        let acks = said.iter().filter_map(|line| line.parse().ok()).collect();
        (acks, failed)
    }

    fn reopen(&mut self, broken: &mut Vec<String>) -> Engine {
        let start = Instant::now();
        let engine = open(self.folder.clone(), Clock::system());
        let took = start.elapsed();
        if took > REOPENS_WITHIN {
            broken.push(format!("reopening took {took:?}"));
        }
        self.slowest = self.slowest.max(took);
        engine
    }
}

/// What stands in every address that the victim's rows hold.
const CANARY: &str = "@example.org";

/// Where an address of the rows lies in the clear: any file but those that wait in the inbox, and the decrypted texts.
fn raw_on_disk(folder: &Folder) -> Vec<String> {
    let search = Search::new(std::iter::once(CANARY));
    let inbox = folder.watched();
    let ours = files(folder.path()).into_iter().filter(|path| !path.starts_with(&inbox));
    let in_files = ours.filter_map(|path| {
        let bytes = std::fs::read(&path).unwrap_or_default();
        (!search.found(&bytes).is_empty()).then(|| format!("raw text in {}", path.display()))
    });
    let rows =
        dump_table(&connection(folder), "events").into_iter().chain(dump_table(&connection(folder), "quarantine"));
    let in_rows =
        rows.filter(|(_, value)| !search.found(value).is_empty()).map(|(place, _)| format!("raw text in {place}"));
    in_files.chain(in_rows).collect()
}

/// Whether what was acknowledged is there.
fn is_kept(connection: &Connection, folder: &Folder, ack: &Ack) -> bool {
    let found = |query: &str, values: &[&str]| -> u64 {
        connection.query_row(query, rusqlite::params_from_iter(values), |row| row.get(0)).expect("a count")
    };
    match ack {
        Ack::Ready => true,
        Ack::Ledger { sequence, chain } => {
            found(
                "SELECT count(*) FROM ledger WHERE sequence = ?1 AND lower(hex(chain)) = ?2",
                &[&sequence.to_string(), chain],
            ) == 1
        }
        Ack::Rows { file, rows } => rows_are_kept(connection, file, *rows),
        Ack::Dropped { file, rows } => folder.watched().join(file).exists() || rows_are_kept(connection, file, *rows),
        Ack::Review { act, item } if act == "claim" => {
            let held = "SELECT (SELECT count(*) FROM claims WHERE item_id = ?1) + (SELECT count(*) FROM responses WHERE item_id = ?1)";
            found(held, &[item]) > 0
        }
        Ack::Review { act, item } => {
            found("SELECT count(*) FROM responses WHERE kind = ?1 AND item_id = ?2", &[act, item]) > 0
        }
        Ack::Decided { decision } => found("SELECT count(*) FROM decisions WHERE id = ?1", &[decision]) == 1,
        Ack::Delivered { delivery } => folder.outbox().join(format!("{delivery}.jsonl")).exists(),
        Ack::Turned { act, model } => match act.as_str() {
            "stop" => found("SELECT count(*) FROM stops WHERE kind = 'engaged'", &[]) > 0,
            "lift" => found("SELECT count(*) FROM stops WHERE kind = 'lifted'", &[]) > 0,
            "resume" => found("SELECT count(*) FROM pauses WHERE kind = 'resumed'", &[]) > 0,
            "promote" => {
                found("SELECT count(*) FROM deployments WHERE cause = 'promoted' AND model_version = ?1", &[model]) > 0
            }
            _ => found("SELECT count(*) FROM deployments WHERE cause = 'rolled_back' AND replaces = ?1", &[model]) > 0,
        },
    }
}

/// The first `rows` rows of `file` are accounted for in one import, and what must be an event is one.
fn rows_are_kept(connection: &Connection, file: &str, rows: u64) -> bool {
    let accounted: u64 = connection
        .query_row(
            "SELECT coalesce(max(n), 0) FROM (
                 SELECT count(*) AS n FROM imports i JOIN batches b ON b.import_id = i.id JOIN batch_rows r ON r.batch_id = b.id
                 WHERE i.name = ?1 AND r.row <= ?2 GROUP BY i.id)",
            (file, rows),
            |row| row.get(0),
        )
        .expect("a count");
    let mut statement = connection.prepare_cached("SELECT count(*) FROM events WHERE id = ?1").expect("a table");
    let mut is_there =
        |number| statement.query_row([event_id(file, number)], |row| row.get::<_, u64>(0)).expect("a count");
    accounted == rows && (1..=rows).filter(|row| fate(*row) == Fate::Event).all(|row| is_there(row) == 1)
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let rounds = evidence::rounds(ROUNDS);
    let template = Template::new();
    let start = Instant::now();
    let copies = rounds.div_ceil(ROUNDS_PER_COPY);
    let run = |copy: usize| {
        let mut campaign = Campaign::new(&template.folder);
        let mut broken = Vec::new();
        for round in (copy * ROUNDS_PER_COPY..rounds).take(ROUNDS_PER_COPY) {
            let found = campaign.round(round as u64, None);
            broken.extend(found.into_iter().map(|what| format!("round {round}: {what}")));
        }
        let events = count(&connection(&campaign.folder), "SELECT count(*) FROM events");
        (campaign.acks, campaign.slowest, events, broken)
    };
    let next = std::sync::atomic::AtomicUsize::new(0);
    let take = || {
        std::iter::from_fn(|| {
            Some(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)).filter(|copy| *copy < copies)
        })
    };
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(|| take().map(run).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a campaign does not panic")).collect()
    });
    let seconds = start.elapsed().as_secs_f64();
    let acks: u64 = outcomes.iter().map(|(acks, ..)| acks).sum();
    let slowest = outcomes.iter().map(|(_, slowest, ..)| slowest.as_millis()).max().unwrap_or(0);
    let events: u64 = outcomes.iter().map(|(_, _, events, _)| events).sum();
    let broken: Vec<String> = outcomes.into_iter().flat_map(|(.., broken)| broken).collect();
    println!(
        "{rounds} kills in {seconds:.1} s ({:.1} a second), {acks} acknowledgements, {events} events, slowest reopening {slowest} ms",
        rounds as f64 / seconds
    );
    evidence::append(
        "kill",
        serde_json::json!({
            "kills": rounds, "first_seed": 0, "acknowledgements": acks, "events": events,
            "seconds": seconds.round(), "slowest_reopening_ms": slowest as u64, "broken": broken.len(),
        }),
    );
    assert!(broken.is_empty(), "a kill at any instruction leaves a whole workspace:\n{}", broken.join("\n"));
}

#[test]
fn the_harness_finds_a_program_that_acknowledges_too_early() {
    let template = Template::new();
    let mut campaign = Campaign::new(&template.folder);
    let found = (0..60).any(|seed| campaign.round(seed, Some("early")).iter().any(|what| what.contains("lost: rows")));
    assert!(found, "a harness that cannot fail proves nothing: rows that were not committed must be missed");
}

#[test]
fn the_harness_finds_a_program_that_forgets() {
    let template = Template::new();
    let mut campaign = Campaign::new(&template.folder);
    let found = (0..60).any(|seed| {
        campaign.round(seed, Some("forget")).iter().any(|what| what.contains("a batch has more or fewer events"))
    });
    assert!(found, "a harness that cannot fail proves nothing: an event that was removed must be missed");
}

#[test]
fn r01_killed_at_any_moment_nothing_raw_is_on_disk() {
    let template = Template::new();
    let mut campaign = Campaign::new(&template.folder);
    let found: Vec<String> = (900..912).flat_map(|seed| campaign.round(seed, None)).collect();
    assert!(found.is_empty(), "{found:?}");
    let events = count(&connection(&campaign.folder), "SELECT count(*) FROM events");
    assert!(events > 0, "control: rows with addresses came in");
    std::fs::write(campaign.folder.path().join("left.tmp"), "to jo.7@example.org").expect("a file");
    assert_eq!(raw_on_disk(&campaign.folder).len(), 1, "control: a file that was left behind is found");
}
