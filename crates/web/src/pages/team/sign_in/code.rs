//! The second half of S01: the changing code. Only here is anything checked, all three parts at once, and only one
//! answer is given for all that can be wrong.

use maud::{Markup, html};
use waymark_cases::sign_in::with_password::{self, Details, Outcome};
use waymark_govuk::Button;

use super::{FirstPart, WRONG, code_field, effort, stop_a_flood, too_many};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};

/// Codes that may be tried before the address and the password are asked for again.
const MOST_TRIES: u8 = 3;

pub struct CodeInput;

impl Fields for CodeInput {
    const ONE: &'static [&'static str] = &["code"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    if !ctx.app().passwords().has(&ctx.visit().binding(), ctx.now()) {
        return ctx.go("/team/sign-in");
    }
    show(&ctx, &Mends::default())
}

pub async fn post(ctx: Ctx, form: Form<CodeInput>) -> PageResult {
    let code = form.typed.text("code").to_owned();
    if code.is_empty() {
        let mut mends = Mends::default();
        mends.add("code", "Enter the 6-digit code");
        return show(&ctx, &mends);
    }
    stop_a_flood(&ctx)?;
    let Some(first) = ctx.app().passwords().take(&ctx.visit().binding(), ctx.now()) else {
        return ctx.go("/team/sign-in");
    };
    match check(&ctx, &first, code).await? {
        Outcome::SignedIn(started) => ctx.go_signed_in(&first.back, &started),
        Outcome::Refused => refuse(&ctx, first),
        Outcome::Wait(wait) => {
            keep(&ctx, first);
            Err(too_many(wait))
        }
    }
}

/// As slow as a password hash is, so away from the threads that answer requests.
async fn check(ctx: &Ctx, first: &FirstPart, code: String) -> Result<Outcome, Error> {
    let (ctx, first) = (ctx.clone(), first.clone());
    let asking = ctx.clone();
    let work = move |store: &_, by: &_| {
        let details = Details {
            email: &first.email,
            password: &first.password,
            code: &code,
            remembered: ctx.visit().remembered.as_deref(),
            effort: effort(&ctx),
        };
        with_password::sign_in(store, by, &details, &ctx.browser())
    };
    asking.with_store(work).await
}

/// Keeps the first half, so that a code that ran out can be typed again.
fn keep(ctx: &Ctx, first: FirstPart) {
    ctx.app().passwords().leave(ctx.visit().binding(), first, ctx.now());
}

fn refuse(ctx: &Ctx, mut first: FirstPart) -> PageResult {
    ctx.app().limits().failed(ctx.origin_address(), ctx.now());
    first.tries += 1;
    let mut mends = Mends::default();
    if first.tries >= MOST_TRIES {
        mends.add("email", WRONG);
        return super::show(ctx, &Typed::of([("email", first.email), ("back", first.back)]), &mends);
    }
    keep(ctx, first);
    mends.add("code", WRONG);
    show(ctx, &mends)
}

fn show(ctx: &Ctx, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Enter your code", view(ctx, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, mends: &Mends) -> Markup {
    html! {
        form method="post" action="/team/sign-in/code" novalidate {
            (form_fields(ctx))
            (code_field("Code", mends))
            (Button::new("Sign in"))
        }
        p.govuk-body { a.govuk-link href="/team/sign-in" { "Start again" } }
    }
}
