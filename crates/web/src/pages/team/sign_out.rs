//! Signing out: a page that asks, and the button that does it.

use maud::html;
use waymark_govuk::Button;

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Form, OnlyAButton};
use crate::frame::{Sheet, button_form};

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "Nothing you saved is lost." }
        (button_form(&ctx, "/team/sign-out", &Button::new("Sign out")))
        p.govuk-body { a.govuk-link href="/team" { "Stay signed in" } }
    };
    ctx.show(Sheet::new("Sign out", main))
}

pub async fn post(ctx: Ctx, _: Form<OnlyAButton>) -> PageResult {
    leave(&ctx).await
}

/// The cookie that keeps this browser's own count of wrong guesses stays; everything else of ours goes (SEC-10).
pub(crate) async fn leave(ctx: &Ctx) -> PageResult {
    end_session(ctx).await?;
    let mut response = ctx.go_saying("/team/sign-in", "You have signed out")?;
    forget(ctx, &mut response, "\"cache\", \"storage\"");
    Ok(response)
}

/// Ends the session this browser holds, if it holds one.
pub(crate) async fn end_session(ctx: &Ctx) -> Result<(), Error> {
    let Some(token) = ctx.visit().token().map(str::to_owned) else { return Ok(()) };
    ctx.write(move |tx| waymark_cases::sign_in::sessions::end_by_token(tx, &token, "signed out")).await
}

/// Tells the browser to forget what it holds of ours.
pub(crate) fn forget(ctx: &Ctx, response: &mut axum::response::Response, what: &'static str) {
    use axum::http::{HeaderValue, header};
    let headers = response.headers_mut();
    headers.insert("clear-site-data", HeaderValue::from_static(what));
    for cookie in crate::visit::ended(ctx.door()) {
        headers.append(header::SET_COOKIE, cookie);
    }
}
