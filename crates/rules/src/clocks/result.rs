//! The answer for one clock: where it stands, what started it, what satisfied it, and what did not count (rules.md §5.1).
//!
//! An answer holds codes and borrowed ids, so that a whole council's can be worked out in a second; [`super::words`]
//! makes sentences of it for whoever asks.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::definition::Definition;
use crate::citation::Kind;

/// Where a clock stands at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not a duty to this person, or not law yet.
    NotApplicable,
    /// It is known when it will open, and it has not.
    NotStarted,
    Running,
    DueSoon,
    DueToday,
    Overdue,
    Met,
    MetLate,
    Suspended,
    /// It stopped because what it was for stopped.
    Ended,
    /// A manager decided, with a reason, that it need not be done until a day.
    WaivedRecorded,
}

impl State {
    pub const ALL: [State; 11] = [
        Self::NotApplicable,
        Self::NotStarted,
        Self::Running,
        Self::DueSoon,
        Self::DueToday,
        Self::Overdue,
        Self::Met,
        Self::MetLate,
        Self::Suspended,
        Self::Ended,
        Self::WaivedRecorded,
    ];

    /// The name in files and in the store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::NotStarted => "not_started",
            Self::Running => "running",
            Self::DueSoon => "due_soon",
            Self::DueToday => "due_today",
            Self::Overdue => "overdue",
            Self::Met => "met",
            Self::MetLate => "met_late",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
            Self::WaivedRecorded => "waived_recorded",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Somebody still has something to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NotStarted | Self::Running | Self::DueSoon | Self::DueToday | Self::Overdue)
    }

    pub const fn is_met(self) -> bool {
        matches!(self, Self::Met | Self::MetLate)
    }
}

/// Who has the duty (rules.md §5.1, "ownership").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    PersonalAdviser,
    SocialWorker,
    TeamManager,
    PracticeSupervisor,
    ReviewingOfficer,
    VirtualSchool,
    Nurse,
    HeadOfService,
    ServiceManager,
    BusinessSupport,
    DataProtection,
    Complaints,
    Duty,
    Housing,
    Data,
    /// Whoever the step was given to, worker or young person.
    NamedPerson,
}

impl Owner {
    /// The role, for a staff page.
    pub const fn says(self) -> &'static str {
        match self {
            Self::PersonalAdviser => "personal adviser",
            Self::SocialWorker => "social worker",
            Self::TeamManager => "team manager",
            Self::PracticeSupervisor => "practice supervisor",
            Self::ReviewingOfficer => "reviewing officer",
            Self::VirtualSchool => "virtual school",
            Self::Nurse => "nurse",
            Self::HeadOfService => "head of service",
            Self::ServiceManager => "service manager",
            Self::BusinessSupport => "business support",
            Self::DataProtection => "data protection officer",
            Self::Complaints => "complaints officer",
            Self::Duty => "duty worker",
            Self::Housing => "housing service",
            Self::Data => "data officer",
            Self::NamedPerson => "whoever has the step",
        }
    }
}

/// Why a piece of evidence of the right sort did not satisfy a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    Attempt,
    Cancelled,
    Draft,
    Planned,
    TooEarly,
    TooLate,
    NotFaceToFace,
    NotTwoWay,
    NotAlone,
    AnotherHome,
    NotApproved,
    NotShared,
    AboutSomethingElse,
    ThroughSomebodyElse,
    /// Through somebody else twice running.
    TwiceThroughSomebodyElse,
    /// Something else the duty asks for was not recorded.
    NotWhole,
    /// A card is kept, and is not a contact.
    Card,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NotCounted<'e> {
    pub evidence: &'e str,
    pub on: Date,
    pub why: WhyNot,
}

/// Something about the answer beside its dates. [`super::words::explain`] makes a sentence of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The law this comes from has not begun.
    NotInForce,
    /// What it was for stopped: a status, a home, a stay.
    StatusChanged,
    OverWithWhatItWasFor,
    SteppedBack,
    /// Asked to step back, and not every part of the pack is there.
    StepBackNotWhole,
    WaitingForThem,
    /// The days a request waited were added.
    ExtendedByWaiting(i32),
    /// A later one of the same sort was done, so this is not asked for again.
    OvertakenByALaterOne,
    DecisionsStand,
    /// A manager recorded a waiver; the law's own date stands.
    LawCannotBeWaived,
    Waived,
    /// A tighter value came into force after it had begun.
    TighterSince(Date),
    LeaveExtendedPending,
    VideoOnlyAllowed,
    NoStatutoryNumber,
    /// Nothing from before this day is in the record, so it is counted from there.
    RecordBegins(Date),
    RefusalDoesNotStopIt,
    /// Looked after for under 18 in bed and breakfast: the head of service is told.
    TellHeadOfService,
    /// Held under section 3, so aftercare under section 117 is owed as well.
    Section117,
}

/// An earlier round of the same clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Past<'e> {
    pub anchor: Date,
    pub due_on: Option<Date>,
    /// `Met`, `MetLate`, or `Ended` when it stopped without being met.
    pub state: State,
    pub satisfied_by: Option<&'e str>,
    pub met_on: Option<Date>,
    pub days_late: i32,
}

impl Past<'_> {
    /// True for a promise that was kept in time.
    pub fn was_kept(&self) -> bool {
        self.state == State::Met
    }
}

/// One clock on one day. The same duty has two when the council promises more than the law asks: one of kind
/// `Statute`, one of kind `Local`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock<'e> {
    #[serde(serialize_with = "id_alone", rename = "id")]
    pub definition: &'static Definition,
    /// Where the date comes from: law, guidance, or the council.
    pub kind: Kind,
    pub state: State,
    /// What started this one, for clocks that run once for each home, request, review…
    pub about: Option<&'e str>,
    /// The day it is counted from.
    pub anchor: Date,
    /// The evidence of that day, if it is evidence and not a birthday or a status.
    pub anchored_by: Option<&'e str>,
    /// The first day on which doing it counts.
    pub opens_on: Date,
    /// The last day in time. Nothing where the law gives no number.
    pub due_on: Option<Date>,
    pub lead_days: u16,
    pub satisfied_by: Option<&'e str>,
    pub met_on: Option<Date>,
    /// Days between doing it and writing it down.
    pub recorded_after: Option<i32>,
    /// Days past the due date, so far or in the end.
    pub days_late: i32,
    pub ended_on: Option<Date>,
    /// Where it stood when it ended.
    pub ended_as: Option<State>,
    pub not_counted: Vec<NotCounted<'e>>,
    pub reasons: Vec<Why>,
    /// The evidence that says why it is late, if anybody recorded a reason.
    pub recorded_reason: Option<&'e str>,
    pub waiver: Option<&'e str>,
    pub owner: Owner,
    /// The next day on which the state changes if nothing more is recorded.
    pub next_change_on: Option<Date>,
    /// Earlier rounds, oldest first.
    pub earlier: Vec<Past<'e>>,
}

fn id_alone<S: serde::Serializer>(definition: &&'static Definition, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(definition.id)
}

impl Clock<'_> {
    pub const fn id(&self) -> &'static str {
        self.definition.id
    }

    /// The rule of [`crate::citation`] it is one of.
    pub fn rule(&self) -> &'static str {
        self.definition.rule()
    }

    /// What tells it from every other clock of the person: it stays the same from day to day.
    pub fn key(&self) -> (&'static str, Kind, Option<&str>) {
        (self.id(), self.kind, self.about)
    }
}
