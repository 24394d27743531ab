//! What frees a number: amounts, dates, years, times, quantities with a unit. Everything else stays masked.

use std::sync::LazyLock;

use regex::Regex;

/// A range of text whose digits are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// It is a date, which a cue of birth turns into a date of birth.
    pub date: bool,
    /// It is a year alone; the last four bytes of the range.
    pub year: bool,
}

/// Up to 9 digits grouped by thousands or 6 in a row, with up to 2 decimals. Groups and decimals have different marks:
/// `81.174.209.36` is no amount.
const NUM: &str = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}(?:\.[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{3}){1,2}(?:,[0-9]{1,2})?|[0-9]{1,3}(?:'[0-9]{3}){1,2}(?:[.,][0-9]{1,2})?|[0-9]{1,6}(?:[.,][0-9]{1,2})?)";
const MONTH: &str = r"(?:jan(?:uar[iy]?|uary)?|(?-i:jänner|Jänner)|feber|feb(?:ruar[iy]?|ruary)?|m(?:ar|aerz|arch|(?-i:är|ärz))|apr(?:il)?|ma[iy]|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)";
const UNIT: &str = r"(?:%|(?-i:°)[cf]?|(?:percent|prozent|pct|[kmgt]i?b(?:ps|it|yte)?s?|rpm|cc|nm|bar|ct|mmol|bpm|zoll|[kmgt]bits?|kg|mg|g|gramm?|lbs?|oz|ounces?|km/h|mph|km|cm|mm|m|miles?|meters?|metres?|feet|ft|inch(?:es)?|ml|l|lit(?:er|re)s?|seconds?|secs?|sekunden?|ms|minutes?|mins?|min|minuten?|hours?|hrs?|h|std|stunden?|(?:business|working) days?|werktagen?|werktage|days?|tagen?|tage?s?|nights?|weeks?|wochen?|months?|monate?n?|years?|yrs?|jahren?|jahre?|kwh|kw|kva|ah|wh|ps|hp|m3|m2|qm|db|va|w|watts?|volts?|v|mah|hz|khz|mhz|ghz|px|mp|dpi|fps|degrees?|grad|people|persons?|personen|passengers?|guests?|adults?|kids|children|users?|seats|sitze|rooms?|items?|pieces?|pcs|st(?-i:ü)ck|stk|units?|points?|punkte|meilen|times|mal|tickets?|emails?|messages|calls|licenses?|licences?|stars|sterne|steps|pages|seiten|copies|employees|mitarbeiter|customers|kunden|orders|products|followers|rows|lines|words|characters|zeichen)\b)";

/// The whole, and dates and years alone for telling what was matched: captures would cost several times as much.
struct Rules {
    all: Regex,
    date: Regex,
    year: Regex,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let date_numeric = r"(?:(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])|(?:3[01]|[12][0-9]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])[-/.](?:(?:19|20)?[0-9]{2})|(?:3[01]|[12][0-9]|0?[1-9])\.(?:1[0-2]|0?[1-9])\.|(?:19|20)[0-9]{2}-(?:1[0-2]|0[1-9])\b|(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])20[0-4][0-9]|(?:3[01]|[12][0-9]|0[1-9])(?:1[0-2]|0[1-9])20[0-4][0-9]|(?:1[0-2]|0?[1-9])/(?:19|20)[0-9]{2}|(?:3[01]|[12][0-9]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9]))";
    let date_words = format!(
        r"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|\.)?[ -]?(?:of )?{MONTH}\b\.?,?(?:[ -](?:19|20)[0-9]{{2}})?|{MONTH}\.?[ -](?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?:,? (?:19|20)[0-9]{{2}})?|{MONTH}\.?,? (?:19|20)[0-9]{{2}})"
    );
    let time = r"(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)? ?(?:[ap]\.?m\b|uhr|h\b|z\b|utc|est|pst|cet)|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?z?|(?:1[0-2]|0?[1-9])[0-5][0-9] ?[ap]m\b|(?:[01]?[0-9]) ?(?:[ap]\.?m\b|uhr\b|o'?clock)|(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9])? ?(?:-|to|bis) ?(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9])? ?(?:[ap]\.?m\b|uhr\b)";
    let year = r"\b(?:a|the|in|since|year|during|until|till|before|after|from|to|by|and|im jahr|jahr|jahre|seit|bis|ab|anno|copyright|early|late|mid|end of|summer|winter|spring|autumn|fall|sommer|herbst|season|model|baujahr|bj\.?|act|von|gesetz|edition|q[1-4])(?: of| the| year)? (?:19[5-9]|20[0-4])[0-9](?:(?:-| to | and | bis )(?:19[5-9]|20[0-4])[0-9])?";
    let amount = format!(
        r"(?:\$|(?-i:€|£|¥|₹)|\b(?:usd|eur|gbp|chf|inr|cad|aud|rs\.?|us\$)) ?(?:{NUM})(?: ?(?:k|m|mio|million|thousand)\b)?|{NUM} ?(?:\$|(?-i:€|£|₹|¢)|(?:euros?|eur|usd|us-?dollars?|dollars?|bucks|gbp|pounds?|pence|quid|cents?|chf|franken|rappen|inr|rupees?|rs|cad|aud|p)\b)|[0-9]{{1,6}}[.,][0-9]{{1,8}} ?(?:btc|eth|ltc|xmr|sol)\b"
    );
    let quantity = format!(r"{NUM}(?: ?(?:-|to|or|bis|oder|x) ?{NUM})?(?: |-)?{UNIT}");
    let decimal = r"[0-9]{1,3}(?:,[0-9]{3}){1,2}(?:\.[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{3}){1,2}(?:,[0-9]{1,2})?|[0-9]{1,3}(?:'[0-9]{3}){1,2}(?:[.,][0-9]{1,2})?|[0-9]{1,6}[.,][0-9]{2}";
    let version = r"\b(?:v|ver|version|ios|android|windows|win|macos|firmware|build|release|office|iphone|galaxy|pixel)[ -]?[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}";
    // A ratio, as of blood pressure or tyres; a decade; a paragraph of a law.
    let other = r"24/7|50/50|24x7|100%|\b(?:480|720|1080|1440|2160)[pi]\b|\b[0-9]{2,3}/[0-9]{2,3}\b|\b(?:1[89]|20)[0-9]0e?r?s\b|(?-i:§)+ ?[0-9]{1,4}[a-z]?\b|\bno\.? ?[0-9]{1,4}/(?:19|20)[0-9]{2}";
    // When a card or voucher ends, month and year.
    let expiry = r"\b(?:exp[a-z]*|valid|(?-i:g(?:ü|ue)ltig)|(?-i:läuft)|thru|until|till|bis)[ :.]{1,3}(?:bis |to |until |thru )?(?:1[0-2]|0[1-9])[/-](?:20)?[0-9]{2}";
    // Flights, faults, standards, laws, models, seats: numbers that many people share.
    let shared = r"\b(?:(?:part|item|ean|art\.|artikel|teil|pzn|batch|lot|charge|sku|best|artikelnummer|art\.-nr|artikel-nr|best\.-nr)(?: ?(?:no|nr))?\.?:? (?-i:[A-Z]{0,3}[0-9]{2,13}[A-Z]{0,2}(?:-[0-9]{2,6}){0,2})\b|(?:room|zimmer|zi\.?|rm|tisch|table|kabine|cabin) [0-9]{1,4}(?-i:[a-z])?\b|(?:with|on|via|mit|flight|flug|operated by) (?-i:[A-Z]{2} [0-9]{2,4})\b|0x[0-9a-f]{4,8}\b|(?:error|fehler|fehlercode|errorcode|code|meldung)[ :]{1,2}(?-i:[A-Z]{1,2}-?[0-9]{2,5}(?:-[0-9]{2,5})?)\b|(?:sku|part|part no\.?|item no\.?|teilenummer|teile-?nr\.?|artikelnummer|artikel-?nr\.?|art\.-?nr\.?)[ :]{1,2}(?-i:[A-Z0-9]{1,6}(?:-[A-Z0-9]{1,6}){1,3})\b|(?:model|modell|typ|type)[\x22' :]{1,4}(?-i:[A-Z0-9]{1,6}(?:[- ][A-Z0-9]{1,6}){0,2})\b|(?:flight|flug|flugnummer)(?: (?:no\.?|number|nr\.?|is))? (?-i:[A-Z0-9]{2}) ?[0-9]{1,4}|(?:iso|din|iec)[ -][0-9]{1,5}|(?:error|fehler|fehlercode|errorcode|error code|code f|gate|bay|seat|sitzplatz|platz|wagen|gleis|terminal|page|seite|p\.|seiten?|step|schritt|article|artikel|art\.|section|paragraph|abs\.|regulation|verordnung|chapter|kapitel|platform|model|modell|typ|type|ice|rb|lot|charge|sku|part|teil)[ :]{1,2}#?(?:(?-i:[A-Z]{1,3})[ -]?)?[0-9]{1,4}(?-i:[A-Za-z]{0,3})\b|(?-i:A3[1-8][0-9](?:neo)?|7[0-9]7-[0-9]{3})\b)";
    // Opening hours, sizes, versions: two to four short numbers that belong together. Before dates, of which they hold parts.
    let ranges = r"\b[0-2]?[0-9][:.][0-5][0-9] ?- ?[0-2]?[0-9][:.][0-5][0-9]\b|\b[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}\b|\b[0-9]{1,4}(?:[.,][0-9]{1,2})?(?: ?(?:x|(?-i:×)) ?[0-9]{1,4}(?:[.,][0-9]{1,2})?){1,2}(?: ?(?:cm|mm|m|in|ft|px)\b)?|\b[0-9]{1,2} ?- ?[0-9]{1,2}\b";
    let clock = r"(?:[t ,]{1,2}[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?z?)?";
    let date = format!(r"\b(?:{date_numeric}|{date_words}){clock}");
    let compile =
        |pattern: &str| Regex::new(&format!("(?i-u){pattern}")).expect("the pattern is ours and is compiled in a test");
    Rules {
        all: compile(&format!(
            r"{ranges}|{date}|{year}|{expiry}|{shared}|\b(?:{time})|{amount}|\b{quantity}|{version}|\b(?:{decimal})\b|{other}"
        )),
        date: compile(&format!("^(?:{date})$")),
        year: compile(&format!("^(?:{year})$")),
    }
});

/// The free ranges of `text`, in order.
pub fn free_ranges(text: &str) -> Vec<Free> {
    let mut free = Vec::new();
    let mut at = 0;
    while let Some(whole) = RULES.all.find_at(text, at) {
        at = whole.end();
        if stands_alone(text, whole.start(), whole.end()) && !falls(whole.as_str()) {
            let matched = whole.as_str();
            free.push(Free {
                start: whole.start(),
                end: whole.end(),
                date: RULES.date.is_match(matched),
                year: RULES.year.is_match(matched),
            });
        } else {
            // Continue behind the first character, since a shorter number may start inside.
            at = next_start(text, whole.start(), whole.end());
        }
    }
    free
}

/// "44-17": two bare numbers of which the second is no larger are no range.
fn falls(matched: &str) -> bool {
    let Some((from, to)) = matched.split_once('-') else { return false };
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| *number < 100);
    number(from).zip(number(to)).is_some_and(|(from, to)| from >= to)
}

