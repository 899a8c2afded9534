//! What happened to a record, in the order it was recorded.
//!
//! Every change writes an event in its own transaction; a change that says nothing about itself is refused, so the
//! timeline and "what changed" can never miss one.

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{ListPermit, Permit, Read, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::ids::{ImportId, PersonId, RowId};
use crate::schema::{event, person_summary};

/// What kind of thing happened. The stored code never changes; the words may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    RecordStarted,
    RecordWithdrawn,
    FactRecorded,
    CareRecorded,
    DatedFactRecorded,
    EvidenceRecorded,
    ReturnRowRecorded,
    RelationshipStarted,
    RelationshipEnded,
    RestrictionSet,
    StatusChanged,
    ImportUndone,
    SignInChanged,
    ClaimRecorded,
    PaperRecorded,
    PromiseReminded,
    PlanChanged,
    AssessmentRecorded,
    GoingRecorded,
    ScaleRecorded,
    ReplyRecorded,
    ShareDecided,
    DisclosureRecorded,
    MeetingChanged,
    PackMade,
}

impl EventKind {
    pub const ALL: &'static [Self] = &[
        Self::RecordStarted,
        Self::RecordWithdrawn,
        Self::FactRecorded,
        Self::CareRecorded,
        Self::DatedFactRecorded,
        Self::EvidenceRecorded,
        Self::ReturnRowRecorded,
        Self::RelationshipStarted,
        Self::RelationshipEnded,
        Self::RestrictionSet,
        Self::StatusChanged,
        Self::ImportUndone,
        Self::SignInChanged,
        Self::ClaimRecorded,
        Self::PaperRecorded,
        Self::PromiseReminded,
        Self::PlanChanged,
        Self::AssessmentRecorded,
        Self::GoingRecorded,
        Self::ScaleRecorded,
        Self::ReplyRecorded,
        Self::ShareDecided,
        Self::DisclosureRecorded,
        Self::MeetingChanged,
        Self::PackMade,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::RecordStarted => "record_started",
            Self::RecordWithdrawn => "record_withdrawn",
            Self::FactRecorded => "fact_recorded",
            Self::CareRecorded => "care_recorded",
            Self::DatedFactRecorded => "dated_fact_recorded",
            Self::EvidenceRecorded => "evidence_recorded",
            Self::ReturnRowRecorded => "return_row_recorded",
            Self::RelationshipStarted => "relationship_started",
            Self::RelationshipEnded => "relationship_ended",
            Self::RestrictionSet => "restriction_set",
            Self::StatusChanged => "status_changed",
            Self::ImportUndone => "import_undone",
            Self::SignInChanged => "sign_in_changed",
            Self::ClaimRecorded => "claim_recorded",
            Self::PaperRecorded => "paper_recorded",
            Self::PromiseReminded => "promise_reminded",
            Self::PlanChanged => "plan_changed",
            Self::AssessmentRecorded => "assessment_recorded",
            Self::GoingRecorded => "going_recorded",
            Self::ScaleRecorded => "scale_recorded",
            Self::ReplyRecorded => "reply_recorded",
            Self::ShareDecided => "share_decided",
            Self::DisclosureRecorded => "disclosure_recorded",
            Self::MeetingChanged => "meeting_changed",
            Self::PackMade => "pack_made",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Something that happened, before it is stored.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub kind: EventKind,
    pub happened_on: Date,
    /// One plain sentence, readable by the young person.
    pub says: String,
    /// Field names and row ids, for the machine.
    pub detail: serde_json::Value,
    pub import: Option<ImportId>,
}

impl NewEvent {
    pub fn new(kind: EventKind, happened_on: Date, says: impl Into<String>) -> Self {
        Self { kind, happened_on, says: says.into(), detail: serde_json::Value::Null, import: None }
    }

    pub fn with(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    pub fn from_import(mut self, import: Option<&ImportId>) -> Self {
        self.import = import.cloned();
        self
    }
}

/// A stored event.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = event)]
pub struct Event {
    pub id: String,
    pub person_id: String,
    pub kind: String,
    pub happened_on: Day,
    pub recorded_at: i64,
    pub recorded_by: String,
    pub says: String,
    pub detail: String,
}

#[derive(Insertable)]
#[diesel(table_name = event, treat_none_as_default_value = false)]
struct Row {
    id: String,
    person_id: String,
    kind: &'static str,
    happened_on: Day,
    recorded_at: i64,
    recorded_by: String,
    says: String,
    detail: String,
    import_id: Option<String>,
}

impl Tx<'_> {
    /// Says what this change was. Goes into the person's timeline and marks the change as spoken for.
    pub fn record(&mut self, person: &PersonId, happened: NewEvent) -> Result<()> {
        self.record_all(vec![(person.clone(), happened)])
    }

