//! "My adviser is with me": four plain words on this screen, typed by the adviser on their own. Works without script:
//! the page has a button that looks whether the words were typed.

use maud::{Markup, html};
use waymark_cases::sign_in::phrases::{self, Claimed, Shown};
use waymark_govuk::{Button, InsetText};

use super::{go_on, own_phone};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Fields, Form, OnlyAButton};
use crate::frame::{Sheet, button_form, form_fields};
use crate::words;

pub struct GoOnInput;

impl Fields for GoOnInput {
    const ONE: &'static [&'static str] = &["own_phone"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    let is_waiting = form::query(&ctx)?.is_on("waiting");
    let binding = ctx.visit().binding();
    match ctx.read(move |r| phrases::shown(r, &binding)).await? {
        Some(shown) => ctx.show(Sheet::new("Show this to your adviser", view(&ctx, &shown, is_waiting))),
        None => ctx.show(Sheet::new("My adviser is with me", view_without_words(&ctx))),
    }
}

/// Makes the words, or shows the ones there are while they work.
pub async fn post(ctx: Ctx, _: Form<OnlyAButton>) -> PageResult {
    let binding = ctx.visit().binding();
    match ctx.write(move |tx| phrases::show(tx, &binding)).await? {
        Some(_) => ctx.go("/me/in/beside"),
        None => Err(crate::error::Error::TooMany(phrases::GOOD_FOR.as_secs().unsigned_abs())),
    }
}

/// Looks whether the adviser has typed the words, and goes on if so.
pub async fn post_go_on(ctx: Ctx, form: Form<GoOnInput>) -> PageResult {
    let (c, is_own_phone) = (ctx.clone(), form.typed.is_on("own_phone"));
    let claimed = ctx.write(move |tx| phrases::claim(tx, &c.visit().binding(), is_own_phone, &c.browser())).await?;
    match claimed {
        Claimed::SignedIn(started) => go_on(&ctx, "/me", &started),
        Claimed::NotYet => ctx.go("/me/in/beside?waiting=yes"),
        Claimed::Old => ctx.go("/me/in/beside"),
    }
}

fn view(ctx: &Ctx, shown: &Shown, is_waiting: bool) -> Markup {
    html! {
        @if is_waiting { (InsetText::new("Your adviser has not typed the words yet. Try again in a moment.")) }
        p.wm-phrase { (shown.words) }
        p.govuk-body { "Your adviser types these 4 words on their own screen." }
        p.govuk-body { "The words work until " (words::time(shown.until_at)) "." }
        form method="post" action="/me/in/beside/go" novalidate {
            (form_fields(ctx))
            (own_phone())
            (Button::new("Check now"))
        }
        p.govuk-body { a.govuk-link href="/me/in" { "Sign in another way" } }
    }
}

fn view_without_words(ctx: &Ctx) -> Markup {
    html! {
        p.govuk-body { "We will show you 4 words. They work for 10 minutes." }
        p.govuk-body { "Your adviser types them on their own screen. Then you are signed in." }
        (button_form(ctx, "/me/in/beside", &Button::new("Show me the words")))
        p.govuk-body { a.govuk-link href="/me/in" { "Sign in another way" } }
    }
}
