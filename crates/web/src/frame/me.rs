//! The young person's frame: six plain links that wrap, "Leave this page" at the top, "Get help now" first in the
//! foot, each in the same place on every page (WCAG 3.2.6). Nothing in a title or an address says what the site is.

use maud::{Markup, Render, html};
use waymark_govuk::{ExitThisPage, Page};

use super::{Sheet, base};
use crate::assets;
use crate::ctx::Ctx;
use crate::pages::brand;

/// What the young person's door is called where others may read it.
const DISCREET: &str = "My space";

pub(super) fn page(ctx: &Ctx, sheet: &Sheet) -> Page {
    let mut page = base(ctx, vec![brand::address_with_me(ctx)], const { assets::url("me.js") });
    page.title = sheet.document_title(DISCREET);
    page.header = header(ctx);
    page.before_main = sheet.before_main.clone();
    page.main = sheet.body(ctx);
    page.body_classes = "wm-me".into();
    page.footer = foot(ctx);
    page
}

/// The front page and failures that belong to neither door.
pub(super) fn street(ctx: &Ctx, sheet: &Sheet) -> Page {
    let mut page = base(ctx, vec![brand::address_with_me(ctx)], const { assets::url("me.js") });
    page.title = sheet.document_title(&ctx.council().service);
    page.header = html! {
        div.wm-masthead { div class="wm-masthead__inside govuk-width-container" {
            a.wm-masthead__council href="/" { (ctx.council().service) }
        } }
    };
    page.main = sheet.body(ctx);
    page.body_classes = "wm-me".into();
    page
}

fn header(ctx: &Ctx) -> Markup {
    html! {
        div.wm-masthead {
            div class="wm-masthead__inside govuk-width-container" {
                a.wm-masthead__council href="/me" { (name_at_the_door(ctx)) }
                (ExitThisPage::new("Leave this page", "/me/leave-now").render())
            }
        }
        @if ctx.actor().is_some() { (navigation(ctx)) }
    }
}

/// Before sign-in, a discreet council shows no name of its own (SES-03).
fn name_at_the_door(ctx: &Ctx) -> &str {
    if ctx.actor().is_none() && ctx.council().discreet { DISCREET } else { &ctx.council().service }
}

const LINKS: &[(&str, &str)] = &[
    ("Home", "/me"),
    ("Plan", "/me/plan"),
    ("My record", "/me/record"),
    ("Who looked", "/me/record/looked"),
    ("What you can get", "/me/rights"),
    ("Promises", "/me/promises"),
];

fn navigation(ctx: &Ctx) -> Markup {
    html! {
        nav.wm-links aria-label="Menu" {
            ul class="wm-links__list govuk-width-container" {
                @for (says, to) in LINKS {
                    li { a.govuk-link href=(to) aria-current=[(ctx.path() == *to).then_some("page")] { (says) } }
                }
            }
        }
    }
}

fn foot(ctx: &Ctx) -> Markup {
    html! {
        div class="wm-foot govuk-width-container" {
            ul {
                li { a.govuk-link href="/me/help" { "Get help now" } }
                @if ctx.actor().is_some() {
                    li { a.govuk-link href="/me/settings" { "Settings" } }
                    li { a.govuk-link href="/me/sign-out" { "Sign out" } }
                }
            }
        }
    }
}
