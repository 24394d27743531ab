//! Notices of the desktop, by the session bus (Desktop Notifications Specification 1.2).
//!
//! Takes a title and a text, shows them, and brings the window to the front when one of them is chosen. Deliberately
//! absent: sounds, buttons, and anything that would stay after it was read.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use countersign_api::{NoticeKind, NoticeRequest};
use futures_lite::StreamExt as _;
use tauri::{AppHandle, Manager as _};
use tokio::sync::OnceCell;
use zbus::zvariant::Value;
use zbus::{Connection, proxy};

use crate::window;

/// What a desktop shows of a title, and of a text; the rest is cut.
const LONGEST: [usize; 2] = [80, 240];

#[proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;
}

/// The desktop's place for notices, and those that were shown there.
#[derive(Default)]
pub struct Notices {
    desktop: OnceCell<NotificationsProxy<'static>>,
    shown: Mutex<HashMap<NoticeKind, u32>>,
}

impl Notices {
    /// Shows a notice in place of the last one of its kind. Errors: there is no session bus, or nobody there to show it.
    pub async fn show(&self, app: &AppHandle, notice: &NoticeRequest) -> zbus::Result<()> {
        let desktop = self.desktop.get_or_try_init(|| begin(app.clone())).await?;
        let before = self.shown().get(&notice.kind).copied();
        let title = cut(&notice.title, LONGEST[0]);
        let text = without_markup(&cut(&notice.text, LONGEST[1]));
        let urgency = HashMap::from([("urgency", Value::U8(1))]);
        let actions = ["default", &title];
        let name = "Countersign";
        let id = desktop.notify(name, before.unwrap_or(0), "", &title, &text, &actions, urgency, -1).await?;
        self.shown().insert(notice.kind, id);
        Ok(())
    }

    fn shown(&self) -> MutexGuard<'_, HashMap<NoticeKind, u32>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Finds the desktop's place for notices, and listens for one of ours being chosen.
async fn begin(app: AppHandle) -> zbus::Result<NotificationsProxy<'static>> {
    let desktop = NotificationsProxy::new(&Connection::session().await?).await?;
    let mut chosen = desktop.receive_action_invoked().await?;
    tauri::async_runtime::spawn(async move {
        while let Some(signal) = chosen.next().await {
            let Ok(chosen) = signal.args() else { continue };
            let is_ours = app.state::<Notices>().shown().values().any(|id| *id == chosen.id);
            if is_ours {
                window::show(&app);
            }
        }
    });
    Ok(desktop)
}

/// At most `longest` characters in one line.
fn cut(text: &str, longest: usize) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).take(longest).collect()
}

/// Some desktops read a text as markup.
fn without_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_text() {
        let hostile = format!("<b>3</b> & more\n{}", "x".repeat(500));
        let shown = without_markup(&cut(&hostile, 20));
        assert_eq!(shown, "&lt;b&gt;3&lt;/b&gt; &amp; more xxxx");
    }
}
