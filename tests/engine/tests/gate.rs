//! Every public operation of the engine for every role: it works or is refused, as one table says; what is refused
//! changes nothing but the ledger, which says so.

use std::collections::BTreeSet;
use std::path::Path;

use countersign_domain::{Actor, ApprovalId, DecisionId, EventId, IntentId, ReviewItemId, Role, TimeMs};
use countersign_engine::chart::DotWhiskerText;
use countersign_engine::{
    Answer, Browse, Cancel, Clock, Code, DecisionFilter, Engine, Error, ExportFormat, FairnessRequest, FigureFormat,
    Format, GroupFigure, ImportRequest, LedgerFilter, Monitoring, PersonChange, PolicyEdit, QueueFilter, Source,
    TrainRequest, WhatIfRequest,
};
use countersign_testkit::raw::{connection, count, dump_table, strings, tables};
use countersign_testkit::{PASSWORD, TestWorkspace, message, opening, raw, texts};

/// What operations are about.
struct Stage {
    workspace: TestWorkspace,
    nobody: Actor,
    item: ReviewItemId,
    decision: DecisionId,
    approval: ApprovalId,
    quarantine: String,
    model: String,
}

impl Stage {
    fn new() -> Self {
        let workspace = TestWorkspace::new();
        workspace.with_model();
        let model = workspace.train(2);
        workspace.import(&[message("e1", "let me talk to a human"), "{}\n".to_owned()].concat());
        workspace.work_off();
        let engine = &workspace.engine;
        let approval = engine.request_promotion(&workspace.steward, &model, None).expect("a steward asks");
        let item = engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 1).expect("the queue").items[0]
            .0
            .item
            .id
            .clone();
        let decision =
            engine.decisions_of(&workspace.auditor, &EventId::new("e1")).expect("decisions")[0].row.decision.id.clone();
        let quarantine = engine.quarantine(&workspace.officer, 1).expect("a list")[0].id.clone();
        engine.add_person(&workspace.administrator, "nora", &[Role::Auditor], PASSWORD).expect("a new person");
        let nobody = engine.sign_in("nora", PASSWORD).expect("just added").0;
        let none = PersonChange { roles: Some(Vec::new()), ..PersonChange::default() };
        engine.change_person(&workspace.administrator, "nora", &none).expect("all roles taken away");
        let Actor::Person { id, .. } = nobody else { unreachable!("a person signed in") };
        let nobody = Actor::Person { id, roles: Vec::new() };
        Self { nobody, item, decision, approval, quarantine, model, workspace }
    }

    /// Each with the letter that the table has for it.
    fn actors(&self) -> [(char, &Actor); 7] {
        let workspace = &self.workspace;
        [
            ('S', &workspace.supervisor),
            ('C', &workspace.officer),
            ('M', &workspace.steward),
            ('A', &workspace.administrator),
            ('U', &workspace.auditor),
            ('N', &self.nobody),
            ('E', &Actor::Engine),
        ]
    }
}

type Call = fn(&Stage, &Engine, &Actor) -> Result<(), Error>;

/// Does it read or write?
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Reads,
    Writes,
}
use Kind::{Reads, Writes};

/// Everybody who signed in, with or without a role.
const ALL: &str = "SCMAUN";

