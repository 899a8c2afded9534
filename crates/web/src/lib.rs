//! The pages: two front doors over one record.

pub mod assets;
