//! The part of Y43 Settings about devices: where you are signed in, how to end that from here, and whether this is
//! your own phone (SEC-28).

use axum::http::header;
use axum::response::Response;
use maud::{Markup, html};
use waymark_cases::access::Who;
use waymark_cases::db::Reading;
use waymark_cases::sign_in::passkeys::{self, Passkey};
use waymark_cases::sign_in::sessions::{self, Session, SessionKind};
use waymark_govuk::Button;

use crate::ctx::{Ctx, see_other};
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, OnlyAButton};
use crate::frame::{Sheet, button_form, form_fields};
use crate::pages::team::sign_out::{end_session, forget};
use crate::words;

/// What the list shows.
pub(crate) struct Devices {
    sessions: Vec<Session>,
    passkeys: Vec<Passkey>,
}

impl Devices {
    pub(crate) fn read(r: &mut Reading<'_>, who: &Who) -> waymark_cases::Result<Self> {
        Ok(Self { sessions: sessions::of(r, who)?, passkeys: passkeys::of(r, who)? })
    }
}

pub async fn get(ctx: Ctx) -> PageResult {
    let who = Who::YoungPerson(ctx.myself()?);
    let devices = ctx.read(move |r| Devices::read(r, &who)).await?;
    ctx.show(Sheet::new("Your devices", section(&ctx, &devices)))
}

/// The list and its buttons, for the settings page too. Begins at `h2`.
pub(crate) fn section(ctx: &Ctx, devices: &Devices) -> Markup {
    html! {
        h2.govuk-heading-m { "Where you are signed in" }
        p.govuk-body { "Do you not know one of these? Sign it out." }
        @for session in &devices.sessions { (device(ctx, session)) }
        (own_phone(ctx))
        h2.govuk-heading-m { "Passkeys" }
        p.govuk-body { "A passkey lets you sign in with your face, your finger or your phone’s code." }
        @for passkey in &devices.passkeys { (passkey_card(ctx, passkey)) }
        p { (Button::link("Add a passkey", "/me/passkey").secondary()) }
    }
}

fn is_this(ctx: &Ctx, session: &Session) -> bool {
    ctx.visit().session.as_ref().is_some_and(|this| this.handle == session.handle)
}

fn device(ctx: &Ctx, session: &Session) -> Markup {
    let day = |at| words::day(waymark_cases::clock::day_of(at), ctx.today());
    html! {
        div.wm-card {
            h3.wm-card__title { (session.device) @if is_this(ctx, session) { " (this one)" } }
            p.govuk-body { "Last used: " (day(session.last_used_at)) ", " (words::time(session.last_used_at)) "." }
            form method="post" action="/me/devices/end" {
                (form_fields(ctx))
                input type="hidden" name="handle" value=(session.handle);
                (Button::new("Sign out there").secondary().spoken_after(format!("({})", session.device)))
            }
        }
    }
}

fn own_phone(ctx: &Ctx) -> Markup {
    let is_kept = ctx.visit().session.as_ref().is_some_and(|session| session.kind == SessionKind::OwnPhone);
    html! {
        h2.govuk-heading-m { "Is this your own phone?" }
        @if is_kept {
            p.govuk-body { "You said yes. You stay signed in for 14 days." }
        } @else {
            p.govuk-body { "You can stay signed in for 14 days. Do this only if no one else uses it." }
            (button_form(ctx, "/me/devices/own", &Button::new("This is my phone").secondary()))
        }
    }
}

fn passkey_card(ctx: &Ctx, passkey: &Passkey) -> Markup {
    let added = waymark_cases::clock::day_of(waymark_cases::db::instant(passkey.created_at));
    html! {
        div.wm-card {
            h3.wm-card__title { bdi { (passkey.named) } }
            p.govuk-body { "Added: " (words::day(added, ctx.today())) "." }
            form method="post" action="/me/passkey/end" {
                (form_fields(ctx))
                input type="hidden" name="passkey" value=(passkey.id);
                (Button::new("Stop using it").secondary().spoken_after(format!("({})", passkey.named)))
            }
        }
    }
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
        end_session(&ctx).await?;
        let mut response = ctx.go("/me")?;
        forget(&ctx, &mut response, "\"cache\", \"cookies\", \"storage\"");
        return Ok(response);
    }
    ctx.write(move |tx| sessions::end(tx, &session.who, &handle, "ended from another device")).await?;
    ctx.go_saying("/me/devices", "That device is signed out")
}

/// Stays signed in here for 14 days. Long after signing in, that takes signing in again.
pub async fn post_own(ctx: Ctx, _: Form<OnlyAButton>) -> PageResult {
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let Some(token) = ctx.write(move |tx| sessions::keep_on_own_phone(tx, &session)).await? else {
        return Ok(sign_in_again("/me/devices"));
    };
    let mut response = ctx.go_saying("/me/devices", "You stay signed in here for 14 days")?;
    let cookie = crate::visit::session_cookie(ctx.door(), &token, SessionKind::OwnPhone);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The way to sign in once more, for what wants a fresh proof.
pub(crate) fn sign_in_again(back: &str) -> Response {
    let back: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
    see_other(&format!("/me/in?again=yes&back={back}"))
}
