//! Changing a policy's text where people change it most: the promise, the hold-back, the time a queue has.
//!
//! Takes a text and what to change; gives the new text with everything else, comments included, as it was. Deliberately
//! absent: whether the change may take effect, which takes two people.

use std::collections::BTreeMap;

use countersign_domain::QueueId;
use toml_edit::{DocumentMut, Item, value};

use super::Policy;
use crate::PolicyError;

/// What to change; what is absent stays.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PolicyEdit {
    /// Largest promised share of wrong automatic decisions, in (0, 0.5].
    pub alpha: Option<f64>,
    /// How long an action or an answer can be taken back, in minutes.
    pub hold_back_minutes: Option<u32>,
    /// Minutes until a person should have answered, by queue.
    pub sla_minutes: BTreeMap<QueueId, u32>,
}

impl PolicyEdit {
    /// `text` with the change made. Errors: the text is no policy, or the change makes it none; a queue that it lacks is
    /// passed over.
    pub fn apply(&self, text: &str) -> Result<String, PolicyError> {
        Policy::parse(text)?;
        let mut document: DocumentMut = text.parse().expect("a policy that was read is TOML");
        if let Some(alpha) = self.alpha {
            replace(document["promise"].get_mut("alpha"), value(alpha));
        }
        if let Some(minutes) = self.hold_back_minutes {
            replace(document.get_mut("hold_back_minutes"), value(i64::from(minutes)));
        }
        for (queue, minutes) in &self.sla_minutes {
            let about = document["queues"].get_mut(queue.as_str());
            replace(about.and_then(|about| about.get_mut("sla_minutes")), value(i64::from(*minutes)));
        }
        let changed = document.to_string();
        Policy::parse(&changed)?;
        Ok(changed)
    }
}

/// Puts `new` in the place of `old` with what stands around it.
fn replace(old: Option<&mut Item>, new: Item) {
    let (Some(old), Ok(mut new)) = (old, new.into_value()) else { return };
    if let Some(before) = old.as_value() {
        *new.decor_mut() = before.decor().clone();
    }
    *old = Item::Value(new);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_leaves_everything_else_as_it_was() {
        let before = Policy::default_text();
        let edit = PolicyEdit {
            alpha: Some(0.01),
            hold_back_minutes: Some(30),
            sla_minutes: [(QueueId::new("billing"), 60)].into(),
        };
        let after = edit.apply(before).expect("a policy");
        let changed = before.lines().zip(after.lines()).filter(|(one, other)| one != other).count();
        assert_eq!((before.lines().count(), changed), (after.lines().count(), 3), "comments are read by people");
        let policy = Policy::parse(&after).expect("a policy");
        assert_eq!(policy.promise.alpha, 0.01);
        assert_eq!(policy.hold_back_ms, 30 * 60_000);
        assert_eq!(policy.queues[&QueueId::new("billing")].sla_ms, 60 * 60_000);
    }

    #[test]
    fn nothing_to_change_changes_nothing() {
        let text = Policy::default_text();
        assert_eq!(PolicyEdit::default().apply(text).expect("a policy"), text);
    }

    #[test]
    fn a_promise_that_promises_nothing_is_refused() {
        for alpha in [0.0, 0.9, f64::NAN] {
            let edit = PolicyEdit { alpha: Some(alpha), ..PolicyEdit::default() };
            assert!(edit.apply(Policy::default_text()).is_err(), "{alpha}");
        }
    }
}
