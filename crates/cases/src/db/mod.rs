//! The database: one code path over embedded SQLite and PostgreSQL.
//!
//! Readers share a pool and see one moment each; every change is one transaction through [`Store::write`], durable
//! before it is acknowledged (REL-01). Connections can be had nowhere else, so no read escapes the audit.

mod day;
mod lock;
mod migrate;
mod open;
mod store;
mod totals;
mod work;

pub use day::Day;
pub use migrate::{MigrationsLeft, migration_names};
pub use open::{Engine, Place};
pub use store::{READERS, Store};
pub use work::{Asking, By, Reading, Tx};

pub(crate) use lock::WriteLock;
pub(crate) use store::Open;

use diesel::{PgConnection, SqliteConnection};

/// One connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

/// The same expression compiled once for each engine, for the few statements the shared connection type lacks
/// (batch insert, upsert).
macro_rules! on_each_engine {
    ($conn:expr, $inner:ident => $statement:expr) => {
        match $conn {
            $crate::db::Conn::Pg($inner) => $statement,
            $crate::db::Conn::Sqlite($inner) => $statement,
        }
    };
}
pub(crate) use on_each_engine;

/// An instant as it is stored: microseconds since 1970.
pub fn micros(at: jiff::Timestamp) -> i64 {
    at.as_microsecond()
}

/// A stored instant.
pub fn instant(micros: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(micros).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}
