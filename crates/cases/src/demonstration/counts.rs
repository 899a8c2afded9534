//! What a demonstration council holds, counted from the very histories that were stored.

use std::collections::BTreeMap;

use serde::Serialize;
use waymark_rules::status::StatusResult;

use crate::facts::FactKind;
use crate::history::Person;

type Count = BTreeMap<String, usize>;

/// Counts of people, each table over everybody but `activity`, which is over those with a row in the yearly return.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub people: usize,
    /// People with a story of their own.
    pub told: usize,
    pub episodes: usize,
    pub by_status: Count,
    pub by_age: Count,
    pub by_gender: Count,
    pub by_ethnicity: Count,
    pub by_religion: Count,
    pub by_area: Count,
    pub by_activity: Count,
    pub by_home_after_care: Count,
}

impl Counts {
    pub(super) fn add(&mut self, person: &Person, status: &StatusResult) {
        self.people += 1;
        self.told += usize::from(person.given(FactKind::Shows).is_some());
        self.episodes += person.episodes().len();
        one_more(&mut self.by_status, status.status.code());
        one_more(&mut self.by_age, &status.age.to_string());
        one_more(&mut self.by_gender, &answer(person, FactKind::Gender));
        one_more(&mut self.by_ethnicity, &answer(person, FactKind::Ethnicity));
        one_more(&mut self.by_religion, &answer(person, FactKind::Religion));
        one_more(&mut self.by_area, &answer(person, FactKind::Area));
        if let Some(row) = person.return_rows().iter().rfind(|row| row.file == "OC3") {
            one_more(&mut self.by_activity, row.detail["activ"].as_str().unwrap_or_default());
            one_more(&mut self.by_home_after_care, row.detail["accom"].as_str().unwrap_or_default());
        }
    }
}

fn one_more(count: &mut Count, of: &str) {
    match count.get_mut(of) {
        Some(number) => *number += 1,
        None => {
            count.insert(of.to_owned(), 1);
        }
    }
}

/// The answer as counted: three ways of not knowing are three rows.
fn answer(person: &Person, kind: FactKind) -> String {
    person.answer(kind).map_or_else(|| "Not asked yet".to_owned(), |answer| kind.in_words(answer).into_owned())
}
