//! The records: people, care, relationships, access, audit and the database they live in.
//!
//! A noun is a file: its types, its queries, its operations, its events. Everything here is synchronous; nothing can
//! be awaited inside a transaction. Personal data comes out only against a [`access::Permit`], and each permit leaves
//! an audit row.

pub mod access;
pub mod clock;
pub mod ids;
