//! Every status from 14 to 25 with why help goes on after 21, and the periods of care, worked out once for whoever has
//! to ask about many days: the clocks and the entitlements.

use jiff::civil::Date;

use super::change;
use super::decide;
use super::reading::Reading;
use super::result::{Status, SubState};
use crate::dates::Period;
use crate::facts::Facts;
use crate::policy::Policy;

/// A stretch of time with one status and one reason for help after 21. Half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from: Date,
    pub to: Date,
    pub status: Status,
    /// The strongest that holds, for `FormerRelevant21Plus`.
    pub sub_state: Option<SubState>,
}

/// A person's statuses in order and without gaps, from the 14th birthday to the 25th.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    pub stretches: Vec<Stretch>,
    /// Periods of care that count, joined where one follows another the same day, from any age.
    pub care: Vec<Period>,
    /// Short breaks and agreements for them, joined.
    pub short_breaks: Vec<Period>,
}

impl Timeline {
    /// The facts are taken as they are: a caller who has not checked them calls [`Facts::check`] first.
    pub fn of(facts: &Facts, policy: &Policy) -> Self {
        let reading = Reading::new(facts, policy);
        let mut stretches = Vec::with_capacity(8);
        for period in change::strip(&reading) {
            let whole = Stretch { from: period.from, to: period.to, status: period.status, sub_state: None };
            match period.status {
                Status::FormerRelevant21Plus => split_by_sub_state(&reading, whole, &mut stretches),
                _ => stretches.push(whole),
            }
        }
        let b18 = reading.ages.b18;
        let care = reading.counting(b18).iter().map(|period| until_18(*period, b18)).collect();
        let breaks = reading.breaks.iter().chain(&reading.agreements).copied().collect();
        let short_breaks = crate::dates::union(breaks).into_iter().map(|period| until_18(period, b18)).collect();
        Timeline { stretches, care, short_breaks }
    }

    /// The stretch that holds at the end of `on`.
    pub fn at(&self, on: Date) -> Option<&Stretch> {
        self.stretches.iter().find(|stretch| stretch.from <= on && on < stretch.to)
    }
}

/// Care is for children: it is over at 18 whatever was recorded.
fn until_18(period: Period, b18: Date) -> Period {
    Period { start: period.start, end: Some(period.end.map_or(b18, |end| end.min(b18))) }
}

/// The reason for help after 21 changes only on the day of a request or of a course.
fn split_by_sub_state(reading: &Reading, whole: Stretch, stretches: &mut Vec<Stretch>) {
    let facts = reading.facts;
    let requests = facts.aftercare_requests.iter().map(|request| request.on);
    let courses = facts.programmes.iter().flat_map(|course| {
        [Some(course.start_on), course.expected_end_on, course.ended_on, course.planned_on].into_iter().flatten()
    });
    let mut days: Vec<Date> = requests.chain(courses).filter(|day| whole.from < *day && *day < whole.to).collect();
    days.push(whole.from);
    days.sort_unstable();
    days.dedup();
    for (at, day) in days.iter().enumerate() {
        let to = days.get(at + 1).copied().unwrap_or(whole.to);
        let sub_state = decide::sub_states(reading, &decide::standing(reading, *day), *day).first().copied();
        match stretches.last_mut().filter(|last| last.status == whole.status && last.sub_state == sub_state) {
            Some(last) if last.to == *day => last.to = to,
            _ => stretches.push(Stretch { from: *day, to, status: whole.status, sub_state }),
        }
    }
}
