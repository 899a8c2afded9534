//! States in words for both readers, and the sums beside them.
//!
//! The young person's words keep to a reading age of 9, staff's to 12; a test measures both.

use super::amounts::{Basis, Offered, Per, pounds};
use super::papers::DocumentState;
use super::{Entitlement, State};
use crate::words::long_date;

impl State {
    /// In a few words, on staff pages.
    pub const fn says(self) -> &'static str {
        match self {
            Self::NotApplicable => "Not for them now",
            Self::Upcoming => "Later",
            Self::CanClaimNow => "Can ask now",
            Self::Claimed => "Asked for",
            Self::Received => "Has had it",
            Self::Refused => "Not agreed",
            Self::Expired => "Time is over",
            Self::CheckEligibility => "To find out",
        }
    }

    /// In a few words, for the young person.
    pub const fn says_to_young_person(self) -> &'static str {
        match self {
            Self::NotApplicable => "Not for you now",
            Self::Upcoming => "Later",
            Self::CanClaimNow => "You can ask now",
            Self::Claimed => "You asked",
            Self::Received => "You have had this",
            Self::Refused => "We said no",
            Self::Expired => "Time is over",
            Self::CheckEligibility => "Ask us",
        }
    }
}

impl DocumentState {
    /// In a few words, on staff pages.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::NotNeeded => "Not needed",
            Self::NotYet => "Not yet",
            Self::AskForIt => "Ask for it",
            Self::OnItsWay => "On its way",
            Self::Late => "Late",
        }
    }
}

impl Offered {
    /// The amount as a page shows it: at least £3,000, up to £1,200 a year.
    pub fn says(&self) -> String {
        let sum = pounds(self.pence);
        let sum = match self.basis {
            Basis::AtLeast => format!("at least {sum}"),
            Basis::Exactly => sum.to_string(),
            Basis::UpTo => format!("up to {sum}"),
        };
        match self.per {
            Per::Once => sum,
            Per::AcademicYear => format!("{sum} a school year"),
        }
    }

    /// Where the figure is from and whether it was checked.
    pub fn source_says(&self) -> String {
        let read_on = long_date(self.read_on);
        let checked = if self.verified { "" } else { " Not checked against the official text yet." };
        format!("{}, read on {read_on}.{checked}", self.source)
    }

    /// For the young person: only whether the figure may change.
    pub const fn doubt(&self) -> Option<&'static str> {
        if self.verified { None } else { Some("We have not checked this sum yet. It may be different.") }
    }
}

impl Entitlement {
    /// What was had and what is left, in a sentence for the young person; nothing where there is no money to tell of.
    pub fn sum_says(&self) -> Option<String> {
        let had = pounds(self.had);
        match (self.had, self.left) {
            (0, None) => None,
            (0, Some(left)) => Some(format!("You have had nothing yet. {} is left.", pounds(left))),
            (_, None) => Some(format!("You have had {had}.")),
            (_, Some(0)) => Some(format!("You have had {had}. That is all of it.")),
            (_, Some(left)) => Some(format!("You have had {had}. {} is left.", pounds(left))),
        }
    }
}
