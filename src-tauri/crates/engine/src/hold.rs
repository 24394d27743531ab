//! One process holds a workspace: a lock on a file that says who, for as long as the process lives.

use std::fs::File;
use std::io::{Read, Seek, Write};

use countersign_domain::TimeMs;
use rustix::fs::{FlockOperation, OFlags, flock};
use serde::{Deserialize, Serialize};

use crate::{Error, Folder};

/// Who holds a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Process id.
    pub pid: u32,
    /// `console`, `run` or the command's name.
    pub program: String,
    /// Since when.
    pub since: TimeMs,
}

/// The lock; the workspace is free again when it is dropped or the process ends.
pub(crate) struct Hold {
    _file: File,
}

impl Hold {
    /// Takes the workspace. Errors: `Held` with who has it.
    pub(crate) fn take(folder: &Folder, program: &str, now: TimeMs) -> Result<Self, Error> {
        let mut file = open(folder)?;
        if !lock(&file) {
            return Err(Error::Held { by: read(&mut file) });
        }
        let holder = Holder { pid: std::process::id(), program: program.to_owned(), since: now };
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(serde_json::to_string(&holder).expect("three plain fields serialize").as_bytes())?;
        file.sync_all()?;
        Ok(Self { _file: file })
    }
}

/// Looks at the lock for a moment before giving up: whoever only asks who holds the workspace ([`holder`]) has it
/// shared for an instant, and must not keep anybody from taking it.
fn lock(file: &File) -> bool {
    const LOOKS: u32 = 10;
    const BETWEEN: std::time::Duration = std::time::Duration::from_millis(10);
    (0..LOOKS).any(|look| {
        if look > 0 {
            std::thread::sleep(BETWEEN);
        }
        flock(file, FlockOperation::NonBlockingLockExclusive).is_ok()
    })
}

/// Who holds the workspace; `None` when nobody does.
pub fn holder(folder: &Folder) -> Result<Option<Holder>, Error> {
    let mut file = open(folder)?;
    if flock(&file, FlockOperation::NonBlockingLockShared).is_ok() {
        return Ok(None);
    }
    Ok(read(&mut file))
}

fn open(folder: &Folder) -> Result<File, Error> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    options.custom_flags(OFlags::NOFOLLOW.bits() as i32 | OFlags::CLOEXEC.bits() as i32);
    Ok(options.open(folder.holder())?)
}

fn read(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(4096).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}
