//! Declares the commands of the window, so that each must be allowed by name in `capabilities/main.json`.

#[path = "src/commands/names.rs"]
mod names;

fn main() {
    println!("cargo:rerun-if-changed=src/commands/names.rs");
    let manifest = tauri_build::AppManifest::new().commands(names::NAMES);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json, capabilities/main.json and the page in ui/dist are there (build ui first)");
}
