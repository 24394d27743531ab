//! The taxonomy: which intents there are, what each means and what it is often mistaken for.
//!
//! Takes a TOML text; gives a checked [`Taxonomy`] in the order of the text. The engine hashes the text for its
//! version. Deliberately absent: actions and queues, which are the policy's.

use std::collections::BTreeMap;

use countersign_domain::IntentId;
use serde::Deserialize;
use toml::Spanned;

use crate::TaxonomyError;

/// A checked taxonomy. Comes from [`Taxonomy::parse`] only.
#[derive(Debug, Clone, PartialEq)]
pub struct Taxonomy {
    intents: Vec<Intent>,
    by_id: BTreeMap<IntentId, usize>,
}

/// One intent.
#[derive(Debug, Clone, PartialEq)]
pub struct Intent {
    /// Its id, for example `refund_request`.
    pub id: IntentId,
    /// Its name for people.
    pub title: String,
    /// What it means, in one or two sentences.
    pub definition: String,
    /// What customers who mean it write; made up.
    pub examples: Vec<String>,
    /// What looks like it and is something else.
    pub counter_examples: Vec<CounterExample>,
    /// Cost of a mistake or a delay: 0 (none) – 3 (grave).
    pub severity: u8,
    /// The product it usually concerns.
    pub product: Option<String>,
    /// Where in the customer's life it usually comes.
    pub lifecycle_stage: Option<String>,
}

/// A text that looks like one intent and is another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterExample {
    /// The text; made up.
    pub text: String,
    /// The intent that it is.
    #[serde(rename = "is")]
    pub intent: IntentId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaxonomyText {
    intent: Vec<Spanned<IntentText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntentText {
    id: String,
    title: String,
    definition: String,
    severity: u8,
    examples: Vec<String>,
    #[serde(default)]
    counter_examples: Vec<CounterExample>,
    product: Option<String>,
    lifecycle_stage: Option<String>,
}

impl Taxonomy {
    /// Reads a taxonomy. Errors name the line or intent, what is wrong and what to do.
    pub fn parse(toml_text: &str) -> Result<Self, TaxonomyError> {
        let raw: TaxonomyText = toml::from_str(toml_text).map_err(|error| TaxonomyError::of_toml(toml_text, &error))?;
        let spans: Vec<usize> = raw.intent.iter().map(|intent| intent.span().start).collect();
        let intents: Vec<Intent> = raw.intent.into_iter().map(|intent| intent.into_inner().into()).collect();
        // In reverse, so that of two with one id the later is blamed.
        let by_id: BTreeMap<_, _> =
            intents.iter().enumerate().rev().map(|(i, intent)| (intent.id.clone(), i)).collect();
        // A second intent of one id first, since what the others say of it could mean either.
        let twice = intents.iter().enumerate().find(|(i, intent)| by_id[&intent.id] != *i).map(|(i, _)| (i, TWICE));
        let faulty = || intents.iter().enumerate().find_map(|(i, intent)| Some((i, fault_of(intent, &by_id)?)));
        if let Some((i, (what, remedy))) = twice.or_else(faulty) {
            let place = format!("intent {}", intents[i].id);
            return Err(TaxonomyError::at(toml_text, Some(spans[i]), place, what.into(), remedy));
        }
        if intents.len() < 2 {
            let what = "there are fewer than two intents".into();
            return Err(TaxonomyError::at(toml_text, None, "text", what, "add [[intent]] tables"));
        }
        Ok(Self { intents, by_id })
    }

    /// The taxonomy that ships with the program.
    pub fn default_text() -> &'static str {
        include_str!("../data/taxonomy.toml")
    }

    /// Every intent, in the order of the text.
    pub fn intents(&self) -> &[Intent] {
        &self.intents
    }

    /// One intent.
    pub fn get(&self, id: &IntentId) -> Option<&Intent> {
        self.by_id.get(id).map(|i| &self.intents[*i])
    }

    /// Severity of an intent; 0 for one that is not in the taxonomy.
    pub fn severity(&self, id: &IntentId) -> u8 {
        self.get(id).map_or(0, |intent| intent.severity)
    }
}

type Fault = (&'static str, &'static str);

const TWICE: Fault = ("there is another intent with this id", "give each intent an id of its own");

fn fault_of(intent: &Intent, by_id: &BTreeMap<IntentId, usize>) -> Option<Fault> {
    let blank = |text: &String| text.trim().is_empty();
    let stray = |counter: &CounterExample| counter.intent == intent.id || !by_id.contains_key(&counter.intent);
    if !is_id(intent.id.as_str()) {
        return Some(("the id is not usable", "use 1 to 64 characters without line breaks or outer spaces"));
    }
    if blank(&intent.title) || blank(&intent.definition) {
        return Some(("title or definition is empty", "write what a reviewer needs to recognise it"));
    }
    if intent.severity > 3 {
        return Some(("the severity is above 3", "write 0 (none) to 3 (grave)"));
    }
    if intent.examples.is_empty() || intent.examples.iter().any(blank) {
        return Some(("an example is empty or there is none", "write at least one"));
    }
    if intent.counter_examples.iter().any(|counter| blank(&counter.text) || stray(counter)) {
        return Some(("a counter-example is empty or names no other intent", "write the id of the intent it is"));
    }
    None
}

/// A firm's labels are named as its systems name them, so an id is any short text on one line without outer spaces.
fn is_id(text: &str) -> bool {
    let length = text.chars().count();
    (1..=64).contains(&length) && text.trim() == text && !text.chars().any(char::is_control)
}

impl From<IntentText> for Intent {
    fn from(raw: IntentText) -> Self {
        Self {
            id: IntentId::new(raw.id),
            title: raw.title,
            definition: raw.definition,
            examples: raw.examples,
            counter_examples: raw.counter_examples,
            severity: raw.severity,
            product: raw.product,
            lifecycle_stage: raw.lifecycle_stage,
        }
    }
}

#[cfg(test)]
mod tests;
