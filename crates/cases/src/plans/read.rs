//! The plan as it stands, in plain structs: pages draw it, a version keeps it, paper prints it, reviews read progress
//! from it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::plan_content::Matter;

use super::entries::{AsideBecause, Celebrate, Entry, Field, GoalState, StepState, StepWho, Whose};
use super::fold::fold;
use super::versions::{self, Version};
use crate::access::{Permit, Read, Scope, class};
use crate::areas::Area;
use crate::clock::day_of;
use crate::db::{Reading, instant};
use crate::entitlements::Teller;
use crate::error::Result;
use crate::ids::PersonId;
use crate::schema::{plan_entry, staff};

/// Words somebody wrote, with who and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub words: String,
    pub by: Teller,
    pub on: Date,
}

/// One way a goal is worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    pub whose: Whose,
    pub said: Said,
}

/// How near they were, when asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nearness {
    /// 0 to 10.
    pub number: u8,
    pub said: Said,
}

/// One step, theirs or ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: String,
    pub said: Said,
    pub who: StepWho,
    /// Whose it is by name; empty for their own.
    pub name: String,
    pub by_when: Option<Date>,
    pub state: StepState,
    /// The last thing said about how it goes.
    pub state_said: Option<Said>,
}

impl Step {
    pub const fn is_open(&self) -> bool {
        matches!(self.state, StepState::ToDo | StepState::Stuck)
    }

    /// Whose it is, on staff pages.
    pub fn whose(&self, person: &str) -> String {
        match self.who {
            StepWho::Theirs => person.to_owned(),
            _ if self.name.is_empty() => self.who.says().to_owned(),
            _ => self.name.clone(),
        }
    }
}

/// How a goal came to where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub because: Option<AsideBecause>,
    pub celebrate: Option<Celebrate>,
    pub said: Said,
}

/// One goal, with everything that stands about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub id: String,
    /// The first words first, then every other wording in order. Never empty.
    pub wordings: Vec<Wording>,
    pub state: GoalState,
    pub moved: Option<Move>,
    pub areas: Vec<Area>,
    pub why: Vec<Said>,
    pub plan_b: Vec<Said>,
    pub help: Vec<Said>,
    /// Oldest first.
    pub near: Vec<Nearness>,
    pub steps: Vec<Step>,
    pub notes: Vec<Said>,
}

impl Goal {
    /// The first words, which stay as they were written.
    pub fn original(&self) -> &Wording {
        &self.wordings[0]
    }

    /// The words it goes by: the last they chose themselves, or the first if nobody knows theirs.
    pub fn shown(&self) -> &Wording {
        self.wordings.iter().rev().find(|one| one.whose == Whose::Theirs).unwrap_or_else(|| self.original())
    }

    /// Every other wording, to be shown beside.
    pub fn other_wordings(&self) -> impl Iterator<Item = &Wording> {
        let shown = self.shown();
        self.wordings.iter().filter(move |one| !std::ptr::eq(*one, shown))
    }

    pub fn is_in_their_words(&self) -> bool {
        self.shown().whose == Whose::Theirs
    }

    /// Now or later: neither done nor put aside.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, GoalState::Now | GoalState::Later)
    }

    pub fn open_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.is_open())
    }
}

/// What the plan says of one matter of the law.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterSays {
    pub texts: Vec<Said>,
    /// Why nothing need be said, if that was said last.
    pub not_needed: Option<Said>,
}

/// The plan itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The last entry it was read from: 0 for a plan nobody wrote in. A form carries it, so that nobody overwrites
    /// what they have not seen.
    pub position: i32,
    pub goals: Vec<Goal>,
    /// What we promised beside any goal.
    pub promises: Vec<Step>,
    pub matters: BTreeMap<Matter, MatterSays>,
}

impl Content {
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }

    pub fn in_state(&self, state: GoalState) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(move |goal| goal.state == state)
    }

    /// Every step with the goal it belongs to, promises last.
    pub fn steps(&self) -> impl Iterator<Item = (Option<&Goal>, &Step)> {
        let of_goals = self.goals.iter().flat_map(|goal| goal.steps.iter().map(move |step| (Some(goal), step)));
        of_goals.chain(self.promises.iter().map(|step| (None, step)))
    }

    pub fn step(&self, id: &str) -> Option<(Option<&Goal>, &Step)> {
        self.steps().find(|(_, step)| step.id == id)
    }

    /// Steps still to do of goals that are for now, and promises: soonest first, those without a day last.
    pub fn next_steps(&self) -> Vec<(Option<&Goal>, &Step)> {
        let is_next = |(goal, step): &(Option<&Goal>, &Step)| {
            step.is_open() && goal.is_none_or(|goal| goal.state == GoalState::Now)
        };
        let mut next: Vec<_> = self.steps().filter(is_next).collect();
        next.sort_by_key(|(_, step)| step.by_when.unwrap_or(Date::MAX));
        next
    }

    pub fn is_empty(&self) -> bool {
        self.goals.is_empty() && self.promises.is_empty() && self.matters.is_empty()
    }
}

