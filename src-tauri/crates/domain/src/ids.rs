//! Newtypes for ids, so that one kind cannot be passed for another.

/// Declares a text id.
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a text that is already known to be such an id.
            pub fn new(text: impl Into<String>) -> Self { Self(text.into()) }

            /// The id as text.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )+};
}

id! {
    /// A support event; the idempotency key. Shape: [`EventId::is_well_formed`].
    EventId,
    /// Where files come from: a watched folder, a hand, standard input.
    SourceId,
    /// One file on its way in.
    ImportId,
    /// The rows of one import that were committed together.
    BatchId,
    /// One decision about one event; a later decision supersedes, never overwrites.
    DecisionId,
    /// A question put to a person.
    ReviewItemId,
    /// A person's (or an imported) answer.
    LabelId,
    /// An intent of the taxonomy, for example `refund_request`.
    IntentId,
    /// SHA-256 of the model bundle, in hexadecimal.
    ModelVersion,
    /// SHA-256 of a routing policy's text, in hexadecimal.
    PolicyVersion,
    /// SHA-256 over the members of a frozen set of labels, in hexadecimal.
    TrainingSetId,
    /// A queue that people work on.
    QueueId,
    /// A person who signs in, or `engine`.
    UserId,
    /// An act that waits for a second person.
    ApprovalId,
    /// Random 128 bits as 26 base32 characters; stands for a person, session or account and says nothing of them.
    Surrogate,
}

impl EventId {
    /// Longest event id that is accepted, in bytes.
    pub const MAX_LEN: usize = 128;

    /// An event id is 1–128 characters of `A–Z a–z 0–9 . _ : -`. It is stored as it comes, so a shape that could
    /// hold an e-mail address or a name is refused.
    pub fn is_well_formed(text: &str) -> bool {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._:-".contains(&b);
        !text.is_empty() && text.len() <= Self::MAX_LEN && text.bytes().all(allowed)
    }
}

impl ModelVersion {
    /// The first eight characters, for people.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl UserId {
    /// The actor of the background worker.
    pub fn engine() -> Self {
        Self::new("engine")
    }
}
