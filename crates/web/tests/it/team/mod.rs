//! Staff pages.

mod add;
mod allocate;
pub mod can_get;
mod contact;
pub mod late;
mod oversight;
mod people;
mod person;
mod recorded;
mod search;
mod set_up;
