//! Reading a CSV file of the return.
//!
//! Lines are split here and not by a library, because the usual readers mend damaged quotes without a word, and one
//! quote too many can swallow rows. No value of the return holds a line end, so a quote that is open at the end of its
//! line is damage, and a row's number is its line.

use crate::layout::{Column, FileType};
use crate::places::{FileName, Place};
use crate::problems::{Problem, Severity};
use crate::read::intake::{Intake, shown};
use crate::read::sniff::refusal;
use crate::read::{Format, MOST_COLUMNS, ReadFile};

/// Why a line could not be split.
enum Damage {
    OpenQuote,
    StrayQuote,
}

pub(super) fn read(name: &FileName, text: &str) -> Result<ReadFile, Vec<Problem>> {
    let mut lines = lines(text).zip(1_u32..).filter(|(line, _)| !line.trim().is_empty());
    let Some((heading_line, heading_row)) = lines.next() else {
        return Err(vec![refusal(name, "W55", format!("{name}, row 1: the file is empty. Nothing was loaded."))]);
    };
    let headings = split(heading_line).map_err(|damage| damaged(name, heading_row, 1, damage))?;
    let layout = Layout::recognise(name, heading_row, heading_line, &headings)?;

    let mut intake = Intake::new(name);
    intake.expect(layout.table);
    layout.notices(name, &mut intake);
    let mut last = None;
    let mut blank_rows = 0_u32;
    for (line, row) in lines {
        let fields = split_at(line).map_err(|(column, damage)| damaged(name, row, column, damage))?;
        if fields.iter().all(|field| field.trim().is_empty()) {
            blank_rows += 1;
            continue;
        }
        if intake.is_full() {
            return Err(intake.too_many_rows());
        }
        let at = Place { file: name.clone(), table: layout.table, row };
        last = Some((row, fields.len()));
        match layout.arrange(fields) {
            Ok(cells) => intake.take(at, cells),
            Err(fields) => {
                let says = layout.wrong_width(name, row, fields.len());
                intake.take_misshapen(at, layout.arrange_what_there_is(fields), says);
            }
        }
    }
    if blank_rows > 0 {
        let says = format!("{name}: we left out {blank_rows} rows that hold nothing.");
        intake.note(Problem::new("W04", Severity::Notice, "empty-rows-left-out", says).in_file(name));
    }
    check_the_end(name, text, &layout, last, &mut intake)?;
    intake.finish(Format::Csv)
}

/// A file that was cut off: its last row stops early, or it has no line end and its last value cannot be read.
fn check_the_end(
    name: &FileName,
    text: &str,
    layout: &Layout,
    last: Option<(u32, usize)>,
    intake: &mut Intake,
) -> Result<(), Vec<Problem>> {
    let Some((row, width)) = last else { return Ok(()) };
    let ends_whole = text.ends_with(['\n', '\r']);
    if width < layout.width {
        let column = layout.names.get(width).map_or("", String::as_str);
        return Err(vec![refusal(
            name,
            "W58",
            format!(
                "{name}, row {row}, column {column}: the file stops in the middle. The last row has {width} values and there are {} headings. Export the file again. Nothing was loaded.",
                layout.width
            ),
        )]);
    }
    if ends_whole {
        return Ok(());
    }
    if intake.last_row_is_bad() {
        return Err(vec![refusal(
            name,
            "W58",
            format!(
                "{name}, row {row}: the file seems to stop in the middle. Its last row cannot be read and does not end with a new line. Export the file again. Nothing was loaded."
            ),
        )]);
    }
    let says = format!("{name}, row {row}: the last row does not end with a new line. Check that the row is whole.");
    let notice = Problem::new("W05", Severity::Notice, "no-last-line-end", says).in_file(name);
    intake.note(notice);
    Ok(())
}

/// Which kind of file it is and where each of its columns stands.
struct Layout {
    table: FileType,
    /// For each of our columns, its position in the file.
    positions: Vec<usize>,
    /// The headings in the file's own order.
    names: Vec<String>,
    width: usize,
    /// Positions of columns without a heading, which must hold nothing.
    nameless: Vec<usize>,
    tidied: bool,
}

