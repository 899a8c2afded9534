//! S50 What is late: one row for each person, longest wait first, with why, what is planned and who is their adviser. What
//! is late because of what they asked for or go through sorts below. One press leads to the person at the clock, two to
//! the evidence (journey 3).

use std::sync::LazyLock;

use maud::{Markup, Render, html};
use waymark_cases::access::{Role, class};
use waymark_cases::clocks::late::{self, Filter, Late, LatePerson};
use waymark_cases::clocks::lines::Line;
use waymark_cases::clocks::reasons::Reason;
use waymark_cases::ids::PersonId;
use waymark_cases::staff::{self, Staff};
use waymark_govuk::{Button, Checkboxes, Figure, Figures, Pagination, Select};
use waymark_rules::clocks::{Subject, definitions};

use super::person::clocks::{ASKS, address, anchor};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{self, Typed};
use crate::frame::{Sheet, button_form};
use crate::{urls, words};

/// What the query asks for.
struct Asked {
    filter: Filter,
    page: i64,
}

impl Asked {
    fn of(ctx: &Ctx, typed: &Typed) -> Self {
        let given = |field: &str| Some(typed.text(field).to_owned()).filter(|text| !text.is_empty());
        let me = ctx.staff().ok().map(|id| id.to_string());
        let adviser = given("adviser").and_then(|adviser| if adviser == "me" { me } else { Some(adviser) });
        let filter = Filter {
            adviser,
            clock: given("clock"),
            outside_area: typed.is_on("outside"),
            nothing_planned: typed.is_on("no_plan"),
            no_reason: typed.is_on("no_reason"),
        };
        Self { filter, page: typed.text("page").parse().unwrap_or(1) }
    }

    fn link(&self, page: i64) -> String {
        let on = |is: bool| if is { "yes" } else { "" };
        format!(
            "/team/late?adviser={}&clock={}&outside={}&no_plan={}&no_reason={}&page={page}",
            urls::encoded(self.filter.adviser.as_deref().unwrap_or_default()),
            urls::encoded(self.filter.clock.as_deref().unwrap_or_default()),
            on(self.filter.outside_area),
            on(self.filter.nothing_planned),
            on(self.filter.no_reason),
        )
    }

    fn is_narrowed(&self) -> bool {
        self.filter != Filter::default()
    }
}

pub async fn get(ctx: Ctx) -> PageResult {
    let asked = Asked::of(&ctx, &form::query(&ctx)?);
    let (filter, number) = (asked.filter.clone(), asked.page);
    let (late, workers) = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            let workers = staff::holding_any(r, &[Role::PersonalAdviser, Role::SocialWorker])?;
            Ok((late::list(r, &permit, &filter, number)?, workers))
        })
        .await?;
    ctx.show(Sheet::new("What is late", view(&ctx, &asked, &late, &workers)).wide())
}

fn view(ctx: &Ctx, asked: &Asked, late: &Late, workers: &[Staff]) -> Markup {
    html! {
        @if ctx.has_any_role(ASKS) { (beside(ctx)) }
        @if late.total > 0 { (figures(late)) }
        (filters(ctx, asked, workers))
        @if late.people.is_empty() { (nothing(asked, late)) } @else {
            (table(ctx, asked, &late.people))
            (pages(asked, late))
        }
    }
}

/// The other lists of whoever manages.
fn beside(ctx: &Ctx) -> Markup {
    html! {
        nav.wm-tabs aria-label="Lists for managers" { ul {
            li { a.govuk-link href="/team/late" aria-current="page" { "What is late" } }
            li { a.govuk-link href="/team/caseload" { "Share of the work" } }
            li { a.govuk-link href="/team/oversight" { "Oversight due" } }
            @if ctx.has_role(Role::TeamManager) { li { a.govuk-link href="/team/held" { "Notes held back" } } }
        } }
    }
}

fn figures(late: &Late) -> Figures {
    let people = if late.total == 1 { "person with something late" } else { "people with something late" };
    let wait = if late.longest_wait_days == 1 { "day is the longest wait" } else { "days is the longest wait" };
    Figures(vec![
        Figure::new(words::thousands(late.total), people),
        Figure::new(words::thousands(i64::from(late.longest_wait_days)), wait),
        Figure::new(words::thousands(late.new_since_yesterday), "new since yesterday"),
    ])
}

/// Every clock that can be late for a young person, by what staff call it.
static KINDS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let mut kinds: Vec<(&str, &str)> =
        definitions::all().filter(|one| one.subject == Subject::YoungPerson).map(|one| (one.label, one.id)).collect();
    kinds.sort_unstable();
    kinds.dedup_by_key(|(label, _)| *label);
    kinds
});

fn filters(ctx: &Ctx, asked: &Asked, workers: &[Staff]) -> Markup {
    let filter = &asked.filter;
    let kinds = KINDS
        .iter()
        .fold(Select::new("clock", "What").option("", "Everything"), |select, (label, id)| select.option(*id, *label));
    let everyone = Select::new("adviser", "Adviser").option("", "Everyone").option("me", "People I support");
    let advisers = workers.iter().fold(everyone, |select, one| select.option(one.id.clone(), one.full_name.clone()));
    let tick = |name: &'static str, says: &'static str, on: bool| {
        Checkboxes::single(name, "yes", says).chosen(on.then_some("yes")).small()
    };
    html! {
        form.wm-filter.wm-no-print action="/team/late" method="get" {
            @if ctx.has_any_role(ASKS) { (advisers.chosen(filter.adviser.clone().unwrap_or_default())) }
            @else { input type="hidden" name="adviser" value=(filter.adviser.as_deref().unwrap_or_default()); }
            (kinds.chosen(filter.clock.clone().unwrap_or_default()))
            (tick("no_plan", "Nothing planned", filter.nothing_planned))
            (tick("no_reason", "No reason yet", filter.no_reason))
            (tick("outside", "Outside our area", filter.outside_area))
            button.govuk-button type="submit" { "Apply" }
        }
    }
}

