//! Your account: who you are here, where you are signed in and what proves it is you (SEC-28).

pub mod passkey;
pub mod password;
pub mod prove;

use maud::{Markup, html};
use waymark_cases::access::Role;
use waymark_cases::sign_in::passkeys::{self, Passkey};
use waymark_cases::sign_in::sessions::{self, Session};
use waymark_cases::staff::{self, Staff};
use waymark_govuk::Button;

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form};
use crate::frame::{Sheet, form_fields};
use crate::pages::team::sign_out;
use crate::words;

struct AccountPage {
    staff: Staff,
    roles: Vec<Role>,
    sessions: Vec<Session>,
    passkeys: Vec<Passkey>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    let (id, session) = (ctx.staff()?, ctx.visit().session.clone().ok_or(Error::NotFound)?);
    let page = ctx
        .read(move |r| {
            Ok(AccountPage {
                staff: staff::by_id(r, &id)?,
                roles: staff::actor(r, &id)?.roles,
                sessions: sessions::of(r, &session.who)?,
                passkeys: passkeys::of(r, &session.who)?,
            })
        })
        .await?;
    ctx.show(Sheet::new("Your account", view(&ctx, &page)))
}

fn view(ctx: &Ctx, page: &AccountPage) -> Markup {
    html! {
        (about(page))
        h2.govuk-heading-m { "Where you are signed in" }
        @for session in &page.sessions { (device(ctx, session)) }
        h2.govuk-heading-m { "Passkeys" }
        p.govuk-body { "A passkey signs you in with your fingerprint, your face or your device’s own code." }
        @for passkey in &page.passkeys { (passkey_card(ctx, passkey)) }
        (Button::link("Add a passkey", "/team/account/passkey").secondary())
        h2.govuk-heading-m { "Password" }
        p.govuk-body { a.govuk-link href="/team/account/password" { "Change your password" } }
        (crate::pages::calendar::section(ctx))
        h2.govuk-heading-m { "Leave" }
        p.govuk-body { a.govuk-link href="/team/sign-out" { "Sign out of this browser" } }
    }
}

fn about(page: &AccountPage) -> Markup {
    let roles: Vec<&str> = page.roles.iter().map(|role| role.says()).collect();
    html! {
        dl.wm-facts {
            dt { "Name" } dd { (page.staff.full_name) }
            dt { "Job" } dd { (page.staff.job) }
            dt { "Email address" } dd { (page.staff.email) }
            dt { "Roles here" } dd { @if roles.is_empty() { "None yet. Ask the person who runs this service." } @else { (roles.join(", ")) } }
        }
    }
}

fn device(ctx: &Ctx, session: &Session) -> Markup {
    let is_this = ctx.visit().session.as_ref().is_some_and(|this| this.handle == session.handle);
    html! {
        div.wm-card {
            h3.wm-card__title { (session.device) @if is_this { " (this one)" } }
            p.govuk-body { "Last used " (when(ctx, session.last_used_at)) ". Signed in " (when(ctx, session.started_at)) "." }
            form method="post" action="/team/account/end" {
                (form_fields(ctx))
                input type="hidden" name="handle" value=(session.handle);
                (Button::new("Sign out there").secondary().spoken_after(format!("({})", session.device)))
            }
        }
    }
}

fn passkey_card(ctx: &Ctx, passkey: &Passkey) -> Markup {
    let used = passkey.last_used_at.map(|at| when(ctx, waymark_cases::db::instant(at)));
    html! {
        div.wm-card {
            h3.wm-card__title { bdi { (passkey.named) } }
            p.govuk-body { "Added " (when(ctx, waymark_cases::db::instant(passkey.created_at))) ". "
                @match used { Some(used) => { "Last used " (used) "." } None => { "Not used yet." } } }
            form method="post" action="/team/account/passkey/end" {
                (form_fields(ctx))
                input type="hidden" name="passkey" value=(passkey.id);
                (Button::new("Take out of use").secondary().spoken_after(format!("({})", passkey.named)))
            }
        }
    }
}

/// `today at 2:30pm`, or the day.
pub(crate) fn when(ctx: &Ctx, at: jiff::Timestamp) -> String {
    let day = waymark_cases::clock::day_of(at);
    if day == ctx.today() { format!("today at {}", words::time(at)) } else { format!("on {}", words::date(day)) }
}

pub struct EndInput;

impl Fields for EndInput {
    const ONE: &'static [&'static str] = &["handle"];
}

/// Ends one session of one's own; the one in use ends as signing out does.
pub async fn post_end(ctx: Ctx, form: Form<EndInput>) -> PageResult {
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let handle = form.typed.text("handle").to_owned();
    if handle == session.handle {
        return sign_out::leave(&ctx).await;
    }
    ctx.write(move |tx| sessions::end(tx, &session.who, &handle, "ended from another device")).await?;
    ctx.go_saying("/team/account", "That device is signed out")
}
