//! A review as a history tells it: for the demonstration council and for tests, in the shape everything else reads.

use jiff::civil::Date;
use waymark_rules::clocks::{EvidenceKind, Mark, Outcome};
use waymark_rules::taking_part::participation;

use super::entries::{Arrangement, Entry, EntryRow, Place, Voice, insert_rows};
use super::write::{MeetingRow, insert_meetings};
use crate::db::{Day, Tx};
use crate::error::Result;
use crate::evidence::NewEvidence;
use crate::ids::{PersonId, RowId, StaffId};
use crate::plans::told::{By, moment};

#[derive(Debug, Clone)]
struct ToldLine {
    on: Date,
    by: By,
    about: String,
    entry: Entry,
}

/// One review, told from the day it was set up.
#[derive(Debug, Clone)]
pub struct TellMeeting {
    id: String,
    arrangement: Arrangement,
    by: By,
    lines: Vec<ToldLine>,
    care: Option<RowId>,
    plan: Option<RowId>,
    /// The evidence that the decisions were told.
    shared: RowId,
}

impl TellMeeting {
    pub fn set_up(on: Date, by: &StaffId, arrangement: Arrangement) -> Self {
        let series = |wanted: bool| wanted.then(RowId::fresh);
        let told = Self {
            id: RowId::fresh().to_string(),
            by: By::Staff(by.clone()),
            lines: Vec::new(),
            care: series(arrangement.kind.is_of_care()),
            plan: series(arrangement.kind.is_of_the_plan()),
            shared: RowId::fresh(),
            arrangement: arrangement.clone(),
        };
        told.then(on, Entry::Arranged { arrangement })
    }

    /// Calls it by an id of the teller's, for tests that must know its address.
    #[must_use]
    pub fn named(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// What they wrote at their own door.
    #[must_use]
    pub fn they_wrote(mut self, on: Date, entry: Entry) -> Self {
        self.lines.push(ToldLine { on, by: By::Themselves, about: String::new(), entry });
        self
    }

    /// What the one who set it up wrote.
    #[must_use]
    pub fn then(mut self, on: Date, entry: Entry) -> Self {
        let about = if matches!(entry, Entry::Decision { .. }) { RowId::fresh().to_string() } else { String::new() };
        let entry = match entry {
            Entry::DecisionsShared { .. } if self.care.is_some() => {
                Entry::DecisionsShared { evidence: Some(self.shared.to_string()) }
            }
            other => other,
        };
        self.lines.push(ToldLine { on, by: self.by.clone(), about, entry });
        self
    }

    fn held(&self) -> Option<(Date, bool, Voice, bool)> {
        self.lines.iter().find_map(|line| match line.entry {
            Entry::Held { on, there, voice, formal, .. } => Some((on, there, voice, formal)),
            _ => None,
        })
    }

    fn they_planned_it(&self) -> bool {
        self.lines.iter().any(|line| line.by == By::Themselves && matches!(line.entry, Entry::Wish { .. }))
    }

    fn written_up(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.entry, Entry::Record { .. }))
    }

    /// What the clocks read of it.
    pub(crate) fn evidence(&self) -> Vec<NewEvidence> {
        let mut all: Vec<NewEvidence> = Vec::new();
        all.extend(self.care.clone().map(|series| self.of_care(series)));
        all.extend(self.plan.clone().map(|series| self.of_the_plan(series)));
        all.extend(self.lines.iter().flat_map(|line| self.beside(line)));
        all
    }

    fn of_care(&self, series: RowId) -> NewEvidence {
        let new = match self.held() {
            Some((on, there, voice, _)) => {
                let code = participation(17, there, voice.counted(there, self.they_planned_it()));
                NewEvidence::done(EvidenceKind::CareReview, on, "A review of their care was held")
                    .detailed(serde_json::json!({ "participation": code }))
            }
            None => planned(EvidenceKind::CareReview, self.arrangement.on),
        };
        NewEvidence { series: Some(series), ..new }
    }

    fn of_the_plan(&self, series: RowId) -> NewEvidence {
        let new = match self.held().filter(|_| self.written_up()) {
            Some((on, .., formal)) => {
                let marks: &[Mark] = if formal { &[Mark::Formal] } else { &[] };
                NewEvidence::done(EvidenceKind::Review, on, "The plan was reviewed").with(marks)
            }
            None => planned(EvidenceKind::Review, self.arrangement.on),
        };
        NewEvidence { series: Some(series), ..new }
    }

    /// What an entry is besides: the report given, the decisions told, the notes written and sent.
    fn beside(&self, line: &ToldLine) -> Option<NewEvidence> {
        let kind = match line.entry {
            Entry::ReportShared => EvidenceKind::ReviewReportShared,
            Entry::SpokenWith { .. } => EvidenceKind::ReviewingOfficerSpoke,
            Entry::DecisionsShared { .. } => EvidenceKind::ReviewDecisionsShared,
            Entry::Record { .. } => EvidenceKind::ReviewRecordWritten,
            Entry::CopyGiven { .. } => EvidenceKind::ReviewRecordDistributed,
            _ => return None,
        };
        let new = NewEvidence::done(kind, line.on, line.entry.says()).about(self.care.as_ref()?.to_string());
        let is_the_telling = kind == EvidenceKind::ReviewDecisionsShared;
        Some(NewEvidence { series: is_the_telling.then(|| self.shared.clone()), ..new })
    }

    fn day_of(&self, is_it: impl Fn(&Entry) -> bool) -> Option<i64> {
        self.lines.iter().find(|line| is_it(&line.entry)).map(|line| moment(line.on, 0))
    }

    fn row(&self, person: &PersonId) -> MeetingRow {
        MeetingRow {
            id: self.id.clone(),
            person_id: person.to_string(),
            kind: self.arrangement.kind.code(),
            planned_on: Day(self.arrangement.on),
            held_on: self.held().map(|(on, ..)| Day(on)),
            report_shared_at: self.day_of(|entry| matches!(entry, Entry::ReportShared)),
            decisions_shared_at: self.day_of(|entry| matches!(entry, Entry::DecisionsShared { .. })),
            closed_at: self.day_of(|entry| matches!(entry, Entry::Closed)),
            care_evidence: self.care.as_ref().map(ToString::to_string),
            plan_evidence: self.plan.as_ref().map(ToString::to_string),
            set_up_at: moment(self.lines[0].on, 0),
            set_up_by: self.by.recorded_as(person),
        }
    }

    fn rows(&self, person: &PersonId) -> Result<Vec<EntryRow>> {
        let row = |(at, line): (usize, &ToldLine)| {
            let position = i32::try_from(at + 1).unwrap_or(i32::MAX);
            let by = line.by.recorded_as(person);
            let about = line.about.clone();
            let at = moment(line.on, at);
            EntryRow::new(Place { meeting: &self.id, person, position, about, at, by }, &line.entry)
        };
        self.lines.iter().enumerate().map(row).collect()
    }
}

fn planned(kind: EvidenceKind, on: Date) -> NewEvidence {
    NewEvidence::done(kind, on, "A review is planned").came_to(Outcome::Planned)
}

/// Writes told reviews down.
pub(crate) fn keep<'t>(tx: &mut Tx<'_>, each: impl Iterator<Item = (&'t PersonId, &'t [TellMeeting])>) -> Result<()> {
    let (mut meetings, mut entries) = (Vec::new(), Vec::new());
    for (person, told) in each {
        for one in told {
            meetings.push(one.row(person));
            entries.extend(one.rows(person)?);
        }
    }
    insert_meetings(tx, &meetings)?;
    insert_rows(tx, &entries)
}
