//! Making guessing slow without letting anybody lock somebody else out (SEC-25).
//!
//! By account: each wrong guess doubles the wait before the next is looked at, from a second to a quarter of an hour.
//! Browsers that have signed in to the account before are counted apart, so a stranger's guesses do not delay them,
//! and a passkey is never delayed at all. By address: a few failures at once, then one each twenty seconds; successes
//! are not counted, because a hostel or a council shares one address.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};

use crate::access::Who;
use crate::db::{Reading, Tx, instant, micros, on_each_engine};
use crate::error::Result;
use crate::ids::random_text;
use crate::schema::{account_browser, guess};

/// The longest wait a wrong guess brings.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// Guesses are forgotten when nobody has made one for so long.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// What is being guessed at, and whether by a browser known there. Kept as a digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane(String);

impl Lane {
    pub fn of(what: &str, key: &str, known_browser: bool) -> Self {
        Self(super::digest("lane", &[what, key, if known_browser { "known" } else { "stranger" }]))
    }
}

/// How long after the last of so many failures the next guess is looked at.
pub fn wait_after(failures: u32) -> SignedDuration {
    match failures {
        0 => SignedDuration::ZERO,
        n => SignedDuration::from_secs(1 << (n - 1).min(20)).min(LONGEST_WAIT),
    }
}

/// How long this lane has to wait still; zero when a guess may be looked at.
pub fn wait(r: &mut Reading<'_>, lane: &Lane) -> Result<SignedDuration> {
    let now = r.now();
    let Some((failures, last_at)) = counted(r, lane)? else { return Ok(SignedDuration::ZERO) };
    Ok((last_at + wait_after(failures)).duration_since(now).max(SignedDuration::ZERO))
}

fn counted(r: &mut Reading<'_>, lane: &Lane) -> Result<Option<(u32, Timestamp)>> {
    let found: Option<(i32, i64)> =
        guess::table.find(&lane.0).select((guess::failures, guess::last_at)).first(r.conn).optional()?;
    let now = r.now();
    Ok(found
        .map(|(failures, last_at)| (failures.unsigned_abs(), instant(last_at)))
        .filter(|(_, last_at)| now.duration_since(*last_at) < FORGOTTEN_AFTER))
}

/// Counts a wrong guess.
pub fn failed(tx: &mut Tx<'_>, lane: &Lane) -> Result<()> {
    let failures = counted(tx, lane)?.map_or(0, |(failures, _)| failures).saturating_add(1).min(1000) as i32;
    let at = tx.now_micros();
    let row = (guess::lane.eq(&lane.0), guess::failures.eq(failures), guess::last_at.eq(at));
    let changed = (guess::failures.eq(failures), guess::last_at.eq(at));
    on_each_engine!(&mut *tx.reading.conn, conn => diesel::insert_into(guess::table)
        .values(row)
        .on_conflict(guess::lane)
        .do_update()
        .set(changed)
        .execute(conn))?;
    Ok(())
}

/// Forgets the wrong guesses before a right one.
pub fn succeeded(tx: &mut Tx<'_>, lane: &Lane) -> Result<()> {
    diesel::delete(guess::table.find(&lane.0)).execute(tx.reading.conn)?;
    Ok(())
}

pub(super) fn forget_old(tx: &mut Tx<'_>) -> Result<usize> {
    let old = micros(tx.now() - FORGOTTEN_AFTER);
    Ok(diesel::delete(guess::table.filter(guess::last_at.lt(old))).execute(tx.reading.conn)?)
}

/// Remembers that a browser has signed in to an account. The token goes into a cookie of its own; it opens nothing.
pub fn remember_browser(tx: &mut Tx<'_>, who: &Who) -> Result<String> {
    let token = random_text(32);
    let at = tx.now_micros();
    diesel::insert_into(account_browser::table)
        .values((
            account_browser::token_digest.eq(super::digest("browser", &[&token])),
            account_browser::who.eq(who.to_string()),
            account_browser::created_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    Ok(token)
}

/// Whether a browser has signed in to this account before.
pub fn knows_browser(r: &mut Reading<'_>, who: &Who, token: &str) -> Result<bool> {
    let found: Option<String> = account_browser::table
        .find(super::digest("browser", &[token]))
        .select(account_browser::who)
        .first(r.conn)
        .optional()?;
    Ok(found.as_deref() == Some(who.to_string().as_str()))
}

/// Failures allowed to one network address before it is slowed.
pub const ADDRESS_AT_ONCE: u32 = 3;
/// After that, one more is allowed each time this has passed.
pub const ADDRESS_ONE_EACH: SignedDuration = SignedDuration::from_secs(20);
const MOST_ADDRESSES: usize = 50_000;

/// Failures by network address, across all accounts. Kept in memory: it slows a flood, and a restart forgives.
#[derive(Default)]
pub struct Addresses(Mutex<HashMap<String, Timestamp>>);

impl Addresses {
    /// How long this address has to wait before its next try is looked at; zero when it may try now.
    pub fn wait(&self, address: &str, now: Timestamp) -> SignedDuration {
        let owed_until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(until) = owed_until.get(address) else { return SignedDuration::ZERO };
        (until.duration_since(now) - allowance()).max(SignedDuration::ZERO)
    }

    /// Counts a failure. Each one owes twenty seconds; an address may owe three of them and still try.
    pub fn failed(&self, address: &str, now: Timestamp) {
        let mut owed_until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if owed_until.len() >= MOST_ADDRESSES {
            owed_until.retain(|_, until| *until > now);
        }
        let until = owed_until.entry(address.to_owned()).or_insert(now);
        *until = (*until).max(now) + ADDRESS_ONE_EACH;
    }
}

fn allowance() -> SignedDuration {
    ADDRESS_ONE_EACH * (ADDRESS_AT_ONCE as i32 - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second)
    }

    #[test]
    fn sec_25_each_wrong_guess_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let waits: Vec<i64> = [0, 1, 2, 3, 10, 11, 50, u32::MAX].map(|n| wait_after(n).as_secs()).to_vec();
        assert_eq!(waits, [0, 1, 2, 4, 512, 900, 900, 900]);
    }

    #[test]
    fn sec_25_an_address_has_three_failures_and_then_one_each_twenty_seconds() {
        let addresses = Addresses::default();
        for _ in 0..3 {
            assert!(addresses.wait("192.0.2.1", at(0)).is_zero());
            addresses.failed("192.0.2.1", at(0));
        }
        assert_eq!(addresses.wait("192.0.2.1", at(0)), ADDRESS_ONE_EACH);
        assert!(addresses.wait("192.0.2.1", at(20)).is_zero());
        addresses.failed("192.0.2.1", at(20));
        assert_eq!(addresses.wait("192.0.2.1", at(20)), ADDRESS_ONE_EACH);
        assert!(addresses.wait("192.0.2.2", at(20)).is_zero());
    }

    #[test]
    fn sec_25_spraying_five_thousand_guesses_gets_at_most_fifty_checks_in_a_quarter_of_an_hour() {
        let addresses = Addresses::default();
        let mut checked = 0;
        for guess in 0..5000 {
            let now = at(0) + SignedDuration::from_millis(guess * 180);
            if addresses.wait("192.0.2.1", now).is_zero() {
                checked += 1;
                addresses.failed("192.0.2.1", now);
            }
        }
        assert!((40..=50).contains(&checked), "{checked}");
    }
}
