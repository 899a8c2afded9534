//! What help with money comes to, as data with dates, a source and whether anybody has checked it (rules.md §6).
//!
//! Money is whole pence. An amount that was not held against the official text is marked, and the pages say so.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::definitions::Id;
use crate::dates::{add_days, add_months};
use crate::figures::{Unreadable, from_toml};

const SHIPPED: &str = include_str!("../../figures/amounts.toml");

/// The table of amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amounts {
    amount: Vec<Amount>,
}

/// One amount and the days it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    pub entitlement: Id,
    pub pence: i64,
    pub basis: Basis,
    pub per: Per,
    /// The first day it holds; always, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The day it stops holding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where the figure is from.
    pub source: String,
    /// The day that source was read.
    pub read_on: Date,
    /// Whether the figure was held against the official text.
    pub verified: bool,
    /// Parts it is paid in, by days from the start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Fewer weeks of study than this bring that share of the amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole_at_weeks: Option<i64>,
}

/// One part of an amount paid in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub after_days: i32,
    pub pence: i64,
}

/// How firm the figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A council may give more.
    AtLeast,
    Exactly,
    /// By need, and no more than this.
    UpTo,
}

/// What the figure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    Once,
    AcademicYear,
}

impl Amounts {
    /// The table shipped with this version.
    pub fn shipped() -> Self {
        Self::from_toml(SHIPPED).expect("a test reads the shipped table")
    }

    /// Reads a table. Refused: a sum below nothing, parts that do not add up, and two amounts for one day.
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        let table: Amounts = from_toml(text)?;
        for (at, amount) in table.amount.iter().enumerate() {
            amount.check()?;
            if let Some(other) = table.amount[..at].iter().find(|other| other.holds_with(amount)) {
                let id = amount.entitlement.code();
                return Err(Unreadable(format!(
                    "{id} has two amounts on one day: {} and {}",
                    other.pence, amount.pence
                )));
            }
        }
        Ok(table)
    }

    /// The amount that holds on a day, if there is one.
    pub fn on(&self, entitlement: Id, day: Date) -> Option<&Amount> {
        self.amount.iter().find(|amount| amount.entitlement == entitlement && amount.holds_on(day))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Amount> {
        self.amount.iter()
    }
}

impl Amount {
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    fn holds_with(&self, other: &Amount) -> bool {
        let starts_in_time = |one: &Amount, two: &Amount| match (one.from, two.until) {
            (Some(from), Some(until)) => from < until,
            _ => true,
        };
        self.entitlement == other.entitlement && starts_in_time(self, other) && starts_in_time(other, self)
    }

    fn check(&self) -> Result<(), Unreadable> {
        let id = self.entitlement.code();
        let in_parts: i64 = self.parts.iter().map(|part| part.pence).sum();
        if self.pence < 0 || self.parts.iter().any(|part| part.pence < 0) {
            return Err(Unreadable(format!("{id}: an amount cannot be less than nothing")));
        }
        if !self.parts.is_empty() && in_parts != self.pence {
            return Err(Unreadable(format!("{id}: the parts add up to {in_parts}, not to {}", self.pence)));
        }
        if self.source.trim().is_empty() {
            return Err(Unreadable(format!("{id}: an amount needs its source")));
        }
        Ok(())
    }

    /// The part of the amount that so many weeks of study bring.
    pub(super) fn for_weeks(&self, weeks: Option<i64>) -> i64 {
        match (self.whole_at_weeks, weeks) {
            (Some(whole), Some(weeks)) if whole > 0 && weeks < whole => self.pence * weeks.max(0) / whole,
            _ => self.pence,
        }
    }

    /// The day of each part, for somebody who started on a day.
    pub(super) fn instalments(&self, started_on: Date) -> Vec<Instalment> {
        let dated = |part: &Part| Instalment { on: add_days(started_on, part.after_days), pence: part.pence };
        self.parts.iter().map(dated).collect()
    }
}

/// One part of a payment and the day it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Instalment {
    pub on: Date,
    pub pence: i64,
}

/// How much there is of an entitlement for one person, with where the figure is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offered {
    pub pence: i64,
    pub basis: Basis,
    pub per: Per,
    pub source: String,
    pub read_on: Date,
    pub verified: bool,
    pub instalments: Vec<Instalment>,
}

/// Pence as a page writes them: £20, £19.50, £3,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pounds(i64);

pub const fn pounds(pence: i64) -> Pounds {
    Pounds(pence)
}

impl fmt::Display for Pounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = pounds.to_string();
        let minus = if self.0 < 0 { "-" } else { "" };
        write!(f, "{minus}£")?;
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if pence > 0 { write!(f, ".{pence:02}") } else { Ok(()) }
    }
}

/// The first day of the academic year a day is in: 1 September.
pub(super) fn academic_year_of(day: Date) -> (Date, Date) {
    let year = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    let start = crate::dates::civil(year, 9, 1);
    (start, add_months(start, 12))
}
