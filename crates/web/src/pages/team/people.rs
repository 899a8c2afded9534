//! S10 Young people: a working list of those in reach, with filters and saved views. At most 50 on a page (ACC-17);
//! what may not be seen is neither shown nor counted (ACC-10, ACC-11).

use maud::{Markup, Render, html};
use waymark_cases::access::{Role, class};
use waymark_cases::people::{self, Filter, Order};
use waymark_cases::summary::Summary;
use waymark_govuk::{Button, Pagination, Select, Tag};
use waymark_rules::status::Status;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Typed};
use crate::frame::Sheet;
use crate::words;

/// What the query asks for.
struct Asked {
    view: String,
    status: String,
    order: Order,
    page: i64,
}

impl Asked {
    fn of(typed: &Typed) -> Self {
        Self {
            view: typed.text("view").to_owned(),
            status: typed.text("status").to_owned(),
            order: order(typed.text("order")),
            page: typed.text("page").parse().unwrap_or(1),
        }
    }

    fn filter(&self, ctx: &Ctx) -> Filter {
        let me = ctx.staff().ok().map(|id| id.to_string());
        let status = Status::from_code(&self.status).map(|status| status.code().to_owned());
        let mut filter = Filter { status, ..Filter::default() };
        match self.view.as_str() {
            "mine" => filter.adviser = me,
            "outside" => filter.outside_area = true,
            "turning" => filter.turning_soon = true,
            "no-adviser" => filter.no_adviser = true,
            _ => {}
        }
        filter
    }

    fn link(&self, page: i64) -> String {
        format!("/team/people?view={}&status={}&order={}&page={page}", self.view, self.status, order_code(self.order))
    }
}

fn order(code: &str) -> Order {
    match code {
        "age" => Order::Age,
        "next" => Order::NextChange,
        "changed" => Order::LastChanged,
        _ => Order::Name,
    }
}

const fn order_code(order: Order) -> &'static str {
    match order {
        Order::Name => "name",
        Order::Age => "age",
        Order::NextChange => "next",
        Order::LastChanged => "changed",
    }
}

const VIEWS: &[(&str, &str)] = &[
    ("", "Everyone I can see"),
    ("mine", "People I support"),
    ("turning", "Turning 18, 21 or 25 in 90 days"),
    ("outside", "Living outside our area"),
    ("no-adviser", "Without an adviser"),
];

pub async fn get(ctx: Ctx) -> PageResult {
    let asked = Asked::of(&form::query(&ctx)?);
    let filter = asked.filter(&ctx);
    let (order, number) = (asked.order, asked.page);
    let page = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            people::list(r, &permit, &filter, order, number)
        })
        .await?;
    ctx.show(Sheet::new("Young people", view(&ctx, &asked, &page)).wide())
}

fn view(ctx: &Ctx, asked: &Asked, page: &people::Page) -> Markup {
    html! {
        @if ctx.has_any_role(&[Role::PersonalAdviser, Role::SocialWorker, Role::TeamManager]) {
            p { (Button::link("Add a young person", "/team/people/add").secondary()) }
        }
        (filters(asked))
        p.govuk-body { strong { (words::count(page.total, "person", "people")) } (shown(page)) }
        @if page.people.is_empty() { (nobody(asked)) } @else { (table(ctx, &page.people)) }
        (pages(asked, page))
    }
}

fn shown(page: &people::Page) -> String {
    if page.pages > 1 { format!(", page {} of {}", page.page, words::thousands(page.pages)) } else { String::new() }
}

fn filters(asked: &Asked) -> Markup {
    let statuses = std::iter::once(("", "Every group"))
        .chain(Status::ALL.iter().filter(|status| listed(**status)).map(|status| (status.code(), status.title())));
    html! {
        form.wm-filter action="/team/people" method="get" {
            (choose("view", "Show", VIEWS.iter().copied(), &asked.view))
            (choose("status", "Group", statuses, &asked.status))
            (choose("order", "Order", ORDERS.iter().copied(), order_code(asked.order)))
            button.govuk-button type="submit" { "Apply" }
        }
    }
}

