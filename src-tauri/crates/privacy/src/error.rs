//! What can fail. No message quotes input.

/// A [`crate::Pseudonymizer`] that cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule or a model that ships with this crate is damaged.
    #[error("the recognizer data `{0}` is damaged")]
    Data(&'static str),
    /// An entry of the allow-list is empty or longer than 200 characters.
    #[error("entry {0} of the allow-list is empty or too long")]
    Allow(usize),
}

/// The surrogate index could not answer; the cause belongs to whoever implements the index.
#[derive(Debug, thiserror::Error)]
#[error("the surrogate index could not answer")]
pub struct IndexError(#[source] Box<dyn std::error::Error + Send + Sync>);

impl IndexError {
    /// Wraps the cause.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// The cause, so that the implementer can take its own error back.
    pub fn into_cause(self) -> Box<dyn std::error::Error + Send + Sync> {
        self.0
    }
}

/// No subject could be found for an event.
#[derive(Debug, thiserror::Error)]
pub enum SubjectError {
    /// Two identity fields are known and point to different subjects.
    #[error("two identity fields point to two subjects")]
    TwoSubjects,
    /// The index could not answer.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// A detected event that could not be rendered. Nothing of it may be stored.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Two identity fields are known and point to different subjects: quarantine.
    #[error("two identity fields point to two subjects")]
    TwoSubjects,
    /// The index could not answer.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<SubjectError> for RenderError {
    fn from(error: SubjectError) -> Self {
        match error {
            SubjectError::TwoSubjects => Self::TwoSubjects,
            SubjectError::Index(error) => Self::Index(error),
        }
    }
}
