//! The commands of the window as one table: the shell's permissions, and the TypeScript interface, come from it.

use std::fmt::Write;

/// A command: its name, its request type and what it returns, as TypeScript names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// `area_verb`.
    pub name: &'static str,
    /// Type of its `request` argument.
    pub request: Option<&'static str>,
    /// Type of what arrives through its `channel` argument.
    pub channel: Option<&'static str>,
    /// Type it resolves to.
    pub response: &'static str,
}

macro_rules! commands {
    ($($name:ident ( $($request:ident)? ) $([$channel:ident])? -> $response:ident;)+) => {
        /// Every command that the window may call.
        pub const COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            request: commands!(@request $($request)?),
            channel: commands!(@request $($channel)?),
            response: stringify!($response),
        }),+];
    };
    (@request) => { None };
    (@request $request:ident) => { Some(stringify!($request)) };
}

commands! {
    changes_subscribe() [Change] -> void;
    session_state() -> SessionView;
    session_unlock(UnlockRequest) -> SessionView;
    session_sign_in(SignInRequest) -> SessionView;
    session_sign_out() -> SessionView;
    workspace_take_over() -> SessionView;
    first_start_read() -> FirstStartView;
    first_start_folder(FolderRequest) -> FirstStartView;
    first_start_create(WorkspaceCreateRequest) -> RecoveryCodeView;
    first_start_confirm(RecoveryCheckRequest) -> SessionView;
    first_start_own() -> SessionView;
    first_start_sample() -> SessionView;
    workspace_recover(RecoverRequest) -> SessionView;
    status_read() -> StatusView;
    stop_engage(StopRequest) -> StatusView;
    stop_lift(StopRequest) -> StatusView;
    review_list(ReviewListRequest) -> ReviewListView;
    review_figures(ReviewFilterRequest) -> ReviewFiguresView;
    review_similar(ReviewItemRequest) -> ReviewPastView;
    review_history(ReviewItemRequest) -> ReviewPastView;
    review_open(ReviewOpenRequest) -> ReviewItemView;
    review_claim(ReviewOpenRequest) -> ReviewItemView;
    review_submit(ReviewSubmitRequest) -> ReviewSubmittedView;
    review_skip(ReviewItemRequest) -> void;
    review_undo() -> ReviewUndoneView;
    work_list() -> WorkListView;
    work_cancel(WorkRequest) -> void;
    work_clear(WorkRequest) -> void;
    model_board() -> ModelBoardView;
    model_train() -> void;
    model_request(ModelRequestRequest) -> void;
    model_roll_back_plan() -> RollBackPlanView;
    model_roll_back(ReasonRequest) -> RollBackPlanView;
    routing_resume(ReasonRequest) -> void;
    approval_list() -> ApprovalListView;
    approval_approve(ApprovalRequest) -> void;
    approval_refuse(ApprovalRequest) -> void;
    decision_list(DecisionListRequest) -> DecisionListView;
    decision_figures(DecisionFilterRequest) -> DecisionFiguresView;
    decision_options() -> DecisionOptionsView;
    decision_open(DecisionRequest) -> DecisionDetailView;
    decision_replay(DecisionRequest) -> ReplayView;
    source_board() -> SourceBoardView;
    source_offers() -> OfferListView;
    source_choose() -> OfferListView;
    source_decline() -> void;
    source_import(OfferImportRequest) -> void;
    source_stale_after(StaleAfterRequest) -> void;
    quarantine_list(QuarantineListRequest) -> QuarantineListView;
    quarantine_discard(QuarantineRequest) -> void;
    policy_board() -> PolicyBoardView;
    policy_diff(PolicyDiffRequest) -> PolicyDiffView;
    policy_change(PolicyChangeRequest) -> void;
    people_list() -> PeopleView;
    person_add(PersonAddRequest) -> void;
    person_change(PersonChangeRequest) -> void;
    workspace_health() -> DoctorView;
    workspace_back_up() -> void;
    fairness_overview(FairnessAuditRequest) -> FairnessView;
    fairness_open(FairnessAttributeRequest) -> FairnessAttributeView;
    fairness_audit(FairnessAuditRequest) -> FairnessView;
    fairness_save(FairnessSaveRequest) -> SavedView;
    monitoring_read(MonitoringRequest) -> MonitoringView;
    monitoring_save(MonitoringSaveRequest) -> SavedView;
    promise_board(PromiseBoardRequest) -> PromiseBoardView;
    promise_save(PromiseSaveRequest) -> SavedView;
    ledger_list(LedgerListRequest) -> LedgerListView;
    ledger_verify() -> VerificationView;
    ledger_export() -> SavedView;
    appearance_keep(AppearanceRequest) -> void;
    notice_show(NoticeRequest) -> void;
}

/// The `Commands` interface: one entry per command, with its arguments and its result.
pub fn typescript() -> String {
    let of = |command: &'static Command| command.request.into_iter().chain(command.channel).chain([command.response]);
    let mut names: Vec<&str> = COMMANDS.iter().flat_map(of).filter(|name| *name != "void").collect();
    names.sort_unstable();
    names.dedup();
    let mut text = String::from("// Generated from the commands of the window. Do not edit.\n");
    for name in names {
        let _ = writeln!(text, "import type {{ {name} }} from \"./{name}\";");
    }
    text.push_str("import type { Channel } from \"@tauri-apps/api/core\";\n");
    text.push_str("\nexport interface Commands {\n");
    for Command { name, request, channel, response } in COMMANDS {
        let request = request.map(|request| format!("request: {request}"));
        let channel = channel.map(|message| format!("channel: Channel<{message}>"));
        let fields: Vec<String> = request.into_iter().chain(channel).collect();
        let arguments =
            if fields.is_empty() { "Record<string, never>".to_owned() } else { format!("{{ {} }}", fields.join("; ")) };
        let _ = writeln!(text, "  {name}: {{ arguments: {arguments}; result: {response} }};");
    }
    text.push_str("}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `cargo xtask bindings` rewrites the folder; a stale file fails here and shows in review.
    #[test]
    fn the_generated_interface_is_the_one_in_the_tree() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/bindings/Commands.ts");
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(&path, typescript()).expect("the bindings folder is writable");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == typescript(), "ui/src/bindings/Commands.ts is stale: run `cargo xtask bindings`");
    }

    #[test]
    fn names_are_area_and_verb_and_none_stands_twice() {
        let mut names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        assert!(names.iter().all(|name| name.contains('_')), "commands are called area_verb");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
    }
}
