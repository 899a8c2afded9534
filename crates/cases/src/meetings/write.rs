//! Writing about a review. Each hand writes what is its own: they plan it and answer the decisions; a worker arranges it and
//! writes the report; only the reviewing officer finishes a review of care; a manager answers the decisions.

use diesel::prelude::*;
use waymark_rules::clocks::{EvidenceKind, Mark, Outcome};
use waymark_rules::dates::age_on;
use waymark_rules::taking_part::participation;

use super::entries::{Arrangement, Entry, EntryRow, Place, Voice, insert_rows};
use super::read::{Meeting, all};
use crate::access::{AddOwnWords, Approve, Permit, RelationshipKind, Who, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::evidence::{self, NewEvidence};
use crate::ids::{PersonId, RowId};
use crate::schema::meeting;

/// Who writes, and on what grounds.
#[derive(Debug)]
pub enum Hand {
    /// The young person, at their own door.
    Themselves(Permit<class::Plan, AddOwnWords>),
    Worker(Permit<class::Plan, Write>),
    /// Appointed to review their care (INF-20: while they are in care).
    ReviewingOfficer(Permit<class::Plan, AddOwnWords>),
    Manager(Permit<class::Plan, Approve>),
}

impl Hand {
    pub fn person(&self) -> &PersonId {
        match self {
            Self::Themselves(permit) | Self::ReviewingOfficer(permit) => permit.person(),
            Self::Worker(permit) => permit.person(),
            Self::Manager(permit) => permit.person(),
        }
    }

    /// Whether this is theirs to write about this review.
    pub fn may_write(&self, meeting: &Meeting, entry: &Entry) -> bool {
        let of_care = meeting.arrangement.kind.is_of_care();
        match (self, entry) {
            (Self::Themselves(_), Entry::Wish { .. } | Entry::Number { .. } | Entry::Answer { .. }) => true,
            (Self::Themselves(_), _) => false,
            (Self::Worker(_), Entry::SpokenWith { .. } | Entry::Answered { .. } | Entry::Answer { .. }) => false,
            (Self::Worker(_), Entry::Closed) => !of_care,
            (Self::Worker(_), _) => true,
            (Self::ReviewingOfficer(_), Entry::Answered { .. } | Entry::Answer { .. }) => false,
            (Self::ReviewingOfficer(_), _) => of_care,
            (Self::Manager(_), Entry::Answered { .. }) => of_care,
            (Self::Manager(_), _) => false,
        }
    }
}

/// The hand this visitor has in reviews of one person. Whoever has none is told what a stranger is told (ACC-10).
pub fn hand(r: &mut Reading<'_>, person: &PersonId) -> Result<Hand> {
    match hand_if_any(r, person)? {
        Some(hand) => Ok(hand),
        None => r.permit::<class::Plan, Approve>(person).map(Hand::Manager),
    }
}

/// As [`hand`], for the pages that many only read: having none is no refusal.
pub fn hand_if_any(r: &mut Reading<'_>, person: &PersonId) -> Result<Option<Hand>> {
    if let Some(permit) = r.permit_if_allowed::<class::Plan, Write>(person)? {
        return Ok(Some(Hand::Worker(permit)));
    }
    if let Some(permit) = r.permit_if_allowed::<class::Plan, AddOwnWords>(person)? {
        if matches!(permit.holder(), Who::YoungPerson(own) if own == person) {
            return Ok(Some(Hand::Themselves(permit)));
        }
        if permit.grounds().relationship == RelationshipKind::ReviewingOfficerAppointment {
            return Ok(Some(Hand::ReviewingOfficer(permit)));
        }
    }
    Ok(r.permit_if_allowed::<class::Plan, Approve>(person)?.map(Hand::Manager))
}

/// They ask for a review, at any time; its clock starts (CLK-11).
pub fn ask(tx: &mut Tx<'_>, hand: &Hand, words: &str) -> Result<RowId> {
    if matches!(hand, Hand::Manager(_)) {
        return Err(Error::NotFound);
    }
    let asked = NewEvidence::done(EvidenceKind::ReviewRequested, tx.today(), "A review of the plan was asked for");
    evidence::store(tx, hand.person(), &asked.saying(words))
}

/// Sets one up. A request that waits is answered by it (CLK-11.arranged).
pub fn set_up(tx: &mut Tx<'_>, hand: &Hand, new: &Arrangement) -> Result<RowId> {
    let allowed = match hand {
        Hand::Worker(_) => true,
        Hand::ReviewingOfficer(_) => new.kind.is_of_care(),
        Hand::Themselves(_) | Hand::Manager(_) => false,
    };
    if !allowed {
        return Err(Error::NotFound);
    }
    let person = hand.person().clone();
    let id = RowId::fresh();
    let care = planned(tx, &person, new, new.kind.is_of_care(), EvidenceKind::CareReview)?;
    let plan = planned(tx, &person, new, new.kind.is_of_the_plan(), EvidenceKind::Review)?;
    arranged_as_asked(tx, &person, new)?;
    let row = MeetingRow {
        id: id.to_string(),
        person_id: person.to_string(),
        kind: new.kind.code(),
        planned_on: Day(new.on),
        held_on: None,
        report_shared_at: None,
        decisions_shared_at: None,
        closed_at: None,
        care_evidence: care,
        plan_evidence: plan,
        set_up_at: tx.stamp(),
        set_up_by: tx.by(),
    };
    insert_meetings(tx, &[row])?;
    keep(tx, &person, id.as_str(), 1, String::new(), &Entry::Arranged { arrangement: new.clone() })?;
    crate::summary::refresh(tx, std::slice::from_ref(&person))?;
    Ok(id)
}

fn planned(
    tx: &mut Tx<'_>,
    person: &PersonId,
    new: &Arrangement,
    wanted: bool,
    kind: EvidenceKind,
) -> Result<Option<String>> {
    if !wanted {
        return Ok(None);
    }
    let evidence = NewEvidence::done(kind, new.on, "A review is planned").came_to(Outcome::Planned);
    evidence::store(tx, person, &evidence).map(|id| Some(id.to_string()))
}

/// Each request that nobody arranged anything for yet has its answer now.
fn arranged_as_asked(tx: &mut Tx<'_>, person: &PersonId, new: &Arrangement) -> Result<()> {
    if !new.kind.is_of_the_plan() {
        return Ok(());
    }
    let answered: Vec<String> = evidence::standing_of_kind(tx, person, EvidenceKind::ReviewArranged)?
        .into_iter()
        .filter_map(|one| one.about)
        .collect();
    for asked in evidence::standing_of_kind(tx, person, EvidenceKind::ReviewRequested)? {
        if !answered.contains(&asked.series) {
            let arranged = NewEvidence::done(EvidenceKind::ReviewArranged, tx.today(), "The review has a day");
            evidence::store(tx, person, &arranged.about(asked.series))?;
        }
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = meeting, treat_none_as_default_value = false)]
pub(super) struct MeetingRow {
    pub id: String,
    pub person_id: String,
    pub kind: &'static str,
    pub planned_on: Day,
    pub held_on: Option<Day>,
    pub report_shared_at: Option<i64>,
    pub decisions_shared_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub care_evidence: Option<String>,
    pub plan_evidence: Option<String>,
    pub set_up_at: i64,
    pub set_up_by: String,
}

pub(super) fn insert_meetings(tx: &mut Tx<'_>, rows: &[MeetingRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(meeting::table).values(part).execute(c))?;
    }
    Ok(())
}

