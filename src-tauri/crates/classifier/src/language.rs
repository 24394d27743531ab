//! In which language a text is written: English, German, or one that nobody here reads.
//!
//! Takes a pseudonymized text; what stands in placeholders is not looked at. A text in another script is another
//! language. In Latin script trigrams decide among the languages that Europe writes ([`READ`]), and only where they are
//! sure, the text is long enough and does not use the small words of English or German: customers write half sentences,
//! and a wrong "other" costs a person's time, while a text in a language that the model has not learnt is unlike its
//! training texts in any case. Deliberately absent: languages side by side in one text.

use crate::text::Units;
use whatlang::{Detector, Lang};

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// Another.
    Other,
    /// Too little to tell.
    Unclear,
}

impl Language {
    /// Its code (ISO 639-1), `other`, or nothing where it is unclear.
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::German => Some("de"),
            Self::Other => Some("other"),
            Self::Unclear => None,
        }
    }
}

/// Latin letters below which nothing is said.
const FEWEST_LETTERS: usize = 20;
/// Letters of another script that are enough.
const FEWEST_FOREIGN: usize = 3;
/// Share of small words from which on a text is English or German whatever its trigrams.
const SMALL_WORDS: f64 = 0.2;

/// Least confidence of the trigrams in another language (a setting; 0–1).
const SURE: f64 = 0.3;

const READ: [Lang; 20] = [
    Lang::Eng,
    Lang::Deu,
    Lang::Fra,
    Lang::Spa,
    Lang::Ita,
    Lang::Por,
    Lang::Nld,
    Lang::Pol,
    Lang::Tur,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Fin,
    Lang::Ces,
    Lang::Hun,
    Lang::Ron,
    Lang::Slk,
    Lang::Hrv,
    Lang::Lit,
    Lang::Est,
];
const ENGLISH: [&str; 42] = [
    "the", "my", "i", "is", "to", "it", "you", "for", "what", "how", "can", "and", "of", "have", "not", "why", "this",
    "where", "when", "with", "your", "from", "been", "was", "would", "did", "does", "there", "an", "are", "but",
    "please", "i'm", "don't", "i've", "that", "could", "has", "me", "up", "about", "some",
];
const GERMAN: [&str; 39] = [
    "ich", "der", "die", "das", "und", "ist", "nicht", "mein", "meine", "wie", "wo", "warum", "kann", "bitte", "für",
    "mit", "auf", "ein", "eine", "zu", "von", "sie", "habe", "noch", "auch", "wird", "wurde", "den", "dem", "mir",
    "bei", "nach", "aber", "sind", "haben", "keine", "meinen", "meiner", "wann",
];

/// The language of `text`.
pub fn language(text: &str) -> Language {
    let mut units = Units::default();
    units.read(text);
    let plain: Vec<String> = units
        .units
        .iter()
        .filter(|unit| !unit.is_token)
        .map(|unit| units.chars[unit.chars.clone()].iter().collect())
        .collect();
    let (mut latin, mut foreign) = (0, 0);
    for c in plain.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()) {
        *if is_latin(c) { &mut latin } else { &mut foreign } += 1;
    }
    if foreign >= FEWEST_FOREIGN && foreign > latin {
        return Language::Other;
    }
    let words: Vec<&str> = plain.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let count = |small: &[&str]| words.iter().filter(|word| small.contains(word)).count();
    let (english, german) = (count(&ENGLISH), count(&GERMAN));
    if english.max(german) as f64 >= SMALL_WORDS * words.len().max(1) as f64 && english != german {
        return if english > german { Language::English } else { Language::German };
    }
    if latin < FEWEST_LETTERS {
        return Language::Unclear;
    }
    match Detector::with_allowlist(READ.to_vec()).detect(&plain.join(" ")) {
        Some(found) if found.lang() == Lang::Eng => Language::English,
        Some(found) if found.lang() == Lang::Deu => Language::German,
        Some(found) if found.confidence() >= SURE && english + german == 0 => Language::Other,
        _ => Language::Unclear,
    }
}

/// Letters of the Latin script, accents included.
fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Language, texts: &[&str]) {
        let wrong: Vec<(&&str, Language)> =
            texts.iter().map(|text| (text, language(text))).filter(|(_, found)| *found != expected).collect();
        assert!(wrong.is_empty(), "not {expected:?}: {wrong:?}");
    }

    #[test]
    fn english_and_german_are_read() {
        check(
            Language::English,
            &[
                "Where is my parcel? The tracking page says nothing since Monday.",
                "I was charged twice for the same invoice and want it put right",
                "how do i reset the password",
            ],
        );
        check(
            Language::German,
            &[
                "Wo ist mein Paket? Die Sendungsverfolgung zeigt seit Montag nichts an.",
                "Ich habe die Rechnung zweimal bezahlt und möchte mein Geld zurück",
                "wie kann ich mein passwort zurücksetzen",
            ],
        );
    }

    #[test]
    fn other_languages_go_to_people() {
        check(
            Language::Other,
            &[
                "Où est mon colis ? Le suivi de la livraison n'indique plus rien depuis lundi dernier.",
                "Je voudrais résilier mon abonnement et recevoir une confirmation écrite",
                "¿Dónde está mi paquete? El seguimiento no muestra nada desde el lunes.",
                "Quiero cancelar mi suscripción y recibir la devolución del importe",
                "Dov'è il mio pacco? La spedizione risulta ferma da lunedì scorso.",
                "Vorrei disdire l'abbonamento e ricevere il rimborso della fattura",
                "Onde está a minha encomenda? O rastreamento não mostra nada desde segunda-feira.",
                "Gdzie jest moja paczka? Śledzenie nie pokazuje niczego od poniedziałku.",
                "Siparişim nerede? Kargo takip sayfası pazartesiden beri güncellenmedi.",
                "Где моя посылка? Отслеживание ничего не показывает с понедельника.",
                "Πού είναι το δέμα μου;",
                "我的包裹在哪里？",
                "أين طردي؟",
            ],
        );
    }

    #[test]
    fn what_is_too_short_or_hidden_is_unclear() {
        check(Language::Unclear, &["", "ok", "1234 5678", "login", "⟦PERSON·k1·ABCDEFGHIJKLMNOP⟧", "merci"]);
    }
}
