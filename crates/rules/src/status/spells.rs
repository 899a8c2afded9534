//! Which days of each care spell were counted, and why the others were not (STA-02, STA-05, STA-09).

use jiff::civil::Date;
use serde::Serialize;

use crate::dates::{Period, add_days, days_between};
use crate::facts::{CareSpell, CountsToThirteenWeeks, LegalStatus};

use super::reading::{Birthdays, Reading};

/// One care spell and the days of it in the 13-week count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpellCount {
    pub start_on: Date,
    pub end_on: Option<Date>,
    pub legal_status: LegalStatus,
    /// The first day counted.
    pub counted_from: Option<Date>,
    /// The last day counted, itself included.
    pub counted_to: Option<Date>,
    pub days: i32,
    pub left_out: Vec<LeftOut>,
}

/// Days of a spell that are not in the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub days: i32,
    pub why: WhyNot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    BeforeThe14thBirthday,
    FromThe18thBirthday,
    ShortBreak,
    Agreement,
    OutsideEngland,
    AlreadyCounted,
    NoNight,
    NotBegun,
}

impl WhyNot {
    /// The reason in words for staff pages.
    pub const fn says(self) -> &'static str {
        match self {
            Self::BeforeThe14thBirthday => "before the 14th birthday",
            Self::FromThe18thBirthday => "on or after the 18th birthday",
            Self::ShortBreak => "short break, which is not counted",
            Self::Agreement => "the dates are an agreement, not days in care",
            Self::OutsideEngland => "outside England, so not added without a check",
            Self::AlreadyCounted => "already counted in another period",
            Self::NoNight => "started and ended on one day",
            Self::NotBegun => "has not begun yet",
        }
    }
}

/// A count for each spell, in the order of the facts. Their sum is N: a day in two spells goes to the earlier one.
pub(super) fn spell_counts(reading: &Reading, as_of: Date) -> Vec<SpellCount> {
    let spells = &reading.facts.care_spells;
    let mut in_date_order: Vec<usize> = (0..spells.len()).collect();
    in_date_order.sort_unstable_by_key(|at| (spells[*at].start_on, spells[*at].end_on.unwrap_or(Date::MAX), *at));
    let mut counts: Vec<SpellCount> = spells.iter().map(not_yet_counted).collect();
    let mut counted_until = reading.ages.b14;
    for at in in_date_order {
        counted_until = count(reading, as_of, &spells[at], &mut counts[at], counted_until);
    }
    counts
}

fn not_yet_counted(spell: &CareSpell) -> SpellCount {
    SpellCount {
        start_on: spell.start_on,
        end_on: spell.end_on,
        legal_status: spell.legal_status,
        counted_from: None,
        counted_to: None,
        days: 0,
        left_out: Vec::new(),
    }
}

/// Counts one spell and returns the day up to which all days are now counted.
fn count(reading: &Reading, as_of: Date, spell: &CareSpell, into: &mut SpellCount, counted_until: Date) -> Date {
    let Birthdays { b14, b18, .. } = reading.ages;
    let period = spell.period();
    let so_far = period.end.map_or(add_days(as_of, 1), |end| end.min(add_days(as_of, 1)));
    if let Some(why) = why_none_counts(reading, as_of, spell) {
        let days = days_between(period.start, so_far).max(0);
        into.left_out.push(LeftOut { days, why });
        return counted_until;
    }
    let from = period.start.max(counted_until);
    let to = so_far.min(b18);
    if from < to {
        into.counted_from = Some(from);
        into.counted_to = Some(add_days(to, -1));
        into.days = days_between(from, to);
    }
    let in_all = Period::new(period.start, so_far);
    into.leave_out(in_all.days_within(Date::MIN, b14), WhyNot::BeforeThe14thBirthday);
    into.leave_out(Period::new(period.start.max(b14), to).days_within(b14, counted_until), WhyNot::AlreadyCounted);
    if period.end.is_some() {
        into.leave_out(in_all.days_within(b18, Date::MAX), WhyNot::FromThe18thBirthday);
    }
    counted_until.max(to)
}

impl SpellCount {
    fn leave_out(&mut self, days: i32, why: WhyNot) {
        if days > 0 {
            self.left_out.push(LeftOut { days, why });
        }
    }
}

/// The reason no day of a spell is in the count, if there is one.
fn why_none_counts(reading: &Reading, as_of: Date, spell: &CareSpell) -> Option<WhyNot> {
    if spell.start_on > as_of {
        return Some(WhyNot::NotBegun);
    }
    if spell.period().is_empty() {
        return Some(WhyNot::NoNight);
    }
    if !spell.nation.is_england() {
        return Some(WhyNot::OutsideEngland);
    }
    match spell.legal_status.counts_to_thirteen_weeks() {
        CountsToThirteenWeeks::Yes => None,
        CountsToThirteenWeeks::NotAsShortBreak if reading.counts_as_long_break(spell, as_of) => None,
        CountsToThirteenWeeks::NotAsShortBreak => Some(WhyNot::ShortBreak),
        CountsToThirteenWeeks::Never => Some(WhyNot::Agreement),
    }
}
