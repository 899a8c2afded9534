//! What is owed, to whom, by when, and why (rules CLK-01 to CLK-94b; rules.md §5).
//!
//! [`evaluate`] answers for one young person and one day, [`evaluate_for`] for a worker, a team or the service. An answer
//! holds codes and ids; [`words::explain`] and [`words::promise`] make sentences of it for a worker and for the young
//! person. What every clock is, is a table in [`definitions`]; what a council may choose is in [`parameters`] and its
//! packs; what was recorded comes as [`evidence`]. Nothing here reads a clock, a file or a database.

mod definition;
pub mod definitions;
mod engine;
pub mod evidence;
mod instances;
pub mod packs;
pub mod parameters;
mod reading;
mod result;
mod runs;
pub mod terms;
pub mod values;
pub mod words;
mod worked;
mod working_days;

use jiff::civil::Date;

pub use definition::{Definition, Standing, Standings, Subject, WouldMeet};
pub use evidence::{Evidence, EvidenceKind, Mark, Marks, Outcome, STEP_BACK_PACK};
pub use packs::{Choice, Pack, Packs};
pub use parameters::Parameter;
pub use result::{Clock, NotCounted, Owner, Past, State, Why, WhyNot};
pub use working_days::WorkingDays;

use crate::facts::{Facts, Problems, check_calendar};
use crate::policy::Policy;
use crate::status::Timeline;
use reading::Reading;

/// Every clock of one young person at the end of the day `as_of`, or everything that is wrong with the facts.
///
/// The order of the evidence changes nothing. Evidence of a later day is not looked at, unless it is a plan for one.
pub fn evaluate<'e>(
    facts: &Facts,
    evidence: &'e [Evidence],
    packs: &'e Packs,
    policy: &Policy,
    as_of: Date,
) -> Result<Vec<Clock<'e>>, Problems> {
    facts.check()?;
    check_calendar(as_of, "as_of")?;
    Ok(evaluate_along(facts, Timeline::of(facts, policy), evidence, packs, policy, as_of))
}

/// The same where the statuses are known already and the facts have been checked.
pub fn evaluate_along<'e>(
    facts: &Facts,
    timeline: Timeline,
    evidence: &'e [Evidence],
    packs: &'e Packs,
    policy: &Policy,
    as_of: Date,
) -> Vec<Clock<'e>> {
    engine::evaluate(&Reading::new(facts, timeline, evidence, packs, policy, as_of), Subject::YoungPerson)
}

/// Every clock of a worker, a team or the service, from what was recorded about them.
pub fn evaluate_for<'e>(
    subject: Subject,
    evidence: &'e [Evidence],
    packs: &'e Packs,
    as_of: Date,
) -> Result<Vec<Clock<'e>>, Problems> {
    check_calendar(as_of, "as_of")?;
    Ok(engine::evaluate(&Reading::of_evidence(evidence, packs, as_of), subject))
}

/// Works out the clocks of everybody, on as many threads as there are cores, and hands each person's to `take` with
/// the place of the person in the list.
pub fn evaluate_each<F>(people: &[(Facts, Vec<Evidence>)], packs: &Packs, policy: &Policy, as_of: Date, take: F)
where
    F: Fn(usize, Result<Vec<Clock>, Problems>) + Sync,
{
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = people.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        for (part, people) in people.chunks(share).enumerate() {
            let take = &take;
            scope.spawn(move || {
                for (at, (facts, evidence)) in people.iter().enumerate() {
                    take(part * share + at, evaluate(facts, evidence, packs, policy, as_of));
                }
            });
        }
    });
}
