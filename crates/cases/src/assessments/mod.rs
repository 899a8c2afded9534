//! Getting to know each other: the needs assessment, one living page for each part of life, written by both sides over weeks
//! (S17; rules.md §5.2). What is going well comes first; the worker's analysis is kept apart from anybody's words.

mod finish;
mod questions;
mod rows;

use jiff::civil::Date;

pub use finish::{
    Decision, NewStep, Progress, SentStep, StepKind, Waiting, approve, permit_to_settle, send, send_back, waiting,
};
pub use questions::{Asks, Question, about, any, questions};
pub(crate) use rows::insert_all;

use crate::access::words::listed;
use crate::access::{AddOwnWords, Class, Permit, Read, Write, class};
use crate::areas::{Area, Words};
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::evidence::{self, NewEvidence};
use crate::going::{not_to_come, of_themselves};
use crate::ids::{PersonId, RowId};
use crate::sides::{Side, Workers, Written, trimmed, whole};
use waymark_rules::clocks::EvidenceKind;

listed! {
    /// One part of the assessment: the parts of life, and their own voice before them.
    Domain {
        Voice = "voice", "Their voice";
        Health = "health", "Health";
        LearningAndWork = "learning_and_work", "Learning and work";
        Feelings = "feelings", "Feelings";
        WhoIAm = "who_i_am", "Who I am";
        MyPeople = "my_people", "My people";
        Money = "money", "Money";
        LifeSkills = "life_skills", "Life skills";
        Home = "home", "Home";
        Safety = "safety", "Staying safe";
    }
}

impl Domain {
    /// The part of life it is about; none for their voice, which is about all of them.
    pub fn area(self) -> Option<Area> {
        Area::from_code(self.code())
    }

    /// What the council calls it now, on staff pages.
    pub fn named(self, words: &Words) -> String {
        self.area().map_or_else(|| self.says().to_owned(), |area| words.area(area).to_owned())
    }

    /// The same at the young person's door.
    pub fn named_to_them(self, words: &Words) -> String {
        self.area().map_or_else(|| "What you want to say".to_owned(), |area| words.area(area).to_owned())
    }
}

listed! {
    /// What is asked of each part, strengths first.
    Part {
        GoingWell = "going_well", "What is going well";
        Hard = "hard", "What is hard";
        Wants = "wants", "What they want";
        Helps = "helps", "What helps";
        Evidence = "evidence", "What this rests on";
    }
}

listed! {
    /// Whether they agree with what is written.
    View {
        Agrees = "agrees", "Agrees";
        InPart = "in_part", "Agrees with some of it";
        DoesNot = "does_not", "Does not agree";
    }
}

/// How far one part has come. Worked out, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    NotStarted,
    Started,
    Agreed,
}

impl Stage {
    pub const fn says(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::Started => "Started",
            Self::Agreed => "Agreed",
        }
    }
}

/// What one side says of one part, about to be recorded. Only whose it is and the day are needed; an empty one is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub domain: Domain,
    pub side: Side,
    /// Who it was, for somebody else: "Aunt Bea", "her teacher".
    pub who: String,
    pub said_on: Date,
    pub going_well: String,
    pub hard: String,
    pub wants: String,
    pub helps: String,
    pub evidence: String,
    /// 0 to 10, asked and never guessed.
    pub number: Option<i32>,
    /// The version of an entry that this one puts right. Where somebody else put it right meanwhile, both are kept.
    pub puts_right: Option<RowId>,
    pub(crate) written: Option<Written>,
}

impl NewEntry {
    pub fn new(domain: Domain, side: Side, said_on: Date) -> Self {
        Self {
            domain,
            side,
            who: String::new(),
            said_on,
            going_well: String::new(),
            hard: String::new(),
            wants: String::new(),
            helps: String::new(),
            evidence: String::new(),
            number: None,
            puts_right: None,
            written: None,
        }
    }

    pub fn says_nothing(&self) -> bool {
        [&self.going_well, &self.hard, &self.wants, &self.helps, &self.evidence]
            .iter()
            .all(|text| text.trim().is_empty())
            && self.number.is_none()
    }
}

/// What one side said of one part, as it is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub series: String,
    pub domain: Domain,
    pub side: Side,
    pub who: String,
    pub said_on: Date,
    pub going_well: String,
    pub hard: String,
    pub wants: String,
    pub helps: String,
    pub evidence: String,
    pub number: Option<i32>,
    pub recorded_at: i64,
    pub recorded_by: String,
    /// When a later version took its place; `None` while it stands.
    pub superseded_at: Option<i64>,
}

impl Entry {
    /// Whether they wrote it themselves, at their own door: nobody else may put that right.
    pub fn is_their_own(&self) -> bool {
        self.recorded_by.starts_with("person:")
    }

    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::GoingWell => &self.going_well,
            Part::Hard => &self.hard,
            Part::Wants => &self.wants,
            Part::Helps => &self.helps,
            Part::Evidence => &self.evidence,
        }
    }
}

