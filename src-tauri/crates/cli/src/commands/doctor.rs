//! `countersign workspace doctor`: what can be seen of a workspace from outside, and by opening it beside its holder.

use countersign_api::DoctorView;
use countersign_engine::doctor::{self, Check};
use countersign_engine::{Clock, Engine, Folder};

use crate::problem::{Problem, Result};
use crate::session::{KEYRING, Session, opening};

/// Looks at everything, in order.
pub fn look(session: &Session) -> Result<DoctorView> {
    let folder = session.folder()?;
    let findings = doctor::look(&folder, &*KEYRING, || database(&folder, session));
    Ok(DoctorView::of(findings, &folder, env!("CARGO_PKG_VERSION")))
}

/// Opens the database beside its holder: key, cipher and schema at once.
fn database(folder: &Folder, session: &Session) -> Vec<Check> {
    const NAME: &str = "database";
    let passphrase = match session.passphrase_of(folder) {
        Ok(passphrase) => passphrase,
        Err(Problem::Key(_)) => {
            return vec![Check::skipped(NAME, "not opened: give the passphrase with --passphrase-fd N")];
        }
        Err(problem) => return vec![Check::bad(NAME, problem.to_string())],
    };
    match Engine::open_beside(folder.clone(), opening(passphrase.as_ref(), "workspace doctor"), Clock::system()) {
        Ok(engine) => engine.database_checks(),
        Err(error) => vec![Check::bad(NAME, error.to_string())],
    }
}
