//! The answer: one status, its branch, what was counted, what to look at, and what comes next (rules.md §3.1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::explain::Reason;
use super::spells::SpellCount;

/// Exactly one of these holds for a person on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    None,
    LookedAfterUnder16,
    ShortBreaksOnly,
    LookedAfterNotEligible,
    Eligible,
    Relevant,
    FormerRelevant,
    FormerRelevant21Plus,
    Qualifying,
    QualifyingEducation,
    Closed,
}

impl Status {
    pub const ALL: [Status; 11] = [
        Self::None,
        Self::LookedAfterUnder16,
        Self::ShortBreaksOnly,
        Self::LookedAfterNotEligible,
        Self::Eligible,
        Self::Relevant,
        Self::FormerRelevant,
        Self::FormerRelevant21Plus,
        Self::Qualifying,
        Self::QualifyingEducation,
        Self::Closed,
    ];

    /// The name in files and in the answer for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::LookedAfterUnder16 => "LookedAfterUnder16",
            Self::ShortBreaksOnly => "ShortBreaksOnly",
            Self::LookedAfterNotEligible => "LookedAfterNotEligible",
            Self::Eligible => "Eligible",
            Self::Relevant => "Relevant",
            Self::FormerRelevant => "FormerRelevant",
            Self::FormerRelevant21Plus => "FormerRelevant21Plus",
            Self::Qualifying => "Qualifying",
            Self::QualifyingEducation => "QualifyingEducation",
            Self::Closed => "Closed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The name on staff pages.
    pub const fn title(self) -> &'static str {
        match self {
            Self::None => "No leaving care status",
            Self::LookedAfterUnder16 => "In care, under 16",
            Self::ShortBreaksOnly => "Short breaks only",
            Self::LookedAfterNotEligible => "In care, not yet eligible",
            Self::Eligible => "Eligible",
            Self::Relevant => "Relevant",
            Self::FormerRelevant => "Former relevant",
            Self::FormerRelevant21Plus => "Former relevant, 21 to 24",
            Self::Qualifying => "Qualifying",
            Self::QualifyingEducation => "Qualifying, in education",
            Self::Closed => "Closed",
        }
    }

    /// In care on the day, in whatever way.
    pub const fn is_in_care(self) -> bool {
        matches!(self, Self::LookedAfterUnder16 | Self::ShortBreaksOnly | Self::LookedAfterNotEligible | Self::Eligible)
    }

    /// The statuses of people who have left care.
    pub const fn is_leaving_care(self) -> bool {
        matches!(
            self,
            Self::Relevant
                | Self::FormerRelevant
                | Self::FormerRelevant21Plus
                | Self::Qualifying
                | Self::QualifyingEducation
        )
    }

    /// The statuses nobody has without 13 weeks in care.
    pub const fn rests_on_thirteen_weeks(self) -> bool {
        matches!(self, Self::Eligible | Self::Relevant | Self::FormerRelevant | Self::FormerRelevant21Plus)
    }
}

/// The provision by which the status was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Branch {
    #[serde(rename = "Sch2 para 19B")]
    Schedule2Paragraph19B,
    #[serde(rename = "s23A(2)")]
    Section23A2,
    #[serde(rename = "reg3(2)")]
    Regulation3Detained,
    #[serde(rename = "reg3 breakdown")]
    Regulation3Breakdown,
    #[serde(rename = "s23C(1)(a)")]
    Section23C1A,
    #[serde(rename = "s23C(1)(b)")]
    Section23C1B,
    #[serde(rename = "s24(1A)")]
    Section24SpecialGuardianship,
    #[serde(rename = "s24(2)(a)")]
    Section24LookedAfter,
    #[serde(rename = "s24(2)(b)")]
    Section24VoluntaryOrganisation,
    #[serde(rename = "s24(2)(c)")]
    Section24PrivateHome,
    #[serde(rename = "s24(2)(d)")]
    Section24HealthOrEducation,
    #[serde(rename = "s24(2)(e)")]
    Section24PrivateFostering,
}

