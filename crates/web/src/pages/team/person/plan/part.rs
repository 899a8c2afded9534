//! One thing of a goal, on a page of its own (S19). When somebody else wrote in the same place meanwhile, both versions
//! are shown and nothing is written over (state C).

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Write, class};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{Entry, Writer, clash, write};
use waymark_govuk::Button;

use super::{Scene, goal_address};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::plan::clash as both;
use crate::pages::plan::parts::{self, Asks, Part, PartForm};
use crate::pages::plan::shown_words;

fn part_of(code: &str) -> Result<Part, Error> {
    Part::from_code(code).ok_or(Error::NotFound)
}

fn at(person: &PersonId, goal: &str, part: Part) -> String {
    format!("{}/{}", goal_address(person, goal), part.code())
}

pub async fn get(ctx: Ctx, Path((person, goal, part)): Path<(String, String, String)>) -> PageResult {
    let (person, part) = (PersonId::parse(&person)?, part_of(&part)?);
    show(&ctx, person, &goal, part, None, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, goal: &str, part: Part, typed: Option<&Typed>, mends: &Mends) -> PageResult {
    let scene = ctx.read(move |r| Scene::to_write(r, &person)).await?;
    let found = scene.goal(goal)?;
    let mut first = parts::first(part, Door::Team, found, scene.plan.read.content.position);
    if part == Part::Areas {
        first = first.with_many("area", found.areas.iter().map(|area| area.code()));
    }
    let typed = typed.unwrap_or(&first);
    let asks = Asks { door: Door::Team, name: scene.name(), typed, mends, words: &scene.words };
    let main = html! {
        p.govuk-body { strong { (shown_words(found)) } }
        form method="post" action=(at(&scene.heading.person, goal, part)) novalidate {
            (form_fields(ctx))
            input type="hidden" name="seen" value=(typed.text("seen"));
            (asks.part(part))
            (Button::save(part.button()))
        }
        (back(&scene, goal))
    };
    ctx.show(scene.heading.sheet(ctx, "plan", part.title(Door::Team), main).to_mend(mends))
}

fn back(scene: &Scene, goal: &str) -> Markup {
    html! { p.govuk-body { a.govuk-link href=(goal_address(&scene.heading.person, goal)) { "Back to the goal" } } }
}

pub async fn post(
    ctx: Ctx,
    Path((person, goal, part)): Path<(String, String, String)>,
    form: Form<PartForm>,
) -> PageResult {
    let (person, part) = (PersonId::parse(&person)?, part_of(&part)?);
    let back = goal_address(&person, &goal);
    if form.typed.text("keep") == "theirs" {
        return ctx.go_saying(&back, "Theirs is kept. Yours was not saved.");
    }
    let mut mends = Mends::default();
    let Some(entry) = parts::read(part, Door::Team, &goal, &form.typed, &mut mends) else {
        return show(&ctx, person, &goal, part, Some(&form.typed), &mends).await;
    };
    let seen = form.typed.text("seen").parse().ok();
    let (of, about, new, to) = (person.clone(), goal.clone(), entry.clone(), back.clone());
    let saved = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&of)?;
            let about = if matches!(new, Entry::Step { .. }) { "" } else { about.as_str() };
            write(tx, Writer::Worker(&permit), about, new.clone(), seen)?;
            Ok(to.clone())
        })
        .await;
    match saved {
        Ok(to) => ctx.go_saying(&to, "Saved. They can see it."),
        Err(Error::Changed) => show_both(&ctx, person, &goal, part, &entry, &form.typed, seen).await,
        Err(error) => Err(error),
    }
}

async fn show_both(
    ctx: &Ctx,
    person: PersonId,
    goal: &str,
    part: Part,
    mine: &Entry,
    typed: &Typed,
    seen: Option<i32>,
) -> PageResult {
    let scene = ctx.read(move |r| Scene::to_write(r, &person)).await?;
    let by = format!("staff:{}", ctx.staff()?);
    let theirs = clash(&scene.plan.lines, goal, mine, seen.unwrap_or_default(), &by).ok_or(Error::Changed)?;
    let to = at(&scene.heading.person, goal, part);
    let main = both::view(ctx, scene.name(), &to, mine, theirs, typed, scene.plan.read.content.position);
    let title = "Somebody else wrote here as well";
    ctx.show(scene.heading.sheet(ctx, "plan", title, main).status(axum::http::StatusCode::CONFLICT))
}
