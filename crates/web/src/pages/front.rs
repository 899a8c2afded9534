//! The front page, for a council with one host name: two doors.

use maud::html;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "There are two ways in." }
        div.wm-cards {
            div.wm-card {
                h2.wm-card__title { a.govuk-link href="/me" { "For young people" } }
                p.govuk-body { "See your record, and who has looked at it." }
            }
            div.wm-card {
                h2.wm-card__title { a.govuk-link href="/team" { "For staff" } }
                p.govuk-body { "Sign in with your work account." }
            }
        }
    };
    ctx.show(Sheet::new("Welcome", main))
}
