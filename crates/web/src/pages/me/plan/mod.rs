//! Y05 My plan: goals in their own words, steps theirs and ours, what is done kept as wins, and what they think of it.

pub mod add;
pub mod agree;
pub mod goal;
pub mod paper;
pub mod part;

use maud::{Markup, Render, html};
use waymark_cases::access::{AddOwnWords, Read, class};
use waymark_cases::areas::{self, Words};
use waymark_cases::db::{Reading, Tx};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{self, Entry, Goal, GoalState, Plan, Step, StepState, StepWho, Version, Writer, write};
use waymark_govuk::{Button, Details};

use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::frame::{Sheet, form_fields};
use crate::pages::plan::{nearness, quote, shown_words, step_words};
use crate::words;

pub(super) fn goal_address(goal: &str) -> String {
    format!("/me/plan/{goal}")
}

/// Their plan, and the council's words for the parts of life.
pub(super) struct Mine {
    pub plan: Plan,
    pub words: Words,
}

impl Mine {
    pub(super) fn read(r: &mut Reading<'_>, me: &PersonId) -> waymark_cases::Result<Self> {
        let permit = r.permit::<class::Plan, Read>(me)?;
        Ok(Self { plan: plans::of_person(r, &permit)?, words: areas::words(r)? })
    }
}

/// Writes one thing as themselves.
pub(super) fn write_own(
    tx: &mut Tx<'_>,
    me: &PersonId,
    about: &str,
    entry: Entry,
    seen: Option<i32>,
) -> waymark_cases::Result<String> {
    let permit = tx.permit::<class::Plan, AddOwnWords>(me)?;
    write(tx, Writer::Themselves(&permit), about, entry, seen)
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let mine = ctx.read(move |r| Mine::read(r, &me)).await?;
    ctx.show(Sheet::new("My plan", view(&ctx, &mine)))
}

fn view(ctx: &Ctx, mine: &Mine) -> Markup {
    let content = &mine.plan.read.content;
    html! {
        @if content.goals.is_empty() {
            p.govuk-body { "What would you like to be different?" }
        }
        p { (Button::link("Add a goal", "/me/plan/add")) }
        @for goal in content.in_state(GoalState::Now) { (card(ctx, goal)) }
        (promises(ctx, &content.promises))
        (others(mine, GoalState::Later, "For later"))
        (wins(ctx, mine))
        (others(mine, GoalState::PutAside, "Put away for now"))
        (agreement(ctx, mine))
        (manager(mine))
        p.govuk-body { a.govuk-link href="/me/meetings" { "My meetings" } }
        p.govuk-body { a.govuk-link href="/me/plan/paper" { "Get my plan on paper" } }
        p.wm-muted { "Your adviser and their manager can see your plan." }
    }
}

fn card(ctx: &Ctx, goal: &Goal) -> Markup {
    let open: Vec<&Step> = goal.open_steps().collect();
    html! {
        section.wm-card {
            h2.wm-card__title { (shown_words(goal)) }
            @if !goal.is_in_their_words() { p.wm-muted { "This was an idea from us." } }
            @if let Some(near) = nearness(goal) { p.govuk-body { "You said " (near) "." } }
            @for step in &open { (step_line(ctx, step, Some(&goal.id))) }
            p.govuk-body {
                a.govuk-link href=(goal_address(&goal.id)) { "Open this goal" span.govuk-visually-hidden { ": " (goal.shown().said.words) } }
            }
        }
    }
}

/// One step: whose it is, and the buttons if it is theirs. `goal` is where its buttons lead back to; Home if none.
pub(super) fn step_line(ctx: &Ctx, step: &Step, goal: Option<&str>) -> Markup {
    html! {
        div.wm-step {
            p.govuk-body {
                (step_words(step)) " " span.wm-muted { (whose(ctx, step)) }
            }
            @if step.who != StepWho::Worker { (buttons(ctx, step, goal)) }
        }
    }
}

/// Whose step it is and by when, in their words: a day of ours that passed is our debt.
fn whose(ctx: &Ctx, step: &Step) -> String {
    let who = match step.who {
        StepWho::Theirs => "Yours".to_owned(),
        _ if step.name.is_empty() => "Ours".to_owned(),
        _ => step.name.clone(),
    };
    let is_late = step.who == StepWho::Worker && step.is_open() && step.by_when.is_some_and(|by| by < ctx.today());
    match step.by_when.filter(|_| step.is_open()) {
        Some(by) if is_late => format!("{who}. We said {}. We are late. Sorry.", words::day(by, ctx.today())),
        Some(by) => format!("{who}, by {}", words::day(by, ctx.today())),
        None => who,
    }
}

