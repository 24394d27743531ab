//! Declares the commands of the window, so that each must be allowed by name in `capabilities/main.json`.

/// Every command of the window; `src/commands/mod.rs` registers the same, and a test compares the two.
const COMMANDS: &[&str] = &["session_state"];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json, capabilities/main.json and the page in ui/dist are there (build ui first)");
}
