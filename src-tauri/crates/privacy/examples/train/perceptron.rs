//! Averaged perceptron, Collins, *Discriminative Training Methods for Hidden Markov Models*, 2002, section 2.5, greedy.

use countersign_privacy::tagging::{BITS, Classes, L, LABELS, Scan};

/// A text with its spans, in bytes.
pub struct Example {
    /// Plain text.
    pub text: String,
    /// First byte, one past the last, type.
    pub spans: Vec<(usize, usize, String)>,
    /// Ranges that teach nothing.
    pub ignore: Vec<(usize, usize)>,
}

/// One-byte weights after `epochs` rounds over the examples in an order drawn from `seed`.
pub fn train(examples: &[Example], epochs: usize, seed: u64) -> Vec<u8> {
    let mut model = Perceptron { weights: vec![0.0; L << BITS], sums: vec![0.0; L << BITS], steps: 1.0 };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = super::fill::Random(seed);
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        let mistakes: usize = order.iter().map(|i| model.learn(&examples[*i])).sum();
        println!("epoch {epoch}: {mistakes} mistakes");
    }
    model.quantized()
}

struct Perceptron {
    weights: Vec<f32>,
    sums: Vec<f64>,
    steps: f64,
}

impl Perceptron {
    fn learn(&mut self, example: &Example) -> usize {
        let scan = Scan::new(&example.text, None);
        let classes = Classes::of(&scan);
        let (mut before, mut before2, mut mistakes) = (0, 0, 0);
        for (i, word) in scan.words.iter().enumerate() {
            let gold = gold_of(example, word.start, word.end);
            let features = classes.features(&scan, i, before, before2);
            let guess = self.best(&features);
            if let Some(gold) = gold {
                self.steps += 1.0;
                if guess != gold {
                    mistakes += 1;
                    self.update(&features, gold, 1.0);
                    self.update(&features, guess, -1.0);
                }
            }
            (before2, before) = (before, guess);
        }
        mistakes
    }

    fn best(&self, features: &[u32]) -> usize {
        let mut scores = [0.0_f32; L];
        for feature in features {
            let at = *feature as usize * L;
            for (score, weight) in scores.iter_mut().zip(&self.weights[at..at + L]) {
                *score += weight;
            }
        }
        (0..L).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(0)
    }

    fn update(&mut self, features: &[u32], label: usize, by: f32) {
        for feature in features {
            let at = *feature as usize * L + label;
            self.weights[at] += by;
            self.sums[at] += f64::from(by) * self.steps;
        }
    }

    /// The averages in one byte each; the scale is such that the 0.05 % largest are cut off.
    fn quantized(&self) -> Vec<u8> {
        let average: Vec<f64> =
            self.weights.iter().zip(&self.sums).map(|(w, sum)| f64::from(*w) - sum / self.steps).collect();
        let mut sizes: Vec<f64> = average.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let largest = sizes[(sizes.len() as f64 * 0.9995) as usize];
        println!("{} weights, cut at {largest:.2}", sizes.len());
        average.iter().map(|w| (w / largest * 127.0).round().clamp(-127.0, 127.0) as i8 as u8).collect()
    }
}

/// The label of the word at `start..end`; `None`: teaches nothing.
fn gold_of(example: &Example, start: usize, end: usize) -> Option<usize> {
    if example.ignore.iter().any(|(from, to)| start < *to && *from < end) {
        return None;
    }
    let span = example.spans.iter().find(|(from, to, _)| start < *to && *from < end);
    let Some((.., name)) = span else { return Some(0) };
    let known = LABELS.iter().position(|label| label.is_some_and(|label| label.as_str() == name));
    known.or(match name.as_str() {
        "EMAIL_ADDRESS" | "URL" | "IBAN_CODE" | "IP_ADDRESS" => None,
        "US_DRIVER_LICENSE" | "NATIONAL_ID" => Some(position("ACCOUNT_ID")),
        "USERNAME" => Some(position("PASSWORD")),
        _ => None,
    })
}

fn position(name: &str) -> usize {
    LABELS.iter().position(|label| label.is_some_and(|label| label.as_str() == name)).unwrap_or(0)
}
