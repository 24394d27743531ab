//! Requirements 26 and 27: what remains after masking, as figures. An estimate is checked against a truth that is
//! known, and the flags of linkage against an attack.

mod common;

use countersign_privacy::risk::Sightings;
use countersign_privacy::{Conversations, Linkage, PlainText, RUN};

/// SplitMix64: seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.share() * n as f64) as usize
    }
}

/// A corpus of `identifiers`, each found by two detectors with their own recalls; `hard` of them by either half as
/// often, so that the detectors are not independent over the whole (where one in ten is hard, the estimate is too low by
/// more than a factor of three). Gives sightings and how many nobody found.
fn seeded(random: &mut Random, identifiers: u64, recalls: (f64, f64), hard: f64) -> (Sightings, u64) {
    let (mut seen, mut missed) = (Sightings::default(), 0);
    for _ in 0..identifiers {
        let ease = if random.share() < hard { 0.5 } else { 1.0 };
        match (random.share() < recalls.0 * ease, random.share() < recalls.1 * ease) {
            (true, true) => seen.both += 1,
            (true, false) => seen.rules += 1,
            (false, true) => seen.tagger += 1,
            (false, false) => missed += 1,
        }
    }
    (seen, missed)
}

#[test]
fn r26_the_estimate_is_within_a_factor_of_three_of_the_truth() {
    let mut random = Random(26);
    let (mut within, mut below_upper, mut corpora) = (0, 0, 0);
    for recalls in [(0.95, 0.9), (0.8, 0.85), (0.6, 0.9), (0.97, 0.7)] {
        for hard in [0.0, 0.02, 0.05] {
            for identifiers in [600, 2000, 6000] {
                let (seen, missed) = seeded(&mut random, identifiers, recalls, hard);
                let estimate = seen.missed().expect("both found many");
                corpora += 1;
                within += usize::from(
                    estimate.value <= 3.0 * missed as f64 + 3.0 && missed as f64 <= 3.0 * estimate.value + 3.0,
                );
                below_upper += usize::from(missed as f64 <= estimate.high);
            }
        }
    }
    println!("{within} of {corpora} within a factor of three, {below_upper} below the upper end");
    assert!(within * 20 >= corpora * 19, "{within} of {corpora} estimates are within a factor of three (and three)");
    assert!(below_upper * 10 >= corpora * 9, "{below_upper} of {corpora} truths lie below the upper end");
}

/// Conversations of a help desk as it keeps them: common openings, and now and then something that only one says.
fn help_desk(random: &mut Random) -> Vec<String> {
    const OPENINGS: [&str; 4] = [
        "hello I would like to know where my parcel is",
        "good morning please cancel my contract at the end of the month",
        "I cannot sign in and the link to reset my password does not work",
        "my invoice is wrong again and nobody answers the phone",
    ];
    const WORDS: [&str; 16] = [
        "garden",
        "router",
        "window",
        "kitchen",
        "bicycle",
        "holiday",
        "neighbour",
        "ladder",
        "blue",
        "broken",
        "yesterday",
        "behind",
        "under",
        "without",
        "between",
        "rainy",
    ];
    (0..400)
        .map(|n| {
            let name = ["Tilda Quill", "Jonas Weberling", "Ramesh Venkataraman", "Katarzyna Nowak"][random.below(4)];
            let mut text = format!("My name is {name}, {}.", OPENINGS[random.below(4)]);
            if n % 4 == 0 {
                let own: Vec<&str> = (0..9).map(|_| WORDS[random.below(WORDS.len())]).collect();
                text += &format!(" It stands {} now.", own.join(" "));
            }
            text
        })
        .collect()
}

#[test]
fn r27_every_text_that_an_attack_links_is_flagged() {
    let originals = help_desk(&mut Random(27));
    let pseudonymizer = common::pseudonymizer();
    let mut conversations = Conversations::with_key_file(pseudonymizer, &[9; 32]);
    let mut masked = |n: usize, text: &String| {
        let input = PlainText { id: n.to_string(), text: text.clone(), ..PlainText::default() };
        conversations.pseudonymize(&input).expect("a derived index always answers").text
    };
    let masked: Vec<String> = originals.iter().enumerate().map(|(n, text)| masked(n, text)).collect();
    let mut linkage = Linkage::new(5);
    masked.iter().enumerate().for_each(|(n, text)| linkage.add(&n.to_string(), text));
    let flags = linkage.rare_runs();

    // The attack: six words in a row, searched for in the originals; one hit is a link.
    let plain = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let originals: Vec<String> = originals.iter().map(|text| format!(" {} ", plain(text).join(" "))).collect();
    let is_linked = |text: &String| {
        let pieces = text.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest));
        pieces.into_iter().any(|piece| {
            plain(piece).windows(RUN).any(|run| {
                let run = format!(" {} ", run.join(" "));
                originals.iter().filter(|original| original.contains(&run)).count() == 1
            })
        })
    };
    let linked: Vec<bool> = masked.iter().map(is_linked).collect();
    let count = linked.iter().filter(|linked| **linked).count();
    println!(
        "{count} of {} masked texts were linked to their original; flagged: {:?}",
        masked.len(),
        linkage.linkable()
    );
    assert!(count >= 90, "control: the attack finds those with words of their own: {count}");
    let missed: Vec<usize> = (0..masked.len()).filter(|n| linked[*n] && flags[*n] == 0).collect();
    assert!(missed.is_empty(), "linked and not flagged: {missed:?}");
    assert!(flags.iter().filter(|rare| **rare == 0).count() >= 200, "control: what many say is not flagged");
}
