//! Accounts: who may sign in at all. A person's roles and relationships are kept elsewhere; an account that is
//! disabled opens nothing, whatever they say (ACC-05).

use diesel::prelude::*;

use super::sessions;
use crate::access::Who;
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::ids::random_text;
use crate::schema::{account, account_contact, person, staff};

/// An account as it stands.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = account)]
pub struct Account {
    pub who: String,
    /// 26 letters and digits that name the account to passkey devices.
    pub passkey_handle: String,
    pub created_at: i64,
    pub last_used_at: Option<i64>,
    pub idle_since_at: i64,
    pub warned_at: Option<i64>,
    pub disabled_at: Option<i64>,
    pub disabled_why: Option<String>,
}

impl Account {
    pub fn is_disabled(&self) -> bool {
        self.disabled_at.is_some()
    }
}

/// Why an account was disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisabledWhy {
    Left,
    Dormant,
    ByAdministrator,
}

impl DisabledWhy {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Dormant => "dormant",
            Self::ByAdministrator => "by_administrator",
        }
    }
}

/// Opens an account; leaves one that exists as it is, disabled or not.
pub fn open(tx: &mut Tx<'_>, who: &Who) -> Result<()> {
    if of(tx, who)?.is_some() {
        return Ok(());
    }
    let at = tx.now_micros();
    diesel::insert_into(account::table)
        .values((
            account::who.eq(who.to_string()),
            account::passkey_handle.eq(random_text(16)),
            account::created_at.eq(at),
            account::idle_since_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    super::note(tx, Some(who), "account opened", "allowed")
}

pub fn of(r: &mut Reading<'_>, who: &Who) -> Result<Option<Account>> {
    Ok(account::table.find(who.to_string()).select(Account::as_select()).first(r.conn).optional()?)
}

/// Whether the account may be used now: it exists, is not disabled, and the person has not left or been withdrawn.
pub fn may_sign_in(r: &mut Reading<'_>, who: &Who) -> Result<bool> {
    let is_open = of(r, who)?.is_some_and(|account| !account.is_disabled());
    Ok(is_open && is_here(r, who)?)
}

/// Whether the person behind an account is still employed, or their record still kept.
pub(super) fn is_here(r: &mut Reading<'_>, who: &Who) -> Result<bool> {
    let gone_at: Option<Option<i64>> = match who {
        Who::Staff(id) => staff::table.find(id.as_str()).select(staff::left_at).first(r.conn).optional()?,
        Who::YoungPerson(id) => {
            person::table.find(id.as_str()).select(person::withdrawn_at).first(r.conn).optional()?
        }
    };
    Ok(gone_at == Some(None))
}

/// Closes an account. Every session of it ends now.
pub fn disable(tx: &mut Tx<'_>, who: &Who, why: DisabledWhy) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(account::table.find(who.to_string()))
        .set((account::disabled_at.eq(at), account::disabled_why.eq(why.code())))
        .execute(tx.reading.conn)?;
    sessions::end_all(tx, who, None, "account disabled")?;
    super::note(tx, Some(who), "account disabled", "allowed")
}

/// Lets somebody in again: always somebody's decision, never by itself (SEC-30).
pub fn enable(tx: &mut Tx<'_>, who: &Who) -> Result<()> {
    let at = tx.now_micros();
    let changed = diesel::update(account::table.find(who.to_string()))
        .set((
            account::disabled_at.eq(None::<i64>),
            account::disabled_why.eq(None::<String>),
            account::warned_at.eq(None::<i64>),
            account::idle_since_at.eq(at),
        ))
        .execute(tx.reading.conn)?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    super::note(tx, Some(who), "account enabled", "allowed")
}

/// Notes that the account was used.
pub(super) fn used(tx: &mut Tx<'_>, who: &Who) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(account::table.find(who.to_string()))
        .set((account::last_used_at.eq(at), account::idle_since_at.eq(at), account::warned_at.eq(None::<i64>)))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// A phone number or email address in the one spelling we compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// `text` or `email`: the channel a message takes.
    pub channel: &'static str,
    pub folded: String,
}

impl Contact {
    /// Reads what somebody typed. `None` when it is neither a phone number nor an email address.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.contains('@') { email(typed) } else { phone(typed) }
    }
}

fn email(typed: &str) -> Option<Contact> {
    let (name, host) = typed.split_once('@')?;
    let sound = !name.is_empty()
        && host.contains('.')
        && !host.contains('@')
        && typed.len() <= 254
        && !typed.chars().any(|c| c.is_whitespace() || c.is_control());
    sound.then(|| Contact { channel: "email", folded: typed.to_lowercase() })
}

/// British numbers are compared as they are dialled at home, others with their country.
fn phone(typed: &str) -> Option<Contact> {
    if !typed.chars().all(|c| c.is_ascii_digit() || " +()-.".contains(c)) {
        return None;
    }
    let digits: String = typed.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let folded = match digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|_| digits.len() == 12))
    {
        Some(rest) => format!("0{rest}"),
        None => digits,
    };
    (10..=15).contains(&folded.len()).then_some(Contact { channel: "text", folded })
}

