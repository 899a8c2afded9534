//! A plan as a history tells it: for the demonstration council and for tests, in the shape everything else reads.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use waymark_rules::clocks::EvidenceKind;
use waymark_rules::plan_content::{Matter, Situation};

use super::entries::{
    AsideBecause, Celebrate, Entry, EntryRow, Field, GoalState, StepState, StepWho, Whose, insert_rows,
};
use super::fold::fold;
use super::read::{Content, Line, names_of};
use super::versions::{
    AgreementRow, Answer, Decision, DecisionRow, NewDecision, NewVersion, VersionRow, insert_agreements,
    insert_decisions, insert_versions, marks_with, plan_evidence,
};
use crate::areas::Area;
use crate::db::{Tx, micros};
use crate::entitlements::Teller;
use crate::error::Result;
use crate::events::{EventKind, NewEvent};
use crate::evidence::NewEvidence;
use crate::ids::{PersonId, RowId, StaffId};

/// Who wrote a line of a told plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    Themselves,
    Staff(StaffId),
}

impl By {
    pub(crate) fn recorded_as(&self, person: &PersonId) -> String {
        match self {
            Self::Themselves => format!("person:{person}"),
            Self::Staff(id) => format!("staff:{id}"),
        }
    }
}

#[derive(Debug, Clone)]
struct ToldLine {
    on: Date,
    by: By,
    about: String,
    entry: Entry,
}

/// One goal, told from its first words on.
#[derive(Debug, Clone)]
pub struct TellGoal {
    id: String,
    by: By,
    lines: Vec<ToldLine>,
    evidence: Vec<NewEvidence>,
}

impl TellGoal {
    /// A goal in their own words.
    pub fn theirs(on: Date, words: &str) -> Self {
        Self::begun(on, By::Themselves, words, Whose::Theirs)
    }

    /// A goal a worker suggested.
    pub fn suggested(on: Date, words: &str, by: &StaffId) -> Self {
        Self::begun(on, By::Staff(by.clone()), words, Whose::Suggested)
    }

    fn begun(on: Date, by: By, words: &str, whose: Whose) -> Self {
        let goal = Self { id: RowId::fresh().to_string(), by, lines: Vec::new(), evidence: Vec::new() };
        goal.says(on, Entry::Goal { words: words.to_owned(), whose })
    }

    /// Calls it by an id of the teller's, for tests that must know its address.
    #[must_use]
    pub fn named(mut self, id: &str) -> Self {
        for line in self.lines.iter_mut().filter(|line| line.about == self.id) {
            id.clone_into(&mut line.about);
        }
        id.clone_into(&mut self.id);
        self
    }

    fn says(mut self, on: Date, entry: Entry) -> Self {
        let line = ToldLine { on, by: self.by.clone(), about: self.id.clone(), entry };
        self.lines.push(line);
        self
    }

    fn first_day(&self) -> Date {
        self.lines[0].on
    }

    /// Whoever writes what comes next.
    #[must_use]
    pub fn then_by(mut self, by: &StaffId) -> Self {
        self.by = By::Staff(by.clone());
        self
    }

    #[must_use]
    pub fn about(self, areas: &[Area]) -> Self {
        let on = self.first_day();
        self.says(on, Entry::Areas { areas: areas.to_vec() })
    }

    #[must_use]
    pub fn because(self, why: &str) -> Self {
        let on = self.first_day();
        self.says(on, Entry::Text { field: Field::Why, words: why.to_owned(), beside: false })
    }

    #[must_use]
    pub fn or_else(self, plan_b: &str) -> Self {
        let on = self.first_day();
        self.says(on, Entry::Text { field: Field::PlanB, words: plan_b.to_owned(), beside: false })
    }

    #[must_use]
    pub fn near(self, on: Date, number: u8) -> Self {
        self.says(on, Entry::Near { number, words: String::new() })
    }

    /// Other words for it, beside the first.
    #[must_use]
    pub fn in_other_words(self, on: Date, words: &str) -> Self {
        self.says(on, Entry::Words { words: words.to_owned(), whose: Whose::Suggested })
    }

    /// A step of their own.
    #[must_use]
    pub fn their_step(self, on: Date, words: &str, by_when: Option<Date>) -> Self {
        self.step(on, StepWho::Theirs, "", words, by_when)
    }

    /// A step of a worker's, by name: a promise with a clock where it has a day.
    #[must_use]
    pub fn our_step(self, on: Date, name: &str, words: &str, by_when: Option<Date>) -> Self {
        self.step(on, StepWho::Worker, name, words, by_when)
    }

    fn step(mut self, on: Date, who: StepWho, name: &str, words: &str, by_when: Option<Date>) -> Self {
        let id = RowId::fresh().to_string();
        if let (StepWho::Worker, Some(until)) = (who, by_when) {
            let mut new = NewEvidence::done(EvidenceKind::GoalAction, on, "We said we would do a step of the plan");
            new.series = Some(RowId::stored(id.clone()));
            self.evidence.push(new.until(Some(until)));
        }
        let entry =
            Entry::Step { goal: Some(self.id.clone()), words: words.to_owned(), who, name: name.to_owned(), by_when };
        self.lines.push(ToldLine { on, by: self.by.clone(), about: id, entry });
        self
    }

