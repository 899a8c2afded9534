//! How an assessment is kept and read back. A change is a new row; the one it takes the place of says when and by which.

use diesel::prelude::*;

use super::finish::{SentStep, StepRow, insert_steps};
use super::{Analysis, Assessment, Domain, Entry, NewEntry, NewStep, View, Viewed};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::NewEvent;
use crate::going::written;
use crate::ids::{PersonId, RowId};
use crate::schema::{assessment_analysis, assessment_entry, assessment_step, assessment_view};
use crate::sides::{Side, Workers, trimmed};

#[derive(Insertable)]
#[diesel(table_name = assessment_entry, treat_none_as_default_value = false)]
struct EntryRow {
    id: String,
    series: String,
    person_id: String,
    domain: &'static str,
    side: &'static str,
    who: String,
    said_on: Day,
    going_well: String,
    hard: String,
    wants: String,
    helps: String,
    evidence: String,
    number: Option<i32>,
    recorded_at: i64,
    recorded_by: String,
}

impl EntryRow {
    fn new(tx: &Tx<'_>, person: &PersonId, new: &NewEntry) -> Self {
        let (recorded_at, recorded_by) = written(tx, person, new.written.as_ref());
        let id = RowId::fresh().to_string();
        Self {
            series: id.clone(),
            id,
            person_id: person.to_string(),
            domain: new.domain.code(),
            side: new.side.code(),
            who: if new.side == Side::SomebodyElse { trimmed(&new.who) } else { String::new() },
            said_on: Day(new.said_on),
            going_well: trimmed(&new.going_well),
            hard: trimmed(&new.hard),
            wants: trimmed(&new.wants),
            helps: trimmed(&new.helps),
            evidence: trimmed(&new.evidence),
            number: new.number,
            recorded_at,
            recorded_by,
        }
    }
}

fn insert_entries(tx: &mut Tx<'_>, rows: &[EntryRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(1500) {
        on_each_engine!(
            &mut *tx.reading.conn,
            c => diesel::insert_into(assessment_entry::table).values(part).execute(c)
        )?;
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = assessment_entry)]
struct StoredEntry {
    id: String,
    series: String,
    domain: String,
    side: String,
    who: String,
    said_on: Day,
    going_well: String,
    hard: String,
    wants: String,
    helps: String,
    evidence: String,
    number: Option<i32>,
    recorded_at: i64,
    recorded_by: String,
    superseded_at: Option<i64>,
}

impl StoredEntry {
    /// `None` for a part or a side this version does not know: kept, shown by the version that knows it.
    fn read(self) -> Option<Entry> {
        Some(Entry {
            id: self.id,
            series: self.series,
            domain: Domain::from_code(&self.domain)?,
            side: Side::from_code(&self.side)?,
            who: self.who,
            said_on: self.said_on.0,
            going_well: self.going_well,
            hard: self.hard,
            wants: self.wants,
            helps: self.helps,
            evidence: self.evidence,
            number: self.number,
            recorded_at: self.recorded_at,
            recorded_by: self.recorded_by,
            superseded_at: self.superseded_at,
        })
    }
}

/// One version of an entry, whether it stands or not.
pub(super) fn version(r: &mut Reading<'_>, person: &PersonId, id: &RowId) -> Result<Option<Entry>> {
    let stored: Option<StoredEntry> = assessment_entry::table
        .filter(assessment_entry::person_id.eq(person.as_str()))
        .filter(assessment_entry::id.eq(id.as_str()))
        .select(StoredEntry::as_select())
        .first(r.conn)
        .optional()?;
    Ok(stored.and_then(StoredEntry::read))
}

/// Whether anything was ever written in it.
pub(super) fn any(r: &mut Reading<'_>, person: &PersonId) -> Result<bool> {
    let first: Option<String> = assessment_entry::table
        .filter(assessment_entry::person_id.eq(person.as_str()))
        .select(assessment_entry::id)
        .first(r.conn)
        .optional()?;
    Ok(first.is_some())
}

/// Writes an entry down, in the place of the version it puts right. Where that was put right meanwhile, it stands beside.
pub(super) fn replace_entry(tx: &mut Tx<'_>, person: &PersonId, new: &NewEntry) -> Result<RowId> {
    let mut row = EntryRow::new(tx, person, new);
    let (id, at) = (row.id.clone(), tx.stamp());
    if let Some(old) = &new.puts_right {
        let old = version(tx, person, old)?.filter(|one| one.domain == new.domain).ok_or(Error::NotFound)?;
        if old.superseded_at.is_none() {
            row.series = old.series;
            diesel::update(assessment_entry::table.find(&old.id))
                .set((assessment_entry::superseded_at.eq(at), assessment_entry::superseded_by.eq(&id)))
                .execute(tx.reading.conn)?;
        }
    }
    let series = RowId::stored(row.series.clone());
    insert_entries(tx, &[row])?;
    Ok(series)
}

#[derive(Insertable)]
#[diesel(table_name = assessment_analysis, treat_none_as_default_value = false)]
struct AnalysisRow {
    id: String,
    person_id: String,
    domain: &'static str,
    words: String,
    recorded_at: i64,
    recorded_by: String,
}

