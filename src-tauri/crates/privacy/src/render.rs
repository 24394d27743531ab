//! Spans → tokens in one text.

use std::collections::BTreeMap;

use countersign_domain::{EntityType, SpanReceipt, Surrogate};

use crate::canonical::is_small_space;
use crate::error::IndexError;
use crate::index::{IndexKey, IndexKeys, SurrogateIndex};
use crate::pseudonymizer::{Found, FoundInText};
use crate::token::{FoundToken, push_escaped, token};

/// To whom and where the values of a text belong.
pub(crate) struct Scope<'s> {
    pub keys: &'s IndexKeys,
    pub session: IndexKey,
    pub subject: &'s Surrogate,
    /// Full name by each word of it.
    pub names: &'s BTreeMap<String, String>,
}

/// The text with tokens in place of spans; `receipt` hears of each token, with places in the text returned.
pub(crate) fn render_text(
    text: &str,
    found: &FoundInText,
    scope: &Scope<'_>,
    index: &mut dyn SurrogateIndex,
    mut receipt: impl FnMut(SpanReceipt),
) -> Result<String, IndexError> {
    let spans = &found.spans;
    let mut out = String::with_capacity(text.len() + spans.len() * 24);
    let mut scalars = Counter::default();
    let mut at = 0;
    let mut tokens = found.tokens.iter().peekable();
    for span in spans {
        at = push_between(&mut out, text, at, span.start, &mut tokens, index)?;
        let surrogate = surrogate_of(span, scope, index)?;
        let start = scalars.count(&out);
        out.push_str(&token(span.entity_type, scope.keys.epoch(), surrogate.as_ref()));
        let end = scalars.count(&out);
        receipt(SpanReceipt {
            turn: 0,
            start,
            end,
            entity_type: span.entity_type,
            recognizer: span.rule.to_owned(),
            score: span.score,
            seen_by: span.seen_by,
        });
        at = at.max(span.end);
        while tokens.next_if(|token| token.start < at).is_some() {}
    }
    push_between(&mut out, text, at, text.len(), &mut tokens, index)?;
    Ok(out)
}

/// Counts the scalar values of a growing text without starting over.
#[derive(Default)]
struct Counter {
    bytes: usize,
    scalars: usize,
}

impl Counter {
    fn count(&mut self, text: &str) -> usize {
        self.scalars += text[self.bytes..].chars().count();
        self.bytes = text.len();
        self.scalars
    }
}

/// Appends `text[at..end]`: tokens of ours as they are, forged ones without their surrogate, the rest escaped.
fn push_between<'f>(
    out: &mut String,
    text: &str,
    mut at: usize,
    end: usize,
    tokens: &mut std::iter::Peekable<impl Iterator<Item = &'f FoundToken>>,
    index: &mut dyn SurrogateIndex,
) -> Result<usize, IndexError> {
    while let Some(kept) = tokens.next_if(|kept| kept.end <= end) {
        push_escaped(out, &text[at..kept.start]);
        let ours = match &kept.shown {
            None => true,
            Some(shown) => index.knows(shown)?,
        };
        match ours {
            true => out.push_str(&text[kept.start..kept.end]),
            false => out.push_str(&token(kept.entity_type, 0, None)),
        }
        at = kept.end;
    }
    push_escaped(out, &text[at..end]);
    Ok(end)
}

fn surrogate_of(
    span: &Found,
    scope: &Scope<'_>,
    index: &mut dyn SurrogateIndex,
) -> Result<Option<Surrogate>, IndexError> {
    if is_small_space(span.entity_type, &span.canonical) {
        return Ok(None);
    }
    if span.own {
        return Ok(Some(scope.subject.clone()));
    }
    let full = (span.entity_type == EntityType::Person).then(|| scope.names.get(&span.canonical)).flatten();
    let key = scope.keys.in_conversation(scope.session, span.entity_type, full.unwrap_or(&span.canonical));
    index.surrogate(key).map(Some)
}
