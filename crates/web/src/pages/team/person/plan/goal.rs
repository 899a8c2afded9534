//! S19 A goal: the words as they were written and every other wording beside them, steps, how near, notes, and all that
//! was written about it.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{Entry, Goal, GoalState, Line, Said, Step, StepState, Wording, Writer, write};
use waymark_govuk::{Button, Details, SummaryList, SummaryRow};

use super::{Scene, address, facts, goal_address, page, step_line, whose};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form};
use crate::frame::form_fields;
use crate::pages::plan::clash::says;
use crate::pages::plan::parts::Part;
use crate::pages::plan::{quote, shown_words, teller};
use crate::words;

pub async fn get(ctx: Ctx, Path((person, goal)): Path<(String, String)>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let scene = ctx.read(move |r| Scene::read(r, &person)).await?;
    let found = scene.goal(&goal)?;
    let main = view(&ctx, &scene, found);
    ctx.show(scene.heading.sheet(&ctx, "plan", "Goal", main))
}

fn view(ctx: &Ctx, scene: &Scene, goal: &Goal) -> Markup {
    html! {
        section.wm-card {
            h3.wm-card__title { (shown_words(goal)) }
            p { (whose(scene, goal)) " " @if goal.state != GoalState::Now { strong { (goal.state.says()) } } }
            @if let Some(line) = facts(scene, goal) { p.wm-muted { (line) } }
            (other_wordings(scene, goal))
            (moved(scene, goal))
        }
        (steps(ctx, scene, goal))
        (more(scene, goal))
        (notes(scene, goal))
        (moves(scene, goal))
        @if goal.open_steps().any(|step| step.state == StepState::Stuck) { (stuck_questions()) }
        (history(scene, goal))
        p.govuk-body { a.govuk-link href=(address(&scene.heading.person)) { "Back to the plan" } }
    }
}

fn part_link(scene: &Scene, goal: &Goal, part: Part, says: &str) -> Markup {
    html! { @if scene.may_write { a.govuk-link href=(part_address(scene, goal, part)) { (says) } } }
}

fn part_address(scene: &Scene, goal: &Goal, part: Part) -> String {
    format!("{}/{}", goal_address(&scene.heading.person, &goal.id), part.code())
}

/// Every other way it was worded, each with whose words they are: none takes the place of another.
fn other_wordings(scene: &Scene, goal: &Goal) -> Markup {
    let others: Vec<&Wording> = goal.other_wordings().collect();
    html! {
        @if !others.is_empty() {
            h4.govuk-heading-s { "Also worded" }
            @for one in others {
                figure.wm-words {
                    blockquote { p { bdi { (one.said.words) } } }
                    figcaption { (one.whose.says()) ", " (teller(&one.said.by, Door::Team, scene.name())) ", " (words::date(one.said.on)) }
                }
            }
        }
        p.govuk-body { (part_link(scene, goal, Part::Words, "Say it in other words")) }
    }
}

/// How it came to be done or put aside.
fn moved(scene: &Scene, goal: &Goal) -> Markup {
    html! {
        @if let Some(moved) = goal.moved.as_ref().filter(|_| goal.state != GoalState::Now) {
            p.govuk-body {
                (goal.state.says()) " on " (words::date(moved.said.on)) ", "
                (teller(&moved.said.by, Door::Team, scene.name())) "."
                @if let Some(because) = moved.because { " " (because.says()) "." }
                @if let Some(celebrate) = moved.celebrate { " To mark it: " (celebrate.says()) "." }
            }
            @if !moved.said.words.is_empty() { (quote(&moved.said, Door::Team, scene.name())) }
        }
    }
}

fn steps(ctx: &Ctx, scene: &Scene, goal: &Goal) -> Markup {
    html! {
        h3.govuk-heading-m { "Steps" }
        @if goal.steps.is_empty() { p.govuk-body { "No step yet. A small one is enough." } } @else {
            ul.wm-steps {
                @for step in &goal.steps {
                    li {
                        (step_line(ctx, scene, step))
                        @if let Some(said) = step.state_said.as_ref().filter(|said| !said.words.is_empty()) {
                            (quote(said, Door::Team, scene.name()))
                        }
                        @if scene.may_write && step.is_open() { (step_buttons(ctx, scene, step, &goal.id)) }
                    }
                }
            }
        }
        p.govuk-body { (part_link(scene, goal, Part::Step, "Add a step")) }
    }
}

/// The buttons of a step that is still to do.
pub(super) fn step_buttons(ctx: &Ctx, scene: &Scene, step: &Step, goal: &str) -> Markup {
    let after = format!(": {}", step.said.words);
    let button = |says: &'static str, to: StepState| {
        Button::save(says).secondary().sends("to", to.code()).spoken_after(after.clone())
    };
    html! {
        form.wm-steps__do method="post" action=(page(&scene.heading.person, &format!("step/{}", step.id))) {
            (form_fields(ctx))
            input type="hidden" name="goal" value=(goal);
            (button("Done", StepState::Done))
            @if step.state != StepState::Stuck { (button("Stuck", StepState::Stuck)) }
            (button("Not needed", StepState::NotNeeded))
        }
    }
}