pub(super) fn buttons(ctx: &Ctx, step: &Step, goal: Option<&str>) -> Markup {
    let after = format!(": {}", step.said.words);
    html! {
        form.wm-step__do method="post" action=(format!("/me/plan/step/{}", step.id)) {
            (form_fields(ctx))
            input type="hidden" name="goal" value=(goal.unwrap_or_default());
            (Button::save("I did this").secondary().sends("to", StepState::Done.code()).spoken_after(after.clone()))
            @if step.state == StepState::Stuck {
                p.wm-muted { "You said you are stuck. Your adviser can see it." }
            } @else {
                (Button::save("I’m stuck").secondary().sends("to", StepState::Stuck.code()).spoken_after(after))
            }
        }
    }
}

fn promises(ctx: &Ctx, promises: &[Step]) -> Markup {
    let open: Vec<&Step> = promises.iter().filter(|step| step.is_open()).collect();
    html! {
        @if !open.is_empty() {
            h2.govuk-heading-m { "What we will do" }
            @for step in open { (step_line(ctx, step, Some(""))) }
        }
    }
}

fn others(mine: &Mine, state: GoalState, title: &str) -> Markup {
    let goals: Vec<&Goal> = mine.plan.read.content.in_state(state).collect();
    let list = html! {
        ul.govuk-list { @for goal in &goals { li { a.govuk-link href=(goal_address(&goal.id)) { (shown_words(goal)) } } } }
    };
    html! { @if !goals.is_empty() { (Details::new(format!("{title} ({})", goals.len()), list).render()) } }
}

/// What is done stays, as a list of wins: goals, and steps of any goal.
fn wins(ctx: &Ctx, mine: &Mine) -> Markup {
    let content = &mine.plan.read.content;
    let goals: Vec<&Goal> = content.in_state(GoalState::Done).collect();
    let theirs = |(_, step): &(Option<&Goal>, &Step)| step.who == StepWho::Theirs && step.state == StepState::Done;
    let steps: Vec<&Step> = content.steps().filter(theirs).map(|(_, step)| step).collect();
    html! {
        @if !goals.is_empty() || !steps.is_empty() {
            h2.govuk-heading-m { "What you did" }
            ul.govuk-list {
                @for goal in goals {
                    li {
                        strong { a.govuk-link href=(goal_address(&goal.id)) { (shown_words(goal)) } }
                        @if let Some(moved) = &goal.moved { " " span.wm-muted { (words::day(moved.said.on, ctx.today())) } }
                    }
                }
                @for step in steps { li { (step_words(step)) } }
            }
        }
    }
}

/// What they think of it, and the way to say so.
fn agreement(ctx: &Ctx, mine: &Mine) -> Markup {
    let Some(version) = mine.plan.read.to_agree() else { return html! {} };
    html! {
        section.wm-card {
            h2.wm-card__title { "Do you agree with your plan?" }
            @match version.agreement() {
                Some(one) => {
                    p.govuk-body { "You said: " strong { (says(one.answer)) } "." }
                    @if !one.said.words.is_empty() { (quote(&one.said, Door::Me, "")) }
                }
                None => p.govuk-body { "You have not said yet. You can skip this." },
            }
            (answers(ctx, version))
        }
    }
}

fn answers(ctx: &Ctx, version: &Version) -> Markup {
    let agreed = version.agreement().is_some_and(|one| one.answer == plans::Answer::Agrees);
    html! {
        @if !agreed {
            form method="post" action="/me/plan/agree" {
                (form_fields(ctx))
                input type="hidden" name="words" value="";
                (Button::save("I agree").secondary().sends("answer", plans::Answer::Agrees.code()))
            }
        }
        p.govuk-body { a.govuk-link href="/me/plan/agree?answer=in_part" { "I agree with some of it" } }
        p.govuk-body { a.govuk-link href="/me/plan/agree?answer=do_not" { "I do not agree" } }
    }
}

/// An answer in their own words.
pub(super) const fn says(answer: plans::Answer) -> &'static str {
    match answer {
        plans::Answer::Agrees => "I agree",
        plans::Answer::InPart => "I agree with some of it",
        plans::Answer::DoesNot => "I do not agree",
    }
}

/// What the manager wrote when they approved it.
fn manager(mine: &Mine) -> Markup {
    let decided = mine.plan.read.approved().and_then(|version| version.decided.as_ref());
    html! {
        @if let Some(decided) = decided {
            (Details::new("What the manager said about it", quote(&decided.said, Door::Me, "")).render())
        }
    }
}

/// The next step on Home, with the way to add a goal.
pub(super) fn home_card(ctx: &Ctx, plan: &plans::PlanRead) -> Markup {
    let next = plan.content.next_steps();
    let step = next.iter().find(|(_, step)| step.who != StepWho::Worker).or_else(|| next.first());
    html! {
        section.wm-card {
            h2.wm-card__title { "Your plan" }
            @match step {
                Some((_, step)) => { p.govuk-body { "Next step:" } (step_line(ctx, step, None)) }
                None if plan.content.goals.is_empty() => p.govuk-body { "What would you like to be different?" },
                None => p.govuk-body { "No step is waiting." },
            }
            p { (Button::link("Add a goal", "/me/plan/add")) }
            p.govuk-body { a.govuk-link href="/me/plan" { "See your plan" } }
        }
    }
}
