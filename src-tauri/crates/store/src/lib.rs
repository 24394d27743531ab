//! All SQL of Countersign: one encrypted file, its migrations, and one file of statements per table.
//!
//! Takes domain values and ledger drafts, gives domain values back. Reads go through [`Store::read`], recorded writes
//! through [`Store::record`], bookkeeping through [`Store::note`]; a write outside a transaction cannot be spelled.
//! Deliberately absent: rules (they are `rules`'), keys (they are `keys`'), and any text that was not pseudonymized;
//! originals appear only as sealed bytes.

mod approvals;
mod backup;
mod browse;
mod connection;
mod decisions;
mod error;
mod events;
mod health;
mod imports;
mod labels;
mod ledger;
mod migrations;
mod models;
mod monitoring;
mod outbox;
mod people;
mod policies;
mod promise;
mod pseudonyms;
mod quarantine;
mod responses;
mod review_items;
mod row;
mod settings;
mod store;
mod switches;

pub use approvals::ApprovalRow;
pub use browse::{AlikeRow, Browse, BrowsedRow};
pub use decisions::{DecisionFilter, DecisionRow, verdict_texts};
pub use error::{Error, Result};
pub use events::{EventCounts, EventRow, PeopleRow, SightingRow};
pub use health::Health;
pub use imports::{BatchRow, Became, ImportCounts, ImportRow, SourceRow};
pub use labels::{OutcomeRow, Outcomes, provenance_of};
pub use ledger::{LedgerActor, LedgerFilter, LedgerRow};
pub use models::{DeploymentRow, ModelRow, TrainingSetRow};
pub use monitoring::{SpanRow, WaitingRow};
pub use outbox::DeliveryRow;
pub use people::{PersonRow, WorkspaceRow};
pub use policies::{ActivationRow, PolicyKind, PolicyRow};
pub use promise::Arrivals;
pub use quarantine::QuarantineRow;
pub use responses::ResponseRow;
pub use review_items::{Onlooker, QueueFilter, QueueKey, QueuedRow, WaitingAlike};
pub use store::{Entered, Noter, Reader, Recorded, Recorder, Store};
pub use switches::SwitchRow;