fn keep(tx: &mut Tx<'_>, person: &PersonId, id: &str, position: i32, about: String, entry: &Entry) -> Result<()> {
    let place = Place { meeting: id, person, position, about, at: tx.stamp(), by: tx.by() };
    let row = EntryRow::new(place, entry)?;
    insert_rows(tx, &[row])?;
    let event = NewEvent::new(EventKind::MeetingChanged, tx.today(), entry.says());
    tx.record(person, event.with(serde_json::json!({ "meeting": id, "entry": entry.code() })))?;
    tx.audit_change(person, "plan", entry.code())
}

/// Writes one thing about a review. `about` is the decision an answer is about.
///
/// `seen` is the number of entries the form was drawn from: a report or arrangement that somebody else changed since is not
/// written over, and the answer is [`Error::Changed`].
pub fn write(tx: &mut Tx<'_>, hand: &Hand, id: &str, about: &str, entry: Entry, seen: Option<i32>) -> Result<()> {
    let person = hand.person().clone();
    let meeting = all(tx, &person)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    if !hand.may_write(&meeting, &entry) {
        return Err(Error::NotFound);
    }
    in_its_time(tx, &meeting, about, &entry)?;
    if seen.is_some_and(|seen| seen != meeting.position && replaces(&entry)) {
        return Err(Error::Changed);
    }
    let about = match &entry {
        Entry::Decision { .. } => RowId::fresh().to_string(),
        _ => about.to_owned(),
    };
    let entry = tell_the_clocks(tx, &person, &meeting, entry)?;
    keep(tx, &person, id, meeting.position + 1, about, &entry)?;
    stands_so(tx, &person, id, &entry)?;
    crate::summary::refresh(tx, std::slice::from_ref(&person))
}

/// What would take the place of somebody else's words.
const fn replaces(entry: &Entry) -> bool {
    matches!(entry, Entry::Report { .. } | Entry::Arranged { .. } | Entry::Record { .. })
}

