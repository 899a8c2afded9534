//! Bank holidays in England and Wales: a table an administrator can change, and a rule for years outside it (DAT-08).

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::dates::{add_days, civil};
use crate::figures::{Unreadable, from_toml};

const SHIPPED: &str = include_str!("../figures/bank_holidays.toml");

/// One bank holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankHoliday {
    pub on: Date,
    pub name: String,
}

/// The table. Between `valid_from` and `valid_to` (not included) only the listed days are bank holidays; outside it
/// the yearly rule applies, and any listed day besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankHolidays {
    valid_from: Date,
    valid_to: Date,
    listed: BTreeMap<Date, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    valid_from: Date,
    valid_to: Date,
    holidays: Vec<BankHoliday>,
}

impl BankHolidays {
    /// The table shipped with this version.
    pub fn shipped() -> Self {
        Self::from_toml(SHIPPED).expect("a test reads the shipped table")
    }

    /// No table at all: every year follows the yearly rule.
    pub fn by_rule_only() -> Self {
        BankHolidays { valid_from: Date::MAX, valid_to: Date::MAX, listed: BTreeMap::new() }
    }

    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        let table: Table = from_toml(text)?;
        if table.valid_to <= table.valid_from {
            return Err(Unreadable("valid_to must be later than valid_from".into()));
        }
        let listed = table.holidays.into_iter().map(|holiday| (holiday.on, holiday.name)).collect();
        Ok(BankHolidays { valid_from: table.valid_from, valid_to: table.valid_to, listed })
    }

    /// The table as it would be kept or sent, with every listed day.
    pub fn to_toml(&self) -> String {
        use std::fmt::Write;
        let mut text = format!("valid_from = {}\nvalid_to = {}\n", self.valid_from, self.valid_to);
        for (on, name) in &self.listed {
            let name = toml::Value::String(name.clone());
            let _ = write!(text, "\n[[holidays]]\non = {on}\nname = {name}\n");
        }
        text
    }

    pub fn contains(&self, on: Date) -> bool {
        self.listed.contains_key(&on) || (!self.is_listed_year(on) && is_holiday_by_rule(on))
    }

    /// The name of the holiday on a date, if the table lists it.
    pub fn name(&self, on: Date) -> Option<&str> {
        self.listed.get(&on).map(String::as_str)
    }

    /// Adds a proclaimed day, inside or outside the years of the table.
    pub fn insert(&mut self, on: Date, name: &str) {
        self.listed.insert(on, name.to_owned());
    }

    /// Takes a listed day away, for a holiday moved to another day.
    pub fn remove(&mut self, on: Date) -> bool {
        self.listed.remove(&on).is_some()
    }

    /// Every bank holiday of one year, in date order.
    pub fn of_year(&self, year: i16) -> Vec<Date> {
        let mut days: Vec<Date> = by_rule(year).into_iter().filter(|on| !self.is_listed_year(*on)).collect();
        days.extend(self.listed.range(civil(year, 1, 1)..=civil(year, 12, 31)).map(|(on, _)| *on));
        days.sort_unstable();
        days.dedup();
        days
    }

    fn is_listed_year(&self, on: Date) -> bool {
        self.valid_from <= on && on < self.valid_to
    }
}

/// The holidays a year has when nothing is proclaimed, in date order, with weekend days moved to the next weekday
/// that is not itself a holiday.
pub fn by_rule(year: i16) -> [Date; 8] {
    let easter = easter_sunday(year);
    let christmas = civil(year, 12, 25);
    let (christmas_observed, boxing_observed) = match christmas.weekday() {
        Weekday::Friday => (christmas, add_days(christmas, 3)),
        Weekday::Saturday => (add_days(christmas, 2), add_days(christmas, 3)),
        Weekday::Sunday => (add_days(christmas, 1), add_days(christmas, 2)),
        _ => (christmas, add_days(christmas, 1)),
    };
    [
        monday_if_weekend(civil(year, 1, 1)),
        add_days(easter, -2),
        add_days(easter, 1),
        first_monday(year, 5),
        last_monday(civil(year, 5, 31)),
        last_monday(civil(year, 8, 31)),
        christmas_observed,
        boxing_observed,
    ]
}

fn is_holiday_by_rule(on: Date) -> bool {
    by_rule(on.year()).contains(&on)
}

fn monday_if_weekend(on: Date) -> Date {
    match on.weekday() {
        Weekday::Saturday => add_days(on, 2),
        Weekday::Sunday => add_days(on, 1),
        _ => on,
    }
}

fn first_monday(year: i16, month: i8) -> Date {
    last_monday(civil(year, month, 7))
}

fn last_monday(on_or_before: Date) -> Date {
    add_days(on_or_before, -i32::from(on_or_before.weekday().to_monday_zero_offset()))
}

/// Easter Sunday of the Gregorian calendar: the Sunday after the Paschal full moon.
fn easter_sunday(year: i16) -> Date {
    let year_number = i32::from(year);
    let century = year_number / 100;
    let golden = year_number % 19;
    let moon_drift = (century - (century - 17) / 25) / 3;
    let epact = (century - century / 4 - moon_drift + 19 * golden + 15) % 30;
    let late_moon = epact == 29 || (epact == 28 && golden > 10);
    let full_moon = add_days(civil(year, 3, 21), epact - i32::from(late_moon));
    add_days(full_moon, 7 - i32::from(full_moon.weekday().to_sunday_zero_offset()))
}
