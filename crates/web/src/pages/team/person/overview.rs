//! S12 Overview: know the person, and what comes next, in one screen. Their words first.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, RelationshipKind, Role, class};
use waymark_cases::facts::{self, Fact, FactKind, Facts, SaidBy};
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{self, PlanRead};
use waymark_cases::promises::{self, Reminder};
use waymark_cases::relationships::{self, Tie};
use waymark_cases::status::{self, Explained};

use super::going::Strip;
use super::{Heading, clocks};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::pages::plan::step_words;
use crate::{urls, words};

struct Overview {
    heading: Heading,
    words: Facts,
    status: Explained,
    ties: Vec<Tie>,
    clocks: Option<clocks::Seen>,
    reminders: Vec<Reminder>,
    going: Option<Strip>,
    plan: PlanRead,
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let page = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let permit = r.permit::<class::Status, Read>(&person)?;
            let (words, plan) = match r.permit_if_allowed::<class::Plan, Read>(&person)? {
                Some(notes) => (facts::of_class(r, &notes)?, plans::as_read(r, &notes)?),
                None => (Facts::default(), PlanRead::default()),
            };
            let status = status::of_person(r, &permit)?;
            let reminders = promises::reminders_of(r, &permit)?;
            let clocks = clocks::Seen::read(r, &person)?;
            let going = Strip::read(r, &person)?;
            let ties = relationships::of_person(r, &permit)?;
            Ok(Overview { plan, reminders, heading, words, status, ties, clocks, going })
        })
        .await?;
    let main = view(&ctx, &page)?;
    ctx.show(page.heading.sheet(&ctx, "", "Overview", main))
}

fn view(ctx: &Ctx, page: &Overview) -> Result<Markup, Error> {
    let due = match &page.clocks {
        Some(seen) => clocks::section(ctx, &page.heading.person, seen)?,
        None => html! {},
    };
    Ok(html! {
        (reminded(ctx, page))
        (in_their_words(page))
        div.wm-cards {
            (card(page, "What matters", FactKind::WhatMatters))
            (card(page, "What helps", FactKind::WhatHelps))
            (card(page, "What to avoid", FactKind::WhatToAvoid))
        }
        (due)
        @if let Some(going) = &page.going { (going.view(ctx, &page.heading)) }
        (next_steps(ctx, page))
        (group(ctx, page))
        (first_to_call(ctx, page))
        @if ctx.has_any_role(&[Role::PersonalAdviser, Role::SocialWorker]) {
            p.govuk-body {
                "Together now? " a.govuk-link href=(urls::person_page(&page.heading.person, "beside")) { "Help them sign in" }
            }
        }
    })
}

/// What they reminded us of and still wait for.
fn reminded(ctx: &Ctx, page: &Overview) -> Markup {
    html! {
        @if !page.reminders.is_empty() {
            div.govuk-inset-text {
                p { strong { "They reminded us" } }
                @for one in &page.reminders {
                    p { (one.label) ", due " (words::date(one.due_on)) ". They asked " (words::how_soon(one.asked_on, ctx.today())) "." }
                }
            }
        }
    }
}

/// The next steps on goals, theirs and ours.
fn next_steps(ctx: &Ctx, page: &Overview) -> Markup {
    let next = page.plan.content.next_steps();
    html! {
        h3.govuk-heading-m { "Next steps" }
        @if next.is_empty() { p.govuk-body { "No step is waiting." } } @else {
            ul.wm-steps {
                @for (_, step) in next.iter().take(STEPS) {
                    li {
                        (step_words(step)) " "
                        span.wm-muted {
                            bdi { (step.whose(page.heading.name())) }
                            @if let Some(by) = step.by_when { ", due " (words::how_soon(by, ctx.today())) }
                        }
                    }
                }
            }
        }
        p.govuk-body { a.govuk-link href=(urls::person_page(&page.heading.person, "plan")) { "See the plan" } }
    }
}

/// How many next steps the overview shows.
const STEPS: usize = 4;

