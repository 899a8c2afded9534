//! Taking an import back, within seven days and only whole.
//!
//! Nothing is wiped: the rows the import brought are closed, and what they had replaced stands again as a new version
//! with the same content, so that what was known at any moment stays readable. People the import brought are withdrawn.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::query_builder::SqlQuery;
use diesel::sql_types::{BigInt, Text};

use super::apply::{Replaced, audit_each};
use super::known::AT_A_TIME;
use super::{Batch, State, permitted, say, stored_batch};
use crate::db::{Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{ImportId, PersonId, RowId};
use crate::schema::{import_batch, import_change, person};

/// How long an import can be taken back.
pub const DAYS_TO_UNDO: i64 = 7;

/// What taking it back did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// People who are as they were before.
    pub restored: usize,
    /// People who are no longer on record.
    pub withdrawn: usize,
}

/// Takes an import back.
pub fn undo(tx: &mut Tx<'_>, id: &ImportId) -> Result<Undone> {
    permitted(tx)?;
    let batch = stored_batch(tx, id)?;
    in_time(tx, &batch)?;
    let later = changed_since(tx, id)?.len();
    if later > 0 {
        return Err(Error::Contradicts(refused(later)));
    }
    let brought = brought(tx, id)?;
    let touched: BTreeSet<String> = touched(tx, id)?.difference(&brought).cloned().collect();
    tx.touched();
    close_what_it_brought(tx, id)?;
    stand_again(tx, id)?;
    let (brought, touched) = (as_people(brought), as_people(touched));
    withdraw(tx, id, &brought)?;
    restore(tx, id, &touched)?;
    mark_undone(tx, id)?;
    Ok(Undone { restored: touched.len(), withdrawn: brought.len() })
}

fn as_people(ids: BTreeSet<String>) -> Vec<PersonId> {
    ids.into_iter().map(PersonId::stored).collect()
}

fn in_time(tx: &Tx<'_>, batch: &Batch) -> Result<()> {
    let why = match batch.state {
        State::Applied if batch.can_be_undone(tx.now()) => return Ok(()),
        State::Applied if batch.undo_until.is_none() => "This import changed nothing, so there is nothing to undo.",
        State::Applied => "This import can no longer be undone. Imports can be undone for 7 days.",
        State::Undone => "This import was undone already.",
        State::Draft => "This import is not in the records yet.",
        State::Discarded => return Err(Error::NotFound),
    };
    Err(Error::Contradicts(why.into()))
}

fn refused(people: usize) -> String {
    let who = if people == 1 { "1 person has".to_owned() } else { format!("{people} people have") };
    format!(
        "This import cannot be undone. {who} later changes on their record that rest on it. Undo a later import first, or put the changes right one by one."
    )
}

#[derive(QueryableByName)]
struct Who {
    #[diesel(sql_type = Text)]
    person_id: String,
}

fn people_in(tx: &mut Tx<'_>, id: &ImportId, statements: [SqlQuery; 4]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for statement in statements {
        let rows: Vec<Who> = statement.bind::<Text, _>(id.as_str()).load(tx.reading.conn)?;
        found.extend(rows.into_iter().map(|row| row.person_id));
    }
    Ok(found)
}

/// People for whom something came later that rests on this import: a row of its own was replaced since, or it began
/// their record and more was recorded. What another import did and took back again does not count, nor a birthday.
fn changed_since(tx: &mut Tx<'_>, id: &ImportId) -> Result<BTreeSet<String>> {
    let replaced_since = [
        diesel::sql_query(
            "select distinct old.person_id from person_fact old left join person_fact new on new.id = old.superseded_by \
             left join import_batch i on i.id = new.import_id \
             where old.import_id = $1 and old.superseded_at is not null and coalesce(i.state, '') <> 'undone'",
        ),
        diesel::sql_query(
            "select distinct old.person_id from episode old left join episode new on new.id = old.superseded_by \
             left join import_batch i on i.id = new.import_id \
             where old.import_id = $1 and old.superseded_at is not null and coalesce(i.state, '') <> 'undone'",
        ),
        diesel::sql_query(
            "select distinct old.person_id from return_row old left join return_row new on new.id = old.superseded_by \
             left join import_batch i on i.id = new.import_id \
             where old.import_id = $1 and old.superseded_at is not null and coalesce(i.state, '') <> 'undone'",
        ),
        diesel::sql_query(
            "select distinct e.person_id from event e join person p on p.id = e.person_id \
             left join import_batch i on i.id = e.import_id \
             where p.import_id = $1 and coalesce(e.import_id, '') <> p.import_id \
             and e.kind <> 'status_changed' and coalesce(i.state, '') <> 'undone'",
        ),
    ];
    people_in(tx, id, replaced_since)
}

