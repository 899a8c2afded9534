//! A small invented council, an adviser signed in to it, and what its database says once nobody serves it. On the engine
//! the tests were asked to run on.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use diesel::prelude::*;
use diesel::sql_types::Text;
use waymark_cases::access::Role;
use waymark_cases::clock::SystemClock;
use waymark_cases::db::{Asking, By, Place, Store, Tx};
use waymark_cases::sign_in::passwords::Effort;
use waymark_cases::sign_in::with_password::{self, Details, Outcome};
use waymark_cases::sign_in::{Browser, samples};
use waymark_cases::staff;
use waymark_cases::testing::TempDatabase;

use crate::site::{PROGRAM, Site, Visitor};

const PEOPLE: &str = "60";

pub struct Council {
    pub records: Records,
    /// The session of an adviser.
    pub token: String,
    /// Young people whose record this adviser may change.
    pub supports: Vec<String>,
}

/// Where the records are; gone when the test ends.
pub enum Records {
    Folder(tempfile::TempDir),
    Database(TempDatabase),
}

impl Records {
    /// A fresh database of the server the tests were given, or else a fresh folder.
    fn fresh() -> Self {
        match std::env::var("WAYMARK_TEST_POSTGRES") {
            Ok(server) if !server.is_empty() => Self::Database(TempDatabase::fresh(&server)),
            _ => Self::folder(),
        }
    }

    fn folder() -> Self {
        Self::Folder(tempfile::tempdir().expect("a folder"))
    }

    fn place(&self) -> Place {
        match self {
            Self::Folder(folder) => Place::Folder(folder.path().to_owned()),
            Self::Database(database) => database.place(),
        }
    }

    /// As the program is told of it.
    pub fn option(&self) -> [OsString; 2] {
        match self.place() {
            Place::Folder(folder) => ["--data".into(), folder.into()],
            Place::Url(url) => ["--database".into(), url.into()],
        }
    }
}

impl Council {
    /// Builds it with the program's own command. `least` is how many young people the adviser must support.
    pub fn new(least: usize) -> Self {
        Self::on(Records::fresh(), least)
    }

    /// As [`Council::new`], in a folder whatever the tests were asked to run on.
    pub fn embedded(least: usize) -> Self {
        Self::on(Records::folder(), least)
    }

    fn on(records: Records, least: usize) -> Self {
        let built = Command::new(PROGRAM)
            .args(["demo", "--people", PEOPLE, "--seed", "7"])
            .args(records.option())
            .output()
            .expect("the program runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let tokens = begin_sessions(records.place());
        let site = Site::start(&records);
        let best = tokens.into_iter().map(|token| (supported_by(&Visitor::new(site.port, &token)), token));
        let (supports, token) = best.max_by_key(|(supports, _)| supports.len()).expect("an adviser");
        assert!(supports.len() >= least, "no adviser supports {least} young people");
        drop(site);
        Self { records, token, supports }
    }

    /// The folder of an embedded one.
    pub fn path(&self) -> &Path {
        match &self.records {
            Records::Folder(folder) => folder.path(),
            Records::Database(_) => panic!("these records are in no folder"),
        }
    }
}

/// A session for each personal adviser, by the sample sign-ins that a demonstration has.
fn begin_sessions(place: Place) -> Vec<String> {
    let store = Store::open(place, Arc::new(SystemClock)).expect("the records open");
    let asking = Asking::new(By::System("proof"), store.clock().now());
    let advisers = store.read(&asking, |r| staff::holding_any(r, &[Role::PersonalAdviser])).expect("the advisers");
    let known = store.read(&asking, samples::of_demonstration).expect("their codes");
    let is_known = |one: &&staff::Staff| known.iter().any(|sample| sample.email == one.email);
    let password = samples::hashed_password();
    let open = |tx: &mut Tx<'_>| {
        let mut others = advisers.iter().filter(|one| !is_known(one));
        others.try_for_each(|one| samples::open_staff(tx, &one.staff_id(), &password))
    };
    store.write(&asking, open).expect("sample sign-ins");
    let codes = store.read(&asking, samples::of_demonstration).expect("their codes");
    let ours = |sample: &&samples::Sample| advisers.iter().any(|one| one.email == sample.email);
    codes.iter().filter(ours).map(|sample| sign_in(&store, &asking, sample)).collect()
}

fn sign_in(store: &Store, asking: &Asking, sample: &samples::Sample) -> String {
    let details = Details {
        email: &sample.email,
        password: samples::PASSWORD,
        code: &sample.code,
        remembered: None,
        effort: Effort::Light,
    };
    let browser = Browser { door: "team", device: "A test", replacing: None };
    match with_password::sign_in(store, asking, &details, &browser).expect("signing in") {
        Outcome::SignedIn(started) => started.token,
        _ => panic!("{} is not let in", sample.email),
    }
}

/// The young people an adviser supports and may write about, by the links of their own list.
fn supported_by(adviser: &Visitor) -> Vec<String> {
    let list = adviser.get("/team/people?view=mine").expect("a list");
    let links = list.body.split("href=\"/team/p/").skip(1);
    let people: HashSet<&str> = links.filter_map(|rest| rest.split('"').next()).collect();
    let mut people: Vec<String> = people.into_iter().map(str::to_owned).collect();
    people.sort();
    people
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

fn ask(records: &Records, question: &'static str) -> Vec<String> {
    let rows: Vec<Said> = match records.place() {
        Place::Folder(folder) => {
            let file = folder.join("waymark.db");
            let file = file.to_str().expect("a readable name");
            let mut conn = SqliteConnection::establish(file).expect("the database opens");
            diesel::sql_query(question).load(&mut conn).expect("the database answers")
        }
        Place::Url(url) => {
            let mut conn = PgConnection::establish(&url).expect("the database opens");
            diesel::sql_query(question).load(&mut conn).expect("the database answers")
        }
    };
    rows.into_iter().map(|row| row.said).collect()
}

/// The addresses that audit rows of allowed requests came from.
pub fn audited(records: &Records) -> HashSet<String> {
    let rows = ask(records, "select distinct origin as said from audit_event where result = 'allowed'");
    rows.into_iter().collect()
}

/// Audit rows are in sequence without a gap, and the embedded engine finds every page, index and reference in order. The
/// other engine's server was not killed: its pages are its own affair.
pub fn assert_sound(records: &Records) {
    if let Records::Folder(_) = records {
        let integrity = "select integrity_check as said from pragma_integrity_check";
        assert_eq!(ask(records, integrity), ["ok"]);
        let dangling = "select \"table\" as said from pragma_foreign_key_check";
        assert_eq!(ask(records, dangling), Vec::<String>::new());
    }
    let gaps = "select cast(max(seq) - count(*) as text) as said from audit_event";
    assert_eq!(ask(records, gaps), ["0"]);
}