/// Operation, who may (S supervisor, C compliance officer, M model steward, A administrator, U auditor, N no role,
/// E the engine), what it does to the workspace, and a call of it. Those that end what others need come last.
const TABLE: &[(&str, &str, Kind, Call)] = &[
    ("approvals", ALL, Reads, |_, e, a| e.approvals(a).map(drop)),
    ("approval", ALL, Reads, |s, e, a| e.approval(a, &s.approval).map(drop)),
    ("approval_cases", ALL, Reads, |_, e, a| e.approval_cases(a).map(drop)),
    ("decisions", ALL, Reads, |_, e, a| e.decisions(a, &DecisionFilter::default(), None, 10).map(drop)),
    ("browse", ALL, Reads, |_, e, a| e.browse(a, &Browse::default(), None, 10).map(drop)),
    ("browse_figures", ALL, Reads, |_, e, a| e.browse_figures(a, &Browse::default()).map(drop)),
    ("browse_options", ALL, Reads, |_, e, a| e.browse_options(a).map(drop)),
    ("decision_detail", ALL, Reads, |s, e, a| e.decision_detail(a, &s.decision).map(drop)),
    ("decision", ALL, Reads, |s, e, a| e.decision(a, &s.decision).map(drop)),
    ("decisions_of", ALL, Reads, |_, e, a| e.decisions_of(a, &EventId::new("e1")).map(drop)),
    ("replay", ALL, Reads, |s, e, a| e.replay(a, &s.decision).map(drop)),
    ("replay_all", ALL, Reads, |_, e, a| {
        e.replay_all(a, &DecisionFilter::default(), &Cancel::default(), &|_| {}).map(drop)
    }),
    ("events", "SCMU", Reads, |_, e, a| e.events(a, None, 10).map(drop)),
    ("event", "SCMU", Reads, |_, e, a| e.event(a, &EventId::new("e1")).map(drop)),
    ("sources", ALL, Reads, |_, e, a| e.sources(a).map(drop)),
    ("imports", ALL, Reads, |_, e, a| e.imports(a, 10).map(drop)),
    ("fairness", "CMU", Reads, |_, e, a| {
        let request = FairnessRequest { sensitive: vec!["age_band".to_owned()], since: TimeMs(0), model: None };
        e.fairness(a, &request).map(drop)
    }),
    ("audit_fairness", "CMU", Reads, |_, e, a| {
        let request = FairnessRequest { sensitive: Vec::new(), since: TimeMs(0), model: None };
        e.audit_fairness(a, &request).map(drop)
    }),
    ("residual_risk", ALL, Reads, |_, e, a| e.residual_risk(a, &Default::default()).map(drop)),
    ("monitoring", ALL, Reads, |_, e, a| e.monitoring(a, TimeMs(0)).map(drop)),
    ("ledger_matching", ALL, Reads, |_, e, a| e.ledger_matching(a, &LedgerFilter::default(), None, 10).map(drop)),
    ("ledger", ALL, Reads, |_, e, a| e.ledger(a, None, 10).map(drop)),
    ("verify_ledger", ALL, Reads, |_, e, a| e.verify_ledger(a, &|_, _| true).map(drop)),
    ("models", ALL, Reads, |_, e, a| e.models(a).map(drop)),
    ("model", ALL, Reads, |s, e, a| e.model(a, &s.model).map(drop)),
    ("board", ALL, Reads, |_, e, a| e.board(a).map(drop)),
    ("timeline", ALL, Reads, |_, e, a| e.timeline(a).map(drop)),
    ("people", ALL, Reads, |_, e, a| e.people(a).map(drop)),
    ("policy", ALL, Reads, |_, e, a| e.policy(a).map(drop)),
    ("examine", ALL, Reads, |_, e, a| e.examine(a).map(drop)),
    ("policy_versions", ALL, Reads, |_, e, a| e.policy_versions(a).map(drop)),
    ("policy_diff", ALL, Reads, |_, e, a| {
        let version = e.policy(a)?.policy_version;
        e.policy_diff(a, &version, &version).map(drop)
    }),
    ("quarantine", "CAU", Reads, |_, e, a| e.quarantine(a, 10).map(drop)),
    ("quarantined", "CAU", Reads, |s, e, a| e.quarantined(a, &s.quarantine).map(drop)),
    ("queue", "SCMU", Reads, |_, e, a| e.queue(a, &QueueFilter::default(), None, 10).map(drop)),
    ("queue_figures", "SCMU", Reads, |_, e, a| e.queue_figures(a, &QueueFilter::default()).map(drop)),
    ("similar_cases", "SCMU", Reads, |s, e, a| e.similar_cases(a, &s.item).map(drop)),
    ("subject_history", "SCMU", Reads, |s, e, a| e.subject_history(a, &s.item).map(drop)),
    ("review_item", "SCMU", Reads, |s, e, a| e.review_item(a, &s.item).map(drop)),
    ("plan_roll_back", "CM", Reads, |_, e, a| e.plan_roll_back(a).map(drop)),
    ("status", ALL, Reads, |_, e, a| e.status(a).map(drop)),
    ("tally", ALL, Reads, |_, e, a| e.tally(a).map(drop)),
    ("promise", ALL, Reads, |_, e, a| e.promise(a).map(drop)),
    ("what_if", ALL, Reads, |_, e, a| {
        let request = WhatIfRequest {
            alphas: vec![0.02],
            delta: None,
            per: None,
            days: None,
            cost_of_error: 1.0,
            minutes_per_answer: 2.0,
        };
        e.what_if(a, &request).map(drop)
    }),
    ("import", "MAE", Writes, |_, e, a| {
        let cancel = Cancel::default();
        let line = message("e9", "hello");
        let request = ImportRequest {
            source: Source::Stdin,
            name: "more.jsonl",
            format: Format::JsonLines,
            identity: None,
            cancel: &cancel,
            progress: &|_| {},
        };
        e.import(a, line.as_bytes(), &request).map(drop)
    }),
    ("claim", "S", Writes, |s, e, a| e.claim(a, &s.item).map(drop)),
    ("submit", "S", Writes, |s, e, a| {
        e.submit(a, &s.item, 1, &Answer::Intent(IntentId::new("order_status")), Some("why")).map(drop)
    }),
    ("undo", "S", Writes, |_, e, a| e.undo(a).map(drop)),
    ("skip", "S", Writes, |s, e, a| e.skip(a, &s.item)),
    ("add_person", "A", Writes, |_, e, a| e.add_person(a, "new", &[Role::Auditor], PASSWORD).map(drop)),
    ("change_person", "A", Writes, |_, e, a| {
        e.change_person(a, "new", &PersonChange { disabled: Some(true), ..PersonChange::default() }).map(drop)
    }),
    ("export_decisions", "CA", Writes, |s, e, a| {
        e.export_decisions(a, &DecisionFilter::default(), ExportFormat::Csv, &s.workspace.beside().join("d.csv"))
            .map(drop)
    }),
    ("set_stale_after", "A", Writes, |_, e, a| e.set_stale_after(a, 48)),
    ("request_policy", "CMA", Writes, |_, e, a| {
        let edit = PolicyEdit { hold_back_minutes: Some(45), ..PolicyEdit::default() };
        e.request_policy(a, &edit, "a drill").map(drop)
    }),
    ("export_ledger", "CU", Writes, |_, e, a| e.export_ledger(a).map(drop)),
    ("save_fairness", "CMU", Writes, |_, e, a| {
        let request = FairnessRequest { sensitive: Vec::new(), since: TimeMs(0), model: None };
        let text = DotWhiskerText::default();
        e.save_fairness(a, &request, "age_band", GroupFigure::Selection, FigureFormat::Csv, &text).map(drop)
    }),
    ("save_coverage", ALL, Writes, |_, e, a| {
        let name = |_: &Monitoring, _: TimeMs| "a day".to_owned();
        e.save_coverage(a, TimeMs(0), FigureFormat::Svg, &DotWhiskerText::default(), name).map(drop)
    }),
    ("save_what_if", ALL, Writes, |_, e, a| {
        let request = WhatIfRequest {
            alphas: vec![0.02],
            delta: None,
            per: None,
            days: None,
            cost_of_error: 0.0,
            minutes_per_answer: 2.0,
        };
        let names = ["a promise".to_owned()];
        e.save_what_if(a, &request, &names, FigureFormat::Csv, &DotWhiskerText::default()).map(drop)
    }),
    ("back_up", "A", Writes, |s, e, a| e.back_up(a, &s.workspace.beside().join("backup")).map(drop)),
    ("discard_quarantined", "CA", Writes, |s, e, a| e.discard_quarantined(a, &s.quarantine)),
    ("train", "M", Writes, |_, e, a| {
        let cancel = Cancel::default();
        e.train(a, &TrainRequest { seed: 3, min_subjects: 1, cancel: &cancel, progress: &|_| {} }).map(drop)
    }),
    ("stop", ALL, Writes, |_, e, a| e.stop(a, Some("a drill"))),
    ("lift_stop", "CA", Writes, |_, e, a| e.lift_stop(a, "a drill")),
    ("refuse", "C", Writes, |s, e, a| e.refuse(a, &s.approval)),
    ("approve", "C", Writes, |s, e, a| e.approve(a, &s.approval)),
    ("request_promotion", "M", Writes, |s, e, a| e.request_promotion(a, &s.model, None).map(drop)),
    ("roll_back", "CM", Writes, |_, e, a| e.roll_back(a, "a drill").map(drop)),
    ("resume_routing", "CA", Writes, |_, e, a| e.resume_routing(a, "looked at")),
];

