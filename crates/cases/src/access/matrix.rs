//! The access matrix: `access/matrix.toml`, read once into typed cells (ACC-13).
//!
//! A token nobody knows, a role or class that is missing, and a row without a reason are all errors, found by the
//! tests and again when the server starts.

use std::sync::LazyLock;

use super::decision::Scope;
use super::words::{Action, Class, Role};

/// The text that travels in the program.
pub const MATRIX_TEXT: &str = include_str!("../../access/matrix.toml");

/// How close somebody has to stand for a clause to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// Their own relationship with the record.
    Own,
    /// Their own, or that of their team.
    Team,
    /// Their own, their team's, or that of the service they run.
    Service,
    /// Only a named, dated grant: a permission, an audit sample, a package, an override.
    Grant,
}

/// What must be true of the item itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Always,
    /// Somebody has read it through for harm and for other people's data.
    OnceChecked,
}

/// Some actions with what they need and how much they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub actions: Vec<Action>,
    pub ties: Ties,
    pub scope: Scope,
    pub condition: Condition,
    /// A second person must agree before it takes effect.
    pub second_person: bool,
}

/// What one role may do with one class.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub clauses: Vec<Clause>,
    /// Whether emergency access (break-glass) may be asked for beyond the relationship. It opens nothing here.
    pub emergency: bool,
    /// The cell as it is written in the file.
    pub written: String,
}

/// One class of data: why its row is as it is, and a cell for every role.
#[derive(Debug, Clone)]
pub struct Row {
    pub class: Class,
    pub number: i64,
    pub why: String,
    cells: Vec<Cell>,
}

/// The whole table.
#[derive(Debug, Clone)]
pub struct Matrix {
    rows: Vec<Row>,
}

/// What is wrong with the file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatrixError {
    #[error("the access matrix is not TOML: {0}")]
    NotToml(String),
    #[error("the access matrix has no row for {0}")]
    NoRow(Class),
    #[error("the access matrix has a row {0:?}, which is not a class of data")]
    UnknownClass(String),
    #[error("{class}: there is no cell for {role}")]
    NoCell { class: Class, role: Role },
    #[error("{class}: {key:?} is neither a role nor `number` or `why`")]
    UnknownKey { class: Class, key: String },
    #[error("{0}: the row gives no reason (`why`), or no number")]
    NoReason(Class),
    #[error("{class}, {role}: {token:?} is not a token of the matrix")]
    UnknownToken { class: Class, role: Role, token: String },
    #[error("{class}, {role}: a clause says how but not what may be done")]
    NoAction { class: Class, role: Role },
}

static MATRIX: LazyLock<Result<Matrix, MatrixError>> = LazyLock::new(|| Matrix::parse(MATRIX_TEXT));

/// Called when the server starts: says what is wrong with the matrix, if anything is.
pub fn check_matrix() -> Result<(), MatrixError> {
    MATRIX.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// The matrix of this build. A program whose matrix cannot be read answers nobody.
pub fn matrix() -> &'static Matrix {
    MATRIX.as_ref().expect("the access matrix was checked when the server started")
}

impl Matrix {
    /// Reads the table, refusing anything it does not understand.
    pub fn parse(text: &str) -> Result<Self, MatrixError> {
        let file: toml::Table =
            text.parse().map_err(|wrong: toml::de::Error| MatrixError::NotToml(wrong.to_string()))?;
        if let Some(unknown) = file.keys().find(|key| Class::from_code(key).is_none()) {
            return Err(MatrixError::UnknownClass(unknown.clone()));
        }
        let rows = Class::ALL.iter().map(|class| Row::parse(*class, &file)).collect::<Result<_, _>>()?;
        Ok(Self { rows })
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn cell(&self, class: Class, role: Role) -> &Cell {
        self.rows[class as usize].cell(role)
    }
}

impl Row {
    fn parse(class: Class, file: &toml::Table) -> Result<Self, MatrixError> {
        let row = file.get(class.code()).and_then(toml::Value::as_table).ok_or(MatrixError::NoRow(class))?;
        if let Some(key) = row.keys().find(|key| !is_known_key(key)) {
            return Err(MatrixError::UnknownKey { class, key: key.clone() });
        }
        let why = row.get("why").and_then(toml::Value::as_str).map(str::trim).filter(|why| !why.is_empty());
        let number = row.get("number").and_then(toml::Value::as_integer);
        let (Some(why), Some(number)) = (why, number) else {
            return Err(MatrixError::NoReason(class));
        };
        let cells = Role::ALL.iter().map(|role| read_cell(class, *role, row)).collect::<Result<_, _>>()?;
        Ok(Self { class, number, why: why.to_owned(), cells })
    }

    pub fn cell(&self, role: Role) -> &Cell {
        &self.cells[role as usize]
    }
}

fn is_known_key(key: &str) -> bool {
    key == "number" || key == "why" || Role::from_code(key).is_some()
}

fn read_cell(class: Class, role: Role, row: &toml::Table) -> Result<Cell, MatrixError> {
    let written = row.get(role.code()).and_then(toml::Value::as_str).ok_or(MatrixError::NoCell { class, role })?;
    Cell::parse(class, role, written)
}

impl Cell {
    fn parse(class: Class, role: Role, written: &str) -> Result<Self, MatrixError> {
        let mut cell = Self { written: written.to_owned(), ..Self::default() };
        if written == "-" {
            return Ok(cell);
        }
        for part in written.split(';') {
            let mut clause = Clause::nothing();
            for token in part.split_whitespace() {
                match token {
                    "b" => cell.emergency = true,
                    _ if clause.take(token, class) => {}
                    _ => return Err(MatrixError::UnknownToken { class, role, token: token.to_owned() }),
                }
            }
            if clause.actions.is_empty() {
                return Err(MatrixError::NoAction { class, role });
            }
            cell.clauses.push(clause);
        }
        Ok(cell)
    }

    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    pub fn allowing(&self, action: Action) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(move |clause| clause.actions.contains(&action))
    }
}