const ORDERS: &[(&str, &str)] =
    &[("name", "Name"), ("age", "Youngest first"), ("next", "Next change first"), ("changed", "Changed last")];

/// The groups worth filtering by: people with none are on no list.
fn listed(status: Status) -> bool {
    status != Status::None
}

fn choose<'a>(
    name: &'static str,
    says: &'static str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
    now: &str,
) -> Markup {
    let select =
        options.fold(Select::new(name, says), |select, (value, text)| select.option(value.to_owned(), text.to_owned()));
    select.chosen(now.to_owned()).render()
}

fn nobody(asked: &Asked) -> Markup {
    html! {
        p.govuk-body {
            "No one matches. "
            @if !asked.view.is_empty() || !asked.status.is_empty() { a.govuk-link href="/team/people" { "Show everyone" } }
            @else { "When somebody is in your reach, they are listed here." }
        }
    }
}

fn table(ctx: &Ctx, people: &[Summary]) -> Markup {
    html! {
        table class="govuk-table wm-reflow" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Young people" }
            thead.govuk-table__head { tr.govuk-table__row {
                @for heading in ["Name", "Age", "Group", "Adviser", "Next change"] {
                    th.govuk-table__header scope="col" { (heading) }
                }
            } }
            tbody.govuk-table__body { @for one in people { (row(ctx, one)) } }
        }
    }
}

fn row(ctx: &Ctx, one: &Summary) -> Markup {
    let today = ctx.today();
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="Name" {
                a.govuk-link href=(format!("/team/p/{}", one.person_id)) { bdi { (one.shown_name) } }
                @if one.lives == "outside" { " " span.wm-muted { "lives outside our area" } }
            }
            td.govuk-table__cell data-label="Age" { (age(one, today)) }
            td.govuk-table__cell data-label="Group" { (status_tag(&one.status, &one.status_says)) }
            td.govuk-table__cell data-label="Adviser" { (adviser(one)) }
            td.govuk-table__cell data-label="Next change" { (next_change(one)) }
        }
    }
}

/// Age today in whole years.
pub(crate) fn age(one: &Summary, today: jiff::civil::Date) -> i16 {
    waymark_rules::dates::age_on(one.born_on.0, today, waymark_rules::dates::LeapBirthday::default())
}

fn adviser(one: &Summary) -> &str {
    if one.adviser_name.is_empty() { "No adviser yet" } else { &one.adviser_name }
}

fn next_change(one: &Summary) -> Markup {
    let to = one.next_status.as_deref().and_then(Status::from_code);
    html! {
        @match (one.next_change_on, to) {
            (Some(on), Some(to)) => { (words::short_date(on.0)) ", " (to.title()) },
            _ => { "None" },
        }
    }
}

/// A status as a tag. The colour only helps; the words carry it.
pub(crate) fn status_tag(code: &str, says: &str) -> Markup {
    use waymark_govuk::TagColour;
    let colour = match Status::from_code(code) {
        Some(Status::Eligible) => TagColour::Magenta,
        Some(Status::Relevant) => TagColour::Purple,
        Some(Status::FormerRelevant | Status::FormerRelevant21Plus) => TagColour::Plain,
        Some(Status::Qualifying | Status::QualifyingEducation) => TagColour::Yellow,
        Some(Status::LookedAfterUnder16 | Status::ShortBreaksOnly | Status::LookedAfterNotEligible) => TagColour::Teal,
        Some(Status::None | Status::Closed) | None => TagColour::Grey,
    };
    Tag::new(says.to_owned()).colour(colour).render()
}

fn pages(asked: &Asked, page: &people::Page) -> Markup {
    if page.pages <= 1 {
        return html! {};
    }
    let (now, all) = (usize::try_from(page.page).unwrap_or(1), usize::try_from(page.pages).unwrap_or(1));
    Pagination::of(now, all, |number| asked.link(number as i64)).render()
}
