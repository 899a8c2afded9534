//! The census of questions: what a page asks, no other page of the same door asks again, unless the answer is another fact
//! each time (issue: no second form asks for a fact already given; WCAG 2.2, 3.3.7).

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use jiff::civil::date;
use waymark_cases::access::{RelationshipKind, Role};
use waymark_cases::relationships::{Holder, NewTie};
use waymark_web::routes::{Entry, entries};

use super::{address, with_a_plan};
use crate::support::{App, Page, Persona};

/// Asked on more than one page, and why the answer is not the same fact twice.
const EACH_TIME_ANEW: &[(&str, &str)] = &[
    ("What time? (you can leave this)", "each visit and each review has its own"),
    ("Where? (you can leave this)", "each visit and each review has its own"),
    ("When?", "the day of this answer, and no other"),
    ("Who was it?", "who said this one thing"),
    ("Whose words are these?", "whose this one entry is"),
    (
        "Why does it matter to them?",
        "said with a new goal, or later of a goal where it was left out: the box then holds it",
    ),
];

/// The questions of a page's forms: the label or legend of each field somebody fills in.
fn questions(page: &Page) -> BTreeSet<String> {
    let fields =
        "main form .govuk-label:not(.govuk-radios__label):not(.govuk-checkboxes__label):not(.govuk-date-input__label)";
    let asked = [fields, "main form .govuk-fieldset__legend"].into_iter().flat_map(|css| page.all(css));
    asked.filter(|words| !words.is_empty()).collect()
}

async fn census(
    persona: &Persona,
    pages: &[Entry],
    at: impl Fn(&Entry) -> String,
) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut found: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for entry in pages {
        let page = persona.ask(&at(entry)).await;
        if page.status() == 200 && page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            for question in questions(&page) {
                found.entry(question).or_default().insert(entry.path);
            }
        }
    }
    found
}

fn asked_twice(found: BTreeMap<String, BTreeSet<&'static str>>) -> Vec<String> {
    let known = |question: &str| EACH_TIME_ANEW.iter().any(|(known, _)| *known == question);
    let twice = found.into_iter().filter(|(question, pages)| pages.len() > 1 && !known(question));
    twice
        .map(|(question, pages)| format!("“{question}” on {}", pages.into_iter().collect::<Vec<_>>().join(", ")))
        .collect()
}

fn pages_of(door: &str) -> Vec<Entry> {
    entries()
        .into_iter()
        .filter(|entry| entry.method == Method::GET && entry.path.starts_with(door) && entry.path != "/me/leave-now")
        .collect()
}

#[tokio::test]
async fn no_question_about_a_person_is_asked_on_two_pages_of_the_staff_door() {
    let app = App::on("2026-11-22");
    let worker = app.staff("Rowan", Role::SocialWorker);
    let person = with_a_plan(&app, "Sam", date(2009, 5, 4), Some(&worker));
    let holder = Holder::Staff(worker.staff_id());
    let tie = NewTie {
        kind: RelationshipKind::AllocatedWorker,
        holder,
        from_on: date(2026, 1, 1),
        to_on: None,
        reason: "theirs".into(),
    };
    app.world.tie(&person, &tie);
    let found = census(&worker, &pages_of("/team/p/"), |entry| address(entry, &person, &worker.staff_id())).await;
    assert!(found.len() > 60, "the forms were read: {}", found.len());
    let twice = asked_twice(found);
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[tokio::test]
async fn no_question_is_asked_on_two_pages_of_the_young_persons_door() {
    let app = App::on("2026-11-22");
    let worker = app.personal_adviser("Amira");
    let person = with_a_plan(&app, "Sam", date(2007, 5, 4), Some(&worker));
    let young = app.young_person(&person);
    let found = census(&young, &pages_of("/me"), |entry| address(entry, &person, &worker.staff_id())).await;
    assert!(found.len() > 25, "the forms were read: {}", found.len());
    let twice = asked_twice(found);
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}
