//! From a prediction to a verdict: automatic, or left to a person with the reason.
//!
//! Takes what the engine knows at this moment; gives the first reason that holds, in the order below. The order puts
//! the state of the installation first, so that the reason alone tells a replay which of these flags were set, then
//! what was there to decide on, then the rule, then the doubts about the prediction from the coarse to the fine.
//! Deliberately absent: the reason `fault`, which the engine gives where something failed before this was asked.

use countersign_domain::{AbstainReason, Verdict};

/// What a verdict rests on. Probability, margin and scores are read only where `has_model` holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VerdictInput {
    /// STOP is on.
    pub stopped: bool,
    /// Automatic routing is paused.
    pub paused: bool,
    /// A champion is live.
    pub has_model: bool,
    /// The customer said nothing that could be read.
    pub text_is_empty: bool,
    /// The text is in a language the model was trained for.
    pub language_supported: bool,
    /// Calibrated probability of the first intent, in 0–1.
    pub probability: f64,
    /// What keeps the promise for this intent, in 0–1; `None` where nothing does.
    pub threshold: Option<f64>,
    /// The promise has not been withdrawn.
    pub guarantee_valid: bool,
    /// Probability of the first intent minus that of the second, in 0–1.
    pub margin: f64,
    /// Least margin, in 0–1.
    pub min_margin: f64,
    /// How unlike the training texts it is, in 0–1.
    pub out_of_scope_score: f64,
    /// Highest score that is still like them, in 0–1.
    pub out_of_scope_threshold: f64,
    /// The policy sends it to a person whatever the probability.
    pub always_human: bool,
}

/// The verdict. Reasons in order: stopped, paused, no model, no text, always human, language, out of scope, no
/// guarantee, below threshold, two rivals; automatic only when none holds.
///
/// A probability equal to the threshold and a margin equal to the least pass. A number that is not one (NaN) passes
/// no comparison, so that it ends with a person.
pub fn verdict(input: VerdictInput) -> Verdict {
    match reason(&input) {
        Some(reason) => Verdict::Abstained(reason),
        None => Verdict::Automatic,
    }
}

fn reason(input: &VerdictInput) -> Option<AbstainReason> {
    use AbstainReason as Reason;
    let threshold = input.threshold.filter(|_| input.guarantee_valid);
    let checks = [
        (input.stopped, Reason::Stopped),
        (input.paused, Reason::Paused),
        (!input.has_model, Reason::NoModel),
        (input.text_is_empty, Reason::NoText),
        (input.always_human, Reason::AlwaysHuman),
        (!input.language_supported, Reason::Language),
        (!at_least(input.out_of_scope_threshold, input.out_of_scope_score), Reason::OutOfScope),
        (threshold.is_none(), Reason::NoGuarantee),
        (!threshold.is_some_and(|threshold| at_least(input.probability, threshold)), Reason::BelowThreshold),
        (!at_least(input.margin, input.min_margin), Reason::TwoRivals),
    ];
    checks.into_iter().find_map(|(holds, reason)| holds.then_some(reason))
}

/// False where either is not a number.
fn at_least(value: f64, least: f64) -> bool {
    value >= least
}

#[cfg(test)]
mod tests {
    use super::*;
    use AbstainReason as Reason;

    fn sure() -> VerdictInput {
        VerdictInput {
            stopped: false,
            paused: false,
            has_model: true,
            text_is_empty: false,
            language_supported: true,
            probability: 0.95,
            threshold: Some(0.95),
            guarantee_valid: true,
            margin: 0.1,
            min_margin: 0.1,
            out_of_scope_score: 0.5,
            out_of_scope_threshold: 0.5,
            always_human: false,
        }
    }

    #[test]
    fn automatic_needs_every_check_to_pass() {
        assert_eq!(verdict(sure()), Verdict::Automatic, "limits themselves pass");
    }

    #[test]
    fn each_doubt_has_its_reason_and_the_earlier_one_is_named() {
        type Spoiler = (fn(&mut VerdictInput), Reason);
        let spoilers: [Spoiler; 10] = [
            (|i| i.stopped = true, Reason::Stopped),
            (|i| i.paused = true, Reason::Paused),
            (|i| i.has_model = false, Reason::NoModel),
            (|i| i.text_is_empty = true, Reason::NoText),
            (|i| i.always_human = true, Reason::AlwaysHuman),
            (|i| i.language_supported = false, Reason::Language),
            (|i| i.out_of_scope_score = 0.51, Reason::OutOfScope),
            (|i| i.guarantee_valid = false, Reason::NoGuarantee),
            (|i| i.probability = 0.94, Reason::BelowThreshold),
            (|i| i.margin = 0.09, Reason::TwoRivals),
        ];
        for first in 0..spoilers.len() {
            let mut input = sure();
            (spoilers[first].0)(&mut input);
            assert_eq!(verdict(input), Verdict::Abstained(spoilers[first].1), "one doubt alone names itself");
            for later in &spoilers[first + 1..] {
                let mut both = input;
                (later.0)(&mut both);
                assert_eq!(verdict(both), Verdict::Abstained(spoilers[first].1), "{:?} is asked later", later.1);
            }
        }
    }

    #[test]
    fn without_a_threshold_there_is_no_guarantee() {
        let verdict = verdict(VerdictInput { threshold: None, ..sure() });
        assert_eq!(verdict, Verdict::Abstained(Reason::NoGuarantee));
    }

    #[test]
    fn what_is_not_a_number_goes_to_a_person() {
        let nan = f64::NAN;
        for input in [
            VerdictInput { probability: nan, ..sure() },
            VerdictInput { threshold: Some(nan), ..sure() },
            VerdictInput { margin: nan, ..sure() },
            VerdictInput { min_margin: nan, ..sure() },
            VerdictInput { out_of_scope_score: nan, ..sure() },
            VerdictInput { out_of_scope_threshold: nan, ..sure() },
        ] {
            assert_ne!(verdict(input), Verdict::Automatic, "NaN passed as evidence in {input:?}");
        }
    }
}
