//! Why a file was left where it is.

use crate::text_enum::text_enum;

text_enum! {
    /// The closed list of reasons for which a whole file, not a row of it, is not taken or not taken to its end.
    ImportFault {
        /// The name ends in neither `.jsonl` nor `.csv`.
        UnknownFormat = "unknown_format",
        /// A link, a second name of a file elsewhere, a pipe or a device.
        NotPlain = "not_plain",
        /// The system does not let this process open it.
        NoRights = "no_rights",
        /// Its first bytes are those of something else than text in UTF-8.
        NotText = "not_text",
        /// A CSV header lacks a column or names one twice.
        Header = "header",
        /// Reading failed on the way.
        Read = "read",
        /// It is not the file that an earlier run began with.
        Changed = "changed",
        /// It was taken whole and could not be removed from the folder.
        Stuck = "stuck",
    }
}

impl ImportFault {
    /// What happened and what to do, for people.
    pub fn advice(self) -> &'static str {
        match self {
            Self::UnknownFormat => "the name says neither .jsonl nor .csv: rename it",
            Self::NotPlain => "a link, a second name or a pipe is not followed: copy the file itself into the folder",
            Self::NoRights => "this program may not read it: give it the right to, for example with chmod",
            Self::NotText => "it is not text in UTF-8: export it again as JSON Lines or CSV",
            Self::Header => "its header does not fit: see `countersign schema`",
            Self::Read => "reading failed on the way: what came before is kept, put the file in again",
            Self::Changed => "it changed while it was being taken: put it in again under another name",
            Self::Stuck => "every row is taken, and it could not be removed: remove it by hand",
        }
    }
}
