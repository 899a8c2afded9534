//! A store of its own for each test: SQLite in a fresh folder, or a fresh database of the PostgreSQL server that
//! `WAYMARK_TEST_POSTGRES` names. The same tests run on both.

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use jiff::civil::Date;

use crate::access::{Actor, Post, PostKind, Role, Who};
use crate::clock::SetClock;
use crate::db::{Asking, By, Place, Store};
use crate::history::Person;
use crate::ids::{PersonId, StaffId, random_text};

/// A store that goes away with the test.
pub struct TestStore {
    pub store: Store,
    pub clock: Arc<SetClock>,
    // Last, so that the store lets go of it first.
    _home: Home,
}

/// Where a test's records live; taken away when it ends.
enum Home {
    Folder { _removed: TempFolder },
    Database { _dropped: TempDatabase },
}

impl TestStore {
    /// A new, empty store on a day, on the engine the tests were asked to run on.
    pub fn on(day: Date) -> Self {
        match std::env::var("WAYMARK_TEST_POSTGRES") {
            Ok(server) if !server.is_empty() => Self::postgres(&server, day),
            _ => Self::sqlite(day),
        }
    }

    /// A new, empty embedded store, whatever the tests were asked to run on: for what only SQLite can show.
    pub fn sqlite(day: Date) -> Self {
        let folder = TempFolder::new();
        let clock = Arc::new(SetClock::on(day));
        let store = Store::open(Place::Folder(folder.path.clone()), clock.clone()).expect("a fresh store opens");
        Self { store, clock, _home: Home::Folder { _removed: folder } }
    }

    fn postgres(server: &str, day: Date) -> Self {
        let (database, clock) = (TempDatabase::fresh(server), Arc::new(SetClock::on(day)));
        let store = Store::open(database.place(), clock.clone()).expect("a fresh store opens");
        Self { store, clock, _home: Home::Database { _dropped: database } }
    }

    /// Asking as the system itself, to set the scene.
    pub fn system(&self) -> Asking {
        self.asking(By::System("test"))
    }

    pub fn asking(&self, by: By) -> Asking {
        use crate::clock::Clock;
        Asking::new(by, self.clock.now())
    }

    /// Somebody employed, with a role and posts from long ago.
    pub fn staff(&self, name: &str, role: Role, posts: &[PostKind]) -> Actor {
        let (system, today) = (self.system(), self.system().today);
        let long_ago = Date::constant(2020, 1, 1);
        let new = crate::staff::NewStaff {
            full_name: format!("{name} Test"),
            first_name: name.to_owned(),
            job: role.says().to_owned(),
            email: format!("{}@example.org", random_text(6)),
            phone: None,
        };
        self.store
            .write(&system, |tx| {
                let id = crate::staff::add(tx, &new)?;
                crate::staff::grant_role(tx, &id, role, long_ago)?;
                for kind in posts {
                    crate::staff::place(tx, &id, &Post { kind: kind.clone(), from_on: long_ago, to_on: None })?;
                }
                assert!(long_ago < today);
                crate::staff::actor(tx, &id)
            })
            .expect("staff are added")
    }

    /// A session for somebody, begun without the pages: for tests that are about something else.
    pub fn session(&self, who: &Who) -> crate::sign_in::sessions::Started {
        use crate::sign_in::sessions::{self, SessionKind};
        let (door, kind) = match who {
            Who::Staff(_) => ("team", SessionKind::Staff),
            Who::YoungPerson(_) => ("me", SessionKind::YoungPerson),
        };
        let browser = crate::sign_in::Browser { door, device: "A test", replacing: None };
        self.store
            .write(&self.system(), |tx| {
                crate::sign_in::accounts::open(tx, who)?;
                sessions::start(tx, who, kind, &browser)
            })
            .expect("a session begins")
    }

    /// Lets a member of staff sign in through the pages, with this password.
    pub fn open_account(&self, actor: &Actor, password: &str) -> Account {
        use crate::sign_in::{accounts, passwords, totp};
        let hash = passwords::hash(password, passwords::Effort::Light);
        let (id, secret) = (Self::staff_id(actor), totp::TotpSecret::fresh());
        let email = self.store.write(&self.system(), |tx| {
            accounts::open(tx, &actor.who)?;
            passwords::set(tx, &actor.who, &hash, None)?;
            totp::set(tx, &actor.who, &secret, 0)?;
            Ok(crate::staff::by_id(tx, &id)?.email)
        });
        Account { email: email.expect("an account is opened"), secret }
    }

    /// Every message on its way out, newest first.
    pub fn messages(&self) -> Vec<crate::messages_out::Message> {
        self.store.read(&self.system(), crate::messages_out::newest_unguarded).expect("the outbox")
    }

    /// The member of staff behind an actor.
    pub fn staff_id(actor: &Actor) -> StaffId {
        match &actor.who {
            Who::Staff(id) => id.clone(),
            Who::YoungPerson(_) => unreachable!("the tests' staff are staff"),
        }
    }

