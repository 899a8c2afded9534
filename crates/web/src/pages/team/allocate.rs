//! S53 Allocate: give young people an adviser. Shows what they asked for and how many they have had, before the
//! choice; the one before ends the day the new one begins.

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, Render, html};
use waymark_cases::access::{ListPermit, Role, Write, class};
use waymark_cases::db::Reading;
use waymark_cases::facts::{self, FactKind, Facts};
use waymark_cases::ids::{PersonId, StaffId};
use waymark_cases::people::{self, Filter, Order};
use waymark_cases::relationships;
use waymark_cases::staff::{self, Staff};
use waymark_cases::summary::Summary;
use waymark_govuk::{Button, Select, TextInput};
use waymark_rules::dates::add_months;

use super::people::{age, status_tag};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::words;

/// An adviser, with how many they support already.
struct Adviser {
    staff: Staff,
    supports: i64,
}

/// What to know of somebody before choosing for them.
#[derive(Default)]
struct ToKnow {
    said: HashMap<String, Facts>,
    had: HashMap<String, usize>,
}

const ASKED: &[FactKind] = &[FactKind::AdviserWishes, FactKind::Interpreter, FactKind::FirstLanguage];
/// How far back earlier advisers are counted.
const LATELY_MONTHS: i32 = 24;

struct Allocating {
    people: people::Page,
    to_know: ToKnow,
    advisers: Vec<Adviser>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let everyone = form::query(ctx)?.text("show") == "everyone";
    let page = form::query(ctx)?.text("page").parse().unwrap_or(1);
    let allocating = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            let filter = Filter { no_adviser: !everyone, ..Filter::default() };
            let people = people::list(r, &permit, &filter, Order::Name, page)?;
            let to_know = to_know(r, &permit, &people)?;
            Ok(Allocating { people, to_know, advisers: advisers(r, &permit)? })
        })
        .await?;
    ctx.show(Sheet::new("Choose an adviser", view(ctx, &allocating, everyone, typed, mends)).wide().to_mend(mends))
}

fn to_know(
    r: &mut Reading<'_>,
    permit: &ListPermit<class::Status>,
    page: &people::Page,
) -> waymark_cases::Result<ToKnow> {
    let shown: Vec<String> = page.people.iter().map(|one| one.person_id.clone()).collect();
    let identity = r.list_permit::<class::Identity>()?;
    let since = add_months(r.today(), -LATELY_MONTHS);
    Ok(ToKnow {
        said: facts::of_listed(r, &identity, &shown, ASKED)?,
        had: relationships::advisers_since(r, permit, &shown, since)?,
    })
}

fn advisers(r: &mut Reading<'_>, permit: &ListPermit<class::Status>) -> waymark_cases::Result<Vec<Adviser>> {
    let counts: BTreeMap<String, i64> = people::count_by_adviser(r, permit)?.into_iter().collect();
    let able = [Role::PersonalAdviser, Role::SocialWorker];
    Ok(staff::holding_any(r, &able)?
        .into_iter()
        .map(|one| Adviser { supports: counts.get(&one.id).copied().unwrap_or_default(), staff: one })
        .collect())
}

fn view(ctx: &Ctx, allocating: &Allocating, everyone: bool, typed: &Typed, mends: &Mends) -> Markup {
    html! {
        nav.wm-tabs aria-label="Show" { ul {
            li { a.govuk-link href="/team/allocate" aria-current=[(!everyone).then_some("true")] { "Without an adviser" } }
            li { a.govuk-link href="/team/allocate?show=everyone" aria-current=[everyone.then_some("true")] { "Everyone" } }
        } }
        @if allocating.people.people.is_empty() {
            p.govuk-body { "Everyone has an adviser." }
        } @else {
            form method="post" action="/team/allocate" novalidate {
                (form_fields(ctx))
                (people_table(ctx, allocating, typed, mends))
                (choose(&allocating.advisers, typed, mends))
                (TextInput::new("reason", "Why them?").hint("The young person can read this.")
                    .value(typed.raw("reason").to_owned()).error(mends.of("reason").map(str::to_owned)))
                (Button::save("Save"))
            }
        }
    }
}

fn people_table(ctx: &Ctx, allocating: &Allocating, typed: &Typed, mends: &Mends) -> Markup {
    let chosen = typed.many("person");
    html! {
        div #person class=(if mends.of("person").is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" }) {
            @if let Some(says) = mends.of("person") {
                p.govuk-error-message { span.govuk-visually-hidden { "Error: " } (says) }
            }
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-table__caption--m" { "Who is it for?" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["Choose", "Name", "Age", "Group", "To know", "Adviser now"] { th.govuk-table__header scope="col" { (heading) } }
                } }
                tbody.govuk-table__body {
                    @for one in &allocating.people.people {
                        (person_row(ctx, one, &allocating.to_know, chosen.contains(&one.person_id)))
                    }
                }
            }
        }
    }
}

