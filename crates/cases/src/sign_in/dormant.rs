//! Accounts nobody uses (SEC-30): warned after 30 days, disabled after 45, never let in again by themselves.
//!
//! A forgotten account is the way in that nobody watches.

use diesel::prelude::*;
use jiff::SignedDuration;

use super::accounts::{self, DisabledWhy};
use crate::access::Who;
use crate::db::{Tx, micros};
use crate::error::Result;
use crate::ids::StaffId;
use crate::messages_out::{self, NewMessage};
use crate::schema::account;
use crate::staff;

pub const WARNED_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
pub const DISABLED_AFTER: SignedDuration = SignedDuration::from_hours(45 * 24);

/// What a review of all staff accounts did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    pub warned: Vec<StaffId>,
    pub disabled: Vec<StaffId>,
}

/// Looks at every open staff account. Takes no input and may be run at any time: a missed night heals itself.
pub fn review(tx: &mut Tx<'_>) -> Result<Reviewed> {
    let now = tx.now();
    let mut done = Reviewed::default();
    for (staff, idle_since_at, was_warned) in idle_since(tx, micros(now - WARNED_AFTER))? {
        if idle_since_at <= micros(now - DISABLED_AFTER) {
            accounts::disable(tx, &Who::Staff(staff.clone()), DisabledWhy::Dormant)?;
            done.disabled.push(staff);
        } else if !was_warned {
            warn(tx, &staff)?;
            done.warned.push(staff);
        }
    }
    Ok(done)
}

fn idle_since(tx: &mut Tx<'_>, at: i64) -> Result<Vec<(StaffId, i64, bool)>> {
    let rows: Vec<(String, i64, Option<i64>)> = account::table
        .filter(account::disabled_at.is_null())
        .filter(account::idle_since_at.le(at))
        .order(account::who)
        .select((account::who, account::idle_since_at, account::warned_at))
        .load(tx.reading.conn)?;
    let staff_only = |(who, idle, warned): (String, i64, Option<i64>)| match Who::stored(&who)? {
        Who::Staff(id) => Some((id, idle, warned.is_some())),
        Who::YoungPerson(_) => None,
    };
    Ok(rows.into_iter().filter_map(staff_only).collect())
}

fn warn(tx: &mut Tx<'_>, id: &StaffId) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(account::table.find(Who::Staff(id.clone()).to_string()))
        .set(account::warned_at.eq(at))
        .execute(tx.reading.conn)?;
    let address = staff::by_id(tx, id)?.email;
    let body = "You have not signed in for 30 days. Sign in within 15 days to keep your account.".to_owned();
    let message = NewMessage { person: None, staff: Some(id.clone()), channel: "email", address, body };
    messages_out::send(tx, &message).map(|_| ())
}
