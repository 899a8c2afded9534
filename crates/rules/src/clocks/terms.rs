//! School terms: for education plans that are due once a term, and for school days (CLK-68, CLK-69).
//!
//! The table that comes with this version is typical of England. A council puts its own in its place.

use jiff::civil::Date;
use serde::Deserialize;

use super::working_days::WorkingDays;
use crate::dates::add_days;
use crate::figures::{Unreadable, from_toml};

const SHIPPED: &str = include_str!("../../figures/school_terms.toml");

/// One term, first and last day included, with the week off in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub first_day: Date,
    pub last_day: Date,
    pub half_term_from: Date,
    pub half_term_to: Date,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolTerms {
    /// In order of days.
    pub term: Vec<Term>,
}

impl SchoolTerms {
    pub fn shipped() -> Self {
        Self::from_toml(SHIPPED).expect("a test reads the shipped terms")
    }

    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        let mut terms: SchoolTerms = from_toml(text)?;
        terms.term.sort_by_key(|term| term.first_day);
        let in_order = terms.term.iter().all(|term| {
            term.first_day < term.half_term_from
                && term.half_term_from <= term.half_term_to
                && term.half_term_to < term.last_day
        });
        let apart = terms.term.windows(2).all(|pair| pair[0].last_day < pair[1].first_day);
        match in_order && apart {
            true => Ok(terms),
            false => Err(Unreadable("a term must begin before it ends, and before the next".into())),
        }
    }

    /// Outside the years of the table every day is taken for a school day, so that nothing is due later than it should.
    fn may_be_school_day(&self, on: Date) -> bool {
        let known = self.term.first().is_some_and(|first| first.first_day <= on)
            && self.term.last().is_some_and(|last| on <= last.last_day);
        let in_term = |term: &Term| {
            term.first_day <= on && on <= term.last_day && !(term.half_term_from..=term.half_term_to).contains(&on)
        };
        !known || self.term.iter().any(in_term)
    }

    /// Counts forward so many school days.
    pub(super) fn add(&self, on: Date, number: u16, working_days: &WorkingDays) -> Date {
        let mut day = on;
        for _ in 0..number {
            day = working_days.add(day, 1);
            while !self.may_be_school_day(day) {
                day = working_days.add(day, 1);
            }
        }
        day
    }

    /// The terms that have any day in a period.
    pub(super) fn within(&self, from: Date, to: Date) -> impl Iterator<Item = &Term> {
        self.term.iter().filter(move |term| term.first_day < to && add_days(term.last_day, 1) > from)
    }
}
