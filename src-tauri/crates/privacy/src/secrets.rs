//! Passwords by cue. Their text may be anything, so the span runs to the next blank.

use countersign_domain::EntityType::{Password, Pin};

use crate::scan::{Hit, Scan};

/// Reports what follows "password is", "Passwort:", "pwd=".
pub fn recognize(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    for (i, word) in scan.words.iter().enumerate() {
        let cue = matches!(
            word.folded.as_ref(),
            "password" | "passwort" | "kennwort" | "pwd" | "passcode" | "passphrase" | "pw" | "passwd"
        );
        // "Startpasswort", "Zugangscode": German joins its words.
        let joined = word.folded.len() > 8
            && ["passwort", "kennwort", "zugangscode", "password"].iter().any(|end| word.folded.ends_with(end));
        let cue = cue || joined;
        let short = word.folded == "pass" && scan.gap_after(i).trim_end().ends_with([':', '=']);
        if (cue || short)
            && let Some((start, end)) = secret_behind(scan, i)
        {
            // "one-time passcode 830214": the digits of a code are a number to type in.
            let digits = scan.text[start..end].bytes().all(|b| b.is_ascii_digit());
            let is_code = word.folded.contains("code");
            let is_pin = digits && is_code && (3..=8).contains(&(end - start));
            hits.push(Hit::new(start, end, if is_pin { Pin } else { Password }, 0.92, "password/cue"));
        }
    }
}

/// Bytes of the secret behind cue word `i`.
fn secret_behind(scan: &Scan<'_>, i: usize) -> Option<(usize, usize)> {
    let mut j = i + 1;
    let mut linked = scan.gap_after(i).contains([':', '=']);
    while let Some(word) = scan.words.get(j).filter(|_| j <= i + 3) {
        match word.folded.as_ref() {
            "is" | "ist" | "lautet" | "was" | "war" | "to" | "auf" | "as" | "s" => linked = true,
            "my" | "mein" | "now" | "jetzt" | "currently" | "still" | "number" | "im" | "in" | "brief" | "letter"
            | "vom" => {}
            _ => break,
        }
        j += 1;
    }
    let word = scan.words.get(j)?;
    let from = scan.words[j - 1].end;
    let gap = &scan.text[from..word.start];
    // Marks right before the first letter ("$ecret", "!x9") belong to the secret, quotes and colons do not.
    let lead = gap.trim_start_matches([':', '=', ' ', '\t', '"', '\'', '(', '-', '>', ',']).len();
    let start = word.start - lead;
    let length = scan.text[start..].find(char::is_whitespace).unwrap_or(scan.text.len() - start);
    let text = scan.text[start..start + length].trim_end_matches(['.', ',', ')', '"', '\'', ';', '?', '!']);
    let end = start + text.len();
    let strange = text.chars().any(|c| !c.is_alphabetic()) && text.chars().count() >= 3;
    let secret_word = linked && !word.is_everyday() && word.letters > 2;
    (!gap.contains('\n')
        && end > start
        && ((linked && strange) || secret_word || word.digits > 0 || is_mixed(text))
        && !text.contains(crate::normalize::OPAQUE))
    .then_some((start, end))
}

/// Letters with a digit and a mark: nothing that a sentence has.
fn is_mixed(text: &str) -> bool {
    let mark = |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '\'' | '/');
    text.chars().any(char::is_alphabetic) && text.chars().any(char::is_numeric) && text.chars().any(mark)
}
