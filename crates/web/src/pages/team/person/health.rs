//! S30 Health and key documents: checks by their day, and the papers they need for adult life.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Class, Read, Scope, class};
use waymark_cases::evidence::{self, Kept};
use waymark_cases::ids::PersonId;
use waymark_govuk::Button;

use super::recorded::{by_class, title_of};
use super::{Heading, papers};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::{urls, words};

struct Health {
    heading: Heading,
    kept: Vec<Kept>,
    /// Whoever needs only part of it sees what was done and when, and no words.
    whole: bool,
    papers: papers::Papers,
    may_write: bool,
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let page = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let permit = r.permit::<class::Health, Read>(&person)?;
            let kept = evidence::of_class(r, &permit)?;
            let whole = permit.grounds().scope == Scope::Whole;
            let may_write = by_class::may_write(r, &person, Class::Health)?;
            Ok(Health { heading, kept, whole, papers: papers::read(r, &person)?, may_write })
        })
        .await?;
    let main = view(&page);
    ctx.show(page.heading.sheet(&ctx, "health", "Health and key documents", main))
}

fn view(page: &Health) -> Markup {
    let to = |page_of: &str| urls::person_page(&page.heading.person, page_of);
    html! {
        h3.govuk-heading-m { "Health" }
        @if page.kept.is_empty() { p.govuk-body { "Nothing is written down yet." } } @else {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Health checks and stays, latest first" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["What", "When", "Notes"] { th.govuk-table__header scope="col" { (heading) } }
                } }
                tbody.govuk-table__body { @for one in &page.kept { (row(page, one)) } }
            }
        }
        @if page.may_write {
            div.govuk-button-group {
                (Button::link("Health assessment", to("record/health-assessment")))
                a.govuk-link href=(to("record/dental-check")) { "Dental check" }
                a.govuk-link href=(to("record/sdq")) { "Questionnaire" }
                a.govuk-link href=(to("record/health-summary")) { "Summary of their health" }
                a.govuk-link href=(to("change/hospital")) { "They went into hospital" }
            }
        }
        (papers::section(&page.heading.person, &page.papers))
    }
}

fn row(page: &Health, one: &Kept) -> Markup {
    let detail: serde_json::Value = one.detail().unwrap_or_default();
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="What" { (one.kind().map_or("Health", title_of)) }
            td.govuk-table__cell data-label="When" {
                (words::date(one.happened_on.0))
                @if let Some(until) = one.until_on { " to " (words::date(until.0)) }
            }
            td.govuk-table__cell data-label="Notes" {
                @if !page.whole { "Kept for those who need it" } @else {
                    @if let Some(score) = detail.get("score") { "Score " (score) ". " }
                    @if let Some(why) = detail.get("no_score").and_then(|why| why.as_str()) { "No score: " bdi { (why) } }
                    @if let Some(said) = &one.words { bdi { (said) } }
                }
            }
        }
    }
}
