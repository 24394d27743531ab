//! Journeys of the engine without a window; everything is in `tests/`.
