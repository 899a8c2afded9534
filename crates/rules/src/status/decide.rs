//! The decision table, read from the top; the first line that fits is the answer (STA-10 to STA-25).

use jiff::civil::Date;

use crate::dates::{Period, add_months, union};
use crate::facts::{AccommodationKind, DetentionKind, FamilyMember, Order, OrderKind, Programme, RequestKind};
use crate::policy::{BoundaryPolicy, Post18Breakdown};

use super::reading::{Birthdays, Reading};
use super::result::{Branch, PendingQualifying, Status, SubState, Test};

/// Months at home with family after which a child is no longer relevant (STA-13).
const MONTHS_AT_HOME: i32 = 6;
/// Months in hospital, a care home or the like that make a qualifying person (STA-24).
const MONTHS_OF_HEALTH_STAY: i32 = 3;

/// The line of the table that fitted, with what the explanation needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub status: Status,
    pub branch: Option<Branch>,
    /// The rule that decided.
    pub rule: &'static str,
    /// The day the branch arose: care ended, the order was made, the stay ended.
    pub since: Option<Date>,
    /// The family history that was taken into account.
    pub family: Family,
    /// The answer depended on a boundary count (STA-07).
    pub boundary_asked: bool,
    /// Family breakdown after 18 was taken into account (STA-14c).
    pub post18_breakdown: bool,
    /// Only short breaks stand behind a qualifying status (STA-21).
    pub short_break_only: bool,
    /// Was relevant while detained or in hospital, and is out (STA-12b).
    pub released: bool,
}

/// What living with family did to being relevant (STA-13, STA-14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    NotSixMonths,
    Ceased { lived_from: Date, on: Date, with: FamilyMember },
    BrokeDown { on: Date, with: FamilyMember },
}

impl Standing {
    const fn of(status: Status, rule: &'static str) -> Self {
        Standing {
            status,
            branch: None,
            rule,
            since: None,
            family: Family::NotSixMonths,
            boundary_asked: false,
            post18_breakdown: false,
            short_break_only: false,
            released: false,
        }
    }

    const fn through(mut self, branch: Branch, since: Option<Date>) -> Self {
        self.branch = Some(branch);
        self.since = since;
        self
    }
}

/// How somebody came to be relevant: the branch and the day it began.
#[derive(Debug, Clone, Copy)]
struct LeftCare {
    branch: Branch,
    rule: &'static str,
    on: Date,
}

/// What was found out on the way down the table, whatever the answer.
#[derive(Debug, Clone, Copy)]
struct Notes {
    family: Family,
    boundary_asked: bool,
    post18_breakdown: bool,
    released: bool,
}

pub(super) fn standing(reading: &Reading, on: Date) -> Standing {
    let Birthdays { b16, b18, b25, .. } = reading.ages;
    let has_died = reading.facts.died_on.is_some_and(|died_on| died_on <= on);
    if on >= b25 || has_died {
        return Standing::of(Status::Closed, "STA-10");
    }
    if let Some(in_care) = in_care(reading, on) {
        return in_care;
    }
    let mut notes =
        Notes { family: Family::NotSixMonths, boundary_asked: false, post18_breakdown: false, released: false };
    let thirteen_weeks = match on {
        _ if on >= b18 => former_relevant(reading, on, &mut notes),
        _ if on >= b16 => relevant(reading, on, &mut notes),
        _ => None,
    };
    let answer = thirteen_weeks.unwrap_or_else(|| qualifying_or_none(reading, on));
    Standing {
        family: notes.family,
        boundary_asked: notes.boundary_asked,
        post18_breakdown: notes.post18_breakdown,
        released: notes.released && !answer.status.rests_on_thirteen_weeks(),
        ..answer
    }
}

/// STA-11 to STA-11c: under 18 and in care. While care lasts only a test that is met counts (STA-07).
fn in_care(reading: &Reading, on: Date) -> Option<Standing> {
    if reading.is_in_counting_care(on) {
        if on < reading.ages.b16 {
            return Some(Standing::of(Status::LookedAfterUnder16, "STA-11c"));
        }
        return Some(match reading.test(on) {
            Test::Met => {
                Standing::of(Status::Eligible, "STA-11").through(Branch::Schedule2Paragraph19B, reading.met_on(on))
            }
            Test::Boundary | Test::NotMet => Standing::of(Status::LookedAfterNotEligible, "STA-11a"),
        });
    }
    reading.is_on_short_breaks(on).then(|| Standing::of(Status::ShortBreaksOnly, "STA-11b"))
}

