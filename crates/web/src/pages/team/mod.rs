//! Staff pages.

pub mod account;
pub mod add;
pub mod allocate;
pub mod approvals;
pub mod caseload;
pub mod changes;
pub mod data;
pub mod late;
pub mod oversight;
pub mod people;
pub mod person;
pub mod search;
pub mod set_up;
pub mod sign_in;
pub mod sign_out;
pub mod today;
