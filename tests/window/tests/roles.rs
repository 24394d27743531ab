//! What each role sees is what the engine's table of capabilities gives it: screens, acts, STOP and its lifting. Neither is
//! written down here a second time.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use countersign_domain::{Role, UserId};
use countersign_engine::{Person, capabilities};
use countersign_window_tests::{Desk, Workspace, keys};
use serde_json::{Value, json};

/// Events of the sample: enough for a model that is live.
const EVENTS: u32 = 1_500;

/// The screens and what opens each, as the console has them.
const REGISTRY: &str = include_str!("../../../ui/src/app/registry.ts");

/// The sample's person of each role.
const PEOPLE: [(&str, Role); 5] = [
    ("sue", Role::Supervisor),
    ("stu", Role::ModelSteward),
    ("aud", Role::Auditor),
    ("olga", Role::ComplianceOfficer),
    ("ada", Role::Administrator),
];

/// Where a capability shows: on a screen, as what an element says.
const ACTS: [(&str, &str, &str); 14] = [
    ("review", "Accept", "review_answer"),
    ("review", "Escalate", "review_answer"),
    ("sources", "Open files", "import"),
    ("sources", "Quarantine", "quarantine_read"),
    ("sources", "Discard", "quarantine_discard"),
    ("policy", "Ask for a change", "policy_change"),
    ("models", "Train", "model_train"),
    ("models", "Roll back", "roll_back"),
    ("ledger", "Check", "ledger_verify"),
    ("ledger", "Export", "ledger_export"),
    ("fairness", "Enter in the ledger", "fairness_read"),
    ("settings", "Add a person", "user_change"),
    ("settings", "Write a backup", "workspace_backup"),
    ("settings", "STOP", "stop"),
];

/// Nothing that is looked at is still being read.
const READ: &str = "![...document.querySelectorAll('main [aria-busy=true]')].some(each => each.checkVisibility())";

const REFUSED: &str = r#"{"event_id":"r-1","event_type":"message","timestamp":"17.3.2026","channel":"chat","session_id":"s-1","message":"No time that can be read."}
"#;

#[tokio::test(flavor = "multi_thread")]
async fn each_role_sees_what_the_engine_gives_it_and_stops_and_lifts_as_it_may() -> anyhow::Result<()> {
    let workspace = Workspace::sample(EVENTS)?;
    workspace.drop_file("refused.jsonl", REFUSED)?;
    workspace.ask_as("ada", &["run", "--once"], &[]).context("the row is refused")?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    let ids = ids(&workspace)?;
    let mut expected = Vec::new();
    for (name, role) in PEOPLE {
        let may = held_by(role);
        desk.sign_in(&workspace, name).await?;
        sees_its_screens(&desk, name, &may).await?;
        finds_its_acts(&desk, name, &may).await?;
        stop(&desk, name).await?;
        expected.push(json!(["stop_engaged", ids[name]]));
        let lifter = if may.contains("stop_lift") { name } else { "olga" };
        if lifter != name {
            let strip = desk.run("return document.querySelector('.strip').innerText").await?.to_string();
            assert!(!strip.contains("Lift"), "{name} stops, and does not lift: {strip}");
            desk.sign_out().await?;
            desk.sign_in(&workspace, lifter).await?;
        }
        lift(&desk).await?;
        expected.push(json!(["stop_lifted", ids[lifter]]));
        desk.sign_out().await?;
    }
    desk.close().await?;
    let entries = workspace.entries()?;
    let of_stops = entries.iter().filter(|entry| entry["act"].as_str().is_some_and(|act| act.starts_with("stop_")));
    let found: Vec<Value> = of_stops.map(|entry| json!([entry["act"], entry["actor"]])).collect();
    assert_eq!(found, expected, "who stopped and who lifted, in order");
    Ok(())
}

/// What the engine's table gives the role.
fn held_by(role: Role) -> BTreeSet<&'static str> {
    let person = Person { id: UserId::new("somebody"), name: String::new(), roles: vec![role], disabled_at: None };
    capabilities(&person).into_iter().collect()
}

/// The screens of the console with what opens each, in order.
fn screens() -> Vec<(&'static str, &'static str)> {
    let first = |text: &'static str| text.split('\'').next();
    let screen = |text: &'static str| Some((first(text)?, first(text.split_once("needs: '")?.1)?));
    let found: Vec<_> = REGISTRY.split(" id: '").skip(1).filter_map(screen).collect();
    assert!(found.len() >= 10, "the table of screens is read: {found:?}");
    found
}

/// The rail has the screens that the role may open and no other; each opens, and says nothing of a failure.
async fn sees_its_screens(desk: &Desk, name: &str, may: &BTreeSet<&str>) -> anyhow::Result<()> {
    let expected: Vec<&str> =
        screens().into_iter().filter(|(_, needs)| may.contains(needs)).map(|(id, _)| id).collect();
    let script = "return [...document.querySelectorAll('.rail a')].map(each => each.hash.slice(1).split('?')[0])";
    assert_eq!(desk.run(script).await?, json!(expected), "the rail of {name}");
    for screen in expected {
        desk.go(screen).await?;
        desk.until(&format!("{name} reads {screen}"), READ).await?;
        let failed =
            desk.run("return [...document.querySelectorAll('main [role=alert]')].map(each => each.innerText)").await?;
        assert_eq!(failed, json!([]), "{screen} opens for {name}");
    }
    Ok(())
}

/// Each act is on its screen for who may, and absent for who may not.
async fn finds_its_acts(desk: &Desk, name: &str, may: &BTreeSet<&str>) -> anyhow::Result<()> {
    let open: BTreeSet<&str> =
        screens().into_iter().filter(|(_, needs)| may.contains(needs)).map(|(id, _)| id).collect();
    for (screen, words, capability) in ACTS.into_iter().filter(|(screen, _, _)| open.contains(screen)) {
        desk.go(screen).await?;
        let there = format!(
            "[...document.querySelectorAll('button, main h2')].some(each => each.checkVisibility() &&
               each.innerText.split('\\n').at(-1).trim().endsWith({}))",
            json!(words)
        );
        if may.contains(capability) {
            desk.until(&format!("{name} finds {words} on {screen}"), &there).await?;
        } else {
            desk.until("the screen is read", READ).await?;
            assert_eq!(desk.run(&format!("return {there}")).await?, false, "{name} finds no {words} on {screen}");
        }
    }
    Ok(())
}

async fn stop(desk: &Desk, name: &str) -> anyhow::Result<()> {
    desk.click(".strip .button.danger").await?;
    desk.until("Enter is enough", "document.activeElement?.innerText === 'Stop now'").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text(&format!("stopped by {name}")).await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    desk.press(keys::ESCAPE).await?;
    desk.until("the dialog is gone", "!document.querySelector('[role=dialog]')").await
}

async fn lift(desk: &Desk) -> anyhow::Result<()> {
    desk.press_button("Lift the stop").await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    desk.press("seen to").await?;
    desk.press(keys::ENTER).await?;
    desk.until("the dialog is gone", "!document.querySelector('[role=dialog]')").await?;
    desk.until("it goes on", "!document.querySelector('.strip [data-state=stopped]')").await
}

/// Ids of the people, by name.
fn ids(workspace: &Workspace) -> anyhow::Result<BTreeMap<String, Value>> {
    let people = workspace.ask_as("ada", &["user", "list"], &[])?;
    let people = people["items"].as_array().context("people")?;
    Ok(people.iter().map(|each| (each["name"].as_str().unwrap_or_default().to_owned(), each["id"].clone())).collect())
}
