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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::plans::compare;
    use crate::plans::entries::{StepWho, Whose};

    fn words() -> impl Strategy<Value = String> {
        "[a-z ]{1,12}"
    }

    /// Anything anybody may write about one goal and one step of it.
    fn entry() -> impl Strategy<Value = Entry> {
        let whose = prop::sample::select(vec![Whose::Theirs, Whose::Suggested]);
        let field = prop::sample::select(vec![Field::Why, Field::PlanB, Field::Help]);
        let state = prop::sample::select(GoalState::ALL.to_vec());
        prop_oneof![
            (words(), whose).prop_map(|(words, whose)| Entry::Words { words, whose }),
            (field, words(), any::<bool>()).prop_map(|(field, words, beside)| Entry::Text { field, words, beside }),
            (state, words()).prop_map(|(to, words)| Entry::Moved { to, because: None, celebrate: None, words }),
            (0..=10u8, words()).prop_map(|(number, words)| Entry::Near { number, words }),
            words().prop_map(|words| Entry::Note { words }),
        ]
    }

    fn line(position: i32, about: &str, entry: Entry, own: bool) -> Line {
        let by = if own { Teller::Themselves } else { Teller::Worker("Amira".into()) };
        let recorded_by = if own { "person:a".into() } else { "staff:b".into() };
        Line { position, about: about.to_owned(), entry, by, on: date(2026, 11, 22), recorded_by }
    }

    fn history(first: &str, then: Vec<(Entry, bool)>) -> Vec<Line> {
        let goal = Entry::Goal { words: first.to_owned(), whose: Whose::Theirs };
        let rest = then.into_iter().zip(2..).map(|((entry, own), position)| line(position, "goal", entry, own));
        std::iter::once(line(1, "goal", goal, true)).chain(rest).collect()
    }

    proptest! {
        #[test]
        fn whatever_is_written_later_the_first_words_of_a_goal_stay(
            first in words(),
            then in prop::collection::vec((entry(), any::<bool>()), 0..30),
        ) {
            let content = fold(&history(&first, then.clone()));
            let goal = content.goal("goal").expect("it is there");
            prop_assert_eq!(&goal.original().said.words, &first);
            let reworded = then.iter().filter(|(entry, _)| matches!(entry, Entry::Words { .. })).count();
            prop_assert_eq!(goal.wordings.len(), 1 + reworded, "each wording is kept");
        }

        #[test]
        fn a_worker_never_takes_away_what_the_young_person_wrote(
            own in words(),
            then in prop::collection::vec(entry(), 0..30),
        ) {
            let theirs = Entry::Text { field: Field::Why, words: own.clone(), beside: false };
            let ours = then.into_iter().map(|entry| (entry, false));
            let content = fold(&history("a goal", std::iter::once((theirs, true)).chain(ours).collect()));
            let why = &content.goal("goal").expect("it is there").why;
            prop_assert!(why.iter().any(|said| said.words == own && said.by == Teller::Themselves), "{:?}", why);
        }

        #[test]
        fn a_plan_is_no_different_from_itself_and_new_words_are_always_a_difference(
            then in prop::collection::vec((entry(), any::<bool>()), 0..20),
            more in words(),
        ) {
            let lines = history("a goal", then);
            let before = fold(&lines);
            prop_assert!(compare::between(&before, &before).is_empty());
            let position = before.position + 1;
            let after = [lines, vec![line(position, "goal", Entry::Words { words: more, whose: Whose::Theirs }, true)]].concat();
            prop_assert!(!compare::between(&before, &fold(&after)).is_empty());
        }
    }

    #[test]
    fn a_step_goes_with_its_goal_and_a_promise_with_none() {
        let step = |goal: Option<&str>| Entry::Step {
            goal: goal.map(str::to_owned),
            words: "Ring".into(),
            who: StepWho::Worker,
            name: "Amira".into(),
            by_when: None,
        };
        let mut lines = history("a goal", Vec::new());
        lines.push(line(2, "one", step(Some("goal")), false));
        lines.push(line(3, "two", step(None), false));
        lines.push(line(4, "two", Entry::StepMoved { to: StepState::Done, words: String::new() }, false));
        lines.push(line(5, "lost", step(Some("elsewhere")), false));
        let content = fold(&lines);
        assert_eq!(content.goal("goal").map(|goal| goal.steps.len()), Some(1));
        assert_eq!(content.promises.iter().map(|step| step.state).collect::<Vec<_>>(), [StepState::Done]);
        assert_eq!(content.next_steps().len(), 1, "what is done is no next step");
    }
}