fn person_row(ctx: &Ctx, one: &Summary, to_know: &ToKnow, chosen: bool) -> Markup {
    let id = format!("person-{}", one.person_id);
    html! {
        tr.govuk-table__row {
            td.govuk-table__cell {
                div class="govuk-checkboxes govuk-checkboxes--small" { div.govuk-checkboxes__item {
                    input.govuk-checkboxes__input type="checkbox" id=(id) name="person" value=(one.person_id) checked[chosen];
                    label class="govuk-label govuk-checkboxes__label" for=(id) {
                        span.wm-table__label aria-hidden="true" { "Choose" }
                        span.govuk-visually-hidden { "Choose " (one.shown_name) }
                    }
                } }
            }
            th.govuk-table__header scope="row" data-label="Name" {
                a.govuk-link href=(format!("/team/p/{}", one.person_id)) { bdi { (one.shown_name) } }
            }
            td.govuk-table__cell data-label="Age" { (age(one, ctx.today())) }
            td.govuk-table__cell data-label="Group" { (status_tag(&one.status, &one.status_says)) }
            td.govuk-table__cell data-label="To know" { (known(one, to_know)) }
            td.govuk-table__cell data-label="Adviser now" {
                @if one.adviser_name.is_empty() { "None" } @else { (one.adviser_name) }
            }
        }
    }
}

/// Their wishes first, then what the work with them asks of somebody.
fn known(one: &Summary, to_know: &ToKnow) -> Markup {
    let said = to_know.said.get(&one.person_id);
    let given = |kind| said.and_then(|facts| facts.given(kind));
    let had = to_know.had.get(&one.person_id).copied().unwrap_or_default();
    html! {
        ul.wm-to-know {
            @match given(FactKind::AdviserWishes) {
                Some(wishes) => li { "Asked for: " bdi { (wishes) } },
                None => li { "Wishes: not asked yet" },
            }
            @if let Some(language) = given(FactKind::Interpreter).or_else(|| given(FactKind::FirstLanguage)) { li { bdi { (language) } } }
            @if one.lives == "outside" { li { "Lives outside our area" } }
            @if had > 1 { li { "Had " (had) " advisers in 2 years" } }
        }
    }
}

fn choose(advisers: &[Adviser], typed: &Typed, mends: &Mends) -> Markup {
    let first = Select::new("adviser", "Who will support them?").option("", "Choose");
    advisers
        .iter()
        .fold(first, |select, one| {
            let supports = words::count(one.supports, "person", "people");
            select.option(
                one.staff.id.clone(),
                format!("{}, {} (supports {supports})", one.staff.full_name, one.staff.job),
            )
        })
        .chosen(typed.text("adviser").to_owned())
        .error(mends.of("adviser").map(str::to_owned))
        .render()
}

/// The form of an allocation.
pub struct Allocate;

impl Fields for Allocate {
    const ONE: &'static [&'static str] = &["adviser", "reason"];
    const MANY: &'static [&'static str] = &["person"];
}

/// More at once than a page shows cannot come from the page.
const MOST: usize = waymark_cases::access::LIST_PAGE_SIZE;

pub async fn post(ctx: Ctx, form: Form<Allocate>) -> PageResult {
    let typed = form.typed;
    let mut mends = Mends::default();
    let people: Result<Vec<PersonId>, _> = typed.many("person").iter().map(|id| PersonId::parse(id)).collect();
    let people = people?;
    if people.is_empty() || people.len() > MOST {
        mends.add("person", "Choose who it is for");
    }
    let adviser = StaffId::parse(typed.text("adviser"));
    if adviser.is_err() {
        mends.add("adviser", "Choose who will support them");
    }
    if typed.text("reason").is_empty() {
        mends.add("reason", "Write why, in words the young person can read");
    }
    let (Ok(adviser), true) = (adviser, mends.is_empty()) else { return show(&ctx, &typed, &mends).await };
    let reason = typed.text("reason").to_owned();
    let to = ctx
        .write_once(&form.key, move |tx| {
            for person in &people {
                let permit = tx.permit::<class::Status, Write>(person)?;
                waymark_cases::relationships::allocate(tx, &permit, &adviser, tx.today(), &reason)?;
            }
            Ok("/team/allocate".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see who their adviser is.")
}
