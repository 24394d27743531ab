//! Numbers and codes: every run of four or more digits and every mixed letter-digit code, unless a rule frees it.
//!
//! Digits may be divided by separators, spelled out, or mixed with letters. What the number *is* comes from the cue
//! before it, its check digit and its shape; that it is masked does not depend on either.

use countersign_domain::EntityType;
use countersign_domain::EntityType::*;

use crate::checks;
use crate::config::Region;
use crate::cue::cue_near;
use crate::free::Free;
use crate::lexicon;
use crate::national;
use crate::scan::{Hit, Scan};
use crate::words::Word;

/// Digits from which on a bare number is masked.
pub const MIN_DIGITS: usize = 4;

/// Reports numbers, codes and dates of birth, and gives the places of what a word before it makes an amount.
/// `allowed`: folded words of the firm that are no codes.
pub fn recognize(
    scan: &Scan<'_>,
    region: Region,
    allowed: impl Fn(&str) -> bool,
    hits: &mut Vec<Hit>,
) -> Vec<(usize, usize)> {
    let mut amounts = Vec::new();
    if !scan.words.iter().any(|word| word.digits > 0) {
        return amounts;
    }
    let free = scan.free.as_slice();
    birth_dates(scan, free, hits);
    groups(scan, region, free, hits, &mut amounts);
    codes(scan, free, &allowed, hits);
    spaced_codes(scan, free, hits);
    amounts
}

/// Whether bytes `start..end` lie in a free range.
fn is_free(free: &[Free], start: usize, end: usize) -> bool {
    let at = free.partition_point(|range| range.end <= start);
    free.get(at).is_some_and(|range| range.start <= start && end <= range.end)
}

/// Dates with a cue of birth; a date that stands alone as an answer to the question for one counts as well.
fn birth_dates(scan: &Scan<'_>, free: &[Free], hits: &mut Vec<Hit>) {
    for range in free.iter().filter(|range| range.date) {
        let first = scan.word_from(range.start);
        let last = scan.word_from(range.end).saturating_sub(1);
        let before = scan.text[..range.start].trim_end_matches([' ', ':']);
        let marked =
            before.ends_with(['*']) || before.get(before.len().saturating_sub(6)..).is_some_and(is_abbreviated_birth);
        // "birthday voucher till 31.05.": a birth has a year.
        let date = without_clock(&scan.text[range.start..range.end]);
        let digits = date.bytes().filter(u8::is_ascii_digit).count();
        let has_year = digits >= 5 || date.bytes().any(|b| b.is_ascii_alphabetic());
        let cue =
            has_year && (marked || cue_near(&scan.words, first, last.max(first), |cue| cue == DateOfBirth).is_some());
        let born = |word: &Word<'_>| matches!(word.folded.as_ref(), "geboren" | "geborene" | "geborener" | "born");
        let cue = cue || has_year && scan.words.get(last + 1).is_some_and(born);
        let answered = scan.expected == Some(DateOfBirth) && scan.words.len() < 12;
        if cue || answered {
            hits.push(Hit::new(range.start, range.end, DateOfBirth, 0.9, "date_of_birth/cue"));
        } else if is_of_a_lifetime_ago(&scan.text[range.start..range.end]) && !begins_span(scan, first) {
            hits.push(Hit::new(range.start, range.end, DateOfBirth, 0.6, "date_of_birth/year"));
        }
    }
}

