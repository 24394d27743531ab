//! Drives the real window as a person would: starts the program, presses keys, reads what is on the screen.
//!
//! Takes the binary built with the feature `window-tests` and a folder; gives a [`Desk`]. Deliberately absent: knowledge of
//! the engine. See `README.md` for what must be installed and how to run.

pub mod axe;
pub mod desk;
pub mod driver;
pub mod keys;
pub mod policy;

pub use desk::Desk;
