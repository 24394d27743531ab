//! Hours of the week in UTC.
//!
//! UTC on purpose: the same event falls into the same hours on every machine, so that a decision can be replayed.
//! Deliberately absent: time zones and holidays, which need a calendar.

use countersign_domain::TimeMs;
use serde::Deserialize;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: i64 = 24 * 60;

/// Days and a span of the day, `from` inclusive, `to` exclusive; a span past midnight belongs to the day it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursUtc {
    /// Days of the week, Monday = 0.
    pub days: Vec<u8>,
    /// Minute of the day, 0–1439.
    pub from_minute: u16,
    /// Minute of the day, 0–1440; at or before `from_minute` it is on the next day.
    pub to_minute: u16,
}

/// As the policy writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HoursText {
    days: Vec<String>,
    from: String,
    to: String,
}

impl HoursUtc {
    /// Reads days `mon … sun` and times `HH:MM`; gives what cannot be read.
    pub(super) fn parse(text: &HoursText) -> Result<Self, String> {
        const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let day = |name: &String| DAYS.iter().position(|d| d == name).map(|i| i as u8).ok_or_else(|| name.clone());
        let days = text.days.iter().map(day).collect::<Result<Vec<_>, _>>()?;
        let from_minute = minute_of(&text.from).filter(|m| *m < 1440).ok_or_else(|| text.from.clone())?;
        let to_minute = minute_of(&text.to).ok_or_else(|| text.to.clone())?;
        Ok(Self { days, from_minute, to_minute })
    }

    /// Whether `at` falls into them.
    pub(super) fn contain(&self, at: TimeMs) -> bool {
        let minutes = at.0.div_euclid(MINUTE_MS);
        let (day, minute) = (minutes.div_euclid(DAY_MINUTES), minutes.rem_euclid(DAY_MINUTES));
        let (from, to) = (i64::from(self.from_minute), i64::from(self.to_minute));
        if from < to {
            return self.on(day) && (from..to).contains(&minute);
        }
        (self.on(day) && minute >= from) || (self.on(day - 1) && minute < to)
    }

    /// Whether the day, counted from 1970-01-01 (a Thursday), is one of the days.
    fn on(&self, day: i64) -> bool {
        self.days.contains(&((day + 3).rem_euclid(7) as u8))
    }
}

/// `HH:MM` in minutes, up to 24:00.
fn minute_of(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| (part.len() == 2).then(|| part.parse::<u16>().ok()).flatten();
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= 1440).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(days: &[&str], from: &str, to: &str) -> Result<HoursUtc, String> {
        let days = days.iter().map(|d| (*d).to_owned()).collect();
        HoursUtc::parse(&HoursText { days, from: from.into(), to: to.into() })
    }

    /// 2026-03-02 was a Monday: day 20514 since 1970-01-01.
    fn at(day: i64, hour: i64, minute: i64) -> TimeMs {
        TimeMs(((20_514 + day) * DAY_MINUTES + hour * 60 + minute) * MINUTE_MS)
    }

    #[test]
    fn hours_hold_within_and_not_at_the_end() {
        let office = hours(&["mon", "tue"], "08:00", "17:30").unwrap();
        for (time, expected) in [
            (at(0, 8, 0), true),
            (at(0, 7, 59), false),
            (at(0, 17, 29), true),
            (at(0, 17, 30), false),
            (at(1, 12, 0), true),
            (at(2, 12, 0), false),
            (at(-7, 12, 0), true),
        ] {
            assert_eq!(office.contain(time), expected, "{time:?} against Monday and Tuesday 08:00–17:30");
        }
    }

    #[test]
    fn a_night_belongs_to_the_day_it_starts() {
        let night = hours(&["mon"], "22:00", "06:00").unwrap();
        assert!(night.contain(at(0, 23, 0)) && night.contain(at(1, 5, 59)), "Monday night reaches into Tuesday");
        assert!(!night.contain(at(0, 5, 0)), "that was Sunday night");
    }

    #[test]
    fn the_same_time_twice_is_a_whole_day() {
        let from_noon = hours(&["mon"], "12:00", "12:00").unwrap();
        assert!(from_noon.contain(at(0, 12, 0)) && from_noon.contain(at(1, 11, 59)), "it ends on the next day");
        assert!(!from_noon.contain(at(0, 11, 59)) && !from_noon.contain(at(1, 12, 0)), "and not later");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(hours(&["monday"], "08:00", "09:00"), Err("monday".into()));
        assert_eq!(hours(&["mon"], "8:00", "09:00"), Err("8:00".into()));
        assert_eq!(hours(&["mon"], "24:00", "09:00"), Err("24:00".into()));
        assert_eq!(hours(&["mon"], "08:00", "24:01"), Err("24:01".into()));
    }
}
