//! The yearly looked-after children return (SSDA903): reading its files, finding what is wrong and saying how to mend it.

pub mod checks;
pub mod codes;
pub mod dates;
pub mod groups;
pub mod layout;
pub mod merge;
pub mod places;
pub mod problems;
pub mod read;
pub mod rows;
pub mod years;
