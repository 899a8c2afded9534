//! What a piece of work on the records holds: a connection, who is asking, and what it will leave in the audit.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Timestamp, civil::Date};

use super::Conn;
use super::totals::Totals;
use crate::access::{Actor, Purpose};
use crate::audit::AuditRow;

/// On whose account something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Somebody signed in.
    Actor(Actor),
    /// The system itself, doing a named thing: a command on the server's own machine, or a nightly job.
    System(&'static str),
}

impl By {
    /// How a change says who made it: `staff:…`, `person:…` or `system:…`.
    pub fn recorded_as(&self) -> String {
        match self {
            Self::Actor(actor) => actor.who.to_string(),
            Self::System(what) => format!("system:{what}"),
        }
    }
}

/// Who is asking, for what, and when. Everything the audit says about a request comes from here (AUD-03).
#[derive(Debug, Clone)]
pub struct Asking {
    pub by: By,
    /// The session's public handle, never its token. Empty for commands and background work.
    pub session: String,
    pub route: String,
    pub request: String,
    pub origin: String,
    pub purpose: Purpose,
    pub now: Timestamp,
    pub today: Date,
    trail: Trail,
}

/// Audit rows of a request that are not durable yet.
type Trail = Arc<Mutex<Vec<AuditRow>>>;

impl Asking {
    pub fn new(by: By, now: Timestamp) -> Self {
        Self {
            by,
            session: String::new(),
            route: String::new(),
            request: String::new(),
            origin: String::new(),
            purpose: Purpose::WorkOfTheRole,
            today: crate::clock::day_of(now),
            now,
            trail: Trail::default(),
        }
    }

    /// The signed-in actor, if there is one.
    pub fn actor(&self) -> Option<&Actor> {
        match &self.by {
            By::Actor(actor) => Some(actor),
            By::System(_) => None,
        }
    }

    pub(crate) fn note_all(&self, rows: Vec<AuditRow>) {
        self.trail.lock().unwrap_or_else(PoisonError::into_inner).extend(rows);
    }

    /// Takes the rows that must be durable before anything read is shown.
    pub(crate) fn take_trail(&self) -> Vec<AuditRow> {
        std::mem::take(&mut *self.trail.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reading the records, at one moment, for one actor.
pub struct Reading<'a> {
    pub(crate) conn: &'a mut Conn,
    pub(crate) asking: &'a Asking,
    pub(crate) rows: Vec<AuditRow>,
    /// What has been looked up about this actor and each record, so that a page asks once.
    pub(crate) known: crate::gate::Known,
    /// Totals counted lately. None while changing the records: a change sees its own.
    counted: Option<Counted<'a>>,
}

/// Totals, as old as the moment of a reading.
#[derive(Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub(super) totals: &'a Totals,
    pub(super) age: u64,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(conn: &'a mut Conn, asking: &'a Asking, counted: Option<Counted<'a>>) -> Self {
        Self { conn, asking, rows: Vec::new(), known: crate::gate::Known::default(), counted }
    }

    /// A total by its name, counted unless it was counted since the last change.
    pub(crate) fn total(
        &mut self,
        of: String,
        count: impl FnOnce(&mut Conn) -> crate::Result<i64>,
    ) -> crate::Result<i64> {
        let Some(Counted { totals, age }) = self.counted else { return count(self.conn) };
        if let Some(people) = totals.known(&of, age) {
            return Ok(people);
        }
        // Many ask for the same total at the moment it is forgotten: one counts and the others read what it found.
        let _only_one = totals.counting();
        if let Some(people) = totals.known(&of, age) {
            return Ok(people);
        }
        let people = count(self.conn)?;
        totals.keep(of, age, people);
        Ok(people)
    }

    pub fn asking(&self) -> &Asking {
        self.asking
    }

    pub fn today(&self) -> Date {
        self.asking.today
    }

    pub fn now(&self) -> Timestamp {
        self.asking.now
    }

    /// Adds one row to what this work leaves behind.
    pub fn audit(&mut self, row: AuditRow) {
        self.rows.push(row);
    }
}

/// Changing the records: everything [`Reading`] can do, and the change's own events.
pub struct Tx<'a> {
    pub(crate) reading: Reading<'a>,
    pub(crate) events: usize,
    pub(crate) changed: bool,
    stamp: i64,
}

impl<'a> Tx<'a> {
    pub(super) fn new(conn: &'a mut Conn, asking: &'a Asking, stamp: i64) -> Self {
        Self { reading: Reading::new(conn, asking, None), events: 0, changed: false, stamp }
    }

    /// The name this change is recorded under.
    pub fn by(&self) -> String {
        self.reading.asking.by.recorded_as()
    }

    pub fn now_micros(&self) -> i64 {
        super::micros(self.reading.asking.now)
    }

    /// The instant this change to a record is kept with. No other change shares it, so that of two answers the later is
    /// always told from the earlier.
    pub fn stamp(&self) -> i64 {
        self.stamp
    }
}

impl<'a> std::ops::Deref for Tx<'a> {
    type Target = Reading<'a>;
    fn deref(&self) -> &Self::Target {
        &self.reading
    }
}

impl std::ops::DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.reading
    }
}
