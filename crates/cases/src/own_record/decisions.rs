//! Entries that are not shared wait for a manager (S54): what was held back at once, what was to be talked through when its
//! day has passed. Nothing is shown by the passing of time, and nothing goes quietly into a drawer (pages.md §1 rule 4).

use std::collections::HashMap;

use diesel::prelude::*;
use jiff::civil::Date;

use crate::access::words::listed;
use crate::access::{ListPermit, Permit, Read, Who, Write, class};
use crate::contacts::{self, Contact};
use crate::db::{Day, Reading, Tx};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::{contact, share_decision};

listed! {
    /// What the manager settled.
    ShareDecision {
        Show = "show", "Show it now";
        Hold = "hold", "Keep it held back";
    }
}

/// A decision on one entry.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = share_decision)]
pub struct Decided {
    pub entry: String,
    pub decision: String,
    /// Why, in plain words. Staff read it; the young person sees who decided and when it is looked at again.
    pub words: String,
    pub review_on: Option<Day>,
    pub decided_at: i64,
    pub decided_by: String,
}

impl Decided {
    pub fn decision(&self) -> Option<ShareDecision> {
        ShareDecision::from_code(&self.decision)
    }
}

/// The latest decision on each entry of a person.
pub(crate) fn standing(r: &mut Reading<'_>, person: &PersonId) -> Result<HashMap<String, Decided>> {
    let all: Vec<Decided> = share_decision::table
        .filter(share_decision::person_id.eq(person.as_str()))
        .order(share_decision::decided_at.asc())
        .select(Decided::as_select())
        .load(r.conn)?;
    Ok(all.into_iter().map(|one| (one.entry.clone(), one)).collect())
}

/// Every decision on one entry, latest first.
pub fn of_entry(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Read>, entry: &str) -> Result<Vec<Decided>> {
    Ok(share_decision::table
        .filter(share_decision::person_id.eq(permit.person().as_str()))
        .filter(share_decision::entry.eq(entry))
        .order(share_decision::decided_at.desc())
        .select(Decided::as_select())
        .load(r.conn)?)
}

/// A decision about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    pub entry: String,
    pub decision: ShareDecision,
    pub words: String,
    /// When it is looked at again; asked for where the entry stays held back.
    pub review_on: Option<Date>,
}

/// Settles one entry. Whoever wrote it down may not settle it (ACC-08).
pub fn decide(tx: &mut Tx<'_>, permit: &Permit<class::CaseNotes, Write>, new: &NewDecision) -> Result<()> {
    let entry = contacts::standing_one(tx, permit.person(), &new.entry)?.ok_or(Error::NotFound)?;
    if is_own_entry(permit.holder(), &entry) {
        return Err(Error::NotFound);
    }
    let look_on = (new.decision == ShareDecision::Hold).then_some(new.review_on).flatten().map(Day);
    let (at, by) = (tx.stamp(), tx.by());
    tx.touched();
    diesel::insert_into(share_decision::table)
        .values((
            share_decision::id.eq(RowId::fresh().as_str()),
            share_decision::person_id.eq(permit.person().as_str()),
            share_decision::entry.eq(&new.entry),
            share_decision::decision.eq(new.decision.code()),
            share_decision::words.eq(&new.words),
            share_decision::review_on.eq(look_on),
            share_decision::decided_at.eq(at),
            share_decision::decided_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    diesel::update(contact::table.find(&new.entry)).set(contact::look_on.eq(look_on)).execute(tx.reading.conn)?;
    let says = match new.decision {
        ShareDecision::Show => "A manager decided that an entry can be read",
        ShareDecision::Hold => "A manager decided that an entry stays held back for now",
    };
    tx.record(permit.person(), NewEvent::new(EventKind::ShareDecided, tx.today(), says))?;
    tx.audit_change(permit.person(), crate::access::Class::CaseNotes.code(), "share decision")
}

/// Whether this member of staff wrote the entry down.
pub fn is_own_entry(who: &Who, entry: &Contact) -> bool {
    entry.recorded_by == who.to_string()
}

/// An entry that waits for a manager.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub person_id: String,
    pub name: String,
    pub entry: String,
    pub share: String,
    pub recorded_at: i64,
    pub look_on: Day,
}

/// How many a page shows.
const PAGE: usize = 50;

type WaitingRow = (String, String, String, i64, Option<Day>);

/// What waits in reach, longest first (S54).
pub fn waiting(r: &mut Reading<'_>, permit: &ListPermit<class::CaseNotes>) -> Result<Vec<Waiting>> {
    let found = r.first_in_reach(permit, PAGE, look_on_by_today, |row: &WaitingRow| &row.0)?;
    let one = |((person_id, entry, share, recorded_at, look_on), name): (WaitingRow, String)| {
        Some(Waiting { person_id, name, entry, share, recorded_at, look_on: look_on? })
    };
    Ok(found.into_iter().filter_map(one).collect())
}

fn look_on_by_today(r: &mut Reading<'_>, from: i64, most: i64) -> Result<Vec<WaitingRow>> {
    let today = Day(r.today());
    Ok(contact::table
        .filter(contact::look_on.le(today))
        .order((contact::look_on.asc(), contact::recorded_at.asc(), contact::evidence.asc()))
        .offset(from)
        .limit(most)
        .select((contact::person_id, contact::evidence, contact::share, contact::recorded_at, contact::look_on))
        .load(r.conn)?)
}
