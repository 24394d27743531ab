//! How the installation does.

use countersign_api::{Failure, MonitoringRequest, MonitoringView};
use countersign_domain::TimeMs;
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
