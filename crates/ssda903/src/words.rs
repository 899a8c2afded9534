//! What would change for a person, in words, before and after: for the sample of ten on the preview page, and for the
//! record of what an import did.

use crate::codes::staff_words;
use crate::dates::{in_words, read_date};
use crate::layout::{FileType, field_in_words};
use crate::merge::{PersonChange, RowChange, State};
use crate::rows::{Episode, Record};
use serde::{Deserialize, Serialize};

/// One thing that changes. `before` is `None` for something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeforeAfter {
    /// What it is about: "Home from 13 September 2017", "Date of birth".
    pub about: String,
    pub before: Option<String>,
    pub after: String,
}

/// Everything that changes for one person, facts first, then homes by start, then the rest.
pub fn describe(person: &PersonChange) -> Vec<BeforeAfter> {
    let mut lines = describe_facts(person);
    lines.extend(person.episodes.iter().filter_map(describe_home));
    lines.extend(person.others.iter().filter_map(describe_other));
    lines
}

fn describe_facts(person: &PersonChange) -> Vec<BeforeAfter> {
    let facts = &person.facts;
    match facts.state {
        State::Unchanged => Vec::new(),
        State::New => {
            let born = in_words(facts.after.dob);
            vec![BeforeAfter { about: "Person".to_owned(), before: None, after: format!("new, born {born}") }]
        }
        State::Changed => facts
            .fields
            .iter()
            .map(|change| BeforeAfter {
                about: capital(field_in_words(&change.field)),
                before: Some(value_in_words(&change.field, &change.before)),
                after: value_in_words(&change.field, &change.after),
            })
            .collect(),
    }
}

fn describe_home(change: &RowChange<Episode>) -> Option<BeforeAfter> {
    let about = format!("Home from {}", in_words(change.after.decom));
    match change.state {
        State::Unchanged => None,
        State::New => Some(BeforeAfter { about, before: None, after: home_in_words(&change.after) }),
        State::Changed => Some(BeforeAfter {
            about,
            before: change.before.as_ref().map(home_in_words),
            after: home_in_words(&change.after),
        }),
    }
}

/// "foster home, long term · full care order · ended 2 October 2018, moves to a next home…".
pub fn home_in_words(episode: &Episode) -> String {
    let ended = match episode.dec {
        None => "still there".to_owned(),
        Some(dec) if episode.rec.is_empty() => format!("ended {}", in_words(dec)),
        Some(dec) => format!("ended {}: {}", in_words(dec), staff_words("REC", &episode.rec)),
    };
    let parts = [value_in_words("PLACE", &episode.place), value_in_words("LS", &episode.ls), ended];
    parts.join(" · ")
}

fn describe_other(change: &RowChange<Record>) -> Option<BeforeAfter> {
    let table = change.after.table();
    let about = capital(table.in_words());
    match change.state {
        State::Unchanged => None,
        State::New => Some(BeforeAfter { about, before: None, after: record_in_words(table, &change.after) }),
        State::Changed => {
            let side = |which: fn(&crate::merge::FieldChange) -> &str| {
                let values = change.fields.iter().map(|field| {
                    format!("{}: {}", field_in_words(&field.field), value_in_words(&field.field, which(field)))
                });
                values.collect::<Vec<_>>().join(" · ")
            };
            let (before, after) = (side(|change| &change.before), side(|change| &change.after));
            Some(BeforeAfter { about, before: Some(before), after })
        }
    }
}

fn record_in_words(table: FileType, record: &Record) -> String {
    let values = table.columns().iter().zip(record.cells());
    let said = values
        .filter(|(column, value)| !value.is_empty() && !matches!(column.name, "CHILD" | "DOB" | "SEX"))
        .map(|(column, value)| format!("{}: {}", field_in_words(column.name), value_in_words(column.name, &value)));
    said.collect::<Vec<_>>().join(" · ")
}

fn value_in_words(field: &str, value: &str) -> String {
    match (field, value) {
        (_, "") => "not given".to_owned(),
        ("MOTHER" | "FOSTER_CARE" | "CONVICTED" | "HEALTH_CHECK" | "IMMUNISATIONS" | "TEETH_CHECK", "1") => {
            "yes".to_owned()
        }
        ("MOTHER" | "FOSTER_CARE" | "CONVICTED" | "HEALTH_CHECK" | "IMMUNISATIONS" | "TEETH_CHECK", "0") => {
            "no".to_owned()
        }
        ("HEALTH_ASSESSMENT" | "SUBSTANCE_MISUSE" | "INTERVENTION_RECEIVED" | "INTERVENTION_OFFERED", "1") => {
            "yes".to_owned()
        }
        ("HEALTH_ASSESSMENT" | "SUBSTANCE_MISUSE" | "INTERVENTION_RECEIVED" | "INTERVENTION_OFFERED", "0") => {
            "no".to_owned()
        }
        _ => read_date(value).map_or_else(|_| staff_words(field, value).to_owned(), in_words),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
