//! The young person's pages.

mod can_get;
mod looked;
mod record;
mod settings;