fn nothing(asked: &Asked, late: &Late) -> Markup {
    html! {
        p.govuk-body {
            @if asked.is_narrowed() { "Nothing here is late. " a.govuk-link href="/team/late" { "Show everyone" } }
            @else {
                "Nothing is late. "
                @match late.next_due_on {
                    Some(on) => { "Next due: " (words::date(on)) "." },
                    None => "Nothing is due.",
                }
            }
        }
    }
}

fn table(ctx: &Ctx, asked: &Asked, people: &[LatePerson]) -> Markup {
    html! {
        table class="govuk-table wm-reflow wm-late" {
            caption class="govuk-table__caption govuk-visually-hidden" { "People with something late, longest wait first" }
            thead.govuk-table__head { tr.govuk-table__row {
                @for heading in ["Name", "What is late, and why", "Last talked", "Adviser"] {
                    th.govuk-table__header scope="col" { (heading) }
                }
            } }
            tbody.govuk-table__body { @for one in people { (row(ctx, asked, one)) } }
        }
    }
}

/// More than this and the rest is a number.
const LINES: usize = 3;

/// What was asked for first, then the law before our own promises, then the longest wait.
fn worst_first<'l>(asked: &Asked, lines: &'l [Line]) -> Vec<&'l Line> {
    let mut lines: Vec<&Line> = lines.iter().collect();
    let is_ours = |line: &Line| matches!(line.kind.as_str(), "Local" | "Design");
    lines.sort_by_key(|line| (asked.filter.clock.as_deref() != Some(&*line.clock), is_ours(line), line.due_on));
    lines
}

fn row(ctx: &Ctx, asked: &Asked, one: &LatePerson) -> Markup {
    let person = PersonId::stored(one.summary.person_id.clone());
    let lines = worst_first(asked, &one.lines);
    let first = lines.first().map(|line| anchor(&line.clock)).unwrap_or_else(|| "clocks".into());
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="Name" {
                a.govuk-link href=(format!("{}#{first}", urls::person(&person))) { bdi { (one.summary.shown_name) } }
            }
            td.govuk-table__cell data-label="What is late" {
                ul.wm-late__list {
                    @for line in lines.iter().take(LINES) { (late_line(ctx, &person, line)) }
                    @if lines.len() > LINES {
                        li { a.govuk-link href=(format!("{}#clocks", urls::person(&person))) { (lines.len() - LINES) " more" } }
                    }
                    @if lines.is_empty() { li { "Something recorded elsewhere" } }
                }
            }
            td.govuk-table__cell data-label="Last talked" {
                (one.summary.clocks.last_talked_on.map_or_else(|| "Not yet".into(), |on| words::short_date(on.0)))
            }
            td.govuk-table__cell data-label="Adviser" {
                div {
                    @if one.summary.adviser_name.is_empty() { "No adviser yet" } @else {
                        (one.summary.adviser_name)
                        @if ctx.has_any_role(ASKS) { (ask(ctx, &person, &one.summary.shown_name)) }
                    }
                }
            }
        }
    }
}

fn ask(ctx: &Ctx, person: &PersonId, about: &str) -> Markup {
    let button = Button::new("Ask adviser").secondary().class("wm-no-print").spoken_after(format!("about {about}"));
    button_form(ctx, &urls::person_page(person, "ask-adviser"), &button)
}

fn late_line(ctx: &Ctx, person: &PersonId, line: &Line) -> Markup {
    let label = definitions::by_id(&line.clock).map_or("", |of| of.label);
    let days = i64::from(line.days_late(ctx.today()));
    html! {
        li {
            a.govuk-link href=(address(person, &line.clock)) { (label) } ", " strong { (words::count(days, "day", "days")) " late" }
            @if line.kind == "Local" { span.wm-muted { ", our own promise" } }
            div.wm-muted { (why(person, line)) (planned(line)) }
        }
    }
}

fn why(person: &PersonId, line: &Line) -> Markup {
    let reason = Reason::from_code(&line.reason_code).map(Reason::says);
    html! {
        @match reason {
            None => {
                "No reason yet "
                a.govuk-link.wm-no-print href=(format!("{}#why", address(person, &line.clock))) { "Record a reason" }
            },
            Some(reason) => {
                (reason) @if line.reason != reason { ": " bdi { (line.reason) } }
            },
        }
    }
}

fn planned(line: &Line) -> Markup {
    html! {
        @match line.planned_on {
            Some(on) => { ". Planned for " (words::short_date(on.0)) },
            None => ". Nothing planned",
        }
    }
}

fn pages(asked: &Asked, late: &Late) -> Markup {
    if late.pages <= 1 {
        return html! {};
    }
    let (now, all) = (usize::try_from(late.page).unwrap_or(1), usize::try_from(late.pages).unwrap_or(1));
    Pagination::of(now, all, |number| asked.link(i64::try_from(number).unwrap_or(1))).render()
}
