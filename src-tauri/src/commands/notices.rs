//! Notices for somebody who is not looking at the window.

use countersign_api::{Failure, NoticeRequest};
use tauri::{AppHandle, State};

use crate::notices::Notices;

/// Has the desktop show a notice. A desktop without a place for notices is no fault: the window says the same.
#[tauri::command]
pub async fn notice_show(app: AppHandle, notices: State<'_, Notices>, request: NoticeRequest) -> Result<(), Failure> {
    if let Err(error) = notices.show(&app, &request).await {
        tracing::debug!(%error, "the desktop shows no notices");
    }
    Ok(())
}
