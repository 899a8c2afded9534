//! The page behind an invitation: a new member of staff chooses a password and sets up an authenticator; somebody who
//! lost their password chooses another and proves themselves with the authenticator they have (SEC-31).

use axum::extract::Path;
use axum::http::StatusCode;
use maud::{Markup, html};
use waymark_cases::sign_in::invites::{self, Accepted, InviteKind, Invited};
use waymark_cases::sign_in::passwords;
use waymark_cases::sign_in::totp::TotpSecret;
use waymark_cases::staff::{self, Staff};
use waymark_govuk::Button;

use super::{code_field, effort, new_password, stop_a_flood, too_many};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};

pub struct InviteInput;

impl Fields for InviteInput {
    const ONE: &'static [&'static str] = &["password", "code"];
}

struct InvitePage {
    token: String,
    invited: Invited,
    staff: Staff,
}

pub async fn get(ctx: Ctx, Path(token): Path<String>) -> PageResult {
    match open(&ctx, token).await? {
        Some(page) => show(&ctx, &page, &Mends::default()),
        None => no_longer_open(&ctx),
    }
}

pub async fn post(ctx: Ctx, Path(token): Path<String>, form: Form<InviteInput>) -> PageResult {
    stop_a_flood(&ctx)?;
    let Some(page) = open(&ctx, token).await? else { return no_longer_open(&ctx) };
    let (password, code) = (form.typed.raw("password").to_owned(), form.typed.text("code").to_owned());
    let mends = parse(&ctx, &page.staff, &password, &code);
    if !mends.is_empty() {
        return show(&ctx, &page, &mends);
    }
    match accept(&ctx, page.token.clone(), password, code).await? {
        Accepted::SignedIn(started) => ctx.go_signed_in("/team", &started),
        Accepted::Wait(wait) => Err(too_many(wait)),
        Accepted::Old => no_longer_open(&ctx),
        Accepted::WrongCode => {
            ctx.app().limits().failed(ctx.origin_address(), ctx.now());
            let mut mends = Mends::default();
            mends.add("code", "That code did not work. Enter the code your app shows now");
            show(&ctx, &page, &mends)
        }
    }
}

async fn open(ctx: &Ctx, token: String) -> Result<Option<InvitePage>, Error> {
    ctx.read(move |r| {
        let Some(invited) = invites::open(r, &token)? else { return Ok(None) };
        let staff = staff::by_id(r, &invited.who)?;
        Ok(Some(InvitePage { token, invited, staff }))
    })
    .await
}

fn parse(ctx: &Ctx, staff: &Staff, password: &str, code: &str) -> Mends {
    let mut mends = Mends::default();
    let about = [ctx.council().name.as_str(), ctx.council().service.as_str(), &staff.full_name, &staff.email];
    mends.keep("password", passwords::check_new(password, &about).map_err(|problem| problem.to_string()));
    if code.is_empty() {
        mends.add("code", "Enter the 6-digit code");
    }
    mends
}

/// The hash first, outside any transaction; then the invitation is taken.
async fn accept(ctx: &Ctx, token: String, password: String, code: String) -> Result<Accepted, Error> {
    let asking = ctx.clone();
    let ctx = ctx.clone();
    let work = move |store: &waymark_cases::db::Store, by: &_| {
        let new = passwords::hash(&password, effort(&ctx));
        store.write(by, |tx| invites::accept(tx, &token, &new, &code, &ctx.browser()))
    };
    asking.with_store(work).await
}

fn no_longer_open(ctx: &Ctx) -> PageResult {
    let main = html! {
        p.govuk-body { "An invitation works once, and for 7 days." }
        p.govuk-body { "Ask the person who sent it for another one." }
    };
    ctx.show(Sheet::new("This invitation is no longer open", main).status(StatusCode::NOT_FOUND))
}

fn show(ctx: &Ctx, page: &InvitePage, mends: &Mends) -> PageResult {
    let title = match page.invited.kind {
        InviteKind::Welcome => "Set up your account",
        InviteKind::Reset => "Choose another password",
    };
    ctx.show(Sheet::new(title, view(ctx, page, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, page: &InvitePage, mends: &Mends) -> Markup {
    html! {
        p.govuk-body { "For " strong { (page.staff.full_name) } ", who signs in as " strong { (page.staff.email) } "." }
        form method="post" action=(format!("/team/invite/{}", page.token)) novalidate {
            (form_fields(ctx))
            // Password managers keep the address beside the new password.
            input type="hidden" autocomplete="username" value=(page.staff.email);
            (new_password("password", mends))
            @if let Some(secret) = &page.invited.secret { (authenticator(ctx, &page.staff, secret)) }
            (code_field("Code", mends))
            (Button::new("Save and sign in"))
        }
    }
}

fn authenticator(ctx: &Ctx, staff: &Staff, secret: &TotpSecret) -> Markup {
    let text = secret.text();
    let groups: Vec<&str> = (0..text.len()).step_by(4).filter_map(|at| text.get(at..at + 4)).collect();
    html! {
        h2.govuk-heading-m { "Your authenticator app" }
        p.govuk-body { "Use an authenticator app on your phone or computer. Any kind works." }
        p.govuk-body { "Point it at this square:" }
        (square(&secret.address(&ctx.council().service, &staff.email)))
        p.govuk-body { "Or type this key into it:" }
        p.govuk-body { code.wm-key { (groups.join(" ")) } }
        p.govuk-body { "Then enter the 6 digits it shows." }
    }
}

/// The square code as a drawing in the page: nothing is fetched and nothing is kept.
fn square(text: &str) -> Markup {
    const QUIET: usize = 4;
    let Ok(code) = qrcode::QrCode::new(text) else { return html! {} };
    let across = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == qrcode::Color::Dark);
    let path: String =
        dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % across + QUIET, at / across + QUIET)).collect();
    let side = across + 2 * QUIET;
    html! {
        svg.wm-square viewBox=(format!("0 0 {side} {side}")) width="240" height="240" role="img"
            aria-label="Square code for your authenticator app. The same key is in text below." {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}
