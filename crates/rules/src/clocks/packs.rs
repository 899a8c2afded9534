//! Policy packs: what a council promises, as data with dates, sources and notes (rules.md §5.1, §5.12).
//!
//! A pack is a list of values. The national one holds a default for everything; a council's are laid over it, and the
//! latest that has begun is in force. A value looser than the law is refused when the pack is read, and the refusal
//! names the rule. A clock uses the value in force on its anchor; a tighter one that begins later is used from then on.

use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::definition::Standings;
use super::parameters::{Floor, Parameter, Sort};
use super::terms::SchoolTerms;
use super::values::{Value, Written};
use super::working_days::WorkingDays;
use crate::bank_holidays::BankHolidays;
use crate::dates::{Interval, Unit, add_days};
use crate::figures::{Unreadable, from_toml};

/// One choice of a council, with since when and where it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub parameter: Parameter,
    pub is: Value,
    pub effective_from: Date,
    pub source: String,
    pub note: String,
}

/// A named list of choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pack {
    /// What it is called in settings and addresses.
    pub name: String,
    pub title: String,
    /// What it does, in a sentence for staff.
    pub says: String,
    pub choices: Vec<Choice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPack {
    name: String,
    title: String,
    says: String,
    #[serde(default)]
    value: Vec<WrittenChoice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenChoice {
    parameter: Parameter,
    is: Written,
    effective_from: Date,
    source: String,
    #[serde(default)]
    note: String,
}

/// The packs that come with this version, by name: the national one first.
pub const SHIPPED: [(&str, &str); 5] = [
    ("national", include_str!("../../packs/national.toml")),
    ("contact_every_6_weeks", include_str!("../../packs/contact_every_6_weeks.toml")),
    ("an_hour_every_4_weeks", include_str!("../../packs/an_hour_every_4_weeks.toml")),
    ("stepping_back", include_str!("../../packs/stepping_back.toml")),
    ("early_plan_and_12_week_visits", include_str!("../../packs/early_plan_and_12_week_visits.toml")),
];

impl Pack {
    /// Reads a pack, and refuses one with a value of the wrong sort, looser than the law, or without a source.
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        let written: WrittenPack = from_toml(text)?;
        let choices = written.value.into_iter().map(Choice::read).collect::<Result<Vec<_>, String>>();
        let choices = choices.map_err(|says| Unreadable(format!("{}: {says}", written.name)))?;
        Ok(Pack { name: written.name, title: written.title, says: written.says, choices })
    }

    /// A pack that comes with this version.
    pub fn shipped(name: &str) -> Option<Self> {
        let text = SHIPPED.iter().find(|(known, _)| *known == name)?.1;
        Some(Self::from_toml(text).expect("a test reads every shipped pack"))
    }

    /// The pack as it would be kept or sent.
    pub fn to_toml(&self) -> String {
        use std::fmt::Write;
        let quoted = |text: &str| toml::Value::String(text.to_owned());
        let mut text =
            format!("name = {}\ntitle = {}\nsays = {}\n", quoted(&self.name), quoted(&self.title), quoted(&self.says));
        for choice in &self.choices {
            let (code, is) = (quoted(choice.parameter.code()), quoted(&choice.is.says()));
            let (source, note) = (quoted(&choice.source), quoted(&choice.note));
            let from = choice.effective_from;
            let _ = write!(
                text,
                "\n[[value]]\nparameter = {code}\nis = {is}\neffective_from = {from}\nsource = {source}\nnote = {note}\n"
            );
        }
        text
    }
}

impl Choice {
    fn read(written: WrittenChoice) -> Result<Self, String> {
        Choice::new(written.parameter, &written.is.0, written.effective_from, &written.source, &written.note)
    }

    /// One choice as a council writes it, held against the law.
    pub fn new(parameter: Parameter, is: &str, effective_from: Date, source: &str, note: &str) -> Result<Self, String> {
        let named = |says: String| format!("{} ({}): {says}", parameter.code(), parameter.rule());
        let value = Value::read(parameter.sort(), is).map_err(named)?;
        no_looser(parameter, &value).map_err(named)?;
        if source.trim().is_empty() {
            return Err(named("it needs a source".into()));
        }
        Ok(Choice { parameter, is: value, effective_from, source: source.to_owned(), note: note.to_owned() })
    }
}

fn no_looser(parameter: Parameter, value: &Value) -> Result<(), String> {
    match (parameter.floor(), value) {
        (Floor::AtMost(law), Value::Length(local)) if !is_never_longer(*local, law) => Err(format!(
            "{} may be longer than the law’s {}, and a policy may only be tighter",
            value.says(),
            Value::Length(law).says()
        )),
        (Floor::AgeAtMost(law), Value::Age(months)) if *months > law => {
            Err(format!("{} is later than the law’s {}", value.says(), Value::Age(law).says()))
        }
        _ => Ok(()),
    }
}

/// The calendar on which lengths of different units are held against each other: two leap years, every Easter week
/// and every way Christmas can fall.
const HELD_AGAINST: std::ops::Range<i32> = 0..4_400;

static BY_RULE: LazyLock<WorkingDays> = LazyLock::new(|| WorkingDays::of(BankHolidays::by_rule_only()));

/// What every council begins with, read once.
static NATIONAL: LazyLock<Pack> = LazyLock::new(|| Pack::shipped("national").expect("it is shipped"));
static SHIPPED_DAYS: LazyLock<Arc<WorkingDays>> = LazyLock::new(|| Arc::new(WorkingDays::of(BankHolidays::shipped())));

