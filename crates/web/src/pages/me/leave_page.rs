//! How to leave in a hurry, shown once after the first sign-in and honest about what it does not do (SES-04).

use maud::{Render, html};
use waymark_govuk::{Panel, PanelAction};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;

const TITLE: &str = "If you need to leave fast";

pub async fn get(ctx: Ctx) -> PageResult {
    let says = html! {
        p { "Press " strong { "Leave this page" } ". It is at the top of every page." }
        p { "You can also press the Shift key 3 times." }
        p { "We sign you out. Then you see the weather." }
        p { "It does not clear your browser history. Someone could still see that you were here." }
    };
    let panel = Panel::interruption(TITLE, says).action(PanelAction::go("Continue", "/me"));
    ctx.show(Sheet::new(TITLE, panel.render()).own_heading())
}
