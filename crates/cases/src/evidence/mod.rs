//! What was recorded that the clocks of the law read: visits, homes, plans approved, requests, reasons (rules.md §5).
//!
//! Each kind belongs to a class of data, so that a permit for one class never opens another. What is already said
//! elsewhere in the record is not asked for again: [`derived`] reads it from there.

mod derived;

use diesel::prelude::*;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Marks, Outcome};

pub(crate) use derived::{Elsewhere, RowSeen, TieSeen, derive, with_elsewhere};

use crate::access::class::DataClass;
use crate::access::{Class, Permit, Read, Write};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::ids::{PersonId, RowId};
use crate::schema::evidence;

/// Something about to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvidence {
    pub kind: EvidenceKind,
    pub on: Date,
    pub until: Option<Date>,
    pub outcome: Outcome,
    pub at_home: Option<String>,
    pub about: Option<String>,
    pub clock: Option<String>,
    pub decided_by: Option<String>,
    pub marks: Marks,
    pub words: Option<String>,
    /// What the page asked beside this, such as an address or a score.
    pub detail: serde_json::Value,
    /// How the timeline says it, readable by the young person.
    pub says: String,
    /// The name it is called by, for somebody who tells several things of each other at once.
    pub(crate) series: Option<RowId>,
    /// When it was written down, if not now: for a history that is told whole.
    pub(crate) written_at: Option<i64>,
}

impl NewEvidence {
    /// Something done on a day.
    pub fn done(kind: EvidenceKind, on: Date, says: impl Into<String>) -> Self {
        Self {
            kind,
            on,
            until: None,
            outcome: Outcome::Done,
            at_home: None,
            about: None,
            clock: None,
            decided_by: None,
            marks: Marks::NONE,
            words: None,
            detail: serde_json::Value::Null,
            says: says.into(),
            series: None,
            written_at: None,
        }
    }

    #[must_use]
    pub fn with(mut self, marks: &[Mark]) -> Self {
        self.marks = self.marks.and(Marks::of(marks));
        self
    }

    #[must_use]
    pub const fn until(mut self, until: Option<Date>) -> Self {
        self.until = until;
        self
    }

    #[must_use]
    pub const fn came_to(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    #[must_use]
    pub fn at(mut self, home: impl Into<String>) -> Self {
        self.at_home = Some(home.into());
        self
    }

    #[must_use]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.about = Some(id.into());
        self
    }

    #[must_use]
    pub fn saying(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into()).filter(|words: &String| !words.trim().is_empty());
        self
    }

    /// As the clocks would read it, called by its own name or by this one.
    pub(crate) fn evidence(&self, unnamed: &str) -> Evidence {
        Evidence {
            id: self.series.as_ref().map_or_else(|| unnamed.to_owned(), ToString::to_string),
            kind: self.kind,
            on: self.on,
            until: self.until,
            recorded_on: None,
            outcome: self.outcome,
            at_home: self.at_home.clone(),
            about: self.about.clone(),
            clock: self.clock.clone(),
            by: self.decided_by.clone(),
            marks: self.marks,
            words: self.words.clone(),
        }
    }

    /// The line it leaves on the timeline.
    pub(crate) fn event(&self) -> NewEvent {
        NewEvent::new(EventKind::EvidenceRecorded, self.on, self.says.clone())
    }

    #[must_use]
    pub fn detailed(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }
}

/// A row as it is stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = evidence)]
pub struct Kept {
    pub id: String,
    /// The id of its first version, which stays when it is put right.
    pub series: String,
    pub person_id: String,
    pub kind: String,
    pub class: String,
    pub happened_on: Day,
    pub until_on: Option<Day>,
    pub outcome: String,
    pub at_home: Option<String>,
    pub about: Option<String>,
    pub clock: Option<String>,
    pub decided_by: Option<String>,
    pub marks: String,
    pub words: Option<String>,
    pub detail: String,
    pub recorded_at: i64,
    pub recorded_by: String,
    pub superseded_at: Option<i64>,
}

