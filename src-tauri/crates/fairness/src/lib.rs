//! Rates per group with intervals
