//! Versions of a plan: sent for approval as it reads, agreed to or not in their words, approved by somebody who did not
//! write it (S1 6.10, ACC-08).

use std::collections::BTreeSet;

use diesel::prelude::*;
use jiff::civil::Date;
use waymark_rules::clocks::{EvidenceKind, Mark, Marks};
use waymark_rules::plan_content::Situation;

use super::cover;
use super::read::{Content, Said, as_read, lines_of, names_of, whole};
use super::write::Writer;
use crate::access::words::listed;
use crate::access::{Approve, ListPermit, Permit, Read, Scope, Who, Write, class};
use crate::clock::day_of;
use crate::db::{Reading, Tx, instant};
use crate::entitlements::Teller;
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::evidence::{self, NewEvidence};
use crate::ids::{PersonId, RowId};
use crate::schema::{person_summary, plan_agreement, plan_decision, plan_version};

listed! {
    /// What they think of a version. Nobody asked yet is no answer.
    Answer {
        Agrees = "agree", "Agree";
        InPart = "in_part", "Agree in part";
        DoesNot = "do_not", "Do not agree";
    }
}

listed! {
    /// What a manager decided on a version.
    Decision {
        Approved = "approved", "Approved";
        SentBack = "sent_back", "Sent back";
    }
}

/// An answer to a version, with their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    pub answer: Answer,
    pub said: Said,
    /// How a worker who wrote it down knows it. Empty for an answer at their own door.
    pub heard: String,
}

/// A manager's decision on a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub decision: Decision,
    /// The young person was seen.
    pub seen: bool,
    /// The young person took part.
    pub took_part: bool,
    /// The analysis, who wrote it and when.
    pub said: Said,
}

/// A plan as it was sent. What it read is asked for by itself ([`content_of`]): most pages need to know only that it
/// stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub id: String,
    /// From 1.
    pub number: i32,
    pub position: i32,
    pub situation: Situation,
    /// The series of the evidence that it was sent.
    pub evidence: String,
    pub sent_by: Teller,
    pub sent_on: Date,
    /// Oldest first; the last counts.
    pub agreements: Vec<Agreement>,
    pub decided: Option<Decided>,
}

impl Version {
    pub fn agreement(&self) -> Option<&Agreement> {
        self.agreements.last()
    }

    pub fn is_approved(&self) -> bool {
        self.decision() == Some(Decision::Approved)
    }

    pub fn was_sent_back(&self) -> bool {
        self.decision() == Some(Decision::SentBack)
    }

    fn decision(&self) -> Option<Decision> {
        self.decided.as_ref().map(|decided| decided.decision)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_version)]
struct StoredVersion {
    id: String,
    number: i32,
    position: i32,
    situation: String,
    evidence: String,
    sent_at: i64,
    sent_by: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_agreement)]
struct StoredAgreement {
    version_id: String,
    answer: String,
    words: String,
    heard: String,
    recorded_at: i64,
    recorded_by: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_decision)]
struct StoredDecision {
    version_id: String,
    decision: String,
    seen: bool,
    took_part: bool,
    analysis: String,
    recorded_at: i64,
    recorded_by: String,
}