/// "09.11. 17:20" → "09.11. "
fn without_clock(date: &str) -> &str {
    date.split_once(':').map_or(date, |(before, _)| before.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// A whole date of so long ago that what happened then was hardly anything but a birth.
fn is_of_a_lifetime_ago(date: &str) -> bool {
    let numbers: Vec<&str> = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let named = date.bytes().any(|b| b.is_ascii_alphabetic());
    let whole = numbers.len() == 3 || numbers.len() == 2 && named;
    // "7.7.93"
    let short = numbers.len() == 3 && !named && !date.contains(':') && numbers.iter().all(|part| part.len() <= 2);
    if short && numbers[2].parse().is_ok_and(|year: u32| year >= 30) {
        return true;
    }
    let year = [numbers.first(), numbers.last()].into_iter().flatten().find(|part| part.len() == 4);
    whole && year.and_then(|year| year.parse().ok()).is_some_and(|year: u32| (1915..=2005).contains(&year))
}

/// "since 12.03.1998": something that has lasted, or a paper of that day.
fn begins_span(scan: &Scan<'_>, first: usize) -> bool {
    const BEFORE: &[&str] = &["since", "seit", "from", "dated", "vom", "of", "effective", "ab", "until", "bis"];
    first > 0 && BEFORE.contains(&scan.words[first - 1].folded.as_ref())
}

/// "d.o.b." and the like at the end of what stands before a date.
fn is_abbreviated_birth(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["d.o.b.", "d.o.b", "d o b"].iter().any(|cue| lower.ends_with(cue))
}

/// A run of digits with separators.
struct Group {
    start: usize,
    end: usize,
    digits: usize,
}

fn groups(scan: &Scan<'_>, region: Region, free: &[Free], hits: &mut Vec<Hit>, amounts: &mut Vec<(usize, usize)>) {
    let bytes = scan.text.as_bytes();
    let mut at = 0;
    let mut next_free = 0;
    while at < bytes.len() {
        while next_free < free.len() && free[next_free].end <= at {
            next_free += 1;
        }
        if let Some(range) = free.get(next_free).filter(|range| range.start <= at) {
            at = range.end;
            continue;
        }
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let limit = free.get(next_free).map_or(bytes.len(), |range| range.start);
        let group = group_from(bytes, at, limit);
        at = group.end;
        if !touches_letter(scan.text, &group) {
            classify(scan, region, &group, hits, amounts);
        }
    }
}

/// A group is part of a mixed code when a letter touches its first or last digit; [`codes`] takes those.
fn touches_letter(text: &str, group: &Group) -> bool {
    let before = text[..group.start].chars().next_back();
    let after = text[group.end..].chars().next();
    group.digits < MIN_DIGITS && (before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic))
}

fn group_from(bytes: &[u8], start: usize, limit: usize) -> Group {
    let mut group = Group { start, end: start, digits: 0 };
    let mut at = start;
    loop {
        while at < limit && bytes[at].is_ascii_digit() {
            at += 1;
            group.digits += 1;
        }
        group.end = at;
        let separator = separator_length(&bytes[at..limit]);
        if separator == 0 {
            return group;
        }
        at += separator;
    }
}

/// Length of a separator that is followed by a digit, else 0: up to two spaces with one mark among or around them.
fn separator_length(bytes: &[u8]) -> usize {
    let mut marks = 0;
    for (length, b) in bytes.iter().take(5).enumerate() {
        match b {
            b'0'..=b'9' => return length,
            b' ' | b'\t' => {}
            b',' if bytes.get(1).is_some_and(u8::is_ascii_digit) => marks += 1,
            b'-' | b'.' | b'/' | b'_' | b':' | b'(' | b')' | b'|' | b'*' | b'\'' | b'~' | b'=' => marks += 1,
            _ => return 0,
        }
        if marks > 3 {
            return 0;
        }
    }
    0
}

/// Pushes the hit for a group, or for its parts where two numbers stand side by side.
fn classify(scan: &Scan<'_>, region: Region, group: &Group, hits: &mut Vec<Hit>, amounts: &mut Vec<(usize, usize)>) {
    if let Some(parts) = split(scan, group) {
        for part in parts {
            classify(scan, region, &part, hits, amounts);
        }
        return;
    }
    let text = &scan.text[group.start..group.end];
    let digits = checks::digits_of(text);
    let first = scan.word_from(group.start);
    let last = scan.word_from(group.end).saturating_sub(1).max(first);
    let cue = cue_near(&scan.words, first, last, |cue| plausible(cue, &digits));
    let short_answer = scan.words.len() <= 8;
    let expected = scan.expected.filter(|cue| short_answer && plausible(*cue, &digits));
    let (entity_type, score, rule) = match (cue, expected) {
        _ if national::by_checksum(text).is_some_and(|id| id.sure) => {
            let id = national::by_checksum(text).expect("tested one line above");
            (id.entity_type, 0.95, id.rule)
        }
        _ if is_card(&digits) => (CreditCard, 0.95, "card/luhn"),
        _ if is_ip(text) => (IpAddress, 0.95, "ip/v4"),
        // A plus and a country code say more than any word around.
        _ if (8..=15).contains(&digits.len()) && scan.text[..group.start].ends_with('+') => {
            (PhoneNumber, 0.92, "phone/international")
        }
        (Some(cue), _) => (cue, 0.85, "number/cue"),
        (None, Some(asked)) => (asked, 0.8, "number/asked"),
        (None, None) => by_shape(scan, region, text, &digits, group),
    };
    // What is free to call belongs to a firm.
    if entity_type == PhoneNumber && text.starts_with("0800") && digits.len() >= 8 {
        return;
    }
    let unhinted = cue.is_none() && expected.is_none();
    let afar = matches!(cue, Some(OrderId | CaseId | AccountId | Username))
        && !scan.words[first.saturating_sub(2)..first].iter().any(|word| word.cue == cue);
    if (unhinted && matches!(rule, "number/bare" | "ssn/last_four") || afar) && is_year(scan, group, text) {
        amounts.push((group.start, group.end));
        return;
    }
    if unhinted && is_amount(scan, first, group, text) {
        amounts.push((group.start, group.end));
        return;
    }
    // Two or three digits count only right behind their cue: "cvv 321", not "the card shows error 404".
    let near = scan.words[first.saturating_sub(3)..first].iter().any(|word| word.cue == cue);
    let too_short = (digits.len() < 3 && matches!(cue, Some(OrderId | CaseId | AccountId)) && scan.words.len() > 4)
        || (digits.len() == 3 && cue == Some(CreditCard) && !names_check_value(scan, first));
    if digits.len() < MIN_DIGITS
        && (unhinted || digits.len() < 2 || too_short || !takes_short(cue.or(expected)) || (cue.is_some() && !near))
    {
        return;
    }
    let (start, end) = widen(scan.text, group, entity_type);
    hits.push(Hit::new(start, end, entity_type, score, rule));
}

/// "scanned 2022", "2025 or 2026?": four digits of the years around now in a sentence, which no word calls anything else.
fn is_year(scan: &Scan<'_>, group: &Group, text: &str) -> bool {
    const SHORTEST_SENTENCE: usize = 5;
    let year = text.len() == 4 && text.parse().is_ok_and(|year: u32| (1950..=2039).contains(&year));
    let next = scan.word_from(group.end);
    // "2000 Neuchâtel": a place behind makes it a postal code.
    let before_place = scan.words.get(next).is_some_and(|word| {
        scan.text[group.end..word.start] == *" " && word.capital && (!word.is_common() || word.listed.is_place())
    });
    let alone = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '.' | '?' | '!' | '"' | ';'))
    };
    year && !before_place
        && scan.words.len() >= SHORTEST_SENTENCE
        && alone(scan.text[..group.start].chars().next_back())
        && alone(scan.text[group.end..].chars().next())
}

