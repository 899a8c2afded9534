//! Who may be told what, for how long, by the young person's yes (PRV-02 to PRV-06, INF-01 to INF-05). A permission names one
//! recipient, one purpose and the parts; it ends on its day, at 18, or in one press. It is kept as the evidence its clock
//! reads (CLK-37), and it is no lawful basis for the council's own work.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::clocks::{EvidenceKind, Mark};
use waymark_rules::sharing::{self, Because, Given, GivenBy};

use crate::access::words::listed;
use crate::access::{Grant, Permit, Read, Write, class};
use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::evidence::{self, Kept, NewEvidence};
use crate::ids::{PersonId, RowId};

listed! {
    /// A part of the record that can be shared by itself.
    Part {
        Plan = "plan", "The plan";
        Safety = "safety", "The safety plan";
        Home = "home", "Where they live";
        Learning = "learning", "Learning and work";
        Health = "health", "Health";
        Money = "money", "Money and what they can get";
        AboutThem = "about_them", "Name, age and how to reach them";
    }
}

listed! {
    /// How the yes was given (INF-03).
    GivenHow {
        AtTheirOwnDoor = "own_door", "They said yes on their own page";
        Signed = "signed", "They signed";
        SpokenAndWitnessed = "spoken", "They said yes, and somebody else heard it";
    }
}

listed! {
    /// Who gave it.
    Giver {
        Themselves = "themselves", "They did";
        Parent = "parent", "A parent, as they were under 16";
        ForThem = "for_them", "Somebody who decides for them";
    }
}

impl Giver {
    const fn in_law(self) -> GivenBy {
        match self {
            Self::Themselves => GivenBy::Themselves,
            Self::Parent => GivenBy::Parent,
            Self::ForThem => GivenBy::ForThem,
        }
    }
}

/// A permission about to be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPermission {
    /// One person or organisation, by name. "Everybody" is refused by the page.
    pub recipient: String,
    pub purpose: String,
    pub parts: Vec<Part>,
    pub until: Date,
    pub how: GivenHow,
    pub giver: Giver,
    /// In their own words, or who heard it.
    pub words: String,
    /// The language it was explained in; empty for English.
    pub language: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// How a permission was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub on: Date,
    /// At their own door, or by whom they were heard.
    pub heard: String,
}

/// A permission as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    pub id: String,
    pub given_on: Date,
    pub given: NewPermission,
    /// The first day on which it no longer holds, and why that day.
    pub ends_on: Date,
    pub because: Because,
}

impl Permission {
    /// Taken back holds no more at once, on the same day too (PRV-04).
    pub fn holds_on(&self, day: Date) -> bool {
        self.given.withdrawn.is_none() && self.given_on <= day && day < self.ends_on
    }

    pub fn covers(&self, part: Part) -> bool {
        self.given.parts.contains(&part)
    }
}

/// The longest a permission is given for; then it is asked for again (CLK-37).
pub const LONGEST_MONTHS: i32 = 12;

impl NewPermission {
    pub(crate) fn evidence(&self, on: Date) -> Result<NewEvidence> {
        let says = format!("Permission to share with {}", self.recipient);
        let marks: &[Mark] = if self.giver == Giver::Parent { &[Mark::ByParent] } else { &[] };
        let detail = serde_json::to_value(self)?;
        Ok(NewEvidence::done(EvidenceKind::Consent, on, says).with(marks).saying(self.words.clone()).detailed(detail))
    }
}

/// Gives one, at their own door.
pub fn give(tx: &mut Tx<'_>, permit: &Permit<class::Permissions, Grant>, new: &NewPermission) -> Result<RowId> {
    let own = NewPermission { how: GivenHow::AtTheirOwnDoor, giver: Giver::Themselves, ..new.clone() };
    let evidence = own.evidence(tx.today())?;
    evidence::store(tx, permit.person(), &evidence)
}

/// Writes down one that a worker heard.
pub fn record(tx: &mut Tx<'_>, permit: &Permit<class::Permissions, Write>, new: &NewPermission) -> Result<RowId> {
    let evidence = new.evidence(tx.today())?;
    evidence::record(tx, permit, &evidence)
}

/// Takes one back at their own door: one press, no reason asked.
pub fn withdraw(tx: &mut Tx<'_>, permit: &Permit<class::Permissions, Grant>, id: &str) -> Result<()> {
    take_back(tx, permit.person(), id, "")
}

/// Takes one back for somebody who told a worker.
pub fn record_withdrawal(
    tx: &mut Tx<'_>,
    permit: &Permit<class::Permissions, Write>,
    id: &str,
    heard: &str,
) -> Result<()> {
    take_back(tx, permit.person(), id, heard)
}

fn take_back(tx: &mut Tx<'_>, person: &PersonId, id: &str, heard: &str) -> Result<()> {
    let today = tx.today();
    let kept = evidence::standing_of_kind(tx, person, EvidenceKind::Consent)?;
    let kept = kept.into_iter().find(|one| one.series == id).ok_or(Error::NotFound)?;
    let mut given: NewPermission = kept.detail().ok_or(Error::NotFound)?;
    if given.withdrawn.is_some() {
        return Ok(());
    }
    given.withdrawn = Some(Withdrawn { on: today, heard: heard.to_owned() });
    let says = format!("Permission to share with {} was taken back", given.recipient);
    evidence::end_with_detail(tx, person, &kept, today, serde_json::to_value(&given)?, &says)
}

/// Every permission there is and was, latest first.
pub fn of_person(r: &mut Reading<'_>, permit: &Permit<class::Permissions, Read>) -> Result<Vec<Permission>> {
    all(r, permit.person())
}

/// Those that hold on a day: what a pack for somebody outside the council may be made by.
pub fn in_force(
    r: &mut Reading<'_>,
    permit: &Permit<class::Permissions, Read>,
    today: Date,
) -> Result<Vec<Permission>> {
    Ok(all(r, permit.person())?.into_iter().filter(|one| one.holds_on(today)).collect())
}

fn all(r: &mut Reading<'_>, person: &PersonId) -> Result<Vec<Permission>> {
    let leap = crate::settings::policy(r)?.leap_birthday;
    let born_on = crate::people::born_on(r, person)?;
    let kept = evidence::standing_of_kind(r, person, EvidenceKind::Consent)?;
    let mut all: Vec<Permission> = kept.iter().filter_map(|one| permission(one, born_on, leap)).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.given_on));
    Ok(all)
}

fn permission(kept: &Kept, born_on: Option<Date>, leap: waymark_rules::dates::LeapBirthday) -> Option<Permission> {
    let given: NewPermission = kept.detail()?;
    let given_on = kept.happened_on.0;
    let in_law = Given { on: given_on, until: given.until, by: given.giver.in_law() };
    let (ends_on, because) = born_on.map_or((given.until, Because::ItsDay), |born| sharing::ends(&in_law, born, leap));
    Some(Permission { id: kept.series.clone(), given_on, given, ends_on, because })
}
