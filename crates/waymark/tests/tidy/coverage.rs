//! `docs/coverage.md` may claim only what exists: ids of the catalogue or of a requirement, and tests in the tree.
//!
//! A row is `| id | where it lives | tests |`; a test is written `` `path/to/file::name` ``, where the name is a Rust
//! function or, in other files, the exact title of the test or case.

use std::collections::BTreeSet;

use crate::nothing_found;
use crate::source::functions;
use crate::tree::{File, find, rust_sources};

/// Areas of the catalogue with the last number of each: numbers run from 1 without gaps.
const AREAS: &[(&str, u32)] = &[
    ("A", 24),
    ("B", 15),
    ("C", 24),
    ("D", 24),
    ("E", 16),
    ("F", 22),
    ("G", 18),
    ("H", 12),
    ("I", 19),
    ("J", 9),
    ("K", 18),
    ("L", 9),
    ("M", 9),
    ("N", 4),
    ("O", 12),
    ("P", 12),
    ("Q", 17),
    ("R", 18),
    ("S", 11),
    ("T", 12),
    ("U", 5),
    ("V", 6),
    ("W", 8),
    ("X", 5),
    ("Y", 11),
    ("Z", 23),
    ("AA", 12),
    ("AB", 19),
    ("AC", 8),
    ("AD", 7),
    ("AE", 9),
    ("AF", 18),
    ("AG", 8),
    ("AH", 6),
    ("AI", 12),
];

/// Families of requirements and rules with the last number of each; a few numbers in between were never given out.
const REQUIREMENTS: &[(&str, u32)] = &[
    ("ACC", 33),
    ("SEC", 44),
    ("SES", 10),
    ("AUD", 8),
    ("REL", 30),
    ("OFF", 7),
    ("PRV", 28),
    ("A11Y", 20),
    ("DAT", 12),
    ("STA", 25),
    ("CLK", 94),
    ("ENT", 31),
    ("INF", 47),
    ("SAF", 9),
    ("DPR", 26),
    ("LAW", 16),
];

const PAGE: &str = "docs/coverage.md";

struct Row<'a> {
    id: &'a str,
    lives: &'a str,
    tests: Vec<&'a str>,
}

fn catalogue() -> BTreeSet<String> {
    AREAS.iter().flat_map(|(area, last)| (1..=*last).map(move |number| format!("{area}{number:02}"))).collect()
}

fn is_requirement(id: &str) -> bool {
    id.split_once('-').is_some_and(|(family, number)| {
        let last = REQUIREMENTS.iter().find(|(known, _)| *known == family).map_or(0, |(_, last)| *last);
        number.parse().is_ok_and(|number: u32| (1..=last).contains(&number))
    })
}

/// `A01` and `ACC-01` look like ids; headings and rulers do not.
fn looks_like_an_id(cell: &str) -> bool {
    let shape = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    cell.starts_with(|c: char| c.is_ascii_uppercase())
        && cell.chars().all(shape)
        && cell.ends_with(|c: char| c.is_ascii_digit())
}

/// The rows of the tables whose first cell looks like an id.
fn rows(text: &str) -> Vec<Row<'_>> {
    let cells = |line| -> Vec<&str> { str::split(line, '|').map(str::trim).collect() };
    text.lines()
        .map(cells)
        .filter(|cells| cells.len() >= 5 && looks_like_an_id(cells[1]))
        .map(|cells| Row { id: cells[1], lives: cells[2], tests: cells[3].split('`').skip(1).step_by(2).collect() })
        .collect()
}

fn holds_test(file: &File, name: &str) -> bool {
    if file.path.ends_with(".rs") { file.text.contains(&format!("fn {name}(")) } else { file.text.contains(name) }
}

fn fault(test: &str) -> Option<String> {
    let Some((path, name)) = test.split_once("::") else { return Some(format!("{test} is not `path::name`")) };
    match find(path) {
        None => Some(format!("{path} does not exist")),
        Some(file) if !holds_test(file, name) => Some(format!("{path} has no test {name}")),
        Some(_) => None,
    }
}