/// "cvv 123": three digits of a card are its check value; "gift cards 100 each" has none.
fn names_check_value(scan: &Scan<'_>, first: usize) -> bool {
    scan.words[first.saturating_sub(4)..first].iter().any(|word| {
        matches!(word.folded.as_ref(), "cvv" | "cvc" | "cvv2" | "security" | "prufziffer" | "kartenprufnummer")
    }) || scan.words.len() <= 4
}

/// "a fee of 1500", "Betrag 2500": up to six digits in a row right behind a word for money.
fn is_amount(scan: &Scan<'_>, first: usize, group: &Group, text: &str) -> bool {
    const MONEY: &[&str] = &[
        "amount",
        "cost",
        "costs",
        "price",
        "priced",
        "total",
        "balance",
        "charge",
        "charged",
        "charges",
        "transfer",
        "transferring",
        "expense",
        "expenses",
        "paid",
        "pay",
        "paying",
        "refund",
        "refunded",
        "fee",
        "fees",
        "deposit",
        "deposited",
        "withdraw",
        "withdrew",
        "salary",
        "budget",
        "worth",
        "owe",
        "spent",
        "betrag",
        "summe",
        "kosten",
        "kostet",
        "preis",
        "saldo",
        "gezahlt",
        "bezahlt",
        "abgebucht",
        "reading",
        "stand",
        "zahlerstand",
    ];
    const FILLERS: &[&str] = &[
        "of", "is", "was", "about", "around", "for", "the", "at", "only", "exactly", "von", "ist", "war", "nur", "ca",
        "over", "me", "up",
    ];
    // "1500 please": four digits that end in 00 are an amount where nothing says otherwise.
    if group.digits == 4 && text.len() == 4 && text.ends_with("00") && !text.starts_with('0') && scan.words.len() > 1 {
        return true;
    }
    if group.digits > 6 || text.starts_with('0') || !text.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
    {
        return false;
    }
    let mut before =
        scan.words[..first].iter().rev().take(4).skip_while(|word| FILLERS.contains(&word.folded.as_ref()));
    before.next().is_some_and(|word| MONEY.contains(&word.folded.as_ref()))
}

