//! S03 Search: any part of a name, a number or a phone among the records in reach; beyond them only an exact name with
//! the date of birth, or the exact number, and then only a pointer (ACC-16).

use maud::{Markup, Render, html};
use waymark_cases::access::class;
use waymark_cases::people::{self, Elsewhere, Found, Results};
use waymark_govuk::{Button, DateInput, TextInput, WarningText};

use super::people::{age, status_tag};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};

pub async fn get(ctx: Ctx) -> PageResult {
    let sought = form::query(&ctx)?.text("for").to_owned();
    let for_page = sought.clone();
    let found = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            if sought.is_empty() { Ok(Vec::new()) } else { people::search(r, &permit, &sought) }
        })
        .await?;
    let main = view(&ctx, &for_page, &found, &Typed::default(), &Mends::default());
    ctx.show(Sheet::new("Search", main).wide())
}

fn view(ctx: &Ctx, sought: &str, found: &[Found], typed: &Typed, mends: &Mends) -> Markup {
    html! {
        form.wm-filter action="/team/search" method="get" role="search" {
            (TextInput::new("for", "Name, number or phone").value(sought.to_owned()))
            button.govuk-button type="submit" { "Search" }
        }
        @if !sought.is_empty() { (results(ctx, found)) }
        h2.govuk-heading-m { "Is it someone you do not work with?" }
        p.govuk-body { "Type the exact name and date of birth, or the exact number. You will see who supports them. Each search is counted." }
        (beyond_form(ctx, typed, mends))
    }
}

fn results(ctx: &Ctx, found: &[Found]) -> Markup {
    html! {
        @if found.is_empty() {
            p.govuk-body { "No one you work with matches. Try part of a name, or another spelling." }
        } @else {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-table__caption--m" { (found.len()) " found" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["Name", "Age", "Group", "Adviser", "Why this matched"] { th.govuk-table__header scope="col" { (heading) } }
                } }
                tbody.govuk-table__body { @for one in found { (row(ctx, one)) } }
            }
        }
    }
}

fn row(ctx: &Ctx, found: &Found) -> Markup {
    let one = &found.summary;
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="Name" {
                a.govuk-link href=(format!("/team/p/{}", one.person_id)) { bdi { (one.shown_name) } }
            }
            td.govuk-table__cell data-label="Age" { (age(one, ctx.today())) }
            td.govuk-table__cell data-label="Group" { (status_tag(&one.status, &one.status_says)) }
            td.govuk-table__cell data-label="Adviser" { (one.adviser_name) }
            td.govuk-table__cell data-label="Why this matched" { (found.why) }
        }
    }
}

/// The form of a search beyond one's own records. Posted, so that no name is ever in an address (SEC-11).
pub struct Beyond;

impl Fields for Beyond {
    const ONE: &'static [&'static str] = &["name", "born-day", "born-month", "born-year", "number"];
}

fn beyond_form(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    html! {
        form method="post" action="/team/search" novalidate {
            (form_fields(ctx))
            (TextInput::new("name", "Exact name").value(typed.raw("name").to_owned()).error(mends.of("name").map(str::to_owned)))
            (born(typed, mends))
            (TextInput::new("number", "Or exact number").width(10).value(typed.raw("number").to_owned()))
            (Button::save("Search").secondary())
        }
    }
}

fn born(typed: &Typed, mends: &Mends) -> DateInput {
    let date = typed.date("born");
    DateInput::new("born", "Date of birth")
        .typed([date.day, date.month, date.year])
        .error(mends.of("born-day").map(str::to_owned))
}

pub async fn post(ctx: Ctx, form: Form<Beyond>) -> PageResult {
    let typed = form.typed;
    let mut mends = Mends::default();
    let number = typed.text("number").to_owned();
    let name = typed.text("name").to_owned();
    let born_on =
        if number.is_empty() { mends.keep("born-day", typed.date("born").read("Date of birth")) } else { None };
    if number.is_empty() && name.is_empty() {
        mends.add("name", "Enter the exact name, or the number");
    }
    if !mends.is_empty() {
        return ctx.show(Sheet::new("Search", view(&ctx, "", &[], &typed, &mends)).wide().to_mend(&mends));
    }
    let results = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            people::search_beyond(r, &permit, &name, born_on, &number)
        })
        .await?;
    ctx.show(Sheet::new("Search", beyond_view(&results)).wide())
}

fn beyond_view(results: &Results) -> Markup {
    html! {
        @if results.blocked {
            (WarningText::new("That is more than 60 searches in an hour. Wait, or ask your manager.").render())
        } @else if results.known_to_service {
            p.govuk-body { "Known to the service: ring the duty manager." }
        } @else if results.elsewhere.is_empty() {
            p.govuk-body { "No one matches exactly." }
        }
        @for one in &results.elsewhere { (pointer(one)) }
        p.govuk-body { a.govuk-link href="/team/search" { "Search again" } }
    }
}

fn pointer(one: &Elsewhere) -> Markup {
    let adviser = if one.adviser_name.is_empty() { "the duty manager" } else { &one.adviser_name };
    html! {
        div.wm-card {
            h2.wm-card__title { bdi { (one.shown_name) } }
            p.govuk-body { (one.status_says) ". Ask " (adviser) "." }
        }
    }
}
