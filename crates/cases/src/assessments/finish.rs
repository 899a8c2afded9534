//! Finishing an assessment: the worker sends it with an analysis of the whole, and a manager who wrote none of it approves
//! it with an analysis of their own, or sends it back (ACC-08; CLK-81). Each leaves the evidence its clocks read.

use std::collections::HashMap;

use diesel::prelude::*;
use waymark_rules::clocks::EvidenceKind;

use super::{Assessment, ToCover, rows};
use crate::access::words::listed;
use crate::access::{Approve, Class, ListPermit, Permit, Read, Who, Write, class};
use crate::db::{Day, Reading, Tx, on_each_engine};
use crate::error::{Error, Result};
use crate::evidence::{self, NewEvidence};
use crate::going::written;
use crate::ids::{PersonId, RowId, StaffId};
use crate::schema::{assessment_step, person_summary};
use crate::sides::{Written, trimmed, whole};
use jiff::civil::Date;

listed! {
    /// What was done with it.
    StepKind {
        Sent = "sent", "Sent to a manager";
        Approved = "approved", "Approved";
        SentBack = "sent_back", "Sent back";
    }
}

/// What was done with it, as it is on record.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = assessment_step)]
pub struct SentStep {
    pub id: String,
    kind: String,
    /// The sending it answers; its own name for a sending.
    pub about: String,
    happened_on: Day,
    /// The analysis, by whoever took the step.
    pub words: String,
    /// The manager made sure that they were seen, and took part.
    pub seen: bool,
    pub took_part: bool,
    pub recorded_at: i64,
    pub recorded_by: String,
}

impl SentStep {
    pub fn kind(&self) -> Option<StepKind> {
        StepKind::from_code(&self.kind)
    }

    pub fn on(&self) -> Date {
        self.happened_on.0
    }
}

/// A step told with a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    pub id: RowId,
    pub kind: StepKind,
    pub about: RowId,
    pub on: Date,
    pub words: String,
    pub(crate) written: Option<Written>,
}

