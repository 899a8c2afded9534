//! Y06 Add a goal (journey 2): one box and a button. What else could be said is offered after it is saved, and each of it
//! can be skipped.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::plans::{Entry, Whose};
use waymark_govuk::{Button, Details, Textarea};

use super::{Mine, goal_address, write_own};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};
use crate::pages::plan::parts::found;
use crate::pages::plan::shown_words;

/// A goal in their own words.
pub struct NewGoal;

impl Fields for NewGoal {
    const ONE: &'static [&'static str] = &["words"];
}

const LONGEST: usize = 4000;

/// Somewhere to begin, for whoever wants it.
const IDEAS: &[&str] = &["My home", "Money", "Friends", "Work or learning", "How I feel", "Having fun"];

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, "", &Mends::default())
}

fn show(ctx: &Ctx, typed: &str, mends: &Mends) -> PageResult {
    let ideas = html! { ul class="govuk-list govuk-list--bullet" { @for idea in IDEAS { li { (idea) } } } };
    let main = html! {
        form method="post" action="/me/plan/add" novalidate {
            (form_fields(ctx))
            (Textarea::new("words", "What do you want to happen?").rows(4)
                .hint("Use your own words. You can change it later.")
                .value(typed.to_owned()).error(mends.of("words").map(str::to_owned)))
            (Details::new("Give me an idea", ideas).render())
            p.govuk-body { "Your adviser will see this." }
            (Button::save("Save my goal"))
        }
    };
    ctx.show(Sheet::new("Add a goal", main).to_mend(mends))
}

pub async fn post(ctx: Ctx, form: Form<NewGoal>) -> PageResult {
    let me = ctx.myself()?;
    let words = form.typed.text("words").to_owned();
    let mut mends = Mends::default();
    if words.is_empty() {
        mends.add("words", "Write what you want to happen");
    }
    if words.chars().count() > LONGEST {
        mends.add("words", "That is too long. Make it two goals");
    }
    if !mends.is_empty() {
        return show(&ctx, form.typed.raw("words"), &mends);
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            let goal = Entry::Goal { words: words.clone(), whose: Whose::Theirs };
            let goal = write_own(tx, &me, "", goal, None)?;
            Ok(format!("{}/saved", goal_address(&goal)))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your adviser will see this.")
}

/// After it is saved: three things that can each be skipped.
pub async fn get_saved(ctx: Ctx, Path(goal): Path<String>) -> PageResult {
    let me = ctx.myself()?;
    let goal = ctx.read(move |r| Ok(found(&Mine::read(r, &me)?.plan.read.content, &goal)?.clone())).await?;
    let main = html! {
        p.govuk-body { strong { (shown_words(&goal)) } }
        p.govuk-body { "You can say more. You can also skip it." }
        (choice(&goal.id, "step", "Add a first step"))
        (choice(&goal.id, "help", "Say who could help"))
        (choice(&goal.id, "near", "Say how near you are"))
        p.govuk-body { a.govuk-link href="/me/plan" { "Skip. Go to my plan" } }
    };
    ctx.show(Sheet::new("Your goal is saved", main))
}

fn choice(goal: &str, part: &str, says: &'static str) -> Markup {
    html! { p { (Button::link(says, format!("{}/{part}", goal_address(goal))).secondary()) } }
}