/// Every version of one person's plan, oldest first.
pub(super) fn of(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Version>> {
    let versions: Vec<StoredVersion> = plan_version::table
        .filter(plan_version::person_id.eq(person.as_str()))
        .order(plan_version::number)
        .select(StoredVersion::as_select())
        .load(r.conn)?;
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    let agreements: Vec<StoredAgreement> = plan_agreement::table
        .filter(plan_agreement::person_id.eq(person.as_str()))
        .order((plan_agreement::recorded_at, plan_agreement::id))
        .select(StoredAgreement::as_select())
        .load(r.conn)?;
    let decisions: Vec<StoredDecision> = plan_decision::table
        .filter(plan_decision::person_id.eq(person.as_str()))
        .select(StoredDecision::as_select())
        .load(r.conn)?;
    put_together(r, versions, &agreements, &decisions)
}

fn put_together(
    r: &mut Reading<'_>,
    versions: Vec<StoredVersion>,
    agreements: &[StoredAgreement],
    decisions: &[StoredDecision],
) -> Result<Vec<Version>> {
    let by = versions.iter().map(|one| one.sent_by.as_str());
    let by = by.chain(agreements.iter().map(|one| one.recorded_by.as_str()));
    let names = names_of(r, by.chain(decisions.iter().map(|one| one.recorded_by.as_str())))?;
    let said =
        |words: &str, by: &str, at: i64| Said { words: words.to_owned(), by: Teller::of(by, &names), on: day(at) };
    let agreement = |one: &StoredAgreement| {
        let said = said(&one.words, &one.recorded_by, one.recorded_at);
        Some(Agreement { answer: Answer::from_code(&one.answer)?, said, heard: one.heard.clone() })
    };
    let decided = |one: &StoredDecision| {
        let said = said(&one.analysis, &one.recorded_by, one.recorded_at);
        Some(Decided { decision: Decision::from_code(&one.decision)?, seen: one.seen, took_part: one.took_part, said })
    };
    let version = |one: StoredVersion| {
        Ok(Version {
            number: one.number,
            position: one.position,
            situation: serde_json::from_str(&one.situation)?,
            evidence: one.evidence,
            sent_by: Teller::of(&one.sent_by, &names),
            sent_on: day(one.sent_at),
            agreements: agreements.iter().filter(|of| of.version_id == one.id).filter_map(agreement).collect(),
            decided: decisions.iter().find(|of| of.version_id == one.id).and_then(decided),
            id: one.id,
        })
    };
    versions.into_iter().map(version).collect()
}

fn day(at: i64) -> Date {
    day_of(instant(at))
}

/// The plan as it read in one version. For those who see plans whole.
pub fn content_of(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>, version: &str) -> Result<Content> {
    if permit.grounds().scope != Scope::Whole {
        return Err(Error::NotFound);
    }
    let content: String = plan_version::table
        .find(version)
        .filter(plan_version::person_id.eq(permit.person().as_str()))
        .select(plan_version::content)
        .first(r.conn)?;
    Ok(serde_json::from_str(&content)?)
}

/// Sends the plan for approval as it reads now. Everything the law wants said must be said, or said not to be needed.
pub fn send(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, Write>,
    status: &Permit<class::Status, Read>,
) -> Result<String> {
    let person = permit.person().clone();
    if status.person() != &person {
        return Err(Error::NotFound);
    }
    let plan = whole(tx, &person)?.read;
    let situation = cover::situation(tx, status)?;
    if !cover::still_to_cover(situation, &plan.content).is_empty() {
        return Err(Error::Contradicts(
            "The plan does not speak of everything yet. Look at what is still to cover.".into(),
        ));
    }
    if let Some(waiting) = plan.latest().filter(|version| version.decided.is_none()) {
        let says = format!("Version {} still waits for the manager. Wait for that first.", waiting.number);
        return Err(Error::Contradicts(says));
    }
    let sent = NewEvidence::done(EvidenceKind::SubmittedForApproval, tx.today(), "The plan was sent for approval");
    let evidence = evidence::store(tx, &person, &sent)?;
    let number = plan.latest().map_or(1, |version| version.number + 1);
    let version = NewVersion { number, situation, evidence: evidence.to_string(), at: tx.stamp(), by: tx.by() };
    let row = VersionRow::new(&person, &version, &plan.content)?;
    let id = row.id.clone();
    insert_versions(tx, &[row])?;
    tx.audit_change(&person, "plan", "version sent")?;
    crate::summary::refresh(tx, std::slice::from_ref(&person))?;
    Ok(id)
}

/// What is kept of a version beside the plan itself.
pub(super) struct NewVersion {
    pub number: i32,
    pub situation: Situation,
    pub evidence: String,
    pub at: i64,
    pub by: String,
}

#[derive(Insertable)]
#[diesel(table_name = plan_version, treat_none_as_default_value = false)]
pub(super) struct VersionRow {
    pub(super) id: String,
    person_id: String,
    number: i32,
    position: i32,
    situation: String,
    content: String,
    evidence: String,
    sent_at: i64,
    sent_by: String,
}

impl VersionRow {
    pub(super) fn new(person: &PersonId, new: &NewVersion, content: &Content) -> Result<Self> {
        Ok(Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            number: new.number,
            position: content.position,
            situation: serde_json::to_string(&new.situation)?,
            content: serde_json::to_string(content)?,
            evidence: new.evidence.clone(),
            sent_at: new.at,
            sent_by: new.by.clone(),
        })
    }
}

pub(super) fn insert_versions(tx: &mut Tx<'_>, rows: &[VersionRow]) -> Result<()> {
    use crate::db::on_each_engine;
    tx.touched();
    for part in rows.chunks(2000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(plan_version::table).values(part).execute(c))?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = plan_agreement, treat_none_as_default_value = false)]