/// True when one length from a day can never end later than the other. Two months are at least 59 days, three 89, six
/// 181 and twelve 365; a length is never turned into another unit by a sum (DAT-10).
fn is_never_longer(local: Interval, law: Interval) -> bool {
    if local.unit == law.unit {
        return local.number <= law.number;
    }
    HELD_AGAINST.map(|days| add_days(date(2024, 1, 1), days)).all(|on| {
        // Working days of the law may have no holiday among them; those of a council may have all of them.
        let at_least = match law.unit {
            Unit::WorkingDay => weekdays_after(on, law.number),
            _ => BY_RULE.after(on, law),
        };
        BY_RULE.after(on, local) <= at_least
    })
}

fn weekdays_after(on: Date, number: u16) -> Date {
    (0..number).fold(on, |day, _| {
        let days = match day.weekday().to_monday_one_offset() {
            5 => 3,
            6 => 2,
            _ => 1,
        };
        add_days(day, days)
    })
}

/// The choices for one parameter in order of days, national ones apart.
#[derive(Debug, Clone, Default)]
struct Values {
    national: Vec<Choice>,
    council: Vec<Choice>,
}

impl Values {
    fn council_on(&self, on: Date) -> Option<&Choice> {
        self.council.iter().rev().find(|choice| choice.effective_from <= on)
    }

    fn national_on(&self, on: Date) -> Option<&Choice> {
        self.national.iter().rev().find(|choice| choice.effective_from <= on).or(self.national.first())
    }
}

/// Everything a council has chosen, laid over the national defaults, with the days that are no working days.
#[derive(Debug, Clone)]
pub struct Packs {
    values: Vec<Values>,
    pub working_days: Arc<WorkingDays>,
    pub terms: SchoolTerms,
}

impl Packs {
    /// The national defaults alone.
    pub fn national() -> Self {
        Self::of(&[])
    }

    /// A council's packs over the national one. Of two values for one thing the one that began later holds; of two that
    /// began on one day, that of the later pack.
    pub fn of(packs: &[Pack]) -> Self {
        let mut values = vec![Values::default(); Parameter::ALL.len()];
        for choice in &NATIONAL.choices {
            values[choice.parameter as usize].national.push(choice.clone());
        }
        for choice in packs.iter().filter(|pack| pack.name != "national").flat_map(|pack| &pack.choices) {
            values[choice.parameter as usize].council.push(choice.clone());
        }
        for one in &mut values {
            one.national.sort_by_key(|choice| choice.effective_from);
            one.council.sort_by_key(|choice| choice.effective_from);
        }
        let terms = SchoolTerms::shipped();
        Packs { values, working_days: Arc::clone(&SHIPPED_DAYS), terms }
    }

    /// The same with another table of bank holidays.
    #[must_use]
    pub fn with_holidays(mut self, holidays: BankHolidays) -> Self {
        self.working_days = Arc::new(WorkingDays::of(holidays));
        self
    }

    /// The same with a council's own school terms.
    #[must_use]
    pub fn with_terms(mut self, terms: SchoolTerms) -> Self {
        self.terms = terms;
        self
    }

    /// The value in force on a day. A national default held before its own date as well.
    pub fn value(&self, parameter: Parameter, on: Date) -> Option<&Value> {
        self.choice(parameter, on).map(|choice| &choice.is)
    }

    /// The choice in force on a day with its source and note, for settings.
    pub fn choice(&self, parameter: Parameter, on: Date) -> Option<&Choice> {
        let values = &self.values[parameter as usize];
        values.council_on(on).or_else(|| values.national_on(on))
    }

    /// True when what is in force is the council's own choice.
    pub fn is_councils_own(&self, parameter: Parameter, on: Date) -> bool {
        self.values[parameter as usize].council_on(on).is_some()
    }

    /// Lengths that begin after a day, in order.
    pub(super) fn later_lengths(&self, parameter: Parameter, on: Date) -> impl Iterator<Item = (Date, Interval)> {
        let values = &self.values[parameter as usize];
        let later = values.council.iter().chain(&values.national).filter(move |choice| choice.effective_from > on);
        later.filter_map(|choice| match choice.is {
            Value::Length(interval) => Some((choice.effective_from, interval)),
            _ => None,
        })
    }

    /// The day a law begins, as known on a day; nothing while it is not in force.
    pub fn in_force_from(&self, parameter: Parameter) -> Option<Date> {
        match self.value(parameter, Date::MAX) {
            Some(Value::InForceFrom(from)) => *from,
            _ => None,
        }
    }

    pub(super) fn standings(&self, parameter: Parameter, on: Date) -> Standings {
        match self.value(parameter, on) {
            Some(Value::Standings(standings)) => *standings,
            _ => Standings::NONE,
        }
    }

    /// A council's limit of people for each adviser, if it has one.
    pub fn people_for_each_adviser(&self, on: Date) -> Option<u16> {
        match self.value(Parameter::PeopleForEachAdviser, on) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }
}

impl Parameter {
    /// True where the national pack leaves it to the council to choose anything at all.
    pub const fn is_left_open(self) -> bool {
        matches!(self, Parameter::PeopleForEachAdviser | Parameter::HourOfTheirOwnEvery)
            || (matches!(self.floor(), Floor::AtMost(_)) && matches!(self.sort(), Sort::Length))
    }
}
