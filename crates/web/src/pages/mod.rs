//! Every page, by door and then by name: one file is one page, with its input, its view, `get` and `post`.

pub mod brand;
pub mod calendar;
pub(crate) mod drawn;
pub mod front;
pub mod health;
pub mod me;
pub mod outbox;
pub(crate) mod paper;
pub mod passkeys;
pub(crate) mod plan;
pub mod team;
