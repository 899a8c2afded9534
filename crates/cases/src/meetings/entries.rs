//! What can be written about a review, and how it is stored: one row for each entry, in the order they were written.

use diesel::prelude::*;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::taking_part;

use crate::access::words::listed;
use crate::db::{Tx, on_each_engine};
use crate::error::Result;
use crate::ids::{PersonId, RowId};
use crate::schema::meeting_entry;

listed! {
    /// What is reviewed. One meeting can do both, so that nobody sits through two (CLK-14).
    Kind {
        Plan = "plan", "Review of the plan";
        Care = "care", "Review of their care";
        Both = "both", "Review of their care and the plan";
    }
}

impl Kind {
    pub const fn is_of_care(self) -> bool {
        matches!(self, Self::Care | Self::Both)
    }

    pub const fn is_of_the_plan(self) -> bool {
        matches!(self, Self::Plan | Self::Both)
    }
}

listed! {
    /// How it is held.
    Way {
        Meeting = "meeting", "One meeting";
        Series = "series", "A few visits and calls, one after the other";
        Walk = "walk", "A walk or something we do together";
        Call = "call", "A call";
    }
}

listed! {
    /// Who leads it.
    Lead {
        Themselves = "themselves", "The young person";
        Some = "some", "The young person leads a part";
        Adviser = "adviser", "Their adviser or social worker";
        ReviewingOfficer = "officer", "The reviewing officer";
        Other = "other", "Somebody they chose";
    }
}

listed! {
    /// A card of their own plan for the meeting (Y14).
    Card {
        WhoIWant = "who", "Who I want there";
        WhoIDoNot = "who_not", "Who I do not want there";
        WhereAndHow = "where", "Where, when and how";
        ToTalkAbout = "talk", "What I want to talk about";
        NotInFront = "not_in_front", "What I do not want said in front of everyone";
        WhoStarts = "starts", "Who starts, and who writes";
        WhatHelps = "helps", "What helps me";
    }
}

listed! {
    /// How their views came to the meeting.
    Voice {
        Spoke = "spoke", "They said what they think";
        AdvocateSpoke = "advocate", "An advocate spoke for them";
        Showed = "showed", "They showed it without words";
        Sent = "sent", "They sent their views before";
        Nothing = "nothing", "They gave no views";
    }
}

impl Voice {
    /// As the law counts it: whoever is not there and wrote what they want at their own door has sent their views.
    pub(super) const fn counted(self, there: bool, they_planned_it: bool) -> taking_part::Voice {
        match self {
            Self::Nothing if !there && they_planned_it => taking_part::Voice::Sent,
            other => other.in_law(),
        }
    }

    const fn in_law(self) -> taking_part::Voice {
        match self {
            Self::Spoke => taking_part::Voice::Spoke,
            Self::AdvocateSpoke => taking_part::Voice::AdvocateSpoke,
            Self::Showed => taking_part::Voice::Showed,
            Self::Sent => taking_part::Voice::Sent,
            Self::Nothing => taking_part::Voice::Nothing,
        }
    }
}

/// When, where and how it will be, and who leads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    pub kind: Kind,
    pub way: Way,
    pub on: Date,
    /// As people say it: "2:30pm". Empty where no time was agreed.
    pub at: String,
    pub place: String,
    /// What it is for, in a sentence they would understand.
    pub purpose: String,
    pub lead: Lead,
}

