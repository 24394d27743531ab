//! What the tests share: an index in memory and short ways to pseudonymize.
#![allow(dead_code)] // each test program uses a part

use std::collections::HashMap;
use std::sync::LazyLock;

use countersign_domain::{Channel, EventId, EventType, PseudonymizedEvent, Speaker, Surrogate, TimeMs};
use countersign_privacy::{
    Config, Conversations, Identity, IndexError, IndexKey, IndexKeys, PlainText, Pseudonymizer, RawEvent, RawText,
    RawTurn, SubjectError, SurrogateIndex,
};

/// An index as the engine keeps it, with numbered instead of random surrogates.
#[derive(Default)]
pub struct MemoryIndex {
    pub rows: HashMap<IndexKey, Surrogate>,
    pub subjects: HashMap<IndexKey, Surrogate>,
    next: u64,
}

impl MemoryIndex {
    fn fresh(&mut self) -> Surrogate {
        self.next += 1;
        let digit = |place: u32| b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(self.next >> (5 * place)) as usize % 32] as char;
        Surrogate::new((0..26).map(|i| if i < 12 { digit(i) } else { 'Q' }).collect::<String>())
    }
}

impl SurrogateIndex for MemoryIndex {
    fn surrogate(&mut self, key: IndexKey) -> Result<Surrogate, IndexError> {
        if !self.rows.contains_key(&key) {
            let fresh = self.fresh();
            self.rows.insert(key, fresh);
        }
        Ok(self.rows[&key].clone())
    }

    fn subject(&mut self, identities: &[IndexKey], session: IndexKey) -> Result<Surrogate, SubjectError> {
        let known: Vec<Surrogate> = identities.iter().filter_map(|key| self.subjects.get(key).cloned()).collect();
        if known.windows(2).any(|pair| pair[0] != pair[1]) {
            return Err(SubjectError::TwoSubjects);
        }
        let subject = match (known.first(), identities.is_empty()) {
            (Some(subject), _) => subject.clone(),
            (None, true) => self.surrogate(session)?,
            (None, false) => self.fresh(),
        };
        identities.iter().for_each(|key| drop(self.subjects.insert(*key, subject.clone())));
        Ok(subject)
    }

    fn knows(&mut self, shown: &str) -> Result<bool, IndexError> {
        Ok(self.rows.values().chain(self.subjects.values()).any(|surrogate| surrogate.as_str().starts_with(shown)))
    }
}

/// A pseudonymizer with the default settings, built once.
pub fn pseudonymizer() -> &'static Pseudonymizer {
    static BUILT: LazyLock<Pseudonymizer> =
        LazyLock::new(|| Pseudonymizer::new(Config::default()).expect("the default settings are valid"));
    &BUILT
}

/// An event of one customer turn per text.
pub fn event(session: &str, texts: &[&str]) -> RawEvent {
    RawEvent {
        event_id: Some("evt-1".into()),
        event_type: EventType::Message,
        at: TimeMs(1),
        channel: Channel::Chat,
        session_id: RawText::new(session),
        identity: Identity::default(),
        account_id: None,
        turns: texts.iter().map(|text| RawTurn { speaker: Speaker::Customer, text: RawText::new(*text) }).collect(),
        agent_id: None,
        outcome: None,
        satisfaction: None,
        resolved: None,
        intent: None,
        segment: Default::default(),
        sensitive: Default::default(),
        training_allowed: None,
        legal_basis: None,
        known: Default::default(),
    }
}

/// Adds a known field.
pub fn with_known(mut event: RawEvent, field: &str, value: &str) -> RawEvent {
    event.known.entry(field.into()).or_default().push(RawText::new(value));
    event
}

/// Both phases.
pub fn render(event: RawEvent, keys: &IndexKeys, index: &mut MemoryIndex) -> PseudonymizedEvent {
    let detected = pseudonymizer().detect(event).expect("nothing that is stored as it comes holds personal data");
    detected.render(keys, index, EventId::new("evt-1")).expect("the index in memory always answers")
}

/// One text with nothing known, under a key file.
pub fn tokenised(text: &str) -> String {
    masked(text, &[])
}

/// One text with known fields, under a key file.
pub fn masked(text: &str, known: &[(&str, &str)]) -> String {
    let pseudonymizer = pseudonymizer();
    let mut conversations = Conversations::with_key_file(pseudonymizer, &[9; 32]);
    let mut input = PlainText { text: text.into(), ..PlainText::default() };
    for (field, value) in known {
        input.known.entry((*field).into()).or_default().push((*value).into());
    }
    conversations.pseudonymize(&input).expect("a derived index always answers").text
}

/// Letters and digits of `secret` in a row, as an attacker would look for them.
pub fn shows(text: &str, secret: &str) -> bool {
    let compact =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    compact(text).contains(&compact(secret))
}
