//! Texts of plain files, outside a workspace: what `countersign pseudonymize` does line by line.
//!
//! Deliberately absent: reading and writing files, drawing keys.

use std::collections::{BTreeMap, HashMap, VecDeque};

use countersign_domain::{EntitySpan, EntityType};

use crate::RawText;
use crate::error::IndexError;
use crate::index::{DerivedIndex, IndexKeys, JoinField, SurrogateIndex};
use crate::known::Known;
use crate::pseudonymizer::{Pseudonymizer, to_spans};
use crate::render::{Scope, render_text};
use crate::token::push_escaped;

/// A text with what is known of it.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// The text.
    pub text: String,
    /// Its id: where it belongs to no conversation, its tokens join nothing but texts of the same id.
    pub id: String,
    /// Its conversation; texts of one conversation share memory and tokens.
    pub conversation: Option<String>,
    /// Who spoke; a question of one speaker says what the number in the next one's answer is.
    pub speaker: Option<String>,
    /// Identity fields, as in an event; several values each.
    pub known: BTreeMap<String, Vec<String>>,
}

/// A text with its spans and tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct PseudonymizedText {
    /// The text with tokens.
    pub text: String,
    /// Sorted, disjoint; they index the *input* in Unicode scalar values.
    pub spans: Vec<EntitySpan>,
}

/// Conversations whose memory is kept at once; the one untouched for longest is forgotten first.
const MOST_CONVERSATIONS: usize = 10_000;

/// Conversations of a plain file, in file order. Memory is bounded.
pub struct Conversations<'p> {
    pseudonymizer: &'p Pseudonymizer,
    keys: IndexKeys,
    index: DerivedIndex,
    memory: HashMap<String, Memory>,
    order: VecDeque<(String, u64)>,
    clock: u64,
}

#[derive(Default)]
struct Memory {
    known: Known,
    asked: Option<EntityType>,
    speaker: Option<String>,
    names: BTreeMap<String, String>,
    subject: Option<String>,
    touched: u64,
}

impl<'p> Conversations<'p> {
    /// With the 32 bytes of a key file: the same values get the same tokens in every run.
    pub fn with_key_file(pseudonymizer: &'p Pseudonymizer, secret: &[u8; 32]) -> Self {
        Self::new(pseudonymizer, IndexKeys::new(secret, 1), DerivedIndex::from_key_file(secret))
    }

    /// With 32 random bytes drawn for this run.
    pub fn with_random_key(pseudonymizer: &'p Pseudonymizer, secret: &[u8; 32]) -> Self {
        Self::new(pseudonymizer, IndexKeys::new(secret, 1), DerivedIndex::for_this_run(secret))
    }

    fn new(pseudonymizer: &'p Pseudonymizer, keys: IndexKeys, index: DerivedIndex) -> Self {
        Self { pseudonymizer, keys, index, memory: HashMap::new(), order: VecDeque::new(), clock: 0 }
    }

    /// Only the spans of the next text: no token is made.
    pub fn spans(&mut self, input: &PlainText) -> Vec<EntitySpan> {
        let (found, memory) = self.detect(input);
        self.remember(input, memory);
        to_spans(&input.text, &found.spans)
    }

    /// The next text with tokens. A text without a conversation is one of its own.
    pub fn pseudonymize(&mut self, input: &PlainText) -> Result<PseudonymizedText, IndexError> {
        let (found, memory) = self.detect(input);
        if found.spans.is_empty() && found.tokens.is_empty() {
            let mut text = String::with_capacity(input.text.len());
            push_escaped(&mut text, &input.text);
            self.remember(input, memory);
            return Ok(PseudonymizedText { text, spans: Vec::new() });
        }
        let session = match &input.conversation {
            Some(conversation) => self.keys.join(JoinField::Session, &RawText::new(conversation.clone())),
            None => self.keys.join(JoinField::Text, &RawText::new(input.id.clone())),
        };
        let identity =
            memory.subject.as_ref().map(|value| self.keys.join(JoinField::UserId, &RawText::new(value.clone())));
        let subject = self.index.surrogate(identity.unwrap_or(session))?;
        let scope = Scope { keys: &self.keys, session, subject: &subject, names: &memory.names };
        let text = render_text(&input.text, &found, &scope, &mut self.index, |_| {})?;
        let spans = to_spans(&input.text, &found.spans);
        self.remember(input, memory);
        Ok(PseudonymizedText { text, spans })
    }

    fn detect(&mut self, input: &PlainText) -> (crate::pseudonymizer::FoundInText, Memory) {
        let mut memory = input.conversation.as_ref().and_then(|name| self.memory.remove(name)).unwrap_or_default();
        for (field, values) in &input.known {
            values.iter().for_each(|value| memory.known.add_field(field, value, true));
        }
        let identity = ["user_id", "crm_contact_id", "email", "customer_name"]
            .into_iter()
            .find_map(|field| input.known.get(field)?.first());
        memory.subject = memory.subject.or_else(|| identity.cloned());
        if memory.speaker == input.speaker {
            memory.asked = None;
        }
        let mut found = self.pseudonymizer.find_in(&input.text, &memory.known, memory.asked);
        let before = memory.known.name_count();
        found.names.iter().for_each(|name| memory.known.add_found_name(name));
        if memory.known.name_count() > before {
            found = self.pseudonymizer.find_in(&input.text, &memory.known, memory.asked);
        }
        memory.asked = found.asks_for;
        memory.speaker.clone_from(&input.speaker);
        (found, memory)
    }

    fn remember(&mut self, input: &PlainText, mut memory: Memory) {
        let Some(name) = &input.conversation else { return };
        self.clock += 1;
        memory.touched = self.clock;
        self.memory.insert(name.clone(), memory);
        self.order.push_back((name.clone(), self.clock));
        while self.memory.len() > MOST_CONVERSATIONS || self.order.len() > 4 * MOST_CONVERSATIONS {
            let Some((oldest, touched)) = self.order.pop_front() else { return };
            if self.memory.get(&oldest).is_some_and(|memory| memory.touched == touched) {
                self.memory.remove(&oldest);
            }
        }
    }
}
