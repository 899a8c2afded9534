//! What the plan still has to speak of (CON-01), asked of the law with what stands in the record. Nothing of it is stored.

use waymark_rules::clocks::{EvidenceKind, Marks, Outcome, STEP_BACK_PACK};
use waymark_rules::plan_content::{self, Covered, GoalSays, Matter, Situation, Written};
use waymark_rules::status::Status;

use super::entries::StepState;
use super::read::{Content, Goal};
use crate::access::{Permit, Read, class};
use crate::areas::Area;
use crate::clocks;
use crate::db::Reading;
use crate::error::{Error, Result};
use crate::status;

/// The matters a goal about one part of life speaks of.
pub const fn matters_of(area: Area) -> &'static [Matter] {
    match area {
        Area::Home => &[Matter::Home],
        Area::Health => &[Matter::Health],
        Area::LearningAndWork => &[Matter::Learning],
        Area::Feelings => &[Matter::Feelings],
        Area::WhoIAm => &[Matter::Identity],
        Area::MyPeople => &[Matter::People],
        Area::Money => &[Matter::Money],
        Area::LifeSkills => &[Matter::Skills],
        Area::Safety => &[Matter::Safety],
    }
}

/// How somebody stands today, as far as it decides what their plan must speak of.
pub fn situation(r: &mut Reading<'_>, permit: &Permit<class::Status, Read>) -> Result<Situation> {
    let today = r.today();
    let (status, evidence) = match (status::of_person(r, permit), clocks::of_person(r, permit)) {
        (Ok(status), Ok(clocks)) => (status.result.status, clocks.evidence),
        // Dates of the record that contradict each other are put right elsewhere: the plan is held to the usual list.
        (Err(Error::Contradicts(_)), _) | (_, Err(Error::Contradicts(_))) => return Ok(Situation::default()),
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    let holds = |kinds: &[EvidenceKind], marks: Marks| {
        evidence.iter().any(|one| {
            kinds.contains(&one.kind)
                && one.outcome == Outcome::Done
                && one.period().contains(today)
                && one.marks.has_all(marks)
        })
    };
    Ok(Situation {
        in_care: status == Status::Eligible,
        held: holds(&[EvidenceKind::Custody, EvidenceKind::Remand], Marks::NONE),
        on_a_break: holds(&[EvidenceKind::StepBack], STEP_BACK_PACK),
    })
}

/// Each matter asked of this plan, and how it stands.
pub fn coverage(situation: Situation, content: &Content) -> Vec<(Matter, Covered)> {
    plan_content::coverage(situation, &written(content))
}

/// What nothing speaks of yet.
pub fn still_to_cover(situation: Situation, content: &Content) -> Vec<Matter> {
    plan_content::still_to_cover(situation, &written(content))
}

fn written(content: &Content) -> Written {
    let mut written = Written {
        goals: content.goals.iter().filter(|goal| goal.is_open()).map(goal_says).collect(),
        ..Written::default()
    };
    for (matter, says) in &content.matters {
        if !says.texts.is_empty() {
            written.texts.insert(*matter);
        }
        if let Some(why) = &says.not_needed {
            written.not_needed.insert(*matter, why.words.clone());
        }
    }
    written
}

fn goal_says(goal: &Goal) -> GoalSays {
    let dated = |step: &super::read::Step| step.state != StepState::NotNeeded && step.by_when.is_some();
    GoalSays {
        about: goal.areas.iter().flat_map(|area| matters_of(*area)).copied().collect(),
        has_plan_b: !goal.plan_b.is_empty(),
        in_their_words: goal.is_in_their_words(),
        has_a_dated_step: goal.steps.iter().any(dated),
    }
}
