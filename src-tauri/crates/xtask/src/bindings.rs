//! TypeScript bindings: written by the tests of the api crate, which ts-rs generates.

use crate::step::{command, root, step};

/// Rewrites `ui/src/bindings`.
pub fn write() -> anyhow::Result<()> {
    let folder = root().join("ui/src/bindings");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    step("bindings", command("cargo test --quiet --package countersign-api").env("UPDATE_BINDINGS", "1"))
}

/// Fails when the bindings in the tree are not those that the api crate gives.
pub fn check() -> anyhow::Result<()> {
    write()?;
    step("bindings are up to date", &mut command("git diff --exit-code --stat -- ui/src/bindings"))
}
