//! S01 Sign in: an email address and a password here, the changing code on the page after; or a passkey.
//!
//! Nothing is checked until the code is there, so neither page tells anybody whether an address is known or a password
//! right (SEC-22, SEC-26). What was typed here waits in memory, under this browser's secret.

pub mod code;
pub mod invite;

use maud::{Markup, Render, html};
use waymark_cases::sign_in::passwords::Effort;
use waymark_govuk::{Button, InsetText, PasswordInput, TextInput};

use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::pages::passkeys;
use crate::urls;

/// Said for a wrong address, a wrong password and a wrong code alike.
const WRONG: &str = "Check your email address, password and code. One of them is not right";
const LONGEST_ADDRESS: usize = 254;

/// An address and a password, waiting for the code.
#[derive(Clone)]
pub(crate) struct FirstPart {
    email: String,
    password: String,
    back: String,
    tries: u8,
}

pub struct SignInInput;

impl Fields for SignInInput {
    const ONE: &'static [&'static str] = &["email", "password", "back"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    let typed = form::query(&ctx)?;
    if ctx.actor().is_some() {
        return ctx.go(&back(Door::Team, &typed));
    }
    show(&ctx, &typed, &Mends::default())
}

pub async fn post(ctx: Ctx, form: Form<SignInInput>) -> PageResult {
    let typed = &form.typed;
    let mends = parse(typed);
    if !mends.is_empty() {
        return show(&ctx, typed, &mends);
    }
    let first = FirstPart {
        email: typed.text("email").chars().take(LONGEST_ADDRESS).collect(),
        password: typed.raw("password").to_owned(),
        back: back(Door::Team, typed),
        tries: 0,
    };
    ctx.app().passwords().leave(ctx.visit().binding(), first, ctx.now());
    ctx.go("/team/sign-in/code")
}

fn parse(typed: &Typed) -> Mends {
    let mut mends = Mends::default();
    if typed.text("email").is_empty() {
        mends.add("email", "Enter your email address");
    }
    if typed.raw("password").is_empty() {
        mends.add("password", "Enter your password");
    }
    mends
}

/// The page of ours that was asked for before signing in; the door's own first page otherwise (SEC-16).
pub(crate) fn back(door: Door, typed: &Typed) -> String {
    let to = typed.text("back");
    let path = to.split(['?', '#']).next().unwrap_or_default();
    let is_there = urls::is_our_own(to) && Door::of_path(path) == door;
    if is_there { to.to_owned() } else { door.home().to_owned() }
}

/// A network address that guessed wrong too often has to wait, whoever it asks for (SEC-25).
pub(crate) fn stop_a_flood(ctx: &Ctx) -> Result<(), Error> {
    let wait = ctx.app().limits().wait(ctx.origin_address(), ctx.now());
    if wait.is_positive() { Err(too_many(wait)) } else { Ok(()) }
}

pub(crate) fn too_many(wait: jiff::SignedDuration) -> Error {
    let part = i64::from(wait.subsec_nanos() > 0);
    Error::TooMany(u64::try_from(wait.as_secs() + part).unwrap_or(1).max(1))
}

/// Hashes in a demonstration, where the password is on the page, take next to no time.
pub(crate) fn effort(ctx: &Ctx) -> Effort {
    if ctx.app().is_demonstration() { Effort::Light } else { Effort::Full }
}

fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Sign in", view(ctx, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let email = TextInput::new("email", "Email address").kind("email").autocomplete("username");
    let password = PasswordInput::new("password", "Password").error(mends.of("password").map(str::to_owned));
    html! {
        p.govuk-body { (ctx.council().service) " is where " (ctx.council().name) " keeps its record of young people who are, or were, in care." }
        @if ctx.app().is_demonstration() { (InsetText::new(samples())) }
        form method="post" action="/team/sign-in" novalidate {
            (form_fields(ctx))
            input type="hidden" name="back" value=(back(Door::Team, typed));
            (email.value(typed.text("email")).error(mends.of("email").map(str::to_owned)))
            (password)
            (Button::new("Continue"))
        }
        (passkeys::sign_in_button(ctx, &back(Door::Team, typed)))
        (if_it_does_not_work(ctx))
    }
}

fn samples() -> Markup {
    html! { "Sample sign-ins, with their codes, are on " a.govuk-link href="/outbox" { "the demonstration’s own page" } "." }
}

fn if_it_does_not_work(ctx: &Ctx) -> Markup {
    let phone = &ctx.council().office_phone;
    html! {
        h2.govuk-heading-m { "If you cannot sign in" }
        p.govuk-body {
            "Ask the person who runs this service for your council. They can invite you, or help you choose another password."
            @if !phone.is_empty() { " The office number is " (phone) "." }
        }
    }
}

/// A password field for choosing a new one, with the words that go with it.
pub(crate) fn new_password(name: &str, mends: &Mends) -> Markup {
    PasswordInput::new(name, "New password")
        .choosing()
        .hint("15 characters or more. Three or four words that have nothing to do with each other work well")
        .error(mends.of(name).map(str::to_owned))
        .render()
}

/// The field for the code an authenticator app shows.
pub(crate) fn code_field(label: &'static str, mends: &Mends) -> Markup {
    TextInput::new("code", label)
        .numeric()
        .width(10)
        .autocomplete("one-time-code")
        .hint("6 digits, from your authenticator app")
        .error(mends.of("code").map(str::to_owned))
        .render()
}