impl Layout {
    fn recognise(name: &FileName, row: u32, line: &str, headings: &[String]) -> Result<Self, Vec<Problem>> {
        if headings.len() > MOST_COLUMNS {
            let says = format!("{name}, row {row}: the file has more than {MOST_COLUMNS} columns. Nothing was loaded.");
            return Err(vec![refusal(name, "W50", says)]);
        }
        let names: Vec<String> = headings.iter().map(|heading| heading.trim().to_uppercase()).collect();
        let nameless: Vec<usize> = (0..names.len()).filter(|&index| names[index].is_empty()).collect();
        let trailing = nameless.iter().rev().zip((0..names.len()).rev()).all(|(&have, end)| have == end);
        let named: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let found = FileType::ALL.into_iter().find(|table| same_set(&named, table.columns()));
        let (Some(table), true) = (found, trailing) else {
            return Err(vec![
                refusal(name, "W59", not_recognised(name, row, line, &names, found)).on(first_odd(&names)),
            ]);
        };
        let position = |column: &Column| names.iter().position(|name| name == column.name);
        let positions = table.columns().iter().filter_map(position).collect();
        let tidied = headings.iter().zip(&names).any(|(given, tidy)| given != tidy);
        Ok(Self { table, positions, width: names.len(), names, nameless, tidied })
    }

    fn notices(&self, name: &FileName, intake: &mut Intake) {
        if self.tidied {
            let says = format!("{name}: we read the headings without spaces and in capitals.");
            intake.note(Problem::new("W06", Severity::Notice, "headings-tidied", says).in_file(name));
        }
        if !self.nameless.is_empty() {
            let says = format!("{name}: we left out empty columns at the end of the file.");
            intake.note(Problem::new("W06", Severity::Notice, "headings-tidied", says).in_file(name));
        }
    }

    /// Values in our order, or the values back if the row has too few, too many, or some where no heading is.
    fn arrange(&self, mut fields: Vec<String>) -> Result<Vec<String>, Vec<String>> {
        let spare = fields.get(self.width..).unwrap_or_default();
        let overflow = spare.iter().any(|field| !field.trim().is_empty());
        let astray = self.nameless.iter().any(|&at| fields.get(at).is_some_and(|field| !field.trim().is_empty()));
        if fields.len() < self.width || overflow || astray {
            return Err(fields);
        }
        Ok(self.positions.iter().map(|&at| std::mem::take(&mut fields[at])).collect())
    }

    fn arrange_what_there_is(&self, mut fields: Vec<String>) -> Vec<String> {
        self.positions.iter().map(|&at| fields.get_mut(at).map(std::mem::take).unwrap_or_default()).collect()
    }

    fn wrong_width(&self, name: &FileName, row: u32, width: usize) -> String {
        let column = self.names.get(width.min(self.width.saturating_sub(1))).map_or("", String::as_str);
        format!(
            "{name}, row {row}, column {column}: the row has {width} values and there are {} headings. A comma may be missing or one too many. We set this row aside.",
            self.width
        )
    }
}

fn same_set(names: &[&str], columns: &[Column]) -> bool {
    names.len() == columns.len() && columns.iter().all(|column| names.contains(&column.name))
}

fn first_odd(names: &[String]) -> String {
    let known = |name: &str| FileType::ALL.iter().any(|table| table.column_index(name).is_some());
    names.iter().find(|name| !known(name)).or(names.first()).cloned().unwrap_or_default()
}

/// Says what the file may be and which headings are missing, too many or there twice.
fn not_recognised(name: &FileName, row: u32, line: &str, names: &[String], found: Option<FileType>) -> String {
    for (mark, called) in [(';', "semicolons (;)"), ('\t', "tabs"), ('|', "upright lines (|)")] {
        if names.len() == 1 && line.matches(mark).count() >= 2 {
            return format!(
                "{name}, row {row}: the values are divided by {called} and the return uses commas. Save it again as “CSV UTF-8”. Nothing was loaded."
            );
        }
    }
    if found.is_some() {
        return format!(
            "{name}, row {row}: there is a column without a heading between the others. Nothing was loaded."
        );
    }
    if let Some(twice) = names.iter().enumerate().find(|(at, name)| !name.is_empty() && names[..*at].contains(name)) {
        return format!(
            "{name}, row {row}, column {0}: the heading {0} is there twice. Nothing was loaded.",
            shown(twice.1)
        );
    }
    match nearest(names) {
        Some(table) => differs_from(name, row, table, names),
        None if looks_like_data(names) => format!(
            "{name}, row {row}: the first row holds values and not headings. Export the file again with its headings. Nothing was loaded."
        ),
        None => format!(
            "{name}, row {row}, column {}: these headings are not those of a file in the return ({}). Nothing was loaded.",
            shown(&first_odd(names)),
            listed(names.iter().map(String::as_str)),
        ),
    }
}

