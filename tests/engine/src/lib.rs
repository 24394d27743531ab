//! What the journeys share with the process that some of them kill: its words, and the rows that it imports.

mod ack;
pub mod canary;
pub mod rows;

pub use ack::Ack;
