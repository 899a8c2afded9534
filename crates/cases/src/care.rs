//! Care as it was recorded: episodes in the return's own terms, and the other dated facts that bear on status.
//!
//! An episode is one stretch with one legal status and one home. Periods of care and the status they give are worked
//! out from these by `waymark_rules`; nothing here decides.

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{Permit, Read, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{ImportId, PersonId, RowId};
use crate::schema::{dated_fact, episode, return_row};

/// One episode as it stands. Codes are the return's (ssda903 §4); empty text means not given.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = episode)]
pub struct Episode {
    pub id: String,
    pub person_id: String,
    pub started_on: Day,
    pub ended_on: Option<Day>,
    pub reason_started: String,
    pub legal_status: String,
    pub need_code: String,
    pub place: String,
    pub place_provider: String,
    pub reason_ended: String,
    pub reason_place_change: String,
    pub home_postcode: String,
    pub place_postcode: String,
    pub urn: String,
    pub authority: String,
    pub recorded_at: i64,
    pub recorded_by: String,
}

/// An episode about to be recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEpisode {
    pub started_on: Date,
    pub ended_on: Option<Date>,
    pub reason_started: String,
    pub legal_status: String,
    pub need_code: String,
    pub place: String,
    pub place_provider: String,
    pub reason_ended: String,
    pub reason_place_change: String,
    pub home_postcode: String,
    pub place_postcode: String,
    pub urn: String,
    pub authority: String,
}

#[derive(Insertable)]
#[diesel(table_name = episode, treat_none_as_default_value = false)]
pub(crate) struct EpisodeRow {
    pub(crate) id: String,
    pub(crate) person_id: String,
    started_on: Day,
    ended_on: Option<Day>,
    reason_started: String,
    legal_status: String,
    need_code: String,
    place: String,
    place_provider: String,
    reason_ended: String,
    reason_place_change: String,
    home_postcode: String,
    place_postcode: String,
    urn: String,
    authority: String,
    recorded_at: i64,
    recorded_by: String,
    import_id: Option<String>,
}

impl EpisodeRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: NewEpisode, import: Option<&ImportId>) -> Self {
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            started_on: Day(new.started_on),
            ended_on: new.ended_on.map(Day),
            reason_started: new.reason_started,
            legal_status: new.legal_status,
            need_code: new.need_code,
            place: new.place,
            place_provider: new.place_provider,
            reason_ended: new.reason_ended,
            reason_place_change: new.reason_place_change,
            home_postcode: new.home_postcode,
            place_postcode: new.place_postcode,
            urn: new.urn,
            authority: new.authority,
            recorded_at: tx.now_micros(),
            recorded_by: tx.by(),
            import_id: import.map(ToString::to_string),
        }
    }
}

pub(crate) fn insert_episodes(tx: &mut Tx<'_>, rows: &[EpisodeRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(1500) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(episode::table).values(part).execute(c))?;
    }
    Ok(())
}

/// A person's episodes as they stand, oldest first.
pub fn episodes(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Vec<Episode>> {
    standing_episodes(r, permit.person())
}

pub(crate) fn standing_episodes(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Episode>> {
    Ok(episode::table
        .filter(episode::person_id.eq(person.as_str()))
        .filter(episode::superseded_at.is_null())
        .order((episode::started_on, episode::recorded_at))
        .select(Episode::as_select())
        .load(r.conn)?)
}

macro_rules! dated_kinds {
    ($($(#[$doc:meta])* $member:ident = $code:literal, $says:literal;)+) => {
        /// Dated facts beside episodes that the law of status asks for (rules.md §2).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum DatedKind { $($(#[$doc])* #[serde(rename = $code)] $member,)+ }
        impl DatedKind {
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];
            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code,)+ }
            }
            pub const fn says(self) -> &'static str {
                match self { $(Self::$member => $says,)+ }
            }
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

dated_kinds! {
    Detention = "detention", "In custody or hospital";
    FamilyPlacement = "family_placement", "Living with family after care";
    Order = "order", "Court order";
    OtherAccommodation = "other_accommodation", "Somewhere other than care";
    AftercareRequest = "aftercare_request", "Asked for, or stopped, support";
    Programme = "programme", "Course or training in the plan";
    Death = "death", "Died";
}

/// A dated fact as it stands; `detail` is the matching `waymark_rules::facts` value as JSON.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = dated_fact)]
pub struct DatedFact {
    pub id: String,
    pub person_id: String,
    pub kind: String,
    pub starts_on: Day,
    pub ends_on: Option<Day>,
    pub detail: String,
    pub recorded_at: i64,
    pub recorded_by: String,
}

/// A dated fact about to be recorded.
#[derive(Debug, Clone)]
pub struct NewDatedFact {
    pub kind: DatedKind,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub detail: serde_json::Value,
}

#[derive(Insertable)]
#[diesel(table_name = dated_fact, treat_none_as_default_value = false)]
pub(crate) struct DatedFactRow {
    pub(crate) id: String,
    pub(crate) person_id: String,
    kind: &'static str,
    starts_on: Day,
    ends_on: Option<Day>,
    detail: String,
    recorded_at: i64,
    recorded_by: String,
    import_id: Option<String>,
}

impl DatedFactRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewDatedFact, import: Option<&ImportId>) -> Self {
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            kind: new.kind.code(),
            starts_on: Day(new.starts_on),
            ends_on: new.ends_on.map(Day),
            detail: new.detail.to_string(),
            recorded_at: tx.now_micros(),
            recorded_by: tx.by(),
            import_id: import.map(ToString::to_string),
        }
    }
}

