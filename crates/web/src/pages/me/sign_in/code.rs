//! The second half of Y02: the code that was sent. It can be pasted, and phones offer it by themselves.

use maud::{Markup, html};
use waymark_cases::sign_in::codes::{self, Asked, Entered};
use waymark_govuk::{Button, TextInput};

use super::{ask, go_on, own_phone};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};
use crate::pages::team::sign_in::stop_a_flood;

pub struct CodeInput;

impl Fields for CodeInput {
    const ONE: &'static [&'static str] = &["code", "own_phone"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    if !ctx.app().codes().has(&ctx.visit().binding(), ctx.now()) {
        return ctx.go("/me/in");
    }
    show(&ctx, &Mends::default())
}

pub async fn post(ctx: Ctx, form: Form<CodeInput>) -> PageResult {
    let (code, is_own_phone) = (form.typed.text("code").to_owned(), form.typed.is_on("own_phone"));
    if code.is_empty() {
        return mend(&ctx, "Write the 6 numbers we sent you");
    }
    stop_a_flood(&ctx)?;
    let c = ctx.clone();
    let entered =
        ctx.write(move |tx| codes::enter(tx, &code, &c.visit().binding(), is_own_phone, &c.browser())).await?;
    match entered {
        Entered::SignedIn(started) => {
            let sent = ctx.app().codes().take(&ctx.visit().binding(), ctx.now());
            go_on(&ctx, sent.as_ref().map_or("/me", |sent| sent.back.as_str()), &started)
        }
        Entered::Wrong => {
            ctx.app().limits().failed(ctx.origin_address(), ctx.now());
            mend(&ctx, "That code did not work. Check it or get a new one")
        }
        Entered::Old => send_another(&ctx).await,
    }
}

/// An old code brings a new one by itself, to the same number or address.
async fn send_another(ctx: &Ctx) -> PageResult {
    ctx.app().limits().failed(ctx.origin_address(), ctx.now());
    let Some(sent) = ctx.app().codes().take(&ctx.visit().binding(), ctx.now()) else { return ctx.go("/me/in") };
    match ask(ctx, &sent).await? {
        Asked::OnItsWay => mend(ctx, "That code is old. We have sent a new one"),
        Asked::Wait(_) => mend(ctx, "That code is old. Wait a while. Then get a new one"),
    }
}

fn mend(ctx: &Ctx, says: &str) -> PageResult {
    let mut mends = Mends::default();
    mends.add("code", says);
    show(ctx, &mends)
}

fn show(ctx: &Ctx, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Enter your code", view(ctx, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, mends: &Mends) -> Markup {
    html! {
        p.govuk-body { "If we know that number or email, a code is on its way." }
        p.govuk-body { "It works for 10 minutes. Do not give it to anyone." }
        form method="post" action="/me/in/code" novalidate {
            (form_fields(ctx))
            (TextInput::new("code", "Your code")
                .hint("6 numbers. You can paste them.")
                .numeric()
                .width(10)
                .autocomplete("one-time-code")
                .error(mends.of("code").map(str::to_owned)))
            (own_phone())
            (Button::new("Sign in"))
        }
        p.govuk-body { a.govuk-link href="/me/in" { "Get a new code" } }
    }
}
