//! From a row of texts to a typed row: tidying (spaces, small letters, `1.0`, SEX 1/2) with a count of what was tidied,
//! and the decision whether so many rows cannot be read that the file as a whole is not what it seems.

use crate::dates::{BadValue, write_date};
use crate::layout::{FileType, Nature, Need, field_in_words};
use crate::places::{FileName, Place};
use crate::problems::{Edit, Fix, Problem, Severity};
use crate::read::sniff::refusal;
use crate::read::{Format, MOST_ROWS, ONE_BAD_ROW_IN, ReadFile, SetAside};
use crate::rows::{BadCell, Record, SourcedRow};
use std::collections::BTreeMap;

pub(super) struct Intake {
    name: FileName,
    rows: Vec<SourcedRow>,
    set_aside: Vec<SetAside>,
    problems: Vec<Problem>,
    tidied: Tidied,
    tables: BTreeMap<FileType, Tally>,
}

#[derive(Default)]
struct Tidied {
    trimmed: u32,
    raised: u32,
    whole: u32,
    sex_codes: u32,
}

/// What was met in one kind of row.
#[derive(Default)]
struct Tally {
    rows: usize,
    /// Rows that could not be read at all.
    bad_rows: usize,
    first_bad: Option<Example>,
    /// By column that may be left out: how many values were given, how many could not be read, and the first of those.
    side: BTreeMap<&'static str, (usize, usize, Option<Example>)>,
    /// A date that only makes sense month first, and whether any only makes sense day first.
    first_month_first: Option<Example>,
    day_first: bool,
}

/// A value that could not be read, and where.
#[derive(Clone)]
struct Example {
    at: Place,
    cell: BadCell,
    value: String,
}

impl Intake {
    pub(super) fn new(name: &FileName) -> Self {
        Self {
            name: name.clone(),
            rows: Vec::new(),
            set_aside: Vec::new(),
            problems: Vec::new(),
            tidied: Tidied::default(),
            tables: BTreeMap::new(),
        }
    }

    /// Notes that this kind of row is in the file, even if no row follows.
    pub(super) fn expect(&mut self, table: FileType) {
        self.tables.entry(table).or_default();
    }

    pub(super) fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() + self.set_aside.len() >= MOST_ROWS
    }

    pub(super) fn too_many_rows(&self) -> Vec<Problem> {
        vec![refusal(
            &self.name,
            "W50",
            format!("{}: the file has more than {MOST_ROWS} rows. Nothing was loaded.", self.name),
        )]
    }

    /// Takes one row in the order of [`FileType::columns`].
    pub(super) fn take(&mut self, at: Place, mut cells: Vec<String>) {
        for (column, cell) in at.table.columns().iter().zip(cells.iter_mut()) {
            self.tidied.tidy(column.name, column.nature, cell);
        }
        let mut bad = Vec::new();
        let read = Record::read(at.table, &cells, &mut bad);
        self.tables.entry(at.table).or_default().note(&at, &cells, &bad, read.is_some());
        for cell in &bad {
            self.problems.push(bad_cell_problem(&at, &cells, *cell, read.is_none()));
        }
        match read {
            Some(record) => self.rows.push(SourcedRow { at, record }),
            None => self.set_aside.push(SetAside { at, cells }),
        }
    }

    /// Takes a row that has no place for its values: too few or too many of them.
    pub(super) fn take_misshapen(&mut self, at: Place, cells: Vec<String>, says: String) {
        let tally = self.tables.entry(at.table).or_default();
        tally.rows += 1;
        tally.bad_rows += 1;
        if tally.first_bad.is_none() {
            let cell = BadCell { column: "CHILD", index: 0, why: BadValue::NotADate };
            tally.first_bad = Some(Example { at: at.clone(), cell, value: String::new() });
        }
        self.problems.push(Problem::new("W11", Severity::Blocking, "row-wrong-width", says).at(&at));
        self.set_aside.push(SetAside { at, cells });
    }

    pub(super) fn last_row_is_bad(&self) -> bool {
        let last_bad = self.problems.iter().filter_map(|problem| problem.row).max();
        let last_row = self.rows.last().map(|row| row.at.row).max(self.set_aside.last().map(|row| row.at.row));
        last_bad.is_some() && last_bad == last_row
    }

    /// The file, unless too much of it could not be read.
    pub(super) fn finish(mut self, format: Format) -> Result<ReadFile, Vec<Problem>> {
        let refusals: Vec<Problem> = self.tables.values().filter_map(|tally| tally.refusal(&self.name)).collect();
        if !refusals.is_empty() {
            return Err(refusals);
        }
        self.tidied.notices(&self.name, &mut self.problems);
        Ok(ReadFile {
            name: self.name,
            format,
            types: self.tables.into_keys().collect(),
            rows: self.rows,
            set_aside: self.set_aside,
            problems: self.problems,
        })
    }
}

