//! The switches a council may set where the law leaves room, and the floors it may not go below (rules.md §0).
//!
//! A switch left out has its default. A value looser than the law is refused when the policy is read, whatever the
//! format it is read from.

use serde::{Deserialize, Serialize};

use crate::dates::LeapBirthday;
use crate::figures::{Unreadable, from_toml};

/// Every switch of §1 to §3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Policy {
    /// The birthday of a person born on 29 February in a common year (DAT-03).
    pub leap_birthday: LeapBirthday,
    /// What a count that is only met by counting the last day of care means (STA-07).
    pub boundary_policy: BoundaryPolicy,
    /// What happens to a short break longer than 17 days (STA-05).
    pub noncompliant_v3: NoncompliantV3,
    /// Whether family breakdown after 18 brings somebody back (STA-14c).
    pub post18_breakdown: Post18Breakdown,
    /// Whether a person qualifying only through short breaks is given an adviser without being asked (STA-21).
    pub auto_allocate_short_break_only: bool,
    /// Whether this council treats care experience as if it were a protected characteristic (§3.6).
    pub care_experience_as_protected: bool,
    /// How often support is offered at 21 to 24 to somebody not using it, in months (STA-18d). At most 12.
    pub offer_every_months: u8,
    /// How soon needs are assessed after somebody of 21 to 24 says they study or want to, in months (STA-18b). At
    /// most 3.
    pub education_assessment_months: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundaryPolicy {
    /// The default: to refuse a status wrongly is the unlawful error.
    #[default]
    #[serde(alias = "TreatAsMet")]
    TreatAsMet,
    #[serde(alias = "TreatAsNotMet")]
    TreatAsNotMet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoncompliantV3 {
    #[default]
    #[serde(alias = "CountAndFlag")]
    CountAndFlag,
    #[serde(alias = "ExcludeAndFlag")]
    ExcludeAndFlag,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post18Breakdown {
    #[default]
    #[serde(alias = "TreatAsFormerRelevant")]
    TreatAsFormerRelevant,
    #[serde(alias = "TreatAsNotFormerRelevant")]
    TreatAsNotFormerRelevant,
}

/// The policy as written, before it is held against the law.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Unchecked {
    leap_birthday: LeapBirthday,
    boundary_policy: BoundaryPolicy,
    noncompliant_v3: NoncompliantV3,
    post18_breakdown: Post18Breakdown,
    auto_allocate_short_break_only: bool,
    care_experience_as_protected: bool,
    offer_every_months: u8,
    education_assessment_months: u8,
}

/// The longest gap the law allows between offers of support at 21 to 24 (s23CZB(7)).
const OFFER_AT_LEAST_EVERY_MONTHS: u8 = 12;
/// The longest the law allows for an assessment after a request about education (s23CA).
const EDUCATION_ASSESSMENT_WITHIN_MONTHS: u8 = 3;

impl Default for Unchecked {
    fn default() -> Self {
        Unchecked {
            leap_birthday: LeapBirthday::default(),
            boundary_policy: BoundaryPolicy::default(),
            noncompliant_v3: NoncompliantV3::default(),
            post18_breakdown: Post18Breakdown::default(),
            auto_allocate_short_break_only: false,
            care_experience_as_protected: false,
            offer_every_months: OFFER_AT_LEAST_EVERY_MONTHS,
            education_assessment_months: EDUCATION_ASSESSMENT_WITHIN_MONTHS,
        }
    }
}

impl TryFrom<Unchecked> for Policy {
    type Error = String;

    fn try_from(written: Unchecked) -> Result<Self, String> {
        no_looser("offer_every_months", written.offer_every_months, OFFER_AT_LEAST_EVERY_MONTHS)?;
        no_looser(
            "education_assessment_months",
            written.education_assessment_months,
            EDUCATION_ASSESSMENT_WITHIN_MONTHS,
        )?;
        Ok(Policy::as_written(written))
    }
}

fn no_looser(name: &str, months: u8, statutory_max: u8) -> Result<(), String> {
    match months {
        0 => Err(format!("{name} must be at least 1")),
        _ if months > statutory_max => {
            Err(format!("{name} is {months}: the law allows at most {statutory_max}, and a policy may only be tighter"))
        }
        _ => Ok(()),
    }
}

impl Default for Policy {
    fn default() -> Self {
        Policy::as_written(Unchecked::default())
    }
}

impl Policy {
    fn as_written(written: Unchecked) -> Self {
        Policy {
            leap_birthday: written.leap_birthday,
            boundary_policy: written.boundary_policy,
            noncompliant_v3: written.noncompliant_v3,
            post18_breakdown: written.post18_breakdown,
            auto_allocate_short_break_only: written.auto_allocate_short_break_only,
            care_experience_as_protected: written.care_experience_as_protected,
            offer_every_months: written.offer_every_months,
            education_assessment_months: written.education_assessment_months,
        }
    }

    /// Reads a policy from TOML. From JSON, use serde: the same floors hold.
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        from_toml(text)
    }
}
