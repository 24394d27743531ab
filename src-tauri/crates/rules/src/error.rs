//! What is wrong with a policy or taxonomy text, told to the person who wrote it.

/// A text that is not taken: where, what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{place}: {what}; {remedy}", line.map(|line| format!("line {line}, ")).unwrap_or_default())]
pub struct FileError {
    /// Line from 1, where one line can be blamed. For a rule or an intent it is its first line.
    pub line: Option<usize>,
    /// The part of the text, for example `rule always-human/refund`.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// A routing policy that is not taken.
pub type PolicyError = FileError;

/// A taxonomy that is not taken.
pub type TaxonomyError = FileError;

impl FileError {
    /// An error at the byte `offset` of `text`, or of the text as a whole.
    pub(crate) fn at(text: &str, offset: Option<usize>, place: impl Into<String>, what: String, remedy: &str) -> Self {
        let line = offset.map(|offset| line_of(text, offset));
        Self { line, place: place.into(), what, remedy: remedy.into() }
    }

    /// What the TOML reader says, with the line it blames.
    pub(crate) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let what = error.message().trim().replace('\n', " ");
        Self::at(text, error.span().map(|span| span.start), "text", what, "correct this line; nothing was taken over")
    }
}

/// Line from 1 of a byte offset; an offset past the end is on the last line.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}