/// The kind of file most of whose headings are there.
fn nearest(names: &[String]) -> Option<FileType> {
    let shared =
        |table: &FileType| table.columns().iter().filter(|column| names.iter().any(|n| n == column.name)).count();
    let differences = |table: &FileType| table.columns().len() + names.len() - 2 * shared(table);
    let own = |table: &FileType| {
        table
            .columns()
            .iter()
            .filter(|column| !["CHILD", "DOB", "SEX"].contains(&column.name))
            .any(|column| names.iter().any(|name| name == column.name))
    };
    FileType::ALL
        .into_iter()
        .filter(own)
        .filter(|table| shared(table) * 2 >= table.columns().len())
        .min_by_key(differences)
}

fn differs_from(name: &FileName, row: u32, table: FileType, names: &[String]) -> String {
    let missing: Vec<&str> =
        table.columns().iter().map(|column| column.name).filter(|column| !names.iter().any(|n| n == column)).collect();
    let extra: Vec<&str> = names.iter().map(String::as_str).filter(|n| table.column_index(n).is_none()).collect();
    let mut says = format!("{name}, row {row}, column ");
    says.push_str(&shown(extra.first().or(missing.first()).unwrap_or(&"")));
    says.push_str(&format!(": this looks like the {table} file ({})", table.in_words()));
    if !missing.is_empty() {
        says.push_str(&format!(", but it has no {}", listed(missing.into_iter())));
    }
    if !extra.is_empty() {
        let joint = if says.contains("but it has no") { " and" } else { ", but" };
        says.push_str(&format!("{joint} it has {} too many", listed(extra.into_iter())));
    }
    says.push_str(". Nothing was loaded.");
    says
}

fn looks_like_data(names: &[String]) -> bool {
    names.iter().any(|name| crate::dates::read_date(name).is_ok() || name.bytes().all(|byte| byte.is_ascii_digit()))
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let shown: Vec<String> =
        names.map(|name| if name.is_empty() { "(no heading)".to_owned() } else { shown(name) }).collect();
    match shown.len() {
        0..=15 => shown.join(", "),
        more => format!("{} and {} more", shown[..15].join(", "), more - 15),
    }
}

fn damaged(name: &FileName, row: u32, column: usize, damage: Damage) -> Vec<Problem> {
    let says = match damage {
        Damage::OpenQuote => "a quote mark (\") is opened and not closed. The file may be cut off",
        Damage::StrayQuote => "a quote mark (\") is in the middle of a value",
    };
    vec![refusal(name, "W58", format!("{name}, row {row}, column {column}: {says}. Nothing was loaded."))]
}

/// Lines of any of the three kinds of line end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let separator = if text.contains('\n') { '\n' } else { '\r' };
    text.split(separator).map(|line| line.strip_suffix('\r').unwrap_or(line))
}

fn split(line: &str) -> Result<Vec<String>, Damage> {
    split_at(line).map_err(|(_, damage)| damage)
}

/// The values of one line; on damage, which value (from 1) it is in.
fn split_at(line: &str) -> Result<Vec<String>, (usize, Damage)> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_field(quoted).map_err(|damage| (fields.len() + 1, damage))?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                if rest[..end].contains('"') {
                    return Err((fields.len() + 1, Damage::StrayQuote));
                }
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        fields.push(field);
        match after.strip_prefix(',') {
            Some(more) => rest = more,
            None => return Ok(fields),
        }
    }
}

/// The value after an opening quote, and what follows its closing quote: a comma or nothing.
fn quoted_field(text: &str) -> Result<(String, &str), Damage> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"').ok_or(Damage::OpenQuote)?;
        field.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.bytes().next() {
            Some(b'"') => {
                field.push('"');
                rest = &rest[1..];
            }
            None | Some(b',') => return Ok((field, rest)),
            Some(_) => return Err(Damage::StrayQuote),
        }
    }
}
