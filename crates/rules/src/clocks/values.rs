//! A value of a policy pack, written as a council would say it: `42 calendar days`, `3 months`, `15 years 9 months`,
//! `on`, `not in force`, `6, 9, 12 months, then every 3 months`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::definition::Standings;
use super::parameters::Sort;
use crate::dates::{Interval, Unit};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Length(Interval),
    /// In months.
    Age(u16),
    Switch(bool),
    Number(u16),
    InForceFrom(Option<Date>),
    Standings(Standings),
    Series {
        at_months: Vec<u16>,
        then_every: u16,
    },
}

impl Value {
    /// Reads a value of the sort the parameter takes.
    pub fn read(sort: Sort, text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = |wanted: &str| format!("“{text}” is not {wanted}");
        match sort {
            Sort::Length => length(text).map(Value::Length).ok_or_else(|| wrong("a length such as “5 working days”")),
            Sort::Age => age(text).map(Value::Age).ok_or_else(|| wrong("an age such as “15 years 9 months”")),
            Sort::Switch => match text {
                "on" => Ok(Value::Switch(true)),
                "off" => Ok(Value::Switch(false)),
                _ => Err(wrong("“on” or “off”")),
            },
            Sort::Number => text.parse().map(Value::Number).map_err(|_| wrong("a whole number")),
            Sort::InForceFrom if text == "not in force" => Ok(Value::InForceFrom(None)),
            Sort::InForceFrom => {
                text.parse().map(|on| Value::InForceFrom(Some(on))).map_err(|_| wrong("a date or “not in force”"))
            }
            Sort::Standings => Standings::read(text).map(Value::Standings).ok_or_else(|| wrong("a list of standings")),
            Sort::Series => series(text).ok_or_else(|| wrong("a series such as “6, 9 months, then every 3 months”")),
        }
    }

    /// The value as a council would say it.
    pub fn says(&self) -> String {
        match self {
            Value::Length(interval) => length_in_words(*interval),
            Value::Age(months) => match (months / 12, months % 12) {
                (years, 0) => format!("{years} years"),
                (years, 1) => format!("{years} years 1 month"),
                (years, months) => format!("{years} years {months} months"),
            },
            Value::Switch(true) => "on".into(),
            Value::Switch(false) => "off".into(),
            Value::Number(number) => number.to_string(),
            Value::InForceFrom(None) => "not in force".into(),
            Value::InForceFrom(Some(on)) => on.to_string(),
            Value::Standings(standings) => standings.codes(),
            Value::Series { at_months, then_every } => {
                let at: Vec<String> = at_months.iter().map(u16::to_string).collect();
                format!("{} months, then every {then_every} months", at.join(", "))
            }
        }
    }
}

impl Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.says())
    }
}

/// A pack's value before its parameter says what sort it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(super) struct Written(pub String);

/// A length in words: 1 month, 8 weeks, 5 working days.
pub fn length_in_words(length: Interval) -> String {
    let noun = match length.unit {
        Unit::CalendarDay => "day",
        Unit::WorkingDay => "working day",
        Unit::Week => "week",
        Unit::Month => "month",
    };
    let plural = if length.number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", length.number)
}

fn length(text: &str) -> Option<Interval> {
    let (number, unit) = text.split_once(' ')?;
    let unit = match unit.trim_end_matches('s') {
        "day" | "calendar day" => Unit::CalendarDay,
        "working day" => Unit::WorkingDay,
        "week" => Unit::Week,
        "month" => Unit::Month,
        _ => return None,
    };
    Some(Interval::new(number.parse().ok()?, unit))
}

fn age(text: &str) -> Option<u16> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        [years, "years"] => Some(years.parse::<u16>().ok()?.checked_mul(12)?),
        [years, "years", months, "months" | "month"] => {
            years.parse::<u16>().ok()?.checked_mul(12)?.checked_add(months.parse().ok()?)
        }
        _ => None,
    }
}

fn series(text: &str) -> Option<Value> {
    let (at, then) = text.split_once(" months, then every ")?;
    let at_months = at.split(',').map(|month| month.trim().parse().ok()).collect::<Option<Vec<u16>>>()?;
    let then_every: u16 = then.strip_suffix(" months")?.trim().parse().ok()?;
    let rises = at_months.windows(2).all(|pair| pair[0] < pair[1]);
    (rises && then_every > 0 && at_months.first().is_some_and(|first| *first > 0))
        .then_some(Value::Series { at_months, then_every })
}