/// Sets where a young person's codes are sent. One address opens one account only.
pub fn set_contact(tx: &mut Tx<'_>, who: &Who, typed: &str) -> Result<()> {
    let contact = Contact::parse(typed)
        .ok_or_else(|| Error::Contradicts("That is neither a phone number nor an email address.".into()))?;
    let at = tx.now_micros();
    let holder: Option<String> = account_contact::table
        .find((contact.channel, &contact.folded))
        .select(account_contact::who)
        .first(tx.reading.conn)
        .optional()?;
    match holder {
        Some(same) if same == who.to_string() => Ok(()),
        Some(_) => Err(Error::Contradicts("Somebody else signs in with that number or address.".into())),
        None => {
            diesel::insert_into(account_contact::table)
                .values((
                    account_contact::kind.eq(contact.channel),
                    account_contact::folded.eq(&contact.folded),
                    account_contact::who.eq(who.to_string()),
                    account_contact::shown.eq(typed.trim()),
                    account_contact::since_at.eq(at),
                ))
                .execute(tx.reading.conn)?;
            super::note(tx, Some(who), "contact added", "allowed")
        }
    }
}

/// Takes an address out of use for signing in.
pub fn remove_contact(tx: &mut Tx<'_>, who: &Who, typed: &str) -> Result<()> {
    let Some(contact) = Contact::parse(typed) else { return Ok(()) };
    diesel::delete(
        account_contact::table
            .filter(account_contact::kind.eq(contact.channel))
            .filter(account_contact::folded.eq(&contact.folded))
            .filter(account_contact::who.eq(who.to_string())),
    )
    .execute(tx.reading.conn)?;
    super::note(tx, Some(who), "contact removed", "allowed")
}

/// Whose address this is, with the address as it was given.
pub(super) fn holder_of(r: &mut Reading<'_>, contact: &Contact) -> Result<Option<(Who, String)>> {
    let found: Option<(String, String)> = account_contact::table
        .find((contact.channel, &contact.folded))
        .select((account_contact::who, account_contact::shown))
        .first(r.conn)
        .optional()?;
    let Some((who, shown)) = found else { return Ok(None) };
    let Some(who) = Who::stored(&who) else { return Ok(None) };
    Ok(may_sign_in(r, &who)?.then_some((who, shown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_spelling_however_it_is_typed() {
        for typed in ["07700 900123", "+44 7700 900123", "0044 7700 900 123", "(07700) 900-123", "+44 (0)7700 900123"] {
            assert_eq!(Contact::parse(typed).map(|contact| contact.folded).as_deref(), Some("07700900123"), "{typed}");
        }
    }

    #[test]
    fn an_email_address_is_compared_without_case() {
        let contact = Contact::parse(" Sam.Example@Example.ORG ").expect("an address");
        assert_eq!((contact.channel, contact.folded.as_str()), ("email", "sam.example@example.org"));
    }

    #[test]
    fn what_is_neither_is_refused() {
        for typed in ["", "Sam", "@", "a@b", "a b@example.org", "12345", "0770090012x", "a@b@example.org"] {
            assert_eq!(Contact::parse(typed), None, "{typed}");
        }
    }
}
