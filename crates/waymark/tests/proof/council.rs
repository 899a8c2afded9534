//! A small invented council on disk, an adviser signed in to it, and what its database says once nobody serves it.

use std::collections::HashSet;
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

use crate::site::{PROGRAM, Site, Visitor};

const PEOPLE: &str = "60";

pub struct Council {
    pub folder: tempfile::TempDir,
    /// The session of an adviser.
    pub token: String,
    /// Young people whose record this adviser may change.
    pub supports: Vec<String>,
}

impl Council {
    /// Builds it with the program's own command. `least` is how many young people the adviser must support.
    pub fn new(least: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let built = Command::new(PROGRAM)
            .args(["demo", "--people", PEOPLE, "--seed", "7", "--data"])
            .arg(folder.path())
            .output()
            .expect("the program runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let tokens = begin_sessions(folder.path());
        let site = Site::start(folder.path());
        let best = tokens.into_iter().map(|token| (supported_by(&Visitor::new(site.port, &token)), token));
        let (supports, token) = best.max_by_key(|(supports, _)| supports.len()).expect("an adviser");
        assert!(supports.len() >= least, "no adviser supports {least} young people");
        drop(site);
        Self { folder, token, supports }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A session for each personal adviser, by the sample sign-ins that a demonstration has.
fn begin_sessions(data: &Path) -> Vec<String> {
    let store = Store::open(Place::Folder(data.to_owned()), Arc::new(SystemClock)).expect("the records open");
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

fn ask(data: &Path, question: &'static str) -> Vec<String> {
    let file = data.join("waymark.db");
    let mut conn = SqliteConnection::establish(file.to_str().expect("a readable name")).expect("the database opens");
    let rows: Vec<Said> = diesel::sql_query(question).load(&mut conn).expect("the database answers");
    rows.into_iter().map(|row| row.said).collect()
}

/// The addresses that audit rows of allowed requests came from.
pub fn audited(data: &Path) -> HashSet<String> {
    let rows = ask(data, "select distinct origin as said from audit_event where result = 'allowed'");
    rows.into_iter().collect()
}

/// The database engine finds every page, index and reference in order, and audit rows in sequence without a gap.
pub fn assert_sound(data: &Path) {
    let integrity = "select integrity_check as said from pragma_integrity_check";
    assert_eq!(ask(data, integrity), ["ok"]);
    let dangling = "select \"table\" as said from pragma_foreign_key_check";
    assert_eq!(ask(data, dangling), Vec::<String>::new());
    let gaps = "select cast(max(seq) - count(*) as text) as said from audit_event";
    assert_eq!(ask(data, gaps), ["0"]);
}
