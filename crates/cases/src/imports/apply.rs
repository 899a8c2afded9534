//! Carrying an import out: one transaction, everything or nothing.
//!
//! Rows go in by the thousand and are superseded by the thousand: no statement is run for a single row.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use waymark_ssda903::merge::{PersonChange, Plan, RowChange, State as Change, Tally};
use waymark_ssda903::rows::{Episode, Record};

use super::known::{AT_A_TIME, Held};
use super::preview::blocked;
use super::reading::work;
use super::rows::{episode_of, facts_of, row_of, separated, to_return_row};
use super::starting_team::starting_team;
use super::{DAYS_TO_UNDO, State, Upload, permitted, say};
use crate::access::Class;
use crate::audit::AuditRow;
use crate::care::{EpisodeRow, ReturnRowRow, insert_episodes, insert_return_rows};
use crate::db::{Tx, micros, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::facts::{FactRow, NewFact, insert_rows};
use crate::ids::{ImportId, PersonId, TeamId};
use crate::people::{NewPerson, first_ties, start_all};
use crate::schema::{import_batch, import_change, person};

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    pub people: Tally,
    pub episodes: Tally,
    pub others: Tally,
    /// Rows that were set aside and not loaded.
    pub set_aside: usize,
    pub nothing_new: bool,
}

/// Loads a prepared import into the records.
pub fn apply(tx: &mut Tx<'_>, id: &ImportId) -> Result<Applied> {
    permitted(tx)?;
    let batch = super::draft(tx, id)?;
    let uploads: Vec<Upload> = super::files(tx, id)?.into_iter().map(|(_, upload)| upload).collect();
    let chosen = super::choices(tx, id)?;
    let worked = work(tx, &uploads, batch.year, &chosen)?;
    drop(uploads);
    if let Some(why) = blocked(&worked) {
        return Err(Error::Contradicts(why));
    }
    let plan = &worked.read.plan;
    let applied = Applied {
        people: plan.people_tally,
        episodes: plan.episodes_tally,
        others: plan.others_tally,
        set_aside: worked.read.set_aside.len(),
        nothing_new: plan.is_empty(),
    };
    if !applied.nothing_new {
        carry_out(tx, id, &batch.authority, plan, &worked.held)?;
    }
    finish(tx, id, &applied)?;
    Ok(applied)
}

fn finish(tx: &mut Tx<'_>, id: &ImportId, applied: &Applied) -> Result<()> {
    let until = micros(tx.now() + SignedDuration::from_hours(24 * DAYS_TO_UNDO));
    diesel::update(import_batch::table.find(id.as_str()))
        .set((
            import_batch::state.eq(State::Applied.code()),
            import_batch::applied_at.eq(tx.now_micros()),
            // Where nothing changed there is nothing to take back.
            import_batch::undo_until.eq((!applied.nothing_new).then_some(until)),
            import_batch::result.eq(serde_json::to_string(applied)?),
        ))
        .execute(tx.reading.conn)?;
    let people = applied.people;
    say(tx, &format!("applied: {} people new, {} changed", people.new, people.changed));
    Ok(())
}

fn carry_out(tx: &mut Tx<'_>, id: &ImportId, authority: &str, plan: &Plan, held: &Held) -> Result<()> {
    let people = start_new_people(tx, id, plan, held)?;
    let mut work = Work { id, authority, held, people: &people, replaced: Vec::new() };
    work.record_facts(tx, plan)?;
    work.record_episodes(tx, plan)?;
    work.keep_rows(tx, plan)?;
    supersede(tx, id, &work.replaced)?;
    say_what_changed(tx, id, plan, &people)?;
    let touched: Vec<PersonId> = plan.changes().filter_map(|one| people.get(one.child.as_str()).cloned()).collect();
    audit_each(tx, &touched)?;
    crate::summary::refresh(tx, &touched)
}

/// Child number to person, for everybody the files speak of.
type People<'p> = HashMap<&'p str, PersonId>;

