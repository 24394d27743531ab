//! How the installation does.

use countersign_api::{Failure, MonitoringRequest, MonitoringSaveRequest, MonitoringView, SavedView, span_name};
use countersign_domain::{Actor, TimeMs};
use countersign_engine::Engine;
use tauri::State;

use crate::state::Console;

/// Every tile of the screen that watches.
#[tauri::command]
pub async fn monitoring_read(
    console: State<'_, Console>,
    request: MonitoringRequest,
) -> Result<MonitoringView, Failure> {
    let MonitoringRequest { since_ms, words } = request;
    let monitoring = console.run(move |engine, actor| engine.monitoring(actor, TimeMs(since_ms))).await?;
    Ok(MonitoringView::of(monitoring, words))
}

/// Writes the chart of coverage to a file; the writing is recorded.
#[tauri::command]
pub async fn monitoring_save(
    console: State<'_, Console>,
    request: MonitoringSaveRequest,
) -> Result<SavedView, Failure> {
    let MonitoringSaveRequest { figures: MonitoringRequest { since_ms, words }, format } = request;
    let save = move |engine: &Engine, actor: &Actor| {
        engine.save_coverage(actor, TimeMs(since_ms), format.into(), &words.into(), span_name)
    };
    console.run(save).await.map(SavedView::from)
}
