//! Identifiers with a form of their own: e-mail, web address, handle, IPv6, MAC, IBAN, coordinates.

use std::sync::LazyLock;

use countersign_domain::EntityType::*;
use memchr::memmem;
use regex::Regex;

use crate::checks;
use crate::scan::{Hit, Scan};

/// Reports what has a form of its own.
pub fn recognize(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    let text = scan.text;
    emails(text, hits);
    urls(text, hits);
    spoken_emails(scan, hits);
    if text.contains(':') || text.contains('-') {
        addresses_of_machines(text, hits);
    }
    if text.bytes().any(|b| b.is_ascii_digit()) {
        ibans(text, hits);
        coordinates(text, hits);
        codes_of_states(text, hits);
    }
}

/// Around each `@`: the longest run of local-part characters before, of domain characters behind.
fn emails(text: &str, hits: &mut Vec<Hit>) {
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        let before = text[..at].strip_suffix(' ').filter(|_| text[at + 1..].starts_with(' ')).unwrap_or(&text[..at]);
        let start = local_start(before);
        let after_offset = at + 1 + usize::from(before.len() < at);
        let end = after_offset + domain_length(&text[after_offset..]);
        let domain = &text[after_offset..end];
        if start < before.len() && domain.contains('.') {
            hits.push(Hit::new(start, end, EmailAddress, 0.99, "email"));
        } else if start < before.len() && !domain.is_empty() && before.len() == at {
            hits.push(Hit::new(start, end, EmailAddress, 0.7, "email/no_domain"));
        } else if start == at && domain.len() >= 3 && domain.bytes().any(|b| b.is_ascii_alphabetic()) {
            let more = text[end..]
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))
                .unwrap_or(text.len() - end);
            let end = end + text[end..end + more].trim_end_matches('.').len();
            hits.push(Hit::new(at, end, Username, 0.75, "handle"));
        }
    }
}

/// Longest local part or domain that is looked at, RFC 5321 section 4.5.3.1 (64 and 255 octets), with room to spare.
const LONGEST_PART: usize = 320;

fn local_start(before: &str) -> usize {
    let mut start = before.len();
    for (at, c) in before.char_indices().rev().take(LONGEST_PART) {
        if !(c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '&' | '!' | '#' | '$' | '~')) {
            break;
        }
        start = at;
    }
    let trimmed = before[start..].trim_start_matches(['.', '\'', '-', '&', '!', '#', '$']);
    before.len() - trimmed.len()
}

fn domain_length(after: &str) -> usize {
    let end = after.char_indices().take(LONGEST_PART).find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
    let end = end.or_else(|| after.char_indices().nth(LONGEST_PART)).map_or(after.len(), |(at, _)| at);
    let run = &after[..end];
    run.trim_end_matches(['.', '-']).len()
}

/// Top-level domains that make `word.tld` a web address without `www.`; the frequent ones and the countries around.
const TLDS: &str = "com|org|net|edu|gov|info|biz|io|co|app|dev|ai|me|tv|shop|online|site|xyz|cloud|tech|store|blog|eu|de|at|ch|fr|it|es|nl|be|uk|us|ca|au|nz|ie|se|no|dk|fi|pl|cz|sk|hu|pt|gr|ru|ua|in|cn|jp|kr|br|mx|ar|za|tr|il|ro|bg|hr|si|lt|lv|ee|is|lu|example";

static URL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r#"(?i)(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>"'`{{}}|\\^]+|\b(?:[a-z0-9à-ž][a-z0-9à-ž-]*\.)+(?:{TLDS})(?:\b/[^\s<>"'`{{}}|\\^]*|\b)|\b[a-z0-9à-ž][a-z0-9à-ž-]{{2,}}\.[a-z]{{2,12}}/[a-z0-9][^\s<>"'`{{}}|\\^]{{2,}}"#
    ))
    .expect("the pattern is ours and is compiled in a test")
});

fn urls(text: &str, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let dotted = memchr::memchr_iter(b'.', bytes)
        .any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) && at > 0 && bytes[at - 1] != b' ');
    if !dotted && memmem::find(bytes, b"://").is_none() {
        return;
    }
    for found in URL.find_iter(text) {
        let trimmed = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*']);
        let end = found.start() + trimmed.len();
        let part_of_word = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '@');
        let sentence_break = !trimmed.contains("://")
            && !trimmed.contains('/')
            && !trimmed.starts_with("www")
            && is_sentence_break(trimmed);
        if !part_of_word && !sentence_break {
            hits.push(Hit::new(found.start(), end, Url, 0.8, "url"));
        }
    }
}

