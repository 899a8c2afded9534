//! Y16 What we agreed: what we wrote for them before, what was decided in plain words, and a yes or no to each.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::meetings::{Entry, Meeting, Resolved};
use waymark_govuk::{Button, TextInput};

use super::{address, mine, write_own};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::form::{Fields, Form};
use crate::frame::{Sheet, form_fields};
use crate::pages::plan::quote;
use crate::words;

pub async fn get(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let meeting = mine(&ctx, id).await?;
    ctx.show(Sheet::new("What we agreed", view(&ctx, &meeting)))
}

fn view(ctx: &Ctx, meeting: &Meeting) -> Markup {
    html! {
        @if let Some((on, took)) = &meeting.held {
            p.govuk-body { "We met " (words::day(*on, ctx.today())) "." }
            @if !took.there { p.govuk-body { "You were not there. You can still say what you think." } }
        }
        (decided(ctx, meeting))
        @if let Some(report) = meeting.report.as_ref().filter(|_| meeting.report_shared.is_some()) {
            h2.govuk-heading-m { "What we wrote for you" }
            (quote(report, Door::Me, ""))
        }
        @if let Some(record) = meeting.record.as_ref().filter(|_| meeting.decisions_shared.is_some()) {
            h2.govuk-heading-m { "Notes of the meeting" }
            (quote(record, Door::Me, ""))
        }
        p.govuk-body { a.govuk-link href="/me/meetings" { "My meetings" } }
    }
}

fn decided(ctx: &Ctx, meeting: &Meeting) -> Markup {
    html! {
        h2.govuk-heading-m { "What was decided" }
        @if meeting.decisions_shared.is_none() {
            p.govuk-body { "We will tell you here. It takes a week at most." }
        } @else if meeting.decisions.is_empty() {
            p.govuk-body { "Nothing new was decided." }
        } @else {
            @for one in &meeting.decisions { (decision(ctx, meeting, one)) }
        }
    }
}

fn decision(ctx: &Ctx, meeting: &Meeting, one: &Resolved) -> Markup {
    let field = format!("words-{}", one.id);
    html! {
        section.wm-card {
            h3.wm-card__title { span data-own-words { bdi { (one.said.words) } } }
            p.govuk-body {
                @if !one.who.is_empty() { bdi { (one.who) } " will do it" } @else { "We will do it" }
                @if let Some(by) = one.by_when { ", by " (words::day(by, ctx.today())) }
                "."
            }
            @if let Some((accepts, said)) = &one.answer {
                p.govuk-body { @if *accepts { "You are OK with this." } @else { "You are not OK with this." } }
                @if !said.words.is_empty() { (quote(said, Door::Me, "")) }
            }
            form method="post" action=(address(&meeting.id, "agreed")) novalidate {
                (form_fields(ctx))
                input type="hidden" name="about" value=(one.id);
                (TextInput { id: Some(field.clone()), ..TextInput::new("words", "What do you want to say? (you can leave this)") })
                div.govuk-button-group {
                    (Button::save("I am OK with this").secondary().sends("accepts", "yes").spoken_after(format!(": {}", one.said.words)))
                    (Button::save("I am not OK with this").secondary().sends("accepts", "no").spoken_after(format!(": {}", one.said.words)))
                }
            }
        }
    }
}

/// What they think of one decision.
pub struct Answers;

impl Fields for Answers {
    const ONE: &'static [&'static str] = &["about", "words", "accepts"];
}

const LONGEST: usize = 2000;

pub async fn post(ctx: Ctx, Path(id): Path<String>, form: Form<Answers>) -> PageResult {
    let (me, meeting) = (ctx.myself()?, mine(&ctx, id).await?);
    let about = form.typed.text("about").to_owned();
    let accepts = form.typed.text("accepts") == "yes";
    let words: String = form.typed.text("words").chars().take(LONGEST).collect();
    let id = meeting.id;
    let to = ctx
        .write_once(&form.key, move |tx| {
            write_own(tx, &me, &id, &about, Entry::Answer { accepts, words: words.clone() })?;
            Ok(address(&id, "agreed"))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your workers can see what you think.")
}
