//! The young person's pages: one column, plain words, one main thing on each.

pub mod help;
pub mod home;
pub mod looked;
pub mod record;
pub mod rights;
pub mod settings;
