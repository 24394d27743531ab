//! Words and phrases that a rule looks for in what the customer said.
//!
//! Case and the form of accents do not matter, punctuation separates, invisible characters are passed over, and a
//! trailing `*` matches any ending: `anwalt*` finds "Anwalts", but not "Anwältin". Placeholders such as
//! `⟦PERSON·k1·…⟧` match nothing, not even their own type's name: who somebody is must not route them.
//! Deliberately absent: stemming and spelling, which would make a rule hard to predict.

use unicode_normalization::UnicodeNormalization;

/// Words or phrases, one of which must occur.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// As the policy writes them.
    pub written: Vec<String>,
    phrases: Vec<Phrase>,
}

/// Consecutive tokens; the last may be a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    tokens: Vec<String>,
    open_end: bool,
}

/// Stands where a placeholder stood; no token of a phrase equals it.
const BREAK: &str = "⟦⟧";

impl Words {
    /// Reads the list; gives the first entry that holds no word.
    pub(super) fn parse(written: Vec<String>) -> Result<Self, String> {
        let mut phrases = Vec::with_capacity(written.len());
        for text in &written {
            phrases.push(Phrase::parse(text).ok_or_else(|| text.clone())?);
        }
        Ok(Self { written, phrases })
    }

    /// Whether one occurs.
    pub(super) fn occur_in(&self, said: &[String]) -> bool {
        self.phrases.iter().any(|phrase| phrase.occurs_in(said))
    }
}

impl Phrase {
    fn parse(text: &str) -> Option<Self> {
        let open_end = text.trim_end().ends_with('*');
        let tokens = Self::tokens_of(text);
        let usable = !tokens.is_empty() && tokens.iter().all(|token| token != BREAK);
        usable.then_some(Self { tokens, open_end })
    }

    /// Runs of letters and digits in lower case and compatibility form (an "ä" may come as "a" and two dots); a
    /// placeholder becomes [`BREAK`].
    pub(super) fn tokens_of(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        let mut word = String::new();
        let mut in_placeholder = false;
        for c in text.nfkc().filter(|c| !is_invisible(*c)) {
            if !in_placeholder && c.is_alphanumeric() {
                word.extend(c.to_lowercase());
                continue;
            }
            if !word.is_empty() {
                tokens.push(std::mem::take(&mut word));
            }
            match c {
                '⟦' => {
                    in_placeholder = true;
                    tokens.push(BREAK.into());
                }
                '⟧' => in_placeholder = false,
                _ => {}
            }
        }
        if !word.is_empty() {
            tokens.push(word);
        }
        tokens
    }

    fn occurs_in(&self, said: &[String]) -> bool {
        said.windows(self.tokens.len()).any(|window| self.matches(window))
    }

    fn matches(&self, window: &[String]) -> bool {
        let last = self.tokens.len() - 1;
        let agrees = |(i, (wanted, found)): (usize, (&String, &String))| {
            wanted == found || (self.open_end && i == last && found.starts_with(wanted.as_str()))
        };
        self.tokens.iter().zip(window).enumerate().all(agrees)
    }
}

/// Soft hyphen and zero-width characters, which stand inside words of copied text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn occurs(written: &str, text: &str) -> bool {
        Words::parse(vec![written.into()]).unwrap().occur_in(&Phrase::tokens_of(text))
    }

    #[test]
    fn words_match_whole_words_in_any_case() {
        let cases = [
            ("lawyer", "My LAWYER will write.", true),
            ("lawyer", "lawyers everywhere", false),
            ("lawyer*", "lawyers everywhere", true),
            ("kündig*", "Ich KÜNDIGE hiermit", true),
            ("real person", "a real,\n person please", true),
            ("real person", "a person who is real", false),
            ("real person*", "two real persons", true),
            ("a", "", false),
            ("anwält*", "Meine Anwa\u{308}ltin", true),
            ("anwa\u{308}lt*", "meine ANWÄLTIN", true),
            ("rechtsanwalt", "Rechts\u{AD}anwalt", true),
            ("real person", "a real\u{A0}person", true),
        ];
        for (written, text, expected) in cases {
            assert_eq!(occurs(written, text), expected, "{written:?} in {text:?}: whole words, any case, * as ending");
        }
    }

    #[test]
    fn placeholders_match_nothing() {
        assert!(!occurs("real person", "a real ⟦PERSON·k1·ABCDEFGHIJKLMNOP⟧"), "a name's type is not a word");
        assert!(!occurs("pin*", "my ⟦PIN⟧"), "a secret's type is not a word");
        assert!(!occurs("real person", "real ⟦PERSON·k1·ABCDEFGHIJKLMNOP⟧ person"), "what was masked separates");
        assert!(occurs("person", "⟦PERSON·k1·ABCDEFGHIJKLMNOP⟧ is a person"), "text after a placeholder counts");
    }

    #[test]
    fn an_unclosed_bracket_hides_the_rest_and_not_more() {
        assert!(occurs("lawyer", "lawyer ⟦PERSON"), "what stands before it counts");
    }

    #[test]
    fn an_entry_without_a_word_is_refused() {
        assert_eq!(Words::parse(vec!["ok".into(), " * ".into()]), Err(" * ".into()), "it would match everything");
    }
}