impl Clause {
    fn nothing() -> Self {
        Self {
            actions: Vec::new(),
            ties: Ties::Own,
            scope: Scope::Whole,
            condition: Condition::Always,
            second_person: false,
        }
    }

    /// Reads one token into the clause; `false` when it is not one of ours.
    fn take(&mut self, token: &str, class: Class) -> bool {
        match token {
            "R" => self.actions.extend(reading(class)),
            "W" => self.actions.push(Action::Write),
            "A" => self.actions.push(Action::Approve),
            "export" => self.actions.push(Action::Export),
            "suggest" => self.actions.push(Action::Suggest),
            "own-words" => self.actions.push(Action::AddOwnWords),
            "ask" => self.actions.push(Action::Ask),
            "share" => self.actions.push(Action::Share),
            "grant" => self.actions.push(Action::Grant),
            "prepare" => self.actions.push(Action::Prepare),
            "t" => self.ties = Ties::Team,
            "v" => self.ties = Ties::Service,
            "g" => self.ties = Ties::Grant,
            "p" | "own" => self.scope = Scope::Part,
            "x" => {
                self.scope = Scope::Counts;
                // A count is looked at; it is never listed, so it brings reading alone.
                self.actions.retain(|action| *action != Action::List && *action != Action::Search);
                if !self.actions.contains(&Action::Read) {
                    self.actions.push(Action::Read);
                }
            }
            "masked" => self.scope = Scope::Masked,
            "checked" => self.condition = Condition::OnceChecked,
            "two" => self.second_person = true,
            _ => return false,
        }
        true
    }
}

/// What may be read may be seen in a list; only names and status are found by searching (ACC-16).
fn reading(class: Class) -> Vec<Action> {
    match class {
        Class::Identity | Class::Status => vec![Action::Read, Action::List, Action::Search],
        Class::Plan
        | Class::CaseNotes
        | Class::SafetyPlan
        | Class::RestrictedNote
        | Class::Health
        | Class::Immigration
        | Class::Family
        | Class::EducationWorkHousing
        | Class::Money
        | Class::BankDetails
        | Class::OwnDocuments
        | Class::Messages
        | Class::ManagementOversight
        | Class::SupervisionNotes
        | Class::Audits
        | Class::Permissions
        | Class::AccessHistory
        | Class::SurveyAnswers
        | Class::Statistics
        | Class::WholeRecordExport
        | Class::UsersAndSettings => vec![Action::Read, Action::List],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(written: &str) -> Result<Cell, MatrixError> {
        Cell::parse(Class::Identity, Role::TeamManager, written)
    }

    #[test]
    fn the_matrix_in_this_build_can_be_read() {
        assert_eq!(check_matrix(), Ok(()));
    }

    #[test]
    fn the_rows_are_numbered_as_in_the_standard() {
        let numbers: Vec<_> = matrix().rows().iter().map(|row| row.number).collect();
        assert_eq!(numbers, (1..=23).collect::<Vec<_>>());
    }

    #[test]
    fn a_token_nobody_knows_is_refused() {
        let wrong = MatrixError::UnknownToken { class: Class::Identity, role: Role::TeamManager, token: "Q".into() };
        assert_eq!(cell("R Q"), Err(wrong));
    }

    #[test]
    fn a_clause_without_an_action_is_refused() {
        let wrong = MatrixError::NoAction { class: Class::Identity, role: Role::TeamManager };
        assert_eq!(cell("R ; t"), Err(wrong.clone()));
        assert_eq!(cell(""), Err(wrong));
    }

    #[test]
    fn each_clause_keeps_its_own_ties_and_scope() {
        let read = cell("R masked ; W A t two b").expect("reads");
        assert!(read.emergency);
        assert_eq!(read.clauses[0].scope, Scope::Masked);
        assert_eq!((read.clauses[0].ties, read.clauses[1].ties), (Ties::Own, Ties::Team));
        assert_eq!(read.clauses[1].actions, [Action::Write, Action::Approve]);
        assert!(read.clauses[1].second_person && !read.clauses[0].second_person);
    }

    #[test]
    fn a_count_is_read_but_never_listed() {
        assert_eq!(cell("x v").expect("reads").clauses[0].actions, [Action::Read]);
        assert_eq!(cell("R x v").expect("reads").clauses[0].actions, [Action::Read]);
    }

    #[test]
    fn a_missing_row_an_unknown_row_and_a_missing_cell_are_each_named() {
        let without_rows = Matrix::parse("").expect_err("refused");
        assert_eq!(without_rows, MatrixError::NoRow(Class::Identity));
        let unknown = Matrix::parse("[diary]\nwhy = 'x'").expect_err("refused");
        assert_eq!(unknown, MatrixError::UnknownClass("diary".into()));
        let no_cell = Matrix::parse("[identity]\nnumber = 1\nwhy = 'x'").expect_err("refused");
        assert_eq!(no_cell, MatrixError::NoCell { class: Class::Identity, role: Role::PersonalAdviser });
        let unknown_role = Matrix::parse("[identity]\nnumber = 1\nwhy = 'x'\nmayor = 'R'").expect_err("refused");
        assert_eq!(unknown_role, MatrixError::UnknownKey { class: Class::Identity, key: "mayor".into() });
    }

    #[test]
    fn a_row_without_a_reason_is_refused() {
        let text = MATRIX_TEXT.replacen("why = \"", "why = \"\" # ", 1);
        assert_eq!(Matrix::parse(&text).expect_err("refused"), MatrixError::NoReason(Class::Identity));
    }
}
