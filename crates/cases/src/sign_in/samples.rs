//! Sample sign-ins of a demonstration council, where everybody is invented and anybody may come in. Made and shown only
//! where the council itself says that it is a demonstration; anywhere else these do nothing.

use diesel::prelude::*;

use super::accounts;
use super::passwords::{self, Effort, Hashed};
use super::totp::{self, TotpSecret};
use crate::access::Who;
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::ids::{PersonId, StaffId};
use crate::schema::{account_totp, staff};

/// The password of every sample sign-in. It is shown on a page, so it is no secret.
pub const PASSWORD: &str = "for demonstration only";

/// The password's hash, made once for all samples: outside any transaction, like every hash.
pub fn hashed_password() -> Hashed {
    passwords::hash(PASSWORD, Effort::Light)
}

/// Lets a member of the invented staff sign in with [`PASSWORD`] and the code the demonstration's own page shows.
pub fn open_staff(tx: &mut Tx<'_>, staff: &StaffId, password: &Hashed) -> Result<()> {
    stop_unless_demonstration(tx)?;
    let who = Who::Staff(staff.clone());
    accounts::open(tx, &who)?;
    passwords::set(tx, &who, password, None)?;
    totp::set(tx, &who, &TotpSecret::fresh(), 0)
}

/// Lets an invented young person sign in with a code sent to this number or address.
pub fn open_young_person(tx: &mut Tx<'_>, person: &PersonId, contact: &str) -> Result<()> {
    stop_unless_demonstration(tx)?;
    let who = Who::YoungPerson(person.clone());
    accounts::open(tx, &who)?;
    accounts::set_contact(tx, &who, contact)
}

/// Takes codes again from the first, for a demonstration that stands on an earlier day than it once did.
pub fn take_codes_again(tx: &mut Tx<'_>) -> Result<()> {
    stop_unless_demonstration(tx)?;
    diesel::update(account_totp::table).set(account_totp::last_step.eq(0)).execute(tx.reading.conn)?;
    Ok(())
}

fn stop_unless_demonstration(r: &mut Reading<'_>) -> Result<()> {
    if crate::settings::council(r)?.demonstration {
        Ok(())
    } else {
        Err(Error::Contradicts("Sample sign-ins exist only in a demonstration.".into()))
    }
}

/// A member of the invented staff, and the code their authenticator would show now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub name: String,
    pub job: String,
    pub email: String,
    pub code: String,
}

/// Everybody who can sign in with a password, by name. Nobody, where this is not a demonstration.
pub fn of_demonstration(r: &mut Reading<'_>) -> Result<Vec<Sample>> {
    if !crate::settings::council(r)?.demonstration {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String)> =
        account_totp::table.order(account_totp::who).select((account_totp::who, account_totp::secret)).load(r.conn)?;
    let mut samples = Vec::new();
    for (who, secret) in rows {
        if let (Some(Who::Staff(id)), Some(secret)) = (Who::stored(&who), TotpSecret::parse(&secret)) {
            samples.extend(sample(r, &id, &secret)?);
        }
    }
    samples.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(samples)
}

fn sample(r: &mut Reading<'_>, id: &StaffId, secret: &TotpSecret) -> Result<Option<Sample>> {
    let found: Option<(String, String, String)> = staff::table
        .find(id.as_str())
        .filter(staff::left_at.is_null())
        .select((staff::full_name, staff::job, staff::email))
        .first(r.conn)
        .optional()?;
    let code = secret.code_at(r.now());
    Ok(found.map(|(name, job, email)| Sample { name, job, email, code }))
}
