//! Texts of two intents that words tell apart: enough for a model that decides something.

use crate::labelled;

/// What people write who forgot their password.
pub const PASSWORD: [&str; 4] =
    ["I forgot my password", "please reset my login", "cannot sign in, password lost", "reset link for my account"];
/// What people write who wait for a parcel.
pub const ORDER: [&str; 4] =
    ["where is my parcel", "track the shipment please", "has the package left", "delivery status of the order"];
/// What may stand behind either.
pub const TAILS: [&str; 10] =
    ["", " thanks", " today", " asap", " please help", " again", " now", " since monday", " for a friend", " urgently"];
/// What stands at the end.
const ENDS: [&str; 3] = ["ok", "hello", "hi there"];

/// Labelled lines of both intents in turn, 320 of them, from which training makes a model that keeps the promise.
pub fn history() -> String {
    (0..320)
        .map(|row| {
            let (texts, intent) = if row % 2 == 0 { (PASSWORD, "password_reset") } else { (ORDER, "order_status") };
            let text = format!("{}{} {}", texts[(row / 2) % 4], TAILS[row % 10], ENDS[row % 3]);
            labelled(&format!("h{row}"), &text, intent)
        })
        .collect()
}