impl Tidied {
    fn tidy(&mut self, column: &str, nature: Nature, cell: &mut String) {
        let trimmed = cell.trim();
        if trimmed.len() != cell.len() {
            self.trimmed += 1;
            *cell = trimmed.to_owned();
        }
        if cell.chars().any(char::is_lowercase) && nature != Nature::PartialDate {
            self.raised += 1;
            *cell = cell.to_uppercase();
        }
        if (nature == Nature::Number || column == "SEX") && make_whole(cell) {
            self.whole += 1;
        }
        let today = match (column, cell.as_str()) {
            ("SEX", "1") => "M",
            ("SEX", "2") => "F",
            _ => return,
        };
        self.sex_codes += 1;
        today.clone_into(cell);
    }

    fn notices(&self, name: &FileName, problems: &mut Vec<Problem>) {
        let mut notice = |count: u32, code, group, says: String| {
            if count > 0 {
                problems.push(Problem::new(code, Severity::Notice, group, says).in_file(name));
            }
        };
        let values = |count: u32| if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
        let (trimmed, raised, whole, sex_codes) = (self.trimmed, self.raised, self.whole, self.sex_codes);
        notice(trimmed, "W01", "spaces-removed", format!("{name}: we took away spaces around {}.", values(trimmed)));
        notice(
            raised,
            "W02",
            "made-capitals",
            format!("{name}: we changed small letters to capitals in {}.", values(raised)),
        );
        notice(whole, "W03", "made-whole", format!("{name}: we read {} like “1.0” as “1”.", values(whole)));
        notice(
            sex_codes,
            "W08",
            "sex-codes",
            format!("{name}: we read {} of sex, 1 or 2, as M or F.", values(sex_codes)),
        );
    }
}

/// `1.0` becomes `1`. True if something changed.
fn make_whole(cell: &mut String) -> bool {
    let Some((whole, fraction)) = cell.split_once('.') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || fraction.is_empty() || !fraction.bytes().all(|byte| byte == b'0') {
        return false;
    }
    let length = whole.len();
    cell.truncate(length);
    true
}

impl Tally {
    fn note(&mut self, at: &Place, cells: &[String], bad: &[BadCell], was_read: bool) {
        self.rows += 1;
        self.bad_rows += usize::from(!was_read);
        for (index, (column, value)) in at.table.columns().iter().zip(cells).enumerate() {
            let problem = bad.iter().find(|cell| cell.index == index);
            let example = || problem.map(|cell| Example { at: at.clone(), cell: *cell, value: value.clone() });
            if column.need == Need::Side && !value.is_empty() {
                let (given, wrong, first) = self.side.entry(column.name).or_default();
                *given += 1;
                *wrong += usize::from(problem.is_some());
                *first = first.take().or_else(example);
            }
            if !was_read && self.first_bad.is_none() {
                self.first_bad = example();
            }
            if self.first_month_first.is_none()
                && problem.is_some_and(|cell| matches!(cell.why, BadValue::MonthFirst(_)))
            {
                self.first_month_first = example();
            }
            self.day_first = self.day_first
                || (column.nature == Nature::Date && crate::dates::read_date(value).is_ok_and(|date| date.day() > 12));
        }
    }