impl Branch {
    /// The provision as it is cited.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Schedule2Paragraph19B => "Sch2 para 19B",
            Self::Section23A2 => "s23A(2)",
            Self::Regulation3Detained => "reg3(2)",
            Self::Regulation3Breakdown => "reg3 breakdown",
            Self::Section23C1A => "s23C(1)(a)",
            Self::Section23C1B => "s23C(1)(b)",
            Self::Section24SpecialGuardianship => "s24(1A)",
            Self::Section24LookedAfter => "s24(2)(a)",
            Self::Section24VoluntaryOrganisation => "s24(2)(b)",
            Self::Section24PrivateHome => "s24(2)(c)",
            Self::Section24HealthOrEducation => "s24(2)(d)",
            Self::Section24PrivateFostering => "s24(2)(e)",
        }
    }
}

/// Why help goes on between 21 and 25 (STA-18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SubState {
    #[serde(rename = "S23C7_PROGRAMME")]
    Programme,
    #[serde(rename = "S23CA_EDUCATION")]
    Education,
    #[serde(rename = "S23CZB_ACTIVE")]
    Active,
    #[serde(rename = "DORMANT")]
    Dormant,
}

impl SubState {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Programme => "S23C7_PROGRAMME",
            Self::Education => "S23CA_EDUCATION",
            Self::Active => "S23CZB_ACTIVE",
            Self::Dormant => "DORMANT",
        }
    }

    /// The state in words for staff pages.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Programme => "On a course that was in their plan before 21",
            Self::Education => "Studying or training, or wants to",
            Self::Active => "Has asked for support",
            Self::Dormant => "Not using support now; the door is open",
        }
    }
}

/// Something a person has to look at or decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Flag {
    #[serde(rename = "BOUNDARY_REVIEW")]
    BoundaryReview,
    #[serde(rename = "BOUNDARY_DECIDED")]
    BoundaryDecided,
    #[serde(rename = "V3_OVER_17_DAYS")]
    V3Over17Days,
    #[serde(rename = "V3_OVER_75_DAYS")]
    V3Over75Days,
    #[serde(rename = "SHORT_BREAK_SENSITIVE")]
    ShortBreakSensitive,
    #[serde(rename = "SHORT_BREAK_ONLY")]
    ShortBreakOnly,
    #[serde(rename = "LEAP_DOB")]
    LeapDob,
    #[serde(rename = "ADOPTED_REVIEW")]
    AdoptedReview,
    #[serde(rename = "CROSS_BORDER_REVIEW")]
    CrossBorderReview,
    #[serde(rename = "POST18_BREAKDOWN_REVIEW")]
    Post18BreakdownReview,
    #[serde(rename = "RELEASED_REVIEW")]
    ReleasedReview,
    #[serde(rename = "AGE_DISPUTED")]
    AgeDisputed,
    #[serde(rename = "ADULT_BEFORE_CARE")]
    AdultBeforeCare,
    #[serde(rename = "CARE_EXPERIENCE_PROTECTED")]
    CareExperienceProtected,
}

