//! The use cases of Countersign: the one place where the stages meet.
//!
//! Takes an actor and a request, passes the gate, asks the pure stages, writes what they say with its ledger entry,
//! and tells listeners what is stale. One module per area. Synchronous: blocking threads are at the edges.
//! Deliberately absent: SQL (`store`), rules (`rules`), views (`api`), and any network connection.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod approvals;
mod audit_draw;
mod board;
mod browse;
mod bundle;
mod change;
pub mod chart;
mod clock;
mod decide;
mod decisions;
mod deliver;
pub mod doctor;
mod error;
mod events;
mod evidence;
mod explain;
mod export;
mod fairness;
mod faults;
mod figure;
mod folder;
mod gate;
mod hold;
mod id;
mod ingest;
mod ledger;
mod live;
mod mask;
mod models;
mod monitoring;
mod panics;
mod people;
pub mod plain;
mod policy;
pub mod probe;
mod promise;
mod quarantine;
mod residual_risk;
mod review;
mod roll_back;
mod sources;
mod status;
mod stop;
mod surrogates;
mod train;
mod watch;
mod worker;
mod workspace;

pub use approvals::{Approval, ApprovalCase, Bar};
pub use board::{Board, Mark, MarkKind, Standing, Stretch};
pub use browse::{BrowseFigures, BrowseOptions, BrowsedDecision, DecisionDetail};
pub use change::{Area, Change};
pub use chart::GroupFigure;
pub use clock::Clock;
pub use decisions::{DecisionSummary, Replay, ReplayTotal, delivery_line};
pub use error::{Code, Error};
pub use events::EventSummary;
pub use evidence::{EvidenceItem, Finding};
pub use explain::{CandidateSet, Explanation, NearExample, ReasonFigures, Without};
pub use export::ExportFormat;
pub use fairness::{Columns, FairnessRequest, fairness_of_csv};
pub use faults::{Fault, Part};
pub use figure::FigureFormat;
pub use folder::Folder;
pub use hold::{Holder, holder};
pub use ingest::{Cancel, ImportReport, ImportRequest, Source};
pub use ledger::Verification;
pub use models::{ModelSummary, TimelineEntry};
pub use monitoring::{Monitoring, Times};
pub use panics::quiet_panics;
pub use people::{LEAST_PASSWORD, Person, PersonChange, capabilities};
pub use policy::{DiffLine, LivePolicy, PolicyActivation};
pub use promise::{IntentPoint, PromiseReport, Span, WatchReport, WhatIfPoint, WhatIfReport, WhatIfRequest};
pub use quarantine::QuarantineSummary;
pub use residual_risk::{Remaining, ResidualRisk, ResidualRiskRequest, RiskCell};
pub use review::{Answer, Answered, ItemDetail, LikeThis, PastCase, PastOutcome, QueueFigures, QueuePage, SaidTurn};
pub use roll_back::RollBackReport;
pub use sources::{SourceStanding, Sources, label_file_name};
pub use status::{Running, Status, Tally};
pub use stop::stop_by_file;
pub use train::{TrainProgress, TrainReport, TrainRequest};
pub use worker::Worker;
pub use workspace::{Engine, NewWorkspace, Opening, recover, restore};

pub use countersign_classifier::{Error as ClassifierError, Scratch};
pub use countersign_fairness::{Audit, Verdict};
pub use countersign_ingest::{Format, Labels, format_of, schema_event};
pub use countersign_keys::{
    Argon2Params, KeyMode, KeyStore, Mode, OsKeyring, Unlock, mode as key_mode, probe as probe_keyring,
};
pub use countersign_ledger::Act;
pub use countersign_rules::routing::{Conditions, PolicyEdit, Rule};
pub use countersign_rules::taxonomy::Intent;
pub use countersign_store::{
    Browse, DecisionFilter, DecisionRow, ImportCounts, ImportRow, LedgerActor, LedgerFilter, LedgerRow, PolicyKind,
    QueueFilter, QueueKey, QueuedRow, verdict_texts,
};

/// The routing policy that ships with the program.
pub fn default_policy_text() -> &'static str {
    countersign_rules::routing::Policy::default_text()
}

/// Result of a use case.
pub type Result<T> = std::result::Result<T, Error>;