    /// The step told last is done.
    #[must_use]
    pub fn and_did_it(mut self, on: Date) -> Self {
        let steps = self.lines.iter().rev().find(|line| matches!(line.entry, Entry::Step { .. }));
        if let Some(step) = steps.map(|line| line.about.clone()) {
            if self.evidence.iter().any(|one| one.series.as_ref().is_some_and(|id| id.as_str() == step)) {
                let done = NewEvidence::done(EvidenceKind::GoalActionDone, on, "We did a step of the plan");
                self.evidence.push(done.about(step.as_str()));
            }
            let entry = Entry::StepMoved { to: StepState::Done, words: String::new() };
            self.lines.push(ToldLine { on, by: self.by.clone(), about: step, entry });
        }
        self
    }

    #[must_use]
    pub fn done(self, on: Date, how: Celebrate, words: &str) -> Self {
        let celebrate = Some(how);
        self.says(on, Entry::Moved { to: GoalState::Done, because: None, celebrate, words: words.to_owned() })
    }

    #[must_use]
    pub fn put_aside(self, on: Date, because: AsideBecause) -> Self {
        let because = Some(because);
        self.says(on, Entry::Moved { to: GoalState::PutAside, because, celebrate: None, words: String::new() })
    }

    #[must_use]
    pub fn for_later(self, on: Date) -> Self {
        self.says(on, Entry::Moved { to: GoalState::Later, because: None, celebrate: None, words: String::new() })
    }
}

/// What they thought of a version: the answer, their words, and how a worker knows it.
#[derive(Debug, Clone)]
pub struct ToldAnswer {
    pub answer: Answer,
    pub words: String,
}

/// A version told: sent, answered, decided.
#[derive(Debug, Clone)]
struct ToldVersion {
    on: Date,
    sent_by: StaffId,
    answer: Option<ToldAnswer>,
    approved: Option<(StaffId, String)>,
    situation: Situation,
    evidence: String,
}

/// A whole plan, told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    lines: Vec<ToldLine>,
    versions: Vec<ToldVersion>,
}

impl Told {
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.versions.is_empty()
    }

    /// Adds a goal; gives what the clocks are told of its steps.
    pub(crate) fn add_goal(&mut self, goal: TellGoal) -> Vec<NewEvidence> {
        self.lines.extend(goal.lines);
        goal.evidence
    }

    /// What a worker wrote about a matter of the law.
    pub(crate) fn add_matter(&mut self, on: Date, matter: Matter, words: &str, by: &StaffId) {
        let entry = Entry::Text { field: Field::Matter(matter), words: words.to_owned(), beside: false };
        self.lines.push(ToldLine { on, by: By::Staff(by.clone()), about: matter.code().to_owned(), entry });
    }

    /// A version sent on a day; with a manager, approved that day. Gives what the clocks are told.
    pub(crate) fn add_version(
        &mut self,
        on: Date,
        sent_by: &StaffId,
        answer: Option<ToldAnswer>,
        approved: Option<(&StaffId, &str)>,
        situation: Situation,
    ) -> Vec<NewEvidence> {
        let series = RowId::fresh();
        let evidence = series.to_string();
        let mut sent = NewEvidence::done(EvidenceKind::SubmittedForApproval, on, "The plan was sent for approval");
        sent.series = Some(series);
        let mut told = vec![sent];
        if approved.is_some() {
            let decided = NewEvidence::done(EvidenceKind::ApprovalDecided, on, "A manager decided on the plan");
            told.push(decided.about(evidence.as_str()));
            let marks = marks_with(answer.as_ref().map(|one| (one.answer, one.words.as_str())));
            told.push(plan_evidence(on, marks, &evidence));
        }
        let approved = approved.map(|(manager, analysis)| (manager.clone(), analysis.to_owned()));
        self.versions.push(ToldVersion { on, sent_by: sent_by.clone(), answer, approved, situation, evidence });
        told
    }

    /// A version that stands behind an approval told already, as something the clocks read.
    pub(crate) fn add_version_behind(&mut self, on: Date, sent_by: &StaffId, manager: &StaffId, analysis: &str) {
        self.versions.push(ToldVersion {
            on,
            sent_by: sent_by.clone(),
            answer: Some(ToldAnswer { answer: Answer::Agrees, words: String::new() }),
            approved: Some((manager.clone(), analysis.to_owned())),
            situation: Situation::default(),
            evidence: RowId::fresh().to_string(),
        });
    }

    /// What the timeline says of it, beside what the clocks are told.
    pub(crate) fn events(&self) -> impl Iterator<Item = NewEvent> {
        let goals = self.lines.iter().filter(|line| matches!(line.entry, Entry::Goal { .. }));
        goals.map(|line| NewEvent::new(EventKind::PlanChanged, line.on, line.entry.says()))
    }

    /// The staff who wrote in it, as a row says it.
    fn writers(&self) -> impl Iterator<Item = String> {
        let staff = |line: &ToldLine| match &line.by {
            By::Staff(id) => Some(format!("staff:{id}")),
            By::Themselves => None,
        };
        self.lines.iter().filter_map(staff)
    }

    /// In the order of days; what was told of one day stays in the order it was told.
    fn in_order(&self) -> Vec<&ToldLine> {
        let mut lines: Vec<&ToldLine> = self.lines.iter().collect();
        lines.sort_by_key(|line| line.on);
        lines
    }
}

