//! Writing in a plan, from either door. Each side writes its own: a young person what is theirs, a worker beside it.

use waymark_rules::clocks::{EvidenceKind, Outcome};

use super::entries::{self, Entry, EntryRow, Field, GoalState, StepState, StepWho, Whose};
use super::fold::fold;
use super::read::{Content, Goal, Line, Step, lines_of};
use crate::access::{AddOwnWords, Permit, Who, Write, class};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::events::{EventKind, NewEvent};
use crate::evidence::{self, NewEvidence};
use crate::ids::{PersonId, RowId, StaffId};

/// The longest text a plan takes in one place, in characters.
pub const LONGEST: usize = 4000;

/// Who writes, and on what grounds.
#[derive(Debug, Clone, Copy)]
pub enum Writer<'p> {
    /// The young person, at their own door.
    Themselves(&'p Permit<class::Plan, AddOwnWords>),
    Worker(&'p Permit<class::Plan, Write>),
}

impl Writer<'_> {
    pub fn person(&self) -> &PersonId {
        match self {
            Self::Themselves(permit) => permit.person(),
            Self::Worker(permit) => permit.person(),
        }
    }

    /// Others may add words of their own to a plan as well; only the young person writes as themselves.
    pub(super) fn is_who_they_say(&self) -> bool {
        match self {
            Self::Themselves(permit) => matches!(permit.holder(), Who::YoungPerson(own) if own == permit.person()),
            Self::Worker(_) => true,
        }
    }

    /// What this one may write at all: whether it fits what stands is asked besides.
    fn may_write(&self, entry: &Entry, step: Option<&Step>) -> bool {
        match (self, entry) {
            (Self::Worker(_), Entry::Words { whose, .. }) => *whose == Whose::Suggested,
            (Self::Worker(_), _) => true,
            (Self::Themselves(_), Entry::Goal { whose, .. } | Entry::Words { whose, .. }) => *whose == Whose::Theirs,
            (Self::Themselves(_), Entry::Step { goal, who, .. }) => goal.is_some() && *who != StepWho::Worker,
            (Self::Themselves(_), Entry::StepMoved { to, .. }) => {
                *to != StepState::Done || step.is_some_and(|step| step.who != StepWho::Worker)
            }
            (Self::Themselves(_), Entry::NotNeeded { .. }) => false,
            (Self::Themselves(_), Entry::Text { field, .. }) => !matches!(field, Field::Matter(_)),
            (
                Self::Themselves(_),
                Entry::Areas { .. } | Entry::Moved { .. } | Entry::Near { .. } | Entry::Note { .. },
            ) => true,
        }
    }
}

/// Writes one thing in the plan and gives the goal, step or matter it is about.
///
/// `about` is empty for a new goal or step. `seen` is the entry the form was drawn from: if somebody else wrote in the
/// same place since, nothing is written and the answer is [`Error::Changed`].
pub fn write(tx: &mut Tx<'_>, writer: Writer<'_>, about: &str, entry: Entry, seen: Option<i32>) -> Result<String> {
    if !writer.is_who_they_say() {
        return Err(Error::NotFound);
    }
    let person = writer.person().clone();
    let lines = lines_of(tx, &person)?;
    let content = fold(&lines);
    let about = place_of(&content, about, &entry).ok_or(Error::NotFound)?;
    if !writer.may_write(&entry, content.step(&about).map(|(_, step)| step)) {
        return Err(Error::NotFound);
    }
    check_words(&entry)?;
    let by = tx.by();
    if seen.is_some_and(|seen| clash(&lines, &about, &entry, seen, &by).is_some()) {
        return Err(Error::Changed);
    }
    let entry = with_a_name(tx, entry)?;
    let row = EntryRow::new(&person, content.position + 1, &about, &entry, tx.stamp(), by)?;
    entries::insert_rows(tx, &[row])?;
    let event = NewEvent::new(EventKind::PlanChanged, tx.today(), entry.says());
    tx.record(&person, event.with(serde_json::json!({ "entry": entry.code(), "about": about })))?;
    tx.audit_change(&person, "plan", entry.code())?;
    tell_the_clocks(tx, &person, &content, &about, &entry)?;
    crate::summary::refresh(tx, std::slice::from_ref(&person))?;
    Ok(about)
}

/// What the entry is about, if that is there: a new goal or step is given an id of its own.
fn place_of(content: &Content, about: &str, entry: &Entry) -> Option<String> {
    let found = match entry {
        Entry::Goal { .. } | Entry::Step { goal: None, .. } => return Some(RowId::fresh().to_string()),
        Entry::Step { goal: Some(goal), .. } => {
            content.goal(goal)?;
            return Some(RowId::fresh().to_string());
        }
        Entry::StepMoved { .. } => content.step(about).is_some(),
        Entry::Text { field: Field::Matter(matter), .. } | Entry::NotNeeded { matter, .. } => {
            return Some(matter.code().to_owned());
        }
        _ => content.goal(about).is_some(),
    };
    found.then(|| about.to_owned())
}

