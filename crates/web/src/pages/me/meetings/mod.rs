//! Y13 My meetings: what is coming, what was agreed, and asking for one.

pub mod agreed;
pub mod plan;
pub mod run;

use maud::{Markup, Render, html};
use waymark_cases::access::{Read, class};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::meetings::{self, Meeting};
use waymark_govuk::{Button, Textarea};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};
use crate::words;

pub(super) fn all(r: &mut Reading<'_>, me: &PersonId) -> waymark_cases::Result<Vec<Meeting>> {
    let permit = r.permit::<class::Plan, Read>(me)?;
    meetings::of_person(r, &permit)
}

/// One of theirs.
async fn mine(ctx: &Ctx, id: String) -> Result<Meeting, Error> {
    let me = ctx.myself()?;
    ctx.read(move |r| {
        let permit = r.permit::<class::Plan, Read>(&me)?;
        meetings::one(r, &permit, &id)
    })
    .await
}

/// Writes one thing as themselves.
fn write_own(
    tx: &mut waymark_cases::db::Tx<'_>,
    me: &PersonId,
    id: &str,
    about: &str,
    entry: meetings::Entry,
) -> waymark_cases::Result<()> {
    let hand = meetings::hand(tx, me)?;
    meetings::write(tx, &hand, id, about, entry, None)
}

fn address(id: &str, page: &str) -> String {
    format!("/me/meetings/{id}/{page}")
}

/// The next one on Home, with a way to plan it.
pub(super) fn home_card(ctx: &Ctx, all: &[Meeting]) -> Markup {
    let next = all.iter().filter(|one| one.is_coming()).min_by_key(|one| one.arrangement.on);
    let to_read = all.iter().find(|one| to_answer(one));
    html! {
        @if let Some(one) = next {
            section.wm-card {
                h2.wm-card__title { "Your meeting" }
                p.govuk-body { (when(ctx, one)) }
                p.govuk-body { a.govuk-link href=(address(&one.id, "plan")) { "Plan my meeting" } }
            }
        }
        @if let Some(one) = to_read {
            section.wm-card {
                h2.wm-card__title { "What we agreed" }
                p.govuk-body { "Read it and say what you think." }
                p.govuk-body { a.govuk-link href=(address(&one.id, "agreed")) { "See what we agreed" } }
            }
        }
    }
}

/// Told, and still with a decision they have said nothing of.
fn to_answer(one: &Meeting) -> bool {
    one.decisions_shared.is_some() && one.is_open() && one.decisions.iter().any(|one| one.answer.is_none())
}

fn when(ctx: &Ctx, one: &Meeting) -> Markup {
    let plan = &one.arrangement;
    html! {
        (words::day(plan.on, ctx.today()))
        @if !plan.at.is_empty() { " at " bdi { (plan.at) } }
        "."
        @if !plan.place.is_empty() { " Where: " bdi { (plan.place) } "." }
    }
}

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, "", &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: &str, mends: &Mends) -> PageResult {
    let me = ctx.myself()?;
    let all = ctx.read(move |r| all(r, &me)).await?;
    ctx.show(Sheet::new("My meetings", view(ctx, &all, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, all: &[Meeting], typed: &str, mends: &Mends) -> Markup {
    let coming: Vec<&Meeting> = all.iter().filter(|one| one.is_coming()).collect();
    let been: Vec<&Meeting> = all.iter().filter(|one| !one.is_coming()).collect();
    html! {
        @if coming.is_empty() { p.govuk-body { "You have no meeting with a day yet." } }
        @for one in coming { (next(ctx, one)) }
        @if !been.is_empty() {
            h2.govuk-heading-m { "Before" }
            @for one in been { (before(ctx, one)) }
        }
        h2.govuk-heading-m { "Ask for a meeting" }
        form method="post" action="/me/meetings" novalidate {
            (form_fields(ctx))
            (Textarea::new("words", "What should we meet about?").rows(3)
                .hint("You can ask at any time.")
                .value(typed.to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Ask for a meeting").secondary())
        }
    }
}

fn next(ctx: &Ctx, one: &Meeting) -> Markup {
    html! {
        section.wm-card {
            h2.wm-card__title { bdi { (one.arrangement.purpose) } }
            p.govuk-body { (when(ctx, one)) }
            p { (Button::link("Plan my meeting", address(&one.id, "plan")).render()) }
            @if one.report_shared.is_some() {
                p.govuk-body { a.govuk-link href=(address(&one.id, "agreed")) { "Read what we wrote for you" } }
            }
            p.govuk-body { a.govuk-link href=(address(&one.id, "run")) { "Run my meeting" } }
        }
    }
}

fn before(ctx: &Ctx, one: &Meeting) -> Markup {
    let on = one.held.map_or(one.arrangement.on, |(on, _)| on);
    html! {
        section.wm-card {
            h3.wm-card__title { (words::day(on, ctx.today())) }
            p.govuk-body { bdi { (one.arrangement.purpose) } }
            @if let Some(off) = &one.called_off {
                p.govuk-body { "It was called off: " bdi { (off.words) } }
            } @else {
                p.govuk-body { a.govuk-link href=(address(&one.id, "agreed")) { "See what we agreed" } }
            }
        }
    }
}

/// What somebody wants a meeting for.
pub struct AsksForOne;

impl Fields for AsksForOne {
    const ONE: &'static [&'static str] = &["words"];
}

const LONGEST: usize = 2000;

pub async fn post(ctx: Ctx, form: Form<AsksForOne>) -> PageResult {
    let me = ctx.myself()?;
    let words = form.typed.text("words").to_owned();
    let mut mends = Mends::default();
    if words.is_empty() {
        mends.add("words", "Write what we should meet about");
    }
    if words.chars().count() > LONGEST {
        mends.add("words", "That is too long. Say it in a few words");
    }
    if !mends.is_empty() {
        return show(&ctx, form.typed.raw("words"), &mends).await;
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            let hand = meetings::hand(tx, &me)?;
            meetings::ask(tx, &hand, &words)?;
            Ok("/me/meetings".into())
        })
        .await?;
    ctx.go_saying(&to, "We have your message. We will find a day with you.")
}
