//! What the window is started with.
//!
//! Takes the arguments after the program's name; gives the folder of the workspace. Deliberately absent: secrets, which
//! never come as arguments or from the environment.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// What the window is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The folder of the workspace.
    pub workspace: PathBuf,
}

impl Options {
    /// Reads `--workspace DIR`; without it the workspace is the one that was chosen in the window before, else
    /// `countersign` in the user's data folder.
    ///
    /// Errors: an unknown argument, `--workspace` without a folder, or no data folder to fall back on.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> anyhow::Result<Self> {
        let mut workspace = None;
        let mut args = args.into_iter();
        while let Some(argument) = args.next() {
            match argument.to_str() {
                Some("--workspace") => workspace = Some(args.next().context("--workspace names no folder")?.into()),
                _ => bail!("unknown argument; the window takes --workspace DIR"),
            }
        }
        workspace.or_else(remembered).map_or_else(default_workspace, Ok).map(|workspace| Self { workspace })
    }
}

/// `countersign` in the user's data folder (XDG base directory specification).
fn default_workspace() -> anyhow::Result<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data = data.or_else(home).context("neither XDG_DATA_HOME nor HOME is set; name a folder with --workspace")?;
    Ok(data.join("countersign"))
}

/// Where the choice of a workspace is kept (XDG base directory specification).
fn choice_file() -> Option<PathBuf> {
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config"));
    Some(config.or_else(home)?.join("countersign/workspace"))
}

/// The workspace that was chosen in the window before.
fn remembered() -> Option<PathBuf> {
    let bytes = std::fs::read(choice_file()?).ok()?;
    Some(PathBuf::from(OsString::from_vec(bytes))).filter(|folder| folder.is_absolute())
}

/// Keeps the choice of a workspace for the next start; where that cannot be, the next start asks again.
pub fn remember(workspace: &Path) {
    let Some(file) = choice_file() else { return };
    let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
    if let Err(error) = made.and_then(|()| std::fs::write(&file, workspace.as_os_str().as_bytes())) {
        tracing::warn!(%error, "the choice of the workspace could not be kept");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(args: &[&str]) -> anyhow::Result<Options> {
        Options::from_args(args.iter().map(OsString::from))
    }

    #[test]
    fn the_named_folder_is_taken() {
        let options = from(&["--workspace", "/srv/desk"]).expect("a folder is named");
        assert_eq!(options.workspace, PathBuf::from("/srv/desk"), "the argument decides where the workspace is");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for args in [&["--workspace"][..], &["--password", "x"], &["/srv/desk"]] {
            assert!(from(args).is_err(), "{args:?} must not open some other workspace than the one meant");
        }
    }
}
