//! Appointments: a visit, call or meeting agreed for a day still to come (S02, S14, Y04). The clocks read each as planned,
//! which never counts as done; recording what came of it takes its place.

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::clocks::{EvidenceKind, Outcome};
use waymark_rules::dates::add_days;

use crate::access::{Checked, ListPermit, Permit, Read, Write, class};
use crate::contacts::Way;
use crate::db::{Day, Reading, Tx};
use crate::error::Result;
use crate::evidence::{self, Kept, NewEvidence};
use crate::ids::{PersonId, RowId};
use crate::schema::{evidence as evidence_table, person_summary};

/// What was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAppointment {
    pub on: Date,
    pub way: Way,
    /// As people say it: "2:30pm". Empty where no time was agreed.
    pub at: String,
    /// Where to meet, in words both would know.
    pub place: String,
}

#[derive(Serialize, Deserialize)]
struct Detail {
    way: Way,
    at: String,
    place: String,
}

/// An appointment that still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub id: String,
    pub on: Date,
    pub way: Way,
    pub at: String,
    pub place: String,
}

impl Appointment {
    fn of(kept: &Kept) -> Option<Self> {
        let detail: Detail = kept.detail()?;
        let id = kept.series.clone();
        Some(Self { id, on: kept.happened_on.0, way: detail.way, at: detail.at, place: detail.place })
    }
}

impl NewAppointment {
    pub(crate) fn evidence(&self) -> NewEvidence {
        let detail = Detail { way: self.way, at: self.at.clone(), place: self.place.clone() };
        NewEvidence::done(EvidenceKind::Contact, self.on, format!("Planned: {}", self.way.in_a_sentence()))
            .came_to(Outcome::Planned)
            .with(self.way.marks())
            .detailed(serde_json::to_value(detail).unwrap_or_default())
    }
}

/// Agrees a day. The lists and the young person's Home show it from now on.
pub fn agree(tx: &mut Tx<'_>, permit: &Permit<class::CaseNotes, Write>, new: &NewAppointment) -> Result<RowId> {
    evidence::record(tx, permit, &new.evidence())
}

/// Calls one off. It stays readable as taken back.
pub fn call_off(tx: &mut Tx<'_>, permit: &Permit<class::CaseNotes, Write>, id: &str) -> Result<()> {
    evidence::take_back(tx, permit, id, "this meeting was called off")
}

/// What was planned has come about, or a try at it has: the contact that was recorded stands in its place.
pub fn came_about(tx: &mut Tx<'_>, permit: &Permit<class::CaseNotes, Write>, id: &str) -> Result<()> {
    evidence::close_planned(tx, permit, id)
}

/// The appointments of one person that are still to come, soonest first.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::CaseNotes, Read>) -> Result<Vec<Appointment>> {
    coming(r, permit.person())
}

/// The same for the young person: what was agreed with them is theirs to read.
pub fn theirs(r: &mut Reading<'_>, permit: &Checked<class::CaseNotes>) -> Result<Vec<Appointment>> {
    coming(r, permit.person())
}

fn coming(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Appointment>> {
    let rows: Vec<Kept> = evidence_table::table
        .filter(evidence_table::person_id.eq(person.as_str()))
        .filter(evidence_table::kind.eq(evidence::code(EvidenceKind::Contact)))
        .filter(evidence_table::outcome.eq(evidence::code(Outcome::Planned)))
        .filter(evidence_table::superseded_at.is_null())
        .filter(evidence_table::happened_on.ge(Day(r.today())))
        .order((evidence_table::happened_on, evidence_table::recorded_at))
        .select(Kept::as_select())
        .load(r.conn)?;
    Ok(rows.iter().filter_map(Appointment::of).collect())
}

/// Somebody's appointment in a list of a worker's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    pub person_id: String,
    pub name: String,
    pub appointment: Appointment,
}

/// The appointments of one adviser's people from today on, for so many days (S02).
pub fn of_adviser(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::CaseNotes>,
    adviser: &str,
    days: i32,
) -> Result<Vec<Coming>> {
    let (lens, today) = (r.lens(permit)?, r.today());
    let people: Vec<(String, String)> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::adviser_id.eq(adviser.to_owned()))
        .select((person_summary::person_id, person_summary::shown_name))
        .load(r.conn)?;
    let rows: Vec<Kept> = evidence_table::table
        .filter(evidence_table::person_id.eq_any(people.iter().map(|(id, _)| id)))
        .filter(evidence_table::kind.eq(evidence::code(EvidenceKind::Contact)))
        .filter(evidence_table::outcome.eq(evidence::code(Outcome::Planned)))
        .filter(evidence_table::superseded_at.is_null())
        .filter(evidence_table::happened_on.between(Day(today), Day(add_days(today, days))))
        .order((evidence_table::happened_on, evidence_table::recorded_at))
        .select(Kept::as_select())
        .load(r.conn)?;
    let shown: Vec<PersonId> = rows.iter().map(|row| PersonId::stored(row.person_id.clone())).collect();
    r.note_list(permit, "list", &shown)?;
    Ok(rows.iter().filter_map(|row| named(row, &people)).collect())
}

fn named(row: &Kept, people: &[(String, String)]) -> Option<Coming> {
    let (person_id, name) = people.iter().find(|(id, _)| *id == row.person_id)?.clone();
    Some(Coming { person_id, name, appointment: Appointment::of(row)? })
}
