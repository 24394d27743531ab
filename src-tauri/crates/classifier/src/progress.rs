//! What training says while it runs, and how it is stopped.

use std::ops::ControlFlow;

/// A part of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Counting n-grams.
    Reading,
    /// Choosing settings, calibrating and evaluating on folds.
    CrossValidation,
    /// Fitting the final model.
    Fitting,
}

/// Hears how far training is. Called from several threads; `Break` stops it with `Error::Cancelled`.
pub trait Progress: Sync {
    /// `done` of `total` steps of `stage`; asked several times per second at least.
    fn report(&self, stage: Stage, done: usize, total: usize) -> ControlFlow<()>;
}

/// Says nothing and never stops.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: Stage, _: usize, _: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
