//! What has to be known about a person before their status can be worked out (rules.md §2).
//!
//! Every period is half-open: somebody is in care at the end of a day when `start_on <= day < end_on`. A period
//! with no `end_on` is still running; one that ends in the future is taken as planned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::{Period, civil};

/// Everything the status engine reads about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    #[serde(alias = "dob")]
    pub born_on: Date,
    /// How sure anyone is of the date of birth.
    #[serde(default)]
    pub dob_status: DobStatus,
    /// Dates of birth that were believed before, so that a correction can show before and after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_birth_dates: Vec<EarlierBirthDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub care_spells: Vec<CareSpell>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detentions: Vec<Detention>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub family_placements: Vec<FamilyPlacement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Order>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_accommodation: Vec<OtherAccommodation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aftercare_requests: Vec<AftercareRequest>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<Programme>,
    /// A manager's recorded answer to a boundary question; it replaces the policy (STA-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary_decision: Option<BoundaryDecision>,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "death_date")]
    pub died_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DobStatus {
    #[default]
    Confirmed,
    /// Given by an official when nobody could say.
    Assigned,
    /// Somebody says it is wrong. Nothing is taken away while that is settled.
    AgeDisputed,
    AgeAssessed,
}

/// A date of birth the record used to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierBirthDate {
    pub born_on: Date,
    /// The day the record was put right.
    pub replaced_on: Date,
}

/// One episode of being looked after by one authority under one legal status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareSpell {
    #[serde(alias = "start")]
    pub start_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "end")]
    pub end_on: Option<Date>,
    pub legal_status: LegalStatus,
    /// The authority that looked after the child, by name or code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// Where that authority is. Days outside England are not added without a review.
    #[serde(default, skip_serializing_if = "Nation::is_england")]
    pub nation: Nation,
    /// The SSDA903 placement code, if known. The status does not depend on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement_type: Option<String>,
    /// The SSDA903 reason the episode ceased, if known. E11 and E12 mean adoption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_reason: Option<String>,
}

/// The legal status codes of the SSDA903 return that a status depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LegalStatus {
    /// Interim care order
    C1,
    /// Full care order
    C2,
    /// Freeing order (historic)
    D1,
    /// Placement order
    E1,
    /// Single period of accommodation under section 20
    V2,
    /// One short break in an agreed series
    V3,
    /// Agreement for a series of short breaks: its dates are the agreement, not days in care
    V4,
    /// Police protection in local authority accommodation
    L1,
    /// Emergency protection order
    L2,
    /// Child assessment order, away from home
    L3,
    /// Remand to local authority or youth detention accommodation
    J1,
    /// Accommodation under the Police and Criminal Evidence Act
    J2,
    /// Youth rehabilitation order with a residence requirement
    J3,
}

/// Whether the days of a spell are days of the 13 weeks (rules.md §2, STA-05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountsToThirteenWeeks {
    Yes,
    /// Not while it is a short break under regulation 48.
    NotAsShortBreak,
    /// The dates are not days in care at all.
    Never,
}

impl LegalStatus {
    pub const ALL: [LegalStatus; 13] = [
        Self::C1,
        Self::C2,
        Self::D1,
        Self::E1,
        Self::V2,
        Self::V3,
        Self::V4,
        Self::L1,
        Self::L2,
        Self::L3,
        Self::J1,
        Self::J2,
        Self::J3,
    ];

    pub const fn counts_to_thirteen_weeks(self) -> CountsToThirteenWeeks {
        match self {
            Self::V3 => CountsToThirteenWeeks::NotAsShortBreak,
            Self::V4 => CountsToThirteenWeeks::Never,
            _ => CountsToThirteenWeeks::Yes,
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::D1 => "D1",
            Self::E1 => "E1",
            Self::V2 => "V2",
            Self::V3 => "V3",
            Self::V4 => "V4",
            Self::L1 => "L1",
            Self::L2 => "L2",
            Self::L3 => "L3",
            Self::J1 => "J1",
            Self::J2 => "J2",
            Self::J3 => "J3",
        }
    }

