//! One event in two phases: detection, which needs no index, and rendering, which turns spans into tokens.

use std::collections::BTreeMap;

use countersign_domain::{
    EntityType, EventId, IntentId, PseudonymizedEvent, Refusal, RefusalReason, SpanReceipt, Surrogate, Turn,
};

use crate::error::RenderError;
use crate::generalize::{Generalized, generalized};
use crate::index::{IndexKey, IndexKeys, JoinField, SurrogateIndex};
use crate::known::Known;
use crate::pseudonymizer::{FoundInText, Pseudonymizer};
use crate::render::{Scope, render_text};
use crate::{RawEvent, RawText};

/// An event whose identifiers were found and not yet replaced. Lives in memory only; `Debug` shows no text.
pub struct Detected {
    event: RawEvent,
    found: Vec<FoundInText>,
    version: String,
}

impl std::fmt::Debug for Detected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let spans: usize = self.found.iter().map(|found| found.spans.len()).sum();
        write!(f, "Detected {{ {} turns, {spans} spans }}", self.found.len())
    }
}

impl Pseudonymizer {
    /// Phase 1: finds identifiers in all turns. CPU only; may run on several threads at once.
    ///
    /// Names that a turn introduces are looked for in the turns before it as well. Quasi-identifiers in structured
    /// fields are made coarse first. Errors: a field that is stored as it comes holds a direct identifier; the event
    /// belongs in quarantine.
    pub fn detect(&self, mut event: RawEvent) -> Result<Detected, Refusal> {
        let mut known = known_of(&event);
        generalize(&mut event)?;
        if let Some(refusal) = self.refusal(&event, &known) {
            return Err(refusal);
        }
        let mut found = self.find_in_turns(&event, &known);
        let before = known.name_count();
        found.iter().flat_map(|found| &found.names).for_each(|name| known.add_found_name(name));
        if known.name_count() > before && event.turns.len() > 1 {
            found = self.find_in_turns(&event, &known);
        }
        Ok(Detected { event, found, version: self.version().to_owned() })
    }

    fn find_in_turns(&self, event: &RawEvent, known: &Known) -> Vec<FoundInText> {
        let mut asked = None;
        let mut found = Vec::with_capacity(event.turns.len());
        for turn in &event.turns {
            let (question, by) = asked.take().unzip();
            let expected = question.flatten().filter(|_| by != Some(turn.speaker));
            let in_turn = self.find_in(turn.text.expose(), known, expected);
            asked = Some((in_turn.asks_for, turn.speaker));
            found.push(in_turn);
        }
        found
    }

    /// The first field that is stored as it comes and holds a direct identifier.
    fn refusal(&self, event: &RawEvent, known: &Known) -> Option<Refusal> {
        let checks = |text: &str| self.finds_personal_data_of(text, known);
        let refuse = |field| Some(Refusal { reason: RefusalReason::PersonalData, field: Some(field), shape: None });
        let map_holds =
            |map: &BTreeMap<String, RawText>| map.iter().any(|(key, value)| checks(key) || checks(value.expose()));
        match event {
            event if event.event_id.as_deref().is_some_and(checks) => refuse("event_id"),
            event if event.outcome.as_ref().is_some_and(|text| checks(text.expose())) => refuse("outcome"),
            event if event.intent.as_deref().is_some_and(checks) => refuse("intent"),
            event if event.legal_basis.as_ref().is_some_and(|text| checks(text.expose())) => refuse("legal_basis"),
            event if map_holds(&event.segment) => refuse("segment"),
            event if map_holds(&event.sensitive) => refuse("sensitive"),
            _ => None,
        }
    }
}

/// Makes postal codes, dates of birth and times in segment and sensitive features coarse. Errors: a date of birth that
/// cannot be read, which may therefore not be stored.
fn generalize(event: &mut RawEvent) -> Result<(), Refusal> {
    let at = event.at;
    for (name, map) in [("segment", &mut event.segment), ("sensitive", &mut event.sensitive)] {
        for (field, value) in map {
            match generalized(field, value.expose(), at) {
                Generalized::AsItIs => {}
                Generalized::To(coarse) => *value = RawText::new(coarse),
                Generalized::Unreadable => {
                    return Err(Refusal { reason: RefusalReason::PersonalData, field: Some(name), shape: None });
                }
            }
        }
    }
    Ok(())
}