impl Flag {
    pub const fn code(self) -> &'static str {
        match self {
            Self::BoundaryReview => "BOUNDARY_REVIEW",
            Self::BoundaryDecided => "BOUNDARY_DECIDED",
            Self::V3Over17Days => "V3_OVER_17_DAYS",
            Self::V3Over75Days => "V3_OVER_75_DAYS",
            Self::ShortBreakSensitive => "SHORT_BREAK_SENSITIVE",
            Self::ShortBreakOnly => "SHORT_BREAK_ONLY",
            Self::LeapDob => "LEAP_DOB",
            Self::AdoptedReview => "ADOPTED_REVIEW",
            Self::CrossBorderReview => "CROSS_BORDER_REVIEW",
            Self::Post18BreakdownReview => "POST18_BREAKDOWN_REVIEW",
            Self::ReleasedReview => "RELEASED_REVIEW",
            Self::AgeDisputed => "AGE_DISPUTED",
            Self::AdultBeforeCare => "ADULT_BEFORE_CARE",
            Self::CareExperienceProtected => "CARE_EXPERIENCE_PROTECTED",
        }
    }

    /// What somebody should do about it.
    pub const fn says(self) -> &'static str {
        match self {
            Self::BoundaryReview => "The count is met only if the last day counts. A manager must decide.",
            Self::BoundaryDecided => "A manager has decided how the last day counts.",
            Self::V3Over17Days => "A short break lasted more than 17 days. Check the record of it.",
            Self::V3Over75Days => {
                "Short breaks came to more than 75 days in 12 months. Check if they were short breaks."
            }
            Self::ShortBreakSensitive => "If short breaks counted, the status would change. Ask for legal advice.",
            Self::ShortBreakOnly => "The only care after 16 was short breaks. Ask what help they want.",
            Self::LeapDob => "Born on 29 February. The status today depends on which day is the birthday.",
            Self::AdoptedReview => "Care ended with adoption. A manager must decide what help applies.",
            Self::CrossBorderReview => "Some care was outside England. Those days are not added. Check what counts.",
            Self::Post18BreakdownReview => {
                "Home with family broke down after 18. The law can be argued. Ask for advice."
            }
            Self::ReleasedReview => "They were relevant while held or in hospital and are now out. Check their status.",
            Self::AgeDisputed => "Their age is under review. Do not take any help away before it is decided.",
            Self::AdultBeforeCare => "By this date of birth they were 18 before care began. Ask for legal advice.",
            Self::CareExperienceProtected => "This council treats care experience like a protected characteristic.",
        }
    }
}

/// The three-valued answer to the 13-week test (STA-06).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Test {
    Met,
    Boundary,
    NotMet,
}

/// What was counted, up to the date asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Counters {
    /// Distinct days in care from the 14th birthday to the 18th (STA-02).
    #[serde(rename = "N")]
    pub days: i32,
    /// The same, with the day each period closed (STA-03).
    #[serde(rename = "N_incl")]
    pub days_with_closing: i32,
    /// The part on or after the 16th birthday (STA-04).
    #[serde(rename = "N16")]
    pub days_after_16: i32,
    /// What the count would be if short breaks were ordinary care (STA-05e).
    #[serde(rename = "N_with_short_breaks")]
    pub days_with_short_breaks: i32,
}

/// The earliest later date with another status, if nothing recorded changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextChange {
    pub on: Date,
    pub to: Status,
    /// What happens that day, in a sentence.
    pub why: String,
    /// False for the comings and goings of a series of short breaks, about which nobody is written to (STA-11b).
    pub notify: bool,
}

/// A stay that will make somebody a qualifying person when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PendingQualifying {
    pub branch: Branch,
    pub since: Date,
    /// The day it is planned to end, if known.
    pub until: Option<Date>,
    /// For health, care home and education stays: the day it will have lasted three months.
    pub three_months_on: Option<Date>,
}

/// What the status would be under a date of birth the record used to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EarlierResult {
    pub born_on: Date,
    pub status: Status,
}

/// The whole answer for one person on one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusResult {
    pub as_of: Date,
    pub born_on: Date,
    pub age: i16,
    pub status: Status,
    pub branch: Option<Branch>,
    /// Every other branch of section 24 that is true as well.
    pub other_branches: Vec<Branch>,
    /// The first of `sub_states`.
    pub sub_state: Option<SubState>,
    /// Every sub-state that is true, strongest first.
    pub sub_states: Vec<SubState>,
    pub thirteen_weeks: Test,
    pub counters: Counters,
    /// For somebody in care: the first day they are or will be eligible, if they stay in care.
    pub eligible_from: Option<Date>,
    pub pending_qualifying: Option<PendingQualifying>,
    pub flags: Vec<Flag>,
    /// Ever looked after, at any age.
    pub care_experienced: bool,
    /// The authority that last looked after them.
    pub responsible_authority: Option<String>,
    pub next_change: Option<NextChange>,
    /// One entry for each care spell, in the order of the facts.
    pub spell_counts: Vec<SpellCount>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before_correction: Vec<EarlierResult>,
    /// The rules that made the answer, in the order of the law.
    pub explanation: Vec<Reason>,
}

impl StatusResult {
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}
