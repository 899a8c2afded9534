//! One person as the rules of §6 ask about them: groups over time, birthdays, time in care, courses.

use jiff::civil::Date;

use super::standing::{Is, Standing, Window};
use super::study::{Course, Kind, courses};
use crate::dates::{Period, add_months, anniversary, union, union_days};
use crate::facts::{CountsToThirteenWeeks, Facts, Problems};
use crate::policy::Policy;
use crate::status::{Status, StatusResult, StripPeriod, status, strip};
use crate::words::long_date;

/// A person on a day, with every status from 14 to 25: worked out once, asked many times.
#[derive(Debug, Clone)]
pub struct Person<'a> {
    pub facts: &'a Facts,
    pub result: StatusResult,
    pub strip: Vec<StripPeriod>,
    policy: &'a Policy,
}

impl<'a> Person<'a> {
    pub fn on(facts: &'a Facts, policy: &'a Policy, as_of: Date) -> Result<Self, Problems> {
        Ok(Self { facts, result: status(facts, policy, as_of)?, strip: strip(facts, policy)?, policy })
    }

    pub fn as_of(&self) -> Date {
        self.result.as_of
    }

    pub(super) fn birthday(&self, age: i16) -> Date {
        anniversary(self.facts.born_on, age, self.policy.leap_birthday)
    }

    pub(super) fn has_died(&self) -> bool {
        self.facts.died_on.is_some_and(|died_on| died_on <= self.as_of())
    }

    pub(super) fn is_one_of(&self, groups: &[Status]) -> bool {
        groups.contains(&self.result.status)
    }

    /// The course going on now, or the next to start.
    pub(super) fn course(&self) -> Option<Course<'_>> {
        courses(self.facts, self.as_of()).into_iter().next()
    }

    /// The course of a kind going on now, or the next to start.
    pub(super) fn course_of(&self, kind: Kind) -> Option<Course<'_>> {
        courses(self.facts, self.as_of()).into_iter().find(|course| course.kind == kind)
    }

    /// Whether they are on a full-time course of a kind today.
    pub(super) fn studies_full_time(&self, kind: Kind) -> bool {
        let today = |course: &Course| course.programme.full_time && course.programme.start_on <= self.as_of();
        courses(self.facts, self.as_of()).iter().any(|course| course.kind == kind && today(course))
    }

    /// Periods of being looked after, joined where they touch. Short breaks are not among them.
    pub(super) fn time_in_care(&self) -> Vec<Period> {
        let counts = |spell: &&crate::facts::CareSpell| {
            spell.legal_status.counts_to_thirteen_weeks() == CountsToThirteenWeeks::Yes
        };
        let b18 = self.birthday(18);
        let by_18 = |spell: &crate::facts::CareSpell| {
            let end = spell.end_on.map_or(b18, |end| end.min(b18));
            Period::new(spell.start_on, end)
        };
        union(self.facts.care_spells.iter().filter(counts).map(by_18).collect())
    }

    /// Days looked after in `[from, to)`.
    pub(super) fn days_in_care(&self, from: Date, to: Date) -> i32 {
        union_days(self.time_in_care(), from, to)
    }

    /// The first day on which twelve months of care in a row are reached, if they are or will be.
    pub(super) fn a_year_in_care_on(&self) -> Option<Date> {
        let reached = |period: &Period| Some(add_months(period.start, 12)).filter(|on| !period.has_ended_by(*on));
        self.time_in_care().iter().find_map(reached)
    }

    /// Looked after, fostered or otherwise accommodated on some day of 16 or 17.
    pub(super) fn was_accommodated_at_16_or_17(&self) -> bool {
        let (b16, b18) = (self.birthday(16), self.birthday(18));
        let stays = self.facts.other_accommodation.iter().map(|stay| stay.period());
        self.time_in_care().into_iter().chain(stays).any(|period| period.days_within(b16, b18) > 0)
    }

    /// Whether the last home in care, the night before 18, was with a foster carer; nothing if the record does not say.
    pub(super) fn was_fostered_at_18(&self) -> Option<bool> {
        let b18 = self.birthday(18);
        let last = self
            .facts
            .care_spells
            .iter()
            .filter(|spell| spell.start_on < b18 && spell.end_on.is_none_or(|end| end >= b18));
        let last = last.max_by_key(|spell| spell.start_on)?;
        last.placement_type.as_deref().map(|code| code.starts_with('U') || code.starts_with('F'))
    }

    /// The stretch of days in any of these groups that holds `as_of`, or the next, or else the last.
    pub(super) fn days_in(&self, groups: &[Status]) -> Option<Period> {
        let as_of = self.as_of();
        let in_them = self.strip.iter().filter(|period| groups.contains(&period.status));
        let stretches = union(in_them.map(|period| Period::new(period.from, period.to)).collect());
        let not_over = stretches.iter().find(|period| !period.has_ended_by(as_of));
        not_over.or(stretches.last()).copied()
    }

    /// How a thing stands that belongs to groups alone.
    pub(super) fn while_in(&self, rule: &'static str, groups: &[Status]) -> Standing {
        match self.days_in(groups) {
            Some(days) => self.during(rule, days.start, days.end),
            None => Standing::new(Is::No).because(
                rule,
                format!("It is not for the group they are in: {}.", self.result.status.title()),
                "The rules do not give you this.",
            ),
        }
    }

    /// How a thing stands that can be had between two days.
    pub(super) fn during(&self, rule: &'static str, from: Date, until: Option<Date>) -> Standing {
        let window = Window { from: Some(from), until };
        let as_of = self.as_of();
        let standing = match until {
            Some(end) if end <= as_of => Standing::new(Is::Over).because(
                rule,
                format!("It ended on {}.", long_date(end)),
                format!("This ended on {}.", long_date(end)),
            ),
            _ if as_of < from => Standing::new(Is::Upcoming).because(
                rule,
                format!("It begins on {}.", long_date(from)),
                format!("You can get this from {}.", long_date(from)),
            ),
            Some(end) => Standing::new(Is::Open).because(
                rule,
                format!("It is open from {} until {}.", long_date(from), long_date(end)),
                format!("You can ask for this until {}.", long_date(end)),
            ),
            None => Standing::new(Is::Open).because(
                rule,
                format!("It has been open since {}.", long_date(from)),
                "You can ask for this at any time.",
            ),
        };
        standing.in_window(window)
    }
}
