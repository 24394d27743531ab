//! STOP: everything goes to people at once. Anyone may engage it, only the gate lifts it.

use std::os::unix::fs::MetadataExt;

use countersign_domain::Actor;
use countersign_ledger::Act;
use countersign_rules::authorization::Capability;
use countersign_store::SwitchRow;

use crate::change::Area;
use crate::{Engine, Error, Folder};

/// Creates the file `STOP`: works for any process that may write into the folder, whether or not somebody holds it.
pub fn stop_by_file(folder: &Folder) -> Result<(), Error> {
    if !folder.path().is_dir() {
        return Err(Error::NoWorkspace(folder.path().to_owned()));
    }
    std::fs::File::create(folder.stop_file())?.sync_all()?;
    Ok(())
}

impl Engine {
    /// Whether everything goes to people now: the switch, or the file.
    pub(crate) fn is_stopped(&self) -> bool {
        self.live().stopped.is_some() || self.folder.stop_file().exists()
    }

    /// Engages STOP in the actor's name. While it is on, a reason is added to it and nothing else changes.
    pub fn stop(&self, actor: &Actor, reason: Option<&str>) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::Stop)?;
        let on = self.live().stopped.clone();
        if on.is_some() && reason.is_none() {
            return Ok(());
        }
        let reason = reason.map(|text| self.mask(text));
        let (by, at) = on.map_or_else(|| (actor.id().to_string(), pass.at()), |turn| (turn.by, turn.at));
        self.turn_stop(&pass, Act::StopEngaged, SwitchRow { on: true, by, reason, at })
    }

    /// Records a STOP that came as a file, with who made it and when. The holder calls this before it decides.
    pub(crate) fn notice_stop_file(&self) -> Result<(), Error> {
        if self.live().stopped.is_some() {
            return Ok(());
        }
        let Ok(file) = std::fs::symlink_metadata(self.folder.stop_file()) else { return Ok(()) };
        let pass = self.pass(&Actor::Engine, Capability::Decide)?;
        let at = countersign_domain::TimeMs(file.mtime() * 1000);
        let turn =
            SwitchRow { on: true, by: format!("file:{}", file.uid()), reason: Some("the file STOP".to_owned()), at };
        self.turn_stop(&pass, Act::StopEngaged, turn)
    }

    /// Lifts STOP and takes the file away. Errors: `NotAllowed`, `Input` when it is not on.
    pub fn lift_stop(&self, actor: &Actor, reason: &str) -> Result<(), Error> {
        let pass = self.pass(actor, Capability::StopLift)?;
        self.notice_stop_file()?;
        if self.live().stopped.is_none() {
            return Err(Error::Input("STOP is not on".to_owned()));
        }
        match std::fs::remove_file(self.folder.stop_file()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let turn = SwitchRow { on: false, by: actor.id().to_string(), reason: Some(self.mask(reason)), at: pass.at() };
        self.turn_stop(&pass, Act::StopLifted, turn)
    }

    fn turn_stop(&self, pass: &crate::gate::Pass, act: Act, turn: SwitchRow) -> Result<(), Error> {
        self.record(pass, |w| {
            let details = [("by", turn.by.clone()), ("since_ms", turn.at.0.to_string())];
            let entered = w.enter(act, &[], &details)?;
            Ok(w.insert_stop(entered, &turn)?)
        })?;
        self.reload()?;
        self.tell(Area::Status, Vec::new());
        Ok(())
    }
}
