//! Staff pages.

pub mod add;
pub mod allocate;
pub mod people;
pub mod person;
pub mod search;
pub mod set_up;
pub mod today;
