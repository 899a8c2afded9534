//! The young person's pages.

mod can_get;
mod looked;
pub mod promises;
mod record;
mod settings;
