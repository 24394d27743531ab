//! The watched folder: a sweep over its names is the truth, what the operating system tells is only a hint.
//!
//! A file is taken when it was renamed into place or has rested for two seconds, and removed once all its rows are
//! accounted for. What is not taken stays where it is and is said once, with the reason; the others go on. Hidden,
//! half-written files and folders are left alone without a word.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::ErrorKind;

use countersign_domain::{Actor, ImportFault, ImportId};
use countersign_ingest::{FileState, Format, NotTaken, Sighting, format_of, take};
use countersign_rules::authorization::Capability;
use countersign_store::ImportRow;

use crate::change::Area;
use crate::ingest::{Cancel, ImportReport, ImportRequest, Source};
use crate::{Engine, Error, id};

/// What a sweep remembers for the next one.
#[derive(Default)]
pub(crate) struct Watch {
    seen: HashMap<OsString, Sighting>,
    /// What is not taken and was said, with the state it was in where it has one: a change gives it another try.
    refused: HashMap<OsString, Option<FileState>>,
}

impl Watch {
    /// Forgets what is no longer there.
    fn keep(&mut self, names: &[OsString]) {
        self.seen.retain(|name, _| names.binary_search(name).is_ok());
        self.refused.retain(|name, _| names.binary_search(name).is_ok());
    }

    fn has_refused(&self, name: &OsStr, state: Option<FileState>) -> bool {
        self.refused.get(name).is_some_and(|known| *known == state)
    }
}

/// What a sweep did.
#[derive(Default)]
pub(crate) struct Swept {
    pub(crate) imported: Vec<ImportReport>,
    /// Whether a file is there that will be ready soon.
    pub(crate) pending: bool,
}

impl Engine {
    /// Looks at every name in the folder and imports what is ready, in order of names. `renamed`: names that were seen
    /// being renamed into place. Errors: `FolderGone`, and what the store says; never what lies with one file.
    pub(crate) fn sweep(
        &self,
        watch: &mut Watch,
        renamed: &HashSet<OsString>,
        cancel: &Cancel,
    ) -> Result<Swept, Error> {
        let (folder, names) = self.look_into_inbox()?;
        watch.keep(&names);
        let mut swept = Swept::default();
        for name in names {
            if cancel.is_cancelled() {
                break;
            }
            let state = match FileState::look(&folder, &name) {
                Ok(state) => state,
                Err(not_taken) => {
                    if let Some(fault) = fault_of(not_taken) {
                        self.leave_there(watch, &name, None, fault)?;
                    }
                    continue;
                }
            };
            let sighting =
                Sighting::of(watch.seen.get(&name).copied(), state, renamed.contains(&name), self.clock.now());
            watch.seen.insert(name.clone(), sighting);
            if watch.has_refused(&name, Some(state)) {
                continue;
            } else if !sighting.is_ready(self.clock.now()) {
                swept.pending = true;
            } else if let Some(format) = format_of(std::path::Path::new(&name)) {
                swept.imported.extend(self.import_from_folder(watch, &folder, &name, &state, format, cancel)?);
            } else {
                self.leave_there(watch, &name, Some(state), ImportFault::UnknownFormat)?;
            }
        }
        Ok(swept)
    }