/// Everything but the ledger.
fn content(workspace: &TestWorkspace) -> Vec<(String, Vec<u8>)> {
    let connection = connection(workspace.folder());
    let but_ledger = tables(&connection).into_iter().filter(|table| table != "ledger");
    but_ledger.flat_map(|table| dump_table(&connection, &table)).collect()
}

fn entries(workspace: &TestWorkspace) -> u64 {
    count(&connection(workspace.folder()), "SELECT count(*) FROM ledger")
}

/// Runs every cell and gives those that are not as the table says.
fn wrong_cells(stage: &Stage, table: &[(&str, &str, Kind, Call)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let refused = |outcome: &Result<(), Error>| matches!(outcome, Err(error) if error.code() == Code::NotAllowed);
    let cells = || table.iter().flat_map(|row| stage.actors().map(|(letter, actor)| (row, letter, actor)));
    let engine = &stage.workspace.engine;
    let before = content(&stage.workspace);
    for ((name, allowed, _, call), letter, actor) in
        cells().filter(|((_, allowed, ..), letter, _)| !allowed.contains(*letter))
    {
        let size = entries(&stage.workspace);
        if !refused(&call(stage, engine, actor)) {
            wrong.push(format!("{name} is not refused to {letter} ({allowed} may)"));
        }
        let last =
            strings(&connection(stage.workspace.folder()), "SELECT entry FROM ledger ORDER BY sequence DESC LIMIT 1");
        let says_so = last[0].contains("\"access_denied\"") && last[0].contains(actor.id().as_str());
        if entries(&stage.workspace) != size + 1 || !says_so {
            wrong.push(format!("{name}: the refusal to {letter} is not one entry of the ledger"));
        }
    }
    if content(&stage.workspace) != before {
        wrong.push("a refusal changed a row".to_owned());
    }
    for ((name, allowed, _, call), letter, actor) in
        cells().filter(|((_, allowed, ..), letter, _)| allowed.contains(*letter))
    {
        if refused(&call(stage, engine, actor)) {
            wrong.push(format!("{name} is refused to {letter} ({allowed} may)"));
        }
    }
    wrong
}

#[test]
fn each_operation_is_for_those_the_table_names() {
    assert_eq!(wrong_cells(&Stage::new(), TABLE), Vec::<String>::new());
}

#[test]
fn a_wrong_table_is_found() {
    let stage = Stage::new();
    let changed = |name: &str, allowed: &'static str| {
        let row = TABLE.iter().find(|row| row.0 == name).expect("a row of the table");
        (row.0, allowed, row.2, row.3)
    };
    let found = wrong_cells(&stage, &[changed("events", "SCMUA"), changed("undo", "")]);
    assert_eq!(found.len(), 3, "control: a right too many, a right too few, and its missing entry: {found:?}");
}

