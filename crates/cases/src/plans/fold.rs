//! From entries in order to the plan as it stands. Pure: the same entries always give the same plan.

use waymark_rules::plan_content::Matter;

use super::entries::{Entry, Field, GoalState, StepState};
use super::read::{Content, Goal, Line, MatterSays, Move, Nearness, Said, Step, Wording};
use crate::entitlements::Teller;

/// The plan that these entries make.
pub(super) fn fold(lines: &[Line]) -> Content {
    let mut content = Content::default();
    for line in lines {
        content.position = line.position;
        add(&mut content, line);
    }
    content
}

/// An entry about a goal or step that is not there adds nothing: it stays in the history.
fn add(content: &mut Content, line: &Line) {
    match &line.entry {
        Entry::Goal { words, whose } => {
            let first = Wording { whose: *whose, said: line.said(words) };
            content.goals.push(new_goal(line, first));
        }
        Entry::Text { field: Field::Matter(matter), words, beside } => {
            add_to_matter(content, line, *matter, words, *beside)
        }
        Entry::NotNeeded { matter, why } => not_needed(content, line, *matter, why),
        Entry::Step { goal, .. } => add_step(content, goal.as_deref(), line),
        Entry::StepMoved { to, words } => move_step(content, line, *to, words),
        _ => {
            if let Some(goal) = content.goals.iter_mut().find(|goal| goal.id == line.about) {
                add_to_goal(goal, line);
            }
        }
    }
}

fn new_goal(line: &Line, first: Wording) -> Goal {
    Goal {
        id: line.about.clone(),
        wordings: vec![first],
        state: GoalState::Now,
        moved: None,
        areas: Vec::new(),
        why: Vec::new(),
        plan_b: Vec::new(),
        help: Vec::new(),
        near: Vec::new(),
        steps: Vec::new(),
        notes: Vec::new(),
    }
}

fn add_to_goal(goal: &mut Goal, line: &Line) {
    match &line.entry {
        Entry::Words { words, whose } => goal.wordings.push(Wording { whose: *whose, said: line.said(words) }),
        Entry::Areas { areas } => goal.areas.clone_from(areas),
        Entry::Text { field, words, beside } => {
            let here = match field {
                Field::Why => &mut goal.why,
                Field::PlanB => &mut goal.plan_b,
                Field::Help | Field::Matter(_) => &mut goal.help,
            };
            put(here, line.said(words), *beside);
        }
        Entry::Moved { to, because, celebrate, words } => {
            goal.state = *to;
            goal.moved = Some(Move { because: *because, celebrate: *celebrate, said: line.said(words) });
        }
        Entry::Near { number, words } => goal.near.push(Nearness { number: *number, said: line.said(words) }),
        Entry::Note { words } => goal.notes.push(line.said(words)),
        Entry::Goal { .. } | Entry::NotNeeded { .. } | Entry::Step { .. } | Entry::StepMoved { .. } => {}
    }
}

/// New words stand in place of what the same side wrote: a worker never takes the young person's away, nor they ours.
fn put(here: &mut Vec<Said>, said: Said, beside: bool) {
    let own = said.by == Teller::Themselves;
    if !beside {
        here.retain(|earlier| (earlier.by == Teller::Themselves) != own);
    }
    if !said.words.is_empty() {
        here.push(said);
    }
}

fn add_to_matter(content: &mut Content, line: &Line, matter: Matter, words: &str, beside: bool) {
    let says = content.matters.entry(matter).or_default();
    says.not_needed = None;
    put(&mut says.texts, line.said(words), beside);
    if *says == MatterSays::default() {
        content.matters.remove(&matter);
    }
}

fn not_needed(content: &mut Content, line: &Line, matter: Matter, why: &str) {
    let own = line.by == Teller::Themselves;
    let says = content.matters.entry(matter).or_default();
    says.texts.retain(|earlier| (earlier.by == Teller::Themselves) != own);
    says.not_needed = Some(line.said(why));
}

fn add_step(content: &mut Content, goal: Option<&str>, line: &Line) {
    let Entry::Step { words, who, name, by_when, .. } = &line.entry else { return };
    let step = Step {
        id: line.about.clone(),
        said: line.said(words),
        who: *who,
        name: name.clone(),
        by_when: *by_when,
        state: StepState::ToDo,
        state_said: None,
    };
    match goal {
        None => content.promises.push(step),
        Some(goal) => {
            if let Some(goal) = content.goals.iter_mut().find(|one| one.id == goal) {
                goal.steps.push(step);
            }
        }
    }
}

fn move_step(content: &mut Content, line: &Line, to: StepState, words: &str) {
    let of_goals = content.goals.iter_mut().flat_map(|goal| goal.steps.iter_mut());
    let mut steps = of_goals.chain(content.promises.iter_mut());
    if let Some(step) = steps.find(|step| step.id == line.about) {
        step.state = to;
        step.state_said = Some(line.said(words));
    }
}
