//! Decisions: looked through, counted, opened, made again.

use countersign_api::{
    DecisionDetailView, DecisionFiguresView, DecisionFilterRequest, DecisionListRequest, DecisionListView,
    DecisionOptionsView, DecisionRequest, Failure, ReplayView,
};
use countersign_domain::DecisionId;
use tauri::State;

use crate::state::Console;

/// The longest page; see `DecisionListRequest::limit`.
const LONGEST_PAGE: u64 = 200;

/// A page of decisions, newest first.
#[tauri::command]
pub async fn decision_list(
    console: State<'_, Console>,
    request: DecisionListRequest,
) -> Result<DecisionListView, Failure> {
    let limit = request.limit.clamp(1, LONGEST_PAGE);
    let after = request.key();
    let Some(browse) = request.filter.browse() else { return Err(no_such_filter()) };
    console
        .run(move |engine, actor| {
            let after = after.as_ref().map(|(at, id)| (*at, id));
            let page = engine.browse(actor, &browse, after, limit)?;
            Ok(DecisionListView::of(page, &engine.policy(actor)?, limit))
        })
        .await
}

/// What a filter matches, in figures.
#[tauri::command]
pub async fn decision_figures(
    console: State<'_, Console>,
    request: DecisionFilterRequest,
) -> Result<DecisionFiguresView, Failure> {
    let Some(browse) = request.browse() else { return Err(no_such_filter()) };
    console
        .run(move |engine, actor| {
            Ok(DecisionFiguresView::of(engine.browse_figures(actor, &browse)?, &engine.policy(actor)?))
        })
        .await
}

/// What a filter can ask for.
#[tauri::command]
pub async fn decision_options(console: State<'_, Console>) -> Result<DecisionOptionsView, Failure> {
    let options = |engine: &countersign_engine::Engine, actor: &_| {
        Ok(DecisionOptionsView::of(engine.browse_options(actor)?, &engine.policy(actor)?))
    };
    console.run(options).await
}

/// A decision with its lineage and reasons.
#[tauri::command]
pub async fn decision_open(
    console: State<'_, Console>,
    request: DecisionRequest,
) -> Result<DecisionDetailView, Failure> {
    let decision = DecisionId::new(request.decision_id);
    console
        .run(move |engine, actor| {
            Ok(DecisionDetailView::of(engine.decision_detail(actor, &decision)?, &engine.policy(actor)?))
        })
        .await
}

/// Makes a decision again and says what differs.
#[tauri::command]
pub async fn decision_replay(console: State<'_, Console>, request: DecisionRequest) -> Result<ReplayView, Failure> {
    let decision = DecisionId::new(request.decision_id);
    console.run(move |engine, actor| engine.replay(actor, &decision)).await.map(Into::into)
}

fn no_such_filter() -> Failure {
    Failure::input("the filter names a channel, segment or judgement that there is none of")
}
