//! The first administrators of a live council. A role takes effect when a second administrator agrees (ACC-09), and
//! before there are two nobody can: so they come from the command line of the council's own server. Whoever types the
//! command hands over a link and never sees the secret behind it (SEC-31).

use super::accounts::Contact;
use super::invites::{self, InviteKind};
use crate::access::{Post, PostKind, Role};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::StaffId;
use crate::staff::{self, NewStaff};

/// An invitation just made: the token goes into a link and is never seen here again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub who: StaffId,
    pub kind: InviteKind,
    pub token: String,
    pub expires_at: jiff::Timestamp,
}

/// Invites an administrator. Where there is one already it wants `another`, which also invites the same one again:
/// after a link that was not used in time, a lost password, or an account that lay unused (SEC-30).
pub fn invite(tx: &mut Tx<'_>, full_name: &str, email: &str, another: bool) -> Result<Invitation> {
    if crate::settings::council(tx)?.demonstration {
        return Err(Error::Contradicts("This is a demonstration, which has its own sign-ins.".into()));
    }
    let known = staff::holding_any(tx, &[Role::SystemAdministrator])?;
    if !known.is_empty() && !another {
        return Err(Error::Contradicts(
            "There is an administrator already. To add one more, or to invite the same one again, say --another."
                .into(),
        ));
    }
    let who = match staff::by_email(tx, email)? {
        None => take_on(tx, full_name, email)?,
        Some(one) if known.iter().any(|administrator| administrator.id == one.id) => one.staff_id(),
        Some(_) => {
            return Err(Error::Contradicts("Somebody who is not an administrator has that email address.".into()));
        }
    };
    invites::let_in_again(tx, &who)?;
    let kind = invites::fitting(tx, &who)?;
    let token = invites::make(tx, &who, kind)?;
    Ok(Invitation { who, kind, token, expires_at: tx.now() + invites::GOOD_FOR })
}

fn take_on(tx: &mut Tx<'_>, full_name: &str, email: &str) -> Result<StaffId> {
    let full_name = full_name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(first_name) = full_name.split(' ').next().filter(|name| !name.is_empty()) else {
        return Err(Error::Contradicts("Give the administrator's name.".into()));
    };
    if Contact::parse(email).is_none_or(|contact| contact.channel != "email") {
        return Err(Error::Contradicts("Give an email address in the right format, like name@example.gov.uk.".into()));
    }
    let new = NewStaff {
        first_name: first_name.to_owned(),
        full_name: full_name.clone(),
        job: Role::SystemAdministrator.says().to_owned(),
        email: email.trim().to_owned(),
        phone: None,
    };
    let (id, today) = (staff::add(tx, &new)?, tx.today());
    staff::grant_role(tx, &id, Role::SystemAdministrator, today)?;
    staff::place(tx, &id, &Post { kind: PostKind::Service, from_on: today, to_on: None })?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Who;
    use crate::sign_in::accounts;
    use crate::testing::TestStore;
    use jiff::civil::date;

    fn world() -> TestStore {
        TestStore::on(date(2026, 11, 22))
    }

    fn invited(world: &TestStore, name: &str, email: &str, another: bool) -> Result<Invitation> {
        world.store.write(&world.system(), |tx| invite(tx, name, email, another))
    }

    fn refusal(answer: Result<Invitation>) -> String {
        match answer {
            Err(Error::Contradicts(says)) => says,
            other => panic!("a sentence was expected, not {other:?}"),
        }
    }

    #[test]
    fn acc_09_the_first_administrator_can_set_up_and_sees_nobody() {
        use crate::access::{Read, class};
        let world = world();
        let ada = invited(&world, " Ada  Byrne ", "ada@example.org", false).expect("an invitation");
        assert_eq!(ada.kind, InviteKind::Welcome);
        let opened =
            world.store.read(&world.system(), |r| invites::open(r, &ada.token)).expect("the invitation is read");
        assert!(opened.is_some_and(|invited| invited.who == ada.who && invited.secret.is_some()));
        let actor = world.store.read(&world.system(), |r| staff::actor(r, &ada.who)).expect("the new administrator");
        let asking = world.asking(crate::db::By::Actor(actor));
        let may = world.store.read(&asking, |r| {
            let sets_up = r.service_permit::<class::UsersAndSettings, Read>().is_ok();
            Ok((sets_up, r.list_permit::<class::Status>().is_ok()))
        });
        assert_eq!(may.expect("permits are asked for"), (true, false));
    }

    #[test]
    fn a_second_one_wants_to_be_asked_for() {
        let world = world();
        invited(&world, "Ada Byrne", "ada@example.org", false).expect("the first");
        let says = refusal(invited(&world, "Alan Mora", "alan@example.org", false));
        assert!(says.starts_with("There is an administrator already."), "{says}");
        invited(&world, "Alan Mora", "alan@example.org", true).expect("the second");
        let both = world.store.read(&world.system(), |r| staff::holding_any(r, &[Role::SystemAdministrator]));
        assert_eq!(both.expect("the administrators").len(), 2);
    }

    #[test]
    fn sec_31_the_same_one_invited_again_gets_another_link_and_the_old_one_stops() {
        let world = world();
        let first = invited(&world, "Ada Byrne", "ada@example.org", false).expect("an invitation");
        let again = invited(&world, "Ada Byrne", "ADA@example.org", true).expect("another");
        assert_eq!(again.who, first.who);
        let open = |token: &str| world.store.read(&world.system(), |r| invites::open(r, token)).expect("read");
        assert!(open(&first.token).is_none() && open(&again.token).is_some());
    }

    #[test]
    fn sec_30_an_administrator_who_lay_unused_is_let_in_again_only_by_the_command() {
        let world = world();
        let ada = invited(&world, "Ada Byrne", "ada@example.org", false).expect("an invitation");
        let disable =
            |tx: &mut Tx<'_>| accounts::disable(tx, &Who::Staff(ada.who.clone()), accounts::DisabledWhy::Dormant);
        world.store.write(&world.system(), disable).expect("disabled");
        let open = |token: &str| world.store.read(&world.system(), |r| invites::open(r, token)).expect("read");
        assert!(open(&ada.token).is_none());
        let again = invited(&world, "Ada Byrne", "ada@example.org", true).expect("another");
        assert!(open(&again.token).is_some());
    }

    #[test]
    fn nobody_becomes_an_administrator_by_an_address_that_is_theirs_already() {
        let world = world();
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        let email = world.store.read(&world.system(), |r| staff::by_id(r, &TestStore::staff_id(&amira)));
        let says = refusal(invited(&world, "Amira Test", &email.expect("Amira").email, true));
        assert!(says.contains("not an administrator"), "{says}");
    }

    #[test]
    fn no_name_or_a_wrong_address_is_refused_and_nothing_is_kept() {
        let world = world();
        for (name, email) in [(" ", "ada@example.org"), ("Ada", "ada"), ("Ada", "07700 900123"), ("Ada", "")] {
            refusal(invited(&world, name, email, false));
        }
        assert_eq!(world.store.read(&world.system(), staff::everyone).expect("staff"), []);
    }
}
