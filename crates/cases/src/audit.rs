//! Who did what to which record, durable before anybody sees it (AUD-01 to AUD-03, AUD-08).
//!
//! Changes write their rows in their own transaction. Reads hand theirs to one thread that commits whatever has
//! gathered while the last commit was being synced: a hundred readers at once share one sync, and a lone reader
//! waits for no one.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use diesel::prelude::*;

use crate::clock::Clock;
use crate::db::{Conn, Open, micros, on_each_engine};
use crate::error::{Error, Result};
use crate::schema::audit_event;

/// One line of the audit. No names, no free text, no search words (AUD-03).
#[derive(Debug, Clone, Default, PartialEq, Eq, Insertable)]
#[diesel(table_name = audit_event, treat_none_as_default_value = false)]
pub struct AuditRow {
    pub at: i64,
    pub actor: String,
    pub actor_kind: String,
    pub session: String,
    pub role: String,
    pub relationship: String,
    pub action: String,
    pub class: String,
    /// The record's pseudonym; several, separated by spaces, for a list.
    pub record: String,
    pub purpose: String,
    pub route: String,
    pub result: String,
    pub origin: String,
    pub request: String,
    /// Field names changed, a count, never a value.
    pub detail: String,
}

#[derive(Insertable)]
#[diesel(table_name = audit_event, treat_none_as_default_value = false)]
struct StoredRow {
    seq: i64,
    #[diesel(embed)]
    row: AuditRow,
}

/// SQLite takes at most 32,766 values in a statement; a row has sixteen.
const ROWS_A_STATEMENT: usize = 1000;

/// Adds rows inside an open write transaction. Order is by sequence, never by clock (AUD-08).
pub(crate) fn append_in(conn: &mut Conn, rows: &[AuditRow]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let last: Option<i64> = audit_event::table.select(diesel::dsl::max(audit_event::seq)).first(conn)?;
    let mut seq = last.unwrap_or(0);
    for part in rows.chunks(ROWS_A_STATEMENT) {
        let stored: Vec<_> = part
            .iter()
            .map(|row| {
                seq += 1;
                StoredRow { seq, row: row.clone() }
            })
            .collect();
        on_each_engine!(conn, inner => diesel::insert_into(audit_event::table).values(&stored).execute(inner))?;
    }
    Ok(())
}

type Answer = std::result::Result<(), String>;

struct Batch {
    rows: Vec<AuditRow>,
    answer: oneshot::Sender<Answer>,
}

/// The thread that keeps readers' rows.
pub(crate) struct AuditLog {
    to: Sender<Batch>,
}

impl AuditLog {
    pub(crate) fn start(conn: Conn, lock: crate::db::WriteLock, clock: Arc<dyn Clock>) -> Self {
        let (to, from) = channel();
        std::thread::Builder::new()
            .name("audit".into())
            .spawn(move || keep(conn, &lock, clock.as_ref(), &from))
            .expect("a thread for the audit");
        Self { to }
    }

    pub(crate) fn append(&self, rows: Vec<AuditRow>) -> Result<()> {
        self.hand_in(rows).wait()
    }

    pub(crate) fn hand_in(&self, rows: Vec<AuditRow>) -> Settling {
        let (answer, settling) = oneshot::channel();
        if rows.is_empty() {
            let _ = answer.send(Ok(()));
        } else if let Err(lost) = self.to.send(Batch { rows, answer }) {
            let _ = lost.0.answer.send(Err(STOPPED.into()));
        }
        Settling(settling)
    }
}

/// Rows on their way to stable storage.
pub struct Settling(oneshot::Receiver<Answer>);

impl Settling {
    /// Waits on this thread.
    pub fn wait(self) -> Result<()> {
        settled(self.0.recv().ok())
    }

    /// Waits without holding a thread.
    pub async fn done(self) -> Result<()> {
        settled(self.0.await.ok())
    }
}

const STOPPED: &str = "the audit has stopped";

fn settled(answer: Option<Answer>) -> Result<()> {
    answer.unwrap_or_else(|| Err(STOPPED.into())).map_err(Error::NotDurable)
}

fn keep(mut conn: Conn, lock: &crate::db::WriteLock, clock: &dyn Clock, from: &Receiver<Batch>) {
    let mut watch = ClockWatch::new(clock);
    while let Ok(first) = from.recv() {
        let mut batches = vec![first];
        batches.extend(from.try_iter());
        let mut rows: Vec<AuditRow> = Vec::new();
        rows.extend(watch.look(clock));
        for batch in &mut batches {
            rows.append(&mut batch.rows);
        }
        let answer = commit(&mut conn, lock, &rows).map_err(|error| error.to_string());
        if let Err(error) = &answer {
            tracing::error!(%error, "audit rows were not kept");
        }
        for batch in batches {
            // A reader that went away meanwhile is not waiting for the answer.
            let _ = batch.answer.send(answer.clone());
        }
    }
}