    /// The code of the return, in either case, or nothing if it is not one we know.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code().eq_ignore_ascii_case(code.trim()))
    }

    /// What the code means, for a person reading a page.
    pub const fn says(self) -> &'static str {
        match self {
            Self::C1 => "Interim care order",
            Self::C2 => "Care order",
            Self::D1 => "Freeing order",
            Self::E1 => "Placement order",
            Self::V2 => "In care by agreement (section 20)",
            Self::V3 => "Short break",
            Self::V4 => "Agreement for short breaks",
            Self::L1 => "Police protection",
            Self::L2 => "Emergency protection order",
            Self::L3 => "Child assessment order",
            Self::J1 => "On remand",
            Self::J2 => "Held for the police in council accommodation",
            Self::J3 => "Youth rehabilitation order with a place to live",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nation {
    #[default]
    England,
    Wales,
    Scotland,
    NorthernIreland,
}

impl Nation {
    pub fn is_england(&self) -> bool {
        *self == Nation::England
    }
}

/// Time held under a court's sentence or order, or in hospital. Remand to local authority or youth detention
/// accommodation is care, so it is a care spell (J1), not a detention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detention {
    #[serde(alias = "start")]
    pub start_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "end")]
    pub end_on: Option<Date>,
    pub kind: DetentionKind,
    /// The section of the Mental Health Act, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetentionKind {
    SentencedCustody,
    Remand,
    Hospital,
}

/// Living with family after leaving care. A child on a care order who lives with a parent is still in care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyPlacement {
    #[serde(alias = "start")]
    pub start_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "end")]
    pub end_on: Option<Date>,
    pub with: FamilyMember,
    /// True when it ended because it went wrong, and the child no longer lives there.
    #[serde(default)]
    pub broke_down: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyMember {
    Parent,
    /// Somebody else with parental responsibility.
    PrHolder,
    /// Holder of a child arrangements or residence order that says the child lives with them.
    ChildArrangementsHolder,
    SpecialGuardian,
    /// A relative without parental responsibility: living with them changes nothing (STA-13).
    OtherRelative,
}

impl FamilyMember {
    /// True for the people of section 22C(3), with whom six months at home ends being relevant.
    pub const fn is_within_section_22c3(self) -> bool {
        !matches!(self, FamilyMember::OtherRelative)
    }

    pub const fn says(self) -> &'static str {
        match self {
            Self::Parent => "a parent",
            Self::PrHolder => "a person with parental responsibility",
            Self::ChildArrangementsHolder => "a person with a child arrangements order",
            Self::SpecialGuardian => "a special guardian",
            Self::OtherRelative => "a relative without parental responsibility",
        }
    }
}

/// A court order that bears on the status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub kind: OrderKind,
    pub made_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    /// For special guardianship: was the child looked after immediately before? Left out, the care spells answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked_after_immediately_before: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    SpecialGuardianship,
    Adoption,
    CareOrderDischarge,
}

/// A stay that was not care but may lead to being a qualifying person (s24(2)(b) to (e)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherAccommodation {
    pub kind: AccommodationKind,
    #[serde(alias = "start")]
    pub start_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "end")]
    pub end_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccommodationKind {
    VoluntaryOrganisation,
    PrivateChildrensHome,
    /// By a health body.
    Health,
    CareHome,
    /// An independent hospital, or accommodation arranged by the NHS.
    Hospital,
    /// By an authority in its education role.
    Education,
    PrivateFostering,
}

/// Something the young person asked for, or asked to stop, after leaving care (s23CZB, s23CA).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AftercareRequest {
    pub kind: RequestKind,
    /// The day the authority received it.
    #[serde(alias = "date")]
    pub on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    OptIn,
    OptOut,
    /// They told the authority that they are studying or training, or want to.
    Education,
}

/// A course or training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    #[serde(alias = "start")]
    pub start_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "expected_end")]
    pub expected_end_on: Option<Date>,
    /// The day it really ended or was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<Date>,
    #[serde(default)]
    pub full_time: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The pathway plan it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_reference: Option<String>,
    /// The day it was put in the plan; the day it started, if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<Date>,
}

