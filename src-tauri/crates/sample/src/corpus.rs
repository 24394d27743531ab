//! The data files of `data/`, read into phrasings. To add a phrasing, add a line to a file; to read one, see `grammar`.
//!
//! Gives one [`Corpus`] per language and the lists of names. Nothing here chooses.

use std::collections::BTreeMap;

use countersign_domain::Channel;

use crate::error::Error;
use crate::grammar::{self, Phrase};
use crate::intents::INTENTS;

/// A language of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    En,
    /// German.
    De,
}

impl Language {
    /// ISO 639-1.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

/// One text per language: `(English, German)`.
type Pair = (&'static str, &'static str);

macro_rules! pair {
    ($file:literal) => {
        (include_str!(concat!("../data/en/", $file, ".txt")), include_str!(concat!("../data/de/", $file, ".txt")))
    };
}

/// The phrasings of each intent, by its name.
const PHRASINGS: &[(&str, Pair)] = &[
    ("order_status", pair!("order_status")),
    ("technical_problem", pair!("technical_problem")),
    ("billing_question", pair!("billing_question")),
    ("password_reset", pair!("password_reset")),
    ("delivery_problem", pair!("delivery_problem")),
    ("refund_request", pair!("refund_request")),
    ("account_change", pair!("account_change")),
    ("cancellation", pair!("cancellation")),
    ("complaint", pair!("complaint")),
    ("pricing_question", pair!("pricing_question")),
    ("usage_adoption", pair!("usage_adoption")),
    ("human_request", pair!("human_request")),
    ("thanks_feedback", pair!("thanks_feedback")),
    ("renewal_risk", pair!("renewal_risk")),
    ("competitive_switch", pair!("competitive_switch")),
    ("upsell_interest", pair!("upsell_interest")),
    ("implementation_blocker", pair!("implementation_blocker")),
    ("data_request", pair!("data_request")),
    ("feature_request_high_value", pair!("feature_request_high_value")),
    ("legal_request", pair!("legal_request")),
];

const AMBIGUOUS: Pair = pair!("ambiguous");
const CONTEXT: Pair = pair!("context");
const OPENERS: Pair = pair!("openers");
const CLOSERS: Pair = pair!("closers");
const SECOND: Pair = pair!("second");
const REPEAT: Pair = pair!("repeat");
const FOLLOW_UP: Pair = pair!("followup");
const DIALOGUE: Pair = pair!("dialogue");
const FILLERS: Pair = pair!("fillers");
const SLOTS: Pair = pair!("slots");
const NAMES: &str = include_str!("../data/names.txt");
const AGENTS: &str = include_str!("../data/agents.txt");

/// Turns around a call.
#[derive(Debug, Default)]
pub(crate) struct Dialogue {
    /// The agent's first words.
    pub(crate) greet: Vec<Phrase>,
    /// The agent asks, the customer answers.
    pub(crate) verify: Vec<(Phrase, Phrase)>,
    /// The agent while working.
    pub(crate) handle: Vec<Phrase>,
    /// The customer ends, the agent answers.
    pub(crate) end: Vec<(Phrase, Phrase)>,
}

/// Everything that is said in one language.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Which.
    pub(crate) language: Language,
    /// Per intent, in the order of [`INTENTS`]; within one, the commonest first.
    pub(crate) phrasings: Vec<Vec<Phrase>>,
    /// Lines that fit several intents equally well.
    pub(crate) ambiguous: Vec<Phrase>,
    /// Circumstances around a wish.
    pub(crate) context: Vec<Phrase>,
    /// Greetings.
    pub(crate) openers: Vec<Phrase>,
    /// Sign-offs.
    pub(crate) closers: Vec<Phrase>,
    /// Between two wishes.
    pub(crate) second: Vec<Phrase>,
    /// "I wrote before".
    pub(crate) repeat: Vec<Phrase>,
    /// Short further turns.
    pub(crate) follow_up: Vec<Phrase>,
    /// Turns around a call.
    pub(crate) dialogue: Dialogue,
    /// Fillers of speech.
    pub(crate) fillers: Vec<&'static str>,
    /// Values of slots that are lists.
    pub(crate) slots: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Corpus {
    /// Reads the files of one language.
    ///
    /// Errors: `Corpus` names the file and line that breaks the grammar.
    pub(crate) fn load(language: Language) -> Result<Self, Error> {
        let read = |name: &str, pair: Pair, shared| {
            grammar::phrases(&format!("{}/{name}.txt", language.code()), text(language, pair), shared)
        };
        let of_intent = |name: &str| {
            let found = PHRASINGS.iter().find(|(intent, _)| *intent == name);
            read(name, found.expect("a test holds that every intent has its files").1, false)
        };
        Ok(Self {
            language,
            phrasings: INTENTS.iter().map(|intent| of_intent(intent.name)).collect::<Result<_, _>>()?,
            ambiguous: read("ambiguous", AMBIGUOUS, true)?,
            context: read("context", CONTEXT, true)?,
            openers: read("openers", OPENERS, false)?,
            closers: read("closers", CLOSERS, false)?,
            second: read("second", SECOND, false)?,
            repeat: read("repeat", REPEAT, false)?,
            follow_up: read("followup", FOLLOW_UP, false)?,
            dialogue: dialogue(language)?,
            fillers: grammar::lines(text(language, FILLERS)).map(|(_, line)| line).collect(),
            slots: slots(text(language, SLOTS)),
        })
    }

    /// The phrasings among `phrases` that suit `channel`. A ticket is written like a mail.
    pub(crate) fn suiting(phrases: &[Phrase], channel: Channel) -> Vec<&Phrase> {
        let suits = |tag: Channel| tag == channel || (channel == Channel::Ticket && tag == Channel::Email);
        phrases.iter().filter(|phrase| phrase.channel.is_none_or(suits)).collect()
    }
}

fn text(language: Language, pair: Pair) -> &'static str {
    match language {
        Language::En => pair.0,
        Language::De => pair.1,
    }
}

