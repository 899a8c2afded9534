//! Invitations: how a member of staff first sets a password and an authenticator, and how a password is reset.
//!
//! The link is good for seven days and once. A reset asks for the authenticator the account already has: it replaces
//! one factor and never goes around the other (SEC-31). Whoever sends the link never sees or chooses the secret.

use diesel::prelude::*;
use jiff::SignedDuration;

use super::guessing::{self, Lane};
use super::passwords::{self, Hashed};
use super::sessions::Started;
use super::totp::{self, TotpSecret};
use super::{Browser, accounts, digest, with_password};
use crate::access::{ServicePermit, Who, Write, class};
use crate::db::{Reading, Tx, instant, micros};
use crate::error::{Error, Result};
use crate::ids::{StaffId, random_text};
use crate::messages_out::{self, NewMessage};
use crate::schema::account_invite;

pub const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What an invitation lets somebody do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InviteKind {
    /// Set up the account: a password and an authenticator.
    Welcome,
    /// Set another password, proving who it is with the authenticator.
    Reset,
}

impl InviteKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Reset => "reset",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Welcome, Self::Reset].into_iter().find(|kind| kind.code() == code)
    }
}

/// An invitation that can still be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    pub who: StaffId,
    pub kind: InviteKind,
    /// The authenticator's secret to be shown, when one is to be set up.
    pub secret: Option<TotpSecret>,
}

/// What came of taking it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    SignedIn(Started),
    WrongCode,
    Wait(SignedDuration),
    /// Used, out of time or never sent: ask for another.
    Old,
}

/// What somebody needs: to set up an account that has no password yet, or to choose another one.
pub(super) fn fitting(r: &mut Reading<'_>, staff: &StaffId) -> Result<InviteKind> {
    let has_password = passwords::stored(r, &Who::Staff(staff.clone()))?.is_some();
    Ok(if has_password { InviteKind::Reset } else { InviteKind::Welcome })
}

/// An invitation is somebody's decision to let them in, also after their account was closed for lying unused (SEC-30).
pub(super) fn let_in_again(tx: &mut Tx<'_>, staff: &StaffId) -> Result<()> {
    let who = Who::Staff(staff.clone());
    if accounts::of(tx, &who)?.is_some_and(|account| account.is_disabled()) {
        accounts::enable(tx, &who)?;
    }
    Ok(())
}

/// Sends somebody an invitation to their work address. Whoever asks for it sees neither link nor secret (SEC-31).
pub fn send(
    tx: &mut Tx<'_>,
    _permit: &ServicePermit<class::UsersAndSettings, Write>,
    to: &StaffId,
    link: impl Fn(&str) -> String,
) -> Result<()> {
    let_in_again(tx, to)?;
    let kind = fitting(tx, to)?;
    let token = make(tx, to, kind)?;
    let asks = match kind {
        InviteKind::Welcome => "Set up your account here. The link works once, for 7 days.",
        InviteKind::Reset => "Choose another password here. The link works once, for 7 days.",
    };
    let (body, address) = (format!("{asks} {}", link(&token)), crate::staff::by_id(tx, to)?.email);
    let message = NewMessage { person: None, staff: Some(to.clone()), channel: "email", address, body };
    messages_out::send(tx, &message).map(|_| ())
}

/// Makes an invitation and gives the token for its link. Earlier ones for the account stop working.
pub fn make(tx: &mut Tx<'_>, staff: &StaffId, kind: InviteKind) -> Result<String> {
    let who = Who::Staff(staff.clone());
    if !accounts::is_here(tx, &who)? {
        return Err(Error::NotFound);
    }
    accounts::open(tx, &who)?;
    withdraw(tx, &who)?;
    let (token, now, by) = (random_text(32), tx.now(), tx.by());
    diesel::insert_into(account_invite::table)
        .values((
            account_invite::token_digest.eq(digest("invite", &[&token])),
            account_invite::who.eq(who.to_string()),
            account_invite::kind.eq(kind.code()),
            account_invite::totp_secret.eq(TotpSecret::fresh().text()),
            account_invite::created_at.eq(micros(now)),
            account_invite::created_by.eq(by),
            account_invite::expires_at.eq(micros(now + GOOD_FOR)),
        ))
        .execute(tx.reading.conn)?;
    super::note(tx, Some(&who), "invitation", "allowed")?;
    Ok(token)
}

/// Stops every open invitation of an account.
fn withdraw(tx: &mut Tx<'_>, who: &Who) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(
        account_invite::table.filter(account_invite::who.eq(who.to_string())).filter(account_invite::used_at.is_null()),
    )
    .set(account_invite::used_at.eq(at))
    .execute(tx.reading.conn)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = account_invite)]
struct Row {
    who: String,
    kind: String,
    totp_secret: String,
    expires_at: i64,
}

/// The invitation behind a link, if it can still be taken. Looking does not use it.
pub fn open(r: &mut Reading<'_>, token: &str) -> Result<Option<Invited>> {
    let found: Option<Row> = account_invite::table
        .find(digest("invite", &[token]))
        .filter(account_invite::used_at.is_null())
        .select(Row::as_select())
        .first(r.conn)
        .optional()?;
    let now = r.now();
    let Some(row) = found.filter(|row| now < instant(row.expires_at)) else { return Ok(None) };
    let (Some(Who::Staff(staff)), Some(kind)) = (Who::stored(&row.who), InviteKind::from_code(&row.kind)) else {
        return Ok(None);
    };
    if !accounts::may_sign_in(r, &Who::Staff(staff.clone()))? {
        return Ok(None);
    }
    let secret = match kind {
        InviteKind::Welcome => TotpSecret::parse(&row.totp_secret),
        InviteKind::Reset => None,
    };
    Ok(Some(Invited { who: staff, kind, secret }))
}

/// Takes an invitation: the new password (checked and hashed before, outside any transaction) and a code that proves
/// the authenticator.
pub fn accept(tx: &mut Tx<'_>, token: &str, new: &Hashed, code: &str, browser: &Browser<'_>) -> Result<Accepted> {
    let Some(invited) = open(tx, token)? else { return Ok(Accepted::Old) };
    let who = Who::Staff(invited.who.clone());
    let lane = Lane::of("invitation", &who.to_string(), true);
    let wait = guessing::wait(tx, &lane)?;
    if wait.is_positive() {
        return Ok(Accepted::Wait(wait));
    }
    if !proves_second_factor(tx, &who, &invited, code)? {
        guessing::failed(tx, &lane)?;
        super::note(tx, Some(&who), "invitation", "denied: wrong")?;
        return Ok(Accepted::WrongCode);
    }
    guessing::succeeded(tx, &lane)?;
    withdraw(tx, &who)?;
    passwords::set(tx, &who, new, None)?;
    let mut started = with_password::begin(tx, &who, "invitation", browser)?;
    started.remember = Some(guessing::remember_browser(tx, &who)?);
    Ok(Accepted::SignedIn(started))
}

/// A new authenticator must show a right code before it counts; a reset needs one from the authenticator there is.
fn proves_second_factor(tx: &mut Tx<'_>, who: &Who, invited: &Invited, code: &str) -> Result<bool> {
    let Some(secret) = &invited.secret else { return totp::take(tx, who, code) };
    match secret.step_of(code, tx.now(), 0) {
        Some(step) => totp::set(tx, who, secret, step).map(|()| true),
        None => Ok(false),
    }
}
