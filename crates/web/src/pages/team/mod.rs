//! Staff pages.

pub mod people;
pub mod person;
