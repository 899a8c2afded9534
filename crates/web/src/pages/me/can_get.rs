//! Y23 What you can get: each thing in plain words, what you had, what is left, why, and a way to ask. The same sum
//! staff see on S34.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Ask, Read, class};
use waymark_cases::db::Reading;
use waymark_cases::entitlements::{self, ClaimOnRecord, Teller, WhatTheyCanGet};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, Details, Textarea};
use waymark_rules::entitlements::{ClaimKind, Entitlement, Id, Missing, State, pounds};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};
use crate::words;

pub(super) fn read(r: &mut Reading<'_>, me: &PersonId) -> waymark_cases::Result<WhatTheyCanGet> {
    let status = r.permit::<class::Status, Read>(me)?;
    let money = r.permit::<class::Money, Read>(me)?;
    entitlements::of_person(r, &status, &money)?.ok_or(waymark_cases::Error::NotFound)
}

/// The groups of the list, in the order of what can be done.
const GROUPS: &[(&str, &[State])] = &[
    ("You can ask now", &[State::CanClaimNow]),
    ("You asked", &[State::Claimed]),
    ("We need to find out", &[State::CheckEligibility]),
    ("The answer was no", &[State::Refused]),
    ("You have had", &[State::Received]),
    ("Later", &[State::Upcoming]),
];

/// The list of everything, for the page of rights.
pub(super) fn list(ctx: &Ctx, can_get: &WhatTheyCanGet) -> Markup {
    html! {
        @for (title, states) in GROUPS {
            @let of_group: Vec<&Entitlement> =
                can_get.entitlements.iter().filter(|one| states.contains(&one.state)).collect();
            @if !of_group.is_empty() {
                h2.govuk-heading-m { (title) }
                ul.wm-looks { @for one in of_group { (item(ctx, can_get, one)) } }
            }
        }
        (not_now(can_get))
    }
}

fn item(ctx: &Ctx, can_get: &WhatTheyCanGet, one: &Entitlement) -> Markup {
    let definition = one.definition();
    html! {
        li {
            h3.govuk-heading-s { (definition.young_person) }
            p.govuk-body { (definition.what) }
            (sums(one))
            @if let Some(asked_on) = one.asked_on { p.govuk-body { "You asked on " (words::day(asked_on, ctx.today())) "." } }
            @if one.state == State::Refused { (why_not(can_get, one.id)) }
            (Details::new(html! { "Why" span.govuk-visually-hidden { ": " (definition.young_person) } }, why(one)).render())
            p.govuk-body {
                a.govuk-link href=(address(one.id)) {
                    @if one.may_ask { "Ask for this" } @else { "See more" }
                    span.govuk-visually-hidden { ": " (definition.young_person) }
                }
            }
        }
    }
}

fn sums(one: &Entitlement) -> Markup {
    html! {
        @if let Some(offered) = &one.amount {
            p.govuk-body { "It is " strong { (offered.says()) } ". " @if let Some(doubt) = offered.doubt() { (doubt) } }
        }
        @if let Some(sum) = one.sum_says() { p.govuk-body { (sum) } }
    }
}

/// The last reason given for a no.
fn why_not(can_get: &WhatTheyCanGet, id: Id) -> Markup {
    let no = |claim: &&ClaimOnRecord| claim.claim.kind == ClaimKind::Refused && claim.struck.is_none();
    let last = can_get.claims_about(id).filter(no).last();
    html! {
        @if let Some(no) = last { @if !no.words.is_empty() { blockquote { bdi { (no.words) } } } }
        p.govuk-body { "You can ask again. You can ask someone else to look at it." }
    }
}

fn why(one: &Entitlement) -> Markup {
    let questions = one.missing.iter().filter_map(|missing| match missing {
        Missing::Answer(question) => Some(question.young_person),
        Missing::Paper(_) => None,
    });
    let papers = one.missing.iter().filter_map(|missing| match missing {
        Missing::Paper(paper) => Some(paper.says_to_young_person()),
        Missing::Answer(_) => None,
    });
    let (questions, papers): (Vec<_>, Vec<_>) = (questions.collect(), papers.collect());
    html! {
        @for reason in &one.reasons { p.govuk-body { (reason.young_person) } }
        @for question in questions { p.govuk-body { (question) } }
        @if !papers.is_empty() {
            p.govuk-body { "It helps to have:" }
            ul class="govuk-list govuk-list--bullet" { @for paper in papers { li { (paper) } } }
        }
    }
}

fn not_now(can_get: &WhatTheyCanGet) -> Markup {
    let others = can_get.entitlements.iter().filter(|one| matches!(one.state, State::NotApplicable | State::Expired));
    let list = html! {
        ul class="govuk-list govuk-list--bullet" {
            @for one in others {
                li {
                    (one.definition().young_person) ". "
                    @if let Some(reason) = one.reasons.last() { (reason.young_person) }
                    @if one.had > 0 { " You have had " (pounds(one.had)) "." }
                }
            }
        }
    };
    Details::new("Not for you now", list).render()
}