/// Cues with which two or three digits are already an identifier.
fn takes_short(cue: Option<EntityType>) -> bool {
    matches!(
        cue,
        Some(Pin | Password | CreditCard | OrderId | CaseId | AccountId | UsSsn | MedicalId | Passport | DriverLicense)
    )
}

/// Two numbers side by side ("5633 4982338366372293"): parts at spaces, when the whole fits no known length.
fn split(scan: &Scan<'_>, group: &Group) -> Option<Vec<Group>> {
    let text = &scan.text[group.start..group.end];
    if group.digits < 11 || !text.contains(' ') {
        return None;
    }
    let whole = checks::digits_of(text);
    let parts: Vec<&str> = text.split(' ').collect();
    let sizes: Vec<usize> = parts.iter().map(|part| part.bytes().filter(u8::is_ascii_digit).count()).collect();
    let even = sizes.windows(2).all(|pair| pair[0].abs_diff(pair[1]) <= 2);
    if is_card(&whole) || even || (whole.len() <= 13 && text.starts_with(['+', '0'])) || sizes.iter().any(|n| *n < 3) {
        return None;
    }
    let mut at = group.start;
    Some(
        parts
            .iter()
            .zip(sizes)
            .map(|(part, digits)| {
                let start = at;
                at += part.len() + 1;
                Group { start, end: start + part.len(), digits }
            })
            .collect(),
    )
}

fn is_card(digits: &[u32]) -> bool {
    (12..=19).contains(&digits.len()) && checks::luhn(digits) && checks::card_network(digits)
}

fn is_ip(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.len() <= 3 && part.parse::<u16>().is_ok_and(|n| n <= 255))
}

/// Whether a number of these digits can be what the cue says.
fn plausible(cue: EntityType, d: &[u32]) -> bool {
    let n = d.len();
    match cue {
        UsSsn => n == 4 || n == 9,
        CreditCard => (3..=4).contains(&n) || (12..=19).contains(&n),
        Pin => (3..=8).contains(&n),
        PhoneNumber => (6..=14).contains(&n),
        ZipCode => matches!(n, 4..=6 | 9),
        DateOfBirth => (6..=8).contains(&n),
        IbanCode => n >= 12,
        BankAccount => (6..=12).contains(&n),
        DeviceId => n >= 6,
        NationalId => (6..=14).contains(&n),
        LicensePlate => n <= 6,
        Passport | DriverLicense => n >= 5,
        Username => n >= 4,
        OrderId | CaseId | AccountId | MedicalId | Password => true,
        _ => true,
    }
}

