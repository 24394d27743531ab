//! Secrets: from a file descriptor, one line each, or from the terminal. Never from arguments or environment.
//!
//! One descriptor may carry several secrets, line by line in the order in which they are needed: passphrase, password,
//! then what a command asks for itself.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::Read;

use zeroize::Zeroizing;

use crate::problem::{Problem, Result};

/// A secret text; wiped when dropped.
pub type Secret = Zeroizing<String>;

/// Most bytes that are read from a descriptor.
const LONGEST: u64 = 64 * 1024;

/// Lines read so far and not yet taken, by descriptor.
#[derive(Default)]
pub struct Secrets(RefCell<HashMap<u32, VecDeque<Secret>>>);

impl Secrets {
    /// The next line of `fd`.
    pub fn line_of(&self, fd: u32, what: &str) -> Result<Secret> {
        let mut read = self.0.borrow_mut();
        if let std::collections::hash_map::Entry::Vacant(entry) = read.entry(fd) {
            entry.insert(lines_of(fd, what)?);
        }
        let next = read.get_mut(&fd).and_then(VecDeque::pop_front);
        next.ok_or_else(|| Problem::Usage(format!("file descriptor {fd} has no line left for the {what}")))
    }
}

fn lines_of(fd: u32, what: &str) -> Result<VecDeque<Secret>> {
    let unreadable =
        |error: std::io::Error| Problem::Usage(format!("file descriptor {fd} cannot be read for the {what}: {error}"));
    let mut bytes = Zeroizing::new(Vec::new());
    if fd == 0 {
        std::io::stdin().take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = File::open(format!("/proc/self/fd/{fd}")).map_err(unreadable)?;
        file.take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Problem::Usage(format!("the {what} in file descriptor {fd} is not UTF-8")))?;
    Ok(text.lines().map(|line| Zeroizing::new(line.to_owned())).collect())
}

/// Asks on the terminal, without showing what is typed. `None` where there is no terminal.
pub fn ask(prompt: &str) -> Option<Secret> {
    rpassword::prompt_password(format!("{prompt}: ")).ok().map(Zeroizing::new)
}

/// Asks for a new secret twice.
pub fn ask_twice(what: &str) -> Result<Option<Secret>> {
    let Some(first) = ask(&format!("New {what}")) else { return Ok(None) };
    match ask(&format!("The same {what} again")) {
        Some(second) if second == first => Ok(Some(first)),
        _ => Err(Problem::Usage(format!("the two entries of the {what} differ; nothing was changed, try again"))),
    }
}
