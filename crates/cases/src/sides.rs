//! Whose view something is: theirs, their worker's, or somebody else's. Views stand beside each other and are never made
//! into one (pages.md S17, S20, S22).

use std::collections::HashMap;

use diesel::prelude::*;

use crate::access::words::listed;
use crate::access::{Permit, Read, Scope, class};
use crate::db::Reading;
use crate::error::{Error, Result};
use crate::schema::staff;

listed! {
    /// Whose words or whose view it is.
    Side {
        Theirs = "theirs", "Their own";
        Worker = "worker", "Their worker's";
        SomebodyElse = "somebody_else", "Somebody else's";
    }
}

/// When something was written down and on whose account, for a history that is told whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub at: i64,
    /// `staff:…`; nothing for the young person themselves.
    pub by: Option<String>,
}

/// The names behind `recorded_by`, for the workers among them.
#[derive(Debug, Clone, Default)]
pub struct Workers(HashMap<String, String>);

impl Workers {
    pub(crate) fn behind<'a>(r: &mut Reading<'_>, recorded_by: impl Iterator<Item = &'a str>) -> Result<Self> {
        let mut ids: Vec<&str> = recorded_by.filter_map(|by| by.strip_prefix("staff:")).collect();
        ids.sort_unstable();
        ids.dedup();
        let named: Vec<(String, String)> =
            staff::table.filter(staff::id.eq_any(ids)).select((staff::id, staff::full_name)).load(r.conn)?;
        Ok(Self(named.into_iter().map(|(id, name)| (format!("staff:{id}"), name)).collect()))
    }

    /// The name of the worker who wrote it down, if a worker did.
    pub fn name(&self, recorded_by: &str) -> Option<&str> {
        self.0.get(recorded_by).map(String::as_str)
    }
}

/// Nothing of this class is cut into parts: whoever may read only a part of it reads none of this here.
pub(crate) fn whole(permit: &Permit<class::Plan, Read>) -> Result<()> {
    if permit.grounds().scope == Scope::Whole { Ok(()) } else { Err(Error::NotFound) }
}

/// What somebody typed, without the white space around it.
pub(crate) fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}
