//! S34 Entitlement: which group the law puts a young person in, the sum behind it, and the day it will change;
//! what they can get because of it, and the papers they need.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, class};
use waymark_cases::ids::PersonId;
use waymark_cases::status::{self, Explained};
use waymark_govuk::{Details, WarningText};
use waymark_rules::status::{Flag, Reason, SpellCount, StripPeriod, THIRTEEN_WEEKS_IN_DAYS};

use super::{Heading, can_get, papers};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::words;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let (heading, explained, can_get, papers) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let permit = r.permit::<class::Status, Read>(&person)?;
            let explained = status::of_person(r, &permit)?;
            Ok((heading, explained, can_get::read(r, &person)?, papers::read(r, &person)?))
        })
        .await?;
    let more = html! {
        @if let Some(can_get) = &can_get { (can_get::section(&ctx, &heading.person, can_get)) }
        (papers::section(&heading.person, &papers))
    };
    let main = view(&ctx, &explained, &more);
    ctx.show(heading.sheet(&ctx, "entitlement", "Entitlement", main))
}

fn view(ctx: &Ctx, explained: &Explained, more: &Markup) -> Markup {
    let result = &explained.result;
    let plain = explained.plain();
    html! {
        p class="govuk-body-l" { (plain.staff) }
        @if let Some(next) = &result.next_change {
            p.govuk-body { "It will change " strong { (words::how_soon(next.on, ctx.today())) } " to " (next.to.title()) "." }
        }
        @for flag in &result.flags { (to_look_at(*flag)) }
        (more)
        (days(result.counters.days))
        (care_periods(&result.spell_counts))
        (not_counted(explained))
        (strip(ctx, explained))
        (reasons(&result.explanation))
    }
}

fn to_look_at(flag: Flag) -> Markup {
    WarningText::new(flag.says().to_owned()).render()
}

/// The days counted against the thirteen weeks, as a bar with its words.
fn days(counted: i32) -> Markup {
    let needed = THIRTEEN_WEEKS_IN_DAYS;
    let width = (f64::from(counted.min(needed)) / f64::from(needed) * 100.0).round();
    html! {
        h3.govuk-heading-m { "Days in care that count" }
        figure class="wm-drawing wm-bar-weeks" {
            svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect.wm-bar-weeks__all x="0" y="0" width="100" height="6" {}
                rect.wm-bar-weeks__counted x="0" y="0" width=(width) height="6" {}
            }
            figcaption {
                strong { (words::count(i64::from(counted), "day", "days")) } " since the 14th birthday. The law asks for " (needed)
                " (13 weeks)."
            }
        }
    }
}

fn care_periods(counts: &[SpellCount]) -> Markup {
    html! {
        h3.govuk-heading-m { "Periods in care" }
        @if counts.is_empty() {
            p.govuk-body { "No period in care is recorded." }
        } @else {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Periods in care and the days that count" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["From", "To", "Legal status", "Days that count", "Left out"] {
                        th.govuk-table__header scope="col" { (heading) }
                    }
                } }
                tbody.govuk-table__body { @for count in counts { (care_period(count)) } }
            }
        }
    }
}

fn care_period(count: &SpellCount) -> Markup {
    html! {
        tr.govuk-table__row {
            td.govuk-table__cell data-label="From" { (words::date(count.start_on)) }
            td.govuk-table__cell data-label="To" { (count.end_on.map_or("still in care".to_owned(), words::date)) }
            td.govuk-table__cell data-label="Legal status" { (count.legal_status.says()) " (" (count.legal_status.code()) ")" }
            td.govuk-table__cell data-label="Days that count" { (words::thousands(i64::from(count.days))) }
            td.govuk-table__cell data-label="Left out" {
                @if count.left_out.is_empty() { "None" }
                @for left in &count.left_out { div { (words::count(i64::from(left.days), "day", "days")) ": " (left.why.says()) } }
            }
        }
    }
}

fn not_counted(explained: &Explained) -> Markup {
    html! {
        @if !explained.not_counted.is_empty() {
            p.govuk-body {
                (words::count(explained.not_counted.len() as i64, "period", "periods"))
                " cannot be counted: the dates contradict each other, or the legal status code is not one the law knows."
            }
            ul.govuk-list {
                @for episode in &explained.not_counted {
                    li { (words::date(episode.started_on.0)) ", code " (episode.legal_status) }
                }
            }
        }
    }
}

/// Every group from 14 to 25, oldest first: what was, what is, what will be if nothing else happens.
fn strip(ctx: &Ctx, explained: &Explained) -> Markup {
    let periods = waymark_rules::status::strip(&explained.facts, &explained.policy).unwrap_or_default();
    html! {
        h3.govuk-heading-m { "From 14 to 25" }
        ol.wm-strip { @for period in &periods { (strip_period(ctx, period)) } }
    }
}

fn strip_period(ctx: &Ctx, period: &StripPeriod) -> Markup {
    let now = period.from <= ctx.today() && ctx.today() < period.to;
    html! {
        li class=[now.then_some("wm-strip__now")] {
            strong { (period.status.title()) } " " (words::date(period.from)) " to " (words::date(period.to))
            @if now { " (now)" }
        }
    }
}

fn reasons(explanation: &[Reason]) -> Markup {
    let list = html! {
        ol.govuk-list {
            @for reason in explanation {
                li {
                    (reason.says) " "
                    @if let Some(rule) = reason.citation() { span.wm-muted { "Rule " (rule.id) ": " (rule.source) } }
                }
            }
        }
    };
    Details::new("The rules that decided, with their sources", list).render()
}
