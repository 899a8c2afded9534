//! Where a fact came from: the file, the kind of row in it and the row. Every problem and every fix names this place, so
//! that a data officer can find the same row in the file they hold.

use crate::layout::FileType;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The name a file was handed over with. Cheap to copy: every row of the file carries it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(Arc<str>);

impl FileName {
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder part of the name as it was given, empty where there is none.
    pub fn folder(&self) -> &str {
        self.0.rfind(['/', '\\']).map_or("", |end| &self.0[..end])
    }
}

impl From<String> for FileName {
    fn from(name: String) -> Self {
        Self::new(&name)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0.to_string()
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One row of one file. In a CSV file `row` is the line as a spreadsheet numbers it, so the headings are row 1. In an
/// XML return it counts the records of that kind from the top: the third EPISODE in the file is Episodes row 3.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    pub file: FileName,
    pub table: FileType,
    pub row: u32,
}