/// A manager's decision where the count is one day short or the rule is arguable (STA-07).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryDecision {
    pub treat_as_met: bool,
    pub decided_on: Date,
    pub reason: String,
}

impl CareSpell {
    pub const fn period(&self) -> Period {
        Period { start: self.start_on, end: self.end_on }
    }

    /// True when the return says the episode ended with adoption.
    pub fn ended_with_adoption(&self) -> bool {
        matches!(self.end_reason.as_deref(), Some("E11" | "E12"))
    }
}

impl Detention {
    pub const fn period(&self) -> Period {
        Period { start: self.start_on, end: self.end_on }
    }
}

impl FamilyPlacement {
    pub const fn period(&self) -> Period {
        Period { start: self.start_on, end: self.end_on }
    }
}

impl OtherAccommodation {
    pub const fn period(&self) -> Period {
        Period { start: self.start_on, end: self.end_on }
    }
}

impl Order {
    pub const fn period(&self) -> Period {
        Period { start: self.made_on, end: self.ended_on }
    }
}

impl Programme {
    pub fn period(&self) -> Period {
        Period { start: self.start_on, end: self.ended_on.or(self.expected_end_on) }
    }

    /// The day it became part of a pathway plan, if it ever did.
    pub fn in_plan_since(&self) -> Option<Date> {
        self.planned_on.or_else(|| self.plan_reference.as_ref().map(|_| self.start_on))
    }
}

/// Something in the facts that cannot be true, named by field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where it is, such as `care_spells[0].end_on`.
    pub field: String,
    /// What is wrong and what to do, in a sentence.
    pub says: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.says)
    }
}

/// Everything wrong with the facts. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let gap = if at == 0 { "" } else { "; " };
            write!(f, "{gap}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl Facts {
    /// A person about whom nothing but the date of birth is known.
    pub fn born(born_on: Date) -> Self {
        Facts {
            born_on,
            dob_status: DobStatus::default(),
            earlier_birth_dates: Vec::new(),
            care_spells: Vec::new(),
            detentions: Vec::new(),
            family_placements: Vec::new(),
            orders: Vec::new(),
            other_accommodation: Vec::new(),
            aftercare_requests: Vec::new(),
            programmes: Vec::new(),
            boundary_decision: None,
            died_on: None,
        }
    }

    /// Looks for facts that contradict themselves. Every problem is reported, not the first alone.
    pub fn check(&self) -> Result<(), Problems> {
        let mut found = Found { born_on: self.born_on, problems: Vec::new() };
        found.calendar(self.born_on, || "born_on".into());
        for (at, earlier) in self.earlier_birth_dates.iter().enumerate() {
            found.calendar(earlier.born_on, || format!("earlier_birth_dates[{at}].born_on"));
            found.calendar(earlier.replaced_on, || format!("earlier_birth_dates[{at}].replaced_on"));
        }
        self.check_periods(&mut found);
        self.check_death(&mut found);
        match found.problems.is_empty() {
            true => Ok(()),
            false => Err(Problems(found.problems)),
        }
    }

    fn check_periods(&self, found: &mut Found) {
        for (at, spell) in self.care_spells.iter().enumerate() {
            found.period(spell.period(), "care_spells", at, ["start_on", "end_on"]);
        }
        for (at, detention) in self.detentions.iter().enumerate() {
            found.period(detention.period(), "detentions", at, ["start_on", "end_on"]);
        }
        for (at, home) in self.family_placements.iter().enumerate() {
            found.period(home.period(), "family_placements", at, ["start_on", "end_on"]);
            if home.broke_down && home.end_on.is_none() {
                found.add(
                    || format!("family_placements[{at}].end_on"),
                    "It broke down, so it needs the day it ended".into(),
                );
            }
        }
        for (at, order) in self.orders.iter().enumerate() {
            found.period(order.period(), "orders", at, ["made_on", "ended_on"]);
        }
        for (at, stay) in self.other_accommodation.iter().enumerate() {
            found.period(stay.period(), "other_accommodation", at, ["start_on", "end_on"]);
        }
        for (at, request) in self.aftercare_requests.iter().enumerate() {
            found.after_birth(request.on, || format!("aftercare_requests[{at}].on"));
        }
        self.check_programmes(found);
    }

    fn check_programmes(&self, found: &mut Found) {
        for (at, programme) in self.programmes.iter().enumerate() {
            let expected = Period { start: programme.start_on, end: programme.expected_end_on };
            found.period(expected, "programmes", at, ["start_on", "expected_end_on"]);
            if programme.ended_on.is_some() {
                let actual = Period { start: programme.start_on, end: programme.ended_on };
                found.period(actual, "programmes", at, ["start_on", "ended_on"]);
            }
            if let Some(planned_on) = programme.planned_on {
                found.after_birth(planned_on, || format!("programmes[{at}].planned_on"));
            }
        }
    }

    fn check_death(&self, found: &mut Found) {
        let Some(died_on) = self.died_on else { return };
        found.after_birth(died_on, || "died_on".into());
        for (at, spell) in self.care_spells.iter().enumerate() {
            if spell.start_on > died_on {
                found.add(
                    || format!("care_spells[{at}].start_on"),
                    format!("{} is after the date of death, {died_on}", spell.start_on),
                );
            }
        }
    }
}

