//! What became different between two readings of a plan. Pure.

use super::entries::GoalState;
use super::read::{Content, Goal, Step};

/// One difference, in the order of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<'a> {
    GoalAdded(&'a Goal),
    /// A goal goes by other words than before.
    GoalReworded {
        before: &'a Goal,
        after: &'a Goal,
    },
    GoalMoved {
        goal: &'a Goal,
        from: GoalState,
    },
    /// How near they are, before and after.
    Nearer {
        goal: &'a Goal,
        from: Option<u8>,
        to: u8,
    },
    StepAdded(Option<&'a Goal>, &'a Step),
    StepMoved(Option<&'a Goal>, &'a Step),
    MatterWritten(waymark_rules::plan_content::Matter),
}

/// Everything that is different in `after`. Nothing is ever taken out of a plan, so nothing is missed.
pub fn between<'a>(before: &'a Content, after: &'a Content) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    for goal in &after.goals {
        match before.goal(&goal.id) {
            None => changes.push(Change::GoalAdded(goal)),
            Some(earlier) => of_goal(&mut changes, earlier, goal),
        }
    }
    for (goal, step) in after.steps() {
        match before.step(&step.id) {
            None => changes.push(Change::StepAdded(goal, step)),
            Some((_, earlier)) if earlier.state != step.state => changes.push(Change::StepMoved(goal, step)),
            Some(_) => {}
        }
    }
    let rewritten = after.matters.iter().filter(|(matter, says)| before.matters.get(matter) != Some(says));
    changes.extend(rewritten.map(|(matter, _)| Change::MatterWritten(*matter)));
    changes
}

fn of_goal<'a>(changes: &mut Vec<Change<'a>>, before: &'a Goal, after: &'a Goal) {
    if before.shown().said.words != after.shown().said.words || before.wordings.len() != after.wordings.len() {
        changes.push(Change::GoalReworded { before, after });
    }
    if before.state != after.state {
        changes.push(Change::GoalMoved { goal: after, from: before.state });
    }
    let (from, to) = (before.near.last().map(|near| near.number), after.near.last().map(|near| near.number));
    if let Some(to) = to.filter(|to| Some(*to) != from) {
        changes.push(Change::Nearer { goal: after, from, to });
    }
}
