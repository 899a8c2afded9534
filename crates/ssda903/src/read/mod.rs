//! Reading a file: from bytes to typed rows, or to a plain message that says which row and column stopped us.
//!
//! Reading is total (no input makes it panic) and all-or-nothing for layout: a file whose layout is wrong gives no rows
//! at all. A file of the right layout with a few rows that cannot be read gives the other rows, and sets those few aside;
//! over one row in twenty, and the file is refused (REL: bulk import).

mod delimited;
pub(crate) mod intake;
mod sniff;
mod xml;

use crate::layout::FileType;
use crate::places::{FileName, Place};
use crate::problems::Problem;
use crate::rows::{Header, Record, SourcedRow};
use serde::{Deserialize, Serialize};

/// The largest file read: 50 MiB.
pub const MOST_BYTES: usize = 50 * 1024 * 1024;
/// The most rows read from one file.
pub const MOST_ROWS: usize = 200_000;
/// The most columns a CSV file may have.
pub const MOST_COLUMNS: usize = 200;
/// The deepest an XML return may nest.
pub const DEEPEST_XML: usize = 64;
/// A file is refused when more than one row in this many cannot be read (5%).
pub const ONE_BAD_ROW_IN: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Format {
    Csv,
    Xml,
}

/// A file that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadFile {
    pub name: FileName,
    pub format: Format,
    /// What it was recognised as: one type for a CSV file, all that occur for an XML return.
    pub types: Vec<FileType>,
    pub rows: Vec<SourcedRow>,
    /// Rows that could not be read, with their values in the order of [`FileType::columns`], so that a fix can bring
    /// them back.
    pub set_aside: Vec<SetAside>,
    /// What was tidied, and what is wrong with single rows.
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    pub at: Place,
    pub cells: Vec<String>,
}

impl ReadFile {
    /// Rows in the file, read or not.
    pub fn rows_in_file(&self) -> usize {
        self.rows.len() + self.set_aside.len()
    }

    pub fn headers(&self) -> impl Iterator<Item = (&Place, &Header)> {
        self.rows.iter().filter_map(|row| match &row.record {
            Record::Header(header) => Some((&row.at, header.as_ref())),
            _ => None,
        })
    }

    /// The child ids that occur in the file, in the order they occur, with repeats.
    pub fn children(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row.record.child())
    }
}

/// Reads one file. `name` is only used to say where things are: the kind of file is known from its headings.
///
/// `Err` holds at least one problem of group `file-not-read`, and then nothing of the file is used.
pub fn read_file(name: &str, bytes: &[u8]) -> Result<ReadFile, Vec<Problem>> {
    let name = FileName::new(name);
    match sniff::text_of(&name, bytes)? {
        sniff::Text::Delimited(text) => delimited::read(&name, text),
        sniff::Text::Xml(text) => xml::read(&name, text),
    }
}
