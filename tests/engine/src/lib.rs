//! Journeys without a window, architecture, kill, at rest
