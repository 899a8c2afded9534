//! Proving who somebody is, and staying known for a while (assurance §4).
//!
//! Staff sign in by password and a changing code, or by passkey; a young person by a code sent to them, a passkey, or
//! with their adviser beside them. Whatever the way, the end is a [`sessions::Session`]. A way in that goes wrong
//! answers the same whether or not the name exists (SEC-26), and is counted so that guessing grows slow (SEC-25).
//!
//! Slow work (password hashes) is never done inside a transaction: there is one writer, and everybody waits for it.

pub mod accounts;
pub mod codes;
pub mod dormant;
pub mod first_administrators;
pub mod guessing;
pub mod invites;
pub mod passkeys;
pub mod passwords;
pub mod phrases;
pub mod samples;
pub mod sessions;
pub mod totp;
pub mod with_password;

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::access::{Class, Who};
use crate::audit::AuditRow;
use crate::db::{Tx, micros};
use crate::error::Result;
use crate::schema::{adviser_phrase, one_time_code, person, session};

/// The browser somebody is signing in with.
#[derive(Debug, Clone, Copy)]
pub struct Browser<'a> {
    /// The door it stands at, as the session is kept to it.
    pub door: &'a str,
    /// What it says it is, in a few words, for the list of devices.
    pub device: &'a str,
    /// The session token it held until now, if any: that session ends (SEC-27).
    pub replacing: Option<&'a str>,
}

/// The digest under which a secret is stored. The secrets are long and random, or are mixed with one that is.
pub(crate) fn digest(what: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    hash.update(what.as_bytes());
    for part in parts {
        hash.update([0]);
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Says in the audit what came of signing in (AUD-01). No name that was typed, only an account that was found.
pub(crate) fn note(tx: &mut Tx<'_>, who: Option<&Who>, how: &str, result: &str) -> Result<()> {
    let row = tx.row("sign_in", Class::UsersAndSettings.code());
    let (actor, actor_kind) = match who {
        Some(Who::Staff(id)) => (id.to_string(), "staff".to_owned()),
        Some(Who::YoungPerson(id)) => {
            let found = person::table.find(id.as_str()).select(person::pseudonym).first(tx.reading.conn).optional()?;
            (found.unwrap_or_default(), "young_person".to_owned())
        }
        None => (row.actor.clone(), row.actor_kind.clone()),
    };
    tx.audit(AuditRow { actor, actor_kind, detail: how.to_owned(), result: result.to_owned(), ..row });
    Ok(())
}

/// Sweeps away what has served its time: used and old codes and phrases, wrong guesses nobody repeated, sessions that
/// ended a month ago. Run nightly; may be run at any time.
pub fn sweep(tx: &mut Tx<'_>) -> Result<usize> {
    let now = tx.now();
    let a_day_ago = micros(now - jiff::SignedDuration::from_hours(24));
    let a_month_ago = micros(now - jiff::SignedDuration::from_hours(30 * 24));
    let conn = &mut *tx.reading.conn;
    let codes = diesel::delete(one_time_code::table.filter(one_time_code::created_at.lt(a_day_ago))).execute(conn)?;
    let phrases =
        diesel::delete(adviser_phrase::table.filter(adviser_phrase::created_at.lt(a_day_ago))).execute(conn)?;
    let sessions = diesel::delete(session::table.filter(session::ends_at.lt(a_month_ago))).execute(conn)?;
    Ok(codes + phrases + sessions + guessing::forget_old(tx)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::schema::audit_event;
    use crate::testing::TestStore;
    use jiff::civil::date;
    use passwords::Effort;
    use with_password::{Details, Outcome};

    const PASSWORD: &str = "orchid kettle brisk lantern";

    fn try_password(world: &TestStore, email: &str, password: &str, code: &str) -> Outcome {
        let details = Details { email, password, code, remembered: None, effort: Effort::Light };
        let browser = Browser { door: "team", device: "", replacing: None };
        with_password::sign_in(&world.store, &world.system(), &details, &browser).expect("an answer")
    }

    fn audited(world: &TestStore, actor: &str) -> Vec<(String, String)> {
        let rows = world.store.read(&world.system(), |r| {
            Ok(audit_event::table
                .filter(audit_event::actor.eq(actor))
                .order(audit_event::seq)
                .select((audit_event::detail, audit_event::result))
                .load(r.conn)?)
        });
        rows.expect("the audit")
    }

    #[test]
    fn aud_01_a_refusal_and_a_success_each_leave_a_row_and_no_typed_name() {
        let world = TestStore::on(date(2026, 11, 22));
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        let (secret, hash) = (totp::TotpSecret::fresh(), passwords::hash(PASSWORD, Effort::Light));
        let email = world.store.write(&world.system(), |tx| {
            accounts::open(tx, &amira.who)?;
            passwords::set(tx, &amira.who, &hash, None)?;
            totp::set(tx, &amira.who, &secret, 0)?;
            Ok(crate::staff::by_id(tx, &TestStore::staff_id(&amira))?.email)
        });
        let email = email.expect("an account");
        assert_eq!(try_password(&world, &email, "not the password at all", "000000"), Outcome::Refused);
        assert_eq!(try_password(&world, "nobody@example.org", PASSWORD, "000000"), Outcome::Refused);
        world.clock.advance(jiff::SignedDuration::from_mins(1));
        let code = secret.code_at(world.system().now);
        assert!(matches!(try_password(&world, &email, PASSWORD, &code), Outcome::SignedIn(_)));

        let rows = audited(&world, TestStore::staff_id(&amira).as_str());
        let ends: Vec<_> =
            rows.iter().filter(|(how, _)| how == "password").map(|(_, result)| result.as_str()).collect();
        assert_eq!(ends, ["denied: wrong", "allowed"]);
        let of_nobody = audited(&world, "system:test");
        assert!(of_nobody.contains(&("password".into(), "denied: wrong".into())), "{of_nobody:?}");
    }

    #[test]
    fn a_young_person_appears_in_the_audit_by_pseudonym() {
        let world = TestStore::on(date(2026, 11, 22));
        let sam = world.person("Sam", date(2007, 5, 4), None);
        let who = Who::YoungPerson(sam.clone());
        world.store.write(&world.system(), |tx| accounts::open(tx, &who)).expect("an account");
        assert_eq!(audited(&world, sam.as_str()), []);
        let pseudonym: String = world
            .store
            .read(&world.system(), |r| Ok(person::table.find(sam.as_str()).select(person::pseudonym).first(r.conn)?))
            .expect("a pseudonym");
        assert_eq!(audited(&world, &pseudonym).len(), 1);
    }

    #[test]
    fn a_secret_is_stored_only_as_its_digest() {
        assert_eq!(digest("session", &["a", "b"]).len(), 64);
        assert_ne!(digest("session", &["ab"]), digest("session", &["a", "b"]));
        assert_ne!(digest("session", &["a"]), digest("browser", &["a"]));
    }
}