/// The years this record can be asked about.
const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2200;

/// Refuses a date outside the years the law and the figures cover.
pub fn check_calendar(on: Date, field: &str) -> Result<(), Problems> {
    match is_in_the_calendar(on) {
        true => Ok(()),
        false => Err(Problems(vec![Problem { field: field.to_owned(), says: outside_the_calendar(on) }])),
    }
}

fn is_in_the_calendar(on: Date) -> bool {
    (civil(FIRST_YEAR, 1, 1)..=civil(LAST_YEAR, 12, 31)).contains(&on)
}

fn outside_the_calendar(on: Date) -> String {
    format!("{on} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
}

struct Found {
    born_on: Date,
    problems: Vec<Problem>,
}

impl Found {
    fn add(&mut self, field: impl FnOnce() -> String, says: String) {
        self.problems.push(Problem { field: field(), says });
    }

    fn calendar(&mut self, on: Date, field: impl FnOnce() -> String) {
        if !is_in_the_calendar(on) {
            self.add(field, outside_the_calendar(on));
        }
    }

    fn after_birth(&mut self, on: Date, field: impl FnOnce() -> String) {
        if !is_in_the_calendar(on) {
            self.add(field, outside_the_calendar(on));
        } else if on < self.born_on {
            let born_on = self.born_on;
            self.add(field, format!("{on} is before the date of birth, {born_on}"));
        }
    }

    fn period(&mut self, period: Period, list: &str, at: usize, [start, end]: [&str; 2]) {
        self.after_birth(period.start, || format!("{list}[{at}].{start}"));
        let Some(last) = period.end else { return };
        self.calendar(last, || format!("{list}[{at}].{end}"));
        if last < period.start {
            self.add(|| format!("{list}[{at}].{end}"), format!("{last} is before {start}, {}", period.start));
        }
    }
}

impl Facts {
    /// The last day, by the end of `on`, that a request of one of these kinds came in.
    pub fn latest_request(&self, kinds: &[RequestKind], on: Date) -> Option<Date> {
        let of_kind = self.aftercare_requests.iter().filter(|request| kinds.contains(&request.kind));
        of_kind.map(|request| request.on).filter(|asked_on| *asked_on <= on).max()
    }

    /// Whether they said they want no support, later than `since` and by the end of `on`. A request and a "no" on
    /// one day leave the door open.
    pub fn has_opted_out_between(&self, since: Date, on: Date) -> bool {
        self.latest_request(&[RequestKind::OptOut], on).is_some_and(|opted_out_on| opted_out_on > since)
    }
}