/// Public functions of the engine that take an actor, from its source.
fn operations() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/crates/engine/src");
    let files = std::fs::read_dir(source).expect("the engine's source").flatten();
    let texts: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
    let functions = texts.iter().flat_map(|text| text.split("    pub fn ").skip(1));
    let signatures = functions.map(|text| text.split('{').next().unwrap_or(""));
    let with_actor = signatures.filter(|signature| signature.contains("&self") && signature.contains("actor: &Actor"));
    with_actor.map(|signature| signature.split(['(', '<']).next().unwrap_or("").to_owned()).collect()
}

#[test]
fn no_operation_is_missing_from_the_table() {
    let listed: BTreeSet<String> = TABLE.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(operations(), listed, "an operation without a line here has no agreed right");
}

#[test]
fn an_engine_beside_the_holder_writes_nothing() {
    let stage = Stage::new();
    let beside =
        Engine::open_beside(stage.workspace.folder().clone(), opening(), Clock::system()).expect("for reading");
    stage.workspace.import(&message("e2", "it waits for a decision"));
    let before = raw::dump(&connection(stage.workspace.folder()));
    for (name, allowed, kind, call) in TABLE {
        let (_, actor) =
            stage.actors().into_iter().find(|(letter, _)| allowed.contains(*letter)).expect("somebody may");
        let outcome = call(&stage, &beside, actor);
        match kind {
            Reads => outcome.unwrap_or_else(|error| panic!("{name} reads, so it works beside the holder: {error}")),
            Writes => assert!(outcome.is_err(), "{name} writes, and this process does not hold the workspace"),
        }
    }
    beside.work_off().expect_err("it decides nothing either");
    let denied = beside.events(&stage.workspace.administrator, None, 1).expect_err("a role still counts");
    assert_eq!(denied.code(), Code::NotAllowed);
    assert_eq!(raw::dump(&connection(stage.workspace.folder())), before, "not one value of any table is another one");
    assert!(!stage.workspace.beside().join("d.csv").exists() && !stage.workspace.beside().join("backup").exists());
}