fn faults(row: &Row, known: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    if !known.contains(row.id) && !is_requirement(row.id) {
        found.push("is neither in the catalogue nor a requirement".to_owned());
    }
    if row.lives.is_empty() {
        found.push("does not say where it lives".to_owned());
    }
    if row.tests.is_empty() {
        found.push("names no test".to_owned());
    }
    found.extend(row.tests.iter().filter_map(|test| fault(test)));
    found.into_iter().map(|what| format!("{}: {what}", row.id)).collect()
}

#[test]
fn the_catalogue_has_its_462_rows() {
    assert_eq!(catalogue().len(), 462);
}

#[test]
fn the_coverage_page_claims_only_what_a_test_shows() {
    let page = find(PAGE).expect("the coverage page");
    let known = catalogue();
    let rows = rows(&page.text);
    let mut found: Vec<String> = rows.iter().flat_map(|row| faults(row, &known)).collect();
    let mut seen = BTreeSet::new();
    found.extend(rows.iter().filter(|row| !seen.insert(row.id)).map(|row| format!("{}: listed twice", row.id)));
    let catalogued = seen.iter().filter(|id| known.contains(**id)).count();
    eprintln!(
        "{catalogued} of {} catalogue ids and {} requirements are shown by tests",
        known.len(),
        seen.len() - catalogued
    );
    nothing_found("mend docs/coverage.md", &found);
}

#[test]
fn a_claim_without_a_real_test_is_found() {
    let text = "| id | where | test |\n|---|---|---|\n| A01 | person page | `crates/waymark/tests/tidy/coverage.rs::no_such_test` |\n| ZZ99 | | |\n";
    let rows = rows(text);
    let found: Vec<String> = rows.iter().flat_map(|row| faults(row, &catalogue())).collect();
    assert_eq!(
        found,
        [
            "A01: crates/waymark/tests/tidy/coverage.rs has no test no_such_test",
            "ZZ99: is neither in the catalogue nor a requirement",
            "ZZ99: does not say where it lives",
            "ZZ99: names no test",
        ]
    );
    let real = "`crates/waymark/tests/tidy/coverage.rs::the_catalogue_has_its_462_rows`".replace('`', "");
    assert_eq!(fault(&real), None);
    for (id, is_one) in [("ACC-01", true), ("A11Y-20", true), ("ACC-0", false), ("ACC-99", false), ("XYZ-01", false)] {
        assert_eq!(is_requirement(id), is_one, "{id}");
    }
}

/// The requirement a test's name begins with: `acc_10_somebody_elses…` shows ACC-10. Nothing for other names.
fn requirement_shown(name: &str) -> Option<String> {
    let (family, rest) = name.split_once('_')?;
    let family = family.to_uppercase();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let known = REQUIREMENTS.iter().any(|(known, _)| *known == family);
    (known && !digits.is_empty()).then(|| format!("{family}-{digits}"))
}

#[test]
fn a_test_named_for_a_requirement_names_one_that_exists() {
    let mut shown = BTreeSet::new();
    let mut found = Vec::new();
    for file in rust_sources() {
        for id in functions(&file.text).iter().filter_map(|function| requirement_shown(&function.name)) {
            if is_requirement(&id) {
                shown.insert(id);
            } else {
                found.push(format!("{}: {id}", file.path));
            }
        }
    }
    eprintln!("{} requirements are shown by a test of their name: {shown:?}", shown.len());
    nothing_found("no requirement has this number", &found);
    assert_eq!(requirement_shown("acc_10_x"), Some("ACC-10".to_owned()));
    assert_eq!(requirement_shown("a11y_02_x"), Some("A11Y-02".to_owned()));
    assert_eq!(requirement_shown("some_99_x"), None);
}
