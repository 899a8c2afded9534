//! Y07 A goal: steps with "I did this" and "I'm stuck", how near, notes, and ways to move it.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::plans::{Entry, Goal, GoalState, Said, StepState};
use waymark_govuk::{Button, Details};

use super::{Mine, goal_address, step_line, write_own};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form};
use crate::frame::Sheet;
use crate::pages::plan::parts::{Part, found};
use crate::pages::plan::{nearness, quote, shown_words, step_words};
use crate::words;

pub async fn get(ctx: Ctx, Path(goal): Path<String>) -> PageResult {
    let me = ctx.myself()?;
    let (mine, goal) = ctx
        .read(move |r| {
            let mine = Mine::read(r, &me)?;
            let goal = found(&mine.plan.read.content, &goal)?.clone();
            Ok((mine, goal))
        })
        .await?;
    ctx.show(Sheet::new("A goal", view(&ctx, &mine, &goal)))
}

fn view(ctx: &Ctx, mine: &Mine, goal: &Goal) -> Markup {
    html! {
        section.wm-card {
            h2.wm-card__title { (shown_words(goal)) }
            (about(ctx, mine, goal))
            p.govuk-body { (link(goal, Part::Words, "Say it in other words")) }
        }
        (other_words(goal))
        h2.govuk-heading-m { "Steps" }
        (steps(ctx, goal))
        p { (Button::link("Add a step", at(goal, Part::Step)).secondary()) }
        h2.govuk-heading-m { "How near are you?" }
        @match nearness(goal) {
            Some(near) => p.govuk-body { "You said " (near) "." },
            None => p.govuk-body { "You have not said yet." },
        }
        p.govuk-body { (link(goal, Part::Near, "Choose 0 to 10")) }
        h2.govuk-heading-m { "More about it" }
        (text(goal, "Why it matters to you", &goal.why, Part::Why))
        (text(goal, "What if it does not work", &goal.plan_b, Part::PlanB))
        (text(goal, "Who could help", &goal.help, Part::Help))
        (text(goal, "Notes", &goal.notes, Part::Note))
        (moves(goal))
        p.wm-muted { "Your adviser and their manager can see this." }
        p.govuk-body { a.govuk-link href="/me/plan" { "Back to my plan" } }
    }
}

fn at(goal: &Goal, part: Part) -> String {
    format!("{}/{}", goal_address(&goal.id), part.code())
}

fn link(goal: &Goal, part: Part, says: &str) -> Markup {
    html! { a.govuk-link href=(at(goal, part)) { (says) } }
}

/// Whose idea it was, where it stands, and what it is about.
fn about(ctx: &Ctx, mine: &Mine, goal: &Goal) -> Markup {
    let areas: Vec<&str> = goal.areas.iter().map(|area| mine.words.area(*area)).collect();
    let stands = match goal.state {
        GoalState::Now => None,
        GoalState::Later => Some("For later"),
        GoalState::Done => Some("Done"),
        GoalState::PutAside => Some("Put away for now"),
    };
    html! {
        @if !goal.is_in_their_words() { p.govuk-body { "This was an idea from us. You can say it your way." } }
        @if !areas.is_empty() { p.wm-muted { (areas.join(", ")) } }
        @if let Some(stands) = stands {
            p.govuk-body {
                strong { (stands) }
                @if let Some(moved) = &goal.moved { " " span.wm-muted { (words::day(moved.said.on, ctx.today())) } }
            }
        }
    }
}

/// Every other way it was said, theirs and ours.
fn other_words(goal: &Goal) -> Markup {
    let others: Vec<&Said> = goal.other_wordings().map(|one| &one.said).collect();
    let list = html! { @for said in &others { (quote(said, Door::Me, "")) } };
    html! { @if !others.is_empty() { (Details::new("Other words for it", list).render()) } }
}

fn steps(ctx: &Ctx, goal: &Goal) -> Markup {
    let done = |step: &&waymark_cases::plans::Step| step.state == StepState::Done;
    html! {
        @if goal.open_steps().next().is_none() { p.govuk-body { "No step is waiting." } }
        @for step in goal.open_steps() { (step_line(ctx, step, Some(&goal.id))) }
        @if goal.steps.iter().any(|step| done(&step)) {
            ul.govuk-list { @for step in goal.steps.iter().filter(done) { li { "Done: " (step_words(step)) } } }
        }
    }
}

fn text(goal: &Goal, title: &'static str, said: &[Said], part: Part) -> Markup {
    html! {
        h3.govuk-heading-s { (title) }
        @for one in said { (quote(one, Door::Me, "")) }
        p.govuk-body {
            a.govuk-link href=(at(goal, part)) { "Write" span.govuk-visually-hidden { ": " (title) } }
        }
    }
}

/// Where it can go: done, for later, put away, or back.
fn moves(goal: &Goal) -> Markup {
    let ways: &[(Part, &str)] = match goal.state {
        GoalState::Now => {
            &[(Part::Done, "Mark it done"), (Part::Later, "Keep for later"), (Part::Aside, "Put away for now")]
        }
        GoalState::Later => {
            &[(Part::Now, "Start it now"), (Part::Done, "Mark it done"), (Part::Aside, "Put away for now")]
        }
        GoalState::Done | GoalState::PutAside => &[(Part::Now, "Bring it back")],
    };
    html! {
        h2.govuk-heading-m { "Move it" }
        @for (part, says) in ways { p { (Button::link(*says, at(goal, *part)).secondary()) } }
    }
}

/// The buttons of a step.
pub struct StepForm;

impl Fields for StepForm {
    const ONE: &'static [&'static str] = &["to", "goal"];
}

/// "I did this" and "I'm stuck", from the goal, the plan or Home.
pub async fn post_step(ctx: Ctx, Path(step): Path<String>, form: Form<StepForm>) -> PageResult {
    let me = ctx.myself()?;
    let to = StepState::from_code(form.typed.text("to")).ok_or(Error::NotFound)?;
    let back = match form.typed.text("goal") {
        "" => "/me".to_owned(),
        goal => goal_address(goal),
    };
    let says = if to == StepState::Done { "Well done. It is on your list." } else { "Saved. Your adviser can see it." };
    let to = ctx
        .write_once(&form.key, move |tx| {
            write_own(tx, &me, &step, Entry::StepMoved { to, words: String::new() }, None)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, says)
}
