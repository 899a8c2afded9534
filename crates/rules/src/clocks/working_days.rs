//! Working days as a list, so that twenty of them are one look-up and not thirty questions (DAT-07).

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::bank_holidays::BankHolidays;
use crate::dates::{Interval, Unit, add_days, add_months, add_working_days, civil, days_between, is_working_day};

const FROM: Date = date(1990, 1, 1);
const LAST_YEAR: i16 = 2089;

/// The bank holidays, and every working day of a hundred years.
#[derive(Debug, Clone)]
pub struct WorkingDays {
    pub holidays: BankHolidays,
    /// For each day from the first: how many working days there have been, that day included.
    so_far: Vec<u32>,
    days: Vec<Date>,
}

impl WorkingDays {
    pub fn of(holidays: BankHolidays) -> Self {
        let mut days = Vec::with_capacity(26_000);
        let mut so_far = Vec::with_capacity(36_600);
        for year in FROM.year()..=LAST_YEAR {
            let off = holidays.of_year(year);
            for on in civil(year, 1, 1).series(1.day()).take_while(|on| on.year() == year) {
                if on.weekday().to_monday_one_offset() <= 5 && off.binary_search(&on).is_err() {
                    days.push(on);
                }
                so_far.push(u32::try_from(days.len()).unwrap_or(u32::MAX));
            }
        }
        WorkingDays { holidays, so_far, days }
    }

    /// Counts forward so many working days; the day itself is day 0.
    pub fn add(&self, on: Date, number: u16) -> Date {
        let listed = || {
            let place = usize::try_from(days_between(FROM, on)).ok()?;
            let so_far = usize::try_from(*self.so_far.get(place)?).ok()?;
            match number {
                0 => Some(on),
                _ => self.days.get(so_far + usize::from(number) - 1).copied(),
            }
        };
        listed().unwrap_or_else(|| add_working_days(on, u32::from(number), &self.holidays))
    }

    /// The last day in time when a length is counted from `anchor`.
    pub fn after(&self, anchor: Date, length: Interval) -> Date {
        match length.unit {
            Unit::WorkingDay => self.add(anchor, length.number),
            Unit::CalendarDay => add_days(anchor, i32::from(length.number)),
            Unit::Week => add_days(anchor, 7 * i32::from(length.number)),
            Unit::Month => add_months(anchor, i32::from(length.number)),
        }
    }

    /// So long before a day. Working days are counted back in the same way as forward.
    pub fn before(&self, day: Date, length: Interval) -> Date {
        match length.unit {
            Unit::WorkingDay => (0..length.number).fold(day, |on, _| self.eve(on)),
            Unit::CalendarDay => add_days(day, -i32::from(length.number)),
            Unit::Week => add_days(day, -7 * i32::from(length.number)),
            Unit::Month => add_months(day, -i32::from(length.number)),
        }
    }

    /// The working day before.
    fn eve(&self, day: Date) -> Date {
        let mut on = add_days(day, -1);
        while !is_working_day(on, &self.holidays) {
            on = add_days(on, -1);
        }
        on
    }
}
