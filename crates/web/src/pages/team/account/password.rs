//! Changing a password: the one in use and a code prove who is there, and every other session ends (SEC-28).

use maud::{Markup, html};
use waymark_cases::db::{Asking, Store};
use waymark_cases::sign_in::{passwords, with_password};
use waymark_cases::staff::{self, Staff};
use waymark_govuk::{Button, PasswordInput};

use super::prove::WRONG;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::pages::team::sign_in::{code_field, effort, new_password};

pub struct PasswordInputs;

impl Fields for PasswordInputs {
    const ONE: &'static [&'static str] = &["current", "code", "new"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = staff_of(&ctx).await?;
    show(&ctx, &me, &Mends::default())
}

pub async fn post(ctx: Ctx, form: Form<PasswordInputs>) -> PageResult {
    let me = staff_of(&ctx).await?;
    let mut mends = parse(&ctx, &me, &form.typed);
    if !mends.is_empty() {
        return show(&ctx, &me, &mends);
    }
    match change(&ctx, &form.typed).await? {
        Some(token) => super::prove::go_on(&ctx, "/team/account", "Your password is changed", &token),
        None => {
            mends.add("current", WRONG);
            show(&ctx, &me, &mends)
        }
    }
}

async fn staff_of(ctx: &Ctx) -> Result<Staff, Error> {
    let id = ctx.staff()?;
    ctx.read(move |r| staff::by_id(r, &id)).await
}

fn parse(ctx: &Ctx, me: &Staff, typed: &Typed) -> Mends {
    let mut mends = Mends::default();
    if typed.raw("current").is_empty() {
        mends.add("current", "Enter the password you use now");
    }
    if typed.text("code").is_empty() {
        mends.add("code", "Enter the 6-digit code");
    }
    let about = [ctx.council().name.as_str(), ctx.council().service.as_str(), &me.full_name, &me.email];
    mends.keep("new", passwords::check_new(typed.raw("new"), &about).map_err(|problem| problem.to_string()));
    mends
}

/// Both hashes are reckoned outside any transaction. Gives the session's new token, or nothing if the proof was wrong.
async fn change(ctx: &Ctx, typed: &Typed) -> Result<Option<String>, Error> {
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let (typed, effort) = (typed.clone(), effort(ctx));
    ctx.with_store(move |store: &Store, asking: &Asking| {
        let (current, code) = (typed.raw("current"), typed.text("code"));
        let Some(token) = with_password::prove_again(store, asking, &session, current, code)? else { return Ok(None) };
        let new = passwords::hash(typed.raw("new"), effort);
        store.write(asking, |tx| passwords::set(tx, &session.who, &new, Some(&session.handle)))?;
        Ok(Some(token))
    })
    .await
}

fn show(ctx: &Ctx, me: &Staff, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Change your password", view(ctx, me, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, me: &Staff, mends: &Mends) -> Markup {
    let current = PasswordInput::new("current", "Password you use now").error(mends.of("current").map(str::to_owned));
    html! {
        p.govuk-body { "You will be signed out everywhere but here." }
        form method="post" action="/team/account/password" novalidate {
            (form_fields(ctx))
            // Password managers keep the address beside the new password.
            input type="hidden" autocomplete="username" value=(me.email);
            (current)
            (code_field("Code", mends))
            (new_password("new", mends))
            (Button::save("Change password"))
        }
    }
}
