//! The form of a token, and what happens to input that already looks like one.
//!
//! `⟦TYPE·k<epoch>·<16 base32 characters>⟧`, or `⟦TYPE⟧` for secrets and values from small spaces.
//!
//! Forgery and idempotence. A well-formed token whose surrogate the index knows is kept, so pseudonymizing twice
//! changes nothing. A well-formed token with an unknown surrogate is reduced to `⟦TYPE⟧`, which names nobody. Every
//! other `⟦` or `⟧` of the input becomes `〚` or `〛`. So a customer cannot type another person's pseudonym into
//! being, and what looks like a token in stored text is one.

use std::str::FromStr;

use countersign_domain::{EntityType, Surrogate};

/// Characters of a surrogate that a token shows: 16 × 5 bits = 80 bits.
pub const SHOWN: usize = 16;
const OPEN: char = '⟦';
const CLOSE: char = '⟧';
const DOT: char = '·';
/// Longest token in bytes: brackets, the longest type name, epoch of 10 digits, two dots, 16 characters.
const LONGEST: usize = 3 + 24 + 2 + 11 + 2 + SHOWN + 3;

/// A token found in text, in bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundToken {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its type.
    pub entity_type: EntityType,
    /// The characters of the surrogate that it shows, where it shows any.
    pub shown: Option<String>,
}

/// The text of a token.
pub fn token(entity_type: EntityType, epoch: u32, surrogate: Option<&Surrogate>) -> String {
    match surrogate.and_then(|surrogate| surrogate.as_str().get(..SHOWN)) {
        Some(shown) => format!("{OPEN}{entity_type}{DOT}k{epoch}{DOT}{shown}{CLOSE}"),
        None => format!("{OPEN}{entity_type}{CLOSE}"),
    }
}

/// All well-formed tokens of `text`, in order.
pub fn find_tokens(text: &str) -> Vec<FoundToken> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(OPEN) {
        let start = from + at;
        match token_at(text, start) {
            Some(token) => {
                from = token.end;
                found.push(token);
            }
            None => from = start + OPEN.len_utf8(),
        }
    }
    found
}

fn token_at(text: &str, start: usize) -> Option<FoundToken> {
    let body_start = start + OPEN.len_utf8();
    let mut limit = text.len().min(start + LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let length = text[body_start..limit].find(CLOSE)?;
    let body = &text[body_start..body_start + length];
    let mut parts = body.split(DOT);
    let entity_type = EntityType::from_str(parts.next()?).ok()?;
    let shown = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => None,
        (Some(epoch), Some(shown), None) if is_epoch(epoch) && is_shown(shown) => Some(shown.to_owned()),
        _ => return None,
    };
    Some(FoundToken { start, end: body_start + length + CLOSE.len_utf8(), entity_type, shown })
}

fn is_epoch(text: &str) -> bool {
    text.strip_prefix('k').is_some_and(|n| !n.is_empty() && n.len() <= 10 && n.bytes().all(|b| b.is_ascii_digit()))
}

fn is_shown(text: &str) -> bool {
    text.len() == SHOWN && text.bytes().all(|b| b.is_ascii_uppercase() || (b'2'..=b'7').contains(&b))
}

/// Appends `text` with token brackets replaced by harmless ones.
pub fn push_escaped(out: &mut String, text: &str) {
    if !text.contains([OPEN, CLOSE]) {
        out.push_str(text);
        return;
    }
    out.extend(text.chars().map(|c| match c {
        OPEN => '〚',
        CLOSE => '〛',
        c => c,
    }));
}