fn address(id: Id) -> String {
    format!("/me/rights/{}", id.code())
}

fn id_of(code: &str) -> Result<Id, Error> {
    Id::from_code(code).ok_or(Error::NotFound)
}

/// One thing, and how to ask for it.
pub async fn get(ctx: Ctx, Path(entitlement): Path<String>) -> PageResult {
    show(&ctx, id_of(&entitlement)?, "", &Mends::default()).await
}

async fn show(ctx: &Ctx, id: Id, typed: &str, mends: &Mends) -> PageResult {
    let me = ctx.myself()?;
    let can_get = ctx.read(move |r| read(r, &me)).await?;
    let one = can_get.one(id).ok_or(Error::NotFound)?;
    let main = html! {
        p.govuk-body { (one.definition().what) }
        (sums(one))
        (so_far(ctx, &can_get, id))
        @if one.may_ask { (ask_form(ctx, one, typed, mends)) } @else { p.govuk-body { (one.definition().how) } }
        h2.govuk-heading-m { "Why" }
        (why(one))
        p.govuk-body { a.govuk-link href="/me/rights" { "Back to what you can get" } }
    };
    ctx.show(Sheet::new(one.definition().young_person, main).to_mend(mends))
}

fn so_far(ctx: &Ctx, can_get: &WhatTheyCanGet, id: Id) -> Markup {
    let stands: Vec<&ClaimOnRecord> = can_get.claims_about(id).filter(|claim| claim.struck.is_none()).collect();
    html! {
        @if !stands.is_empty() {
            h2.govuk-heading-m { "What has happened" }
            ul.wm-looks {
                @for claim in stands {
                    li {
                        p.govuk-body { (happened(claim)) }
                        @if !claim.words.is_empty() { blockquote { bdi { (claim.words) } } }
                        p.wm-muted { (words::day(claim.claim.on, ctx.today())) }
                    }
                }
            }
        }
    }
}

fn happened(claim: &ClaimOnRecord) -> String {
    let sum = claim.claim.pence.map(|pence| pounds(pence).to_string());
    match (claim.claim.kind, sum) {
        (ClaimKind::Asked, _) if claim.by == Teller::Themselves => "You asked for this.".into(),
        (ClaimKind::Asked, _) => "We asked for you.".into(),
        (ClaimKind::Withdrawn, _) => "You do not want it now.".into(),
        (ClaimKind::Granted, Some(sum)) => format!("The answer was yes: {sum}."),
        (ClaimKind::Granted, None) => "The answer was yes.".into(),
        (ClaimKind::Refused, _) => "The answer was no.".into(),
        (ClaimKind::Paid, sum) => format!("{} was paid.", sum.unwrap_or_default()),
        (ClaimKind::Received, _) => "You got it.".into(),
        (ClaimKind::Meets, _) => "We looked into it. It is for you.".into(),
        (ClaimKind::DoesNotMeet, _) => "We looked into it. It is not for you now.".into(),
    }
}

fn ask_form(ctx: &Ctx, one: &Entitlement, typed: &str, mends: &Mends) -> Markup {
    html! {
        p.govuk-body { (one.definition().how) }
        form method="post" action=(address(one.id)) novalidate {
            (form_fields(ctx))
            (Textarea::new("words", "Do you want to say anything?").hint("You can leave this empty.").rows(3)
                .value(typed.to_owned()).error(mends.of("words").map(str::to_owned)))
            p.govuk-body { "Your adviser and the manager can see this." }
            (Button::save("Ask for this"))
        }
    }
}

/// The form of asking.
pub struct Asking;

impl Fields for Asking {
    const ONE: &'static [&'static str] = &["words"];
}

const LONGEST: usize = 2000;

pub async fn post(ctx: Ctx, Path(entitlement): Path<String>, form: Form<Asking>) -> PageResult {
    let (me, id) = (ctx.myself()?, id_of(&entitlement)?);
    let said = form.typed.text("words").to_owned();
    if said.chars().count() > LONGEST {
        let mut mends = Mends::default();
        mends.add("words", "That is too long. Write less, or tell your adviser the rest");
        return show(&ctx, id, &said, &mends).await;
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            let status = tx.permit::<class::Status, Read>(&me)?;
            let money = tx.permit::<class::Money, Ask>(&me)?;
            entitlements::ask_for_oneself(tx, &status, &money, id, &said)?;
            Ok("/me/rights".into())
        })
        .await?;
    ctx.go_saying(&to, "We have it. Your adviser can see it now.")
}