    /// A young person with a name and a date of birth, supported by this member of staff.
    pub fn person(&self, name: &str, born_on: Date, adviser: Option<&Actor>) -> PersonId {
        let told = Person::called(name).born(born_on);
        self.keep(match adviser {
            Some(adviser) => told.adviser(&Self::staff_id(adviser), Date::constant(2022, 1, 1)),
            None => told,
        })
    }

    /// Writes down one told history.
    pub fn keep(&self, told: Person) -> PersonId {
        self.keep_all(&[told]).remove(0)
    }

    /// Writes down many at once.
    pub fn keep_all(&self, told: &[Person]) -> Vec<PersonId> {
        self.store.write(&self.system(), |tx| crate::history::keep(tx, told)).expect("the histories are written down")
    }

    /// Gives somebody whose record began in another way an adviser.
    pub fn supported_by(&self, person: &PersonId, adviser: &Actor) {
        use crate::events::{EventKind, NewEvent};
        let ties = crate::people::first_ties(Some(&Self::staff_id(adviser)), None, Date::constant(2022, 1, 1));
        self.store
            .write(&self.system(), |tx| {
                let rows: Vec<_> = ties.iter().map(|tie| crate::relationships::row(tx, person, tie)).collect();
                crate::relationships::insert(tx, &rows)?;
                tx.record(person, NewEvent::new(EventKind::RelationshipStarted, tx.today(), "Adviser"))?;
                crate::summary::refresh(tx, std::slice::from_ref(person))
            })
            .expect("a tie is made");
    }
}

/// What somebody needs to sign in, beside the password.
pub struct Account {
    pub email: String,
    pub secret: crate::sign_in::totp::TotpSecret,
}

impl TestStore {
    /// Makes a tie as the system itself, to set the scene.
    pub fn tie(&self, person: &PersonId, new: &crate::relationships::NewTie) {
        self.store
            .write(&self.system(), |tx| {
                let row = crate::relationships::row(tx, person, new);
                crate::relationships::insert(tx, &[row])?;
                let event = crate::events::NewEvent::new(
                    crate::events::EventKind::RelationshipStarted,
                    new.from_on,
                    "a tie for the test",
                );
                tx.record(person, event)?;
                crate::summary::refresh(tx, std::slice::from_ref(person))
            })
            .expect("a tie is made");
    }

    /// Writes down an episode of care as the system itself.
    pub fn episode(&self, person: &PersonId, new: crate::care::NewEpisode) {
        self.store
            .write(&self.system(), |tx| {
                let on = new.started_on;
                let row = crate::care::EpisodeRow::new(tx, person, new.clone(), None);
                crate::care::insert_episodes(tx, &[row])?;
                tx.record(person, crate::events::NewEvent::new(crate::events::EventKind::CareRecorded, on, "Care"))?;
                crate::summary::refresh(tx, std::slice::from_ref(person))
            })
            .expect("care is written down");
    }

    /// How many audit rows name this person's record, by itself or in a list.
    pub fn audit_rows_about(&self, person: &PersonId) -> i64 {
        use crate::schema::{audit_event, person as people};
        use diesel::{QueryDsl, RunQueryDsl, TextExpressionMethods};
        self.store
            .read(&self.system(), |r| {
                let name: String = people::table.find(person.as_str()).select(people::pseudonym).first(r.conn)?;
                let rows = audit_event::table.filter(audit_event::record.like(format!("%{name}%")));
                Ok(rows.count().get_result(r.conn)?)
            })
            .expect("the audit is read")
    }

    /// How many rows every table of records and settings holds, but for the audit.
    pub fn rows_but_audit(&self) -> Vec<(&'static str, i64)> {
        self.store.read(&self.system(), row_counts).expect("the tables are counted")
    }
}

/// Every line that lists show of clocks, in order.
pub fn clock_lines(r: &mut crate::db::Reading<'_>) -> crate::Result<Vec<crate::clocks::lines::Line>> {
    use crate::clocks::lines::Line;
    use crate::schema::clock_line as l;
    use diesel::{QueryDsl, RunQueryDsl, SelectableHelper};
    let order = (l::person_id, l::clock, l::kind, l::about);
    Ok(l::table.order(order).select(Line::as_select()).load(r.conn)?)
}

/// How everybody's clocks stand in the lists, without the day on which that was worked out.
pub fn clock_sums(r: &mut crate::db::Reading<'_>) -> crate::Result<Vec<(String, crate::clocks::lines::Sum)>> {
    use crate::clocks::lines::Sum;
    use crate::schema::person_summary as s;
    use diesel::{QueryDsl, RunQueryDsl, SelectableHelper};
    let rows: Vec<(String, Sum)> =
        s::table.order(s::person_id).select((s::person_id, Sum::as_select())).load(r.conn)?;
    Ok(rows.into_iter().map(|(person, sum)| (person, Sum { clocks_on: None, ..sum })).collect())
}

/// The same server, another database.
fn at_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, ""), |(address, options)| (address, options));
    let host = address.rsplit_once('/').map_or(address, |(host, _)| host);
    let host = if host.ends_with('/') || host.ends_with(':') { address.trim_end_matches('/') } else { host };
    if options.is_empty() { format!("{host}/{name}") } else { format!("{host}/{name}?{options}") }
}