/// Where an assessment has got to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress<'a> {
    NotSent,
    Waiting(&'a SentStep),
    SentBack(&'a SentStep),
    Approved(&'a SentStep),
}

impl Assessment {
    pub fn progress(&self) -> Progress<'_> {
        let Some(last) = self.steps.last() else { return Progress::NotSent };
        match last.kind() {
            Some(StepKind::Sent) => Progress::Waiting(last),
            Some(StepKind::SentBack) => Progress::SentBack(last),
            Some(StepKind::Approved) => Progress::Approved(last),
            None => Progress::NotSent,
        }
    }

    /// The sending that waits for a manager.
    pub fn waits(&self) -> Option<&SentStep> {
        match self.progress() {
            Progress::Waiting(sent) => Some(sent),
            Progress::NotSent | Progress::SentBack(_) | Progress::Approved(_) => None,
        }
    }

    /// Everybody who wrote in it or sent it: none of them settles it (ACC-08).
    fn written_by(&self) -> Vec<Who> {
        let by = self.entries.iter().map(|one| one.recorded_by.as_str());
        let by = by.chain(self.analyses.iter().map(|one| one.recorded_by.as_str()));
        let sent = self.steps.iter().filter(|step| step.kind() == Some(StepKind::Sent));
        let by = by.chain(sent.map(|step| step.recorded_by.as_str()));
        by.filter_map(|by| by.strip_prefix("staff:")).map(|id| Who::Staff(StaffId::stored(id.to_owned()))).collect()
    }
}

/// Asks to settle an assessment: no for whoever wrote any of it, whatever their role.
pub fn permit_to_settle(
    r: &mut Reading<'_>,
    permit: &Permit<class::Plan, Read>,
) -> Result<Option<Permit<class::Plan, Approve>>> {
    whole(permit)?;
    let written_by = rows::all(r, permit.person())?.written_by();
    match r.permit_to_settle::<class::Plan, Approve>(permit.person(), &written_by) {
        Ok(permit) => Ok(Some(permit)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The worker sends it, with what they make of it as a whole.
pub fn send(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, analysis: &str) -> Result<()> {
    let person = permit.person().clone();
    let all = rows::all(tx, &person)?;
    if all.waits().is_some() {
        return Ok(());
    }
    if !all.still_to_cover().is_empty() || analysis.trim().is_empty() {
        return Err(Error::Contradicts("Some of it is still to cover. Look at the list above.".into()));
    }
    let says = "Getting to know you: sent to a manager to read";
    let mut new = NewEvidence::done(EvidenceKind::SubmittedForApproval, tx.today(), says);
    let id = RowId::fresh();
    new.series = Some(id.clone());
    keep(tx, &person, StepKind::Sent, &id, (analysis, false, false))?;
    evidence::store(tx, &person, &new).map(|_| ())
}

/// What a manager says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The sending they read.
    pub about: RowId,
    pub analysis: String,
    pub seen: bool,
    pub took_part: bool,
}

/// A manager who wrote none of it approves it: the assessment is finished, and its clocks turn.
pub fn approve(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Approve>, decision: &Decision) -> Result<()> {
    if !decision.seen || !decision.took_part {
        return Err(Error::Contradicts("It can be approved once they were seen and took part.".into()));
    }
    decide(tx, permit, StepKind::Approved, decision)?;
    let says = "Getting to know you: finished, and approved by a manager";
    let new = NewEvidence::done(EvidenceKind::Assessment, tx.today(), says).saying(decision.analysis.clone());
    evidence::store(tx, permit.person(), &new).map(|_| ())
}

/// A manager sends it back, saying what is still to be done.
pub fn send_back(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Approve>, decision: &Decision) -> Result<()> {
    decide(tx, permit, StepKind::SentBack, decision)
}

fn decide(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Approve>, kind: StepKind, decision: &Decision) -> Result<()> {
    let person = permit.person().clone();
    let all = rows::all(tx, &person)?;
    if all.written_by().contains(permit.holder()) {
        return Err(Error::Contradicts("You wrote some of this. Another manager must read it.".into()));
    }
    if all.waits().is_none_or(|sent| sent.id != decision.about.as_str()) {
        return Err(Error::Contradicts("This was decided already, or sent again. Look at it once more.".into()));
    }
    if decision.analysis.trim().is_empty() {
        return Err(Error::Contradicts("Write what you make of it.".into()));
    }
    keep(tx, &person, kind, &decision.about, (&decision.analysis, decision.seen, decision.took_part))?;
    let says = format!("Getting to know you: {} by a manager", kind.says().to_lowercase());
    let new = NewEvidence::done(EvidenceKind::ApprovalDecided, tx.today(), says);
    let new = new.about(decision.about.as_str()).saying(decision.analysis.clone());
    evidence::store(tx, &person, &new).map(|_| ())
}

/// A sending is called by its own name, which is also that of its evidence.
fn keep(tx: &mut Tx<'_>, person: &PersonId, kind: StepKind, about: &RowId, said: (&str, bool, bool)) -> Result<()> {
    let id = if kind == StepKind::Sent { about.clone() } else { RowId::fresh() };
    let new = NewStep { id, kind, about: about.clone(), on: tx.today(), words: said.0.to_owned(), written: None };
    let mut row = StepRow::new(tx, person, &new);
    (row.seen, row.took_part) = (said.1, said.2);
    insert_steps(tx, &[row])?;
    tx.audit_change(person, Class::Plan.code(), &format!("getting to know you: {}", kind.code()))
}

#[derive(Insertable)]
#[diesel(table_name = assessment_step, treat_none_as_default_value = false)]
pub(super) struct StepRow {
    id: String,
    person_id: String,
    kind: &'static str,
    about: String,
    happened_on: Day,
    words: String,
    seen: bool,
    took_part: bool,
    recorded_at: i64,
    recorded_by: String,
}

impl StepRow {
    /// An approval that is told was looked into: they were seen and took part.
    pub(super) fn new(tx: &Tx<'_>, person: &PersonId, new: &NewStep) -> Self {
        let (recorded_at, recorded_by) = written(tx, person, new.written.as_ref());
        Self {
            id: new.id.to_string(),
            person_id: person.to_string(),
            kind: new.kind.code(),
            about: new.about.to_string(),
            happened_on: Day(new.on),
            words: trimmed(&new.words),
            seen: new.kind == StepKind::Approved,
            took_part: new.kind == StepKind::Approved,
            recorded_at,
            recorded_by,
        }
    }
}

pub(super) fn insert_steps(tx: &mut Tx<'_>, rows: &[StepRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(2000) {
        on_each_engine!(
            &mut *tx.reading.conn,
            c => diesel::insert_into(assessment_step::table).values(part).execute(c)
        )?;
    }
    Ok(())
}

/// An assessment that waits for a manager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub shown_name: String,
    pub sent_on: Date,
}

/// Sendings that nobody has decided on.
macro_rules! unanswered {
    () => {{
        let decided = diesel::alias!(assessment_step as decided);
        let answers = decided
            .filter(decided.field(assessment_step::about).eq(assessment_step::id))
            .filter(decided.field(assessment_step::kind).ne(StepKind::Sent.code()));
        assessment_step::table
            .filter(assessment_step::kind.eq(StepKind::Sent.code()))
            .filter(diesel::dsl::not(diesel::dsl::exists(answers)))
    }};
}

/// Those that wait, of the records in reach, longest first.
pub fn waiting(r: &mut Reading<'_>, permit: &ListPermit<class::Plan>, limit: i64) -> Result<Vec<Waiting>> {
    let lens = r.lens(permit)?;
    let named: Vec<(String, String)> = person_summary::table
        .into_boxed()
        .filter(lens.condition())
        .filter(person_summary::person_id.eq_any(unanswered!().select(assessment_step::person_id)))
        .select((person_summary::person_id, person_summary::shown_name))
        .load(r.conn)?;
    let names: HashMap<String, String> = named.into_iter().collect();
    let sent: Vec<(String, Day)> = unanswered!()
        .filter(assessment_step::person_id.eq_any(names.keys()))
        .order((assessment_step::happened_on, assessment_step::id))
        .limit(limit)
        .select((assessment_step::person_id, assessment_step::happened_on))
        .load(r.conn)?;
    let read = |(id, on): (String, Day)| {
        Some(Waiting { shown_name: names.get(&id)?.clone(), person: PersonId::stored(id), sent_on: on.0 })
    };
    let waiting: Vec<Waiting> = sent.into_iter().filter_map(read).collect();
    let shown: Vec<PersonId> = waiting.iter().map(|one| one.person.clone()).collect();
    r.note_list(permit, "list", &shown)?;
    Ok(waiting)
}

/// What keeps an assessment from being sent, in words.
impl ToCover {
    pub fn says(self, words: &crate::areas::Words) -> String {
        match self {
            Self::Part(domain) => format!("Nothing is written under “{}”", domain.named(words)),
            Self::Strengths => "Nothing says what is going well".into(),
            Self::TheirWords => "None of it is in their own words".into(),
        }
    }
}