/// What a number is when nothing around it says so.
fn by_shape(scan: &Scan<'_>, region: Region, text: &str, d: &[u32], group: &Group) -> (EntityType, f32, &'static str) {
    let plus = scan.text[..group.start].trim_end_matches('(').ends_with('+');
    let divided = text.contains(['-', '.', ' ', '/', ')']);
    let alone = scan.words.len() <= 3;
    // "KH-24-0919633": the digits of a code that begins with letters are no telephone number and no card.
    let mut before = scan.text[..group.start].chars().rev();
    let tied = before.next().is_some_and(|c| matches!(c, '-' | '/' | '_' | '.' | '#') || c.is_alphabetic())
        && (text.len() < 4 || before.next().is_some_and(|c| c.is_ascii_alphanumeric()));
    if tied && scan.has_case {
        return (OrderId, 0.5, "code/bare");
    }
    match d.len() {
        7..=15 if plus => (PhoneNumber, 0.9, "phone/international"),
        9 if is_ssn_shape(text) && checks::us_ssn(d) => (UsSsn, 0.85, "ssn/shape"),
        10 | 11 if divided || region != Region::Us || d.len() == 10 => (PhoneNumber, 0.6, "phone/shape"),
        15 | 16 if is_card_shape(text, d) => (CreditCard, 0.6, "card/shape"),
        12 | 13 if divided && d[0] == 0 => (PhoneNumber, 0.6, "phone/shape"),
        7..=9 if divided && (d[0] == 0 || is_local_call(text)) => (PhoneNumber, 0.6, "phone/shape"),
        9 if is_ssn_shape(text) => (UsSsn, 0.6, "ssn/shape_only"),
        9 if alone && region == Region::Us => (UsSsn, 0.5, "ssn/length"),
        5 => (ZipCode, 0.5, "zip/length"),
        // Verification by the last four digits is what a lone four-digit answer mostly is.
        4 if alone && region == Region::Us => (UsSsn, 0.4, "ssn/last_four"),
        4 if matches!(region, Region::At | Region::Ch) => (ZipCode, 0.4, "zip/length"),
        7..=9 if d[0] == 0 => (PhoneNumber, 0.5, "phone/shape"),
        _ => (AccountId, 0.4, "number/bare"),
    }
}

/// Lengths of the groups of digits.
fn group_sizes(text: &str) -> Vec<usize> {
    text.split(['-', ' ', '.']).map(str::len).collect()
}

fn is_ssn_shape(text: &str) -> bool {
    group_sizes(text) == [3, 2, 4]
}

/// "555-0123", "71 33 52 22": grouped as people say a number to call, without an area.
fn is_local_call(text: &str) -> bool {
    let sizes = group_sizes(text);
    sizes == [3, 4] || (sizes.len() >= 3 && sizes.iter().all(|size| (2..=3).contains(size)))
}

/// Grouped as on a card, or not at all, and beginning as one: a digit may be mistyped.
fn is_card_shape(text: &str, d: &[u32]) -> bool {
    (3..=6).contains(&d[0]) && matches!(group_sizes(text).as_slice(), [4, 4, 4, 4] | [4, 6, 5] | [_])
}

/// Takes in what belongs to the number: `+`, an opening parenthesis, masking stars, an extension.
fn widen(text: &str, group: &Group, entity_type: EntityType) -> (usize, usize) {
    let mut start = group.start;
    let mut end = group.end;
    let before = &text.as_bytes()[..start];
    if entity_type == PhoneNumber {
        start -= before.iter().rev().take(3).take_while(|b| matches!(b, b'+' | b'(')).count();
        end += extension_length(&text[end..]);
    } else {
        let stars = before.iter().rev().take(24).take_while(|b| matches!(b, b'*' | b'#')).count();
        start -= if stars > 1 { stars } else { 0 };
    }
    (start, end)
}

