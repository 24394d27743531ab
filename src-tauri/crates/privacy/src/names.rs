//! Names: by cue, by where they stand, and what belongs to one that was found.
//!
//! Each file of the folder is one kind of place for a name. Names without any are the tagger's.

mod fields;
mod introductions;
mod kin;
mod letters;
mod speakers;
mod standing;
mod whole;

use crate::scan::{Hit, Scan};
use crate::words::Word;

pub use self::fields::is_form_label;
pub use self::kin::is_role;
pub use self::speakers::is_party;
pub use self::whole::{beside_names, extend};

/// Longest name in words, initials and particles counted.
const LONGEST_NAME: usize = 5;

/// Score from which a name is sure enough to be looked for in the rest of the conversation.
pub const STRONG: f32 = 0.8;

/// Reports names. Hits with a score of at least [`STRONG`] are remembered for the conversation.
pub fn recognize(scan: &Scan<'_>, allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    for i in 0..scan.words.len() {
        introductions::introductions(scan, i, allowed, hits);
        letters::forms_of_address(scan, i, hits);
        letters::greetings(scan, i, allowed, hits);
        letters::sign_offs(scan, i, allowed, hits);
        fields::labels(scan, i, allowed, hits);
        kin::relatives(scan, i, hits);
        kin::roles(scan, i, hits);
        letters::last_words(scan, i, hits);
    }
    // These ask for a capital.
    for i in (0..scan.words.len()).filter(|i| scan.words[*i].capital) {
        standing::behind_last_dash(scan, i, allowed, hits);
        standing::registers(scan, i, allowed, hits);
        standing::owners(scan, i, allowed, hits);
        kin::behind_kin(scan, i, allowed, hits);
        standing::behind_initials(scan, i, allowed, hits);
        standing::speaking(scan, i, allowed, hits);
        standing::tickets(scan, i, hits);
        standing::behind_article(scan, i, allowed, hits);
        speakers::speakers(scan, i, allowed, hits);
    }
}

/// Follows a name that has begun: capitalised words (or, without case, unusual ones), particles and initials.
pub fn name_tail(scan: &Scan<'_>, i: usize) -> usize {
    let mut last = i;
    while last + 1 < scan.words.len() && last - i + 1 < LONGEST_NAME && continues_name(scan, last) {
        let next = &scan.words[last + 1];
        let fits = |word: &Word<'_>| {
            can_be_name(word)
                && if scan.has_case {
                    word.capital && (!word.is_common() || word.listed.is_name())
                } else {
                    word.listed.is_name() && !word.is_common()
                }
        };
        let behind = (last + 2..scan.words.len()).take(3).find(|j| !is_particle(&scan.words[*j].folded));
        let particle =
            is_particle(&next.folded) && behind.is_some_and(|j| fits(&scan.words[j]) && scan.words[j].capital);
        let goes_on = particle || fits(next) && !next.listed.is_never_name();
        if !goes_on {
            break;
        }
        last += 1;
    }
    last
}

fn can_be_name(word: &Word<'_>) -> bool {
    word.digits == 0 && word.letters > 0 && (word.letters > 1 || word.capital)
}

fn continues_name(scan: &Scan<'_>, i: usize) -> bool {
    let gap = scan.gap_after(i);
    matches!(gap, " " | "-" | "'" | ". " if gap != ". " || scan.words[i].letters == 1 || is_title(&scan.words[i].folded))
}

/// Behind the last word; a possessive stays outside.
pub fn end_of_name(scan: &Scan<'_>, last: usize) -> usize {
    scan.words[last].end
}

/// A small word within names: "van", "bin", "de".
pub fn is_particle(folded: &str) -> bool {
    matches!(
        folded,
        "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "la"
            | "le"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "zu"
            | "ter"
            | "ten"
            | "st"
            | "y"
            | "e"
            | "mc"
            | "mac"
            | "o"
            | "d"
    )
}

/// A form of address.
pub fn is_title(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "prof"
            | "professor"
            | "doctor"
            | "doktor"
            | "herr"
            | "herrn"
            | "frau"
            | "dres"
            | "sir"
            | "mister"
            | "capt"
            | "rev"
            | "hr"
            | "hrn"
            | "fr"
            | "mag"
            | "ing"
            | "dipl"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut hits = Vec::new();
        let scan = Scan::new(text, None);
        recognize(&scan, &|_| false, &mut hits);
        let hits = beside_names(&scan, crate::scan::union(hits));
        hits.iter().map(|hit| &text[hit.start..hit.end]).collect()
    }

    #[test]
    fn a_name_in_no_list_is_found_where_it_stands() {
        let cases: &[(&str, &[&str])] = &[
            ("The line is in the name of my late husband Zhogwyn, please close it.", &["Zhogwyn"]),
            ("Policyholder called, with daughter (Ulmanda) on the line.", &["Ulmanda"]),
            ("It was promised by our neighbour Zhogwyn or Tembrith, I forget.", &["Zhogwyn", "Tembrith"]),
            ("The letter is signed P.Q. van Zhogwyn and nobody else.", &["P.Q. van Zhogwyn"]),
            ("Halvora Insurance, Zhogwyn speaking, how can I help?", &["Zhogwyn"]),
            ("My ticket says ZHOGWYN/ULMANDA and I am neither.", &["ZHOGWYN/ULMANDA"]),
            ("[08:12] Zhogwyn: good morning\n[08:13] You: hello\n[08:14] Zhogwyn: bye", &["Zhogwyn", "Zhogwyn"]),
        ];
        for (text, names) in cases {
            assert_eq!(found(text), *names, "{text}");
        }
    }

    #[test]
    fn what_stands_there_and_is_no_name_stays() {
        let free = [
            "Reception: good morning\nVisitor: hello\nReception: which floor?",
            "Order Status: open\nDelivery Date: Monday\nOrder Status: closed",
            "I had plan B. Please cancel it.",
            "I am still speaking to the bank about AND/OR clauses.",
            "my brother and his wife came, e.g. on Monday",
            "Der Nachbar Zaun steht schief, z. B. am Montag.",
        ];
        for text in free {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
