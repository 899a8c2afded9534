//! S37 Who looked: the same rows the young person sees, with the technical detail staff need.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::ids::PersonId;
use waymark_cases::looked::{self, Listed, Look, Looker};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::words;

const NEWEST: i64 = 300;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let (heading, looks) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let looks = match r.permit_if_allowed::<class::AccessHistory, Read>(&person)? {
                Some(permit) => Some((looked::at_record(r, &permit, NEWEST)?, looked::in_lists(r, &permit)?)),
                None => None,
            };
            Ok((heading, looks))
        })
        .await?;
    let main = match &looks {
        Some((looks, listed)) => html! { (view(looks)) (lists(listed)) },
        None => not_yours(&heading),
    };
    ctx.show(heading.sheet(&ctx, "looked", "Who looked", main))
}

/// Only managers and information governance read the history; the adviser is told who can.
fn not_yours(heading: &Heading) -> Markup {
    html! {
        p.govuk-body { (heading.name()) " can see everyone who has looked at this record, at their own door." }
        p.govuk-body { "Your team manager and information governance can see it too. Ask them if something looks wrong." }
    }
}

fn view(looks: &[Look]) -> Markup {
    html! {
        p.govuk-body { "The young person sees these rows in plain words." }
        @if looks.is_empty() {
            p.govuk-body { "No one has looked yet." }
        } @else {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Who looked, newest first" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["When", "Who", "What", "Why", "Detail"] { th.govuk-table__header scope="col" { (heading) } }
                } }
                tbody.govuk-table__body { @for look in looks { (row(look)) } }
            }
        }
    }
}

/// One row a day for each person, however many pages of lists they turned.
fn lists(listed: &[Listed]) -> Markup {
    html! {
        h3.govuk-heading-m { "Lists and searches, last 30 days" }
        @if listed.is_empty() {
            p.govuk-body { "No list or search has shown the name." }
        } @else {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Who saw the name in a list or a search, newest first" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["Day", "Who", "What"] { th.govuk-table__header scope="col" { (heading) } }
                } }
                tbody.govuk-table__body { @for one in listed { (listed_row(one)) } }
            }
        }
    }
}

fn listed_row(one: &Listed) -> Markup {
    let what = if one.searched { "Found the name in a search" } else { "Saw the name in a list" };
    html! {
        tr.govuk-table__row {
            td.govuk-table__cell data-label="Day" { (words::short_date(one.on)) }
            td.govuk-table__cell data-label="Who" { (who(&one.who)) }
            td.govuk-table__cell data-label="What" { (what) ", " (words::count(one.times as i64, "time", "times")) }
        }
    }
}

fn row(look: &Look) -> Markup {
    html! {
        tr.govuk-table__row {
            td.govuk-table__cell data-label="When" { (words::short_date(look.on)) ", " (words::time(look.at)) }
            td.govuk-table__cell data-label="Who" { (who(&look.who)) }
            td.govuk-table__cell data-label="What" { (what(look)) }
            td.govuk-table__cell data-label="Why" { (why(look)) }
            td.govuk-table__cell data-label="Detail" { span.wm-muted { (look.route) " " (look.request) } }
        }
    }
}

pub(crate) fn who(looker: &Looker) -> String {
    match looker {
        Looker::Themselves => "The young person".into(),
        Looker::Staff { full_name, job, .. } => format!("{full_name}, {job}"),
        Looker::System => "The system itself".into(),
    }
}

fn what(look: &Look) -> String {
    let class = look.class.map_or("the record", |class| class.says());
    format!("{}: {class}", look.action)
}

fn why(look: &Look) -> &str {
    waymark_cases::access::Purpose::from_code(&look.purpose).map_or("", |purpose| purpose.says())
}
