//! Loading the yearly return (SSDA903, "the 903"): files in, a preview, choices, one transaction, and seven days to
//! take it all back.
//!
//! What the returns said is kept row by row as it was given (`return_row`, every file of the return), beside the living
//! record (facts and episodes) that staff work with. A later return is compared with what the returns said before, so
//! a correction made by a worker stays until the return itself says something new. `import_change` says which stored
//! row took the place of which; a row without an entry there is new and carries the import's id itself.
//!
//! Nothing here shows a name: the one who prepares returns sees child numbers and counts (assurance §2.2).

mod apply;
mod known;
mod preview;
mod reading;
mod rows;
mod starting_team;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::access::{Prepare, class};
use crate::audit::AuditRow;
use crate::db::{By, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::ids::{ImportId, RowId};
use crate::schema::{import_batch, import_choice, import_file, person_summary};

pub use apply::{Applied, apply};
pub use preview::{FileSeen, GroupSeen, Preview, Sample, SampleLine, look, open_problems, preview};
pub use rows::{as_given, to_return_row};
pub use starting_team::{choose_starting_team, give_a_team, starting_team};
pub use undo::{DAYS_TO_UNDO, Undone, undo};

/// The largest file taken: 50 MiB (assurance §9).
pub const MOST_BYTES: usize = waymark_ssda903::read::MOST_BYTES;
/// The most files in one import.
pub const MOST_FILES: usize = 60;

/// A file as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being prepared: nothing of it is in any record.
    Draft,
    Applied,
    Undone,
    /// Given up before it was loaded.
    Discarded,
}

impl State {
    const ALL: [Self; 4] = [Self::Draft, Self::Applied, Self::Undone, Self::Discarded];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Applied => "applied",
            Self::Undone => "undone",
            Self::Discarded => "discarded",
        }
    }

    fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Discarded)
    }
}

/// One import as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub id: ImportId,
    pub state: State,
    /// The latest collection year in it, as the person gave it.
    pub year: u16,
    pub authority: String,
    pub created_at: i64,
    pub created_by: String,
    pub applied_at: Option<i64>,
    pub undo_until: Option<i64>,
    pub undone_at: Option<i64>,
    /// What it did, once applied.
    pub result: Option<Applied>,
}

impl Batch {
    /// May it still be taken back?
    pub fn can_be_undone(&self, now: jiff::Timestamp) -> bool {
        self.state == State::Applied && self.undo_until.is_some_and(|until| crate::db::micros(now) <= until)
    }
}

/// What the data officer decided about one group of problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choice", content = "reason", rename_all = "snake_case")]
pub enum Choice {
    /// Mend the rows the way the group suggests.
    ApplyFix,
    /// Load as given; the adviser finds out (S64 lists it).
    LeaveForAdviser,
    /// Load as given; it is not a problem here, and this is why.
    IgnoreWithReason(String),
}

impl Choice {
    fn stored(&self) -> (&'static str, &str) {
        match self {
            Self::ApplyFix => ("apply_fix", ""),
            Self::LeaveForAdviser => ("leave", ""),
            Self::IgnoreWithReason(reason) => ("ignore", reason),
        }
    }

    fn read(choice: &str, reason: String) -> Self {
        match choice {
            "apply_fix" => Self::ApplyFix,
            "ignore" => Self::IgnoreWithReason(reason),
            _ => Self::LeaveForAdviser,
        }
    }
}

/// Somebody who prepares returns, or a command on the server's own machine. Everything in this module asks.
fn permitted(r: &mut Reading<'_>) -> Result<()> {
    match r.asking().by {
        By::System(_) => Ok(()),
        By::Actor(_) => r.service_permit::<class::Statistics, Prepare>().map(drop),
    }
}

#[derive(Insertable)]
#[diesel(table_name = import_batch, treat_none_as_default_value = false)]
struct BatchRow {
    id: String,
    state: &'static str,
    return_year: i32,
    authority: String,
    created_at: i64,
    created_by: String,
    applied_at: Option<i64>,
    undo_until: Option<i64>,
    undone_at: Option<i64>,
    result: String,
}

/// Keeps files for an import to come. Nothing is read into any record yet.
pub fn start(tx: &mut Tx<'_>, files: &[Upload], year: u16, authority: &str) -> Result<ImportId> {
    permitted(tx)?;
    check_year(year)?;
    let id = ImportId::fresh();
    let row = BatchRow {
        id: id.to_string(),
        state: State::Draft.code(),
        return_year: i32::from(year),
        authority: authority.trim().to_owned(),
        created_at: tx.now_micros(),
        created_by: tx.by(),
        applied_at: None,
        undo_until: None,
        undone_at: None,
        result: String::new(),
    };
    diesel::insert_into(import_batch::table).values(row).execute(tx.reading.conn)?;
    keep_files(tx, &id, files)?;
    say(tx, "started");
    Ok(id)
}