/// STA-12a to STA-14: 16 or 17, out of care, with 13 weeks behind them.
fn relevant(reading: &Reading, on: Date, notes: &mut Notes) -> Option<Standing> {
    if reading.is_in_care_abroad(on) {
        return None;
    }
    let left = left_care_after_16(reading, on, notes).or_else(|| detained_at_16(reading, on, notes))?;
    if left.branch == Branch::Regulation3Detained && !is_detained(reading, on) {
        notes.released = true;
        return None;
    }
    notes.family = family(reading, left.on, on);
    match notes.family {
        Family::NotSixMonths => Some(Standing::of(Status::Relevant, left.rule).through(left.branch, Some(left.on))),
        Family::BrokeDown { on, .. } => {
            Some(Standing::of(Status::Relevant, "STA-14").through(Branch::Regulation3Breakdown, Some(on)))
        }
        Family::Ceased { .. } => None,
    }
}

/// STA-14b, STA-14a and STA-14c: 18 to 24, by what was true on turning 18. From then on it does not change.
fn former_relevant(reading: &Reading, on: Date, notes: &mut Notes) -> Option<Standing> {
    let Birthdays { b18, b21, .. } = reading.ages;
    let status = if on < b21 { Status::FormerRelevant } else { Status::FormerRelevant21Plus };
    let last_care = reading.last_care(on);
    if last_care.is_some_and(|care| !care.has_ended_by(before(b18))) && passes(reading, reading.test(on), notes) {
        return Some(Standing::of(status, "STA-14b").through(Branch::Section23C1B, Some(b18)));
    }
    let left =
        left_care_after_16(reading, before(b18), notes).or_else(|| detained_at_16(reading, before(b18), notes))?;
    let answer = |rule| Standing::of(status, rule).through(Branch::Section23C1A, Some(left.on));
    notes.family = family(reading, left.on, b18);
    let Family::Ceased { .. } = notes.family else { return Some(answer("STA-14a")) };
    let Family::BrokeDown { on: broke_down_on, with } = family(reading, left.on, on) else { return None };
    notes.post18_breakdown = true;
    notes.family = Family::BrokeDown { on: broke_down_on, with };
    match reading.policy.post18_breakdown {
        Post18Breakdown::TreatAsFormerRelevant => Some(answer("STA-14c")),
        Post18Breakdown::TreatAsNotFormerRelevant => None,
    }
}

/// STA-12a without STA-13: the last care ended on or after the 16th birthday, with the test met by then.
fn left_care_after_16(reading: &Reading, on: Date, notes: &mut Notes) -> Option<LeftCare> {
    let ended_on = reading.last_care(on)?.end.filter(|end| *end <= on)?;
    let fits = ended_on >= reading.ages.b16 && passes(reading, reading.test(on), notes);
    fits.then_some(LeftCare { branch: Branch::Section23A2, rule: "STA-12a", on: ended_on })
}

/// STA-12b without its last words: held or in hospital on the 16th birthday, straight from 13 weeks of care.
fn detained_at_16(reading: &Reading, on: Date, notes: &mut Notes) -> Option<LeftCare> {
    let b16 = reading.ages.b16;
    let held = held_or_in_hospital(reading).into_iter().find(|held| held.contains(b16))?;
    let admitted_on = held.start;
    let from_care = reading.counting(on).iter().any(|care| care.end == Some(admitted_on));
    let test = match from_care {
        _ if reading.days_in_care(admitted_on) >= super::THIRTEEN_WEEKS_IN_DAYS => Test::Met,
        _ if reading.days_with_closing(admitted_on) >= super::THIRTEEN_WEEKS_IN_DAYS => Test::Boundary,
        _ => Test::NotMet,
    };
    let fits = on >= b16 && from_care && passes(reading, test, notes);
    fits.then_some(LeftCare { branch: Branch::Regulation3Detained, rule: "STA-12b", on: b16 })
}

/// Whether a test is passed once care has ended. A boundary asks the manager, or else the policy (STA-07).
fn passes(reading: &Reading, test: Test, notes: &mut Notes) -> bool {
    match test {
        Test::Met => true,
        Test::NotMet => false,
        Test::Boundary => {
            notes.boundary_asked = true;
            match &reading.facts.boundary_decision {
                Some(decision) => decision.treat_as_met,
                None => reading.policy.boundary_policy == BoundaryPolicy::TreatAsMet,
            }
        }
    }
}

/// Time held or in hospital, joined where one follows the other the same day.
pub(super) fn held_or_in_hospital(reading: &Reading) -> Vec<Period> {
    let facts = reading.facts;
    if facts.detentions.is_empty() && facts.other_accommodation.is_empty() {
        return Vec::new();
    }
    let hospital = facts.other_accommodation.iter().filter(|stay| stay.kind == AccommodationKind::Hospital);
    let held = facts.detentions.iter().map(|detention| detention.period());
    union(held.chain(hospital.map(|stay| stay.period())).collect())
}

