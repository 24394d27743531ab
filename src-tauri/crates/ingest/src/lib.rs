//! Files to rows: every row of a file becomes an event or a refusal with its reason, and the rest goes on.
//!
//! Takes a reader and a [`Format`], gives an iterator of [`Row`]s; and for a watched folder says when a file may be
//! taken ([`Sighting`]) and opens it without following anybody's link ([`take`]). Memory does not grow with the file.
//!
//! Deliberately absent: the watcher, the clock, storage, and any look at what a text says. Raw text leaves in types
//! that do not print; a refusal names fields of the canonical schema and the shape of a value, never the value.

mod csv_rows;
mod error;
mod event;
mod json;
mod node;
mod readiness;
mod records;
mod row;
mod schema;
mod taking;
mod time;

pub use error::ReadError;
pub use readiness::{FileState, REST_MS, Sighting};
pub use row::{Format, Labels, Limits, Row, RowBytes, Rows, format_of, read};
pub use schema::{SCHEMA_VERSION, schema_event};
pub use taking::{NotTaken, Taken, take};
