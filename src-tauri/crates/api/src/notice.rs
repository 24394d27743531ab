//! What the desktop shows to somebody who is not looking at the window.

use serde::Deserialize;
use ts_rs::TS;

/// Asks the desktop to show a notice, in the reader's words. It can be read on a locked screen: counts, never content.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
pub struct NoticeRequest {
    /// What it is about; a later notice of the same kind takes the place of an earlier one.
    pub kind: NoticeKind,
    /// Title, in one line.
    pub title: String,
    /// What it says and what to do.
    pub text: String,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NoticeKind {
    /// Items are past their due time.
    Overdue,
    /// Automatic routing has stopped, or a part of the background work has.
    Stopped,
}
