//! Staff pages.

mod add;
mod allocate;
mod appointments;
pub mod can_get;
mod changes;
mod contact;
pub mod late;
mod oversight;
mod people;
mod person;
mod recorded;
mod search;
mod set_up;