/// What the event's fields say about the people in it.
fn known_of(event: &RawEvent) -> Known {
    let mut known = Known::default();
    let identity = [
        ("user_id", &event.identity.user_id),
        ("crm_contact_id", &event.identity.crm_contact_id),
        ("email", &event.identity.email),
        ("account_id", &event.account_id),
    ];
    for (field, value) in identity {
        value.iter().for_each(|value| known.add_field(field, value.expose(), true));
    }
    for (field, values) in &event.known {
        values.iter().for_each(|value| known.add_field(field, value.expose(), !field.starts_with("agent")));
    }
    event.agent_id.iter().for_each(|agent| known.add_field("agent_id", agent.expose(), false));
    known
}

impl Detected {
    /// The event, for the engine to seal when it must be quarantined after all.
    pub fn event(&self) -> &RawEvent {
        &self.event
    }

    /// Phase 2: tokens. `event_id` is the source's or the one that the engine derived.
    ///
    /// Errors: two identity fields with two subjects, or an index that could not answer. Nothing may be stored then.
    pub fn render(
        self,
        keys: &IndexKeys,
        index: &mut dyn SurrogateIndex,
        event_id: EventId,
    ) -> Result<PseudonymizedEvent, RenderError> {
        let session_key = keys.join(JoinField::Session, &self.event.session_id);
        let session = index.surrogate(session_key)?;
        let subject = index.subject(&self.identities(keys), session_key)?;
        let mut join = |field, value: &Option<RawText>| -> Result<Option<Surrogate>, RenderError> {
            Ok(value.as_ref().map(|value| index.surrogate(keys.join(field, value))).transpose()?)
        };
        let account = join(JoinField::Account, &self.event.account_id)?;
        let agent = join(JoinField::Agent, &self.event.agent_id)?;
        let names = longest_names(&self.found);
        let scope = Scope { keys, session: session_key, subject: &subject, names: &names };
        let (turns, receipts) = self.render_turns(&scope, index)?;
        let RawEvent {
            event_type,
            at,
            channel,
            outcome,
            satisfaction,
            resolved,
            intent,
            segment,
            sensitive,
            training_allowed,
            legal_basis,
            ..
        } = self.event;
        let plain = |map: BTreeMap<String, RawText>| {
            map.into_iter().map(|(key, value)| (key, value.expose().to_owned())).collect()
        };
        Ok(PseudonymizedEvent {
            event_id,
            event_type,
            at,
            channel,
            session,
            subject,
            account,
            agent,
            turns,
            outcome: outcome.map(|text| text.expose().to_owned()),
            satisfaction,
            resolved,
            intent: intent.map(IntentId::new),
            segment: plain(segment),
            sensitive: plain(sensitive),
            training_allowed,
            legal_basis: legal_basis.map(|text| text.expose().to_owned()),
            receipts,
            recognizer_version: self.version,
        })
    }

    fn identities(&self, keys: &IndexKeys) -> Vec<IndexKey> {
        let identity = &self.event.identity;
        let fields = [
            (JoinField::UserId, &identity.user_id),
            (JoinField::CrmContactId, &identity.crm_contact_id),
            (JoinField::Email, &identity.email),
        ];
        fields.into_iter().filter_map(|(field, value)| value.as_ref().map(|value| keys.join(field, value))).collect()
    }

    fn render_turns(
        &self,
        scope: &Scope<'_>,
        index: &mut dyn SurrogateIndex,
    ) -> Result<(Vec<Turn>, Vec<SpanReceipt>), RenderError> {
        let mut turns = Vec::with_capacity(self.event.turns.len());
        let mut receipts = Vec::new();
        for (number, (turn, found)) in self.event.turns.iter().zip(&self.found).enumerate() {
            let text = render_text(turn.text.expose(), found, scope, index, |receipt| {
                receipts.push(SpanReceipt { turn: number, ..receipt });
            })?;
            turns.push(Turn { speaker: turn.speaker, text });
        }
        Ok((turns, receipts))
    }
}

/// Full names by each of their words, so that "Anna" later in the conversation is the same person as "Anna Berg".
fn longest_names(found: &[FoundInText]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let spans = found.iter().flat_map(|found| &found.spans).filter(|span| span.entity_type == EntityType::Person);
    for span in spans.filter(|span| span.canonical.contains(' ')) {
        for word in span.canonical.split(' ') {
            names.entry(word.to_owned()).or_insert_with(|| span.canonical.clone());
        }
    }
    names
}