/// "done.It works" and "arrived.in": a full stop without its space, not a domain.
fn is_sentence_break(text: &str) -> bool {
    let Some((head, tld)) = text.rsplit_once('.') else { return false };
    let ambiguous = matches!(
        tld.to_ascii_lowercase().as_str(),
        "it" | "in" | "is" | "at" | "me" | "us" | "no" | "be" | "co" | "so" | "to" | "my" | "es" | "si"
    );
    ambiguous && (tld.starts_with(|c: char| c.is_uppercase()) || crate::lexicon::is_common(&head.to_ascii_lowercase()))
}

static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let at = r"(?:\s*[\[({<]\s*(?:at|ät|klammeraffe|affe)\s*[\])}>]\s*|\s+(?:at|ät|klammeraffe)\s+|\s*@\s*)";
    let dot = r"(?:\s*[\[({<]\s*(?:dot|punkt|\.)\s*[\])}>]\s*|\s+(?:dot|punkt)\s+|\s*\.\s*)";
    let name = r"[a-z0-9à-ž_%+-]+";
    let joiner = r"(?:\s+(?:dot|punkt|underscore|dash|hyphen|minus|unterstrich|bindestrich)\s+|\s*[\[({](?:dot|punkt)[\])}]\s*|\.)";
    let tld = r"(?:com|org|net|edu|gov|info|biz|io|co|uk|de|at|ch|fr|it|es|nl|be|us|ca|au|in|eu|me|fi|se|dk|no|pl|cz|ro|pt|gr|ie|nz|za|br|jp|ru|tr|ua|hu|online|shop|app|dev|test|example)";
    let bracketed = r"\s*[\[({<]\s*(?:dot|punkt|\.)\s*[\])}>]\s*";
    let end = format!(r"(?:(?:\s{name})?{dot}{tld}|{bracketed}[a-z]{{2,12}})");
    Regex::new(&format!(r"(?i)\b{name}(?:{joiner}{name}){{0,4}}{at}{name}(?:{dot}{name}){{0,3}}{end}\b"))
        .expect("the pattern is ours and is compiled in a test")
});

/// Addresses written around filters ("jo dot doe at example dot com"), and ones whose marks were stripped.
fn spoken_emails(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    let has = |wanted: &[&str]| scan.words.iter().any(|word| wanted.contains(&word.folded.as_ref()));
    let bracketed = scan.text.contains(['[', '(', '{']) && has(&["at", "dot", "punkt", "affe"]);
    if bracketed || has(&["dot", "punkt", "klammeraffe"]) || (scan.text.contains(" at ") && mail_host(scan.text)) {
        let spoken = |m: &str| {
            let lower = m.to_lowercase();
            lower.contains("dot")
                || lower.contains("punkt")
                || lower.contains(['[', '(', '{', '@'])
                || mail_host(&lower)
        };
        let found = SPOKEN.find_iter(scan.text).filter(|m| spoken(m.as_str()));
        hits.extend(found.map(|m| Hit::new(m.start(), m.end(), EmailAddress, 0.9, "email/spoken")));
    }
    dictated_emails(scan, hits);
    for word in &scan.words {
        if word.text.len() > 11 && STRIPPED.iter().any(|host| word.folded.ends_with(host)) {
            hits.push(Hit::new(word.start, word.end, EmailAddress, 0.9, "email/stripped"));
        }
    }
}

/// "m, punkt, g-r-o-t-h, at, nordlicht, punkt, example": dictated with commas, an `at` of its own and a dot behind it.
fn dictated_emails(scan: &Scan<'_>, hits: &mut Vec<Hit>) {
    let words = &scan.words;
    let tied = |i: usize| scan.gap_after(i).len() <= 2 && !scan.gap_after(i).contains(['.', ':', '!', '?', '\n', '"']);
    for at in 1..words.len().saturating_sub(2) {
        let spelled = matches!(words[at].folded.as_ref(), "at" | "ät" | "klammeraffe")
            && scan.gap_before(at) == ", "
            && scan.gap_after(at) == ", ";
        let dot = |word: &crate::words::Word<'_>| matches!(word.folded.as_ref(), "dot" | "punkt");
        if !spelled || !words[at + 1..].iter().take(8).any(dot) {
            continue;
        }
        let mut first = at;
        while first > 0
            && at - first < 16
            && tied(first - 1)
            && !matches!(words[first - 1].folded.as_ref(), "is" | "ist" | "lautet" | "mailadresse" | "address")
        {
            first -= 1;
        }
        let dots = words[at..].iter().take(16).rposition(dot).map_or(at, |behind| at + behind);
        let last = (dots + 1).min(words.len() - 1);
        hits.push(Hit::new(words[first].start, words[last].end, EmailAddress, 0.8, "email/dictated"));
    }
}

