//! Calendar sums as the law does them (rules DAT-01 to DAT-12).
//!
//! Dates are civil dates in England (DAT-01); a time of day never changes a status. Every sum about a birthday, a
//! month or a working day goes through this file, because date libraries clamp 29 February the other way.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::bank_holidays::BankHolidays;

/// Which day is the birthday of a person born on 29 February, in a year that has none (DAT-03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeapBirthday {
    #[default]
    #[serde(alias = "Mar1")]
    Mar1,
    #[serde(alias = "Feb28")]
    Feb28,
}

/// The first day on which a person has the age `years` (DAT-02, DAT-03).
pub fn anniversary(born_on: Date, years: i16, leap: LeapBirthday) -> Date {
    let year = born_on.year().saturating_add(years).clamp(Date::MIN.year(), Date::MAX.year());
    Date::new(year, born_on.month(), born_on.day()).unwrap_or_else(|_| match leap {
        LeapBirthday::Mar1 => civil(year, 3, 1),
        LeapBirthday::Feb28 => civil(year, 2, 28),
    })
}

/// True for the people whose birthday some years do not have.
pub fn is_leap_birthday(born_on: Date) -> bool {
    (born_on.month(), born_on.day()) == (2, 29)
}

/// A person's age in whole years at the end of `on`; 0 before the first birthday (DAT-02).
pub fn age_on(born_on: Date, on: Date, leap: LeapBirthday) -> i16 {
    let years = on.year() - born_on.year();
    let reached = anniversary(born_on, years, leap) <= on;
    (years - i16::from(!reached)).max(0)
}

/// The same day number `months` later (or earlier), or the last day of a month that is too short (DAT-04).
///
/// Chain from the anchor, not from an earlier answer: 31 August + 6 months + 6 months is not 31 August + 12 months.
pub fn add_months(date: Date, months: i32) -> Date {
    let month_number = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months.clamp(-200_000, 200_000);
    let off_the_calendar = if months < 0 { Date::MIN } else { Date::MAX };
    let (Ok(year), Ok(month)) =
        (i16::try_from(month_number.div_euclid(12)), i8::try_from(month_number.rem_euclid(12) + 1))
    else {
        return off_the_calendar;
    };
    let Ok(first) = Date::new(year, month, 1) else { return off_the_calendar };
    Date::new(year, month, date.day().min(first.days_in_month())).unwrap_or(off_the_calendar)
}

/// `days` calendar days later (or earlier). The day after `date` is day 1 (DAT-06).
pub fn add_days(date: Date, days: i32) -> Date {
    let day = i32::from(date.day()) + days.clamp(-7_400_000, 7_400_000);
    match i8::try_from(day) {
        // Most steps stay within a month, and every month has 28 days.
        Ok(day @ 1..=28) => Date::new(date.year(), date.month(), day).unwrap_or(Date::MAX),
        _ => of_day_number(day_number(date) - i32::from(date.day()) + day),
    }
}

/// The last compliant day for "not more than `months` after `date`", itself included (DAT-05).
pub fn not_more_than_months_after(date: Date, months: i32) -> Date {
    add_months(date, months)
}

/// The last compliant day for "within `days` of `date`" (DAT-06).
pub fn within_days_of(date: Date, days: i32) -> Date {
    add_days(date, days)
}

/// Counts forward `days` working days; `date` itself is day 0 whether or not it is one (DAT-07).
pub fn add_working_days(date: Date, days: u32, holidays: &BankHolidays) -> Date {
    let mut on = date;
    for _ in 0..days {
        on = add_days(on, 1);
        while !is_working_day(on, holidays) {
            on = add_days(on, 1);
        }
    }
    on
}

/// Not a Saturday, a Sunday or a bank holiday in England and Wales (DAT-07).
pub fn is_working_day(on: Date, holidays: &BankHolidays) -> bool {
    on.weekday().to_monday_one_offset() <= 5 && !holidays.contains(on)
}

/// The last working day on or before a due date. The due date itself does not move (DAT-11).
pub fn do_by(due_on: Date, holidays: &BankHolidays) -> Date {
    let mut on = due_on;
    while !is_working_day(on, holidays) {
        on = add_days(on, -1);
    }
    on
}

/// The number of days from `from` up to, not including, `to`. Negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    day_number(to) - day_number(from)
}

/// What a number of something is a number of. One is never turned into another: 8 weeks are not 2 months (DAT-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    CalendarDay,
    WorkingDay,
    Week,
    Month,
}

