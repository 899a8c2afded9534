//! The law of leaving care as pure functions: dates, status, clocks and entitlements, each with its reasons and sources.
//!
//! Nothing here reads a file, a clock or a database. A caller brings [`facts::Facts`], a [`policy::Policy`] and a
//! date; it gets back a result with the rules that made it, in the order of the law.

pub mod bank_holidays;
pub mod citation;
pub mod clocks;
pub mod dates;
pub mod entitlements;
pub mod facts;
mod figures;
pub mod plan_content;
pub mod policy;
pub mod sharing;
pub mod status;
pub mod taking_part;
pub mod words;

pub use figures::{Unreadable, from_toml};