/// Hosts of mail providers run together with the local part when a channel strips punctuation.
const STRIPPED: &[&str] =
    &["gmailcom", "yahoocom", "hotmailcom", "outlookcom", "icloudcom", "gmxde", "webde", "aolcom"];

fn mail_host(lower: &str) -> bool {
    ["gmail", "yahoo", "hotmail", "outlook", "icloud", "gmx", "web.de", "aol", "proton", "mail."]
        .iter()
        .any(|host| lower.contains(host))
}

static MACHINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)(?P<mac>\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b)|(?P<v6>(?:\b[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b|(?:\b[0-9a-f]{1,4}:){1,7}(?::[0-9a-f]{1,4}){1,7}\b|\B::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}\b|(?:\b[0-9a-f]{1,4}:){2,7}:)",
    )
    .expect("the pattern is ours and is compiled in a test")
});

fn addresses_of_machines(text: &str, hits: &mut Vec<Hit>) {
    for found in MACHINE.captures_iter(text) {
        if let Some(mac) = found.name("mac") {
            hits.push(Hit::new(mac.start(), mac.end(), MacAddress, 0.95, "mac"));
        } else if let Some(v6) = found.name("v6").filter(|v6| v6.as_str().bytes().any(|b| b.is_ascii_digit())) {
            hits.push(Hit::new(v6.start(), v6.end(), IpAddress, 0.9, "ip/v6"));
        }
    }
}

static IBAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b[a-z]{2}[ ]?[0-9]{2}(?:[ .-]?[0-9a-z]{4}){2,7}(?:[ .-]?[0-9a-z]{1,3})?\b")
        .expect("the pattern is ours and is compiled in a test")
});

/// IBANs with their groups; where the checksum fails the span stays, with the length that the country uses.
fn ibans(text: &str, hits: &mut Vec<Hit>) {
    for found in IBAN.find_iter(text) {
        let compact =
            |end: usize| text[found.start()..end].chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let whole = compact(found.end());
        let Some(length) = checks::iban_length(&whole[..2]) else { continue };
        if whole.len() < length || whole.bytes().filter(u8::is_ascii_digit).count() < 8 {
            continue;
        }
        let counted = text[found.range()].char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).nth(length - 1);
        let end = counted.map_or(found.end(), |(at, _)| found.start() + at + 1);
        let valid = checks::iban(&compact(end).to_ascii_uppercase());
        let (score, rule) = if valid { (0.99, "iban/checksum") } else { (0.88, "iban/shape") };
        hits.push(Hit::new(found.start(), end, IbanCode, score, rule));
    }
}

static OF_STATES: LazyLock<Regex> = LazyLock::new(|| {
    // United Kingdom, Ireland, Canada; plates of the United Kingdom and of Germany. Capitals only: in small letters the
    // same shapes are words.
    Regex::new(
        r"(?-u)\b(?:(?P<zip>(?:GIR 0AA|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[AC-FHKNPRTV-Y][0-9][0-9W] [0-9AC-FHKNPRTV-Y]{4}|[ABCEGHJ-NPRSTVXY][0-9][A-Z] [0-9][A-Z][0-9]))|(?P<plate>[A-Z]{2}[0-9]{2} [A-Z]{3}|[A-Z]{1,3}-[A-Z]{1,2} [0-9]{1,4}[EH]?))\b",
    )
    .expect("the pattern is ours and is compiled in a test")
});

/// Postal codes and plates with a form of their own.
fn codes_of_states(text: &str, hits: &mut Vec<Hit>) {
    for found in OF_STATES.captures_iter(text) {
        if let Some(zip) = found.name("zip") {
            hits.push(Hit::new(zip.start(), zip.end(), ZipCode, 0.87, "zip/shape"));
        } else if let Some(plate) = found.name("plate") {
            hits.push(Hit::new(plate.start(), plate.end(), LicensePlate, 0.87, "plate/shape"));
        }
    }
}

static COORDINATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)-?\b[0-9]{1,3}\.[0-9]{3,}\s?(?:°\s?)?[ns]?\s?[,;]\s?-?[0-9]{1,3}\.[0-9]{3,}(?:\s?°)?\s?[eow]?\b")
        .expect("the pattern is ours and is compiled in a test")
});

fn coordinates(text: &str, hits: &mut Vec<Hit>) {
    if !text.contains('.') || !text.contains([',', ';']) {
        return;
    }
    hits.extend(COORDINATES.find_iter(text).map(|m| Hit::new(m.start(), m.end(), Coordinates, 0.97, "coordinates")));
}
