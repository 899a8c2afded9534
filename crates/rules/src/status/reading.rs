//! One person's facts, read once: birthdays, joined periods of care, and the days counted from them (STA-01 to STA-09).

use jiff::civil::Date;

use crate::dates::{LeapBirthday, Period, add_days, add_months, anniversary, days_between, union};
use crate::facts::{CareSpell, CountsToThirteenWeeks, DobStatus, Facts, Nation, OrderKind};
use crate::policy::{NoncompliantV3, Policy};

use super::result::Test;

/// Thirteen weeks: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 40(1).
pub const THIRTEEN_WEEKS_IN_DAYS: i32 = 91;
/// The longest single short break of regulation 48.
const LONGEST_SHORT_BREAK_IN_DAYS: i32 = 17;
/// The most short-break days in any twelve months of regulation 48.
const MOST_SHORT_BREAK_DAYS_IN_A_YEAR: i32 = 75;

/// The birthdays that decide anything.
#[derive(Debug, Clone, Copy)]
pub(super) struct Birthdays {
    pub b14: Date,
    pub b16: Date,
    pub b18: Date,
    pub b21: Date,
    pub b25: Date,
}

/// The ways the same facts may be looked at, to find out whether an answer depends on the choice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lens {
    born_on: Date,
    leap: LeapBirthday,
    short_breaks_are_ordinary_care: bool,
}

impl Lens {
    pub fn other_leap_birthday(reading: &Reading) -> Lens {
        let leap = match reading.lens.leap {
            LeapBirthday::Mar1 => LeapBirthday::Feb28,
            LeapBirthday::Feb28 => LeapBirthday::Mar1,
        };
        Lens { leap, ..reading.lens }
    }

    pub fn born(reading: &Reading, born_on: Date) -> Lens {
        Lens { born_on, ..reading.lens }
    }
}

pub(super) struct Reading<'a> {
    pub facts: &'a Facts,
    pub policy: &'a Policy,
    pub ages: Birthdays,
    lens: Lens,
    /// Joined periods of care that count, before any open short break has lasted too long.
    counting: Vec<Period>,
    /// A short break without an end, which counts from its first day once it has lasted more than 17.
    open_break: Option<OpenBreak>,
    /// Joined short breaks (V3).
    pub breaks: Vec<Period>,
    /// Joined agreements for short breaks (V4).
    pub agreements: Vec<Period>,
    has_care_abroad: bool,
}

struct OpenBreak {
    counts_from: Date,
    counting: Vec<Period>,
}

impl<'a> Reading<'a> {
    pub fn new(facts: &'a Facts, policy: &'a Policy) -> Self {
        let lens = Lens { born_on: facts.born_on, leap: policy.leap_birthday, short_breaks_are_ordinary_care: false };
        Self::through(facts, policy, lens)
    }