/// Length of ` x123`, ` ext. 45`, ` Durchwahl 6`, else 0.
fn extension_length(text: &str) -> usize {
    let trimmed = text.trim_start_matches(' ');
    let lower = trimmed.get(..trimmed.len().min(10)).unwrap_or("").to_ascii_lowercase();
    let words = ["extension", "durchwahl", "ext.", "ext", "x", "dw"];
    let Some(word) = words.iter().find(|word| lower.starts_with(**word)) else { return 0 };
    let rest = trimmed[word.len()..].trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=6).contains(&digits) { text.len() - rest.len() + digits } else { 0 }
}

/// Characters that tie the parts of a code together.
fn ties(gap: &str) -> bool {
    matches!(gap, "-" | "_" | "/" | "." | "--" | "#" | "\\" | "+" | "~" | "*")
}

/// Codes of letters and digits, also tied by `-`, `_`, `/`, `.`.
fn codes(scan: &Scan<'_>, free: &[Free], allowed: &impl Fn(&str) -> bool, hits: &mut Vec<Hit>) {
    let words = &scan.words;
    let mut i = 0;
    while i < words.len() {
        let mut last = i;
        while last + 1 < words.len() && ties(scan.gap_after(last)) {
            last += 1;
        }
        let secret = || cue_near(words, i, last, |cue| cue == Password).is_some();
        let whole = |part: (usize, usize)| if part != (i, last) && secret() { (i, last) } else { part };
        if let Some((first, last)) =
            code_in(words, i, last).map(whole).map(|part| with_underscores(scan, part, (i, last)))
        {
            let (start, end) = (words[first].start, words[last].end);
            let freed = is_free(free, start, end) || (first == last && allowed(&words[first].folded));
            let cue = cue_near(words, first, last, |cue| code_plausible(cue, end - start));
            // Seats, gates, faults: a thousand values that nobody has alone.
            let shared = first == last && is_campaign(&words[first]) && !matches!(cue, Some(Username | Password | Pin));
            let tiny = (end - start <= 3 || is_model(&scan.text[start..end]))
                && cue.is_none()
                && scan.expected.is_none()
                && scan.has_case;
            if !freed && !tiny && !shared {
                let (entity_type, score, rule) = code_type(scan, &scan.text[start..end], cue);
                hits.push(Hit::new(start, end, entity_type, score, rule));
            }
        }
        i = last + 1;
    }
}

/// "HF-20", "K475", "118A": four letters and digits at most, as models, forms and classes are named.
fn is_model(code: &str) -> bool {
    const MOST: usize = 4;
    let parts: Vec<&str> = code.split('-').collect();
    let letters = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let torn = |part: &str| {
        let at = part.bytes().take_while(u8::is_ascii_alphabetic).count();
        let back = part.len() - part.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        letters(&part[..at]) && digits(&part[at..]) || digits(&part[..back]) && letters(&part[back..])
    };
    code.is_ascii()
        && code.bytes().filter(u8::is_ascii_alphanumeric).count() <= MOST
        && match parts.as_slice() {
            [one] => torn(one),
            [one, other] => letters(one) && digits(other),
            _ => false,
        }
}

/// "SPRING20", "HERBST15": an everyday word in capitals and at most two digits, as everybody gets it.
fn is_campaign(word: &Word<'_>) -> bool {
    let letters = word.folded.trim_end_matches(|c: char| c.is_ascii_digit());
    word.shouted
        && word.digits <= 2
        && letters.len() >= 3
        && word.folded.len() - letters.len() == word.digits
        && (lexicon::is_common(letters) || lexicon::listed(letters).is_no_person())
}

/// "pixel_pirate77": what an underscore ties is one, everyday words included.
fn with_underscores(scan: &Scan<'_>, (mut first, mut last): (usize, usize), chain: (usize, usize)) -> (usize, usize) {
    while first > chain.0 && scan.gap_before(first) == "_" {
        first -= 1;
    }
    while last < chain.1 && scan.gap_after(last) == "_" {
        last += 1;
    }
    (first, last)
}

