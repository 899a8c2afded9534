//! Passkeys: the credentials of devices, as the web layer's ceremonies gave them. A passkey proves both factors at once
//! and cannot be guessed, so it is never delayed.

use diesel::prelude::*;

use super::sessions::{self, Started};
use super::{Browser, accounts, codes, with_password};
use crate::access::Who;
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::ids::RowId;
use crate::schema::account_passkey;

/// A device's credential.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = account_passkey)]
pub struct Passkey {
    pub id: String,
    pub who: String,
    pub credential_id: String,
    /// The credential as the ceremony library writes it: JSON.
    pub credential: String,
    pub named: String,
    pub created_at: i64,
    pub last_used_at: Option<i64>,
}

/// A credential fresh from its ceremony.
#[derive(Debug, Clone)]
pub struct NewPasskey<'a> {
    /// In base64 without padding.
    pub credential_id: &'a str,
    pub credential: &'a str,
    /// What its owner calls the device.
    pub named: &'a str,
}

/// Adds a passkey. A change of factors ends the account's other sessions (SEC-28).
pub fn add(tx: &mut Tx<'_>, who: &Who, new: &NewPasskey<'_>, keep_session: Option<&str>) -> Result<RowId> {
    let (id, at) = (RowId::fresh(), tx.now_micros());
    let named: String = new.named.trim().chars().take(60).collect();
    diesel::insert_into(account_passkey::table)
        .values((
            account_passkey::id.eq(id.as_str()),
            account_passkey::who.eq(who.to_string()),
            account_passkey::credential_id.eq(new.credential_id),
            account_passkey::credential.eq(new.credential),
            account_passkey::named.eq(named),
            account_passkey::created_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    sessions::end_all(tx, who, keep_session, "passkey added")?;
    super::note(tx, Some(who), "passkey added", "allowed")?;
    Ok(id)
}

/// The passkeys of an account, oldest first.
pub fn of(r: &mut Reading<'_>, who: &Who) -> Result<Vec<Passkey>> {
    Ok(account_passkey::table
        .filter(account_passkey::who.eq(who.to_string()))
        .filter(account_passkey::ended_at.is_null())
        .order(account_passkey::created_at)
        .select(Passkey::as_select())
        .load(r.conn)?)
}

/// The passkey with this credential id, if it is in use and its account open.
pub fn by_credential(r: &mut Reading<'_>, credential_id: &str) -> Result<Option<Passkey>> {
    let found: Option<Passkey> = account_passkey::table
        .filter(account_passkey::credential_id.eq(credential_id))
        .filter(account_passkey::ended_at.is_null())
        .select(Passkey::as_select())
        .first(r.conn)
        .optional()?;
    let Some(found) = found else { return Ok(None) };
    let Some(who) = Who::stored(&found.who) else { return Ok(None) };
    Ok(accounts::may_sign_in(r, &who)?.then_some(found))
}

/// Takes a passkey out of use and ends the account's other sessions.
pub fn end(tx: &mut Tx<'_>, who: &Who, id: &str, keep_session: Option<&str>) -> Result<()> {
    let at = tx.now_micros();
    let mine = account_passkey::table
        .find(id)
        .filter(account_passkey::who.eq(who.to_string()))
        .filter(account_passkey::ended_at.is_null());
    if diesel::update(mine).set(account_passkey::ended_at.eq(at)).execute(tx.reading.conn)? == 0 {
        return Err(Error::NotFound);
    }
    sessions::end_all(tx, who, keep_session, "passkey ended")?;
    super::note(tx, Some(who), "passkey ended", "allowed")
}

/// Signs in with a passkey whose ceremony the web layer has just completed. `credential` is the credential with its
/// counter moved on. The door must be the account's own: a young person's passkey opens no staff session.
pub fn sign_in(
    tx: &mut Tx<'_>,
    credential_id: &str,
    credential: &str,
    is_own_phone: bool,
    browser: &Browser<'_>,
) -> Result<Option<Started>> {
    let Some(found) = by_credential(tx, credential_id)? else { return Ok(None) };
    let Some(who) = Who::stored(&found.who).filter(|who| sessions::is_own_door(who, browser.door)) else {
        return Ok(None);
    };
    keep_counter(tx, &found.id, credential)?;
    let started = match &who {
        Who::Staff(_) => with_password::begin(tx, &who, "passkey", browser)?,
        Who::YoungPerson(_) => {
            super::note(tx, Some(&who), "passkey", "allowed")?;
            codes::begin(tx, &who, is_own_phone, browser)?
        }
    };
    Ok(Some(started))
}

/// Proves again who is at a session, by a passkey of the same account. Gives the session's new token.
pub fn prove_again(
    tx: &mut Tx<'_>,
    session: &sessions::Session,
    credential_id: &str,
    credential: &str,
) -> Result<Option<String>> {
    let found = by_credential(tx, credential_id)?.filter(|found| found.who == session.who.to_string());
    let Some(found) = found else { return Ok(None) };
    keep_counter(tx, &found.id, credential)?;
    super::note(tx, Some(&session.who), "fresh proof", "allowed")?;
    sessions::renew(tx, &session.handle).map(Some)
}

fn keep_counter(tx: &mut Tx<'_>, id: &str, credential: &str) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(account_passkey::table.find(id))
        .set((account_passkey::credential.eq(credential), account_passkey::last_used_at.eq(at)))
        .execute(tx.reading.conn)?;
    Ok(())
}
