//! Y34 What we promised: what we kept, what is coming, and what we are late with, with an apology, what comes next and a
//! way to remind us. The days are those staff see; only what is late has a bar (V8, promise form).

use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::promises::{self, Kept, Promise, Promised};
use waymark_govuk::{Button, Details};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form};
use crate::frame::{Sheet, form_fields};
use crate::words;

/// What was kept is shown this far before it is folded.
const KEPT_SHOWN: usize = 6;

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let promised = ctx
        .read(move |r| {
            let status = r.permit::<class::Status, Read>(&me)?;
            promises::of_person(r, &status)
        })
        .await?;
    ctx.show(Sheet::new("What we promised", view(&ctx, &promised)))
}

fn view(ctx: &Ctx, promised: &Promised) -> Markup {
    html! {
        @if promised.is_empty() {
            p.govuk-body { "There is nothing here yet. Your adviser can tell you what we must do for you." }
        } @else {
            p.govuk-body { "This is what we must do for you. Your adviser sees the same days." }
            (late(ctx, &promised.late))
            (coming(promised))
            (kept(&promised.kept))
        }
    }
}

fn late(ctx: &Ctx, late: &[Promise]) -> Markup {
    html! {
        h2.govuk-heading-m { "We are late" }
        @if late.is_empty() {
            p.govuk-body { "We are not late with anything." }
        } @else {
            ul.wm-looks { @for one in late { li { (late_bar()) p.govuk-body { (one.says) } (remind(ctx, one)) } } }
        }
    }
}

/// A full bar with the mark for late. The words beside it say how late, so the bar does not grow.
fn late_bar() -> Markup {
    html! {
        div.wm-drawing {
            svg viewBox="0 0 356 28" role="img" aria-label="Late" {
                rect x="1" y="6" width="318" height="16" fill="#0b0c0c" stroke="#0b0c0c" stroke-width="1.5" {}
                path d="M319 0v28" stroke="#0b0c0c" stroke-width="3" {}
                path d="M342 3l13 22h-26z" fill="#0b0c0c" {}
                path d="M342 11v7M342 20v2" stroke="#fff" stroke-width="2" {}
            }
        }
    }
}

fn remind(ctx: &Ctx, one: &Promise) -> Markup {
    html! {
        @match one.reminded_on {
            Some(on) => p.wm-muted { "You reminded us: " (words::day(on, ctx.today())) "." },
            None => form method="post" action="/me/promises" {
                (form_fields(ctx))
                input type="hidden" name="clock" value=(one.clock);
                input type="hidden" name="about" value=(one.about.as_deref().unwrap_or_default());
                (Button::new("Remind us").secondary().spoken_after(format!(": {}", first_sentence(&one.says))))
            },
        }
    }
}

fn first_sentence(says: &str) -> &str {
    says.split_once(". ").map_or(says, |(first, _)| first)
}

fn coming(promised: &Promised) -> Markup {
    html! {
        h2.govuk-heading-m { "Coming up" }
        @if promised.coming.is_empty() { p.govuk-body { "There is nothing in the next two months." } }
        @else { (list(&promised.coming)) }
        @if !promised.later.is_empty() {
            (Details::new(format!("Later ({})", promised.later.len()), list(&promised.later)).render())
        }
        @if !promised.waiting.is_empty() {
            h2.govuk-heading-m { "On hold" }
            (list(&promised.waiting))
        }
    }
}

fn list(promises: &[Promise]) -> Markup {
    html! { ul class="govuk-list govuk-list--bullet" { @for one in promises { li { (one.says) } } } }
}

fn kept(all: &[Kept]) -> Markup {
    let (first, more) = all.split_at(all.len().min(KEPT_SHOWN));
    let lines =
        |some: &[Kept]| html! { ul class="govuk-list govuk-list--bullet" { @for one in some { li { (one.says) } } } };
    html! {
        h2.govuk-heading-m { "What we did" }
        @if all.is_empty() { p.govuk-body { "There is nothing here yet." } } @else { (lines(first)) }
        @if !more.is_empty() { (Details::new(format!("More ({})", more.len()), lines(more)).render()) }
    }
}

/// The button that reminds us.
pub struct Remind;

impl Fields for Remind {
    const ONE: &'static [&'static str] = &["clock", "about"];
}

pub async fn post(ctx: Ctx, form: Form<Remind>) -> PageResult {
    let me = ctx.myself()?;
    let (clock, about) = (form.typed.text("clock").to_owned(), form.typed.text("about").to_owned());
    let to = ctx
        .write_once(&form.key, move |tx| {
            let status = tx.permit::<class::Status, Read>(&me)?;
            let messages = tx.permit::<class::Messages, Write>(&me)?;
            promises::remind(tx, &status, &messages, &clock, Some(about.as_str()).filter(|about| !about.is_empty()))?;
            Ok("/me/promises".into())
        })
        .await?;
    ctx.go_saying(&to, "Thank you. Your adviser can see that you reminded us.")
}

/// The short card on Home: two lines and the way to the page.
pub(super) fn card(promised: &Promised) -> Markup {
    html! {
        @if !promised.is_empty() {
            section.wm-card {
                h2.wm-card__title { "What we promised" }
                @match promised.late.len() {
                    0 => {}
                    1 => p.govuk-body { "We are late with one thing. Sorry." },
                    many => p.govuk-body { "We are late with " (many) " things. Sorry." },
                }
                @if let Some(next) = promised.next() { p.govuk-body { (next.says) } }
                p.govuk-body { a.govuk-link href="/me/promises" { "See what we promised" } }
            }
        }
    }
}
