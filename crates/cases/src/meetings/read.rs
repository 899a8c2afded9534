//! A review as it stands, read from its entries.

use std::collections::BTreeMap;

use diesel::prelude::*;
use jiff::civil::Date;

use super::entries::{Arrangement, Card, Entry, Voice};
use crate::access::{Permit, Read, Scope, class};
use crate::clock::day_of;
use crate::db::{Reading, instant};
use crate::entitlements::Teller;
use crate::error::{Error, Result};
use crate::ids::PersonId;
use crate::plans::Said;
use crate::plans::read::names_of;
use crate::schema::{meeting, meeting_entry};

/// Something decided, and what they and others said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub id: String,
    pub said: Said,
    pub who: String,
    pub by_when: Option<Date>,
    /// Whether they accept it, with their words. The last answer counts; nobody asked yet is none.
    pub answer: Option<(bool, Said)>,
}

/// Somebody's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub who: String,
    pub number: u8,
    pub said: Said,
}

/// How they took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    pub there: bool,
    pub voice: Voice,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub id: String,
    /// How many entries it has: what a form was drawn from.
    pub position: i32,
    pub arrangement: Arrangement,
    pub arranged: Said,
    /// What they want, by card: every wording, oldest first; the last counts.
    pub wishes: BTreeMap<Card, Vec<Said>>,
    /// The report as it stands, and the instant it was given to them.
    pub report: Option<Said>,
    pub report_shared: Option<i64>,
    pub spoken_with: Vec<Said>,
    pub held: Option<(Date, Took)>,
    pub formal: bool,
    /// They said what help they want after 21 (CLK-17).
    pub choice: bool,
    pub numbers: Vec<Number>,
    pub decisions: Vec<Resolved>,
    pub decisions_shared: Option<Date>,
    pub record: Option<Said>,
    pub copies: Vec<Said>,
    /// The manager's answer to the decisions.
    pub answered: Option<(bool, Said)>,
    pub closed: Option<Said>,
    pub called_off: Option<Said>,
    pub(super) care_evidence: Option<String>,
    pub(super) plan_evidence: Option<String>,
    pub(super) shared_evidence: Option<String>,
}

impl Meeting {
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.called_off.is_none()
    }

    /// Still to be held.
    pub fn is_coming(&self) -> bool {
        self.is_open() && self.held.is_none()
    }

    /// What they want on one card: as they last wrote it themselves, or else as a worker last heard it. A worker's words
    /// never take the place of theirs.
    pub fn wish(&self, card: Card) -> Option<&Said> {
        self.last_on(card, true).or_else(|| self.last_on(card, false)).filter(|said| !said.words.is_empty())
    }

    /// What a worker heard, where they wrote something themselves too: it stands beside theirs.
    pub fn heard_besides(&self, card: Card) -> Option<&Said> {
        self.last_on(card, true).and(self.last_on(card, false))
    }

    fn last_on(&self, card: Card, their_own: bool) -> Option<&Said> {
        self.wishes.get(&card)?.iter().rev().find(|said| (said.by == Teller::Themselves) == their_own)
    }

    /// Whether they wrote any of it at their own door: views that were sent, if they are not there.
    pub fn they_planned_it(&self) -> bool {
        self.wishes.values().flatten().any(|said| said.by == Teller::Themselves && !said.words.is_empty())
    }

    /// What they want to talk about, one thing on a line, in their order.
    pub fn topics(&self) -> Vec<&str> {
        let words = self.wish(Card::ToTalkAbout).map_or("", |said| said.words.as_str());
        words.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    pub fn decision(&self, id: &str) -> Option<&Resolved> {
        self.decisions.iter().find(|one| one.id == id)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting)]
struct StoredMeeting {
    id: String,
    care_evidence: Option<String>,
    plan_evidence: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting_entry)]
struct StoredEntry {
    meeting_id: String,
    position: i32,
    about: String,
    entry: String,
    recorded_at: i64,
    recorded_by: String,
}

/// Every review of one person, the latest day first. For those who see plans whole.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>) -> Result<Vec<Meeting>> {
    whole_only(permit)?;
    all(r, permit.person())
}

