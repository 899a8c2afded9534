//! Set-up, first version: people and roles (S80), teams and areas (S81), the council's name, colour and numbers (S82).

pub mod parts;
pub mod people;
pub mod promises;
pub mod teams;
pub mod wording;

use maud::{Markup, html};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;

const PAGES: &[(&str, &str, &str)] = &[
    (
        "/team/set-up/people",
        "People and roles",
        "Who works here, what they may do, and roles that wait for a second person.",
    ),
    ("/team/set-up/teams", "Teams and areas", "The teams that hold records."),
    ("/team/set-up/promises", "What we promise", "The packs and values that clocks run by, on top of the law."),
    ("/team/set-up/parts", "Parts of life and steps", "What your young people call them, and who agreed it."),
    ("/team/set-up/wording", "Name, colour and numbers", "How the council shows itself, and who to call."),
];

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! { div.wm-cards { @for (to, title, says) in PAGES { (card(to, title, says)) } } };
    ctx.show(Sheet::new("Set-up", main).wide())
}

fn card(to: &str, title: &str, says: &str) -> Markup {
    html! {
        div.wm-card {
            h2.wm-card__title { a.govuk-link href=(to) { (title) } }
            p.govuk-body { (says) }
        }
    }
}
