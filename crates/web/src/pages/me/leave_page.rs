//! How to leave in a hurry, shown once after the first sign-in and honest about what it does not do (SES-04).

use maud::html;
use waymark_govuk::Button;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "Press " strong { "Leave this page" } ". It is at the top of every page." }
        p.govuk-body { "You can also press the Shift key 3 times." }
        p.govuk-body { "We sign you out. Then you see the weather." }
        p.govuk-body { "It does not clear your browser history. Someone could still see that you were here." }
        (Button::link("Continue", super::start::first()))
    };
    ctx.show(Sheet::new("If you need to leave fast", main))
}