    /// Many at once, for imports and the demonstration council.
    pub fn record_all(&mut self, happened: Vec<(PersonId, NewEvent)>) -> Result<()> {
        let (by, at) = (self.by(), self.now_micros());
        let rows: Vec<Row> = happened.into_iter().map(|(person, new)| row(person, new, &by, at)).collect();
        self.events += rows.len();
        for part in rows.chunks(2000) {
            on_each_engine!(&mut *self.reading.conn, c => diesel::insert_into(event::table).values(part).execute(c))?;
        }
        Ok(())
    }

    /// Marks that personal data is being changed; committing then demands an event.
    pub(crate) fn touched(&mut self) {
        self.changed = true;
    }

    pub(crate) fn check_it_said_what_it_did(&self) -> Result<()> {
        if self.changed && self.events == 0 {
            return Err(Error::Other(anyhow::anyhow!("a change to a record recorded no event")));
        }
        Ok(())
    }
}

fn row(person: PersonId, new: NewEvent, by: &str, at: i64) -> Row {
    Row {
        id: RowId::fresh().to_string(),
        person_id: person.to_string(),
        kind: new.kind.code(),
        happened_on: Day(new.happened_on),
        recorded_at: at,
        recorded_by: by.to_owned(),
        says: new.says,
        detail: new.detail.to_string(),
        import_id: new.import.map(|id| id.to_string()),
    }
}

/// A person's events, newest first.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Read>, limit: i64) -> Result<Vec<Event>> {
    Ok(event::table
        .filter(event::person_id.eq(permit.person().as_str()))
        .order((event::recorded_at.desc(), event::happened_on.desc()))
        .limit(limit)
        .select(Event::as_select())
        .load(r.conn)?)
}

/// What changed on the records in reach since an instant, newest first, with each person's shown name.
pub fn since(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    since: jiff::Timestamp,
    limit: i64,
) -> Result<Vec<(Event, String)>> {
    let since = crate::db::micros(since);
    let lens = r.lens(permit)?;
    let changed: Vec<(String, String)> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::last_changed_at.ge(since))
        .order(person_summary::last_changed_at.desc())
        .limit(limit)
        .select((person_summary::person_id, person_summary::shown_name))
        .load(r.conn)?;
    let shown: Vec<PersonId> = changed.iter().map(|(id, _)| PersonId::stored(id.clone())).collect();
    let events: Vec<Event> = event::table
        .filter(event::person_id.eq_any(changed.iter().map(|(id, _)| id)))
        .filter(event::recorded_at.ge(since))
        .order(event::recorded_at.desc())
        .limit(limit)
        .select(Event::as_select())
        .load(r.conn)?;
    r.note_list(permit, "list", &shown)?;
    let name = |id: &str| changed.iter().find(|(person, _)| person == id).map(|(_, name)| name.clone());
    Ok(events.into_iter().filter_map(|event| name(&event.person_id).map(|name| (event, name))).collect())
}

/// One person whose record changed, with what was written down.
#[derive(Debug, Clone)]
pub struct Changed {
    pub person_id: String,
    pub name: String,
    /// Newest first, and no more than a reader takes in.
    pub events: Vec<Event>,
    /// How many there are besides.
    pub more: i64,
}

/// People a page of changes shows (ACC-17), and what it tells of each.
const MOST_PEOPLE: i64 = 50;
const MOST_OF_EACH: usize = 12;
const MOST_EVENTS: i64 = 5000;

/// What changed on the records in reach since an instant, by person, the latest changed first (S04).
pub fn by_person(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    since: jiff::Timestamp,
) -> Result<Vec<Changed>> {
    let since = crate::db::micros(since);
    let lens = r.lens(permit)?;
    let people: Vec<(String, String)> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::last_changed_at.ge(since))
        .order(person_summary::last_changed_at.desc())
        .limit(MOST_PEOPLE)
        .select((person_summary::person_id, person_summary::shown_name))
        .load(r.conn)?;
    let shown: Vec<PersonId> = people.iter().map(|(id, _)| PersonId::stored(id.clone())).collect();
    let events: Vec<Event> = event::table
        .filter(event::person_id.eq_any(people.iter().map(|(id, _)| id)))
        .filter(event::recorded_at.ge(since))
        .order(event::recorded_at.desc())
        .limit(MOST_EVENTS)
        .select(Event::as_select())
        .load(r.conn)?;
    r.note_list(permit, "list", &shown)?;
    Ok(people.into_iter().map(|(id, name)| changed(id, name, &events)).collect())
}

fn changed(person_id: String, name: String, events: &[Event]) -> Changed {
    let of = events.iter().filter(|event| event.person_id == person_id);
    let all = of.clone().count();
    let events: Vec<Event> = of.take(MOST_OF_EACH).cloned().collect();
    let more = i64::try_from(all - events.len()).unwrap_or(i64::MAX);
    Changed { person_id, name, events, more }
}
