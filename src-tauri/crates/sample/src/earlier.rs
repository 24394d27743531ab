//! The log of an earlier system that decided the past, with a bias of exactly known size.
//!
//! Takes the labelled events, gives a prediction and "routed without a person" for each. In the biased group the share
//! that was routed without a person is 12 points below that of everybody else, by count and not by chance: how many
//! are selected is computed first, which ones is drawn. How often the predictions are right is the same everywhere.

use crate::compose::Clarity;
use crate::event::Event;
use crate::intents::{self, INTENTS};
use crate::people::BIASED;
use crate::random::Random;

/// Share of events that the earlier system routed without a person, outside the biased group.
const SELECTION_RATE: f64 = 0.6;
/// How much lower it is in the biased group.
pub(crate) const GAP: f64 = 0.12;
/// Share of the earlier system's predictions that are right, in every group.
const ACCURACY: f64 = 0.86;
/// The same among those it was sure of.
const ACCURACY_SELECTED: f64 = 0.94;

/// What the earlier system made of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EarlierDecision {
    /// Its prediction, as an index of the intents.
    pub(crate) prediction: usize,
    /// Whether it was routed without a person.
    pub(crate) selected: bool,
}

/// Whether the event belongs to the biased group.
pub(crate) fn in_biased_group(event: &Event) -> bool {
    event.line.sensitive.get(BIASED.0) == Some(&BIASED.1)
}

/// One decision per event, in their order. `labels` are the known intents of `events`.
pub(crate) fn decide(events: &[&Event], labels: &[usize], random: &mut Random) -> Vec<EarlierDecision> {
    let mut decisions: Vec<EarlierDecision> =
        labels.iter().map(|label| EarlierDecision { prediction: *label, selected: false }).collect();
    // Each background has its own count, so that those outside the group are as near to each other as whole numbers allow.
    let mut backgrounds: Vec<&str> = events.iter().map(|event| background(event)).collect();
    backgrounds.sort_unstable();
    backgrounds.dedup();
    for value in backgrounds {
        let members: Vec<usize> = (0..events.len()).filter(|index| background(events[*index]) == value).collect();
        let rate = if value == BIASED.1 { SELECTION_RATE - GAP } else { SELECTION_RATE };
        let selected = (rate * members.len() as f64).round() as usize;
        for index in likeliest(&members, events, labels, selected, random) {
            decisions[index].selected = true;
        }
        predict(&members, labels, rate, &mut decisions, random);
    }
    decisions
}

fn background(event: &Event) -> &str {
    event.line.sensitive.get(BIASED.0).copied().unwrap_or_default()
}

/// `n` of the members, drawn without replacement, those that a machine can settle more often.
fn likeliest(members: &[usize], events: &[&Event], labels: &[usize], n: usize, random: &mut Random) -> Vec<usize> {
    let mut keyed: Vec<(f64, usize)> = members
        .iter()
        .map(|index| {
            let clear = if events[*index].clarity == Clarity::Plain { 1.0 } else { 0.4 };
            (random.share() * clear * INTENTS[labels[*index]].automatable, *index)
        })
        .collect();
    keyed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    keyed.into_iter().take(n).map(|(_, index)| index).collect()
}

/// Puts wrong predictions among the members: exactly as many as [`ACCURACY`] leaves, most of them not selected.
fn predict(members: &[usize], labels: &[usize], rate: f64, decisions: &mut [EarlierDecision], random: &mut Random) {
    let wrong = ((1.0 - ACCURACY) * members.len() as f64).round() as usize;
    let wrong_selected = ((1.0 - ACCURACY_SELECTED) * rate * members.len() as f64).round() as usize;
    let (mut sure, mut unsure): (Vec<usize>, Vec<usize>) =
        members.iter().partition(|index| decisions[**index].selected);
    random.shuffle(&mut sure);
    random.shuffle(&mut unsure);
    let mistaken = sure.into_iter().take(wrong_selected).chain(unsure.into_iter().take(wrong - wrong_selected));
    for index in mistaken {
        let rival = random.one(INTENTS[labels[index]].rivals);
        decisions[index].prediction = intents::index_of(rival).expect("a test holds that every rival is an intent");
    }
}