pub(super) struct AgreementRow {
    pub id: String,
    pub version_id: String,
    pub person_id: String,
    pub answer: &'static str,
    pub words: String,
    pub heard: String,
    pub recorded_at: i64,
    pub recorded_by: String,
}

pub(super) fn insert_agreements(tx: &mut Tx<'_>, rows: &[AgreementRow]) -> Result<()> {
    use crate::db::on_each_engine;
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(plan_agreement::table).values(part).execute(c))?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = plan_decision, treat_none_as_default_value = false)]
pub(super) struct DecisionRow {
    pub id: String,
    pub version_id: String,
    pub person_id: String,
    pub decision: &'static str,
    pub seen: bool,
    pub took_part: bool,
    pub analysis: String,
    pub recorded_at: i64,
    pub recorded_by: String,
}

pub(super) fn insert_decisions(tx: &mut Tx<'_>, rows: &[DecisionRow]) -> Result<()> {
    use crate::db::on_each_engine;
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(plan_decision::table).values(part).execute(c))?;
    }
    Ok(())
}

/// The version a young person is asked about now, by id.
pub fn to_agree(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>) -> Result<Option<String>> {
    let versions = of(tx, permit.person())?;
    Ok(versions.into_iter().rev().find(|version| !version.was_sent_back()).map(|version| version.id))
}

/// The id of a version by its number.
pub fn numbered(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>, number: i32) -> Result<String> {
    let plan = as_read(r, permit)?;
    plan.versions.into_iter().find(|version| version.number == number).map(|version| version.id).ok_or(Error::NotFound)
}

/// What they think of a version: said at their own door, or written down by a worker who heard it.
pub fn agree(
    tx: &mut Tx<'_>,
    writer: Writer<'_>,
    version: &str,
    answer: Answer,
    words: &str,
    heard: &str,
) -> Result<()> {
    let own = matches!(writer, Writer::Themselves(_));
    if !writer.is_who_they_say() || (own != heard.trim().is_empty()) {
        return Err(Error::NotFound);
    }
    let person = writer.person().clone();
    let version = of(tx, &person)?.into_iter().find(|one| one.id == version).ok_or(Error::NotFound)?;
    let row = AgreementRow {
        id: RowId::fresh().to_string(),
        version_id: version.id.clone(),
        person_id: person.to_string(),
        answer: answer.code(),
        words: words.trim().to_owned(),
        heard: heard.trim().to_owned(),
        recorded_at: tx.stamp(),
        recorded_by: tx.by(),
    };
    tx.touched();
    insert_agreements(tx, &[row])?;
    let says = "They said what they think of the plan";
    tx.record(&person, NewEvent::new(EventKind::PlanChanged, tx.today(), says))?;
    tx.audit_change(&person, "plan", "agreement")?;
    if version.is_approved() {
        let marks = marks_with(Some((answer, words)));
        evidence::store(tx, &person, &plan_evidence(tx.today(), marks, &version.id))?;
    }
    crate::summary::refresh(tx, std::slice::from_ref(&person))
}

/// What the clocks are told of an approved plan: it counts as shared once they said what they think of it, and both views
/// are in it when they wrote why they do not agree.
pub(super) fn marks_with(answer: Option<(Answer, &str)>) -> Marks {
    let mut marks = vec![Mark::Approved];
    if let Some((answer, words)) = answer {
        marks.push(Mark::SharedWithYoungPerson);
        if answer != Answer::Agrees {
            marks.push(Mark::Disagreed);
            if !words.trim().is_empty() {
                marks.push(Mark::BothViews);
            }
        }
    }
    Marks::of(&marks)
}

pub(super) fn plan_evidence(on: Date, marks: Marks, version: &str) -> NewEvidence {
    let mut new = NewEvidence::done(EvidenceKind::Plan, on, "The plan was approved");
    new.marks = marks;
    new.detailed(serde_json::json!({ "version": version }))
}

/// A version that waits for a manager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub shown_name: String,
    pub version: String,
    pub number: i32,
    pub sent_on: Date,
    pub sent_by: Teller,
}

