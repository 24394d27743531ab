//! The watched folder: a sweep over its names is the truth, what the operating system tells is only a hint.
//!
//! A file is taken when it was renamed into place or has rested for two seconds, and removed once all its rows are
//! accounted for. Links, pipes and half-written files are left alone.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::File;

use countersign_domain::{Actor, ImportId};
use countersign_ingest::{FileState, Format, Sighting, format_of, take};
use countersign_rules::authorization::Capability;
use countersign_store::ImportRow;

use crate::ingest::{Cancel, ImportReport, ImportRequest, Source};
use crate::{Engine, Error, id};

/// What a sweep remembers for the next one.
#[derive(Default)]
pub(crate) struct Watch {
    seen: HashMap<OsString, Sighting>,
    /// Files that cannot be read: said once, left where they are.
    refused: HashSet<(OsString, u64)>,
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
    /// being renamed into place.
    pub(crate) fn sweep(
        &self,
        watch: &mut Watch,
        renamed: &HashSet<OsString>,
        cancel: &Cancel,
    ) -> Result<Swept, Error> {
        let folder = File::open(self.folder.watched())?;
        let mut names: Vec<OsString> = std::fs::read_dir(self.folder.watched())?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<_, _>>()?;
        names.sort();
        watch.seen.retain(|name, _| names.binary_search(name).is_ok());
        let mut swept = Swept::default();
        for name in names {
            if cancel.is_cancelled() {
                break;
            }
            let Ok(state) = FileState::look(&folder, &name) else { continue };
            let sighting =
                Sighting::of(watch.seen.get(&name).copied(), state, renamed.contains(&name), self.clock.now());
            watch.seen.insert(name.clone(), sighting);
            if !sighting.is_ready(self.clock.now()) {
                swept.pending = true;
            } else if let Some(format) = self.known_format(watch, &name, &state)? {
                match self.import_from_folder(&folder, &name, &state, format, cancel) {
                    // The import says what was wrong; the file stays until somebody changes or removes it.
                    Err(Error::Input(_)) => drop(watch.refused.insert((name, state.inode))),
                    outcome => swept.imported.extend(outcome?),
                }
            }
        }
        Ok(swept)
    }

    fn known_format(&self, watch: &mut Watch, name: &OsStr, state: &FileState) -> Result<Option<Format>, Error> {
        if watch.refused.contains(&(name.to_owned(), state.inode)) {
            return Ok(None);
        }
        let format = format_of(std::path::Path::new(name));
        if format.is_none() && watch.refused.insert((name.to_owned(), state.inode)) {
            let pass = self.pass(&Actor::Engine, Capability::Ingest)?;
            let import = ImportRow {
                id: ImportId::new(id::fresh()),
                source: "folder".to_owned(),
                name: self.safe_name(&name.to_string_lossy()),
                fingerprint: [0; 32],
                rows_done: 0,
                state: "failed".to_owned(),
                started_at: pass.at(),
                finished_at: None,
            };
            self.note(&pass, |w| {
                w.insert_import(&import)?;
                Ok(w.finish_import(&import.id, "failed", pass.at())?)
            })?;
            tracing::warn!(import = %import.id, "a file in the inbox is neither .jsonl nor .csv and was left there");
        }
        Ok(format)
    }

    fn import_from_folder(
        &self,
        folder: &File,
        name: &OsStr,
        state: &FileState,
        format: Format,
        cancel: &Cancel,
    ) -> Result<Option<ImportReport>, Error> {
        let identity = format!("{} {} {} {}", state.inode, state.size, state.modified_ns, state.changed_ns);
        if let Some(before) = self.ended_before(&identity)? {
            return self.let_go(folder, name, state, &before).map(|()| None);
        }
        let Ok(taken) = take(folder, name, state) else { return Ok(None) };
        let request = ImportRequest {
            source: Source::Folder,
            name: &name.to_string_lossy(),
            format,
            identity: Some(identity),
            cancel,
            progress: &|_| {},
        };
        let report = self.import(&Actor::Engine, taken.file, &request)?;
        self.let_go(folder, name, state, report.state)?;
        Ok(Some(report))
    }

    /// How an earlier import of this very file ended; a crash may have come before the file was removed.
    fn ended_before(&self, identity: &str) -> Result<Option<String>, Error> {
        let pass = self.pass(&Actor::Engine, Capability::Ingest)?;
        let fingerprint = self.fingerprint(Source::Folder, identity);
        let before = self.read(&pass, |r| Ok(r.import_of(&fingerprint)?))?;
        Ok(before.map(|import| import.state).filter(|state| state == "finished" || state == "kept"))
    }

    /// Removes a file whose rows are all accounted for; one with a row that is kept nowhere else stays, and so does one
    /// that was written on, or put in its place under the same name, since it was taken.
    fn let_go(&self, folder: &File, name: &OsStr, taken: &FileState, ended: &str) -> Result<(), Error> {
        if ended == "finished" && FileState::look(folder, name).is_ok_and(|now| now == *taken) {
            std::fs::remove_file(self.folder.watched().join(name))?;
        }
        Ok(())
    }
}
