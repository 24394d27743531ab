//! The workspace folder: what lies where in it.

use std::path::{Path, PathBuf};

use rustix::fs::{StatFs, statfs};

use crate::Error;

/// A workspace folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// Magic numbers of file systems on which a write-ahead log is not safe (statfs(2)).
const NETWORK: &[(i64, &str)] = &[
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x0102_1997, "9P"),
    (0x6b41_4653, "AFS"),
];

impl Folder {
    /// The folder at `path`, which need not exist yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The encrypted database.
    pub fn database(&self) -> PathBuf {
        self.0.join("countersign.db")
    }

    /// Locked by the process that holds the workspace; its text says who.
    pub fn holder(&self) -> PathBuf {
        self.0.join("holder.json")
    }

    /// Any process may create it: everything goes to people.
    pub fn stop_file(&self) -> PathBuf {
        self.0.join("STOP")
    }

    /// Files put here are taken.
    pub fn watched(&self) -> PathBuf {
        self.0.join("inbox")
    }

    /// Decisions leave here; receipts come back here.
    pub fn outbox(&self) -> PathBuf {
        self.0.join("outbox")
    }

    /// Files that somebody asked for lie here until they are taken; made with the first.
    pub fn exports(&self) -> PathBuf {
        self.0.join("exports")
    }

    /// Makes the folder of exports, readable by the owner only.
    pub(crate) fn make_exports(&self) -> Result<PathBuf, Error> {
        let exports = self.exports();
        std::fs::create_dir_all(&exports)?;
        restrict(&exports)?;
        Ok(exports)
    }

    /// Makes the folder and its parts, readable by the owner only.
    pub(crate) fn create(&self) -> Result<(), Error> {
        for part in [self.0.clone(), self.watched(), self.outbox()] {
            std::fs::create_dir_all(&part)?;
            restrict(&part)?;
        }
        Ok(())
    }

    /// Refuses file systems on which the write-ahead log is not safe. Errors: `NetworkFolder`.
    pub fn require_local(&self) -> Result<(), Error> {
        let StatFs { f_type, .. } = statfs(&self.0).map_err(std::io::Error::from)?;
        match NETWORK.iter().find(|(magic, _)| *magic == f_type) {
            Some((_, name)) => Err(Error::NetworkFolder { folder: self.0.clone(), kind: name }),
            None => Ok(()),
        }
    }
}

/// Gives a folder to its owner alone.
pub(crate) fn restrict(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
}
