//! Drives the real window as a person would: starts the program, presses keys, reads what is on the screen.
//!
//! Takes the binaries of the window (built with the feature `window-tests`) and of the command; gives a [`Workspace`] and a
//! [`Desk`] in front of it. Deliberately absent: the engine; what a test knows of a workspace it asks the command.
//! See `README.md` for what must be installed and how to run.

pub mod artefacts;
pub mod axe;
pub mod desk;
pub mod driver;
pub mod hands;
pub mod hostile;
pub mod keys;
pub mod page;
pub mod policy;
pub mod processes;
pub mod workspace;

pub use desk::Desk;
pub use workspace::{Workspace, binary};
