//! Forward-only migrations, the same text on both engines.

use anyhow::{anyhow, ensure};
use diesel_migrations::{EmbeddedMigrations, HarnessWithOutput, MigrationHarness, embed_migrations};

use super::{Conn, on_each_engine};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// What a database still lacks.
#[derive(Debug, PartialEq, Eq)]
pub struct MigrationsLeft(pub Vec<String>);

/// Brings the database up to this program's shape. Refuses one that is newer than the program (REL-19).
pub(super) fn run(conn: &mut Conn) -> anyhow::Result<MigrationsLeft> {
    refuse_newer(conn)?;
    let ran = on_each_engine!(conn, inner => {
        let mut harness = HarnessWithOutput::new(inner, std::io::sink());
        harness
            .run_pending_migrations(MIGRATIONS)
            .map_err(|error| anyhow!("bringing the database up to date: {error}"))?
            .iter()
            .map(ToString::to_string)
            .collect()
    });
    Ok(MigrationsLeft(ran))
}

fn refuse_newer(conn: &mut Conn) -> anyhow::Result<()> {
    let applied: Vec<String> = on_each_engine!(conn, inner => inner
        .applied_migrations()
        .map_err(|error| anyhow!("reading which changes the database has: {error}"))?
        .iter()
        .map(ToString::to_string)
        .collect());
    let known = migration_names();
    let newer: Vec<_> = applied.into_iter().filter(|name| !known.iter().any(|k| k.starts_with(name))).collect();
    ensure!(newer.is_empty(), "this database was written by a newer Waymark ({newer:?}): use that version or later");
    Ok(())
}

/// The migrations this program carries, in order.
pub fn migration_names() -> Vec<String> {
    use diesel::migration::MigrationSource;
    let all = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&MIGRATIONS).expect("embedded migrations read");
    all.iter().map(|migration| migration.name().to_string()).collect()
}
