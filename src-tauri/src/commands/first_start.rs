//! The first start: folder, key, recovery code, first administrator; then own data or the sample.

use std::path::PathBuf;

use countersign_api::{
    Failure, FirstStartView, FolderRequest, RecoverRequest, RecoveryCheckRequest, RecoveryCodeView, SamplePersonView,
    SessionView, WorkKind, WorkOutcomeView, WorkspaceCreateRequest,
};
use countersign_engine::{Clock, Error};
use countersign_furnish::{Furnished, Step, furnish};
use countersign_sample::SampleConfig;
use tauri::{AppHandle, State};

use crate::dialog::{Choice, choose};
use crate::state::{Console, Underway};

/// Events of the sample: enough for a model that keeps the promise.
const SAMPLE_EVENTS: usize = 5_000;
/// Decides everything that is drawn.
const SAMPLE_SEED: u64 = 1;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What is proposed.
#[tauri::command]
pub async fn first_start_read(console: State<'_, Console>) -> Result<FirstStartView, Failure> {
    console.first_start().await
}

/// Another folder, typed or chosen in the desktop's dialog.
#[tauri::command]
pub async fn first_start_folder(
    app: AppHandle,
    console: State<'_, Console>,
    request: FolderRequest,
) -> Result<FirstStartView, Failure> {
    let folder = match request.folder {
        Some(typed) => Some(PathBuf::from(typed.trim())),
        None => choose(&app, Choice::Folder).await.into_iter().next(),
    };
    if let Some(folder) = folder {
        console.propose(folder).await?;
    }
    console.first_start().await
}

/// Makes the workspace.
#[tauri::command]
pub async fn first_start_create(
    console: State<'_, Console>,
    request: WorkspaceCreateRequest,
) -> Result<RecoveryCodeView, Failure> {
    console.create(request).await
}

/// Shows that the recovery code was kept.
#[tauri::command]
pub async fn first_start_confirm(
    console: State<'_, Console>,
    request: RecoveryCheckRequest,
) -> Result<SessionView, Failure> {
    console.confirm(&request.groups).await
}

/// Own data comes in.
#[tauri::command]
pub async fn first_start_own(console: State<'_, Console>) -> Result<SessionView, Failure> {
    console.settle().await
}

/// Begins to make the sample; the tray says how it goes, and in the end who can sign in.
#[tauri::command]
pub async fn first_start_sample(console: State<'_, Console>) -> Result<SessionView, Failure> {
    console
        .begin(WorkKind::Sample, None, |engine, actor, underway| {
            let now = Clock::system().now();
            let midnight = countersign_domain::TimeMs(now.0 - now.0.rem_euclid(DAY_MS));
            let config = SampleConfig { events: SAMPLE_EVENTS, ..SampleConfig::new(SAMPLE_SEED, midnight) };
            let said = |step: Step<'_>| tell(underway, step);
            let made = furnish(engine, actor, &config, underway.cancel(), &said).map_err(problem)?;
            Ok(outcome(made))
        })
        .await?;
    console.settle().await
}

/// Opens the workspace by its recovery code.
#[tauri::command]
pub async fn workspace_recover(console: State<'_, Console>, request: RecoverRequest) -> Result<SessionView, Failure> {
    console.recover(request).await
}

/// The steps by names that the page has words for.
fn tell(underway: &Underway, step: Step<'_>) {
    match step {
        Step::Adding(_) => underway.stage("people", 0, None),
        Step::Writing => underway.stage("writing", 0, None),
        Step::Importing(_, rows) => underway.stage("importing", rows, None),
        Step::Training(at) => {
            let share = (at.total > 0).then(|| at.done as f64 / at.total as f64);
            underway.stage(at.stage, at.done as u64, share);
        }
    }
}

fn problem(error: countersign_furnish::Error) -> Error {
    match error {
        countersign_furnish::Error::Engine(error) => error,
        other => Error::Io(std::io::Error::other(other)),
    }
}

fn outcome(made: Furnished) -> WorkOutcomeView {
    let people = made.people.into_iter().map(|member| SamplePersonView {
        name: member.name.to_owned(),
        role: member.role.as_str().to_owned(),
        password: member.password,
    });
    WorkOutcomeView::Furnished { people: people.collect() }
}