pub(crate) fn insert_dated_facts(tx: &mut Tx<'_>, rows: &[DatedFactRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(dated_fact::table).values(part).execute(c))?;
    }
    Ok(())
}

/// A person's dated facts as they stand, oldest first.
pub fn dated_facts(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Vec<DatedFact>> {
    Ok(dated_fact::table
        .filter(dated_fact::person_id.eq(permit.person().as_str()))
        .filter(dated_fact::superseded_at.is_null())
        .order(dated_fact::starts_on)
        .select(DatedFact::as_select())
        .load(r.conn)?)
}

/// Records a dated fact that bears on status; the status follows in the same transaction.
pub fn record_dated_fact(tx: &mut Tx<'_>, permit: &Permit<class::Status, Write>, new: &NewDatedFact) -> Result<RowId> {
    let person = permit.person();
    let row = DatedFactRow::new(tx, person, new, None);
    let id = RowId::stored(row.id.clone());
    insert_dated_facts(tx, &[row])?;
    tx.record(person, NewEvent::new(EventKind::DatedFactRecorded, new.starts_on, new.kind.says()))?;
    tx.audit_change(person, "status", new.kind.code())?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(id)
}

/// Puts an end to a stay in custody or hospital; the earlier version stays.
pub fn end_detention(tx: &mut Tx<'_>, permit: &Permit<class::Status, Write>, fact: &DatedFact, on: Date) -> Result<()> {
    let person = permit.person();
    if fact.person_id != person.as_str() || fact.kind != DatedKind::Detention.code() {
        return Err(Error::NotFound);
    }
    let mut detention: waymark_rules::facts::Detention = serde_json::from_str(&fact.detail)?;
    detention.end_on = Some(on);
    let new = NewDatedFact {
        kind: DatedKind::Detention,
        starts_on: fact.starts_on.0,
        ends_on: Some(on),
        detail: serde_json::to_value(&detention)?,
    };
    let (at, by) = (tx.now_micros(), record_dated_fact(tx, permit, &new)?);
    diesel::update(dated_fact::table.find(&fact.id))
        .set((dated_fact::superseded_at.eq(at), dated_fact::superseded_by.eq(by.as_str())))
        .execute(tx.reading.conn)?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

/// A row of any other file of the return, kept as given (reviews, missing periods, OC2, OC3, and the rest).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = return_row)]
pub struct ReturnRow {
    pub id: String,
    pub person_id: String,
    pub file: String,
    pub return_year: i32,
    pub natural_key: String,
    pub starts_on: Option<Day>,
    pub ends_on: Option<Day>,
    pub code: String,
    pub detail: String,
    pub recorded_at: i64,
    pub recorded_by: String,
}

/// Such a row about to be kept.
#[derive(Debug, Clone)]
pub struct NewReturnRow {
    pub file: String,
    pub return_year: i32,
    /// What makes it the same row in a later upload.
    pub natural_key: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub code: String,
    pub detail: serde_json::Value,
}

#[derive(Insertable)]
#[diesel(table_name = return_row, treat_none_as_default_value = false)]
pub(crate) struct ReturnRowRow {
    pub(crate) id: String,
    pub(crate) person_id: String,
    file: String,
    return_year: i32,
    natural_key: String,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
    code: String,
    detail: String,
    recorded_at: i64,
    recorded_by: String,
    import_id: Option<String>,
}

impl ReturnRowRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: NewReturnRow, import: Option<&ImportId>) -> Self {
        Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            file: new.file,
            return_year: new.return_year,
            natural_key: new.natural_key,
            starts_on: new.starts_on.map(Day),
            ends_on: new.ends_on.map(Day),
            code: new.code,
            detail: new.detail.to_string(),
            recorded_at: tx.now_micros(),
            recorded_by: tx.by(),
            import_id: import.map(ToString::to_string),
        }
    }
}

pub(crate) fn insert_return_rows(tx: &mut Tx<'_>, rows: &[ReturnRowRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(2500) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(return_row::table).values(part).execute(c))?;
    }
    Ok(())
}

/// A person's rows of one file, oldest first. Health answers need a health permit: see [`health_rows`].
pub fn return_rows(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>, file: &str) -> Result<Vec<ReturnRow>> {
    if file == "OC2" {
        return Ok(Vec::new());
    }
    rows_of(r, permit.person(), file)
}

/// A person's yearly health answers (OC2).
pub fn health_rows(r: &mut Reading<'_>, permit: &Permit<class::Health, Read>) -> Result<Vec<ReturnRow>> {
    rows_of(r, permit.person(), "OC2")
}

fn rows_of(r: &mut Reading<'_>, person: &PersonId, file: &str) -> Result<Vec<ReturnRow>> {
    Ok(return_row::table
        .filter(return_row::person_id.eq(person.as_str()))
        .filter(return_row::file.eq(file))
        .filter(return_row::superseded_at.is_null())
        .order((return_row::starts_on, return_row::return_year))
        .select(ReturnRow::as_select())
        .load(r.conn)?)
}
