//! S27 Meetings: the reviews of one person, what is coming first, and a review they asked for.

pub mod arrange;
pub mod one;
pub mod thing;

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::meetings::{self, Hand, Kind, Meeting, Way};
use waymark_govuk::{Button, Textarea};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends};
use crate::frame::form_fields;
use crate::{urls, words};

pub(crate) fn address(person: &PersonId) -> String {
    urls::person_page(person, "meetings")
}

pub(crate) fn page(person: &PersonId, under: &str) -> String {
    urls::person_page(person, &format!("meetings/{under}"))
}

struct Listed {
    heading: Heading,
    meetings: Vec<Meeting>,
    may_arrange: bool,
}

impl Listed {
    fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        let permit = r.permit::<class::Plan, Read>(person)?;
        let meetings = meetings::of_person(r, &permit)?;
        let may_arrange =
            matches!(meetings::hand_if_any(r, person)?, Some(Hand::Worker(_) | Hand::ReviewingOfficer(_)));
        Ok(Self { heading, meetings, may_arrange })
    }
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    show(&ctx, PersonId::parse(&person)?, "", &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &str, mends: &Mends) -> PageResult {
    let listed = ctx.read(move |r| Listed::read(r, &person)).await?;
    let main = view(ctx, &listed, typed, mends);
    ctx.show(listed.heading.sheet(ctx, "meetings", "Meetings", main).to_mend(mends))
}

fn view(ctx: &Ctx, listed: &Listed, typed: &str, mends: &Mends) -> Markup {
    let person = &listed.heading.person;
    let (coming, been): (Vec<_>, Vec<_>) = listed.meetings.iter().partition(|one| one.is_open());
    html! {
        @if listed.may_arrange {
            (Button::link("Set up a review", page(person, "new")))
        }
        h3.govuk-heading-m { "Coming, or with something still to do" }
        @if coming.is_empty() { p.govuk-body { "No review has a day yet." } }
        @for one in coming { (card(ctx, person, one)) }
        @if !been.is_empty() {
            h3.govuk-heading-m { "Finished" }
            @for one in been { (card(ctx, person, one)) }
        }
        @if listed.may_arrange { (ask(ctx, listed, typed, mends)) }
    }
}

fn card(ctx: &Ctx, person: &PersonId, one: &Meeting) -> Markup {
    let plan = &one.arrangement;
    html! {
        section.wm-card {
            h4.wm-card__title {
                a.govuk-link href=(page(person, &one.id)) { (plan.kind.says()) ", " (words::date(day_of(one))) }
            }
            p.govuk-body { (stands(ctx, one)) }
            p.wm-muted { (plan.way.says()) @if !plan.place.is_empty() { ", " bdi { (plan.place) } } }
        }
    }
}

/// The day it was held, or the day it is planned for.
pub(super) fn day_of(one: &Meeting) -> jiff::civil::Date {
    one.held.map_or(one.arrangement.on, |(on, _)| on)
}

/// How it stands, in a sentence.
pub(super) fn stands(ctx: &Ctx, one: &Meeting) -> String {
    if one.called_off.is_some() {
        return "Called off.".into();
    }
    if one.closed.is_some() {
        return "Finished.".into();
    }
    match one.held {
        None => format!("Planned: {}.", words::how_soon(one.arrangement.on, ctx.today())),
        Some((on, _)) if one.decisions_shared.is_none() => {
            format!("Held {}. They are not told yet what was decided.", words::how_soon(on, ctx.today()))
        }
        Some((on, _)) => format!("Held {}. They were told what was decided.", words::how_soon(on, ctx.today())),
    }
}

/// What kinds of review make sense to set up here: a review of care is for somebody in care.
pub(super) fn kinds(heading: &Heading) -> &'static [Kind] {
    if heading.summary.looked_after { Kind::ALL } else { &[Kind::Plan] }
}

pub(super) const WAYS: &[Way] = Way::ALL;

/// The words of somebody who asks for a review.
pub struct Asks;

impl Fields for Asks {
    const ONE: &'static [&'static str] = &["words"];
}

const LONGEST: usize = 2000;

fn ask(ctx: &Ctx, listed: &Listed, typed: &str, mends: &Mends) -> Markup {
    html! {
        h3.govuk-heading-m { "They ask for a review" }
        form method="post" action=(address(&listed.heading.person)) novalidate {
            (form_fields(ctx))
            (Textarea::new("words", "What did they say?").rows(2)
                .hint("They can ask at any time. You then have a day to find.")
                .value(typed.to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Save that they asked").secondary())
        }
    }
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Asks>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let words = form.typed.text("words").to_owned();
    let mut mends = Mends::default();
    if words.is_empty() {
        mends.add("words", "Enter what they said");
    } else if words.chars().count() > LONGEST {
        mends.add("words", "This must be 2,000 characters or less");
    }
    if !mends.is_empty() {
        return show(&ctx, person, form.typed.raw("words"), &mends).await;
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            let hand = meetings::hand(tx, &person)?;
            meetings::ask(tx, &hand, &words)?;
            Ok(page(&person, "new"))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Now find a day with them")
}
