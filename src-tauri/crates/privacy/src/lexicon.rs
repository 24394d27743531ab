//! Word lists: what is an ordinary word, what can be a name. Looked up with folded words.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// FNV-1a: short keys, and the lists are ours, so nobody can aim at collisions in them.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// A set of our own words.
pub type WordSet = HashSet<&'static str, BuildHasherDefault<Fnv>>;

/// Words that introductions run into and that no list of everyday words may miss.
const NEVER_NAMES: &str = "\
    not the a an my in on to so very and und nicht der die das ein eine ssn zip email iphone ipad android google \
    amazon paypal facebook microsoft apple samsung netflix uber wifi faq ceo ok usa uk sirs madam sir insurers \
    team customer customers valued neukunde neukundin kunde kundin kunden kollegen kolleginnen damen herren \
    support service iban bic topic subject betreff all everyone colleagues friends freunde again council erstes ta ha merci bonjour hola ciao job pers erw ipv kl inkl exkl \
    erste puk pin imei eta vat kyc";

/// Words by which German is told, folded.
const GERMAN: &str = "\
    ich der die das und nicht ist ein eine mein meine mit fur auf wir sie es zu den dem bitte von bei noch wie wo \
    kann habe wurde ihre ihr guten hallo sehr im vom zum zur beim seit nach bis kein keine auch aber oder nur \
    schon hat haben wird werden sind mir mich ihnen uns dass wenn bin sich aus ab statt dann einen einem einer \
    meiner meinem meinen gern wann warum als uber herr frau";

/// Words by which English is told.
const ENGLISH: &str = "\
    i the and not is a my with for on we you it to of please how can this your are have has but at from be as when \
    do me that they he she our or no";

/// What the lists say of a word, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed(u16);

impl Listed {
    const COMMON: u16 = 1;
    const GIVEN: u16 = 2;
    const FAMILY: u16 = 4;
    const PLACE: u16 = 8;
    const CALENDAR: u16 = 16;
    const NEVER_NAME: u16 = 32;
    const GERMAN: u16 = 64;
    const ENGLISH: u16 = 128;
    const NOUN: u16 = 256;
    const DICTIONARY: u16 = 512;

    /// A word of English or German that dictionaries have.
    pub fn is_common(self) -> bool {
        self.0 & (Self::COMMON | Self::DICTIONARY) != 0
    }

    /// A word of everyday English or German: what a strong cue for a name may well be followed by.
    pub fn is_everyday(self) -> bool {
        self.0 & Self::COMMON != 0
    }

    /// A large city or a country.
    pub fn is_place(self) -> bool {
        self.0 & Self::PLACE != 0
    }

    /// A place, a people, a brand, a month or a day: what has a capital and is seldom a person.
    pub fn is_no_person(self) -> bool {
        self.0 & (Self::PLACE | Self::CALENDAR) != 0
    }

    /// A word that is never a part of a name.
    pub fn is_never_name(self) -> bool {
        self.0 & Self::NEVER_NAME != 0
    }

    /// A name that is also a German noun, which has a capital either way.
    pub fn is_noun(self) -> bool {
        self.0 & Self::NOUN != 0
    }

    /// A word by which German is told.
    pub fn is_german(self) -> bool {
        self.0 & Self::GERMAN != 0
    }

    /// A word by which English is told.
    pub fn is_english(self) -> bool {
        self.0 & Self::ENGLISH != 0
    }

    /// A given name of some country.
    pub fn is_given_name(self) -> bool {
        self.0 & Self::GIVEN != 0
    }

    /// Whether any list has it.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    /// A given or family name of some country.
    pub fn is_name(self) -> bool {
        self.0 & (Self::GIVEN | Self::FAMILY) != 0
    }
}

/// Room for the words of all lists, so that the table is laid out once.
const WORDS: usize = 200_000;

static LISTS: LazyLock<HashMap<&'static str, Listed, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let lists = [
        (Listed::COMMON, include_str!("../data/common_words.txt")),
        (Listed::DICTIONARY, include_str!("../data/dictionary.txt")),
        (Listed::PLACE, include_str!("../data/places.txt")),
        (Listed::CALENDAR, include_str!("../data/calendar.txt")),
        (Listed::CALENDAR, include_str!("../data/groups.txt")),
        (Listed::CALENDAR, include_str!("../data/brands.txt")),
        (Listed::NOUN, include_str!("../data/nouns.txt")),
        (Listed::GIVEN, include_str!("../data/given_names.txt")),
        (Listed::FAMILY, include_str!("../data/family_names.txt")),
    ];
    let mut all = HashMap::<_, Listed, _>::with_capacity_and_hasher(WORDS, Default::default());
    for (bit, list) in lists {
        list.lines().for_each(|word| all.entry(word).or_default().0 |= bit);
    }
    for (bit, list) in [(Listed::NEVER_NAME, NEVER_NAMES), (Listed::GERMAN, GERMAN), (Listed::ENGLISH, ENGLISH)] {
        list.split(' ').for_each(|word| all.entry(word).or_default().0 |= bit);
    }
    all
});

/// What the lists say of a folded word; one look-up for all of them.
pub fn listed(folded: &str) -> Listed {
    LISTS.get(folded).copied().unwrap_or_default()
}

/// Whether an unlisted word is two everyday words in one, as German makes its nouns: "kundenberatung", "zahlungsfrist".
///
/// The second has to be long, and none that names end in: "heidenreich" and "rosenstein" are made the same way.
pub fn is_compound(folded: &str) -> bool {
    const SHORTEST_HEAD: usize = 4;
    const SHORTEST_FIRST: usize = 3;
    const IN_NAMES: &[&str] = &[
        "acker", "angel", "baum", "bauer", "berg", "berger", "bach", "blum", "brunn", "brunner", "burg", "dorf",
        "eger", "feld", "felder", "garten", "graben", "hagen", "hammer", "haus", "hausen", "haupt", "heim", "helm",
        "herz", "hofer", "holz", "horn", "huber", "kamp", "kraft", "lander", "land", "lieb", "loch", "maier", "mann",
        "mayer", "meier", "meister", "meyer", "muller", "nagel", "reich", "reuter", "ritter", "rock", "schmidt",
        "schmied", "schutz", "sohn", "stein", "steiner", "stock", "tanz", "thal", "vogel", "wald", "wasser", "weber",
        "zahn", "wirth", "zweig",
    ];
    if folded.len() < SHORTEST_HEAD + SHORTEST_FIRST + 1 || !folded.is_ascii() {
        return false;
    }
    (SHORTEST_FIRST..=folded.len() - SHORTEST_HEAD).any(|at| {
        let (first, head) = folded.split_at(at);
        let plain = |word: &str| listed(word).is_common() || listed(word).is_noun();
        let linked = first.strip_suffix('s').or_else(|| first.strip_suffix('n'));
        !IN_NAMES.contains(&head)
            && plain(head)
            && (plain(first) || linked.is_some_and(|first| first.len() >= SHORTEST_FIRST && plain(first)))
    })
}

/// An everyday word of English or German.
pub fn is_common(folded: &str) -> bool {
    listed(folded).is_common()
}