/// The words of a chain `first..=last` that make up a code, without ordinary words at its edges.
fn code_in(words: &[Word<'_>], mut first: usize, mut last: usize) -> Option<(usize, usize)> {
    // "RE-2024-10373": a short word in capitals is a part of the code, whatever else it means.
    let ordinary = |word: &Word<'_>| word.is_common() && word.letters > 1 && !(word.shouted && word.letters <= 4);
    while first < last && ordinary(&words[first]) {
        first += 1;
    }
    while last > first && ordinary(&words[last]) {
        last -= 1;
    }
    let chain = &words[first..=last];
    let digits: usize = chain.iter().map(|word| word.digits).sum();
    let letters: usize = chain.iter().map(|word| word.letters).sum();
    if digits == 0 || letters == 0 {
        return None;
    }
    if chain.iter().all(is_technical) {
        return None;
    }
    let mixed = chain.iter().any(|word| word.digits > 0 && word.letters > 0 && !is_technical(word));
    let tied = chain.iter().any(|word| word.is_alpha() && !word.is_common()) && digits >= 2;
    (mixed || tied || digits >= MIN_DIGITS).then_some((first, last))
}

/// Everyday words with a digit, numbers with a unit glued on, ordinals, and codes of two characters.
fn is_technical(word: &Word<'_>) -> bool {
    const TERMS: &[&str] = &[
        "covid19",
        "covid",
        "mp3",
        "mp4",
        "h264",
        "h265",
        "utf8",
        "sha256",
        "sha1",
        "md5",
        "2fa",
        "3d",
        "ipv4",
        "ipv6",
        "x86",
        "x64",
        "b2b",
        "b2c",
        "ps4",
        "ps5",
        "win10",
        "win11",
        "windows10",
        "windows11",
        "office365",
        "o365",
        "m365",
        "1080p",
        "720p",
        "4k",
        "8k",
        "5g",
        "4g",
        "3g",
        "24h",
        "24x7",
        "usb3",
        "wifi6",
        "rj45",
        "w2",
        "w9",
        "1099",
        "s21",
        "s22",
        "s23",
        "s24",
        "co2",
        "h2o",
        "k8s",
        "s3",
        "ec2",
        "oauth2",
        "http2",
        "log4j",
        "a4",
        "iphone6",
        "iphone7",
        "iphone8",
        "iphone11",
        "iphone12",
        "iphone13",
        "iphone14",
        "iphone15",
        "iphone16",
    ];
    let text = word.folded.as_ref();
    if word.is_alpha() {
        return word.is_common() || text == "covid";
    }
    if word.is_number() {
        return word.digits < MIN_DIGITS;
    }
    TERMS.contains(&text) || text.len() <= 2 || number_with_unit(text)
}

fn number_with_unit(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "st", "nd", "rd", "th", "k", "m", "x", "gb", "mb", "tb", "kb", "kg", "g", "mg", "km", "cm", "mm", "ml", "l",
        "h", "hr", "hrs", "min", "mins", "s", "sec", "secs", "ms", "d", "am", "pm", "gbps", "mbps", "kwh", "kw", "w",
        "v", "mah", "hz", "ghz", "mhz", "px", "mp", "ft", "in", "lbs", "oz", "usd", "eur", "gbp", "rs", "p", "er",
        "ers", "days", "day", "hours", "hour", "years", "year", "months", "week", "weeks", "yrs", "yr", "mbit", "gbit",
        "chf", "bn", "uhr", "pcs", "kva", "ah", "ps", "wh", "va", "db", "er", "ers",
    ];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&digits) && UNITS.contains(&&text[digits..])
}

fn code_plausible(cue: EntityType, length: usize) -> bool {
    match cue {
        PhoneNumber | Pin | DateOfBirth | UsSsn => false,
        CreditCard => length < 8,
        IbanCode => length >= 15,
        _ => true,
    }
}

