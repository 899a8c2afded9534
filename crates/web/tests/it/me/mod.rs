//! The young person's pages.

mod can_get;
mod entry;
mod looked;
mod plan;
pub mod promises;
mod record;
mod settings;
mod start;
