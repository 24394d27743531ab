//! Residual risk: how many identifiers nobody found, from how often only one of two detectors saw one.
//!
//! Takes counts of sightings, gives an estimate with its interval per kind of identifier. It holds under conditions
//! that are only roughly true, and says which way it errs where they fail ([`CONDITIONS`]); hence three times the
//! estimate is the least that its upper end ever is. Text stays personal data whatever comes out.
//! Deliberately absent: what was found, and where.

use countersign_domain::{Detectors, EntityType, Rate};

/// Under which conditions the estimate holds, for those who read it.
pub const CONDITIONS: [&str; 4] = [
    "the two detectors err independently; identifiers that are hard for both make the estimate too low",
    "within one kind, every identifier is as easy to find as any other; where some are harder, it is too low",
    "what is found is an identifier; ordinary words that only one detector takes for one make it too high",
    "identifiers with a form that only one detector knows (e-mail, IBAN, web address) are not estimated",
];

/// Least sightings by both detectors from which an estimate is made: from seven recaptures on its bias is negligible,
/// Seber, *The Estimation of Animal Abundance*, 2nd edition 1982, section 3.1.2.
pub const LEAST_BOTH: u64 = 7;

/// The upper end is at least this often the estimate: how far it was off on marked texts.
const SAFETY: f64 = 3.0;

/// Kinds of identifiers that both detectors look for, each estimated on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Names of people.
    Names,
    /// Postal addresses.
    Addresses,
    /// Numbers and codes.
    Numbers,
}

impl Kind {
    /// The kind of a type; `None` where only rules know its form, or it is a quasi-identifier.
    pub fn of(entity_type: EntityType) -> Option<Self> {
        use EntityType::*;
        match entity_type {
            Person => Some(Self::Names),
            StreetAddress => Some(Self::Addresses),
            ZipCode | CreditCard | BankAccount | UsSsn | NationalId | Passport | UsDriverLicense | DriverLicense
            | PhoneNumber | AccountId | OrderId | CaseId | MedicalId | DeviceId | LicensePlate | Pin => {
                Some(Self::Numbers)
            }
            _ => None,
        }
    }
}

/// How many identifiers who saw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Sightings {
    /// Rules alone.
    pub rules: u64,
    /// The tagger alone.
    pub tagger: u64,
    /// Both.
    pub both: u64,
}

impl Sightings {
    /// Counts `n` more.
    pub fn add(&mut self, seen_by: Detectors, n: u64) {
        match seen_by {
            Detectors::Rules => self.rules += n,
            Detectors::Tagger => self.tagger += n,
            Detectors::Both => self.both += n,
        }
    }

    /// All that were found.
    pub fn found(&self) -> u64 {
        self.rules + self.tagger + self.both
    }

    /// How many more there are, or nothing where the detectors met too rarely to say.
    ///
    /// Chapman's estimator, *Some properties of the hypergeometric distribution with applications to zoological sample
    /// censuses*, 1951: with n₁ and n₂ found by each and m by both, (n₁+1)(n₂+1)/(m+1) − 1 exist; what that adds to
    /// those found is b·c/(m+1) for b and c found by one alone. Variance: Seber 1970. Interval: log-normal in the
    /// number missed, Chao, *Estimating the population size for capture-recapture data*, 1987, section 3.
    pub fn missed(&self) -> Option<Missed> {
        (self.both >= LEAST_BOTH).then(|| Missed::of(self.estimate(), self.estimate_of_ones().0, self.found()))
    }

    /// Number missed and its variance.
    fn estimate(&self) -> (f64, f64) {
        let (b, c, m) = (self.rules as f64, self.tagger as f64, self.both as f64);
        let variance = (m + b + 1.0) * (m + c + 1.0) * b * c / ((m + 1.0).powi(2) * (m + 2.0));
        (b * c / (m + 1.0), variance)
    }