impl Kept {
    /// As the clocks read it. `None` for a kind this version does not know.
    pub fn evidence(&self) -> Option<Evidence> {
        Some(Evidence {
            id: self.series.clone(),
            kind: from_code(&self.kind)?,
            on: self.happened_on.0,
            until: self.until_on.map(|day| day.0),
            recorded_on: Some(crate::clock::day_of(crate::db::instant(self.recorded_at))),
            outcome: from_code(&self.outcome)?,
            at_home: self.at_home.clone(),
            about: self.about.clone(),
            clock: self.clock.clone(),
            by: self.decided_by.clone(),
            marks: marks_from(&self.marks),
            words: self.words.clone(),
        })
    }

    pub fn kind(&self) -> Option<EvidenceKind> {
        from_code(&self.kind)
    }

    pub fn outcome(&self) -> Outcome {
        from_code(&self.outcome).unwrap_or_default()
    }

    pub fn has(&self, mark: Mark) -> bool {
        marks_from(&self.marks).has(mark)
    }

    /// What the page asked beside the clocks' own questions.
    pub fn detail<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.detail).ok()
    }
}

/// The stored name of a kind, an outcome or a mark: the name the law's own files use.
pub fn code(of: impl Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// What a stored name stands for.
pub fn from_code<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

fn marks_from(text: &str) -> Marks {
    let marks: Vec<Mark> = text.split_whitespace().filter_map(from_code).collect();
    Marks::of(&marks)
}

/// Which class of data a kind belongs to (assurance §2.2).
pub const fn class_of(kind: EvidenceKind) -> Class {
    use EvidenceKind as E;
    match kind {
        E::HealthAssessment
        | E::Sdq
        | E::DentalCheck
        | E::HealthSummary
        | E::Hospital
        | E::DischargePlan
        | E::PregnancyOrBirth
        | E::DeprivationOfLiberty
        | E::LibertyReview
        | E::RestrictionsEnded => Class::Health,
        E::ImmigrationLeave
        | E::InsecureStatus
        | E::LeaveApplication
        | E::ImmigrationDecision
        | E::AppealLodged
        | E::AgeDisputed
        | E::AgeStrategyMeeting
        | E::AppealRightsExhausted
        | E::HumanRightsStarted
        | E::HumanRightsAssessment
        | E::TriplePlan => Class::Immigration,
        E::Home
        | E::LearningOrWork
        | E::ProgressCheck
        | E::HomelessnessRisk
        | E::HousingReferral
        | E::HousingMeeting
        | E::HomePlan
        | E::HomeReview
        | E::HomeLost
        | E::EducationPlan
        | E::ReleaseHomeConfirmed
        | E::TemporaryHousingAgreed
        | E::TemporaryHousingNotified => Class::EducationWorkHousing,
        E::Oversight
        | E::SubmittedForApproval
        | E::ApprovalDecided
        | E::OverLimit
        | E::Reallocated
        | E::PerformanceMeeting
        | E::ManagerTold
        | E::LostTouchReview => Class::ManagementOversight,
        E::Supervision | E::GroupSupervision | E::PracticeObserved | E::SupervisionObserved => Class::SupervisionNotes,
        E::Audit | E::AuditMeeting => Class::Audits,
        E::Contact | E::Offer | E::Card | E::ReturnConversation | E::ReasonableSteps | E::VisitRequested => {
            Class::CaseNotes
        }
        E::BenefitClaimed | E::SavingsTold | E::SavingsAccess | E::SavingsChased => Class::Money,
        E::IdentityReady => Class::OwnDocuments,
        E::Consent => Class::Permissions,
        E::RecordRequested
        | E::RecordRequestPaused
        | E::RecordRequestExtended
        | E::RecordGiven
        | E::RecordDestroyed => Class::WholeRecordExport,
        _ => Class::Plan,
    }
}

#[derive(Insertable)]
#[diesel(table_name = evidence, treat_none_as_default_value = false)]
pub(crate) struct EvidenceRow {
    id: String,
    pub(crate) series: String,
    pub(crate) person_id: String,
    kind: String,
    class: &'static str,
    pub(crate) happened_on: Day,
    until_on: Option<Day>,
    pub(crate) outcome: String,
    at_home: Option<String>,
    about: Option<String>,
    clock: Option<String>,
    decided_by: Option<String>,
    pub(crate) marks: String,
    words: Option<String>,
    pub(crate) detail: String,
    recorded_at: i64,
    recorded_by: String,
}

impl EvidenceRow {
    pub(crate) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewEvidence) -> Self {
        let id = new.series.clone().unwrap_or_else(RowId::fresh).to_string();
        Self {
            series: id.clone(),
            id,
            person_id: person.to_string(),
            kind: code(new.kind),
            class: class_of(new.kind).code(),
            happened_on: Day(new.on),
            until_on: new.until.map(Day),
            outcome: code(new.outcome),
            at_home: new.at_home.clone(),
            about: new.about.clone(),
            clock: new.clock.clone(),
            decided_by: new.decided_by.clone(),
            marks: new.marks.iter().map(code).collect::<Vec<_>>().join(" "),
            words: new.words.clone(),
            detail: new.detail.to_string(),
            recorded_at: new.written_at.unwrap_or_else(|| tx.stamp()),
            recorded_by: tx.by(),
        }
    }
}

