//! Fills a new workspace with the sample company: its people, its labelled past, a model that two of them trained and
//! released, and recent events to decide.
//!
//! Takes an open workspace and its administrator; gives who can sign in, with passwords that guard invented data. Every
//! step passes the gate in somebody's name, as it would in a firm. Deliberately absent: making the workspace, and the
//! generator of the events, which is `sample`'s.

use std::fs::File;
use std::path::{Path, PathBuf};

use countersign_domain::{Actor, Role};
use countersign_engine::{
    Cancel, Engine, Error as EngineError, Format, ImportRequest, Source, TrainProgress, TrainRequest,
};
use countersign_sample::SampleConfig;

/// The sample's people beside the administrator.
pub const PEOPLE: [(&str, Role); 5] = [
    ("sue", Role::Supervisor),
    ("sam", Role::Supervisor),
    ("stu", Role::ModelSteward),
    ("olga", Role::ComplianceOfficer),
    ("aud", Role::Auditor),
];

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Name.
    pub name: &'static str,
    /// Role.
    pub role: Role,
    /// Password; it guards invented data.
    pub password: String,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furnished {
    /// Who can sign in, without the administrator.
    pub people: Vec<Member>,
    /// Why no model was released, where none was.
    pub not_released: Option<String>,
}

/// A step of the work, as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Somebody is added.
    Adding(&'a str),
    /// Events are made up.
    Writing,
    /// Rows of a file are taken in: rows so far.
    Importing(&'a str, u64),
    /// A model is trained.
    Training(TrainProgress),
}

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refuses or fails.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The generator cannot write.
    #[error(transparent)]
    Sample(#[from] countersign_sample::Error),
    /// A file of the sample cannot be used.
    #[error("a file of the sample could not be used: {0}")]
    Io(#[from] std::io::Error),
    /// No random bytes for passwords.
    #[error("the system gives no random bytes")]
    NoRandomness,
}

/// A password of 80 random bits, as 16 characters. Errors: `NoRandomness`.
pub fn draw_password() -> Result<String, Error> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
    Ok(data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
}

/// Fills the workspace of `engine` in the name of `administrator` and of the people it adds. A model that may not be
/// released is no failure: its events go to people.
///
/// Errors: as of the steps, `Cancelled` among them; what was made until then stays.
pub fn furnish(
    engine: &Engine,
    administrator: &Actor,
    config: &SampleConfig,
    cancel: &Cancel,
    tell: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Furnished, Error> {
    let work = Work { engine, cancel, tell };
    let people = work.people(administrator)?;
    let sign_in = |name: &str| -> Result<Actor, Error> {
        let member = people.iter().find(|member| member.name == name).expect("the list above has everybody");
        Ok(engine.sign_in(member.name, &member.password)?.0)
    };
    let (steward, officer) = (sign_in("stu")?, sign_in("olga")?);
    let folder = Temporary::new(engine.folder().path())?;
    tell(Step::Writing);
    countersign_sample::write(config, &folder.0)?;
    work.import(administrator, &folder.0.join("history.jsonl"))?;
    let said = |at| tell(Step::Training(at));
    let request = TrainRequest { seed: 1, min_subjects: 3, cancel, progress: &said };
    let version = engine.train(&steward, &request)?.version;
    let released = engine
        .request_promotion(&steward, version.as_str(), Some("the first model of the sample"))
        .and_then(|asked| engine.approve(&officer, &asked));
    work.import(administrator, &folder.0.join("stream.jsonl"))?;
    Ok(Furnished { people, not_released: released.err().map(|error| error.to_string()) })
}

struct Work<'a> {
    engine: &'a Engine,
    cancel: &'a Cancel,
    tell: &'a (dyn Fn(Step<'_>) + Sync),
}

impl Work<'_> {
    fn people(&self, administrator: &Actor) -> Result<Vec<Member>, Error> {
        let add = |(name, role): (&'static str, Role)| {
            (self.tell)(Step::Adding(name));
            let password = draw_password()?;
            self.engine.add_person(administrator, name, &[role], &password)?;
            Ok(Member { name, role, password })
        };
        PEOPLE.into_iter().map(add).collect()
    }

    fn import(&self, actor: &Actor, path: &Path) -> Result<(), Error> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let request = ImportRequest {
            source: Source::File,
            name: &name,
            format: Format::JsonLines,
            identity: None,
            cancel: self.cancel,
            progress: &|rows| (self.tell)(Step::Importing(&name, rows)),
        };
        let report = self.engine.import(actor, File::open(path)?, &request)?;
        if report.state == "cancelled" { Err(EngineError::Cancelled.into()) } else { Ok(()) }
    }
}

/// The generator's files, beside the workspace's own until they are imported. They hold invented people's data in the
/// clear, so they go when the work ends, however it ends.
struct Temporary(PathBuf);

impl Temporary {
    fn new(workspace: &Path) -> Result<Self, Error> {
        let folder = workspace.join(".sample");
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_engine::{Clock, Folder};
    use countersign_testkit::{START, create};

    #[test]
    fn who_cancels_leaves_no_file_of_invented_people_behind() {
        let temporary = tempfile::tempdir().expect("a folder");
        let (engine, administrator, _) = create(Folder::new(temporary.path().join("W")), None, Clock::system());
        let cancel = Cancel::default();
        let stop = |step: Step<'_>| {
            if matches!(step, Step::Writing) {
                cancel.cancel();
            }
        };
        let config = SampleConfig { events: 50, ..SampleConfig::new(1, START) };
        let made = furnish(&engine, &administrator, &config, &cancel, &stop);
        let cancelled = matches!(made, Err(Error::Engine(EngineError::Cancelled)));
        assert!(cancelled, "the import looks at the flag before its first batch: {made:?}");
        assert!(!engine.folder().path().join(".sample").exists(), "the sample's files stand in the clear");
    }
}
