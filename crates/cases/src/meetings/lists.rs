//! What is coming, and what is owed after (S40): every open review of the people in reach, soonest first.

use diesel::prelude::*;

use super::entries::{Entry, Kind};
use crate::access::{ListPermit, class};
use crate::db::{Day, Reading};
use crate::error::Result;
use crate::ids::PersonId;
use crate::schema::{meeting, meeting_entry};

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

/// How many a page shows, and how many are looked through at a time for those in reach.
const PAGE: usize = 200;
const AT_A_TIME: i64 = 500;

/// Open reviews in reach with each person's shown name, the soonest day first.
pub fn open(r: &mut Reading<'_>, permit: &ListPermit<class::Plan>) -> Result<Vec<(Open, String)>> {
    let mut found: Vec<(Open, String)> = Vec::new();
    for part in 0.. {
        let next = open_from(r, part * AT_A_TIME)?;
        let is_the_last = next.len() < AT_A_TIME as usize;
        let people: Vec<String> = next.iter().map(|one| one.person_id.clone()).collect();
        let names = r.in_reach(permit, &people)?;
        found.extend(next.into_iter().filter_map(|one| names.get(&one.person_id).cloned().map(|name| (one, name))));
        if is_the_last || found.len() >= PAGE {
            break;
        }
    }
    found.truncate(PAGE);
    let shown: Vec<PersonId> = found.iter().map(|(one, _)| PersonId::stored(one.person_id.clone())).collect();
    r.note_list(permit, "list", &shown)?;
    Ok(found)
}

fn open_from(r: &mut Reading<'_>, from: i64) -> Result<Vec<Open>> {
    Ok(meeting::table
        .filter(meeting::closed_at.is_null())
        .filter(meeting::called_off_at.is_null())
        .order((meeting::planned_on, meeting::id))
        .offset(from)
        .limit(AT_A_TIME)
        .select(Open::as_select())
        .load(r.conn)?)
}

/// Whether they said at a review what they choose for after 21 (CLK-17).
pub(super) fn chose(r: &mut Reading<'_>, person: &PersonId, id: &str) -> Result<bool> {
    let held: Option<String> = meeting_entry::table
        .filter(meeting_entry::person_id.eq(person.as_str()))
        .filter(meeting_entry::meeting_id.eq(id))
        .filter(meeting_entry::kind.eq("held"))
        .select(meeting_entry::entry)
        .first(r.conn)
        .optional()?;
    let entry: Option<Entry> = held.map(|text| serde_json::from_str(&text)).transpose()?;
    Ok(matches!(entry, Some(Entry::Held { choice: true, .. })))
}
