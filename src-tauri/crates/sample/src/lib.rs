//! Seeded generator of a believable company
