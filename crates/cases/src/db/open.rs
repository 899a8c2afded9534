//! Where the database is and how its connections are set up.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl};

use super::Conn;

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where the records are kept.
#[derive(Debug, Clone)]
pub enum Place {
    /// A folder holding the embedded database and files.
    Folder(PathBuf),
    /// A PostgreSQL URL.
    Url(String),
}

impl Place {
    pub fn engine(&self) -> Engine {
        match self {
            Self::Folder(_) => Engine::Sqlite,
            Self::Url(_) => Engine::Postgres,
        }
    }

    pub(super) fn address(&self) -> anyhow::Result<String> {
        match self {
            Self::Url(url) => {
                ensure!(
                    url.starts_with("postgres://") || url.starts_with("postgresql://"),
                    "the database URL must begin with postgres://"
                );
                Ok(url.clone())
            }
            Self::Folder(folder) => embedded_file(folder),
        }
    }
}

fn embedded_file(folder: &Path) -> anyhow::Result<String> {
    std::fs::create_dir_all(folder).with_context(|| format!("making the data folder {}", folder.display()))?;
    let file = folder.join("waymark.db");
    file.to_str().map(str::to_owned).context("the data folder's name must be readable text")
}

/// A single connection, set up like every other.
pub(super) fn connect(address: &str) -> anyhow::Result<Conn> {
    let mut conn = Conn::establish(address).context("opening the database")?;
    set_up(&mut conn)?;
    Ok(conn)
}

/// The readers.
pub(super) fn pool(address: &str, size: u32) -> anyhow::Result<Pool<ConnectionManager<Conn>>> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(false)
        .connection_customizer(Box::new(SetUp))
        .build(ConnectionManager::new(address))
        .context("opening the database")
}

#[derive(Debug)]
struct SetUp;

impl CustomizeConnection<Conn, diesel::r2d2::Error> for SetUp {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        set_up(conn).map_err(diesel::r2d2::Error::QueryError)
    }
}

/// Write-ahead log with full sync: without `FULL` a power cut loses acknowledged saves (REL-02, REL-03).
fn set_up(conn: &mut Conn) -> Result<(), diesel::result::Error> {
    match conn {
        Conn::Sqlite(sqlite) => sqlite.batch_execute(
            "pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full; \
             pragma foreign_keys = on; pragma cache_size = -8000; pragma temp_store = memory;",
        ),
        Conn::Pg(pg) => pg.batch_execute("set synchronous_commit = on; set time zone 'UTC';"),
    }
}

#[derive(QueryableByName)]
struct JournalMode {
    #[diesel(sql_type = Text)]
    journal_mode: String,
}

#[derive(QueryableByName)]
struct Synchronous {
    #[diesel(sql_type = BigInt)]
    synchronous: i64,
}

/// Asks the running database for its own settings, because a setting believed is not a setting held (REL-03).
pub(super) fn assert_durable(conn: &mut Conn) -> anyhow::Result<()> {
    let Conn::Sqlite(sqlite) = conn else { return Ok(()) };
    let mode: JournalMode = diesel::sql_query("select journal_mode from pragma_journal_mode").get_result(sqlite)?;
    let sync: Synchronous = diesel::sql_query("select synchronous from pragma_synchronous").get_result(sqlite)?;
    ensure!(mode.journal_mode == "wal", "the database is not in write-ahead mode but {}", mode.journal_mode);
    ensure!(sync.synchronous == 2, "the database does not sync fully (synchronous = {})", sync.synchronous);
    Ok(())
}