/// People whose record holds something of this import.
fn touched(tx: &mut Tx<'_>, id: &ImportId) -> Result<BTreeSet<String>> {
    let holds = [
        diesel::sql_query("select distinct person_id from person_fact where import_id = $1 and superseded_at is null"),
        diesel::sql_query("select distinct person_id from episode where import_id = $1 and superseded_at is null"),
        diesel::sql_query("select distinct person_id from return_row where import_id = $1 and superseded_at is null"),
        diesel::sql_query("select id as person_id from person where import_id = $1 and withdrawn_at is null"),
    ];
    people_in(tx, id, holds)
}

/// People whose record this import began.
fn brought(tx: &mut Tx<'_>, id: &ImportId) -> Result<BTreeSet<String>> {
    let ids: Vec<String> = person::table
        .filter(person::import_id.eq(id.as_str()))
        .filter(person::withdrawn_at.is_null())
        .select(person::id)
        .load(tx.reading.conn)?;
    Ok(ids.into_iter().collect())
}

fn close_what_it_brought(tx: &mut Tx<'_>, id: &ImportId) -> Result<()> {
    let at = tx.now_micros();
    let statements = [
        diesel::sql_query("update person_fact set superseded_at = $1 where import_id = $2 and superseded_at is null"),
        diesel::sql_query("update episode set superseded_at = $1 where import_id = $2 and superseded_at is null"),
        diesel::sql_query("update return_row set superseded_at = $1 where import_id = $2 and superseded_at is null"),
    ];
    for statement in statements {
        statement.bind::<BigInt, _>(at).bind::<Text, _>(id.as_str()).execute(tx.reading.conn)?;
    }
    Ok(())
}

/// What the import had replaced stands again, as a new version that says the same as the old one.
fn stand_again(tx: &mut Tx<'_>, id: &ImportId) -> Result<()> {
    let replaced: Vec<(String, String)> = import_change::table
        .filter(import_change::import_id.eq(id.as_str()))
        .filter(import_change::replaces.is_not_null())
        .order(import_change::position)
        .select((import_change::stored_in, import_change::replaces.assume_not_null()))
        .load(tx.reading.conn)?;
    let last = i32::try_from(replaced.len()).unwrap_or(i32::MAX);
    let back: Vec<Replaced> = replaced
        .into_iter()
        .zip(last..)
        .map(|((stored_in, replaces), position)| Replaced {
            import_id: id.to_string(),
            position,
            stored_in: back_into(&stored_in),
            row_id: RowId::fresh().to_string(),
            replaces: Some(replaces),
        })
        .collect();
    for part in back.chunks(AT_A_TIME) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(import_change::table).values(part).execute(c))?;
    }
    copy_back(tx, id)
}

fn back_into(table: &str) -> &'static str {
    match table {
        "person_fact" => "person_fact again",
        "episode" => "episode again",
        _ => "return_row again",
    }
}