    /// The folder, open, and the names in it in order.
    fn look_into_inbox(&self) -> Result<(File, Vec<OsString>), Error> {
        let gone = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Error::FolderGone(self.folder.watched()),
            _ => error.into(),
        };
        let folder = File::open(self.folder.watched()).map_err(gone)?;
        let entries = std::fs::read_dir(self.folder.watched()).map_err(gone)?;
        let mut names: Vec<OsString> =
            entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<_, _>>()?;
        names.sort();
        Ok((folder, names))
    }

    /// Says once, among the imports, that a file was left where it is, and why.
    fn leave_there(
        &self,
        watch: &mut Watch,
        name: &OsStr,
        state: Option<FileState>,
        fault: ImportFault,
    ) -> Result<(), Error> {
        if watch.has_refused(name, state) {
            return Ok(());
        }
        let pass = self.pass(&Actor::Engine, Capability::Ingest)?;
        let import = ImportRow {
            id: ImportId::new(id::fresh()),
            source: Source::Folder.as_str().to_owned(),
            name: self.safe_name(&name.to_string_lossy()),
            fingerprint: self.fingerprint(Source::Folder, &id::fresh()),
            rows_done: 0,
            state: "failed".to_owned(),
            fault: Some(fault),
            started_at: pass.at(),
            finished_at: None,
        };
        self.note(&pass, |w| {
            w.insert_import(&import)?;
            Ok(w.finish_import(&import.id, &import.state, import.fault, pass.at())?)
        })?;
        watch.refused.insert(name.to_owned(), state);
        tracing::warn!(import = %import.id, %fault, "a file in the inbox was left there: {}", fault.advice());
        self.tell(Area::Sources, vec![import.id.to_string()]);
        Ok(())
    }

    /// Imports a file and lets it go. What lies with the file is said, and is no error of the sweep.
    fn import_from_folder(
        &self,
        watch: &mut Watch,
        folder: &File,
        name: &OsStr,
        state: &FileState,
        format: Format,
        cancel: &Cancel,
    ) -> Result<Option<ImportReport>, Error> {
        let identity = format!("{} {} {} {}", state.inode, state.size, state.modified_ns, state.changed_ns);
        let mut report = None;
        if self.ended_before(&identity)?.is_none() {
            match take(folder, name, state) {
                Ok(taken) => report = self.import_taken(name, taken.file, (format, identity.clone()), cancel)?,
                Err(not_taken) => {
                    fault_of(not_taken).map_or(Ok(()), |fault| self.leave_there(watch, name, Some(*state), fault))?;
                    return Ok(None);
                }
            }
        }
        match self.ended_before(&identity)? {
            Some(import) if import.state == "finished" => self.let_go(watch, folder, name, state, &import.id)?,
            // Left where it is until somebody changes or removes it; the import says why.
            Some(_) => drop(watch.refused.insert(name.to_owned(), Some(*state))),
            None => {}
        }
        Ok(report)
    }

    fn import_taken(
        &self,
        name: &OsStr,
        file: File,
        (format, identity): (Format, String),
        cancel: &Cancel,
    ) -> Result<Option<ImportReport>, Error> {
        let request = ImportRequest {
            source: Source::Folder,
            name: &name.to_string_lossy(),
            format,
            identity: Some(identity),
            cancel,
            progress: &|_| {},
        };
        match self.import(&Actor::Engine, file, &request) {
            Err(Error::File { fault, .. }) => {
                tracing::warn!(%fault, "a file in the inbox was left there: {}", fault.advice());
                Ok(None)
            }
            outcome => outcome.map(Some),
        }
    }

    /// The import of this very file that ended; a crash may have come before the file was removed.
    fn ended_before(&self, identity: &str) -> Result<Option<ImportRow>, Error> {
        let pass = self.pass(&Actor::Engine, Capability::Ingest)?;
        let fingerprint = self.fingerprint(Source::Folder, identity);
        let before = self.read(&pass, |r| Ok(r.import_of(&fingerprint)?))?;
        Ok(before.filter(|import| matches!(import.state.as_str(), "finished" | "kept" | "failed")))
    }

    /// Removes a file whose rows are all accounted for, unless it was written on, or another was put in its place
    /// under the same name, since it was taken. One that cannot be removed is said to be stuck.
    fn let_go(
        &self,
        watch: &mut Watch,
        folder: &File,
        name: &OsStr,
        taken: &FileState,
        import: &ImportId,
    ) -> Result<(), Error> {
        let is_the_same = FileState::look(folder, name).is_ok_and(|now| now == *taken);
        if !is_the_same || std::fs::remove_file(self.folder.watched().join(name)).is_ok() {
            return Ok(());
        }
        watch.refused.insert(name.to_owned(), Some(*taken));
        tracing::warn!(%import, "a file in the inbox was left there: {}", ImportFault::Stuck.advice());
        let pass = self.pass(&Actor::Engine, Capability::Ingest)?;
        self.note(&pass, |w| Ok(w.finish_import(import, "finished", Some(ImportFault::Stuck), pass.at())?))?;
        self.tell(Area::Sources, vec![import.to_string()]);
        Ok(())
    }
}

/// What is said of a file that is not taken; `None`: it needs no word.
fn fault_of(not_taken: NotTaken) -> Option<ImportFault> {
    match not_taken {
        NotTaken::SymbolicLink | NotTaken::HardLink | NotTaken::Special => Some(ImportFault::NotPlain),
        NotTaken::System(_) => Some(ImportFault::NoRights),
        NotTaken::Hidden
        | NotTaken::Unfinished
        | NotTaken::NoName
        | NotTaken::Folder
        | NotTaken::Gone
        | NotTaken::Changed => None,
    }
}
