//! When the status will next change, and every status from 14 to 25.
//!
//! A status can only change on a few days that the facts name: a birthday, the start or end of something, the day
//! a length of time is complete. Only those days are tried, so the answer costs microseconds and needs no scan.

use jiff::civil::Date;
use serde::Serialize;

use super::decide::{self, Standing, StayKind};
use super::reading::{Birthdays, Reading};
use super::result::{NextChange, Status};
use crate::facts::OrderKind;

/// What happens on a day that may change a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Death,
    Turns25,
    Turns21,
    Turns18,
    Turns16,
    ThirteenWeeks,
    CareBegins,
    CareEnds,
    BreakBegins,
    BreakEnds,
    BreakTooLong,
    SixMonthsAtHome,
    HomeBreaksDown,
    Guardianship,
    HeldOrStayBegins,
    HeldOrStayEnds,
    CourseBegins,
    CourseEnds,
}

impl Cause {
    const fn says(self) -> &'static str {
        match self {
            Self::Death => "They died",
            Self::Turns25 => "It is their 25th birthday",
            Self::Turns21 => "It is their 21st birthday",
            Self::Turns18 => "It is their 18th birthday",
            Self::Turns16 => "It is their 16th birthday",
            Self::ThirteenWeeks => "They will have been in care for 13 weeks since 14, with a day since 16",
            Self::CareBegins => "A period of care begins",
            Self::CareEnds => "A period of care ends",
            Self::BreakBegins => "A short break or an agreement for them begins",
            Self::BreakEnds => "A short break or an agreement for them ends",
            Self::BreakTooLong => "The short break will have lasted more than 17 days",
            Self::SixMonthsAtHome => "They will have lived with family for 6 months",
            Self::HomeBreaksDown => "The home with family ends because it broke down",
            Self::Guardianship => "A special guardianship order begins or ends",
            Self::HeldOrStayBegins => "A stay in hospital, custody or another home begins",
            Self::HeldOrStayEnds => "A stay in hospital, custody or another home ends",
            Self::CourseBegins => "A full-time course begins",
            Self::CourseEnds => "A full-time course ends",
        }
    }
}

/// A stretch of time with one status. Half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StripPeriod {
    pub from: Date,
    pub to: Date,
    pub status: Status,
}

/// The earliest day after `on` with another status, if the facts stay as they are.
pub(super) fn next_change(reading: &Reading, today: &Standing, on: Date) -> Option<NextChange> {
    let days = days_to_try(reading, on);
    days.iter().find_map(|(day, cause)| {
        let to = decide::standing(reading, *day).status;
        (to != today.status).then(|| NextChange {
            on: *day,
            to,
            why: format!("{}, so the status changes to {}.", cause.says(), to.title()),
            notify: !matches!(cause, Cause::BreakBegins | Cause::BreakEnds),
        })
    })
}

pub(super) fn strip(reading: &Reading) -> Vec<StripPeriod> {
    let Birthdays { b14, b25, .. } = reading.ages;
    let mut periods = vec![StripPeriod { from: b14, to: b25, status: decide::standing(reading, b14).status }];
    for (day, _) in days_to_try(reading, b14) {
        let status = decide::standing(reading, day).status;
        let Some(last) = periods.last_mut().filter(|last| last.status != status && day < b25) else { continue };
        last.to = day;
        periods.push(StripPeriod { from: day, to: b25, status });
    }
    periods
}

/// Every day later than `after` on which anything happens that a status can depend on, in order.
fn days_to_try(reading: &Reading, after: Date) -> Vec<(Date, Cause)> {
    let mut days = Days { after, until: reading.ages.b25, found: Vec::with_capacity(16) };
    days.birthdays(reading);
    days.care(reading, after);
    days.family(reading);
    days.orders_and_stays(reading);
    days.courses(reading);
    days.found.sort_unstable();
    days.found.dedup_by_key(|(day, _)| *day);
    days.found
}

struct Days {
    after: Date,
    until: Date,
    found: Vec<(Date, Cause)>,
}

impl Days {
    fn add(&mut self, day: Date, cause: Cause) {
        if self.after < day && day <= self.until {
            self.found.push((day, cause));
        }
    }

    fn both(&mut self, period: crate::dates::Period, begins: Cause, ends: Cause) {
        self.add(period.start, begins);
        if let Some(end) = period.end {
            self.add(end, ends);
        }
    }

    fn birthdays(&mut self, reading: &Reading) {
        let Birthdays { b16, b18, b21, b25, .. } = reading.ages;
        self.add(b16, Cause::Turns16);
        self.add(b18, Cause::Turns18);
        self.add(b21, Cause::Turns21);
        self.add(b25, Cause::Turns25);
        if let Some(died_on) = reading.facts.died_on {
            self.add(died_on, Cause::Death);
        }
    }

    fn care(&mut self, reading: &Reading, after: Date) {
        if after >= reading.ages.b18 {
            return;
        }
        let too_long_on = reading.open_break_counts_from();
        for known_on in [Some(after), too_long_on].into_iter().flatten() {
            for care in reading.counting(known_on) {
                self.both(*care, Cause::CareBegins, Cause::CareEnds);
            }
            if let Some(met_on) = reading.met_on(known_on) {
                self.add(met_on, Cause::ThirteenWeeks);
            }
        }
        if let Some(too_long_on) = too_long_on {
            self.add(too_long_on, Cause::BreakTooLong);
        }
        for short in reading.breaks.iter().chain(&reading.agreements) {
            self.both(*short, Cause::BreakBegins, Cause::BreakEnds);
        }
        for abroad in reading.care_abroad_periods() {
            self.both(abroad, Cause::CareBegins, Cause::CareEnds);
        }
    }

    /// Six months are counted from coming home or from leaving care, whichever is later.
    fn family(&mut self, reading: &Reading) {
        if reading.facts.family_placements.is_empty() {
            return;
        }
        let left_care = reading.counting(self.until).iter().filter_map(|care| care.end);
        let left_care: Vec<Date> = left_care.chain([reading.ages.b16]).collect();
        for home in decide::family_homes(reading) {
            for left_on in &left_care {
                if let Some(reached_on) = home.six_months_on(*left_on) {
                    self.add(reached_on, Cause::SixMonthsAtHome);
                }
            }
            if let Some(end) = home.period.end.filter(|_| home.broke_down) {
                self.add(end, Cause::HomeBreaksDown);
            }
        }
    }

    fn orders_and_stays(&mut self, reading: &Reading) {
        let facts = reading.facts;
        for order in facts.orders.iter().filter(|order| order.kind == OrderKind::SpecialGuardianship) {
            self.both(order.period(), Cause::Guardianship, Cause::Guardianship);
        }
        if facts.detentions.is_empty() && facts.other_accommodation.is_empty() {
            return;
        }
        for held in decide::held_or_in_hospital(reading) {
            self.both(held, Cause::HeldOrStayBegins, Cause::HeldOrStayEnds);
        }
        for kind in StayKind::ALL {
            for stay in decide::stays(reading, kind) {
                self.both(stay, Cause::HeldOrStayBegins, Cause::HeldOrStayEnds);
            }
        }
    }

    fn courses(&mut self, reading: &Reading) {
        for course in reading.facts.programmes.iter().filter(|course| course.full_time) {
            self.both(course.period(), Cause::CourseBegins, Cause::CourseEnds);
        }
    }
}
