//! When people write: hours and weekdays by channel, over the last ninety days.
//!
//! Local time is UTC+1 throughout, so that no time zone database is needed and the bytes depend on the seed alone.

use countersign_domain::{Channel, TimeMs};
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::corpus::Language;
use crate::error::Error;
use crate::random::Random;

/// Days that a sample spans.
pub(crate) const DAYS: i64 = 90;
pub(crate) const MINUTE_MS: i64 = 60_000;
pub(crate) const HOUR_MS: i64 = 60 * MINUTE_MS;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;

/// Weight of each hour of the day, 0–23: staffed lines, mail, and what is done in the evening.
const STAFFED: [f64; 24] =
    [0., 0., 0., 0., 0., 0., 0., 1., 5., 9., 10., 9., 7., 7., 8., 8., 7., 6., 4., 2., 0., 0., 0., 0.];
const MAIL: [f64; 24] =
    [1., 0.5, 0.3, 0.3, 0.3, 0.5, 1., 3., 6., 8., 8., 7., 6., 6., 6., 6., 6., 5., 5., 5., 5., 5., 3., 2.];
const EVENING: [f64; 24] =
    [2., 1., 0.5, 0.3, 0.3, 0.5, 1., 3., 4., 4., 4., 4., 6., 5., 4., 4., 5., 7., 8., 9., 10., 9., 6., 4.];

fn hours(channel: Channel) -> &'static [f64; 24] {
    match channel {
        Channel::VoiceTranscript | Channel::Ticket => &STAFFED,
        Channel::Email => &MAIL,
        Channel::Chat | Channel::Social => &EVENING,
    }
}

fn weekday_weight(channel: Channel, weekday: Weekday) -> f64 {
    let weekend = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
    match (channel, weekend, weekday) {
        (Channel::VoiceTranscript | Channel::Ticket, true, _) => 0.08,
        (Channel::Email, true, _) => 0.4,
        (Channel::Chat | Channel::Social, true, _) => 0.8,
        (_, _, Weekday::Monday) => 1.0,
        _ => 0.85,
    }
}

/// A moment in the ninety days up to `end` at which somebody may use `channel`.
pub(crate) fn moment(channel: Channel, end: TimeMs, random: &mut Random) -> Result<TimeMs, Error> {
    loop {
        let day = end.plus_ms(-random.between(0, DAYS) * DAY_MS);
        let local = local(day)?;
        if !random.chance(weekday_weight(channel, local.weekday())) {
            continue;
        }
        let hour = random.weighted(hours(channel).iter().copied()) as i64;
        let since_midnight = local.hour() as i64 * HOUR_MS
            + i64::from(local.minute()) * MINUTE_MS
            + i64::from(local.second()) * 1_000
            + i64::from(local.millisecond());
        let at = day.plus_ms(hour * HOUR_MS + random.between(0, HOUR_MS - 1) - since_midnight);
        if at <= end && at > end.plus_ms(-DAYS * DAY_MS) {
            return Ok(at);
        }
    }
}

/// `at` in RFC 3339, UTC.
pub(crate) fn rfc3339(at: TimeMs) -> Result<String, Error> {
    Ok(timestamp(at)?.to_string())
}

fn timestamp(at: TimeMs) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(at.0).map_err(|_| Error::Config("the end lies outside the calendar"))
}

fn local(at: TimeMs) -> Result<Zoned, Error> {
    Ok(timestamp(at)?.to_zoned(TimeZone::fixed(Offset::constant(1))))
}

/// The local date `days` days from `at`.
pub(crate) fn date(at: TimeMs, days: i64) -> Result<Date, Error> {
    Ok(local(at.plus_ms(days * DAY_MS))?.date())
}

/// A date as people write it; `month` is the month's name.
pub(crate) fn written(date: Date, month: &str, language: Language, random: &mut Random) -> String {
    let (day, number, year) = (date.day(), date.month(), date.year());
    match (language, random.below(3)) {
        (Language::En, 0) => format!("{day} {month}"),
        (Language::En, 1) => format!("{month} {day}"),
        (Language::En, _) => format!("{day:02}/{number:02}/{year}"),
        (Language::De, 0) => format!("{day}. {month}"),
        (Language::De, 1) => format!("{day:02}.{number:02}."),
        (Language::De, _) => format!("{day:02}.{number:02}.{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_to_the_ninety_days_and_to_the_hours() {
        let (end, mut random) = (TimeMs(1_800_000_000_000), Random::new(5, 0));
        let mut weekend = 0;
        for _ in 0..2_000 {
            let at = moment(Channel::VoiceTranscript, end, &mut random).expect("the end is in the calendar");
            assert!(at <= end && at.0 > end.0 - DAYS * DAY_MS, "within the ninety days before the end");
            let local = local(at).expect("the moment is in the calendar");
            assert!((7..=19).contains(&local.hour()), "the line is staffed from seven to eight, got {local}");
            weekend += usize::from(matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday));
        }
        assert!(weekend < 120, "few calls at the weekend, got {weekend} of 2,000");
    }

    #[test]
    fn a_time_outside_the_calendar_is_refused() {
        assert!(rfc3339(TimeMs(i64::MAX)).is_err(), "the year is beyond 9999");
    }
}
