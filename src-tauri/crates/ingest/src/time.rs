//! RFC 3339 times within the years in which support was given by computer.

use countersign_domain::{Refusal, RefusalReason, TimeMs};
use jiff::Timestamp;

const FIELD: &str = "timestamp";
/// 1990-01-01 and 2100-01-01, both 00:00 UTC.
const RANGE_MS: std::ops::Range<i64> = 631_152_000_000..4_102_444_800_000;

/// Reads an RFC 3339 date and time with its offset; a fraction below a millisecond is cut off.
///
/// Refuses with `Time` any other form (no offset, date alone, a number) and years before 1990 or from 2100 on.
pub(crate) fn time_of(text: &str) -> Result<TimeMs, Refusal> {
    let refusal = || Refusal::of_field(RefusalReason::Time, FIELD, Some(text));
    if !has_rfc_3339_form(text) {
        return Err(refusal());
    }
    let ms = text.parse::<Timestamp>().map_err(|_| refusal())?.as_millisecond();
    RANGE_MS.contains(&ms).then_some(TimeMs(ms)).ok_or_else(refusal)
}

/// RFC 3339 section 5.6: the parser also knows other forms of ISO 8601, which leave room for guessing.
fn has_rfc_3339_form(text: &str) -> bool {
    let like = |text: &str, pattern: &str| {
        text.len() == pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(b, p)| match p {
                b'9' => b.is_ascii_digit(),
                b'T' => matches!(b, b'T' | b't' | b' '),
                b'+' => matches!(b, b'+' | b'-'),
                p => b == p,
            })
    };
    let Some((seconds, rest)) = text.split_at_checked(19) else { return false };
    let fraction = rest.strip_prefix('.');
    let offset = fraction.map_or(rest, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    let fraction_has_digits = fraction.is_none_or(|fraction| fraction.len() > offset.len());
    let within_a_day = |offset: &str| offset[1..3] < *"24" && offset[4..] < *"60";
    let offset_is_right = matches!(offset, "Z" | "z") || (like(offset, "+99:99") && within_a_day(offset));
    like(seconds, "9999-99-99T99:99:99") && fraction_has_digits && offset_is_right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_is_understood() {
        // date -u -d TEXT +%s%3N
        for (text, ms) in [
            ("1990-01-01T00:00:00Z", 631_152_000_000),
            ("2025-03-17T09:12:03Z", 1_742_202_723_000),
            ("2025-03-17T10:12:03+01:00", 1_742_202_723_000),
            ("2025-03-17T04:42:03-04:30", 1_742_202_723_000),
            ("2025-03-17t09:12:03z", 1_742_202_723_000),
            ("2025-03-17 09:12:03Z", 1_742_202_723_000),
            ("2025-03-17T09:12:03.5Z", 1_742_202_723_500),
            ("2025-03-17T09:12:03.123999+00:00", 1_742_202_723_123),
            ("2024-02-29T23:59:59Z", 1_709_251_199_000),
            ("2099-12-31T23:59:59.999Z", 4_102_444_799_999),
        ] {
            assert_eq!(time_of(text), Ok(TimeMs(ms)), "{text}");
        }
    }

    #[test]
    fn anything_that_needs_guessing_is_refused() {
        for text in [
            "",
            "yesterday",
            "2025-03-17",
            "2025-03-17T09:12:03",
            "2025-03-17T09:12Z",
            "2025-03-17T09Z",
            "17.03.2025 09:12:03",
            "03/17/2025 09:12:03Z",
            "20250317T091203Z",
            "2025-03-17T09:12:03.Z",
            "2025-03-17T09:12:03,5Z",
            "2025-03-17T09:12:03+0100",
            "2025-03-17T09:12:03+01",
            "2025-03-17T09:12:03+24:00",
            "2025-03-17T09:12:03+01:60",
            "2025-03-17T09:12:03Z[Europe/Berlin]",
            "2025-02-29T00:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-03-32T00:00:00Z",
            "2025-03-17T24:00:01Z",
            "1742202723",
            "1742202723000",
            "0000-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "1989-12-31T23:59:59Z",
            "2100-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "+12025-03-17T09:12:03Z",
            "２０２５-03-17T09:12:03Z",
        ] {
            let refusal = time_of(text).expect_err(text);
            assert_eq!((refusal.reason, refusal.field), (RefusalReason::Time, Some(FIELD)), "{text}");
        }
    }
}
