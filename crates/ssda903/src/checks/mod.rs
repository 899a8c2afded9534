//! The checks: what may be wrong with rows that could be read, one entry for each rule.
//!
//! These are the checks that loading safely and honestly needs. To add a rule, add one [`Check`] to the table of the file
//! it belongs in; [`all`] picks it up. `code` is the DfE's rule number, or one of ours (W…) where the DfE has none. A check
//! looks at one year's rows, at the codes of one column, or at the whole: all years, what is held, and each child's story.

mod across_years;
mod answers;
mod homes;
mod people;
mod values;

use crate::codes::{self, Standing};
use crate::layout::{FileType, field_in_words};
use crate::merge::{Combined, Known};
use crate::places::Place;
use crate::problems::{Problem, Severity};
use crate::read::intake::shown;
use crate::rows::{Header, Record, SourcedRow};
use crate::years::YearFiles;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One rule.
pub struct Check {
    pub code: &'static str,
    /// What must hold, in words.
    pub says: &'static str,
    pub run: Run,
}

/// How a rule is run.
pub enum Run {
    /// The codes of one column: each must be on the list for its year.
    Codes(FileType, &'static str, Blank),
    /// The rows of one year.
    Year(fn(&Year<'_>, &mut Found)),
    /// One kind of row of one year: a rule the DfE numbers apart for each file.
    Kind(FileType, fn(&Year<'_>, FileType, &mut Found)),
    /// Everything together. Runs after the rest, without the rows they set aside.
    Whole(fn(&Whole<'_>, &mut Found)),
}

/// May a column be left empty?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    Fine,
    /// The return asks for it: say so, and load the row.
    Asked,
}

/// Every rule, in the order they run.
pub fn all() -> impl Iterator<Item = &'static Check> {
    [values::CHECKS, people::CHECKS, homes::CHECKS, answers::CHECKS, across_years::CHECKS].into_iter().flatten()
}

/// What a check has found. The rule's number is filled in by the runner.
pub struct Found {
    code: &'static str,
    problems: Vec<Problem>,
}

impl Found {
    /// A problem of the rule that is running, on one row.
    fn on_row(
        &self,
        severity: Severity,
        group: impl Into<String>,
        row: &SourcedRow,
        says: impl Into<String>,
    ) -> Problem {
        self.of(severity, group, row.record.child(), says).at(&row.at)
    }

    /// A problem of the rule that is running, about one child.
    fn of(&self, severity: Severity, group: impl Into<String>, child: &str, says: impl Into<String>) -> Problem {
        Problem::new(self.code, severity, group.into(), says).about(child)
    }

    fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// One year's rows, by kind and by child.
pub struct Year<'a> {
    pub year: u16,
    pub files: &'a YearFiles,
    by_kind: BTreeMap<FileType, Vec<&'a SourcedRow>>,
    /// The Header of each child; the last one where there are two.
    pub headers: HashMap<&'a str, (&'a Place, &'a Header)>,
    /// Children in the Header of any year, or held.
    pub known_anywhere: &'a HashSet<&'a str>,
}

impl<'a> Year<'a> {
    fn of(files: &'a YearFiles, known_anywhere: &'a HashSet<&'a str>) -> Self {
        let mut by_kind: BTreeMap<FileType, Vec<&SourcedRow>> = BTreeMap::new();
        let mut headers = HashMap::new();
        for row in files.rows() {
            by_kind.entry(row.record.table()).or_default().push(row);
            if let Record::Header(header) = &row.record {
                headers.insert(header.child.as_str(), (&row.at, header.as_ref()));
            }
        }
        Self { year: files.year, files, by_kind, headers, known_anywhere }
    }

    fn rows(&self, kind: FileType) -> &[&'a SourcedRow] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    fn children(&self, kind: FileType) -> HashSet<&'a str> {
        self.rows(kind).iter().map(|row| row.record.child()).collect()
    }
}

/// All years together with what is held.
pub struct Whole<'a> {
    pub known: &'a Known,
    /// In order, oldest first.
    pub years: &'a [Year<'a>],
    pub(crate) combined: &'a Combined<'a>,
}

/// Runs every check. Problems come rule by rule within a year, years in order.
pub fn run(known: &Known, years: &[YearFiles]) -> Vec<Problem> {
    let headers = years.iter().flat_map(|year| year.files.iter().flat_map(|file| file.headers()));
    let known_anywhere: HashSet<&str> =
        headers.map(|(_, header)| header.child.as_str()).chain(known.people.keys().map(String::as_str)).collect();
    let mut in_order: Vec<&YearFiles> = years.iter().collect();
    in_order.sort_by_key(|year| year.year);
    let indexed: Vec<Year<'_>> = in_order.into_iter().map(|year| Year::of(year, &known_anywhere)).collect();

    let mut found = Found { code: "", problems: Vec::new() };
    for year in &indexed {
        for check in all() {
            found.code = check.code;
            match &check.run {
                Run::Codes(kind, column, blank) => check_codes(year, *kind, column, *blank, &mut found),
                Run::Year(run) => run(year, &mut found),
                Run::Kind(kind, run) => run(year, *kind, &mut found),
                Run::Whole(_) => {}
            }
        }
    }
    let aside = set_aside(&found.problems);
    let combined = Combined::of(known, years, &aside);
    let whole = Whole { known, years: &indexed, combined: &combined };
    for check in all() {
        found.code = check.code;
        if let Run::Whole(run) = &check.run {
            run(&whole, &mut found);
        }
    }
    found.problems
}

/// The rows that are not loaded because of these problems.
pub fn set_aside(problems: &[Problem]) -> BTreeSet<Place> {
    problems.iter().filter(|problem| problem.severity == Severity::Blocking).filter_map(Problem::place).collect()
}

fn check_codes(year: &Year<'_>, kind: FileType, column: &'static str, blank: Blank, found: &mut Found) {
    let Some(set) = codes::set(column) else { return };
    let field = field_in_words(column);
    for row in year.rows(kind) {
        let code = row.record.text(column).unwrap_or_default();
        let (group, says) = match (code, set.standing(code, year.year)) {
            ("", _) if blank == Blank::Fine => continue,
            ("", _) => ("blank-code", format!("There is no {field}.")),
            (_, Standing::Current) => continue,
            (_, Standing::Unknown) => ("unknown-code", format!("The {field} “{}” is not on the list.", shown(code))),
            (_, Standing::Retired) => (
                "old-code",
                format!("The {field} “{code}” is an old code. It was dropped before the year to March {}.", year.year),
            ),
            (_, Standing::NotYet) => {
                ("new-code", format!("The {field} “{code}” came in after the year to March {}.", year.year))
            }
        };
        found.add(found.on_row(Severity::Warning, format!("{group}:{column}"), row, says).on(column));
    }
}
