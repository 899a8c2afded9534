//! What is wrong with the files, said in words, with a fix where there is one, and gathered by fix rather than by rule.

use crate::groups;
use crate::layout::FileType;
use crate::places::{FileName, Place};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How much a problem holds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The row it names is set aside and not loaded; a file-level one stops the file. Other rows still load.
    Blocking,
    /// Loaded as given. Someone should look.
    Warning,
    /// Nothing to do: something we tidied, or a fact worth knowing.
    Notice,
}

/// One thing that is wrong, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The DfE's rule number ("142", "INT06"), or one of ours ("W21"). Ours are listed in `docs/importing-ssda903.md`.
    pub code: Cow<'static, str>,
    pub severity: Severity,
    /// In plain words, for staff.
    pub says: String,
    pub file: Option<FileName>,
    #[serde(rename = "type")]
    pub table: Option<FileType>,
    pub row: Option<u32>,
    /// The DfE's column name.
    pub field: Option<Cow<'static, str>>,
    /// The child id, as in the files.
    pub person: Option<String>,
    pub suggested_fix: Option<Fix>,
    /// The key of the [`Group`] it belongs to.
    pub group: Cow<'static, str>,
}

impl Problem {
    pub fn new(
        code: impl Into<Cow<'static, str>>,
        severity: Severity,
        group: impl Into<Cow<'static, str>>,
        says: impl Into<String>,
    ) -> Self {
        Self {
            code: code.into(),
            severity,
            says: says.into(),
            file: None,
            table: None,
            row: None,
            field: None,
            person: None,
            suggested_fix: None,
            group: group.into(),
        }
    }

    pub fn in_file(mut self, file: &FileName) -> Self {
        self.file = Some(file.clone());
        self
    }

    pub fn at(mut self, place: &Place) -> Self {
        self.file = Some(place.file.clone());
        self.table = Some(place.table);
        self.row = Some(place.row);
        self
    }

    pub fn on(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    pub fn about(mut self, child: &str) -> Self {
        self.person = Some(child.to_owned());
        self
    }

    pub fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.suggested_fix = fix;
        self
    }

    /// The row the problem stands on, if it stands on one.
    pub fn place(&self) -> Option<Place> {
        Some(Place { file: self.file.clone()?, table: self.table?, row: self.row? })
    }
}

/// A change to the rows as read, which a data officer can accept. Nothing is changed until they do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The same for the same problem in the same file, however often it is read.
    pub id: String,
    /// What it does, in words.
    pub says: String,
    pub file: FileName,
    #[serde(rename = "type")]
    pub table: FileType,
    pub row: u32,
    #[serde(flatten)]
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// Change one or more values of the row.
    Set { edits: Vec<Edit> },
    /// Leave the row out.
    Drop,
}

/// One value, before and after, as the file writes it (dates DD/MM/YYYY, empty for blank).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub field: Cow<'static, str>,
    pub from: String,
    pub to: String,
}

impl Edit {
    pub fn new(field: &'static str, from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { field: Cow::Borrowed(field), from: from.into(), to: to.into() }
    }
}

impl Fix {
    /// A fix that changes values. Edits that would change nothing are left out.
    pub fn set(code: &str, at: &Place, says: impl Into<String>, edits: Vec<Edit>) -> Self {
        let edits = edits.into_iter().filter(|edit| edit.from != edit.to).collect();
        Self::new(code, at, says.into(), Change::Set { edits })
    }

    pub fn drop_row(code: &str, at: &Place, says: impl Into<String>) -> Self {
        Self::new(code, at, says.into(), Change::Drop)
    }

    fn new(code: &str, at: &Place, says: String, change: Change) -> Self {
        let fields = match &change {
            Change::Set { edits } => edits.iter().map(|edit| edit.field.as_ref()).collect::<Vec<_>>().join("+"),
            Change::Drop => "row".to_owned(),
        };
        Self {
            id: format!("{code}/{}/{}/{}/{fields}", at.table, at.file, at.row),
            says,
            file: at.file.clone(),
            table: at.table,
            row: at.row,
            change,
        }
    }

    pub fn place(&self) -> Place {
        Place { file: self.file.clone(), table: self.table, row: self.row }
    }
}

/// Problems that are mended the same way, said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub key: Cow<'static, str>,
    pub severity: Severity,
    /// With its count: "12 people have no end date for an old home".
    pub title: String,
    pub explanation: String,
    /// The fix in words. `None`: someone has to find out.
    pub likely_fix: Option<String>,
    /// How many of the problems have a fix that can be applied as it stands.
    pub fixable: usize,
    pub people: usize,
    /// The rule numbers, for those who know them.
    pub codes: Vec<String>,
    /// Positions in the list of problems the groups were made from.
    pub problems: Vec<usize>,
}

/// Gathers problems by fix. What stops rows comes first, then what needs a look, then notices; within each the largest
/// first, then by key, so that the order is the same every time.
pub fn group(problems: &[Problem]) -> Vec<Group> {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, problem) in problems.iter().enumerate() {
        by_key.entry(&problem.group).or_default().push(index);
    }
    let mut groups: Vec<Group> = by_key.into_values().map(|members| one_group(problems, members)).collect();
    groups.sort_by(|a, b| {
        a.severity
            .cmp(&b.severity)
            .then(b.people.max(b.problems.len()).cmp(&a.people.max(a.problems.len())))
            .then(a.key.cmp(&b.key))
    });
    groups
}

fn one_group(problems: &[Problem], members: Vec<usize>) -> Group {
    let inside = || members.iter().map(|&index| &problems[index]);
    let key = inside().next().map(|problem| problem.group.clone()).unwrap_or_default();
    let people: BTreeSet<&str> = inside().filter_map(|problem| problem.person.as_deref()).collect();
    let files: BTreeSet<&FileName> = inside().filter_map(|problem| problem.file.as_ref()).collect();
    let codes: BTreeSet<&str> = inside().map(|problem| problem.code.as_ref()).collect();
    let fixable = inside().filter(|problem| problem.suggested_fix.is_some()).count();
    let words = groups::words(&key);
    Group {
        severity: inside().map(|problem| problem.severity).min().unwrap_or(Severity::Notice),
        title: words.title(&key, people.len(), members.len(), files.len()),
        explanation: words.explanation.to_owned(),
        likely_fix: words.likely_fix.map(str::to_owned),
        fixable,
        people: people.len(),
        codes: codes.into_iter().map(str::to_owned).collect(),
        key,
        problems: members,
    }
}
