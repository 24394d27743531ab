//! The window of Countersign.
//!
//! Takes `--workspace DIR`; gives one window on that workspace. Deliberately absent: rules, SQL, figures. Those are
//! the engine's; the shell opens it, translates between it and the page, and closes it.

mod commands;
mod harden;
mod options;
mod window;

use anyhow::Context as _;

use crate::options::Options;

fn main() -> anyhow::Result<()> {
    harden::settle_environment()?;
    harden::forbid_core_dumps()?;
    let options = Options::from_args(std::env::args_os().skip(1))?;
    run(options)
}

fn run(options: Options) -> anyhow::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _args, _folder| window::show(app)))
        .manage(options)
        .invoke_handler(commands::handler())
        .setup(|app| Ok(window::open(app)?))
        .run(tauri::generate_context!())
        .context("the window could not be opened")
}