    pub fn seen_through(&self, lens: Lens) -> Reading<'a> {
        Self::through(self.facts, self.policy, lens)
    }

    /// The same facts with every short break taken as ordinary care; nothing if there were no short breaks.
    pub fn with_short_breaks(&self) -> Option<Reading<'a>> {
        let lens = Lens { short_breaks_are_ordinary_care: true, ..self.lens };
        (!self.breaks.is_empty()).then(|| self.seen_through(lens))
    }

    fn through(facts: &'a Facts, policy: &'a Policy, lens: Lens) -> Self {
        let birthday = |years| anniversary(lens.born_on, years, lens.leap);
        let ages =
            Birthdays { b14: birthday(14), b16: birthday(16), b18: birthday(18), b21: birthday(21), b25: birthday(25) };
        let mut reading = Reading {
            facts,
            policy,
            ages,
            lens,
            counting: Vec::new(),
            open_break: None,
            breaks: Vec::new(),
            agreements: Vec::new(),
            has_care_abroad: false,
        };
        reading.sort_spells();
        reading
    }

    /// Puts each spell where it belongs: care that counts, short breaks, agreements, care outside England.
    fn sort_spells(&mut self) {
        let ordinary = self.lens.short_breaks_are_ordinary_care;
        let mut counting = Vec::with_capacity(self.facts.care_spells.len());
        for spell in &self.facts.care_spells {
            match spell.legal_status.counts_to_thirteen_weeks() {
                _ if !spell.nation.is_england() => self.has_care_abroad = true,
                CountsToThirteenWeeks::Yes => counting.push(spell.period()),
                CountsToThirteenWeeks::NotAsShortBreak if ordinary => counting.push(spell.period()),
                CountsToThirteenWeeks::NotAsShortBreak => self.breaks.push(spell.period()),
                CountsToThirteenWeeks::Never => self.agreements.push(spell.period()),
            }
        }
        self.breaks = union(std::mem::take(&mut self.breaks));
        self.agreements = union(std::mem::take(&mut self.agreements));
        if self.policy.noncompliant_v3 == NoncompliantV3::CountAndFlag {
            counting.extend(self.breaks.iter().filter(|one| is_too_long(one)));
            self.open_break = self.breaks.iter().find(|one| one.end.is_none()).map(|one| OpenBreak {
                counts_from: too_long_from(one),
                counting: union(counting.iter().chain([one]).copied().collect()),
            });
        }
        self.counting = union(counting);
    }

    /// The care that counts, as it looks at the end of `on`.
    pub fn counting(&self, on: Date) -> &[Period] {
        match &self.open_break {
            Some(open) if open.counts_from <= on => &open.counting,
            _ => &self.counting,
        }
    }

    /// The day an open short break becomes too long to be one, if there is such a break and the policy counts it.
    pub fn open_break_counts_from(&self) -> Option<Date> {
        self.open_break.as_ref().map(|open| open.counts_from)
    }

    fn counted(&self, on: Date, from: Date) -> i32 {
        let until = add_days(on, 1).min(self.ages.b18);
        self.counting(on).iter().map(|period| period.days_within(from, until)).sum()
    }

    /// N: distinct days in care from the 14th birthday, up to and including `on` (STA-02).
    pub fn days_in_care(&self, on: Date) -> i32 {
        self.counted(on, self.ages.b14)
    }

    /// N16: the part on or after the 16th birthday (STA-04).
    pub fn days_after_16(&self, on: Date) -> i32 {
        self.counted(on, self.ages.b16)
    }

    /// N_incl: N with the day each joined period closed (STA-03).
    pub fn days_with_closing(&self, on: Date) -> i32 {
        let Birthdays { b14, b18, .. } = self.ages;
        let closes = |period: &&Period| period.end.is_some_and(|end| b14 <= end && end < b18 && end <= on);
        let closings = self.counting(on).iter().filter(closes).count();
        self.days_in_care(on) + i32::try_from(closings).unwrap_or(i32::MAX)
    }

    /// The 13-week test at the end of `on` (STA-06).
    pub fn test(&self, on: Date) -> Test {
        if self.days_in_care(on) >= THIRTEEN_WEEKS_IN_DAYS && self.days_after_16(on) >= 1 {
            Test::Met
        } else if self.days_with_closing(on) >= THIRTEEN_WEEKS_IN_DAYS && self.was_in_care_after_16(on) {
            Test::Boundary
        } else {
            Test::NotMet
        }
    }

    /// The first day the test is met, on the care known at the end of `on` (STA-08).
    pub fn met_on(&self, on: Date) -> Option<Date> {
        self.met_by(self.counting(on))
    }

    /// As [`Self::met_on`], if the care there is on `on` goes on without end.
    pub fn met_on_if_care_continues(&self, on: Date) -> Option<Date> {
        let so_far = self.counting(on).iter().filter(|period| period.start <= on);
        let continuing = so_far.map(|period| match period.contains(on) {
            true => Period::from(period.start),
            false => *period,
        });
        self.met_by(&continuing.collect::<Vec<_>>())
    }

    fn met_by(&self, counting: &[Period]) -> Option<Date> {
        let enough = nth_day(counting, self.ages.b14, THIRTEEN_WEEKS_IN_DAYS)?;
        let after_16 = nth_day(counting, self.ages.b16, 1)?;
        Some(enough.max(after_16)).filter(|on| *on < self.ages.b18)
    }

    /// In care for some part of a day on or after the 16th birthday: the day care ended is such a part.
    pub fn was_in_care_after_16(&self, on: Date) -> bool {
        reaches_past_16(self.counting(on), self.ages, on)
    }

    /// The same for short breaks, and for agreements under which breaks are not recorded one by one.
    pub fn had_short_breaks_after_16(&self, on: Date) -> bool {
        reaches_past_16(&self.breaks, self.ages, on) || reaches_past_16(&self.agreements, self.ages, on)
    }

    /// The last period of care that counts and had begun by the end of `on`.
    pub fn last_care(&self, on: Date) -> Option<Period> {
        let begun = |period: &&Period| period.start <= on && period.start < self.ages.b18;
        self.counting(on).iter().rev().find(begun).copied()
    }

    /// In care, on a spell that counts, at the end of `on`.
    pub fn is_in_counting_care(&self, on: Date) -> bool {
        on < self.ages.b18 && self.counting(on).iter().any(|period| period.contains(on))
    }

    /// On a short break, or inside an agreement for them, at the end of `on`.
    pub fn is_on_short_breaks(&self, on: Date) -> bool {
        on < self.ages.b18 && self.breaks.iter().chain(&self.agreements).any(|period| period.contains(on))
    }

    fn care_abroad(&self) -> impl Iterator<Item = &'a CareSpell> {
        let spells: &[CareSpell] = if self.has_care_abroad { &self.facts.care_spells } else { &[] };
        spells.iter().filter(|spell| !spell.nation.is_england() && !spell.period().is_empty())
    }

    /// In care outside England at the end of `on`.
    pub fn is_in_care_abroad(&self, on: Date) -> bool {
        on < self.ages.b18 && self.care_abroad().any(|spell| spell.period().contains(on))
    }

    /// Care in Wales that went on after the last care in England (section 24(2)(a)).
    pub fn was_later_in_care_in_wales(&self, on: Date) -> bool {
        let tomorrow = add_days(on, 1);
        let until = |period: Period| (period.start <= on).then(|| period.end.map_or(tomorrow, |end| end.min(tomorrow)));
        let england = self.counting(on).iter().chain(&self.breaks).chain(&self.agreements);
        let as_a_child = |spell: &&CareSpell| spell.nation == Nation::Wales && spell.start_on < self.ages.b18;
        let wales = self.care_abroad().filter(as_a_child);
        wales.filter_map(|spell| until(spell.period())).max() > england.filter_map(|period| until(*period)).max()
    }

    /// Care outside England, joined.
    pub fn care_abroad_periods(&self) -> Vec<Period> {
        union(self.care_abroad().map(CareSpell::period).collect())
    }

    pub fn has_care_outside_england(&self, on: Date) -> bool {
        self.care_abroad().any(|spell| spell.start_on <= on && !spell.period().has_ended_by(self.ages.b14))
    }

    /// A short break that had lasted more than 17 days by the end of `on` (STA-05).
    pub fn has_long_break(&self, on: Date) -> bool {
        self.breaks.iter().any(|one| match one.end {
            Some(_) => one.start <= on && is_too_long(one),
            None => too_long_from(one) <= on,
        })
    }

    /// True for a short break spell that counts because the whole break lasted too long.
    pub fn counts_as_long_break(&self, spell: &CareSpell, on: Date) -> bool {
        self.policy.noncompliant_v3 == NoncompliantV3::CountAndFlag
            && self.breaks.iter().filter(|one| one.overlaps(&spell.period())).any(|one| match one.end {
                Some(_) => is_too_long(one),
                None => too_long_from(one) <= on,
            })
    }

    /// More than 75 short-break days in some twelve months before the end of `on` (STA-05).
    pub fn breaks_pass_the_yearly_limit(&self, on: Date) -> bool {
        let after = add_days(on, 1);
        let total: i32 = self.breaks.iter().map(|one| one.days_within(one.start, after)).sum();
        total > MOST_SHORT_BREAK_DAYS_IN_A_YEAR
            && self.breaks.iter().any(|one| {
                let last = one.end.map_or(after, |end| end.min(after));
                self.break_days(one.start, add_months(one.start, 12).min(after)) > MOST_SHORT_BREAK_DAYS_IN_A_YEAR
                    || self.break_days(add_months(last, -12), last) > MOST_SHORT_BREAK_DAYS_IN_A_YEAR
            })
    }

    fn break_days(&self, from: Date, to: Date) -> i32 {
        self.breaks.iter().map(|one| one.days_within(from, to)).sum()
    }

    /// Ever looked after, at any age and anywhere.
    pub fn is_care_experienced(&self, on: Date) -> bool {
        self.facts.care_spells.iter().any(|spell| spell.start_on <= on && !spell.period().is_empty())
    }

    /// The authority that last looked after them; an agreement for short breaks speaks only if nothing else does.
    pub fn responsible_authority(&self, on: Date) -> Option<&'a str> {
        let known = |spell: &&CareSpell| {
            spell.start_on <= on
                && spell.start_on < self.ages.b18
                && spell.nation.is_england()
                && !spell.authority.is_empty()
                && !spell.period().is_empty()
        };
        let spells = &self.facts.care_spells;
        let tomorrow = add_days(on, 1);
        let until = |spell: &CareSpell| spell.end_on.map_or(tomorrow, |end| end.min(tomorrow));
        let last = spells.iter().filter(known).max_by(|one, other| {
            let by_end = (is_care(one), until(one)).cmp(&(is_care(other), until(other)));
            by_end.then_with(|| {
                (stretch_began(spells, one), &one.authority).cmp(&(stretch_began(spells, other), &other.authority))
            })
        });
        last.map(|spell| spell.authority.as_str())
    }

    /// The day of an adoption that ended care, with no care since.
    pub fn adopted_from_care_on(&self, on: Date) -> Option<Date> {
        let left_on = self.last_care(on)?.end?;
        let orders =
            self.facts.orders.iter().filter(|order| order.kind == OrderKind::Adoption).map(|order| order.made_on);
        let returns = self.facts.care_spells.iter().filter(|spell| spell.ended_with_adoption());
        orders.chain(returns.filter_map(|spell| spell.end_on)).find(|made_on| *made_on >= left_on && *made_on <= on)
    }

    pub fn was_adopted_from_care(&self, on: Date) -> bool {
        self.adopted_from_care_on(on).is_some()
    }

    pub fn age_is_disputed(&self) -> bool {
        self.facts.dob_status == DobStatus::AgeDisputed
    }

    /// By this date of birth, care only began after 18.
    pub fn was_adult_before_care(&self, on: Date) -> bool {
        let first = self.facts.care_spells.iter().map(|spell| spell.start_on).min();
        first.is_some_and(|first| first >= self.ages.b18 && first <= on)
    }
}

