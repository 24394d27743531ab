//! What a run leaves behind for people to look at: pictures and figures. Nothing reads them back.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The file `name` in the folder of what runs leave behind, which is made where it is missing.
pub fn path(name: &str) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

/// Keeps figures as the file `name`.
pub fn keep(name: &str, figures: &Value) -> std::io::Result<()> {
    std::fs::write(path(name)?, format!("{figures:#}\n"))
}
