//! What time it is, asked in one place (DAT-01, AUD-08).
//!
//! Legal dates are civil dates in Europe/London; instants are for the audit. Everything else in the product is told
//! the time, so that a test or a demonstration can stand on any day.

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// Where the time comes from.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;

    /// Today in England.
    fn today(&self) -> Date {
        day_of(self.now())
    }
}

/// The civil date in England at an instant (DAT-01).
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(london()).date()
}

/// England's time zone, from the table built into the program: a bare machine may have none.
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").expect("the built-in table has Europe/London")
}

/// The machine's own clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The machine's clock, moved so that it starts on another day: a demonstration can stand on a deadline, while waits and
/// sessions still run out.
pub struct MovedClock {
    by: SignedDuration,
}

impl MovedClock {
    /// The time of day it is now, on `day`.
    pub fn to(day: Date) -> Result<Self, jiff::Error> {
        Self::from(SystemClock.now(), day)
    }

    fn from(now: Timestamp, day: Date) -> Result<Self, jiff::Error> {
        let there = day.to_datetime(now.to_zoned(london()).time()).to_zoned(london())?.timestamp();
        Ok(Self { by: there.duration_since(now) })
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().saturating_add(self.by).unwrap_or(Timestamp::MAX)
    }
}

/// A clock that stands still until it is moved: for tests and for standing on a deadline.
pub struct SetClock(Mutex<Timestamp>);

impl SetClock {
    /// Ten in the morning, English time, on `day`.
    pub fn on(day: Date) -> Self {
        let at = day.at(10, 0, 0, 0).to_zoned(london()).expect("ten in the morning always exists").timestamp();
        Self(Mutex::new(at))
    }

    pub fn advance(&self, by: jiff::SignedDuration) {
        let mut at = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *at += by;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_summer_evening_in_london_is_still_the_same_day() {
        let late: Timestamp = "2026-07-01T22:59:00Z".parse().unwrap();
        assert_eq!(day_of(late), date(2026, 7, 1));
        let midnight: Timestamp = "2026-07-01T23:00:00Z".parse().unwrap();
        assert_eq!(day_of(midnight), date(2026, 7, 2));
    }

    #[test]
    fn a_moved_clock_stands_on_the_day_at_the_same_time_of_day() {
        let now: Timestamp = "2026-11-22T15:00:00Z".parse().unwrap();
        for (day, at) in [(date(2027, 1, 7), "2027-01-07T15:00:00Z"), (date(2026, 7, 1), "2026-07-01T14:00:00Z")] {
            let moved = MovedClock::from(now, day).unwrap();
            assert_eq!(now + moved.by, at.parse::<Timestamp>().unwrap());
        }
    }

    #[test]
    fn a_set_clock_moves_only_when_moved() {
        let clock = SetClock::on(date(2026, 11, 22));
        assert_eq!(clock.today(), date(2026, 11, 22));
        clock.advance(jiff::SignedDuration::from_hours(24));
        assert_eq!(clock.today(), date(2026, 11, 23));
    }
}