fn copy_back(tx: &mut Tx<'_>, id: &ImportId) -> Result<()> {
    let (at, by) = (tx.now_micros(), tx.by());
    let statements = [
        diesel::sql_query(
            "insert into person_fact (id, person_id, kind, answer, value, said_by, true_from, recorded_at, recorded_by, \
             import_id) \
             select c.row_id, o.person_id, o.kind, o.answer, o.value, o.said_by, o.true_from, $1, $2, o.import_id \
             from import_change c join person_fact o on o.id = c.replaces \
             where c.import_id = $3 and c.stored_in = 'person_fact again'",
        ),
        diesel::sql_query(
            "insert into episode (id, person_id, started_on, ended_on, reason_started, legal_status, need_code, place, \
             place_provider, reason_ended, reason_place_change, home_postcode, place_postcode, urn, authority, \
             recorded_at, recorded_by, import_id) \
             select c.row_id, o.person_id, o.started_on, o.ended_on, o.reason_started, o.legal_status, o.need_code, \
             o.place, o.place_provider, o.reason_ended, o.reason_place_change, o.home_postcode, o.place_postcode, \
             o.urn, o.authority, $1, $2, o.import_id \
             from import_change c join episode o on o.id = c.replaces \
             where c.import_id = $3 and c.stored_in = 'episode again'",
        ),
        diesel::sql_query(
            "insert into return_row (id, person_id, file, return_year, natural_key, starts_on, ends_on, code, detail, \
             recorded_at, recorded_by, import_id) \
             select c.row_id, o.person_id, o.file, o.return_year, o.natural_key, o.starts_on, o.ends_on, o.code, \
             o.detail, $1, $2, o.import_id \
             from import_change c join return_row o on o.id = c.replaces \
             where c.import_id = $3 and c.stored_in = 'return_row again'",
        ),
    ];
    for statement in statements {
        statement
            .bind::<BigInt, _>(at)
            .bind::<Text, _>(by.as_str())
            .bind::<Text, _>(id.as_str())
            .execute(tx.reading.conn)?;
    }
    Ok(())
}

fn withdraw(tx: &mut Tx<'_>, id: &ImportId, people: &[PersonId]) -> Result<()> {
    audit_each(tx, people)?;
    let at = tx.now_micros();
    diesel::update(person::table.filter(person::import_id.eq(id.as_str())).filter(person::withdrawn_at.is_null()))
        .set(person::withdrawn_at.eq(at))
        .execute(tx.reading.conn)?;
    end_ties(tx, id)?;
    say_of_each(
        tx,
        id,
        people,
        EventKind::RecordWithdrawn,
        "Record withdrawn: the yearly return it came from was taken back",
    )?;
    crate::summary::forget(tx, people)
}

/// A record that is withdrawn is nobody's: the team it started in no longer holds it.
fn end_ties(tx: &mut Tx<'_>, id: &ImportId) -> Result<()> {
    let (at, by) = (tx.now_micros(), tx.by());
    diesel::sql_query(
        "update relationship set ended_at = $1, ended_by = $2 from person p \
         where p.id = relationship.person_id and p.import_id = $3 and relationship.ended_at is null",
    )
    .bind::<BigInt, _>(at)
    .bind::<Text, _>(by)
    .bind::<Text, _>(id.as_str())
    .execute(tx.reading.conn)?;
    Ok(())
}

fn restore(tx: &mut Tx<'_>, id: &ImportId, people: &[PersonId]) -> Result<()> {
    audit_each(tx, people)?;
    say_of_each(tx, id, people, EventKind::ImportUndone, "What the yearly return changed was taken back")?;
    crate::summary::refresh(tx, people)
}

fn say_of_each(tx: &mut Tx<'_>, id: &ImportId, people: &[PersonId], kind: EventKind, says: &'static str) -> Result<()> {
    let today = tx.today();
    let event = || NewEvent::new(kind, today, says).from_import(Some(id));
    tx.record_all(people.iter().map(|person| (person.clone(), event())).collect())
}

fn mark_undone(tx: &mut Tx<'_>, id: &ImportId) -> Result<()> {
    let at = tx.now_micros();
    diesel::update(import_batch::table.find(id.as_str()))
        .set((import_batch::state.eq(State::Undone.code()), import_batch::undone_at.eq(at)))
        .execute(tx.reading.conn)?;
    say(tx, "undone");
    Ok(())
}
