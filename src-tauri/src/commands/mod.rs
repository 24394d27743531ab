//! What the page may ask, one file per area: translate, call, translate.
//!
//! A command appears here, in `names.rs` and in `capabilities/main.json`. Deliberately absent: rules and SQL.

mod appearance;
mod approvals;
mod decisions;
mod fairness;
mod first_start;
mod ledger;
mod models;
mod monitoring;
#[cfg(test)]
mod names;
mod notices;
mod policy;
mod promise;
mod review;
mod session;
mod settings;
mod sources;
mod status;
mod work;

use tauri::Wry;
use tauri::ipc::Invoke;

/// The command table.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        session::changes_subscribe,
        session::session_state,
        session::session_unlock,
        session::session_sign_in,
        session::session_sign_out,
        session::workspace_take_over,
        first_start::first_start_read,
        first_start::first_start_folder,
        first_start::first_start_create,
        first_start::first_start_confirm,
        first_start::first_start_own,
        first_start::first_start_sample,
        first_start::workspace_recover,
        status::status_read,
        status::stop_engage,
        status::stop_lift,
        review::review_list,
        review::review_figures,
        review::review_similar,
        review::review_history,
        review::review_open,
        review::review_claim,
        review::review_submit,
        review::review_skip,
        review::review_undo,
        work::work_list,
        work::work_cancel,
        work::work_clear,
        models::model_board,
        models::model_train,
        models::model_request,
        models::model_roll_back_plan,
        models::model_roll_back,
        models::routing_resume,
        approvals::approval_list,
        approvals::approval_approve,
        approvals::approval_refuse,
        decisions::decision_list,
        decisions::decision_figures,
        decisions::decision_options,
        decisions::decision_open,
        decisions::decision_replay,
        sources::source_board,
        sources::source_offers,
        sources::source_choose,
        sources::source_decline,
        sources::source_import,
        sources::source_stale_after,
        sources::quarantine_list,
        sources::quarantine_discard,
        policy::policy_board,
        policy::policy_diff,
        policy::policy_change,
        settings::people_list,
        settings::person_add,
        settings::person_change,
        settings::workspace_health,
        settings::workspace_back_up,
        fairness::fairness_overview,
        fairness::fairness_open,
        fairness::fairness_audit,
        fairness::fairness_save,
        monitoring::monitoring_read,
        monitoring::monitoring_save,
        promise::promise_board,
        promise::promise_save,
        ledger::ledger_list,
        ledger::ledger_verify,
        ledger::ledger_export,
        appearance::appearance_keep,
        notices::notice_show,
    ]
}

/// `text` without white space at its ends. Errors: `input` when nothing is left.
fn given(text: &str, needed: &str) -> Result<String, countersign_api::Failure> {
    let text = text.trim();
    if text.is_empty() { Err(countersign_api::Failure::input(needed)) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::names::NAMES;

    #[test]
    fn what_the_page_is_told_of_is_what_it_may_call() {
        let typed: Vec<&str> = countersign_api::COMMANDS.iter().map(|command| command.name).collect();
        assert_eq!(typed, NAMES, "the page's interface and the declared commands are one list");
    }

    #[test]
    fn each_command_is_allowed_by_name_and_nothing_else_is() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../../capabilities/main.json")).expect("the capability is JSON");
        let allowed = |name: &&str| serde_json::Value::from(format!("allow-{}", name.replace('_', "-")));
        let expected: Vec<serde_json::Value> = NAMES.iter().map(allowed).collect();
        assert_eq!(capability["permissions"], serde_json::Value::Array(expected), "a window gets no more than it uses");
    }

    #[test]
    fn each_command_has_its_function_in_the_table() {
        let source = include_str!("mod.rs");
        let table = source.split_once("generate_handler![").and_then(|(_, rest)| rest.split_once(']'));
        let (table, _) = table.expect("the table stands in this file");
        let listed: Vec<&str> = table
            .split(',')
            .filter_map(|path| path.trim().rsplit("::").next())
            .filter(|name| !name.is_empty())
            .collect();
        assert_eq!(listed, NAMES, "a command that is declared but not in the table would only be refused when called");
    }
}
