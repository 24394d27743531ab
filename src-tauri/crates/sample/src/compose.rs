//! One customer's words: greeting, circumstances, wish, perhaps a second wish, sign-off.
//!
//! How hard the sample is to classify is decided by the constants below. They were set so that a linear model on word
//! and character n-grams, trained on the labelled past, is right in nine of ten recent events and decides about half
//! of them alone under a promise of at most 2 % errors (measured in `README.md` of this crate).

use countersign_domain::{Channel, Speaker};

use crate::corpus::Corpus;
use crate::error::Error;
use crate::fill::{Draft, Scene, plain};
use crate::grammar::Phrase;
use crate::hand;
use crate::intents::{self, INTENTS};
use crate::random::Random;

/// Share of messages that even a careful reader could take for something else.
const AMBIGUOUS_SHARE: f64 = 0.07;
/// Share of messages with a second wish of a rival intent.
const SECOND_WISH_SHARE: f64 = 0.07;
/// Share of double wishes whose second half is the one that counts.
const SECOND_COUNTS_SHARE: f64 = 0.3;
/// Share of messages that mention circumstances.
const CONTEXT_SHARE: f64 = 0.5;
/// Share of circumstances that belong to a rival intent.
const STRAY_CONTEXT_SHARE: f64 = 0.3;

/// How the label of a message relates to its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Clarity {
    /// One wish, plainly said.
    Plain,
    /// Words that fit several intents.
    Ambiguous,
    /// Two wishes; the label is one of them.
    TwoWishes,
    /// A further turn that says little by itself.
    FollowUp,
}

/// A message and what it means.
pub(crate) struct Composed {
    pub(crate) draft: Draft,
    pub(crate) clarity: Clarity,
    pub(crate) second: Option<usize>,
}

/// Words for a wish of `intent` by `channel`; `again` where the person wrote about it before.
pub(crate) fn message(
    scene: &Scene<'_>,
    intent: usize,
    channel: Channel,
    again: bool,
    random: &mut Random,
) -> Result<Composed, Error> {
    let corpus = scene.corpus;
    let wordiness = scene.person.style.wordiness;
    let (greets, signs) = formality(channel);
    let mut blocks = Vec::new();
    if random.chance(greets * wordiness) {
        blocks.push(scene.say(random.one(&tagged(&corpus.openers, channel)), random)?);
    }
    if again && random.chance(0.7) {
        blocks.push(scene.say(random.pick(&corpus.repeat), random)?);
    }
    let context = random.chance(CONTEXT_SHARE * wordiness).then(|| circumstance(corpus, intent, random));
    let context = context.map(|phrase| scene.say(phrase, random)).transpose()?;
    let (wish, clarity, second) = wishes(scene, intent, channel, random)?;
    let context_first = random.chance(0.5);
    match context {
        Some(context) if context_first => blocks.extend([context, wish]),
        Some(context) => blocks.extend([wish, context]),
        None => blocks.push(wish),
    }
    if random.chance(signs * wordiness) {
        blocks.push(scene.say(random.one(&tagged(&corpus.closers, channel)), random)?);
    }
    let draft = by_hand(scene, channel, joined(blocks, channel), random);
    Ok(Composed { draft, clarity, second })
}

/// A short further turn.
pub(crate) fn follow_up(scene: &Scene<'_>, channel: Channel, random: &mut Random) -> Result<Composed, Error> {
    let draft = scene.say(random.pick(&scene.corpus.follow_up), random)?;
    Ok(Composed { draft: by_hand(scene, channel, draft, random), clarity: Clarity::FollowUp, second: None })
}

/// The turns of a whole call around what the customer wants.
pub(crate) fn call(scene: &Scene<'_>, wish: Draft, random: &mut Random) -> Result<Vec<(Speaker, Draft)>, Error> {
    let dialogue = &scene.corpus.dialogue;
    let mut turns = vec![(Speaker::Agent, scene.say(random.pick(&dialogue.greet), random)?), (Speaker::Customer, wish)];
    for _ in 0..random.below(3) {
        let (question, answer) = random.pick(&dialogue.verify);
        turns.push((Speaker::Agent, scene.say(question, random)?));
        turns.push((Speaker::Customer, scene.say(answer, random)?));
    }
    turns.push((Speaker::Agent, scene.say(random.pick(&dialogue.handle), random)?));
    if random.chance(0.7) {
        let (customer, agent) = random.pick(&dialogue.end);
        turns.push((Speaker::Customer, scene.say(customer, random)?));
        turns.push((Speaker::Agent, scene.say(agent, random)?));
    }
    Ok(turns)
}