fn is_detained(reading: &Reading, on: Date) -> bool {
    let b16 = reading.ages.b16;
    held_or_in_hospital(reading).iter().any(|held| held.contains(b16) && held.contains(on))
}

/// What living with family since leaving care had come to by the end of `on`. The latest event decides: six months
/// reached, or a breakdown after it.
fn family(reading: &Reading, left_care_on: Date, on: Date) -> Family {
    let mut latest: Option<(Date, Family)> = None;
    for home in &family_homes(reading) {
        let Some(reached_on) = home.six_months_on(left_care_on).filter(|reached_on| *reached_on <= on) else {
            continue;
        };
        let lived_from = home.period.start.max(left_care_on);
        let event = match home.period.end.filter(|end| home.broke_down && *end <= on) {
            Some(end) => (end, Family::BrokeDown { on: end, with: home.with }),
            None => (reached_on, Family::Ceased { lived_from, on: reached_on, with: home.with }),
        };
        latest = Some(latest.filter(|known| known.0 > event.0).unwrap_or(event));
    }
    latest.map_or(Family::NotSixMonths, |(_, family)| family)
}

/// Time at home with one kind of person of section 22C(3), joined where one record follows another the same day.
#[derive(Debug, Clone, Copy)]
pub(super) struct FamilyHome {
    pub period: Period,
    pub with: FamilyMember,
    pub broke_down: bool,
}

impl FamilyHome {
    /// The day six months are complete, counted from leaving care at the earliest, if they lived there that long.
    pub fn six_months_on(&self, left_care_on: Date) -> Option<Date> {
        let reached_on = add_months(self.period.start.max(left_care_on), MONTHS_AT_HOME);
        self.period.end.is_none_or(|end| reached_on <= end).then_some(reached_on)
    }
}

pub(super) fn family_homes(reading: &Reading) -> Vec<FamilyHome> {
    let within = reading.facts.family_placements.iter().filter(|home| home.with.is_within_section_22c3());
    let mut homes: Vec<FamilyHome> = within
        .filter(|home| !home.period().is_empty())
        .map(|home| FamilyHome { period: home.period(), with: home.with, broke_down: home.broke_down })
        .collect();
    homes.sort_by_key(|home| home.period);
    homes.dedup_by(|later, earlier| {
        let follows_on =
            earlier.with == later.with && !earlier.broke_down && earlier.period.end == Some(later.period.start);
        if follows_on {
            earlier.period.end = later.period.end;
            earlier.broke_down = later.broke_down;
        }
        follows_on
    });
    homes
}

/// STA-15 to STA-17, by the branches STA-20 to STA-25.
fn qualifying_or_none(reading: &Reading, on: Date) -> Standing {
    let nothing = Standing::of(Status::None, "STA-17");
    let Some(first) = qualifying_branches(reading, on).into_iter().flatten().next() else { return nothing };
    let short_break_only = first.branch == Branch::Section24LookedAfter && !reading.was_in_care_after_16(on);
    let qualifies = |status, rule| Standing {
        short_break_only,
        ..Standing::of(status, rule).through(first.branch, Some(first.since))
    };
    if on < reading.ages.b21 {
        return qualifies(Status::Qualifying, first.rule);
    }
    match reading.facts.programmes.iter().any(|programme| programme.full_time && programme.period().contains(on)) {
        true => qualifies(Status::QualifyingEducation, "STA-16"),
        false => nothing,
    }
}

#[derive(Debug, Clone, Copy)]
struct Qualifies {
    branch: Branch,
    rule: &'static str,
    since: Date,
}

/// Every branch of section 24 that is true on the day but for the upper age, in the order of the law.
fn qualifying_branches(reading: &Reading, on: Date) -> [Option<Qualifies>; 6] {
    if on < reading.ages.b16 {
        return [None; 6];
    }
    let mut branches = [None; 6];
    branches[0] = special_guardianship(reading, on).map(|since| Qualifies {
        branch: Branch::Section24SpecialGuardianship,
        rule: "STA-20",
        since,
    });
    branches[1] = looked_after_after_16(reading, on).map(|since| Qualifies {
        branch: Branch::Section24LookedAfter,
        rule: "STA-21",
        since,
    });
    if has_stays(reading) {
        for (at, kind) in StayKind::ALL.into_iter().enumerate() {
            let ended_on = stay_over(reading, kind, on);
            branches[at + 2] = ended_on.map(|since| Qualifies { branch: kind.branch(), rule: kind.rule(), since });
        }
    }
    branches
}

