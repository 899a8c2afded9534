//! Staff sign-in by email address, password and the changing code, all three at once (SEC-22).
//!
//! In three steps, because the hash is slow and there is one writer: look up, check outside any transaction, then
//! settle. An address nobody has takes the same steps and the same time (SEC-26).

use jiff::SignedDuration;

use super::guessing::{self, Lane};
use super::passwords::{self, Effort, Hashed};
use super::sessions::{self, SessionKind, Started};
use super::{Browser, accounts, totp};
use crate::access::Who;
use crate::db::{Asking, Reading, Store, Tx};
use crate::error::{Error, Result};
use crate::staff;

/// What somebody typed, and how hard hashes are here.
#[derive(Clone, Copy)]
pub struct Details<'a> {
    pub email: &'a str,
    pub password: &'a str,
    pub code: &'a str,
    /// The cookie of a browser that has signed in before, if it has one.
    pub remembered: Option<&'a str>,
    pub effort: Effort,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    SignedIn(Started),
    /// Address, password or code was wrong; which one is never said.
    Refused,
    /// Too many wrong guesses: nothing was looked at. The same for names that do not exist.
    Wait(SignedDuration),
}

/// Signs in, from lookup to session. Takes as long as a hash takes: not on a thread that answers requests.
pub fn sign_in(store: &Store, asking: &Asking, details: &Details<'_>, browser: &Browser<'_>) -> Result<Outcome> {
    let attempt = store.read(asking, |r| look_up(r, details))?;
    let checked = attempt.check(details.password);
    store.write(asking, |tx| settle(tx, &checked, details, browser))
}

struct Attempt {
    lane: Lane,
    is_known_browser: bool,
    account: Option<(Who, Hashed)>,
    effort: Effort,
}

struct Checked {
    attempt: Attempt,
    password_is_right: bool,
}

fn look_up(r: &mut Reading<'_>, details: &Details<'_>) -> Result<Attempt> {
    let email = details.email.trim().to_lowercase();
    let who = staff::by_email(r, &email)?.map(|found| Who::Staff(found.staff_id()));
    let mut account = None;
    let mut is_known_browser = false;
    if let Some(who) = who.filter(|_| email.len() <= 254) {
        if let Some(token) = details.remembered {
            is_known_browser = guessing::knows_browser(r, &who, token)?;
        }
        if accounts::may_sign_in(r, &who)? && totp::is_set(r, &who)? {
            account = passwords::stored(r, &who)?.map(|hash| (who, hash));
        }
    }
    let lane = Lane::of("staff password", &email, is_known_browser);
    Ok(Attempt { lane, is_known_browser, account, effort: details.effort })
}

impl Attempt {
    /// Always one hash, whatever was found. More than the longest password is cut, so that length costs nothing.
    fn check(self, password: &str) -> Checked {
        let typed: String = password.chars().take(passwords::LONGEST).collect();
        let against = self.account.as_ref().map_or_else(|| passwords::decoy(self.effort), |(_, hash)| hash.clone());
        let password_is_right = passwords::matches(&typed, &against) && self.account.is_some();
        Checked { attempt: self, password_is_right }
    }
}

/// Looked at again under the writer's lock, so that a crowd of guesses at once counts as one (SEC-40).
fn settle(tx: &mut Tx<'_>, checked: &Checked, details: &Details<'_>, browser: &Browser<'_>) -> Result<Outcome> {
    let lane = &checked.attempt.lane;
    let wait = guessing::wait(tx, lane)?;
    if wait.is_positive() {
        super::note(tx, None, "password", "denied: wait")?;
        return Ok(Outcome::Wait(wait));
    }
    let Some(who) = proved(tx, checked, details.code)? else {
        guessing::failed(tx, lane)?;
        super::note(tx, checked.attempt.account.as_ref().map(|(who, _)| who), "password", "denied: wrong")?;
        return Ok(Outcome::Refused);
    };
    guessing::succeeded(tx, lane)?;
    let mut started = begin(tx, &who, "password", browser)?;
    if !checked.attempt.is_known_browser {
        started.remember = Some(guessing::remember_browser(tx, &who)?);
    }
    Ok(Outcome::SignedIn(started))
}

/// Whose password and code these are, if both are right and nothing changed since the password was looked up.
fn proved(tx: &mut Tx<'_>, checked: &Checked, code: &str) -> Result<Option<Who>> {
    let Some((who, hash)) = &checked.attempt.account else { return Ok(None) };
    let unchanged = passwords::stored(tx, who)?.as_ref() == Some(hash) && accounts::may_sign_in(tx, who)?;
    let right = checked.password_is_right && unchanged && totp::take(tx, who, code)?;
    Ok(right.then(|| who.clone()))
}

/// Begins a session for a member of staff who proved who they are.
pub(super) fn begin(tx: &mut Tx<'_>, who: &Who, how: &str, browser: &Browser<'_>) -> Result<Started> {
    let Who::Staff(id) = who else { return Err(Error::NotFound) };
    let roles = staff::actor(tx, id)?.roles;
    super::note(tx, Some(who), how, "allowed")?;
    sessions::start(tx, who, SessionKind::for_roles(&roles), browser)
}

/// Proves again who is at a staff session, for what wants a fresh proof (SEC-29): password and code once more. Gives
/// the session's new token.
pub fn prove_again(
    store: &Store,
    asking: &Asking,
    session: &sessions::Session,
    password: &str,
    code: &str,
) -> Result<Option<String>> {
    let stored = store.read(asking, |r| passwords::stored(r, &session.who))?;
    let Some(stored) = stored else { return Ok(None) };
    let right = passwords::matches(password, &stored);
    store.write(asking, |tx| settle_again(tx, session, right, code))
}

fn settle_again(tx: &mut Tx<'_>, session: &sessions::Session, right: bool, code: &str) -> Result<Option<String>> {
    let lane = Lane::of("prove again", &session.who.to_string(), true);
    if guessing::wait(tx, &lane)?.is_positive() {
        return Ok(None);
    }
    if !(right && totp::take(tx, &session.who, code)?) {
        guessing::failed(tx, &lane)?;
        super::note(tx, Some(&session.who), "fresh proof", "denied: wrong")?;
        return Ok(None);
    }
    guessing::succeeded(tx, &lane)?;
    super::note(tx, Some(&session.who), "fresh proof", "allowed")?;
    sessions::renew(tx, &session.handle).map(Some)
}
