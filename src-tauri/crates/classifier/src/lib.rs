//! Features, training, calibration, prediction and the guarantee.
//!
//! Takes pseudonymized texts, with labels to [`train`] and without to [`Model::predict`]; gives an intent with a
//! calibrated probability, what each word contributed, and the threshold above which a promise about errors holds
//! ([`guarantee()`]). Pure: the same input gives the same bytes, on any machine and number of threads; elementary
//! functions come from `libm`, sums run in one order, the seed is an argument.
//!
//! The way through: `text` → `ngrams` → `corpus` → `vocabulary` → `matrix` → `solver`, for each of the
//! `folds` (`cross_validation`) and then for all (`train`); `calibrate` makes probabilities of scores, `scope` says how
//! usual they are, `evaluation` and
//! `guarantee` say what they are worth, `bundle` makes bytes of a `model`, `contributions` explain it.
//!
//! Deliberately absent: files, clocks, what an intent means, and the decision itself; pretrained weights of any
//! kind.

mod bundle;
mod calibrate;
mod contributions;
mod corpus;
mod cross_validation;
mod error;
mod evaluation;
mod folds;
mod guarantee;
mod half;
mod input;
mod language;
mod matrix;
mod model;
mod neighbours;
mod ngrams;
mod progress;
mod promise;
mod records;
#[cfg(test)]
mod reference;
mod removal;
mod rng;
mod scope;
mod sets;
mod solver;
mod table;
mod text;
mod train;
mod training_set;
mod vocabulary;
mod watch;
mod wishes;

pub use contributions::{Contributions, TermContribution};
pub use error::{Error, Result};
pub use evaluation::{
    CALIBRATION_BINS, ConfusionCell, Evaluation, IntentEvaluation, Interval, Outcome, RESAMPLES, ReliabilityBin,
};
pub use guarantee::{Basis, Guarantee, fewest_labels, guarantee};
pub use input::Input;
pub use language::{Language, language};
pub use model::{CANDIDATES, Model, Prediction, Recipe, Scratch};
pub use neighbours::{Neighbour, Neighbours};
pub use progress::{Progress, Silent, Stage};
pub use promise::{Cell, IntentOutlook, Per, Promise, WhatIf, by_intent, scope_limit, what_if};
pub use records::{KEPT_CANDIDATES, Record, Records};
pub use removal::Removal;
pub use sets::{LARGEST_SET, LEVEL, Sets};
pub use train::{Example, TrainConfig, evaluate, fit, outcomes_of, records_of, train, train_with_calibration};
pub use watch::{Watch, confidence_sequence};
pub use wishes::Secondary;
