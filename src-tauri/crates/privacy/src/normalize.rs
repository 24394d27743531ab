//! Text as recognizers read it, with a map back to the text as it came.
//!
//! Full-width and other compatibility characters, digits of any script, invisible and bidirectional control
//! characters, loose combining marks and look-alikes from other alphabets inside Latin words are undone. A token of
//! ours becomes one [`OPAQUE`] character that no rule matches. Case stays, since names need it.
//! Plain ASCII without control characters is used as it is: no copy and no map.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::token::FoundToken;

/// Stands for a token of ours in normalized text.
pub const OPAQUE: char = '\u{FFFC}';

/// Normalized text; `map` is absent where normalized and original bytes coincide.
pub struct Normalized<'t> {
    /// What recognizers read.
    pub text: Cow<'t, str>,
    map: Option<Vec<(u32, u32)>>,
}

impl<'t> Normalized<'t> {
    /// Normalizes `text`; `tokens` are the tokens in it, in order.
    pub fn new(text: &'t str, tokens: &[FoundToken]) -> Self {
        if tokens.is_empty() && text.is_ascii() {
            return Self { text: Cow::Borrowed(text), map: None };
        }
        let mut builder = Builder::with_capacity(text.len());
        let mut at = 0;
        for token in tokens {
            builder.push_text(&text[at..token.start], at);
            builder.push(OPAQUE, token.start, token.end);
            at = token.end;
        }
        builder.push_text(&text[at..], at);
        Self { text: Cow::Owned(builder.text), map: Some(builder.map) }
    }

    /// This text with each of `ranges` (sorted, disjoint bytes) as one opaque character: what is left to be read.
    pub fn without(&self, ranges: impl Iterator<Item = (usize, usize)>) -> Normalized<'static> {
        let mut builder = Builder::with_capacity(self.text.len());
        let mut at = 0;
        for (start, end) in ranges {
            self.copy(&mut builder, at, start);
            let (from, to) = self.to_original(start, end);
            builder.push(OPAQUE, from, to);
            at = end;
        }
        self.copy(&mut builder, at, self.text.len());
        Normalized { text: Cow::Owned(builder.text), map: Some(builder.map) }
    }

    fn copy(&self, builder: &mut Builder, start: usize, end: usize) {
        for (at, c) in self.text[start..end].char_indices() {
            let (from, to) = self.to_original(start + at, start + at + c.len_utf8());
            builder.push(c, from, to);
        }
    }

    /// The bytes of the original text that bytes `start..end` of the normalized text came from; `start < end`.
    pub fn to_original(&self, start: usize, end: usize) -> (usize, usize) {
        match &self.map {
            None => (start, end),
            Some(map) => (map[start].0 as usize, map[end - 1].1 as usize),
        }
    }
}

/// Collects characters and where each of their bytes came from.
struct Builder {
    text: String,
    map: Vec<(u32, u32)>,
}

impl Builder {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), map: Vec::with_capacity(bytes) }
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        let place = (start as u32, end as u32);
        self.map.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    fn push_text(&mut self, text: &str, offset: usize) {
        let mut word_starts_at = None; // in `self.text`, of the run of letters and digits now open
        for (at, c) in text.char_indices() {
            let (start, end) = (offset + at, offset + at + c.len_utf8());
            if !is_in_word(c) {
                self.close_word(&mut word_starts_at);
            } else if word_starts_at.is_none() {
                word_starts_at = Some(self.text.len());
            }
            match c {
                c if c.is_ascii() => self.push(c, start, end),
                c if is_invisible(c) || is_combining_mark(c) => {}
                c => self.push_compatible(c, start, end),
            }
        }
        self.close_word(&mut word_starts_at);
    }

    /// Pushes the compatibility form of one character: `１` → `1`, `ﬁ` → `fi`, `٣` → `3`, `–` → `-`.
    fn push_compatible(&mut self, c: char, start: usize, end: usize) {
        if let Some(plain) = plain_form(c) {
            return self.push(plain, start, end);
        }
        for mapped in std::iter::once(c).nfkc() {
            self.push(plain_form(mapped).unwrap_or(mapped), start, end);
        }
    }

    /// Replaces look-alikes in the word that ends here, when it also holds an ASCII letter or digit.
    fn close_word(&mut self, word_starts_at: &mut Option<usize>) {
        let Some(from) = word_starts_at.take() else { return };
        let word = &self.text[from..];
        if word.is_ascii() || !word.bytes().any(|b| b.is_ascii_alphanumeric()) {
            return;
        }
        if !word.chars().any(|c| latin_look_alike(c).is_some()) {
            return;
        }
        let word: Vec<char> = word.chars().collect();
        let mut places = Vec::with_capacity(word.len());
        let mut byte = from;
        for c in &word {
            places.push(self.map[byte]);
            byte += c.len_utf8();
        }
        self.text.truncate(from);
        self.map.truncate(from);
        for (c, (start, end)) in word.into_iter().zip(places) {
            self.push(latin_look_alike(c).unwrap_or(c), start as usize, end as usize);
        }
    }
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '@' | '.' | '_' | '-') || is_invisible(c) || is_combining_mark(c)
}

/// Characters that show nothing: zero-width, soft hyphen, bidirectional controls, variation selectors, tags.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Punctuation, spaces and digits in other dress, as ASCII.
fn plain_form(c: char) -> Option<char> {
    Some(match c {
        '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{0085}' => '\n',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' => '\'',
        '\u{201C}'..='\u{201F}' => '"',
        '\u{3002}' | '\u{FF0E}' | '\u{FF61}' | '\u{2024}' | '\u{FE52}' => '.',
        '\u{FF20}' | '\u{FE6B}' => '@',
        '\u{2044}' | '\u{2215}' => '/',
        c => return other_digit(c),
    })
}

/// Decimal digits of other scripts; each block holds 0–9 in order.
fn other_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 24] = [
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
        0x0F20, 0x1040, 0x17E0, 0x1810, 0xA8D0, 0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    ];
    let code = c as u32;
    let keycap = (0x2460..=0x2468).contains(&code).then(|| code - 0x2460 + 1);
    let digit = ZEROS.iter().find_map(|zero| code.checked_sub(*zero).filter(|d| *d < 10)).or(keycap)?;
    char::from_digit(digit, 10)
}

/// Cyrillic and Greek letters that look like a Latin one (Unicode confusables, the ones in common fonts).
fn latin_look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' | 'ɑ' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' | 'Ϲ' => 'C',
        'ԁ' => 'd',
        'е' | 'ҽ' => 'e',
        'Е' | 'Ε' => 'E',
        'ɡ' => 'g',
        'һ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' | 'ı' => 'i',
        'І' | 'Ι' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'ӏ' => 'l',
        'м' => 'm',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'ո' => 'n',
        'о' | 'ο' | 'օ' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' => 'q',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' => 'y',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        _ => return None,
    })
}

/// A word without case, diacritics and ligatures: what two spellings of a name have in common. `ü` → `u`, `ß` → `ss`.
pub fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}