/// A length of time as a rule states it. A bare "days" in a local policy is `CalendarDay`, unless national
/// guidance gives the same step in working days (DAT-09).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    pub number: u16,
    pub unit: Unit,
}

impl Interval {
    pub const fn new(number: u16, unit: Unit) -> Self {
        Interval { number, unit }
    }

    /// The last compliant day when the clock starts on `anchor`.
    pub fn after(self, anchor: Date, holidays: &BankHolidays) -> Date {
        match self.unit {
            Unit::CalendarDay => add_days(anchor, i32::from(self.number)),
            Unit::WorkingDay => add_working_days(anchor, u32::from(self.number), holidays),
            Unit::Week => add_days(anchor, 7 * i32::from(self.number)),
            Unit::Month => add_months(anchor, i32::from(self.number)),
        }
    }
}

/// When a repeating duty is next due: counted from the day it was last done, not from the day it was due (DAT-12).
pub fn next_due(last_done_on: Date, every: Interval, holidays: &BankHolidays) -> Date {
    every.after(last_done_on, holidays)
}

/// A half-open period: the first day is in, the last day is not. Without an end it is still running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub start: Date,
    pub end: Option<Date>,
}

impl Period {
    pub const fn new(start: Date, end: Date) -> Self {
        Period { start, end: Some(end) }
    }

    pub const fn from(start: Date) -> Self {
        Period { start, end: None }
    }

    /// True at the end of the day `on`.
    pub fn contains(&self, on: Date) -> bool {
        self.start <= on && !self.has_ended_by(on)
    }

    /// True when the period was over by the end of `on`.
    pub fn has_ended_by(&self, on: Date) -> bool {
        self.end.is_some_and(|end| end <= on)
    }

    /// A period that starts and ends on one day, or ends before it starts, has no night in it (STA-09).
    pub fn is_empty(&self) -> bool {
        self.has_ended_by(self.start)
    }

    pub fn overlaps(&self, other: &Period) -> bool {
        !self.is_empty() && !other.is_empty() && !self.has_ended_by(other.start) && !other.has_ended_by(self.start)
    }

    /// Overlapping, or one starting the day the other ends.
    fn meets(&self, later: &Period) -> bool {
        self.end.is_none_or(|end| later.start <= end)
    }

    /// The number of days in the period that fall in `[from, to)`.
    pub fn days_within(&self, from: Date, to: Date) -> i32 {
        let start = self.start.max(from);
        let end = self.end.map_or(to, |end| end.min(to));
        days_between(start, end).max(0)
    }
}

/// Joins periods that overlap or touch, so that no day is counted twice. The answer is in date order and empty
/// periods are gone.
pub fn union(mut periods: Vec<Period>) -> Vec<Period> {
    periods.retain(|period| !period.is_empty());
    periods.sort_unstable_by_key(|period| period.start);
    let mut joined: Vec<Period> = Vec::with_capacity(periods.len());
    for period in periods {
        match joined.last_mut() {
            Some(last) if last.meets(&period) => last.end = later_end(last.end, period.end),
            _ => joined.push(period),
        }
    }
    joined
}

/// The number of distinct days of any of the periods that fall in `[from, to)`.
pub fn union_days(periods: Vec<Period>, from: Date, to: Date) -> i32 {
    union(periods).iter().map(|period| period.days_within(from, to)).sum()
}

fn later_end(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.and_then(|one| other.map(|other| one.max(other)))
}

/// A date known to exist, such as 1 March of any year.
pub(crate) fn civil(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

/// Days in 400 years, after which the calendar repeats.
const DAYS_IN_AN_ERA: i32 = 146_097;

/// The number of a day in an unbroken count, 0 being 1 March of the year 0. Years are taken to begin in March, so that a
/// leap day is the last of its year.
fn day_number(date: Date) -> i32 {
    let month = i32::from(date.month());
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(date.day()) - 1;
    era * DAYS_IN_AN_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

/// The day with a number; the first or last of the calendar when it is outside it.
fn of_day_number(number: i32) -> Date {
    let (era, day_of_era) = (number.div_euclid(DAYS_IN_AN_ERA), number.rem_euclid(DAYS_IN_AN_ERA));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    let off_the_calendar = if number < 0 { Date::MIN } else { Date::MAX };
    match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).unwrap_or(off_the_calendar),
        _ => off_the_calendar,
    }
}
