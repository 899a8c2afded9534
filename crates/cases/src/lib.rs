//! The records: people, care, relationships, access, audit and the database they live in.
//!
//! A noun is a file: its types, its queries, its operations, its events. Everything here is synchronous; nothing can
//! be awaited inside a transaction. Personal data comes out only against a [`access::Permit`], and each permit leaves
//! an audit row.

pub mod access;
pub mod appointments;
pub mod areas;
pub mod assessments;
pub mod audit;
pub mod calendar;
pub mod care;
pub mod clock;
pub mod clocks;
pub mod contacts;
pub mod db;
pub mod demonstration;
pub mod disclosures;
pub mod entitlements;
pub mod error;
pub mod events;
pub mod evidence;
pub mod facts;
mod gate;
pub mod going;
pub mod history;
pub mod ids;
pub mod imports;
pub mod looked;
pub mod meetings;
pub mod messages_out;
pub mod monday;
pub mod nightly;
pub mod own_record;
pub mod packs;
pub mod papers;
pub mod people;
pub mod permissions;
pub mod plans;
pub mod promises;
pub mod receipts;
pub mod relationships;
pub mod role_requests;
pub mod scales;
mod schema;
pub mod settings;
pub mod sides;
pub mod sign_in;
pub mod staff;
pub mod status;
pub mod summary;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use error::{Error, Result};
