//! What was asked for, decided and paid, and what it adds up to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::definitions::Id;
use crate::dates::add_months;

/// One thing that happened about one entitlement, as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub entitlement: Id,
    pub kind: ClaimKind,
    /// The day it happened.
    pub on: Date,
    /// For money: how much was agreed, or paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pence: Option<i64>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// Somebody looked into what the record cannot answer: it is for them.
    Meets,
    /// They looked: it is not for them.
    DoesNotMeet,
    /// The young person, or a worker for them, asked or claimed.
    Asked,
    /// They no longer want it.
    Withdrawn,
    Granted,
    Refused,
    /// Money reached them.
    Paid,
    /// They have it: for what is not money.
    Received,
}

impl ClaimKind {
    pub const ALL: [ClaimKind; 8] = [
        Self::Asked,
        Self::Granted,
        Self::Refused,
        Self::Paid,
        Self::Received,
        Self::Withdrawn,
        Self::Meets,
        Self::DoesNotMeet,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Meets => "meets",
            Self::DoesNotMeet => "does_not_meet",
            Self::Asked => "asked",
            Self::Withdrawn => "withdrawn",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Paid => "paid",
            Self::Received => "received",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In a few words, for staff.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Meets => "Checked: it is for them",
            Self::DoesNotMeet => "Checked: it is not for them",
            Self::Asked => "Asked for",
            Self::Withdrawn => "No longer wanted",
            Self::Granted => "Agreed",
            Self::Refused => "Not agreed",
            Self::Paid => "Paid",
            Self::Received => "Received",
        }
    }

    /// Whether a sum of money belongs to it.
    pub const fn has_a_sum(self) -> bool {
        matches!(self, Self::Granted | Self::Paid)
    }
}

/// Where a request stands after everything recorded by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Nothing,
    /// Asked, and not answered since.
    Asked,
    /// Agreed, and not all of what was agreed has come.
    Agreed,
    Refused,
    /// Something came: money or the thing itself.
    Had,
}

/// Everything recorded about one entitlement by a day, added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ledger {
    pub stands: Stands,
    /// Pence paid.
    pub had: i64,
    /// What a worker found out, if they looked.
    pub checked: Option<bool>,
    /// The day something last reached them.
    pub had_on: Option<Date>,
    /// The day the request that waits was made.
    pub asked_on: Option<Date>,
    /// The day it was last agreed: the amount of that day stands.
    pub granted_on: Option<Date>,
}

impl Ledger {
    /// Adds up what happened from `since` to the end of `as_of`. What is had lapses after `renew_months`.
    pub fn of(claims: &[Claim], id: Id, since: Option<Date>, as_of: Date, renew_months: Option<i32>) -> Self {
        let in_time = |claim: &&Claim| claim.on <= as_of && since.is_none_or(|since| since <= claim.on);
        let mut about: Vec<&Claim> = claims.iter().filter(|claim| claim.entitlement == id).filter(in_time).collect();
        about.sort_by_key(|claim| claim.on);
        let mut ledger =
            Ledger { stands: Stands::Nothing, had: 0, checked: None, had_on: None, asked_on: None, granted_on: None };
        let mut agreed = None;
        for claim in &about {
            ledger.take(claim, &mut agreed);
        }
        let lapsed = |on: Date| renew_months.is_some_and(|months| add_months(on, months) <= as_of);
        if ledger.stands == Stands::Had && ledger.had_on.is_some_and(lapsed) {
            ledger.stands = Stands::Nothing;
        }
        ledger
    }

    fn take(&mut self, claim: &Claim, agreed: &mut Option<i64>) {
        let pence = claim.pence.unwrap_or(0).max(0);
        match claim.kind {
            ClaimKind::Meets => self.checked = Some(true),
            ClaimKind::DoesNotMeet => self.checked = Some(false),
            ClaimKind::Asked => {
                self.asked_on = Some(claim.on);
                self.stands = Stands::Asked;
            }
            ClaimKind::Withdrawn => self.stands = if self.had > 0 { Stands::Had } else { Stands::Nothing },
            ClaimKind::Refused => self.stands = Stands::Refused,
            ClaimKind::Granted => {
                *agreed = claim.pence.map(|pence| pence.max(0).saturating_add(self.had));
                self.granted_on = Some(claim.on);
                self.stands = Stands::Agreed;
            }
            ClaimKind::Paid => {
                self.had = self.had.saturating_add(pence);
                let more_to_come = agreed.is_some_and(|agreed| self.had < agreed);
                self.stands = if more_to_come { Stands::Agreed } else { Stands::Had };
            }
            ClaimKind::Received => self.stands = Stands::Had,
        }
        if self.stands != Stands::Asked {
            self.asked_on = None;
        }
        if matches!(claim.kind, ClaimKind::Paid | ClaimKind::Received) {
            self.had_on = Some(claim.on);
        }
    }
}
