//! Output files that are there whole or not at all.

use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};

use crate::Error;

/// Writes `target` under a temporary name beside it, syncs it and renames it into place; when `write` fails, what was
/// there before stays. A target that is no regular file (a pipe, `/dev/null`) is written to as it is, and a link is
/// followed. Errors: `Io`, and those of `write`.
pub fn write_whole<T>(target: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<T, Error>) -> Result<T, Error> {
    let about = std::fs::metadata(target);
    if about.is_ok_and(|about| !about.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(target)?);
        let value = write(&mut out)?;
        out.flush()?;
        return Ok(value);
    }
    let target = std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    let unfinished = Unfinished(beside(&target)?);
    let mut out = BufWriter::new(File::create(&unfinished.0)?);
    let value = write(&mut out)?;
    out.into_inner().map_err(IntoInnerError::into_error)?.sync_all()?;
    std::fs::rename(&unfinished.0, &target)?;
    Ok(value)
}

/// A hidden name in the same folder, of this process alone.
fn beside(target: &Path) -> Result<PathBuf, Error> {
    let name = target.file_name().ok_or_else(|| Error::Input("name the file to write".to_owned()))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    Ok(target.with_file_name(hidden))
}

/// A temporary file that goes when the work does not come to its end; after the rename there is nothing to remove.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