/// The worker's analysis of one part, or an earlier version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    pub domain: Domain,
    pub words: String,
    pub recorded_at: i64,
    pub recorded_by: String,
    pub superseded_at: Option<i64>,
}

/// Whether they agreed with a part, when they were asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewed {
    pub domain: Domain,
    pub view: View,
    pub words: String,
    pub recorded_at: i64,
}

/// All of one person's assessment.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// Oldest first, the superseded among them.
    pub entries: Vec<Entry>,
    pub analyses: Vec<Analysis>,
    pub views: Vec<Viewed>,
    /// Oldest first.
    pub steps: Vec<SentStep>,
    pub workers: Workers,
}

impl Assessment {
    /// What stands about a part, newest first.
    pub fn standing(&self, domain: Domain) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev().filter(move |one| one.domain == domain && one.superseded_at.is_none())
    }

    /// The version of this name, if it stands.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|one| one.id == id && one.superseded_at.is_none())
    }

    /// The earlier versions of an entry, newest first.
    pub fn earlier(&self, series: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev().filter(move |one| one.series == series && one.superseded_at.is_some())
    }

    pub fn analysis(&self, domain: Domain) -> Option<&Analysis> {
        self.analyses.iter().find(|one| one.domain == domain && one.superseded_at.is_none())
    }

    /// What they last said of whether they agree.
    pub fn view(&self, domain: Domain) -> Option<&Viewed> {
        self.views.iter().rev().find(|one| one.domain == domain)
    }

    /// Agreed only while nothing was written since they said so.
    pub fn stage(&self, domain: Domain) -> Stage {
        let Some(last) = self.last_written(domain) else { return Stage::NotStarted };
        match self.view(domain) {
            Some(viewed) if viewed.view == View::Agrees && viewed.recorded_at >= last => Stage::Agreed,
            _ => Stage::Started,
        }
    }

    fn last_written(&self, domain: Domain) -> Option<i64> {
        let entries = self.standing(domain).map(|one| one.recorded_at);
        entries.chain(self.analysis(domain).map(|one| one.recorded_at)).max()
    }

    /// What is to be done before a manager can read it: parts nobody wrote in, no strength, none of their words.
    pub fn still_to_cover(&self) -> Vec<ToCover> {
        let standing = || self.entries.iter().filter(|one| one.superseded_at.is_none());
        let empty = Domain::ALL.iter().filter(|domain| self.stage(**domain) == Stage::NotStarted);
        let mut missing: Vec<ToCover> = empty.map(|domain| ToCover::Part(*domain)).collect();
        if !standing().any(|one| !one.going_well.is_empty()) {
            missing.push(ToCover::Strengths);
        }
        if !standing().any(|one| one.side == Side::Theirs) {
            missing.push(ToCover::TheirWords);
        }
        missing
    }
}

/// Something an assessment must hold before it is finished (C03, C05; rules CLK-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToCover {
    Part(Domain),
    Strengths,
    TheirWords,
}

/// A worker writes down what somebody said, whosever words they are.
pub fn record(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, new: &NewEntry) -> Result<RowId> {
    if let Some(version) = &new.puts_right {
        rows::version(tx, permit.person(), version)?.filter(|one| !one.is_their_own()).ok_or(Error::NotFound)?;
    }
    keep(tx, permit.person(), new)
}

/// The young person writes at their own door. They put right only what they wrote themselves.
pub fn record_own(tx: &mut Tx<'_>, permit: &Permit<class::Plan, AddOwnWords>, new: &NewEntry) -> Result<RowId> {
    of_themselves(permit, new.side)?;
    if let Some(version) = &new.puts_right {
        let by = tx.by();
        rows::version(tx, permit.person(), version)?.filter(|one| one.recorded_by == by).ok_or(Error::NotFound)?;
    }
    keep(tx, permit.person(), new)
}

/// The furthest a number goes.
pub const MOST: i32 = 10;

fn keep(tx: &mut Tx<'_>, person: &PersonId, new: &NewEntry) -> Result<RowId> {
    not_to_come(tx, new.said_on)?;
    if new.says_nothing() {
        return Err(Error::Contradicts("Write something in at least one of the boxes.".into()));
    }
    if new.number.is_some_and(|number| !(0..=MOST).contains(&number)) {
        return Err(Error::Contradicts("The number must be from 0 to 10.".into()));
    }
    started(tx, person, new.said_on)?;
    let series = rows::replace_entry(tx, person, new)?;
    tx.record(person, event(new))?;
    tx.audit_change(person, Class::Plan.code(), &format!("getting to know you: {}", new.domain.code()))?;
    crate::summary::refresh(tx, std::slice::from_ref(person))?;
    Ok(series)
}

