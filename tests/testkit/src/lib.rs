//! Clock, seed, keys and events for tests