fn check_year(year: u16) -> Result<()> {
    if (1992..=2100).contains(&year) {
        return Ok(());
    }
    Err(Error::Contradicts("The year must be the one the return ends in, such as 2026 for 2025 to 2026.".into()))
}

/// Adds files to an import that is still being prepared.
pub fn add_files(tx: &mut Tx<'_>, id: &ImportId, files: &[Upload]) -> Result<()> {
    permitted(tx)?;
    draft(tx, id)?;
    keep_files(tx, id, files)
}

/// Takes one file out again.
pub fn remove_file(tx: &mut Tx<'_>, id: &ImportId, position: i32) -> Result<()> {
    permitted(tx)?;
    draft(tx, id)?;
    diesel::delete(import_file::table)
        .filter(import_file::import_id.eq(id.as_str()))
        .filter(import_file::position.eq(position))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// Changes the year an import is for.
pub fn set_year(tx: &mut Tx<'_>, id: &ImportId, year: u16) -> Result<()> {
    permitted(tx)?;
    check_year(year)?;
    draft(tx, id)?;
    diesel::update(import_batch::table.find(id.as_str()))
        .set(import_batch::return_year.eq(i32::from(year)))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// Gives up an import that was not loaded, and the files with it.
pub fn discard(tx: &mut Tx<'_>, id: &ImportId) -> Result<()> {
    permitted(tx)?;
    draft(tx, id)?;
    diesel::delete(import_file::table.filter(import_file::import_id.eq(id.as_str()))).execute(tx.reading.conn)?;
    diesel::update(import_batch::table.find(id.as_str()))
        .set(import_batch::state.eq(State::Discarded.code()))
        .execute(tx.reading.conn)?;
    say(tx, "discarded");
    Ok(())
}

/// Decides about one group of problems. The last choice counts.
pub fn choose(tx: &mut Tx<'_>, id: &ImportId, group: &str, choice: &Choice) -> Result<()> {
    permitted(tx)?;
    draft(tx, id)?;
    if matches!(choice, Choice::IgnoreWithReason(reason) if reason.trim().is_empty()) {
        return Err(Error::Contradicts("Say why it is not a problem here.".into()));
    }
    let (code, reason) = choice.stored();
    diesel::delete(import_choice::table.find((id.as_str(), group))).execute(tx.reading.conn)?;
    let (at, by) = (tx.now_micros(), tx.by());
    diesel::insert_into(import_choice::table)
        .values((
            import_choice::import_id.eq(id.as_str()),
            import_choice::group_key.eq(group),
            import_choice::choice.eq(code),
            import_choice::reason.eq(reason.trim()),
            import_choice::chosen_at.eq(at),
            import_choice::chosen_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// Every import that was not given up, newest first.
pub fn list(r: &mut Reading<'_>) -> Result<Vec<Batch>> {
    permitted(r)?;
    let stored: Vec<StoredBatch> = import_batch::table
        .filter(import_batch::state.ne(State::Discarded.code()))
        .order(import_batch::created_at.desc())
        .limit(100)
        .load(r.conn)?;
    Ok(stored.into_iter().map(Batch::from).collect())
}

/// One import.
pub fn batch(r: &mut Reading<'_>, id: &ImportId) -> Result<Batch> {
    permitted(r)?;
    stored_batch(r, id)
}

type StoredBatch = (String, String, i32, String, i64, String, Option<i64>, Option<i64>, Option<i64>, String);

impl From<StoredBatch> for Batch {
    fn from(stored: StoredBatch) -> Self {
        let (id, state, year, authority, created_at, created_by, applied_at, undo_until, undone_at, result) = stored;
        Self {
            id: ImportId::stored(id),
            state: State::from_code(&state),
            year: u16::try_from(year).unwrap_or_default(),
            authority,
            created_at,
            created_by,
            applied_at,
            undo_until,
            undone_at,
            result: serde_json::from_str(&result).ok(),
        }
    }
}

fn stored_batch(r: &mut Reading<'_>, id: &ImportId) -> Result<Batch> {
    let stored: StoredBatch = import_batch::table.find(id.as_str()).first(r.conn)?;
    Ok(stored.into())
}

/// The import, if it is still being prepared.
fn draft(tx: &mut Tx<'_>, id: &ImportId) -> Result<Batch> {
    let batch = stored_batch(tx, id)?;
    match batch.state {
        State::Draft => Ok(batch),
        State::Applied => Err(Error::Contradicts("This import is already in the records.".into())),
        State::Undone => Err(Error::Contradicts("This import was undone. Add the files again to load them.".into())),
        State::Discarded => Err(Error::NotFound),
    }
}

fn keep_files(tx: &mut Tx<'_>, id: &ImportId, files: &[Upload]) -> Result<()> {
    let held: Vec<i32> = import_file::table
        .filter(import_file::import_id.eq(id.as_str()))
        .select(import_file::position)
        .load(tx.reading.conn)?;
    if held.len() + files.len() > MOST_FILES {
        return Err(Error::Contradicts(format!("An import takes at most {MOST_FILES} files.")));
    }
    let first = held.into_iter().max().map_or(0, |last| last + 1);
    for (file, position) in files.iter().zip(first..) {
        if file.bytes.len() > MOST_BYTES {
            return Err(Error::Contradicts(format!("{} is larger than 50 MB. We take files up to that.", file.name)));
        }
        let row = (
            import_file::id.eq(RowId::fresh().to_string()),
            import_file::import_id.eq(id.as_str()),
            import_file::position.eq(position),
            import_file::name.eq(safe_name(&file.name)),
            import_file::content.eq(STANDARD.encode(&file.bytes)),
        );
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(import_file::table).values(row).execute(c))?;
    }
    Ok(())
}

/// A file's name without marks that could turn text around or hide in it.
fn safe_name(name: &str) -> String {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    name.chars().filter(|c| !hidden(*c)).take(300).collect()
}

/// The kept files, in the order they were added, with their positions.
fn files(r: &mut Reading<'_>, id: &ImportId) -> Result<Vec<(i32, Upload)>> {
    let stored: Vec<(i32, String, String)> = import_file::table
        .filter(import_file::import_id.eq(id.as_str()))
        .order(import_file::position)
        .select((import_file::position, import_file::name, import_file::content))
        .load(r.conn)?;
    let decode = |(position, name, content): (i32, String, String)| {
        let bytes = STANDARD.decode(content).map_err(|error| Error::Other(anyhow::Error::new(error)))?;
        Ok((position, Upload { name, bytes }))
    };
    stored.into_iter().map(decode).collect()
}

/// What was chosen, in the order it was chosen: one fix may uncover what another mends.
#[derive(Debug, Clone, Default)]
struct Chosen(Vec<(String, Choice)>);

impl Chosen {
    fn get(&self, group: &str) -> Option<&Choice> {
        self.0.iter().find(|(key, _)| key == group).map(|(_, choice)| choice)
    }

    fn to_apply(&self) -> Vec<String> {
        let fixes = self.0.iter().filter(|(_, choice)| *choice == Choice::ApplyFix);
        fixes.map(|(group, _)| group.clone()).collect()
    }
}

fn choices(r: &mut Reading<'_>, id: &ImportId) -> Result<Chosen> {
    let stored: Vec<(String, String, String)> = import_choice::table
        .filter(import_choice::import_id.eq(id.as_str()))
        .order((import_choice::chosen_at, import_choice::group_key))
        .select((import_choice::group_key, import_choice::choice, import_choice::reason))
        .load(r.conn)?;
    Ok(Chosen(stored.into_iter().map(|(group, choice, reason)| (group, Choice::read(&choice, reason))).collect()))
}

/// Who supports the people with these numbers: who can find out what a return got wrong (S64). Staff names only.
pub fn who_can_fix(r: &mut Reading<'_>, children: &BTreeSet<String>) -> Result<BTreeMap<String, String>> {
    permitted(r)?;
    let numbers: Vec<&String> = children.iter().collect();
    let mut found = BTreeMap::new();
    for part in numbers.chunks(known::AT_A_TIME) {
        let rows: Vec<(String, String)> = person_summary::table
            .filter(person_summary::child_number.eq_any(part.iter().map(|number| number.as_str())))
            .select((person_summary::child_number, person_summary::adviser_name))
            .load(r.conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// One line in the audit about the import as a whole.
fn say(tx: &mut Tx<'_>, what: &str) {
    let row = AuditRow { detail: format!("import {what}"), ..tx.row("write", crate::access::Class::Statistics.code()) };
    tx.audit(row);
}
