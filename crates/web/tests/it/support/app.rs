//! A site of its own for each test, on a day that is set.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::SignedDuration;
use jiff::civil::Date;
use waymark_cases::Result;
use waymark_cases::access::{Actor, PostKind, Role, Who};
use waymark_cases::db::{Asking, By, Tx};
use waymark_cases::ids::PersonId;
use waymark_cases::messages_out::Message;
use waymark_cases::settings::{self, Council};
use waymark_cases::sign_in::totp::TotpSecret;
use waymark_cases::testing::{self, TestStore};
use waymark_web::{Config, Mode};

use super::Persona;

/// The password of everybody who has one.
pub const PASSWORD: &str = "orchid kettle brisk lantern";
/// The site's own address in tests.
pub const ORIGIN: &str = "https://waymark.example";

pub struct App {
    pub world: TestStore,
    router: axum::Router,
    faults: Faults,
}

/// What went wrong on our side, to be shown when the test ends.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<String>>>);

impl Faults {
    pub fn note(&self, fault: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl App {
    /// A council's own site on a day, at ten in the morning.
    pub fn on(day: &str) -> Self {
        Self::start(day, Mode::Live)
    }

    /// A demonstration on a day.
    pub fn demonstration_on(day: &str) -> Self {
        Self::start(day, Mode::Demonstration)
    }

    /// A council's own site on the embedded database, whatever the tests were asked to run on.
    pub fn embedded_on(day: Date) -> Self {
        Self::over(TestStore::sqlite(day), Mode::Live)
    }

    fn start(day: &str, mode: Mode) -> Self {
        Self::over(TestStore::on(day.parse().expect("a day")), mode)
    }

    fn over(world: TestStore, mode: Mode) -> Self {
        let council = Council { demonstration: mode == Mode::Demonstration, ..Council::default() };
        world.store.write(&world.system(), |tx| settings::set_council(tx, &council)).expect("the council is set");
        let origin = ORIGIN.parse().expect("an address");
        let config = Config { mode, origin, trusted_proxies: Vec::new(), day_is_set: false };
        let app = waymark_web::App::new(world.store.clone(), config).expect("the site starts");
        Self { world, router: waymark_web::site(app), faults: Faults::default() }
    }

    /// Time goes by.
    pub fn wait(&self, by: SignedDuration) {
        self.world.clock.advance(by);
    }

    /// A change made as the system itself, to set the scene.
    pub fn write<T>(&self, work: impl FnMut(&mut Tx<'_>) -> Result<T>) -> T {
        self.world.store.write(&self.asking(), work).expect("the scene is set")
    }

    pub fn asking(&self) -> Asking {
        self.world.asking(By::System("test"))
    }

    /// Somebody at a browser who has not signed in. Each comes from a network address of their own.
    pub fn stranger(&self) -> Persona {
        Persona::stranger(self.router.clone(), self.faults.clone())
    }

    /// A personal adviser, signed in.
    pub fn personal_adviser(&self, name: &str) -> Persona {
        self.staff(name, Role::PersonalAdviser)
    }

    pub fn team_manager(&self, name: &str) -> Persona {
        self.staff(name, Role::TeamManager)
    }

    /// Anybody employed, with one role and no post, signed in.
    pub fn staff(&self, name: &str, role: Role) -> Persona {
        self.staff_with(name, role, &[])
    }

    pub fn staff_with(&self, name: &str, role: Role, posts: &[PostKind]) -> Persona {
        let actor = self.world.staff(name, role, posts);
        self.signed_in(actor)
    }

    /// A young person's record.
    pub fn person(&self, name: &str, born_on: &str, adviser: Option<&Persona>) -> PersonId {
        let born_on = born_on.parse().expect("a day");
        self.world.person(name, born_on, adviser.map(Persona::actor))
    }

    /// A young person at their own door, signed in.
    pub fn young_person(&self, person: &PersonId) -> Persona {
        self.signed_in(Actor::young_person(person.clone()))
    }

    /// Somebody with a session begun without the pages.
    pub fn signed_in(&self, actor: Actor) -> Persona {
        let started = self.world.session(&actor.who);
        let cookie = match &actor.who {
            Who::Staff(_) => "__Host-waymark-team",
            Who::YoungPerson(_) => "__Host-waymark-me",
        };
        let persona = self.stranger();
        persona.hold(cookie, &started.token);
        persona.playing(actor)
    }

    /// A member of staff who can sign in through the pages, by address, [`PASSWORD`] and [`App::code_of`].
    pub fn staff_who_can_sign_in(&self, name: &str, role: Role) -> Account {
        let actor = self.world.staff(name, role, &[]);
        let testing::Account { email, secret } = self.world.open_account(&actor, PASSWORD);
        Account { actor, email, secret }
    }

    /// What the authenticator of this account shows now.
    pub fn code_of(&self, account: &Account) -> String {
        account.secret.code_at(self.asking().now)
    }

    /// Messages in the outbox, newest first.
    pub fn messages(&self) -> Vec<Message> {
        self.world.messages()
    }
}

/// An account with a password and an authenticator.
pub struct Account {
    pub actor: Actor,
    pub email: String,
    pub secret: TotpSecret,
}

impl Drop for App {
    /// No test passes over a fault of ours, whatever else it was about.
    fn drop(&mut self) {
        let faults = self.faults.all();
        if !std::thread::panicking() {
            assert!(faults.is_empty(), "the site was at fault:\n{}", faults.join("\n"));
        }
    }
}