#[test]
fn a_right_that_was_taken_away_ends_at_once() {
    let workspace = TestWorkspace::new();
    let engine = &workspace.engine;
    engine.events(&workspace.supervisor, None, 1).expect("control: a supervisor reads conversations");
    let disable = PersonChange { disabled: Some(true), ..PersonChange::default() };
    engine.change_person(&workspace.administrator, "sue", &disable).expect("an administrator may");
    let other_role = PersonChange { roles: Some(vec![Role::Auditor]), ..PersonChange::default() };
    engine.change_person(&workspace.administrator, "stu", &other_role).expect("an administrator may");
    let refusals = [
        engine.events(&workspace.supervisor, None, 1).map(drop),
        engine.status(&workspace.supervisor).map(drop),
        engine.plan_roll_back(&workspace.steward).map(drop),
        engine
            .status(&Actor::Person { id: countersign_domain::UserId::new("made up"), roles: Role::ALL.to_vec() })
            .map(drop),
    ];
    for refusal in refusals {
        let error = refusal.expect_err("who signed in before is not who they were");
        assert_eq!(error.code(), Code::NotAllowed);
    }
    engine.status(&workspace.steward).expect("what the new role allows still works");
}

#[test]
fn nobody_is_their_own_second_person() {
    let workspace = TestWorkspace::new();
    workspace.import(&texts::history());
    let engine = &workspace.engine;
    let both = [Role::ModelSteward, Role::ComplianceOfficer];
    engine.add_person(&workspace.administrator, "both", &both, PASSWORD).expect("a new person");
    let both = engine.sign_in("both", PASSWORD).expect("just added").0;
    let version = workspace.train(1);
    let approval = engine.request_promotion(&both, &version, None).expect("as a steward");
    engine.approve(&both, &approval).expect_err("who asked does not approve, whatever else they are");
    engine.refuse(&workspace.officer, &approval).expect("another person may refuse");
    engine.approve(&workspace.officer, &approval).expect_err("what was refused stays so");

    let cancel = Cancel::default();
    let request = TrainRequest { seed: 5, min_subjects: 1, cancel: &cancel, progress: &|_| {} };
    let trained = engine.train(&both, &request).expect("labels suffice").version;
    let approval = engine.request_promotion(&workspace.steward, trained.as_str(), None).expect("another steward asks");
    engine.approve(&both, &approval).expect_err("who trained it does not approve it");
    engine.approve(&workspace.officer, &approval).expect("control: a person who had no part in it may");
}
