//! How long a sharing permission holds (INF-03, INF-05, CLK-37). It is no lawful basis for the council's own work (INF-01):
//! nothing else in the law asks whether there is one.

use jiff::civil::Date;

use crate::dates::{LeapBirthday, anniversary};

/// Who gave a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenBy {
    Themselves,
    /// A parent, for somebody under 16.
    Parent,
    /// Somebody else who could decide for them.
    ForThem,
}

/// A permission as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    pub on: Date,
    /// The last day it was given for, and the first on which it no longer holds.
    pub until: Date,
    pub by: GivenBy,
}

/// Why a permission ends when it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The day it was given for (INF-03).
    ItsDay,
    /// A parent's permission ends when they are 16 (INF-05).
    Turned16,
    /// At 18 every permission is asked for again: they decide now (INF-05, ACC-15).
    Turned18,
}

impl Because {
    /// The rule it comes from.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::ItsDay => "INF-03",
            Self::Turned16 | Self::Turned18 => "INF-05",
        }
    }
}

/// The first day on which the permission no longer holds, and why: the earliest of its own day and the birthdays that end
/// it. A birthday that had passed when it was given ends nothing.
pub fn ends(given: &Given, born_on: Date, leap: LeapBirthday) -> (Date, Because) {
    let birthday = |years| Some(anniversary(born_on, years, leap)).filter(|on| *on > given.on);
    let at_16 = birthday(16).filter(|_| given.by == GivenBy::Parent).map(|on| (on, Because::Turned16));
    let at_18 = birthday(18).map(|on| (on, Because::Turned18));
    let its_day = (given.until, Because::ItsDay);
    [at_16, at_18].into_iter().flatten().fold(its_day, |first, other| if other.0 < first.0 { other } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BORN: Date = date(2009, 5, 4);

    fn given(on: Date, until: Date, by: GivenBy) -> Given {
        Given { on, until, by }
    }

    fn ends_on(given: Given) -> (Date, Because) {
        ends(&given, BORN, LeapBirthday::Mar1)
    }

    #[test]
    fn acc_15_what_was_given_before_18_ends_on_the_birthday_whoever_gave_it() {
        for by in [GivenBy::Themselves, GivenBy::Parent, GivenBy::ForThem] {
            let at = ends_on(given(date(2027, 1, 1), date(2027, 12, 31), by));
            assert_eq!(at, (date(2027, 5, 4), Because::Turned18), "{by:?}");
        }
    }

    #[test]
    fn a_parents_permission_ends_at_16_and_their_own_does_not() {
        let (on, until) = (date(2025, 1, 1), date(2025, 12, 1));
        assert_eq!(ends_on(given(on, until, GivenBy::Parent)), (date(2025, 5, 4), Because::Turned16));
        assert_eq!(ends_on(given(on, until, GivenBy::Themselves)), (until, Because::ItsDay));
    }

    #[test]
    fn what_is_given_on_the_birthday_or_after_it_keeps_its_own_day() {
        let until = date(2028, 5, 1);
        assert_eq!(ends_on(given(date(2027, 5, 4), until, GivenBy::Themselves)), (until, Because::ItsDay));
        assert_eq!(ends_on(given(date(2027, 5, 3), until, GivenBy::Themselves)).1, Because::Turned18);
    }
}
