//! The grammar of the data files: one phrasing per line, made of text, slots and alternatives.
//!
//! ```text
//! # a comment                          the file's purpose, or why a line is there
//! @chat status of {order} [pls|now|]   `@channel` (mail chat ticket voice social): only there; untagged: anywhere
//! a_intent b_intent: I paid {amount}   in shared files: the intents it fits; `*:` fits all
//! {slot}                               filled by the generator or from slots.txt; `{break}` is a line break
//! [one|two|]                           one of these, each as likely, possibly nothing; may be nested
//! ```
//! Within a file, earlier lines are used more often. Takes text, gives [`Phrase`]s; knows no slot's meaning.

use countersign_domain::Channel;

use crate::error::Error;
use crate::intents;
use crate::random::Random;

/// A part of a phrasing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// As it stands.
    Text(String),
    /// To be filled.
    Slot(String),
    /// One of these sequences.
    Choice(Vec<Vec<Part>>),
}

/// One line of a data file.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The only channel it suits, if there is one.
    pub(crate) channel: Option<Channel>,
    /// Intents it fits; empty: no matter which.
    pub(crate) intents: Vec<usize>,
    parts: Vec<Part>,
}

/// A part once the alternatives are chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Token<'a> {
    /// As it stands.
    Text(&'a str),
    /// To be filled.
    Slot(&'a str),
}

impl Phrase {
    /// Chooses among the alternatives.
    pub(crate) fn choose<'a>(&'a self, random: &mut Random) -> Vec<Token<'a>> {
        let mut tokens = Vec::new();
        choose(&self.parts, random, &mut tokens);
        tokens
    }

    /// Names of all slots it may ask for.
    #[cfg(test)]
    pub(crate) fn slots(&self) -> Vec<&str> {
        fn collect<'a>(parts: &'a [Part], into: &mut Vec<&'a str>) {
            for part in parts {
                match part {
                    Part::Text(_) => {}
                    Part::Slot(name) => into.push(name),
                    Part::Choice(ways) => ways.iter().for_each(|way| collect(way, into)),
                }
            }
        }
        let mut names = Vec::new();
        collect(&self.parts, &mut names);
        names
    }
}

fn choose<'a>(parts: &'a [Part], random: &mut Random, tokens: &mut Vec<Token<'a>>) {
    for part in parts {
        match part {
            Part::Text(text) => tokens.push(Token::Text(text)),
            Part::Slot(name) => tokens.push(Token::Slot(name)),
            Part::Choice(ways) => {
                let way: &Vec<Part> = random.pick(ways);
                choose(way, random, tokens);
            }
        }
    }
}

/// The numbered lines of `text` that say something.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The phrasings of `file`. With `shared`, each line names the intents it fits.
///
/// Errors: `Corpus` names the line that breaks the grammar.
pub(crate) fn phrases(file: &str, text: &str, shared: bool) -> Result<Vec<Phrase>, Error> {
    let parsed = lines(text).map(|(line, content)| {
        phrase(content, shared).map_err(|reason| Error::Corpus { file: file.to_owned(), line, reason })
    });
    parsed.collect()
}

fn phrase(line: &str, shared: bool) -> Result<Phrase, String> {
    let (intents, rest) = if shared { fitting(line)? } else { (Vec::new(), line) };
    let (channel, rest) = channel_of(rest)?;
    let mut cursor = rest.chars().peekable();
    let parts = sequence(&mut cursor, false)?;
    Ok(Phrase { channel, intents, parts })
}

fn fitting(line: &str) -> Result<(Vec<usize>, &str), String> {
    let (names, rest) = line.split_once(':').ok_or("no colon after the intents")?;
    if names == "*" {
        return Ok((Vec::new(), rest.trim_start()));
    }
    let found: Option<Vec<usize>> = names.split_whitespace().map(intents::index_of).collect();
    Ok((found.ok_or_else(|| format!("`{names}` names an unknown intent"))?, rest.trim_start()))
}

fn channel_of(line: &str) -> Result<(Option<Channel>, &str), String> {
    // `@Halvora` opens a post; a tag is in lower case.
    let Some(tagged) = line.strip_prefix('@').filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase())) else {
        return Ok((None, line));
    };
    let (tag, rest) = tagged.split_once(' ').ok_or("nothing after the tag")?;
    let channel = match tag {
        "mail" => Channel::Email,
        "chat" => Channel::Chat,
        "ticket" => Channel::Ticket,
        "voice" => Channel::VoiceTranscript,
        "social" => Channel::Social,
        _ => return Err(format!("`@{tag}` is no channel")),
    };
    Ok((Some(channel), rest))
}

type Cursor<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Parts up to the end, or, `inside` brackets, up to `|` or `]`, which stays.
fn sequence(cursor: &mut Cursor<'_>, inside: bool) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut text = String::new();
    while let Some(&c) = cursor.peek() {
        if inside && (c == '|' || c == ']') {
            break;
        }
        cursor.next();
        let part = match c {
            '{' => Part::Slot(slot(cursor)?),
            '[' => Part::Choice(choice(cursor)?),
            '}' | ']' | '|' => return Err(format!("a stray `{c}`")),
            _ => {
                text.push(c);
                continue;
            }
        };
        if !text.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut text)));
        }
        parts.push(part);
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(parts)
}

fn slot(cursor: &mut Cursor<'_>) -> Result<String, String> {
    let mut name = String::new();
    for c in cursor {
        match c {
            '}' if !name.is_empty() => return Ok(name),
            c if c.is_ascii_alphanumeric() => name.push(c),
            _ => break,
        }
    }
    Err(format!("slot `{{{name}` is not closed by `}}`"))
}

fn choice(cursor: &mut Cursor<'_>) -> Result<Vec<Vec<Part>>, String> {
    let mut ways = vec![sequence(cursor, true)?];
    loop {
        match cursor.next() {
            Some('|') => ways.push(sequence(cursor, true)?),
            Some(']') => return Ok(ways),
            _ => return Err("`[` is not closed by `]`".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let phrase = phrase(line, false).expect("the case is well formed");
        let mut random = Random::new(1, 0);
        for _ in 0..50 {
            let tokens = phrase.choose(&mut random);
            let text: String = tokens
                .iter()
                .map(|token| match token {
                    Token::Text(text) => (*text).to_owned(),
                    Token::Slot(name) => format!("<{name}>"),
                })
                .collect();
            assert!(expected.contains(&text.as_str()), "`{line}` cannot give `{text}`");
        }
    }

    #[test]
    fn alternatives_slots_and_nesting() {
        check("plain", &["plain"]);
        check("to {name}!", &["to <name>!"]);
        check("[a|b {x}|]c", &["ac", "b <x>c", "c"]);
        check("[a [b|c]|d]", &["a b", "a c", "d"]);
        check("@Halvora hello", &["@Halvora hello"]);
        check("@chat hello", &["hello"]);
    }

    #[test]
    fn what_breaks_the_grammar_is_named_by_line() {
        for line in ["{open", "[a|b", "a]b", "a|b", "{}", "@fax hello"] {
            let error = phrases("x.txt", &format!("# comment\n{line}"), false).expect_err(line);
            assert!(error.to_string().starts_with("x.txt, line 2"), "the comment counts as a line: {error}");
        }
        assert!(phrases("x.txt", "no_such_intent: text", true).is_err(), "a shared line names intents of the taxonomy");
    }
}
