//! Figures, with n and interval.

use std::collections::HashMap;
use std::time::Duration;

use countersign_domain::{Decision, Rate, Verdict};
use serde_json::json;

/// What was decided about one event.
pub struct Decided {
    probability: f64,
    right: bool,
    automatic: bool,
}

impl Decided {
    /// Compares a decision with what was right.
    pub fn of(decision: &Decision, right: &HashMap<String, &str>) -> Self {
        let expected = right.get(decision.lineage.event_id.as_str());
        Self {
            probability: decision.candidates.first().map_or(0.0, |best| best.probability),
            right: decision.intent().map(|intent| intent.as_str()) == expected.copied(),
            automatic: decision.verdict == Verdict::Automatic,
        }
    }
}

/// What came of the stream.
pub struct Figures {
    /// Subjects that a term must occur for.
    pub floor: u32,
    /// Rows of labelled history per second.
    pub import_rows_per_s: f64,
    /// Seconds of training, cross-validation included.
    pub train_s: f64,
    accuracy: Rate,
    coverage: Rate,
    misroutes: Rate,
    calibration_error: f64,
    events_per_s: f64,
    p50_ms: f64,
    p99_ms: f64,
    peak_mib: f64,
}

impl Figures {
    /// Of all decisions; `bulk` is how long the first `bulk_events` took, `latencies` one per single event.
    pub fn of(decided: &[Decided], bulk_events: usize, bulk: Duration, mut latencies: Vec<Duration>) -> Self {
        let count = |holds: &dyn Fn(&&Decided) -> bool| decided.iter().filter(holds).count() as u64;
        let n = decided.len() as u64;
        let automatic = count(&|one| one.automatic);
        latencies.sort_unstable();
        let at = |share: f64| latencies[((latencies.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1000.0;
        Self {
            floor: 0,
            import_rows_per_s: 0.0,
            train_s: 0.0,
            accuracy: Rate::exact(count(&|one| one.right), n),
            coverage: Rate::exact(automatic, n),
            misroutes: Rate::exact(count(&|one| one.automatic && !one.right), automatic),
            calibration_error: calibration_error(decided),
            events_per_s: bulk_events as f64 / bulk.as_secs_f64(),
            p50_ms: at(0.5),
            p99_ms: at(0.99),
            peak_mib: countersign_testkit::evidence::peak_mib(),
        }
    }

    /// Appends the figures to the evidence, where a folder for it is named.
    pub fn keep(&self) -> anyhow::Result<()> {
        let Some(folder) = std::env::var_os("COUNTERSIGN_EVIDENCE") else { return Ok(()) };
        std::fs::create_dir_all(&folder)?;
        let path = std::path::Path::new(&folder).join("banking77.jsonl");
        let line = json!({
            "min_subjects": self.floor, "accuracy": self.accuracy, "coverage": self.coverage, "misroutes": self.misroutes,
            "calibration_error": self.calibration_error, "events_per_s": self.events_per_s, "p50_ms": self.p50_ms,
            "p99_ms": self.p99_ms, "train_s": self.train_s, "import_rows_per_s": self.import_rows_per_s, "peak_mib": self.peak_mib,
        });
        let mut kept = std::fs::read_to_string(&path).unwrap_or_default();
        kept.push_str(&format!("{line}\n"));
        Ok(std::fs::write(path, kept)?)
    }
}

/// Expected calibration error of the top probability, 15 bins of equal width (Guo et al. 2017, equation 3).
fn calibration_error(decided: &[Decided]) -> f64 {
    const BINS: usize = 15;
    let mut bins = [(0.0f64, 0.0f64); BINS];
    for one in decided {
        let bin = ((one.probability * BINS as f64) as usize).min(BINS - 1);
        bins[bin].0 += one.probability;
        bins[bin].1 += f64::from(u8::from(one.right));
    }
    bins.iter().map(|(probability, right)| (probability - right).abs()).sum::<f64>() / decided.len() as f64
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "BANKING77, terms of at least {} subject(s)", self.floor)?;
        for (name, rate) in [
            ("accuracy", self.accuracy),
            ("decided automatically", self.coverage),
            ("misroutes of those", self.misroutes),
        ] {
            let value = rate.value.unwrap_or(f64::NAN);
            writeln!(f, "  {name:24} {value:.4} [{:.4}, {:.4}]  n {}", rate.low, rate.high, rate.n)?;
        }
        writeln!(f, "  calibration error        {:.4}", self.calibration_error)?;
        writeln!(
            f,
            "  file to decision         {:.0} events/s; one event p50 {:.1} ms, p99 {:.1} ms",
            self.events_per_s, self.p50_ms, self.p99_ms
        )?;
        writeln!(
            f,
            "  history {:.0} rows/s, training {:.1} s, peak memory {:.0} MiB",
            self.import_rows_per_s, self.train_s, self.peak_mib
        )
    }
}