/// The plan as read today, with its versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanRead {
    pub content: Content,
    /// Oldest first.
    pub versions: Vec<Version>,
}

impl PlanRead {
    /// The version sent last, approved or not.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The version a manager approved last.
    pub fn approved(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.is_approved())
    }

    /// What a young person is asked about: the version sent last, unless it was sent back.
    pub fn to_agree(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|version| !version.was_sent_back())
    }

    /// Whether anything was written since the version sent last.
    pub fn has_changed_since_sent(&self) -> bool {
        self.latest().is_none_or(|version| version.position < self.content.position)
    }
}

/// One entry with who wrote it and when: the history of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub position: i32,
    /// The goal, step or matter it is about.
    pub about: String,
    pub entry: Entry,
    pub by: Teller,
    pub on: Date,
    /// As stored, to tell one worker from another.
    pub recorded_by: String,
}

impl Line {
    pub(super) fn said(&self, words: &str) -> Said {
        Said { words: words.to_owned(), by: self.by.clone(), on: self.on }
    }

    /// Whether it writes in this field of this goal or matter.
    pub fn is_in(&self, about: &str, field: Field) -> bool {
        let here = matches!(&self.entry, Entry::Text { field: written, .. } if *written == field)
            || matches!((&self.entry, field), (Entry::NotNeeded { matter, .. }, Field::Matter(of)) if *matter == of);
        here && self.about == about
    }
}

/// The plan and everything ever written in it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub read: PlanRead,
    /// Oldest first.
    pub lines: Vec<Line>,
}

impl Plan {
    /// What was written about a goal and its steps, newest first.
    pub fn history_of(&self, goal: &str) -> Vec<&Line> {
        let steps: BTreeSet<&str> = self
            .read
            .content
            .goal(goal)
            .map(|goal| goal.steps.iter().map(|step| step.id.as_str()).collect())
            .unwrap_or_default();
        self.lines.iter().rev().filter(|line| line.about == goal || steps.contains(line.about.as_str())).collect()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_entry)]
struct Stored {
    position: i32,
    about: String,
    entry: String,
    recorded_at: i64,
    recorded_by: String,
}

/// The plan as it stands. Whoever sees only a part of plans sees what was asked of people outside, and no goal.
pub fn as_read(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>) -> Result<PlanRead> {
    Ok(of_person(r, permit)?.read)
}

/// The plan with its history.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Plan, Read>) -> Result<Plan> {
    let plan = whole(r, permit.person())?;
    Ok(if permit.grounds().scope == Scope::Whole { plan } else { their_part(plan) })
}

/// What somebody outside the service sees: the steps that are somebody else's, without the goals they serve.
fn their_part(plan: Plan) -> Plan {
    let Content { position, .. } = plan.read.content;
    let theirs = |(_, step): (Option<&Goal>, &Step)| (step.who == StepWho::SomebodyElse).then(|| step.clone());
    let promises = plan.read.content.steps().filter_map(theirs).collect();
    let content = Content { position, promises, ..Content::default() };
    Plan { read: PlanRead { content, versions: Vec::new() }, lines: Vec::new() }
}

pub(super) fn whole(r: &mut Reading<'_>, person: &PersonId) -> Result<Plan> {
    let lines = lines_of(r, person)?;
    let versions = versions::of(r, person)?;
    Ok(Plan { read: PlanRead { content: fold(&lines), versions }, lines })
}

pub(super) fn lines_of(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Line>> {
    let stored: Vec<Stored> = plan_entry::table
        .filter(plan_entry::person_id.eq(person.as_str()))
        .order(plan_entry::position)
        .select(Stored::as_select())
        .load(r.conn)?;
    let names = names_of(r, stored.iter().map(|one| one.recorded_by.as_str()))?;
    stored.into_iter().map(|one| one.read(&names)).collect()
}

/// The full names behind `staff:…`, for those who wrote something.
pub(crate) fn names_of<'a>(
    r: &mut Reading<'_>,
    recorded_by: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, String>> {
    let ids: BTreeSet<&str> = recorded_by.filter_map(|by| by.strip_prefix("staff:")).collect();
    let found: Vec<(String, String)> =
        staff::table.filter(staff::id.eq_any(ids)).select((staff::id, staff::full_name)).load(r.conn)?;
    Ok(found.into_iter().collect())
}

impl Stored {
    fn read(self, names: &HashMap<String, String>) -> Result<Line> {
        Ok(Line {
            position: self.position,
            entry: serde_json::from_str(&self.entry)?,
            by: Teller::of(&self.recorded_by, names),
            on: day_of(instant(self.recorded_at)),
            about: self.about,
            recorded_by: self.recorded_by,
        })
    }
}
