//! Quasi-identifiers in structured fields, made coarse before anything is stored: a postal code keeps three
//! characters, a date of birth becomes an age band of five years, a time keeps its hour.
//!
//! Takes name and value of a field and the time of its event, so that the same row gives the same bytes at any time.
//! Deliberately absent: free text, where such values are masked.

use countersign_domain::TimeMs;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::normalize::fold_word;

/// What becomes of a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Generalized {
    /// It is none of these and stays.
    AsItIs,
    /// The coarse value.
    To(String),
    /// It ought to be one and cannot be read: it may not be stored.
    Unreadable,
}

/// The coarse form of `value` in field `field` of an event at `at`.
pub fn generalized(field: &str, value: &str, at: TimeMs) -> Generalized {
    let name: String = fold_word(field).chars().filter(char::is_ascii_alphanumeric).collect();
    let value = value.trim();
    if value.is_empty() {
        return Generalized::AsItIs;
    }
    match name.as_str() {
        "zip" | "zipcode" | "postcode" | "postalcode" | "plz" | "postleitzahl" => Generalized::To(area(value)),
        "dateofbirth" | "birthdate" | "birthday" | "dob" | "geburtsdatum" | "geburtstag" => band(value, at),
        _ => match value.parse::<Timestamp>() {
            Ok(moment) => Generalized::To(moment.strftime("%Y-%m-%dT%HZ").to_string()),
            Err(_) => Generalized::AsItIs,
        },
    }
}

/// The first three letters or digits; what is coarse already stays.
fn area(value: &str) -> String {
    let kept: String = value.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut area: String = kept.chars().take(3).collect();
    if kept.chars().count() > 3 || value.ends_with('*') {
        area.push('*');
    }
    area
}

/// "35-39". A value that is a band already stays.
fn band(value: &str, at: TimeMs) -> Generalized {
    let is_band = |text: &str| text.split_once('-').is_some_and(|(low, high)| is_age(low) && is_age(high));
    if is_band(value) {
        return Generalized::AsItIs;
    }
    let today = Timestamp::from_millisecond(at.0).map(|moment| moment.to_zoned(TimeZone::UTC).date());
    let (Some(born), Ok(today)) = (date(value), today) else { return Generalized::Unreadable };
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    let age = i32::from(today.year()) - i32::from(born.year()) - i32::from(!had_birthday);
    if !(0..=120).contains(&age) {
        return Generalized::Unreadable;
    }
    let low = age / 5 * 5;
    Generalized::To(format!("{low}-{}", low + 4))
}

fn is_age(text: &str) -> bool {
    text.len() <= 3 && text.parse::<u8>().is_ok()
}

/// 1987-03-14, 14.03.1987, 14/3/1987 or 3/14/1987; where both orders are possible the day stands first.
fn date(value: &str) -> Option<Date> {
    let day = value.get(..10).filter(|_| value.contains('T')).unwrap_or(value);
    if let Ok(date) = day.parse::<Date>() {
        return Some(date);
    }
    let parts: Vec<i16> = day
        .split(['.', '/', '-', ' '])
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [first, second, year] = parts[..] else { return None };
    let of = |day: i16, month: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    of(first, second).or_else(|| of(second, first)).filter(|_| year > 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-02 09:00 UTC.
    const AT: TimeMs = TimeMs(1_772_442_000_000);

    #[test]
    fn structured_values_become_coarse() {
        let to = |text: &str| Generalized::To(text.to_owned());
        let cases = [
            ("five digits keep three", "zip", "46209", to("462*")),
            ("a British code keeps its beginning", "Post-Code", "SW1A 1AA", to("SW1*")),
            ("a German field", "PLZ", "10115", to("101*")),
            ("a date of birth", "date_of_birth", "1987-03-14", to("35-39")),
            ("the day before the birthday", "dob", "1986-03-03", to("35-39")),
            ("the birthday itself", "dob", "1986-03-02", to("40-44")),
            ("German order", "Geburtsdatum", "14.03.1987", to("35-39")),
            ("American order, which no day could be", "birthdate", "3/14/1987", to("35-39")),
            ("a band stays", "date_of_birth", "35-39", Generalized::AsItIs),
            ("what is no date may not be stored", "dob", "the day of the fair", Generalized::Unreadable),
            ("nobody is that old", "dob", "1687-03-14", Generalized::Unreadable),
            ("a time keeps its hour", "opened", "2026-02-27T14:37:12Z", to("2026-02-27T14Z")),
            ("other values stay", "plan", "Gold 2024", Generalized::AsItIs),
            ("nothing stays nothing", "zip", " ", Generalized::AsItIs),
        ];
        for (name, field, value, expected) in cases {
            assert_eq!(generalized(field, value, AT), expected, "{name}: {field}={value}");
        }
    }

    #[test]
    fn coarse_values_stay_as_they_are() {
        for (field, value) in [("zip", "46209"), ("dob", "1987-03-14"), ("zip", "123")] {
            let Generalized::To(once) = generalized(field, value, AT) else { panic!("{field} is made coarse") };
            let twice = generalized(field, &once, AT);
            assert!(twice == Generalized::AsItIs || twice == Generalized::To(once.clone()), "{once} → {twice:?}");
        }
    }
}
