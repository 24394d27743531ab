//! What the window and the command line see: requests, views and failures, with their TypeScript bindings.
//!
//! Takes the engine's values, gives plain data that serializes. A figure leaves here as it is to be shown: the user
//! interface formats numbers and computes none. Deliberately absent: rules, and any text in a language; sentences are
//! the user interface's, made from codes and figures.

mod changes;
mod chart;
mod commands;
mod failure;
mod review;
mod session;
mod status;

pub use changes::{Change, ChangeKey};
pub use chart::{ChartCell, ChartElement, ChartTable, ChartView};
pub use commands::{COMMANDS, typescript};
pub use failure::{Failure, FailureCode};
pub use review::{
    CandidateView, ClaimView, IntentView, ReviewItemRequest, ReviewItemView, ReviewListRequest, ReviewListView,
    ReviewRowView, ReviewSubmitRequest, ReviewSubmittedView, ReviewUndoneView, SimilarView, SpeakerName, SubmitKind,
    SuggestionView, TextPartKind, TextPartView, TurnView,
};
pub use session::{KeyModeName, PersonView, SessionPhase, SessionView, SignInRequest, UnlockRequest, WorkspaceView};
pub use status::{ImportRunningView, PromiseState, RunningState, StatusView, StopRequest};
