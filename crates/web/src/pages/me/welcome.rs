//! Y01 Welcome, for somebody who has not signed in: what this is, who sees what, and the ways on. Somebody signed in
//! gets Home at the same address. Nothing here says what the site is about to a stranger (SES-03).

use maud::{Markup, Render, html};
use waymark_govuk::{Button, Details};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;

pub async fn get(ctx: Ctx) -> PageResult {
    if ctx.myself().is_ok() {
        return super::home::get(ctx).await;
    }
    ctx.show(Sheet::new("Welcome", view()))
}

fn view() -> Markup {
    html! {
        p.govuk-body-l { "This is your own space." }
        p.govuk-body { "You can read what is written about you here." }
        p.govuk-body { "You can see who has looked at it, and what you can get." }
        (Button::link("Sign in", "/me/in"))
        (Details::new("Who can see what", who_sees_what()).render())
        p.govuk-body { "Is something wrong right now? " a.govuk-link href="/me/help" { "Get help now" } }
    }
}

fn who_sees_what() -> Markup {
    html! {
        p.govuk-body { "You see your own record, and no one else’s." }
        p.govuk-body { "The people who work with you can see it too." }
        p.govuk-body { "Each time someone looks, we write that down. You can read that list." }
    }
}
