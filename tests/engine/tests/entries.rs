//! Acts that only look, and still are acts: a check of the ledger, an audit, a restored workspace. Each leaves one entry.

use countersign_domain::TimeMs;
use countersign_engine::{Clock, Code, Engine, FairnessRequest, Folder, restore};
use countersign_testkit::raw::{connection, count, strings, tampering};
use countersign_testkit::{PASSWORD, TestWorkspace, line, message, open, opening, texts};
use serde_json::{Value, json};

/// The entries of one act, oldest first.
fn entries(folder: &Folder, act: &str) -> Vec<Value> {
    let all = strings(&connection(folder), "SELECT entry FROM ledger ORDER BY sequence");
    let parsed = all.iter().map(|entry| serde_json::from_str(entry).expect("an entry is JSON"));
    parsed.filter(|entry: &Value| entry["act"] == act).collect()
}

#[test]
fn a_check_leaves_what_it_found() {
    let workspace = TestWorkspace::new();
    let found = workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("it runs");
    let left = entries(workspace.folder(), "ledger_verified");
    assert_eq!(left.len(), 1, "one for each check");
    assert_eq!(left[0]["actor"], workspace.auditor.id().as_str());
    assert_eq!(left[0]["details"]["entries"], found.entries.to_string());
    assert_eq!(left[0]["details"]["head"].as_str(), found.head.as_deref(), "so the value to keep is in the ledger too");
    assert_eq!(left[0]["details"].get("first_wrong"), None);
    let again = workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("it runs");
    assert_eq!((again.entries, again.first_wrong), (found.entries + 1, None), "the entry of a check is right itself");
}

#[test]
fn checks_beside_each_other_do_not_disturb_each_other() {
    let workspace = TestWorkspace::new();
    let engine = &workspace.engine;
    let inner = std::cell::RefCell::new(None);
    let outer = engine.verify_ledger(&workspace.auditor, &|_, _| {
        let mut inner = inner.borrow_mut();
        if inner.is_none() {
            *inner = Some(engine.verify_ledger(&workspace.officer, &|_, _| true).expect("a check within a check"));
        }
        true
    });
    let (inner, outer) = (inner.into_inner().expect("it was made"), outer.expect("it runs"));
    assert_eq!((inner.first_wrong.as_ref(), outer.first_wrong.as_ref()), (None, None));
    assert_eq!(inner.entries, outer.entries, "the entry of the one comes after what the other reads");
    assert_eq!(entries(workspace.folder(), "ledger_verified").len(), 2);
}

#[test]
fn a_check_that_is_cancelled_or_made_beside_the_holder_leaves_nothing() {
    let workspace = TestWorkspace::new();
    let cancelled =
        workspace.engine.verify_ledger(&workspace.auditor, &|_, _| false).expect_err("nobody wants to go on");
    assert_eq!(cancelled.code(), Code::Cancelled);
    let beside = Engine::open_beside(workspace.folder().clone(), opening(), Clock::system()).expect("for reading");
    beside.verify_ledger(&workspace.auditor, &|_, _| true).expect("it reads");
    assert_eq!(entries(workspace.folder(), "ledger_verified"), Vec::<Value>::new());
}

#[test]
fn what_is_wrong_is_entered_and_said_even_where_it_cannot_be_entered() {
    let workspace = TestWorkspace::new();
    workspace.import(&message("e1", "where is my parcel"));
    let folder = workspace.folder().clone();
    tampering(&folder).execute_batch("UPDATE ledger SET leaf = zeroblob(32) WHERE sequence = 2").expect("by hand");
    let found = workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("it runs");
    assert_eq!(found.first_wrong.as_ref().map(|(at, _)| *at), Some(2));
    assert_eq!(entries(&folder, "ledger_verified")[0]["details"]["first_wrong"], "2");

    tampering(&folder)
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'nothing more goes in'); END",
        )
        .expect("by hand");
    let found = workspace.engine.verify_ledger(&workspace.auditor, &|_, _| true).expect("the finding is given");
    assert_eq!(found.first_wrong.map(|(at, _)| at), Some(2));
}

#[test]
fn an_audit_is_entered_and_looking_is_not() {
    let workspace = TestWorkspace::new();
    let of_band = |n: u32, band: &str| {
        line(&format!("s{n}"), &format!("session-{n}"), texts::ORDER[0], &[("sensitive", json!({"age_band": band}))])
    };
    let lines: String = (0..20).map(|n| of_band(n, if n % 2 == 0 { "under 30" } else { "30 and over" })).collect();
    workspace.import(&lines);
    workspace.work_off();
    let request = FairnessRequest { sensitive: Vec::new(), since: TimeMs(0), model: None };
    let looked = workspace.engine.fairness(&workspace.officer, &request).expect("figures");
    assert_eq!(
        entries(workspace.folder(), "fairness_audited"),
        Vec::<Value>::new(),
        "a screen may look as often as it likes"
    );
    let mistyped = FairnessRequest { sensitive: vec!["shoe_size".to_owned()], ..request.clone() };
    let error = workspace.engine.audit_fairness(&workspace.officer, &mistyped).expect_err("no event has it");
    assert_eq!(error.code(), Code::Input, "a feature that nobody has is no finding, and leaves no entry: {error}");
    let audited = workspace.engine.audit_fairness(&workspace.officer, &request).expect("the same figures");
    assert_eq!(looked, audited);
    assert_eq!(audited.n, 20, "control: there is something to audit");
    let left = entries(workspace.folder(), "fairness_audited");
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0]["details"]["decisions"], &left[0]["details"]["since_ms"]), (&"20".into(), &"0".into()));
    let finding = left[0]["details"]["by_age_band"].as_str().expect("what was found about each feature");
    assert!(finding.starts_with("insufficient_evidence 0.0000 ["), "two groups of ten say nothing: {finding}");
}

#[test]
fn a_restored_workspace_says_so_once() {
    let workspace = TestWorkspace::new();
    let backup = workspace.beside().join("backup");
    workspace.engine.back_up(&workspace.administrator, &backup).expect("a backup");
    let folder = Folder::new(workspace.beside().join("restored"));
    restore(&Folder::new(&backup), &folder).expect("a copy");
    let came_with = count(&connection(&folder), "SELECT max(sequence) FROM ledger").to_string();

    let beside = Engine::open_beside(folder.clone(), opening(), Clock::system()).expect("for reading");
    assert_eq!(
        entries(&folder, "workspace_restored"),
        Vec::<Value>::new(),
        "who only reads a copy has not restored it"
    );
    drop(beside);
    for opened in ["first", "again"] {
        let engine = open(folder.clone(), Clock::system());
        let auditor = engine.sign_in("aud", PASSWORD).expect("a person of the copy").0;
        assert_eq!(engine.verify_ledger(&auditor, &|_, _| true).expect("it runs").first_wrong, None);
        drop(engine);
        let left = entries(&folder, "workspace_restored");
        assert_eq!(left.len(), 1, "{opened}");
        assert_eq!((&left[0]["actor"], left[0]["details"]["entries"].as_str()), (&"engine".into(), Some(&*came_with)));
    }
    assert_eq!(entries(workspace.folder(), "workspace_restored"), Vec::<Value>::new(), "the original was not");
}
