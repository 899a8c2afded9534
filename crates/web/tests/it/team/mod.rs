//! Staff pages.

mod add;
mod allocate;
mod appointments;
mod assess;
pub mod can_get;
mod changes;
mod contact;
mod going;
mod held;
pub mod late;
mod meetings;
mod oversight;
mod pack;
mod people;
mod person;
mod plan;
mod recorded;
mod search;
mod set_up;
mod sharing;