fn in_their_words(page: &Overview) -> Markup {
    let said: Vec<&Fact> =
        [FactKind::Introduction, FactKind::LatestWords].into_iter().filter_map(|kind| page.words.get(kind)).collect();
    html! {
        h3.govuk-heading-m { "In their words" }
        @for fact in &said { (words_of(page, fact)) }
        @if said.is_empty() {
            p.govuk-body { "Nothing yet. " (ask_together(page, FactKind::Introduction)) }
        }
    }
}

fn words_of(page: &Overview, fact: &Fact) -> Markup {
    let on = words::date(waymark_cases::clock::day_of(waymark_cases::db::instant(fact.recorded_at)));
    html! {
        figure.wm-words {
            blockquote { p { (fact.answer.says()) } }
            figcaption { (page.heading.name()) ", " (on) }
        }
    }
}

fn ask_together(page: &Overview, kind: FactKind) -> Markup {
    let to = urls::person_page(&page.heading.person, &format!("about/{}", kind.code()));
    html! { a.govuk-link href=(to) { "Ask together" span.govuk-visually-hidden { ": " (kind.says()) } } }
}

fn card(page: &Overview, title: &str, kind: FactKind) -> Markup {
    html! {
        div.wm-card {
            h3.wm-card__title { (title) }
            @match page.words.get(kind) {
                Some(fact) => {
                    p.govuk-body { (fact.answer.says()) }
                    p.wm-muted { (said_by(page, fact)) }
                }
                None => { p.govuk-body { "Not asked yet. " (ask_together(page, kind)) } }
            }
        }
    }
}

fn said_by(page: &Overview, fact: &Fact) -> String {
    match fact.said_by {
        SaidBy::Themselves => format!("{} said", page.heading.name()),
        SaidBy::Worker => "Their worker wrote this".into(),
        SaidBy::Carer => "A carer said".into(),
        SaidBy::Return => "From the yearly return".into(),
    }
}

fn group(ctx: &Ctx, page: &Overview) -> Markup {
    let plain = page.status.plain();
    let next = page.status.result.next_change.as_ref();
    html! {
        h3.govuk-heading-m { "What they can get, and why" }
        p.govuk-body { (plain.staff) }
        @if let Some(next) = next {
            p.govuk-body { "Next change: " strong { (words::how_soon(next.on, ctx.today())) } ", " (next.to.title()) "." }
        }
        p.govuk-body {
            a.govuk-link href=(urls::person_page(&page.heading.person, "entitlement")) { "See the sum behind it" }
        }
    }
}

fn first_to_call(ctx: &Ctx, page: &Overview) -> Markup {
    let mut people: Vec<&Tie> =
        page.ties.iter().filter(|tie| tie.holds_on(ctx.today()) && tie.name.is_some()).collect();
    people.sort_by_key(|tie| tie.kind() != Some(RelationshipKind::AllocatedWorker));
    html! {
        h3.govuk-heading-m { "People to call first" }
        @if people.is_empty() {
            p.govuk-body { "No one is named yet. A manager can give them an adviser." }
        } @else {
            dl.wm-facts {
                @for tie in people {
                    dt { (what_they_are(tie)) }
                    dd { (tie.name.as_deref().unwrap_or_default())
                        @if let Some(phone) = &tie.phone { ", " a.govuk-link href=(tel(phone)) { (phone) } }
                    }
                }
            }
        }
    }
}

/// What somebody is to the young person, in a word staff use.
pub(super) fn what_they_are(tie: &Tie) -> &str {
    match tie.kind() {
        Some(RelationshipKind::AllocatedWorker) => "Adviser",
        Some(RelationshipKind::SecondWorker) => "Second worker",
        Some(RelationshipKind::ReviewingOfficerAppointment) => "Reviewing officer (IRO)",
        Some(RelationshipKind::Supervisor) => "Adviser's supervisor",
        _ => tie.job.as_deref().unwrap_or_default(),
    }
}

fn tel(phone: &str) -> String {
    format!("tel:{}", waymark_cases::summary::digits(phone))
}