/// One thing written about a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// It was set up, or its day or place was changed.
    Arranged {
        arrangement: Arrangement,
    },
    /// What they want, on one card. What was written there before stays.
    Wish {
        card: Card,
        words: String,
    },
    /// The report, written to them. A later one takes its place until it is shared.
    Report {
        words: String,
    },
    /// The report was given to them and to those they agreed.
    ReportShared,
    /// The reviewing officer spoke with them before it.
    SpokenWith {
        words: String,
    },
    /// It was held: whether they were there, and how their views came to it.
    Held {
        on: Date,
        there: bool,
        voice: Voice,
        formal: bool,
        choice: bool,
    },
    /// Somebody's number, 0 to 10.
    Number {
        who: String,
        number: u8,
        words: String,
    },
    /// Something decided, in plain words: who does it and by when.
    Decision {
        words: String,
        who: String,
        by_when: Option<Date>,
    },
    /// What they think of a decision.
    Answer {
        accepts: bool,
        words: String,
    },
    /// The decisions were told to them and to everybody they concern.
    DecisionsShared {
        evidence: Option<String>,
    },
    /// The whole record was written.
    Record {
        words: String,
    },
    /// A copy was given and explained, in a way they can use.
    CopyGiven {
        how: String,
    },
    /// The manager's answer to the decisions.
    Answered {
        accepts: bool,
        words: String,
    },
    /// Everything is done.
    Closed,
    CalledOff {
        why: String,
    },
}

impl Entry {
    /// The stored name of its kind.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Arranged { .. } => "arranged",
            Self::Wish { .. } => "wish",
            Self::Report { .. } => "report",
            Self::ReportShared => "report_shared",
            Self::SpokenWith { .. } => "spoken_with",
            Self::Held { .. } => "held",
            Self::Number { .. } => "number",
            Self::Decision { .. } => "decision",
            Self::Answer { .. } => "answer",
            Self::DecisionsShared { .. } => "decisions_shared",
            Self::Record { .. } => "record",
            Self::CopyGiven { .. } => "copy_given",
            Self::Answered { .. } => "answered",
            Self::Closed => "closed",
            Self::CalledOff { .. } => "called_off",
        }
    }

    /// What the timeline says of it: that something happened, never its words, because more people read the timeline.
    pub(super) const fn says(&self) -> &'static str {
        match self {
            Self::Arranged { .. } => "A review was arranged",
            Self::Wish { .. } => "They said what they want of their review",
            Self::Report { .. } => "A report was written for a review",
            Self::ReportShared => "They were given the report for their review",
            Self::SpokenWith { .. } => "The reviewing officer spoke with them before their review",
            Self::Held { .. } => "A review was held",
            Self::Number { .. } => "Somebody gave a number from 0 to 10 at a review",
            Self::Decision { .. } => "A review decided something",
            Self::Answer { accepts: true, .. } => "They agreed with a decision of a review",
            Self::Answer { accepts: false, .. } => "They did not agree with a decision of a review",
            Self::DecisionsShared { .. } => "They were told what a review decided",
            Self::Record { .. } => "The notes of a review were written",
            Self::CopyGiven { .. } => "They were given a copy of what a review decided",
            Self::Answered { .. } => "A manager answered the decisions of a review",
            Self::Closed => "A review was finished",
            Self::CalledOff { .. } => "A review was called off",
        }
    }
}

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = meeting_entry, treat_none_as_default_value = false)]
pub(super) struct EntryRow {
    id: String,
    meeting_id: String,
    person_id: String,
    position: i32,
    about: String,
    kind: &'static str,
    entry: String,
    recorded_at: i64,
    recorded_by: String,
}

/// Where an entry belongs and who wrote it when.
pub(super) struct Place<'p> {
    pub meeting: &'p str,
    pub person: &'p PersonId,
    pub position: i32,
    pub about: String,
    pub at: i64,
    pub by: String,
}

impl EntryRow {
    pub(super) fn new(place: Place<'_>, entry: &Entry) -> Result<Self> {
        Ok(Self {
            id: RowId::fresh().to_string(),
            meeting_id: place.meeting.to_owned(),
            person_id: place.person.to_string(),
            position: place.position,
            about: place.about,
            kind: entry.code(),
            entry: serde_json::to_string(entry)?,
            recorded_at: place.at,
            recorded_by: place.by,
        })
    }
}

pub(super) fn insert_rows(tx: &mut Tx<'_>, rows: &[EntryRow]) -> Result<()> {
    tx.touched();
    for part in rows.chunks(3000) {
        on_each_engine!(&mut *tx.reading.conn, c => diesel::insert_into(meeting_entry::table).values(part).execute(c))?;
    }
    Ok(())
}
