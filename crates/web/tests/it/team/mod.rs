//! Staff pages.

mod add;
mod allocate;
mod people;
mod person;
mod search;
mod set_up;
