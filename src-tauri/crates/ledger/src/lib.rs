//! Canonical entries, their chain and its verification
