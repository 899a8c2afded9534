//! Adding a passkey, and taking one out of use. A change of factors wants a fresh proof (SEC-29), which the access
//! table asks for, and ends every other session (SEC-28).

use maud::html;
use waymark_cases::sign_in::passkeys;

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form};
use crate::frame::Sheet;
use crate::pages::passkeys::add_button;

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "Your device will ask for your fingerprint, your face or its own code." }
        p.govuk-body { "You will be signed out everywhere but here." }
        (add_button(&ctx, "/team/account"))
        noscript { p.govuk-body { "Passkeys need JavaScript, which is off in this browser." } }
    };
    ctx.show(Sheet::new("Add a passkey", main))
}

pub struct EndInput;

impl Fields for EndInput {
    const ONE: &'static [&'static str] = &["passkey"];
}

pub async fn post_end(ctx: Ctx, form: Form<EndInput>) -> PageResult {
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let id = form.typed.text("passkey").to_owned();
    ctx.write(move |tx| passkeys::end(tx, &session.who, &id, Some(&session.handle))).await?;
    ctx.go_saying("/team/account", "That passkey is out of use")
}
