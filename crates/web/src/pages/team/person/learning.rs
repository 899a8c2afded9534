//! S29 Learning and work: the course or job, what would help, and what the yearly return will say of it.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Class, Read, class};
use waymark_cases::evidence::{self, Kept};
use waymark_cases::ids::PersonId;
use waymark_cases::status;
use waymark_govuk::Button;
use waymark_rules::clocks::EvidenceKind;
use waymark_rules::dates::LeapBirthday;
use waymark_rules::facts::Facts;

use super::Heading;
use super::for_return::{self, asked};
use super::recorded::{answer_says, by_class};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::{urls, words};

struct Learning {
    heading: Heading,
    kept: Vec<Kept>,
    facts: Facts,
    leap: LeapBirthday,
    may_write: bool,
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let page = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let permit = r.permit::<class::EducationWorkHousing, Read>(&person)?;
            let kept = evidence::of_class(r, &permit)?;
            let status = r.permit::<class::Status, Read>(&person)?;
            let explained = status::of_person(r, &status)?;
            let may_write = by_class::may_write(r, &person, Class::EducationWorkHousing)?;
            Ok(Learning { heading, kept, leap: explained.policy.leap_birthday, facts: explained.facts, may_write })
        })
        .await?;
    let main = view(&ctx, &page);
    ctx.show(page.heading.sheet(&ctx, "learning", "Learning and work", main))
}

fn view(ctx: &Ctx, page: &Learning) -> Markup {
    let today = ctx.today();
    let of = |kind: EvidenceKind| page.kept.iter().filter(move |one| one.kind() == Some(kind));
    let goes_on = |one: &&Kept| one.until_on.is_none_or(|until| until.0 > today);
    let (now, before): (Vec<&Kept>, Vec<&Kept>) = of(EvidenceKind::LearningOrWork).partition(goes_on);
    let to = |page_of: &str| urls::person_page(&page.heading.person, page_of);
    html! {
        h3.govuk-heading-m { "Now" }
        @if now.is_empty() { p.govuk-body { "Nothing is written down. Ask what they would like to do." } }
        (list(&now))
        @if page.may_write {
            div.govuk-button-group {
                (Button::link("A course or job began", to("change/course-or-job")))
                a.govuk-link href=(to("change/course-or-job-ended")) { "One ended" }
                a.govuk-link href=(to("record/learning-talk")) { "We talked about it" }
            }
        }
        (talks(&of(EvidenceKind::ProgressCheck).collect::<Vec<_>>()))
        @if !before.is_empty() { h3.govuk-heading-m { "Before" } (list(&before)) }
        h3.govuk-heading-m { "In the yearly return" }
        (for_return::of_activity(&for_return::life(&page.kept, &page.facts), &page.facts, page.leap, today))
    }
}

fn list(all: &[&Kept]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for one in all {
                li {
                    bdi { (one.words.as_deref().unwrap_or("A course or job")) } ": "
                    (answer_says("activity", &asked(one, "activity"))) ", " (answer_says("pattern", &asked(one, "pattern")))
                    ". From " (words::date(one.happened_on.0))
                    @if let Some(until) = one.until_on { " to " (words::date(until.0)) }
                }
            }
        }
    }
}

fn talks(all: &[&Kept]) -> Markup {
    html! {
        @if !all.is_empty() {
            h3.govuk-heading-m { "What they told us" }
            @for one in all.iter().take(3) {
                p.govuk-body { (words::date(one.happened_on.0)) ": " (answer_says("now", &asked(one, "now"))) }
                @if let Some(said) = &one.words { blockquote.govuk-body { p { (said) } } }
            }
        }
    }
}
