//! Figures on public data
