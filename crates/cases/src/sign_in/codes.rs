//! One-time codes for young people: six digits to their own phone or email (SEC-24).
//!
//! A code works once, for ten minutes, only in the browser that asked. Six digits are few, so tries and askings are
//! hard-limited. Asking for a number nobody has does and says the same (SEC-26); the message says nothing of care or
//! the council (SES-05).

use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use super::accounts::{self, Contact};
use super::guessing;
use super::sessions::{self, SessionKind, Started};
use super::{Browser, digest};
use crate::access::Who;
use crate::db::{Tx, instant, micros};
use crate::error::Result;
use crate::ids::RowId;
use crate::messages_out::{self, NewMessage};
use crate::schema::one_time_code;

/// How long a code works.
pub const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
/// Wrong tries after which a code is spent.
pub const MOST_TRIES: i32 = 5;
/// Codes one number or address may be sent in [`ASKING_WINDOW`], and in a day.
const MOST_ASKED: usize = 3;
const MOST_ASKED_IN_A_DAY: usize = 10;
const ASKING_WINDOW: SignedDuration = SignedDuration::from_mins(15);
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// What came of asking. Nobody is told whether anybody has that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// If somebody has it, a code is on its way.
    OnItsWay,
    /// Asked too often.
    Wait(SignedDuration),
}

/// What came of typing a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    SignedIn(Started),
    Wrong,
    /// Used, out of time, tried too often, or asked for in another browser: ask again.
    Old,
}

/// Sends a code to this number or address, if it is somebody's. `binding` is a secret of the asking browser.
pub fn ask(tx: &mut Tx<'_>, contact: &Contact, binding: &str) -> Result<Asked> {
    ask_from(tx, contact, binding, None)
}

/// As [`ask`], from a phone its owner called their own and that kept the cookie it was given ([`Started::remember`]):
/// it has its own allowance, so nobody who knows a number can use up its owner's codes (SEC-25).
pub fn ask_from(tx: &mut Tx<'_>, contact: &Contact, binding: &str, remembered: Option<&str>) -> Result<Asked> {
    let holder = accounts::holder_of(tx, contact)?.filter(|(who, _)| is_young_person(who));
    let is_own_phone = match (&holder, remembered) {
        (Some((who, _)), Some(token)) => guessing::knows_browser(tx, who, token)?,
        (Some(_) | None, _) => false,
    };
    let from = if is_own_phone { "own phone" } else { "anywhere" };
    let contact_digest = digest("contact", &[contact.channel, &contact.folded, from]);
    let binding_digest = digest("binding", &[binding]);
    if let Some(wait) = asked_too_often(tx, &contact_digest, &binding_digest)? {
        super::note(tx, None, "code asked for", "denied: wait")?;
        return Ok(Asked::Wait(wait));
    }
    let (id, code) = (RowId::fresh(), six_digits());
    diesel::insert_into(one_time_code::table)
        .values((
            one_time_code::id.eq(id.as_str()),
            one_time_code::binding.eq(binding_digest),
            one_time_code::contact.eq(contact_digest),
            one_time_code::who.eq(holder.as_ref().map(|(who, _)| who.to_string())),
            one_time_code::code_digest.eq(code_digest(id.as_str(), binding, &code)),
            one_time_code::created_at.eq(tx.now_micros()),
            one_time_code::expires_at.eq(micros(tx.now() + GOOD_FOR)),
            one_time_code::tries.eq(0),
        ))
        .execute(tx.reading.conn)?;
    if let Some((who, address)) = &holder {
        send(tx, who, contact.channel, address, &code)?;
    }
    super::note(tx, holder.as_ref().map(|(who, _)| who), "code asked for", "allowed")?;
    Ok(Asked::OnItsWay)
}

fn is_young_person(who: &Who) -> bool {
    match who {
        Who::YoungPerson(_) => true,
        Who::Staff(_) => false,
    }
}

fn send(tx: &mut Tx<'_>, who: &Who, channel: &'static str, address: &str, code: &str) -> Result<()> {
    let Who::YoungPerson(person) = who else { return Ok(()) };
    let body = format!("Your code is {code}. It works for 10 minutes. Do not give it to anyone.");
    let message = NewMessage { person: Some(person.clone()), staff: None, channel, address: address.to_owned(), body };
    messages_out::send(tx, &message).map(|_| ())
}