pub(crate) fn insert_rows(tx: &mut Tx<'_>, rows: &[EvidenceRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(1500) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(evidence::table).values(part).execute(c))?;
    }
    Ok(())
}

/// Records something; the clocks, and what lists show of them, follow in the same transaction.
pub fn record<C: DataClass>(tx: &mut Tx<'_>, permit: &Permit<C, Write>, new: &NewEvidence) -> Result<RowId> {
    if class_of(new.kind) != C::CLASS {
        return Err(Error::NotFound);
    }
    store(tx, permit.person(), new)
}

pub(crate) fn store(tx: &mut Tx<'_>, person: &PersonId, new: &NewEvidence) -> Result<RowId> {
    no_nonsense(tx, person, new)?;
    let row = EvidenceRow::new(tx, person, new);
    let id = RowId::stored(row.series.clone());
    insert_rows(tx, &[row])?;
    let event = new.event().with(serde_json::json!({ "evidence": id.as_str() }));
    tx.record(person, event)?;
    tx.audit_change(person, class_of(new.kind).code(), &code(new.kind))?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(id)
}

/// What contradicts itself or the record is refused with the way out; a page asks before it comes to this.
fn no_nonsense(tx: &mut Tx<'_>, person: &PersonId, new: &NewEvidence) -> Result<()> {
    if new.until.is_some_and(|until| until < new.on) {
        return Err(Error::Contradicts("It cannot end before it began. Check both dates.".into()));
    }
    if new.on > tx.today() && new.outcome != Outcome::Planned {
        return Err(Error::Contradicts("That day is still to come. Record it as planned, or check the date.".into()));
    }
    if let Some(born_on) = crate::facts::standing(tx, person)?.born_on().filter(|born_on| new.on < *born_on) {
        let born = waymark_rules::words::long_date(born_on);
        return Err(Error::Contradicts(format!("That is before they were born ({born}). Check the date.")));
    }
    Ok(())
}

/// Ends something that was still going on, as a home or a course. The earlier version stays.
pub fn end<C: DataClass>(tx: &mut Tx<'_>, permit: &Permit<C, Write>, id: &str, on: Date, says: &str) -> Result<()> {
    end_as(tx, permit, id, on, Marks::NONE, says)
}

