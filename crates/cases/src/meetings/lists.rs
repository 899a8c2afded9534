//! What is coming, and what is owed after (S40): every open review of the people in reach, soonest first.

use diesel::prelude::*;

use super::entries::Kind;
use crate::access::{ListPermit, class};
use crate::db::{Day, Reading};
use crate::error::Result;
use crate::schema::meeting;

/// An open review in a list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = meeting)]
pub struct Open {
    pub id: String,
    pub person_id: String,
    kind: String,
    pub planned_on: Day,
    pub held_on: Option<Day>,
    pub report_shared_at: Option<i64>,
    pub decisions_shared_at: Option<i64>,
}

impl Open {
    pub fn kind(&self) -> Kind {
        Kind::from_code(&self.kind).unwrap_or(Kind::Plan)
    }
}

/// How many a page shows.
const PAGE: usize = 200;

/// Open reviews in reach with each person's shown name, the soonest day first.
pub fn open(r: &mut Reading<'_>, permit: &ListPermit<class::Plan>) -> Result<Vec<(Open, String)>> {
    r.first_in_reach(permit, PAGE, open_from, |one| &one.person_id)
}

fn open_from(r: &mut Reading<'_>, from: i64, most: i64) -> Result<Vec<Open>> {
    Ok(meeting::table
        .filter(meeting::closed_at.is_null())
        .filter(meeting::called_off_at.is_null())
        .order((meeting::planned_on, meeting::id))
        .offset(from)
        .limit(most)
        .select(Open::as_select())
        .load(r.conn)?)
}
