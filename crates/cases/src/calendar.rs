//! A private calendar address (S02, Y43): days on which something is due, for the calendar on somebody's own phone.
//!
//! The address is the only key, so it is long, stored only as its digest, and gone once revoked. What it gives is read as
//! the one it belongs to, through the same decision and with the same audit rows as a page. A calendar is seen by others,
//! so it says days and numbers: no name, no status, no word of care (SES-05).

use std::collections::BTreeMap;

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use subtle::ConstantTimeEq;

use crate::access::{Actor, Read, Who, class};
use crate::clocks::late;
use crate::db::{Reading, Tx, instant};
use crate::error::{Error, Result};
use crate::ids::{RowId, StaffId, random_text};
use crate::promises;
use crate::schema::calendar_feed;
use crate::sign_in::{accounts, digest, note};

/// How far ahead a worker's calendar looks: as far as lists do.
const AHEAD: i32 = 60;

/// An address in use, without the address itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub id: String,
    pub made_at: Timestamp,
}

/// A day with something due, or planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub on: Date,
    pub things: u32,
}

/// The address somebody has in use, if any.
pub fn of(r: &mut Reading<'_>, who: &Who) -> Result<Option<Feed>> {
    let (staff, person) = columns(who);
    let found: Option<(String, i64)> = calendar_feed::table
        .filter(calendar_feed::staff_id.eq(staff).or(calendar_feed::person_id.eq(person)))
        .filter(calendar_feed::revoked_at.is_null())
        .order(calendar_feed::made_at.desc())
        .select((calendar_feed::id, calendar_feed::made_at))
        .first(r.conn)
        .optional()?;
    Ok(found.map(|(id, at)| Feed { id, made_at: instant(at) }))
}

fn columns(who: &Who) -> (Option<String>, Option<String>) {
    match who {
        Who::Staff(id) => (Some(id.to_string()), None),
        Who::YoungPerson(id) => (None, Some(id.to_string())),
    }
}

/// Makes an address in place of any before, and gives the secret part of it. It cannot be read again.
pub fn make(tx: &mut Tx<'_>, who: &Who) -> Result<String> {
    end(tx, who)?;
    let (token, at) = (random_text(32), tx.now_micros());
    let (staff, person) = columns(who);
    diesel::insert_into(calendar_feed::table)
        .values((
            calendar_feed::id.eq(RowId::fresh().as_str()),
            calendar_feed::token_digest.eq(digest("calendar", &[&token])),
            calendar_feed::staff_id.eq(staff),
            calendar_feed::person_id.eq(person),
            calendar_feed::made_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    note(tx, Some(who), "calendar address made", "allowed")?;
    Ok(token)
}

/// Takes somebody's address out of use. Whoever asks with it is told that there is nothing there.
pub fn revoke(tx: &mut Tx<'_>, who: &Who) -> Result<()> {
    if end(tx, who)? > 0 {
        note(tx, Some(who), "calendar address ended", "allowed")?;
    }
    Ok(())
}

fn end(tx: &mut Tx<'_>, who: &Who) -> Result<usize> {
    let (at, (staff, person)) = (tx.now_micros(), columns(who));
    let mine = calendar_feed::table
        .filter(calendar_feed::staff_id.eq(staff).or(calendar_feed::person_id.eq(person)))
        .filter(calendar_feed::revoked_at.is_null());
    Ok(diesel::update(mine).set(calendar_feed::revoked_at.eq(at)).execute(tx.reading.conn)?)
}

/// Who an address belongs to, and its id; nobody, if it was revoked or they may not sign in any more.
pub fn owner(r: &mut Reading<'_>, token: &str) -> Result<(String, Actor)> {
    let asked = digest("calendar", &[token]);
    let found: Option<(String, String, Option<String>, Option<String>)> = calendar_feed::table
        .filter(calendar_feed::token_digest.eq(&asked))
        .filter(calendar_feed::revoked_at.is_null())
        .select((calendar_feed::id, calendar_feed::token_digest, calendar_feed::staff_id, calendar_feed::person_id))
        .first(r.conn)
        .optional()?;
    // The index compares as it likes; what decides takes the same time for every wrong answer.
    let found = found.filter(|(_, stored, ..)| bool::from(stored.as_bytes().ct_eq(asked.as_bytes())));
    let (id, _, staff, person) = found.ok_or(Error::NotFound)?;
    let who = match (staff, person) {
        (Some(staff), None) => Who::Staff(StaffId::stored(staff)),
        (None, Some(person)) => Who::YoungPerson(crate::ids::PersonId::stored(person)),
        _ => return Err(Error::NotFound),
    };
    if !accounts::may_sign_in(r, &who)? {
        return Err(Error::NotFound);
    }
    let actor = match &who {
        Who::Staff(staff) => crate::staff::actor(r, staff)?,
        Who::YoungPerson(person) => Actor::young_person(person.clone()),
    };
    Ok((id, actor))
}

/// The days of whoever is asking.
pub fn entries(r: &mut Reading<'_>, actor: &Actor) -> Result<Vec<Entry>> {
    let days = match &actor.who {
        Who::Staff(staff) => {
            let permit = r.list_permit::<class::Status>()?;
            let due = late::of_adviser(r, &permit, staff.as_str(), AHEAD)?;
            due.into_iter().map(|(_, line)| line.planned_on.unwrap_or(line.due_on).0).collect::<Vec<Date>>()
        }
        Who::YoungPerson(person) => {
            let status = r.permit::<class::Status, Read>(person)?;
            let promised = promises::of_person(r, &status)?;
            let all = promised.late.iter().chain(&promised.coming).chain(&promised.later);
            all.filter_map(|one| one.planned_on.or(one.due_on)).collect()
        }
    };
    let mut counted: BTreeMap<Date, u32> = BTreeMap::new();
    for day in days {
        *counted.entry(day).or_default() += 1;
    }
    Ok(counted.into_iter().map(|(on, things)| Entry { on, things }).collect())
}
