//! The young person's pages.

mod looked;
mod record;
mod settings;
