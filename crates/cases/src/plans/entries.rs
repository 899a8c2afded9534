//! What can be written in a plan, and how it is stored: one row for each entry, in the order they were written.

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::plan_content::Matter;

use crate::access::words::listed;
use crate::areas::Area;
use crate::db::{Tx, on_each_engine};
use crate::error::Result;
use crate::ids::{PersonId, RowId};
use crate::schema::plan_entry;

listed! {
    /// Whose words a goal is in.
    Whose {
        Theirs = "theirs", "Their own words";
        Suggested = "suggested", "Suggested";
    }
}

listed! {
    /// Where a goal stands. Put aside is not given up: it comes back with its history.
    GoalState {
        Now = "now", "Now";
        Later = "later", "Later";
        Done = "done", "Done";
        PutAside = "aside", "Put aside";
    }
}

listed! {
    /// Why a goal is put aside, without blame.
    AsideBecause {
        NotNow = "not_now", "Now is not the time";
        ChangedMind = "changed_mind", "It is not wanted any more";
        TooMuch = "too_much", "It is too much at once";
        OtherFirst = "other_first", "Something else comes first";
        NotTheirs = "not_theirs", "It was our idea more than theirs";
        Other = "other", "Something else";
    }
}

listed! {
    /// How they want to mark a goal that is done.
    Celebrate {
        TellSomebody = "tell", "Tell someone";
        Treat = "treat", "Do something nice";
        WriteDown = "keep", "Just keep it in my list";
        Quiet = "quiet", "Say nothing about it";
    }
}

listed! {
    /// Who a step is for.
    StepWho {
        Theirs = "theirs", "Theirs";
        Worker = "worker", "A worker's";
        SomebodyElse = "somebody_else", "Somebody else's";
    }
}

listed! {
    /// How a step stands.
    StepState {
        ToDo = "to_do", "To do";
        Done = "done", "Done";
        Stuck = "stuck", "Stuck";
        NotNeeded = "not_needed", "Not needed now";
    }
}

/// A place of a plan that holds words anybody may add to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Why a goal matters to them.
    Why,
    /// What happens if it does not work.
    PlanB,
    /// Who could help.
    Help,
    /// What the plan says of a matter of the law (CON-01).
    Matter(Matter),
}

/// One thing written in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// A new goal: its first words, which stay.
    Goal { words: String, whose: Whose },
    /// Other words for a goal, shown beside the first.
    Words { words: String, whose: Whose },
    /// Which parts of life a goal is about.
    Areas { areas: Vec<Area> },
    /// Words in a field, in place of what the same side wrote there; or beside it.
    Text { field: Field, words: String, beside: bool },
    /// Why a matter needs nothing said.
    NotNeeded { matter: Matter, why: String },
    /// A goal is for now, for later, done, or put aside.
    Moved { to: GoalState, because: Option<AsideBecause>, celebrate: Option<Celebrate>, words: String },
    /// How near they are, 0 to 10.
    Near { number: u8, words: String },
    /// A step of a goal; without a goal, something we promise.
    Step { goal: Option<String>, words: String, who: StepWho, name: String, by_when: Option<Date> },
    /// A step is done, stuck or not needed.
    StepMoved { to: StepState, words: String },
    /// Anything else said about a goal.
    Note { words: String },
}

impl Entry {
    /// The stored name of its kind.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Goal { .. } => "goal",
            Self::Words { .. } => "words",
            Self::Areas { .. } => "areas",
            Self::Text { .. } => "text",
            Self::NotNeeded { .. } => "not_needed",
            Self::Moved { .. } => "moved",
            Self::Near { .. } => "near",
            Self::Step { .. } => "step",
            Self::StepMoved { .. } => "step_moved",
            Self::Note { .. } => "note",
        }
    }

    /// What the timeline says of it: that something happened, never its words, because more people read the timeline.
    pub(super) const fn says(&self) -> &'static str {
        match self {
            Self::Goal { .. } => "A goal was added to the plan",
            Self::Words { .. } => "A goal was put in other words, beside the first",
            Self::Areas { .. } | Self::Text { .. } | Self::NotNeeded { .. } => "Something was written in the plan",
            Self::Moved { to: GoalState::Done, .. } => "A goal was reached",
            Self::Moved { to: GoalState::PutAside, .. } => "A goal was put away for now",
            Self::Moved { .. } => "A goal was moved",
            Self::Near { .. } => "They said how near a goal is",
            Self::Step { goal: Some(_), .. } => "A step was added to a goal",
            Self::Step { goal: None, .. } => "We promised something in the plan",
            Self::StepMoved { to: StepState::Done, .. } => "A step of the plan was done",
            Self::StepMoved { .. } => "A step of the plan was looked at again",
            Self::Note { .. } => "A note was added to a goal",
        }
    }
}

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = plan_entry, treat_none_as_default_value = false)]
pub(super) struct EntryRow {
    id: String,
    person_id: String,
    position: i32,
    about: String,
    kind: &'static str,
    entry: String,
    recorded_at: i64,
    recorded_by: String,
}

impl EntryRow {
    pub(super) fn new(
        person: &PersonId,
        position: i32,
        about: &str,
        entry: &Entry,
        at: i64,
        by: String,
    ) -> Result<Self> {
        Ok(Self {
            id: RowId::fresh().to_string(),
            person_id: person.to_string(),
            position,
            about: about.to_owned(),
            kind: entry.code(),
            entry: serde_json::to_string(entry)?,
            recorded_at: at,
            recorded_by: by,
        })
    }
}

pub(super) fn insert_rows(tx: &mut Tx<'_>, rows: &[EntryRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(plan_entry::table).values(part).execute(c))?;
    }
    Ok(())
}
