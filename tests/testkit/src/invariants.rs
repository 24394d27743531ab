//! What must hold of a workspace that no process has open, whatever happened to the process that had it.
//!
//! Read through a connection of its own, so that a fault of the program's reading cannot hide one of its writing.
//! Gives what is broken, in words; empty when everything holds.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::Actor;
use countersign_engine::{Engine, Folder};
use rusqlite::Connection;
use serde_json::Value;

use crate::raw::{connection, count, strings};

/// Checks everything that a folder alone can show.
pub fn broken(folder: &Folder) -> Vec<String> {
    let connection = connection(folder);
    let mut broken = Vec::new();
    file_is_whole(&connection, &mut broken);
    for (what, query) in MUST_BE_EMPTY {
        broken.extend(strings(&connection, query).into_iter().take(3).map(|id| format!("{what}: {id}")));
    }
    outbox_is_whole(&connection, folder, &mut broken);
    automatic_only_when_allowed(&connection, &mut broken);
    broken
}

/// Checks that the ledger verifies, by the program's own verification.
pub fn ledger_is_broken(engine: &Engine, reader: &Actor) -> Option<String> {
    match engine.verify_ledger(reader, &|_, _| true) {
        Ok(verification) => verification.first_wrong.map(|(at, what)| format!("ledger entry {at}: {what}")),
        Err(error) => Some(format!("the ledger cannot be verified: {error}")),
    }
}

/// Each query names what breaks the rule beside it.
const MUST_BE_EMPTY: &[(&str, &str)] = &[
    (
        "the rows of an import are not numbered 1, 2, 3 … without gaps or repeats",
        "SELECT i.id || ' ' || i.name || ': ' || i.rows_done || ' done, ' || count(r.row) || ' rows'
         FROM imports i LEFT JOIN batches b ON b.import_id = i.id LEFT JOIN batch_rows r ON r.batch_id = b.id
         GROUP BY i.id
         HAVING count(r.row) <> i.rows_done OR count(DISTINCT r.row) <> i.rows_done OR coalesce(max(r.row), 0) <> i.rows_done",
    ),
    (
        "a batch's counts are not those of its rows",
        "SELECT b.id FROM batches b
         WHERE (b.taken, b.duplicates, b.quarantined) <>
               (SELECT coalesce(sum(became = 'event'), 0), coalesce(sum(became = 'duplicate'), 0), coalesce(sum(became = 'quarantined'), 0)
                FROM batch_rows r WHERE r.batch_id = b.id)",
    ),
    (
        "a batch has more or fewer events than rows that became one",
        "SELECT b.id FROM batches b LEFT JOIN (SELECT batch_id, count(*) AS n FROM events GROUP BY batch_id) e ON e.batch_id = b.id
         WHERE b.taken <> coalesce(e.n, 0)",
    ),
    (
        "a quarantined row is not held, or held twice",
        "SELECT i.id FROM imports i
         LEFT JOIN (SELECT import_id, sum(quarantined) AS n FROM batches GROUP BY import_id) b ON b.import_id = i.id
         LEFT JOIN (SELECT import_id, count(*) AS n, count(DISTINCT row) AS rows FROM quarantine GROUP BY import_id) q ON q.import_id = i.id
         WHERE coalesce(b.n, 0) <> coalesce(q.n, 0) OR q.n <> q.rows",
    ),
    (
        "an event that asks for a decision neither waits for one nor has one",
        "SELECT e.id FROM events e
         WHERE e.event_type = 'message' AND e.turns LIKE '%\"customer\"%'
           AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.event_id = e.id)
           AND NOT EXISTS (SELECT 1 FROM undecided u WHERE u.event_id = e.id)
           AND e.id NOT IN (SELECT event_id FROM labels WHERE provenance = 'imported')",
    ),
    (
        "the revisions of a decision are not 1, 2, 3 …",
        "SELECT event_id FROM decisions GROUP BY event_id HAVING min(revision) <> 1 OR max(revision) <> count(*)",
    ),
    (
        "a decision has no entry of its own",
        "SELECT d.id FROM decisions d LEFT JOIN ledger l ON l.sequence = d.ledger_sequence
         WHERE l.sequence IS NULL OR l.entry ->> '$.act' <> 'event_decided' OR l.entry ->> '$.subject.decision' <> d.id",
    ),
    (
        "an entry has no decision of its own",
        "SELECT l.sequence || '' FROM ledger l
         WHERE l.entry ->> '$.act' = 'event_decided'
           AND l.sequence NOT IN (SELECT ledger_sequence FROM decisions GROUP BY ledger_sequence HAVING count(*) = 1)",
    ),
    (
        "an entry has no batch of its own",
        "SELECT l.sequence || '' FROM ledger l
         WHERE l.entry ->> '$.act' = 'batch_ingested'
           AND l.sequence NOT IN (SELECT ledger_sequence FROM batches GROUP BY ledger_sequence HAVING count(*) = 1)",
    ),
    (
        "a decision that may not leave is in the outbox",
        "SELECT d.id FROM decisions d JOIN outbox o ON o.decision_id = d.id WHERE d.verdict = 'abstained'",
    ),
    (
        // What left before a person took an answer back is not sent again.
        "a decision that leaves is not in the outbox",
        "SELECT d.id FROM decisions d
         WHERE d.verdict <> 'abstained' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.decision_id = d.id)
           AND NOT EXISTS (SELECT 1 FROM decisions b JOIN outbox o ON o.decision_id = b.id
                           WHERE b.event_id = d.event_id AND b.revision < d.revision AND b.verdict = 'automatic'
                             AND d.verdict = 'automatic' AND o.state IN ('released', 'applied'))",
    ),
    (
        "a superseded decision still waits to leave",
        "SELECT d.id FROM decisions d JOIN outbox o ON o.decision_id = d.id
         WHERE o.state = 'held' AND EXISTS (SELECT 1 FROM decisions n WHERE n.event_id = d.event_id AND n.revision > d.revision)",
    ),
    (
        "a delivery's lines are not its decisions",
        "SELECT v.id FROM deliveries v WHERE v.lines <> (SELECT count(*) FROM outbox o WHERE o.delivery_id = v.id)",
    ),
    (
        "a person is needed, and nobody was asked",
        "SELECT d.id FROM current_decisions d JOIN events e ON e.id = d.event_id
         WHERE d.verdict = 'abstained' AND e.session NOT IN (SELECT session FROM review_items)",
    ),
    (
        "an answer has no decision or no label",
        "SELECT r.id FROM responses r
         WHERE r.kind = 'answer'
           AND (r.decision_id IS NULL
                OR r.id NOT IN (SELECT response_id FROM labels WHERE response_id IS NOT NULL GROUP BY response_id HAVING count(*) = 1))",
    ),
    (
        "an answer that was taken back still counts",
        "SELECT u.id FROM responses u JOIN labels l ON l.response_id = u.undoes
         WHERE u.kind = 'undo' AND NOT EXISTS (SELECT 1 FROM label_withdrawals w WHERE w.label_id = l.id)",
    ),
];