fn start_new_people<'p>(tx: &mut Tx<'_>, id: &ImportId, plan: &'p Plan, held: &Held) -> Result<People<'p>> {
    let (new, known): (Vec<&PersonChange>, Vec<&PersonChange>) =
        plan.people.iter().partition(|person| person.state == Change::New);
    let team = starting_team(tx)?.map(|team| TeamId::stored(team.id));
    let ties = first_ties(None, team.as_ref(), tx.today());
    let records = new.iter().map(|person| NewPerson { facts: stated(person), ties: ties.clone() }).collect();
    let started = start_all(tx, records, Some(id))?;
    let mut people: People<'p> = new.iter().map(|person| person.child.as_str()).zip(started).collect();
    for person in known {
        if let Some(id) = held.people.get(&person.child) {
            people.insert(&person.child, id.clone());
        }
    }
    Ok(people)
}

/// Everything the files state of a person as single facts.
fn stated(person: &PersonChange) -> Vec<NewFact> {
    let uasc = person.others.iter().find_map(|row| match &row.after {
        Record::Uasc(uasc) => Some(separated(uasc)),
        _ => None,
    });
    facts_of(&person.facts.after).into_iter().chain(uasc).collect()
}

struct Work<'w> {
    id: &'w ImportId,
    authority: &'w str,
    held: &'w Held,
    people: &'w People<'w>,
    replaced: Vec<Replaced>,
}

/// One stored row that takes the place of another.
#[derive(Insertable)]
#[diesel(table_name = import_change, treat_none_as_default_value = false)]
pub(super) struct Replaced {
    pub import_id: String,
    pub position: i32,
    pub stored_in: &'static str,
    pub row_id: String,
    pub replaces: Option<String>,
}

impl Work<'_> {
    fn replace(&mut self, stored_in: &'static str, row_id: &str, replaces: &str) {
        self.replaced.push(Replaced {
            import_id: self.id.to_string(),
            position: i32::try_from(self.replaced.len()).unwrap_or(i32::MAX),
            stored_in,
            row_id: row_id.to_owned(),
            replaces: Some(replaces.to_owned()),
        });
    }

    /// Facts of people already held, where the return says something else than the return before it.
    fn record_facts(&mut self, tx: &mut Tx<'_>, plan: &Plan) -> Result<()> {
        let mut rows = Vec::new();
        for person in plan.people.iter().filter(|person| person.state == Change::Changed) {
            let Some(who) = self.people.get(person.child.as_str()) else { continue };
            for fact in self.newly_said(person) {
                let standing = self.held.facts.get(&(who.clone(), fact.kind));
                if standing.is_some_and(|standing| standing.answer == fact.answer) {
                    continue;
                }
                let row = FactRow::new(tx, who, &fact, Some(self.id));
                if let Some(standing) = standing {
                    self.replace("person_fact", &row.id, &standing.id);
                }
                rows.push(row);
            }
        }
        insert_rows(tx, &rows)
    }

    fn newly_said(&self, person: &PersonChange) -> Vec<NewFact> {
        let before = self.held.header(&person.child).map(facts_of).unwrap_or_default();
        let said = |fact: &NewFact| before.iter().any(|old| old.kind == fact.kind && old.answer == fact.answer);
        stated(person).into_iter().filter(|fact| !said(fact)).collect()
    }

    fn record_episodes(&mut self, tx: &mut Tx<'_>, plan: &Plan) -> Result<()> {
        let mut rows = Vec::new();
        for person in plan.changes() {
            let Some(who) = self.people.get(person.child.as_str()) else { continue };
            for change in person.episodes.iter().filter(|change| change.state != Change::Unchanged) {
                let standing = self.held.episodes.get(&(who.clone(), change.after.decom));
                if standing.is_some_and(|standing| row_of(&person.child, standing) == change.after) {
                    continue;
                }
                let row = EpisodeRow::new(tx, who, episode_of(&change.after, self.authority), Some(self.id));
                if let Some(standing) = standing {
                    self.replace("episode", &row.id, &standing.id);
                }
                rows.push(row);
            }
        }
        insert_episodes(tx, &rows)
    }

    /// Every row as the return gave it. A row an earlier return gave too is kept again under the later year, so that an
    /// older file can never speak over it.
    fn keep_rows(&mut self, tx: &mut Tx<'_>, plan: &Plan) -> Result<()> {
        let mut rows = Vec::new();
        for person in &plan.people {
            let header = (person.facts.state, person.facts.year, Record::Header(Box::new(person.facts.after.clone())));
            let homes = person.episodes.iter().map(as_record);
            let others = person.others.iter().map(|row| (row.state, row.year, row.after.clone()));
            for (state, year, record) in std::iter::once(header).chain(homes).chain(others) {
                self.keep_row(tx, &person.child, state, year, &record, &mut rows)?;
            }
        }
        insert_return_rows(tx, &rows)
    }

    fn keep_row(
        &mut self,
        tx: &Tx<'_>,
        child: &str,
        state: Change,
        year: u16,
        record: &Record,
        rows: &mut Vec<ReturnRowRow>,
    ) -> Result<()> {
        let Some(who) = self.people.get(child) else { return Ok(()) };
        let standing = self.held.kept.get(&(who.clone(), record.table(), record.key(year)));
        if state == Change::Unchanged && standing.is_some_and(|kept| kept.year >= year) {
            return Ok(());
        }
        let row = ReturnRowRow::new(tx, who, to_return_row(record, year)?, Some(self.id));
        if let Some(kept) = standing {
            self.replace("return_row", &row.id, &kept.id);
        }
        rows.push(row);
        Ok(())
    }
}

