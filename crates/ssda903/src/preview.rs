//! The whole import in one call: files in; what they are, what is wrong and how to mend it, and what would change, out.
//!
//! [`preview`] is pure and quick (well under a second for a council's year), so a caller keeps the files and the choices
//! a person has made, and calls it again after each choice. Nothing needs to be remembered in between: the same files,
//! choices and holdings give the same preview. To import, check [`Preview::can_import`], then carry out
//! [`Preview::plan`] in one transaction.

use crate::checks;
use crate::fixes;
use crate::layout::FileType;
use crate::merge::{Known, Plan, Tally, plan_without};
use crate::places::Place;
use crate::problems::{Group, Problem, group};
use crate::read::{Format, ReadFile, read_file};
use crate::years::{YearFiles, sort_years};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A file as it was handed over.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// What the person has chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The latest year among the files: 2026 is 1 April 2025 to 31 March 2026. Worked out where not given.
    pub year: Option<u16>,
    /// Keys of the groups whose suggested fixes are applied, in the order they were chosen.
    pub apply: Vec<String>,
}

/// One file in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    pub name: String,
    pub recognised: bool,
    /// "Header", "Episodes" and so on, or "XML return". `None` if not recognised.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The kinds of row in it.
    pub types: Vec<FileType>,
    pub year: Option<u16>,
    /// Rows in the file, including those set aside.
    pub rows: usize,
    /// Rows that are not loaded.
    pub set_aside: usize,
}

/// A group of fixes that was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedGroup {
    pub key: String,
    /// The group's title as it was before the fix.
    pub title: String,
    pub fixes: usize,
}

/// Everything a preview page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// In the order the files were handed over.
    pub files: Vec<FileReport>,
    /// The files as read, with the applied fixes, oldest year first.
    pub years: Vec<YearFiles>,
    pub problems: Vec<Problem>,
    /// The problems gathered by fix, what stops rows first.
    pub groups: Vec<Group>,
    pub applied_groups: Vec<AppliedGroup>,
    /// Rows of the files that will not be loaded.
    pub set_aside: BTreeSet<Place>,
    pub plan: Plan,
}

impl Preview {
    /// May it be imported? Not while a file cannot be read or its year is not known: then nothing is loaded at all.
    pub fn can_import(&self) -> bool {
        !self.files.is_empty() && self.files.iter().all(|file| file.recognised && file.year.is_some())
    }

    /// Would an import change anything?
    pub fn changes_nothing(&self) -> bool {
        self.plan.is_empty()
    }

    /// The result as one object, for machines.
    pub fn result(&self, applied: bool) -> ImportResult {
        ImportResult {
            files: self.files.clone(),
            people: self.plan.people_tally,
            episodes: self.plan.episodes_tally,
            other_rows: self.plan.others_tally,
            problems: self.problems.clone(),
            groups: self.groups.clone(),
            applied_groups: self.applied_groups.clone(),
            applied,
        }
    }
}

/// What `waymark import ssda903 --json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportResult {
    pub files: Vec<FileReport>,
    pub people: Tally,
    pub episodes: Tally,
    pub other_rows: Tally,
    pub problems: Vec<Problem>,
    pub groups: Vec<Group>,
    pub applied_groups: Vec<AppliedGroup>,
    pub applied: bool,
}

/// Reads, sorts into years, checks, applies the chosen fixes, and plans.
pub fn preview(uploads: &[Upload<'_>], choices: &Choices, known: &Known) -> Preview {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let mut read = Vec::new();
    for (name, bytes) in distinct_names(uploads) {
        match read_file(&name, bytes) {
            Ok(file) => {
                files.push(report(&file));
                read.push(file);
            }
            Err(refusals) => {
                problems.extend(refusals);
                let (kind, types) = (None, Vec::new());
                files.push(FileReport { name, recognised: false, kind, types, year: None, rows: 0, set_aside: 0 });
            }
        }
    }
    let sorted = sort_years(read, choices.year);
    problems.extend(sorted.problems);
    let mut years = sorted.years;
    let (checked, applied_groups) = check_and_fix(&mut years, known, &choices.apply);
    let set_aside = checks::set_aside(&checked);
    problems.extend(checked);
    let plan = plan_without(known, &years, &set_aside);
    note_years(&mut files, &years, &set_aside);
    let groups = group(&problems);
    Preview { files, years, problems, groups, applied_groups, set_aside, plan }
}

/// Checks, applies the first chosen group, checks again, and so on: a fix may mend or uncover something else.
fn check_and_fix(years: &mut [YearFiles], known: &Known, apply: &[String]) -> (Vec<Problem>, Vec<AppliedGroup>) {
    let mut applied_groups = Vec::new();
    let mut left_over = Vec::new();
    let mut problems = check(years, known);
    for key in apply {
        if !problems.iter().any(|problem| problem.group == *key && problem.suggested_fix.is_some()) {
            continue;
        }
        let title = group(&problems).into_iter().find(|group| group.key == *key).map(|group| group.title);
        let Some(title) = title else { continue };
        let applied = fixes::apply_group(years, &problems, key);
        left_over.extend(applied.problems);
        applied_groups.push(AppliedGroup { key: key.clone(), title, fixes: applied.done.len() });
        problems = check(years, known);
    }
    problems.extend(left_over);
    (problems, applied_groups)
}

/// What reading said about each file, and what the checks say.
fn check(years: &[YearFiles], known: &Known) -> Vec<Problem> {
    let said = years.iter().flat_map(|year| year.files.iter()).flat_map(|file| file.problems.iter().cloned());
    said.chain(checks::run(known, years)).collect()
}

/// Two files of one name (from two folders, in a browser) are told apart, since problems name their file.
fn distinct_names<'a>(uploads: &[Upload<'a>]) -> Vec<(String, &'a [u8])> {
    let mut taken: BTreeSet<String> = uploads.iter().map(|upload| upload.name.to_owned()).collect();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut named = Vec::new();
    for upload in uploads {
        let times = seen.entry(upload.name).or_default();
        *times += 1;
        let mut name = upload.name.to_owned();
        while *times > 1
            && !taken.insert({
                name = format!("{} ({times})", upload.name);
                name.clone()
            })
        {
            *times += 1;
        }
        named.push((name, upload.bytes));
    }
    named
}

fn report(file: &ReadFile) -> FileReport {
    let kind = match file.format {
        Format::Csv => file.types.first().map(|kind| kind.name().to_owned()),
        Format::Xml => Some("XML return".to_owned()),
    };
    FileReport {
        name: file.name.as_str().to_owned(),
        recognised: true,
        kind,
        types: file.types.clone(),
        year: None,
        rows: file.rows_in_file(),
        set_aside: file.set_aside.len(),
    }
}

fn note_years(files: &mut [FileReport], years: &[YearFiles], set_aside: &BTreeSet<Place>) {
    let mut aside: BTreeMap<&str, usize> = BTreeMap::new();
    for place in set_aside {
        *aside.entry(place.file.as_str()).or_default() += 1;
    }
    for year in years {
        for read in &year.files {
            for report in files.iter_mut().filter(|report| report.name == read.name.as_str()) {
                report.year = Some(year.year);
                report.set_aside = aside.get(read.name.as_str()).copied().unwrap_or(0);
            }
        }
    }
}
