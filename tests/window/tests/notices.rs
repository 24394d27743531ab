//! Whoever is not looking at the window is told by the desktop, here a small one of our own on the real session bus.

use std::collections::HashMap;

use anyhow::Context as _;
use countersign_window_tests::{Desk, Workspace};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use zbus::zvariant::OwnedValue;

/// A place for notices: what it is given, it passes on.
struct Desktop(UnboundedSender<[String; 3]>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        self.0.send([app_name, summary, body]).ok();
        7
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_from_outside_reaches_somebody_who_looks_elsewhere() -> anyhow::Result<()> {
    let (send, mut shown) = unbounded_channel();
    let _desktop = zbus::connection::Builder::session()?
        .name("org.freedesktop.Notifications")?
        .serve_at("/org/freedesktop/Notifications", Desktop(send))?
        .build()
        .await?;
    let workspace = Workspace::empty()?;
    let desk = Desk::open(workspace.path()).await?;
    desk.sign_in(&workspace, "sue").await?;
    // A display without a window manager gives no window the focus, or all of them.
    desk.run("document.hasFocus = () => false").await?;

    std::fs::write(workspace.path().join("STOP"), "")?;
    desk.until_text("stopped by the file STOP").await?;
    let notice = shown.recv().await.context("the desktop is still there")?;
    assert_eq!(
        notice,
        [
            "Countersign",
            "Nothing is routed without a person any more",
            "Automatic routing has stopped or been paused. The status strip says why.",
        ]
    );
    assert!(shown.try_recv().is_err(), "one notice for one stop");
    desk.close().await
}