/// One of them.
pub fn one(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>, id: &str) -> Result<Meeting> {
    of_person(r, permit)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

fn whole_only(permit: &Permit<class::Plan, Read>) -> Result<()> {
    if permit.grounds().scope == Scope::Whole { Ok(()) } else { Err(Error::NotFound) }
}

pub(super) fn all(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Meeting>> {
    let stored: Vec<StoredMeeting> = meeting::table
        .filter(meeting::person_id.eq(person.as_str()))
        .order((meeting::planned_on.desc(), meeting::set_up_at.desc()))
        .select(StoredMeeting::as_select())
        .load(r.conn)?;
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    let entries: Vec<StoredEntry> = meeting_entry::table
        .filter(meeting_entry::person_id.eq(person.as_str()))
        .order((meeting_entry::meeting_id, meeting_entry::position))
        .select(StoredEntry::as_select())
        .load(r.conn)?;
    let names = names_of(r, entries.iter().map(|one| one.recorded_by.as_str()))?;
    stored.iter().map(|one| put_together(one, &entries, &names)).collect()
}

fn put_together(
    of: &StoredMeeting,
    entries: &[StoredEntry],
    names: &std::collections::HashMap<String, String>,
) -> Result<Meeting> {
    let mut whole: Option<Meeting> = None;
    for line in entries.iter().filter(|line| line.meeting_id == of.id) {
        let entry: Entry = serde_json::from_str(&line.entry)?;
        let by = Teller::of(&line.recorded_by, names);
        let said =
            |words: &str| Said { words: words.to_owned(), by: by.clone(), on: day_of(instant(line.recorded_at)) };
        match (&mut whole, &entry) {
            (None, Entry::Arranged { arrangement }) => whole = Some(begun(of, arrangement, said(""))),
            (None, _) => return Err(Error::NotFound),
            (Some(so_far), _) => fold(so_far, line, entry, said),
        }
        if let Some(so_far) = &mut whole {
            so_far.position = line.position;
        }
    }
    whole.ok_or(Error::NotFound)
}

fn begun(of: &StoredMeeting, arrangement: &Arrangement, arranged: Said) -> Meeting {
    Meeting {
        id: of.id.clone(),
        position: 0,
        arrangement: arrangement.clone(),
        arranged,
        wishes: BTreeMap::new(),
        report: None,
        report_shared: None,
        spoken_with: Vec::new(),
        held: None,
        formal: false,
        choice: false,
        numbers: Vec::new(),
        decisions: Vec::new(),
        decisions_shared: None,
        record: None,
        copies: Vec::new(),
        answered: None,
        closed: None,
        called_off: None,
        care_evidence: of.care_evidence.clone(),
        plan_evidence: of.plan_evidence.clone(),
        shared_evidence: None,
    }
}

fn fold(whole: &mut Meeting, line: &StoredEntry, entry: Entry, said: impl Fn(&str) -> Said) {
    match entry {
        Entry::Arranged { arrangement } => {
            whole.arrangement = arrangement;
            whole.arranged = said("");
        }
        Entry::Wish { card, words } => whole.wishes.entry(card).or_default().push(said(&words)),
        Entry::Report { words } => whole.report = Some(said(&words)),
        Entry::ReportShared => whole.report_shared = Some(line.recorded_at),
        Entry::SpokenWith { words } => whole.spoken_with.push(said(&words)),
        Entry::Held { on, there, voice, formal, choice } => {
            whole.held = Some((on, Took { there, voice }));
            (whole.formal, whole.choice) = (formal, choice);
        }
        Entry::Number { who, number, words } => whole.numbers.push(Number { who, number, said: said(&words) }),
        Entry::Decision { words, who, by_when } => {
            let (id, said) = (line.about.clone(), said(&words));
            whole.decisions.push(Resolved { id, said, who, by_when, answer: None });
        }
        Entry::Answer { accepts, words } => {
            let found = whole.decisions.iter_mut().find(|one| one.id == line.about);
            if let Some(decision) = found {
                decision.answer = Some((accepts, said(&words)));
            }
        }
        Entry::DecisionsShared { evidence } => {
            whole.decisions_shared = Some(said("").on);
            whole.shared_evidence = evidence;
        }
        Entry::Record { words } => whole.record = Some(said(&words)),
        Entry::CopyGiven { how } => whole.copies.push(said(&how)),
        Entry::Answered { accepts, words } => whole.answered = Some((accepts, said(&words))),
        Entry::Closed => whole.closed = Some(said("")),
        Entry::CalledOff { why } => whole.called_off = Some(said(&why)),
    }
}
