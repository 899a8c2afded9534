//! Fixes: data that can be applied, one group at a time, and never to a row that has changed since.

use crate::{PEOPLE, REVIEWS, codes, csv, homes, people, preview_of, preview_with};
use waymark_ssda903::fixes::apply;
use waymark_ssda903::merge::Known;
use waymark_ssda903::preview::{Choices, Preview};
use waymark_ssda903::read::read_file;
use waymark_ssda903::years::sort_years;

fn applying(files: &[(&str, &str)], groups: &[&str]) -> Preview {
    let apply = groups.iter().map(|group| (*group).to_owned()).collect();
    preview_with(files, &Choices { year: Some(2025), apply }, &Known::default())
}

#[test]
fn ending_the_old_home_gives_it_the_day_the_next_starts_and_the_reason() {
    let (people, homes) = (people(&["A1"]), homes(&["A1,01/05/2023,,", "A1,03/06/2024,,"]));
    let preview = applying(&[("p.csv", &people), ("h.csv", &homes)], &["no-end-for-old-home"]);
    assert!(preview.problems.is_empty(), "{:?}", preview.problems);
    let old = &preview.plan.people[0].episodes[0].after;
    assert_eq!((old.dec, old.rec.as_str()), (Some(jiff::civil::date(2024, 6, 3)), "X1"));
    assert_eq!(preview.applied_groups[0].title, "1 person has no end date for an old home");
}

#[test]
fn only_the_chosen_groups_are_mended() {
    let homes = homes(&["A1,01/05/2023,,", "A1,03/06/2024,,X1"]);
    let files = [("p.csv", people(&["A1"])), ("h.csv", homes)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(codes(&applying(&files, &["no-end-for-old-home"])), ["148"]);
    assert_eq!(codes(&applying(&files, &["end-reason-no-date-open"])), ["142"]);
    assert!(codes(&applying(&files, &["no-end-for-old-home", "end-reason-no-date-open"])).is_empty());
    assert_eq!(codes(&applying(&files, &["no such group"])), ["142", "148"]);
}

#[test]
fn every_group_that_offers_a_fix_is_gone_once_it_is_applied() {
    let homes = homes(&[
        "A1,01/05/2023,,",
        "A1,03/06/2024,,X1",
        "A2,01/05/2023,04/06/2024,X1",
        "A2,03/06/2024,,",
        "A3,01/05/2023,03/06/2024,",
        "A3,03/06/2024,,",
        "A3,03/06/2024,,",
    ]);
    let mut rows: Vec<String> =
        (0..60).map(|n| format!("A3,16/06/2007,{:02}/06/20{:02},PN1", n % 28 + 1, n / 28 + 20)).collect();
    rows[7] = "A3,15/06/2007,2024-05-09,PN1".to_owned();
    rows[8] = "A3,5/6/2007,10/05/2024,PN1".to_owned();
    let reviews = csv(REVIEWS, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let files = [("p.csv", people(&["A1", "A2", "A3"])), ("h.csv", homes), ("r.csv", reviews)];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let before = preview_of(&files, 2025);
    let offered: Vec<&str> =
        before.groups.iter().filter(|group| group.fixable > 0).map(|group| group.key.as_ref()).collect();
    assert_eq!(offered.len(), 7, "{offered:?}");
    let mut twice = offered.clone();
    // Reading a date the right way may uncover that it differs from the Header's.
    twice.extend(&offered);
    let after = applying(&files, &twice);
    let left: Vec<&str> =
        after.groups.iter().filter(|group| group.fixable > 0).map(|group| group.key.as_ref()).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(!after.problems.iter().any(|problem| problem.group == "fix-does-not-fit"), "{:?}", after.problems);
    assert_eq!(after.years[0].rows().count(), 3 + 6 + 60, "the row set aside is back, the double one is gone");
    assert!(after.set_aside.is_empty());
}

#[test]
fn a_fix_for_a_row_that_says_something_else_now_is_left_out_and_said() {
    let people = people(&["A1"]);
    let before = preview_of(&[("p.csv", &people), ("h.csv", &homes(&["A1,01/05/2023,,", "A1,03/06/2024,,"]))], 2025);
    let fix = before.problems[0].suggested_fix.clone().unwrap();
    let changed = homes(&["A1,01/05/2023,01/01/2024,E5", "A1,03/06/2024,,"]);
    let files = [("p.csv", people.as_str()), ("h.csv", changed.as_str())];
    let read = files.map(|(name, text)| read_file(name, text.as_bytes()).unwrap());
    let mut years = sort_years(read.to_vec(), Some(2025)).years;
    let untouched = years.clone();
    let applied = apply(&mut years, &[&fix]);
    assert!(applied.done.is_empty());
    assert_eq!(applied.problems[0].group, "fix-does-not-fit");
    assert!(years == untouched);
}

#[test]
fn a_fix_keeps_its_id_and_its_shape_through_json() {
    let files = [("p.csv", people(&["A1"])), ("h.csv", homes(&["A1,01/05/2023,,", "A1,03/06/2024,,"]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let fix = |preview: Preview| preview.problems[0].suggested_fix.clone().unwrap();
    let (one, two) = (fix(preview_of(&files, 2025)), fix(preview_of(&files, 2025)));
    assert_eq!(one, two);
    assert_eq!(one.id, "142/Episodes/h.csv/2/DEC+REC");
    let json = serde_json::to_string(&one).unwrap();
    assert_eq!(serde_json::from_str::<waymark_ssda903::problems::Fix>(&json).unwrap(), one);
}

#[test]
fn a_mended_date_brings_the_person_back() {
    let mut rows: Vec<String> = (0..40).map(|n| format!("A{n},F,15/06/2007,WBRI,UN3,,")).collect();
    rows[5] = "A5,F,2007-06-15,WBRI,UN3,,".to_owned();
    let people = csv(PEOPLE, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let files = [("p.csv", people.as_str())];
    assert_eq!(applying(&files, &[]).plan.people_tally.new, 39);
    let mended = applying(&files, &["date-written-another-way"]);
    assert_eq!(mended.plan.people_tally.new, 40);
    assert!(mended.problems.is_empty(), "{:?}", mended.problems);
}