fn slots(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let split = grammar::lines(text).filter_map(|(_, line)| line.split_once('='));
    split.map(|(name, values)| (name.trim(), values.split('|').map(str::trim).collect())).collect()
}

fn dialogue(language: Language) -> Result<Dialogue, Error> {
    let file = format!("{}/dialogue.txt", language.code());
    let mut dialogue = Dialogue::default();
    for (line, content) in grammar::lines(text(language, DIALOGUE)) {
        let wrong = |reason: &str| Error::Corpus { file: file.clone(), line, reason: reason.to_owned() };
        let (section, said) = content.split_once(": ").ok_or_else(|| wrong("no section before a colon"))?;
        let mut turns = Vec::new();
        for turn in said.split(" // ") {
            turns.extend(grammar::phrases(&file, turn, false)?);
        }
        match (section, <[Phrase; 1]>::try_from(turns.clone()), <[Phrase; 2]>::try_from(turns)) {
            ("greet", Ok([greeting]), _) => dialogue.greet.push(greeting),
            ("handle", Ok([words]), _) => dialogue.handle.push(words),
            ("verify", _, Ok([question, answer])) => dialogue.verify.push((question, answer)),
            ("end", _, Ok([customer, agent])) => dialogue.end.push((customer, agent)),
            _ => return Err(wrong("an unknown section, or the wrong number of turns for it")),
        }
    }
    Ok(dialogue)
}

/// First and last names that are common where they come from.
#[derive(Debug)]
pub(crate) struct NameGroup {
    /// The origin, as the file calls it.
    pub(crate) name: &'static str,
    /// First names.
    pub(crate) first: Vec<&'static str>,
    /// Last names.
    pub(crate) last: Vec<&'static str>,
}

/// The groups of names. A line is `group: first … / last …`; a test holds that every line is one.
pub(crate) fn name_groups() -> Vec<NameGroup> {
    let groups = grammar::lines(NAMES).filter_map(|(_, line)| {
        let (name, names) = line.split_once(": ")?;
        let (first, last) = names.split_once(" / ")?;
        Some(NameGroup { name, first: first.split(' ').collect(), last: last.split(' ').collect() })
    });
    groups.collect()
}

/// First names of the company's agents.
pub(crate) fn agents() -> Vec<&'static str> {
    grammar::lines(AGENTS).map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fill::GENERATED_SLOTS;

    fn corpora() -> [Corpus; 2] {
        [Language::En, Language::De].map(|language| Corpus::load(language).expect("the data files keep the grammar"))
    }

    #[test]
    fn every_intent_has_enough_phrasings_for_every_channel() {
        for (corpus, least) in corpora().iter().zip([14, 9]) {
            for (intent, phrasings) in INTENTS.iter().zip(&corpus.phrasings) {
                let n = phrasings.len();
                assert!(n >= least, "{} in {} has {n} phrasings", intent.name, corpus.language.code());
                for channel in Channel::ALL {
                    let n = Corpus::suiting(phrasings, *channel).len();
                    assert!(n >= 5, "{} by {channel} has {n} phrasings", intent.name);
                }
            }
        }
    }

    #[test]
    fn every_intent_has_rivals_in_the_shared_lines() {
        for corpus in corpora() {
            for (index, intent) in INTENTS.iter().enumerate() {
                for (file, lines) in [("ambiguous", &corpus.ambiguous), ("context", &corpus.context)] {
                    let n = lines.iter().filter(|line| line.intents.contains(&index)).count();
                    assert!(n >= 2, "{}/{file} has {n} lines for {}", corpus.language.code(), intent.name);
                }
            }
            let shared = corpus.ambiguous.iter().all(|line| line.intents.len() >= 2);
            assert!(shared, "a line with one reading is not ambiguous");
        }
    }

    #[test]
    fn every_slot_is_known() {
        for corpus in corpora() {
            let pairs = corpus.dialogue.verify.iter().chain(&corpus.dialogue.end);
            let single = [&corpus.ambiguous, &corpus.context, &corpus.openers, &corpus.closers, &corpus.second];
            let more = [&corpus.repeat, &corpus.follow_up, &corpus.dialogue.greet, &corpus.dialogue.handle];
            let all = corpus.phrasings.iter().chain(single).chain(more).flatten();
            for slot in all.chain(pairs.flat_map(|(a, b)| [a, b])).flat_map(Phrase::slots) {
                let known = corpus.slots.contains_key(slot) || GENERATED_SLOTS.contains(&slot);
                assert!(known, "{{{slot}}} in {} has neither a list nor a generator", corpus.language.code());
            }
        }
    }

    #[test]
    fn names_are_many_and_of_many_origins() {
        let groups = name_groups();
        assert_eq!(groups.len(), grammar::lines(NAMES).count(), "every line of names.txt is a group");
        assert!(groups.len() >= 6, "at least six origins");
        assert!(groups.iter().all(|group| group.first.len() >= 20 && group.last.len() >= 20), "none is a token");
    }
}
