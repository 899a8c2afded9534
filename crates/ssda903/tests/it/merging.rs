//! What an import would change, against nothing held and against what earlier imports left.

use crate::{PEOPLE, csv, homes, people, preview_of, preview_with};
use waymark_ssda903::merge::{Known, State};
use waymark_ssda903::preview::{Choices, Preview};
use waymark_ssda903::words::describe;

fn year(year: u16) -> Choices {
    Choices { year: Some(year), ..Choices::default() }
}

fn after(known: Known, preview: &Preview) -> Known {
    known.after(&preview.plan)
}

fn held_after(files: &[(&str, &str)], of: u16) -> Known {
    after(Known::default(), &preview_of(files, of))
}

#[test]
fn a_header_makes_a_person_and_no_other_file_does() {
    let preview =
        preview_of(&[("p.csv", &people(&["A1"])), ("h.csv", &homes(&["A1,01/05/2024,,", "B1,01/05/2024,,"]))], 2025);
    assert_eq!((preview.plan.people_tally.new, preview.plan.episodes_tally.new), (1, 1));
    assert_eq!(preview.plan.people[0].child, "A1");
}

#[test]
fn the_same_files_again_change_nothing() {
    let files = [("p.csv", people(&["A1", "A2"])), ("h.csv", homes(&["A1,01/05/2024,,", "A2,01/05/2024,,"]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let held = held_after(&files, 2025);
    let again = preview_with(&files, &year(2025), &held);
    assert!(again.changes_nothing());
    assert_eq!((again.plan.people_tally.unchanged, again.plan.episodes_tally.unchanged), (2, 2));
    assert_eq!(again.plan.changes().count(), 0);
    assert!(again.problems.is_empty(), "{:?}", again.problems);
}

#[test]
fn an_end_date_in_a_later_year_closes_the_open_home() {
    let held = held_after(&[("p.csv", &people(&["A1"])), ("h.csv", &homes(&["A1,01/05/2024,,"]))], 2025);
    let later = preview_with(
        &[("p.csv", &people(&["A1"])), ("h.csv", &homes(&["A1,01/05/2024,03/06/2025,E5"]))],
        &year(2026),
        &held,
    );
    assert_eq!((later.plan.episodes_tally.changed, later.plan.episodes_tally.total_after), (1, 1));
    let episode = &later.plan.people[0].episodes[0];
    assert_eq!(episode.state, State::Changed);
    let fields: Vec<&str> = episode.fields.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["DEC", "REC"]);
    let lines = describe(&later.plan.people[0]);
    assert_eq!(lines[0].about, "Home from 1 May 2024");
    assert!(lines[0].before.as_ref().unwrap().ends_with("still there"), "{lines:?}");
    assert!(lines[0].after.ends_with("ended 3 June 2025: own place with formal support"), "{lines:?}");
}

#[test]
fn an_older_year_after_a_newer_one_only_adds_what_was_missing() {
    let newer = [("p.csv", people(&["A1"])), ("h.csv", homes(&["A1,01/05/2024,03/06/2025,E5"]))];
    let newer: Vec<(&str, &str)> = newer.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let held = held_after(&newer, 2026);
    let older = csv(PEOPLE, &["A1,F,16/06/2007,BAFR,UN3,1,01/02/2024"]);
    let older_homes = homes(&["A1,01/05/2024,,", "A1,01/05/2023,01/05/2024,X1"]);
    let preview = preview_with(&[("p.csv", &older), ("h.csv", &older_homes)], &year(2025), &held);
    let person = &preview.plan.people[0];
    let facts: Vec<&str> = person.facts.fields.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(facts, ["MOTHER", "MC_DOB"], "blanks are filled, nothing else moves");
    let states: Vec<State> = person.episodes.iter().map(|episode| episode.state).collect();
    assert_eq!(states, [State::New, State::Unchanged]);
    assert!(preview.problems.iter().any(|problem| problem.code == "W31"));
    let held = after(held, &preview);
    assert_eq!(held.people["A1"].year, 2026);
    assert!(preview_with(&newer, &year(2026), &held).changes_nothing());
}

#[test]
fn a_blank_fact_in_a_later_year_takes_nothing_away() {
    let first = csv(PEOPLE, &["A1,F,15/06/2007,WBRI,UN3,1,01/02/2024"]);
    let held = held_after(&[("p.csv", &first)], 2025);
    let preview = preview_with(&[("p.csv", &csv(PEOPLE, &["A1,F,15/06/2007,WBRI,,,"]))], &year(2026), &held);
    assert!(preview.changes_nothing());
}

#[test]
fn a_date_of_birth_that_differs_from_what_is_held_shows_both_and_offers_the_old_one() {
    let held = held_after(&[("p.csv", &people(&["A1"]))], 2025);
    let other = people(&["A1"]).replace("15/06/2007", "15/07/2007");
    let preview = preview_with(&[("p.csv", &other)], &year(2026), &held);
    let problem = preview.problems.iter().find(|problem| problem.code == "203").expect("rule 203");
    assert_eq!(problem.says, "The date of birth was 15 June 2007 and is now 15 July 2007.");
    assert_eq!(preview.plan.people[0].facts.state, State::Changed);
    let choices = Choices { apply: vec!["differs-from-held:DOB".to_owned()], ..year(2026) };
    let kept = preview_with(&[("p.csv", &other)], &choices, &held);
    assert!(kept.changes_nothing());
    assert_eq!(kept.applied_groups[0].fixes, 1);
}

#[test]
fn a_home_that_had_ended_and_is_open_again_is_said() {
    let held = held_after(&[("p.csv", &people(&["A1"])), ("h.csv", &homes(&["A1,01/05/2024,03/06/2024,E5"]))], 2025);
    let preview =
        preview_with(&[("p.csv", &people(&["A1"])), ("h.csv", &homes(&["A1,01/05/2024,,"]))], &year(2026), &held);
    assert!(preview.problems.iter().any(|problem| problem.group == "ended-then-open"));
    assert_eq!(preview.plan.episodes_tally.changed, 1);
}

#[test]
fn of_two_rows_for_one_thing_in_one_file_the_last_is_used() {
    let files =
        [("p.csv", people(&["A1"])), ("h.csv", homes(&["A1,01/05/2024,03/06/2024,E5", "A1,01/05/2024,04/06/2024,E6"]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let preview = preview_of(&files, 2025);
    assert_eq!(preview.plan.episodes_tally.new, 1);
    assert_eq!(preview.plan.people[0].episodes[0].after.rec, "E6");
    assert!(preview.problems.iter().any(|problem| problem.group == "two-rows-disagree"));
}

#[test]
fn yearly_answers_of_two_years_stand_side_by_side() {
    let answers = |activity: &str| csv(crate::ANSWERS, &[&format!("A1,15/06/2007,YES,{activity},U1")]);
    let held = held_after(&[("p.csv", &people(&["A1"])), ("a.csv", &answers("F1"))], 2025);
    let next = preview_with(&[("p.csv", &people(&["A1"])), ("a.csv", &answers("F2"))], &year(2026), &held);
    assert_eq!((next.plan.others_tally.new, next.plan.others_tally.total_after), (1, 2));
    let corrected =
        preview_with(&[("p.csv", &people(&["A1"])), ("a.csv", &answers("F4"))], &year(2026), &after(held, &next));
    assert_eq!((corrected.plan.others_tally.changed, corrected.plan.others_tally.total_after), (1, 2));
}

#[test]
fn people_and_their_rows_come_in_the_same_order_whatever_the_files_order() {
    let mut files = crate::fixture("this");
    let run = |files: &[(String, Vec<u8>)]| {
        let text: Vec<(&str, &str)> =
            files.iter().map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap())).collect();
        preview_of(&text, 2026).plan
    };
    let plan = run(&files);
    files.reverse();
    assert!(run(&files) == plan);
    let children: Vec<&str> = plan.people.iter().map(|person| person.child.as_str()).collect();
    assert!(children.is_sorted());
}

#[test]
fn the_sample_shows_who_changes_before_who_is_new() {
    let held = held_after(&[("p.csv", &people(&["B1", "B2"]))], 2025);
    let now = people(&["A1", "B1"]) + "B2,F,15/06/2007,WBRI,UN3,,\n";
    let preview = preview_with(&[("p.csv", &now)], &year(2026), &held);
    let sample: Vec<&str> = preview.plan.sample(10).iter().map(|person| person.child.as_str()).collect();
    assert_eq!(sample, ["B2", "A1"]);
    assert_eq!(preview.plan.sample(1).len(), 1);
}
