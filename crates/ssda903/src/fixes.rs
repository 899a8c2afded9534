//! Carrying out fixes on the rows as read. Only what a person accepted is changed, each fix only if its row still says
//! what it said when the fix was offered, and a row that was set aside comes back if the fix makes it readable.

use crate::places::Place;
use crate::problems::{Change, Edit, Fix, Problem, Severity};
use crate::read::intake::read_again;
use crate::read::{ReadFile, SetAside};
use crate::rows::SourcedRow;
use crate::years::YearFiles;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What became of the fixes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Ids of the fixes carried out, in the order given.
    pub done: Vec<String>,
    /// Fixes that no longer fit their row (group `fix-does-not-fit`).
    pub problems: Vec<Problem>,
}

/// Carries out the suggested fix of every problem in one group.
pub fn apply_group(years: &mut [YearFiles], problems: &[Problem], group: &str) -> Applied {
    let fixes: Vec<&Fix> = problems
        .iter()
        .filter(|problem| problem.group == group)
        .filter_map(|problem| problem.suggested_fix.as_ref())
        .collect();
    apply(years, &fixes)
}

/// Carries out fixes in the order given.
pub fn apply(years: &mut [YearFiles], fixes: &[&Fix]) -> Applied {
    let wanted: BTreeSet<Place> = fixes.iter().map(|fix| fix.place()).collect();
    let slots = find(years, &wanted);
    let offered_at_reading = offered_at_reading(years);
    let mut applied = Applied::default();
    let mut dropped: BTreeSet<Place> = BTreeSet::new();
    for fix in fixes {
        let place = fix.place();
        let slot = slots.get(&place).filter(|_| !dropped.contains(&place));
        let done = match (slot, &fix.change) {
            (Some(slot), Change::Set { edits }) => {
                set_values(years, *slot, edits, offered_at_reading.contains(&fix.id))
            }
            (Some(_), Change::Drop) => dropped.insert(place),
            (None, _) => false,
        };
        if done {
            applied.done.push(fix.id.clone());
        } else {
            applied.problems.push(does_not_fit(fix));
        }
    }
    let done: HashSet<&str> = applied.done.iter().map(String::as_str).collect();
    for file in years.iter_mut().flat_map(|year| year.files.iter_mut()) {
        drop_rows(file, &dropped);
        take_back_what_was_said(file, &done);
        bring_back_rows(file, &wanted);
    }
    applied
}

fn does_not_fit(fix: &Fix) -> Problem {
    let says = format!("“{}” no longer fits row {} of {}. We left the row as it is.", fix.says, fix.row, fix.file);
    Problem::new("W90", Severity::Notice, "fix-does-not-fit", says).at(&fix.place())
}

/// Where a row stands: its year, its file, and its position among the rows read (`Ok`) or set aside (`Err`).
#[derive(Clone, Copy)]
struct Slot {
    year: usize,
    file: usize,
    row: Result<usize, usize>,
}

fn find(years: &[YearFiles], wanted: &BTreeSet<Place>) -> BTreeMap<Place, Slot> {
    let mut found = BTreeMap::new();
    for (year, files) in years.iter().enumerate() {
        for (file, read) in files.files.iter().enumerate() {
            for (row, sourced) in read.rows.iter().enumerate().filter(|(_, row)| wanted.contains(&row.at)) {
                found.insert(sourced.at.clone(), Slot { year, file, row: Ok(row) });
            }
            for (row, aside) in read.set_aside.iter().enumerate().filter(|(_, row)| wanted.contains(&row.at)) {
                found.insert(aside.at.clone(), Slot { year, file, row: Err(row) });
            }
        }
    }
    found
}

/// Fixes for values that could not be read. Where the rest of the row was read, the value is empty in it now.
fn offered_at_reading(years: &[YearFiles]) -> HashSet<String> {
    let files = years.iter().flat_map(|year| year.files.iter());
    let fixes = files.flat_map(|file| file.problems.iter()).filter_map(|problem| problem.suggested_fix.as_ref());
    fixes.map(|fix| fix.id.clone()).collect()
}

/// Changes values if the row still holds what the fix says it held, and if a row that was read can still be read.
fn set_values(years: &mut [YearFiles], slot: Slot, edits: &[Edit], may_be_empty: bool) -> bool {
    let Some(file) = years.get_mut(slot.year).and_then(|year| year.files.get_mut(slot.file)) else { return false };
    match slot.row {
        Ok(row) => file.rows.get_mut(row).is_some_and(|sourced| {
            let cells = edited(&sourced.at, sourced.record.cells(), edits, may_be_empty);
            let record = cells.and_then(|cells| read_again(&sourced.at, &cells).0);
            record.is_some_and(|record| {
                sourced.record = record;
                true
            })
        }),
        Err(row) => file.set_aside.get_mut(row).is_some_and(|aside| {
            edited(&aside.at, aside.cells.clone(), edits, false).is_some_and(|cells| {
                aside.cells = cells;
                true
            })
        }),
    }
}

fn edited(at: &Place, mut cells: Vec<String>, edits: &[Edit], may_be_empty: bool) -> Option<Vec<String>> {
    for edit in edits {
        let cell = cells.get_mut(at.table.column_index(&edit.field)?)?;
        if *cell != edit.from && !(may_be_empty && cell.is_empty()) {
            return None;
        }
        cell.clone_from(&edit.to);
    }
    Some(cells)
}

fn drop_rows(file: &mut ReadFile, dropped: &BTreeSet<Place>) {
    if !dropped.is_empty() {
        file.rows.retain(|row| !dropped.contains(&row.at));
        file.set_aside.retain(|row| !dropped.contains(&row.at));
    }
}

fn take_back_what_was_said(file: &mut ReadFile, done: &HashSet<&str>) {
    let mended = |problem: &Problem| problem.suggested_fix.as_ref().is_some_and(|fix| done.contains(fix.id.as_str()));
    file.problems.retain(|problem| !mended(problem));
}

/// Rows set aside that can be read now join the others, in their place. What is still wrong with the rest is said anew.
fn bring_back_rows(file: &mut ReadFile, wanted: &BTreeSet<Place>) {
    let (tried, untouched): (Vec<SetAside>, Vec<SetAside>) =
        std::mem::take(&mut file.set_aside).into_iter().partition(|aside| wanted.contains(&aside.at));
    file.set_aside = untouched;
    if tried.is_empty() {
        return;
    }
    let places: BTreeSet<&Place> = tried.iter().map(|aside| &aside.at).collect();
    file.problems.retain(|problem| problem.place().is_none_or(|place| !places.contains(&place)));
    for SetAside { at, cells } in tried {
        let (record, problems) = read_again(&at, &cells);
        file.problems.extend(problems);
        match record {
            Some(record) => file.rows.push(SourcedRow { at, record }),
            None => file.set_aside.push(SetAside { at, cells }),
        }
    }
    file.rows.sort_by(|a, b| a.at.table.cmp(&b.at.table).then(a.at.row.cmp(&b.at.row)));
}
