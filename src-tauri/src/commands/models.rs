//! Model versions: the board, training, asking for promotion, rolling back, going on after a pause.

use countersign_api::{
    Failure, ModelBoardView, ModelRequestRequest, ReasonRequest, RollBackPlanView, WorkKind, WorkOutcomeView,
};
use countersign_engine::{TrainProgress, TrainRequest};
use tauri::State;

use super::given;
use crate::state::Console;

/// Seed of folds and order: one set of labels makes one model.
const SEED: u64 = 1;
/// A term must occur for so many people to be kept: what only one person wrote could identify them.
const MIN_SUBJECTS: u32 = 3;

/// Everything that the screen of models shows.
#[tauri::command]
pub async fn model_board(console: State<'_, Console>) -> Result<ModelBoardView, Failure> {
    console.run(|engine, actor| engine.board(actor)).await.map(Into::into)
}

/// Trains on every label that may be trained on.
#[tauri::command]
pub async fn model_train(console: State<'_, Console>) -> Result<(), Failure> {
    console
        .begin(WorkKind::Training, None, |engine, actor, underway| {
            let progress = |TrainProgress { stage, done, total }: TrainProgress| {
                underway.stage(stage, done as u64, (total > 0).then(|| done as f64 / total as f64));
            };
            let request =
                TrainRequest { seed: SEED, min_subjects: MIN_SUBJECTS, cancel: underway.cancel(), progress: &progress };
            let report = engine.train(actor, &request)?;
            Ok(WorkOutcomeView::Trained { version_short: report.version.short().to_owned() })
        })
        .await
}

/// Asks for a model to become champion.
#[tauri::command]
pub async fn model_request(console: State<'_, Console>, request: ModelRequestRequest) -> Result<(), Failure> {
    let reason = given(&request.reason, "a promotion is asked for with a reason")?;
    console.run(move |engine, actor| engine.request_promotion(actor, &request.version, Some(&reason)).map(drop)).await
}

/// What a roll-back would do now.
#[tauri::command]
pub async fn model_roll_back_plan(console: State<'_, Console>) -> Result<RollBackPlanView, Failure> {
    console.run(|engine, actor| engine.plan_roll_back(actor)).await.map(|report| RollBackPlanView::from(&report))
}

/// Rolls back.
#[tauri::command]
pub async fn model_roll_back(console: State<'_, Console>, request: ReasonRequest) -> Result<RollBackPlanView, Failure> {
    let reason = given(&request.reason, "a model is taken back for a reason")?;
    let report = console.attend(WorkKind::RollBack, move |engine, actor, _| engine.roll_back(actor, &reason)).await?;
    Ok(RollBackPlanView::from(&report))
}

/// Lets automatic routing go on.
#[tauri::command]
pub async fn routing_resume(console: State<'_, Console>, request: ReasonRequest) -> Result<(), Failure> {
    let reason = given(&request.reason, "routing goes on for a reason")?;
    console.run(move |engine, actor| engine.resume_routing(actor, &reason)).await
}
