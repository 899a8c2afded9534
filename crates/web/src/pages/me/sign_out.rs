//! Signing out at the young person's door. Nothing stays in the browser (SEC-10).

use maud::html;
use waymark_govuk::Button;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Form, OnlyAButton};
use crate::frame::{Sheet, button_form};
use crate::pages::team::sign_out::{end_session, forget};

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "All you saved is kept. You can come back at any time." }
        (button_form(&ctx, "/me/sign-out", &Button::new("Sign out")))
        p.govuk-body { a.govuk-link href="/me" { "Stay signed in" } }
    };
    ctx.show(Sheet::new("Sign out", main))
}

pub async fn post(ctx: Ctx, _: Form<OnlyAButton>) -> PageResult {
    end_session(&ctx).await?;
    let mut response = ctx.go("/me")?;
    forget(&ctx, &mut response, "\"cache\", \"cookies\", \"storage\"");
    Ok(response)
}