/// How long until this number, or this browser, may ask again.
fn asked_too_often(tx: &mut Tx<'_>, contact: &str, binding: &str) -> Result<Option<SignedDuration>> {
    let now = tx.now();
    let asked: Vec<i64> = one_time_code::table
        .filter(one_time_code::contact.eq(contact).or(one_time_code::binding.eq(binding)))
        .filter(one_time_code::created_at.gt(micros(now - A_DAY)))
        .order(one_time_code::created_at.desc())
        .select(one_time_code::created_at)
        .load(tx.reading.conn)?;
    let asked: Vec<Timestamp> = asked.into_iter().map(instant).collect();
    let free_at = |most: usize, window: SignedDuration| asked.get(most - 1).map(|nth| *nth + window);
    let free_at = [free_at(MOST_ASKED, ASKING_WINDOW), free_at(MOST_ASKED_IN_A_DAY, A_DAY)].into_iter().flatten().max();
    Ok(free_at.map(|at| at.duration_since(now)).filter(|wait| wait.is_positive()))
}

/// Six digits, each of the million as likely as any other.
fn six_digits() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system's random source answers");
    format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000)
}

/// Six digits alone could be found from their digest by trying them all; the browser's secret, which is not stored,
/// is mixed in.
fn code_digest(id: &str, binding: &str, code: &str) -> String {
    digest("code", &[id, binding, code])
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = one_time_code)]
struct Row {
    id: String,
    who: Option<String>,
    code_digest: String,
    expires_at: i64,
    tries: i32,
    used_at: Option<i64>,
}

impl Row {
    fn is_spent(&self, now: Timestamp) -> bool {
        self.used_at.is_some() || now >= instant(self.expires_at) || self.tries >= MOST_TRIES
    }
}

/// Takes a code typed in the browser that asked for it. Only the latest code asked for there counts.
pub fn enter(
    tx: &mut Tx<'_>,
    typed: &str,
    binding: &str,
    is_own_phone: bool,
    browser: &Browser<'_>,
) -> Result<Entered> {
    let latest: Option<Row> = one_time_code::table
        .filter(one_time_code::binding.eq(digest("binding", &[binding])))
        .order(one_time_code::created_at.desc())
        .select(Row::as_select())
        .first(tx.reading.conn)
        .optional()?;
    let Some(row) = latest.filter(|row| !row.is_spent(tx.now())) else {
        super::note(tx, None, "code", "denied: old")?;
        return Ok(Entered::Old);
    };
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_right: bool = code_digest(&row.id, binding, &typed).as_bytes().ct_eq(row.code_digest.as_bytes()).into();
    let who = row.who.as_deref().and_then(Who::stored);
    match who.filter(|_| is_right) {
        Some(who) => take(tx, &row, &who, is_own_phone, browser),
        None => wrong(tx, &row),
    }
}

fn wrong(tx: &mut Tx<'_>, row: &Row) -> Result<Entered> {
    let tries = row.tries + 1;
    diesel::update(one_time_code::table.find(&row.id)).set(one_time_code::tries.eq(tries)).execute(tx.reading.conn)?;
    super::note(tx, row.who.as_deref().and_then(Who::stored).as_ref(), "code", "denied: wrong")?;
    Ok(if tries >= MOST_TRIES { Entered::Old } else { Entered::Wrong })
}

fn take(tx: &mut Tx<'_>, row: &Row, who: &Who, is_own_phone: bool, browser: &Browser<'_>) -> Result<Entered> {
    let at = tx.now_micros();
    diesel::update(one_time_code::table.find(&row.id)).set(one_time_code::used_at.eq(at)).execute(tx.reading.conn)?;
    if !accounts::may_sign_in(tx, who)? {
        return Ok(Entered::Old);
    }
    super::note(tx, Some(who), "code", "allowed")?;
    Ok(Entered::SignedIn(begin(tx, who, is_own_phone, browser)?))
}

/// Begins a young person's session: short, unless they said this is their own phone.
pub(super) fn begin(tx: &mut Tx<'_>, who: &Who, is_own_phone: bool, browser: &Browser<'_>) -> Result<Started> {
    if !is_own_phone {
        return sessions::start(tx, who, SessionKind::YoungPerson, browser);
    }
    let mut started = sessions::start(tx, who, SessionKind::OwnPhone, browser)?;
    started.remember = Some(guessing::remember_browser(tx, who)?);
    Ok(started)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_six_digits_and_not_all_alike() {
        let codes: std::collections::BTreeSet<String> = (0..50).map(|_| six_digits()).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.chars().all(|c| c.is_ascii_digit())));
        assert!(codes.len() > 40);
    }
}
