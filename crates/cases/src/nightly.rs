//! What is done each night without anybody asking. It takes no input and may be run at any time, any number of times: a
//! night that was missed heals itself.

use crate::db::Tx;
use crate::error::Result;
use crate::sign_in::dormant::{self, Reviewed};
use crate::{promises, settings, sign_in, summary};

/// What one night did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// Codes, phrases, sessions and guesses that had served their time.
    pub swept: usize,
    pub accounts: Reviewed,
    /// People whose line in the lists was worked out again.
    pub people: usize,
}

pub fn run(tx: &mut Tx<'_>) -> Result<Done> {
    let swept = sign_in::sweep(tx)?;
    let accounts = unused_accounts(tx)?;
    let people = summary::reconcile(tx)?;
    promises::close_reminders(tx)?;
    Ok(Done { swept, accounts, people })
}

/// The sample sign-ins of a demonstration are there for whoever comes by, however long nobody did (SEC-30 is about
/// accounts that somebody could misuse).
fn unused_accounts(tx: &mut Tx<'_>) -> Result<Reviewed> {
    if settings::council(tx)?.demonstration { Ok(Reviewed::default()) } else { dormant::review(tx) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::care::NewEpisode;
    use crate::settings::Council;
    use crate::sign_in::accounts;
    use crate::testing::TestStore;
    use jiff::SignedDuration;
    use jiff::civil::date;

    /// A council where somebody opened an account and then stayed away for 46 days.
    fn after_46_days(demonstration: bool) -> (TestStore, crate::access::Actor) {
        let world = TestStore::on(date(2026, 11, 22));
        let council = Council { demonstration, ..Council::default() };
        world.store.write(&world.system(), |tx| settings::set_council(tx, &council)).expect("the council is set");
        let amira = world.staff("Amira", Role::PersonalAdviser, &[]);
        world.store.write(&world.system(), |tx| accounts::open(tx, &amira.who)).expect("an account");
        world.clock.advance(SignedDuration::from_hours(46 * 24));
        (world, amira)
    }

    fn night(world: &TestStore) -> Done {
        world.store.write(&world.system(), run).expect("the night's work")
    }

    #[test]
    fn sec_30_the_night_closes_an_account_that_nobody_used_and_does_so_once() {
        let (world, amira) = after_46_days(false);
        assert_eq!(night(&world).accounts.disabled, [TestStore::staff_id(&amira)]);
        assert_eq!(night(&world).accounts, Reviewed::default());
        let may = world.store.read(&world.system(), |r| accounts::may_sign_in(r, &amira.who));
        assert!(!may.expect("an answer"));
    }

    #[test]
    fn a_demonstration_nobody_looked_at_for_months_still_lets_people_in() {
        let (world, amira) = after_46_days(true);
        assert_eq!(night(&world).accounts, Reviewed::default());
        let may = world.store.read(&world.system(), |r| accounts::may_sign_in(r, &amira.who));
        assert!(may.expect("an answer"));
    }

    #[test]
    fn the_night_after_a_birthday_works_out_the_lists_again() {
        let world = TestStore::on(date(2026, 11, 22));
        let sam = world.person("Sam", date(2008, 11, 24), None);
        let in_care = NewEpisode {
            started_on: date(2020, 1, 15),
            legal_status: "C2".into(),
            place: "U6".into(),
            reason_started: "S".into(),
            ..NewEpisode::default()
        };
        world.episode(&sam, in_care);
        assert_eq!(night(&world).people, 0, "nothing has changed yet");
        world.clock.advance(SignedDuration::from_hours(48));
        assert_eq!(night(&world).people, 1, "they turned 18");
        assert_eq!(night(&world).people, 0, "once is enough");
    }
}
