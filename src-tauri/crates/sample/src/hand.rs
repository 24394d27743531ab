//! How a person's hand changes a draft: slips, lower case, `ae` for `ä`, fillers of speech. Pieces that identify
//! somebody stay as they are, so that the list of planted identifiers remains true.

use crate::fill::Draft;
use crate::people::Style;
use crate::random::Random;

/// Share of spoken words that a filler follows.
const FILLER_SHARE: f64 = 0.05;

/// The draft as `style` writes it; `quick` where people do not look back (chat, social networks).
pub(crate) fn written(mut draft: Draft, style: &Style, quick: bool, random: &mut Random) -> Draft {
    let typo_share = if quick { style.typo_share * 1.5 } else { style.typo_share };
    for piece in draft.iter_mut().filter(|piece| piece.entity.is_none()) {
        if quick && style.lower_case {
            piece.text = piece.text.to_lowercase();
        }
        if style.no_umlauts {
            piece.text = without_umlauts(&piece.text);
        }
        if typo_share > 0.0 {
            piece.text =
                each_word(
                    &piece.text,
                    |word| if random.chance(typo_share) { slip(word, random) } else { word.to_owned() },
                );
        }
    }
    draft
}

/// The draft as it is spoken.
pub(crate) fn spoken(mut draft: Draft, fillers: &[&str], random: &mut Random) -> Draft {
    for piece in draft.iter_mut().filter(|piece| piece.entity.is_none()) {
        piece.text = each_word(&piece.text, |word| {
            let inside = !word.is_empty() && word.chars().all(char::is_alphabetic);
            if inside && random.chance(FILLER_SHARE) {
                format!("{word} {}", random.one(fillers))
            } else {
                word.to_owned()
            }
        });
    }
    draft
}

fn each_word(text: &str, change: impl FnMut(&str) -> String) -> String {
    text.split(' ').map(change).collect::<Vec<_>>().join(" ")
}

/// One slip in a word of four letters or more: two letters swapped, one dropped or one doubled. The first stays.
fn slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || !letters.iter().all(|c| c.is_alphabetic()) {
        return word.to_owned();
    }
    let place = 1 + random.below(letters.len() - 2);
    match random.below(3) {
        0 => letters.swap(place, place + 1),
        1 => drop(letters.remove(place)),
        _ => letters.insert(place, letters[place]),
    }
    letters.into_iter().collect()
}

fn without_umlauts(text: &str) -> String {
    let pairs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss")];
    pairs.iter().fold(text.to_owned(), |text, (mark, plain)| text.replace(mark, plain))
}

#[cfg(test)]
mod tests {
    use countersign_domain::EntityType;

    use super::*;
    use crate::fill::{Piece, plain};

    fn style(typo_share: f64) -> Style {
        Style { typo_share, lower_case: true, no_umlauts: true, wordiness: 1.0 }
    }

    #[test]
    fn identifiers_are_never_altered() {
        let name = Piece { text: "Jürgen Müller".to_owned(), entity: Some(EntityType::Person) };
        let draft = vec![plain("Grüße von "), name.clone()];
        let mut random = Random::new(1, 0);
        for _ in 0..200 {
            let done = written(draft.clone(), &style(1.0), true, &mut random);
            assert_eq!(done[1], name, "the list of planted identifiers must stay true");
            let done = spoken(draft.clone(), &["äh,"], &mut random);
            assert_eq!(done[1], name, "no filler inside a name");
        }
    }

    #[test]
    fn a_slip_is_one_edit() {
        let mut random = Random::new(2, 0);
        for _ in 0..200 {
            let slipped = slip("contract", &mut random);
            assert!((7..=9).contains(&slipped.len()), "one letter more or less at most: {slipped}");
            assert!(slipped.starts_with('c'), "the first letter stays: {slipped}");
        }
        assert_eq!(slip("E-17", &mut random), "E-17", "codes are no words");
    }

    #[test]
    fn lower_case_and_plain_letters() {
        let mut random = Random::new(3, 0);
        let done = written(vec![plain("Grüße aus Köln")], &style(0.0), true, &mut random);
        assert_eq!(done, vec![plain("gruesse aus koeln")]);
    }
}