fn file_is_whole(connection: &Connection, broken: &mut Vec<String>) {
    let integrity = strings(connection, "PRAGMA integrity_check");
    if integrity != ["ok"] {
        broken.push(format!("integrity_check: {integrity:?}"));
    }
    let pages = strings(connection, "PRAGMA cipher_integrity_check");
    broken.extend(pages.into_iter().map(|page| format!("cipher_integrity_check: {page}")));
    let keys = count(connection, "SELECT count(*) FROM pragma_foreign_key_check");
    if keys > 0 {
        broken.push(format!("foreign_key_check: {keys} rows"));
    }
}

/// Files and database agree: a file that a reader can see is whole, and each released decision is in exactly one.
fn outbox_is_whole(connection: &Connection, folder: &Folder, broken: &mut Vec<String>) {
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for pair in
        strings(connection, "SELECT delivery_id || ' ' || decision_id FROM outbox WHERE delivery_id IS NOT NULL")
    {
        let (delivery, decision) = pair.split_once(' ').expect("two ids");
        expected.entry(delivery.to_owned()).or_default().insert(decision.to_owned());
    }
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.outbox()).expect("the outbox").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(delivery) = name.strip_suffix(".jsonl").filter(|name| !name.starts_with('.')) else { continue };
        let text = std::fs::read_to_string(entry.path()).expect("a file of the outbox");
        found.insert(delivery.to_owned(), text.lines().map(decision_of).collect());
    }
    for (delivery, lines) in &found {
        let set: BTreeSet<String> = lines.iter().cloned().collect();
        if set.len() != lines.len() || expected.get(delivery) != Some(&set) {
            broken.push(format!("outbox file {delivery} does not hold the decisions that were released with it"));
        }
    }
    for delivery in strings(connection, "SELECT id FROM deliveries WHERE written = 1") {
        if !found.contains_key(&delivery) {
            broken.push(format!("delivery {delivery} was written, and its file is not there"));
        }
    }
}

fn decision_of(line: &str) -> String {
    let value: Value = serde_json::from_str(line).unwrap_or(Value::Null);
    value["decision_id"].as_str().unwrap_or("(half a line)").to_owned()
}

/// In the order of the ledger: the engine decides by itself only by the champion, and neither stopped nor paused.
fn automatic_only_when_allowed(connection: &Connection, broken: &mut Vec<String>) {
    let (mut stopped, mut paused, mut champion) = (false, false, None);
    for text in strings(connection, "SELECT entry FROM ledger ORDER BY sequence") {
        let entry: Value = serde_json::from_str(&text).expect("entries are JSON");
        match entry["act"].as_str().unwrap_or("") {
            "stop_engaged" => stopped = true,
            "stop_lifted" => stopped = false,
            "routing_paused" => paused = true,
            "routing_resumed" => paused = false,
            "model_promoted" => champion = entry["subject"]["model"].as_str().map(str::to_owned),
            "model_rolled_back" => champion = entry["details"]["restores"].as_str().map(str::to_owned),
            "decisions_released" if stopped && releases_automatic(connection, &entry) => {
                broken.push(format!("entry {} releases automatic decisions while STOP is on", entry["sequence"]));
            }
            "event_decided" if entry["details"]["verdict"] == "automatic" => {
                let model = entry["lineage"]["model_version"].as_str();
                if stopped || paused || model != champion.as_deref() {
                    broken.push(format!(
                        "entry {} decides by itself (stopped {stopped}, paused {paused}, by the champion {})",
                        entry["sequence"],
                        model == champion.as_deref()
                    ));
                }
            }
            _ => {}
        }
    }
}

fn releases_automatic(connection: &Connection, entry: &Value) -> bool {
    let automatic = "SELECT count(*) FROM outbox o JOIN decisions d ON d.id = o.decision_id
                     WHERE o.delivery_id = ?1 AND d.verdict = 'automatic'";
    let delivery = entry["subject"]["delivery"].as_str();
    connection.query_row(automatic, [delivery], |row| row.get::<_, u64>(0)).expect("a count") > 0
}
