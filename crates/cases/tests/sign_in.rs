//! Signing in: who gets a session, who does not, and when one ends. On both databases.

use jiff::SignedDuration;
use jiff::civil::date;
use waymark_cases::Error;
use waymark_cases::access::{Actor, PostKind, Role, Who, Write, class};
use waymark_cases::db::{Asking, By, Tx};
use waymark_cases::facts::{FactKind, NewFact, SaidBy};
use waymark_cases::ids::PersonId;
use waymark_cases::people::{self, NewPerson};
use waymark_cases::settings::{self, Council};
use waymark_cases::sign_in::accounts::{Contact, DisabledWhy};
use waymark_cases::sign_in::codes::{Asked, Entered};
use waymark_cases::sign_in::invites::{Accepted, InviteKind};
use waymark_cases::sign_in::passkeys::NewPasskey;
use waymark_cases::sign_in::passwords::Effort;
use waymark_cases::sign_in::phrases::{Claimed, Confirmed};
use waymark_cases::sign_in::sessions::{Session, Started};
use waymark_cases::sign_in::totp::TotpSecret;
use waymark_cases::sign_in::with_password::{self, Details, Outcome};
use waymark_cases::sign_in::{
    Browser, accounts, codes, dormant, guessing, invites, passkeys, passwords, phrases, sessions, sweep, totp,
};
use waymark_cases::testing::TestStore;
use waymark_cases::{messages_out, staff};

const PASSWORD: &str = "orchid kettle brisk lantern";
const PHONE: &str = "07700 900123";
const BINDING: &str = "the secret of this browser";

const TEAM_DOOR: Browser<'static> = Browser { door: "team", device: "Firefox on Linux", replacing: None };
const OWN_DOOR: Browser<'static> = Browser { door: "me", device: "Phone", replacing: None };

/// A store, with the shorthand these tests are written in.
struct World(TestStore);

impl World {
    fn new() -> Self {
        let world = Self(TestStore::on(date(2026, 11, 22)));
        let council = Council { demonstration: true, ..Council::default() };
        world.write(|tx| settings::set_council(tx, &council));
        world
    }

    fn asking(&self) -> Asking {
        self.0.asking(By::System("visitor"))
    }

    fn write<T>(&self, work: impl FnMut(&mut Tx<'_>) -> waymark_cases::Result<T>) -> T {
        self.0.store.write(&self.asking(), work).expect("the change is kept")
    }

    fn wait(&self, by: SignedDuration) {
        self.0.clock.advance(by);
    }

    /// Somebody employed, with a password and an authenticator.
    fn amira(&self) -> Amira {
        let actor = self.0.staff("Amira", Role::PersonalAdviser, &[]);
        let id = TestStore::staff_id(&actor);
        let secret = TotpSecret::fresh();
        let hash = passwords::hash(PASSWORD, Effort::Light);
        let email = self.write(|tx| {
            accounts::open(tx, &actor.who)?;
            passwords::set(tx, &actor.who, &hash, None)?;
            totp::set(tx, &actor.who, &secret, 0)?;
            Ok(staff::by_id(tx, &id)?.email)
        });
        Amira { actor, email, secret }
    }

    fn try_password(&self, details: &Details<'_>) -> Outcome {
        with_password::sign_in(&self.0.store, &self.asking(), details, &TEAM_DOOR).expect("an answer")
    }

    fn sign_in(&self, amira: &Amira) -> Started {
        let code = amira.code(self);
        let Outcome::SignedIn(started) = self.try_password(&amira.details(PASSWORD, &code)) else {
            panic!("the right details sign in")
        };
        started
    }

    fn find(&self, door: &str, token: &str) -> Option<Session> {
        self.0.store.read(&self.asking(), |r| sessions::find(r, door, token)).expect("an answer")
    }

    /// A young person with an account and a phone.
    fn sam(&self, adviser: Option<&Actor>) -> PersonId {
        let sam = self.0.person("Sam", date(2007, 5, 4), adviser);
        let who = Who::YoungPerson(sam.clone());
        self.write(|tx| {
            accounts::open(tx, &who)?;
            accounts::set_contact(tx, &who, PHONE)
        });
        sam
    }

    fn ask_for_code(&self, typed: &str) -> Asked {
        let contact = Contact::parse(typed).expect("a number");
        self.write(|tx| codes::ask(tx, &contact, BINDING))
    }

    fn enter(&self, code: &str, binding: &str) -> Entered {
        self.write(|tx| codes::enter(tx, code, binding, false, &OWN_DOOR))
    }

    fn messages(&self) -> Vec<messages_out::Message> {
        self.0.store.read(&self.asking(), messages_out::of_demonstration).expect("the outbox")
    }

    fn code_sent(&self) -> String {
        let body = self.messages().into_iter().next().expect("a message was sent").body;
        body.chars().filter(char::is_ascii_digit).take(6).collect()
    }
}

struct Amira {
    actor: Actor,
    email: String,
    secret: TotpSecret,
}

impl Amira {
    fn code(&self, world: &World) -> String {
        self.secret.code_at(world.asking().now)
    }