/// What is said of it beside its words: each with the way to say it, or say it again.
fn more(scene: &Scene, goal: &Goal) -> Markup {
    let areas = goal.areas.iter().map(|area| scene.words.area(*area)).collect::<Vec<_>>().join(", ");
    let rows = [
        row(scene, goal, Part::Why, "Why it matters", said(scene, &goal.why)),
        row(scene, goal, Part::PlanB, "Plan B", said(scene, &goal.plan_b)),
        row(scene, goal, Part::Help, "Who could help", said(scene, &goal.help)),
        row(
            scene,
            goal,
            Part::Areas,
            "What it is about",
            html! { @if areas.is_empty() { "Not said yet" } @else { (areas) } },
        ),
        row(scene, goal, Part::Near, "How near, from 0 to 10", near(scene, goal)),
    ];
    html! { h3.govuk-heading-m { "More about it" } (SummaryList::new(rows)) }
}

fn row(scene: &Scene, goal: &Goal, part: Part, title: &'static str, value: Markup) -> SummaryRow {
    let row = SummaryRow::new(title, value);
    if scene.may_write { row.change(part_address(scene, goal, part), title) } else { row }
}

fn said(scene: &Scene, said: &[Said]) -> Markup {
    html! {
        @if said.is_empty() { "Not said yet" }
        @for one in said { (quote(one, Door::Team, scene.name())) }
    }
}

fn near(scene: &Scene, goal: &Goal) -> Markup {
    html! {
        @if goal.near.is_empty() { "Not asked yet" } @else {
            ul.govuk-list {
                @for near in goal.near.iter().rev() {
                    li {
                        strong { (near.number) } ", " (teller(&near.said.by, Door::Team, scene.name())) ", " (words::date(near.said.on))
                        @if !near.said.words.is_empty() { ": " span data-own-words { bdi { (near.said.words) } } }
                    }
                }
            }
        }
    }
}

fn notes(scene: &Scene, goal: &Goal) -> Markup {
    html! {
        h3.govuk-heading-m { "Notes" }
        @if goal.notes.is_empty() { p.govuk-body { "No notes yet." } }
        @for note in goal.notes.iter().rev() { (quote(note, Door::Team, scene.name())) }
        p.govuk-body { (part_link(scene, goal, Part::Note, "Add a note")) }
    }
}

/// Where it can go from here.
fn moves(scene: &Scene, goal: &Goal) -> Markup {
    let ways: &[Part] = match goal.state {
        GoalState::Now => &[Part::Done, Part::Later, Part::Aside],
        GoalState::Later => &[Part::Now, Part::Done, Part::Aside],
        GoalState::Done | GoalState::PutAside => &[Part::Now],
    };
    html! {
        @if scene.may_write {
            h3.govuk-heading-m { "Move it" }
            ul.govuk-list { @for way in ways { li { (part_link(scene, goal, *way, way.button())) } } }
        }
    }
}

/// Questions that help with a goal that does not move.
fn stuck_questions() -> Markup {
    const QUESTIONS: &[&str] = &[
        "Do they still want it?",
        "Was it their idea, or ours?",
        "What is in the way?",
        "What worked when it was like this before?",
        "Would another step be easier? Would more help?",
    ];
    let list = html! { ul.govuk-list.govuk-list--bullet { @for one in QUESTIONS { li { (one) } } } };
    Details::new("Questions for when a step is stuck", list).open(true).render()
}

/// Everything that was ever written about it, newest first.
fn history(scene: &Scene, goal: &Goal) -> Markup {
    let lines = scene.plan.history_of(&goal.id);
    let list = html! {
        ul.govuk-list {
            @for line in &lines {
                li {
                    (words::date(line.on)) ", " (teller(&line.by, Door::Team, scene.name())) ": " (what(line))
                    @let said = says(&line.entry);
                    @if !said.is_empty() { " " span data-own-words { "“" bdi { (said) } "”" } }
                }
            }
        }
    };
    Details::new(format!("History ({})", lines.len()), list).render()
}

/// What a line of the history is.
const fn what(line: &Line) -> &'static str {
    match &line.entry {
        Entry::Goal { .. } => "first words",
        Entry::Words { .. } => "other words",
        Entry::Areas { .. } => "what it is about",
        Entry::Text { .. } | Entry::NotNeeded { .. } => "written",
        Entry::Moved { .. } => "moved to",
        Entry::Near { .. } => "how near",
        Entry::Step { .. } => "a step",
        Entry::StepMoved { .. } => "a step is",
        Entry::Note { .. } => "a note",
    }
}

/// One of the buttons of a step.
pub struct StepForm;

impl Fields for StepForm {
    const ONE: &'static [&'static str] = &["to", "goal"];
}

pub async fn post_step(ctx: Ctx, Path((person, step)): Path<(String, String)>, form: Form<StepForm>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let to = StepState::from_code(form.typed.text("to")).ok_or(Error::NotFound)?;
    let goal = form.typed.text("goal").to_owned();
    let back = if goal.is_empty() { address(&person) } else { goal_address(&person, &goal) };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let entry = Entry::StepMoved { to, words: String::new() };
            write(tx, Writer::Worker(&permit), &step, entry, None)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see it.")
}
