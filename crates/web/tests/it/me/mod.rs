//! The young person's pages.

mod can_get;
mod looked;
mod plan;
pub mod promises;
mod record;
mod settings;