    fn details<'a>(&'a self, password: &'a str, code: &'a str) -> Details<'a> {
        Details { email: &self.email, password, code, remembered: None, effort: Effort::Light }
    }
}

fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_mins(count)
}

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

/// A code that is certainly not this one.
fn another(code: &str) -> String {
    let number: u32 = code.parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

mod by_password {
    use super::*;

    #[test]
    fn the_right_address_password_and_code_sign_in() {
        let world = World::new();
        let amira = world.amira();
        let started = world.sign_in(&amira);
        assert_eq!(world.find("team", &started.token).map(|session| session.who), Some(amira.actor.who));
    }

    #[test]
    fn an_address_is_read_without_case_or_outer_space() {
        let world = World::new();
        let amira = world.amira();
        let (code, shouted) = (amira.code(&world), format!(" {} ", amira.email.to_uppercase()));
        let details = Details { email: &shouted, ..amira.details(PASSWORD, &code) };
        assert!(matches!(world.try_password(&details), Outcome::SignedIn(_)));
    }

    #[test]
    fn sec_22_no_part_alone_is_enough() {
        let world = World::new();
        let amira = world.amira();
        let code = amira.code(&world);
        let wrong_code = another(&code);
        for (password, code) in [(PASSWORD, wrong_code.as_str()), (PASSWORD, ""), ("not the password at all", &code)] {
            assert_eq!(world.try_password(&amira.details(password, code)), Outcome::Refused);
            world.wait(minutes(1));
        }
    }

    #[test]
    fn sec_22_an_account_without_an_authenticator_cannot_sign_in_by_password() {
        let world = World::new();
        let amira = world.amira();
        let ben = world.0.staff("Ben", Role::TeamManager, &[]);
        let hash = passwords::hash(PASSWORD, Effort::Light);
        let email = world.write(|tx| {
            accounts::open(tx, &ben.who)?;
            passwords::set(tx, &ben.who, &hash, None)?;
            Ok(staff::by_id(tx, &TestStore::staff_id(&ben))?.email)
        });
        let code = amira.code(&world);
        let details = Details { email: &email, ..amira.details(PASSWORD, &code) };
        assert_eq!(world.try_password(&details), Outcome::Refused);
    }

    #[test]
    fn sec_24_a_code_signs_in_once() {
        let world = World::new();
        let amira = world.amira();
        let code = amira.code(&world);
        assert!(matches!(world.try_password(&amira.details(PASSWORD, &code)), Outcome::SignedIn(_)));
        assert_eq!(world.try_password(&amira.details(PASSWORD, &code)), Outcome::Refused);
    }

    #[test]
    fn sec_26_a_name_nobody_has_is_answered_as_a_wrong_password_is() {
        let world = World::new();
        let amira = world.amira();
        let answers = |email: &str| -> Vec<Outcome> {
            (0..3)
                .map(|_| {
                    let details = Details { email, ..amira.details("not the password at all", "000000") };
                    world.try_password(&details)
                })
                .collect()
        };
        let (known, unknown) = (answers(&amira.email), answers("nobody@example.org"));
        assert_eq!(known, unknown);
        assert!(matches!(known[..], [Outcome::Refused, Outcome::Wait(_), Outcome::Wait(_)]));
    }

    #[test]
    fn sec_25_after_a_wrong_guess_even_the_right_details_wait_and_then_work() {
        let world = World::new();
        let amira = world.amira();
        let refused = world.try_password(&amira.details("not the password at all", "000000"));
        assert_eq!(refused, Outcome::Refused);
        let code = amira.code(&world);
        assert!(matches!(world.try_password(&amira.details(PASSWORD, &code)), Outcome::Wait(_)));
        world.wait(SignedDuration::from_secs(1));
        world.sign_in(&amira);
    }

    #[test]
    fn sec_25_a_strangers_guesses_do_not_delay_a_browser_known_to_the_account() {
        let world = World::new();
        let amira = world.amira();
        let remembered = world.sign_in(&amira).remember.expect("a new browser is remembered");
        world.wait(minutes(1));
        for _ in 0..8 {
            world.try_password(&amira.details("not the password at all", "000000"));
            world.wait(minutes(5));
        }
        world.try_password(&amira.details("not the password at all", "000000"));
        let code = amira.code(&world);
        let details = Details { remembered: Some(&remembered), ..amira.details(PASSWORD, &code) };
        assert!(matches!(world.try_password(&amira.details(PASSWORD, &code)), Outcome::Wait(_)));
        assert!(matches!(world.try_password(&details), Outcome::SignedIn(_)));
    }

    #[test]
    fn sec_40_a_crowd_of_guesses_at_once_counts_as_one() {
        let world = World::new();
        let amira = world.amira();
        let answers: Vec<Outcome> = std::thread::scope(|scope| {
            let guess = || world.try_password(&amira.details("not the password at all", "000000"));
            let crowd: Vec<_> = (0..8).map(|_| scope.spawn(guess)).collect();
            crowd.into_iter().map(|one| one.join().expect("an answer")).collect()
        });
        assert_eq!(answers.iter().filter(|answer| **answer == Outcome::Refused).count(), 1, "{answers:?}");
    }

    /// Tried in turns, and the fastest tenth compared, so that what else the machine does counts for little.
    #[test]
    fn sec_26_a_name_nobody_has_takes_as_long_as_one_somebody_has() {
        let world = World::new();
        let amira = world.amira();
        let mut taken = [Vec::new(), Vec::new()];
        for turn in 0..120 {
            let email = if turn % 2 == 0 { amira.email.as_str() } else { "nobody@example.org" };
            let details = Details { email, ..amira.details("not the password at all", "000000") };
            let begun = std::time::Instant::now();
            assert_eq!(world.try_password(&details), Outcome::Refused);
            taken[turn % 2].push(begun.elapsed());
            world.wait(minutes(15));
        }
        let [known, unknown] = taken.map(|mut all| {
            all.sort();
            all[all.len() / 10]
        });
        let apart = known.abs_diff(unknown);
        assert!(apart < std::time::Duration::from_millis(5), "{known:?} and {unknown:?}");
    }

    #[test]
    fn sec_25_another_accounts_browser_is_a_stranger() {
        let world = World::new();
        let (amira, ben) = (world.amira(), world.amira());
        let bens = world.sign_in(&ben).remember.expect("remembered");
        let read =
            |who: &Who| world.0.store.read(&world.asking(), |r| guessing::knows_browser(r, who, &bens)).expect("read");
        assert!(read(&ben.actor.who));
        assert!(!read(&amira.actor.who));
    }

    #[test]
    fn acc_05_somebody_who_left_cannot_sign_in() {
        let world = World::new();
        let amira = world.amira();
        let id = TestStore::staff_id(&amira.actor);
        world.write(|tx| staff::leave(tx, &id));
        let code = amira.code(&world);
        assert_eq!(world.try_password(&amira.details(PASSWORD, &code)), Outcome::Refused);
    }
}

mod session {
    use super::*;

    #[test]
    fn sec_27_the_token_is_new_each_time_and_the_one_held_before_stops_working() {
        let world = World::new();
        let amira = world.amira();
        let first = world.sign_in(&amira);
        world.wait(minutes(1));
        let code = amira.code(&world);
        let same_browser = Browser { replacing: Some(&first.token), ..TEAM_DOOR };
        let details = amira.details(PASSWORD, &code);
        let answer =
            with_password::sign_in(&world.0.store, &world.asking(), &details, &same_browser).expect("an answer");
        let Outcome::SignedIn(second) = answer else { panic!("signed in again") };
        assert_ne!(first.token, second.token);
        assert_eq!(world.find("team", &first.token), None);
        assert!(world.find("team", &second.token).is_some());
    }

    #[test]
    fn sec_27_a_token_nobody_was_given_opens_nothing() {
        let world = World::new();
        let amira = world.amira();
        let started = world.sign_in(&amira);
        for planted in ["", "planted", &started.session.handle, &"0".repeat(52)] {
            assert_eq!(world.find("team", planted), None);
        }
    }

    #[test]
    fn a_session_of_one_door_opens_no_other() {
        let world = World::new();
        let started = world.sign_in(&world.amira());
        assert_eq!(world.find("me", &started.token), None);
    }

    #[test]
    fn a_staff_session_ends_after_20_minutes_unused() {
        let world = World::new();
        let started = world.sign_in(&world.amira());
        world.wait(minutes(20) - SignedDuration::from_secs(1));
        assert!(world.find("team", &started.token).is_some());
        world.wait(SignedDuration::from_secs(1));
        assert_eq!(world.find("team", &started.token), None);
    }

    #[test]
    fn a_staff_session_ends_after_10_hours_however_much_it_is_used() {
        let world = World::new();
        let started = world.sign_in(&world.amira());
        for _ in 0..39 {
            world.wait(minutes(15));
            world.write(|tx| sessions::touch(tx, &started.session.handle));
            assert!(world.find("team", &started.token).is_some());
        }
        world.wait(minutes(15));
        assert_eq!(world.find("team", &started.token), None);
    }

    #[test]
    fn acc_05_disabling_an_account_ends_its_sessions_at_once() {
        let world = World::new();
        let amira = world.amira();
        let started = world.sign_in(&amira);
        world.write(|tx| accounts::disable(tx, &amira.actor.who, DisabledWhy::ByAdministrator));
        assert_eq!(world.find("team", &started.token), None);
        world.write(|tx| accounts::enable(tx, &amira.actor.who));
        assert_eq!(world.find("team", &started.token), None, "an ended session stays ended");
    }

    #[test]
    fn acc_05_leaving_ends_a_session_on_the_next_request() {
        let world = World::new();
        let amira = world.amira();
        let started = world.sign_in(&amira);
        world.write(|tx| staff::leave(tx, &TestStore::staff_id(&amira.actor)));
        assert_eq!(world.find("team", &started.token), None);
    }

    #[test]
    fn sec_28_leaving_closes_the_account_for_good() {
        let world = World::new();
        let amira = world.amira();
        let started = world.sign_in(&amira);
        world.write(|tx| staff::leave(tx, &TestStore::staff_id(&amira.actor)));
        let account = world.0.store.read(&world.asking(), |r| accounts::of(r, &amira.actor.who));
        let account = account.unwrap().expect("an account");
        assert_eq!((account.is_disabled(), account.disabled_why.as_deref()), (true, Some("left")));
        let left = world.0.store.read(&world.asking(), |r| sessions::of(r, &amira.actor.who)).unwrap();
        assert_eq!(left, [], "{} is over", started.session.handle);
    }

    #[test]
    fn sec_27_a_role_given_or_ended_ends_every_session_of_that_account_and_of_no_other() {
        let world = World::new();
        let (amira, ben) = (world.amira(), world.amira());
        let id = TestStore::staff_id(&amira.actor);
        let bens = world.sign_in(&ben).token;
        let before = world.sign_in(&amira).token;
        world.write(|tx| staff::grant_role(tx, &id, Role::TeamManager, date(2026, 11, 22)));
        assert_eq!(world.find("team", &before), None);
        world.wait(minutes(1));
        let between = world.sign_in(&amira).token;
        let held = world.0.store.read(&world.asking(), staff::held_roles).unwrap();
        let held = held.into_iter().find(|held| held.staff_id == id.as_str() && held.role == "team_manager").unwrap();
        world.write(|tx| staff::end_role_of(tx, &id, &held.id, date(2026, 11, 22)));
        assert_eq!(world.find("team", &between), None);
        assert!(world.find("team", &bens).is_some());
    }

    #[test]
    fn sec_28_a_new_password_ends_every_session_but_the_one_that_set_it() {
        let world = World::new();
        let amira = world.amira();
        let elsewhere = world.sign_in(&amira);
        world.wait(minutes(1));
        let here = world.sign_in(&amira);
        let new = passwords::hash("velvet otter by the canal", Effort::Light);
        world.write(|tx| passwords::set(tx, &amira.actor.who, &new, Some(&here.session.handle)));
        assert_eq!(world.find("team", &elsewhere.token), None);
        assert!(world.find("team", &here.token).is_some());
    }

    #[test]
    fn sec_28_ones_own_sessions_are_listed_and_any_can_be_ended() {
        let world = World::new();
        let amira = world.amira();
        let first = world.sign_in(&amira);
        world.wait(minutes(1));
        let second = world.sign_in(&amira);
        let listed =
            |world: &World| world.0.store.read(&world.asking(), |r| sessions::of(r, &amira.actor.who)).expect("list");
        assert_eq!(
            listed(&world).iter().map(|s| s.handle.clone()).collect::<Vec<_>>(),
            [second.session.handle.clone(), first.session.handle.clone()]
        );
        world.write(|tx| sessions::end(tx, &amira.actor.who, &first.session.handle, "ended by its owner"));
        assert_eq!(world.find("team", &first.token), None);
        assert_eq!(listed(&world).len(), 1);
    }

    #[test]
    fn nobody_ends_somebody_elses_session() {
        let world = World::new();
        let (amira, ben) = (world.amira(), world.amira());
        let started = world.sign_in(&amira);
        let tried = world.0.store.write(&world.asking(), |tx| {
            sessions::end(tx, &ben.actor.who, &started.session.handle, "ended by its owner")
        });
        assert!(matches!(tried, Err(Error::NotFound)));
        assert!(world.find("team", &started.token).is_some());
    }

    #[test]
    fn signing_out_ends_the_session_and_signing_out_again_does_no_harm() {
        let world = World::new();
        let started = world.sign_in(&world.amira());
        for _ in 0..2 {
            world.write(|tx| sessions::end_by_token(tx, &started.token, "signed out"));
        }
        assert_eq!(world.find("team", &started.token), None);
    }

    #[test]
    fn sec_29_a_fresh_proof_wants_password_and_code_and_gives_the_session_a_new_token() {
        let world = World::new();
        let amira = world.amira();
        let started = world.sign_in(&amira);
        world.wait(minutes(11));
        let stale = world.find("team", &started.token).expect("still in force");
        assert!(!stale.is_freshly_proved(world.asking().now));
        let prove = |password: &str| {
            let code = amira.code(&world);
            with_password::prove_again(&world.0.store, &world.asking(), &stale, password, &code).expect("an answer")
        };
        assert_eq!(prove("not the password at all"), None);
        world.wait(minutes(1));
        let token = prove(PASSWORD).expect("proved");
        assert_eq!(world.find("team", &started.token), None);
        let renewed = world.find("team", &token).expect("the same session");
        assert!(renewed.is_freshly_proved(world.asking().now));
        assert_eq!(renewed.handle, started.session.handle);
    }
}

mod by_code {
    use super::*;

    #[test]
    fn a_young_person_signs_in_with_the_code_sent_to_their_phone() {
        let world = World::new();
        let sam = world.sam(None);
        assert_eq!(world.ask_for_code("+44 7700 900123"), Asked::OnItsWay);
        let Entered::SignedIn(started) = world.enter(&world.code_sent(), BINDING) else { panic!("signed in") };
        assert_eq!(world.find("me", &started.token).map(|session| session.who), Some(Who::YoungPerson(sam)));
    }

    #[test]
    fn ses_05_the_message_says_nothing_of_care_or_the_council() {
        let world = World::new();
        world.sam(None);
        world.ask_for_code(PHONE);
        let body = world.messages().remove(0).body.to_lowercase();
        for word in ["care", "council", "waymark", "adviser", "social", "sam"] {
            assert!(!body.contains(word), "{word}: {body}");
        }
    }

    #[test]
    fn sec_26_a_number_nobody_has_is_answered_the_same_and_sent_nothing() {
        let world = World::new();
        world.sam(None);
        let answers: Vec<Asked> = (0..4).map(|_| world.ask_for_code("07700 900999")).collect();
        assert!(matches!(answers[..], [Asked::OnItsWay, Asked::OnItsWay, Asked::OnItsWay, Asked::Wait(_)]));
        assert!(world.messages().is_empty());
        assert_eq!(world.enter("000000", BINDING), Entered::Wrong);
    }

    #[test]
    fn sec_24_a_code_works_once_and_only_in_the_browser_that_asked() {
        let world = World::new();
        world.sam(None);
        world.ask_for_code(PHONE);
        let code = world.code_sent();
        assert_eq!(world.enter(&code, "another browser"), Entered::Old);
        assert!(matches!(world.enter(&code, BINDING), Entered::SignedIn(_)));
        assert_eq!(world.enter(&code, BINDING), Entered::Old);
    }

    #[test]
    fn sec_24_a_code_is_old_after_ten_minutes() {
        let world = World::new();
        world.sam(None);
        world.ask_for_code(PHONE);
        let code = world.code_sent();
        world.wait(minutes(10));
        assert_eq!(world.enter(&code, BINDING), Entered::Old);
    }

    #[test]
    fn sec_24_five_wrong_tries_spend_a_code() {
        let world = World::new();
        world.sam(None);
        world.ask_for_code(PHONE);
        let code = world.code_sent();
        let tries: Vec<Entered> = (0..5).map(|_| world.enter(&another(&code), BINDING)).collect();
        assert_eq!(tries[3..], [Entered::Wrong, Entered::Old]);
        assert_eq!(world.enter(&code, BINDING), Entered::Old);
    }

    #[test]
    fn sec_24_three_codes_in_a_quarter_of_an_hour_and_ten_in_a_day() {
        let world = World::new();
        world.sam(None);
        for _ in 0..3 {
            assert_eq!(world.ask_for_code(PHONE), Asked::OnItsWay);
        }
        assert_eq!(world.ask_for_code(PHONE), Asked::Wait(minutes(15)));
        for _ in 0..7 {
            world.wait(minutes(16));
            assert_eq!(world.ask_for_code(PHONE), Asked::OnItsWay);
        }
        world.wait(minutes(16));
        assert!(matches!(world.ask_for_code(PHONE), Asked::Wait(wait) if wait > minutes(60)));
    }

    #[test]
    fn only_the_latest_code_counts() {
        let world = World::new();
        world.sam(None);
        world.ask_for_code(PHONE);
        let first = world.code_sent();
        world.wait(minutes(1));
        world.ask_for_code(PHONE);
        let second = world.code_sent();
        if first != second {
            assert_eq!(world.enter(&first, BINDING), Entered::Wrong);
        }
        assert!(matches!(world.enter(&second, BINDING), Entered::SignedIn(_)));
    }

    #[test]
    fn acc_05_a_code_sent_before_the_account_was_disabled_opens_nothing() {
        let world = World::new();
        let sam = world.sam(None);
        world.ask_for_code(PHONE);
        let code = world.code_sent();
        world.write(|tx| accounts::disable(tx, &Who::YoungPerson(sam.clone()), DisabledWhy::ByAdministrator));
        assert_eq!(world.enter(&code, BINDING), Entered::Old);
    }

    #[test]
    fn a_borrowed_phone_is_forgotten_in_a_quarter_of_an_hour_and_ones_own_after_a_fortnight() {
        let world = World::new();
        world.sam(None);
        let sign_in = |is_own_phone: bool| {
            world.ask_for_code(PHONE);
            let code = world.code_sent();
            match world.write(|tx| codes::enter(tx, &code, BINDING, is_own_phone, &OWN_DOOR)) {
                Entered::SignedIn(started) => started.token,
                Entered::Wrong | Entered::Old => panic!("signed in"),
            }
        };
        let borrowed = sign_in(false);
        world.wait(minutes(1));
        let own = sign_in(true);
        world.wait(minutes(15));
        assert_eq!(world.find("me", &borrowed), None);
        assert!(world.find("me", &own).is_some());
        world.wait(days(14));
        assert_eq!(world.find("me", &own), None);
    }

    #[test]
    fn sec_25_somebody_who_knows_a_number_cannot_use_up_its_owners_codes() {
        let world = World::new();
        world.sam(None);
        world.ask_for_code(PHONE);
        let code = world.code_sent();
        let entered = world.write(|tx| codes::enter(tx, &code, BINDING, true, &OWN_DOOR));
        let Entered::SignedIn(Started { remember: Some(cookie), .. }) = entered else { panic!("remembered") };
        let contact = Contact::parse(PHONE).expect("a number");
        let ask = |remembered: Option<&str>| {
            let binding = if remembered.is_some() { "the owner's browser" } else { "a stranger's browser" };
            world.write(|tx| codes::ask_from(tx, &contact, binding, remembered))
        };
        while ask(None) == Asked::OnItsWay {}
        assert!(matches!(ask(Some("a cookie of their own making")), Asked::Wait(_)));
        assert_eq!(ask(Some(&cookie)), Asked::OnItsWay);
    }

    #[test]
    fn one_number_opens_one_account() {
        let world = World::new();
        world.sam(None);
        let kit = Who::YoungPerson(world.0.person("Kit", date(2008, 1, 1), None));
        let tried = world.0.store.write(&world.asking(), |tx| {
            accounts::open(tx, &kit)?;
            accounts::set_contact(tx, &kit, "+447700900123")
        });
        assert!(matches!(tried, Err(Error::Contradicts(_))));
    }
}

mod with_their_adviser {
    use super::*;

    fn born_on(day: jiff::civil::Date) -> NewFact {
        NewFact::given(FactKind::BornOn, day.to_string(), SaidBy::Worker)
    }

    fn confirm(world: &World, adviser: &Actor, sam: &PersonId, typed: &str) -> waymark_cases::Result<Confirmed> {
        let asking = world.0.asking(By::Actor(adviser.clone()));
        world.0.store.write(&asking, |tx| {
            let permit = tx.permit::<class::Identity, Write>(sam)?;
            phrases::confirm(tx, &permit, typed)
        })
    }

    fn show(world: &World) -> String {
        world.write(|tx| phrases::show(tx, BINDING)).expect("words are shown").words
    }

    fn claim(world: &World, binding: &str) -> Claimed {
        world.write(|tx| phrases::claim(tx, binding, false, &OWN_DOOR))
    }

    #[test]
    fn the_adviser_types_the_four_words_and_that_browser_is_signed_in() {
        let world = World::new();
        let amira = world.0.staff("Amira", Role::PersonalAdviser, &[]);
        let sam = world.0.person("Sam", date(2007, 5, 4), Some(&amira));
        let words = show(&world);
        assert_eq!(claim(&world, BINDING), Claimed::NotYet);
        assert_eq!(confirm(&world, &amira, &sam, &words.to_uppercase()).expect("answered"), Confirmed::Yes);
        assert_eq!(claim(&world, "another browser"), Claimed::Old);
        let Claimed::SignedIn(started) = claim(&world, BINDING) else { panic!("signed in") };
        assert_eq!(world.find("me", &started.token).map(|session| session.who), Some(Who::YoungPerson(sam)));
        assert_eq!(claim(&world, BINDING), Claimed::Old, "the words work once");
    }

    #[test]
    fn the_words_stay_the_same_while_the_page_is_drawn_again() {
        let world = World::new();
        assert_eq!(show(&world), show(&world));
        let shown = world.0.store.read(&world.asking(), |r| phrases::shown(r, BINDING)).expect("read");
        assert_eq!(shown.map(|shown| shown.words), Some(show(&world)));
    }

    #[test]
    fn a_manager_of_the_team_cannot_stand_in_for_the_adviser() {
        let world = World::new();
        let team = world.write(|tx| staff::add_team(tx, "North", "North"));
        let manager = world.0.staff("Ben", Role::TeamManager, &[PostKind::Team(team.clone())]);
        let asking = world.0.asking(By::Actor(manager.clone()));
        let sam = world.0.store.write(&asking, |tx| {
            let permit = tx.list_permit::<class::Identity>()?;
            let ties = people::first_ties(None, Some(&team), date(2026, 1, 5));
            people::start(tx, &permit, NewPerson { facts: vec![born_on(date(2007, 5, 4))], ties })
        });
        let sam = sam.expect("a record is started");
        let words = show(&world);
        assert_eq!(confirm(&world, &manager, &sam, &words).expect("answered"), Confirmed::NotTheirWorker);
        assert_eq!(claim(&world, BINDING), Claimed::NotYet);
    }

    #[test]
    fn somebody_elses_adviser_gets_no_permit_to_vouch() {
        let world = World::new();
        let amira = world.0.staff("Amira", Role::PersonalAdviser, &[]);
        let ben = world.0.staff("Ben", Role::PersonalAdviser, &[]);
        let sam = world.0.person("Sam", date(2007, 5, 4), Some(&amira));
        let words = show(&world);
        assert!(matches!(confirm(&world, &ben, &sam, &words), Err(Error::NotFound)));
    }

    #[test]
    fn words_are_old_after_ten_minutes_and_wrong_words_make_the_next_try_wait() {
        let world = World::new();
        let amira = world.0.staff("Amira", Role::PersonalAdviser, &[]);
        let sam = world.0.person("Sam", date(2007, 5, 4), Some(&amira));
        let words = show(&world);
        let wrong = confirm(&world, &amira, &sam, "not the right words").expect("answered");
        assert_eq!(wrong, Confirmed::NoSuchPhrase);
        assert!(matches!(confirm(&world, &amira, &sam, &words).expect("answered"), Confirmed::Wait(_)));
        world.wait(minutes(10));
        assert_eq!(confirm(&world, &amira, &sam, &words).expect("answered"), Confirmed::NoSuchPhrase);
        assert_eq!(claim(&world, BINDING), Claimed::Old);
    }

    #[test]
    fn acc_05_an_adviser_cannot_open_an_account_that_was_disabled() {
        let world = World::new();
        let amira = world.0.staff("Amira", Role::PersonalAdviser, &[]);
        let sam = world.sam(Some(&amira));
        world.write(|tx| accounts::disable(tx, &Who::YoungPerson(sam.clone()), DisabledWhy::ByAdministrator));
        let words = show(&world);
        assert_eq!(confirm(&world, &amira, &sam, &words).expect("answered"), Confirmed::Yes);
        assert_eq!(claim(&world, BINDING), Claimed::Old);
    }
}

mod by_passkey {
    use super::*;

    const KEY: NewPasskey<'static> = NewPasskey { credential_id: "abc", credential: "{\"n\":1}", named: "My phone" };

    #[test]
    fn a_passkey_signs_in_whatever_was_guessed_at_the_password_and_keeps_its_counter() {
        let world = World::new();
        let amira = world.amira();
        world.write(|tx| passkeys::add(tx, &amira.actor.who, &KEY, None));
        world.try_password(&amira.details("not the password at all", "000000"));
        let started = world.write(|tx| passkeys::sign_in(tx, "abc", "{\"n\":2}", false, &TEAM_DOOR));
        assert!(world.find("team", &started.expect("signed in").token).is_some());
        let kept = world.0.store.read(&world.asking(), |r| passkeys::of(r, &amira.actor.who)).expect("read");
        assert_eq!(kept[0].credential, "{\"n\":2}");
    }

    #[test]
    fn a_passkey_that_was_ended_or_whose_account_is_disabled_opens_nothing() {
        let world = World::new();
        let amira = world.amira();
        let sign_in = || world.write(|tx| passkeys::sign_in(tx, "abc", "{\"n\":2}", false, &TEAM_DOOR));
        assert_eq!(sign_in(), None);
        let id = world.write(|tx| passkeys::add(tx, &amira.actor.who, &KEY, None));
        world.write(|tx| accounts::disable(tx, &amira.actor.who, DisabledWhy::ByAdministrator));
        assert_eq!(sign_in(), None);
        world.write(|tx| accounts::enable(tx, &amira.actor.who));
        assert!(sign_in().is_some());
        world.write(|tx| passkeys::end(tx, &amira.actor.who, id.as_str(), None));
        assert_eq!(sign_in(), None);
    }

    #[test]
    fn a_young_persons_passkey_gives_no_staff_session() {
        let world = World::new();
        let sam = Who::YoungPerson(world.sam(None));
        world.write(|tx| passkeys::add(tx, &sam, &KEY, None));
        let at_the_wrong_door = world.write(|tx| passkeys::sign_in(tx, "abc", "{\"n\":2}", true, &TEAM_DOOR));
        assert_eq!(at_the_wrong_door, None);
        let started = world.write(|tx| passkeys::sign_in(tx, "abc", "{\"n\":2}", true, &OWN_DOOR)).expect("signed in");
        assert_eq!(started.session.kind, sessions::SessionKind::OwnPhone);
    }
}

mod by_invitation {
    use super::*;

    struct Invitation {
        who: Who,
        token: String,
    }

    fn invited(world: &World) -> Invitation {
        let ben = world.0.staff("Ben", Role::TeamManager, &[]);
        let id = TestStore::staff_id(&ben);
        Invitation { who: ben.who, token: world.write(|tx| invites::make(tx, &id, InviteKind::Welcome)) }
    }

    fn secret(world: &World, token: &str) -> Option<TotpSecret> {
        world.0.store.read(&world.asking(), |r| invites::open(r, token)).expect("read")?.secret
    }

    fn accept(world: &World, token: &str, code: &str) -> Accepted {
        let hash = passwords::hash("velvet otter by the canal", Effort::Light);
        world.write(|tx| invites::accept(tx, token, &hash, code, &TEAM_DOOR))
    }

    #[test]
    fn an_invitation_sets_password_and_authenticator_once() {
        let world = World::new();
        let invitation = invited(&world);
        let secret = secret(&world, &invitation.token).expect("a secret to show");
        let code = secret.code_at(world.asking().now);
        let Accepted::SignedIn(started) = accept(&world, &invitation.token, &code) else { panic!("signed in") };
        assert_eq!(world.find("team", &started.token).map(|session| session.who), Some(invitation.who));
        assert_eq!(accept(&world, &invitation.token, &code), Accepted::Old);
    }

    #[test]
    fn an_invitation_wants_a_code_that_proves_the_authenticator_works() {
        let world = World::new();
        let invitation = invited(&world);
        let secret = secret(&world, &invitation.token).expect("a secret to show");
        let wrong = another(&secret.code_at(world.asking().now));
        assert_eq!(accept(&world, &invitation.token, &wrong), Accepted::WrongCode);
        assert!(matches!(accept(&world, &invitation.token, &wrong), Accepted::Wait(_)));
    }

    #[test]
    fn an_invitation_is_old_after_seven_days_or_when_another_was_sent() {
        let world = World::new();
        let first = invited(&world);
        let Who::Staff(id) = &first.who else { panic!("staff") };
        let second = world.write(|tx| invites::make(tx, id, InviteKind::Welcome));
        assert_eq!(secret(&world, &first.token), None);
        assert!(secret(&world, &second).is_some());
        world.wait(days(7));
        assert_eq!(secret(&world, &second), None);
        assert_eq!(accept(&world, &second, "000000"), Accepted::Old);
    }

    #[test]
    fn sec_31_a_reset_shows_no_secret_and_wants_the_authenticator_there_is() {
        let world = World::new();
        let amira = world.amira();
        let elsewhere = world.sign_in(&amira);
        world.wait(minutes(1));
        let id = TestStore::staff_id(&amira.actor);
        let token = world.write(|tx| invites::make(tx, &id, InviteKind::Reset));
        assert_eq!(secret(&world, &token), None);
        assert_eq!(accept(&world, &token, &another(&amira.code(&world))), Accepted::WrongCode);
        world.wait(minutes(1));
        assert!(matches!(accept(&world, &token, &amira.code(&world)), Accepted::SignedIn(_)));
        assert_eq!(world.find("team", &elsewhere.token), None, "the sessions before it ended");
    }
}

mod accounts_nobody_uses {
    use super::*;

    #[test]
    fn sec_30_staff_are_warned_at_30_days_and_disabled_at_45_and_stay_so() {
        let world = World::new();
        let amira = world.amira();
        let id = TestStore::staff_id(&amira.actor);
        let review = || world.write(dormant::review);
        world.sign_in(&amira);
        world.wait(days(30) - minutes(1));
        assert_eq!(review(), dormant::Reviewed::default());
        world.wait(minutes(1));
        assert_eq!(review().warned, std::slice::from_ref(&id));
        assert_eq!(world.messages().len(), 1);
        assert_eq!(review(), dormant::Reviewed::default(), "nobody is warned twice");
        world.wait(days(15));
        assert_eq!(review().disabled, [id]);
        let code = amira.code(&world);
        assert_eq!(world.try_password(&amira.details(PASSWORD, &code)), Outcome::Refused);
        world.wait(minutes(1));
        world.write(|tx| accounts::enable(tx, &amira.actor.who));
        assert_eq!(review(), dormant::Reviewed::default());
        world.sign_in(&amira);
    }

    #[test]
    fn sec_30_a_young_persons_door_stays_open_however_long_they_are_away() {
        let world = World::new();
        world.sam(None);
        world.wait(days(400));
        assert_eq!(world.write(dormant::review), dormant::Reviewed::default());
        assert_eq!(world.ask_for_code(PHONE), Asked::OnItsWay);
        assert!(matches!(world.enter(&world.code_sent(), BINDING), Entered::SignedIn(_)));
    }

    #[test]
    fn sweeping_takes_away_what_served_its_time_and_nothing_in_force() {
        let world = World::new();
        let amira = world.amira();
        world.sam(None);
        world.ask_for_code(PHONE);
        world.write(|tx| phrases::show(tx, BINDING));
        world.try_password(&amira.details("not the password at all", "000000"));
        assert_eq!(world.write(sweep), 0);
        world.wait(days(2));
        let started = world.sign_in(&amira);
        assert_eq!(world.write(sweep), 2, "a code and a phrase; the guess went with the right one");
        assert!(world.find("team", &started.token).is_some());
        world.wait(days(31));
        assert_eq!(world.write(sweep), 1, "the session");
    }
}