/// What an agent says while working.
pub(crate) fn handling(scene: &Scene<'_>, random: &mut Random) -> Result<Draft, Error> {
    scene.say(random.pick(&scene.corpus.dialogue.handle), random)
}

/// Probability of a greeting and of a sign-off.
fn formality(channel: Channel) -> (f64, f64) {
    match channel {
        Channel::Email => (0.9, 0.9),
        Channel::Ticket => (0.5, 0.5),
        Channel::VoiceTranscript => (0.8, 0.4),
        Channel::Chat => (0.45, 0.25),
        Channel::Social => (0.3, 0.3),
    }
}

fn tagged(phrases: &[Phrase], channel: Channel) -> Vec<&Phrase> {
    phrases.iter().filter(|phrase| phrase.channel == Some(channel)).collect()
}

fn circumstance<'a>(corpus: &'a Corpus, intent: usize, random: &mut Random) -> &'a Phrase {
    let stray = random.chance(STRAY_CONTEXT_SHARE);
    let rivals: Vec<_> = INTENTS[intent].rivals.iter().filter_map(|name| intents::index_of(name)).collect();
    let fits = |phrase: &&Phrase| match stray {
        true => !phrase.intents.contains(&intent) && rivals.iter().any(|rival| phrase.intents.contains(rival)),
        false => phrase.intents.is_empty() || phrase.intents.contains(&intent),
    };
    let fitting: Vec<_> = corpus.context.iter().filter(fits).collect();
    if fitting.is_empty() { random.pick(&corpus.context) } else { random.one(&fitting) }
}

fn wishes(
    scene: &Scene<'_>,
    intent: usize,
    channel: Channel,
    random: &mut Random,
) -> Result<(Draft, Clarity, Option<usize>), Error> {
    let corpus = scene.corpus;
    let kind = random.share();
    if kind < AMBIGUOUS_SHARE {
        let fitting: Vec<_> = corpus.ambiguous.iter().filter(|phrase| phrase.intents.contains(&intent)).collect();
        return Ok((scene.say(random.one(&fitting), random)?, Clarity::Ambiguous, None));
    }
    let main = scene.say(phrasing(corpus, intent, channel, random), random)?;
    if kind >= AMBIGUOUS_SHARE + SECOND_WISH_SHARE {
        return Ok((main, Clarity::Plain, None));
    }
    let rival = intents::index_of(random.one(INTENTS[intent].rivals));
    let rival = rival.expect("a test holds that every rival is an intent");
    let other = scene.say(phrasing(corpus, rival, channel, random), random)?;
    let between = scene.say(random.pick(&corpus.second), random)?;
    let (one, two) = if random.chance(SECOND_COUNTS_SHARE) { (other, main) } else { (main, other) };
    Ok((joined(vec![one, between, two], Channel::Chat), Clarity::TwoWishes, Some(rival)))
}

/// A phrasing of `intent`; the weight of a line falls with its place in the file.
fn phrasing<'a>(corpus: &'a Corpus, intent: usize, channel: Channel, random: &mut Random) -> &'a Phrase {
    let fitting = Corpus::suiting(&corpus.phrasings[intent], channel);
    fitting[random.weighted((0..fitting.len()).map(|place| 1.0 / (place + 2) as f64))]
}

/// Blocks with what stands between them: a line break in letters, a space elsewhere.
fn joined(blocks: Vec<Draft>, channel: Channel) -> Draft {
    let letter = matches!(channel, Channel::Email | Channel::Ticket);
    let between = if letter { "\n" } else { " " };
    let mut whole = Draft::new();
    for (index, block) in blocks.into_iter().enumerate() {
        if index > 0 {
            whole.push(plain(between));
        }
        whole.extend(block);
    }
    whole
}

fn by_hand(scene: &Scene<'_>, channel: Channel, draft: Draft, random: &mut Random) -> Draft {
    let quick = matches!(channel, Channel::Chat | Channel::Social);
    if channel == Channel::VoiceTranscript {
        return hand::spoken(draft, &scene.corpus.fillers, random);
    }
    hand::written(draft, &scene.person.style, quick, random)
}
