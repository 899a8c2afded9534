//! Which leaving-care status a person has on a date, why, and when it will change (rules STA-01 to STA-25).
//!
//! [`status`] answers for one person and one date. [`strip`] gives every status from 14 to 25, for a drawing.
//! [`crate::words::plain`] puts the answer into words for a worker and for the young person.

mod change;
mod decide;
mod explain;
mod reading;
mod result;
mod spells;
mod timeline;

use jiff::civil::Date;

use crate::dates::{age_on, is_leap_birthday};
use crate::facts::{Facts, Problems, check_calendar};
use crate::policy::Policy;

pub use change::StripPeriod;
pub use explain::{Fact, FactValue, Reason};
pub use reading::THIRTEEN_WEEKS_IN_DAYS;
pub use result::{
    Branch, Counters, EarlierResult, Flag, NextChange, PendingQualifying, Status, StatusResult, SubState, Test,
};
pub use spells::{LeftOut, SpellCount, WhyNot};
pub use timeline::{Stretch, Timeline};

use decide::Standing;
use reading::{Lens, Reading};

/// The status at the end of the day `as_of`, with its reasons, or everything that is wrong with the facts.
pub fn status(facts: &Facts, policy: &Policy, as_of: Date) -> Result<StatusResult, Problems> {
    facts.check()?;
    check_calendar(as_of, "as_of")?;
    let reading = Reading::new(facts, policy);
    let standing = decide::standing(&reading, as_of);
    Ok(in_full(&reading, &standing, as_of))
}

/// The status alone, for lists and counts that show no reasons.
pub fn status_only(facts: &Facts, policy: &Policy, on: Date) -> Result<Status, Problems> {
    facts.check()?;
    check_calendar(on, "as_of")?;
    Ok(decide::standing(&Reading::new(facts, policy), on).status)
}

/// Works out and explains the status of everybody, on as many threads as there are cores, and hands each result to
/// `take` with the place of the person in the list. Results are handed over as they come, so that a hundred thousand
/// explanations are never all held at once.
pub fn status_of_each<F>(people: &[Facts], policy: &Policy, as_of: Date, take: F)
where
    F: Fn(usize, Result<StatusResult, Problems>) + Sync,
{
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = people.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        for (part, people) in people.chunks(share).enumerate() {
            let take = &take;
            scope.spawn(move || {
                for (at, facts) in people.iter().enumerate() {
                    take(part * share + at, status(facts, policy, as_of));
                }
            });
        }
    });
}

/// Every status from the 14th to the 25th birthday, in order and without gaps.
pub fn strip(facts: &Facts, policy: &Policy) -> Result<Vec<StripPeriod>, Problems> {
    facts.check()?;
    Ok(change::strip(&Reading::new(facts, policy)))
}

fn in_full(reading: &Reading, standing: &Standing, as_of: Date) -> StatusResult {
    let facts = reading.facts;
    let mut result = StatusResult {
        as_of,
        born_on: facts.born_on,
        age: age_on(facts.born_on, as_of, reading.policy.leap_birthday),
        status: standing.status,
        branch: standing.branch,
        other_branches: decide::other_branches(reading, standing, as_of),
        sub_state: None,
        sub_states: decide::sub_states(reading, standing, as_of),
        thirteen_weeks: reading.test(as_of),
        counters: counters(reading, as_of),
        eligible_from: decide::eligible_from(reading, standing, as_of),
        pending_qualifying: decide::pending_qualifying(reading, standing, as_of),
        flags: Vec::new(),
        care_experienced: reading.is_care_experienced(as_of),
        responsible_authority: reading.responsible_authority(as_of).map(str::to_owned),
        next_change: change::next_change(reading, standing, as_of),
        spell_counts: spells::spell_counts(reading, as_of),
        before_correction: before_correction(reading, as_of),
        explanation: Vec::new(),
    };
    result.sub_state = result.sub_states.first().copied();
    result.flags = flags(reading, standing, as_of);
    result.explanation = explain::explanation(reading, standing, &result);
    result
}

fn counters(reading: &Reading, as_of: Date) -> Counters {
    let days = reading.days_in_care(as_of);
    Counters {
        days,
        days_with_closing: reading.days_with_closing(as_of),
        days_after_16: reading.days_after_16(as_of),
        days_with_short_breaks: reading.with_short_breaks().map_or(days, |wider| wider.days_in_care(as_of)),
    }
}

fn flags(reading: &Reading, standing: &Standing, as_of: Date) -> Vec<Flag> {
    let open = standing.status != Status::Closed;
    let leaving_care = open && standing.status.is_leaving_care();
    let says = [
        (standing.boundary_asked && reading.facts.boundary_decision.is_none(), Flag::BoundaryReview),
        (standing.boundary_asked && reading.facts.boundary_decision.is_some(), Flag::BoundaryDecided),
        (open && reading.has_long_break(as_of), Flag::V3Over17Days),
        (open && reading.breaks_pass_the_yearly_limit(as_of), Flag::V3Over75Days),
        (open && is_short_break_sensitive(reading, standing, as_of), Flag::ShortBreakSensitive),
        (standing.short_break_only, Flag::ShortBreakOnly),
        (depends_on_leap_birthday(reading, standing, as_of), Flag::LeapDob),
        (leaving_care && reading.was_adopted_from_care(as_of), Flag::AdoptedReview),
        (open && reading.has_care_outside_england(as_of), Flag::CrossBorderReview),
        (standing.post18_breakdown, Flag::Post18BreakdownReview),
        (standing.released, Flag::ReleasedReview),
        (open && reading.age_is_disputed(), Flag::AgeDisputed),
        (open && reading.was_adult_before_care(as_of), Flag::AdultBeforeCare),
        (
            reading.policy.care_experience_as_protected && reading.is_care_experienced(as_of),
            Flag::CareExperienceProtected,
        ),
    ];
    says.into_iter().filter_map(|(applies, flag)| applies.then_some(flag)).collect()
}

/// True when counting short breaks as ordinary care would, or at a boundary might, bring a status the person does not
/// have (STA-05e).
fn is_short_break_sensitive(reading: &Reading, standing: &Standing, as_of: Date) -> bool {
    let might_bring_one = |wider: Reading| {
        let wider = decide::standing(&wider, as_of);
        wider.status.rests_on_thirteen_weeks() || wider.boundary_asked
    };
    !standing.status.rests_on_thirteen_weeks() && reading.with_short_breaks().is_some_and(might_bring_one)
}

/// True when the other reading of a 29 February birthday would answer otherwise today (DAT-03).
fn depends_on_leap_birthday(reading: &Reading, standing: &Standing, as_of: Date) -> bool {
    is_leap_birthday(reading.facts.born_on) && {
        let other = decide::standing(&reading.seen_through(Lens::other_leap_birthday(reading)), as_of);
        (other.status, other.branch) != (standing.status, standing.branch)
    }
}

/// What the status would have been under each date of birth the record used to hold.
fn before_correction(reading: &Reading, as_of: Date) -> Vec<EarlierResult> {
    let earlier = &reading.facts.earlier_birth_dates;
    let under = |born_on| decide::standing(&reading.seen_through(Lens::born(reading, born_on)), as_of).status;
    earlier.iter().map(|date| EarlierResult { born_on: date.born_on, status: under(date.born_on) }).collect()
}
