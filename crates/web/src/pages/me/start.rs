//! Y03 First time: five short pages, each of which can be skipped: what to call you, pronouns, how to reach you, what a
//! message may say, and who sees what. How to leave in a hurry comes before them (`leave_page`).

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Suggest, class};
use waymark_cases::facts::{self, FactKind};
use waymark_govuk::{Button, Textarea};

use super::settings::{self, Setting};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Form, Mends};
use crate::frame::{Sheet, form_fields};

/// What is asked, in order. The last page asks nothing.
const ASKED: [FactKind; 4] = [FactKind::PreferredName, FactKind::Pronouns, FactKind::BestWay, FactKind::SafeContact];
const LAST: &str = "sharing";

/// Where the first of them is.
pub(crate) fn first() -> String {
    address(0)
}

fn address(at: usize) -> String {
    format!("/me/start/{}", ASKED.get(at).map_or(LAST, |kind| kind.code()))
}

fn place(step: &str) -> Result<usize, Error> {
    if step == LAST {
        return Ok(ASKED.len());
    }
    ASKED.iter().position(|kind| kind.code() == step).ok_or(Error::NotFound)
}

fn which(at: usize) -> Markup {
    html! { p.wm-muted { "Page " (at + 1) " of " (ASKED.len() + 1) } }
}

pub async fn get(ctx: Ctx, Path(step): Path<String>) -> PageResult {
    let (at, me) = (place(&step)?, ctx.myself()?);
    let Some(kind) = ASKED.get(at).copied() else { return show_last(&ctx, at) };
    let about = ctx
        .read(move |r| {
            let permit = r.permit::<class::Identity, Read>(&me)?;
            facts::of_class(r, &permit)
        })
        .await?;
    show(&ctx, at, about.given(kind).unwrap_or_default(), &Mends::default())
}

fn show(ctx: &Ctx, at: usize, typed: &str, mends: &Mends) -> PageResult {
    let kind = ASKED.get(at).copied().ok_or(Error::NotFound)?;
    let (asks, why) = settings::question(kind).ok_or(Error::NotFound)?;
    let main = html! {
        (which(at))
        form method="post" action=(address(at)) novalidate {
            (form_fields(ctx))
            (Textarea::new("answer", asks).hint(why).rows(2).value(typed.to_owned())
                .error(mends.of("answer").map(str::to_owned)))
            p.govuk-body { "Your adviser can see this. You can change it in Settings." }
            (Button::save("Save and go on"))
        }
        p.govuk-body { a.govuk-link href=(address(at + 1)) { "Skip" } }
    };
    ctx.show(Sheet::new(asks, main).to_mend(mends))
}

fn show_last(ctx: &Ctx, at: usize) -> PageResult {
    let main = html! {
        (which(at))
        p.govuk-body { "Your workers and their managers see your record. They need it for their work." }
        p.govuk-body { "You see when they look, and why." }
        p.govuk-body { "We tell other people only if you say yes. You can stop that at any time." }
        p.govuk-body { "If someone could be badly hurt, we may have to tell someone. We will tell you first if we can." }
        div.govuk-button-group {
            (Button::link("Go to Home", "/me").render())
            (Button::link("See who can see what", "/me/sharing").secondary().render())
        }
    };
    ctx.show(Sheet::new("Who sees what", main))
}

pub async fn post(ctx: Ctx, Path(step): Path<String>, form: Form<Setting>) -> PageResult {
    let (at, me) = (place(&step)?, ctx.myself()?);
    let kind = ASKED.get(at).copied().ok_or(Error::NotFound)?;
    let mut mends = Mends::default();
    let typed = form.typed.text("answer").to_owned();
    settings::check(kind, &typed, &mut mends);
    if !mends.is_empty() {
        return show(&ctx, at, &typed, &mends);
    }
    let new = settings::answered(kind, typed);
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Identity, Suggest>(&me)?;
            facts::record_own(tx, &permit, &new)?;
            Ok(address(at + 1))
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
