//! Where tests make the program fail: built only with the feature `probe`, which no program of ours turns on.
//!
//! Without it [`pass`] is empty and compiles to nothing.

#[cfg(not(feature = "probe"))]
use countersign_domain::EventId;

/// Passes a place of the code with an event.
#[cfg(not(feature = "probe"))]
pub(crate) fn pass(_place: &'static str, _event: &EventId) {}

#[cfg(feature = "probe")]
pub use on::panic_at;
#[cfg(feature = "probe")]
pub(crate) use on::pass;

#[cfg(feature = "probe")]
mod on {
    use std::sync::Mutex;

    use countersign_domain::EventId;

    static PLACES: Mutex<Vec<(&'static str, EventId)>> = Mutex::new(Vec::new());

    /// Lets the program panic whenever it passes `place` (`detect`, `derive`, `write`) with `event`.
    pub fn panic_at(place: &'static str, event: &EventId) {
        PLACES.lock().expect("nobody panics while holding it").push((place, event.clone()));
    }

    pub(crate) fn pass(place: &'static str, event: &EventId) {
        let planted =
            PLACES.lock().expect("nobody panics while holding it").iter().any(|known| *known == (place, event.clone()));
        assert!(!planted, "planted in {place}");
    }
}