/// The first words in it start the assessment as the clocks read it (CLK-01.start).
fn started(tx: &mut Tx<'_>, person: &PersonId, on: Date) -> Result<()> {
    if rows::any(tx, person)? {
        return Ok(());
    }
    let says = "Getting to know you: started";
    evidence::store(tx, person, &NewEvidence::done(EvidenceKind::AssessmentStarted, on, says)).map(|_| ())
}

/// What the timeline says: which part and whose words, never the words.
pub(crate) fn event(new: &NewEntry) -> NewEvent {
    let whose = match new.side {
        Side::Theirs => "their own words",
        Side::Worker => "their worker",
        Side::SomebodyElse => "somebody else",
    };
    let says = format!("Getting to know you, {}: {whose}", new.domain.says());
    NewEvent::new(EventKind::AssessmentRecorded, new.said_on, says)
        .with(serde_json::json!({ "domain": new.domain.code(), "side": new.side.code() }))
}

/// The worker's own analysis of a part. A later one takes its place; the earlier stays readable.
pub fn analyse(tx: &mut Tx<'_>, permit: &Permit<class::Plan, Write>, domain: Domain, words: &str) -> Result<()> {
    let person = permit.person().clone();
    rows::replace_analysis(tx, &person, domain, &trimmed(words))?;
    let says = format!("Getting to know you, {}: what their worker makes of it", domain.says());
    tx.record(&person, NewEvent::new(EventKind::AssessmentRecorded, tx.today(), says))?;
    tx.audit_change(&person, Class::Plan.code(), &format!("analysis: {}", domain.code()))
}

/// A worker writes down whether they agree with what is written of a part.
pub fn agreed(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, Write>,
    domain: Domain,
    view: View,
    words: &str,
) -> Result<()> {
    keep_view(tx, permit.person(), domain, view, words)
}

/// They say at their own door whether they agree.
pub fn agree_own(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Plan, AddOwnWords>,
    domain: Domain,
    view: View,
    words: &str,
) -> Result<()> {
    of_themselves(permit, Side::Theirs)?;
    keep_view(tx, permit.person(), domain, view, words)
}

fn keep_view(tx: &mut Tx<'_>, person: &PersonId, domain: Domain, view: View, words: &str) -> Result<()> {
    rows::insert_view(tx, person, domain, view, &trimmed(words))?;
    let says = format!("Getting to know you, {}: they said whether they agree", domain.says());
    tx.record(person, NewEvent::new(EventKind::AssessmentRecorded, tx.today(), says))?;
    tx.audit_change(person, Class::Plan.code(), &format!("agreement: {}", domain.code()))
}

/// All of it: what stands, what it took the place of, and where it has got to.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>) -> Result<Assessment> {
    whole(permit)?;
    rows::all(r, permit.person())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(domain: Domain, side: Side, at: i64) -> Entry {
        Entry {
            id: at.to_string(),
            series: at.to_string(),
            domain,
            side,
            who: String::new(),
            said_on: date(2026, 11, 1),
            going_well: "The garden".into(),
            hard: String::new(),
            wants: String::new(),
            helps: String::new(),
            evidence: String::new(),
            number: None,
            recorded_at: at,
            recorded_by: String::new(),
            superseded_at: None,
        }
    }

    fn agrees(domain: Domain, at: i64) -> Viewed {
        Viewed { domain, view: View::Agrees, words: String::new(), recorded_at: at }
    }

    #[test]
    fn a_part_is_agreed_only_until_somebody_writes_in_it_again() {
        let mut all = Assessment { entries: vec![entry(Domain::Home, Side::Worker, 10)], ..Assessment::default() };
        assert_eq!((all.stage(Domain::Home), all.stage(Domain::Money)), (Stage::Started, Stage::NotStarted));
        all.views.push(agrees(Domain::Home, 20));
        assert_eq!(all.stage(Domain::Home), Stage::Agreed);
        all.entries.push(entry(Domain::Home, Side::Theirs, 30));
        assert_eq!(all.stage(Domain::Home), Stage::Started);
    }

    #[test]
    fn nothing_is_finished_without_each_part_a_strength_and_their_own_words() {
        let mut all = Assessment::default();
        assert_eq!(all.still_to_cover().len(), 12);
        all.entries = Domain::ALL.iter().map(|domain| entry(*domain, Side::Worker, 1)).collect();
        assert_eq!(all.still_to_cover(), [ToCover::TheirWords]);
        all.entries.iter_mut().for_each(|one| one.going_well.clear());
        assert_eq!(all.still_to_cover(), [ToCover::Strengths, ToCover::TheirWords]);
    }

    #[test]
    fn each_part_of_life_has_its_place_and_their_voice_comes_first() {
        for area in Area::ALL {
            assert_eq!(Domain::from_code(area.code()).and_then(Domain::area), Some(*area), "{area:?}");
        }
        assert_eq!(Domain::ALL.first(), Some(&Domain::Voice));
        assert_eq!(Domain::ALL.len(), Area::ALL.len() + 1);
    }
}