/// Each step in its time, with the way out said.
fn in_its_time(tx: &Tx<'_>, meeting: &Meeting, about: &str, entry: &Entry) -> Result<()> {
    let wrong = |says: &str| Err(Error::Contradicts(says.into()));
    if !meeting.is_open() && !matches!(entry, Entry::Answer { .. } | Entry::CopyGiven { .. }) {
        return wrong("This review is finished. Set up a new one.");
    }
    let held = meeting.held.is_some();
    match entry {
        // Its evidence and who may finish it follow from its kind: a review of another kind is another review.
        Entry::Arranged { arrangement } if arrangement.kind != meeting.arrangement.kind => {
            wrong("What is reviewed stays as it is. Call this one off and set up another.")
        }
        Entry::Held { on, .. } if *on > tx.today() => wrong("That day is still to come. Change the day of the review."),
        Entry::Held { .. } if held => wrong("It is on record that this review was held."),
        Entry::Arranged { .. } | Entry::CalledOff { .. } if held => wrong("This review was held already."),
        Entry::ReportShared if meeting.report.is_none() => wrong("There is no report yet. Write it first."),
        Entry::ReportShared if meeting.report_shared.is_some() => wrong("The report was given already."),
        Entry::Report { .. } if meeting.report_shared.is_some() => wrong("The report was given. It stays as it was."),
        Entry::Number { number, .. } if *number > 10 => wrong("Choose a number from 0 to 10."),
        Entry::Answer { .. } if meeting.decision(about).is_none() => Err(Error::NotFound),
        Entry::Answer { .. } if meeting.decisions_shared.is_none() => Err(Error::NotFound),
        Entry::Decision { .. } | Entry::DecisionsShared { .. } | Entry::Record { .. } | Entry::CopyGiven { .. }
            if !held =>
        {
            wrong("Record that the review was held first.")
        }
        Entry::DecisionsShared { .. } if meeting.decisions_shared.is_some() => {
            wrong("The decisions were told already.")
        }
        Entry::Answered { .. } if meeting.decisions_shared.is_none() => wrong("The decisions are not told yet."),
        Entry::Answered { .. } if meeting.answered.is_some() => wrong("The decisions were answered already."),
        Entry::Closed => may_close(meeting),
        _ => Ok(()),
    }
}

/// A review is finished when it was held, they know what was decided, and it is written up.
fn may_close(meeting: &Meeting) -> Result<()> {
    let missing = match meeting {
        one if one.held.is_none() => "Record that the review was held first.",
        one if one.decisions_shared.is_none() => "Tell them what was decided first.",
        one if one.record.is_none() => "Write the notes of the review first.",
        _ => return Ok(()),
    };
    Err(Error::Contradicts(missing.into()))
}

/// The clocks read what happened: the entry keeps the name of the evidence a later one answers.
fn tell_the_clocks(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting, entry: Entry) -> Result<Entry> {
    match &entry {
        Entry::Arranged { arrangement } => moved(tx, person, meeting, arrangement.on)?,
        Entry::Held { on, there, voice, .. } => held(tx, person, meeting, (*on, *there, *voice))?,
        Entry::ReportShared => about_care(tx, person, meeting, EvidenceKind::ReviewReportShared, &entry)?,
        Entry::SpokenWith { .. } => about_care(tx, person, meeting, EvidenceKind::ReviewingOfficerSpoke, &entry)?,
        Entry::Record { .. } if meeting.record.is_none() => written_up(tx, person, meeting, &entry)?,
        Entry::CopyGiven { .. } => copy_given(tx, person, meeting, &entry)?,
        Entry::CalledOff { .. } => called_off(tx, person, meeting)?,
        Entry::DecisionsShared { .. } => return decisions_shared(tx, person, meeting, &entry),
        Entry::Answered { .. } => {
            if let Some(shared) = &meeting.shared_evidence {
                let done = NewEvidence::done(EvidenceKind::ReviewDecisionsAnswered, tx.today(), entry.says());
                evidence::store(tx, person, &done.about(shared.clone()))?;
            }
        }
        _ => {}
    }
    Ok(entry)
}

fn series_of(meeting: &Meeting) -> impl Iterator<Item = &String> {
    meeting.care_evidence.iter().chain(&meeting.plan_evidence)
}

fn moved(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting, on: jiff::civil::Date) -> Result<()> {
    for series in series_of(meeting) {
        evidence::came_to_be(tx, person, series, |row| row.happened_on = Day(on), "A review has another day")?;
    }
    Ok(())
}

fn called_off(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting) -> Result<()> {
    for series in series_of(meeting) {
        evidence::withdraw(tx, person, series, "A review was called off")?;
    }
    Ok(())
}

