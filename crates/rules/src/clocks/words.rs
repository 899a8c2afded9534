//! The words of a clock: for staff with the reasons, for the young person as a promise (design/language.md).
//!
//! Staff text keeps to a reading age of 12 and 25 words a sentence, the young person's to 9 and 15; a test measures both.

use jiff::civil::Date;
use serde::Serialize;

use super::definition::Definition;
use super::result::{Clock, NotCounted, State, Why, WhyNot};
use crate::citation::Kind;
use crate::words::{count_of_days, long_date};

/// One reason with the rule it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub rule: &'static str,
    pub says: String,
}

impl State {
    /// The state on a staff page.
    pub const fn says(self) -> &'static str {
        match self {
            Self::NotApplicable => "Does not apply",
            Self::NotStarted => "Not started",
            Self::Running => "On time",
            Self::DueSoon => "Due soon",
            Self::DueToday => "Due today",
            Self::Overdue => "Late",
            Self::Met => "Done",
            Self::MetLate => "Done late",
            Self::Suspended => "Waiting",
            Self::Ended => "Ended",
            Self::WaivedRecorded => "Set aside by a manager",
        }
    }

    /// The state on the young person’s page.
    pub const fn says_to_them(self) -> &'static str {
        match self {
            Self::NotApplicable => "Not for you right now",
            Self::NotStarted => "Later",
            Self::Running => "Coming up",
            Self::DueSoon => "Soon",
            Self::DueToday => "Today",
            Self::Overdue => "We are late",
            Self::Met => "We did this",
            Self::MetLate => "We did this, but late",
            Self::Suspended => "On hold",
            Self::Ended => "Over",
            Self::WaivedRecorded => "On hold",
        }
    }
}

impl WhyNot {
    /// Why it did not count, on a staff page.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Attempt => "We tried and did not meet or hear.",
            Self::Cancelled => "It was cancelled.",
            Self::Draft => "It is a draft.",
            Self::Planned => "It is planned and has not happened.",
            Self::TooEarly => "It was before the time in which it counts.",
            Self::TooLate => "It was after the time in which it counts.",
            Self::NotFaceToFace => "It was not face to face.",
            Self::NotTwoWay => "They did not answer.",
            Self::NotAlone => "They were not seen on their own, and no reason for that was recorded.",
            Self::AnotherHome => "It was not recorded as being at that home.",
            Self::NotApproved => "A manager has not approved it.",
            Self::NotShared => "It has not been shared with the young person.",
            Self::AboutSomethingElse => "It is about something else.",
            Self::ThroughSomebodyElse => "It went through somebody else without their recorded agreement.",
            Self::TwiceThroughSomebodyElse => "It went through somebody else twice in a row.",
            Self::NotWhole => "Something the duty asks for was not recorded.",
            Self::Card => "A card is kept, but it is not a contact.",
        }
    }
}

impl NotCounted<'_> {
    /// The day and the reason.
    pub fn says(&self) -> String {
        format!("{}: {}", long_date(self.on), self.why.says())
    }
}

impl Why {
    /// What it means, on a staff page.
    pub fn says(self) -> String {
        match self {
            Self::NotInForce => "The law this comes from is not in force.".into(),
            Self::StatusChanged => "It stopped because their status changed.".into(),
            Self::OverWithWhatItWasFor => "It stopped because what it was for is over.".into(),
            Self::SteppedBack => "They chose to step back. We offer to meet instead.".into(),
            Self::StepBackNotWhole => {
                "They asked to step back, but not all five steps of that are recorded. So it still runs.".into()
            }
            Self::WaitingForThem => "It waits for proof of who they are, or for what they mean.".into(),
            Self::ExtendedByWaiting(days) => {
                format!("It waited for them for {}, which were added.", count_of_days(days))
            }
            Self::OvertakenByALaterOne => "A later one was done, so this one is not asked for.".into(),
            Self::DecisionsStand => "Nothing was said in time, so what was decided stands.".into(),
            Self::LawCannotBeWaived => {
                "A manager recorded a decision to set it aside. The date in law still stands.".into()
            }
            Self::Waived => "A manager decided, with a reason, to set it aside for a time.".into(),
            Self::TighterSince(on) => format!("The council chose a shorter time from {}.", long_date(on)),
            Self::LeaveExtendedPending => "They applied in time, so leave goes on until there is a decision.".into(),
            Self::VideoOnlyAllowed => "The last one was by video, because the place allows nothing else.".into(),
            Self::NoStatutoryNumber => "The law gives no number of days.".into(),
            Self::RecordBegins(on) => {
                format!(
                    "The record begins on {}. What came before may be missing, so it counts from then.",
                    long_date(on)
                )
            }
            Self::RefusalDoesNotStopIt => {
                "They stepped back. The plan is still kept, and can be written without them.".into()
            }
            Self::TellHeadOfService => "Bed and breakfast is not suitable under 18. Tell the head of service.".into(),
            Self::Section117 => "They are held under section 3, so section 117 aftercare is owed too.".into(),
        }
    }
}

