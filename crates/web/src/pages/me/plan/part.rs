//! One thing of a goal, on a page of its own (Y07). Each can be skipped.

use axum::extract::Path;
use maud::html;
use waymark_cases::plans::{Entry, clash};
use waymark_govuk::Button;

use super::{Mine, goal_address, write_own};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::pages::plan::clash as both;
use crate::pages::plan::parts::{self, Asks, Part, PartForm, found};
use crate::pages::plan::shown_words;

fn at(goal: &str, part: Part) -> String {
    format!("{}/{}", goal_address(goal), part.code())
}

pub async fn get(ctx: Ctx, Path((goal, part)): Path<(String, String)>) -> PageResult {
    let part = Part::from_code(&part).ok_or(Error::NotFound)?;
    show(&ctx, &goal, part, None, &Mends::default()).await
}

async fn show(ctx: &Ctx, goal: &str, part: Part, typed: Option<&Typed>, mends: &Mends) -> PageResult {
    let (me, of) = (ctx.myself()?, goal.to_owned());
    let (mine, found) = ctx
        .read(move |r| {
            let mine = Mine::read(r, &me)?;
            let found = found(&mine.plan.read.content, &of)?.clone();
            Ok((mine, found))
        })
        .await?;
    let mut first = parts::first(part, Door::Me, &found, mine.plan.read.content.position);
    if part == Part::Areas {
        first = first.with_many("area", found.areas.iter().map(|area| area.code()));
    }
    let typed = typed.unwrap_or(&first);
    let asks = Asks { door: Door::Me, name: "", typed, mends, words: &mine.words };
    let main = html! {
        p.govuk-body { strong { (shown_words(&found)) } }
        form method="post" action=(at(goal, part)) novalidate {
            (form_fields(ctx))
            input type="hidden" name="seen" value=(typed.text("seen"));
            (asks.part(part))
            (Button::save(part.button()))
        }
        p.govuk-body { "Your adviser can see this." }
        p.govuk-body { a.govuk-link href=(goal_address(goal)) { "Skip" } }
    };
    ctx.show(Sheet::new(part.title(Door::Me), main).to_mend(mends))
}

pub async fn post(ctx: Ctx, Path((goal, part)): Path<(String, String)>, form: Form<PartForm>) -> PageResult {
    let (me, part) = (ctx.myself()?, Part::from_code(&part).ok_or(Error::NotFound)?);
    let back = goal_address(&goal);
    if form.typed.text("keep") == "theirs" {
        return ctx.go_saying(&back, "Theirs is kept. Yours was not saved.");
    }
    let mut mends = Mends::default();
    let Some(entry) = parts::read(part, Door::Me, &goal, &form.typed, &mut mends) else {
        return show(&ctx, &goal, part, Some(&form.typed), &mends).await;
    };
    let seen = form.typed.text("seen").parse().ok();
    let (about, new, to) = (goal.clone(), entry.clone(), back);
    let saved = ctx
        .write_once(&form.key, move |tx| {
            let about = if matches!(new, Entry::Step { .. }) { "" } else { about.as_str() };
            write_own(tx, &me, about, new.clone(), seen)?;
            Ok(to.clone())
        })
        .await;
    match saved {
        Ok(to) => ctx.go_saying(&to, "Saved. Your adviser can see it."),
        Err(Error::Changed) => show_both(&ctx, &goal, part, &entry, &form.typed, seen).await,
        Err(error) => Err(error),
    }
}

async fn show_both(ctx: &Ctx, goal: &str, part: Part, mine: &Entry, typed: &Typed, seen: Option<i32>) -> PageResult {
    let me = ctx.myself()?;
    let by = format!("person:{me}");
    let plan = ctx.read(move |r| Mine::read(r, &me)).await?.plan;
    let theirs = clash(&plan.lines, goal, mine, seen.unwrap_or_default(), &by).ok_or(Error::Changed)?;
    let main = both::view(ctx, "", &at(goal, part), mine, theirs, typed, plan.read.content.position);
    ctx.show(Sheet::new("Somebody else wrote here too", main).status(axum::http::StatusCode::CONFLICT))
}
