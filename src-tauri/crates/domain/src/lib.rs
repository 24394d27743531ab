//! The nouns of Countersign: ids, time, events, decisions, review states, people, rates.
//!
//! Takes nothing and depends on nothing else of ours. Ids and closed enums serialize and their text is a
//! contract; entities do not: what is kept is decided in `store`, what is seen in `api`.
//! Deliberately absent: input and output, clocks, randomness, and any rule that could be a stage's.

mod decision;
mod entity;
mod event;
mod ids;
mod import_fault;
mod label;
mod person;
mod rate;
mod refusal;
mod review;
mod route;
mod text_enum;
mod time;

pub use decision::{AbstainReason, Candidate, Decision, Lineage, Verdict};
pub use entity::{Detectors, EntitySpan, EntityType, SpanReceipt};
pub use event::{Channel, EventType, PseudonymizedEvent, Speaker, Turn};
pub use ids::{
    ApprovalId, BatchId, DecisionId, EventId, ImportId, IntentId, LabelId, ModelVersion, PolicyVersion, QueueId,
    ReviewItemId, SourceId, Surrogate, TrainingSetId, UserId,
};
pub use import_fault::ImportFault;
pub use label::{Label, LabelProvenance};
pub use person::{Actor, Role};
pub use rate::{CONFIDENCE, Rate, binomial_upper_bound};
pub use refusal::{Refusal, RefusalReason};
pub use review::{ResponseKind, ReviewItem, ReviewState};
pub use route::{Effect, Route};
pub use text_enum::UnknownName;
pub use time::TimeMs;