/// What a mixed code is: check digit, then cue, then shape.
fn code_type(scan: &Scan<'_>, text: &str, cue: Option<EntityType>) -> (EntityType, f32, &'static str) {
    let compact: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if let Some(id) = national::by_checksum(text).filter(|id| id.sure || cue == Some(id.entity_type)) {
        return (id.entity_type, 0.95, id.rule);
    }
    if compact.len() >= 15 && checks::iban(&compact) {
        return (IbanCode, 0.99, "iban/checksum");
    }
    if is_crypto(&compact) {
        return (Crypto, 0.9, "crypto/shape");
    }
    match cue.or(scan.expected.filter(|_| scan.words.len() <= 8)) {
        Some(cue) if code_plausible(cue, text.len()) => (cue, 0.8, "code/cue"),
        _ if text.contains('_') => (Username, 0.6, "code/user"),
        _ => (OrderId, 0.5, "code/bare"),
    }
}

fn is_crypto(compact: &str) -> bool {
    let base58 = |b: u8| b.is_ascii_alphanumeric() && !b"0OIl".contains(&b);
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    (compact.starts_with("bc1") && (26..=62).contains(&compact.len()))
        || compact.strip_prefix("0x").is_some_and(|rest| rest.len() == 40 && hex(rest))
        || ((26..=35).contains(&compact.len())
            && compact.starts_with(['1', '3'])
            && compact.bytes().all(base58)
            && compact.bytes().any(|b| b.is_ascii_lowercase())
            && compact.bytes().any(|b| b.is_ascii_uppercase()))
}

/// Codes whose letters and digits were torn apart by spaces: `ujk 52`, `m 90 m 56`.
fn spaced_codes(scan: &Scan<'_>, free: &[Free], hits: &mut Vec<Hit>) {
    let words = &scan.words;
    let mut i = 0;
    while i < words.len() {
        let mut last = i;
        while last + 1 < words.len()
            && scan.gap_after(last) == " "
            && is_code_part(&words[last], free)
            && is_code_part(&words[last + 1], free)
        {
            last += 1;
        }
        // "a 2005 film", "I'm 26": the letter belongs to the sentence.
        let article =
            last > i && (words[i].folded == "a" || scan.gap_before(i).ends_with('\'')) && words[i].letters == 1;
        let first = if article { i + 1 } else { i };
        // "129 a night": so does one behind the number.
        let trailing = last > first && words[last].folded == "a" && words.get(last + 1).is_some_and(Word::is_alpha);
        let last = if trailing { last - 1 } else { last };
        let chain = &words[first..=last];
        let digits: usize = chain.iter().filter(|word| word.is_number()).map(|word| word.digits).sum();
        let letters = chain.iter().any(Word::is_alpha);
        let cue = cue_near(words, first, last, |cue| code_plausible(cue, digits));
        if letters && digits >= 2 && looks_torn(scan, chain, digits) {
            let (entity_type, score, rule) = match cue {
                Some(cue) => (cue, 0.86, "code/spaced_cue"),
                None => (OrderId, 0.61, "code/spaced"),
            };
            hits.push(Hit::new(chain[0].start, words[last].end, entity_type, score, rule));
        }
        i = last + 1 + usize::from(trailing);
    }
}

/// "30 s", "Rm 204", "S 35": where there are capitals, a torn code has them, and more digits than a quantity.
fn looks_torn(scan: &Scan<'_>, chain: &[Word<'_>], digits: usize) -> bool {
    const LONG: usize = 5;
    let mut letters = chain.iter().filter(|word| word.letters > 0);
    let capitals = letters.clone().all(|word| word.shouted || word.letters == 1 && word.capital);
    !scan.has_case || scan.shouts() || digits >= LONG || capitals && (digits > 2 || letters.nth(1).is_some())
}

fn is_code_part(word: &Word<'_>, free: &[Free]) -> bool {
    let text = word.folded.as_ref();
    let short = word.is_alpha()
        && (2..=3).contains(&word.letters)
        && !word.listed.is_common()
        && !word.listed.is_name()
        && word.cue.is_none();
    let single = word.is_alpha() && text.len() == 1 && text != "i";
    (word.is_number() || short || single || (word.digits > 0 && text.len() <= 6))
        && !is_free(free, word.start, word.end)
}
