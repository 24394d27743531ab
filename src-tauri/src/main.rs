//! The window of Countersign.
//!
//! Takes `--workspace DIR`; gives one window on that workspace. Deliberately absent: rules, SQL, figures. Those are
//! the engine's; the shell opens it, translates between it and the page, and closes it.

mod changes;
mod commands;
mod dialog;
mod harden;
mod kept;
mod log;
mod notices;
mod options;
mod state;
mod window;

use anyhow::Context as _;
use tauri::{AppHandle, Manager as _, RunEvent};
use tokio::signal::unix::{SignalKind, signal};

use crate::kept::Kept;
use crate::notices::Notices;
use crate::options::Options;
use crate::state::Console;

fn main() -> anyhow::Result<()> {
    harden::settle_environment()?;
    harden::forbid_core_dumps()?;
    let options = Options::from_args(std::env::args_os().skip(1))?;
    let _log = log::begin(&options.workspace)?;
    countersign_engine::quiet_panics();
    run(options)
}

fn run(options: Options) -> anyhow::Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _args, _folder| window::show(app)))
        .manage(Console::new(options.workspace))
        .manage(Notices::default())
        .invoke_handler(commands::handler())
        .setup(|app| {
            app.manage(Kept::of(app.path().app_config_dir().ok()));
            tauri::async_runtime::spawn(end_when_told(app.handle().clone()));
            Ok(window::open(app)?)
        })
        .build(tauri::generate_context!())
        .context("the window could not be opened")?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<Kept>().write();
            tauri::async_runtime::block_on(app.state::<Console>().close());
        }
    });
    Ok(())
}

/// SIGTERM closes the window as a person would, so that the worker ends in order.
async fn end_when_told(app: AppHandle) {
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
            app.exit(0);
        }
        Err(error) => tracing::warn!(%error, "SIGTERM cannot be listened to"),
    }
}
