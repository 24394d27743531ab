//! Work on plain files, without a workspace, an actor or a key store: pseudonymizing, scoring how well that is done,
//! estimating what remains, and a classifier in one file.
//!
//! Takes readers and writers, gives counts and figures; memory does not grow with the file but for training,
//! evaluation and what remains, which need all of it at once. Messages name lines, never what stands in them.
//! Deliberately absent: opening input files, the terminal, and anything of a workspace.

mod classifier;
mod lines;
mod pseudonymize;
mod risk;
mod score;
mod spans;
mod table;
mod whole;

pub use classifier::{Guaranteed, PlainModel, PlainTrainReport, PlainTrainRequest, PredictRequest};
pub use lines::LinesReport;
pub use pseudonymize::{PseudonymizeRequest, key_of_file, pseudonymize};
pub use risk::{Linkable, PlainRisk, plain_risk};
pub use score::{ClassScore, Masking, Score, TypeMasking};
pub use spans::{evaluate_spans, evaluate_spans_with};
pub use table::{Columns as TextColumns, TableFormat};
pub use whole::write_whole;

pub use countersign_privacy::Locale;