    /// Is this not the file it seems? If more than one row in twenty cannot be read (a single bad row among others is
    /// only set aside), if most values of a column are no dates, or if the dates are month first.
    fn refusal(&self, name: &FileName) -> Option<Problem> {
        let month_first =
            self.first_month_first.as_ref().filter(|_| !self.day_first).map(|example| (example, self.bad_rows));
        let too_many = self.bad_rows * ONE_BAD_ROW_IN > self.rows && (self.bad_rows > 1 || self.rows == 1);
        let unreadable = self.first_bad.as_ref().filter(|_| too_many).map(|example| (example, self.bad_rows));
        let column = self.side.values().find(|(given, wrong, _)| wrong * 2 > *given);
        let no_dates = column.and_then(|(_, wrong, first)| first.as_ref().map(|example| (example, *wrong)));
        let (example, rows) = month_first.or(unreadable).or(no_dates)?;
        let rows = match rows {
            0 | 1 => "1 row is".to_owned(),
            rows => format!("{rows} rows are"),
        };
        let Example { at, cell, value } = example;
        let says = format!(
            "{name}, row {}, column {}: {} {rows} like this, of {}. {}Nothing was loaded.",
            at.row,
            cell.column,
            what_is_wrong(*cell, value),
            self.rows,
            how_to_write(*cell),
        );
        let rule = at.table.columns().get(cell.index).map_or("W11", |column| column.rule);
        Some(refusal(name, rule, says).at(at).on(cell.column))
    }
}

fn what_is_wrong(cell: BadCell, value: &str) -> String {
    match (cell.why, value) {
        (BadValue::Blank, _) => "the value is empty.".to_owned(),
        (_, "") => "the row does not have a value for each heading.".to_owned(),
        (why, value) => format!("“{}” {}.", shown(value), why.in_words()),
    }
}

fn how_to_write(cell: BadCell) -> &'static str {
    match cell.why {
        BadValue::Blank | BadValue::Scientific | BadValue::TooLong => "",
        BadValue::NotADate if cell.column == "CHILD" => "",
        _ => "Write dates as day/month/year, like 01/06/2005. ",
    }
}

fn bad_cell_problem(at: &Place, cells: &[String], cell: BadCell, set_aside: bool) -> Problem {
    let value = cells.get(cell.index).map_or("", String::as_str);
    let column = at.table.columns().get(cell.index);
    let side = column.is_some_and(|column| column.need == Need::Side);
    let rule = column.map_or("W11", |column| column.rule);
    let outcome = match (side, set_aside) {
        (true, false) => "We left this value out and read the rest of the row.",
        _ => "We set this row aside.",
    };
    let group = match cell.why {
        BadValue::Blank if cell.column == "CHILD" => "no-child-id".to_owned(),
        BadValue::Blank => format!("blank-key:{}", cell.column),
        BadValue::Scientific => "child-id-damaged".to_owned(),
        BadValue::TooLong => "value-too-long".to_owned(),
        why if why.meant().is_some() => "date-written-another-way".to_owned(),
        _ => "date-not-readable".to_owned(),
    };
    let says = format!("The {} {} {outcome}", field_in_words(cell.column), what_the_value_is(cell.why, value));
    let severity = if side { Severity::Warning } else { Severity::Blocking };
    let fix = cell.why.meant().map(|date| {
        let meant = write_date(date);
        Fix::set(rule, at, format!("Read “{}” as {meant}.", shown(value)), vec![Edit::new(cell.column, value, meant)])
    });
    let mut problem = Problem::new(rule, severity, group, says).at(at).on(cell.column).with_fix(fix);
    problem.person = cells.first().filter(|child| !child.is_empty() && cell.column != "CHILD").cloned();
    problem
}

fn what_the_value_is(why: BadValue, value: &str) -> String {
    match why {
        BadValue::Blank => "is empty.".to_owned(),
        why => format!("“{}” {}.", shown(value), why.in_words()),
    }
}

/// A value as it can stand in a message: not too long, nothing that breaks the line.
pub(crate) fn shown(value: &str) -> String {
    let mut short: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
    if value.chars().count() > 40 {
        short.push('…');
    }
    short
}

/// Reads a row again after a fix changed its values: the record, or the problems that are left.
pub(crate) fn read_again(at: &Place, cells: &[String]) -> (Option<Record>, Vec<Problem>) {
    let mut bad = Vec::new();
    let read = Record::read(at.table, cells, &mut bad);
    let set_aside = read.is_none();
    (read, bad.into_iter().map(|cell| bad_cell_problem(at, cells, cell, set_aside)).collect())
}
