//! The store: the only way to the records.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use anyhow::Context;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{ConnectionManager, Pool};
use diesel::result::{DatabaseErrorKind, Error as Sql};

use super::lock::WriteLock;
use super::totals::Totals;
use super::work::Counted;
use super::{Asking, Conn, Engine, Place, Reading, Tx, micros, migrate, on_each_engine, open};
use crate::audit::{self, AuditLog};
use crate::clock::Clock;
use crate::error::{Error, Result};

/// How many readings go on at one time.
pub const READERS: u32 = 8;
const TRIES: usize = 8;

/// In microseconds.
const A_SECOND: i64 = 1_000_000;

/// An open database. Cheap to clone; share it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    place: Place,
    readers: Pool<ConnectionManager<Conn>>,
    writer: Pool<ConnectionManager<Conn>>,
    lock: WriteLock,
    audit: AuditLog,
    clock: Arc<dyn Clock>,
    totals: Totals,
    /// The instant the latest change was stamped with, in microseconds.
    latest: AtomicI64,
    /// Set when stable storage failed: nothing more is acknowledged until a restart reads the log again (REL-04).
    failed: AtomicBool,
}

impl Store {
    /// Opens the database, brings its shape up to date and checks that it syncs as it should.
    pub fn open(place: Place, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let address = place.address()?;
        let mut first = open::connect(&address)?;
        open::assert_durable(&mut first)?;
        migrate::run(&mut first)?;
        drop(first);
        let lock = WriteLock::default();
        let audit = AuditLog::start(open::connect(&address)?, lock.clone(), clock.clone());
        Ok(Self(Arc::new(Inner {
            engine: place.engine(),
            readers: open::pool(&address, READERS)?,
            writer: open::pool(&address, 1)?,
            place,
            lock,
            audit,
            clock,
            totals: Totals::default(),
            latest: AtomicI64::new(0),
            failed: AtomicBool::new(false),
        })))
    }

    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    pub fn place(&self) -> &Place {
        &self.0.place
    }

    pub fn clock(&self) -> &dyn Clock {
        self.0.clock.as_ref()
    }

    /// Reads at one moment. What was read may be shown only after [`Store::settle`].
    pub fn read<T>(&self, asking: &Asking, work: impl FnOnce(&mut Reading<'_>) -> Result<T>) -> Result<T> {
        let mut conn = self.0.readers.get().context("waiting for a reader")?;
        let counted = Counted { totals: &self.0.totals, age: self.0.totals.age() };
        let mut held = Open::begin(&mut conn, "begin")?;
        let mut reading = Reading::new(held.conn(), asking, Some(counted));
        let answer = work(&mut reading);
        asking.note_all(std::mem::take(&mut reading.rows));
        held.finish()?;
        answer
    }

    /// Changes the records: one transaction, with its events and audit rows, durable when this returns `Ok`.
    /// The work may run again if another writer got in between (PostgreSQL), so it must not give anything away.
    pub fn write<T>(&self, asking: &Asking, mut work: impl FnMut(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        if self.0.failed.load(Ordering::Acquire) {
            return Err(Error::NotDurable("storage failed earlier; a restart is needed".into()));
        }
        let _turn = self.0.lock.take();
        let mut conn = self.0.writer.get().context("waiting for the writer")?;
        for _ in 1..TRIES {
            match self.try_write(&mut conn, asking, &mut work) {
                Err(Error::Other(error)) if lost_a_race(&error) => {}
                done => return done,
            }
        }
        self.try_write(&mut conn, asking, &mut work)
    }

    fn try_write<T>(
        &self,
        conn: &mut Conn,
        asking: &Asking,
        work: &mut impl FnMut(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        let begin = match self.0.engine {
            Engine::Sqlite => "begin immediate",
            Engine::Postgres => "begin isolation level serializable",
        };
        let mut held = Open::begin(conn, begin)?;
        let mut tx = Tx::new(held.conn(), asking, self.stamp(asking));
        let answer = match work(&mut tx) {
            Ok(answer) => answer,
            Err(error) => {
                // What was tried and refused is itself worth a row; it travels with the request's other rows.
                asking.note_all(std::mem::take(&mut tx.rows));
                return Err(error);
            }
        };
        tx.check_it_said_what_it_did()?;
        let rows = std::mem::take(&mut tx.rows);
        audit::append_in(tx.conn, &rows)?;
        held.finish().inspect_err(|error| self.note_failed_sync(error))?;
        self.0.totals.forget();
        Ok(answer)
    }

    /// The instant of a change. Two changes never share one, so that the later of two answers is always the later, even
    /// where both came in one microsecond or on a clock that stands still. A clock that was set back is believed.
    fn stamp(&self, asking: &Asking) -> i64 {
        let now = micros(asking.now);
        let next = |last: i64| if (now..now + A_SECOND).contains(&last) { last + 1 } else { now };
        let before = self.0.latest.fetch_update(Ordering::AcqRel, Ordering::Acquire, |last| Some(next(last)));
        before.map_or(now, next)
    }

    /// Makes every audit row of this request durable. Nothing read may be sent before this returns `Ok` (AUD-02).
    pub fn settle(&self, asking: &Asking) -> Result<()> {
        let rows = asking.take_trail();
        if rows.is_empty() { Ok(()) } else { self.0.audit.append(rows) }
    }

    /// As [`Store::settle`], without holding a thread while it waits.
    pub fn settling(&self, asking: &Asking) -> audit::Settling {
        let rows = asking.take_trail();
        self.0.audit.hand_in(rows)
    }

    fn note_failed_sync(&self, error: &Error) {
        if error.to_string().contains("disk I/O error") {
            self.0.failed.store(true, Ordering::Release);
        }
    }

    /// Answers whether the database can be read at all, for the health page.
    pub fn answers(&self) -> bool {
        self.0.readers.get().is_ok_and(|mut conn| conn.batch_execute("select 1").is_ok())
    }
}

fn lost_a_race(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref::<Sql>(), Some(Sql::DatabaseError(DatabaseErrorKind::SerializationFailure, _)))
        || error.chain().any(|cause| cause.to_string().contains("could not serialize access"))
}

/// A transaction that is rolled back unless finished, also when the work inside panics.
pub(crate) struct Open<'c> {
    conn: &'c mut Conn,
    open: bool,
}

impl<'c> Open<'c> {
    pub(crate) fn begin(conn: &'c mut Conn, how: &str) -> Result<Self> {
        on_each_engine!(&mut *conn, c => AnsiTransactionManager::begin_transaction_sql(c, how))?;
        Ok(Self { conn, open: true })
    }

    pub(crate) fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        on_each_engine!(&mut *self.conn, c => AnsiTransactionManager::commit_transaction(c))?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if self.open {
            let undone = on_each_engine!(&mut *self.conn, c => AnsiTransactionManager::rollback_transaction(c));
            if let Err(error) = undone {
                tracing::warn!(%error, "rolling back");
            }
        }
    }
}