pub(super) fn replace_analysis(tx: &mut Tx<'_>, person: &PersonId, domain: Domain, words: &str) -> Result<()> {
    let (id, at, by) = (RowId::fresh().to_string(), tx.stamp(), tx.by());
    tx.touched();
    diesel::update(
        assessment_analysis::table
            .filter(assessment_analysis::person_id.eq(person.as_str()))
            .filter(assessment_analysis::domain.eq(domain.code()))
            .filter(assessment_analysis::superseded_at.is_null()),
    )
    .set((assessment_analysis::superseded_at.eq(at), assessment_analysis::superseded_by.eq(&id)))
    .execute(tx.reading.conn)?;
    let row = AnalysisRow {
        id,
        person_id: person.to_string(),
        domain: domain.code(),
        words: words.to_owned(),
        recorded_at: at,
        recorded_by: by,
    };
    diesel::insert_into(assessment_analysis::table).values(&row).execute(tx.reading.conn)?;
    Ok(())
}

pub(super) fn insert_view(tx: &mut Tx<'_>, person: &PersonId, domain: Domain, view: View, words: &str) -> Result<()> {
    let (id, at, by) = (RowId::fresh(), tx.stamp(), tx.by());
    tx.touched();
    diesel::insert_into(assessment_view::table)
        .values((
            assessment_view::id.eq(id.as_str()),
            assessment_view::person_id.eq(person.as_str()),
            assessment_view::domain.eq(domain.code()),
            assessment_view::view.eq(view.code()),
            assessment_view::words.eq(words),
            assessment_view::recorded_at.eq(at),
            assessment_view::recorded_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    Ok(())
}

pub(super) fn all(r: &mut Reading<'_>, person: &PersonId) -> Result<Assessment> {
    let stored: Vec<StoredEntry> = assessment_entry::table
        .filter(assessment_entry::person_id.eq(person.as_str()))
        .order((assessment_entry::said_on, assessment_entry::recorded_at))
        .select(StoredEntry::as_select())
        .load(r.conn)?;
    let entries: Vec<Entry> = stored.into_iter().filter_map(StoredEntry::read).collect();
    let (analyses, views, steps) = (analyses(r, person)?, views(r, person)?, steps(r, person)?);
    let by = entries.iter().map(|one| one.recorded_by.as_str());
    let by = by.chain(analyses.iter().map(|one| one.recorded_by.as_str()));
    let workers = Workers::behind(r, by.chain(steps.iter().map(|one| one.recorded_by.as_str())))?;
    Ok(Assessment { entries, analyses, views, steps, workers })
}

type StoredAnalysis = (String, String, i64, String, Option<i64>);

fn analyses(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Analysis>> {
    let rows: Vec<StoredAnalysis> = assessment_analysis::table
        .filter(assessment_analysis::person_id.eq(person.as_str()))
        .order(assessment_analysis::recorded_at)
        .select((
            assessment_analysis::domain,
            assessment_analysis::words,
            assessment_analysis::recorded_at,
            assessment_analysis::recorded_by,
            assessment_analysis::superseded_at,
        ))
        .load(r.conn)?;
    let read = |(domain, words, recorded_at, recorded_by, superseded_at): StoredAnalysis| {
        Some(Analysis { domain: Domain::from_code(&domain)?, words, recorded_at, recorded_by, superseded_at })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

fn views(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Viewed>> {
    let rows: Vec<(String, String, String, i64)> = assessment_view::table
        .filter(assessment_view::person_id.eq(person.as_str()))
        .order((assessment_view::recorded_at, assessment_view::id))
        .select((assessment_view::domain, assessment_view::view, assessment_view::words, assessment_view::recorded_at))
        .load(r.conn)?;
    let read = |(domain, view, words, recorded_at): (String, String, String, i64)| {
        Some(Viewed { domain: Domain::from_code(&domain)?, view: View::from_code(&view)?, words, recorded_at })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

pub(super) fn steps(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<SentStep>> {
    Ok(assessment_step::table
        .filter(assessment_step::person_id.eq(person.as_str()))
        .order(assessment_step::recorded_at)
        .select(SentStep::as_select())
        .load(r.conn)?)
}

/// Many at once, for the demonstration council and tests.
pub(crate) fn insert_all<'a>(
    tx: &mut Tx<'_>,
    people: impl Iterator<Item = (&'a PersonId, &'a [NewEntry], &'a [NewStep])>,
) -> Result<()> {
    let (mut entries, mut steps, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for (person, new, taken) in people {
        entries.extend(new.iter().map(|one| EntryRow::new(tx, person, one)));
        steps.extend(taken.iter().map(|one| StepRow::new(tx, person, one)));
        let told = new.iter().map(super::event).collect::<Vec<NewEvent>>();
        events.extend(told.into_iter().map(|event| (person.clone(), event)));
    }
    insert_entries(tx, &entries)?;
    insert_steps(tx, &steps)?;
    tx.record_all(events)
}
