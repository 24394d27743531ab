//! Residual risk of a plain file: how much was missed by estimate, and how many masked texts can be linked.
//!
//! Needs a digest of every run of words at once, so memory grows with the file.

use std::io::Read;

use countersign_domain::Rate;
use countersign_privacy::risk::CONDITIONS;
use countersign_privacy::{Config, Conversations, Linkage, Locale, Pseudonymizer, RUN};
use serde::Serialize;

use super::lines::{Lines, parse, unreadable};
use crate::Error;
use crate::residual_risk::Remaining;

/// What remains in a file once it is pseudonymized.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlainRisk {
    /// Texts.
    pub texts: u64,
    /// Identifiers: found, and missed by estimate.
    #[serde(flatten)]
    pub remaining: Remaining,
    /// Texts that somebody with the originals could find again.
    pub linkage: Linkable,
    /// What the estimate rests on.
    pub conditions: [&'static str; 4],
}

/// Texts with a rare run of words.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Linkable {
    /// Words of a run.
    pub words: usize,
    /// A run is rare when fewer conversations hold it.
    pub least_conversations: usize,
    /// The share of texts with at least one.
    pub share: Rate,
}

/// Reads lines as `pseudonymize` does and says what would remain. Errors: `Input` naming the line, `Privacy`.
pub fn plain_risk(reader: impl Read, locale: Locale, least_conversations: usize) -> Result<PlainRisk, Error> {
    let pseudonymizer = Pseudonymizer::new(Config::for_locale(locale))?;
    // Tokens only break runs here and leave with nobody, so the key says nothing.
    let mut conversations = Conversations::with_random_key(&pseudonymizer, &[0; 32]);
    let mut linkage = Linkage::new(least_conversations);
    let mut counts = Vec::new();
    let mut lines = Lines::new(reader);
    let mut texts = 0;
    while let Some(line) = lines.next().map_err(|error| unreadable(&error))? {
        texts += 1;
        let bad = |why: &str| Error::Input(format!("line {texts}: {why}"));
        let input = parse(&line.map_err(bad)?).map_err(bad)?.input;
        let result = conversations.pseudonymize(&input).map_err(|_| bad("the text could not be pseudonymized"))?;
        counts.extend(result.spans.iter().map(|span| (span.entity_type, span.seen_by, 1)));
        linkage.add(input.conversation.as_deref().unwrap_or(&input.id), &result.text);
    }
    let linkage = Linkable { words: RUN, least_conversations, share: linkage.linkable() };
    Ok(PlainRisk { texts, remaining: Remaining::of(counts), linkage, conditions: CONDITIONS })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_remains() {
        let line = |n: usize| {
            let own = if n == 3 { "the yellow parrot ate my router cable" } else { "thank you" };
            format!("{{\"id\":{n},\"text\":\"Kind regards from Mr Quillon, {own}\"}}\n")
        };
        let lines: String = (0..20).map(line).collect();
        let risk = plain_risk(lines.as_bytes(), Locale::En, 5).expect("twenty good lines");
        assert_eq!((risk.texts, risk.remaining.found, risk.linkage.share.value), (20, 20, Some(0.05)));
        assert!(plain_risk("{}\n".as_bytes(), Locale::En, 5).is_err_and(|error| error.to_string().contains("line 1")));
    }
}