    /// The same where a detector that found nothing alone is given one: what the upper end rests on then.
    fn estimate_of_ones(&self) -> (f64, f64) {
        Self { rules: self.rules.max(1), tagger: self.tagger.max(1), both: self.both }.estimate()
    }
}

/// Identifiers that both detectors missed, by estimate.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Missed {
    /// How many.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end: of the interval, or three times the estimate where that is more.
    pub high: f64,
    /// The share of all identifiers that they are; `n` counts those found.
    pub share: Rate,
}

impl Missed {
    fn of((missed, variance): (f64, f64), at_least: f64, found: u64) -> Self {
        let spread = if missed > 0.0 { (1.96 * (1.0 + variance / missed.powi(2)).ln().sqrt()).exp() } else { 1.0 };
        let (low, high) = (missed / spread, (missed * spread).max(SAFETY * missed).max(SAFETY * at_least));
        let share = |missed: f64| missed / (found as f64 + missed).max(1.0);
        let share = Rate { value: Some(share(missed)), low: share(low), high: share(high), n: found };
        Self { value: missed, low, high, share }
    }
}

/// The estimate over several kinds: their sum, where at least one has an estimate. Kinds without one are left out, and
/// so are those found of them.
pub fn missed_of_all<'s>(kinds: impl IntoIterator<Item = &'s Sightings>) -> Option<Missed> {
    let measured: Vec<&Sightings> = kinds.into_iter().filter(|seen| seen.both >= LEAST_BOTH).collect();
    let add = |sum: (f64, f64), (missed, variance): (f64, f64)| (sum.0 + missed, sum.1 + variance);
    let sum = measured.iter().map(|seen| seen.estimate()).fold((0.0, 0.0), add);
    let at_least = measured.iter().map(|seen| seen.estimate_of_ones().0).sum();
    let found = measured.iter().map(|seen| seen.found()).sum();
    (!measured.is_empty()).then(|| Missed::of(sum, at_least, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_is_chapmans() {
        // By hand: n₁ = 90, n₂ = 80, m = 72: (91 × 81)/73 − 1 = 99.97 exist, 98 found, 1.97 missed.
        let missed = Sightings { rules: 18, tagger: 8, both: 72 }.missed().expect("72 were seen by both");
        assert!((missed.value - 144.0 / 73.0).abs() < 1e-12, "{missed:?}");
        assert!(missed.low < missed.value && missed.high >= 3.0 * missed.value, "{missed:?}");
        assert!((missed.share.value.expect("a share") - 0.0197).abs() < 1e-3 && missed.share.n == 98, "{missed:?}");
    }

    #[test]
    fn without_meetings_nothing_is_said() {
        assert_eq!(Sightings { rules: 500, tagger: 500, both: 6 }.missed(), None, "six meetings are too few");
        assert_eq!(missed_of_all(&[Sightings::default()]), None, "nothing found says nothing about what was missed");
    }

    #[test]
    fn a_detector_that_finds_nothing_alone_does_not_prove_that_all_is_found() {
        let missed = Sightings { rules: 40, tagger: 0, both: 60 }.missed().expect("60 were seen by both");
        assert_eq!(missed.value, 0.0);
        assert!(missed.high > 1.0, "one more sighting would have changed the estimate: {missed:?}");
    }

    #[test]
    fn kinds_are_summed_where_there_is_an_estimate() {
        let (names, few) = (Sightings { rules: 10, tagger: 10, both: 99 }, Sightings { rules: 5, tagger: 5, both: 1 });
        let all = missed_of_all([&names, &few]).expect("one kind has an estimate");
        assert_eq!((all.value, all.share.n), (1.0, 119), "the kind without an estimate adds nothing");
        let twice = missed_of_all([&names, &names]).expect("both have one");
        assert!(twice.value == 2.0 && twice.high < 2.0 * all.high + 1e-9, "errors of kinds are independent");
    }
}
