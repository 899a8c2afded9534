//! S28 Home: where they live and have lived, what they say of it, and what the yearly return will say.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Class, Read, class};
use waymark_cases::clocks;
use waymark_cases::evidence::{self, Kept};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, SummaryCard, SummaryList, SummaryRow, Tag, TagColour};
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Marks};
use waymark_rules::dates::LeapBirthday;
use waymark_rules::facts::Facts;

use super::Heading;
use super::for_return::{self, asked};
use super::recorded::{answer_says, by_class};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::{urls, words};

struct Homes {
    heading: Heading,
    kept: Vec<Kept>,
    /// Homes the yearly return tells of, from before any was written down here.
    earlier: Vec<Evidence>,
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
            let mut kept = evidence::of_class(r, &permit)?;
            if let Some(plan) = r.permit_if_allowed::<class::Plan, Read>(&person)? {
                kept.extend(evidence::of_class(r, &plan)?);
            }
            let status = r.permit::<class::Status, Read>(&person)?;
            let clocks = clocks::of_person(r, &status)?;
            let told = |one: &Evidence| one.kind == EvidenceKind::Home && clocks.kept(&one.id).is_none();
            let earlier = clocks.evidence.iter().filter(|one| told(one)).cloned().collect();
            let may_write = by_class::may_write(r, &person, Class::EducationWorkHousing)?;
            Ok(Homes { heading, kept, earlier, leap: clocks.policy.leap_birthday, facts: clocks.facts, may_write })
        })
        .await?;
    let main = view(&ctx, &page);
    ctx.show(page.heading.sheet(&ctx, "home", "Home", main))
}

fn view(ctx: &Ctx, page: &Homes) -> Markup {
    let today = ctx.today();
    let homes = || page.kept.iter().filter(|one| one.kind() == Some(EvidenceKind::Home));
    let now: Vec<&Kept> = homes().filter(|one| one.until_on.is_none_or(|until| until.0 > today)).collect();
    let before: Vec<&Kept> = homes().filter(|one| one.until_on.is_some_and(|until| until.0 <= today)).collect();
    let to = |page_of: &str| urls::person_page(&page.heading.person, page_of);
    html! {
        h3.govuk-heading-m { "Now" }
        @for one in &now { (card(one)) }
        @if now.is_empty() { p.govuk-body { "Ask where they are staying tonight." } }
        @if page.may_write {
            div.govuk-button-group {
                (Button::link("They moved home", to("change/move")))
                a.govuk-link href=(to("change/left-home")) { "They left a home" }
            }
        }
        @if !before.is_empty() || !page.earlier.is_empty() { (earlier(page, &before)) }
        h3.govuk-heading-m { "In the yearly return" }
        (for_return::of_home(&for_return::life(&page.kept, &page.facts), &page.facts, page.leap, today))
    }
}

fn card(one: &Kept) -> Markup {
    let mut rows = vec![SummaryRow::new("Since", words::date(one.happened_on.0))];
    let said = |field: &str| asked(one, field);
    rows.push(SummaryRow::new("What kind", answer_says("home", &said("home"))));
    rows.push(SummaryRow::new("Safe and settled", settled(one)));
    for (question, field) in [("Why not", "why"), ("What they say about it", "their_view")] {
        if !said(field).is_empty() {
            rows.push(SummaryRow::new(question, html! { bdi { (said(field)) } }));
        }
    }
    let ours = if one.has(Mark::ProvidedByAuthority) { "Yes" } else { "No" };
    rows.push(SummaryRow::new("We provide or pay for it", ours));
    SummaryList::new(rows).card(SummaryCard::new(name(one)).level(4)).render()
}

fn name(one: &Kept) -> String {
    one.words.clone().unwrap_or_else(|| "A home".into())
}

fn settled(one: &Kept) -> Markup {
    let (says, colour) = match asked(one, "settled").as_str() {
        "yes" => ("Yes", TagColour::Teal),
        "no" => ("No", TagColour::Magenta),
        _ => ("Not asked yet", TagColour::Grey),
    };
    Tag::new(says).colour(colour).render()
}

fn earlier(page: &Homes, before: &[&Kept]) -> Markup {
    html! {
        h3.govuk-heading-m { "Before" }
        ul class="govuk-list govuk-list--bullet" {
            @for one in before { li { bdi { (name(one)) } ": " (span(one.happened_on.0, one.until_on.map(|day| day.0))) } }
            @for one in page.earlier.iter().rev() { li { (in_care(one.marks)) ", from the yearly return: " (span(one.on, one.until)) } }
        }
    }
}

fn in_care(marks: Marks) -> &'static str {
    if marks.has(Mark::Foster) {
        "Foster home"
    } else if marks.has(Mark::WithParent) {
        "With a parent"
    } else {
        "A home in care"
    }
}

fn span(from: jiff::civil::Date, until: Option<jiff::civil::Date>) -> String {
    match until {
        Some(until) => format!("{} to {}", words::date(from), words::date(until)),
        None => format!("since {}", words::date(from)),
    }
}
