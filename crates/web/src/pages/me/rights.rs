//! What you can get, and why: the same sum staff see, in the young person's words (Y23), with each thing
//! there is.

use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::entitlements::WhatTheyCanGet;
use waymark_cases::status::{self, Explained};
use waymark_rules::status::{SpellCount, THIRTEEN_WEEKS_IN_DAYS};

use super::can_get;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let (explained, can_get) = ctx
        .read(move |r| {
            let permit = r.permit::<class::Status, Read>(&me)?;
            Ok((status::of_person(r, &permit)?, can_get::read(r, &me)?))
        })
        .await?;
    ctx.show(Sheet::new("What you can get", view(&ctx, &explained, &can_get)))
}

fn view(ctx: &Ctx, explained: &Explained, can_get: &WhatTheyCanGet) -> Markup {
    let result = &explained.result;
    let plain = explained.plain();
    html! {
        p class="govuk-body-l" { (plain.young_person) }
        @if let Some(next) = &plain.young_person_next { p.govuk-body { (next) } }
        @if !can_get.care_not_loaded { (can_get::list(ctx, can_get)) }
        h2.govuk-heading-m { "How we worked it out" }
        p.govuk-body {
            "The law counts days in care after you turned 14. It asks for " (THIRTEEN_WEEKS_IN_DAYS) ". "
            "You have " strong { (words::thousands(i64::from(result.counters.days))) } "."
        }
        (times_in_care(ctx, &result.spell_counts))
        p.govuk-body { "Is a date wrong? Tell your adviser. We will put it right." }
    }
}

fn times_in_care(ctx: &Ctx, counts: &[SpellCount]) -> Markup {
    html! {
        @if !counts.is_empty() {
            h2.govuk-heading-m { "Your time in care" }
            ul.wm-looks { @for count in counts { (time_in_care(ctx, count)) } }
        }
    }
}

fn time_in_care(ctx: &Ctx, count: &SpellCount) -> Markup {
    let to = count.end_on.map_or("now".to_owned(), |end| words::day(end, ctx.today()));
    html! {
        li {
            p.govuk-body { (words::day(count.start_on, ctx.today())) " to " (to) "." }
            p.wm-muted { (words::count(i64::from(count.days), "day counts", "days count")) "." }
        }
    }
}