fn has_stays(reading: &Reading) -> bool {
    !reading.facts.other_accommodation.is_empty() || !reading.facts.detentions.is_empty()
}

/// STA-20: a special guardianship order in force now, or in force at 18, made while looked after.
fn special_guardianship(reading: &Reading, on: Date) -> Option<Date> {
    let guarded = |order: &&Order| {
        let asked_on = on.min(before(reading.ages.b18));
        order.kind == OrderKind::SpecialGuardianship
            && order.period().contains(asked_on)
            && was_looked_after_before(reading, order)
    };
    reading.facts.orders.iter().filter(guarded).map(|order| order.made_on).min()
}

fn was_looked_after_before(reading: &Reading, order: &Order) -> bool {
    let eve = before(order.made_on);
    order.looked_after_immediately_before.unwrap_or_else(|| {
        let care = reading.counting(eve).iter().chain(&reading.breaks);
        care.into_iter().any(|period| period.contains(eve))
    })
}

/// STA-21: looked after at some time after reaching 16 while a child, and no longer.
fn looked_after_after_16(reading: &Reading, on: Date) -> Option<Date> {
    let was = reading.was_in_care_after_16(on) || reading.had_short_breaks_after_16(on);
    if !was || reading.is_in_care_abroad(on) || reading.was_later_in_care_in_wales(on) {
        return None;
    }
    let left_on = reading.last_care(on).filter(|care| care.end.is_none_or(|end| end >= reading.ages.b16));
    let breaks = || reading.breaks.iter().chain(&reading.agreements).rev().find(|one| one.start <= on).copied();
    left_on.or_else(breaks).map(|last| last.end.unwrap_or(reading.ages.b18).min(reading.ages.b18))
}

/// The stays of STA-22 to STA-25.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StayKind {
    VoluntaryOrganisation,
    PrivateHome,
    HealthOrEducation,
    PrivateFostering,
}

impl StayKind {
    pub const ALL: [StayKind; 4] =
        [Self::VoluntaryOrganisation, Self::PrivateHome, Self::HealthOrEducation, Self::PrivateFostering];

    const fn of(kind: AccommodationKind) -> Self {
        match kind {
            AccommodationKind::VoluntaryOrganisation => Self::VoluntaryOrganisation,
            AccommodationKind::PrivateChildrensHome => Self::PrivateHome,
            AccommodationKind::PrivateFostering => Self::PrivateFostering,
            AccommodationKind::Health
            | AccommodationKind::CareHome
            | AccommodationKind::Hospital
            | AccommodationKind::Education => Self::HealthOrEducation,
        }
    }

    const fn branch(self) -> Branch {
        match self {
            Self::VoluntaryOrganisation => Branch::Section24VoluntaryOrganisation,
            Self::PrivateHome => Branch::Section24PrivateHome,
            Self::HealthOrEducation => Branch::Section24HealthOrEducation,
            Self::PrivateFostering => Branch::Section24PrivateFostering,
        }
    }

    const fn rule(self) -> &'static str {
        match self {
            Self::VoluntaryOrganisation => "STA-22",
            Self::PrivateHome => "STA-23",
            Self::HealthOrEducation => "STA-24",
            Self::PrivateFostering => "STA-25",
        }
    }
}

/// Every stay of one kind, joined. Hospital counts whichever list it was recorded in.
pub(super) fn stays(reading: &Reading, kind: StayKind) -> Vec<Period> {
    let facts = reading.facts;
    let recorded = facts.other_accommodation.iter().filter(|stay| StayKind::of(stay.kind) == kind);
    let hospital = facts
        .detentions
        .iter()
        .filter(|held| kind == StayKind::HealthOrEducation && held.kind == DetentionKind::Hospital);
    union(recorded.map(|stay| stay.period()).chain(hospital.map(|held| held.period())).collect())
}

/// The day the last stay that counts was over, if they are no longer in any stay of the kind.
fn stay_over(reading: &Reading, kind: StayKind, on: Date) -> Option<Date> {
    let stays = stays(reading, kind);
    if stays.iter().any(|stay| stay.contains(on)) {
        return None;
    }
    let over = stays.iter().filter(|stay| counts_for_section_24(reading, kind, stay));
    over.filter_map(|stay| stay.end).filter(|end| *end <= on).max()
}

