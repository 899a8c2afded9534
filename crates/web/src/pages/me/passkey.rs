//! Adding a passkey at the young person's door, and stopping to use one. Both want a fresh proof
//! (SEC-29), which the access table asks for.

use maud::html;
use waymark_cases::sign_in::passkeys;

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form};
use crate::frame::Sheet;
use crate::pages::passkeys::add_button;

pub async fn get(ctx: Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "Your phone will ask for your face, your finger or its own code." }
        p.govuk-body { "Add one only to a device that is yours." }
        (add_button(&ctx, "/me/devices"))
        noscript { p.govuk-body { "This does not work with JavaScript off." } }
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
    ctx.go_saying("/me/devices", "We stopped using that passkey")
}
