//! What a firm can set.

/// The language that texts are mostly in; both are always understood, it decides where they disagree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

/// The country whose national telephone and postal formats are assumed where a number names none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Region {
    /// United States and Canada.
    #[default]
    Us,
    /// United Kingdom.
    Gb,
    /// Germany.
    De,
    /// Austria.
    At,
    /// Switzerland.
    Ch,
}

impl Region {
    /// Calling code without `+`.
    pub fn calling_code(self) -> &'static str {
        match self {
            Self::Us => "1",
            Self::Gb => "44",
            Self::De => "49",
            Self::At => "43",
            Self::Ch => "41",
        }
    }
}

impl From<Locale> for Region {
    /// The region that goes with a language when nobody says otherwise.
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::En => Self::Us,
            Locale::De => Self::De,
        }
    }
}

/// Settings of a [`crate::Pseudonymizer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The language.
    pub locale: Locale,
    /// Region of numbers without a country code.
    pub default_region: Region,
    /// Words of the firm that are never names or codes (products, plans, airports), in any case. They do not free
    /// known identifiers, e-mail addresses or numbers with a checksum.
    pub allow: Vec<String>,
    /// Whether quasi-identifiers (places, organizations, dates, ages …) are reported as well.
    pub quasi: bool,
    /// Whether the tagger looks for names without a cue. It finds most names in free text and costs about half of
    /// the speed; without it only patterns, cues and known identifiers remain.
    pub tagger: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { locale: Locale::En, default_region: Region::Us, allow: Vec::new(), quasi: false, tagger: true }
    }
}

impl Config {
    /// The settings for a language with its usual region.
    pub fn for_locale(locale: Locale) -> Self {
        Self { locale, default_region: locale.into(), ..Self::default() }
    }
}
