//! Texts of an invented shop, made from a seed: four intents with words of their own and words they share.

#![allow(dead_code, reason = "each test file uses its part")]

use countersign_classifier::Example;

const OWN: [(&str, [&str; 6]); 4] = [
    ("delivery_status", ["parcel", "courier", "tracking", "depot", "shipped", "arrive"]),
    ("item_return", ["return", "refund", "broken", "kettle", "label", "exchange"]),
    ("invoice_copy", ["invoice", "receipt", "tax", "billing", "pdf", "statement"]),
    ("newsletter_off", ["newsletter", "unsubscribe", "emails", "stop", "marketing", "inbox"]),
];
const SHARED: [&str; 12] =
    ["please", "my", "the", "how", "can", "order", "account", "want", "today", "help", "about", "with"];

/// SplitMix64.
pub struct Stream(pub u64);

impl Stream {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// (text, label, subject) of `n` texts; about one in eight says nothing of its intent. Three texts per subject.
pub fn texts(n: usize, seed: u64) -> Vec<(String, &'static str, String)> {
    let mut stream = Stream(seed);
    let mut one = |row: usize| {
        let (label, own) = OWN[stream.below(OWN.len())];
        let vague = stream.below(8) == 0;
        let words: Vec<&str> = (0..3 + stream.below(6))
            .map(|_| if vague || stream.below(3) > 0 { SHARED[stream.below(12)] } else { own[stream.below(6)] })
            .collect();
        (words.join(" "), label, format!("subject {}", row / 3))
    };
    (0..n).map(&mut one).collect()
}

/// The same as examples.
pub fn examples<'a>(texts: &'a [(String, &'a str, String)]) -> Vec<Example<'a>> {
    let example = |(text, label, subject): &'a (String, &'a str, String)| Example::new(subject, text, label, subject);
    texts.iter().map(example).collect()
}
