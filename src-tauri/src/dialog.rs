//! The desktop's own dialog for choosing files or a folder. What was chosen stays in the shell; the page never sees a path
//! that it did not type itself.

use std::cell::RefCell;
use std::path::PathBuf;

use gtk::prelude::*;
use tauri::{AppHandle, Manager as _};
use tokio::sync::oneshot;

/// What is to be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Any number of files.
    Files,
    /// One folder, which may be made on the way.
    Folder,
}

/// Asks; gives nothing where the person turned it down.
pub async fn choose(app: &AppHandle, choice: Choice) -> Vec<PathBuf> {
    #[cfg(feature = "window-tests")]
    if let Some(chosen) = std::env::var_os("COUNTERSIGN_TEST_CHOICE") {
        return std::env::split_paths(&chosen).collect();
    }
    let (send, receive) = oneshot::channel();
    let parent = app.clone();
    let shown = app.run_on_main_thread(move || show(&parent, choice, send));
    if let Err(error) = shown {
        tracing::warn!(%error, "the dialog could not be shown");
        return Vec::new();
    }
    receive.await.unwrap_or_default()
}

fn show(app: &AppHandle, choice: Choice, send: oneshot::Sender<Vec<PathBuf>>) {
    let action = match choice {
        Choice::Files => gtk::FileChooserAction::Open,
        Choice::Folder => gtk::FileChooserAction::SelectFolder,
    };
    let parent = app.get_webview_window("main").and_then(|window| window.gtk_window().ok());
    let dialog = gtk::FileChooserNative::new(None, parent.as_ref(), action, None, None);
    dialog.set_select_multiple(choice == Choice::Files);
    dialog.set_modal(true);
    // Nothing else keeps it alive until somebody has answered.
    let kept = RefCell::new(Some((dialog.clone(), send)));
    dialog.connect_response(move |dialog, response| {
        let Some((_, send)) = kept.take() else { return };
        let chosen = if response == gtk::ResponseType::Accept { dialog.filenames() } else { Vec::new() };
        send.send(chosen).ok();
        dialog.destroy();
    });
    dialog.show();
}
