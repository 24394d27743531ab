//! What keeps a command from being done, as one sentence and one exit status.

use countersign_engine::{Code, Error};

/// Result of a command.
pub type Result<T> = std::result::Result<T, Problem>;

/// How a command that was done came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to remark.
    Done,
    /// A negative finding: rows refused, verification failed, cancelled before its end.
    Finding,
}

impl Outcome {
    /// `Finding` if there is one.
    pub fn finding(found: bool) -> Self {
        if found { Self::Finding } else { Self::Done }
    }

    /// Exit status.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Finding => 1,
        }
    }
}

/// Why a command was not done. Texts never quote a secret or a row.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Arguments that cannot be meant.
    #[error("{0}")]
    Usage(String),
    /// A file that cannot be read, or not as what it should be.
    #[error("{0}")]
    Unreadable(String),
    /// A passphrase or key that nobody gave.
    #[error("{0}")]
    Key(String),
    /// Something of the machine: no terminal, no disk.
    #[error("{0}")]
    Machine(String),
    /// What the engine says.
    #[error(transparent)]
    Engine(#[from] Error),
}

impl Problem {
    /// Says that `path` cannot be read.
    pub fn reading(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Unreadable(format!("{} cannot be read: {error}", path.display()))
    }

    /// An engine error about a file that was handed over: what cannot be read as what it should be is unreadable.
    pub fn of_file(error: Error) -> Self {
        match error {
            Error::Input(message) | Error::File { message, .. } => Self::Unreadable(message),
            error => Self::Engine(error),
        }
    }

    /// Exit status, as in `countersign --help`.
    pub fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Unreadable(_) => 5,
            Self::Key(_) => 6,
            Self::Machine(_) => 1,
            Self::Engine(error) => code_of(error),
        }
    }

    /// One sentence on standard error: what happened, what was kept, what to do.
    pub fn tell(&self) {
        say!("countersign: {self}{}", self.advice());
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::Engine(Error::NotAllowed(_)) => "; nothing was changed, ask somebody who has that role",
            Self::Engine(Error::WrongCredentials) => "; nothing was changed, try again",
            Self::Engine(Error::Claim(_) | Error::Review(_)) => {
                "; nothing was changed, look at the item again with `countersign review show`"
            }
            Self::Engine(Error::Promotion(_) | Error::Undo(_)) => "; nothing was changed",
            Self::Engine(Error::Classifier(countersign_engine::ClassifierError::Bundle { .. })) => {
                "; give a file that `countersign classifier train` wrote"
            }
            _ => "",
        }
    }
}

fn code_of(error: &Error) -> u8 {
    match (error.code(), error) {
        (Code::NotAllowed | Code::WrongCredentials, _) => 3,
        (Code::Held, _) => 4,
        (Code::KeyUnavailable, _) => 6,
        (Code::DatabaseTooNew, _) | (_, Error::Policy(_)) => 5,
        (_, Error::Classifier(countersign_engine::ClassifierError::Bundle { .. })) => 5,
        (_, Error::TooFewLabels { .. } | Error::NothingToRollBack) => 1,
        (Code::Input | Code::NoWorkspace, _) => 2,
        (Code::ClaimLost | Code::UndoRefused | Code::PromotionRefused, _) => 1,
        (Code::Cancelled | Code::DiskFull | Code::Internal, _) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_problem_has_its_status() {
        let cases: [(Problem, u8); 9] = [
            (Problem::Usage(String::new()), 2),
            (Problem::Unreadable(String::new()), 5),
            (Problem::Key(String::new()), 6),
            (Error::WrongCredentials.into(), 3),
            (Error::Held { by: None }.into(), 4),
            (Error::NoWorkspace("x".into()).into(), 2),
            (Error::Input("no such item".into()).into(), 2),
            (Problem::of_file(Error::Input("no header".into())), 5),
            (Error::TooFewLabels { labels: 1, intents: 1, needed: 40 }.into(), 1),
        ];
        for (problem, code) in cases {
            assert_eq!(problem.code(), code, "{problem:?}: scripts tell problems apart by status");
        }
    }
}