fn commit(conn: &mut Conn, lock: &crate::db::WriteLock, rows: &[AuditRow]) -> Result<()> {
    let _turn = lock.take();
    let how = if matches!(conn, Conn::Sqlite(_)) { "begin immediate" } else { "begin" };
    let mut held = Open::begin(conn, how)?;
    append_in(held.conn(), rows)?;
    held.finish()
}

/// Notices a clock that steps back or jumps: the wall clock is held against one that cannot (AUD-08).
struct ClockWatch {
    wall: jiff::Timestamp,
    steady: Instant,
}

const ALLOWED_DRIFT: Duration = Duration::from_secs(2);

impl ClockWatch {
    fn new(clock: &dyn Clock) -> Self {
        Self { wall: clock.now(), steady: Instant::now() }
    }

    fn look(&mut self, clock: &dyn Clock) -> Option<AuditRow> {
        let (wall, steady) = (clock.now(), Instant::now());
        let by_wall = wall.duration_since(self.wall);
        let by_steady = jiff::SignedDuration::try_from(steady - self.steady).unwrap_or_default();
        self.wall = wall;
        self.steady = steady;
        let gap = by_wall - by_steady;
        let jumped = gap.unsigned_abs() > ALLOWED_DRIFT;
        jumped.then(|| AuditRow {
            at: micros(wall),
            actor: "system".into(),
            actor_kind: "system".into(),
            action: "clock jumped".into(),
            class: "settings".into(),
            result: "noted".into(),
            detail: format!("{} seconds", gap.as_secs()),
            ..AuditRow::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;
    use jiff::SignedDuration;
    use jiff::civil::date;

    /// Reads something, as any request does, and waits until its row is kept.
    fn read(world: &TestStore, what: &str) {
        let asking = world.system();
        let noted = world.store.read(&asking, |r| {
            r.audit(AuditRow { detail: what.to_owned(), ..r.row("read", "status") });
            Ok(())
        });
        noted.expect("a reading");
        world.store.settle(&asking).expect("its row is kept");
    }

    /// Every row by its sequence: what it says, and when the wall clock said it was.
    fn kept(world: &TestStore) -> Vec<(String, String, i64)> {
        let rows = world.store.read(&world.system(), |r| {
            Ok(audit_event::table
                .order(audit_event::seq)
                .select((audit_event::action, audit_event::detail, audit_event::at))
                .load(r.conn)?)
        });
        rows.expect("the audit is read")
    }

    fn seconds(jump: &(String, String, i64)) -> i64 {
        assert_eq!(jump.0, "clock jumped");
        jump.1.strip_suffix(" seconds").and_then(|number| number.parse().ok()).expect("a number of seconds")
    }

    #[test]
    fn aud_08_a_clock_that_steps_back_or_jumps_says_so_and_the_order_stays() {
        let world = TestStore::on(date(2026, 11, 22));
        read(&world, "first");
        world.clock.advance(SignedDuration::from_hours(-1));
        read(&world, "second");
        world.clock.advance(SignedDuration::from_hours(24));
        read(&world, "third");
        let rows = kept(&world);
        let says: Vec<&str> = rows.iter().map(|row| row.1.as_str()).collect();
        assert_eq!((says[0], says[2], says[4]), ("first", "second", "third"), "{says:?}");
        // A busy machine may take a while between two rows; a minute is far from an hour.
        assert!((seconds(&rows[1]) + 3_600).abs() < 60, "{says:?}");
        assert!((seconds(&rows[3]) - 86_400).abs() < 60, "{says:?}");
        assert!(rows[2].2 < rows[0].2, "later by its sequence and earlier by the clock");
    }

    #[test]
    fn aud_08_a_clock_that_drifts_by_less_than_two_seconds_says_nothing() {
        let clock = crate::clock::SetClock::on(date(2026, 11, 22));
        let mut watch = ClockWatch::new(&clock);
        for drift in [0, 1, -1] {
            clock.advance(SignedDuration::from_secs(drift));
            assert_eq!(watch.look(&clock), None, "{drift} seconds");
        }
        clock.advance(SignedDuration::from_secs(-5));
        assert!(watch.look(&clock).is_some());
        assert_eq!(watch.look(&clock), None, "said once");
    }
}