/// Versions that wait, of the people in reach, oldest first.
pub fn waiting(r: &mut Reading<'_>, permit: &ListPermit<class::Plan>) -> Result<Vec<Waiting>> {
    type Row = (String, String, String, i32, i64, String);
    let lens = r.lens(permit)?;
    let decided = plan_decision::table.select(plan_decision::version_id);
    let rows: Vec<(String, String, i32, i64, String)> = plan_version::table
        .filter(plan_version::id.ne_all(decided))
        .order((plan_version::sent_at, plan_version::id))
        .select((
            plan_version::person_id,
            plan_version::id,
            plan_version::number,
            plan_version::sent_at,
            plan_version::sent_by,
        ))
        .load(r.conn)?;
    let people: BTreeSet<&str> = rows.iter().map(|(person, ..)| person.as_str()).collect();
    let names: Vec<(String, String)> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::person_id.eq_any(people.into_iter().map(str::to_owned)))
        .select((person_summary::person_id, person_summary::shown_name))
        .load(r.conn)?;
    let staff = names_of(r, rows.iter().map(|row| row.4.as_str()))?;
    let shown: Vec<Row> = rows
        .into_iter()
        .filter_map(|(person, id, number, at, by)| {
            let name = names.iter().find(|(known, _)| *known == person)?.1.clone();
            Some((person, name, id, number, at, by))
        })
        .collect();
    let ids: Vec<PersonId> = shown.iter().map(|row| PersonId::stored(row.0.clone())).collect();
    r.note_list(permit, "list", &ids)?;
    let waiting = |(person, shown_name, version, number, at, by): Row| Waiting {
        person: PersonId::stored(person),
        shown_name,
        version,
        number,
        sent_on: day(at),
        sent_by: Teller::of(&by, &staff),
    };
    Ok(shown.into_iter().map(waiting).collect())
}

/// Whoever wrote in this version since the last approved one, or sent it: they cannot approve it (ACC-08).
pub fn written_by(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>, version: &str) -> Result<Vec<Who>> {
    let plan = as_read(r, permit)?;
    let this = plan.versions.iter().find(|one| one.id == version).ok_or(Error::NotFound)?;
    let before = plan.versions.iter().rev().find(|one| one.is_approved() && one.number < this.number);
    let since = before.map_or(0, |one| one.position);
    let sent_by: String = plan_version::table.find(version).select(plan_version::sent_by).first(r.conn)?;
    let lines = lines_of(r, permit.person())?;
    let wrote = lines.iter().filter(|line| line.position > since && line.position <= this.position);
    let all: BTreeSet<&str> = wrote.map(|line| line.recorded_by.as_str()).chain([sent_by.as_str()]).collect();
    Ok(all.into_iter().filter_map(|by| Who::stored(by).filter(|who| matches!(who, Who::Staff(_)))).collect())
}

/// What a manager found on reading a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    pub decision: Decision,
    pub seen: bool,
    pub took_part: bool,
    pub analysis: String,
}

/// The manager's decision. Approved, it is the plan from today: its clocks turn, and the young person sees it.
pub fn decide(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Approve>, version: &str, new: &NewDecision) -> Result<()> {
    let person = permit.person().clone();
    let version = of(tx, &person)?.into_iter().find(|one| one.id == version).ok_or(Error::NotFound)?;
    if version.decided.is_some() {
        return Err(Error::Changed);
    }
    if new.analysis.trim().is_empty() {
        return Err(Error::Contradicts("Write what you found when you read it.".into()));
    }
    let row = DecisionRow {
        id: RowId::fresh().to_string(),
        version_id: version.id.clone(),
        person_id: person.to_string(),
        decision: new.decision.code(),
        seen: new.seen,
        took_part: new.took_part,
        analysis: new.analysis.trim().to_owned(),
        recorded_at: tx.stamp(),
        recorded_by: tx.by(),
    };
    tx.touched();
    insert_decisions(tx, &[row])?;
    decided(tx, &person, &version, new.decision)?;
    tx.audit_change(&person, "plan", new.decision.code())?;
    crate::summary::refresh(tx, std::slice::from_ref(&person))
}

fn decided(tx: &mut Tx<'_>, person: &PersonId, version: &Version, decision: Decision) -> Result<()> {
    let today = tx.today();
    let answered = NewEvidence::done(EvidenceKind::ApprovalDecided, today, "A manager decided on the plan");
    evidence::store(tx, person, &answered.about(version.evidence.as_str()))?;
    if decision == Decision::SentBack {
        return Ok(());
    }
    let agreement = version.agreement().map(|one| (one.answer, one.said.words.as_str()));
    evidence::store(tx, person, &plan_evidence(today, marks_with(agreement), &version.id))?;
    if version.situation.held && version.situation.in_care {
        let held = NewEvidence::done(EvidenceKind::DetentionPlan, today, "The plan for somebody held was approved");
        evidence::store(tx, person, &held.with(&[Mark::Approved]))?;
    }
    Ok(())
}