/// As [`end`], with what is true of how it ended: a job that was lost.
pub fn end_as<C: DataClass>(
    tx: &mut Tx<'_>,
    permit: &Permit<C, Write>,
    id: &str,
    on: Date,
    marks: Marks,
    says: &str,
) -> Result<()> {
    let kept = standing_row(tx, permit, id)?;
    if on < kept.happened_on.0 {
        return Err(Error::Contradicts("It cannot end before it began. Check both dates.".into()));
    }
    let mut row = again(tx, &kept);
    row.until_on = Some(Day(on));
    row.marks = marks_from(&kept.marks).and(marks).iter().map(code).collect::<Vec<_>>().join(" ");
    replace(tx, permit.person(), &kept, row, NewEvent::new(EventKind::EvidenceRecorded, on, says))
}

/// Takes back what was recorded by mistake: it stops counting and stays readable.
pub fn take_back<C: DataClass>(tx: &mut Tx<'_>, permit: &Permit<C, Write>, id: &str, why: &str) -> Result<()> {
    let kept = standing_row(tx, permit, id)?;
    tx.touched();
    let by = tx.by();
    supersede(tx, &kept.id, &by)?;
    let event = NewEvent::new(EventKind::EvidenceRecorded, kept.happened_on.0, format!("Taken back: {why}"));
    tx.record(permit.person(), event)?;
    tx.audit_change(permit.person(), C::CLASS.code(), "taken back")?;
    crate::summary::refresh(tx, std::slice::from_ref(permit.person()))
}

/// What stands of one kind, for a room that keeps its own records as evidence and checks access itself.
pub(crate) fn standing_of_kind(r: &mut Reading<'_>, person: &PersonId, kind: EvidenceKind) -> Result<Vec<Kept>> {
    Ok(evidence::table
        .filter(evidence::person_id.eq(person.as_str()))
        .filter(evidence::kind.eq(code(kind)))
        .filter(evidence::superseded_at.is_null())
        .order((evidence::happened_on.desc(), evidence::recorded_at.desc()))
        .select(Kept::as_select())
        .load(r.conn)?)
}

/// Ends something from a day on, with more to say of it. The earlier version stays.
pub(crate) fn end_with_detail(
    tx: &mut Tx<'_>,
    person: &PersonId,
    kept: &Kept,
    on: Date,
    detail: serde_json::Value,
    says: &str,
) -> Result<()> {
    let mut row = again(tx, kept);
    row.until_on = Some(Day(on));
    row.detail = detail.to_string();
    replace(tx, person, kept, row, NewEvent::new(EventKind::EvidenceRecorded, on, says))
}

/// What was planned came to be, or is planned anew: the same series goes on as `change` says. The earlier version stays.
pub(crate) fn came_to_be(
    tx: &mut Tx<'_>,
    person: &PersonId,
    series: &str,
    change: impl FnOnce(&mut EvidenceRow),
    says: &str,
) -> Result<()> {
    let kept: Kept = evidence::table
        .filter(evidence::series.eq(series))
        .filter(evidence::person_id.eq(person.as_str()))
        .filter(evidence::superseded_at.is_null())
        .select(Kept::as_select())
        .first(tx.reading.conn)
        .optional()?
        .ok_or(Error::NotFound)?;
    let mut row = again(tx, &kept);
    change(&mut row);
    let on = row.happened_on.0.min(tx.today());
    replace(tx, person, &kept, row, NewEvent::new(EventKind::EvidenceRecorded, on, says))
}

/// What was planned gives way to the record of what came of it, which the same transaction makes.
pub(crate) fn close_planned<C: DataClass>(tx: &mut Tx<'_>, permit: &Permit<C, Write>, id: &str) -> Result<()> {
    let kept = standing_row(tx, permit, id)?;
    if kept.outcome() != Outcome::Planned {
        return Err(Error::NotFound);
    }
    tx.touched();
    let by = tx.by();
    supersede(tx, &kept.id, &by)?;
    crate::summary::refresh(tx, std::slice::from_ref(permit.person()))
}

