//! Y15 Run my meeting: one card at a time, with a line they can read out. Next, pass or pause; nothing has to be said.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, class};
use waymark_cases::facts;
use waymark_cases::meetings::{Card, Entry, Meeting};
use waymark_cases::plans::{self, GoalState};
use waymark_govuk::{Button, Radios, Textarea};

use super::{address, mine, write_own};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};

/// A card on the screen: its title, and a line to read out.
struct Shown {
    title: String,
    line: String,
    own: bool,
}

fn card(title: &str, line: &str) -> Shown {
    Shown { title: title.to_owned(), line: line.to_owned(), own: false }
}

/// The cards in their order: how it starts, what they want to talk about, their goals, and the end.
fn cards(meeting: &Meeting, goals: &[String]) -> Vec<Shown> {
    let mut all = vec![card("Start", "Thank you for being here. This is my meeting.")];
    if let Some(helps) = meeting.wish(Card::WhatHelps) {
        all.push(Shown { title: "What helps me".into(), line: helps.words.clone(), own: true });
    }
    let own = |line: &str| Shown { title: "I want to talk about".into(), line: line.to_owned(), own: true };
    all.extend(meeting.topics().into_iter().map(own));
    all.extend(goals.iter().map(|goal| Shown { title: "My goal".into(), line: goal.clone(), own: true }));
    all.push(card("Your turn", "What do you want to say? Please keep it short."));
    all.push(card("What we agree", "Let us say what we will do, who does it, and when."));
    all
}

async fn goals(ctx: &Ctx) -> Result<Vec<String>, crate::error::Error> {
    let me = ctx.myself()?;
    ctx.read(move |r| {
        let permit = r.permit::<class::Plan, Read>(&me)?;
        let content = plans::as_read(r, &permit)?.content;
        Ok(content.in_state(GoalState::Now).map(|goal| goal.shown().said.words.clone()).collect())
    })
    .await
}

pub async fn get(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let meeting = mine(&ctx, id).await?;
    let at: usize = form::query(&ctx)?.text("card").parse().unwrap_or(0);
    show(&ctx, &meeting, at, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, meeting: &Meeting, at: usize, typed: &Typed, mends: &Mends) -> PageResult {
    let all = cards(meeting, &goals(ctx).await?);
    let main = match all.get(at) {
        Some(shown) => one(meeting, shown, at, all.len()),
        None => end(ctx, meeting, typed, mends),
    };
    ctx.show(Sheet::new("My meeting", main).to_mend(mends))
}

fn one(meeting: &Meeting, shown: &Shown, at: usize, of: usize) -> Markup {
    let to = |card: usize| format!("{}?card={card}", address(&meeting.id, "run"));
    html! {
        p.wm-muted { "Card " (at + 1) " of " (of) }
        section.wm-card {
            h2.wm-card__title { (shown.title) }
            p.govuk-body-l { @if shown.own { span data-own-words { bdi { (shown.line) } } } @else { (shown.line) } }
        }
        p { (Button::link("Next", to(at + 1)).render()) }
        p.govuk-body { a.govuk-link href=(to(at + 1)) { "Pass" } }
        p.govuk-body { a.govuk-link href="/me/meetings" { "Pause. I can come back" } }
    }
}

/// Their number at the end, which they can leave.
fn end(ctx: &Ctx, meeting: &Meeting, typed: &Typed, mends: &Mends) -> Markup {
    let radios = Radios::new("number", "How are things now?")
        .hint("0 is as bad as it can be. 10 is as good as it can be.")
        .from_0_to_10();
    html! {
        @if meeting.is_open() {
            form method="post" action=(address(&meeting.id, "run")) novalidate {
                (form_fields(ctx))
                (radios.chosen(typed.text("number").to_owned()).error(mends.of("number").map(str::to_owned)))
                (Textarea::new("words", "Why that number?").rows(2).value(typed.raw("words").to_owned()))
                (Button::save("Save my number"))
            }
        }
        p.govuk-body { a.govuk-link href="/me/meetings" { "Skip" } }
    }
}

/// Their number.
pub struct OwnNumber;

impl Fields for OwnNumber {
    const ONE: &'static [&'static str] = &["number", "words"];
}

pub async fn post(ctx: Ctx, Path(id): Path<String>, form: Form<OwnNumber>) -> PageResult {
    let (me, meeting) = (ctx.myself()?, mine(&ctx, id).await?);
    let mut mends = Mends::default();
    let number: Option<u8> = form.typed.text("number").parse().ok().filter(|number| *number <= 10);
    let number = mends.keep("number", number.ok_or_else(|| "Choose a number, or skip".to_owned()));
    let Some(number) = number else { return show(&ctx, &meeting, usize::MAX, &form.typed, &mends).await };
    let words = form.typed.text("words").to_owned();
    let id = meeting.id;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let identity = tx.permit::<class::Identity, Read>(&me)?;
            let who = facts::of_class(tx, &identity)?.shown_name().to_owned();
            write_own(tx, &me, &id, "", Entry::Number { who, number, words: words.clone() })?;
            Ok("/me/meetings".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. Thank you.")
}
