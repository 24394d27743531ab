//! What users are called: behind a cue, and by a form that no sentence has.

use countersign_domain::EntityType::Username;

use crate::scan::{Hit, Scan};
use crate::words::Word;

/// Reports them.
pub fn recognize(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    for i in 0..scan.words.len() {
        cued(scan, i, hits);
        dotted(scan, i, hits);
    }
}

/// "username jdoe", "my login is jdoe": the word behind the cue. Behind weaker cues ("user", "tag") only a word that
/// no sentence has: with a dot, an underscore or a digit in it.
fn cued(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let folded = scan.words[i].folded.as_ref();
    let strong = matches!(folded, "username" | "userid" | "benutzername" | "nutzername" | "login" | "nickname");
    let weak = matches!(
        folded,
        "user" | "benutzer" | "kennung" | "tag" | "gamertag" | "handle" | "account" | "nutzer" | "logon"
    );
    if !strong && !weak {
        return lone_user_name(scan, i, hits);
    }
    let mut j = i + 1;
    while j < scan.words.len()
        && matches!(
            scan.words[j].folded.as_ref(),
            "is" | "ist"
                | "lautet"
                | "was"
                | "war"
                | "name"
                | "shows"
                | "as"
                | "with"
                | "you"
                | "on"
                | "the"
                | "here"
                | "there"
                | "bei"
                | "ihnen"
        )
        && j < i + 6
    {
        j += 1;
    }
    let Some(word) = scan.words.get(j) else { return };
    let last = glued(scan, j);
    let strange =
        last > j && (j..last).any(|k| !scan.gap_after(k).contains('-')) || (word.digits > 0 && word.letters > 0);
    let told = j > i + 1 || scan.gap_before(j).contains([':', '=', '"', '\'']) || folded == "username" || strange;
    let plain = word.is_everyday() && last == j;
    if !told
        || (weak && !strange)
        || plain
        || word.letters + word.digits < 3 && last == j
        || scan.gap_before(j).contains('\n')
    {
        return;
    }
    hits.push(Hit::new(word.start, scan.words[last].end, Username, 0.85, "user/cue"));
}

/// "xX_frostbyte_Xx", "svc_nkemp": words tied by underscores, one of them none that a sentence has.
fn lone_user_name(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let begins = scan.gap_after(i) == "_" && (i == 0 || !scan.gap_before(i).ends_with(['_', '.', '/', '@']));
    if !begins {
        return;
    }
    let last = glued(scan, i);
    let words = &scan.words[i..=last];
    if words.iter().any(|word| word.letters > 2 && !word.is_common()) {
        hits.push(Hit::new(words[0].start, words[words.len() - 1].end, Username, 0.65, "user/form"));
    }
}

/// The last of the words that marks tie to word `j`.
fn glued(scan: &Scan<'_>, j: usize) -> usize {
    let mut last = j;
    while last + 1 < scan.words.len() && matches!(scan.gap_after(last), "_" | "." | "-" | "__") {
        last += 1;
    }
    last
}

/// "e.demirtas", "lena.h": a name and a letter tied by a dot, in small letters, as users are called.
fn dotted(scan: &Scan<'_>, i: usize, hits: &mut Vec<Hit>) {
    let (word, Some(next)) = (&scan.words[i], scan.words.get(i + 1)) else { return };
    let plain = |word: &Word<'_>| !word.capital && word.digits == 0 && !word.is_common();
    let tied = scan.gap_after(i) == "." && (i == 0 || !scan.gap_before(i).ends_with(['.', '@', '/', '-', '_']));
    let letter_first = word.letters == 1 && plain(next) && next.letters > 3;
    let letter_last =
        next.letters == 1 && next.digits == 0 && word.listed.is_given_name() && plain(word) && word.letters > 2;
    if tied && (letter_first || letter_last) && !scan.gap_after(i + 1).starts_with(['@', '/']) {
        // "e.demirtas.8c"
        let more = scan.gap_after(i + 1) == "." && scan.words.get(i + 2).is_some_and(|third| third.digits > 0);
        hits.push(Hit::new(word.start, scan.words[i + 1 + usize::from(more)].end, Username, 0.7, "user/dotted"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_are_called_is_found_whole() {
        let cases: &[(&str, &[&str])] = &[
            ("it came from e.zhogwyn again", &["e.zhogwyn"]),
            ("opened by svc_zhogwyn today", &["svc_zhogwyn"]),
            ("my username with you is zhogwyn_9", &["zhogwyn_9"]),
            ("see the notes, e.g. on page two", &[]),
            ("the state is in_progress", &[]),
        ];
        for (text, names) in cases {
            let mut hits = Vec::new();
            recognize(&Scan::new(text, None), &mut hits);
            let hits = crate::scan::union(hits);
            let found: Vec<&str> = hits.iter().map(|hit| &text[hit.start..hit.end]).collect();
            assert_eq!(found, *names, "{text}");
        }
    }
}