/// Takes back what another room told the clocks and does not want any more, as a step that is put away. The young person
/// may do that as well, in their own plan.
pub(crate) fn withdraw(tx: &mut Tx<'_>, person: &PersonId, series: &str, says: &str) -> Result<()> {
    let kept: Option<Kept> = evidence::table
        .filter(evidence::series.eq(series))
        .filter(evidence::person_id.eq(person.as_str()))
        .filter(evidence::superseded_at.is_null())
        .select(Kept::as_select())
        .first(tx.reading.conn)
        .optional()?;
    let Some(kept) = kept else { return Ok(()) };
    tx.touched();
    let by = tx.by();
    supersede(tx, &kept.id, &by)?;
    tx.record(person, NewEvent::new(EventKind::EvidenceRecorded, tx.today(), says))?;
    tx.audit_change(person, &kept.class, "taken back")
}

fn standing_row<C: DataClass>(tx: &mut Tx<'_>, permit: &Permit<C, Write>, id: &str) -> Result<Kept> {
    evidence::table
        .filter(evidence::series.eq(id))
        .filter(evidence::person_id.eq(permit.person().as_str()))
        .filter(evidence::class.eq(C::CLASS.code()))
        .filter(evidence::superseded_at.is_null())
        .select(Kept::as_select())
        .first(tx.reading.conn)
        .optional()?
        .ok_or(Error::NotFound)
}

fn again(tx: &Tx<'_>, kept: &Kept) -> EvidenceRow {
    EvidenceRow {
        id: RowId::fresh().to_string(),
        series: kept.series.clone(),
        person_id: kept.person_id.clone(),
        kind: kept.kind.clone(),
        class: kept.kind().map_or("", |kind| class_of(kind).code()),
        happened_on: kept.happened_on,
        until_on: kept.until_on,
        outcome: kept.outcome.clone(),
        at_home: kept.at_home.clone(),
        about: kept.about.clone(),
        clock: kept.clock.clone(),
        decided_by: kept.decided_by.clone(),
        marks: kept.marks.clone(),
        words: kept.words.clone(),
        detail: kept.detail.clone(),
        recorded_at: tx.stamp(),
        recorded_by: tx.by(),
    }
}

fn replace(tx: &mut Tx<'_>, person: &PersonId, old: &Kept, new: EvidenceRow, event: NewEvent) -> Result<()> {
    let (id, class) = (new.id.clone(), new.class);
    insert_rows(tx, &[new])?;
    supersede(tx, &old.id, &id)?;
    tx.record(person, event.with(serde_json::json!({ "evidence": old.series })))?;
    tx.audit_change(person, class, &old.kind)?;
    crate::summary::refresh(tx, std::slice::from_ref(person))
}

fn supersede(tx: &mut Tx<'_>, old: &str, by: &str) -> Result<()> {
    let at = tx.stamp();
    diesel::update(evidence::table.find(old))
        .set((evidence::superseded_at.eq(at), evidence::superseded_by.eq(by)))
        .execute(tx.reading.conn)?;
    Ok(())
}

/// What stands of one class, latest first.
pub fn of_class<C: DataClass>(r: &mut Reading<'_>, permit: &Permit<C, Read>) -> Result<Vec<Kept>> {
    Ok(evidence::table
        .filter(evidence::person_id.eq(permit.person().as_str()))
        .filter(evidence::class.eq(C::CLASS.code()))
        .filter(evidence::superseded_at.is_null())
        .order((evidence::happened_on.desc(), evidence::recorded_at.desc()))
        .select(Kept::as_select())
        .load(r.conn)?)
}

/// Everything that stands about these people, for the clocks.
pub(crate) fn standing_of(r: &mut Reading<'_>, people: &[&str]) -> Result<Vec<Kept>> {
    Ok(evidence::table
        .filter(evidence::person_id.eq_any(people))
        .filter(evidence::superseded_at.is_null())
        .order((evidence::happened_on, evidence::recorded_at))
        .select(Kept::as_select())
        .load(r.conn)?)
}
