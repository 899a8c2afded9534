//! The young person's pages: one column, plain words, one main thing on each.

pub mod can_get;
pub(crate) mod contacts;
pub mod copy;
pub mod devices;
pub mod entry;
pub mod going;
pub mod help;
pub mod home;
pub mod know;
pub mod leave_now;
pub mod leave_page;
pub mod looked;
pub mod meetings;
pub mod passkey;
pub mod plan;
pub mod promises;
pub mod record;
pub mod rights;
pub mod scale;
pub mod settings;
pub mod sharing;
pub mod sign_in;
pub mod sign_out;
pub mod start;
pub mod welcome;
