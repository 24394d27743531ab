//! What the window and the command line see: requests, views and failures, with their TypeScript bindings.
//!
//! Takes the engine's values, gives plain data that serializes. A figure leaves here as it is to be shown: the user
//! interface formats numbers and computes none. Deliberately absent: rules, and any text in a language; sentences are
//! the user interface's, made from codes and figures.

mod appearance;
mod approvals;
mod board;
mod browse;
mod changes;
mod chart;
mod commands;
mod decisions;
mod doctor;
mod events;
mod failure;
mod fairness;
mod findings;
mod first_start;
mod imports;
mod ledger;
mod models;
mod monitoring;
mod notice;
mod people;
mod policy;
mod policy_board;
mod promise;
mod quarantine;
mod rate;
mod review;
mod session;
mod sources;
mod status;
mod work;
mod workspace;

pub use appearance::{AppearanceRequest, DensityName, LanguageName, ThemeName};
pub use approvals::ApprovalView;
pub use board::{
    ApprovalBar, ApprovalCaseView, ApprovalListView, ApprovalRequest, EvidenceItemView, EvidenceView, FindingName,
    ModelBoardView, ModelMarkKind, ModelMarkView, ModelRequestRequest, ModelStandingView, ModelStretchView,
    ReasonRequest, RollBackPlanView,
};
pub use browse::{
    DecisionDetailView, DecisionFiguresView, DecisionFilterRequest, DecisionListRequest, DecisionListView,
    DecisionOptionsView, DecisionRequest, DecisionRowView, FacetTitleView, FacetView, RevisionView, VersionView,
};
pub use changes::{Change, ChangeKey};
pub use chart::{CalibrationWords, ChartCell, ChartElement, ChartTable, ChartView, RateChartWords};
pub use commands::{COMMANDS, typescript};
pub use decisions::{DecisionCandidateView, DecisionView, DifferenceView, LineageView, ReplayView, RouteView};
pub use doctor::{CheckOutcome, CheckView, DoctorView, HolderView};
pub use events::EventView;
pub use failure::{Failure, FailureCode};
pub use fairness::{AuditSource, AuditView};
pub use findings::{
    FairnessAttributeRequest, FairnessAttributeView, FairnessAuditRequest, FairnessSaveRequest, FairnessVerdict,
    FairnessView, FigureFormatName, FindingView, GroupFigureName, SavedView, SmallGroupView,
};
pub use first_start::{
    FirstStartView, FolderRequest, FolderState, RecoverRequest, RecoveryCheckRequest, RecoveryCodeView,
    WorkspaceCreateRequest,
};
pub use imports::ImportView;
pub use ledger::{
    FirstWrongView, LedgerEntryView, LedgerFilterRequest, LedgerListRequest, LedgerListView, LedgerRowView, NamedView,
    VerificationView,
};
pub use models::{ModelView, RollBackView, TimelineView, TrainView};
pub use monitoring::{
    MonitoringRequest, MonitoringSaveRequest, MonitoringView, PromiseFinding, ReasonShareView, TimesView, span_name,
};
pub use notice::{NoticeKind, NoticeRequest};
pub use people::{PeopleView, PersonAddRequest, PersonChangeRequest, PersonRowView};
pub use policy::{PolicyIntentView, PolicyView, QueueView, RuleView};
pub use policy_board::{
    CounterExampleView, DiffLineKind, DiffLineView, IntentCardView, PolicyBoardView, PolicyChangeRequest,
    PolicyConditionName, PolicyDiffRequest, PolicyDiffView, PolicyQueueView, PolicyRuleView, PolicyVersionView,
    QueueTimeView,
};
pub use promise::{
    CircumstanceView, ExplanationView, NearExampleView, PromiseBoardRequest, PromiseBoardView, PromisePartView,
    PromiseSaveRequest, PromiseView, PromiseWhatIfRequest, PromiseWhatIfView, ReasonView, SecondaryView, SpanView,
    WatchView, WhatIfIntentView, WhatIfPointView, WithoutView,
};
pub use quarantine::QuarantineView;
pub use rate::RateView;
pub use review::{
    CandidateView, ClaimView, IntentView, PastCaseView, PastOutcomeName, ReviewFiguresView, ReviewFilterRequest,
    ReviewItemRequest, ReviewItemView, ReviewListRequest, ReviewListView, ReviewOpenRequest, ReviewPastView,
    ReviewRowView, ReviewSubmitRequest, ReviewSubmittedView, ReviewUndoneView, SimilarView, SpeakerName, SubmitKind,
    SuggestionView, TextPartKind, TextPartView, TurnView,
};
pub use session::{KeyModeName, PersonView, SessionPhase, SessionView, SignInRequest, UnlockRequest, WorkspaceView};
pub use sources::{
    LabelColumnsView, OfferFormat, OfferImportRequest, OfferListView, OfferView, QuarantineListRequest,
    QuarantineListView, QuarantineRequest, QuarantineRowView, SourceBoardView, SourceImportView, SourceName,
    SourceView, StaleAfterRequest,
};
pub use status::{ImportRunningView, PromiseState, RunningState, StatusView, StopRequest};
pub use work::{SamplePersonView, WorkKind, WorkListView, WorkOutcomeView, WorkRequest, WorkState, WorkView};
pub use workspace::{DecisionCountView, WorkspaceCreatedView, WorkspaceStatusView};
