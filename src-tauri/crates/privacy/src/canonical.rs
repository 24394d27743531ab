//! Canonical forms: two spellings of one value become the same bytes before they are keyed.
//!
//! Takes a value and its type, gives text; applying it twice changes nothing. Deliberately absent: keys and tokens.

use countersign_domain::EntityType;
use unicode_normalization::UnicodeNormalization;

use crate::Region;

/// The canonical form of `value` as a `entity_type`; `region` completes telephone numbers without a country code.
///
/// NFKC, case-folded, trimmed, white space collapsed. E-mail: the domain in ASCII (IDNA, so that `müller.example` and
/// `xn--mller-kva.example` are one; a look-alike in another alphabet is another domain). Telephone: E.164. Cards, IBANs, numbers and ids: letters and digits only. Names: no dots or possessives.
pub fn canonical(entity_type: EntityType, value: &str, region: Region) -> String {
    let mut form = canonical_once(entity_type, value, region);
    // Leaving characters out may bring others together that normalize anew; a few rounds reach the fixed point.
    for _ in 0..4 {
        let again = canonical_once(entity_type, &form, region);
        if again == form {
            break;
        }
        form = again;
    }
    form
}

fn canonical_once(entity_type: EntityType, value: &str, region: Region) -> String {
    let folded = fold_case(value);
    match entity_type {
        EntityType::EmailAddress => email(folded.trim_start_matches("mailto:").trim_matches('.')),
        EntityType::PhoneNumber => e164(&folded, region),
        EntityType::Person | EntityType::Organization | EntityType::Location | EntityType::Title => name(&folded),
        EntityType::Username => folded.trim_start_matches('@').to_owned(),
        EntityType::Url => folded.trim_end_matches('/').to_owned(),
        EntityType::StreetAddress => words(&folded),
        EntityType::Password | EntityType::Coordinates | EntityType::DateTime | EntityType::Nrp => folded,
        EntityType::IpAddress => folded,
        _ => folded.chars().filter(|c| c.is_alphanumeric()).collect(),
    }
}

/// NFKC, lower case, trimmed, white space collapsed to one space, invisible characters dropped.
pub fn fold_case(value: &str) -> String {
    let mut folded = fold_once(value);
    // Lower-casing may leave a form that NFKC changes again (for example U+0130); two rounds reach the fixed point.
    for _ in 0..3 {
        let again = fold_once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn fold_once(value: &str) -> String {
    if value.is_ascii() {
        return value.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let lowered: String =
        value.nfkc().filter(|c| !crate::normalize::is_invisible(*c)).flat_map(char::to_lowercase).collect();
    let composed: String = lowered.nfkc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Local part as it is, domain as it goes over the wire (UTS 46); one that is no valid domain stays.
fn email(folded: &str) -> String {
    match folded.rsplit_once('@') {
        Some((local, domain)) if !domain.is_ascii() => {
            let ascii = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_owned());
            format!("{local}@{ascii}")
        }
        _ => folded.to_owned(),
    }
}

/// Digits with the country code in front: `+` is kept, `00` becomes `+`, a national number gets the region's code.
fn e164(folded: &str, region: Region) -> String {
    // "+49 (0)30": the trunk zero is not dialled from abroad.
    let folded = &folded.replace("(0)", "");
    let digits: String = folded.chars().filter_map(|c| c.to_digit(10).and_then(|d| char::from_digit(d, 10))).collect();
    let international = folded.trim_start_matches(['(', ' ']).starts_with('+');
    let prefix = region.calling_code();
    match () {
        () if digits.is_empty() => String::new(),
        () if international => {
            format!("+{}", digits.replacen(&format!("{prefix}0"), prefix, usize::from(folded.contains("(0)"))))
        }
        () if digits.starts_with("00") => format!("+{}", &digits[2..]),
        () if region == Region::Us && digits.len() == 11 && digits.starts_with('1') => format!("+{digits}"),
        () if region != Region::Us && digits.starts_with('0') => format!("+{prefix}{}", &digits[1..]),
        () => format!("+{prefix}{digits}"),
    }
}

fn name(folded: &str) -> String {
    let plain: String = folded.replace("'s", " ").replace("’s", " ");
    let kept: String = plain.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(folded: &str) -> String {
    let kept: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a value of this type comes from a space below 10⁶ or is a secret: then its token carries no surrogate,
/// since anyone who can submit text and see tokens could otherwise build the whole table.
pub fn is_small_space(entity_type: EntityType, canonical: &str) -> bool {
    use EntityType::*;
    match entity_type {
        Password | Pin | ZipCode | DateOfBirth | Age | Title | Nrp | DateTime => true,
        Person | EmailAddress | Url | StreetAddress | Username | IpAddress | MacAddress => false,
        _ => canonical.chars().count() < 7 && canonical.chars().filter(|c| c.is_alphabetic()).count() < 4,
    }
}
