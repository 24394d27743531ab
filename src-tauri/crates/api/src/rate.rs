//! A share as the window shows it: never without its interval and the cases it rests on.

use countersign_domain::Rate;
use serde::Serialize;
use ts_rs::TS;

/// A share, or a difference of shares, with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RateView {
    /// In 0–1 (a difference: −1–1); absent where nothing is known.
    pub value: Option<f64>,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Cases.
    pub n: u64,
}

impl From<Rate> for RateView {
    fn from(Rate { value, low, high, n }: Rate) -> Self {
        Self { value, low, high, n }
    }
}