/// Where to look again after a match that is part of a longer number: behind the number it sits in.
fn next_start(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = end;
    while at < bytes.len() && bytes[at].is_ascii_digit() {
        at += 1;
    }
    at.max(start + 1)
}

/// A free range may not be the part of a longer number: no letter, digit, or separator with digits on either side.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let ends_in_digit = digit(end - 1);
    let after_ok = match bytes.get(end) {
        None => true,
        Some(b) if b.is_ascii_alphanumeric() => false,
        // "99974 Mühlhausen": a letter that is no ASCII goes on with the word that looked like a unit.
        Some(128..) if bytes[end - 1].is_ascii_alphanumeric() => !text[end..].starts_with(char::is_alphanumeric),
        Some(b'.' | b',' | b'-' | b'/' | b':' | b'_') if ends_in_digit => !digit(end + 1),
        Some(b' ') if ends_in_digit => !(digit(end + 1) && long_run(bytes, end + 1)),
        Some(b) => *b != b'@',
    };
    let starts_with_digit = digit(start);
    let before_ok = start == 0
        || !starts_with_digit
        || match bytes[start - 1] {
            b if b.is_ascii_alphanumeric() => false,
            b'.' | b',' | b'-' | b'/' | b':' | b'_' | b'+' | b'#' | b'*' => {
                start < 2 || !bytes[start - 2].is_ascii_alphanumeric() && !b"+#*".contains(&bytes[start - 1])
            }
            b' ' => !run_before(bytes, start - 1),
            _ => true,
        };
    after_ok && before_ok
}

/// Three or more digits from `at` on: the next group of a longer number.
fn long_run(bytes: &[u8], at: usize) -> bool {
    bytes[at..].iter().take(3).filter(|b| b.is_ascii_digit()).count() == 3
}

/// Three or more digits right before `at`.
fn run_before(bytes: &[u8], at: usize) -> bool {
    at >= 3 && bytes[at - 3..at].iter().all(u8::is_ascii_digit)
}