/// A review of care counts on the day it was held, with how they took part. A review of the plan counts once it is written
/// up too ([`written_up`], CLK-10).
fn held(
    tx: &mut Tx<'_>,
    person: &PersonId,
    meeting: &Meeting,
    (on, there, voice): (jiff::civil::Date, bool, Voice),
) -> Result<()> {
    let Some(series) = &meeting.care_evidence else { return Ok(()) };
    let leap = crate::settings::policy(tx)?.leap_birthday;
    let age = crate::facts::standing(tx, person)?.born_on().map_or(17, |born_on| age_on(born_on, on, leap));
    let code = participation(age, there, voice.counted(there, meeting.they_planned_it()));
    let detail = serde_json::json!({ "participation": code }).to_string();
    let done = |row: &mut evidence::EvidenceRow| {
        row.happened_on = Day(on);
        row.outcome = evidence::code(Outcome::Done);
        row.detail.clone_from(&detail);
    };
    evidence::came_to_be(tx, person, series, done, "A review of their care was held")
}

fn about_care(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting, kind: EvidenceKind, entry: &Entry) -> Result<()> {
    let Some(series) = &meeting.care_evidence else { return Ok(()) };
    let done = NewEvidence::done(kind, tx.today(), entry.says()).about(series.clone());
    evidence::store(tx, person, &done).map(|_| ())
}

fn decisions_shared(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting, entry: &Entry) -> Result<Entry> {
    let mut evidence = None;
    if let Some(series) = &meeting.care_evidence {
        let shared = NewEvidence::done(EvidenceKind::ReviewDecisionsShared, tx.today(), entry.says());
        evidence = Some(evidence::store(tx, person, &shared.about(series.clone()))?.to_string());
    }
    Ok(Entry::DecisionsShared { evidence })
}

/// The record is written: for a review of the plan, that is what completes it, on the day it was held.
fn written_up(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting, entry: &Entry) -> Result<()> {
    about_care(tx, person, meeting, EvidenceKind::ReviewRecordWritten, entry)?;
    let (Some(series), Some((on, _))) = (&meeting.plan_evidence, meeting.held) else { return Ok(()) };
    let marks = marks_of(meeting);
    let done = |row: &mut evidence::EvidenceRow| {
        row.happened_on = Day(on);
        row.outcome = evidence::code(Outcome::Done);
        row.marks.clone_from(&marks);
    };
    evidence::came_to_be(tx, person, series, done, "The plan was reviewed")
}

/// What was true of the review, as its clocks ask: formal (CLK-15), a choice for after 21 (CLK-17), not agreed.
fn marks_of(meeting: &Meeting) -> String {
    let objected = meeting.decisions.iter().any(|one| matches!(one.answer, Some((false, _))));
    let marks = [(meeting.formal, Mark::Formal), (meeting.choice, Mark::ChoiceRecorded), (objected, Mark::Disagreed)];
    let codes = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| evidence::code(mark));
    codes.collect::<Vec<_>>().join(" ")
}

fn copy_given(tx: &mut Tx<'_>, person: &PersonId, meeting: &Meeting, entry: &Entry) -> Result<()> {
    if meeting.copies.is_empty() {
        about_care(tx, person, meeting, EvidenceKind::ReviewRecordDistributed, entry)?;
    }
    let Some(series) = &meeting.plan_evidence else { return Ok(()) };
    let given = NewEvidence::done(EvidenceKind::CopyGiven, tx.today(), entry.says()).about(series.clone());
    evidence::store(tx, person, &given).map(|_| ())
}

/// The one line that lists read.
fn stands_so(tx: &mut Tx<'_>, person: &PersonId, id: &str, entry: &Entry) -> Result<()> {
    let at = tx.now_micros();
    let row = diesel::update(meeting::table.find((person.as_str(), id)));
    match entry {
        Entry::Arranged { arrangement } => {
            row.set(meeting::planned_on.eq(Day(arrangement.on))).execute(tx.reading.conn)?
        }
        Entry::Held { on, .. } => row.set(meeting::held_on.eq(Day(*on))).execute(tx.reading.conn)?,
        Entry::ReportShared => row.set(meeting::report_shared_at.eq(at)).execute(tx.reading.conn)?,
        Entry::DecisionsShared { .. } => row.set(meeting::decisions_shared_at.eq(at)).execute(tx.reading.conn)?,
        Entry::Closed => row.set(meeting::closed_at.eq(at)).execute(tx.reading.conn)?,
        Entry::CalledOff { .. } => row.set(meeting::called_off_at.eq(at)).execute(tx.reading.conn)?,
        _ => 0,
    };
    Ok(())
}
