//! The answer in words: one text for staff, one for the young person.
//!
//! Staff text is kept at a reading age of 12 or lower, the young person's at 9 or lower with no sentence over 15
//! words; a test measures both.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::status::{Branch, Status, StatusResult, SubState, THIRTEEN_WEEKS_IN_DAYS, Test};

/// A date as both doors write it: 22 November 2026.
#[derive(Debug, Clone, Copy)]
pub struct LongDate(Date);

pub const fn long_date(on: Date) -> LongDate {
    LongDate(on)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for LongDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = MONTHS[usize::from(self.0.month().unsigned_abs()) - 1];
        write!(f, "{} {month} {}", self.0.day(), self.0.year())
    }
}

/// A number with its noun: 1 day, 2 days.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    number: i32,
    noun: &'static str,
}

pub const fn count_of_days(number: i32) -> Count {
    Count { number, noun: "day" }
}

pub const fn count_of_months(number: i32) -> Count {
    Count { number, noun: "month" }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.number == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", thousands(self.number), self.noun)
    }
}

/// `1,461`: the style for numbers of four digits and more.
fn thousands(number: i32) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A status in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plain {
    /// For a worker who knows the statuses by name.
    pub staff: String,
    /// For the person it is about. Empty when they have died.
    pub young_person: String,
    /// What changes next, for a worker.
    pub staff_next: Option<String>,
    /// What changes next, for the person.
    pub young_person_next: Option<String>,
}

pub fn plain(result: &StatusResult) -> Plain {
    Plain {
        staff: staff(result),
        young_person: young_person(result),
        staff_next: result.next_change.as_ref().map(|next| format!("On {}: {}", long_date(next.on), next.why)),
        young_person_next: result.next_change.as_ref().map(|next| {
            format!("What you can get may change on {}. We will talk with you before then.", long_date(next.on))
        }),
    }
}

fn staff(result: &StatusResult) -> String {
    let decided = result.explanation.iter().rev().find(|reason| reason.facts.iter().any(|fact| fact.name == "status"));
    let because = decided.map_or("", |reason| reason.says.as_ref());
    let title = result.status.title();
    let count = match result.status {
        Status::Closed | Status::None | Status::ShortBreaksOnly => String::new(),
        _ if result.counters.days == 0 => String::new(),
        _ => format!(
            " Days in care that count: {}. The test needs {THIRTEEN_WEEKS_IN_DAYS}.",
            thousands(result.counters.days)
        ),
    };
    format!("{title}. {because}{count}")
}

fn young_person(result: &StatusResult) -> String {
    let age = result.age;
    match result.status {
        Status::None => no_status(result),
        Status::LookedAfterUnder16 => match result.eligible_from {
            Some(on) => format!(
                "You are {age} and you are in care. If you stay in care, you get your own adviser from {}.",
                long_date(on)
            ),
            None => format!("You are {age} and you are in care. Ask us what help you can get when you are older."),
        },
        Status::ShortBreaksOnly => format!(
            "You are {age} and you have short breaks away from home. \
             Short breaks do not count as time in care here. You can still ask us for help."
        ),
        Status::LookedAfterNotEligible => not_yet_eligible(result),
        Status::Eligible => format!(
            "You are {age} and you are in care. You have been in care for {} since you turned 14. \
             So you get your own adviser and a plan.",
            count_of_days(result.counters.days)
        ),
        Status::Relevant => format!(
            "You are {age} and you have left care. {} \
             So you get your own adviser and a plan. We help with a safe home and money too.",
            time_in_care(result)
        ),
        Status::FormerRelevant => format!(
            "You are {age}. {} So you get your own adviser and a plan until you are 21. \
             Then you can ask us for help until you are 25.",
            time_in_care(result)
        ),
        Status::FormerRelevant21Plus => format!("You are {age}. {} {}", time_in_care(result), after_21(result)),
        Status::Qualifying => {
            format!("You are {age}. {} So you can ask us for advice and help until you are 21.", why_qualifying(result))
        }
        Status::QualifyingEducation => {
            format!(
                "You are {age} and you are on a course. {} So you can ask us for help with it.",
                why_qualifying(result)
            )
        }
        Status::Closed if age >= 25 => {
            "You are 25 or over, so our help has come to an end. You can still ask to see your record.".into()
        }
        Status::Closed => String::new(),
    }
}

fn time_in_care(result: &StatusResult) -> String {
    let days = count_of_days(result.counters.days);
    format!("You were in care for {days} after you turned 14.")
}

fn no_status(result: &StatusResult) -> String {
    let age = result.age;
    match (result.care_experienced, result.pending_qualifying) {
        (_, Some(_)) => format!("You are {age}. When you leave the place you live now, you can ask us for help."),
        (true, None) => format!(
            "You are {age} and you spent time in care. Right now the rules do not give you an adviser. \
             You can still ask us what help there is."
        ),
        (false, None) => format!("You are {age}. We have no record that you were in care. Tell us if that is wrong."),
    }
}

fn not_yet_eligible(result: &StatusResult) -> String {
    let age = result.age;
    let days = count_of_days(result.counters.days);
    let then = match result.eligible_from {
        Some(on) => format!("If you stay in care, you get your own adviser from {}.", long_date(on)),
        None => "You turn 18 before you get to 91. You can ask us for help until you are 21.".into(),
    };
    format!("You are {age} and you are in care. So far that is {days} since you turned 14. You need 91 days. {then}")
}

fn after_21(result: &StatusResult) -> &'static str {
    match result.sub_state {
        Some(SubState::Programme) => "You are on a course that is in your plan. So we help you until it ends.",
        Some(SubState::Education) => "You told us you want to study. So we can help you with that.",
        Some(SubState::Active) => {
            "You asked us for help. So you get an adviser until you are 25, or until you say stop."
        }
        _ => "You do not use our help now. You can come back at any time until you are 25.",
    }
}

fn why_qualifying(result: &StatusResult) -> &'static str {
    match result.branch {
        Some(Branch::Section24SpecialGuardianship) => "You were in care, and then you had a special guardian.",
        Some(Branch::Section24LookedAfter) if result.thirteen_weeks == Test::Met => {
            "You were in care, and then you went to live with your family."
        }
        Some(Branch::Section24LookedAfter) => "You were in care for some time after you turned 16.",
        Some(Branch::Section24HealthOrEducation) => "You had a long stay away from home after you turned 16.",
        _ => "You lived away from your family after you turned 16.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_four_digits_or_more_has_its_comma() {
        let says = [0, 1, 91, 999, 1_461, -1_461, 12_345, 1_000_000].map(|days| count_of_days(days).to_string());
        let expected =
            ["0 days", "1 day", "91 days", "999 days", "1,461 days", "-1,461 days", "12,345 days", "1,000,000 days"];
        assert_eq!(says, expected);
    }
}
