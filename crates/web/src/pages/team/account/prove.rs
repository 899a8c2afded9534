//! Proving again who is there, before what is most private or hardest to undo (SEC-29): a proof counts for 10 minutes.
//! Which pages want one stands in the access table. A young person proves it by signing in once more.

use axum::http::header;
use axum::response::Response;
use maud::{Markup, html};
use waymark_cases::db::{Asking, Store};
use waymark_cases::sign_in::with_password;
use waymark_govuk::{Button, PasswordInput};

use crate::ctx::{Ctx, see_other};
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::pages::me::devices;
use crate::pages::passkeys::prove_button;
use crate::pages::team::sign_in::{back, code_field};

pub(super) const WRONG: &str = "Check your password and code. One of them is not right, or it is too soon to try again";

/// Whether whoever is here proved it lately enough.
pub(crate) fn is_fresh(ctx: &Ctx) -> bool {
    ctx.visit().session.as_ref().is_some_and(|session| session.is_freshly_proved(ctx.now()))
}

/// The way to the page that asks, if the last proof is too old. `back` is where it leads afterwards.
pub(crate) fn ask_first(ctx: &Ctx, back: &str) -> Option<Response> {
    if is_fresh(ctx) {
        return None;
    }
    if ctx.door() == Door::Me {
        return Some(devices::sign_in_again(back));
    }
    let back: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Some(see_other(&format!("/team/prove?back={back}")))
}

pub struct ProveInput;

impl Fields for ProveInput {
    const ONE: &'static [&'static str] = &["password", "code", "back"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    let typed = form::query(&ctx)?;
    show(&ctx, &typed, &Mends::default())
}

pub async fn post(ctx: Ctx, form: Form<ProveInput>) -> PageResult {
    let typed = form.typed;
    let mut mends = parse(&typed);
    if !mends.is_empty() {
        return show(&ctx, &typed, &mends);
    }
    match prove(&ctx, &typed).await? {
        Some(token) => with_token(&ctx, see_other(&back(Door::Team, &typed)), &token),
        None => {
            mends.add("password", WRONG);
            show(&ctx, &typed, &mends)
        }
    }
}

fn parse(typed: &Typed) -> Mends {
    let mut mends = Mends::default();
    if typed.raw("password").is_empty() {
        mends.add("password", "Enter your password");
    }
    if typed.text("code").is_empty() {
        mends.add("code", "Enter the 6-digit code");
    }
    mends
}

async fn prove(ctx: &Ctx, typed: &Typed) -> Result<Option<String>, Error> {
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let typed = typed.clone();
    ctx.with_store(move |store: &Store, asking: &Asking| {
        with_password::prove_again(store, asking, &session, typed.raw("password"), typed.text("code"))
    })
    .await
}

/// Goes on, saying what was done, under the session's new token (SEC-27).
pub(super) fn go_on(ctx: &Ctx, to: &str, says: &str, token: &str) -> PageResult {
    with_token(ctx, ctx.go_saying(to, says)?, token)
}

fn with_token(ctx: &Ctx, mut response: Response, token: &str) -> PageResult {
    let kind = ctx.visit().session.as_ref().ok_or(Error::NotFound)?.kind;
    response.headers_mut().append(header::SET_COOKIE, crate::visit::session_cookie(ctx.door(), token, kind));
    Ok(response)
}

fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Show that it is you", view(ctx, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let to = back(Door::Team, typed);
    let password = PasswordInput::new("password", "Password").error(mends.of("password").map(str::to_owned));
    html! {
        p.govuk-body { "What comes next is private, or hard to undo. We ask once, and then not again for 10 minutes." }
        form method="post" action="/team/prove" novalidate {
            (form_fields(ctx))
            input type="hidden" name="back" value=(to);
            (password)
            (code_field("Code", mends))
            (Button::new("Continue"))
        }
        (prove_button(ctx, &to))
    }
}
