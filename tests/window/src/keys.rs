//! Keys without a character, as WebDriver writes them (W3C WebDriver, 17.4.2 "Keyboard actions").

/// Tab.
pub const TAB: &str = "\u{E004}";
/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Escape.
pub const ESCAPE: &str = "\u{E00C}";
/// Arrow down.
pub const DOWN: &str = "\u{E015}";