fn check_words(entry: &Entry) -> Result<()> {
    let (words, may_be_empty) = match entry {
        Entry::Goal { words, .. } | Entry::Words { words, .. } | Entry::Step { words, .. } | Entry::Note { words } => {
            (words, false)
        }
        Entry::NotNeeded { why, .. } => (why, false),
        Entry::Text { words, .. }
        | Entry::Moved { words, .. }
        | Entry::Near { words, .. }
        | Entry::StepMoved { words, .. } => (words, true),
        Entry::Areas { .. } => return Ok(()),
    };
    if words.chars().count() > LONGEST {
        return Err(Error::Contradicts("That is too long. Say it in 4,000 characters or less.".into()));
    }
    if words.trim().is_empty() && !may_be_empty {
        return Err(Error::Contradicts("There are no words in it yet.".into()));
    }
    match entry {
        Entry::Near { number, .. } if *number > 10 => Err(Error::Contradicts("Choose a number from 0 to 10.".into())),
        _ => Ok(()),
    }
}

/// What somebody else wrote in the same place since, if that would be written over.
pub fn clash<'l>(lines: &'l [Line], about: &str, entry: &Entry, seen: i32, by: &str) -> Option<&'l Line> {
    let same_place = |line: &&Line| match entry {
        Entry::Text { beside: true, .. } => false,
        Entry::Text { field, .. } => line.is_in(about, *field),
        Entry::NotNeeded { matter, .. } => line.is_in(about, Field::Matter(*matter)),
        Entry::Areas { .. } => line.about == about && matches!(line.entry, Entry::Areas { .. }),
        Entry::Moved { .. } => line.about == about && matches!(line.entry, Entry::Moved { .. }),
        _ => false,
    };
    lines.iter().rev().take_while(|line| line.position > seen).filter(|line| line.recorded_by != by).find(same_place)
}

/// A worker's step without a name is the writer's own.
fn with_a_name(tx: &mut Tx<'_>, entry: Entry) -> Result<Entry> {
    match entry {
        Entry::Step { goal, words, who: StepWho::Worker, name, by_when } if name.trim().is_empty() => {
            let name = match tx.by().strip_prefix("staff:") {
                Some(id) => crate::staff::by_id(tx, &StaffId::stored(id.to_owned()))?.full_name,
                None => String::new(),
            };
            Ok(Entry::Step { goal, words, who: StepWho::Worker, name, by_when })
        }
        other => Ok(other),
    }
}

/// A worker's step with a day is a promise: its clock starts (CLK-36), ends when it is done, and is taken back when it is
/// not wanted. A young person's own step starts none: a late date is our debt alone.
fn tell_the_clocks(tx: &mut Tx<'_>, person: &PersonId, before: &Content, about: &str, entry: &Entry) -> Result<()> {
    match entry {
        Entry::Step { who: StepWho::Worker, by_when: Some(by_when), .. } => {
            let mut new =
                NewEvidence::done(EvidenceKind::GoalAction, tx.today(), "We said we would do a step of the plan");
            new.series = Some(RowId::stored(about.to_owned()));
            evidence::store(tx, person, &new.until(Some((*by_when).max(tx.today())))).map(|_| ())
        }
        Entry::StepMoved { to, .. } => match before.step(about) {
            Some((_, step)) if has_a_clock(step) => step_moved(tx, person, about, *to),
            _ => Ok(()),
        },
        Entry::Moved { to: GoalState::Done | GoalState::PutAside, .. } => {
            let steps = before.goal(about).into_iter().flat_map(Goal::open_steps).filter(|step| has_a_clock(step));
            for step in steps {
                evidence::withdraw(tx, person, &step.id, "A step of the plan is not needed now")?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn has_a_clock(step: &Step) -> bool {
    step.who == StepWho::Worker && step.by_when.is_some()
}

fn step_moved(tx: &mut Tx<'_>, person: &PersonId, step: &str, to: StepState) -> Result<()> {
    let today = tx.today();
    let about_it = |kind, says| NewEvidence::done(kind, today, says).about(step).came_to(Outcome::Done);
    match to {
        StepState::Done => {
            let done = about_it(EvidenceKind::GoalActionDone, "We did a step of the plan");
            evidence::store(tx, person, &done).map(|_| ())
        }
        StepState::NotNeeded => evidence::withdraw(tx, person, step, "A step of the plan is not needed now"),
        StepState::ToDo | StepState::Stuck => {
            let news = about_it(EvidenceKind::GoalProgress, "We looked at a step of the plan again");
            evidence::store(tx, person, &news).map(|_| ())
        }
    }
}