/// Rows about to be stored.
#[derive(Default)]
struct Rows {
    /// The full names of the staff who wrote, by id.
    names: HashMap<String, String>,
    entries: Vec<EntryRow>,
    versions: Vec<VersionRow>,
    agreements: Vec<AgreementRow>,
    decisions: Vec<DecisionRow>,
}

/// Writes told plans down, many at once.
pub(crate) fn keep<'a>(tx: &mut Tx<'_>, told: impl Iterator<Item = (&'a PersonId, &'a Told)>) -> Result<()> {
    let told: Vec<_> = told.filter(|(_, told)| !told.is_empty()).collect();
    let writers: BTreeSet<String> = told.iter().flat_map(|(_, told)| told.writers()).collect();
    let names = names_of(tx, writers.iter().map(String::as_str))?;
    let mut rows = Rows { names, ..Rows::default() };
    for (person, told) in told {
        rows.add(person, told)?;
    }
    insert_rows(tx, &rows.entries)?;
    insert_versions(tx, &rows.versions)?;
    insert_agreements(tx, &rows.agreements)?;
    insert_decisions(tx, &rows.decisions)
}

/// In the afternoon of a day, and a moment later for each line.
pub(crate) fn moment(on: Date, position: usize) -> i64 {
    let local = on.at(15, 0, 0, 0);
    let at = crate::clock::london().to_timestamp(local).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    micros(at) + position as i64
}

impl Rows {
    fn add(&mut self, person: &PersonId, told: &Told) -> Result<()> {
        let lines = told.in_order();
        for (at, line) in lines.iter().enumerate() {
            let by = line.by.recorded_as(person);
            let position = i32::try_from(at + 1).unwrap_or(i32::MAX);
            self.entries.push(EntryRow::new(person, position, &line.about, &line.entry, moment(line.on, at), by)?);
        }
        for (number, version) in (1..).zip(&told.versions) {
            self.add_version(person, number, version, &content_on(&lines, version.on, &self.names))?;
        }
        Ok(())
    }

    fn add_version(&mut self, person: &PersonId, number: i32, told: &ToldVersion, content: &Content) -> Result<()> {
        let at = moment(told.on, 500);
        let new = NewVersion {
            number,
            situation: told.situation,
            evidence: told.evidence.clone(),
            at,
            by: format!("staff:{}", told.sent_by),
        };
        let row = VersionRow::new(person, &new, content)?;
        if let Some(answer) = &told.answer {
            self.agreements.push(AgreementRow {
                id: RowId::fresh().to_string(),
                version_id: row.id.clone(),
                person_id: person.to_string(),
                answer: answer.answer.code(),
                words: answer.words.clone(),
                heard: String::new(),
                recorded_at: at + 1,
                recorded_by: format!("person:{person}"),
            });
        }
        if let Some((manager, analysis)) = &told.approved {
            let new =
                NewDecision { decision: Decision::Approved, seen: true, took_part: true, analysis: analysis.clone() };
            self.decisions.push(decision(person, &row.id, &new, at + 2, manager));
        }
        self.versions.push(row);
        Ok(())
    }
}

fn decision(person: &PersonId, version: &str, new: &NewDecision, at: i64, manager: &StaffId) -> DecisionRow {
    DecisionRow {
        id: RowId::fresh().to_string(),
        version_id: version.to_owned(),
        person_id: person.to_string(),
        decision: new.decision.code(),
        seen: new.seen,
        took_part: new.took_part,
        analysis: new.analysis.clone(),
        recorded_at: at,
        recorded_by: format!("staff:{manager}"),
    }
}

/// The plan as it read on a day.
fn content_on(lines: &[&ToldLine], on: Date, names: &HashMap<String, String>) -> Content {
    let line = |(at, told): (usize, &&ToldLine)| Line {
        position: i32::try_from(at + 1).unwrap_or(i32::MAX),
        about: told.about.clone(),
        entry: told.entry.clone(),
        by: match &told.by {
            By::Themselves => Teller::Themselves,
            By::Staff(id) => Teller::of(&format!("staff:{id}"), names),
        },
        on: told.on,
        recorded_by: String::new(),
    };
    let until: Vec<Line> = lines.iter().enumerate().map(line).take_while(|line| line.on <= on).collect();
    fold(&until)
}