/// True unless the dates are only an agreement.
fn is_care(spell: &CareSpell) -> bool {
    spell.legal_status.counts_to_thirteen_weeks() != CountsToThirteenWeeks::Never
}

/// The start of the unbroken stretch with one authority that a spell belongs to. Two authorities may both seem to
/// be looking after somebody when an end was never recorded: then the one that began later is the last.
fn stretch_began(spells: &[CareSpell], spell: &CareSpell) -> Date {
    let mut began = spell.start_on;
    let leads_up_to = |earlier: &&CareSpell, began: Date| {
        earlier.authority == spell.authority
            && earlier.start_on < began
            && earlier.end_on.is_none_or(|end| end >= began)
    };
    while let Some(earlier) = spells.iter().find(|earlier| leads_up_to(earlier, began)) {
        began = earlier.start_on;
    }
    began
}

/// A finished short break longer than regulation 48 allows.
fn is_too_long(one: &Period) -> bool {
    one.end.is_some_and(|end| days_between(one.start, end) > LONGEST_SHORT_BREAK_IN_DAYS)
}

/// The first day at whose end a short break has lasted more than 17 nights.
fn too_long_from(one: &Period) -> Date {
    add_days(one.start, LONGEST_SHORT_BREAK_IN_DAYS)
}

/// Whether any of the periods takes in some part of a day from the 16th birthday, before the 18th and by `on`.
fn reaches_past_16(periods: &[Period], ages: Birthdays, on: Date) -> bool {
    let reaches =
        |period: &Period| period.start <= on && period.start < ages.b18 && period.end.is_none_or(|end| end >= ages.b16);
    on >= ages.b16 && periods.iter().any(reaches)
}

/// The `number`th day of the joined periods counted from `from`.
fn nth_day(periods: &[Period], from: Date, number: i32) -> Option<Date> {
    let mut still_needed = number;
    for period in periods {
        let start = period.start.max(from);
        let days = period.end.map_or(i32::MAX, |end| days_between(start, end).max(0));
        if days >= still_needed {
            return Some(add_days(start, still_needed - 1));
        }
        still_needed -= days;
    }
    None
}