/// Reached past 16 while still a child, and long enough where the law asks for three months.
fn counts_for_section_24(reading: &Reading, kind: StayKind, stay: &Period) -> bool {
    let Birthdays { b16, b18, .. } = reading.ages;
    let after_16 = stay.start < b18 && stay.end.is_none_or(|end| end >= b16);
    after_16 && (kind != StayKind::HealthOrEducation || stay.end.is_none_or(|end| end >= three_months_of(stay)))
}

fn three_months_of(stay: &Period) -> Date {
    add_months(stay.start, MONTHS_OF_HEALTH_STAY)
}

/// The other branches of section 24 that are true beside the one given.
pub(super) fn other_branches(reading: &Reading, standing: &Standing, on: Date) -> Vec<Branch> {
    match standing.status {
        Status::Qualifying | Status::QualifyingEducation => {
            qualifying_branches(reading, on).into_iter().flatten().skip(1).map(|one| one.branch).collect()
        }
        _ => Vec::new(),
    }
}

/// A stay going on now that will make a qualifying person of somebody who has no status today.
pub(super) fn pending_qualifying(reading: &Reading, standing: &Standing, on: Date) -> Option<PendingQualifying> {
    let Birthdays { b16, b21, .. } = reading.ages;
    if standing.status != Status::None || on < b16 || on >= b21 || !has_stays(reading) {
        return None;
    }
    StayKind::ALL.into_iter().find_map(|kind| {
        let now = stays(reading, kind).into_iter().find(|stay| stay.contains(on))?;
        counts_for_section_24(reading, kind, &now).then(|| PendingQualifying {
            branch: kind.branch(),
            since: now.start,
            until: now.end,
            three_months_on: (kind == StayKind::HealthOrEducation).then(|| three_months_of(&now)),
        })
    })
}

/// STA-18: why help goes on between 21 and 25. Strongest first; empty for every other status.
pub(super) fn sub_states(reading: &Reading, standing: &Standing, on: Date) -> Vec<SubState> {
    if standing.status != Status::FormerRelevant21Plus {
        return Vec::new();
    }
    let states = [
        (on_a_programme_planned_before_21(reading, on), SubState::Programme),
        (is_in_or_wants_education(reading, on), SubState::Education),
        (has_asked_for_support(reading, on), SubState::Active),
    ];
    let mut found: Vec<SubState> = states.into_iter().filter_map(|(holds, state)| holds.then_some(state)).collect();
    if found.is_empty() {
        found.push(SubState::Dormant);
    }
    found
}

/// STA-18a: a course in a pathway plan made before 21, running past 21, not over.
fn on_a_programme_planned_before_21(reading: &Reading, on: Date) -> bool {
    reading.facts.programmes.iter().any(|one| is_planned_before_21(reading, one) && one.period().contains(on))
}

fn is_planned_before_21(reading: &Reading, programme: &Programme) -> bool {
    let b21 = reading.ages.b21;
    programme.in_plan_since().is_some_and(|planned_on| planned_on < b21)
        && programme.period().end.is_none_or(|end| end > b21)
}

/// STA-18b: they said they study or want to, by a request or by being on a course the authority has recorded.
/// It lasts until the course is over, or until they say they want no more help.
fn is_in_or_wants_education(reading: &Reading, on: Date) -> bool {
    let courses = || reading.facts.programmes.iter().filter(|one| !is_planned_before_21(reading, one));
    let on_course =
        courses().any(|one| one.period().contains(on) && !reading.facts.has_opted_out_between(one.start_on, on));
    let wants_to = reading.facts.latest_request(&[RequestKind::Education], on).is_some_and(|asked_on| {
        let mut later = courses().filter(|one| !one.period().has_ended_by(asked_on)).peekable();
        let course_is_over = later.peek().is_some() && later.all(|one| one.period().has_ended_by(on));
        !course_is_over && !reading.facts.has_opted_out_between(asked_on, on)
    });
    on_course || wants_to
}

/// STA-18c: the last thing they said is that they want support.
fn has_asked_for_support(reading: &Reading, on: Date) -> bool {
    let asked_on = reading.facts.latest_request(&[RequestKind::OptIn], on);
    asked_on.is_some_and(|asked_on| !reading.facts.has_opted_out_between(asked_on, on))
}

/// STA-08: for somebody in care, the first day they are or will be eligible if care goes on.
pub(super) fn eligible_from(reading: &Reading, standing: &Standing, on: Date) -> Option<Date> {
    match standing.status {
        Status::Eligible => reading.met_on(on),
        Status::LookedAfterNotEligible | Status::LookedAfterUnder16 => reading.met_on_if_care_continues(on),
        _ => None,
    }
}

fn before(date: Date) -> Date {
    crate::dates::add_days(date, -1)
}
