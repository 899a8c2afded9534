//! Which year each file is for.

use crate::{fixture, homes, people, preview_of, preview_with};
use waymark_ssda903::merge::Known;
use waymark_ssda903::preview::{Choices, Preview};

fn both_years(rename: impl Fn(usize, &str) -> String, choices: &Choices) -> Preview {
    let mut files: Vec<(String, Vec<u8>)> = fixture("this").into_iter().chain(fixture("prev")).collect();
    for (at, (name, _)) in files.iter_mut().enumerate() {
        *name = rename(at, name);
    }
    let text: Vec<(&str, &str)> =
        files.iter().map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap())).collect();
    preview_with(&text, choices, &Known::default())
}

fn years_of(preview: &Preview) -> Vec<Option<u16>> {
    preview.files.iter().map(|file| file.year).collect()
}

/// Files 0 to 7 are this year's, 8 to 15 last year's.
fn expected() -> Vec<Option<u16>> {
    [vec![Some(2026); 8], vec![Some(2025); 8]].concat()
}

#[test]
fn folders_keep_the_years_apart() {
    let preview = both_years(|_, name| name.to_owned(), &Choices { year: Some(2026), ..Choices::default() });
    assert_eq!(years_of(&preview), expected());
    assert_eq!(preview.plan.people_tally.new, 330);
}

#[test]
fn without_folders_the_children_and_dates_in_the_files_keep_the_years_apart() {
    let rename = |at: usize, name: &str| format!("{}{at}.csv", name.rsplit('/').next().unwrap_or_default());
    let preview = both_years(rename, &Choices { year: Some(2026), ..Choices::default() });
    // The two files of separated young people are the same to the letter, so either may stand in either year.
    let differing = |years: &[Option<u16>]| [years[..7].to_vec(), years[8..15].to_vec()].concat();
    assert_eq!(differing(&years_of(&preview)), differing(&expected()));
    assert_eq!(preview.plan.people_tally.new, 330);
}

#[test]
fn files_of_the_same_name_are_told_apart() {
    let rename = |_: usize, name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    let preview = both_years(rename, &Choices::default());
    assert_eq!(preview.plan.people_tally.new, 330);
    let mut names: Vec<&str> = preview.files.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 16);
    assert!(names.contains(&"header.csv (2)"));
}

#[test]
fn the_year_is_worked_out_when_none_is_given() {
    let preview = both_years(|_, name| name.to_owned(), &Choices::default());
    assert_eq!(years_of(&preview), expected());
}

#[test]
fn many_dates_are_surer_than_the_year_that_was_typed() {
    let preview = both_years(|_, name| name.to_owned(), &Choices { year: Some(2030), ..Choices::default() });
    assert_eq!(years_of(&preview), expected());
    let problem = preview.problems.iter().find(|problem| problem.code == "W41").expect("a warning");
    assert!(problem.says.contains("2030") && problem.says.contains("We used 2026"), "{}", problem.says);
}

#[test]
fn few_dates_are_not() {
    let files = [("p.csv", people(&["A1"])), ("h.csv", homes(&["A1,01/05/2019,,"]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let preview = preview_of(&files, 2026);
    assert_eq!(years_of(&preview), [Some(2026), Some(2026)]);
    assert!(preview.problems.is_empty(), "{:?}", preview.problems);
}

#[test]
fn an_end_on_1_april_belongs_to_the_year_before() {
    let files = [("p.csv", people(&["A1"])), ("h.csv", homes(&["A1,01/05/2024,01/04/2025,E5"]))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let preview = preview_with(&files, &Choices::default(), &Known::default());
    assert_eq!(years_of(&preview), [Some(2025), Some(2025)]);
}

#[test]
fn files_without_a_date_and_without_a_year_are_asked_about_and_nothing_loads() {
    let preview = preview_with(&[("p.csv", &people(&["A1"]))], &Choices::default(), &Known::default());
    assert!(!preview.can_import());
    assert_eq!(preview.groups[0].key, "year-not-known");
    assert_eq!(preview.plan.people_tally.new, 0);
    assert!(preview_of(&[("p.csv", &people(&["A1"]))], 2025).can_import());
}

#[test]
fn the_youngest_who_left_care_shows_the_year_when_nothing_else_does() {
    let answers = crate::csv(crate::ANSWERS, &["A1,15/06/2007,YES,F1,U1", "A2,15/06/2004,YES,F1,U1"]);
    let preview =
        preview_with(&[("p.csv", &people(&["A1"])), ("a.csv", &answers)], &Choices::default(), &Known::default());
    assert_eq!(years_of(&preview), [Some(2025), Some(2025)], "17 on 15 June 2024");
}

#[test]
fn a_folder_called_old_around_everything_does_not_make_any_file_older() {
    let xml = "<EXPSSDA903><CHILD><HEADER><CHILDID>X1</CHILDID><SEX>M</SEX><DOB>15/06/2007</DOB></HEADER>\
        <EPISODE><DECOM>01/05/2024</DECOM></EPISODE></CHILD></EXPSSDA903>";
    let (people, homes) = (people(&["A1"]), homes(&["A1,01/05/2024,,"]));
    let files = [("old/p.csv", people.as_str()), ("old/h.csv", &homes), ("old/return.xml", xml)];
    assert_eq!(years_of(&preview_of(&files, 2025)), [Some(2025); 3]);
}