fn as_record(change: &RowChange<Episode>) -> (Change, u16, Record) {
    (change.state, change.year, Record::Episode(Box::new(change.after.clone())))
}

/// Closes the versions that were replaced, all at once.
pub(super) fn supersede(tx: &mut Tx<'_>, id: &ImportId, replaced: &[Replaced]) -> Result<()> {
    for part in replaced.chunks(AT_A_TIME) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(import_change::table).values(part).execute(c))?;
    }
    let at = tx.now_micros();
    let close =
        |statement: diesel::query_builder::SqlQuery| statement.bind::<BigInt, _>(at).bind::<Text, _>(id.as_str());
    let statements = [
        close(diesel::sql_query(
            "update person_fact set superseded_at = $1, superseded_by = c.row_id from import_change c \
             where c.import_id = $2 and c.stored_in = 'person_fact' and person_fact.id = c.replaces",
        )),
        close(diesel::sql_query(
            "update episode set superseded_at = $1, superseded_by = c.row_id from import_change c \
             where c.import_id = $2 and c.stored_in = 'episode' and episode.id = c.replaces",
        )),
        close(diesel::sql_query(
            "update return_row set superseded_at = $1, superseded_by = c.row_id from import_change c \
             where c.import_id = $2 and c.stored_in = 'return_row' and return_row.id = c.replaces",
        )),
    ];
    for statement in statements {
        statement.execute(tx.reading.conn)?;
    }
    Ok(())
}

/// One line on the timeline of each person whose record changed; a new record says so itself.
fn say_what_changed(tx: &mut Tx<'_>, id: &ImportId, plan: &Plan, people: &People<'_>) -> Result<()> {
    let today = tx.today();
    let changed = plan.people.iter().filter(|person| person.state == Change::Changed);
    let events = changed.filter_map(|person| {
        let who = people.get(person.child.as_str())?.clone();
        let event = NewEvent::new(EventKind::ReturnRowRecorded, today, "Record updated from the yearly return")
            .with(serde_json::json!({ "changed": what_changed(person) }))
            .from_import(Some(id));
        Some((who, event))
    });
    let events = events.collect();
    tx.record_all(events)
}

/// How many rows of each kind changed.
fn what_changed(person: &PersonChange) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let mut count = |state: Change, of: &'static str| {
        if state != Change::Unchanged {
            *counts.entry(of).or_default() += 1;
        }
    };
    count(person.facts.state, "Header");
    person.episodes.iter().for_each(|row| count(row.state, "Episodes"));
    person.others.iter().for_each(|row| count(row.state, row.after.table().name()));
    counts
}

/// One audit row for each record changed (AUD-01).
pub(super) fn audit_each(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<()> {
    for part in people.chunks(AT_A_TIME) {
        let pseudonyms: Vec<String> = person::table
            .filter(person::id.eq_any(part.iter().map(PersonId::as_str)))
            .select(person::pseudonym)
            .load(tx.reading.conn)?;
        for record in pseudonyms {
            let row = tx.row("write", Class::Status.code());
            tx.audit(AuditRow { record, detail: "yearly return".into(), ..row });
        }
    }
    Ok(())
}