/// A folder that is removed when the test ends.
struct TempFolder {
    path: std::path::PathBuf,
}

impl TempFolder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("waymark-test-{}", random_text(10)));
        std::fs::create_dir_all(&path).expect("a temporary folder is made");
        Self { path }
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// A database that is dropped when the test ends, so that a long run does not fill the disk.
pub struct TempDatabase {
    server: String,
    name: String,
}

impl TempDatabase {
    /// A new one on this server, which sorts as SQLite does.
    pub fn fresh(server: &str) -> Self {
        let name = format!("waymark_test_{}", random_text(8));
        let mut conn = PgConnection::establish(server).expect("the test server answers");
        conn.batch_execute(&format!("create database {name} template template0 lc_collate 'C' lc_ctype 'C.UTF-8'"))
            .expect("a fresh database is made");
        Self { server: server.to_owned(), name }
    }

    pub fn place(&self) -> Place {
        Place::Url(at_database(&self.server, &self.name))
    }
}

impl Drop for TempDatabase {
    fn drop(&mut self) {
        let Ok(mut conn) = PgConnection::establish(&self.server) else { return };
        // By force: a thread of the store's may hold its connection for a moment longer.
        if let Err(error) = conn.batch_execute(&format!("drop database if exists {} with (force)", self.name)) {
            tracing::warn!(%error, database = self.name, "a test's database stays until its server stops");
        }
    }
}

/// How many rows each table of records holds, to show that a failed change left nothing behind.
pub fn row_counts(r: &mut crate::db::Reading<'_>) -> crate::Result<Vec<(&'static str, i64)>> {
    use crate::schema as s;
    use diesel::{QueryDsl, RunQueryDsl};
    macro_rules! counts {
        ($($table:ident)+) => { vec![$((stringify!($table), s::$table::table.count().get_result(r.conn)?),)+] };
    }
    Ok(counts! {
        person person_fact episode dated_fact entitlement_claim paper_known return_row relationship person_summary search_key event
        import_batch import_file import_choice import_change
        council_setting team staff staff_role staff_post role_request restriction form_receipt message_out
        evidence contact clock_line calendar_feed promise_reminder
        plan_entry plan_version plan_agreement plan_decision
        assessment_entry assessment_analysis assessment_view assessment_step going_answer going_note going_order
        scale_question scale_answer
    })
}

/// Everything that stands in the records as text, each line by itself, in order: people's lines, facts, episodes, ties
/// and rows of the return, without when they were written down and the ids of rows.
pub fn what_stands(r: &mut crate::db::Reading<'_>) -> crate::Result<Vec<String>> {
    use crate::care::{Episode, ReturnRow};
    use crate::facts::StoredFact;
    use crate::schema::{episode, person_fact, person_summary, return_row};
    use crate::summary::Summary;
    use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl, SelectableHelper};

    let mut lines = Vec::new();
    let summaries: Vec<Summary> = person_summary::table.select(Summary::as_select()).load(r.conn)?;
    lines.extend(summaries.into_iter().map(|one| format!("{:?}", Summary { last_changed_at: 0, ..one })));
    let facts: Vec<StoredFact> =
        person_fact::table.filter(person_fact::superseded_at.is_null()).select(StoredFact::as_select()).load(r.conn)?;
    for fact in facts {
        let person = fact.person_id.clone();
        lines.extend(
            fact.read().map(|fact| {
                format!("{person} {:?} {:?} {:?} {:?}", fact.kind, fact.answer, fact.said_by, fact.true_from)
            }),
        );
    }
    let nothing = || (String::new(), 0, String::new());
    let episodes: Vec<Episode> =
        episode::table.filter(episode::superseded_at.is_null()).select(Episode::as_select()).load(r.conn)?;
    lines.extend(episodes.into_iter().map(|one| {
        let (id, recorded_at, recorded_by) = nothing();
        format!("{:?}", Episode { id, recorded_at, recorded_by, ..one })
    }));
    let rows: Vec<ReturnRow> =
        return_row::table.filter(return_row::superseded_at.is_null()).select(ReturnRow::as_select()).load(r.conn)?;
    lines.extend(rows.into_iter().map(|one| {
        let (id, recorded_at, recorded_by) = nothing();
        format!("{:?}", ReturnRow { id, recorded_at, recorded_by, ..one })
    }));
    lines.extend(ties_that_stand(r)?);
    lines.sort();
    Ok(lines)
}

fn ties_that_stand(r: &mut crate::db::Reading<'_>) -> crate::Result<Vec<String>> {
    use crate::schema::relationship as tie;
    use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
    let ties: Vec<(String, String, Option<String>, Option<String>)> = tie::table
        .filter(tie::ended_at.is_null())
        .filter(tie::to_on.is_null())
        .select((tie::person_id, tie::kind, tie::staff_id, tie::team_id))
        .load(r.conn)?;
    Ok(ties.into_iter().map(|tie| format!("Tie {tie:?}")).collect())
}