/// Why a clock stands where it stands, in sentences for staff: what started it, when it is due, what met it, and whatever
/// else matters.
pub fn explain(clock: &Clock) -> Vec<Reason> {
    let rule = clock.rule();
    let mut says = vec![where_from(clock)];
    says.extend(counted_from(clock));
    says.extend(due(clock));
    says.extend(done(clock));
    says.extend(clock.reasons.iter().map(|why| why.says()));
    says.into_iter().map(|says| Reason { rule, says }).collect()
}

fn where_from(clock: &Clock) -> String {
    let label = clock.definition.label;
    match clock.kind {
        Kind::Statute => format!("{label}: the law asks for this."),
        Kind::Guidance => format!("{label}: national guidance asks for this."),
        Kind::Local => format!("{label}: the council chose this time."),
        Kind::Design => format!("{label}: this record asks for this."),
    }
}

fn counted_from(clock: &Clock) -> Option<String> {
    (clock.state != State::NotApplicable).then(|| format!("Counted from {}.", long_date(clock.anchor)))
}

fn due(clock: &Clock) -> Option<String> {
    let due_on = clock.due_on?;
    Some(match clock.state {
        State::NotApplicable => return None,
        State::Overdue => {
            format!("It was due on {} and is {} late.", long_date(due_on), count_of_days(clock.days_late))
        }
        State::NotStarted => format!("It opens on {} and is due by {}.", long_date(clock.opens_on), long_date(due_on)),
        State::Met | State::MetLate | State::Ended => format!("It was due by {}.", long_date(due_on)),
        _ => format!("It is due by {}.", long_date(due_on)),
    })
}

fn done(clock: &Clock) -> Option<String> {
    let met_on = clock.met_on?;
    let late = match clock.state {
        State::MetLate => format!(", {} late", count_of_days(clock.days_late)),
        _ => String::new(),
    };
    let written = match clock.recorded_after {
        Some(days) if days > 0 => format!(" It was written down {} after.", count_of_days(days)),
        _ => String::new(),
    };
    Some(format!("It was done on {}{late}.{written}", long_date(met_on)))
}

/// The clock as a promise to the young person, with an apology and what comes next if it is late. Nothing for a clock
/// that is no promise to them.
pub fn promise(clock: &Clock) -> Option<String> {
    promise_with(clock, None)
}

/// As [`promise`], with the new day if one is planned for what is late.
pub fn promise_with(clock: &Clock, planned_on: Option<Date>) -> Option<String> {
    let promise = clock.definition.promise;
    if promise.is_empty() {
        return None;
    }
    let by = clock.due_on.map(long_date);
    Some(match (clock.state, by) {
        (State::NotApplicable, _) => return None,
        (State::Overdue, Some(by)) => format!(
            "{promise} We said by {by}. We are {} late. Sorry. {} You can remind us.",
            count_of_days(clock.days_late),
            what_next(planned_on)
        ),
        (State::DueToday, _) => format!("{promise} The day is today."),
        (State::Met | State::MetLate, _) => match clock.met_on {
            Some(on) => kept(clock.definition, on, clock.state == State::MetLate),
            None => format!("{promise} We did this."),
        },
        (State::Suspended | State::WaivedRecorded, _) => format!("{promise} This is on hold. You can ask us why."),
        (State::Ended, _) => format!("{promise} This is over now."),
        (_, Some(by)) => format!("{promise} We will do this by {by}."),
        (_, None) => promise.into(),
    })
}

fn what_next(planned_on: Option<Date>) -> String {
    planned_on
        .map_or_else(|| "We will tell you the new day soon.".into(), |on| format!("The new day is {}.", long_date(on)))
}

/// A promise that was kept, in time or late, now or in an earlier round.
pub fn kept(definition: &Definition, on: Date, late: bool) -> String {
    let sorry = if late { " It was late. Sorry." } else { "" };
    format!("{} We did this on {}.{sorry}", definition.promise, long_date(on))
}
