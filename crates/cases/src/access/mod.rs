//! Who may do what with which part of a young person's record, and why.
//!
//! One pure function, [`decide`], answers every question of access (ACC-01). It denies by default, lets an explicit
//! forbid beat any permit (ACC-03), and never answers yes from a role alone: there must be a dated relationship
//! between the one who asks and the record (ACC-04). What each role may do with each class of data is not code but
//! data, in `access/matrix.toml` (ACC-13), which [`matrix`] reads once.
//!
//! A yes becomes a [`Permit`], a value nobody else can make. Queries that return personal data take one, so a query
//! cannot be run by code that forgot to ask (ACC-02).
//!
//! Nothing here reads a database, a clock or a setting. `docs/access.md` says how to read and change the matrix.

mod decision;
mod matrix;
mod permit;
mod reach;
mod relationship;
pub mod search_allowance;
pub(crate) mod words;

pub mod class;

pub use decision::{Decision, DenyReason, Grounds, Scope, decide};
pub use matrix::{Cell, Clause, Condition, Matrix, MatrixError, Row, Ties, check_matrix, matrix};
pub use permit::{
    AddOwnWords, Approve, Ask, Checked, Deed, Export, Grant, ListPermit, Permit, Prepare, Read, ServicePermit, Share,
    Suggest, Write,
};
pub use reach::{BULK_LIMIT, LIST_PAGE_SIZE, Post, PostKind, Reach, list_reach};
pub use relationship::{Actor, ClassSet, Grade, RecordState, Relationship, RelationshipKind, Standing, Who};
pub use words::{Action, Class, Concerns, Purpose, Role};
